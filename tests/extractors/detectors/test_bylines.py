"""What stands in a list of authors and names none goes; the names stay."""

import pytest

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.bylines import mask_byline

LISTS = """
Ada Edge ab, Owen O’Kane ab, Lena Kahn b|Ada Edge;Owen O’Kane;Lena Kahn
Edge ab, O’Kane ab|Edge;O’Kane
Ada Edge ab, Owen O’Kane a and Lena Kahn *ab|Ada Edge;Owen O’Kane;Lena Kahn
Elena Vass a,*, Tom Reed b|Elena Vass;Tom Reed
Elena VassEMAIL logo, Tom ReedEMAIL logo and Ann Poe|Elena Vass;Tom Reed;Ann Poe
Sandra BucciEmail author|Sandra Bucci
Elena Vass, Tom Reed Show all authors|Elena Vass;Tom Reed
Elena Vass, Tom Reed Alle Autoren anzeigen|Elena Vass;Tom Reed
Elena Vass, Tom Reed, Afficher plus de détails|Elena Vass;Tom Reed
王小明, 李红, 展开|王小明;李红
Elena Vass, Tom Reed, + 3 more|Elena Vass;Tom Reed
Elena Vass, Tom Reed, +3 authors|Elena Vass;Tom Reed
Elena Vass and 3 others|Elena Vass
Elena Vass und 12 weitere|Elena Vass
Elena Vass, Tom Reed ... Ann Poe|Elena Vass;Tom Reed;Ann Poe
Elena Vass, Tom Reed, … Ann Poe|Elena Vass;Tom Reed;Ann Poe
Elena Vass, et al|Elena Vass
Elena Vass u. a.|Elena Vass
Elena Vass y otros|Elena Vass
Иванов И.И. и др.|Иванов И.И.
王小明 等|王小明
Elena Vass (ORCID: 0000-0002-1825-0097), Tom Reed|Elena Vass;Tom Reed
View ORCID ProfileAda Gray, View ORCID ProfileTom Reed|Ada Gray;Tom Reed
Ada Gray Search for more papers by this author|Ada Gray
Ada Gray, email: ada@example.org|Ada Gray
verfasst von: Elena Vass, Tom Reed|Elena Vass;Tom Reed
- Авторы: Иванов И.И., Петров П.П.|Иванов И.И.;Петров П.П.
Listed author(s): Elena Vass|Elena Vass
Yazarlar: Elena Vass, Tom Reed|Elena Vass;Tom Reed
저자: 김민수, 이영희|김민수;이영희
著者: 松浦 佳代, 高野 歩|松浦 佳代;高野 歩
By ADA GRAY and TOM REED|ADA GRAY;TOM REED
Von Elena Vass und Tom Reed|Elena Vass;Tom Reed
Par Elena Vass et Tom Reed|Elena Vass;Tom Reed
Ada Gray with Tom Reed|Ada Gray;Tom Reed
رضا احمدی، مریم کریمی|رضا احمدی;مریم کریمی
رضا احمدی؛ مریم کریمی|رضا احمدی;مریم کریمی
رضا احمدی1، مریم کریمی2|رضا احمدی;مریم کریمی
崔铁军,博士,副教授|崔铁军
Gray, Ada (creator)|Gray, Ada
Gray, Ada, author.|Gray, Ada
Ada Gray, Author; Tom Reed, Author|Ada Gray;Tom Reed
Ada Gray (Author), Tom Reed (Advisor)|Ada Gray
Gray, Ada (Author); Reed, Tom (Committee member); Poe, Ann (Advisor)|Gray, Ada
Gray, Ada (Verfasser); Reed, Tom (Herausgeber)|Gray, Ada
Ada Gray [author], Tom Reed [translator]|Ada Gray
王小明 (著), 李红 (译)|王小明
Lewis, Laura H. (Advisor)|
Corresponding author: Ada Gray|
Translated by Ada Gray|
Научный руководитель: Иванов И.И.|
Ada Gray; Supervisor: Tom Reed|Ada Gray
Author affiliations|
Afficher plus de détails|
Monitor Changes|
View author information|
Información de los autores|
作者简介|
Cui Xing-Hua Xu Qiao-Jing Shi Biao|Cui Xing-Hua;Xu Qiao-Jing;Shi Biao
Na Liu Ruian Wong|Na Liu Ruian Wong
松浦 佳代高野 歩森 真喜子|松浦 佳代;高野 歩;森 真喜子
佐藤 健一田中 美咲|佐藤 健一;田中 美咲
""".strip().splitlines()
NAMES_ALIKE = """
Anna Page, Mark Link|Anna Page;Mark Link
Von Neumann, John|Von Neumann, John
Par Lagerkvist|Par Lagerkvist
Di Maria, Angela|Di Maria, Angela
Gray, Ed|Gray, Ed
Ed Moore; Red Auer|Ed Moore;Red Auer
Gouw, Ada de|Gouw, Ada de
Eta Allman, Al Other|Eta Allman;Al Other
More, Thomas|More, Thomas
Hannah More and Tom Showalter|Hannah More;Tom Showalter
""".strip().splitlines()


