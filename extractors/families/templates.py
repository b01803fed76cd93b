"""Templates of whole lines with typed slots: `Pages {pages} | Received {-}[, Published online: {issued}]`.

A slot is a record field in braces, read by the reader of its field; `{-}` is text that no field is kept for, `{#}` a
count, `{year}` the year of `issued`, glued to what stands beside it. A part in square brackets may lack. White space
in a template stands for any, letters for either case; the mark of a list's item before the line does not count. `\\[`,
`\\{` and their like stand for themselves. The idea of a template beside a raw page is TextFSM's; the syntax is our own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from extractors.detectors.own_citation import read_own_citation
from extractors.detectors.titles import trim_title
from extractors.found import Found
from extractors.page import Line
from extractors.values import READERS, Reading, fold

_SHORT = ("volume", "issue", "article_number", "first_page", "last_page")
_LONG = ("title", "authors", "citation", "own_citation", "container", "imprint", "keywords", "subjects", "abstract")
# what a slot may hold, before its reader judges it
SLOTS: dict[str, str] = {
    "-": r".{1,400}?",
    "#": r"\d[\d.,\u00a0 ]{0,12}(?:\s?[kKM]\b)?",
    **dict.fromkeys(_SHORT, r"[\w./()–‐-]{1,24}"),
    "pages": r"[\w.]{1,12}(?:\s{0,2}[-–‐—/~～]\s{0,2}[\w.]{1,12})?",
    "page_count": r"\d{1,5}",
    "type": r"\S.{0,80}?",
    "issued": r"[^|;]{4,40}?",
    "year": r"(?:1[5-9]|20)\d{2}",
    "doi": r"(?:https?://\S{0,40})?10\.\d{4,9}/\S{1,200}",
    "issn": r"[\dXx–, ()-]{8,60}",
    **dict.fromkeys(("citation_count", "reference_count", "related_total"), r"[\d.,]{1,12}"),
    **dict.fromkeys(("pmid", "pmcid", "arxiv_id", "isbn"), r"\S.{0,60}?"),
    **dict.fromkeys(_LONG, r"\S.{0,4000}?"),
    **dict.fromkeys(("container_title", "publisher", "publisher_place", "language"), r"\S.{0,200}?"),
}
_PARTS = {"year": "issued"}  # slots that hold a part of a field
FIELDS = frozenset(SLOTS) - {"-", "#"} - _PARTS.keys()
_WIDE = frozenset((*_LONG, "-", "container_title", "publisher", "publisher_place", "language", "type"))
_TOKEN = re.compile(
    r"\\(?P<literal>.)|\{(?P<slot>[a-z_#-]+)\}|(?P<open>\[)|(?P<close>\])|(?P<space>\s+)|(?P<other>[^\\{}\[\]\s]+)"
)
_OPENS = re.compile(r"[^\[\]{}\\]+\[ ?\{-\}\]")  # `words[ {-}]`
_WITHIN = re.compile(r"\[\{-\} ?\][^\[\]{}\\]+\[ ?\{-\}\]")  # `[{-}]words[{-}]`
_MARKS = ("-", "•", "*", "·", "▪", "{-}", "[{-}", "\\\\")
_MARK = r"(?:[-•*·▪]\s{1,3})?"  # of an item of a list, which a text tool puts before the line
_MOST = 12  # slots of a template
_LONGEST_LINE, _LONGEST_MIXED = 4500, 600  # characters of a line, with one slot of free length and with several


class TemplateError(ValueError):
    """A template that cannot be read; the message says what is wrong."""


@dataclass(frozen=True)
class Template:
    """A template ready to match lines. `phrase` is its words where nothing else tells whether a line fits: they are the
    line, open it or stand within it, as `place` says."""

    text: str
    expression: str
    slots: tuple[str, ...]
    phrase: str
    place: Literal["line", "opens", "within", ""]
    wordless: bool  # it fits nearly any line
    worded: bool  # it begins with words
    longest: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled where a line is first held against it: most templates of a run never are."""
        return re.compile(self.expression, re.IGNORECASE)

    @property
    def fields(self) -> frozenset[str]:
        """The record fields that its slots tell."""
        return frozenset(_PARTS.get(slot, slot) for slot in self.slots) & FIELDS

    def match(self, line: Line) -> dict[str, tuple[int, int]] | None:
        """The span of each slot in the page text, where the whole line fits; None where it does not."""
        found = self.pattern.fullmatch(line.text) if len(line.text) <= self.longest else None
        if found is None:
            return None
        spans = {}
        for number, slot in enumerate(self.slots):
            if slot not in ("-", "#") and found.group(f"s{number}") is not None:
                start, end = found.span(f"s{number}")
                start += len(line.text[start:end]) - len(line.text[start:end].lstrip("| \t"))  # the bar of a cell
                if line.text.endswith("|"):  # of a table's row, the first cell
                    end = start + len(line.text[start:end].partition(" |")[0])
                spans[_PARTS.get(slot, slot)] = (line.start + start, line.start + max(start, end))
        return spans

    def read(self, text: str, line: Line) -> dict[str, Found[Any]] | None:
        """The values of a line that fits, by record field; None where a slot holds no value of its field."""
        spans = self.match(line)
        if spans is None:
            return None
        values: dict[str, Found[Any]] = {}
        for slot, (start, end) in spans.items():
            read = read_slot(slot, text, start, end)
            if not read:
                return None
            values |= read
        return values


