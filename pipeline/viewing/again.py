"""Reading pages of a run again, from where the run read them: for samples only, and never over a network."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from pipeline.engines.working import reject
from pipeline.extracting import extract
from pipeline.inputs import Columns, RawPage, find_sources, read_pages, read_source
from pipeline.inputs.opening import is_remote
from pipeline.inputs.sources import kind_of
from schemas import PageResult


def read_again(
    wanted: Iterable[str], inputs: Iterable[str], columns: Mapping[str, str] | None = None
) -> Iterator[RawPage]:
    """The pages of these paths that can still be read. `inputs` and `columns` are those of the run.

    Files are opened by their path; for members of archives, tables and web archives, that archive is read through.
    """
    members = set()
    for path in sorted(set(wanted)):
        if not is_remote(path) and kind_of(path) == "page" and Path(path).is_file():
            yield from read_pages([path])
        elif path != "-":
            members.add(path)
    local = [name for name in inputs if not is_remote(name) and name != "-"]
    if members and local:
        yield from _members(members, local, columns or {})


def _members(wanted: set[str], inputs: list[str], columns: Mapping[str, str]) -> Iterator[RawPage]:
    containers = {part for path in wanted for part in (path.partition("!/")[0], path.rpartition("#")[0])}
    for source in find_sources(name for name in inputs if os.path.lexists(name)):
        if source.shown not in containers and source.shown not in wanted:
            continue
        for page in read_source(source, Columns(**columns)):
            if page.path in wanted:
                wanted.discard(page.path)
                yield page
            if not wanted:
                return


def link_to(path: str | None, folder: Path | None) -> str | None:
    """A link to the file a page was read from, from a document in `folder`; None for members of something larger."""
    if not path or is_remote(path) or not os.path.isfile(path):
        return None
    try:
        relative = os.path.relpath(path, folder) if folder is not None else None
    except ValueError:  # on another drive
        relative = None
    return quote(Path(relative).as_posix()) if relative else Path(path).resolve().as_uri()


def result_of(
    page: RawPage, lang: Collection[str] | None = None, families: str | os.PathLike[str] | None = None
) -> PageResult:
    """What comes out for a page, also for one that could not be read; `families`: a folder of descriptions."""
    if page.reason is None:
        return extract(
            page.data,
            url=page.url,
            lang=lang,
            path=page.path,
            charset=page.charset,
            accessed=page.accessed,
            input_id=page.input_id,
            families=families,
        )
    return reject(page, page.reason)
