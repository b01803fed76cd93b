"""Inspection in a real browser: both directions of highlighting, hostile pages, large pages, accessibility."""

import json
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.exporting import Record
from pipeline.extracting import extract
from pipeline.viewing.again import link_to
from pipeline.viewing.inspection import inspect
from pipeline.viewing.pieces import Span, cut
from pipeline.viewing.showing import visible
from schemas import Evidence, PageResult, Segment
from tests.pipeline.viewing.pages import example, page, span

LIT_TEXT = "[...document.querySelectorAll('.seg a.lit')].map(e => e.textContent)"
LIT_ROWS = "[...document.querySelectorAll('.row.lit .name')].map(e => e.textContent)"


def field(name: str) -> str:
    return f".row .name a:text-is('{name}')"


def test_pointing_at_a_field_lights_its_evidence(show):
    shown = show(inspect(example()))
    shown.page.hover(field("authors"))
    shown.page.wait_for_selector(".seg a.lit")
    assert shown.page.evaluate(LIT_TEXT) == ["Ada Gray", "Bo Lind"]
    shown.page.hover("h1")
    assert shown.page.evaluate(LIT_TEXT) == []
    shown.quiet()


def test_pointing_at_the_text_lights_every_field_read_from_it(show):
    shown = show(inspect(example()))
    shown.page.hover(".seg a:text-is('7, 2021')")
    shown.page.wait_for_selector(".row.lit")
    assert shown.page.evaluate(LIT_ROWS) == ["issued", "volume"]
    assert "".join(shown.page.evaluate(LIT_TEXT)) == "Vol. 7, 2021"
    shown.quiet()


def test_keyboard_alone_goes_from_field_to_text_and_back(show):
    shown = show(inspect(example()))
    press = shown.page.keyboard.press
    active = "document.activeElement.textContent"
    shown.page.focus("#records")
    press("Tab")
    assert shown.page.evaluate(active) == "title"
    for _ in range(2):
        press("ArrowDown")
    assert shown.page.evaluate(LIT_ROWS) == ["authors"]
    assert shown.page.evaluate(LIT_TEXT) == ["Ada Gray", "Bo Lind"]
    press("Enter")
    assert shown.page.evaluate(active) == "Ada Gray"
    assert shown.page.evaluate("document.activeElement.closest('#text') !== null")
    press("ArrowDown")
    assert shown.page.evaluate(active) == "Bo Lind"
    assert shown.page.evaluate(LIT_ROWS) == ["authors"]
    press("Enter")
    assert shown.page.evaluate(active) == "authors"
    press("Escape")
    assert shown.page.evaluate(LIT_ROWS) == []
    shown.quiet()


def test_every_link_can_be_reached_by_tab_and_arrows(show):
    shown = show(inspect(example()))
    shown.page.focus("#text")
    shown.page.keyboard.press("Tab")
    reached = set()
    for _ in range(100):
        reached.add(shown.page.evaluate("document.activeElement.outerHTML"))
        shown.page.keyboard.press("ArrowDown")
    links = shown.page.evaluate("[...document.querySelectorAll('#text a')].map(e => e.textContent)")
    assert len(reached) == len(links)


def test_evidence_from_the_head_stands_by_tag(show):
    shown = show(inspect(example()))
    tags = shown.page.evaluate("[...document.querySelectorAll('.tags li')].map(e => e.textContent)")
    assert tags == ["citation_date issued", "citation_doi doi"]
    shown.page.hover(".tags a:text-is('doi')")
    shown.page.wait_for_selector(".row.lit")
    assert shown.page.evaluate(LIT_ROWS) == ["doi"]
    shown.quiet()


def test_warnings_stand_where_they_apply(show):
    shown = show(inspect(example()))
    placed = """[...document.querySelectorAll('.row .warning')].map(
        e => [e.closest('.row').querySelector('.name').textContent, e.textContent])"""
    assert shown.page.evaluate(placed) == [["authors", "authors blank"], ["issued", "conflict:issued"]]
    assert shown.page.evaluate("[...document.querySelectorAll('.record > .warning')].map(e => e.textContent)") == [
        "odd"
    ]


def test_a_warning_about_a_field_that_is_missing_has_a_row():
    html = inspect(page("x", records=[{"warnings": ["title_missing"]}]))
    assert html.count('class="row"') == 1


def test_legend_goes_from_segment_to_segment(show):
    shown = show(inspect(example()))
    button = ".legend button[data-kind=field]"
    for expected in ("1 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4"):
        shown.page.click(button)
        assert shown.page.text_content("#said") == f"field: {expected}"


