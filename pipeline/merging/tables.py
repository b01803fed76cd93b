"""The tables of a merge as they lie between tasks and store: their columns, and Parquet files of them.

Tasks write `<table>-<number>.parquet`, which the store adopts; the store writes rows divided into parts, each the
input of one task.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.merging.extra import require
from pipeline.merging.features import COLUMNS
from pipeline.merging.preparing import Prepared

Row = tuple[Any, ...]
Queries = Mapping[str, tuple[str, str]]
"""SQL by name, each with the columns to order its rows by."""

_KINDS = {"cut": "bool_", "year": "int16", "abstract_length": "int32"}
TABLES = {
    "raw": {"row": "int64", "record_id": "string", "digest": "string", "json": "string"},
    "feature": {"row": "int64"} | {name: _KINDS.get(name, "string") for name in COLUMNS},
    "blocked": {"key": "uint64", "row": "int64"},
    "edge": {"a": "int64", "b": "int64", "relation": "string", "score": "float64", "evidence": "string"},
}
"""The columns of the tables that tasks write, with their Arrow types."""


class Files:
    """Writes batches of rows to Parquet files in `directory`, one of each table, all with one `number`."""

    def __init__(self, directory: Path, number: int) -> None:
        self._directory, self._number = directory, number
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> "Files":
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def add_records(self, prepared: Prepared, first: int) -> None:
        """Takes records, their rows numbered from `first` on."""
        numbers = range(first, first + len(prepared.records))
        self._add("raw", [numbers, *_columns(prepared.records, 3)])
        self._add("feature", [numbers, *_columns(prepared.features, len(COLUMNS))])
        self._add("blocked", [prepared.keys, prepared.owners + first])

    def add_edges(self, edges: Sequence[Row]) -> None:
        """Takes verdicts: a, b, relation, score, evidence separated by spaces."""
        self._add("edge", _columns(edges, 5))

    def _add(self, name: str, columns: Sequence[Any]) -> None:
        table = arrow_table(TABLES[name], columns)
        if name not in self._writers:
            path = self._directory / f"{name}-{self._number:06}.parquet"
            self._writers[name] = require("pyarrow.parquet").ParquetWriter(path, table.schema)
        self._writers[name].write_table(table)


def arrow_table(kinds: Mapping[str, str], columns: Sequence[Any]) -> Any:
    """Columns as an Arrow table; `kinds` names them and their types."""
    arrow = require("pyarrow")
    arrays = [
        arrow.array(c if hasattr(c, "dtype") else list(c), getattr(arrow, kind)())
        for c, kind in zip(columns, kinds.values(), strict=True)
    ]
    return arrow.Table.from_arrays(arrays, names=list(kinds))


def _columns(rows: Sequence[Row], width: int) -> list[Any]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def read_rows(path: Path, size: int) -> Iterator[list[Row]]:
    """Batches of the rows of a Parquet file."""
    for batch in require("pyarrow.parquet").ParquetFile(path).iter_batches(size):
        yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))


def read_part(queries: Queries, directory: Path, part: str, size: int) -> list[Iterator[Row]]:
    """The rows of one part of `Store.write_parts`, in the order of `queries`, fetched `size` at a time."""
    connection = require("duckdb").connect()
    connection.execute("SET threads = 1")
    found: list[Iterator[Row]] = []
    for name, (order, _) in queries.items():
        files = parquet_files(directory / name / f"part={part}", "*.parquet")
        query = f"SELECT * FROM read_parquet({files}, hive_partitioning = false) ORDER BY {order}"
        found.append(_fetched(connection.cursor().execute(query), size) if files else iter(()))
    return found


def _fetched(cursor: Any, size: int) -> Iterator[Row]:
    while rows := cursor.fetchmany(size):
        yield from rows


def parquet_files(directory: Path, pattern: str) -> str:
    """A list of files as SQL, "" where there are none."""
    files = sorted(directory.glob(pattern))
    return f"[{', '.join(map(quoted, files))}]" if files else ""


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    return "'" + str(path).replace("'", "''") + "'"
