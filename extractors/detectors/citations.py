"""Citation lines: where a work appeared (container, date, volume, issue, pages, article number).

A line is read as a container title followed by a tail of parts: dates, volume, issue, pages, in any order and any
punctuation (`citation_tail`). The tail may begin wherever a part can stand; the first place from which parts, and
nothing else, reach the end of the line (or a DOI, a link, a new label) is where the container title ends. So digits,
commas, ampersands and parentheses inside a journal's name do no harm. The grammars met are listed, with their families,
in the tests. What only has the shape of a citation (a clock time, a standard's number, a classification mark, a verse)
is told by what stands before the numbers and by how much the parts say together.
"""

import re
from collections.abc import Iterator
from itertools import islice

from extractors.detectors import citation_grammar as grammar
from extractors.detectors.citation_containers import (
    container_bounds,
    in_capitals,
    is_title,
    journal_like,
    maybe_journal,
    no_container,
    publisher_start,
    says_place,
)
from extractors.detectors.citation_parts import complete_last_page, is_locator, parse_pages, read_date
from extractors.detectors.citation_tail import Tail
from extractors.detectors.date_words import fold
from extractors.detectors.identifiers import find_dois
from extractors.found import Citation

__all__ = [
    "MAX_LINE",
    "complete_last_page",
    "is_locator",
    "journal_like",
    "parse_citation",
    "parse_pages",
    "parse_tail",
    "parse_volume_issue",
]

MAX_LINE = 2000
"""Longer stretches are prose, not citation lines, and are not read."""

_ANCHOR = re.compile(r"\d+|\bahead|(?<![^\W_])[IVXLC]{1,9}(?![^\W_])|[一二三四五六七八九十][期号]")
_BEFORE_NUMBER = 48  # how far before a number the words of its part may begin
_MAX_STARTS = 64  # places in a line from which parts are tried


def parse_volume_issue(text: str) -> tuple[str | None, str | None] | None:
    """Volume and issue, as printed, of a text that holds nothing else (`30 (01)`, `Vol. 57; no. 8`, `79(C)`, `11`)."""
    if len(text) > 200:
        return None
    tail = Tail(text, 0, len(text), known_volume=True)
    found = tail.found
    return (found.volume, found.issue) if tail.complete and (found.volume or found.issue) else None


def parse_citation(text: str, start: int = 0, end: int | None = None, known: bool = False) -> Citation | None:
    """Reads the citation line `text[start:end]`; None where it is none.

    Out: a Citation whose `spans` hold, by field name, the offsets in `text` of each part. Volume, issue and pages are
    as printed, leading zeros kept; an abbreviated last page is completed, and a last page given only where printed.
    An electronic locator in the place of the pages (`e27137`) is both `first_page`, as indexes have it, and
    `article_number`; one labelled as article number (`Article ID 5590759`) is `article_number` alone. `issued` is
    EDTF, read only from a date that is printed. "Ahead of print" leaves volume and issue None.

    `known`: the caller knows the line for one that says where a work appeared, so that a title and a year are enough,
    or a title and one number. Otherwise the parts have to tell it together, or the title has to be a serial's by its
    words.
    """
    stop = len(text) if end is None else end
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if stop - start > MAX_LINE or stop <= start or not _ANCHOR.search(text, start, stop):
        return None
    tail = _find_tail(text, start, stop)
    if tail is None:
        return None
    found = tail.found
    known = known or says_place(text, start, found.start)
    before = _add_container(found, text, start, found.start)
    if not _tells(tail, known, headed=before < found.start) or no_container(
        text[before : found.start], numbered=found.volume is None
    ):
        return None
    _add_doi(found, text, start, stop)
    if found.publication_stage:
        found.volume = found.issue = None
        found.spans.pop("volume", None)
        found.spans.pop("issue", None)
    found.start, found.end = start, stop
    return found


def parse_tail(text: str, start: int, stop: int, dated: bool = False) -> Citation | None:
    """The part of `text[start:stop]` after titles: dates, volume, issue, pages; its `start` is where that part begins.

    For callers that know what stands before it; `parse_citation` reads that as the container's title. Where the year is
    known from elsewhere (`dated`), a number such as 1840 is a volume.
    """
    tail = _find_tail(text, start, stop, dated) if stop - start <= MAX_LINE else None
    return tail.found if tail else None


def _find_tail(text: str, start: int, stop: int, dated: bool = False) -> Tail | None:
    """The first place from which parts reach the end of the line; else the fullest tail that stands on its own."""
    best: Tail | None = None
    date: Tail | None = None
    for at in islice(_starts(text, start, stop), _MAX_STARTS):
        tail = Tail(text, at, stop, dated=dated)
        if not tail.found.spans:
            continue
        if tail.complete and tail.found.spans.keys() - {"issued", "publication_stage"}:
            return tail
        if tail.complete:
            date = date or tail
        elif _stands_alone(tail) and (best is None or len(tail.found.spans) > len(best.found.spans)):
            best = tail
    return best or date