ATTACKS = [
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<svg onload=document.title='owned'>",
    "<a href=\"javascript:document.title='owned'\">click</a>",
    "javascript:document.title='owned'",
    '"><iframe srcdoc="<script>parent.document.title=\'owned\'</script>">',
    "' onmouseover='document.title=1' x='",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=https://example.org/x.css><base href=https://example.org/>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "{{ 7*7 }}{% raw %}",
    "]]><!--",
    "&lt;script&gt; &amp;",
    "abc\u202etxt.exe\u202c def \u2066x\u2069",
    "nul\x00byte\x1b[31mred\x7f\ud800\ufeff",
]
ATTACK_PAGE = "\n".join(ATTACKS) + "\n"


def attacked(text: str = ATTACK_PAGE) -> PageResult:
    evidence = [span(text, attack, f"test.{attack}") for attack in ATTACKS]
    evidence += [Evidence(rule=attack, tag=attack) for attack in ATTACKS]
    values = {
        "title": ATTACK_PAGE,
        "authors": [{"literal": attack, "family": attack, "affiliations": [attack]} for attack in ATTACKS],
        "container_title": ATTACKS[0],
        "keywords": ATTACKS,
        "abstract": {"text": ATTACK_PAGE, "sections": [{"label": a, "category": None, "text": a} for a in ATTACKS]},
        "references": [{"raw": attack, "title": attack} for attack in ATTACKS],
        "classifications": [{"scheme": attack, "code": attack, "name": attack} for attack in ATTACKS],
        "provenance": {"title": evidence, "abstract": evidence, ATTACKS[0]: evidence},
        "warnings": ATTACKS,
    }
    third = len(text) // 3
    marks = [(0, "field", ATTACKS[0]), (third, "boilerplate", f"test.{ATTACKS[2]}"), (2 * third, "residue", None)]
    return page(text, marks, [values], path=ATTACKS[2], url=ATTACKS[5], language=ATTACKS[3], extractor=ATTACKS[6])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_attacks_runs_nothing_and_fetches_nothing(show, scheme):
    shown = show(inspect(attacked()), scheme)
    for element in shown.page.query_selector_all(".row .name a, .row .evidence a")[:12]:
        element.hover()
        element.click()
    for element in shown.page.query_selector_all("#text a")[:12]:
        element.click()
    shown.page.wait_for_timeout(100)
    assert shown.page.title() != "owned"
    assert (
        shown.page.evaluate(
            "document.scripts.length + document.querySelectorAll('iframe, img, svg, link, base').length"
        )
        == 1
    )
    assert shown.page.url.partition("#")[0] == shown.own
    shown.quiet()


def test_attacks_show_as_text(show):
    shown = show(inspect(attacked()))
    text = shown.page.evaluate("document.querySelector('.page').textContent")
    assert text == visible(ATTACK_PAGE)
    assert "⟦U+202E⟧txt.exe" in text
    assert "nul⟦U+0000⟧byte⟦U+001B⟧[31mred⟦U+007F⟧⟦U+D800⟧" in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_that_are_extracted_for_real(attack):
    html = inspect(
        extract(f"Title of it {attack}\nAbstract: {attack} and more\nDOI: 10.5555/x\n{attack}\n", path=attack)
    )
    assert html.count("<script>") == 1
    assert not any(hidden in html for hidden in "\x00\u202e\u2066\ud800")


