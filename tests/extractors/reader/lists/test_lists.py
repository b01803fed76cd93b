"""Pages that show many works: one record an entry, never one that mixes them, and no list where one work is shown."""

import pytest

from pipeline import extract
from tests.accounting import check

WORKS = [
    (
        "Timetables that drift on three island lines",
        "Ingrid Halvorsen, Paul M. Okafor",
        "Ferry Studies",
        "12",
        "3",
        201,
    ),
    ("Who carries the mail when the ferry does not sail?", "Maria L. Ferrante", "Ferry Studies", "11", "1", 12),
    (
        "Ramps, ropes and the work of loading small vessels",
        "Thomas Byrne, Aoife Gallagher",
        "Harbour Past",
        "4",
        "2",
        77,
    ),
    ("Lamps at the end of the pier and who paid for oil", "Nils Sandberg, Ann Whitaker", "Harbour Past", "6", "2", 55),
    ("A ledger of tolls from a bridge that was never built", "Pilar Montoya, Jan Kowal", "Road Notes", "9", "4", 310),
]
TITLES = [title for title, *_ in WORKS]


def place(journal, volume, issue, page):
    return f"{journal}, 2019, {volume}({issue}): {page}-{page + 9}"


def blocks(title, names, *where):
    return f"{title}\n{names}\n{place(*where)}\n"


def numbered(title, names, *where):
    return f"{TITLES.index(title) + 1}. {title}\n{names}\n{place(*where)}"


def names_first(title, names, *where):
    return f"{names}\n{title}\n{place(*where)}\n"


def with_buttons(title, names, *where):
    return f"{title}\n{names}\n{place(*where)}\nAbstract PDF\nCited by {where[-1]}"


def citations(title, names, *where):
    parts = [name.split() for name in names.split(", ")]
    short = ", ".join(f"{words[-1]} {''.join(word[0] for word in words[:-1])}" for words in parts)
    journal, volume, issue, page = where
    return f"{short}. {title.rstrip('?')}. {journal}. 2019;{volume}({issue}):{page}-{page + 9}."


@pytest.mark.parametrize("layout", [blocks, numbered, names_first, with_buttons, citations])
def test_a_text_of_entries_gives_one_record_an_entry_in_order(layout):
    page = "Search results\n5 results\n\n" + "\n".join(layout(*work) for work in WORKS) + "\n\nNext page\n"
    result = check(page)
    assert [record.title.rstrip("?") for record in result.records] == [title.rstrip("?") for title in TITLES]
    assert [record.source.position for record in result.records] == [0, 1, 2, 3, 4]
    for record, (_, names, journal, volume, issue, page_number) in zip(result.records, WORKS, strict=True):
        assert [author.family for author in record.authors] == [name.split()[-1] for name in names.split(", ")]
        assert (record.volume, record.issue, record.first_page) == (volume, issue, str(page_number))
        assert (record.container_title, record.issued) == (journal, "2019")


@pytest.mark.parametrize(
    ("around", "entry"),
    [
        ("<ul>{}</ul>", "<li><h3>{0}</h3><div>{1}</div><div>{2}</div></li>"),
        ("<div>{}</div>", "<div class='hit'><a href='#'>{0}</a><br>{1}<br>{2}</div>"),
        ("<table>{}</table>", "<tr><td><a href='#'>{0}</a><br>{1}<br>{2}</td></tr>"),
        ("<div>{}</div>", "<p><a href='#'>{0}</a></p><p>{1}</p><p>{2}</p>"),
        ("<dl>{}</dl>", "<dt>{0}</dt><dd>{1}</dd><dd>{2}</dd>"),
    ],
)
def test_html_entries_with_and_without_a_wrapper(around, entry):
    entries = "".join(entry.format(title, names, place(*where)) for title, names, *where in WORKS)
    page = (
        f"<html><head><title>Search</title></head><body><h1>Search results</h1>{around.format(entries)}</body></html>"
    )
    result = check(page)
    assert [record.title for record in result.records] == TITLES
    assert [record.first_page for record in result.records] == ["201", "12", "77", "55", "310"]


ISSUE = "Ferry Studies Journal\nVol. 12 No. 3 (2021)\n\nTable of Contents\n\n"


def issue_entry(title, names, *where):
    return f"{title}\n{names}\n{where[-1]}-{where[-1] + 9}\nPDF\n"


def test_what_stands_once_is_shared_and_says_so():
    page = ISSUE + "\n".join(issue_entry(*work) for work in WORKS)
    result = check(page)
    assert [record.title for record in result.records] == TITLES
    for record in result.records:
        assert (record.volume, record.issue, record.issued) == ("12", "3", "2021")
        assert record.container_title == "Ferry Studies Journal"
        shared = record.provenance["volume"][0]
        assert shared.rule == "generic.shared"
        assert page[shared.start : shared.end] == "12"


@pytest.mark.parametrize("title", ["Editorial Board", "Front cover", "Table of Contents", "Comité editorial", "目次"])
def test_entries_that_are_no_works_are_boilerplate(title):
    page = ISSUE + "\n".join(issue_entry(*work) for work in WORKS) + f"\n{title}\nAnna Berg, Otto Lind\n1-2\nPDF\n"
    result = check(page)
    assert [record.title for record in result.records] == TITLES


ARTICLE = (
    "Bread and the night shift: an interview study in four bakeries\nSofia Lindholm, Ahmed Karimi\n"
    "Journal of Night Work, 2017, 9(2): 120-133\n\nAbstract\n"
    "Bakers were asked in four towns how they sleep, when they eat and whom they see. Those who work alone sleep "
    "longer and see fewer people. The oven decides the day of the whole household.\n\n"
)