def _starts(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a tail may begin: at a number, or at a word of `START_WORDS` not far before one."""
    last = start - 1
    for anchor in _ANCHOR.finditer(text, start, stop):
        begin = max(last + 1, anchor.start() - _BEFORE_NUMBER)
        for match in grammar.START.finditer(text, begin, anchor.start() + 1):
            word = match["word"]
            if match.start() > last and (
                word is None or grammar.IS_ROMAN.fullmatch(word) or fold(word) in grammar.START_WORDS
            ):
                yield match.start()
            last = max(last, match.start())


def _stands_alone(tail: Tail) -> bool:
    """Whether an unfinished tail says enough by itself: parts that a tab, a bar or a line end closes, or all parts."""
    spans = tail.found.spans
    if tail.hard_stop:
        return len(spans) >= 3
    if len(tail.labelled) > 1 and len(spans) >= 3 + ("pages" in tail.labelled):
        return True
    return {"issued", "volume", "issue", "first_page", "last_page"} <= spans.keys()


def _tells(tail: Tail, known: bool, headed: bool) -> bool:
    """Whether the parts say together, or with the container's words, that this is where a work appeared.

    `headed`: something stands before the parts, title or not: "Table of Contents - Volume 2".
    """
    found, labelled = tail.found, tail.labelled
    title = found.container_title
    if found.publication_stage:
        return True
    if _is_clock(tail) or not (tail.complete or title is None or known or in_capitals(title)):
        return False
    place = found.volume or found.issue or found.first_page or found.article_number
    if known:
        return bool(place or (title and found.issued))
    if not place:
        precise = found.issued is not None and len(found.issued) > 4
        return precise and tail.complete and title is not None and _dated_serial(title)
    if _strong(found, labelled):
        return title is not None or len(found.spans) > 1
    # Prose that ends in "… see p. 5" has pages, a small first letter, and nothing else.
    if labelled == {"pages"} and found.last_page and not found.issued:
        return title is None or not title[:1].islower()
    return maybe_journal(title) if title is not None else headed and "volume" in labelled


def _strong(found: Citation, labelled: set[str]) -> bool:
    pages = found.first_page or found.article_number
    if "volume" in labelled:
        return bool(found.issue or found.issued or pages)
    if "issue" in labelled:
        return bool(found.volume or found.issued or pages)
    if "article_number" in labelled or "pages" in labelled:
        return bool(found.volume or found.issue or (found.issued and "pages" in labelled))
    if found.volume and found.issue and pages:
        return True
    if not found.issued or not (found.volume or found.issue):
        return False
    if found.last_page or (found.volume and (found.issue or (pages and is_locator(pages)))):
        return True
    # "ratio 16:9 (2018)": the year stands behind one number and another.
    return bool(found.volume and pages and found.spans["issued"][0] < found.spans["volume"][0])


def _is_clock(tail: Tail) -> bool:
    """ "29.07.2006, 14:26", "10:30": hours and minutes. Behind "2014 Dec 3;" they are a volume and an article."""
    found, text = tail.found, tail.text
    if found.issue or tail.labelled or found.last_page or not (found.volume and found.first_page):
        return False
    at = found.spans["volume"][0]
    if not grammar.CLOCK.fullmatch(text, at, found.spans["first_page"][1]):
        return False
    day = found.spans.get("issued", (0, 0))
    dated = day[1] - day[0] >= 8
    return dated and not (text[at - 1] == ";" and found.container_title)


def _dated_serial(title: str) -> bool:
    """Whether a title with nothing but a date behind it is a serial's: "Front. Microbiol., 22 January 2020"."""
    return in_capitals(title) and (journal_like(title) or (maybe_journal(title) and len(title.split()) <= 3))


def _add_doi(found: Citation, text: str, start: int, stop: int) -> None:
    dois = find_dois(text, start, stop) if text.find("10.", start, stop) >= 0 else []
    if dois:
        found.doi = dois[0].value
        found.spans["doi"] = (dois[0].start, dois[0].end)


def _add_container(found: Citation, text: str, start: int, stop: int) -> int:
    """What stands before the tail, without labels, separators, a publisher and a date, is the container's title.

    Out: where it begins, also where it is none.
    """
    start, stop = container_bounds(text, start, stop)
    start = _leading_date(found, text, start, stop)
    stop, edge = publisher_start(text, start, stop), stop
    if stop < edge:
        found.publisher, found.spans["publisher"] = text[stop + 2 : edge], (stop + 2, edge)
    title = text[start:stop]
    if found.container_title is None and is_title(title):
        found.container_title = " ".join(title.split())
        found.spans["container_title"] = (start, stop)
    return start


def _leading_date(found: Citation, text: str, start: int, stop: int) -> int:
    """Reads a date before the title: "2021, Annals of X", "2017 J. Phys. 29", "April 30, 2020 N Engl J Med 2020"."""
    match = grammar.DATE_BEFORE.match(text, start, stop) or grammar.YEAR_BEFORE.match(text, start, stop)
    if not match:
        return start
    value, end = read_date(text, start, match.end())
    if value is None or not (
        found.issued is None or (len(value) > len(found.issued) and value[:4] == found.issued[:4])
    ):
        return start
    found.issued, found.spans["issued"] = value, (start, end)
    return match.end()
