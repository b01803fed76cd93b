"""The page text of an HTML page: what a browser shows, as the text dumps of such pages print it.

- Blocks break lines; paragraphs, headings, tables and preformatted text stand between blank lines, as do two `<br>`.
- Cells of a table of data are closed with ` |` and its first row is followed by a rule (`---|---|`), as in the dumps of
  catalogue records. A table with another table, a heading or many paragraphs in it is layout: its cells are blocks.
- White space is folded (a no-break space counts as a blank, as in text copied from a browser) and kept in `<pre>`;
  characters that show nothing (soft hyphen, zero-width space, byte order mark) are left out.
- Not rendered: `marks.NOT_RENDERED`; elements hidden by `hidden`, `display:none` or `visibility:hidden` of their own,
  save the body and a wrapper that hides the whole page until a script has run; glyphs of a formula that stand beside
  it as MathML (both: `repairs`); alternative texts of images; bullets and numbers of list items. `aria-hidden` hides
  nothing: it speaks to screen readers only, and formulas that the eye sees carry it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import cast

from lxml import etree

from extractors.html.hints import NO_HINTS, Hints, read_hints
from extractors.html.letters import Letters
from extractors.html.marks import (
    BREAK,
    BREAKING,
    CELL,
    CELL_END,
    CHROME,
    CHROME_END,
    DATA_CELL_END,
    DATA_ROW_END,
    ENDS,
    FIRST_ROW_END,
    HEADING_END,
    HEADINGS,
    HIDDEN,
    INLINE,
    INLINE_END,
    LEAVES,
    PARAGRAPH,
    PARAGRAPH_END,
    PRE,
    PRE_BREAK,
    PRE_END,
    PRE_SPACE,
    PRE_TAB,
    ROW,
    ROW_END,
    STARTS,
    TABLE,
    TABLE_END,
    drop_marks,
    marked_text,
)
from extractors.html.parsing import parse, parse_bare, parse_flat, utf8, without_controls
from extractors.html.repairs import reveal, show_formulas_once

# Characters that count as a blank or as nothing, with what they become.
_LEVELLED = dict.fromkeys("\x85\xa0\u2028\u2029", " ") | dict.fromkeys("\xad\u200b\u2060\ufeff", "")
# What stands between two lines, and the line behind it.
_LINE = re.compile(f"([ {INLINE}{INLINE_END}{HIDDEN}{BREAKING}]*+)([^{BREAKING}]*+)")
_WIDE = PARAGRAPH + PARAGRAPH_END + HEADINGS + HEADING_END + TABLE + TABLE_END + PRE + PRE_END
_WIDE_BREAK = re.compile(f"[{_WIDE}]|[{BREAK}{PRE_BREAK}][^{BREAK}{PRE_BREAK}]*+[{BREAK}{PRE_BREAK}]")
_HEADING_EDGE = re.compile(f"[{HEADINGS}{HEADING_END}]")
_SHOWN = re.compile("[^ \ufdd0-\ufdef]++")
_WORD = re.compile(r"[^ \t]++")
_PRE = re.compile(f"{PRE}[^{PRE_END}]*+")
_KEEP_PRE = str.maketrans({"\n": PRE_BREAK, " ": PRE_SPACE, "\t": PRE_TAB})
_INNERMOST_TABLE = re.compile(f"{TABLE}[^{TABLE}{TABLE_END}]*+{TABLE_END}")
_ROW = re.compile(f"{ROW}[^{ROW_END}]*+")
_START = re.compile(f"[{STARTS}{LEAVES}]")
_SEAM = re.compile(f"{INLINE_END}[{INLINE_END} ]*+{INLINE}")
_END = re.compile(f"[{ENDS}]")
_EDGE = re.compile(f"([{STARTS}])|[{ENDS}]")
_MARK_REFERENCE = re.compile(rb"&#(?:0*6(?:49|50)\d\d|[xX]0*[fF][dD][dDeE])")  # U+FDD0 to U+FDEF, and some more
_MOST_PARAGRAPHS = 3  # of a cell in a table of data


_NAMES = ((".", etree.XPath("//@class")), ("#", etree.XPath("//@id")))


@dataclass(slots=True)
class Heading:
    """A heading of the page: its span in the page text, its rank (1 to 6), the number of the run it starts."""

    start: int
    end: int
    rank: int
    run: int


@dataclass
class Rendered:
    """A page's text, the tree it was made from, and how both belong together. Offsets are code points of `text`.

    `run_starts` and `run_ends` bound the runs of text that no break and no cell mark interrupts: a line, or one cell of
    it. `chrome` are the spans of navigation, asides and footers, in order, none within another. The first question for
    an element costs as much as half the parsing of the page, all others little.
    """

    text: str
    root: etree._Element
    run_starts: list[int]
    run_ends: list[int]
    headings: list[Heading]
    chrome: list[tuple[int, int]]
    marked: str = field(repr=False)

    def hints_at(self, offset: int) -> Hints:
        """What the markup says of the run of text at `offset`, or of the next one where none stands there."""
        run = bisect_right(self.run_starts, offset) - 1
        if run < 0 or (offset >= self.run_ends[run] and run + 1 < len(self.run_starts)):
            run += 1
        return self._hints[run] if self._hints else NO_HINTS

    @cached_property
    def names(self) -> frozenset[str]:
        """The classes and the ids of all its elements, as selectors: `.abstract`, `#doi`; in small letters."""
        told = ((mark, str(value).lower()) for mark, find in _NAMES for value in cast(list[str], find(self.root)))
        return frozenset(mark + name for mark, value in told for name in value.split())

    @cached_property
    def _hints(self) -> list[Hints]:
        return read_hints(self)

    def element_at(self, offset: int) -> etree._Element | None:
        """The innermost element whose text stands at `offset`, or last before it; None before the first run."""
        line = bisect_right(self.run_starts, offset) - 1
        return self._open_element(self._to_marked(line, offset)) if line >= 0 else None

    def run_element(self, number: int) -> etree._Element:
        """The innermost element in which the run of that number (an index of `run_starts`) starts."""
        return self._open_element(self.run_marks[number])

    def span_of(self, element: etree._Element) -> tuple[int, int] | None:
        """Where in the text the element was rendered to, without white space around; None if nothing of it shows."""
        number = self._numbers.get(element)
        if number is None or self.marked[self._start_marks[number]] in LEAVES:
            return None
        first = self._start_marks[number]
        start, end = (
            self._place(first, behind=True),
            self._place(self._end_marks.get(first, len(self.marked)), behind=False),
        )
        run = self.text[start:end]
        shown = run.strip()
        start += len(run) - len(run.lstrip())
        return (start, start + len(shown)) if shown else None

    def text_of(self, element: etree._Element) -> str:
        """The text the element was rendered to, empty if nothing of it shows."""
        span = self.span_of(element)
        return self.text[span[0] : span[1]] if span else ""

    def seams(self, start: int, end: int) -> list[tuple[int, etree._Element]]:
        """Where in a line one inline element ends and another begins, with nothing but blanks between: offsets of the
        text, and the element that begins there."""
        found = []
        first, last = bisect_right(self.run_starts, start) - 1, bisect_right(self.run_starts, end - 1)
        for run in range(max(first, 0), last):
            for seam in _SEAM.finditer(self.marked, *self._runs[run]):
                mark = seam.end() - 1
                number = self._openers[bisect_left(self._openers, mark, key=itemgetter(0))][1]
                found.append((self._place(mark, behind=True), self.elements[number]))
        return [(offset, element) for offset, element in found if start < offset < end]

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements of the page in document order."""
        return list(self.root.iter())

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self.elements)}

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        """Where the runs start and end in the marked text."""
        return [match.span(2) for match in _LINE.finditer(self.marked) if _SHOWN.search(match.group(2))]

    @cached_property
    def run_marks(self) -> list[int]:
        """Where the runs start in the marked text."""
        return [start for start, _ in self._runs]

    @cached_property
    def _start_marks(self) -> list[int]:
        return [match.start() for match in _START.finditer(self.marked)]

    @cached_property
    def _openers(self) -> list[tuple[int, int]]:
        """Where elements start in the marked text that others or text may stand in, and the number of each."""
        return [(mark, n) for n, mark in enumerate(self._start_marks) if self.marked[mark] not in LEAVES]

    def _open_element(self, mark: int) -> etree._Element:
        """The innermost element that is open at a place of the marked text."""
        opener = bisect_right(self._openers, mark, key=itemgetter(0)) - 1
        last, number = self._openers[opener]
        element = self.elements[number]
        for _ in _END.findall(self.marked, last, mark):
            parent = element.getparent()
            element = element if parent is None else parent
        return element

    @cached_property
    def _end_marks(self) -> dict[int, int]:
        """Where the element ends that starts at a place of the marked text."""
        waiting: list[int] = []
        found: dict[int, int] = {}
        for match in _EDGE.finditer(self.marked):
            if match.group(1):
                waiting.append(match.start())
            elif waiting:
                found[waiting.pop()] = match.start()
        return found

    @cached_property
    def _letters(self) -> dict[int, tuple[Letters, Letters]]:
        return {}

    def _letters_of(self, line: int) -> tuple[Letters, Letters]:
        """The letters of a run in the marked text and in the page text, which are the same."""
        if line not in self._letters:
            self._letters[line] = (
                Letters(_SHOWN, self.marked, *self._runs[line]),
                Letters(_WORD, self.text, self.run_starts[line], self.run_ends[line]),
            )
        return self._letters[line]

    def _to_marked(self, line: int, offset: int) -> int:
        """The place in the marked text of the character at `offset`, which stands in that run or behind it."""
        marked, text = self._letters_of(line)
        return marked.place(text.count_before(min(offset, self.run_ends[line] - 1)), behind=True)

    def _place(self, mark: int, behind: bool) -> int:
        """Where in the text the first character behind a place of the marked text stands, or the last before it."""
        line = bisect_right(self.run_marks, mark) - 1
        if line < 0 or self._runs[line][1] <= mark:  # between two lines
            if behind:
                return self.run_starts[line + 1] if line + 1 < len(self.run_starts) else len(self.text)
            return self.run_ends[line] if line >= 0 else 0
        marked, text = self._letters_of(line)
        return text.place(marked.count_before(mark), behind)


