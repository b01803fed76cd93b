"""Drafts to records: the validated result, with language and the warnings that follow from the values."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from extractors.decision.draft import Draft, Evidence
from extractors.found import AbstractText, CitedWork, Name
from extractors.page import Page
from pipeline.language import detect_language, normalise_language_tag
from schemas import Record, Reference

_NEAR = 50_000  # characters around the names in which affiliations are looked for
_MOST_HOMES, _MOST_MISSED = 20_000, 500  # affiliations that are looked for, and that may be missed
_LONG = 300  # characters of an abstract beside which a title's wording does not weigh
_ENOUGH_LETTERS = 60  # below that, what the page says of its language is the better witness than its wording


def build_record(draft: Draft, page: Page, source: Mapping[str, Any], position: int) -> Record:
    """The record of a draft, `source` as a record has it. Raises pydantic's ValidationError where a reader broke its
    promise."""
    values = {
        name: _VALUES[name](value) if name in _VALUES else value
        for name, value in draft.values.items()
        if name in Record.model_fields
    }
    abstract = values.get("abstract")
    if abstract:
        abstract["language"] = detect_language(abstract["text"])
        if abstract["truncated"] or _broken_off(draft, page):
            abstract["truncated"] = True
            draft.warn("abstract_truncated")
    for other in values.get("abstracts", ()):
        other["language"] = detect_language(other["text"])
    values["language"] = _language(draft, values)
    provenance = {
        name: [item._asdict() for item in items]
        for name, items in (draft.evidence | _of_items(draft, page)).items()
        if name.partition(".")[0] in values
    }
    return Record.model_validate(
        {
            "record_id": hashlib.sha256(f"{source['page_id']}#{position}".encode()).hexdigest()[:32],
            "source": {**source, "position": position},
            "provenance": provenance,
            "warnings": sorted(draft.warnings),
            **values,
        }
    )


def _of_items(draft: Draft, page: Page) -> dict[str, list[Evidence]]:
    """The evidence for single items: `references.3`, `authors.0.affiliations`; what a reader gave itself holds."""
    found: dict[str, list[Evidence]] = {}
    for name in ("references", "related"):
        evidence = draft.evidence.get(name)
        for number, work in enumerate(draft.values.get(name, ())):
            if evidence and work.end > work.start:
                found[f"{name}.{number}"] = [Evidence(evidence[0].rule, work.start, work.end)]
    homes = _Homes(page.text, draft.evidence.get("authors", []))
    for number, author in enumerate(draft.values.get("authors", ())):
        if places := list(homes.of(author.affiliations)):
            found[f"authors.{number}.affiliations"] = places
    return found | {name: items for name, items in draft.evidence.items() if "." in name}


class _Homes:
    """Where affiliations stand: near the names in the page text, else in the tags of the names."""

    def __init__(self, text: str, names: list[Evidence]) -> None:
        self._names = names
        self._at = min((item.start for item in names if item.start is not None), default=0)
        self._before = max(self._at - _NEAR, 0)
        self._text = text[: max((item.end for item in names if item.end is not None), default=0) + _NEAR]
        self._known: dict[str, tuple[int, int] | None] = {}
        self._missed = 0

    def of(self, affiliations: list[str]) -> Iterator[Evidence]:
        """The evidence for the affiliations of a name."""
        spans = [self._span(one) for one in affiliations]
        yield from (Evidence(self._names[0].rule, *span) for span in spans if span and self._names)
        if not all(spans):
            yield from (item for item in self._names if item.tag)

    def _span(self, value: str) -> tuple[int, int] | None:
        if value not in self._known:
            if len(self._known) >= _MOST_HOMES or self._missed >= _MOST_MISSED:
                return None
            self._known[value] = _standing(value, self._text, self._at) or _standing(value, self._text, self._before)
            self._missed += self._known[value] is None
        return self._known[value]


def _standing(value: str, text: str, start: int) -> tuple[int, int] | None:
    """Where a value stands in the text, whatever white space is between its words there."""
    if (at := text.find(value, start)) >= 0:
        return at, at + len(value)
    words = value.split()
    found = re.compile(r"\s{1,40}".join(map(re.escape, words))).search(text, start) if words else None
    return found.span() if found else None


def _broken_off(draft: Draft, page: Page) -> bool:
    """Whether the page ends in the middle of the abstract's last sentence."""
    span = draft.evidence["abstract"][-1]
    if span.end is None or page.media != "text" or page.text[span.end :].strip():
        return False
    return page.text[span.start : span.end].rstrip("\"'”’»)] ")[-1:] not in ".!?。!?…"


def _language(draft: Draft, values: dict[str, Any]) -> str | None:
    """The language of title and abstract; where they say too little, what the page says."""
    abstract = values["abstract"]["text"] if values.get("abstract") else ""
    stated = normalise_language_tag(values["language"]) if values.get("language") else None
    detected: str | None
    if len(abstract) >= _LONG:
        detected = values["abstract"]["language"]
    else:
        wording = f"{values.get('title') or ''}\n{abstract}"
        if stated and sum(map(str.isalpha, wording)) < _ENOUGH_LETTERS:
            return stated
        detected = detect_language(wording)
    if detected is None:
        return stated
    if stated and stated.split("-")[0] != detected:
        draft.warn("conflict:language")
    return detected


def _author(name: Name) -> dict[str, Any]:
    return {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "orcid": name.orcid,
        "affiliations": name.affiliations,
    }


def _authors(names: list[Name]) -> list[dict[str, Any]]:
    return [_author(name) for name in names]


def _abstract(abstract: AbstractText) -> dict[str, Any]:
    labelled = any(section.label for section in abstract.sections)
    sections = (
        [{"label": s.label, "category": s.category, "text": s.text} for s in abstract.sections] if labelled else []
    )
    text = "\n".join(section.text for section in abstract.sections if section.text)
    return {"text": text, "truncated": abstract.truncated, "sections": sections}


def _abstracts(abstracts: list[AbstractText]) -> list[dict[str, Any]]:
    return [_abstract(abstract) for abstract in abstracts]


def _titles(titles: list[str | tuple[str, str]]) -> list[dict[str, Any]]:
    """Titles in other languages, each as text, or with its language where the page says it."""
    pairs = [title if isinstance(title, tuple) else (title, None) for title in titles]
    return [
        {"text": text, "language": (normalise_language_tag(said) if said else None) or detect_language(text)}
        for text, said in pairs
    ]


def _works(works: list[CitedWork]) -> list[dict[str, Any]]:
    return [{**{name: getattr(work, name) for name in _PRINTED}, "authors": _authors(work.authors)} for work in works]


_PRINTED = tuple(name for name in Reference.model_fields if name != "authors")
_VALUES: dict[str, Callable[[Any], Any]] = {
    "authors": _authors,
    "abstract": _abstract,
    "abstracts": _abstracts,
    "title_translated": _titles,
    "references": _works,
    "related": _works,
}
