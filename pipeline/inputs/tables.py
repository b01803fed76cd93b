"""Pages in tables: JSON Lines, CSV and Parquet, with named columns for text, HTML and URL."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any, cast

from pipeline.errors import NoInputError
from pipeline.extras import require
from pipeline.inputs.opening import Position, open_raw, without_compression
from pipeline.inputs.page import LARGEST, RawPage, printable, too_large, undecodable
from pipeline.inputs.sources import Source

_BATCH = 32  # rows of Parquet in memory at a time
_TOGETHER = 64_000_000  # bytes of them, about
_BUFFER = 1 << 20
_MOST_VALUES = 100_000  # of a line, beside what its length makes likely
_MUCH = 64_000_000  # bytes of a row group that is looked at twice
_MOST_RATIO = 1000
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
            return replace(page, reason="undecodable", detail=f"column {name} holds no text")
        if len(value) > LARGEST:
            return too_large(path, url, at)
        return replace(page, data=value)
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
        for number, line in enumerate(_lines(_buffered(outer, source.path)), 1):
            path = f"{source.shown}#{number}"
            if line is None:
                yield too_large(path, None, outer.count)
                continue
            if not line.strip():
                continue
            try:
                row = _object(line)
            except (ValueError, RecursionError) as error:
                yield undecodable(path, f"not a line of JSON: {error}", outer.count)
                continue
            if not checked and not any(name in row for name in columns.pages):
                raise NoColumnError(source.shown, columns, list(row))
            checked = True
            yield _page(path, row, columns, outer.count)


def _buffered(outer: Position, name: str) -> IO[bytes]:
    """What is read line by line must be buffered."""
    return cast(
        IO[bytes], io.BufferedReader(cast(io.RawIOBase, without_compression(cast(IO[bytes], outer), name)), _BUFFER)
    )


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Lines; None for one that is too long, of which no more than that is held at a time."""
    while line := stream.readline(LARGEST + 1):
        if len(line) <= LARGEST or line.endswith(b"\n"):
            yield line
            continue
        del line
        while (rest := stream.readline(_BUFFER)) and not rest.endswith(b"\n"):
            pass
        yield None


def _object(line: bytes) -> dict[str, Any]:
    """The object in a line. Raises ValueError, or RecursionError where it nests deeply."""
    if len(line) > _BUFFER and line.count(b",") + line.count(b"[") + line.count(b"{") > _MOST_VALUES + len(line) // 4:
        raise ValueError("too many values")
    row = json.loads(line.decode("utf-8-sig"))
    if not isinstance(row, dict):
        raise ValueError("no object")
    return row


def read_csv(source: Source, columns: Columns) -> Iterator[RawPage]:
    """A page for each row after the header, whatever the delimiter of the header. Raises NoColumnError, csv.Error."""
    csv.field_size_limit(LARGEST)
    with open_raw(source.path, source.held) as raw:
        outer = Position(raw)
        lines = _TextLines(_buffered(outer, source.path))
        first = next(lines, "")
        header = _header(first, columns)
        if not any(name in header for name in columns.pages):
            raise NoColumnError(source.shown, columns, header)
        delimiter = _delimiter(first, columns)
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            path = f"{source.shown}#{lines.number + 1}"
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                if lines.too_long:
                    lines.too_long = False
                    yield too_large(path, None, outer.count)
                elif "field larger" in str(error):  # a quote without an end: what follows is anybody's guess
                    raise csv.Error(f"a quote before line {lines.number} is not closed") from error
                else:
                    yield undecodable(path, f"not a row of CSV: {error}", outer.count)
                rows = csv.reader(lines, delimiter=delimiter)  # an error leaves it in the middle of a row
                continue
            if cells:
                row = {name: _cell(cell) for name, cell in zip(header, cells, strict=False)}
                yield _page(path, row, columns, outer.count)


class _TextLines:
    """Lines of text for the csv module, which goes on behind one that is too long."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = _lines(stream)
        self.number = 0  # of the last line
        self.too_long = False

    def __iter__(self) -> "_TextLines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        if line is None or line.count(b",") + line.count(b"\t") + line.count(b";") > _MOST_VALUES + len(line) // 4:
            self.too_long = True
            raise csv.Error("line too long")
        return line.decode("utf-8-sig" if self.number == 1 else "utf-8", "surrogateescape")


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
    with open_raw(source.path, source.held) as raw:
        metadata = parquet.ParquetFile(raw, pre_buffer=False).metadata
        schema = metadata.schema.to_arrow_schema()
        there = schema.names
        if not any(name in there for name in columns.pages):
            raise NoColumnError(source.shown, columns, there)
        stored_once = [name for name in columns.pages if name in there and not schema.field(name).type.num_fields]
        table = parquet.ParquetFile(raw, metadata=metadata, pre_buffer=False, read_dictionary=stored_once)
        wanted = [name for name in (*columns.pages, columns.url, columns.id) if name in there]
        rows = max(table.metadata.num_rows, 1)
        number = 0
        for group in range(table.num_row_groups):
            meta = table.metadata.row_group(group)
            packed, plain = _sizes(meta, wanted)
            if plain > _MUCH and plain > _MOST_RATIO * packed:
                at = source.size * (number + meta.num_rows) // rows
                detail = f"{meta.num_rows} rows of {plain // 1_000_000} MB from {packed // 1000} kB, as in a bomb"
                yield replace(undecodable(f"{source.shown}#{number + 1}", detail, at), reason="too_large")
                number += meta.num_rows
                continue
            together = max(1, min(_BATCH, _TOGETHER * meta.num_rows // max(plain, 1)))
            for batch in table.iter_batches(together, row_groups=[group], columns=wanted, use_threads=False):
                for row in _rows(batch):
                    number += 1
                    yield _page(f"{source.shown}#{number}", row, columns, source.size * number // rows)


def _sizes(group: Any, wanted: list[str]) -> tuple[int, int]:
    """The bytes of the wanted columns of a row group, packed and plain, as its metadata says."""
    chunks = [group.column(place) for place in range(group.num_columns)]
    chunks = [chunk for chunk in chunks if chunk.path_in_schema.partition(".")[0] in wanted]
    return sum(chunk.total_compressed_size for chunk in chunks), sum(chunk.total_uncompressed_size for chunk in chunks)


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of a batch, one at a time; a value that is stored once and used often is there once."""
    for place in range(batch.num_rows):
        yield {name: batch.column(name)[place].as_py() for name in batch.schema.names}


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
