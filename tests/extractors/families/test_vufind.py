"""VuFind: containers, publication details, names and the edges of the record, as catalogues print them."""

import time

import pytest

from extractors.families import vufind_labels as words
from extractors.families.vufind import VuFind
from extractors.families.vufind_values import (
    read_container,
    read_page_count,
    read_people,
    read_publication,
    read_source,
)
from extractors.page import Entry, Page
from pipeline import extract


def plain(read):
    return {field: reading.value for field, reading in read.items() if reading}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("A Journal Vol. 57; no. 8; pp. 1435 - 1441", ("A Journal", "57", "8", "1435", "1441")),
        ("Zeitschrift H. Müller Jg. 31; H. 4; S. 796 - 822", ("Zeitschrift H. Müller", "31", "4", "796", "822")),
        ("Z. H. Müller Archiv Jg. 31", ("Z. H. Müller Archiv", "31", None, None, None)),
        ("Revue d'histoire Vol. 3; n° 2; pp. 1 - 9", ("Revue d'histoire", "3", "2", "1", "9")),
        ("Časopis Ročník 57; číslo 8; s. 14 - 41", ("Časopis", "57", "8", "14", "41")),
        ("Вестник том. 14; № 2; стр. 33 - 41", ("Вестник", "14", "2", "33", "41")),
        (
            "Lancet (London, England) Vol. 389; no. 10070; p. 12",
            ("Lancet (London, England)", "389", "10070", "12", None),
        ),
        ("Series B. Biology Vol. 276; no. S1; pp. S12 - 7", ("Series B. Biology", "276", "S1", "S12", "S17")),
        ("2012 IEEE Conference pp. 1 - 8", ("2012 IEEE Conference", None, None, "1", "8")),
        ("A Journal Vol. 9; no. 1; pp. 3012 - n/a", ("A Journal", "9", "1", "3012", None)),
        ("A Journal Vol. 9; no. 1; p. n/a", ("A Journal", "9", "1", None, None)),
        ("Workshop papers p. 77-84", ("Workshop papers", None, None, "77", "84")),
        ("A Journal 2020-08, Vol.27 (4), p.380-392", ("A Journal", "27", "4", "380", "392")),
        ("ECS 2020-05, Vol.MA2020-01 (35), p.2456-2456", ("ECS", "MA2020-01", "35", "2456", "2456")),
        ("Science, Technology & X 2019-01, Vol.2", ("Science, Technology & X", "2", None, None, None)),
        ("Zeitschrift für X 12(2019), 3, Seite 100-120", ("Zeitschrift für X", "12", "3", "100", "120")),
        ("Zeitschrift für X, Jg. 12, H. 3 (2019), S. 100-120", ("Zeitschrift für X", "12", "3", "100", "120")),
        ("Zeitschrift für X Bd. 12 (2019), S. 100-120", ("Zeitschrift für X", "12", None, "100", "120")),
        ("Zeitschrift für X Band 12 (2019), Heft 3, S. 100-120", ("Zeitschrift für X", "12", "3", "100", "120")),
        ("A Journal Vol. 12, no. 3 (2019), p. 10-20", ("A Journal", "12", "3", "10", "20")),
        ("A Journal", ("A Journal", None, None, None, None)),
    ],
)
def test_container(printed, expected):
    read = plain(read_container(printed, 0, len(printed)))
    assert tuple(map(read.get, ("container_title", "volume", "issue", "first_page", "last_page"))) == expected


def test_electronic_locator_is_both():
    printed = "PLoS one Vol. 14; no. 3; p. e0213321"
    read = plain(read_container(printed, 0, len(printed)))
    assert read["first_page"] == read["article_number"] == "e0213321"


def test_ahead_of_print_has_no_volume():
    printed = "A Journal Vol. ahead-of-print; no. ahead-of-print"
    assert plain(read_container(printed, 0, len(printed))) == {
        "container_title": "A Journal",
        "publication_stage": "ahead-of-print",
    }


