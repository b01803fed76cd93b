"""Notices: what they are, what they speak of, and that no DOI of another work is taken for theirs."""

import pytest

from extractors.detectors.notices import is_retracted, read_notice
from pipeline import extract


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        ("Correction to: Quiet water", "correction", "Quiet water"),
        ("Correction: Quiet water", "correction", "Quiet water"),
        ("Author Correction: Quiet water", "correction", "Quiet water"),
        ("Publisher’s Correction: Quiet water", "correction", "Quiet water"),
        ("Erratum to “Quiet water” [Harb. Lett. 12 (2016) 1–9]", "correction", "Quiet water"),
        ("Corrigendum to Quiet water", "correction", "Quiet water"),
        ("Correction for Gray et al., Quiet water", "correction", "Gray et al., Quiet water"),
        ("Erratum", "correction", None),
        ("Berichtigung zu: Stilles Wasser", "correction", "Stilles Wasser"),
        ("Fe de erratas: Agua tranquila", "correction", "Agua tranquila"),
        ("Исправление: Тихая вода", "correction", "Тихая вода"),
        ("勘误：静水", "correction", "静水"),
        ("Retraction Note to: Quiet water", "retraction", "Quiet water"),
        ("Retraction: Quiet water", "retraction", "Quiet water"),
        ("Notice of Retraction. Quiet water", "retraction", "Quiet water"),
        ("Retractación: Agua tranquila", "retraction", "Agua tranquila"),
        ("Editorial Expression of Concern: Quiet water", "expression-of-concern", "Quiet water"),
    ],
)
def test_titles_of_notices(title: str, kind: str, subject: str | None) -> None:
    assert read_notice(title) == (kind, subject)
    assert not is_retracted(title)


@pytest.mark.parametrize(
    "title",
    [
        *("Correction of vision in children", "Corrections to scaling", "Correction to the theory of tides"),
        *("Correction for attenuation in tests", "Retraction of the lower lip", "Expressions of concern in letters"),
        *("Errata in old prints", "Withdrawn children", "Retracted studies in medicine", "更正教育的历史", ""),
    ],
)
def test_titles_of_other_works(title: str) -> None:
    assert read_notice(title) is None
    assert not is_retracted(title)


@pytest.mark.parametrize(
    "title",
    ["RETRACTED ARTICLE: Quiet water", "RETRACTED: Quiet water", "[Retracted] Quiet water", "Withdrawn: Quiet water"],
)
def test_titles_of_retracted_works(title: str) -> None:
    assert is_retracted(title)
    assert read_notice(title) is None


def page(title: str, notes: str, head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title><meta name='citation_title' content='{title}'>"
        "<meta name='citation_author' content='Gray, Ann'>"
        "<meta name='citation_journal_title' content='Harbour Letters'>"
        f"<meta name='citation_volume' content='9'>{head}</head>"
        f"<body><h1>{title}</h1><p>Ann Gray</p>{notes}</body></html>"
    )


OWN = "<meta name='citation_doi' content='10.5555/hl.2019.77'>"


@pytest.mark.parametrize(
    "notes",
    [
        "<p>The original article can be found online at https://doi.org/10.5555/hl.2016.14</p>",
        "<p>This corrects the article DOI: 10.5555/hl.2016.14.</p>",
        "<h3>Erratum for</h3><p>Harb Lett. 2016;6:1-9. doi: 10.5555/hl.2016.14.</p>",
        "<p>This is a correction to <a href=#>10.5555/hl.2016.14</a></p>",
        "<p>Originalartikel: https://doi.org/10.5555/hl.2016.14</p>",
    ],
)
@pytest.mark.parametrize("head", [OWN, ""])
def test_a_notice_names_the_work_it_speaks_of(notes: str, head: str) -> None:
    (record,) = extract(page("Correction to: Quiet water", notes, head)).records
    assert (record.notice, record.type) == ("correction", "article-journal")
    assert record.doi == ("10.5555/hl.2019.77" if head else None)
    assert (record.related[0].title, record.related[0].doi) == ("Quiet water", "10.5555/hl.2016.14")
    assert record.provenance["notice"]
    assert record.provenance["related"]


def test_a_citation_of_the_notice_keeps_its_own_doi() -> None:
    text = "Gray A. Correction to: Quiet water. Harbour Letters. 2019;9:77. https://doi.org/10.5555/hl.2019.77"
    (record,) = extract(page("Correction to: Quiet water", f"<p>{text}</p>", OWN)).records
    assert record.doi == "10.5555/hl.2019.77"
    assert [work.doi for work in record.related] == [None]


def test_a_retracted_work_says_so_and_has_not_the_doi_of_its_notice() -> None:
    note = "<p>This article was retracted on 2 May 2019: https://doi.org/10.5555/hl.2019.99</p>"
    (record,) = extract(page("RETRACTED ARTICLE: Quiet water", note)).records
    assert record.doi is None
    assert record.notice is None
    assert "retracted" in record.warnings


def test_a_type_in_the_head_makes_a_notice() -> None:
    head = f"{OWN}<meta name='citation_article_type' content='Erratum'>"
    (record,) = extract(page("Quiet water", "", head)).records
    assert record.notice == "correction"


def test_files_say_what_a_notice_is() -> None:
    medline = (
        "PMID- 27000031\nTI  - Quiet water.\nFAU - Gray, Ann\nPT  - Published Erratum\nDP  - 2019\n"
        "EFR - Harb Lett. 2016 Mar;6(1):1-9. PMID: 26000014\n\nPMID- 26000014\nTI  - Quiet water.\nFAU - Gray, Ann\n"
        "PT  - Journal Article\nPT  - Retracted Publication\nDP  - 2016\n"
    )
    notice, work = extract(medline).records
    assert notice.notice == "correction"
    assert notice.related[0].year == 2016
    assert (work.notice, work.warnings) == (None, ["retracted"])
