"""Drafts become records: both languages of a page, and the evidence for single items."""

from extractors.decision.draft import Draft, Evidence
from extractors.found import AbstractSection, AbstractText, CitedWork, Name
from extractors.page import Page
from pipeline.merging.values import merge_values
from pipeline.outputs import FORMATS
from pipeline.records import build_record

SOURCE = {"page_id": "sha256:0", "path": None, "url": None, "extractor": "generic", "media": "text"}
SPANISH = "El agua del valle se vende por turnos desde hace un siglo, y los turnos se venden como el agua misma."
ENGLISH = "The water of the valley has been sold by turns for a century, and turns are sold just as the water is."
TEXT = f"""Los mercados de agua
Ana Gil, Luis Gil, Eva Mar
Universidad del
Valle
Resumen {SPANISH}
Abstract {ENGLISH}
1. Gil A. Turnos. 1999.
"""


def abstract(text):
    return AbstractText([AbstractSection(None, None, text, TEXT.index(text), TEXT.index(text) + len(text))])


def at(text, rule="generic.x"):
    return Evidence(rule, TEXT.index(text), TEXT.index(text) + len(text))


def bilingual():
    draft = Draft()
    draft.put("title", "Los mercados de agua", at("Los mercados de agua"))
    draft.put("abstract", abstract(SPANISH), at(SPANISH))
    draft.put("abstracts", [abstract(ENGLISH)], at(ENGLISH))
    draft.put(
        "title_translated", [("Water markets", "eng"), "The markets for the water of a dry valley"], at("Abstract")
    )
    home = ["Universidad del Valle"]
    names = [Name("Ana Gil", "Gil", "Ana", affiliations=home), Name("Luis Gil"), Name("Eva Mar", affiliations=["Lost"])]
    draft.put("authors", names, at("Ana Gil, Luis Gil, Eva Mar", "generic.authors"))
    raw = "1. Gil A. Turnos. 1999."
    work = CitedWork(raw, 1, start=TEXT.index(raw), end=TEXT.index(raw) + len(raw))
    draft.put("references", [work], at(raw, "generic.references"))
    return build_record(draft, Page.of(TEXT), SOURCE, 0)


def test_both_languages_of_a_page():
    record = bilingual()
    assert (record.abstract.language, [one.language for one in record.abstracts]) == ("es", ["en"])
    assert record.abstracts[0].text == ENGLISH
    assert (record.title_translated[0].text, record.title_translated[0].language) == ("Water markets", "en")
    assert record.title_translated[1].language == "en"
    assert record.provenance["abstracts"]
    assert list(record.model_dump())[-1] == "warnings"


def test_what_has_one_language_has_no_keys_for_others():
    draft = Draft()
    draft.put("title", "Water markets", Evidence("x", 0, 5))
    row = build_record(draft, Page.of("Water markets"), SOURCE, 0).model_dump()
    assert not {"abstracts", "title_translated", "body"} & set(row)


def test_single_items_carry_evidence():
    record = bilingual()
    (home,) = record.provenance["authors.0.affiliations"]
    assert TEXT[home.start : home.end].split() == ["Universidad", "del", "Valle"]
    assert "authors.1.affiliations" not in record.provenance  # it has none
    assert "authors.2.affiliations" not in record.provenance  # the page does not show it
    (entry,) = record.provenance["references.0"]
    assert TEXT[entry.start : entry.end] == record.references[0].raw and entry.rule == "generic.references"


def test_they_go_through_a_merge_and_into_a_table():
    record = bilingual()
    rows = [("a", record.model_dump()), ("b", record.model_dump(exclude={"abstracts", "title_translated"}))]
    chosen, choices, _ = merge_values(rows)
    assert chosen["abstracts"][0]["text"] == ENGLISH and choices["abstracts"]["witnesses"] == ["a"]
    assert ENGLISH in FORMATS["csv"].document([record]).decode()
