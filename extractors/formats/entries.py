"""What a file in a format of reference managers is made of: entries, and the records read from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """A line of a value: its text without outer white space, and where it stands in the page text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """A tag with its value, which may go on over several lines; the tag's own span is a label."""

    tag: str
    label_start: int
    label_end: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.pieces[-1].end if self.pieces else self.label_end

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def whole(self) -> Piece:
        """The value as one piece."""
        return Piece(self.text, self.pieces[0].start, self.pieces[-1].end)


@dataclass(slots=True)
class Value:
    """The value of a field and the spans it was read from."""

    value: Any
    spans: list[tuple[int, int]]


@dataclass(slots=True)
class SavedRecord:
    """A record of a file: values by the record's field names, what only labels them, and values no field is kept for.

    `start` and `end` bound the part of the page text that the record stands in; `marked` says that what no value takes
    of it only marks values (the braces of BibTeX).
    """

    start: int
    end: int
    marked: bool = False
    values: dict[str, Value] = field(default_factory=dict)
    labels: list[tuple[int, int]] = field(default_factory=list)
    others: list[tuple[str, int, int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any, pieces: Sequence[Piece]) -> None:
        """Sets a field that has no value yet; empty values are none."""
        if value not in (None, "", []) and pieces and name not in self.values:
            self.values[name] = Value(value, [(piece.start, piece.end) for piece in pieces])

    def has(self, name: str) -> bool:
        return name in self.values
