"""Imprints: place, publisher and date, as ISBD has them in one line, or on lines of their own."""

import re
from collections.abc import Sequence

from extractors.detectors.catalogue_words import words
from extractors.detectors.dates import month_number, parse_date
from extractors.found import Found

Span = tuple[int, int]

_PLACES = words("place")  # MEDLINE gives the country
_ISBD = re.compile(r"(?P<place>[^:\n]{2,80}?) ?: (?P<publisher>[^\n]{2,150}?)(?: : [^\n]{2,150}|[,;.])?")
_FULL_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([-./])\d{1,2}\1\d{4}|\d{4}-\d\d-\d\d)(?!\d)")
_CLOSING_DATE = re.compile(
    r"(?:^|[\s,])\[?(?:[c©℗p]|cop\.|ca\.|DL|impr\.)?\s?(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[-/]\d{4})?\]?[.,]?$"
)
_MORE_DATES = re.compile(r"(?:,? \[?[c©℗]?\d{4}\]?,?)+$")
_UNKNOWN = re.compile(
    r"\[?(?:s\.? ?[ln]\.?|place of publication not identified|publisher not identified|o\.o\.)\]?,?", re.I
)
# after a place's name these make it the publisher's: `Oxford University Press`
_GOES_ON = re.compile(
    r"(?:Univ|Math|Med|School|Scholar|Business|Inst|College|Press|Soc|State|Journal|Publish|Verlag|Law|Psych|Sci|Health"
    r"|Associa|Acade|Linguis|Museum|City|Found|Cent|South|North|of|and|&)"
)
_PAGE_COUNT = re.compile(
    r"(?<!\d)(\d{1,4}) ?(?:pages?\b|pp?\b|Seiten\b|S\.|s\.|str\.|стр|páginas?\b|bl[zd]\b|sivua\b|sidor\b|頁|页)"
)


def read_imprint(text: str, lines: Sequence[Span]) -> dict[str, Found[str]]:
    """`publisher_place`, `publisher` and `issued` of lines: one each (Summon), or `Place : Publisher, date` (ISBD)."""
    before: list[Span] = []
    after: list[Span] = []
    issued: Found[str] | None = None
    for line in lines:
        date, runs = _split_at_date(text, *line)
        if date and issued is None:
            issued = date
            before += runs[:1] if runs[0][0] < date.start else []
            after += [run for run in runs if run[0] > date.start]
        else:
            (after if issued else before).extend(runs)
    before = [run for run in before if run[0] < run[1]]
    after = [run for run in after if run[0] < run[1]]
    named = _place_and_publisher(text, before, after, one_line=len(lines) == 1 and issued is not None)
    return {**named, "issued": issued} if issued else named


def find_page_count(text: str, start: int, end: int) -> Found[int] | None:
    """The pages of a book by its physical description: `xii, 300 p. : ill. ; 24 cm`."""
    match = _PAGE_COUNT.search(text, start, end)
    return Found(int(match[1]), match.start(1), match.end(1)) if match and int(match[1]) else None


def _split_at_date(text: str, start: int, end: int) -> tuple[Found[str] | None, list[Span]]:
    """The date of a line, and what stands before and behind it."""
    line = text[start:end]
    value = parse_date(line, "dmy") if all(map(month_number, re.findall(r"[^\W\d_]+", line[:30]))) else None
    if value:
        return Found(value, start, end), [(end, end)]
    match = _FULL_DATE.search(line) or _CLOSING_DATE.search(line)
    group = "date" if match and match.re is _CLOSING_DATE else 0
    value = (parse_date(match[group]) if group else parse_date(match[0], "dmy")) if match else None
    if match is None or value is None:
        return None, [(start, end)]
    head = _MORE_DATES.sub("", line[: match.start()]).rstrip(" ,;[(")
    tail = line[match.end() :].strip(" ,;")
    runs = [(start, start + len(head)), (end - len(tail), end)]
    return Found(value, start + match.start(group), start + match.end(group)), runs


def _place_and_publisher(text: str, before: list[Span], after: list[Span], one_line: bool) -> dict[str, Found[str]]:
    first = before[0] if before else after[0] if after else None
    if first is None:
        return {}
    isbd = _ISBD.fullmatch(text, *first) if first[1] - first[0] < 300 else None
    if isbd:
        return _named(text, isbd.span("place"), isbd.span("publisher"))
    if len(before) > 1:
        return _named(text, before[0], before[1])
    printed = text[first[0] : first[1]]
    if " ".join(printed.split()).rstrip(" ,:") in _PLACES:
        return _named(text, first, after[0] if after and before else None)
    for place in _PLACES if one_line else ():
        at = first[0] + len(place) + 1
        if printed.startswith(f"{place} ") and text[at : at + 1].isupper() and not _GOES_ON.match(text, at):
            return _named(text, (first[0], at - 1), (at, first[1]))
    return _named(text, None, first)


def _named(text: str, place: Span | None, publisher: Span | None) -> dict[str, Found[str]]:
    read: dict[str, Found[str]] = {}
    for field, span in (("publisher_place", place), ("publisher", publisher)):
        value = " ".join(text[span[0] : span[1]].split()) if span else ""
        if span and any(map(str.isalnum, value)) and not _UNKNOWN.fullmatch(value):
            bare = value.strip("[]") if value.startswith("[") else value
            read[field] = Found(bare.rstrip(" ,:"), *span)
    return read
