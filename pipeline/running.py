"""A run: every page of the inputs to records, pages and rejects under one folder, in input order."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from pipeline.assembly import assemble
from pipeline.choices import MEMORY_LIMIT, PART_PAGES, SPLIT_SIZE, TIMEOUT, Body
from pipeline.counting import LeftOut, Summary
from pipeline.engines import local, ray
from pipeline.engines.working import Counted, cores
from pipeline.errors import ResumeError, RunError
from pipeline.inputs import Columns, Source
from pipeline.options import Options, languages, own_version
from pipeline.parts import source_digest
from pipeline.plan import Plan
from pipeline.workspace import Workspace

__all__ = ["Progress", "Summary", "run"]

_MOST_POINTS = 200  # of the curve of pages done over time


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: what was done in it so far, of how many bytes of input."""

    done: Counted
    files: int
    bytes: int


def run(
    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    out: str | os.PathLike[str],
    lang: str | Iterable[str] | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    *,
    format: str = "jsonl",
    engine: str = "local",
    resume: bool = False,
    merge_output: bool = False,
    compress: str | None = None,
    columns: Columns | None = None,
    part_pages: int = PART_PAGES,
    split_size: int = SPLIT_SIZE,
    timeout: float = TIMEOUT,
    memory_limit: int = MEMORY_LIMIT,
    body: Body | None = None,
    fields: Iterable[str] | None = None,
    families: str | os.PathLike[str] | None = None,
) -> Summary:
    """Extracts every page of `inputs` and writes records, pages, rejects and `run.json` under `out`.

    `workers` processes share the work (default: one a core); the output is the same with any number, with either
    engine, and after a kill and `resume`, which goes on where a run in `out` was ended, and begins one where there is
    none. Files beyond `split_size` bytes are split unless `merge_output`. A page is given `timeout` seconds and
    `memory_limit` bytes (0: no limit). `body` adds the article's own text to records of HTML pages; `fields` are the
    columns of a table (`csv`, `xlsx`); `families` is a folder of descriptions of further
    kinds of pages. `progress` is called after each part, of `part_pages` pages at most.

    Raises NoInputError where an input is missing or empty, ResumeError where input, options or version are not those of
    the run to be resumed, WriteError where `out` cannot be written to, RunError for options that do not go together,
    FamilyError for a description that cannot be used.
    """
    names = [os.fspath(inputs)] if isinstance(inputs, str | os.PathLike) else [os.fspath(name) for name in inputs]
    options = Options(
        lang=languages(lang),
        format=format,
        compress=compress,
        columns=columns or Columns(),
        part_pages=part_pages,
        split_size=0 if merge_output else split_size,
        timeout=timeout,
        memory_limit=memory_limit,
        body=body,
        fields=tuple(fields) if fields else None,
        families=os.fspath(families) if families else None,
    ).checked()
    if engine not in ("local", "ray"):
        raise RunError(f"unknown engine {engine!r}; choose local or ray")
    plan = Plan(names, Path(out), options)
    return _Run(plan, engine, workers).execute(resume, progress)


class _Run:
    def __init__(self, plan: Plan, engine: str, workers: int | None) -> None:
        self.plan, self.engine, self.workers = plan, engine, workers
        self.space = Workspace(plan.out)
        self.began = perf_counter()
        self.pace: list[tuple[float, int]] = []  # seconds since then, and pages done; thinned as it grows

    def execute(self, resume: bool, progress: Callable[[Progress], None] | None) -> Summary:
        if self.engine == "ray":
            ray.check()
        with self.space.locked():
            if resume and (summary := self._finished_before()):
                self.space.tidy()
                return summary
            done = self._open(resume)
            for part in self._engine():
                done += part
                self._note(done.pages)
                if progress:
                    progress(Progress(done, self.plan.files, self.plan.bytes))
            return self._finish()

    def _note(self, pages: int) -> None:
        self.pace.append((round(perf_counter() - self.began, 1), pages))
        if len(self.pace) > _MOST_POINTS:
            del self.pace[:-1:2]

    def _engine(self) -> Iterator[Counted]:
        if self.engine == "ray":
            return ray.run_shards(self.plan.shards(), self.space, self.plan.options, self.workers)
        return local.run_shards(self.plan.shards(), self.space, self.plan.options, self.workers or cores())

    def _finished_before(self) -> Summary | None:
        """The counts of the finished run in the folder. Raises ResumeError where it is a run of something else."""
        facts = self.space.read_run()
        if facts is None or self.space.read_state():
            return None
        if not all((self.plan.out / name).is_file() for names in facts["files"].values() for name in names):
            return None
        _compare({**facts, "inputs": [row["input"] for row in facts["inputs"]]}, self.plan)
        for row, now in zip(facts["inputs"], _input_rows(self.plan.names, _now(self.plan.sources())), strict=True):
            if row != now:
                raise ResumeError(f"{row['input']} has changed since it was read; run without --resume to start over")
        summary = Summary(notes=facts.get("notes", []))
        summary.merge(facts["counts"])
        return summary

    def _open(self, resume: bool) -> Counted:
        """Makes the folder ready, and says what is done already."""
        state = self.space.read_state() if resume else None
        if state is None:
            self.space.begin(self.plan.state())
            return Counted()
        _compare(state, self.plan)
        if "-" in self.plan.names:
            raise ResumeError("standard input cannot be read a second time; run without --resume to start over")
        if state["listing"] != self.plan.listing:
            raise ResumeError(
                f"the input has changed: {state['files']} files of {state['bytes']} bytes when the run began, now "
                f"{self.plan.files} of {self.plan.bytes}, or other names; run without --resume to start over"
            )
        done = self._check_sources()
        self.space.again()
        return done

    def _check_sources(self) -> Counted:
        """What the parts that are done amount to. Raises ResumeError where a file that one of them was made of has
        another content now."""
        done, plan = Counted(), self.plan.shards()
        shard, checked = next(plan), ""
        for name in self.space.parts():
            mark = self.space.read_mark(name)
            assert mark
            while shard.number < int(name.partition("-")[0]):
                shard, checked = next(plan), ""
            if not (shard.container and checked):
                for source, row in zip(shard.sources, mark["sources"], strict=True):
                    _check_source(source, *row[1:])
            checked = name
            counts = mark["counts"]
            done += Counted(counts["pages"], counts["records"], sum(counts["rejects"].values()), mark["bytes"])
        return done

    def _finish(self) -> Summary:
        tally = _Tally(self.space, self.plan.left_out)
        inputs = _input_rows(self.plan.names, tally.rows())
        tally.summary.notes = [*self.plan.notes, *self.plan.changes()]
        began = perf_counter()
        files = assemble(self.space, tally.sizes, self.plan.options)
        seconds = {**tally.seconds, "assemble": perf_counter() - began, "total": perf_counter() - self.began}
        facts = {
            **own_version(),
            "inputs": inputs,
            "options": self.plan.options.as_json(),
            "counts": tally.summary.as_json(),
            "prisma": tally.summary.flow(),
            "files": files,
            "notes": tally.summary.notes,
            "timings": {
                "engine": self.engine,
                "workers": self.workers or cores(),
                "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()},
                "progress": self.pace,
            },
        }
        self.space.finish(facts)
        return tally.summary


