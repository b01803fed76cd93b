"""Layouts that text dumps of whole pages have: names in blocks and with buttons, journals above and within places."""

import pytest

from pipeline import extract
from schemas import Record

PROSE = (
    "Ferries cross the sound at night, and those who keep them awake are seldom asked. We asked crews of nine boats "
    "for two winters what they hear. Fog made the crossings longer; the songs of the engine did not change."
)
TITLE = "Night crossings and the songs of the engine"


def read(text: str) -> Record:
    result = extract(text)
    assert result.status == "extracted"
    return result.records[0]


def families(record: Record) -> list[str | None]:
    return [author.family for author in record.authors]


@pytest.mark.parametrize(
    "names",
    [
        "Marta Keller,1,2 John P. Osei,1 and Lena Brandt2",  # marks behind the commas
        "Marta Keller1 and\n- John P. Osei2,*\n- Lena Brandt3Email author",
        "- Marta Keller1,\n- John P. Osei1, 2 and\n- Lena Brandt2, 3Email author",
        "Marta KellerMarta Keller1John P. OseiJohn P. Osei2Lena BrandtLena Brandt1",  # the text of a picture first
        "Keller, M.1 Osei, J.2 Brandt, L.3",
    ],
)
def test_marks_buttons_and_conjunctions_are_no_names(names: str) -> None:
    record = read(f"Research article\n{TITLE}\n{names}\nAbstract\n{PROSE}\n")
    assert families(record) == ["Keller", "Osei", "Brandt"]


@pytest.mark.parametrize("below", ["Search for other works by this author on:\nOxford Academic\nGoogle Scholar\n", ""])
def test_names_may_have_a_block_each(below: str) -> None:
    names = ("Marta Keller", "John P. Osei", "Lena Brandt")
    blocks = "".join(f"{name},\n{name}\nInstitute of Sound, University of Bern\n{below}" for name in names)
    assert families(read(f"{TITLE}\n{blocks}Abstract\n{PROSE}\n")) == ["Keller", "Osei", "Brandt"]


def test_full_names_go_before_initials_of_the_citation() -> None:
    cited = f"Keller, M., Osei, J.P. & Brandt, L. {TITLE}. Quay Studies 12, 41-58 (2016)."
    record = read(f"{TITLE}\nMarta Keller, John Osei & Lena Brandt\nAbstract\n{PROSE}\nCite this article\n{cited}\n")
    assert [author.given for author in record.authors] == ["Marta", "John", "Lena"]


@pytest.mark.parametrize(
    ("above", "journal", "volume"),
    [
        ("Harbour Research\nVolume 55, Issue 2, May 2014, Pages 12-30", "Harbour Research", "55"),
        ("Neptunologia\nVolume 41, Issue 1, 8 January 2004, Pages 11-25", "Neptunologia", "41"),
        ("Table of contents\nVolume 41, Issue 1, 8 January 2004, Pages 11-25", None, "41"),
        ("Tide Journal201716:299", "Tide Journal", "16"),
        ("Front. Harb. Sci., 19 June 2013 | doi: 10.5555/fhs.2013.49", "Front. Harb. Sci.", None),
        ("International Journal of Harbours and Tides", "International Journal of Harbours and Tides", None),
        ("Journal of Harbours\nJournal of Tides", None, None),  # links to journals
    ],
)
def test_the_journal_at_the_head_of_a_page(above: str, journal: str | None, volume: str | None) -> None:
    record = read(f"{above}\n{TITLE}\nMarta Keller, John P. Osei\nAbstract\n{PROSE}\n")
    assert (record.title, record.container_title, record.volume) == (TITLE, journal, volume)


def test_a_path_to_the_page_is_no_title() -> None:
    path = f"Home > Journals > Quay Studies > 19 (1) > {TITLE}"
    assert read(f"{path}\n{TITLE}\nMarta Keller, John P. Osei\nAbstract\n{PROSE}\n").title == TITLE
    path = "HOME > Quay Stud > Volume 50(4); 2020 > Article"
    assert read(f"{path}\n{TITLE}\nMarta Keller, John P. Osei\nAbstract\n{PROSE}\n").title == TITLE


def test_a_title_that_a_tool_broke_before_its_last_words() -> None:
    text = "Night crossings of the sound and the songs that engines sing on the way\nto harbour"
    record = read(f"{text}\nMarta Keller, John P. Osei\nAbstract\n{PROSE}\n")
    assert record.title == text.replace("\n", " ")


@pytest.mark.parametrize("path", ["quay.example/article/10.5555/qs/12/41", "https://quay.example/10.5555/qs/12/4"])
def test_the_doi_that_is_named_goes_before_that_of_an_address(path: str) -> None:
    cited = "Quay Studies 2016, 12:41 doi:10.5555/qs-12-41"
    record = read(f"{path}\n{TITLE}\nMarta Keller, John P. Osei\n{cited}\nAbstract\n{PROSE}\n")
    assert record.doi == "10.5555/qs-12-41"


def test_menus_with_bare_headings_make_no_page_one_of_several_works() -> None:
    menu = "- Abstract\n- Background\n- Full text\n- Marta Keller\n- Abstract\n- References\n"
    record = read(f"{menu}{TITLE}\nMarta Keller, John P. Osei\nAbstract\n{PROSE}\nKeywords: ferries; fog\n")
    assert record.title == TITLE


def test_a_lone_name_that_is_the_journals_is_no_author() -> None:
    record = read(
        f"J Quay Stud\n. 2016 Mar;14(2):101-19.\n{TITLE}\nMarta Keller 1, John P. Osei 2\nAbstract\n{PROSE}\n"
    )
    assert families(record) == ["Keller", "Osei"]
