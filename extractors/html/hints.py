"""What the elements behind a line of the page text say of it: its rank as heading, list item, cell, links, names.

One pass over the marked text that the page was rendered from. A hint is no proof: sites name elements as they like.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from extractors.html.marks import ENDS, LEAVES, PRE_BREAK, STARTS

if TYPE_CHECKING:
    from extractors.html.rendering import Rendered

_TOKEN = re.compile(f"([{STARTS}])|([{ENDS}])|([{LEAVES}])|[^{STARTS}{ENDS}{LEAVES}{PRE_BREAK}]++")
_PART = re.compile(r"[A-Z]++(?![a-z])|[A-Z]?[a-z]++|[^\W\d_A-Za-z]++")
_NAMING = ("itemprop", "property", "class", "id", "role", "data-test", "data-testid", "rel")
_NEAR = 5  # elements that name a line: its own and four around it
_LONGEST_NAME = 200  # characters of an attribute; utility classes run to thousands
_MOST_WORDS = 4  # of an entry in the table
_BOLD = frozenset(("b", "strong", "th"))
_WORKS_OWN = frozenset(("article", "main", "section"))  # headers within are those of the work
_LANDMARKS = {"nav": "menu", "menu": "menu", "search": "menu", "footer": "footer", "aside": "sidebar"}
_ROLES = {
    "navigation": "menu",
    "menubar": "menu",
    "search": "menu",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "banner": "header",
    "dialog": "dialog",
}
_BESIDE = frozenset(
    ("menu", "breadcrumb", "footer", "header", "sidebar", "cookie", "dialog", "share", "related", "advert")
)


class Hints(NamedTuple):
    """What the markup says of a run of text: a line, or one cell of it. A text dump's lines have none of it.

    `heading` is its rank (1 to 6, 0 for none); `item` that it stands in a list item, `opens` that it is the first of
    its item, cell row or definition; `column` counts the cells before it in its row (-1 outside of tables); `term` and
    `definition` are `dt` and `dd`, `th` is a header cell. `beside` says what the work stands not in: menu, header,
    footer, sidebar, breadcrumb, cookie, dialog, share, related, advert, or nothing. `links` and `bold` are the shares
    of its characters that are linked and bold. `named` are the table's words for the element and the four around it,
    nearest first; `holds` those of the elements within the line. `lang` is the nearest `lang` attribute.
    """

    heading: int = 0
    item: bool = False
    opens: bool = False
    column: int = -1
    th: bool = False
    term: bool = False
    definition: bool = False
    beside: str = ""
    links: float = 0.0
    bold: float = 0.0
    named: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    lang: str = ""


NO_HINTS = Hints()


@dataclass(slots=True)
class _Open:
    """An element that is open, with what it inherits."""

    heading: int = 0
    unit: int = 0  # number of the list item, row or definition
    item: bool = False
    column: int = -1
    th: bool = False
    term: bool = False
    definition: bool = False
    link: bool = False
    bold: bool = False
    own: bool = False  # within the work's own section
    lang: str = ""
    cells: int = 0  # met so far in this row
    name: int = -1  # number among the named elements


@dataclass(slots=True)
class _Named:
    """An element that names what it holds, and the runs of text in it."""

    hints: tuple[str, ...]
    landmark: bool
    first: int
    last: int = -1


@dataclass(slots=True)
class _Run:
    state: _Open
    opens: bool
    names: tuple[int, ...]
    letters: int = 0
    linked: int = 0
    bold: int = 0
    holds: list[int] = field(default_factory=list)


def read_hints(rendered: "Rendered") -> list[Hints]:
    """The hints of each run of a rendered page, in order."""
    runs, named = _Walk(rendered.marked, rendered.run_marks).walk(rendered.elements)
    sizes = [0, *accumulate(run.letters for run in runs)]
    texts = [0, *accumulate(map(_is_text, runs))]
    titles = [0, *accumulate(run.state.heading == 1 and run.letters >= _SHORTEST_TITLE for run in runs)]
    abstracts = [item.first for item in named if "abstract" in item.hints and item.last > item.first]
    kept = [_is_part(item, sizes) and not _holds_work(item, texts, titles, abstracts) for item in named]
    return [
        Hints(
            run.state.heading,
            run.state.item,
            run.opens,
            run.state.column,
            run.state.th,
            run.state.term,
            run.state.definition,
            beside,
            round(run.linked / (run.letters or 1), 2),
            round(run.bold / (run.letters or 1), 2),
            _together(named, kept, run.names),
            _together(named, kept, run.holds) if run.holds else (),
            run.state.lang,
        )
        for run, beside in zip(runs, _beside(named, kept, len(runs)), strict=True)
    ]


class _Walk:
    def __init__(self, marked: str, run_marks: list[int]) -> None:
        self.marked, self.run_marks = marked, run_marks
        self.runs: list[_Run] = []
        self.named: list[_Named] = []
        self.stack = [_Open()]
        self.units = self.opened = 0  # list items, rows and definitions; the last of them that text stood in
        self.inside: list[int] = []  # named elements opened since the last text

    def walk(self, elements: list[etree._Element]) -> tuple[list[_Run], list[_Named]]:
        element = iter(elements)
        stack, runs, marks = self.stack, self.runs, [*self.run_marks, len(self.marked)]
        for token in _TOKEN.finditer(self.marked):
            kind = token.lastindex
            if kind == 1:
                self._open(next(element))
            elif kind == 2:
                if len(stack) > 1 and (name := stack.pop().name) >= 0:
                    self.named[name].last = len(runs)
            elif kind == 3:
                next(element)
            elif letters := len(text := token.group()) - text.count(" "):
                if marks[len(runs)] < token.end():
                    self._start_run()
                elif self.inside and runs:
                    runs[-1].holds += self.inside
                self.inside = []
                self._count(letters)
        for item in self.named:
            if item.last < 0:
                item.last = len(runs)
        return runs, self.named

    def _start_run(self) -> None:
        state = self.stack[-1]
        opens = state.unit > self.opened
        self.opened = max(self.opened, state.unit)
        names = dict.fromkeys(element.name for element in reversed(self.stack[-_NEAR:]))
        names.pop(-1, None)
        self.runs.append(_Run(state, opens, tuple(names)))

    def _count(self, letters: int) -> None:
        state = self.stack[-1]
        if self.runs:
            run = self.runs[-1]
            run.letters += letters
            run.linked += letters if state.link else 0
            run.bold += letters if state.bold else 0

    def _open(self, element: etree._Element) -> None:
        """Pushes an element; one that changes nothing shares what its parent has."""
        state, tag = self.stack[-1], str(element.tag)
        said = _read_attributes(tuple([item for item in element.items() if item[0] in _READ]))
        if said is _NOTHING and tag not in _TELLING:
            self.stack.append(state)
            return
        cell = tag == "td" or tag == "th"
        if tag in _UNITS:
            self.units += 1
        child = _Open(
            _RANKS.get(tag) or said.heading or state.heading,
            self.units if tag in _UNITS else state.unit,
            tag == "li" or (state.item and not cell),
            state.cells if cell else state.column,
            tag == "th" or (state.th and not cell),
            tag == "dt" or state.term,
            tag == "dd" or state.definition,
            state.link or tag == "a",
            state.bold or said.bold or tag in _BOLD,
            state.own or tag in _WORKS_OWN,
            said.lang or state.lang,
        )
        state.cells += said.width if cell else 0
        hints = said.hints
        landmark = said.landmark or _LANDMARKS.get(tag) or ("header" if tag == "header" and not state.own else "")
        if landmark or tag == "time":
            hints = (landmark or "date", *hints)
        if hints and tag not in ("html", "body"):
            child.name = len(self.named)
            self.inside.append(child.name)
            self.named.append(_Named(hints, tag != "header" and landmark != "", len(self.runs)))
        self.stack.append(child)


_RANKS = {f"h{rank}": rank for rank in range(1, 7)}
_UNITS = frozenset(("li", "tr", "dt", "dd"))
_TELLING = _UNITS | _BOLD | _WORKS_OWN | _LANDMARKS.keys() | _RANKS.keys() | {"a", "td", "header", "time"}
_READ = frozenset((*_NAMING, "role", "aria-level", "style", "lang", "colspan"))
_BOLD_STYLE = re.compile(r"font-weight\s{0,5}:\s{0,5}(?:bold|[6-9]00)", re.IGNORECASE)


class _Said(NamedTuple):
    """What the attributes of an element say."""

    hints: tuple[str, ...] = ()
    landmark: str = ""
    heading: int = 0
    bold: bool = False
    lang: str = ""
    width: int = 1


_NOTHING = _Said()


@lru_cache(4096)  # sites repeat their attributes on every row
def _read_attributes(said: tuple[tuple[str, str], ...]) -> _Said:
    values = dict(said)
    hints = dict.fromkeys(hint for name in _NAMING if name in values for hint in hints_of(values[name]))
    level = values.get("aria-level", "")
    rank = int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    colspan = values.get("colspan", "")
    found = _Said(
        tuple(hints),
        _ROLES.get(values.get("role", ""), ""),
        rank if values.get("role") == "heading" else 0,
        _BOLD_STYLE.search(values.get("style", "")) is not None,
        values.get("lang", ""),
        int(colspan) if colspan.isdecimal() and len(colspan) < 3 else 1,
    )
    return found if found != _NOTHING else _NOTHING


def _is_part(item: _Named, sizes: list[int]) -> bool:
    """Whether an element is a part of the page; what holds most of it is named for something else."""
    if item.landmark:
        return True
    share = (sizes[item.last] - sizes[item.first]) / (sizes[-1] or 1)
    return share <= (_MOST_BESIDE if _BESIDE.intersection(item.hints) else _MOST_NAMED)


def _is_text(run: _Run) -> bool:
    """Whether a run is a long paragraph, not a link."""
    return run.letters >= _PARAGRAPH and run.linked * 5 < run.letters


def _holds_work(item: _Named, texts: list[int], titles: list[int], abstracts: list[int]) -> bool:
    """Whether an element that is named for menus or buttons holds the work itself: its title, its abstract, or long
    paragraphs. `abstracts` are the first runs of elements named so."""
    if item.landmark or not _BESIDE.intersection(item.hints):
        return False
    if not _NO_TITLES.isdisjoint(item.hints):
        at = bisect_left(abstracts, item.first)
        if titles[item.last] > titles[item.first] or (at < len(abstracts) and abstracts[at] < item.last):
            return True
    return not _NO_TEXTS.isdisjoint(item.hints) and texts[item.last] > texts[item.first]


_MOST_BESIDE, _MOST_NAMED = 0.5, 0.9
_PARAGRAPH, _SHORTEST_TITLE = 300, 20  # letters
_NO_TITLES = frozenset(("share", "sidebar", "advert"))  # the page's main heading stands in none of these
_NO_TEXTS = frozenset(("menu", "share", "breadcrumb"))  # nor long paragraphs in these


def _beside(named: list[_Named], kept: list[bool], runs: int) -> Iterator[str]:
    """For each run, what the innermost element around it says that it is beside the work, if any does."""
    spans = [
        (item.first, item.last, next(hint for hint in item.hints if hint in _BESIDE))
        for item, keep in zip(named, kept, strict=True)
        if keep and _BESIDE.intersection(item.hints)
    ]
    stack: list[tuple[int, str]] = []
    at = 0
    for number in range(runs):
        while at < len(spans) and spans[at][0] <= number:
            stack.append(spans[at][1:])
            at += 1
        while stack and stack[-1][0] <= number:
            stack.pop()
        yield stack[-1][1] if stack else ""


def _together(named: list[_Named], kept: list[bool], numbers: "tuple[int, ...] | list[int]") -> tuple[str, ...]:
    return tuple(dict.fromkeys([hint for number in numbers if kept[number] for hint in named[number].hints]))


def _read_words() -> dict[tuple[str, ...], tuple[str, bool]]:
    lines = Path(__file__).with_name("hint_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {tuple(words.split()): (hint, bool(where)) for words, hint, *where in rows}


_WORDS = _read_words()


def hints_of(value: str) -> list[str]:
    """The hints in a value of `class`, `id` or the like (`c-article-author-list`, `datePublished`), in order."""
    return [hint for name in value[:_LONGEST_NAME].split() for hint in _hints_of_name(name)]


@lru_cache(16_384)  # sites repeat their names on every row
def _hints_of_name(name: str) -> tuple[str, ...]:
    words = [part.lower() for part in _PART.findall(name)]
    found = []
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            hint, alone = _WORDS.get(tuple(words[at : at + size]), ("", False))
            if hint and not (alone and size < len(words)):
                found.append(hint)
                at += size - 1
                break
        at += 1
    return tuple(found)
