"""VuFind: the tables, what stands around them, and what a scrape leaves of names."""

import time

import pytest

from extractors.families.vufind import VuFind
from pipeline import extract

TABLE = "Saved in:\nPublished in: | A Journal Vol. 1; no. 2; p. 3 |\n---|---|\n"


@pytest.mark.parametrize("left", ["| , , |", "| , |", "| |"])
def test_names_lost_in_the_scrape_are_said(left):
    record = extract(f"A title\n{TABLE}Main Authors: {left}\nFormat: | Article |\nLanguage: | English |").records[0]
    assert (record.authors, record.warnings) == ([], ["authors_blank"])


def test_page_cut_at_the_label_of_authors_says_nothing():
    assert extract(f"A title\n{TABLE}Main Authors: |").records[0].warnings == []


def test_subject_that_is_a_label_stays_a_subject():
    rows = "Subjects: |\nDatabase\nLanguage\nRivers |\nLanguage: | English |"
    record = extract(f"A title\n{TABLE}Main Author: | Doe, Jane |\n{rows}").records[0]
    assert record.subjects == ["Database", "Language", "Rivers"]


def test_similar_items_lend_nothing():
    page = f"A title\n{TABLE}Format: | Article |\nSimilar Items\nAnother work\nby: Roe, Richard\nPublished: (1999)"
    record = extract(page).records[0]
    assert (record.authors, record.issued) == ([], None)
    assert [(work.title, work.year) for work in record.related] == [("Another work", 1999)]


def test_tab_of_that_name_ends_nothing():
    page = f"A title\n{TABLE}Format: | Article |\nDescription\nSimilar Items\nStaff View\nISSN: | 2048-1179 |"
    assert extract(page).records[0].issn == ["2048-1179"]


def test_what_stands_above_the_title_is_the_head():
    page = f"Skip to content\nOur Library\nTitle\nAuthor\nSubject\nA title\n{TABLE}Format: | Article |"
    result = extract(page)
    assert result.records[0].title == "A title"
    assert "residue" not in {segment.kind for segment in result.segments}


def test_every_wording_belongs_to_one_field():
    forms = [form for printed in VuFind.labels.values() for form in printed]
    assert len(forms) == len(set(forms))
    assert set(VuFind.ambiguous) <= set(forms)


@pytest.mark.parametrize("language", range(8))
def test_wordings_of_a_language_make_a_page_known(language):
    saved, authors, no_tags = (
        VuFind.wordings[m] for m in ("Saved in", "Main Author", "Be the first to tag this record")
    )
    page = f"A title\n{saved[language]}:\n{authors[language]}: Doe, Jane\n{no_tags[language]}!"
    result = extract(page)
    assert (result.extractor, result.records[0].title) == (VuFind.name, "A title")


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit",
    [
        "Saved in:\nMain Author: | ",
        "Similar Items\nby: A\n",
        "container_title ",
        "Published in: A : B : C, [2014], ",
        "Main Authors: A, B (Editor), 1900-1950, ",
        "Subjects: |\nLanguage\n",
        "A sentence. Another one, that ends here; for all there is to say of it, that is, again and again.\n",
    ],
)
def test_cost_grows_with_the_length_alone(unit):
    def cost(count):
        page = "A title\nSaved in:\nPublished in: A Journal Vol. 1\n" + unit * count
        start = time.process_time()
        extract(page)
        return time.process_time() - start

    cost(10)
    small = min(cost(2000 // len(unit) * 10) for _ in range(2))
    assert cost(2000 // len(unit) * 80) < 8 * 4 * small + 0.05


def test_authors_that_stand_twice_are_read_once():
    page = (
        "On dust\nSaved in:\nPublished inDust Vol. 2; no. 1; pp. 3 - 4\nMain AuthorsDe Roe, Ann, Holm, Ida\n"
        "FormatJournal Article\nLanguageEnglish\nAbstractDust settles.\nAuthorDe Roe, Ann\nHolm, Ida\nHale, Tom\n"
    )
    (record,) = extract(page).records
    assert [author.family for author in record.authors] == ["De Roe", "Holm", "Hale"]
