"""Tongzhouyun: names in inverted order, deposited markup, and references of which Crossref has the parts alone."""

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.deposited_markup import behind_heading, blank_tags, join, without_tags
from extractors.detectors.keywords import split_keywords
from extractors.detectors.name_marks import marks_alone
from extractors.detectors.names import parse_name
from extractors.detectors.references import parse_reference, split_references
from extractors.family import Family, reads
from extractors.found import AbstractText, CitedWork, Found, Name
from extractors.page import Part
from extractors.values import Reading, fold, read_abstract, read_title

_STATED = re.compile(r"(\d{1,5})[ \t]*(?:articles?\b\.?|[篇条])")
_ORCID = re.compile(r"ORCID(?=,|\s*$)")
# `Title;Author;Journal,Year`, where Crossref has the parts of a reference and not its text
_PARTS = re.compile(
    r"(?P<title>[^\n]{0,1000}?);(?:(?P<author>[^;\n]{0,100});)?(?P<container>[^;\d\s][^;\n]{0,250}|),(?P<year>(?:1[5-9]|20)\d\d)"
)


class Tongzhouyun(Family, described=__file__):
    @reads
    def title(self, part: Part) -> Reading:
        """The lines above the first label. A page without labels has no title but one reference."""
        head = self.head(part)[:3] if part.entries else []
        run = head[: next((n for n, line in enumerate(head) if n and line.spaced), len(head))]
        if not run:
            return None
        start, end = run[0].start, run[-1].end
        found = read_title(without_tags(part.page.text[start:end]), 0, end)
        return replace(found, start=start, end=end) if found else None

    @reads
    def authors(self, part: Part) -> Found[list[Name]] | None:
        """`Faulkner Alison1,2,Basset Thurstine2`: only commas part names; marks are the name's before."""
        entry = part.entries.get("authors")
        if not entry:
            return None
        names: list[Name] = []
        printed = _ORCID.sub(lambda match: " " * len(match[0]), part.page.text[entry.start : entry.end])
        for piece in re.finditer(r"[^,\uff0c]+", printed):
            marks = marks_alone(piece[0])
            if marks is not None and names:
                names[-1].marks += marks
            elif name := parse_name(piece[0], "family-first", entry.start + piece.start()):
                names.append(name)
        return Found(names, entry.start, entry.end) if names else None

    @reads
    def abstract(self, part: Part) -> Found[AbstractText] | None:
        entry = part.entries.get("abstract")
        text = blank_tags(part.page.text[entry.start : entry.end]) if entry else ""
        start = behind_heading(text)
        found: Found[AbstractText] | None = read_abstract(text, start, len(text))
        if entry is None or found is None:
            return None
        for section in found.value.sections:
            section.text = join(section.text)
        return Found(found.value, entry.start + start, entry.end)

    @reads
    def subjects(self, part: Part) -> Reading:
        lines = part.entries["subjects"].lines if "subjects" in part.entries else []
        found = [item for line in lines for item in split_keywords(part.page.text, line.start, line.end, ",")]
        return Found([item.value for item in found], found[0].start, found[-1].end) if found else None

    @reads
    def cited_by(self, part: Part) -> Mapping[str, Reading]:
        """The count; the papers listed below it are neither the page's own nor cited by it."""
        entry = part.entries.get("cited_by")
        stated = _STATED.match(part.page.text, entry.start, entry.end) if entry else None
        return {"citation_count": Found(int(stated[1]), *stated.span())} if stated else {}

    @reads
    def references(self, part: Part) -> Mapping[str, Reading]:
        entry = part.entries.get("references")
        if not entry:
            return {}
        text, start, read = part.page.text.replace("\u00a0", " "), entry.start, dict[str, Reading]()
        if stated := _STATED.match(entry.lines[0].text):
            read["reference_count"] = Found(int(stated[1]), start, start + stated.end())
            start += stated.end()
        works = [_work(text, *span) for span in split_references(text, start, entry.end)]
        return read | {"references": Found(works, works[0].start, works[-1].end)} if works else read

    @reads
    def lone_reference(self, part: Part) -> Mapping[str, Reading]:
        """The page of a work that the portal knows from reference lists alone: one reference, printed twice."""
        lines = part.content
        if part.entries or len(lines) > 2 or len({line.text for line in lines}) != 1:
            return {}
        start, end = lines[0].start, lines[0].end
        work = parse_reference(part.page.text, start, end)
        if work.title is None and work.container_title is None:
            return {}
        values = {
            "title": work.title,
            "authors": work.authors if all(name.family and name.given for name in work.authors) else None,
            "container_title": work.container_title,
            "issued": str(work.year) if work.year else None,
            **{name: getattr(work, name) for name in ("volume", "issue", "first_page", "last_page", "doi")},
        }
        again = Found(None, lines[-1].start, lines[-1].end)
        return {**{name: Found(value, start, end) for name, value in values.items() if value}, "again": again}


def _work(text: str, ordinal: int | None, start: int, end: int) -> CitedWork:
    parts = _PARTS.fullmatch(text, start, end)
    work = parse_reference(text, start, end)
    if parts is not None:
        work = CitedWork(fold(text[start:end]), year=int(parts["year"]), start=start, end=end)
        title = read_title(text, *parts.span("title"))
        work.title = title.value if title and (parts["author"] is not None or len(title.value.split()) > 3) else None
        work.container_title = fold(parts["container"]) or None
        work.authors = parse_authors(text, "auto", *parts.span("author")) if parts["author"] else []
    work.ordinal = ordinal
    return work
