"""Emerald's search results: title, authors and teaser of a result, none of them labelled, and false chrome."""

import re
from collections.abc import Mapping
from itertools import takewhile, zip_longest
from typing import Any

from extractors.detectors.abstracts import is_teaser_of, is_truncated
from extractors.detectors.author_lines import looks_like_author_line
from extractors.detectors.author_lists import parse_authors
from extractors.detectors.name_words import PARTICLES
from extractors.family import Family, reads
from extractors.found import Found
from extractors.page import Line, Page, Part
from extractors.values import READERS, Reading, read_abstract, read_citation, read_text, read_title, read_type


class EmeraldSearch(Family, described=__file__):
    def parts(self, page: Page) -> list[Part]:
        parts = super().parts(page)
        for part in parts:
            _free_keywords(part)
            _free_numbers(part)
        return parts

    @reads
    def type(self, part: Part) -> Mapping[str, Reading]:
        return read_type(part.page.text, part.lines[0].start, part.lines[0].end)

    @reads
    def above_the_abstract(self, part: Part) -> Mapping[str, Reading]:
        """Title, authors and teaser; where the page breaks off above the abstract, the teaser is its beginning."""
        text, lines = part.page.text, self._above(part)
        read: dict[str, Reading] = {}
        if line := lines.get("title"):
            read["title"] = read_title(text, line.start, line.end)
        if (line := lines.get("authors")) and (names := parse_authors(text, "given-first", line.start, line.end)):
            read["authors"] = Found(names, line.start, line.end)
        if line := lines.get("teaser"):
            shown = Found(None, line.start, line.end)
            read |= (
                {"!teaser": shown}
                if "abstract" in part.entries
                else {"abstract": read_abstract(text, line.start, line.end)}
            )
        return read

    @reads
    def details(self, part: Part) -> Mapping[str, Reading]:
        """`Journal, vol. 21 no. 4`; of a book part, the book."""
        entry = part.entries.get("details")
        if not entry:
            return {}
        line = entry.lines[0]
        cited = read_citation(part.page.text, line.start, line.end)
        return cited or {"container_title": read_text(part.page.text, line.start, line.end)}

    @reads
    def issn(self, part: Part) -> list[Found[Any]]:
        return _forms(part, "issn")

    @reads
    def isbn(self, part: Part) -> list[Found[Any]]:
        return _forms(part, "isbn")

    def _above(self, part: Part) -> dict[str, Line]:
        """The lines between the date and the next label by what they are: `title`, `authors`, `teaser`.

        A line is the title only where it can be no list of names, and the one below it can.
        """
        date, abstract = part.entries.get("issued"), part.entries.get("abstract")
        if not date:
            return {}
        below = [entry.label_start for entry in part.entries.values() if entry.label_start > date.end]
        lines = [line for line in part.content if date.end <= line.start < min(below, default=part.end)]
        full = part.page.text[abstract.start : abstract.end][:_LONGEST_COMPARED] if abstract else ""
        found: dict[str, Line] = {}
        if lines and (
            is_truncated(lines[0].text) or (lines[0].text[:12] in full and is_teaser_of(lines[0].text, full))
        ):
            return {"teaser": lines[0]}
        if len(lines) > 1 and _are_names(lines[1].text) and not _are_names(lines[0].text):
            found["title"] = lines.pop(0)
        if lines and _are_names(lines[0].text):
            found["authors"] = lines.pop(0)
        if lines:
            found["teaser"] = lines[0]
        return found


_LONGEST_COMPARED = 4000


def _forms(part: Part, name: str) -> list[Found[Any]]:
    """The numbers of print and electronic form, each behind its own label."""
    entries = [part.entries.get(name), part.entries.get(f"{name}_of_another_form")]
    found = [READERS[name](part.page.text, entry.start, entry.end) for entry in entries if entry]
    return [reading for reading in found if isinstance(reading, Found)]


def _are_names(text: str) -> bool:
    """Whether a line where authors stand may hold their names: capitals but for particles, and no sentence."""
    if looks_like_author_line(text):
        return True
    if is_truncated(text) or re.search(r"[?!:;]|(?<!\w)[“”\"]|\d{2}|[^\W\d_]{4}\.$", text):
        return False
    names = [[word for word in name.split() if word not in _SMALL] for name in re.split(r",|&| and ", text)]
    names = [name for name in names if name]
    small = sum(any(word[0].islower() for word in name) for name in names)  # "vishal sharma" among others
    return bool(names) and (not small or (2 * small < len(names) and all(len(name) < 6 for name in names)))


_SMALL = PARTICLES | {"and", "of", "for", "the", "on", "in"}


def _free_numbers(part: Part) -> None:
    """A bare number is a counter above the abstract; between its paragraphs it is one of them."""
    heads = [line.number for line in part.lines if line.text in ("Abstract", "Details")]
    inner = [
        line for line in part.lines if heads and heads[0] < line.number < (heads[1:] or [part.lines[-1].number])[0]
    ]
    while inner and inner[-1].chrome is not None:
        inner.pop()
    for line in inner:
        if line.chrome is not None and line.chrome.category == "counter" and line.text.isdecimal():
            line.chrome = None


def _free_keywords(part: Part) -> None:
    """Keywords are the authors' own words, though some (`Facebook`, `Open access`) are menus elsewhere."""
    label = next((n for n, line in enumerate(part.lines) if line.text == "Keywords"), len(part.lines))
    lines = part.lines[label + 1 :]
    listed = list(takewhile(lambda line: not (line.chrome and line.chrome.category == "counter"), lines))
    if len(listed) == len(lines) and part.lines[-1] is part.page.lines[-1]:  # no counter parts them from the footer
        listed = listed[:1] + list(takewhile(lambda line: not line.spaced, listed[1:]))
    for line, below in zip_longest(listed, listed[1:]):
        own = line.chrome is not None and line.chrome.owner
        joined = below is not None and not below.spaced and (below.chrome is None or not below.chrome.owner)
        if not own or joined or (not line.spaced and line is not listed[0]):
            line.chrome = None
