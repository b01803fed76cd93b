"""Printed values to record values: how the value behind a label is read, by record field."""

import re
from collections.abc import Callable
from typing import Any

from extractors.detectors import imprints
from extractors.detectors.abstracts import is_truncated, split_abstract
from extractors.detectors.author_lists import parse_authors
from extractors.detectors.citations import parse_citation, parse_pages
from extractors.detectors.containers import parse_container, parse_source
from extractors.detectors.dates import parse_date
from extractors.detectors.identifiers import (
    find_arxiv_ids,
    find_own_dois,
    find_pmcids,
    normalise_isbn,
    normalise_issn,
)
from extractors.detectors.keywords import split_keywords
from extractors.detectors.kinds_of_work import kind_within, read_kind
from extractors.found import AbstractText, Citation, Found

_ISSN = re.compile(r"(?<![\dXx-])\d{4}\s?[-‐‑‒–—−]?\s?\d{3}[\dXx](?![\w-])")
_ISBN = re.compile(r"(?<![\w-])(?:97[89][-‐–\s]?)?\d(?:[-‐–\s]?\d){8}[-‐–\s]?[\dXx](?![\w-])")

Reading = Found[Any] | None


def fold(text: str) -> str:
    """White space as one blank, none outside."""
    return " ".join(text.split())


def read_text(text: str, start: int, end: int) -> Reading:
    """The value as printed."""
    value = fold(text[start:end])
    return Found(value, start, end) if any(c.isalnum() for c in value) else None


def read_title(text: str, start: int, end: int) -> Reading:
    """A title; a single closing full stop is dropped (design: record), an ellipsis stays."""
    value = fold(text[start:end])
    if value.endswith((".", "。")) and not value.endswith(".."):
        value = value[:-1].rstrip()
    return Found(value, start, end) if any(c.isalnum() for c in value) else None


def read_titled(text: str, start: int, end: int) -> Reading:
    """A title without the mark that ISBD sets before a statement of responsibility."""
    stop = end
    while stop > start and text[stop - 1] in " /:":
        stop -= 1
    read = read_title(text, start, stop)
    return Found(read.value, start, end) if read else None


def read_language(text: str, start: int, end: int) -> Reading:
    """The first of several languages, one a line."""
    return read_text(text, start, text.find("\n", start, end) if "\n" in text[start:end] else end)


def read_format(text: str, start: int, end: int) -> dict[str, Reading]:
    """The CSL type of what a catalogue says of a work's form; nothing where it says none."""
    return {"type": Found(kind_within(text[start : min(end, start + 200)]), start, end)}


def read_physical(text: str, start: int, end: int) -> dict[str, Reading]:
    """The number of pages of a physical description."""
    return {"page_count": imprints.find_page_count(text, start, end)}