def render(markup: str | bytes, checked: bool = False) -> Rendered:
    """The page text of HTML markup (text, or bytes in UTF-8) and the tree behind it. Never raises; linear in size.

    `checked` says that bytes are known to be valid UTF-8.
    """
    data = markup if checked and isinstance(markup, bytes) else utf8(markup)
    root, marked = _read(data)
    if "\ufffd" in marked and (clean := without_controls(data)) != data:
        root, marked = _read(clean)
    rendered = _render(root, marked)
    if reveal(root, len(rendered.text)):
        with suppress(etree.XSLTApplyError):  # deeper than libxslt goes
            rendered = _render(root, marked_text(root))
    return rendered


def _read(data: bytes) -> tuple[etree._Element, str]:
    for way in (parse, parse_flat):  # libxslt goes less deep than libxml2
        root = way(data)
        with suppress(etree.XSLTApplyError):
            return root, _marked_text(root, data)
    root = parse_bare(data)
    return root, _marked_text(root, data)


def _marked_text(root: etree._Element, data: bytes) -> str:
    if (b"\xef" in data and b"\xef\xb7" in data) or _MARK_REFERENCE.search(data):
        drop_marks(root)
    show_formulas_once(root, data)
    return marked_text(root)


def _render(root: etree._Element, marked: str) -> Rendered:
    marked = _levelled(marked)
    rules: list[str] = []
    if TABLE in marked:
        marked = _INNERMOST_TABLE.sub(lambda table: _mark_data(table.group(), rules), marked)
    rule = iter(rules)
    preformatted = PRE in marked
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    headings: list[Heading] = []
    rank, in_heading = 0, False  # of the heading that is open, and whether some of its text was met
    chrome: list[tuple[int, int]] = []
    depth = chrome_start = 0  # of elements of chrome that are open
    at = 0
    for gap, line in _LINE.findall(marked.replace(INLINE, "").replace(INLINE_END, "").replace(HIDDEN, "")):
        line = " ".join(filter(None, line.split(" "))) if "  " in line else line.rstrip(" ")
        if preformatted:
            line = line.replace(PRE_SPACE, " ").replace(PRE_TAB, "\t").rstrip("\t ")
        between, heading, opened, closes_cell = _break(gap)
        if heading:
            rank, in_heading = max(heading, 0), False
        if closes_cell:
            between = _bars(gap, rule, bool(at), bool(line))
        elif not at or not line:
            between = ""
        pieces.append(between)
        at += len(between)
        if opened:
            if not depth:
                chrome_start = at
            elif depth + opened <= 0 and ends and chrome_start < ends[-1]:
                chrome.append((chrome_start, ends[-1]))
            depth = max(depth + opened, 0)
        if line:
            pieces.append(line)
            starts.append(at)
            at += len(line)
            ends.append(at)
            if rank and not in_heading:
                headings.append(Heading(starts[-1], at, rank, len(starts) - 1))
            elif rank:
                headings[-1].end = at
            in_heading = rank > 0
    return Rendered("".join(pieces), root, starts, ends, headings, chrome, marked)


