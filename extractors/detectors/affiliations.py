"""Affiliation lists keyed by marks, and giving them to the authors."""

import re
from collections.abc import Iterable

from extractors.detectors.line_likeness import likeness
from extractors.detectors.name_marks import SUPERSCRIPTS
from extractors.detectors.places_of_work import is_workplace
from extractors.found import Found, Name

_SIGNS = "*∗⁎＊†‡§¶‖#"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_MARKED = re.compile(
    rf"""[^\S\n]*+(?:[-–—•●▪*›][^\S\n]++)?+(?:1\.[^\S\n]++(?=\d))?+(?:[（(](?=[^）)\n]{{4}}))?
    (?: \[[^\S\n]?(?P<bracket>\w{{1,3}}|[{_SIGNS}])[^\S\n]?\] | \((?P<paren>a?\d{{1,3}}|[a-z])\)
    | (?P<number>\d{{1,3}})(?:[.)](?=\s)|[.．、）](?=[㐀-鿿가-힯])|(?=\s)|(?=[^\W\d_])) | (?P<canon>a\d{{1,2}})(?=\s)
    | (?P<super>[{_SUPER}]{{1,3}}) | (?P<sign>[{_SIGNS}]{{1,3}})
    | (?P<letter>[a-z])(?:[.)](?=\s)|(?=\s)|(?=[A-Z][a-z])) )
    [^\S\n]*+(?P<text>[^\s\d.,;:)\]][^\n]*)""",
    re.X,
)
# The next mark of a list that goes on in the same line.
_INLINE = re.compile(
    rf"(?:(?P<stop>[;.；。])\s{{0,3}}|(?P<comma>[,，])\s{{0,3}}|\s{{1,3}})"
    rf"(?=[\[(（]?(?P<mark>\d{{1,2}}|[a-z]|[{_SUPER}]{{1,2}})[\]).．、）]{{0,2}}(?P<blank>\s?)[^\W\d_a-z])"
)
_NEAR = 80  # characters behind a mark that tell whether an organisation follows
_NO_ORGANISATION = re.compile(
    r"\W*(?:corresponding|correspondence|contributed|these authors|e-?mail|equal|present address|deceased)", re.I
)
_LEAST_LIKELY = 0.5
_LETTERS = re.compile(r"[^\W\d_]{2}")


def is_affiliation_line(text: str) -> bool:
    """Whether a line says where authors work, with or without a mark before it."""
    return likeness(text)[2] >= _LEAST_LIKELY


def find_affiliations(text: str, start: int = 0) -> list[tuple[str, Found[str]]]:
    """Mark and organisation of each marked line of `text`, in order; spans begin at `start` and cover the organisation.

    Lines are `[1] Org`, `1 Org`, `1. Org`, `(a1) Org`, `a Org`, `aOrg`, `*Org`, `¹Org`; letters count only in
    alphabetical order from "a". Several on one line are parted at `; 2 Org`. Lines on correspondence are left out.
    """
    found: list[tuple[str, Found[str]]] = []
    next_letter = "a"
    for lo, hi in _stretches(text):
        match = _MARKED.match(text, lo, hi)
        if match is None:
            continue
        letter = match["letter"]
        if letter:
            if letter != next_letter:
                continue
            next_letter = chr(ord(letter) + 1)
        a = match.start("text")
        b = a + len(text[a:hi].rstrip(" \t\r;；,，"))
        if text[b - 1] in ")）" and text.count("(", a, b) + text.count("（", a, b) < text.count(")", a, b) + text.count(
            "）", a, b
        ):
            b -= 1  # the bracket round the whole list
        if _NO_ORGANISATION.match(text, a, b) or not _LETTERS.search(text, a, b):
            continue
        value = " ".join(text[a:b].split())
        found.append((_mark(match), Found(value, start + a, start + b)))
    return found


def _mark(match: re.Match[str]) -> str:
    mark = match["bracket"] or match["paren"] or match["number"] or match["canon"] or match["sign"] or match["letter"]
    return mark or str(match["super"]).translate(SUPERSCRIPTS)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Spans of the lines, each parted where the next mark in order follows a semicolon or full stop."""
    spans: list[tuple[int, int]] = []
    lo = 0
    for line in text.split("\n"):
        hi = lo + len(line)
        at = lo
        first = _MARKED.match(text, lo, hi)
        expected = _successor(_mark(first)) if first else None
        for match in _INLINE.finditer(text, lo + 1, hi) if expected else ():
            if expected is not None and match["mark"].translate(SUPERSCRIPTS) == expected and _opens(text, match):
                spans.append((at, match.end("stop") if match["stop"] else match.start()))
                at = match.end()
                expected = _successor(expected)
        spans.append((at, hi))
        lo = hi + 1
    return spans


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether the mark in a line opens another organisation: behind a stop, glued to it, or before a place of work."""
    if match["stop"] or match["mark"][0] in _SUPER or (match["comma"] and not match["blank"]):
        return True
    return is_workplace(text[match.end() : match.end() + _NEAR])


def _successor(mark: str) -> str | None:
    if mark.isdecimal():
        return str(int(mark) + 1)
    return chr(ord(mark) + 1) if len(mark) == 1 and "a" <= mark < "z" else None


def parse_affiliations(text: str | Iterable[str]) -> dict[str, str]:
    """Organisation by mark, from text or its lines; the first of a doubled mark counts. See `find_affiliations`."""
    joined = text if isinstance(text, str) else "\n".join(text)
    affiliations: dict[str, str] = {}
    for mark, found in find_affiliations(joined):
        affiliations.setdefault(mark, found.value)
    return affiliations


def link_affiliations(authors: list[Name], marked: list[tuple[str, Found[str]]]) -> list[Found[str]]:
    """Give each author the organisations of its marks, as `attach_affiliations` does.

    In: the authors, changed in place, and what `find_affiliations` found. Out: the organisations that some author has
    got, in the order of the page: the evidence of their affiliations.
    """
    by_mark: dict[str, str] = {}
    for mark, found in marked:
        by_mark.setdefault(mark, found.value)
    attach_affiliations(authors, by_mark)
    given = {organisation for author in authors for organisation in author.affiliations}
    return [found for mark, found in marked if found.value in given and by_mark[mark] == found.value]


def attach_affiliations(authors: list[Name], affiliations: dict[str, str]) -> list[Name]:
    """Give each author the organisations of its marks, in their order, and return the same list.

    Digits run together ("12" where there is no twelfth) are read one by one. A single author without marks has them
    all; several authors without marks get none.
    """
    if len(authors) == 1 and not authors[0].marks:
        _add(authors[0], affiliations.values())
        return authors
    for author in authors:
        for mark in author.marks:
            if mark in affiliations:
                _add(author, [affiliations[mark]])
            elif len(mark) > 1 and mark.isalnum():
                _add(author, [affiliations[m] for m in mark if m in affiliations])
    return authors


def _add(author: Name, organisations: Iterable[str]) -> None:
    author.affiliations += [o for o in organisations if o not in author.affiliations]
