"""Pages from a program of one's own: a file, or an iterator in, an iterator out, worker processes in between."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from pipeline.choices import MEMORY_LIMIT, TIMEOUT, Body
from pipeline.engines.supervised import Supervised
from pipeline.engines.working import cores, reject
from pipeline.errors import WrongArgumentError
from pipeline.extracting import check_page, extract
from pipeline.inputs import RawPage, page_named, read_pages
from pipeline.options import Options, languages
from pipeline.parts import Job
from schemas import PageResult

_BATCH = 32

AnyPage = str | bytes | RawPage | tuple[str | bytes, str | None]


def extract_file(
    path: str | os.PathLike[str],
    url: str | None = None,
    lang: str | Iterable[str] | None = None,
    *,
    body: Body | None = None,
    families: str | os.PathLike[str] | None = None,
) -> PageResult:
    """The result of the page in a file: text, HTML, or as a browser saved it, also compressed; or of a member or row as
    a run names it (`pages.zip!/a.html`, `crawl.warc.gz#4711`).

    Raises NoInputError where there is no such file, WrongArgumentError where it holds several pages.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise WrongArgumentError(f"extract_file takes a path as text, not {name!r}")
    pages = iter((page_named(name),)) if not os.path.lexists(name) else read_pages([name])
    page = next(pages)
    if next(pages, None) is not None:
        raise WrongArgumentError(f"{name} holds several pages; name one of them ({page.path}), or use run for all")
    if page.reason:
        return reject(page, page.reason)
    return extract(
        page.data,
        url=url or page.url,
        lang=[lang] if isinstance(lang, str) else list(lang or ()) or None,
        path=page.path,
        charset=page.charset,
        accessed=page.accessed,
        input_id=page.input_id,
        body=body,
        families=families,
    )


def extract_many(
    pages: Iterable[AnyPage],
    lang: str | Iterable[str] | None = None,
    workers: int | None = None,
    *,
    timeout: float = TIMEOUT,
    memory_limit: int = MEMORY_LIMIT,
    body: Body | None = None,
    families: str | os.PathLike[str] | None = None,
) -> Iterator[PageResult]:
    """The results of pages, in their order; a few batches are read ahead, so that any number of pages will do.

    A page is text or bytes, or a pair of these and its URL, or a `RawPage`. One that takes longer than `timeout`
    seconds, grows by more than `memory_limit` bytes, or ends its process is a rejected result like any other. Raises
    WrongArgumentError at what is no page, such as a path.
    """
    options = Options(lang=languages(lang), timeout=timeout, memory_limit=memory_limit, body=body)
    options = replace(options, families=os.fspath(families) if families else None).checked()
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
