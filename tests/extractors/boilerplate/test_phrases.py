"""Boilerplate by phrase: whole lines, openings, and phrases within; prose that holds one is left alone."""

import pytest

from extractors.boilerplate.phrases import Phrasebook, mark_chrome
from extractors.boilerplate.rules import holding, lines_of, opening, rest_from, sign
from extractors.page import Page

RULES = (
    lines_of("share_widget", "x", "Share this"),
    opening("access_prompt", "Log in to read"),
    holding("portal_footer", "ICP备", longest=40),
    rest_from("footer", "About us"),
)
BOOK = Phrasebook([("portal", (sign("saved in:", "gespeichert in:", weight=2), sign("tags", whole=True)))], RULES)


def chrome(text):
    page = Page.of(text)
    mark_chrome(page, BOOK.scan(page), "portal")
    return [line.text for line in page.lines if line.chrome]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Share this\nWe share this with all", ["Share this"]),
        ("• SHARE THIS »\nx\nexact", ["• SHARE THIS »", "x"]),
        ("Log in to read the article\nUsers log in to read", ["Log in to read the article"]),
        ("京ICP备18003416号-3\n" + "长" * 40 + "ICP备", ["京ICP备18003416号-3"]),
        ("A\nB\nC\nAbout us\nanything\nat all", ["About us", "anything", "at all"]),
        ("About us\nA title\nand more", []),
    ],
)
def test_lines_that_rules_cover(text, expected):
    assert chrome(text) == expected


def test_a_sign_counts_once_in_all_its_translations():
    page = Page.of("Saved in: here\nGespeichert in: da\nSaved in: there\nTags\nno tags here")
    assert BOOK.scan(page).weights == {"portal": 3}


def test_offsets_hold_where_lower_case_is_longer():
    assert chrome("İstanbul\nShare this") == ["Share this"]
