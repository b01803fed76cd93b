"""How the input is cut into pieces of work, always in the same way, whatever runs them.

A shard is what one reader reads: one container (archive, table, web archive), or some consecutive page files. A part is
what is committed at once: a shard of page files, or the next so many pages of a container.
"""

import hashlib
import pickle
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.counting import LeftOut
from pipeline.inputs import RawPage, Source, read_source
from pipeline.inputs.opening import file_digest
from pipeline.inputs.page import LARGEST
from pipeline.options import PART_BYTES, Options

LARGEST_SHARD = 1000  # page files


@dataclass(frozen=True, slots=True)
class Shard:
    """Consecutive sources, and their place in the input."""

    number: int
    sources: tuple[Source, ...]

    @property
    def container(self) -> bool:
        """Whether one reader must go through it, from its beginning."""
        return self.sources[0].kind != "page"

    def part(self, number: int) -> str:
        """The name of one of its parts; names sort as the input does."""
        return f"{self.number:08}-{number:06}"


@dataclass(frozen=True, slots=True)
class Job:
    """A part to be made: from page files, from pages that wait in a file, or from pages that are given."""

    name: str
    sources: tuple[Source, ...] = ()
    spool: Path | None = None
    given: tuple[RawPage, ...] = ()
    digest: str = ""  # of the container
    last: bool = True  # of its shard
    bytes: int = 0  # of the input
    left_out: LeftOut = field(default_factory=LeftOut)  # of a container: what was met that is no page

    def pages(self, options: Options, known: Container[int] = ()) -> Iterator[RawPage]:
        """The pages of the part; files whose result is `known` by their number are not read again."""
        if self.spool:
            yield from pickle.loads(self.spool.read_bytes())
        elif self.given:
            yield from self.given
        else:
            for number, source in enumerate(self.sources):
                if number in known:
                    yield RawPage(source.shown, b"")
                else:
                    yield from read_source(source, options.columns)

    def source_rows(self) -> list[tuple[int, str, int, str, str]]:
        """For each input file of the part: number of the INPUT, path, size, mark and SHA-256."""
        return [
            (source.given, source.shown, source.size, source.mark, self.digest or source_digest(source))
            for source in self.sources
        ]


def source_digest(source: Source) -> str:
    """The SHA-256 of a source; empty where it has none, and for a page file that is too large to be read at all."""
    return "" if source.kind == "page" and source.size > LARGEST else file_digest(source.path)


def shards(sources: Iterable[Source], options: Options) -> Iterator[Shard]:
    """The sources in shards: page files together up to the size of a part, every container on its own."""
    number, files, size = 0, list[Source](), 0
    for source in sources:
        full = len(files) >= min(options.part_pages, LARGEST_SHARD) or size >= PART_BYTES
        if files and (full or source.kind != "page"):
            yield Shard(number, tuple(files))
            number, files, size = number + 1, [], 0
        if source.kind == "page":
            files.append(source)
            size += source.size
        else:
            yield Shard(number, (source,))
            number += 1
    if files:
        yield Shard(number, tuple(files))


def listing_digest(sources: Iterable[Source]) -> tuple[int, int, str]:
    """Number of files, their bytes, and a digest of their names and sizes."""
    digest = hashlib.sha256()
    files = size = 0
    for source in sources:
        files += 1
        size += source.size
        digest.update(f"{source.given}\0{source.shown}\0{source.size}\n".encode())
    return files, size, digest.hexdigest()
