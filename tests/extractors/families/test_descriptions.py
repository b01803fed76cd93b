"""A family is a file: what each key does to a page, and what is said of a file that cannot be used."""

from importlib.metadata import EntryPoint
from pathlib import Path
from statistics import median

import pytest

import extractors.families as ours
from extractors import registry
from extractors.families.description import DescriptionError, load_description
from extractors.families.templates import TemplateError, compile_template
from extractors.page import Page
from pipeline import extract
from pipeline.checking import check
from pipeline.descriptions import families_text
from pipeline.errors import FamilyError

ROOT = Path(__file__).parents[3]
OURS = sorted(Path(next(iter(ours.__path__))).glob("*.toml"))

ROW = "Pages {pages} | Received {-}[, Published online: {issued}]"
PORTAL = """
name = "portal"
serves = "A portal for tests."
lines = ["Vol. {volume}[, no. {issue}] ({issued}) | pages {pages}", "* {authors} <{-}>"]
ends = ["Readers also liked"]
lacks = ["publisher"]

[[signs]]
phrases = ["welcome to the portal", "willkommen im portal"]
weight = 3

[chrome]
navigation = ["Welcome to the portal", "Willkommen im Portal", "Login {-}"]
counter = ["{#} readers"]

[labels]
doi = ["Digital handle"]
abstract = ["In short", "What {-} found"]

[repair]
authors_blank = ["* ,[{-}]"]

[[order]]
anchor = "Vol. {volume}[, no. {issue}] ({issued}) | pages {pages}"
above = ["section?", "title"]

[selectors]
keywords = ["ul.tags li"]
"""

