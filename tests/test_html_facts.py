"""The HTML seeds give what their author meant them to give, field by field, and nothing else.

`html_facts.json` was written beside the seeds, not from output. A field that is not named there must be empty, save for
those in `SILENT`, about which facts say something only where they name them. `alt` holds what is as good.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from pipeline import extract

ROOT = Path(__file__).resolve().parents[1]
FACTS = json.loads((ROOT / "tests/html_facts.json").read_text(encoding="utf-8"))
MAIN = (
    *("title", "authors", "doi", "issn", "isbn", "container_title", "publisher", "issued", "volume", "issue"),
    *("first_page", "last_page", "abstract_start", "abstract_end", "sections", "keywords", "references"),
)
SILENT = ("type", "language", "pmid", "publisher_place")


@cache
def outcome(seed):
    return extract((ROOT / "seeds" / seed).read_bytes())


def author(name):
    """As facts write it: given name first, CJK names as printed."""
    joined = " ".join(part for part in (name.given, name.family) if part)
    return name.literal if not joined or _east_asian(joined) else joined


def _east_asian(text):
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)


def value(record, field, fact):
    text = record.abstract.labelled() if record.abstract else ""
    if field == "abstract_start":
        return text[: len(fact)] if fact else text
    if field == "abstract_end":
        return text[-len(fact) :] if fact else text
    if field == "sections":
        return [section.label for section in record.abstract.sections if section.label] if record.abstract else []
    if field == "authors":
        return [author(name) for name in record.authors]
    if field == "references":
        return len(record.references)
    return getattr(record, field)


CASES = [
    (seed, position, field)
    for seed, records in FACTS.items()
    for position, fact in enumerate(records)
    for field in (*MAIN, *(name for name in SILENT if name in fact))
]


@pytest.mark.parametrize("seed", FACTS)
def test_seed_gives_its_records(seed):
    result = outcome(seed)
    assert (result.reason, len(result.records)) == (None, len(FACTS[seed]))


@pytest.mark.parametrize("seed, position, field", CASES, ids=lambda value: str(value).removesuffix(".html"))
def test_fact_holds(seed, position, field):
    fact = FACTS[seed][position]
    wanted = fact.get(field)
    records = outcome(seed).records
    assert position < len(records), "no such record"
    found = value(records[position], field, wanted)
    accepted = [wanted or None, *([fact["alt"][field]] if field in fact.get("alt", {}) else [])]
    if field == "issn" and found:
        found, accepted = sorted(found), [sorted(wanted or [])]
    assert (found or None) in accepted


def test_every_html_seed_has_facts():
    """Seeds of described families are rendered from known facts and held by their golden files."""
    described = {path.stem for path in (ROOT / "extractors" / "families").glob("*.toml")}
    seeds = {f"{path.parent.name}/{path.name}": path.parent.name for path in (ROOT / "seeds").glob("*/*.html")}
    assert {seed for seed, family in seeds.items() if family not in described} <= set(FACTS) <= set(seeds)
