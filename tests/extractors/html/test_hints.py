"""What the markup behind a line says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.html.hints import NO_HINTS, Hints, hints_of
from extractors.html.rendering import render

PAGE = """<html lang=en><body class="article-page abstract">
<header><a href=/>Journal of Examples</a></header>
<nav><ul><li><a href=/a>Home</a></li><li><a href=/b>Browse</a></li></ul></nav>
<main>
<header><h1 class="c-article-title">Slow water</h1></header>
<p class="authors">By <a class="author-name" href=#>Ann Gray</a> and <a href=#>Bo Lind</a></p>
<div role=heading aria-level=3>Summary</div>
<div id=abstract-en><p lang=de><b>Ziel:</b> Wir messen.</p></div>
<table><tr><th>DOI</th><td colspan=2>10.5555/a</td><td>b</td></tr><tr><th>Pages</th><td>1</td></tr></table>
<dl><dt>Published</dt><dd><time datetime=2020-01-02>2 January</time> 2020</dd></dl>
<p style="font-weight: 700">All of it</p>
<ol class=references><li>First<br>goes on</li><li>Second</li></ol>
</main>
<div class="c-related-articles"><p>Another work</p></div>
<footer>Imprint</footer></body></html>"""


def hints(text: str) -> Hints:
    rendered = render(PAGE)
    return rendered.hints_at(rendered.text.index(text))


def test_headings_have_ranks() -> None:
    assert hints("Slow water").heading == 1
    assert hints("Summary").heading == 3
    assert hints("Ziel").heading == 0


def test_names_come_nearest_first_and_from_within_the_line() -> None:
    assert hints("Slow water").named == ("title",)
    assert hints("By").named == ("author",)
    assert hints("By").holds == ("author",)
    assert hints("Ziel").named == ("abstract",)
    assert hints("2 January").named == ("date",)


def test_what_holds_the_whole_page_names_no_line() -> None:
    assert "abstract" not in hints("Slow water").named


def test_what_stands_beside_the_work() -> None:
    assert [hints(text).beside for text in ("Journal of", "Browse", "Another work", "Imprint", "Slow water")] == [
        *("header", "menu", "related", "footer", "")
    ]


def test_links_and_bold_are_shares_of_a_line() -> None:
    assert hints("Browse").links == 1
    assert 0.5 < hints("By").links < 1
    assert 0 < hints("Ziel").bold < 0.5
    assert hints("All of it").bold == 1


def test_cells_items_and_definitions() -> None:
    assert [hints(text).column for text in ("DOI", "10.5555", "b |", "1 |", "Ziel")] == [0, 1, 3, 1, -1]
    assert [hints(text).th for text in ("DOI", "10.5555")] == [True, False]
    assert hints("Published").term
    assert hints("2 January").definition
    assert [hints(text).opens for text in ("First", "goes on", "Second")] == [True, False, True]
    assert all(hints(text).item for text in ("First", "goes on", "Second"))


def test_language_is_the_nearest() -> None:
    assert hints("Ziel").lang == "de"
    assert hints("Summary").lang == "en"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("c-article-author-list", ["author"]),
        ("datePublished", ["date"]),
        ("title", ["title"]),
        ("articleTitle", ["title"]),
        ("abstract-title", ["abstract"]),
        ("journal-title col-md-4", ["journal"]),
        ("ds-table-row", []),
        ("page-header", ["header"]),
        ("article-page-header-title", []),
        ("field_mots-cles", ["keyword"]),
        ("breadcrumbs nav", ["breadcrumb", "menu"]),
        ("", []),
    ],
)
def test_words_of_attributes(value: str, found: list[str]) -> None:
    assert hints_of(value) == found


def test_a_page_without_text_has_no_hints() -> None:
    assert render("<body class=title></body>").hints_at(0) == NO_HINTS


PIECES = st.sampled_from(
    [
        *("<p class=title>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<nav>", "</nav>", "<a href=#>", "</a>"),
        *("<li>", "<pre>\n x", "</pre>", "<br>", "<p hidden>", "<h2>", "</h2>", "word", " ", "&#xFDD4;", "<dd>", "\n"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_line_has_hints(markup: str) -> None:
    rendered = render(markup)
    for start, end in zip(rendered.run_starts, rendered.run_ends, strict=True):
        found = rendered.hints_at(start)
        assert found == rendered.hints_at(end - 1)
        assert 0 <= found.links <= 1
        assert 0 <= found.bold <= 1
