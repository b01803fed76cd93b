"""Reference lists: where a list stands on a page. Its entries: `reference_splitting`, `reference_entries`."""

import re
from dataclasses import dataclass

from extractors.detectors.reference_entries import parse_reference
from extractors.detectors.reference_splitting import ORDINAL, like_entry, split_references
from extractors.detectors.reference_words import HEADING, closes_list, is_buttons

__all__ = ["ReferenceList", "find_reference_list", "parse_reference", "split_references"]

_CONTENT = re.compile(r"\S[^\n]*")
_TRIED = 4  # headings, the likeliest first
_LOOKED_AT = 12  # lines below a heading that tell whether it has a list


@dataclass(slots=True, frozen=True)
class ReferenceList:
    """A heading with the list below it: the spans of the label and of the list, and the stated number of entries."""

    label: str
    label_start: int
    label_end: int
    start: int
    end: int
    count: int | None = None
    count_span: tuple[int, int] | None = None


def find_reference_list(text: str, start: int = 0, end: int | None = None) -> ReferenceList | None:
    """The heading of a reference list, alone on its line with entries below it, and its list; or None.

    Of several headings (a menu has them too) the one with the most below it that looks like entries counts; a heading
    with nothing but buttons or a menu below has no list. `Reference9 articles.` (同舟云) states its count; `References
    (79)` too. The list runs to the end of its last entry.
    """
    stop = len(text) if end is None else end
    found = [(match, _likely(text, match.end(), stop)) for match in HEADING.finditer(text, start, stop)]
    for match, likely in sorted(found, key=lambda pair: -pair[1])[:_TRIED]:
        entries = split_references(text, match.end(), stop) if likely else []
        if any(like_entry(text, *span) for _, *span in entries):
            return _listed(text, match, entries)
    return None


def _listed(text: str, heading: re.Match[str], entries: list[tuple[int | None, int, int]]) -> ReferenceList:
    count = heading["count"]
    return ReferenceList(
        heading["label"],
        *heading.span("label"),
        _first(text, heading.end(), entries[0][1]),
        entries[-1][2],
        int(count) if count else None,
        heading.span("count") if count else None,
    )


def _first(text: str, start: int, body: int) -> int:
    """Where the first entry begins, its ordinal or bullet included."""
    while start < body and text[start].isspace():
        start += 1
    for mark in ORDINAL.finditer(text, start, body):
        if not text[mark.end() : body].strip():
            return mark.start() + len(mark[0]) - len(mark[0].lstrip())
    return body


def _likely(text: str, start: int, stop: int) -> int:
    """How many of the lines right below a heading are entries, or begin numbered ones; 0 where a menu stands there."""
    found = numbered = 0
    for number, line in enumerate(_CONTENT.finditer(text, start, stop)):
        if number >= _LOOKED_AT or closes_list(line[0]) or HEADING.match(text, line.start(), line.end()):
            break
        if is_buttons(line[0]):
            continue
        numbered += ORDINAL.match(text, line.start(), line.end()) is not None
        found += like_entry(text, *line.span())
    return found + min(numbered, 2) if found else 0
