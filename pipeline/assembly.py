"""Parts to whole files: joined in the order of the input, in one file or in numbered ones of a certain size."""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from pipeline.options import Options
from pipeline.outputs import Join
from pipeline.workspace import Workspace, whole_file


def assemble(space: Workspace, sizes: list[tuple[str, dict[str, int]]], options: Options) -> dict[str, list[str]]:
    """Stages the output files, made from parts, which are given with the sizes of their streams. Says their names."""
    space.stage()
    written = {}
    for stream in options.streams():
        join = stream.form.joining()
        groups = list(
            _groups([(name, size[stream.key]) for name, size in sizes if size[stream.key]], options.split_size)
        )
        names = [
            f"{stream.name}.{stream.suffix}"
            if len(groups) == 1
            else f"{stream.name}-{number:05}-of-{len(groups):05}.{stream.suffix}"
            for number in range(len(groups))
        ]
        for name, group in zip(names, groups, strict=True):
            _write([space.part_file(part, stream.key) for part in group], space.new / name, stream.form.whole, join)
        written[stream.key] = names
    return written


def _groups(parts: list[tuple[str, int]], limit: int) -> Iterator[list[str]]:
    """Consecutive parts up to a size; at least one group, though it be empty."""
    starts, size = [0], 0
    for number, (_, own) in enumerate(parts):
        if limit and size and size + own > limit:
            starts.append(number)
            size = 0
        size += own
    for start, end in pairwise([*starts, len(parts)]):
        yield [name for name, _ in parts[start:end]]


def _write(parts: list[Path], target: Path, alike: bool, join: Join) -> None:
    """Joins parts to a file; a single one is the file where the two are `alike`."""
    if len(parts) == 1 and alike:
        with suppress(OSError):  # not every file system has links
            os.link(parts[0], target)
            return
    with whole_file(target, target.parent) as whole:
        join(parts, whole)