@pytest.mark.parametrize("heading", ["References", "Related articles", "Literatur", "参考文献", "Cited by"])
@pytest.mark.parametrize("layout", [blocks, numbered, citations])
def test_an_article_with_a_list_of_other_works_is_no_list(heading, layout):
    result = check(ARTICLE + f"{heading}\n" + "\n".join(layout(*work) for work in WORKS))
    assert [record.title for record in result.records] == [ARTICLE.split("\n")[0]]


def test_a_page_of_several_works_never_gives_one_record_that_mixes_them():
    for count in (2, 3, 4):
        result = extract("Search results\n\n" + "\n".join(blocks(*work) for work in WORKS[:count]))
        assert len(result.records) in (0, count)


def test_a_list_of_one():
    page = (
        "Articles\nAny time\n\nPaper maps in the age of the small screen\n"
        "T Vogel, RM Sato - Journal of Route Finding, 2013 - example.org\n"
        "Walkers were asked to find five places with a map or a telephone. Those with a map were slower ...\n"
        "Cited by 87 Related articles All 6 versions\n"
    )
    result = check(page)
    assert [record.title for record in result.records] == ["Paper maps in the age of the small screen"]
    assert [author.family for author in result.records[0].authors] == ["Vogel", "Sato"]


@pytest.mark.parametrize(
    "entry",
    [
        "Harbour fire damages two sheds\nBy Anna Berg\n{} June 2020\nThe fire began before dawn and was out by noon.\n",
        "Bread soup for {}\nServes 4\nReady in 30 minutes\n",
        "Blue cotton shirt\n$ {}.99\nAdd to basket\n",
    ],
)
def test_lists_of_what_is_not_scholarly_give_nothing(entry):
    assert not extract("\n".join(entry.format(n) for n in range(1, 12))).records


def test_a_thousand_entries_are_all_read():
    places = ("island", "harbour", "village", "moor", "valley", "bridge", "garden", "market", "quarry", "mill")
    things = ("lamps", "ledgers", "ropes", "wells", "hedges", "kilns", "bells", "nets", "carts", "gates")
    times = (
        "one winter",
        "a flood",
        "a war",
        "the rail",
        "a census",
        "the plague",
        "a strike",
        "a fire",
        "peace",
        "rain",
    )
    titles = [
        f"The {thing} of a northern {where} after {when}" for when in times for where in places for thing in things
    ]
    entries = [
        f"{n}. {title}\nMaria Berg, Jan Kowal\n{place('Dike Notes', '7', '1', n)}\n"
        for n, title in enumerate(titles, 1)
    ]
    result = extract("Results 1 - 1000\n\n" + "\n".join(entries))
    assert [record.title for record in result.records] == titles


GLUED = [
    "<a class='title' href='#'>{0}</a><small class='who'>{1}</small><span class='pages'>Pages: {2}-{3}</span>",
    "<span class='t'>{0}</span> <span class='a'>{1}</span> <span class='p'>pp. {2}-{3}</span>",
]


@pytest.mark.parametrize("entry", GLUED)
def test_entries_of_inline_elements_are_cut_where_the_elements_are(entry):
    cards = "".join(
        f"<div class='card'>{entry.format(title, names, where[-1], where[-1] + 9)}</div>"
        for title, names, *where in WORKS
    )
    result = check(f"<html><body><h1>Ferry Studies Journal</h1><h2>Vol. 12 No. 3 (2021)</h2>{cards}</body></html>")
    assert [record.title for record in result.records] == TITLES
    assert [record.first_page for record in result.records] == [str(work[-1]) for work in WORKS]


@pytest.mark.parametrize("heading", ["Vol. 12 No. 3 (2021)", "Volume 12\nMarch 2021", "Volume 12, Issue 3, 2021"])
def test_the_head_of_an_issue_is_no_entry_and_is_shared(heading):
    entries = "\n".join(f"{title}\n{names}\npp. {where[-1]}-{where[-1] + 9}\n" for title, names, *where in WORKS)
    result = check(f"Ferry Studies Journal\n{heading}\n\n{entries}")
    assert [record.title for record in result.records] == TITLES
    assert {(record.volume, record.issued[:4]) for record in result.records} == {("12", "2021")}


def test_what_stands_where_names_do_is_read_as_names():
    odd = {1: "Zyx", 3: "Quorl Vimp"}
    rows = [(title, odd.get(n, names), *where) for n, (title, names, *where) in enumerate(WORKS)]
    result = check("\n".join(f"{n}. {blocks(*row)}" for n, row in enumerate(rows, 1)))
    assert [record.title for record in result.records] == TITLES
    assert result.records[3].authors[0].literal == "Quorl Vimp"


def test_works_that_a_page_names_first_and_tells_below_are_read_once():
    contents = "\n".join(f"{n}. {title}" for n, title in enumerate(TITLES, 1))
    result = check(f"Table of Contents\n{contents}\n\n" + "\n".join(blocks(*work) for work in WORKS))
    assert [record.title for record in result.records] == TITLES


@pytest.mark.parametrize("name", ["menu", "nav-accordion menu"])
def test_a_list_within_what_its_page_names_a_menu_is_read(name):
    entries = "".join(
        f"<div><h4>{title}</h4><p>{names}</p><p>{place(*where)}</p></div>" for title, names, *where in WORKS
    )
    result = check(f"<html><body><div class='{name}'><h1>Ferry Studies</h1>{entries}</div></body></html>")
    assert [record.title for record in result.records] == TITLES


def test_a_page_of_several_pages_ranges_without_names_gives_no_mixture():
    page = "Ferry Studies Journal\nVol. 12 No. 3 (2021)\n\n" + "\n".join(
        f"Note {n}, pp. {n}0–{n}9 in the bound volume of the year" for n in range(1, 9)
    )
    assert len(check(page).records) != 1
