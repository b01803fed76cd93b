"""How a page is laid out, for the readers of its fields: labels and their values, and where the work's own part ends.

A heading counts where what it announces follows: menus repeat the headings of a page without their text.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import NamedTuple, Protocol

from extractors.decision.agreement import letters
from extractors.detectors.section_labels import lookup
from extractors.html.hints import NO_HINTS
from extractors.label_table import LabelMatch, LabelTable, labels
from extractors.page import Line, Page
from extractors.page.features import Features
from extractors.reader.cutting import pieces

_MOST_HEAD = 200  # lines above the abstract that may tell what it is of
NAMES = 0.9  # how much a line looks like names that surely is some
_LOOK = 4  # lines below a heading in which its text begins
_SHORTEST = 40  # characters of a line that is more than a menu entry
_FEWEST_SECTIONS, _LONGEST_SECTION_LABEL = 3, 60  # sections that are an abstract without heading
_LONG_TITLE, _COLOPHON = 25, 12  # letters of a title that tells a work; lines at the foot of a page
_SHORTEST_WORK = 15  # characters of a line that is a work
# Headings whose text is other works, or the work's own text: there what speaks of the work ends.
_ENDS = frozenset(("references", "related", "cited_by", "comments"))
_BODY = frozenset(("body",))
# Labels that end a list of works.
_LIST_ENDS = (
    _ENDS
    | _BODY
    | {"abstract", "keywords", "plain_summary", "own_citation", "affiliations", "received", "stop", "issn"}
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")  # which an entry of a list of references tells
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.)[ \t]+[^\W\d_].{0,60}")
# A label that stands alone in one of these announces nothing; what stands below it is the next entry.
_MENUS = frozenset(("menu", "footer", "cookie", "dialog", "share"))
_ROWS = 3  # lines around the names that the rows of a record may stand in
# Fields whose value is one line; of the others the value goes on to the next label.
_LONG = frozenset(
    ("abstract", "plain_summary", "references", "related", "keywords", "authors", "affiliations", "subjects")
)


@dataclass(slots=True)
class Labelled:
    """A label met on a page and its value: the lines of it, cut to it; none where the label stands alone in a menu."""

    key: str
    match: LabelMatch
    at: Features
    lines: list[Line]
    beside: bool  # the value stands on the label's line
    first: int = 0  # number of the line that the value begins on

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def label_span(self) -> tuple[int, int]:
        """The span of the label with its colon."""
        start = self.at.line.start
        return start, start + (self.match.value_start if self.beside else len(self.at.text))


class LineKind(Protocol):
    """What knows lines of one kind, such as those at which the work stops and others begin."""

    def match(self, line: Line) -> object | None:
        """Something where a line is of the kind, None where it is not."""


class Layout(NamedTuple):
    """What is known of a page's layout before it is read: the labels it prints, and where its work stops."""

    labels: LabelTable
    ends: tuple[LineKind, ...] = ()
    headings: tuple[tuple[str, LineKind], ...] = ()  # lines that are the label of a key, whatever else they say

    def label(self, line: Line) -> LabelMatch | None:
        """The label that opens a line, None where none does."""
        for key, heading in self.headings:
            if heading.match(line) is not None:
                return LabelMatch(key, line.text, len(line.text))
        return self.labels.match(line.text)


