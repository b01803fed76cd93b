"""Who does the tasks of a merge: processes of this machine, or a Ray cluster through Ray Data."""

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from pipeline.engines.ray import connected, own_error
from pipeline.errors import RunError

A = TypeVar("A")
B = TypeVar("B")


class Workers(Protocol):
    """Calls a function with each item, and gives the results as they come; function, items and results are pickled."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]: ...


@contextmanager
def processes(number: int) -> Iterator[Workers]:
    """`number` processes of this machine; one is this process itself. Raises `RunError` where one is killed."""
    if number == 1:
        yield map
        return
    with ProcessPoolExecutor(number) as pool:
        pool.submit(os.getpid).result()  # the processes start here, before DuckDB and Arrow hold threads

        def spread(function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
            # A pool's own `map` would take all items first, and lines of input are counted as they are taken.
            waiting: deque[Future[B]] = deque()
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) > 2 * number:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        try:
            yield spread
        except BrokenProcessPool as error:
            raise RunError("a worker process was killed, possibly for lack of memory; try fewer --workers") from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def cluster(number: int | None) -> Iterator[Workers]:
    """The Ray cluster this process is connected to, or that RAY_ADDRESS names, or a local one of `number` cores."""
    with connected(number) as (_, data):

        def spread(function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
            rows = [{"item": pickle.dumps(item)} for item in items]
            if not rows:
                return
            work = data.from_items(rows, override_num_blocks=len(rows))
            try:
                for row in work.map_batches(_Pickled(function), batch_size=None, num_cpus=1).iter_rows():
                    yield pickle.loads(row["result"])
            except Exception as error:
                raise own_error(error) or error from error

        yield spread


class _Pickled:
    """A function on pickled items, as Ray Data wants it."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __call__(self, rows: dict[str, Any]) -> dict[str, list[bytes]]:
        return {"result": [pickle.dumps(self._function(pickle.loads(item))) for item in rows["item"]]}
