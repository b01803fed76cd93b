"""Records as a table for spreadsheets: a row a record, a cell a field; lists are joined by semicolons."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pipeline.errors import RunError
from pipeline.extras import require
from pipeline.outputs.citation import author_name
from schemas import Record, Reference, Source
from schemas.record import is_absent

_SOURCE = tuple(name for name in Source.model_fields if name != "position")
_LONG = ("references", "related", "body")  # in a table only where they are asked for
_ALWAYS = ("provenance",)  # has no form in a cell
FIELDS = tuple(name for name in Record.model_fields if name not in ("source", *_ALWAYS)) + _SOURCE
"""The names of columns: the fields of a record, and those of its source."""
DEFAULT = tuple(name for name in FIELDS if name not in _LONG)

_MOST_IN_CELL = 32_767  # characters, and rows below: the limits of Excel
_MOST_ROWS = 1_048_576
_WIDTHS = {"title": 60, "authors": 40, "abstract": 80, "container_title": 30, "doi": 28, "keywords": 40, "url": 40}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff￾￿]")


def checked_fields(fields: Iterable[str]) -> tuple[str, ...]:
    """The names of columns; commas part several. Raises RunError for one that is none."""
    names = [name for field in fields for name in field.replace(",", " ").split()]
    chosen = tuple(dict.fromkeys(name.removeprefix("source.") for name in names))
    if unknown := [name for name in chosen if name not in FIELDS]:
        raise RunError(f"unknown field {', '.join(unknown)}; choose from {', '.join(FIELDS)}")
    return chosen or DEFAULT


def row(record: Record, fields: Sequence[str]) -> list[str | int | None]:
    """The cells of a record."""
    return [_cell(name, getattr(record.source if name in _SOURCE else record, name)) for name in fields]


def _cell(name: str, value: Any) -> str | int | None:
    if is_absent(value):
        return None
    if isinstance(value, int):
        return value
    text = _CELLS[name](value) if name in _CELLS else "; ".join(value) if isinstance(value, list) else str(value)
    return _CONTROL.sub("", text)


def _raw(works: Iterable[Reference]) -> str:
    return "\n".join(work.raw for work in works)


_CELLS: dict[str, Callable[[Any], str]] = {
    "authors": lambda authors: "; ".join(map(author_name, authors)),
    "abstract": lambda abstract: abstract.labelled(),
    "abstracts": lambda abstracts: "\n\n".join(abstract.labelled() for abstract in abstracts),
    "title_translated": lambda titles: "; ".join(title.text for title in titles),
    "classifications": lambda codes: "; ".join(f"{code.scheme} {code.code}" for code in codes),
    "references": _raw,
    "related": _raw,
}


# --- CSV (RFC 4180, UTF-8) --------------------------------------------------------------------------------------------


def csv_rows(fields: Sequence[str], results: list[Record]) -> bytes:
    """The rows, without the header; `csv_join` writes it."""
    return _csv(row(record, fields) for record in results)


def csv_join(fields: Sequence[str], parts: Iterable[Path], target: IO[bytes]) -> None:
    """Files of rows as one table with its header."""
    target.write(_csv([fields]))
    for part in parts:
        with part.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                target.write(chunk)


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


# --- Excel ------------------------------------------------------------------------------------------------------------


def xlsx_rows(fields: Sequence[str], results: list[Record]) -> bytes:
    """The rows as lines of JSON, of which `xlsx_join` makes a workbook."""
    return b"".join(json.dumps(row(record, fields)).encode() + b"\n" for record in results)


def xlsx_join(fields: Sequence[str], parts: Iterable[Path], target: IO[bytes]) -> None:
    """Files of rows as one workbook: text stays text, though it begins like a formula."""
    xlsxwriter = require("xlsxwriter", "xlsx")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with closing(xlsxwriter.Workbook(target, options)) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})  # the same bytes always
        bold = book.add_format({"bold": True})
        sheet, at = None, _MOST_ROWS
        for cells in _lines(parts):
            if sheet is None or at == _MOST_ROWS:
                sheet, at = _new_sheet(book, fields, bold), 1
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(at, column, _fitting(cell))
            at += 1
        if sheet is None:
            _new_sheet(book, fields, bold)


def _lines(parts: Iterable[Path]) -> Iterator[list[Any]]:
    for part in parts:
        with part.open("rb") as stream:
            yield from map(json.loads, stream)


def _new_sheet(book: Any, fields: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    for column, name in enumerate(fields):
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, _MOST_ROWS - 1, max(len(fields) - 1, 0))
    sheet.write_row(0, 0, fields, bold)
    return sheet


def _fitting(cell: Any) -> Any:
    """What is longer than a cell may be ends in an ellipsis."""
    if isinstance(cell, str) and len(cell.encode("utf-16-le")) > 2 * _MOST_IN_CELL:
        return cell.encode("utf-16-le")[: 2 * (_MOST_IN_CELL - 1)].decode("utf-16-le", "ignore") + "…"
    return cell