def note_duplicates(out: str | os.PathLike[str], duplicates: int) -> None:
    """Notes in `run.json` how many records of a finished run a merge found to be duplicates. Raises WriteError."""
    space = Workspace(Path(out))
    with space.locked():
        facts = space.read_run()
        if facts:
            summary = Summary()
            summary.merge(facts["counts"])
            space.write_run({**facts, "prisma": summary.flow(duplicates)})


class _Tally:
    """What all parts amount to, added up while their sources go by."""

    def __init__(self, space: Workspace, left_out: LeftOut) -> None:
        self.summary = Summary(left_out=left_out)
        self.seconds = {"read": 0.0, "extract": 0.0, "write": 0.0}
        self.sizes: list[tuple[str, dict[str, int]]] = []
        self._space = space

    def rows(self) -> Iterator[list[Any]]:
        for name in self._space.parts():
            mark = self._space.read_mark(name)
            assert mark
            self.summary.merge(mark["counts"])
            self.sizes.append((name, mark["sizes"]))
            for stage, spent in mark["seconds"].items():
                self.seconds[stage] += spent
            if name.endswith("-000000"):  # later parts of a container have the same source
                yield from mark["sources"]


def _compare(state: dict[str, Any], plan: Plan) -> None:
    """Raises ResumeError where a run was of another version, with other options, or of other inputs."""
    now = plan.state()
    for key, what in (("version", "version"), ("code", "code"), ("families", "packages of families")):
        if state[key] != now[key]:
            raise ResumeError(
                f"the run was started by another {what} ({state[key]}, now {now[key]}); run without --resume to start "
                "over"
            )
    for key, what in (("options", "options"), ("inputs", "inputs")):
        if state[key] != now[key]:
            raise ResumeError(
                f"the run was started with other {what}: {_difference(state[key], now[key])}; use the same, or run "
                "without --resume to start over"
            )


def _check_source(source: Source, path: str, size: int, mark: str, digest: str) -> None:
    if (path, size) == (source.shown, source.size) and (mark == source.mark or digest == source_digest(source) != ""):
        return
    raise ResumeError(f"{path} has changed since the run began; run without --resume to start over")


def _difference(then: Any, now: Any) -> str:
    if isinstance(then, dict):
        return ", ".join(f"{name} was {then[name]}, is {now[name]}" for name in then if then[name] != now.get(name))
    return f"were {then}, are {now}"


def _now(sources: Iterable[Source]) -> Iterator[list[Any]]:
    for source in sources:
        yield [source.given, source.shown, source.size, source.mark, source_digest(source)]


def _input_rows(names: list[str], rows: Iterable[Iterable[Any]]) -> list[dict[str, Any]]:
    """For each INPUT the number of files, their bytes, and a SHA-256: of the file, or, of several, of the lines that
    `sha256sum` prints for them. Null where not all of them have one: remote files, standard input, unreadable ones."""
    found = [{"input": name, "files": 0, "bytes": 0, "sha256": None} for name in names]
    digests = [hashlib.sha256() for _ in names]
    only: dict[int, str] = {}
    unknown = set()
    for given, path, size, _, digest in rows:
        row: dict[str, Any] = found[given]
        row["files"] += 1
        row["bytes"] += size
        only[given] = digest
        digests[given].update(f"{digest}  {path}\n".encode())
        if len(digest) < 64:
            unknown.add(given)
    for given, row in enumerate(found):
        if row["files"] and given not in unknown:
            row["sha256"] = only[given] if row["files"] == 1 and only[given] else digests[given].hexdigest()
    return found