@lru_cache(4096)  # pages have few kinds of gaps
def _break(gap: str) -> tuple[str, int, int, bool]:
    """What a gap is in the text, the rank of the heading that starts behind it (-1 where one ends), how many elements
    of chrome are open behind it that were not before, and whether it closes a cell of data."""
    between = "\n\n" if _WIDE_BREAK.search(gap) else "\n"
    *_, last = "", *_HEADING_EDGE.findall(gap)
    rank = HEADINGS.find(last) + 1 or -1 if last else 0
    return between, rank, gap.count(CHROME) - gap.count(CHROME_END), DATA_CELL_END in gap


def _levelled(marked: str) -> str:
    """Marked text with white space as blanks; in preformatted text, marks take its place."""
    for character, level in _LEVELLED.items():
        if character in marked:
            marked = marked.replace(character, level)
    if PRE in marked:
        marked = _PRE.sub(lambda pre: pre.group().translate(_KEEP_PRE), marked)
    return marked.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")


def _mark_data(table: str, rules: list[str]) -> str:
    """The marked text of an innermost table; if it holds data, with marks that say so."""
    cells = table.count(CELL_END)
    if HEADING_END in table or cells <= table.count(ROW_END):
        return table
    if PARAGRAPH in table and any(cell.count(PARAGRAPH) > _MOST_PARAGRAPHS for cell in table.split(CELL)):
        return table
    filled = [row for row in _ROW.finditer(table) if _SHOWN.search(row.group())]
    if len(filled) > 1:
        rules.append("---|" * filled[0].group().count(CELL_END))
        end = filled[0].end()
        table = f"{table[:end]}{FIRST_ROW_END}{table[end + 1 :]}"
    return table.replace(CELL_END, DATA_CELL_END).replace(ROW_END, DATA_ROW_END)


def _bars(gap: str, rules: Iterator[str], text_before: bool, text_follows: bool) -> str:
    """What stands between two texts of which one at least is a cell of data; rows without text are left out."""
    row, *others = gap.split(ROW)
    closed = " |" * row.count(DATA_CELL_END)
    if FIRST_ROW_END in row:
        closed += "\n" + next(rules)
    if not text_follows:
        return closed
    if TABLE in gap or TABLE_END in gap:
        between = "\n\n"
    elif others or DATA_ROW_END in row or FIRST_ROW_END in row:
        between = "\n"
    else:  # in one row, unless the cell begins with a block
        between = " " if row.rpartition(DATA_CELL_END)[2].strip(" ") == CELL else "\n"
    if not text_before:
        between = ""
    return closed + between + "| " * (others[-1].count(DATA_CELL_END) if others else 0)
