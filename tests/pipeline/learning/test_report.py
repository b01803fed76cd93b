"""The report beside a description says what was found, escapes what pages print, and is fit for all readers."""

from collections import Counter

import pytest

from extractors.page import Page
from pipeline.learning.designs import Designs
from pipeline.learning.learning import Learnt
from pipeline.learning.making import Made
from pipeline.learning.report import report
from pipeline.learning.rules import Rule
from pipeline.learning.samples import samples_of
from pipeline.learning.validating import FieldScore, Validation


@pytest.fixture
def html() -> str:
    samples = samples_of([(f"{n}.txt", Page.of("A page")) for n in range(8)])
    rules = [
        Rule("line", "Vol. {volume}", pages={1, 2, 3}),
        Rule("order", {"anchor": "Vol. {volume}", "above": ["title"]}, pages={1, 2}),
        Rule("selector", ("title", "h1.name"), pages={1, 2}),
    ]
    learnt = Learnt(rules, {}, [], [], [], [], 3, 8)
    made = Made(learnt, 'name = "portal"\n', Designs([samples[:7]], samples[7:], True), ["broken.txt"])
    validation = Validation(8, {"title": FieldScore("title", 7, 5, 1, 1)}, [0.25] * 8)
    validation.unexplained = Counter({"<script>alert(1)</script>": 6, "seen once": 1})
    validation.unrecognised = ["3.txt"]
    return report(made, "portal", validation)


@pytest.mark.parametrize(
    "said", ["portal", "7.txt", "broken.txt", "3.txt", "h1.name", "25%", "Vol. {volume}", "Not explained"]
)
def test_says_what_was_found(html: str, said: str) -> None:
    assert said in html


def test_pages_cannot_do_anything_in_it(html: str) -> None:
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_a_line_of_one_page_is_not_listed(html: str) -> None:
    assert "seen once" not in html


def test_every_table_can_be_read_aloud_and_reached(html: str) -> None:
    assert html.count("<table") == html.count('role="region" tabindex="0"')
    assert "<th>" not in html
