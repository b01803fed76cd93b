"""The parts of a shard. A container is read in a process of its own, which has the limits of a page: what it is made of
may be hostile, and the process that leads a run must live."""

import io
import multiprocessing
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, NamedTuple

from pipeline.counting import LeftOut
from pipeline.engines.processes import FORKS, LostError, Worker, limit_memory
from pipeline.engines.supervised import Waiting
from pipeline.engines.working import large, slow
from pipeline.errors import NoInputError, RunError
from pipeline.inputs import Columns, RawPage, Source, read_source
from pipeline.inputs.opening import file_digest
from pipeline.inputs.tables import check_columns
from pipeline.options import PART_BYTES, Options
from pipeline.parts import Job, Shard
from pipeline.workspace import Workspace, explained
from schemas.page import Reason

_ATTEMPTS = 10  # to read a container whose process is killed from outside
_GRACE = 1.0  # seconds


def jobs(shard: Shard, space: Workspace, options: Options) -> Iterator[Job | Waiting]:
    """The parts of a shard that are not done yet; in between, what to wait for where the next is not read yet."""
    if is_done(shard, space):
        return
    if not shard.container:
        yield Job(shard.part(0), shard.sources, bytes=sum(source.size for source in shard.sources))
        return
    reader = _Reader(shard, space, options)
    before = 0
    try:
        while True:
            reader.ask()
            while not reader.is_ready():
                yield reader
            part = reader.answer()
            if part is None:
                continue
            if part.spooled:
                spool, name = space.spool_file(part.name), part.name
                used = max(part.at - before, 0)
                yield Job(
                    name, shard.sources, spool, digest=part.digest, last=part.last, bytes=used, left_out=part.left_out
                )
            before = part.at
            if part.last:
                return
    finally:
        reader.close()


def is_done(shard: Shard, space: Workspace) -> bool:
    """Whether all parts of a shard are done."""
    number = 0
    while mark := space.read_mark(shard.part(number)):
        if mark["last"]:
            return True
        number += 1
    return False


def check_table(source: Source, columns: Columns, options: Options) -> None:
    """Raises NoInputError where a table, named as an input, cannot hold pages; says nothing of what cannot be read."""
    if source.kind not in ("jsonl", "csv", "parquet"):
        return
    worker = Worker(limit_memory, options.memory_limit)
    try:
        worker.send(check_columns, source, columns)
        if worker.connection.poll(options.timeout or None):
            worker.receive()
    except NoInputError:
        raise
    except Exception:  # becomes a reject when its turn comes
        return
    finally:
        worker.end()


class _Part(NamedTuple):
    """A part of a container: whether its pages were spooled, as it was not done before; how far it goes."""

    name: str
    spooled: bool
    last: bool
    at: int
    digest: str
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class _Order:
    """What a process is to read: a container, parts before `skipped` for their place only; the first `most` pages, and
    then, for the rest, the reject of the container itself."""

    shard: Shard
    space: Workspace
    options: Options
    skipped: int = 0
    most: int | None = None
    reason: Reason = "undecodable"
    detail: str = ""
    stdin: int | None = None


