"""Text dumps of no known family: what is read, and what must not be."""

import pytest

from pipeline import extract
from schemas import Record

PROSE = (
    "Street lamps draw insects, and insects draw bats, but not all of them. We counted calls of six species along "
    "lit and unlit roads of one town for two summers. Fast fliers gained from the lamps; others kept away."
)
TITLE = "Bats under street lamps: what changes and what does not"
NAMES = "Marta Keller, John P. Osei"


def read(text: str) -> Record:
    result = extract(text)
    assert result.status == "extracted"
    return result.records[0]


def families(record: Record) -> list[str | None]:
    return [author.family for author in record.authors]


@pytest.mark.parametrize(
    "names",
    [
        NAMES,
        "Marta Keller\n,\nJohn P. Osei",
        "Marta Keller\nUniversity of Leeds\nJohn P. Osei\nUniversity of Hull",
        "• Marta KellerEmail author\n• John P. Osei",
        "  1. Marta Keller1,\n  2. John P. Osei2",
        "Keller, Marta PhD, RN; Osei, John P. MD",
        "Authors: Keller, Marta; Osei, John P.",
        "Marta Kellera,*, John P. Oseib\na Department of Biology, University of Bern\nb Institute of Lamps, Oslo",
    ],
)
def test_names_in_the_ways_dumps_print_them(names: str) -> None:
    record = read(f"{TITLE}\n{names}\nAbstract\n{PROSE}\n")
    assert record.title == TITLE
    assert families(record) == ["Keller", "Osei"]


@pytest.mark.parametrize(
    "names",
    [
        "Qwrt Zzyx of\n1Department of Things, University of Bern\n,\nJohn P. Osei\n2Institute of Lamps, Oslo",
        "Marta Kellera, John P. Osei\na Department of Biology, University of Bern",
    ],
)
def test_some_of_the_names_are_none(names: str) -> None:
    assert read(f"{TITLE}\n{names}\nAbstract\n{PROSE}\n").authors == []


@pytest.mark.parametrize(
    "above",
    [
        "Published online by Cambridge University Press:  03 October 2016",
        "Front. Zool., 12 July 2021",
        "A study of two summers in one town",  # a subtitle, or the title: nobody can tell
    ],
)
def test_the_line_above_the_names_need_not_be_the_title(above: str) -> None:
    assert read(f"{TITLE}\n{above}\n{NAMES}\nAbstract\n{PROSE}\n").title in (TITLE, None)


@pytest.mark.parametrize(
    "below",
    [
        "Related articles\nMoths at the window\ndoi: 10.5555/moths.1\nPMID: 19000001\nPublished: 12 May 2019",
        "You may like\nMoths at the window of a house\nhttps://doi.org/10.5555/moths.1\nISSN 0028-0836",
        "1. Introduction\nLamps are old (doi: 10.5555/moths.1; PMID: 19000001).",
        "References\n1. Berg T. Moths. J Moths. 2001;4:1-9. doi: 10.5555/moths.1. PMID: 19000001",
    ],
)
def test_identifiers_of_other_works_are_not_the_pages_own(below: str) -> None:
    record = read(f"{TITLE}\n{NAMES}\nAbstract\n{PROSE}\n{below}\n")
    assert (record.doi, record.pmid, record.issn, record.issued) == (None, None, [], None)
    assert record.abstract is not None
    assert record.abstract.text == PROSE


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Garden Science 2022; 12(04): 417-422", ("Garden Science", "12", "04", "417", "2022")),
        (
            "Garden Science: July 2020 - Volume 38 - Issue 7 - p 331-337",
            ("Garden Science", "38", "7", "331", "2020-07"),
        ),
        ("科学观察, 2018, 13(5): 1-20", ("科学观察", "13", "5", "1", "2018")),
        ("Year 2023, Volume: 6 Issue: 2, 78 - 87, 08.09.2023", (None, "6", "2", "78", "2023-09-08")),
        ("Tập 12 Số 3 (2020)", (None, "12", "3", None, "2020")),
    ],
)
def test_citation_lines_above_the_abstract(line: str, place: tuple[str | None, ...]) -> None:
    record = read(f"{line}\n{TITLE}\n{NAMES}\nAbstract\n{PROSE}\n")
    assert (record.container_title, record.volume, record.issue, record.first_page, record.issued) == place


