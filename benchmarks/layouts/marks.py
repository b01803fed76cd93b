"""Notes, while a page is rendered, which of its characters print which fact.

A printed value stands between private-use characters that name its mark; `Marks.finish` takes them out again and tells
the page text, the spans, and the facts of each record.
"""

import html
import re
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup, escape

ALL = -1  # a mark that holds for every record of the page: a journal's name above its table of contents
_OPEN, _MID, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}(\\d+){_MID}|{_CLOSE}")
_APPENDED = frozenset(("issn", "section_labels"))
_VARIED = frozenset(("title", "authors", "journal"))  # as right in another print of the same page
_TRANSLATED = {"keywords_translated": "keywords"}  # of the parallel part in English: as right, where it is read
_COUNTED = {"reference": "n_references"}

FIELDS = (
    *("title", "authors", "doi", "issn", "journal", "year", "issued", "volume", "issue", "first_page", "last_page"),
    *("article_number", "section_labels", "keywords", "language", "n_references"),
)


@dataclass(frozen=True)
class Mark:
    """One printed value; `weak` values (in the page's own citation) count only where the page prints no other."""

    name: str
    value: Any
    record: int
    weak: bool


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the page print `name` of `record`."""

    name: str
    start: int
    end: int
    record: int


@dataclass
class Marks:
    """The marks of one page under way. `markup` pages are escaped as they are marked."""

    markup: bool = False
    marks: list[Mark] = field(default_factory=list)

    def text(self, printed: Any) -> str:
        """`printed`, safe to put on the page."""
        return escape(printed) if self.markup else str(printed)

    def put(self, name: str, printed: Any, value: Any = None, record: int = 0, *, weak: bool = False) -> str:
        """`printed`, noted as `name` with `value`: without it, what is on the page in the end is the value."""
        self.marks.append(Mark(name, value, record, weak))
        whole = f"{_OPEN}{len(self.marks) - 1}{_MID}{self.text(printed)}{_CLOSE}"
        return Markup(whole) if self.markup else whole

    def finish(self, text: str, records: int = 1) -> tuple[str, list[Span], list[dict[str, Any]]]:
        """The page without its marks, the spans, and the facts of each of `records` records."""
        found: list[tuple[Mark, int, int]] = []
        parts, length, at, stack = [], 0, 0, []
        for match in _MARK.finditer(text):
            parts.append(text[at : match.start()])
            length += len(parts[-1])
            at = match.end()
            if match[1]:
                stack.append((self.marks[int(match[1])], length))
            else:
                found.append((*stack.pop(), length))
        clean = "".join((*parts, text[at:]))
        found.sort(key=lambda entry: (entry[1], -entry[2]))
        spans = [Span(mark.name, start, end, mark.record) for mark, start, end in found]
        shown = [self._valued(mark, clean[start:end]) for mark, start, end in found]
        marks = sorted(shown, key=lambda mark: mark.weak)
        return clean, spans, [_facts(marks, spans, clean, record) for record in range(records)]

    def _valued(self, mark: Mark, printed: str) -> Mark:
        """`mark` with the print as its value where it has no other."""
        if mark.value is not None:
            return mark
        return replace(mark, value=" ".join((html.unescape(printed) if self.markup else printed).split()))


def bare(text: str) -> str:
    """`text` without marks."""
    return _MARK.sub("", text)


def _facts(marks: list[Mark], spans: list[Span], text: str, record: int) -> dict[str, Any]:
    facts: dict[str, Any] = dict.fromkeys(FIELDS)
    others: dict[str, list[Any]] = {}
    for mark in marks:
        if mark.record not in (record, ALL):
            continue
        if mark.name in _COUNTED:
            facts[_COUNTED[mark.name]] = (facts[_COUNTED[mark.name]] or 0) + 1
        elif mark.name in _TRANSLATED:
            others.setdefault(_TRANSLATED[mark.name], []).append(mark.value)
        elif mark.name in _APPENDED:
            facts[mark.name] = list(dict.fromkeys([*(facts[mark.name] or []), mark.value]))
        elif mark.name == "issued":
            _date(facts, mark.value)
        elif mark.name in facts and facts[mark.name] is None:
            facts[mark.name] = mark.value
        elif mark.name in _VARIED and mark.value != facts[mark.name]:
            others.setdefault(mark.name, []).append(mark.value)
    labels = [mark.value for mark in marks if mark.name == "label" and mark.record == record]
    facts["alt"] = others | ({"section_labels": [labels]} if labels else {})
    abstract = next((s for s in spans if s.name == "abstract" and s.record == record), None)
    if abstract:
        words = " ".join(text[abstract.start : abstract.end].split())
        facts |= {"abstract_start": words[:60], "abstract_end": words[-60:]}
    return facts


def _date(facts: dict[str, Any], value: str) -> None:
    """Keeps the most precise print of one date."""
    if facts["issued"] is None or (value.startswith(facts["issued"]) and len(value) > len(facts["issued"])):
        facts["issued"], facts["year"] = value, int(value[:4])