@dataclass(slots=True)
class Outline:
    """The lines of a page that no boilerplate rule covers, their labels, and the zones of the page by line numbers.

    `head` are the lines that may tell title, names and place; `own_end` is the number of the line where references,
    other works or the work's own text begin.
    """

    page: Page
    lines: list[Features]
    labelled: dict[str, list[Labelled]]
    head: list[Features] = field(default_factory=list)
    abstract: Labelled | None = None
    sections: list[Features] = field(default_factory=list)  # lines of a structured abstract without heading
    head_end: int = 0
    others: set[int] = field(default_factory=set)  # numbers of lines that cite other works
    own_end: int = 0
    end: int = 0  # where a family says that others begin
    foot: int = 0  # where lines at the page's foot begin that tell what the work is
    layout: Layout = field(default_factory=lambda: Layout(labels()))

    @property
    def text(self) -> str:
        return self.page.text

    def below(self, item: "Labelled") -> Iterator[Features]:
        """The lines below a label, in order."""
        return islice(self.lines, item.at.number + 1, None)

    def own(self) -> Iterator[Features]:
        """The lines that speak of the work itself: all above its text, its references and other works."""
        return (seen for seen in self.lines if self.is_own(seen))

    def is_own(self, seen: Features) -> bool:
        """Whether a line speaks of the work itself."""
        return seen.number < self.own_end or seen.number >= self.foot

    def settle(self, starts: Collection[int]) -> None:
        """Notes lines whose values are known, by where these start: labels above them announce something else."""
        known = set()
        for start in starts:
            index = bisect_right(self.lines, start, key=lambda seen: seen.line.start) - 1
            if index >= 0 and self.lines[index].label is None:
                seen = self.lines[index]
                seen.label = LabelMatch("", seen.text, len(seen.text))
                known.add(seen.line.start)
        for item in (item for items in self.labelled.values() for item in items):
            cut = next((n for n, line in enumerate(item.lines) if line.start in known), len(item.lines))
            item.lines = item.lines[:cut]

    def first(self, key: str) -> Labelled | None:
        """The first label of a key that has a value, in the work's own part."""
        return next(self.values(key), None)

    def values(self, *keys: str) -> Iterator[Labelled]:
        """The labels of these keys that have values, in the work's own part, in order."""
        for key in keys:
            for item in self.labelled.get(key, ()):
                in_menu = not item.beside and item.at.hints.beside in _MENUS
                if item.lines and self.is_own(item.at) and not in_menu:
                    yield item


def outline_of(page: Page, layout: Layout | None = None) -> Outline:
    """Lays out a page, in time linear in its length; `layout` is what its family tells of it."""
    layout = layout or Layout(labels())
    hints = page.rendered.hints_at if page.rendered is not None else None
    seen: list[Features] = []
    for line in page.lines:
        if line.chrome is None and not line.text.startswith("---|"):  # the rule below a table's head
            hint = hints(line.start) if hints else NO_HINTS
            seen += [Features(piece, len(seen) + n, layout.label(piece), hint) for n, piece in enumerate(pieces(line))]
    _label_rows(seen, layout.labels)
    outline = Outline(page, seen, _labelled(seen), layout=layout)
    _find_zones(outline)
    return outline


def _label_rows(lines: Sequence[Features], table: LabelTable) -> None:
    """Labels lines whose label only a blank parts from its value (`Title Stones of the North`), where the label of the
    names stands near: the rows of a record, one below the other."""
    for n, seen in enumerate(lines):
        if seen.label is None or seen.label.key != "authors":
            continue
        rows = {
            match.key: (near, match)
            for near in (*lines[max(n - _ROWS, 0) : n], *lines[n + 1 : n + 1 + _ROWS])
            if near.label is None and (match := _row_label(near.text, table)) is not None
        }
        if "title" in rows:
            for near, match in rows.values():
                near.label = match


def _row_label(text: str, table: LabelTable) -> LabelMatch | None:
    """The label of a title or a container that opens a line with nothing but a blank behind it."""
    word, _, value = text.partition(" ")
    opens = value[:1].isalnum() and not value[0].islower() and value.count(" ") > 0
    key = table.key(word) if opens else None
    return LabelMatch(key, word, len(word) + 1, True) if key in ("title", "container_title") else None


def _labelled(lines: Sequence[Features]) -> dict[str, list[Labelled]]:
    found: dict[str, list[Labelled]] = {}
    for index, seen in enumerate(lines):
        if seen.label is not None:
            item = _value_of(lines, index, seen.label)
            found.setdefault(item.key, []).append(item)
    return found


