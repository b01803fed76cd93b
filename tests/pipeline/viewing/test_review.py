"""Golden files side by side: what differs is marked, and can be accepted by the command shown."""

import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from typer.testing import CliRunner

from pipeline import golden
from pipeline.cli import app
from pipeline.viewing.document import breakable
from pipeline.viewing.review import mark_differences, review
from pipeline.viewing.showing import visible

SEED = """The height of spring tides on four sheltered coasts

Ada Gray, Bo Lind

Journal of Tidal Studies, vol. 7, no. 2, 2021, pp. 11-19

Abstract: Tides come and go twice a day along every coast visited. <script>document.title='owned'</script>

DOI: 10.5555/tides.1
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three seeds: one as accepted, one that differs, one nothing was accepted for."""
    for name in ("same", "differs", "new"):
        seed = tmp_path / "seeds" / "generic" / f"{name}.txt"
        seed.parent.mkdir(parents=True, exist_ok=True)
        seed.write_text(SEED)
    for case in golden.cases(tmp_path):
        if case.name != "new":
            golden.accept(case)
    file = tmp_path / "golden/generic/differs.json"
    accepted = json.loads(file.read_text())
    accepted["text"] = ["A study of \u202eebbs", "and more"]
    accepted["language"] = "de"
    file.write_text(json.dumps(accepted))
    return tmp_path


def test_what_differs_stands_side_by_side(show, root):
    html, differing = review(root)
    assert differing == 2
    shown = show(html)
    heads = shown.page.evaluate("[...document.querySelectorAll('h2')].map(e => e.textContent)")
    assert heads == ["generic/differs.txt", "generic/new.txt"]
    fields = shown.page.evaluate("[...document.querySelectorAll('#c1 tbody th')].map(e => e.textContent)")
    assert set(fields) == {"language", "text"}
    assert "⟦U+202E⟧" in shown.page.text_content("#c1 tbody")
    assert shown.page.title() == "2 golden files differ"
    shown.quiet()


def test_the_command_accepts_that_file_and_no_other(root):
    html, _ = review(root)
    command = Markup(re.search(r'class="command">(.*?)</code>', html)[1]).unescape()
    words = shlex.split(command)
    assert words[:3] == ["winnow", "golden", "accept"]
    assert CliRunner().invoke(app, words[1:]).exit_code == 0
    html, differing = review(root)
    assert differing == 1
    assert "generic/new.txt" in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(show, root, scheme, width):
    shown = show(review(root)[0], scheme, width)
    assert shown.violations() == []
    shown.quiet()


def test_a_record_too_many_is_shown_field_by_field(root):
    file = root / "golden/generic/same.json"
    accepted = json.loads(file.read_text())
    accepted["records"] = []
    file.write_text(json.dumps(accepted))
    html, _ = review(root, ["generic/same"])
    assert "records[0].title" in html
    assert "records[0].source" in html
    assert html.count("<h2") == 1


def test_the_command_line_writes_a_page(root):
    done = CliRunner().invoke(app, ["golden", "review", "--root", str(root), "-o", str(root / "r.html")])
    assert done.exit_code == 0
    assert (root / "r.html").read_text().count("<h2") == 2


def test_differences_are_marked_within_the_text():
    old, new = mark_differences("Tides come and go.", "Tides came and went & go.")
    assert old == "Tides <del>come</del> and go."
    assert new == "Tides <ins>came</ins> and <ins>went &amp; </ins>go."


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_marking_changes_no_text(old, new):
    for text, side in zip((old, new), mark_differences(old, new), strict=True):
        plain = Markup(re.sub(r"</?(del|ins|span)[^>]*>", "", side)).unescape()
        assert _same(plain) == _same(visible(text))


def _same(text: str) -> str:
    """Runs of unseen characters may be counted in parts, where a difference cuts them."""
    once = re.sub(r"⟦U\+([0-9A-F]{4,6})×(\d+)⟧\n?", lambda m: f"⟦U+{m[1]}⟧" * int(m[2]), text)
    return once.replace("\n", "").replace("⟦U+000D⟧", "")


def test_where_nothing_differs_the_page_says_so(show, root):
    for case in golden.cases(root):
        golden.accept(case)
    shown = show(review(root)[0], width=390)
    assert shown.page.text_content("h1") == "All accepted"
    assert "All 3 pages match" in shown.page.inner_text("main")
    assert shown.violations() == []
    shown.quiet()


def test_a_narrow_screen_shows_everything_and_breaks_no_word(show, root):
    shown = show(review(root)[0], width=390)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
    # each part of a name between its breaks stands on one line
    heights = shown.page.evaluate(
        """[...document.querySelectorAll('tbody th code')].flatMap(code => [...code.childNodes])
        .filter(node => node.nodeType === Node.TEXT_NODE)
        .map(node => { const range = document.createRange(); range.selectNode(node); return range; })
        .map(range => range.getClientRects().length)"""
    )
    assert heights and set(heights) == {1}
    assert shown.page.eval_on_selector("td[data-side=actual]", "td => getComputedStyle(td, '::before').content")


def test_long_names_break_between_words():
    assert str(breakable("records[0].title")) == "records[0].title"
    long = str(breakable("records[0].abstract.sections[12].category_<b>"))
    assert long == "records[0].<wbr>abstract.<wbr>sections[12].<wbr>category_&lt;b&gt;"
