"""Processes that do what they are sent, one thing at a time, each over a pipe of its own.

They share nothing, so that one that is killed, at whatever moment, harms no other.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from pipeline.errors import PipelineError, RunError

A = TypeVar("A")
B = TypeVar("B")

FORKS = sys.platform == "linux" and hasattr(os, "fork")
"""Whether processes are forked, which takes milliseconds and no importable main module; elsewhere it is not safe."""
_KILLED_TOO_OFTEN = 3


class LostError(Exception):
    """A process ended before it answered. `killed` says that somebody (or the system, short of memory) ended it."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"ended with {code}")
        self.killed = code is not None and code in (-9, -15)
        self.code = code


class Worker:
    """A process. `start(*arguments)` is called in it first."""

    def __init__(self, start: Callable[..., None], *arguments: Any) -> None:
        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.busy = False
        self._process = context.Process(
            target=_serve, args=(theirs, os.getpid(), start, arguments), daemon=True, name="winnow-worker"
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return int(self._process.pid)

    def send(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Asks for a call. Raises LostError."""
        try:
            self.connection.send((function, arguments))
        except OSError:
            raise self._lost() from None
        self.busy = True

    def receive(self) -> Any:
        """What came of the call, waiting for it. Raises what the call raised, or LostError."""
        try:
            fine, value = self.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            raise self._lost() from None
        self.busy = False
        if fine:
            return value
        raise value

    def _lost(self) -> LostError:
        self._process.join(10)
        return LostError(self._process.exitcode)

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _serve(connection: Connection, parent: int, start: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """What a process does: it answers until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal it goes to all; the parent sees to it
    _end_with(parent)
    gc.freeze()
    start(*arguments)
    with suppress(EOFError, OSError):
        while True:
            function, values = connection.recv()
            try:
                answer = (True, function(*values))
            except BaseException as error:
                answer = (False, _portable(error))
            connection.send(answer)
            del function, values, answer


def _portable(error: BaseException) -> BaseException:
    """An error as it can be sent, with where it was raised."""
    where = "".join(traceback.format_exception(error))
    with suppress(Exception):
        again: BaseException = pickle.loads(pickle.dumps(error))
        if isinstance(again, PipelineError):
            return again
        if type(again) is type(error):
            again.add_note(where)
            return again
    return RuntimeError(where)


def _end_with(parent: int) -> None:
    """Lets this process end with its parent: at once on Linux, even within an endless call; elsewhere soon after."""
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # prctl(2), PR_SET_PDEATHSIG
            if os.getppid() != parent:  # which ended before
                os._exit(1)
            return
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def limit_memory(limit: int) -> None:
    """Limits what this process may have more than now (setrlimit(2), RLIMIT_DATA; Linux counts mappings in). Does
    nothing where the system knows no such limit; there `grown_by` tells."""
    if not limit or not can_limit_memory():
        return
    import resource

    with open("/proc/self/statm") as statm:
        data = int(statm.read().split()[5]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = data + limit
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def can_limit_memory() -> bool:
    """Whether the system holds a process to a limit."""
    if sys.platform != "linux":
        return False
    try:
        import resource  # noqa: F401
    except ImportError:
        return False
    return True


def memory_of(pid: int) -> int:
    """The bytes a process holds; 0 where that cannot be told."""
    try:
        import psutil
    except ImportError:
        return 0
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


class Pool:
    """Some workers for calls that may be made again; one that is killed costs no more than its time."""

    def __init__(self, number: int) -> None:
        self._workers = [Worker(_nothing) for _ in range(number)]

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results for items, in their order; few are taken ahead. Raises RunError where workers are killed."""
        waiting: deque[_Call] = deque()
        source = iter(items)
        more = True
        while more or waiting:
            while more and len(waiting) < 2 * len(self._workers):
                try:
                    waiting.append(_Call(next(source)))
                except StopIteration:
                    more = False
            self._hand_out(function, waiting)
            while waiting and waiting[0].done:
                yield waiting.popleft().result
            if waiting and not waiting[0].done:
                self._collect([call for call in waiting if call.worker])

    def _hand_out(self, function: Callable[[A], B], waiting: "deque[_Call]") -> None:
        for call in waiting:
            idle = next((worker for worker in self._workers if not worker.busy), None)
            if idle and not call.done and not call.worker:
                try:
                    idle.send(function, call.item)
                    call.worker = idle
                except LostError:
                    self._drop(idle, call)

    def _collect(self, calls: "list[_Call]") -> None:
        ready = wait([call.worker.connection for call in calls if call.worker])
        for call in calls:
            worker = call.worker
            if worker and worker.connection in ready:
                call.worker = None
                try:
                    call.result, call.done = worker.receive(), True
                except LostError:
                    self._drop(worker, call)

    def _drop(self, worker: Worker, call: "_Call") -> None:
        """Goes on without a worker: to fork another is not safe once the libraries of a merge hold threads."""
        self._workers.remove(worker)
        worker.end()
        call.losses += 1
        if not self._workers or call.losses > _KILLED_TOO_OFTEN:
            raise RunError("worker processes were killed, possibly for lack of memory; try fewer --workers")


class _Call:
    def __init__(self, item: Any) -> None:
        self.item = item
        self.worker: Worker | None = None
        self.result: Any = None
        self.done = False
        self.losses = 0


def _nothing() -> None:
    """Sets up nothing."""
