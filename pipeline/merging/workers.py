"""Who does the tasks of a merge: processes of this machine, or a Ray cluster through Ray Data."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from pipeline.engines.processes import Pool
from pipeline.engines.ray import connected, own_error

A = TypeVar("A")
B = TypeVar("B")


class Workers(Protocol):
    """Calls a function with each item, and gives the results as they come; function, items and results are pickled."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]: ...


@contextmanager
def processes(number: int) -> Iterator[Workers]:
    """`number` processes of this machine, which start at once; one is this process itself. A task whose process is
    killed is done by another; raises `RunError` where none is left."""
    if number == 1:
        yield map
        return
    with Pool(number) as pool:
        yield pool


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