def _value_of(lines: Sequence[Features], index: int, match: LabelMatch) -> Labelled:
    """The value of a label: beside it, or on the lines below it, up to the next label."""
    seen = lines[index]
    start = seen.line.start + match.value_start
    beside = start < seen.line.end
    value = [_beside(seen, match)] if beside else []
    long = match.key in _LONG and not (beside and _is_row(match, seen))
    if match.key == "menu":
        return Labelled(match.key, match, seen, [], False, index)
    if not beside or (long and match.key in ("abstract", "plain_summary", "references", "related")):
        for below in lines[index + 1 :]:
            if (value and not long) or _ends_value(match.key, below, value):
                break
            value.append(below.line)
            if len(value) >= (400 if match.key != "references" else 5000):
                break
    return Labelled(match.key, match, seen, value, beside, index if beside else index + 1)


def _is_row(match: LabelMatch, seen: Features) -> bool:
    """Whether a label for lists stands before one value: `Reference: 8324`, `Comments: 12 pages`."""
    return match.key == "comments" or (match.key == "references" and not _YEAR.search(seen.text))


def _ends_value(key: str, below: Features, value: Sequence[Line]) -> bool:
    """Whether a label ends the value above it; the works of a list have labels and buttons of their own."""
    if below.label is None or _opens_text(key, below, value):
        return False
    return key not in ("references", "related") or below.label.key in _LIST_ENDS


def _beside(seen: Features, match: LabelMatch) -> Line:
    """The value on a label's line; of a table's row, the first cell behind the label."""
    text = seen.text[match.value_start :]
    if "|" in seen.text[: match.value_start] or text.endswith("|"):
        text = text.partition(" |")[0]
    start = seen.line.start + match.value_start
    return Line(text, start, start + len(text), seen.line.number)


def _opens_text(key: str, below: Features, value: Sequence[Line]) -> bool:
    """Whether a label such as `Introduction` right below the heading of an abstract is its first section."""
    return key in ("abstract", "plain_summary") and not value and below.label is not None and below.label.key == "body"


def _find_zones(outline: Outline) -> None:
    lines = outline.lines
    outline.own_end = outline.end = outline.foot = len(lines)
    heading = next((item for item in outline.labelled.get("abstract", ()) if _announces_prose(lines, item)), None)
    outline.abstract = heading
    outline.sections = [] if heading else _sections_without_heading(lines)
    from_ = heading.at.number if heading else 0
    for n, seen in enumerate(lines):
        if seen.number < from_ or (seen.label is None and (not heading or seen.text[0] not in "123456789IVX")):
            continue
        key = seen.label.key if seen.label is not None else "body" if _is_numbered(seen) else ""
        inline = seen.label is not None and seen.label.value_start < len(seen.text)
        if inline and seen.label is not None and _is_row(seen.label, seen):
            continue
        if key in _ENDS and not (inline and key == "comments") and _announces_others(lines, n):
            outline.own_end = seen.number
            break
        if key in _BODY and inline and (heading or outline.sections):
            continue  # a section of the abstract, with its text beside it
        numbered = heading is not None and seen.text[0] in "123456789IVX"
        if key in _BODY and n and (numbered or _announces_text(lines, n)) and not _opens_abstract(outline, n):
            outline.own_end = seen.number
            break
    for template in outline.layout.ends:
        fits = (n for n, seen in enumerate(lines[: outline.own_end]) if template.match(seen.line) is not None)
        others = next((n for n in fits if n >= from_ or _announces_others(lines, n)), None)  # none in a menu above
        outline.own_end = others if others else outline.own_end
        outline.end = min(outline.end, outline.own_end) if others else outline.end
    ends = [outline.own_end]
    if heading:
        ends.append(heading.at.number)
    else:
        ends += [seen.number for seen in outline.sections[:1]]
        ends += [item.at.number for item in outline.labelled.get("keywords", ()) if item.lines][:1]
    outline.head_end = min(ends)
    above = [seen for seen in lines[: outline.head_end] if not _is_aside(seen)]
    outline.head = _nearest(above[::-1])[::-1] if heading else _nearest(above)
    if foot := _colophon(outline):
        outline.foot = foot[0].number
        outline.head += foot


