"""What a run writes: records in one of several formats, and lines of JSON for pages and rejects.

Each format encodes a batch of records on its own, and joins such batches to a file, so that workers write parts.
"""

import gzip
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Literal, get_args

from pipeline.choices import FormatName
from pipeline.errors import RunError
from pipeline.extras import require
from pipeline.inputs.opening import zstd
from pipeline.outputs import bibtex, columns, csl_json, json_lines, ris, table
from pipeline.outputs.json_lines import reject_line
from schemas import PageResult, Record

Join = Callable[[Iterable[Path], IO[bytes]], None]
Compression = Literal["gz", "zst"]

__all__ = ["FORMATS", "Compression", "Format", "FormatName", "compress", "format_named", "reject_line"]


def _append(parts: Iterable[Path], target: IO[bytes]) -> None:
    for part in parts:
        with part.open("rb") as stream:
            shutil.copyfileobj(stream, target, 1 << 20)


@dataclass(frozen=True, slots=True)
class Format:
    """How records are written. `join` makes a file of encoded batches; `fresh` gives such a function for the files of
    one output, where they must know of each other. `needs` is the library and the extra that brings it."""

    suffix: str
    encode: Callable[[list[Record]], bytes]
    join: Join = _append
    fresh: Callable[[], Join] | None = None
    whole: bool = True  # whether a single encoded batch is a file already
    needs: tuple[str, str] | None = None

    def joining(self) -> Join:
        """What joins batches to the files of one output, one after the other."""
        return self.fresh() if self.fresh else self.join

    def document(self, records: Iterable[Record]) -> bytes:
        """Records as one file, for a caller that has them all."""
        with TemporaryDirectory() as folder:
            batch = Path(folder, "batch")
            batch.write_bytes(self.encode(list(records)))
            stream = BytesIO()
            self.joining()([batch], stream)
        return stream.getvalue()


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl", json_lines.records),
    "parquet": Format("parquet", columns.records, columns.join, needs=("pyarrow", "parquet")),
    "ris": Format("ris", ris.records, needs=("rispy", "ris")),
    "bibtex": Format("bib", bibtex.records, fresh=bibtex.joining, whole=False, needs=("bibtexparser.model", "bibtex")),
    "csl-json": Format("json", csl_json.records, fresh=csl_json.joining, whole=False),
    "csv": Format("csv", partial(table.csv_rows, table.DEFAULT), partial(table.csv_join, table.DEFAULT), whole=False),
    "xlsx": Format(
        "xlsx",
        partial(table.xlsx_rows, table.DEFAULT),
        partial(table.xlsx_join, table.DEFAULT),
        whole=False,
        needs=("xlsxwriter", "xlsx"),
    ),
}
PAGES_PARQUET = Format("parquet", columns.records, partial(columns.join, model=PageResult))
"""How files of pages are joined."""
assert tuple(FORMATS) == get_args(FormatName)
_TABLES = ("csv", "xlsx")


def format_named(name: str, fields: Iterable[str] | None = None) -> Format:
    """The format, its library checked; of a table only some `fields`. Raises RunError for an unknown format or field,
    MissingExtraError for a missing library."""
    if name not in FORMATS:
        raise RunError(f"unknown format {name!r}; choose from {', '.join(FORMATS)}")
    if fields and name not in _TABLES:
        raise RunError(f"--fields works with {' and '.join(_TABLES)}, not with {name}")
    found = FORMATS[name]
    if found.needs:
        require(*found.needs)
    if not fields:
        return found
    chosen = table.checked_fields(fields)
    rows, join = (table.csv_rows, table.csv_join) if name == "csv" else (table.xlsx_rows, table.xlsx_join)
    return replace(found, encode=partial(rows, chosen), join=partial(join, chosen))


def compress(data: bytes, how: str | None) -> bytes:
    """A batch as a gzip member or Zstandard frame of its own, free of time stamps; batches may be concatenated."""
    if how == "gz":
        return gzip.compress(data, 6, mtime=0)
    if how == "zst":
        return bytes(zstd().compress(data))
    return data