class _Reader:
    """A container that is read by a process."""

    def __init__(self, shard: Shard, space: Workspace, options: Options) -> None:
        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        self._seen, self._since = context.RawArray("l", 1), context.RawArray("d", 1)
        self._order = _Order(shard, space, options, stdin=_own_stdin(shard))
        self._deaths = 0
        self._parts = 0
        self._open()

    def _open(self) -> None:
        self._seen[0], self._since[0] = 0, 0.0
        self._worker = Worker(_open, self._order, self._seen, self._since)

    @property
    def connection(self) -> Connection:
        """Where its answer comes."""
        return self._worker.connection

    def deadline(self) -> float | None:
        """When the page that is read takes too long; None where there is no limit, or it is not at pages yet."""
        limit = self._order.options.timeout
        return (self._since[0] or monotonic()) + limit + _GRACE if limit else None

    def ask(self) -> None:
        """Asks for the next part."""
        if not self._worker.busy:
            try:
                self._worker.send(_next)
            except LostError as error:
                self._worker.busy = True
                self._died(error)

    def is_ready(self) -> bool:
        """Whether there is something to be taken."""
        until = self.deadline()
        return self.connection.poll() or bool(until and self._since[0] and monotonic() >= until)

    def answer(self) -> _Part | None:
        """The part that was read; None where it is to be asked for again."""
        if not self.connection.poll():
            options = self._order.options
            self._give_up("timeout", slow(options))
            return None
        try:
            part: _Part = self._worker.receive()
        except LostError as error:
            self._died(error)
            return None
        self._parts += 1
        return part

    def _died(self, error: LostError) -> None:
        if self._order.shard.sources[0].kind == "stdin":
            raise RunError(f"the process that read standard input {error}; save it to a file and give that")
        self._deaths += 1
        if error.killed and self._deaths < _ATTEMPTS:
            self._again(self._order.most)
        else:
            self._give_up("undecodable", f"the process that read it {error}")

    def _give_up(self, reason: Reason, detail: str) -> None:
        """Leaves it at the pages that could be read, and a reject for the rest."""
        if self._order.shard.sources[0].kind == "stdin":
            raise RunError(f"standard input {detail}")
        if self._order.most is not None and self._deaths > 2 * _ATTEMPTS:
            raise RunError(f"{self._order.shard.sources[0].shown} cannot be read: {detail}")
        self._deaths += 1
        self._again(self._seen[0], reason, detail)

    def _again(self, most: int | None, reason: Reason = "undecodable", detail: str = "") -> None:
        self._worker.end()
        order = self._order
        if most is None:
            reason, detail = order.reason, order.detail
        self._order = _Order(order.shard, order.space, order.options, self._parts, most, reason, detail)
        self._open()

    def close(self) -> None:
        """Ends the process."""
        self._worker.end()


def _own_stdin(shard: Shard) -> int | None:
    """A handle of standard input that a forked process can read from."""
    if shard.sources[0].kind != "stdin":
        return None
    if not FORKS:
        raise RunError("standard input cannot be read here by a process of its own; save it to a file and give that")
    return os.dup(sys.stdin.fileno())


class _Reading:
    """What the process does."""

    def __init__(self, order: _Order, seen: Any, since: Any) -> None:
        if order.stdin is not None:
            sys.stdin = io.TextIOWrapper(os.fdopen(order.stdin, "rb"))
        self._order, self._seen, self._since = order, seen, since
        self._source = order.shard.sources[0]
        self._left_out = LeftOut()
        self._digest = file_digest(self._source.path) or "-"
        self._batches = enumerate(self._batched())

    def next(self) -> _Part:
        """The next part, its pages in a file."""
        space, skipped = self._order.space, self._order.skipped
        for number, (pages, last) in self._batches:
            name = self._order.shard.part(number)
            left_out = self._left_out.taken()
            if number < skipped:
                continue
            spooled = space.read_mark(name) is None
            if spooled:
                with explained(space.out):
                    space.spool_file(name).write_bytes(pickle.dumps(pages, pickle.HIGHEST_PROTOCOL))
            at = self._source.size if last else pages[-1].at
            return _Part(name, spooled, last, at, self._digest, left_out)
        raise RuntimeError("no part is left")

    def _batched(self) -> Iterator[tuple[list[RawPage], bool]]:
        """The pages, a part at a time, and whether it is the last."""
        batch, size = list[RawPage](), 0
        for page in self._pages():
            if len(batch) >= self._order.options.part_pages or size >= PART_BYTES:
                yield batch, False
                batch, size = [], 0
            batch.append(page)
            size += len(page.data)
        yield batch, True

    def _pages(self) -> Iterator[RawPage]:
        """The pages, each noted before the next is read. No time is counted while nobody asks for one."""
        most, source, options = self._order.most, self._source, self._order.options
        pages = read_source(source, options.columns, self._left_out.add)
        while most is None or self._seen[0] < most:
            self._since[0] = monotonic()
            try:
                page = next(pages, None)
            except MemoryError:
                yield RawPage(source.shown, b"", None, "too_large", source.size, detail=large(options))
                return
            finally:
                self._since[0] = 0.0
            if page is None:
                return
            yield page
            self._seen[0] += 1
        yield RawPage(source.shown, b"", None, self._order.reason, source.size, detail=self._order.detail)


_reading: _Reading | None = None


def _open(order: _Order, seen: Any, since: Any) -> None:
    global _reading
    limit_memory(order.options.memory_limit)
    _reading = _Reading(order, seen, since)


def _next() -> _Part:
    assert _reading
    return _reading.next()
