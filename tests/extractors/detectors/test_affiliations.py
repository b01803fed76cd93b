"""Affiliations by mark, and whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.detectors.affiliations import (
    attach_affiliations,
    find_affiliations,
    link_affiliations,
    parse_affiliations,
)
from extractors.detectors.author_lists import parse_authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1] Brunel Univ, London\n[2] Acme Univ, Oslo", {"1": "Brunel Univ, London", "2": "Acme Univ, Oslo"}),
        ("1 Dept A\n2 Dept B", {"1": "Dept A", "2": "Dept B"}),
        ("1. Dept A\n2. Dept B", {"1": "Dept A", "2": "Dept B"}),
        ("  1. 1Dept A\n  1. 2Dept B\n  1. Correspondence to Dr X", {"1": "Dept A", "2": "Dept B"}),
        ("- 1Dept A\n- 2Dept B", {"1": "Dept A", "2": "Dept B"}),
        ("1Dept A, X; 2 Dept B, Y. 3Dept C", {"1": "Dept A, X", "2": "Dept B, Y.", "3": "Dept C"}),
        ("a Dept A\nb Dept B", {"a": "Dept A", "b": "Dept B"}),
        ("aDept A\nbDept B", {"a": "Dept A", "b": "Dept B"}),
        ("¹Dept A\n²Dept B", {"1": "Dept A", "2": "Dept B"}),
        ("*Org One\n**Org Two", {"*": "Org One", "**": "Org Two"}),
        ("(a1) Dept A", {"a1": "Dept A"}),
        (
            "a Dept of Art, Acme University b Institute of Bea",
            {"a": "Dept of Art, Acme University", "b": "Institute of Bea"},
        ),
        ("¹Dept A, Oslo, ²Dept B", {"1": "Dept A, Oslo", "2": "Dept B"}),
        ("1Acme University, 2Brunel University", {"1": "Acme University", "2": "Brunel University"}),
        ("1 Acme University 2 Brunel University", {"1": "Acme University", "2": "Brunel University"}),
        ("1 Acme University, 2 Main Street, Oslo", {"1": "Acme University, 2 Main Street, Oslo"}),
        ("1 Acme University (Oslo)", {"1": "Acme University (Oslo)"}),
        ("(1. 延安大学, 延安 716000; 2. 南京大学, 南京)", {"1": "延安大学, 延安 716000", "2": "南京大学, 南京"}),
        ("1. 延安大学；2. 南京大学", {"1": "延安大学", "2": "南京大学"}),
        ("1）延安大学 2）南京大学", {"1": "延安大学", "2": "南京大学"}),
        ("* Corresponding author", {}),
        ("i Phone", {}),
        ("Dept A, 12 Main Street", {}),
        ("", {}),
    ],
)
def test_lines(text: str, expected: dict[str, str]) -> None:
    assert parse_affiliations(text) == expected
    assert parse_affiliations(text.split("\n")) == expected


def test_spans_cover_the_organisation() -> None:
    page = "机构\n[1] Brunel Univ, London \n"
    (mark, found), *rest = find_affiliations(page[3:], 3)
    assert (mark, page[found.start : found.end], rest) == ("1", "Brunel Univ, London", [])


def test_each_author_gets_what_its_marks_say() -> None:
    authors = parse_authors("Ann Roe1,*, Bea Doe12 and Cy Poe")
    attach_affiliations(authors, {"1": "A", "2": "B"})
    assert [a.affiliations for a in authors] == [["A"], ["A", "B"], []]


def test_a_single_author_needs_no_marks() -> None:
    assert attach_affiliations(parse_authors("Ann Roe"), {"1": "A", "2": "B"})[0].affiliations == ["A", "B"]


def test_evidence_is_what_authors_got() -> None:
    page = "Ann Roe1, Bea Doe1,3\n1 Acme University\n2 Brunel University\n3 Dept C"
    authors = parse_authors(page, "auto", 0, page.index("\n"))
    used = link_affiliations(authors, find_affiliations(page[21:], 21))
    assert [a.affiliations for a in authors] == [["Acme University"], ["Acme University", "Dept C"]]
    assert [page[found.start : found.end] for found in used] == ["Acme University", "Dept C"]


@given(st.text(alphabet=st.characters(), max_size=120))
def test_any_text(text: str) -> None:
    for _, found in find_affiliations(text):
        assert " ".join(text[found.start : found.end].split()) == found.value
