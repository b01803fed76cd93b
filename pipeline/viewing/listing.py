"""Records as rows of a table that a browser sorts and filters."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.viewing.links import doi_link
from schemas.codes import Code, explained

MOST_ROWS = 2_000  # a browser sorts as many at once without a pause
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A record as the table shows it. `href` is its inspection, where there is one."""

    title: str | None
    href: str | None
    authors: str
    year: str
    container: str
    doi: str | None
    doi_href: str | None
    family: str
    warnings: tuple[str, ...]
    page: str


def listed(records: Iterable[Mapping[str, Any]], href: Callable[[str], str | None]) -> list[ListedRecord]:
    """The first `MOST_ROWS` records, given as JSON. `href` is the inspection of a page, by its id."""
    return [_listed(record, href) for record in islice(records, MOST_ROWS)]


def _listed(record: Mapping[str, Any], href: Callable[[str], str | None]) -> ListedRecord:
    source = record["source"]
    doi = record.get("doi")
    return ListedRecord(
        title=record.get("title"),
        href=href(source["page_id"]),
        authors=_authors(record.get("authors") or ()),
        year=(record.get("issued") or "")[:4],
        container=record.get("container_title") or "",
        doi=doi,
        doi_href=doi_link(doi),
        family=source["extractor"],
        warnings=tuple(record.get("warnings") or ()),
        page=source.get("path") or source["page_id"],
    )


def _authors(authors: Iterable[Mapping[str, Any]]) -> str:
    names = [author.get("family") or author.get("literal") or "" for author in authors]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return "; ".join(names[:_MOST_NAMES]) + more


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason or warning that occurs, how often, and what it means."""

    name: str
    count: int
    code: Code | None


def explain(counts: Mapping[str, int]) -> Iterator[Explained]:
    """The codes that occur, the most frequent first."""
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield Explained(name, count, explained(name))


def warnings_of(rows: Iterable[ListedRecord]) -> Counter[str]:
    """How many records have each warning."""
    return Counter(warning for row in rows for warning in row.warnings)
