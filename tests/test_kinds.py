"""Small pages, a file a kind of fault that other tools were reported for (`kinds/*.toml`), each with what is right.

A case has `text` or `html`; `{abstract}` and `{head}` stand for the ones below. Keys of `expect` are fields of the
first record, or one of `CHECKS`; `FIELD_in` lists values that are as good, the empty one for none.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline import extract

ABSTRACT = (
    "Hedges slow the wind, but few have asked what they do to the sound of a village. We recorded nineteen lanes before"
    " and after planting. Traffic noise fell by a third behind mature hedges, while birdsong grew louder in spring."
    " Planting for quiet deserves a place in rural plans."
)
HEAD = "Hedges and the sound of lanes\n\nOda Brekke, Samir Haddad"
FILES = sorted(Path(__file__).with_name("kinds").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['what']}")
    for file in FILES
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def filled(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("{abstract}", ABSTRACT).replace("{head}", HEAD)
    if isinstance(value, list):
        return [filled(item) for item in value]
    return {key: filled(item) for key, item in value.items()} if isinstance(value, dict) else value


def named(want: str, author: dict[str, Any]) -> bool:
    family, bar, given = want.partition("|")
    return (author["family"], author["given"] or "") == (family, given) if bar else author["literal"] == want


def all_named(wanted: list[str], authors: list[dict[str, Any]]) -> bool:
    return len(wanted) == len(authors) and all(map(named, wanted, authors))


def shown(record: dict[str, Any], name: str) -> Any:
    """What a record says of a field, or of one of the words that cases have for parts of it."""
    abstract = record["abstract"] or {}
    special = {
        "abstract": lambda: abstract.get("text"),
        "truncated": lambda: abstract.get("truncated"),
        "sections": lambda: [section["label"] for section in abstract.get("sections", ())],
        "authors_n": lambda: len(record["authors"]),
        "families": lambda: [author["family"] or "-" for author in record["authors"]],
        "literals": lambda: [author["literal"] for author in record["authors"]],
    }
    return special[name]() if name in special else record[name]


def check_reference(want: dict[str, Any], work: dict[str, Any]) -> None:
    for name, value in want.items():
        if name == "absent":
            assert [work[field] for field in value] == [None] * len(value), work["raw"]
        elif name == "families":
            assert [author["family"] or author["literal"] for author in work["authors"]] == value, work["raw"]
        else:
            assert work[name] == value, work["raw"]


def check_references(want: list[dict[str, Any]], record: dict[str, Any]) -> None:
    assert len(record["references"]) == len(want), [work["raw"] for work in record["references"]]
    for expected, work in zip(want, record["references"], strict=True):
        check_reference(expected, work)


def check_absent(want: list[str], record: dict[str, Any]) -> None:
    assert {name: record[name] for name in want if record[name]} == {}


def check_authors(want: list[str], record: dict[str, Any]) -> None:
    assert all_named(want, record["authors"]), record["authors"]


def check_start(want: list[str], record: dict[str, Any]) -> None:
    assert all_named(want, record["authors"][: len(want)]), record["authors"]


def check_has(want: list[str], record: dict[str, Any]) -> None:
    assert all(part in (shown(record, "abstract") or "") for part in want), shown(record, "abstract")


def check_not(want: list[str], record: dict[str, Any]) -> None:
    text = shown(record, "abstract")
    assert text and not any(part in text for part in want), text


def check_related(want: str, record: dict[str, Any]) -> None:
    assert want in [work["doi"] for work in record["related"]]


def check_warned(want: bool, record: dict[str, Any]) -> None:
    assert bool(record["warnings"]) == want, record["warnings"]


CHECKS = {
    "references": check_references,
    "absent": check_absent,
    "authors": check_authors,
    "authors_start": check_start,
    "abstract_has": check_has,
    "abstract_not": check_not,
    "related_doi": check_related,
    "warned": check_warned,
}


@pytest.mark.parametrize("case", CASES)
def test_a_small_page_is_read_right(case: dict[str, Any]) -> None:
    page = filled(case["text"]) if "text" in case else f"<!DOCTYPE html><html>{filled(case['html'])}</html>"
    result = extract(page.strip() + "\n")
    expect = filled(case["expect"])
    if "status" in expect:
        assert result.status == expect.pop("status"), [record.title for record in result.records]
    if "records" in expect:
        assert len(result.records) == expect.pop("records")
    if not expect:
        return
    assert result.records, result.reason
    record = result.records[0].model_dump()
    for name, want in expect.items():
        if check := CHECKS.get(name):
            check(want, record)
        elif name.endswith("_start"):
            assert record[name.removesuffix("_start")][: len(want)] == want
        elif name.endswith("_in"):
            check_in(name.removesuffix("_in"), want, record)
        else:
            assert shown(record, name) == want


def check_in(name: str, want: list[str], record: dict[str, Any]) -> None:
    if name == "authors":
        assert any(all_named([one] if one else [], record["authors"]) for one in want), record["authors"]
    else:
        assert (record[name] or "") in want


def test_every_kind_has_several_members() -> None:
    assert len(FILES) > 8
    assert all(len(tomllib.loads(file.read_text(encoding="utf-8"))["case"]) > 5 for file in FILES)
