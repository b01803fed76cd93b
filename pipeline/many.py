"""Pages from a program of one's own: an iterator in, an iterator out, worker processes in between."""

from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.engines.supervised import Supervised
from pipeline.engines.working import cores
from pipeline.extracting import check_page
from pipeline.inputs import RawPage
from pipeline.options import MEMORY_LIMIT, TIMEOUT, Options, languages
from pipeline.parts import Job
from schemas import PageResult

_BATCH = 32

AnyPage = str | bytes | RawPage | tuple[str | bytes, str | None]


def extract_many(
    pages: Iterable[AnyPage],
    lang: str | Iterable[str] | None = None,
    workers: int | None = None,
    *,
    timeout: float = TIMEOUT,
    memory_limit: int = MEMORY_LIMIT,
) -> Iterator[PageResult]:
    """The results of pages, in their order; a few batches are read ahead, so that any number of pages will do.

    A page is text or bytes, or a pair of these and its URL, or a `RawPage`. One that takes longer than `timeout`
    seconds, grows by more than `memory_limit` bytes, or ends its process is a rejected result like any other. Raises
    WrongArgumentError at what is no page, such as a path.
    """
    options = Options(lang=languages(lang), timeout=timeout, memory_limit=memory_limit).checked()
    with Supervised(options, workers or cores()) as supervised:
        for done in supervised.run(_jobs(iter(pages)), ordered=True):
            yield from done.results


def _jobs(pages: Iterator[AnyPage]) -> Iterator[Job]:
    number = 0
    while batch := tuple(map(_raw, islice(pages, _BATCH))):
        yield Job(str(number), given=batch)
        number += 1


def _raw(page: AnyPage) -> RawPage:
    if isinstance(page, RawPage):
        return page
    data, url = page if isinstance(page, tuple) else (page, None)
    check_page(data)
    return RawPage(None, data, url)