PAGE = """Welcome to the portal
Login for members
Essay
On dust, brooms and the people who use both
Vol. 7, no. 2 (March 2019) | pages 11-19
* Mara Lindqvist <Uppsala>
* Daniel Okafor <Lagos>
1,204 readers
Digital handle: 10.5555/dust.7.2
What we found
Dust returns within a week in every house that was visited. Brooms of birch last longest, and their users agree on it.
Readers also liked
Vol. 3, no. 1 (May 2011) | pages 1-2
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "portal.toml").write_text(PORTAL, "utf-8")
    return tmp_path


def read(folder, page=PAGE):
    result = extract(page, families=folder)
    return result, result.records[0]


def test_templates_labels_and_order_tell_the_record(folder):
    result, record = read(folder)
    assert result.extractor == record.source.extractor == "portal"
    assert record.title == "On dust, brooms and the people who use both"
    assert [name.literal for name in record.authors] == ["Mara Lindqvist", "Daniel Okafor"]
    assert (record.volume, record.issue, record.first_page, record.last_page) == ("7", "2", "11", "19")
    assert record.issued == "2019-03"
    assert record.doi == "10.5555/dust.7.2"
    assert record.abstract.text.startswith("Dust returns")
    assert record.provenance["volume"][0].rule == "portal.volume"


def test_chrome_is_boilerplate_and_other_works_are_none(folder):
    result, _ = read(folder)
    rules = {s.rule: result.page_text[s.start : s.end].strip() for s in result.segments if s.kind == "boilerplate"}
    assert rules["portal.counter"] == "1,204 readers"
    assert "Login for members" in rules.values()
    assert "".join(result.page_text[s.start : s.end] for s in result.segments) == result.page_text


@pytest.mark.parametrize(
    ("lost", "field"),
    [("Vol. 7, no. 2 (March 2019) | pages 11-19\n", "volume"), ("* Mara Lindqvist <Uppsala>\n", "title")],
)
def test_a_page_that_lost_a_line_never_takes_another_works(folder, lost, field):
    result = extract(PAGE.replace(lost, ""), families=folder)
    assert all(
        getattr(record, field) in (None, "On dust, brooms and the people who use both") for record in result.records
    )


def test_what_a_scrape_lost_is_a_warning(folder):
    blanked = PAGE.replace("* Mara Lindqvist <Uppsala>\n* Daniel Okafor <Lagos>", "* , ,")
    _, record = read(folder, blanked)
    assert record.authors == []
    assert "authors_blank" in record.warnings


def test_selectors_read_html(folder):
    items = "".join(f"<li>{term}</li>" for term in ("dust", "brooms"))
    body = "".join(f"<p>{line}</p>" for line in PAGE.replace("<", "&lt;").splitlines()[:11])
    _, record = read(folder, f"<html><body>{body}<ul class='tags'>{items}</ul></body></html>")
    assert record.keywords == ["dust", "brooms"]
    assert record.provenance["keywords"][0].start is not None


def test_another_page_is_not_of_the_family(folder):
    assert extract(PAGE.replace("Welcome to the portal", "Hello"), families=folder).extractor != "portal"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('colour = "red"\n', "2: colour: unknown key"),
        ('lines = ["{colour} of dust"]\n', "unknown slot {colour}"),
        ('lines = ["dust [of"]\n', "without a partner"),
        ('lines = ["{title}"]\n', "no words beside its slots"),
        ("[labels]\ntitel = ['Title']\n", "3: labels: 'titel' is no field"),
        ("[selectors]\ntitle = ['div..x']\n", "is no CSS selector"),
        ("[repair]\nauthors_gone = [', ,']\n", "is no warning"),
        ("[chrome]\nmenu = ['{title} here']\n", "belongs in `lines`"),
        ("[[order]]\nanchor = 'top'\nbelow = ['tittle']\n", "is no role"),
        ("lacks = 3\n", "lacks"),
        ("lines = [\n", "no valid TOML"),
    ],
)
def test_a_description_that_cannot_be_used_says_where(tmp_path, broken, said):
    tables = broken.startswith("[")
    head = '\nname = "p"\nserves = "x"\n[[signs]]\nphrases = ["dusty portal"]\n'
    (tmp_path / "p.toml").write_text(f"\n{broken}{head}" if not tables else f"{head}{broken}", "utf-8")
    with pytest.raises(DescriptionError) as caught:
        load_description(tmp_path / "p.toml")
    assert str(caught.value).startswith(f"{tmp_path / 'p.toml'}:")
    assert said.partition(": ")[2] in str(caught.value) if said[0].isdigit() else said in str(caught.value)
    with pytest.raises(FamilyError):
        extract("any page", families=tmp_path)


@pytest.mark.parametrize("given", ["nowhere", "empty"])
def test_a_folder_without_descriptions_is_an_error(tmp_path, given):
    (tmp_path / "empty").mkdir()
    with pytest.raises(FamilyError, match="description"):
        extract("any page", families=tmp_path / given)


@pytest.mark.parametrize("name", ["generic", "twice"])
def test_a_name_is_taken_once(tmp_path, name):
    for file in ("a", "b") if name == "twice" else ("a",):
        (tmp_path / f"{file}.toml").write_text(PORTAL.replace('"portal"', f'"{name}"'), "utf-8")
    with pytest.raises(FamilyError, match="is taken"):
        extract("any page", families=tmp_path)


def test_a_package_brings_a_description(folder, monkeypatch):
    monkeypatch.setattr(EntryPoint, "load", lambda self: folder / "portal.toml")
    point = EntryPoint("portal", "package:PATH", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == registry.GROUP else [])
    for cached in (registry._families, registry._phrasebook):
        cached.cache_clear()
    try:
        assert extract(PAGE).extractor == "portal"
    finally:
        for cached in (registry._families, registry._phrasebook):
            cached.cache_clear()


@pytest.mark.parametrize(
    ("template", "line", "spans"),
    [
        (ROW, "Pages 8-38 | Received 27 Oct 2020", {"pages": "8-38"}),
        (ROW, "pages 8–38 |  received x, Published online: 6 Feb 2022",
         {"pages": "8–38", "issued": "6 Feb 2022"}),
        ("\\[{issued}\\]", "[3 May 2001]", {"issued": "3 May 2001"}),
        ("第{volume}卷", "第12卷", {"volume": "12"}),
        ("Pages {pages}", "Pages", None),
        ("Pages {pages}", "See Pages 3-4", None),
    ],
)  # fmt: skip
def test_a_template_fits_whole_lines(template, line, spans):
    found = compile_template(template).match(Page.of(line).lines[0])
    assert (found and {slot: line[start:end] for slot, (start, end) in found.items()}) == spans


@pytest.mark.parametrize("line", ["Issued someday", "Issued 99 Foo 2020"])
def test_a_slot_that_holds_no_value_of_its_field_fits_no_line(line):
    page = Page.of(line)
    assert compile_template("Issued {issued}").read(page.text, page.lines[0]) is None


@pytest.mark.parametrize(
    "text", ["{title", "a ] b", "[a [b] c]", "{unknown} x", "a {-} {-} {-} {-} {-} {-} {-} {-} {-} {-} {-} {-} {-}"]
)
def test_a_template_that_cannot_be_read_says_so(text):
    with pytest.raises(TemplateError):
        compile_template(text)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_ours_say_what_was_seen_and_are_held_by_golden_files(path):
    told = load_description(path)
    assert told.name == path.stem
    assert told.seen
    assert list((ROOT / "seeds" / told.name).iterdir())
    assert list((ROOT / "golden" / told.name).glob("*.json"))


def test_ours_are_many_and_short():
    assert len(OURS) >= 40
    assert median(len(path.read_text("utf-8").splitlines()) for path in OURS) <= 60


def test_the_walk_through_of_the_docs_works(tmp_path):
    text = (ROOT / "docs" / "adding-a-family.md").read_text("utf-8")
    page = "\n".join(line[4:] for line in text.split("invented):")[1].split("Save it")[0].splitlines())
    (tmp_path / "portal.toml").write_text(text.split("```toml\n")[1].split("```")[0], "utf-8")
    report = list(check(tmp_path / "portal.toml", [written(tmp_path / "dust.txt", page)]))
    assert "  = authors: Mara Lindqvist; Daniel Okafor" in report
    assert "  = issued: 2019-03" in report
    assert [line for line in report if "no page showed" in line] == []


def written(path, text):
    path.write_text(text, "utf-8")
    return path


def test_the_report_says_what_is_missing(tmp_path, folder):
    stranger = written(tmp_path / "stranger.txt", "A page of another site\nThat is all.")
    short = written(
        tmp_path / "short.txt", PAGE.replace("Readers also liked\nVol. 3, no. 1 (May 2011) | pages 1-2\n", "")
    )
    report = "\n".join(check(folder / "portal.toml", [stranger, short]))
    assert "signs of portal: weight 0, needed 3" in report
    assert "portal: no page showed ends 'Readers also liked'" in report


def test_the_list_of_families_has_not_drifted():
    published = (ROOT / "docs" / "families.md").read_text("utf-8")
    assert published == families_text(), "run `python -m pipeline.descriptions`"


@pytest.mark.parametrize("name", [".portal-work", "#portal_id"])
def test_a_page_is_known_by_the_names_of_its_elements(tmp_path, name):
    told = PORTAL.replace("welcome to the portal", name).replace("weight = 3", 'weight = 3\nwhere = "element"')
    (tmp_path / "portal.toml").write_text(told.replace('"willkommen im portal"', '".other"', 1), "utf-8")
    body = "".join(f"<p>{line}</p>" for line in PAGE.replace("<", "&lt;").splitlines()[2:])
    page = f'<html><body><div class="x Portal-Work" id="portal_id">{body}</div></body></html>'
    assert extract(page, families=tmp_path).extractor == "portal"
    assert extract(page.replace("ortal", "ostal"), families=tmp_path).extractor != "portal"


def test_the_wordings_of_a_table_are_signs_chrome_and_labels(tmp_path):
    (tmp_path / "words.tsv").write_text("# notes\nHandle\tHandle|Kennung|Id [x]\nHello\tHello all|Hallo\n", "utf-8")
    (tmp_path / "portal.toml").write_text(
        'name = "portal"\nserves = "x"\ntranslations = "words.tsv"\nlines = ["Vol. {volume} ({issued}) | {pages}"]\n'
        '[[signs]]\nphrases = ["Hello:"]\nweight = 3\n'
        '[chrome]\nnavigation = ["Hello[ {-}]"]\n[labels]\ndoi = ["Handle"]\n',
        "utf-8",
    )
    page = f"{TITLED}\nVol. 7 (2019) | 11-19\nHallo: friends\nKennung: 10.5555/dust.7.2\n"
    result, record = read(tmp_path, page)
    assert (result.extractor, record.doi, record.volume) == ("portal", "10.5555/dust.7.2", "7")
    assert "portal.navigation" in {segment.rule for segment in result.segments}


def test_a_table_of_wordings_that_is_not_there_is_an_error(tmp_path):
    (tmp_path / "p.toml").write_text(
        'name = "p"\nserves = "x"\ntranslations = "no.tsv"\n[[signs]]\nphrases = ["dusty"]\n', "utf-8"
    )
    with pytest.raises(DescriptionError, match=r"p\.toml:1: translations: 'no\.tsv' cannot be read"):
        load_description(tmp_path / "p.toml")


TITLED = "On dust, brooms and the people who use both\nMara Lindqvist, Daniel Okafor"


LIST = """
name = "hits"
serves = "A list of results for tests."
records = ["type?", "Result {#}"]
lines = ["In {container_title}, vol. {volume}"]

