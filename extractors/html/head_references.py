"""References of a head: `citation_reference` as `key=value; …`, or as printed."""

import re

from extractors.detectors.citation_parts import parse_pages
from extractors.detectors.identifiers import normalise_doi
from extractors.detectors.name_fields import names_of
from extractors.detectors.references import parse_reference
from extractors.found import CitedWork, Name

_PART = re.compile(r"(?:^|;)\s*(?:citation_)?(\w{2,30})\s*=", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
# Names as references have them: initials and one word, in either order.
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_INITIALS = rf"[{_CAPITAL}]\.?(?:[ -]?[{_CAPITAL}]\.?){{0,3}}"
_FAMILY = rf"[{_CAPITAL}][a-zß-öø-ÿĀ-ž'’]++(?:[-‐][{_CAPITAL}][a-zß-öø-ÿĀ-ž]++)?"
_SIMPLE = re.compile(rf"(?P<given>{_INITIALS}) (?P<family>{_FAMILY})|(?P<last>{_FAMILY}),? (?P<first>{_INITIALS})")
_LISTED = re.compile(rf"(?:{_INITIALS} {_FAMILY}(?:, |$))+|(?:{_FAMILY} {_INITIALS}(?:, |$))+")
_MOST_AUTHORS = 5000  # characters of one tag


def read_reference(text: str, ordinal: int) -> CitedWork:
    """One tag. `raw` of a tag in parts is its values, `; ` between; what cannot be read is left out of the fields."""
    marks = list(_PART.finditer(text)) if "=" in text else []
    if not marks or (marks[0].start() and "citation_" not in text):
        work = parse_reference(text)
        work.ordinal, work.start, work.end = ordinal, 0, 0
        return work
    parts: dict[str, str] = {}
    authors: list[str] = []
    values: list[str] = []
    end = len(text)
    for mark in reversed(marks):  # so that the first of each kind stays
        value = text[mark.end() : end].strip(" ;")
        end = mark.start()
        if value:
            name = mark[1].lower()
            values.append(value)
            if name in ("author", "authors"):
                authors.append(value)
            else:
                parts[name] = value
    work = CitedWork("; ".join(reversed(values)), ordinal, _authors(authors[::-1]))
    _read_parts(parts, work)
    return work


def _read_parts(parts: dict[str, str], work: CitedWork) -> None:
    get = parts.get
    work.title = get("title")
    work.container_title = (
        get("journal_title")
        or get("inbook_title")
        or get("conference_title")
        or get("book_title")
        or get("journal_abbrev")
    )
    year = _YEAR.search(get("publication_date") or get("year") or get("date") or get("cover_date") or "")
    work.year = int(year[1]) if year else None
    work.volume, work.issue = get("volume"), get("issue") or get("number")
    work.first_page, work.last_page = _pages(get("firstpage") or get("pages") or get("first_page"), get("lastpage"))
    doi = get("doi") or get("id")
    work.doi = normalise_doi(doi) if doi and "10." in doi else None


def _pages(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    if first is None:
        return None, None
    if first.isdigit() and (last is None or last.isdigit()):
        return first, last
    pages = parse_pages(first)
    if pages is None:
        return None, None
    ends = parse_pages(last) if last and not pages[1] else None
    return pages[0], pages[1] or (ends[0] if ends else None)


def _authors(values: list[str]) -> list[Name]:
    alone = len(values) == 1
    names: list[Name] = []
    for value in values:
        parts = value.split(", ") if alone and _LISTED.fullmatch(value) else [value]
        for part in parts:
            match = _SIMPLE.fullmatch(part)
            if match:
                names.append(Name(part, match["family"] or match["last"], match["given"] or match["first"]))
            else:
                names += names_of(part[:_MOST_AUTHORS], alone)
    return names
