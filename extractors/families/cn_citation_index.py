"""The citation portal: names and works in the manner of Web of Science, codes of two classifications."""

import re
from collections.abc import Mapping, Sequence

from extractors.detectors.classifications import split_codes
from extractors.detectors.keywords import split_index_terms, split_keywords
from extractors.detectors.listed_works import parse_place, read_names, read_numbered, read_pages, title_lines
from extractors.family import Family, reads
from extractors.found import Found, Name
from extractors.page import Entry, Line, Part
from extractors.values import Reading, cited_fields, fold, read_number, read_title

# a scheme's label, and its name in the record: both are codes that the portal itself assigns
_SCHEMES = {"clc": "CLC", "discipline": "GB/T 13745"}
_AFFILIATION = re.compile(r"(?:^|(?<=[;\uff1b])\s*)\[\s*(\d{1,3})\s*\]\s*")
_TOTAL = re.compile(r"[(\uff08]?共有?\s*([\d,]{1,9})\s*[条篇]")
# `JOURNAL | 2020年 / 12卷 / 03期`, on one line or several
_SOURCE = {
    "container_title": re.compile(r"(?P<value>[^\s|/][^\n|]*?)\s*(?=[|\n]|,?\s*\d{4}\s*年|$)"),
    "issued": re.compile(r"(?P<value>(?:1[5-9]|20)\d\d)\s*年"),
    "volume": re.compile(r"(?P<value>[\w.-]{1,15})\s*卷"),
    "issue": re.compile(r"(?P<value>[\w.-]{1,15}(?: \w{1,8})?)\s*期"),
}


class CnCitationIndex(Family, described=__file__):
    def affiliations_of(self, entry: Entry) -> dict[str, str]:
        """Organisations by number; a line without a number goes on from the one above, or stands alone."""
        found: dict[str, str] = {}
        mark = "0"
        for line in entry.lines:
            pieces = _AFFILIATION.split(line.text)
            found[mark] = f"{found.get(mark, '')} {pieces[0]}".strip(" ;\uff1b")
            for mark, name in zip(pieces[1::2], pieces[2::2], strict=True):
                found[mark] = name.strip(" ;\uff1b")
        return {mark: fold(name) for mark, name in found.items() if name}

    @reads
    def title(self, part: Part) -> Reading:
        lines = part.content
        if not self.head(part):
            return None
        count = title_lines(part.page.text, _spans(lines), [line.spaced for line in lines])
        return read_title(part.page.text, lines[0].start, lines[count - 1].end)

    @reads
    def authors(self, part: Part) -> Found[list[Name]] | None:
        entry = part.entries.get("authors")
        names = read_names(part.page.text, _spans(entry.lines)) if entry else []
        return Found(names, entry.start, entry.end) if entry and names else None

    @reads
    def keywords(self, part: Part) -> Mapping[str, Reading]:
        lists = {key: part.entries[key] for key in ("keywords", "index_terms") if part.entries.get(key)}
        items = {key: split_keywords(part.page.text, entry.start, entry.end) for key, entry in lists.items()}
        if "keywords" in items and "index_terms" not in items:
            items["keywords"], items["index_terms"] = split_index_terms(items["keywords"])
        read = {key: found for key, found in items.items() if found}
        return {key: Found([item.value for item in of], of[0].start, of[-1].end) for key, of in read.items()}

    @reads
    def classifications(self, part: Part) -> list[Found[list[dict[str, str | None]]]]:
        entries = [(scheme, entry) for key, scheme in _SCHEMES.items() if (entry := part.entries.get(key))]
        return [
            Found([{"scheme": scheme, "code": code.value[0], "name": code.value[1]}], code.start, code.end)
            for scheme, entry in entries
            for line in entry.lines
            for code in split_codes(part.page.text, line.start, line.end)
        ]

    @reads
    def source(self, part: Part) -> Mapping[str, Reading]:
        entry = part.entries.get("source")
        if not entry:
            return {}
        text, start, end = part.page.text, entry.start, entry.end
        if cited := parse_place(text, start, end):
            return cited_fields(cited)
        found = {
            name: (told.match if name == "container_title" else told.search)(text, start, end)
            for name, told in _SOURCE.items()
        }
        return {name: Found(fold(match["value"]), *match.span("value")) for name, match in found.items() if match}

    @reads
    def pages(self, part: Part) -> Mapping[str, Reading]:
        lines = part.entries["pages"].lines[:1] if "pages" in part.entries else []
        return {
            name: Found(page, line.start, line.end) for line in lines for name, page in read_pages(line.text).items()
        }

    @reads
    def references(self, part: Part) -> Mapping[str, Reading]:
        return _list(part, "references", "reference_count")

    @reads
    def related(self, part: Part) -> Mapping[str, Reading]:
        return _list(part, "related", "related_total")


def _spans(lines: Sequence[Line]) -> list[tuple[int, int]]:
    return [(line.start, line.end) for line in lines]


def _list(part: Part, key: str, total: str) -> Mapping[str, Reading]:
    """`共 50 条`, then works: `[21] title`, names one a line, and a citation line."""
    entry = part.entries.get(key)
    if not entry:
        return {}
    text, read = part.page.text, dict[str, Reading]()
    if stated := _TOTAL.match(text, entry.lines[0].start, entry.lines[0].end):
        read[total] = read_number(text, *stated.span(1))
    works = read_numbered(text, _spans(entry.lines), [line.spaced for line in entry.lines])
    return read | {key: Found(works, works[0].start, works[-1].end)} if works else read