def test_the_works_own_reference_says_where_it_appeared() -> None:
    cited = f"Keller, M., & Osei, J. P. (2020). {TITLE}. Garden Science, 12(3), 45–58."
    other = "刘英, 王强. 雷达信号的快速检测方法[J]. 电子学报, 2020, 42(1): 11-18. doi: 10.5555/radar.1"
    record = read(f"{other}\n{TITLE}\n{NAMES}\nAbstract\n{PROSE}\nHow to Cite\n{cited}\n")
    assert (record.container_title, record.volume, record.first_page, record.doi) == (
        "Garden Science",
        "12",
        "45",
        None,
    )


@pytest.mark.parametrize(
    ("printed", "keywords"),
    [
        ("Keywords: bats, street lamps", ["bats", "street lamps"]),
        ("Keywords\nbats - street lamps - towns", ["bats", "street lamps", "towns"]),
        ("Keywords\nBats\nStreet lamps\nFingerprint", ["Bats", "Street lamps"]),
        ("关键词: 标识    仿真    换乘站", ["标识", "仿真", "换乘站"]),
        ("Keywords\nbatsstreet lampstowns", []),
        ("Keywords\nBats Lamps Towns", []),
        ("Keywords: bats, lamps\n1. Introduction\nBats fly.", ["bats", "lamps"]),
    ],
)
def test_keywords(printed: str, keywords: list[str]) -> None:
    assert read(f"{TITLE}\n{NAMES}\nAbstract\n{PROSE}\n{printed}\n").keywords == keywords


@pytest.mark.parametrize(
    "text",
    [
        f"Preparing a paper\nTitle\nPlease give a short title\nAbstract\nThe abstract gives the purpose. {PROSE}\n"
        "Keywords\nthree, four, five\nDOI\n10.5555/example.1",
        "Normas\nResumen: tendrá un máximo de 250 palabras y no llevará citas ni abreviaturas, ni figuras, y se"
        " entenderá sin leer el artículo; se escribe en español y en inglés.\nPalabras clave: de tres, a seis",
        "Ashdown P, Whitlock C. Lamps of the town. BMJ 1997;315:243-246. doi: 10.5555/lamps.1\n",
        "Volume 2, Issue 1 (2020)\n" + f"{TITLE}\n{NAMES}\nPages 1-6\nAbstract\n" * 2,
        "".join(f"| By: | {names} |\n| Abstract: | {PROSE} |\n" for names in ("Betz, Timm", "Adams, Keith")),
    ],
)
def test_no_record(text: str) -> None:
    result = extract(text)
    assert (result.status, result.reason) == ("rejected", "no_record")


@pytest.mark.parametrize(
    "line", ["Anna Keller\n,\n", "Some title of a work here\n", "Keywords: a\nAbstract\n", "大学 \ud800\n"]
)
def test_any_number_of_any_line_is_read(line: str) -> None:
    assert extract(line * 300).status in ("extracted", "rejected")


def test_a_menu_that_offers_guidelines_does_not_make_the_page_one() -> None:
    record = read(f"Home\nAuthor Guidelines\n{TITLE}\n{NAMES}\nAbstract\n{PROSE}\n")
    assert (record.title, families(record)) == (TITLE, ["Keller", "Osei"])


@pytest.mark.parametrize("heading", ["Abstract—", "Abstract. ", "a b s t r a c t\n", "ABSTRACT  "])
def test_headings_of_abstracts(heading: str) -> None:
    record = read(f"{TITLE}\n{NAMES}\n{heading}{PROSE}\nIndex Terms—Bats, lamps.\nI. INTRODUCTION\nBats fly.\n")
    assert record.abstract is not None
    assert record.abstract.text == PROSE


def test_two_works_are_a_list_and_never_one_record() -> None:
    other = "Moths at the window of a house\nAnna Bell, Tom Berg\nGarden Science, 2019, 4(2): 10-19\n"
    records = extract(f"{TITLE}\n{NAMES}\nGarden Science, 2019, 4(2): 1-9\n{other}").records
    assert [(record.title, record.first_page) for record in records] in (
        [],
        [(TITLE, "1"), ("Moths at the window of a house", "10")],
    )
