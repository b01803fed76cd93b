"""Where the entries of a page that shows several works begin, by what a description says of their first lines."""

from collections.abc import Sequence

from extractors.families.templates import FIELDS, compile_template, read_slot
from extractors.page import Line, Page, Part


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


def _fits(opening: Sequence[str], lines: Sequence[Line], at: int, text: str) -> int:
    """How many lines from `at` on an opening takes; none where it does not fit."""
    used = 0
    for role in opening:
        line = lines[at + used] if at + used < len(lines) else None
        if line is not None and _is(role.removesuffix("?"), line, text):
            used += 1
        elif not role.endswith("?"):
            return 0
    return used


def _is(role: str, line: Line, text: str) -> bool:
    if role in FIELDS:
        return bool(read_slot(role, text, line.start, line.end))
    return compile_template(role).read(text, line) is not None