def test_the_policy_forbids_a_script_that_gets_in_all_the_same(show):
    html = inspect(example()).replace("<footer>", "<script>document.title='owned'</script><footer>")
    shown = show(html)
    assert shown.page.title() != "owned"
    assert any("Content Security Policy" in said for said in shown.said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(show, scheme, width):
    shown = show(inspect(example()), scheme, width)
    assert shown.violations() == []
    shown.page.hover(field("volume"))
    shown.page.wait_for_selector(".seg a.lit")
    assert shown.violations() == []
    shown.quiet()


def test_a_narrow_screen_shows_both_sides_without_scrolling_sideways(show):
    shown = show(inspect(example()), width=340, height=700)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 340
    for pane in ("#text", "#records"):
        box = shown.page.query_selector(pane).bounding_box()
        assert box["height"] > 150
        assert box["y"] + box["height"] <= 700


def test_right_to_left_and_chinese_text_stand_as_they_should(show):
    shown = show(inspect(example()))
    line = shown.page.query_selector(".seg[data-s='5']").bounding_box()
    block = shown.page.query_selector(".block").bounding_box()
    assert line["x"] + line["width"] > block["x"] + block["width"] - 8  # the Arabic line begins at the right
    assert shown.page.evaluate("getComputedStyle(document.querySelector('.row bdi')).unicodeBidi") == "isolate"
    shown.page.hover(".seg a:text-is('潮滩上的鸟类')")
    shown.page.wait_for_selector(".row.lit")
    assert shown.page.evaluate(LIT_ROWS) == ["keywords"]


def large() -> PageResult:
    """More than 2 MB, 100 records, 20,000 segments; the last record is read from the very end."""
    lines, marks, records, at = [], [], [], 0
    for number in range(20_000):
        kind = ("field", "label", "boilerplate", "residue")[number % 4]
        line = f"{kind} {number} " + "lorem ipsum " * 8 + "\n"
        marks.append((at, kind, "test.navigation" if kind != "residue" else None))
        if number % 200 == 0 or number == 19_996:
            evidence = [{"rule": "test.rule", "start": at, "end": at + 12}]
            names = ("title", "volume", "issue", "publisher", "container_title")
            records.append({**dict.fromkeys(names, f"value {number}"), "provenance": dict.fromkeys(names, evidence)})
        lines.append(line)
        at += len(line)
    return page("".join(lines), marks, records)


def test_a_page_of_two_megabytes_and_a_hundred_records_answers(show):
    result = large()
    assert len(result.page_text) > 2_000_000
    shown = show(inspect(result))
    small = show(inspect(example()))
    shown.page.hover(".record:last-of-type .name a >> nth=1")
    shown.page.wait_for_selector(".seg a.lit")
    lit = shown.page.query_selector(".seg a.lit")
    assert lit.text_content() == "field 19996 "
    frame, box = (e.bounding_box() for e in (shown.page.query_selector("#text"), lit))
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    # Work by count, not by the clock: an answer touches what belongs to the field, not the whole page.
    changed = """async () => {
      let seen = 0; const watch = new MutationObserver(all => { seen += all.length });
      watch.observe(document.body, {subtree: true, attributes: true, childList: true});
      document.querySelectorAll('.row .name a')[0].focus(); await new Promise(requestAnimationFrame);
      watch.disconnect(); return seen }"""
    assert shown.page.evaluate(changed) < 40
    assert small.page.evaluate(changed) < 40
    shown.quiet()


@pytest.mark.parametrize("text", ["word " * 400_000, "\x00a" * 1_000_000], ids=["words", "unseen"])
def test_a_page_of_one_endless_line_opens_in_blocks(show, text):
    at = len(text) - 100
    title = {"title": "x", "provenance": {"title": [{"rule": "test.rule", "start": at, "end": at + 10}]}}
    shown = show(inspect(page(text, records=[title])))
    longest = shown.page.evaluate(
        "Math.max(...[...document.querySelectorAll('.block')].map(e => e.textContent.length))"
    )
    assert longest < 200_000
    shown.page.focus(field("title"))
    assert len(shown.page.evaluate(LIT_TEXT)) == 1
    shown.quiet()


def test_a_rejected_page_says_why(show):
    shown = show(inspect(extract(b"\xff\xfe\xfa" * 50, path="x.txt")))
    assert "rejected" in shown.page.text_content(".facts")
    assert shown.violations() == []
    shown.quiet()


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 5))), st.data())
def test_cutting_loses_nothing_and_knows_every_field(text, spans, data):
    starts = sorted({0, *data.draw(st.lists(st.integers(0, max(len(text) - 1, 0))))}) if text else []
    ends = [*starts[1:], len(text)] if text else []
    segments = [Segment(start=s, end=e, kind="residue") for s, e in zip(starts, ends, strict=True)]
    with mock.patch.multiple("pipeline.viewing.pieces", _CHUNK=7, _LONGEST=14):
        blocks = cut(text, segments, [Span(*s) for s in spans])
    pieces = [piece for block in blocks for run in block for piece in run.pieces]
    assert "".join(text[p.start : p.end] for p in pieces) == text
    for piece in pieces:
        assert 0 < piece.end - piece.start <= 14
        for at in range(piece.start, piece.end):
            assert set(piece.fields) == {field for start, end, field in spans if start <= at < end}


@settings(deadline=None)
@given(st.text(alphabet=st.characters()))
def test_nothing_unseen_is_left(text):
    shown = visible(text)
    assert visible(shown) == shown
    shown.encode()


def copied(shown, format, record=None):
    """What Copy gives; the clipboard is replaced by a variable."""
    shown.page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    if record:
        shown.page.select_option(".copying select[name=record]", record)
    shown.page.select_option(".copying select[name=format]", label=format)
    shown.page.click(".copying button[data-do=copy]")
    shown.page.wait_for_function("window.copied !== undefined")
    return shown.page.evaluate("window.copied")


