# ruff: noqa: SIM905 - word lists read better as text
"""What can be merged: finished runs (`records*.jsonl` or `records*.parquet`), and works of an earlier merge."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import NoInputError
from pipeline.inputs.opening import open_plain
from pipeline.merging.extra import require
from pipeline.outputs.columns import record_of

_PATTERNS = ("records*.jsonl", "records*.jsonl.gz", "records*.jsonl.zst", "records*.parquet")
_WORKS = ("works*.jsonl", "works*.jsonl.gz", "works*.jsonl.zst")
_BATCH = 1024
_LINES = 10_000
"""Lines of a piece."""


class Line(NamedTuple):
    """One record or work, still as text: JSON, or why it cannot be read."""

    where: str
    text: str
    error: str = ""


def find_files(inputs: Sequence[str | Path]) -> list[Path]:
    """The files behind `inputs`: run directories, or files by name. Raises `NoInputError` where there is nothing.

    A directory that holds records gives its records; works beside them were made of them, or of older ones.
    """
    found: list[Path] = []
    for given in map(Path, inputs):
        if given.is_file():
            found.append(given)
            continue
        if not given.is_dir():
            raise NoInputError(f"{given} does not exist; give the output folder of a run, or a records or works file")
        names = _matching(given, _PATTERNS) or _matching(given, _WORKS)
        if not names:
            raise NoInputError(f"{given} contains no records.jsonl, records.parquet or works.jsonl")
        found += names
    if not found:
        raise NoInputError("nothing to merge; give the output folder of a run")
    return list(dict.fromkeys(path.resolve() for path in found))


def _matching(directory: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in directory.glob(pattern) if path.is_file())


class Piece(NamedTuple):
    """Consecutive lines of a file: where they begin, in bytes and lines before, and how many; all by default."""

    path: Path
    offset: int = 0
    before: int = 0
    lines: int | None = None


def pieces(path: Path) -> Iterator[Piece]:
    """A file in pieces; what is compressed or Parquet is one piece."""
    if path.suffix != ".jsonl":
        yield Piece(path)
        return
    offset = start = number = 0
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            offset += len(raw)
            if number % _LINES == 0:
                yield Piece(path, start, number - _LINES, _LINES)
                start = offset
    if number % _LINES or not number:
        yield Piece(path, start, number - number % _LINES)


def read_lines(piece: Piece) -> Iterator[Line]:
    """The records or works of a file, or of a piece of it. A line that is not UTF-8 has an `error`."""
    path = piece.path
    if path.suffix == ".parquet":
        yield from _read_parquet(path)
        return
    with open_plain(str(path)) as stream:
        if piece.offset:
            stream.seek(piece.offset)
        for number, raw in enumerate(islice(stream, piece.lines), piece.before + 1):
            where = f"{path.parent.name}/{path.name}:{number}"
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                yield Line(where, "", f"not UTF-8: {error.reason} at byte {error.start}")
                continue
            if text.strip():
                yield Line(where, text)


def _read_parquet(path: Path) -> Iterator[Line]:
    """Rows as JSON. Nested fields may be columns of structs, lists of them and maps, or text that holds JSON."""
    number = 0
    for batch in require("pyarrow.parquet").ParquetFile(path).iter_batches(_BATCH):
        for row in batch.to_pylist(maps_as_pydicts="strict"):
            number += 1
            text = json.dumps(_unpacked(record_of(row)), ensure_ascii=False)
            yield Line(f"{path.parent.name}/{path.name}:{number}", text)


_NESTED = frozenset(
    "source authors issn isbn abstract keywords index_terms subjects classifications references related "
    "provenance warnings title_translated abstracts".split()
)


def _unpacked(row: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in row.items():
        if name in _NESTED and isinstance(value, str):
            value = json.loads(value)
        # Parquet pads what a row lacks with nulls; lists and objects of a record are never null.
        if value is not None or name not in _NESTED:
            found[name] = value
    if isinstance(provenance := found.get("provenance"), dict):
        found["provenance"] = {field: evidence for field, evidence in provenance.items() if evidence}
    return found
