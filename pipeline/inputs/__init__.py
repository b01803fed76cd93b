"""Where pages come from: files, folders, archives, tables, web archives, remote stores and standard input."""

from collections.abc import Iterable, Iterator

from pipeline.inputs.page import LARGEST, RawPage
from pipeline.inputs.reading import read_source
from pipeline.inputs.sources import Source, find_sources
from pipeline.inputs.tables import Columns

__all__ = ["LARGEST", "Columns", "RawPage", "Source", "find_sources", "read_pages", "read_source"]


def read_pages(inputs: Iterable[str], columns: Columns | None = None) -> Iterator[RawPage]:
    """The pages of all inputs, in the order given, one at a time.

    Raises NoInputError where an input does not exist or holds no page; broken ones come with a `reason`.
    """
    for source in find_sources(inputs):
        yield from read_source(source, columns or Columns())