[[signs]]
phrases = ["results of hits"]
weight = 3

[chrome]
navigation = ["Results of hits"]

[labels]
authors = ["Written by"]

[[order]]
anchor = "Result {#}"
below = ["title"]

[repair]
title_missing = []
"""
HITS = """Results of hits
Journal article
Result 1
On dust and the people who sweep it
Written by: Mara Lindqvist, Daniel Okafor
In Small Matters, vol. 7
DOI: 10.5555/dust.7.2
Result 2
Brooms of the north, and how they are made
In Tools and Trades, vol. 9
"""


def test_entries_of_a_page_are_records_of_their_own(tmp_path):
    (tmp_path / "hits.toml").write_text(LIST, "utf-8")
    result = extract(HITS, families=tmp_path)
    first, second = result.records
    assert result.extractor == "hits"
    assert (first.title, second.title) == (
        "On dust and the people who sweep it",
        "Brooms of the north, and how they are made",
    )
    assert [name.family for name in first.authors] == ["Lindqvist", "Okafor"]
    assert (first.doi, first.volume, second.doi, second.volume) == ("10.5555/dust.7.2", "7", None, "9")
    assert (second.authors, second.container_title) == ([], "Tools and Trades")
    assert "".join(result.page_text[s.start : s.end] for s in result.segments) == result.page_text


def test_a_page_without_entries_is_not_of_a_family_of_lists(tmp_path):
    (tmp_path / "hits.toml").write_text(LIST, "utf-8")
    assert extract(HITS.replace("Result 1", "Hit").replace("Result 2", "Hit"), families=tmp_path).extractor != "hits"


def test_how_a_page_opens_is_enough_for_one_that_is_cut_short(tmp_path):
    told = PORTAL.replace("weight = 3", "weight = 1").replace(
        "lacks =", 'opens = [["top", "Welcome to the portal", "Login {-}?", "Essay"]]\nlacks ='
    )
    (tmp_path / "portal.toml").write_text(told, "utf-8")
    assert extract(PAGE[:200], families=tmp_path).extractor == "portal"
    assert extract(PAGE.replace("Essay\n", "Letter\n"), families=tmp_path).extractor != "portal"


ORDERED = PORTAL.replace('above = ["section?", "title"]', 'above = ["title", "authors?"]').replace(
    '"* {authors} <{-}>"', '"Tags: {keywords}"'
)


@pytest.mark.parametrize(
    ("above", "title", "names"),
    [
        ("On dust, brooms and people\nJM Zanker\nDP Patzwahl\nD. Braun", "On dust, brooms and people", 3),
        ("Small Matters\nDUST AS A TEACHING TOOL", "DUST AS A TEACHING TOOL", 0),
        ("On dust, brooms and people\nMara Lindqvist", "On dust, brooms and people", 1),
    ],
)
def test_an_order_takes_names_for_names_and_titles_for_titles(tmp_path, above, title, names):
    (tmp_path / "portal.toml").write_text(ORDERED, "utf-8")
    page = f"Welcome to the portal\n{above}\nVol. 7 (March 2019) | pages 11-19\nDigital handle: 10.5555/dust.7.2\n"
    _, record = read(tmp_path, page)
    assert (record.title, len(record.authors)) == (title, names)


def test_a_template_fits_a_line_that_holds_labels_of_all_pages(tmp_path):
    told = ORDERED.replace('lines = ["', 'lines = ["Seen in: {container_title} ( Volume: {volume}, Issue: {issue})", "')
    (tmp_path / "portal.toml").write_text(told, "utf-8")
    _, record = read(tmp_path, f"Welcome to the portal\n{TITLED}\nSeen in: Small Matters ( Volume: 22, Issue: 7)\n")
    assert (record.container_title, record.volume, record.issue) == ("Small Matters", "22", "7")


def test_the_bar_of_a_cell_is_no_part_of_a_value(tmp_path):
    (tmp_path / "portal.toml").write_text(ORDERED, "utf-8")
    page = f"Welcome to the portal\n{TITLED}\nVol. 7 (March 2019) | pages 11-19\nTags: | dust, brooms, northern towns\n"
    assert read(tmp_path, page)[1].keywords == ["dust", "brooms", "northern towns"]
