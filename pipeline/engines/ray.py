"""The Ray engine: the same parts, made by the workers of a cluster; Ray sees to the workers.

The output folder must be one that all machines of the cluster see under the same path, and so must local inputs.
"""

import logging
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from pipeline.engines.containers import jobs
from pipeline.engines.supervised import Supervised
from pipeline.engines.working import Counted
from pipeline.errors import PipelineError, RunError
from pipeline.extras import require
from pipeline.options import Options
from pipeline.parts import Shard
from pipeline.workspace import Workspace

_TASKS_FOR_A_CORE = 8  # at least, so that no core waits long for the last
_MOST_TOGETHER = 16  # shards of a task


def run_shards(shards: Iterator[Shard], space: Workspace, options: Options, workers: int | None) -> Iterator[Counted]:
    """Commits every part of the shards that is not done yet; says what each task amounts to.

    Uses the cluster this process is connected to or RAY_ADDRESS names, or starts a local one with `workers` cores, and
    ends the one it started. Raises RunError for standard input, which only this process can read.
    """
    rows = []
    for shard in shards:
        if shard.sources[0].kind == "stdin":
            raise RunError("--engine ray cannot read standard input; give a file, or use --engine local")
        rows.append({"shard": pickle.dumps(shard)})
    try:
        with connected(workers) as (ray, data):
            tasks = _TASKS_FOR_A_CORE * int(ray.cluster_resources().get("CPU", 1))
            together = max(1, min(_MOST_TOGETHER, len(rows) // tasks))
            work = data.from_items(rows, override_num_blocks=-(-len(rows) // together)).map_batches(
                _Shards(space, options),
                batch_size=None,
                num_cpus=1,
                compute=data.TaskPoolStrategy(workers),
            )
            for row in work.iter_rows():
                yield Counted(**row)
    except Exception as error:
        raise own_error(error) or error from error


def check() -> None:
    """Raises MissingExtraError where Ray is not installed."""
    require("ray", "ray")
    require("ray.data", "ray")


@contextmanager
def connected(workers: int | None) -> Iterator[tuple[Any, Any]]:
    """`ray` and `ray.data`, on the cluster this process is connected to, or that RAY_ADDRESS names, or else on a local
    one with `workers` cores, which ends with the context. Raises MissingExtraError."""
    ray = require("ray", "ray")
    data = require("ray.data", "ray")
    started = _connect(ray, workers)
    try:
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        yield ray, data
    finally:
        if started:
            ray.shutdown()


def own_error(error: BaseException | None) -> PipelineError | None:
    """The error of ours that a worker ended with, from what Ray wraps around it."""
    while error is not None:
        if isinstance(error, PipelineError):
            return type(error)(str(error.args[0])) if type(error).__module__ == PipelineError.__module__ else None
        error = getattr(error, "cause", None) or error.__cause__
    return None


def _connect(ray: Any, workers: int | None) -> bool:
    """Whether a local cluster had to be started."""
    if ray.is_initialized():
        return False
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
    if address := os.environ.get("RAY_ADDRESS"):
        ray.init(address=address, **quiet)
    else:
        ray.init(num_cpus=workers, include_dashboard=False, **quiet)
    return True


class _Shards:
    """Makes the parts of some shards, within a process of Ray's, by one supervised worker process."""

    def __init__(self, space: Workspace, options: Options) -> None:
        self._space = space
        self._options = options

    def __call__(self, rows: dict[str, Any]) -> dict[str, list[int]]:
        counted = Counted()
        shards = map(pickle.loads, rows["shard"])
        waiting = (job for shard in shards for job in jobs(shard, self._space, self._options))
        for done in _supervised(self._options, self._space).run(waiting):
            counted += done.counted
        return {name: [count] for name, count in asdict(counted).items()}


_kept: list[tuple[Options, Workspace, Supervised]] = []


def _supervised(options: Options, space: Workspace) -> Supervised:
    """The worker process of this process, kept for the shards of a run that are still to come."""
    if not _kept or _kept[0][:2] != (options, space):
        for *_, supervised in _kept:
            supervised.close()
        _kept[:] = [(options, space, Supervised(options, 1, space))]
    return _kept[0][2]
