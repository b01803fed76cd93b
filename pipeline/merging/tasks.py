"""The parts of a merge that look at records a batch at a time, as tasks of worker processes, here or on a cluster.

A task reads files and writes files in the folder `scratch`, so nothing but counts passes between processes; done again
after a lost worker, it writes the same files.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.merging.assembling import assemble, assemblies, by_first
from pipeline.merging.evidence import judge
from pipeline.merging.features import COLUMNS, Features
from pipeline.merging.grouping import Edge, settle
from pipeline.merging.inputs import Piece, read_lines
from pipeline.merging.preparing import Reject, prepare
from pipeline.merging.store import CONTESTED, WORKS
from pipeline.merging.tables import Files, Row, read_part, read_rows
from pipeline.outputs import Format
from schemas.work import Work

A = TypeVar("A")

_BATCH = 1000
"""What is worked on at once within a task."""


def read_piece(scratch: Path, numbered: tuple[int, Piece]) -> tuple[int, list[Reject]]:
    """Validates the records of a piece of the input, reduces them; how many there are, and the lines that are none."""
    number, piece = numbered
    first = number << 32  # rows are numbered within their task: no input has four thousand million records a piece
    rejects: list[Reject] = []
    count = 0
    with Files(scratch, number) as files:
        for lines in batched(read_lines(piece), _BATCH):
            prepared = prepare(lines)
            files.add_records(prepared, first + count)
            rejects += prepared.rejects
            count += len(prepared.records)
    return count, rejects


def compare_pairs(scratch: Path, numbered: tuple[int, Path]) -> int:
    """Judges the pairs of a file of `Store.write_pairs`; how many there are."""
    number, path = numbered
    count = 0
    with Files(scratch, number) as files:
        for rows in read_rows(path, _BATCH):
            files.add_edges(list(_verdicts(rows)))
            count += len(rows)
    return count


def _verdicts(pairs: Iterable[Row]) -> Iterator[Row]:
    width = len(COLUMNS)
    for a, b, common_title, common_abstract, *rest in pairs:
        one, other = Features(*rest[:width]), Features(*rest[width:])
        verdict = judge(one, other, common_title=common_title, common_abstract=common_abstract)
        if verdict:
            yield a, b, verdict.relation, verdict.score, " ".join(verdict.evidence)


def settle_part(scratch: Path, part: str) -> list[tuple[int, int]]:
    """The group of every record of a part of the contested components."""
    found: list[tuple[int, int]] = []
    members, edges = read_part(CONTESTED, scratch / "contested", part, _BATCH)
    for (_, inside), (_, between) in zip(by_first(members), by_first(edges), strict=True):
        known = {number: Features(*values) for _, number, *values in inside}
        found += settle(known, [Edge(a, b, score) for _, a, b, score in between]).items()
    return found


@dataclass(slots=True, order=True)
class Written:
    """Works in files: lines of `works.jsonl`, and the same in another format; how many there are, of several records,
    and with a later version."""

    lines: Path
    exported: Path
    works: int = 0
    merged: int = 0
    versions: int = 0


def write_part(scratch: Path, export: Format | None, part: str) -> Written:
    """Puts the works of a part together and writes them."""
    written = Written(scratch / f"works-{part}.part", scratch / f"export-{part}.part")
    rows = read_part(WORKS, scratch / "assembly", part, _BATCH)
    with written.lines.open("wb") as lines, written.exported.open("wb") as exported:
        for batch in batched(assemblies(*rows), _BATCH):
            works = [assemble(*one) for one in batch]
            lines.writelines(_line(work) for work in works)
            if export:
                exported.write(export.encode([Work.model_validate(work).record() for work in works]))
            written.works += len(works)
            written.merged += sum(len(work["members"]) > 1 for work in works)
            written.versions += sum(bool(work["is_version_of"]) for work in works)
    return written


def _line(work: dict[str, Any]) -> bytes:
    return json.dumps(work, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def batched(items: Iterable[A], size: int) -> Iterator[Sequence[A]]:
    """Lists of `size` items, the last of what is left."""
    batch: list[A] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