@pytest.mark.parametrize("format", ["RIS", "BibTeX", "CSL-JSON", "JSON"])
def test_a_record_can_be_copied_and_saved_as_its_exports_write_it(show, format):
    result = example()
    record = Record.model_validate(result.records[0].model_dump())
    wanted = {"RIS": record.to_ris, "BibTeX": record.to_bibtex}.get(format)
    shown = show(inspect(result))
    text = copied(shown, format)
    if wanted:
        assert text == wanted()
    else:
        assert json.loads(text) == ([record.to_csl()] if format == "CSL-JSON" else record.model_dump(mode="json"))
    assert shown.page.text_content("#said") == f"Copied as {format}"
    with shown.page.expect_download() as download:
        shown.page.click(".copying button[data-do=save]")
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    assert shown.said == []


def test_of_several_records_one_or_all_are_copied(show):
    two = page(records=[{"title": "One"}, {"title": "Two"}])
    shown = show(inspect(two))
    assert "TI  - One" in copied(shown, "RIS") and "Two" not in copied(shown, "RIS")
    shown.page.focus("#f2 .name a" if shown.page.query_selector("#f2") else "#f1 .name a")
    assert "TI  - Two" in copied(shown, "RIS")  # the record that is looked at
    assert [item["title"] for item in json.loads(copied(shown, "CSL-JSON", "all"))] == ["One", "Two"]
    assert copied(shown, "RIS", "all").count("ER  -") == 2


def test_what_is_copied_is_what_the_page_says_though_it_attacks(show):
    shown = show(inspect(attacked()))
    assert json.loads(copied(shown, "JSON"))["title"].startswith(ATTACKS[0])
    assert shown.page.title() != "owned"
    shown.quiet()


def candidates():
    """Candidates that lost, as data and as objects."""
    text = page().page_text
    first = {
        "field": "title",
        "value": "Something nobody claimed",
        "rule": "reader.title",
        "score": 0.251,
        "reason": "below_threshold",
        "start": text.index("Something"),
        "end": text.index("Something") + len("Something nobody claimed"),
        "tag": None,
    }
    second = {
        **first,
        "field": "doi",
        "value": "<script>document.title='owned'</script>",
        "tag": "meta[name=x]",
        "start": None,
        "end": None,
    }
    return [first, SimpleNamespace(**second)]


def test_candidates_that_lost_are_shown_with_their_place_and_reason(show):
    result = example()
    object.__setattr__(result, "candidates", candidates())
    shown = show(inspect(result))
    lost = shown.page.inner_text(".lost-ones")
    assert "below threshold" in lost and "score 0.25" in lost and "reader.title" in lost and "meta[name=x]" in lost
    assert "<script>document.title='owned'</script>" in lost
    shown.page.focus(".lost-ones .row a >> nth=0")
    assert shown.page.evaluate(LIT_TEXT) == ["Something nobody claimed"]
    assert shown.violations() == []
    shown.quiet()


def test_without_candidates_nothing_is_said_of_them(show):
    assert show(inspect(example())).page.query_selector(".lost-ones") is None


def test_identifiers_and_the_saved_page_are_links(show):
    values = {"title": "T", "doi": "10.5555/a<b>#c", "pmid": "123", "arxiv_id": "2101.00001"}
    shown = show(inspect(page(records=[values], url="https://example.org/x"), href="../in/a%20b.html"))
    links = shown.page.evaluate("[...document.querySelectorAll('.value a, .facts a')].map(a => a.getAttribute('href'))")
    assert links == [
        "../in/a%20b.html",
        "https://example.org/x",
        "https://doi.org/10.5555/a%3Cb%3E%23c",
        "https://pubmed.ncbi.nlm.nih.gov/123/",
        "https://arxiv.org/abs/2101.00001",
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x", "file:///etc/passwd"])
def test_only_web_addresses_are_links(show, url):
    assert show(inspect(page(records=[{"title": "T"}], url=url))).page.query_selector(".facts a") is None


def test_links_to_files_are_relative_and_whole(tmp_path):
    file = tmp_path / "in" / "javascript:a #1?.html"
    file.parent.mkdir()
    file.write_text("x")
    assert link_to(str(file), tmp_path / "out") == "../in/javascript%3Aa%20%231%3F.html"
    assert link_to(str(file), None) == file.as_uri()
    assert link_to(f"{file}#3", tmp_path) is None and link_to("https://example.org/x", tmp_path) is None


def test_warnings_are_explained(show):
    shown = show(inspect(page(records=[{"title": "T", "warnings": ["abstract_truncated", "never_heard_of"]}])))
    assert "only the beginning of the abstract" in shown.page.inner_text("#records")
