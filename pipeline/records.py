"""Drafts to records: the validated result, with language and the warnings that follow from the values."""

import hashlib
from collections.abc import Callable
from typing import Any

from extractors.decision.draft import Draft
from extractors.found import AbstractText, CitedWork, Name
from extractors.page import Page
from pipeline.language import detect_language, normalise_language_tag
from schemas import Record, Reference

_LONG = 300  # characters of an abstract beside which a title's wording does not weigh
_ENOUGH_LETTERS = 60  # below that, what the page says of its language is the better witness than its wording


def build_record(draft: Draft, page: Page, page_id: str, path: str | None, position: int, extractor: str) -> Record:
    """The record of a draft. Raises pydantic's ValidationError where a reader broke its promise."""
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
    values["language"] = _language(draft, values)
    provenance = {
        name: [{"rule": rule, "start": start, "end": end, "tag": tag} for rule, start, end, tag in items]
        for name, items in draft.evidence.items()
        if name in values
    }
    source = {
        "page_id": page_id,
        "path": path,
        "url": page.url,
        "position": position,
        "extractor": extractor,
        "media": page.media,
    }
    record_id = hashlib.sha256(f"{page_id}#{position}".encode()).hexdigest()[:32]
    facts = {"record_id": record_id, "source": source, "provenance": provenance, "warnings": sorted(draft.warnings)}
    return Record.model_validate({**facts, **values})


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


def _works(works: list[CitedWork]) -> list[dict[str, Any]]:
    return [{**{name: getattr(work, name) for name in _PRINTED}, "authors": _authors(work.authors)} for work in works]


_PRINTED = tuple(name for name in Reference.model_fields if name != "authors")
_VALUES: dict[str, Callable[[Any], Any]] = {
    "authors": _authors,
    "abstract": _abstract,
    "references": _works,
    "related": _works,
}
