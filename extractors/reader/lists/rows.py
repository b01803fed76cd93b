"""The rows of a page that may hold entries: its lines without bars, numbers and buttons, each with what it tells."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from lxml import etree

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.dates import parse_date
from extractors.detectors.identifiers import find_own_dois
from extractors.found import Found, Name
from extractors.label_table import labels
from extractors.page import Line
from extractors.page.features import Features
from extractors.reader.lists.cells import FORMATTING, cut, shape
from extractors.reader.lists.printed import Printed, bare, ends_with_pages, names_in, read_headed, read_whole
from extractors.reader.outline import Outline
from extractors.values import Reading, read_citation, read_page_range

_BESIDE = frozenset(("menu", "breadcrumb", "cookie", "dialog"))
_DIGITS = re.compile(r"\d+")
_LONGEST_KEY = 70
_LONGEST_PLACE = 300
_LONGEST_WHOLE = 1500
_BESIDE_NAMES = 4  # characters beside names in a row of nothing else
_PROSE = 400  # characters of a row that is running text and no citation
_WITH_TITLE = 60  # characters of a place that a title may stand before
_WITHIN = re.compile(r"(?:In|En|Em|Dans|Nel|I|W|В)\s?:\s")
_MOST_BUTTONS = 6
_LINKED = 25  # characters of a link or heading that may be a title
_NUMBER = re.compile(
    r"[\[(]?(?:[A-Za-z]{1,2})?(\d{1,5})[\]).、|．:]?(?:\s|$)|N[º°o.]{1,2}\s?(\d{1,5})[.:]|№\s?(\d{1,5})"
)
_PAGES = re.compile(
    r"(?:(?:pages?|pp?|S|с|стр|str|sayfa|p[áa]g(?:ina)?s?)\s?[.:]{0,2}\s{0,2})?([A-Za-z]?\d{1,6})"
    r"(?:\s?[-–—]\s?([A-Za-z]?\d{1,6}))?\.?|第?\s?(\d{1,6})(?:\s?[-–—]\s?(\d{1,6}))?\s?[页頁]",
    re.I,
)
# `Journal Article published 23 Apr 2003 in Some Journal volume 3 issue 2`
_PUBLISHED = re.compile(r"[^\n]{0,40}?\bpublished\s((?:\w{1,9}\s){0,2}(?:19|20)\d\d)\sin\s", re.I)
_PAGES_TO = re.compile(r",?\s(?:on\s)?pages?\s(\w{1,8})\sto\s(\w{1,8})$", re.I)
_YEARS = re.compile(r"(?:1[6-9]|20)\d\d\s?[-–—]\s?(?:1[6-9]|20)\d\d")
_TELLING = ("volume", "issue", "first_page", "article_number")


class Row:
    """A line of the list: its span without bars and buttons, and what it tells, each found when first asked for."""

    __slots__ = (
        *("_dois", "_headed", "_names", "_place", "_whole"),
        *("element", "frequent", "index", "key", "number", "page", "printed", "seen", "slot", "span", "text"),
        *("_taken", "in_names_slot", "in_title_slot"),
    )

    def __init__(self, index: int, seen: Features, text: str, element: etree._Element | None = None) -> None:
        line = seen.line
        start, end = bare(text, line.start, line.end)
        self.index, self.page = index, text
        self.span = start, end
        self.text = text[start:end]
        self.printed = seen.text
        opener = _NUMBER.match(seen.text.lstrip("| "))
        self.number = int(next(filter(None, opener.groups()), 0)) if opener else None
        self.seen = seen
        if self.text != seen.text:
            part = Line(self.text, start, end, line.number, line.spaced)
            self.seen = Features(part, seen.number, seen.label if start == line.start else None, seen.hints)
        self.key = _DIGITS.sub("0", seen.text.casefold()) if len(seen.text) <= _LONGEST_KEY else ""
        self.frequent = False
        self.element, self.slot = element, slot_of(element)
        # whether the row stands where the entries of the list print it; None where they do not agree
        self.in_title_slot: bool | None = None
        self.in_names_slot: bool | None = None
        self._taken: Found[list[Name]] | None = None
        self._names: Found[list[Name]] | bool | None = False
        self._place: dict[str, Found[Any]] | None = None
        self._dois: list[Found[str]] | None = None
        self._whole: Printed | None = None
        self._headed: Printed | None = None

    @property
    def spaced(self) -> bool:
        return self.seen.line.spaced

    @property
    def names(self) -> Found[list[Name]] | None:
        """The names that the row prints, alone or beside a journal or a year."""
        if self._taken is not None:
            return self._taken
        if self._names is False:
            lo = self.seen.label.value_start if self.seen.label and self.seen.label.key == "authors" else 0
            possible = len(self.text) - lo > 3 and not self.frequent and (self.seen.label is None or lo)
            possible = possible and (self.seen.names >= 0.5 or not (self.seen.is_prose or "。" in self.text))
            possible = possible and not _has_buttons(self.text)
            self._names = names_in(self.page, self.span[0] + lo, self.span[1]) if possible else None
        return self._names if not isinstance(self._names, bool) else None

    def take_for_names(self) -> bool:
        """Reads the row as names, since it stands where other entries print theirs."""
        start, end = self.span
        lo = start + (self.seen.label.value_start if self.seen.label and self.seen.label.key == "authors" else 0)
        cut = self.page.find("\t", lo, end)
        end = cut if cut > 0 else end
        names = parse_authors(self.page, "auto", lo, end)
        if names and not any(map(str.isdigit, self.page[lo:end])):
            self._taken = Found(names, names[0].start, max(name.end for name in names))
        return self._taken is not None

    def forget(self) -> None:
        """Undoes what the entries of another pattern agreed on."""
        self.in_title_slot = self.in_names_slot = self._taken = None

    @property
    def is_names(self) -> bool:
        """Whether the row prints names before anything else; a journal's abbreviated name looks like names."""
        if self.in_names_slot is not None:
            return self.in_names_slot and self.names is not None
        if "container_title" in self.place and self.is_place:
            return False
        return self.names is not None and (
            self._taken is not None or self.seen.names >= 0.5 or self.names.end - self.names.start >= 5
        )

    @property
    def place(self) -> dict[str, Found[Any]]:
        """Where the work appeared: journal, volume, issue, pages, year."""
        if self._place is None:
            self._place = self._read_place() if any(map(str.isdigit, self.text)) else {}
        return self._place

    def _read_place(self) -> dict[str, Found[Any]]:
        start, end = self.span
        if end - start > _LONGEST_PLACE:
            return {}
        found: dict[str, Reading] = {}
        if (published := _PUBLISHED.match(self.page, start, end)) and (date := parse_date(published.group(1), "dmy")):
            found["issued"] = Found(date, *published.span(1))
            start = published.end()
        if to := _PAGES_TO.search(self.page, start, end):
            found["first_page"] = Found(to.group(1), *to.span(1))
            found["last_page"] = Found(to.group(2), *to.span(2))
            end = to.start()
        found |= {name: item for name, item in read_citation(self.page, start, end).items() if item}
        if not any(found.get(name) for name in _TELLING):
            alone = _PAGES.fullmatch(self.text)
            if alone and not self.text.rstrip(". ").isdigit() and not _YEARS.fullmatch(self.text):
                found = read_page_range(self.page, start, end)
        return {name: item for name, item in found.items() if item}

    @property
    def is_place(self) -> bool:
        return any(name in self.place for name in _TELLING)

    @property
    def dois(self) -> list[Found[str]]:
        if self._dois is None:
            line = self.seen.line
            self._dois = find_own_dois(self.page, line.start, line.end) if "10." in self.seen.text else []
        return self._dois

    @property
    def whole(self) -> Printed:
        """The row read as a whole citation."""
        if self._whole is None:
            possible = 30 <= len(self.text) <= _LONGEST_WHOLE and self.seen.names < 0.5 and not self.frequent
            possible = possible and not (self.seen.is_prose and len(self.text) > _PROSE)
            self._whole = read_whole(self.page, *self.span) if possible else Printed()
        return self._whole

    @property
    def headed(self) -> Printed:
        """The row read as a title with the place behind it; empty where it is none."""
        if self._headed is None:
            words = str(self.place["container_title"].value).count(" ") if "container_title" in self.place else 0
            alone = "first_page" in self.place and not self.place.keys() & {"volume", "issue"}
            alone = alone or len(self.text) >= _WITH_TITLE or ends_with_pages(self.page, *self.span)
            self._headed = read_headed(self.page, *self.span) if self.is_place and (words >= 5 or alone) else Printed()
        return self._headed

    @property
    def is_title(self) -> bool:
        """Whether the row may be a title."""
        if self.in_title_slot is not None:
            return self.in_title_slot
        hinted = len(self.text) >= _LINKED and (self.seen.hints.links > 0.8 or self.seen.hints.heading > 0)
        return self.title >= (0.05 if hinted else 0.25)

    @property
    def title(self) -> float:
        """How much the row looks like a title here."""
        text = self.text
        if self.in_title_slot is not None and not (self.in_title_slot and self.headed.is_title):
            return max(self.seen.title, 0.5) if self.in_title_slot else 0.0
        if _WITHIN.match(text):
            return 0.0
        if self.headed.is_title and not self.whole.is_whole:
            return 0.5
        if self.frequent or len(text) < 6 or len(text) > 400 or self.is_place or (self.dois and len(text) < 80):
            return 0.0
        if self.seen.names >= 0.5 or (self.seen.label is not None and self.seen.label.key != "title"):
            return 0.0
        if self.names and len(text) - (self.names.end - self.names.start) < _BESIDE_NAMES:
            return 0.0
        if sum(map(str.isdigit, text)) * 3 > len(text):
            return 0.0
        if self.seen.is_prose and text.count(". ") > 1:
            return 0.0
        return self.seen.title


