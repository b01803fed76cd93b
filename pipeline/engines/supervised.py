"""Worker processes that may hang, grow or die: pebble keeps them alive, and a page that ends one becomes a reject.

Work is handed out a part at a time. When a part does not come back, the page it was at is known; that page is tried
once more in a process of its own, and the part is made again with what came of it.
"""

import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any

from pebble import ProcessExpired, ProcessPool

from pipeline.engines import working
from pipeline.engines.working import BETWEEN, Done, Paused
from pipeline.errors import RunError
from pipeline.options import Options
from pipeline.parts import Job
from pipeline.workspace import Workspace
from schemas import PageResult

_AHEAD = 2  # parts for each worker that wait for it, or for their turn to be handed on
_LOSSES = 5  # times in a row that a part may be lost without a page to blame


@dataclass(slots=True)
class _Flight:
    job: Job
    slot: int
    future: Future[Done | Paused]
    pool: ProcessPool
    known: dict[int, PageResult] = field(default_factory=dict)
    losses: int = 0


class Supervised:
    """A pool of worker processes; a context manager. Without `space` results come back instead of being committed."""

    def __init__(self, options: Options, workers: int, space: Workspace | None = None) -> None:
        working.warm_up()
        self._options = options
        self._workers = workers
        self._space = space
        # Forked workers start in milliseconds and need no importable main module; elsewhere forking is not safe.
        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._slots = list(range(workers * (1 + _AHEAD)))
        self._progress = self._context.RawArray("l", [BETWEEN] * len(self._slots))
        self._pool = self._new_pool(workers)

    def __enter__(self) -> "Supervised":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker processes."""
        _end(self._pool)

    def _new_pool(self, workers: int, max_tasks: int = 0) -> ProcessPool:
        arguments = (self._options, self._space, self._progress)
        return ProcessPool(workers, max_tasks, working.start, arguments, self._context)

    def run(self, jobs: Iterable[Job], ordered: bool = False) -> Iterator[Done]:
        """Makes the parts, at most a few for each worker at a time, and hands on what comes of them."""
        flights: list[_Flight] = []
        for job in jobs:
            flights.append(self._launch(job))
            while not self._slots:
                yield from self._landed(flights, ordered)
        while flights:
            yield from self._landed(flights, ordered)

    def _landed(self, flights: list[_Flight], ordered: bool) -> Iterator[Done]:
        """Waits for a part, or for the first, and takes out those that are done."""
        wait([flights[0].future] if ordered else [flight.future for flight in flights], return_when=FIRST_COMPLETED)
        for flight in list(flights):
            if not flight.future.done():
                if ordered:
                    return
                continue
            done = self._settle(flight)
            if done:
                flights.remove(flight)
                self._slots.append(flight.slot)
                yield done
            elif ordered:
                return

    def _launch(self, job: Job) -> _Flight:
        slot = self._slots.pop()
        return _Flight(job, slot, self._schedule(job, {}, slot), self._pool)

    def _schedule(self, job: Job, known: dict[int, PageResult], slot: int) -> Future[Done | Paused]:
        self._progress[slot] = BETWEEN
        # A worker pauses after the time of one page, so at twice that it is one page that took longer.
        limit = 2 * self._options.timeout + 1 if self._options.timeout else None
        try:
            return self._pool.schedule(working.work, args=(job, known, slot), timeout=limit)
        except RuntimeError:  # the pool itself broke
            self._replace_pool()
            return self._pool.schedule(working.work, args=(job, known, slot), timeout=limit)

    def _replace_pool(self) -> None:
        _end(self._pool)
        self._pool = self._new_pool(self._workers)

    def _settle(self, flight: _Flight) -> Done | None:
        """What came of a part; None where it had to be sent off again."""
        number = BETWEEN
        try:
            outcome = flight.future.result()
            if isinstance(outcome, Done):
                return outcome
            flight.known |= outcome.results
            if outcome.suspect is not None:
                number = outcome.suspect
                flight.known[number] = self._alone(flight.job, number)
        except TimeoutError:
            number = self._progress[flight.slot]
            if number != BETWEEN:
                flight.known[number] = self._rejected(flight.job, number, "timeout")
            else:
                self._lost(flight)
        except ProcessExpired:
            number = self._progress[flight.slot]
            if number != BETWEEN:
                flight.known[number] = self._alone(flight.job, number)
            else:
                self._lost(flight)
        except MemoryError:  # while it read or wrote
            self._lost(flight)
        except BrokenProcessPool:
            self._lost(flight)
            if flight.pool is self._pool:
                self._replace_pool()
        if number != BETWEEN:
            flight.losses = 0
        flight.future = self._schedule(flight.job, flight.known, flight.slot)
        flight.pool = self._pool
        return None

    def _lost(self, flight: _Flight) -> None:
        flight.losses += 1
        if flight.losses > _LOSSES:
            raise RunError(
                f"workers keep dying or hanging while they read or write part {flight.job.name}; is there memory and "
                "disk enough? Run again with --resume"
            )

    def _alone(self, job: Job, number: int) -> PageResult:
        """One page in a process of its own: its result, or the reject for what it does to the process."""
        pool = self._new_pool(1, 1)
        try:
            limit = self._options.timeout or None
            result = pool.schedule(working.work_alone, args=(job, number), timeout=limit).result()
            return result or self._rejected(job, number, "too_large")
        except TimeoutError:
            return self._rejected(job, number, "timeout")
        except (ProcessExpired, BrokenProcessPool):
            return self._rejected(job, number, "crash")
        finally:
            _end(pool)

    def _rejected(self, job: Job, number: int, reason: Any) -> PageResult:
        pages = job.pages(self._options)
        return working.reject(next(page for at, page in enumerate(pages) if at == number), reason)


def _end(pool: Any) -> None:
    pool.stop()
    pool.join()