def _nearest(lines: list[Features]) -> list[Features]:
    """The first of some lines; names and affiliations do not count, which may be thousands, one a line."""
    if len(lines) <= _MOST_HEAD:
        return lines
    found, counted = [], 0
    for seen in lines:
        counted += seen.names < NAMES and not seen.affiliation
        if counted > _MOST_HEAD:
            break
        found.append(seen)
    return found


def _colophon(outline: Outline) -> list[Features]:
    """The lines at the foot that tell what the work is, where they repeat the page's title, which the head lacks."""
    head = outline.page.head
    title = letters(head.page_title or "") if head else ""
    if len(title) < _LONG_TITLE or any(
        letters(seen.text) in title for seen in outline.head if len(seen.text) > _SHORTEST
    ):
        return []
    foot = [seen for seen in outline.lines[outline.own_end :][-_COLOPHON:] if not _is_aside(seen)]
    at = next((n for n, seen in enumerate(foot) if len(seen.text) > _SHORTEST and letters(seen.text) in title), None)
    return foot[at:] if at is not None else []


def _sections_without_heading(lines: Sequence[Features]) -> list[Features]:
    """The first lines, one below the other, that are the sections of an abstract, each with its label before it."""
    run: list[Features] = []
    for seen in lines:
        if _is_labelled_section(seen):
            run.append(seen)
        elif len(run) >= _FEWEST_SECTIONS:
            break
        else:
            run = []
    return run if len(run) >= _FEWEST_SECTIONS else []


def _is_labelled_section(seen: Features) -> bool:
    colon = seen.text.find(":", 0, _LONGEST_SECTION_LABEL)
    return colon > 0 and len(seen.text) > colon + _SHORTEST and lookup(seen.text[:colon]) is not None


def _is_numbered(seen: Features) -> bool:
    """Whether a line is a numbered heading, which only the text of a work has."""
    return len(seen.text) < 80 and _NUMBERED.fullmatch(seen.text) is not None


def _is_aside(seen: Features) -> bool:
    """Whether a line stands in what is no part of the work; headers hold titles as often as menus."""
    return seen.hints.beside not in ("", "header")


def _opens_abstract(outline: Outline, n: int) -> bool:
    """Whether a heading such as `Introduction` right below that of the abstract is its first section."""
    above = outline.lines[n - 1]
    return outline.abstract is not None and above.number == outline.abstract.at.number


def _announces_prose(lines: Sequence[Features], item: Labelled) -> bool:
    """Whether the text of an abstract follows: menus print the heading, and the title may stand below these."""
    if item.beside:
        return len(item.lines[0].text) >= _SHORTEST
    below = takewhile(_may_be_abstract, lines[item.at.number + 1 : item.at.number + 1 + _LOOK])
    return any(_is_text(seen) for seen in below)


def _may_be_abstract(seen: Features) -> bool:
    """Whether a line carries no label, or that of a first section such as `Introduction: …`."""
    return seen.label is None or seen.label.key in _BODY


def _is_text(seen: Features) -> bool:
    """Whether a line is a paragraph, or a short one that ends like a sentence."""
    return seen.is_prose or (len(seen.text) >= _SHORTEST and seen.text.endswith((".", "。", "．", "…")))


def _announces_text(lines: Sequence[Features], n: int) -> bool:
    """Whether running text follows right below a heading; tables of contents list headings without it."""
    return any(seen.is_prose for seen in lines[n + 1 : n + 3])


def _announces_others(lines: Sequence[Features], n: int) -> bool:
    """Whether works follow a heading for them, and not the next entries of a menu."""
    following = lines[n + 1 : n + 4]
    if following and following[0].label is None and len(following[0].text) >= _SHORTEST_WORK:
        return True
    return any(len(seen.text) >= _SHORTEST and seen.label is None for seen in following)
