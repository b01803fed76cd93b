"""Citation lines of the page families, and what is no citation line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.detectors.citations import (
    complete_last_page,
    is_locator,
    parse_citation,
    parse_pages,
    parse_volume_issue,
)
from extractors.found import Citation


@pytest.mark.parametrize(
    ("line", "container", "issued", "volume", "issue", "first", "last"),
    [
        # VuFind over Summon (en, de) and over Primo
        (
            "Community mental health journal Vol. 57; no. 8; pp. 1435 - 1441",
            "Community mental health journal",
            None,
            "57",
            "8",
            "1435",
            "1441",
        ),
        (
            "Zeitschrift für Soziologie Jg. 31; H. 4; S. 796 - 822",
            "Zeitschrift für Soziologie",
            None,
            "31",
            "4",
            "796",
            "822",
        ),
        ("Journal of Z Vol. 27; no. Suppl 1; p. S12", "Journal of Z", None, "27", "Suppl 1", "S12", None),
        ("Journal of Z Vol. abs/1906; no. C; p. 5", "Journal of Z", None, "abs/1906", "C", "5", None),
        (
            "Transportation research 2020-08, Vol.27 (4), p.380-392",
            "Transportation research",
            "2020-08",
            "27",
            "4",
            "380",
            "392",
        ),
        (
            "Meeting abstracts 2020-05, Vol.MA2020-01 (35), p.2456-2456",
            "Meeting abstracts",
            "2020-05",
            "MA2020-01",
            "35",
            "2456",
            "2456",
        ),
        (
            "Published inTransportation research record Vol. 2674; no. 12; pp. 493 - 504",
            "Transportation research record",
            None,
            "2674",
            "12",
            "493",
            "504",
        ),
        # Emerald: commas, digits, parentheses in the journal's name
        (
            "The Journal of Mental Health Training, Education and Practice, vol. 8 no. 3",
            "The Journal of Mental Health Training, Education and Practice",
            None,
            "8",
            "3",
            None,
            None,
        ),
        ("Education 3-13, vol. 21 no. 4", "Education 3-13", None, "21", "4", None, None),
        ("physica status solidi (b), vol. 12 no. 1/2", "physica status solidi (b)", None, "12", "1/2", None, None),
        # Web-of-Science-style portal
        ("NURSING, 2021, 30 (01) : 261 - 273", "NURSING", "2021", "30", "01", "261", "273"),
        ("ADOLESCENTS, 2021, 1 (04): : 400 - 411", "ADOLESCENTS", "2021", "1", "04", "400", "411"),
        (
            "AMERICAN JOURNAL OF PUBLIC HEALTH, 2020, 110 (08) : 1110 - 1110",
            "AMERICAN JOURNAL OF PUBLIC HEALTH",
            "2020",
            "110",
            "08",
            "1110",
            "1110",
        ),
        ("FRONTIERS IN PSYCHIATRY, 2020, 11", "FRONTIERS IN PSYCHIATRY", "2020", "11", None, None, None),
        (
            "HEALTH & ILLNESS, 2020, 382 (SUPPL 1) : S12 - S13",
            "HEALTH & ILLNESS",
            "2020",
            "382",
            "SUPPL 1",
            "S12",
            "S13",
        ),
        ("JOURNAL X, 2020, : 261 - 273", "JOURNAL X", "2020", None, None, "261", "273"),
        (
            "Irish Journal of Medical Science (1971 -), 2020, 11 (2) : 3 - 5",
            "Irish Journal of Medical Science (1971 -)",
            "2020",
            "11",
            "2",
            "3",
            "5",
        ),
        ("46TH AIAA CONFERENCE, 2021, 30 (01) : 261 - 273", "46TH AIAA CONFERENCE", "2021", "30", "01", "261", "273"),
        (
            "CHEMICAL ENGINEERING JOURNAL, 2012, 200-202 : 506 - 520",
            "CHEMICAL ENGINEERING JOURNAL",
            "2012",
            "200-202",
            None,
            "506",
            "520",
        ),
        (
            "NOTES AND QUERIES, 1877, s5-VII (172) : 293 - 294",
            "NOTES AND QUERIES",
            "1877",
            "s5-VII",
            "172",
            "293",
            "294",
        ),
        # Chinese platforms
        ("[J]. 科学观察, 2022, 35(5): 177-182.", "科学观察", "2022", "35", "5", "177", "182"),
        ("智能系统学报  2021, Vol. 16 Issue (2): 346-352  DOI:", "智能系统学报", "2021", "16", "2", "346", "352"),
        ("›› 2022, Vol. 42 ›› Issue (7): 2015-2021.DOI:", None, "2022", "42", "7", "2015", "2021"),
        ("2022年09期 v.47;No.291 1-7页 [查看摘要][在线阅读]", None, "2022", "47", "09", "1", "7"),
        # PMC, RCA, Thieme, Korean, LWW, Medknow, JSTOR, T&F
        (
            "Published in final edited form as: Proc X. 2009 Nov 1;1-4 Nov(2009):308–313.",
            "Proc X",
            "2009-11-01",
            "1-4 Nov",
            "2009",
            "308",
            "313",
        ),
        ("WORLD J GASTRO 2024; 72:2173-2179.", "WORLD J GASTRO", "2024", "72", None, "2173", "2179"),
        ("CC BY-NC-ND 4.0 · Journal of Y 2022; 12(04): 417-422", "Journal of Y", "2022", "12", "04", "417", "422"),
        ("J Korean Acad Nurs 2020;50(4):533-540.", "J Korean Acad Nurs", "2020", "50", "4", "533", "540"),
        ("BMJ 1997;315:243-246 (26 July)", "BMJ", "1997", "315", None, "243", "246"),
        ("Nursing: July 2020 - Volume 38 - Issue 7 - p 331-337", "Nursing", "2020-07", "38", "7", "331", "337"),
        ("Year : 2020  |  Volume : 9  |  Issue : 6  |  Page : 2912-2918", None, "2020", "9", "6", "2912", "2918"),
        ("Volume 10, Issue 7 (July 2023), Pages: 11-16", None, "2023-07", "10", "7", "11", "16"),
        (
            "Source: Phronesis, Vol. 16, No. 2 (1971), pp. 169-178 Published by: Brill",
            "Phronesis",
            "1971",
            "16",
            "2",
            "169",
            "178",
        ),
        ("The Gazette, Vol. 16, No. 2 (Jan., 1953), pp. 169-178", "The Gazette", "1953-01", "16", "2", "169", "178"),
        ("25:1, 1-6", None, None, "25", "1", "1", "6"),
        ("2020, VOL. 25, NO. 1, 1–6", None, "2020", "25", "1", "1", "6"),
        ("Pages 828-838 | Received 27 Oct 2020, Accepted 29 Nov 2021", None, None, None, None, "828", "838"),
        # Spanish, Indonesian, Russian, Ukrainian, Turkish, Japanese, Korean
        (
            "Interdisciplinaria, vol. 38, núm. 2, pp. 183-198, 2021",
            "Interdisciplinaria",
            "2021",
            "38",
            "2",
            "183",
            "198",
        ),
        ("Vol. 49 Núm. 3 pp. 408-415|https://doi.org/", None, None, "49", "3", "408", "415"),
        ("Revista X, 12 (2), 1-9", "Revista X", None, "12", "2", "1", "9"),
        (
            "Rev Cubana Med vol.37 no.3 Ciudad de La Habana jul.-set. 2021  Epub 01-Sep-2021",
            "Rev Cubana Med",
            "2021",
            "37",
            "3",
            None,
            None,
        ),
        ("Acta no.50 Porto jun. 2023", "Acta", "2023-06", None, "50", None, None),
        ("Vol. 15 No.\n\n2 Oktober 2020\nPrint ISSN 2085-3742", None, "2020-10", "15", "2", None, None),
        ("Volume 5 Nomor 3, Agustus 2023", None, "2023-08", "5", "3", None, None),
        ("Журнал. – 2021. – Том 2. – № 3. – С. 181-200.", "Журнал", "2021", "2", "3", "181", "200"),
        ("Том 2, Номер 3 (Июль-сентябрь 2021)", None, "2021", "2", "3", None, None),
        ("Видання: Вісник, 2017, № 3, с. 156-170", "Вісник", "2017", None, "3", "156", "170"),
        ("2021, Annals of Oncology, № 10, p. 2901-2913", "Annals of Oncology", "2021", None, "10", "2901", "2913"),
        ("Year 2023, Volume: 6 Issue: 2, 78 - 87, 08.09.2023", None, "2023-09-08", "6", "2", "78", "87"),
        ("Year 2019, Issue: 3, 614 - 621, 01.12.2019", None, "2019-12-01", None, "3", "614", "621"),
        ("Yıl 2024,\nCilt: 11 Sayı: 2, 116 - 124, 28.08.2024", None, "2024-08-28", "11", "2", "116", "124"),
        ("2021 年 41 巻 p. 780-786", None, "2021", "41", None, "780", "786"),
        ("제26권4호 / pp.827-839 / 2015", None, "2015", "26", "4", "827", "839"),
        # RePEc, Pure, supplements, physics
        ("Journal of Dev, vol. 79(C)", "Journal of Dev", None, "79", "C", None, None),
        ("Review of X, vol. 0(2), pages 13-31, June.", "Review of X", None, "0", "2", "13", "31"),
        ("Pages95-110\nJournalAnnals of Y\nVolume32\nIssue number2", "Annals of Y", None, "32", "2", "95", "110"),
        ("European Archives (2011) 261 (Suppl 1):S7–S101", "European Archives", "2011", "261", "Suppl 1", "S7", "S101"),
        ("The Mental Health Review, Vol. 11 No. 2, pp. 33‐7.", "The Mental Health Review", None, "11", "2", "33", "37"),
        ("Nature 521, 436–444 (2015)", "Nature", "2015", "521", None, "436", "444"),
        ("J Clin Psychol. 2010;12(3):2001-10.", "J Clin Psychol", "2010", "12", "3", "2001", "2010"),
        ("Volume 50(4); 2020", None, "2020", "50", "4", None, None),
    ],
)
def test_reads_the_grammars_of_the_families(
    line: str,
    container: str | None,
    issued: str | None,
    volume: str | None,
    issue: str | None,
    first: str | None,
    last: str | None,
) -> None:
    found = parse_citation(line)
    assert found is not None
    got = (found.container_title, found.issued, found.volume, found.issue, found.first_page, found.last_page)
    assert got == (container, issued, volume, issue, first, last)


@pytest.mark.parametrize(
    ("line", "first", "article", "count"),
    [
        (". 2021 Sep 3;5(9):e27137. doi: 10.2196/27137", "e27137", "e27137", None),
        ("GMS Med Bibl Inf 2009;9(1):Doc10", "Doc10", "Doc10", None),
        ("Phys. Rev. X 12, 041027 – Published 5 August 2022", "041027", "041027", None),
        ("BMC Psychiatry 2014,  3:18", "18", "18", None),
        ("Volume 2021 |Article ID 5590759 | https://doi.org/10.1155/2021/5590759", None, "5590759", None),
        ("Journal of Math, vol. 2021, Article ID 5590759, 8 pages, 2021", None, "5590759", 8),
        ("Vol.07 No.02(2017), Article ID:74017,11 pages", None, "74017", 11),
        ("J X, vol. 3 no. 2, p. 5", "5", None, None),
        ("J X, 2020, 3 (2) : 5158", "5158", None, None),  # a dash that was lost is not guessed
    ],
)
def test_tells_locators_from_pages(line: str, first: str | None, article: str | None, count: int | None) -> None:
    found = parse_citation(line)
    assert found is not None
    assert (found.first_page, found.last_page, found.article_number, found.page_count) == (first, None, article, count)


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", _rows("citation_lines.tsv"), ids=lambda row: row[0])
def test_reads_the_notations_of_many_places(row: list[str]) -> None:
    line = row[0].replace("\\n", "\n")
    found = parse_citation(line)
    assert found is not None
    names = ("container_title", "issued", "volume", "issue", "first_page", "last_page", "article_number")
    assert [getattr(found, name) or "" for name in names] == row[1:]
    assert {name for name in names if getattr(found, name)} <= found.spans.keys()


@pytest.mark.parametrize("row", _rows("no_citation_lines.txt"), ids=lambda row: row[0])
def test_is_not_misled_by_the_shape(row: list[str]) -> None:
    assert parse_citation(row[0]) is None


@pytest.mark.parametrize(
    "line",
    [
        "Mental Health and Social Inclusion, vol. ahead-of-print no. ahead-of-print",
        "Mental Health and Social Inclusion Vol. ahead-of-print; no. ahead-of-print",
    ],
)
def test_ahead_of_print_has_no_volume(line: str) -> None:
    found = parse_citation(line)
    assert found is not None
    assert found.publication_stage == "ahead-of-print"
    assert (found.volume, found.issue) == (None, None)
    assert found.container_title == "Mental Health and Social Inclusion"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "London, 2021",
        "18 pages",
        "The study included 25 (12) patients.",
        "In 2021; 5(9) we saw no. 5 of the patients improve and vol. 3 of the book, etc.",
        "HPV 62 (7.3%), 53 (5.5%), and 84 (5.7%).",
        "Price 12 (n = 11).",
        "Author: T.H.",
        "see p. 5",
        "x" * 5000 + ", vol. 3 no. 4",
    ],
)
def test_leaves_other_text_alone(line: str) -> None:
    assert parse_citation(line) is None


def test_a_title_with_a_year_only_is_a_citation_where_the_caller_knows() -> None:
    assert parse_citation("ADOLESCENTS, 2021") is None
    found = parse_citation("ADOLESCENTS, 2021", known=True)
    assert found is not None
    assert (found.container_title, found.issued, found.volume) == ("ADOLESCENTS", "2021", None)


def test_spans_are_offsets_of_the_page() -> None:
    text = "Details\nNURSING, 2021, 30 (01) : 261 - 73\nType"
    found = parse_citation(text, 8, 41)
    assert found is not None
    parts = {name: text[start:end] for name, (start, end) in found.spans.items()}
    assert parts == {
        "container_title": "NURSING",
        "issued": "2021",
        "volume": "30",
        "issue": "01",
        "first_page": "261",
        "last_page": "73",
    }
    assert text[found.start : found.end] == "NURSING, 2021, 30 (01) : 261 - 73"


def test_the_container_of_a_whole_reference_is_left_open() -> None:
    found = parse_citation("Smith, J. (2020) A title, Journal of X, 25:1, 1-6, DOI: 10.1080/1234")
    assert found is not None
    assert (found.container_title, found.volume, found.doi) == (None, "25", "10.1080/1234")


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("28 / 34", ("28", "34")),
        ("页码:28 / 34", ("28", "34")),
        ("pp. 1435 - 1441", ("1435", "1441")),
        ("1435-41", ("1435", "1441")),
        ("261-73", ("261", "273")),
        ("33‐7", ("33", "37")),
        ("e12-e18", ("e12", "e18")),
        ("S7–S101", ("S7", "S101")),
        ("1110 - 1110", ("1110", "1110")),
        ("xii-xv", ("xii", "xv")),
        ("p. 5", ("5", None)),
        ("e27137", ("e27137", None)),
        ("5158", ("5158", None)),
        ("", None),
        ("abc", None),
        ("1-10, 12", None),
    ],
)
def test_pages(text: str, pages: tuple[str, str | None] | None) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("33", "7", "37"),
        ("1435", "41", "1441"),
        ("S101", "9", "S109"),
        ("133", "27", "27"),
        ("98", "102", "102"),
        ("261", "261", "261"),
        ("9" * 5000, "1", "1"),
    ],
)
def test_completes_abbreviated_last_pages(first: str, last: str, whole: str) -> None:
    assert complete_last_page(first, last) == whole


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_a_full_range_reads_back(one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert parse_pages(f"{first}-{last}") == (str(first), str(last))


@given(st.integers(1, 99999), st.integers(1, 9999))
def test_an_abbreviated_range_reads_back(first: int, more: int) -> None:
    whole = str(first + more)
    if len(whole) != len(str(first)):
        return
    short = next(whole[i:] for i in range(len(whole)) if whole[i] != str(first)[i])
    assert parse_pages(f"{first}–{short}") == (str(first), whole)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("30 (01)", ("30", "01")),
        ("1 (04): ", ("1", "04")),
        ("Vol. 57; no. 8", ("57", "8")),
        ("Vol. 11 No. 2", ("11", "2")),
        ("79(C)", ("79", "C")),
        ("261 (Suppl 1)", ("261", "Suppl 1")),
        ("11", ("11", None)),
        ("no. 3", (None, "3")),
        ("35卷5期", ("35", "5")),
        ("foo", None),
        ("", None),
    ],
)
def test_volume_and_issue(text: str, pair: tuple[str | None, str | None] | None) -> None:
    assert parse_volume_issue(text) == pair


def test_locators() -> None:
    assert all(map(is_locator, ("e27137", "Doc10", "041027", "5590759")))
    assert not any(map(is_locator, ("5", "S7", "1435", "xii", "")))


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = parse_citation(text, known=True)
    assert found is None or isinstance(found, Citation)
    parse_pages(text)
    parse_volume_issue(text)


_PIECES = st.sampled_from(
    ["vol. ", "no. ", "12", "(3)", ": ", "pp. ", "2020", ", ", "Journal", "-", "Jan ", "e5", ";", "第", "页"]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_spans_lie_in_the_line_and_hold_their_values(text: str) -> None:
    found = parse_citation(text)
    if found is None:
        return
    for name, (start, end) in found.spans.items():
        assert 0 <= start < end <= len(text)
        if name in ("volume", "issue", "first_page", "article_number"):
            assert text[start:end].strip() == getattr(found, name)


@pytest.mark.parametrize("piece", ["vol. 1 ", "1 (1) ", ", ", "(", "2001 ", "pp. 1-", "Jan-Feb ", " "])
def test_a_line_too_long_for_a_citation_is_none(piece: str) -> None:
    assert parse_citation(piece * (1_000_000 // len(piece))) is None
