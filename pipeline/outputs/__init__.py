"""What a run writes: records in one of five formats, and lines of JSON for pages and rejects.

Each format encodes a batch of records on its own, and joins such batches to a file, so that workers write parts.
"""

import gzip
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, get_args

from pipeline.errors import RunError
from pipeline.extras import require
from pipeline.inputs.opening import zstd
from pipeline.outputs import bibtex, columns, csl_json, json_lines, ris
from pipeline.outputs.json_lines import reject_line
from schemas import Record

FormatName = Literal["jsonl", "parquet", "ris", "bibtex", "csl-json"]
Compression = Literal["gz", "zst"]

__all__ = ["FORMATS", "Compression", "Format", "FormatName", "compress", "format_named", "reject_line"]


def _append(parts: Iterable[Path], target: IO[bytes]) -> None:
    for part in parts:
        with part.open("rb") as stream:
            shutil.copyfileobj(stream, target, 1 << 20)


@dataclass(frozen=True, slots=True)
class Format:
    """How records are written. `needs` is the library and the extra that brings it."""

    suffix: str
    encode: Callable[[list[Record]], bytes]
    join: Callable[[Iterable[Path], IO[bytes]], None] = _append
    whole: bool = True  # whether a single encoded batch is a file already
    needs: tuple[str, str] | None = None

    def write(self, records: Iterable[Record], target: Path) -> None:
        """Writes records to one file, for a caller that has them all."""
        batch = target.with_name(f"{target.name}.part")
        batch.write_bytes(self.encode(list(records)))
        with target.open("wb") as stream:
            self.join([batch], stream)
        batch.unlink()


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl", json_lines.records),
    "parquet": Format("parquet", columns.records, columns.join, needs=("pyarrow", "parquet")),
    "ris": Format("ris", ris.records, needs=("rispy", "ris")),
    "bibtex": Format("bib", bibtex.records, needs=("bibtexparser.model", "bibtex")),
    "csl-json": Format("json", csl_json.records, csl_json.join, whole=False),
}
assert tuple(FORMATS) == get_args(FormatName)


def format_named(name: str) -> Format:
    """The format, its library checked. Raises RunError for an unknown one, MissingExtraError for a missing library."""
    if name not in FORMATS:
        raise RunError(f"there is no format {name}; choose from {', '.join(FORMATS)}")
    found = FORMATS[name]
    if found.needs:
        require(*found.needs)
    return found


def compress(data: bytes, how: str | None) -> bytes:
    """A batch as a gzip member or Zstandard frame of its own, free of time stamps; batches may be concatenated."""
    if how == "gz":
        return gzip.compress(data, 6, mtime=0)
    if how == "zst":
        return bytes(zstd().compress(data))
    return data
