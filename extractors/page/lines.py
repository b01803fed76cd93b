"""The page text and its lines: what every extractor reads."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extractors.boilerplate.rules import Boilerplate

if TYPE_CHECKING:
    from extractors.html.head import Head
    from extractors.html.rendering import Rendered

_BREAK = re.compile("[\n\r\u2028\u2029]")  # browsers and text tools break at no others


@dataclass(slots=True)
class Line:
    """A line that is not blank: its text without outer white space, where that stands, its number among such lines.

    `spaced` tells that a blank line stands before it; `chrome` is the boilerplate rule that covers the whole line.
    """

    text: str
    start: int
    end: int
    number: int
    spaced: bool = False
    chrome: Boilerplate | None = None


@dataclass(slots=True)
class Page:
    """One page as extractors see it. Spans everywhere are code-point offsets into `text`."""

    text: str
    media: Literal["text", "html"] = "text"
    url: str | None = None
    lines: list[Line] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    rendered: "Rendered | None" = None  # of an HTML page: the tree behind the text
    head: "Head | None" = None  # of an HTML page: what its metadata say

    @classmethod
    def of(cls, text: str, media: Literal["text", "html"] = "text", url: str | None = None) -> "Page":
        """The page of a text, split into lines, in one pass."""
        page = cls(text, media, url)
        lines, starts = page.lines, page.starts
        at = end = blank = 0
        for piece in _BREAK.split(text) if any(b in text for b in "\r\u2028\u2029") else text.split("\n"):
            content = piece.strip()
            if content:
                start = at if not piece[0].isspace() else at + len(piece) - len(piece.lstrip())
                spaced = (blank > 0 and text.count("\n", end, start) > 1) or (start > 0 and not lines)
                end = start + len(content)
                lines.append(Line(content, start, end, len(lines), spaced))
                starts.append(start)
                blank = 0
            else:
                blank += 1
            at += len(piece) + 1
        return page

    def line_at(self, offset: int) -> Line | None:
        """The line that holds the character at `offset`, or the last one that starts before it."""
        index = bisect_right(self.starts, offset) - 1
        return self.lines[index] if index >= 0 else None

    def part(self, first: int = 0, last: int | None = None) -> "Part":
        """The lines numbered `first` up to, not including, `last`."""
        return Part(self, self.lines[first:last])


@dataclass(slots=True)
class Entry:
    """A label met on a page: the key it stands for, its span, and the span of its value (empty where none stands)."""

    key: str
    label: str
    label_start: int
    label_end: int
    start: int
    end: int
    lines: list[Line]  # the lines of the value, cut to it
    first: int  # number of the label's line
    last: int  # where the last line of the entry ends, bars included
    cell: bool = False
    closed: bool = False  # the bar that ends the cell has been met

    def __bool__(self) -> bool:
        return self.start < self.end

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The spans of the lines of the value."""
        return [(line.start, line.end) for line in self.lines]

    @property
    def is_bare(self) -> bool:
        """Whether the label is alone on its line, without colon or bar: a search form, a tab, an item of a list."""
        beside = bool(self) and self.lines[0].number == self.first
        return not beside and self.label_end - self.label_start == len(self.label)

    def is_prose(self, shortest: int) -> bool:
        """Whether the value is running text and no note such as `illustrations ; 24 cm`."""
        ends = (".", "…", "?", "!", "。")
        return self.end - self.start > shortest and any(line.text.endswith(ends) for line in self.lines)


@dataclass(slots=True)
class Part:
    """A run of lines of a page: where one record stands, or one of its fields."""

    page: Page
    lines: list[Line]
    entries: dict[str, Entry] = field(default_factory=dict)  # labelled values by the family's keys

    @property
    def start(self) -> int:
        return self.lines[0].start if self.lines else 0

    @property
    def end(self) -> int:
        return self.lines[-1].end if self.lines else 0

    @property
    def content(self) -> list[Line]:
        """The lines that no boilerplate rule covers."""
        return [line for line in self.lines if line.chrome is None]
