"""Parquet: one schema for all records, and one for all pages, read off the models, the same whatever the data.

Provenance is a list of structures (`field`, then the evidence), since few readers know Parquet's maps.
"""

import io
import types
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline.extras import require
from schemas import PageResult, Record

_COMPRESSION = {"compression": "zstd", "write_page_index": True}
_ROWS = 4096  # of a row group when parts are joined


def _type(annotation: Any) -> Any:
    """The Arrow type for an annotation of the models: nullable scalars, lists, nested models; a mapping to lists of
    models is a list of these with the key in front."""
    pa = require("pyarrow", "parquet")
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0])
    if origin in (Union, types.UnionType):
        return _type(next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return pa.string()
    if origin is list:
        return pa.list_(_type(arguments[0]))
    if origin is dict:
        return pa.list_(pa.struct([("field", pa.string()), *_type(get_args(arguments[1])[0])]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return pa.struct([(name, _type(field.annotation)) for name, field in fields if not field.exclude])
    return {str: pa.string(), int: pa.int64(), bool: pa.bool_(), float: pa.float64()}[annotation]


@cache
def schema(model: type[BaseModel] = Record) -> Any:
    """The Arrow schema of `records.parquet`, or of `pages.parquet` (`PageResult`)."""
    return require("pyarrow", "parquet").schema(list(_type(model)))


def records(results: list[Record]) -> bytes:
    """The records as a Parquet file."""
    return _file([_record_row(record) for record in results], Record)


def pages(results: list[PageResult]) -> bytes:
    """The pages, as `pages.jsonl` has them, as a Parquet file."""
    return _file([result.model_dump() for result in results], PageResult)


def _file(rows: list[dict[str, Any]], model: type[BaseModel]) -> bytes:
    pa, parquet = require("pyarrow", "parquet"), require("pyarrow.parquet", "parquet")
    stream = io.BytesIO()
    table = pa.Table.from_pylist([_writable(row) for row in rows], schema=schema(model))
    parquet.write_table(table, stream, **_COMPRESSION)
    return stream.getvalue()


def _record_row(record: Record) -> dict[str, Any]:
    row = {name: [] for name, field in Record.model_fields.items() if field.default == []} | record.model_dump()
    evidence = row["provenance"].items()
    return {**row, "provenance": [{"field": field, **one} for field, items in evidence for one in items]}


def record_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A record as JSON Lines have it, from a row of a Parquet file of records (of this version or the one before)."""
    provenance = row.get("provenance")
    if not isinstance(provenance, list):
        return dict(row)
    found: dict[str, list[dict[str, Any]]] = {}
    for one in provenance:
        if isinstance(one, tuple):  # an entry of a map
            found[one[0]] = one[1]
        else:
            found.setdefault(one["field"], []).append({name: one[name] for name in one if name != "field"})
    return {**row, "provenance": found}


def _writable(value: Any) -> Any:
    """Lone surrogates, which no Parquet string holds, become U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_writable(item) for item in value]
    if isinstance(value, dict):
        return {name: _writable(item) for name, item in value.items()}
    return value


def join(parts: Iterable[Path], target: IO[bytes], model: type[BaseModel] = Record) -> None:
    """Parquet files of records, or of pages, as one."""
    parquet = require("pyarrow.parquet", "parquet")
    with parquet.ParquetWriter(target, schema(model), **_COMPRESSION) as writer:
        waiting: list[Any] = []
        for part in parts:
            waiting.append(parquet.read_table(part, schema=schema(model), partitioning=None))
            if sum(table.num_rows for table in waiting) >= _ROWS:
                _flush(writer, waiting)
        _flush(writer, waiting)


def _flush(writer: Any, waiting: list[Any]) -> None:
    if waiting:
        writer.write_table(require("pyarrow", "parquet").concat_tables(waiting).combine_chunks())
        waiting.clear()
