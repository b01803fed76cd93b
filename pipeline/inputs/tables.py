"""Pages in tables: JSON Lines, CSV and Parquet, with named columns for text, HTML and URL."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any, cast

from pipeline.errors import NoInputError
from pipeline.extras import require
from pipeline.inputs.opening import Position, open_raw, without_compression
from pipeline.inputs.page import LARGEST, RawPage, printable
from pipeline.inputs.sources import Source

_BATCH = 32  # rows of Parquet in memory at a time
_DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that hold a page. A row with both HTML and text is read from its HTML; `id` is handed on
    with it."""

    text: str = "text"
    html: str = "html"
    url: str = "url"
    id: str = "id"

    @property
    def pages(self) -> tuple[str, str]:
        return (self.html, self.text)


class NoColumnError(NoInputError):
    """A table has neither of the columns that may hold a page."""

    def __init__(self, path: str, columns: Columns, there: list[str]) -> None:
        super().__init__(
            f"{path} has no column {columns.text} or {columns.html}, only "
            f"{', '.join(map(repr, there[:20])) or 'none'}; name them with --text-column and --html-column"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return NoInputError, self.args


def _page(path: str, row: Mapping[str, Any], columns: Columns, at: int) -> RawPage:
    url = row.get(columns.url)
    url = printable(url) if isinstance(url, str) and url else None
    page = RawPage(path, b"", url, None, at, input_id=_id(row.get(columns.id)))
    for name in columns.pages:
        value = row.get(name)
        if not value:
            continue
        if not isinstance(value, str | bytes):
            return replace(page, reason="undecodable")
        return replace(page, reason="too_large") if len(value) > LARGEST else replace(page, data=value)
    return page


def _id(value: Any) -> str | None:
    """An id as text, as JSON writes a number; lists and objects are none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return printable(str(value)) or None


def read_jsonl(source: Source, columns: Columns) -> Iterator[RawPage]:
    """A page for each line. Raises NoColumnError where the first line that is an object has no column for pages."""
    with open_raw(source.path, source.held) as raw:
        outer = Position(raw)
        checked = False
        with without_compression(cast(IO[bytes], outer), source.path) as stream:
            for number, line in _lines(stream):
                path = f"{source.shown}#{number}"
                row = _object(line) if line else None
                if row is None:
                    yield RawPage(path, b"", None, "undecodable" if line else "too_large", outer.count)
                    continue
                if not checked and not any(name in row for name in columns.pages):
                    raise NoColumnError(source.shown, columns, list(row))
                checked = True
                yield _page(path, row, columns, outer.count)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their number; one that is too long comes empty."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, b""
        elif line.strip():
            yield number, line


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def read_csv(source: Source, columns: Columns) -> Iterator[RawPage]:
    """A page for each row after the header, whatever the delimiter of the header. Raises NoColumnError, csv.Error."""
    csv.field_size_limit(LARGEST)
    with open_raw(source.path, source.held) as raw:
        outer = Position(raw)
        with without_compression(cast(IO[bytes], outer), source.path) as stream:
            lines = _text_lines(stream)
            first = next(lines, "")
            header = _header(first, columns)
            if not any(name in header for name in columns.pages):
                raise NoColumnError(source.shown, columns, header)
            delimiter = _delimiter(first, columns)
            rows = csv.reader(lines, delimiter=delimiter)
            while True:
                path = f"{source.shown}#{rows.line_num + 2}"
                try:
                    cells = next(rows)
                except StopIteration:
                    return
                except csv.Error:
                    yield RawPage(path, b"", None, "undecodable", outer.count)
                    continue
                if cells:
                    row = {name: _cell(cell) for name, cell in zip(header, cells, strict=False)}
                    yield _page(path, row, columns, outer.count)


def _text_lines(stream: IO[bytes]) -> Iterator[str]:
    codec = "utf-8-sig"
    while line := stream.readline(LARGEST + 1):
        if len(line) > LARGEST:
            raise csv.Error("line too long")
        yield line.decode(codec, "surrogateescape")
        codec = "utf-8"


def _cell(cell: str) -> str | bytes:
    """The cell, as bytes where it was no UTF-8: the page's own decoder knows more character sets."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode("utf-8", "surrogateescape")
    return cell


def _delimiter(header: str, columns: Columns) -> str:
    for delimiter in _DELIMITERS:
        if any(name in columns.pages for name in next(csv.reader([header], delimiter=delimiter), [])):
            return delimiter
    return ","


def _header(line: str, columns: Columns) -> list[str]:
    return [printable(name) for name in next(csv.reader([line], delimiter=_delimiter(line, columns)), [])]


def read_parquet(source: Source, columns: Columns) -> Iterator[RawPage]:
    """A page for each row; of the columns only those named. Raises NoColumnError, and Arrow's errors for a broken
    file."""
    parquet = require("pyarrow.parquet", "parquet")
    with open_raw(source.path, source.held) as raw, parquet.ParquetFile(raw, pre_buffer=False) as table:
        there = table.schema_arrow.names
        if not any(name in there for name in columns.pages):
            raise NoColumnError(source.shown, columns, there)
        wanted = [name for name in (*columns.pages, columns.url, columns.id) if name in there]
        rows = max(table.metadata.num_rows, 1)
        number = 0
        for batch in table.iter_batches(_BATCH, columns=wanted, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _page(f"{source.shown}#{number}", row, columns, source.size * number // rows)


def check_columns(source: Source, columns: Columns) -> None:
    """Raises NoColumnError where a table cannot hold pages; says nothing of one that cannot be read at all."""
    reader = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}.get(source.kind)
    if reader is None:
        return
    try:
        next(reader(source, columns), None)
    except NoInputError:
        raise
    except Exception:  # becomes a reject when its turn comes
        return
