"""The local engine: one reader, and worker processes for the pages."""

from collections.abc import Iterator

from pipeline.engines.containers import jobs
from pipeline.engines.supervised import Supervised
from pipeline.engines.working import Counted
from pipeline.options import Options
from pipeline.parts import Shard
from pipeline.workspace import Workspace


def run_shards(shards: Iterator[Shard], space: Workspace, options: Options, workers: int) -> Iterator[Counted]:
    """Commits every part of the shards that is not done yet; says what each amounts to."""
    with Supervised(options, workers, space) as supervised:
        for done in supervised.run(job for shard in shards for job in jobs(shard, space, options)):
            yield done.counted
