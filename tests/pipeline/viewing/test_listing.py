"""The table of records: sorted, filtered, linked, and its codes explained, in a real browser."""

import json

import pytest

from pipeline.viewing.links import doi_link
from pipeline.viewing.listing import MOST_ROWS, explain, listed
from pipeline.viewing.report import report
from schemas import Record, Source
from schemas.codes import codes

TITLES = ("Ärger im Watt", "zebra fish", "Apples", None, "<b>bold</b>")


def write_run(folder, titles=TITLES):
    """A run of a record a page; every second one has a warning, the last a page that cannot be read."""
    folder.mkdir()
    with (folder / "pages.jsonl").open("w") as pages, (folder / "records.jsonl").open("w") as records:
        for n, title in enumerate(titles):
            page_id = f"sha256:{n:064}"
            source = Source(page_id=page_id, path=f"in/{n}.html", extractor=("alpha", "beta")[n % 2], media="html")
            values = {
                "title": title,
                "authors": [{"literal": f"A{k} B{k}", "family": f"B{k}"} for k in range(n + 1)],
                "issued": f"20{n:02}-05" if n else None,
                "doi": f"10.5555/<{n}>",
                "warnings": ["authors_blank", "conflict:issued"][: n % 3],
            }
            made = Record.model_validate({"record_id": str(n), "source": source, **values})
            records.write(made.model_dump_json() + "\n")
            page = {"page_id": page_id, "path": source.path, "status": "extracted", "extractor": source.extractor}
            pages.write(json.dumps({**page, "reason": None, "length": 1, "segments": []}) + "\n")
        page = {"page_id": "sha256:x", "path": "in/x.html", "status": "rejected", "extractor": None}
        pages.write(json.dumps({**page, "reason": "no_record", "length": 1, "segments": []}) + "\n")
    return folder


@pytest.fixture
def shown(show, tmp_path):
    return show(report(write_run(tmp_path / "run"), tmp_path / "r.html").html)


def column(shown, number):
    script = f"[...document.querySelectorAll('.listing tbody tr:not([hidden])')].map(r => r.cells[{number}].innerText)"
    return shown.page.evaluate(script)


def test_headings_sort_up_down_and_back(shown):
    start = column(shown, 0)
    assert start == ["Ärger im Watt", "zebra fish", "Apples", "Untitled", "<b>bold</b>"]
    title = shown.page.get_by_role("button", name="title")
    title.click()
    assert column(shown, 0) == ["<b>bold</b>", "Apples", "Ärger im Watt", "Untitled", "zebra fish"]
    assert shown.page.get_attribute(".listing th", "aria-sort") == "ascending"
    title.click()
    assert column(shown, 0)[0] == "zebra fish"
    title.click()
    assert column(shown, 0) == start
    shown.page.get_by_role("button", name="year").click()
    assert column(shown, 2) == ["2001", "2002", "2003", "2004", ""]  # what is not known stands last
    shown.page.get_by_role("button", name="year").click()
    assert column(shown, 2) == ["2004", "2003", "2002", "2001", ""]
    shown.quiet()


def test_words_warnings_and_families_filter(shown):
    page = shown.page
    page.fill("input[name=text]", "b4 BOLD")
    assert column(shown, 0) == []  # its fifth author is not shown
    page.fill("input[name=text]", "b2 BOLD")
    assert column(shown, 0) == ["<b>bold</b>"]
    assert page.text_content(".shown-count") == "1 of 5 records"
    page.fill("input[name=text]", "")
    page.select_option("select[name=warning]", "authors_blank")
    assert column(shown, 2) == ["2001", "2002", "2004"]
    page.select_option("select[name=family]", "beta")
    assert column(shown, 2) == ["2001"]
    page.select_option("select[name=family]", "")
    page.select_option("select[name=warning]", "-")
    assert column(shown, 0) == ["Ärger im Watt", "Untitled"]
    shown.quiet()


def test_dois_link_to_their_resolver_whatever_they_hold(shown):
    links = shown.page.evaluate("[...document.querySelectorAll('.listing .doi a')].map(a => a.href)")
    assert links[2] == "https://doi.org/10.5555/%3C2%3E"
    assert doi_link("10.1002/(sici)1097-4571(199904)50:4<a::b;c>3.0.co;2-x#?") == (
        "https://doi.org/10.1002/(sici)1097-4571(199904)50:4%3Ca::b;c%3E3.0.co;2-x%23%3F"
    )


def test_codes_that_occur_are_explained(shown):
    explained = shown.page.inner_text("[aria-labelledby=meanings]")
    known = {code.code: code for code in codes()}
    assert known["authors_blank"].meaning.split("(")[0] in explained
    assert known["conflict:FIELD"].meaning in explained and known["no_record"].meaning in explained
    assert known["timeout"].meaning not in explained
    assert next(iter(explain({"never_heard_of": 1}))).code is None


@pytest.mark.parametrize("width", [1280, 390])
def test_the_first_column_stays_while_the_table_scrolls(show, tmp_path, width):
    shown = show(report(write_run(tmp_path / "run"), tmp_path / "r.html").html, width=width)
    box = ".wide.tall"
    shown.page.eval_on_selector(box, "box => { box.scrollLeft = 1000 }")
    assert shown.page.eval_on_selector(box, "box => box.scrollLeft") > 0
    left = f"document.querySelector('{box}').getBoundingClientRect().left"
    assert shown.page.evaluate(f"document.querySelector('.listing tbody th').getBoundingClientRect().left - {left}") < 1
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_table_has_an_end():
    row = {"title": "T", "source": {"page_id": "p", "extractor": "x", "path": None}}
    assert len(listed((row for _ in range(MOST_ROWS + 5)), lambda page: None)) == MOST_ROWS
