"""Where pages come from: files, folders, archives, tables, web archives, remote stores and standard input."""

import os
from collections.abc import Iterable, Iterator

from pipeline.errors import NoInputError
from pipeline.inputs.page import LARGEST, RawPage
from pipeline.inputs.reading import read_source
from pipeline.inputs.sources import Source, find_sources
from pipeline.inputs.tables import Columns

__all__ = ["LARGEST", "Columns", "RawPage", "Source", "find_sources", "page_named", "read_pages", "read_source"]


def read_pages(inputs: Iterable[str], columns: Columns | None = None) -> Iterator[RawPage]:
    """The pages of all inputs, in the order given, one at a time.

    Raises NoInputError where an input does not exist or holds no page; broken ones come with a `reason`.
    """
    for source in find_sources(inputs):
        yield from read_source(source, columns or Columns())


def page_named(name: str) -> RawPage:
    """One page by the path a run gives it: a file, `pages.zip!/a.txt`, `pages.jsonl#17` or `crawl.warc.gz#4711`.

    Of a container without a member it is the first page. Raises NoInputError where there is no such page.
    """
    if name != "-" and not os.path.lexists(name):
        for mark in ("!/", "#"):
            container = name.rpartition(mark)[0]
            if container and os.path.isfile(container):
                for page in read_pages([container]):
                    if page.path == name:
                        return page
                raise NoInputError(f"{container} has no page {name.removeprefix(container)}")
    return next(read_pages([name]))