def _has_buttons(text: str) -> bool:
    """Whether bars part labels, as in a row of links (`References | Related articles`), and not names."""
    return "|" in text and any(labels().key(part.strip()) for part in text.split("|")[:_MOST_BUTTONS])


def rows_of(outline: Outline) -> list[Row]:
    """The rows of a page outside of menus, foot and the like, in order: its lines, or parts of them."""
    rows: list[Row] = []
    rendered = outline.page.rendered
    beside = _BESIDE - _wrappers(outline)
    for item in outline.lines:
        if item.hints.beside in beside:
            continue
        for seen in _parts(outline, item):
            element = rendered.element_at(seen.line.start) if rendered is not None else None
            rows.append(Row(len(rows), seen, outline.text, element))
    counts = Counter(row.key for row in rows if row.key)
    for row in rows:
        often = bool(row.key) and counts[row.key] >= _OFTEN and len(row.text) < _SHORT_KEY
        row.frequent = (often or _is_of_counts(row.text)) and not row.is_place
    return rows


def _wrappers(outline: Outline) -> set[str]:
    """What a page names a menu or the like, though it wraps most of the page's text."""
    letters: Counter[str] = Counter()
    for item in outline.lines:
        letters[item.hints.beside] += len(item.text)
    return {name for name, count in letters.items() if count > _MOST_LETTERS * letters.total()}


