"""What decides the output of a run, beside its input and the version: all of it is held against a run to be resumed."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.resources import files
from typing import Any

from extractors.registry import GROUP
from pipeline.choices import MEMORY_LIMIT, PART_PAGES, SPLIT_SIZE, TIMEOUT, Body
from pipeline.descriptions import digest, family_folder
from pipeline.errors import RunError
from pipeline.inputs import Columns
from pipeline.language import normalise_language_tag
from pipeline.outputs import FORMATS, PAGES_PARQUET, Format, format_named

PART_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Stream:
    """One output of a run: its key in marks and `run.json`, the name and suffix of its files, how they are joined."""

    key: str
    name: str
    form: Format
    suffix: str


@dataclass(frozen=True, slots=True)
class Options:
    """`split_size` 0 is one file, whatever its size; `timeout` (seconds) and `memory_limit` (bytes) 0 are none."""

    lang: tuple[str, ...] | None = None
    format: str = "jsonl"
    compress: str | None = None
    columns: Columns = field(default_factory=Columns)
    part_pages: int = PART_PAGES
    split_size: int = SPLIT_SIZE
    timeout: float = TIMEOUT
    memory_limit: int = MEMORY_LIMIT
    body: Body | None = None
    families: str | None = None  # a folder of descriptions
    fields: tuple[str, ...] | None = None

    @property
    def writer(self) -> Format:
        """How records are written."""
        return format_named(self.format, self.fields)

    def streams(self) -> tuple[Stream, ...]:
        """The outputs of a run: records in their format, pages and rejects as lines of JSON, pages also as Parquet
        where the records are."""
        lines, suffix = FORMATS["jsonl"], f"jsonl.{self.compress}" if self.compress else "jsonl"
        writer = self.writer
        found = [
            Stream("records", "records", writer, suffix if self.format == "jsonl" else writer.suffix),
            Stream("pages", "pages", lines, suffix),
            Stream("rejects", "rejects", lines, suffix),
        ]
        if self.format == "parquet":
            found.append(Stream("pages_parquet", "pages", PAGES_PARQUET, "parquet"))
        return tuple(found)

    def checked(self) -> "Options":
        """Itself. Raises RunError for values out of range, MissingExtraError for a format whose library is absent."""
        format_named(self.format, self.fields)
        if self.compress not in (None, "gz", "zst"):
            raise RunError(f"unknown compression {self.compress!r}; choose gz or zst")
        family_folder(self.families)
        if self.body not in (None, "text", "markdown"):
            raise RunError(f"unknown body {self.body!r}; choose text or markdown")
        if self.part_pages < 1 or self.split_size < 0 or self.timeout < 0 or self.memory_limit < 0:
            raise RunError("part_pages must be at least 1; split_size, timeout and memory_limit must not be negative")
        return self

    def as_json(self) -> dict[str, Any]:
        """The options as `run.json` holds them."""
        row = asdict(self)
        row["families"] = {"folder": self.families, "digest": digest(self.families)} if self.families else None
        row["lang"] = list(self.lang) if self.lang else None
        row["fields"] = list(self.fields) if self.fields else None
        return row


def languages(lang: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """The ISO 639-1 codes of the wanted languages, in one order whatever they were given in; commas part several.
    Raises RunError for what is no language."""
    given = [lang] if isinstance(lang, str) else lang or ()
    return tuple(sorted({_language(code) for item in given for code in item.replace(",", " ").split()})) or None


def _language(name: str) -> str:
    code = normalise_language_tag(name)
    if code is None:
        raise RunError(f"{name} is no language; give ISO 639-1 codes, such as en or zh")
    return code


@cache
def own_version() -> dict[str, Any]:
    """What read the pages: our version, a digest of our code and tables, and the packages that add families."""
    try:
        own = version("winnow-scholar")
    except PackageNotFoundError:
        own = "0"
    found = entry_points(group=GROUP)
    return {
        "version": own,
        "code": _code_digest(),
        "families": sorted({f"{point.dist.name} {point.dist.version}" for point in found if point.dist}),
    }


def _code_digest() -> str:
    digest = hashlib.sha256()
    for package in ("schemas", "extractors", "pipeline"):
        for name, data in sorted(_contents(files(package), package)):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _contents(folder: Any, name: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            if not entry.name.startswith(("_", ".")):
                yield from _contents(entry, path)
        elif entry.name.endswith((".py", ".tsv", ".json", ".ftz", ".toml")):
            yield path, entry.read_bytes()
