"""The BibTeX entry that a page prints for its work (http://www.bibtex.org/Format/)."""

import re
from itertools import islice

from extractors.decision.agreement import letters
from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.citations import parse_pages
from extractors.detectors.identifiers import find_dois, normalise_isbn
from extractors.found import Found
from extractors.reader.outline import Outline
from extractors.values import Reading, read_text

_ENTRY = re.compile(
    r"@(?:article|book|in(?:proceedings|book|collection)|proceedings|phdthesis|techreport|misc)\s?\{", re.I
)
_FIELD = re.compile(
    r"\b([a-zA-Z]{3,12})\s{0,20}=\s{0,20}(?:\{{1,2}([^{}\n]{0,300}(?:\{[^{}\n]{1,80}\}[^{}\n]{0,300}){0,8})\}"
    r"|\"([^\"\n]{0,300})\"|(\d{1,6}))"
)
_SURE = 0.85
_MOST = 20  # entries of a page that is about one work
_LONGEST = 6000
_TEXTS = {
    "publisher": "publisher",
    "school": "publisher",
    "journal": "container_title",
    "booktitle": "container_title",
    "volume": "volume",
    "number": "issue",
    "year": "issued",
}


def propose_bibtex(outline: Outline, title: Found[str] | None, proposal: Proposal) -> None:
    """Proposes the facts of the BibTeX entry that has the work's title."""
    if title is not None:
        for name, found in read_bibtex(outline.text, title.value).items():
            if found:
                proposal.read(name, found, f"generic.{name}", Rank.READER, _SURE, found.start)


def read_bibtex(text: str, title: str) -> dict[str, Reading]:
    """The facts of the entry that has the work's title; none where the page prints no such entry."""
    for entry in islice(_ENTRY.finditer(text), _MOST) if "@" in text else ():
        stop = text.find("\n}", entry.end(), entry.end() + _LONGEST)
        fields = list(_FIELD.finditer(text, entry.end(), stop if stop > 0 else entry.end() + _LONGEST))
        named = next((m for m in fields if m.group(1).lower() == "title"), None)
        if named and letters(_value(named)) == letters(title):
            return {name: found for field in fields for name, found in _read(text, field).items()}
    return {}


def _value(field: re.Match[str]) -> str:
    return next((group for group in field.groups()[1:] if group is not None), "")


def _read(text: str, field: re.Match[str]) -> dict[str, Reading]:
    name = field.group(1).lower()
    number = next((n for n in (2, 3, 4) if field.group(n)), 0)
    if not number:
        return {}
    start, end = field.span(number)
    if name in _TEXTS:
        found = read_text(text, start, end)
        plain = found is not None and not set("\\{}") & set(found.value)
        if name == "year" and not re.fullmatch(r"\d{4}", text[start:end]):
            plain = False
        return {_TEXTS[name]: found} if plain else {}
    if name == "doi":
        dois = find_dois(text, start, end)
        return {"doi": dois[0]} if dois else {}
    if name == "isbn" and (isbn := normalise_isbn(text[start:end])):
        return {"isbn": Found([isbn], start, end)}
    if name == "pages" and (pages := parse_pages(text[start:end].replace("--", "-"))):
        both = zip(("first_page", "last_page"), pages, strict=True)
        return {page: Found(value, start, end) for page, value in both if value}
    return {}
