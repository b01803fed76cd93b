"""The soup of a page: what Beautiful Soup makes of the markup, and where it stands in the page text."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from extractors.html.pages import html_page
from extractors.html.soup import PageSoup
from extractors.page import Page
from extractors.values import read_authors, read_title

SEEDS = Path(__file__).parents[3] / "seeds/generic"
MARKUP = (
    "<html><body><h1 class='title main'>Night <i>fears</i> in wards</h1><p class=by>Anna Lindgren, Otto Reyes</p>"
    "<p style='display:none' class=hidden>Not shown</p><p>tail</p>end"
)


def test_values_are_read_where_they_were_rendered():
    page = html_page(MARKUP)
    soup = PageSoup(page)
    title = soup.read(soup.select_one("h1.title"), read_title)
    assert title.value == "Night fears in wards" == page.text[title.start : title.end]
    authors = soup.read(soup.select_one(".by"), read_authors)
    assert [name.family for name in authors.value] == ["Lindgren", "Reyes"]
    assert soup.span_of(soup.select_one(".hidden")) is None
    assert soup.read(soup.select_one(".none"), read_title) is None


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.html")), ids=lambda seed: seed.stem)
def test_it_holds_the_text_that_beautiful_soup_finds(seed):
    markup = seed.read_bytes().decode("utf-8", "replace")
    soup = PageSoup(html_page(markup)).soup
    expected = BeautifulSoup(markup, "lxml")
    for template in (*soup("template"), *expected("template")):
        template.decompose()
    assert soup.body.get_text(" ").split() == expected.body.get_text(" ").split()
    assert len(soup.find_all("meta")) == len(expected.find_all("meta"))


def test_deep_markup_is_no_trouble():
    soup = PageSoup(html_page("<div>" * 1500 + "<p id=x>deep" + "</div>" * 1500))
    assert soup.span_of(soup.select_one("body")) == (0, 4)


def test_text_has_no_markup():
    with pytest.raises(ValueError, match="lines"):
        PageSoup(Page.of("text"))