def test_source_of_ebsco():
    printed = "Maritime Safety Review. Mar2016, Vol. 12 Issue 1, p45-61. 17p."
    read = plain(read_source(printed, 0, len(printed)))
    assert (read["container_title"], read["issued"], read["volume"]) == ("Maritime Safety Review", "2016-03", "12")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("New York\nSpringer US\n01-11-2021\nSpringer Nature B.V", ("New York", "Springer US", "2021-11-01")),
        ("New York Springer US 01-11-2021 Springer Nature B.V", ("New York", "Springer US", "2021-11-01")),
        ("England\n01-06-2019\nElsevier Science Ltd", ("England", "Elsevier Science Ltd", "2019-06-01")),
        ("Heidelberg\nSpringer Medizin\n01.12.2020", ("Heidelberg", "Springer Medizin", "2020-12-01")),
        ("Open Press 2021-05-01", (None, "Open Press", "2021-05-01")),
        ("Cambridge University Press 2019", (None, "Cambridge University Press", "2019")),
        ("London Mathematical Society\n2019", (None, "London Mathematical Society", "2019")),
        ("New York : Springer, 2020.", ("New York", "Springer", "2020")),
        ("[London] : Routledge, [2015]", ("London", "Routledge", "2015")),
        ("[S.l.] : Wiley, c2001", (None, "Wiley", "2001")),
        ("Berlin, Boston : De Gruyter, [2014], ©2014", ("Berlin, Boston", "De Gruyter", "2014")),
        ("Cham : Springer International : Imprint: Springer, 2018.", ("Cham", "Springer International", "2018")),
        ("November 2021", (None, None, "2021-11")),
        ("2019", (None, None, "2019")),
    ],
)
def test_publication(printed, expected):
    read = plain(read_publication(printed, Page.of(printed).lines))
    assert tuple(map(read.get, ("publisher_place", "publisher", "issued"))) == expected


def people(printed, alone=False):
    lines = Page.of(printed).lines
    entry = Entry("authors", "", 0, 0, 0, len(printed), lines, 0, len(printed))
    return [(name.family, name.given) for name in read_people(printed, entry, alone)]


@pytest.mark.parametrize(
    ("printed", "alone", "expected"),
    [
        ("Sun, Pengyuan, Yang, Dingtong", False, [("Sun", "Pengyuan"), ("Yang", "Dingtong")]),
        ("García Márquez, Gabriel José", True, [("García Márquez", "Gabriel José")]),
        ("Hanna Lindström, Rahel Bekele", False, [("Lindström", "Hanna"), ("Bekele", "Rahel")]),
        ("da Conceição, Núbia Ribeiro\nSouza, Ana", False, [("da Conceição", "Núbia Ribeiro"), ("Souza", "Ana")]),
        ("Melville, Herman, 1819-1891", True, [("Melville", "Herman")]),
        ("Doe, Jane (Author), Roe, Richard (Editor)", False, [("Doe", "Jane")]),
        ("Fournier, Luc, 1950- (Préfacier)", False, []),
        (", , , ,", False, []),
    ],
)
def test_people(printed, alone, expected):
    assert people(printed, alone) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("xii, 300 p. : ill. ; 24 cm", 300), ("1 online resource (148 pages)", 148), ("312 S.", 312), ("3 DVDs", None)],
)
def test_page_count(printed, expected):
    read = read_page_count(printed, 0, len(printed))
    assert (read and read.value) == expected


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
    forms = [form for printed in words.LABELS.values() for form in printed]
    assert len(forms) == len(set(forms))
    assert set(words.AMBIGUOUS) <= set(forms)


@pytest.mark.parametrize("language", range(8))
def test_wordings_of_a_language_make_a_page_known(language):
    saved, authors, no_tags = (
        words.MESSAGES[m] for m in ("Saved in", "Main Author", "Be the first to tag this record")
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
