"""Pieces of a page's text that know where they stand, so that authors of families need no arithmetic with offsets.

piece = Piece(page.text, entry.start, entry.end)
for name in piece.split(";"):
    found = name.strip(" .").found()      # Found(value, start, end), ready to be returned
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from extractors.found import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters `[start, end)` of a text. Whatever is cut of it stands where it stood."""

    whole: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.whole[self.start : self.end]

    def __bool__(self) -> bool:
        return self.start < self.end

    def strip(self, characters: str | None = None) -> "Piece":
        """Without white space, or these characters, at both ends."""
        text = str(self)
        left = len(text) - len(text.lstrip(characters))
        return Piece(self.whole, self.start + left, self.start + max(left, len(text.rstrip(characters))))

    def split(self, separator: str | re.Pattern[str]) -> "list[Piece]":
        """What stands between separators, each without outer white space; empty pieces are left out."""
        pattern = re.compile(re.escape(separator)) if isinstance(separator, str) else separator
        cuts = [self.start, *(at for match in self.find(pattern) for at in match.span()), self.end]
        pieces = (Piece(self.whole, *span).strip() for span in zip(cuts[::2], cuts[1::2], strict=True))
        return [piece for piece in pieces if piece]

    def lines(self) -> "list[Piece]":
        """Its lines that are not blank."""
        return self.split("\n")

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match within it; the spans of the matches are those of the text."""
        return pattern.finditer(self.whole, self.start, self.end)

    def match(self, pattern: re.Pattern[str]) -> "dict[str, Piece] | None":
        """The named groups of an expression that the whole piece fits, each a piece; None where it does not."""
        match = pattern.fullmatch(self.whole, self.start, self.end)
        if match is None:
            return None
        return {name: Piece(self.whole, *match.span(name)) for name, value in match.groupdict().items() if value}

    def found(self, value: T | None = None) -> "Found[T | str]":
        """It as a value with its span: white space as one blank, or the value that is given."""
        return Found(" ".join(str(self).split()) if value is None else value, self.start, self.end)

    def read(self, reader: Callable[[str, int, int], T]) -> T:
        """What a reader of `extractors.values` makes of it."""
        return reader(self.whole, self.start, self.end)
