"""What a description made of pages, line by line, for those who write one."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.families.described import Described
from extractors.families.templates import compile_template
from extractors.page import Page
from extractors.registry import given, phrasebook
from pipeline.descriptions import family_folder
from pipeline.extracting import extract
from pipeline.golden import excerpt
from schemas import PageResult

_WIDTH = 100  # characters of a line that is shown
_SHOWN = (
    *("title", "authors", "container_title", "issued", "volume", "issue", "first_page", "last_page"),
    *("article_number", "doi", "issn", "publisher", "keywords", "warnings"),
)


def described(path: Path) -> list[Described]:
    """The families that a file, or the files of a folder, describe. Raises FamilyError."""
    family_folder(path)
    return list(given(path).values())


def check(path: Path, pages: Iterable[Path]) -> Iterator[str]:
    """The lines of the report: of each description, of each page, and what no page showed. Raises FamilyError."""
    families = described(path)
    for family in families:
        told = family.description
        yield f"{told.name}: {len(told.signs)} signs, {len(told.lines)} lines, {len(told.labels)} labels: no errors"
    seen: list[PageResult] = []
    for page in pages:
        result = extract(page.read_bytes(), path=str(page), families=path)
        seen.append(result)
        yield ""
        yield from _report(page, result, families, path)
    if seen:
        yield ""
        yield from _unmet(families, seen)


def _report(page: Path, result: PageResult, families: Iterable[Described], path: Path) -> Iterator[str]:
    yield f"{page}: {result.extractor or f'rejected ({result.reason})'}"
    weights = phrasebook(path).scan(Page.of(result.page_text, url=result.url)).weights
    for family in families:
        if family.name != result.extractor:
            yield f"  signs of {family.name}: weight {weights.get(family.name, 0)}, needed {family.description.enough}"
    for segment in result.segments:
        lines = [line.strip() for line in result.page_text[segment.start : segment.end].splitlines() if line.strip()]
        for line in lines:
            shown = line if len(line) <= _WIDTH else excerpt(line, _WIDTH)
            yield f"  {segment.kind:<11} {segment.rule or '':<32} {shown}"
    for record in result.records:
        row = record.model_dump(mode="json")
        for name in _SHOWN:
            if row[name]:
                value = "; ".join(one["literal"] for one in row[name]) if name == "authors" else row[name]
                yield f"  = {name}: {value}"
        if record.abstract:
            yield f"  = abstract: {excerpt(record.abstract.text, _WIDTH)}"


def _unmet(families: Iterable[Described], seen: Iterable[PageResult]) -> Iterator[str]:
    """What a description tells that no page of it showed."""
    for family in families:
        pages = [Page.of(result.page_text) for result in seen if result.extractor == family.name]
        lines = [line for page in pages for line in page.lines]
        told = family.description
        for key, templates in (("lines", told.lines), ("ends", told.ends)):
            for template in templates:
                if not any(compile_template(template).match(line) is not None for line in lines):
                    yield f"{family.name}: no page showed {key} {template!r}"