_MOST_LETTERS = 0.45  # of a page's text: no menu has as many


def _is_of_counts(text: str) -> bool:
    """Whether a row says how often a work is cited and what a search offers beside it."""
    return len(text) <= _LONGEST_COUNTS and _COUNTS.search(text) is not None


def _parts(outline: Outline, item: Features) -> Sequence[Features]:
    """The line, or its parts where it has several; a label stays with its value."""
    if item.label is not None and item.label.value_start < len(item.text):
        return (item,)
    parts = cut(outline.page, item.line)
    if len(parts) == 1 or _is_one_citation(outline.text, item, parts):
        return (item,)
    rendered = outline.page.rendered
    hints = [rendered.hints_at(part.start) if rendered is not None else item.hints for part in parts]
    return [
        Features(part, item.number, outline.layout.label(part), hint) for part, hint in zip(parts, hints, strict=True)
    ]


def _is_one_citation(text: str, item: Features, parts: Sequence[Line]) -> bool:
    """Whether a line is a whole citation and so is its first part, with buttons behind it, or blanks part all of it."""
    if not Row(0, item, text).whole.is_whole:
        return False
    parted = all(text[part.start - 1].isspace() for part in parts[1:])
    return parted or Row(0, Features(parts[0], item.number), text).whole.is_whole


def slot_of(element: etree._Element | None) -> str:
    """Where in an entry's markup a row stands: the nearest element that has a class, or is no mere link or type."""
    if element is None:
        return ""
    while element.tag in FORMATTING or (element.tag in ("a", "span") and not element.get("class")):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    parent = element.getparent()
    return f"{shape(parent)}/{shape(element)}" if parent is not None else shape(element)


_LONGEST_COUNTS = 120
_COUNTS = re.compile(
    r"\b(?:cited by|citations?|citado por|cité par|zitiert von|цитирований|web of science)\s?:?\s?\(?\d+\)?(?:\s|$)"
    r"|\b(?:all|les|alle|todas las) \d+ (?:versions?|versiones|versionen)\b|\brelated articles\b"
    r"|被引(?:用)?(?:次数|频次)?\s?[:：]?\s?\d",
    re.I,
)
_OFTEN = 3  # times that a line of the same letters stands on the page
_SHORT_KEY = 60


def content(rows: Sequence[Row]) -> list[Row]:
    """The rows that are no buttons or headings repeated on the page."""
    return [row for row in rows if not row.frequent and row.text]
