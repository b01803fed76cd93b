"""Merging the records of finished runs into works."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from pipeline.errors import NoInputError, RunError
from pipeline.merging.extra import require
from pipeline.merging.grouping import Forest
from pipeline.merging.inputs import find_files, pieces
from pipeline.merging.preparing import Reject
from pipeline.merging.store import CONTESTED, WORKS, Store
from pipeline.merging.tasks import Written, compare_pairs, read_piece, settle_part, write_part
from pipeline.merging.workers import Workers, cluster, processes
from pipeline.outputs import FORMATS, Format, format_named
from pipeline.workspace import Workspace, whole_file, write_whole
from schemas.work import Work

Progress = Callable[[str, int], None]

_PART = 20_000
"""Records of contested components, or of works, that are one task; about."""

EXPORTS = ("jsonl", "ris", "bibtex", "csl-json", "csv", "xlsx")


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """The counts of a merge. `duplicates`: records that came twice, alike in everything; `rejected`: lines that are no
    record; `merged`: works of several records; `versions`: works linked to a later version."""

    records: int
    duplicates: int
    rejected: int
    pairs: int
    works: int
    merged: int
    versions: int


def merge(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    format: str = "jsonl",
    fields: Sequence[str] | None = None,
    engine: str = "local",
    workers: int | None = None,
    memory: str = "3GB",
    progress: Progress | None = None,
) -> MergeSummary:
    """Groups the records of finished runs that describe one work, and writes the works.

    `inputs`: run directories (`records*.jsonl`, also `.gz` or `.zst`, or `.parquet`; where there are none,
    `works*.jsonl`), or such files. Works count as the records they were made of, so merging the works of A with B
    equals merging A with B, in any order. Written to the directory `out`: `works.jsonl`, by work id; in another
    `format` (`ris`, `bibtex`, `csl-json`, `csv`, `xlsx`) also `works.ris`, `works.bib`, `works.json`, `works.csv` or
    `works.xlsx`, of the last two with the columns `fields`; `merge.json`, the counts; and `merge_rejects.jsonl`, where
    some lines are no record.

    `engine`: `local`, or `ray`, a cluster as in `pipeline.run`, whose machines see `inputs` and `out` under the same
    paths. `workers`: processes, by default one a core; `memory`: what DuckDB may use before it spills to disk (the
    processes need about 400 MB each, and about 100 bytes a record, besides); `progress`: called with a stage ("read",
    "compare", "settle", "write") and how many records, pairs, records or works are done.

    Raises `NoInputError` where an input is not there or no input holds a record, `MissingExtraError` where a library is
    missing, `RunError` for an unknown engine or format, `WriteError` where `out` cannot be written to or is in use.
    The output depends on the records alone. On failure, files of an earlier merge stay as they were; what a killed
    merge left half done is removed by the next run or merge into `out`.
    """
    files = find_files(inputs)
    check(engine, format, fields)
    space = Workspace(Path(out))
    with space.locked(merging=True), ExitStack() as stack:
        scratch = space.scratch.absolute()
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        stack.callback(shutil.rmtree, scratch, ignore_errors=True)
        threads = workers or os.cpu_count() or 1
        spread = stack.enter_context(cluster(workers) if engine == "ray" else processes(threads))
        store = Store(scratch, memory=memory, threads=threads)
        stack.callback(store.close)
        export = None if format == "jsonl" else format_named(format, fields)
        space.stage()
        stack.callback(space.unstage)
        one = _Merge(store, spread, scratch, space.new, export, progress or (lambda stage, done: None))
        summary = one.run(files)
        space.publish()
        return summary


def check(engine: str = "local", format: str = "jsonl", fields: Sequence[str] | None = None) -> None:
    """Raises `RunError` for an unknown engine or format, `MissingExtraError` where a library is missing."""
    if engine not in ("local", "ray"):
        raise RunError(f"unknown engine {engine!r}; choose local or ray")
    if format not in EXPORTS:
        raise RunError(f"unknown format {format!r} for works; choose from {', '.join(EXPORTS)}")
    format_named(format, fields)
    for library in ("duckdb", "numpy", "pyarrow", "rapidfuzz", "rensa"):
        require(library)


def read_works(path: str | Path) -> Iterator[Work]:
    """The works in `path`, a `works.jsonl` or a directory that holds one.

    Raises `OSError`, and `pydantic.ValidationError` at a line that is no work.
    """
    path = Path(path)
    with (path / "works.jsonl" if path.is_dir() else path).open(encoding="utf-8") as lines:
        for line in lines:
            yield Work.model_validate_json(line)


class _Merge:
    """One merge at work."""

    def __init__(
        self, store: Store, spread: Workers, scratch: Path, new: Path, export: Format | None, progress: Progress
    ) -> None:
        self.store, self.spread, self.scratch, self.new = store, spread, scratch, new
        self.export, self.progress = export, progress

    def run(self, files: Sequence[Path]) -> MergeSummary:
        """Writes the files of the merge to the folder `new`. Raises NoInputError where there is no record."""
        rejects = self._read(files)
        records = self.store.number()
        if not records:
            none = f", {len(rejects)} lines are none, the first: {min(map(_said, rejects))}" if rejects else ""
            raise NoInputError(f"no record in {', '.join(map(str, files[:5]))}{none}; nothing to merge")
        pairs = self.store.pair_up()
        self._compare()
        self.store.add_groups(self._group(records))
        written = self._write()
        summary = MergeSummary(
            records,
            self.store.rows - records,
            len(rejects),
            pairs,
            works=sum(part.works for part in written),
            merged=sum(part.merged for part in written),
            versions=sum(part.versions for part in written),
        )
        if rejects:
            lines = sorted(json.dumps(reject, ensure_ascii=False) + "\n" for reject in rejects)
            (self.new / "merge_rejects.jsonl").write_text("".join(lines), encoding="utf-8")
        facts = {**asdict(summary), "files": sorted(entry.name for entry in self.new.iterdir())}
        write_whole(self.new / "merge.json", json.dumps(facts, indent=2).encode() + b"\n")
        return summary

    def _read(self, files: Sequence[Path]) -> list[Reject]:
        """Fills the store with the records of `files`; returns the lines that are none."""
        rejects: list[Reject] = []
        records = 0
        numbered = enumerate(piece for path in files for piece in pieces(path))
        for count, found in self.spread(partial(read_piece, self.scratch), numbered):
            rejects += found
            records += count
            self.progress("read", records)
        self.store.adopt(self.scratch, ("raw", "feature", "blocked"))
        return rejects

    def _compare(self) -> None:
        """Judges the pairs of the store."""
        pairs = 0
        numbered = enumerate(self.store.write_pairs(self.scratch / "pairs"))
        for count in self.spread(partial(compare_pairs, self.scratch), numbered):
            pairs += count
            self.progress("compare", pairs)
        self.store.adopt(self.scratch, ("edge",))

    def _group(self, records: int) -> list[int]:
        """The group of every record: connected components, those of three and more settled."""
        forest = Forest(records)
        for a, b in self.store.matches():
            forest.union(a, b)
        roots = [forest.find(number) for number in range(records)]
        sizes = Counter(roots)
        contested = [number for number, root in enumerate(roots) if sizes[root] > 2]
        self.store.add_components(contested, [roots[number] for number in contested])
        parts = self.store.write_parts(CONTESTED, f"component // {_PART}", self.scratch / "contested")
        for settled in self.spread(partial(settle_part, self.scratch), parts):
            for number, group in settled:
                roots[number] = group
            self.progress("settle", len(settled))
        return roots

    def _write(self) -> list[Written]:
        """Writes the works, in both formats."""
        # Ids of works are digests: their first digits divide them evenly, and files sort by them as the ids do.
        digits = next(digits for digits in range(4) if self.store.rows < 16**digits * _PART or digits == 3)
        parts = self.store.write_parts(WORKS, f"'w' || substr(work_id, 6, {digits})", self.scratch / "assembly")
        written: list[Written] = []
        for part in self.spread(partial(write_part, self.scratch, self.export), parts):
            written.append(part)
            self.progress("write", sum(one.works for one in written))
        written.sort()
        with whole_file(self.new / "works.jsonl", self.new) as whole:
            FORMATS["jsonl"].join([part.lines for part in written], whole)
        if self.export:
            with whole_file(self.new / f"works.{self.export.suffix}", self.new) as whole:
                self.export.joining()([part.exported for part in written], whole)
        return written


def _said(reject: Reject) -> str:
    return f"{reject['where']}: {reject['reason']}"