@lru_cache(maxsize=5000)
def compile_template(text: str) -> Template:
    """The template of a text. Raises TemplateError for a slot that is not known and for brackets without a partner."""
    pieces: list[str] = []
    slots: list[str] = []
    plain: list[str] = []
    optional = inside = False
    at = 0
    while token := _TOKEN.match(text, at):
        at = token.end()
        if token["slot"] is not None:
            if token["slot"] not in SLOTS:
                raise TemplateError(f"{text!r}: unknown slot {{{token['slot']}}}; known are {', '.join(sorted(SLOTS))}")
            pieces.append(f"(?P<s{len(slots)}>{SLOTS[token['slot']]})")
            slots.append(token["slot"])
        elif token["open"] or token["close"]:
            if bool(token["open"]) == inside:
                break
            inside, optional = bool(token["open"]), True
            pieces.append("(?:" if inside else ")?")
        elif token["space"]:
            pieces.append(r"\s{1,9}")
            plain.append(" ")
        else:
            literal = token["literal"] or token["other"]
            pieces.append(re.escape(literal))
            plain.append(literal)
    if at < len(text) or inside:
        raise TemplateError(
            f"{text!r}: a bracket or brace without a partner, or a bracket in a bracket; write \\[ or \\{{ for the "
            "character itself"
        )
    if len(slots) > _MOST:
        raise TemplateError(f"{text!r}: more than {_MOST} slots")
    words = "".join(plain)
    place = _place(text, slots, optional)
    longest = _LONGEST_LINE if sum(slot in _WIDE for slot in slots) < 2 else _LONGEST_MIXED
    mark = "" if text.startswith(_MARKS) else _MARK
    return Template(
        text,
        mark + "".join(pieces),
        tuple(slots),
        words.strip() if text.endswith("]") and place else words if place else "",
        place,
        not plain and slots != ["#"],
        not text.startswith(("{", "[")),
        longest,
    )


def _place(text: str, slots: Sequence[str], optional: bool) -> Literal["line", "opens", "within", ""]:
    """Where the words of a template stand in a line that fits, if these alone tell it."""
    if not slots and not optional:
        return "line"
    if _WITHIN.fullmatch(text):
        return "within"
    opens = _OPENS.fullmatch(text) or (slots == ["-"] and text.endswith("{-}") and not optional)
    return "opens" if opens else ""


def read_slot(name: str, text: str, start: int, end: int) -> dict[str, Found[Any]]:
    """What the reader of a slot's field makes of a span, by record field; empty where it is no such value."""
    if name in _SHORT:
        return {name: Found(fold(text[start:end]), start, end)}
    if name == "title":
        title = trim_title(text, start, end)
        return {name: title} if title else {}
    if name == "own_citation":
        return _read_citation(text, start, end)
    reader = READERS.get(name)
    found: Reading | dict[str, Reading] = reader(text, start, end) if reader else None
    if isinstance(found, dict):
        return {field: item for field, item in found.items() if item}
    return {name: found} if found else {}


def _read_citation(text: str, start: int, end: int) -> dict[str, Found[Any]]:
    """The parts of a whole citation of the page's own work."""
    cited = read_own_citation(text, start, end)
    if cited is None:
        return {}
    found: dict[str, Found[Any]] = {
        field: Found(getattr(cited, field), *span) for field, span in cited.spans.items() if field in FIELDS
    }
    if cited.authors:
        found["authors"] = Found(cited.authors, cited.authors[0].start, cited.authors[-1].end)
    return found
