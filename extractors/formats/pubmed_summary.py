"""The `Summary (text)` format that PubMed saves: a numbered reference a record.

1: Gray A, Lind B. Title. J Dust. 2016 Mar;14(2):101-19. doi: 10.5555/x. PMID: 27000011; PMCID: PMC1280406.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.detectors.citations import parse_citation
from extractors.detectors.identifiers import find_dois, find_pmcids, find_pmids
from extractors.detectors.names import parse_name
from extractors.formats.entries import Piece, SavedRecord
from extractors.found import Found, Name

_ENTRY = re.compile(r"^\ufeff?(\d{1,6}): (?=\S)(?P<body>[^\n]++(?:\n(?!\s*\n|\d{1,6}: )[^\n]++)*+)", re.MULTILINE)
_OPENING = re.compile(r"\ufeff?\s{0,9}1: \S")
_PMID = re.compile(r"\bPMID: \d{1,8}[.;]")
_AUTHORS = re.compile(
    r"(?:[^\W\d_][^,.;]{0,60} [^\W\d_a-z]{1,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?|[^\W\d_][^,.;]{2,100}|et al)"
    r"(?:[,;] (?:[^\W\d_][^,.;]{1,100}))*\.\s"
)
_PLACE = re.compile(r"\. (?=(?:1[5-9]|20)\d\d(?: [A-Z][a-z]{2}|[;:.,]))")
_TITLE_END = re.compile(r"[.?!]\]?\s(?=\S)")
_BRACKETED = re.compile(r"\[(.{3,})\]\.?", re.DOTALL)
_INITIALS = re.compile(r" [^\W\d_a-z]{1,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?$")
_FIELDS = ("container_title", "issued", "volume", "issue", "first_page", "last_page", "article_number")
_FINDERS: dict[str, Callable[[str, int, int], Sequence[Found[str]]]] = {
    "doi": find_dois,
    "pmid": find_pmids,
    "pmcid": find_pmcids,
}


@dataclass(frozen=True, slots=True)
class PubMedSummaries:
    """The format."""

    name: str = "pubmed_summary"

    def recognise(self, text: str) -> bool:
        """Whether a page text is such a file: its first line is a numbered reference with a PMID."""
        first = _ENTRY.match(text.lstrip()) if _OPENING.match(text) else None
        return first is not None and _PMID.search(first["body"]) is not None

    def read(self, text: str) -> list[SavedRecord]:
        """The records of a file in this format, in order."""
        return [_read(text, entry) for entry in _ENTRY.finditer(text)]


FORMAT = PubMedSummaries()


def _read(text: str, entry: re.Match[str]) -> SavedRecord:
    start, end = entry.span("body")
    record = SavedRecord(entry.start(1), end, marked=True)
    record.labels.append((entry.start(1), start))
    flat = entry["body"].replace("\n", " ").replace("\r", " ")
    place = _PLACE.search(flat)
    if place is None:
        return record
    authors = _AUTHORS.match(flat, 0, place.start())
    opens = authors.end() if authors else 0
    ends = list(_TITLE_END.finditer(flat, opens, place.start()))
    if not ends:
        return record
    if authors:
        printed = Piece(flat[: opens - 2], start, start + opens - 2)
        record.put("authors", _people(printed.text), [printed])
    title = flat[opens : ends[-1].end()].strip()
    record.put("title", _bare(" ".join(title.split())), [Piece(title, start + opens, start + opens + len(title))])
    low = ends[-1].end()
    found = parse_citation(flat[low:], known=True)
    for name in _FIELDS:
        value = getattr(found, name, None)
        if found and value is not None and not (name == "article_number" and found.first_page):
            at, to = found.spans.get(name, (0, len(flat) - low))
            record.put(name, " ".join(value.split()), [Piece(value, start + low + at, start + low + to)])
    for name, find in _FINDERS.items():
        if items := find(text, start, end):
            record.put(name, items[0].value, [Piece(items[0].value, items[0].start, items[0].end)])
    record.put("type", "article-journal", [Piece("", start + low, end)])
    record.others.append(("citation", start + low, end))
    return record


def _bare(title: str) -> str:
    """A title without its closing full stop and the brackets of a translated one."""
    bracketed = _BRACKETED.fullmatch(title)
    title = bracketed.group(1) if bracketed else title
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _people(text: str) -> list[Name]:
    parts = re.split(r"[,;] ", " ".join(text.split()))
    people = [part for part in parts if part and part != "et al"]
    read = [parse_name(part, "vancouver") if _INITIALS.search(part) else Name(part) for part in people]
    return [name for name in read if name]