@pytest.mark.parametrize("row", LISTS + NAMES_ALIKE)
def test_names_alone_are_read(row: str) -> None:
    printed, _, wanted = row.rpartition("|")
    assert [name.literal for name in parse_authors(printed)] == (wanted.split(";") if wanted else [])


@pytest.mark.parametrize("row", LISTS + NAMES_ALIKE)
def test_offsets_hold(row: str) -> None:
    printed = row.rpartition("|")[0]
    assert len(mask_byline(printed)) == len(printed)
    for name in parse_authors("İ: " + printed, "auto", 3):
        assert " ".join(("İ: " + printed)[name.start : name.end].split()).startswith(name.literal[:3])


def test_marks_of_affiliations_stay_and_signs_of_roles_go() -> None:
    names = parse_authors("Ada Edge ab, Owen O’Kane a, Lena Kahn (Author)")
    assert [name.marks for name in names] == [("ab",), ("a",), ()]


GLUED_LETTERS = [
    ("Olga Meyera, Ivan Matschinera", "a", ["Olga Meyer", "Ivan Matschiner"]),
    ("Olga Meyera, Ivan Hughesb, Ann Bakera,*", "ab", ["Olga Meyer", "Ivan Hughes", "Ann Baker"]),
    ("Olga Meyera, Ivan Hughesb, Ann Bakerab", "", ["Olga Meyer", "Ivan Hughes", "Ann Baker"]),
    ("Ana Silvaa, Maria Costab, Rosa Limaab", "ab", ["Ana Silva", "Maria Costa", "Rosa Lima"]),
    ("Ana Silva, Maria Costa, Rosa Lima", "ab", ["Ana Silva", "Maria Costa", "Rosa Lima"]),
    ("Ana Silva, Maria Costa, Rosa Lima", "", ["Ana Silva", "Maria Costa", "Rosa Lima"]),
    ("Ada Gray, Owen Moss", "ab", ["Ada Gray", "Owen Moss"]),
    ("Anna Nakura, Olga Iizuka, Ivan Asada", "ab", ["Anna Nakura", "Olga Iizuka", "Ivan Asada"]),
]


@pytest.mark.parametrize(("printed", "letters", "names"), GLUED_LETTERS)
def test_letters_of_affiliations_glued_to_names(printed: str, letters: str, names: list[str]) -> None:
    read = parse_authors(printed, letters=letters)
    assert [name.literal for name in read] == names
    assert all(printed[name.start : name.end] == name.literal for name in read)


PLACES = [
    ("Ada Gray, University of Umeå", [("Ada Gray", "University of Umeå")]),
    (
        "Ada Gray, University of Umeå; Tom Reed, Ghent University",
        [("Ada Gray", "University of Umeå"), ("Tom Reed", "Ghent University")],
    ),
    (
        "Ada Gray, Department of Physics, University of Umeå, Umeå, Sweden",
        [("Ada Gray", "Department of Physics, University of Umeå, Umeå, Sweden")],
    ),
    ("Ada Gray - University of Umeå", [("Ada Gray", "University of Umeå")]),
    (
        "Ada Gray: University of Umeå; Tom Reed: Ghent University;",
        [("Ada Gray", "University of Umeå"), ("Tom Reed", "Ghent University")],
    ),
    ("• Kim, Gyoo-mi (Hansung University) ;", [("Kim, Gyoo-mi", "Hansung University")]),
    ("이춘실 (숙명여자대학교 문헌정보학) ;", [("이춘실", "숙명여자대학교 문헌정보학")]),
    ("孙倩倩*:延安大学,陕西 延安;周晓玲#:延安大学", [("孙倩倩", "延安大学,陕西 延安"), ("周晓玲", "延安大学")]),
]


@pytest.mark.parametrize(("printed", "people"), PLACES)
def test_the_organisation_behind_a_name_is_its_affiliation(printed: str, people: list[tuple[str, str]]) -> None:
    assert [(name.literal, *name.affiliations) for name in parse_authors(printed)] == people


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Rahul Suresh, Rahul Suresh1,2*", ["Rahul Suresh"]),
        ("Ada Gray, Ada Gray, Tom Reed, Tom Reed", ["Ada Gray", "Tom Reed"]),
        ("Ada Gray\nTom Reed\nAda Gray\nTom Reed", ["Ada Gray", "Tom Reed"]),
        ("Zoe KarkossaZoe Karkossa2", ["Zoe Karkossa"]),
        ("Wei Wang1, Wei Wang2, Tom Reed", ["Wei Wang", "Wei Wang", "Tom Reed"]),
        ("Wei Wang, Wei Wang, Tom Reed", ["Wei Wang", "Wei Wang", "Tom Reed"]),
        ("Wei Wang1, Wei Wang2", ["Wei Wang", "Wei Wang"]),
    ],
)
def test_names_printed_twice_are_read_once(printed: str, names: list[str]) -> None:
    assert [name.literal for name in parse_authors(printed)] == names


@pytest.mark.parametrize(
    "group", ["ELIFE Editors", "The SPOON Study Group", "Redaktion der Brotzeitung", "WHO Bread Team"]
)
def test_an_editorial_board_or_group_has_no_family_name(group: str) -> None:
    (name,) = parse_authors(group)
    assert (name.literal, name.family, name.given) == (group, None, None)