def read_number(text: str, start: int, end: int) -> Reading:
    """A count, with or without marks between its thousands."""
    match = re.match(r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|\d{1,9}(?!\d)", text[start:end])
    return Found(int(re.sub(r"\D", "", match.group())), start, start + match.end()) if match else None


def read_date(text: str, start: int, end: int) -> Reading:
    """A date, day before month where only the order could tell."""
    value = parse_date(text[start:end], "dmy")
    return Found(value, start, end) if value else None


def read_abstract(text: str, start: int, end: int) -> Reading:
    """An abstract with its labelled sections."""
    sections = [section for section in split_abstract(text, start, end) if section.text or section.label]
    if not sections or not any(section.text for section in sections):
        return None
    return Found(AbstractText(sections, is_truncated(text[start:end])), start, end)


def read_authors(text: str, start: int, end: int) -> Reading:
    """A list of names in whatever style it is printed."""
    names = parse_authors(text, "auto", start, end)
    return Found(names, start, end) if names else None


def read_keywords(text: str, start: int, end: int) -> Reading:
    """Keywords or subjects, in order."""
    found = split_keywords(text, start, end)
    return Found([item.value for item in found], start, end) if found else None


def read_citation(text: str, start: int, end: int, known: bool = False) -> dict[str, Reading]:
    """What a citation line says, by record field; `known`: the line is known to be one."""
    return cited_fields(parse_citation(text, start, end, known))


def cited_fields(citation: Citation | None) -> dict[str, Reading]:
    """The parts of a citation, by record field."""
    if citation is None:
        return {}
    names = (
        *("container_title", "issued", "volume", "issue", "first_page", "last_page"),
        *("article_number", "page_count", "doi", "publication_stage", "publisher"),
    )
    read: dict[str, Reading] = {}
    for name in names:
        value = getattr(citation, name)
        if value is not None:
            read[name] = Found(value, *citation.spans.get(name, (citation.start, citation.end)))
    return read


def read_container(text: str, start: int, end: int) -> dict[str, Reading]:
    """Container, volume, issue and pages as catalogues print them, by record field."""
    return cited_fields(parse_container(text, start, end))


def read_source(text: str, start: int, end: int) -> dict[str, Reading]:
    """The citation of EBSCO's records, by record field."""
    return cited_fields(parse_source(text, start, end))


def read_imprint(text: str, start: int, end: int) -> dict[str, Reading]:
    """Place, publisher and date, by record field."""
    lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S[^\n]*(?<=\S)", text[start:end])]
    return dict(imprints.read_imprint(text, lines))


def read_page_range(text: str, start: int, end: int) -> dict[str, Reading]:
    """First and last page."""
    pages = parse_pages(text[start:end])
    if pages is None:
        return {}
    return {
        name: Found(value, start, end) for name, value in zip(("first_page", "last_page"), pages, strict=True) if value
    }


def read_issns(text: str, start: int, end: int) -> Reading:
    """The ISSNs of a value that holds nothing else, each once; `1612-197X` is no range of years there."""
    return _numbers(_ISSN, normalise_issn, text, start, end)


def read_isbns(text: str, start: int, end: int) -> Reading:
    """The ISBNs of a value, each once, whatever is noted behind them (`3-8376-4512-6 (pbk.)`)."""
    return _numbers(_ISBN, normalise_isbn, text, start, end)


def _numbers(
    pattern: re.Pattern[str], normalise: Callable[[str], str | None], text: str, start: int, end: int
) -> Reading:
    found = [(value, match) for match in pattern.finditer(text[start:end]) if (value := normalise(match.group()))]
    if not found:
        return None
    return Found(list(dict(found)), start + found[0][1].start(), start + found[-1][1].end())


def _first(find: Callable[[str, int, int], list[Found[str]]]) -> Callable[[str, int, int], Reading]:
    def read(text: str, start: int, end: int) -> Reading:
        return next(iter(find(text, start, end)), None)

    return read


def _digits(text: str, start: int, end: int) -> Reading:
    match = re.match(r"\D{0,8}?(\d{1,9})\b", text[start:end])
    return Found(match.group(1), start + match.start(1), start + match.end(1)) if match else None


def read_type(text: str, start: int, end: int) -> dict[str, Reading]:
    """The CSL type of a printed kind of work."""
    return dict(read_kind(text, start, end))


READERS: dict[str, Callable[[str, int, int], Reading | dict[str, Reading]]] = {
    "type": read_type,
    "title": read_title,
    "authors": read_authors,
    "container_title": read_text,
    "publisher": read_text,
    "publisher_place": read_text,
    "issued": read_date,
    "volume": read_text,
    "issue": read_text,
    "pages": read_page_range,
    "article_number": read_text,
    "page_count": read_number,
    "citation": read_citation,
    "imprint": read_imprint,
    "container": read_container,
    "doi": _first(find_own_dois),
    "issn": read_issns,
    "isbn": read_isbns,
    "pmid": _digits,
    "pmcid": _first(find_pmcids),
    "arxiv_id": _first(find_arxiv_ids),
    "abstract": read_abstract,
    "keywords": read_keywords,
    "subjects": read_keywords,
    "language": read_language,
    "format": read_format,
    "physical": read_physical,
    "citation_count": read_number,
    "reference_count": read_number,
    "related_total": read_number,
}
