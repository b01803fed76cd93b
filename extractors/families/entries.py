"""Where the entries of a page that shows several works begin, by what a description says of their first lines."""

from collections.abc import Sequence

from extractors.families.templates import FIELDS, compile_template, read_slot
from extractors.page import Line, Page, Part

TOP, SKIP = "top", "skip"  # before the first line of the page; any line
MOST_ROLES = 8  # of an opening
_LOOKED_AT = 60  # lines of a page in which it may open


def entry_starts(opening: Sequence[str], lines: Sequence[Line], text: str) -> list[int]:
    """The numbers of the lines that entries begin with; `opening`: roles or templates, `?` behind what may lack.

    Linear: every line is tried once for each part of the opening.
    """
    starts = []
    at = 0
    while at < len(lines):
        used = _fits(opening, lines, at, text)
        if used:
            starts.append(at)
        at += used or 1
    return starts


def entries_of(opening: Sequence[str], page: Page) -> list[Part]:
    """The entries of a page, each with the lines down to the next; what stands above the first is of none."""
    starts = entry_starts(opening, page.lines, page.text)
    return [page.part(start, end) for start, end in zip(starts, [*starts[1:], len(page.lines)], strict=True)]


def opens(told: Sequence[Sequence[str]], page: Page) -> bool:
    """Whether a page opens in one of the ways that a description tells, by the lines that follow each other."""
    lines = page.lines[:_LOOKED_AT]
    return any(_fits(opening, lines, at, page.text) for opening in told for at in range(len(lines)))


def _fits(opening: Sequence[str], lines: Sequence[Line], at: int, text: str) -> int:
    """How many lines from `at` on an opening takes; none where it does not fit."""
    if opening[0] == TOP:
        return 0 if at else _fits(opening[1:], lines, at, text)
    end = _end(opening, lines, at, text)
    return 0 if end is None else end - at


def _end(opening: Sequence[str], lines: Sequence[Line], at: int, text: str) -> int | None:
    if not opening:
        return at
    role, optional = opening[0].removesuffix("?"), opening[0].endswith("?")
    if at < len(lines) and _is(role, lines[at], text):
        end = _end(opening[1:], lines, at + 1, text)
        if end is not None or not optional:
            return end
    return _end(opening[1:], lines, at, text) if optional else None


def _is(role: str, line: Line, text: str) -> bool:
    if role == SKIP:
        return True
    if role in FIELDS:
        return bool(read_slot(role, text, line.start, line.end))
    return compile_template(role).read(text, line) is not None
