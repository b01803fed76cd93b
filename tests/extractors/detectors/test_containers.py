"""Containers as catalogues print them: Summon's, Primo's, EBSCO's and the German styles."""

import pytest

from extractors.values import read_container, read_source


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
