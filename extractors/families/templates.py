"""Templates of whole lines with typed slots: `Pages {pages} | Received {-}[, Published online: {issued}]`.

A slot is a record field in braces, read by the reader of its field; `{-}` is text that no field is kept for; a part in
square brackets may lack. White space in a template stands for any, letters for either case. `\\[`, `\\{` and their
like stand for themselves. The idea of a template beside a raw page is TextFSM's; the syntax is our own.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.found import Found
from extractors.page import Line
from extractors.values import READERS, Reading, fold

# what a slot may hold, before its reader judges it
SLOTS: dict[str, str] = {
    "-": r".{1,400}?",
    **dict.fromkeys(("volume", "issue", "article_number", "first_page", "last_page"), r"[\w./()–‐-]{1,24}"),
    "pages": r"[\w.]{1,12}(?:\s?[-–‐—/~～]\s?[\w.]{1,12})?",
    "page_count": r"\d{1,5}",
    "issued": r"[^|;]{4,40}?",
    "doi": r"(?:https?://\S{0,40})?10\.\d{4,9}/\S{1,200}",
    "issn": r"[\dXx–, ()-]{8,60}",
    **dict.fromkeys(("citation_count", "reference_count", "related_total"), r"[\d.,]{1,12}"),
    **dict.fromkeys(("pmid", "pmcid", "arxiv_id", "isbn"), r"\S.{0,60}?"),
    **dict.fromkeys(
        ("title", "authors", "citation", "own_citation", "keywords", "subjects", "abstract"), r"\S.{0,4000}?"
    ),
    **dict.fromkeys(("container_title", "publisher", "publisher_place", "language"), r"\S.{0,200}?"),
    "affiliations": r"\S.{0,2000}?",
    "references": r"\S.{0,2000}?",
    "related": r"\S.{0,2000}?",
}
_TOKEN = re.compile(
    r"\\(?P<literal>.)|\{(?P<slot>[a-z_-]+)\}|(?P<open>\[)|(?P<close>\])|(?P<space>\s+)|(?P<other>[^\\{}\[\]\s]+)"
)
_MOST = 12  # slots of a template


class TemplateError(ValueError):
    """A template that cannot be read; the message says what is wrong."""


@dataclass(slots=True, frozen=True)
class Template:
    """A template ready to match lines."""

    text: str
    pattern: re.Pattern[str]
    slots: tuple[str, ...]

    def match(self, line: Line) -> dict[str, tuple[int, int]] | None:
        """The span of each slot in the page text, where the whole line fits; None where it does not."""
        found = self.pattern.fullmatch(line.text)
        if found is None:
            return None
        spans = {}
        for number, slot in enumerate(self.slots):
            if slot != "-" and found.group(f"s{number}") is not None:
                start, end = found.span(f"s{number}")
                spans[slot] = (line.start + start, line.start + end)
        return spans


@lru_cache(maxsize=2000)
def compile_template(text: str) -> Template:
    """The template of a text. Raises TemplateError for a slot that is not known and for brackets without a partner."""
    pieces: list[str] = []
    slots: list[str] = []
    depth = at = 0
    for token in _TOKEN.finditer(text):
        if token.start() != at:
            break
        at = token.end()
        if token["slot"] is not None:
            if token["slot"] not in SLOTS:
                raise TemplateError(f"{text!r}: unknown slot {{{token['slot']}}}; known are {', '.join(sorted(SLOTS))}")
            pieces.append(f"(?P<s{len(slots)}>{SLOTS[token['slot']]})")
            slots.append(token["slot"])
        elif token["open"] or token["close"]:
            depth += 1 if token["open"] else -1
            pieces.append("(?:" if token["open"] else ")?")
        elif token["space"]:
            pieces.append(r"\s{1,9}")
        else:
            pieces.append(re.escape(token["literal"] or token["other"]))
        if depth not in (0, 1):
            break
    if at < len(text) or depth:
        raise TemplateError(
            f"{text!r}: a bracket or brace without a partner; write \\[ or \\{{ for the character itself"
        )
    if len(slots) > _MOST:
        raise TemplateError(f"{text!r}: more than {_MOST} slots")
    return Template(text, re.compile("".join(pieces), re.IGNORECASE), tuple(slots))


def read_slot(name: str, text: str, start: int, end: int) -> dict[str, Reading]:
    """What the reader of a slot's field makes of a span, by record field; empty where it is no such value."""
    if name in ("volume", "issue", "first_page", "last_page", "article_number"):
        return {name: Found(fold(text[start:end]), start, end)}
    reader = READERS.get(name)
    found = reader(text, start, end) if reader else None
    if isinstance(found, dict):
        return {field: item for field, item in found.items() if item}
    return {name: found} if found else {}
