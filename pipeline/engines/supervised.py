"""Worker processes that may hang, grow or die; a page that ends one becomes a reject.

Work is handed out a part at a time. When a part does not come back, the page it was at is known; that page is tried
once more in a process of its own, and the part is made again with what came of it.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, Protocol

from pipeline.engines import working
from pipeline.engines.processes import FORKS, LostError, Worker, can_limit_memory, memory_of
from pipeline.engines.working import Done, Pace, large, slow
from pipeline.errors import RunError
from pipeline.inputs import RawPage
from pipeline.inputs.opening import is_remote
from pipeline.options import Options
from pipeline.parts import Job
from pipeline.workspace import Workspace
from schemas import PageResult
from schemas.page import Reason

_AHEAD = 2  # parts for each worker that wait for it
_LOSSES = 3  # times in a row that a part may be lost at one place without a page to blame
_KILLS = 10  # times that a page is tried again where its process was killed from outside
_DEATHS = 2  # and where the process died of itself
_GRACE = 1.0  # seconds more than a page is given, for a worker to say itself that it took too long
_LOOK = 0.5  # seconds between looks at the memory of workers, where the system does not limit it


class Waiting(Protocol):
    """Stands for a part that is not read yet."""

    @property
    def connection(self) -> Connection:
        """Where it is told that it is."""

    def deadline(self) -> float | None:
        """When to ask again, though nothing came."""


@dataclass(slots=True, eq=False)
class _Flight:
    """A part on its way."""

    job: Job
    known: dict[int, PageResult] = field(default_factory=dict)
    alone: int | None = None  # the page that is to be tried in a process of its own
    refused: tuple[int, Reason, str] | None = None  # the page that is to be rejected
    deaths: int = 0  # of processes at that page
    kills: int = 0
    losses: int = 0
    lost_at: int | None = None
    done: Done | None = None


class _Seat:
    """A place for a worker process: who ends it puts another there."""

    def __init__(self, options: Options, space: Workspace | None) -> None:
        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        self._arguments = (options, space, Pace(context.RawArray("l", 1), context.RawArray("d", 1)))
        self.pace = self._arguments[2]
        self.flight: _Flight | None = None
        self.own_limit = 0 if can_limit_memory() else options.memory_limit
        self.renew()

    def renew(self) -> None:
        self.pace.between()
        self.worker = Worker(working.start, *self._arguments)
        self._memory = memory_of(self.worker.pid) if self.own_limit else 0

    def is_grown(self) -> bool:
        return bool(self.own_limit) and memory_of(self.worker.pid) - self._memory > self.own_limit


class Supervised:
    """Some worker processes; a context manager. Without `space` results come back instead of being committed."""

    def __init__(self, options: Options, workers: int, space: Workspace | None = None) -> None:
        working.warm_up(options.families)
        self._options = options
        self._space = space
        self._most = workers * (1 + _AHEAD)
        self._seats = [_Seat(options, space) for _ in range(workers)]
        self._flights: deque[_Flight] = deque()  # those not handed on yet, in their order
        self._queue: deque[_Flight] = deque()  # those that wait for a worker

    def __enter__(self) -> "Supervised":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker processes."""
        for seat in self._seats:
            seat.worker.end()

    def run(self, jobs: Iterable[Job | Waiting], ordered: bool = False) -> Iterator[Done]:
        """Makes the parts, at most a few for each worker at a time, and hands on what comes of them."""
        source: Iterator[Job | Waiting] | None = iter(jobs)
        try:
            while source or self._flights:
                waiting = None
                while source and waiting is None and len(self._flights) < self._most:
                    item = next(source, None)
                    if item is None:
                        source = None
                    elif isinstance(item, Job):
                        self._launch(_Flight(item))
                    else:
                        waiting = item
                self._watch(waiting)
                yield from self._landed(ordered)
        finally:
            self._abandon()

    def _landed(self, ordered: bool) -> Iterator[Done]:
        """Takes out the parts that are done; `ordered`: those in front."""
        for flight in list(self._flights):
            if flight.done:
                self._flights.remove(flight)
                yield flight.done
            elif ordered:
                return

    def _launch(self, flight: _Flight) -> None:
        self._flights.append(flight)
        self._queue.append(flight)
        self._hand_out()

    def _hand_out(self) -> None:
        for seat in self._seats:
            while self._queue and seat.flight is None:
                flight = self._queue.popleft()
                try:
                    self._send(seat, flight)
                    seat.flight = flight
                except LostError:  # killed while it had nothing to do
                    seat.renew()
                    self._queue.appendleft(flight)

    def _send(self, seat: _Seat, flight: _Flight) -> None:
        if flight.refused:
            seat.worker.send(working.work_refused, flight.job, *flight.refused)
        elif flight.alone is not None:
            seat.worker.end()
            seat.renew()
            seat.worker.send(working.work_alone, flight.job, flight.alone)
        else:
            seat.worker.send(working.work, flight.job, flight.known)

    def _watch(self, waiting: Waiting | None) -> None:
        """Waits until something came, or took too long."""
        busy = [seat for seat in self._seats if seat.flight]
        connections = [seat.worker.connection for seat in busy]
        until = [moment for seat in busy if (moment := self._deadline(seat)) is not None]
        if waiting:
            connections.append(waiting.connection)
            if (moment := waiting.deadline()) is not None:
                until.append(moment)
        if not connections:
            return
        ready = wait(connections, max(min(until) - monotonic(), 0) if until else None)
        for seat in busy:
            if seat.worker.connection in ready:
                self._receive(seat)
            elif seat.is_grown():
                self._interrupt(seat, "too_large", large(self._options))
            elif self._is_late(seat):
                self._interrupt(seat, "timeout", slow(self._options))
        self._hand_out()

    def _deadline(self, seat: _Seat) -> float | None:
        moments = [monotonic() + _LOOK] if seat.own_limit else []
        if self._options.timeout:  # while it is between pages there is none, but soon it may be at one
            moments.append((seat.pace.started or monotonic()) + self._options.timeout + _GRACE)
        return min(moments, default=None)

    def _is_late(self, seat: _Seat) -> bool:
        limit, started = self._options.timeout, seat.pace.started
        return bool(limit and started) and monotonic() >= started + limit + _GRACE

    def _receive(self, seat: _Seat) -> None:
        flight = seat.flight
        assert flight
        try:
            outcome = seat.worker.receive()
        except LostError as error:
            self._mourn(seat, flight, error)
            return
        except MemoryError:  # while it read or wrote
            self._lost(seat, flight)
            seat.worker.end()
            seat.renew()
        else:
            self._take(flight, outcome)
        self._free(seat, flight)

    def _take(self, flight: _Flight, outcome: Done | PageResult | int) -> None:
        if isinstance(outcome, Done):
            flight.done = outcome
        elif isinstance(outcome, int):
            flight.alone = outcome
        else:
            number = flight.refused[0] if flight.refused else flight.alone
            assert number is not None
            flight.known[number] = outcome
            flight.alone, flight.refused, flight.deaths, flight.kills, flight.losses = None, None, 0, 0, 0

    def _free(self, seat: _Seat, flight: _Flight) -> None:
        seat.flight = None
        if not flight.done:
            self._queue.appendleft(flight)

    def _mourn(self, seat: _Seat, flight: _Flight, error: LostError) -> None:
        """A process died: whoever it was that did it, the page it was at is tried again."""
        number = seat.pace.page
        if number is None:
            self._lost(seat, flight)
        elif flight.alone is None:
            flight.alone = number
        else:
            flight.deaths += not error.killed
            flight.kills += error.killed
            if flight.deaths >= _DEATHS or flight.kills >= _KILLS:
                flight.refused = (number, "crash", f"its process {error}, again and again; please report it")
        seat.worker.end()
        seat.renew()
        self._free(seat, flight)

    def _interrupt(self, seat: _Seat, reason: Reason, detail: str) -> None:
        """Ends a process that took too much, and refuses the page it was at."""
        flight = seat.flight
        assert flight
        seat.worker.end()
        number = seat.pace.page
        if number is None:
            self._lost(seat, flight)
        else:
            flight.refused = (number, reason, detail)
        seat.renew()
        self._free(seat, flight)

    def _lost(self, seat: _Seat, flight: _Flight) -> None:
        """A part was lost while it was read or written: try again, then do without the file that it read."""
        number = seat.pace.unread
        flight.losses = flight.losses + 1 if flight.lost_at == number else 1
        flight.lost_at = number
        if flight.losses < _LOSSES:
            return
        sources = flight.job.sources
        if number is None or flight.job.spool or number >= len(sources) or is_remote(sources[number].path):
            raise RunError(
                f"workers keep dying or hanging at part {flight.job.name}; make sure that there is enough memory and "
                "disk space, then run the same command with --resume"
            )
        page = RawPage(sources[number].shown, b"")
        flight.known[number] = working.reject(page, "undecodable", "reading it hangs, or ends the process")
        flight.losses = 0

    def _abandon(self) -> None:
        """Ends the workers that are still at something, after an error or where nobody wants the rest."""
        for seat in self._seats:
            if seat.flight:
                seat.worker.end()
                seat.flight = None
                seat.renew()
        self._flights.clear()
        self._queue.clear()
