"""Layouts of pages that a reader of lines gets wrong without a look at what stands around them."""

import pytest

from extractors.detectors.names import parse_name
from extractors.detectors.references import parse_reference
from extractors.detectors.titles import trim_title
from extractors.families.templates import compile_template
from extractors.page import Line
from pipeline import extract
from schemas import Record

PROSE = (
    "Harbour walls are built of stone that nobody counts. We counted the stones of nine walls over four winters and "
    "found that those set by hand outlast those set by crane. The difference grows with the depth of the water."
)
TITLE = "Stones of nine harbours and of the walls between them"
NAMES = "Ada Gray, Bo Lind and Cy Marsh"
TERMS = "Keywords: stone, harbour walls, lime, masonry"


def read(page: str) -> Record:
    records = extract(page).records
    assert len(records) == 1
    return records[0]


def html(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def names(record: Record) -> list[str]:
    return [name.literal for name in record.authors]


@pytest.mark.parametrize(
    "homes",
    [
        "Ada Gray\nUniversity of Tyrvand\nBo Lind and Cy Marsh\nDepartment of Geology, University of Lunde",
        "Ada Gray\nBo Lind\nCy Marsh",
        "Bo Lind\n\nInstitute of Masonry, Department of Stone and Department of Lime, University of Lunde, Norway",
    ],
)
def test_names_that_are_printed_again_with_their_homes_count_once(homes: str) -> None:
    assert names(read(f"{TITLE}\n{NAMES}\n{homes}\n\nAbstract\n{PROSE}\n{TERMS}\n")) == [
        "Ada Gray",
        "Bo Lind",
        "Cy Marsh",
    ]


@pytest.mark.parametrize(
    "row", ["Reference: LB/001234", "Comments: 12 pages, 5 figures", "References: 7 items of stone"]
)
def test_a_row_named_like_a_list_does_not_end_the_record(row: str) -> None:
    assert read(f"{TITLE}\n{NAMES}\n\nAbstract\n{PROSE}\n{row}\n{TERMS}\n").keywords[:2] == ["stone", "harbour walls"]


@pytest.mark.parametrize(
    "said", ["von Dipl.-Ing. Ada Gray", "vorgelegt von Ada Gray", "by Ada Gray", "par Ada Gray", "di Ada Gray"]
)
def test_who_is_responsible_is_no_part_of_a_title(said: str) -> None:
    found = trim_title(f"{TITLE} / {said}", 0, len(TITLE) + 3 + len(said))
    assert found is not None and found.value == TITLE


@pytest.mark.parametrize("title", ["Trade / by land and by sea", "Stone and/or lime by the sea"])
def test_a_slash_may_be_the_titles_own(title: str) -> None:
    found = trim_title(title, 0, len(title))
    assert found is not None and found.value == title


@pytest.mark.parametrize(
    "first",
    [
        "港の石垣は誰も数えない石で造られている。四つの冬にわたって"
        "九つの石垣の石を数え、手で積まれたものが長く残ることを示した。その差は水深とともに大きくなる。",
        "Стены гаваней сложены из камня, который никто не считает. Мы сосчитали камни девяти стен "
        "за четыре зимы и нашли, что сложенные вручную стоят дольше. Разница растёт с глубиной воды.",
        "항구의 벽은 아무도 세지 않는 돌로 지어졌다. 우리는 네 번의 겨울 동안 아홉 벽의 돌을 세었고 "
        "손으로 쌓은 것이 더 오래 남음을 보였다. 그 차이는 물이 깊을수록 커진다.",
    ],
)
def test_a_paragraph_in_another_script_is_another_abstract(first: str) -> None:
    record = read(html(f"<h1>{TITLE}</h1><p>{NAMES}</p><h2>Abstract</h2><p>{first}</p><p>{PROSE}</p><p>{TERMS}</p>"))
    assert record.abstract is not None and record.abstract.text == first


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_abstract_is_in_the_language_of_the_title(order: tuple[int, int]) -> None:
    german = (
        "Hafenmauern sind aus Stein gebaut, den niemand zählt. Wir zählten die Steine von neun Mauern in vier Wintern."
    )
    told = [f"<h2>Abstract (German)</h2><p>{german}</p>", f"<h2>Abstract (English)</h2><p>{PROSE}</p>"]
    record = read(html(f"<h1>{TITLE}</h1><p>{NAMES}</p>{told[order[0]]}{told[order[1]]}"))
    assert record.abstract is not None and record.abstract.text == PROSE


def test_labels_with_a_blank_behind_them_in_the_rows_of_a_record() -> None:
    record = read(
        html(
            "<h1>PoW(QUAYS 2013)001</h1><div><em>Title</em> <b>Heavy Stones in Review</b></div>"
            "<div><em>Conference</em> <b>31st International Symposium on Harbours</b></div>"
            "<div><em>Authors</em><div>A. El-Marsi</div></div>"
            f"<div><em>Abstract</em><div>{PROSE}</div></div>"
        )
    )
    assert (record.title, names(record)) == ("Heavy Stones in Review", ["A. El-Marsi"])
    assert record.container_title == "31st International Symposium on Harbours"


@pytest.mark.parametrize("role", ["creator", "Author", "autor"])
def test_a_contributor_who_is_said_to_be_the_author_is_one(role: str) -> None:
    rows = f"<dt>Contributors</dt><dd>Gray, Ada ({role})</dd><dd>Lind, Bo (Director)</dd><dd>Marsh, Cy (Reader)</dd>"
    record = read(html(f"<h1>{TITLE}</h1><dl>{rows}<dt>Abstract</dt><dd>{PROSE}</dd></dl>"))
    assert names(record) == ["Gray, Ada"]


@pytest.mark.parametrize(
    ("imprint", "publisher", "issued"),
    [
        ("Boston (Mass.) : Granite Press, May 20, 2014", "Granite Press", "2014-05-20"),
        ("Lunde: Quay University, 2014", "Quay University", "2014"),
        ("Granite Press", "Granite Press", None),
    ],
)
def test_an_imprint_is_place_publisher_and_date(imprint: str, publisher: str, issued: str | None) -> None:
    record = read(f"Title: {TITLE}\nAuthor: Gray, Ada\nPublisher: {imprint}\nAbstract: {PROSE}\n{TERMS}\n")
    assert (record.publisher, record.issued) == (publisher, issued)


@pytest.mark.parametrize("name", ["share-header", "sidebar", "advert-top"])
def test_an_element_that_holds_the_title_is_not_beside_the_work(name: str) -> None:
    body = f'<div class="{name}"><h1>{TITLE}</h1><p class="authors">{NAMES}</p></div><h2>Abstract</h2><p>{PROSE}</p>'
    record = read(html(f"{body}<p>{TERMS}</p><h2>Introduction</h2><p>{PROSE * 4}</p>"))
    assert (record.title, names(record)) == (TITLE, ["Ada Gray", "Bo Lind", "Cy Marsh"])


def test_the_foot_may_tell_what_the_work_is() -> None:
    foot = (
        f"<p>{TITLE}<br>by {NAMES}.<br>Quay Studies, Volume 25, Number 10 - 5 October 2020<br>doi: 10.5555/qs.25.10</p>"
    )
    works = "".join(
        f"<p>Ann Doe, 20{n}. “On lime {n},” Quay Studies, volume {n}, number 2, pp. 1-9.</p>" for n in range(10, 15)
    )
    body = f"<p>{PROSE}</p><h2>Introduction</h2><p>{PROSE * 2}</p>"
    body += f"<h2>References</h2>{works}<h2>Editorial history</h2>{foot}"
    record = read(html(body, f"<title>{TITLE}</title>"))
    assert (record.title, record.volume, record.issue, record.doi) == (TITLE, "25", "10", "10.5555/qs.25.10")
    assert names(record) == ["Ada Gray", "Bo Lind", "Cy Marsh"]


def test_a_template_reads_the_first_cell_of_a_row() -> None:
    text = "dc.publisher | Granite Press | en_US |"
    values = compile_template("dc.publisher | {publisher}").read(text, Line(text, 0, len(text), 0))
    assert values is not None and values["publisher"].value == "Granite Press"


@pytest.mark.parametrize(
    ("printed", "family", "given"),
    [
        ("Mario Sousa S.", "Sousa S.", "Mario"),
        ("María Elena Ruiz G.", "Ruiz G.", "María Elena"),
        ("Garcia Lopez J.", "Garcia Lopez", "J."),
        ("Van Dyke S.", "Van Dyke", "S."),
    ],
)
def test_a_second_surname_may_be_cut_short(printed: str, family: str, given: str) -> None:
    name = parse_name(printed)
    assert name is not None and (name.family, name.given) == (family, given)


@pytest.mark.parametrize(
    "entry",
    [
        "Gray, Ada. Walls of Lunde. Oxford: Granite Press, 1987. Print.",
        "Lind, Bo. “Lime.” Quay Review 95.1 (1987): 60-65. Harbour Journal Centre. Web. 16 Mar. 2013.",
        "Marsh, Cy. Early Stones. Glasgow: Quay and Sons, 1987.",
    ],
)
def test_the_year_of_an_entry_in_the_style_of_the_mla(entry: str) -> None:
    assert parse_reference(entry).year == 1987


@pytest.mark.parametrize(
    "printed",
    [
        "Ada GrayI, Bo LindII, Cy MarshI,II",
        "Ada Gray⊥, Bo Lind∥#, Cy Marsh*‡∥",
        "Ada Gray¶, Bo Lind‖, Cy Marsh§",
    ],
)
def test_marks_of_affiliations_are_no_part_of_a_name(printed: str) -> None:
    assert names(read(f"{TITLE}\n{printed}\n\nAbstract\n{PROSE}\n{TERMS}\n")) == ["Ada Gray", "Bo Lind", "Cy Marsh"]


def test_names_that_end_like_numerals_stay() -> None:
    printed = "Ada Gray, Bo Lind, Ludwig XIV"
    assert names(read(f"{TITLE}\n{printed}\n\nAbstract\n{PROSE}\n{TERMS}\n"))[:2] == ["Ada Gray", "Bo Lind"]


def test_raised_numerals_are_marks() -> None:
    printed = "Ada Gray<sup>I</sup>, Bo Lind<sup>II</sup>, Cy Marsh<sup>I,II</sup>"
    record = read(
        html(f"<h1>{TITLE}</h1><p class='authors'>{printed}</p><h2>Abstract</h2><p>{PROSE}</p><p>{TERMS}</p>")
    )
    assert names(record) == ["Ada Gray", "Bo Lind", "Cy Marsh"]


def test_the_citation_with_the_works_doi_is_its_own() -> None:
    own = f"Ada Gray and Bo Lind, “{TITLE},” Quay Working Paper 299 (2022), https://doi.org/10.5555/w299."
    other = f"ADA GRAY & BO LIND, 2024. “{TITLE},” The Journal of Stone, vol 79(2), pages 1055-1085."
    record = read(
        f"{TITLE}\n\nAda Gray & Bo Lind\nDOI 10.5555/w299\nIssue Date April 2022\n\nAbstract\n{PROSE}\n{TERMS}\n\n"
        f"Copy Citation\n{own}\n\nPublished Versions\n\n{other}\n"
    )
    assert (record.volume, record.first_page) != ("79", "1055") and record.container_title != "The Journal of Stone"


def test_authors_that_microdata_tell_twice_count_once() -> None:
    person = '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">{}</b></span> '
    people = "".join(map(person.format, ["Ada Gray", "Bo Lind", "Ada Gray"]))
    work = (
        f'<div itemscope itemtype="https://schema.org/ScholarlyArticle"><h1 itemprop="name">{TITLE}</h1>{people}</div>'
    )
    record = read(html(f"{work}<h2>Abstract</h2><p>{PROSE}</p><p>{TERMS}</p>"))
    assert names(record) == ["Ada Gray", "Bo Lind"]


def test_letters_of_affiliations_are_glued_to_all_names() -> None:
    homes = "a Institute of Stone, University of Lunde\nb Department of Lime, University of Tyrvand"
    printed = "Ada Graya, b\nBo Lindb\nCy Marsha, b"
    assert names(read(f"{TITLE}\n{printed}\n{homes}\n\nAbstract\n{PROSE}\n{TERMS}\n")) == [
        "Ada Gray",
        "Bo Lind",
        "Cy Marsh",
    ]


def test_names_each_with_an_organisation() -> None:
    rows = "\n\n".join(
        f"{name}, {home}\n{name.split()[0].lower()} [at] quay.example"
        for name, home in [
            ("Ada Gray", "University of Lunde, Quayverse"),
            ("Bo Lind", "The Adler Museum, Quayverse"),
            ("Cy Marsh", "University of Lunde, Quayverse"),
        ]
    )
    assert names(read(f"{TITLE}\n\n{rows}\n\nAbstract\n{PROSE}\n{TERMS}\n")) == ["Ada Gray", "Bo Lind", "Cy Marsh"]


def test_a_tag_corrects_a_template_that_met_another_works_line() -> None:
    tags = {
        "citation_title": TITLE,
        "citation_author": "Ada Gray",
        "citation_journal_title": "Brain Harbours",
        "citation_doi": "10.5555/bh.1",
    }
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    other = "<p>CrossRefGoogle Scholar</p><p>Jost G</p><p>Quay J 2010;4:1581-1590 doi:10.5555/other.9</p>"
    body = f"<p>Next Section</p><p>Skip to main page content</p><p>Find this author on Google Scholar</p>{other}"
    record = read(html(f"<h1>{TITLE}</h1><p>Ada Gray</p><h2>Abstract</h2><p>{PROSE}</p>{body}", head))
    assert (record.title, names(record), record.doi) == (TITLE, ["Ada Gray"], "10.5555/bh.1")
