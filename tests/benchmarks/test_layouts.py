"""Synthetic layouts: the same page for the same seed, and gold that the page really shows."""

import json
import random
import re

import pytest
from markupsafe import Markup

from benchmarks.layouts import Layout, Page, layouts, render
from benchmarks.layouts.marks import FIELDS, Marks
from benchmarks.layouts.papers import LANGUAGES, invent
from benchmarks.layouts.score import Table, compare

ALL = layouts()
_SHOWN = ("title", "doi", "journal", "volume", "issue", "first_page", "last_page", "article_number")


def _pages(layout: Layout) -> list[Page]:
    return [render(layout, number, (), seed) for number in range(2) for seed in (1, 2)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", str(Markup(text).unescape()))


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.key)
def test_gold_values_stand_on_the_page(layout: Layout) -> None:
    for page in _pages(layout):
        text = _plain(re.sub(r"<[^>]*>", "", page.text)) if layout.media == "html" else _plain(page.text)
        assert not re.search("[\ue000-\uf8ff]", page.text)
        for facts in page.facts:
            values = [facts[key] for key in _SHOWN] + (facts["issn"] or []) + (facts["section_labels"] or [])
            for value in values + (facts["authors"] or []) + (facts["keywords"] or []):
                assert value is None or _plain(value) in text, (layout.key, page.number, value)
            assert facts["year"] is None or str(facts["year"]) in text or str(facts["year"] % 100) in text


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.key)
def test_the_same_seed_gives_the_same_page(layout: Layout) -> None:
    first, again, other = render(layout, 3, (), 1), render(layout, 3, (), 1), render(layout, 3, (), 2)
    assert (first.text, first.gold()) == (again.text, again.gold())
    assert first.text != other.text


def test_spans_of_text_pages_print_their_values() -> None:
    page = render(next(each for each in layouts(["pmc"]) if each.media == "text"), 0, ())
    titles = [page.text[s.start : s.end] for s in page.spans if s.name == "title"]
    assert page.facts[0]["title"] in titles
    assert json.loads(json.dumps(page.gold()))["file"] == "pmc/0.txt"


def test_every_header_names_known_settings() -> None:
    for layout in ALL:
        assert "Mirrors" in layout.path.read_text(encoding="utf-8").split("#}")[0], layout.key
        assert set(layout.languages) <= {*LANGUAGES, "corpus"}
        assert layout.settings.get("entries") in (None, "issue")


def test_about_a_third_of_the_layouts_is_held_out() -> None:
    share = sum(layout.held_out for layout in ALL) / len(ALL)
    assert 0.2 < share < 0.5


def test_every_language_gives_a_paper() -> None:
    for language in LANGUAGES:
        paper = invent(random.Random(1), language)
        assert paper.title and paper.authors and paper.language == language


def test_an_unknown_layout_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such layout: nowhere"):
        layouts(["pmc", "nowhere"])


def test_strong_marks_win_and_weak_ones_fill() -> None:
    marks = Marks()
    cited = marks.put("title", "Cited title", weak=True) + " " + marks.put("volume", "7", weak=True)
    text, spans, facts = marks.finish(f"{cited}\n{marks.put('title', 'Own title')}")
    assert text == "Cited title 7\nOwn title" and [s.name for s in spans] == ["title", "volume", "title"]
    assert (facts[0]["title"], facts[0]["volume"], facts[0]["alt"]) == ("Own title", "7", {"title": ["Cited title"]})


def test_head_tags_are_an_option_of_html_pages() -> None:
    layout = next(each for each in layouts(["wiley"]) if each.media == "html")
    bare, tagged = render(layout, 1, ()), render(layout, 1, (), head_tags=True)
    assert 'name="citation_' not in bare.text and bare.facts == tagged.facts
    assert tagged.text.count('name="citation_author"') == len(tagged.facts[0]["authors"])


def _score(record: dict[str, object], **gold: object) -> dict[str, bool]:
    wanted = dict.fromkeys(FIELDS) | {"alt": {}} | gold
    return {key: want == have for key, want, have in compare(wanted, record)}


def test_scoring_takes_another_print_and_names_in_any_order() -> None:
    record = {
        "title": "A title.",
        "container_title": "Ann Small Matt",
        "authors": [{"literal": "Ed Ma"}],
        "issued": "2020-05",
    }
    gold = {"title": "A Title", "journal": "Annals of Small Matters", "authors": ["Ma, Ed"], "year": 2020}
    right = _score(record, **gold, issued="2020", alt={"journal": ["Ann Small Matt"]})
    assert right["title"] and right["journal"] and right["authors"] and right["year"]
    assert not right["issued"]  # more than the page shows


def test_scoring_counts_a_value_that_the_page_does_not_show() -> None:
    table = Table()
    table.add(list(compare(dict.fromkeys(FIELDS) | {"alt": {}}, {"volume": "7"})), 1, 1, 0)
    assert table.cells["volume"] == [0, 1, 0] and table.precision() == 0


def test_a_list_layout_gives_each_entry_what_stands_once_for_all() -> None:
    page = render(next(each for each in layouts(["wiley_issue"]) if each.media == "text"), 0, ())
    assert len(page.facts) > 2
    assert len({(f["journal"], f["volume"], f["year"]) for f in page.facts}) == 1 and page.facts[0]["journal"]
    assert len({f["title"] for f in page.facts}) == len(page.facts)
