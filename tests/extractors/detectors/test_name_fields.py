"""The persons that one tag names."""

import pytest

from extractors.detectors.name_fields import names_of, persons_of


def shown(text: str, alone: bool = True) -> list[str]:
    return [f"{name.family}|{name.given}" if name.family else name.literal for name in names_of(text, alone)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gray, Ann", ["Gray|Ann"]),
        ("Gray, Ann; Lind, Bo", ["Gray|Ann", "Lind|Bo"]),
        ("Gray, Ann and Lind, Bo", ["Gray|Ann", "Lind|Bo"]),
        ("Ann Gray & Bo Lind", ["Gray|Ann", "Lind|Bo"]),
        ("Ann Gray und Bo Lind", ["Gray|Ann", "Lind|Bo"]),
        ("Ann Gray | Bo Lind", ["Gray|Ann", "Lind|Bo"]),
        ("Gray, Ann / Lind, Bo", ["Gray|Ann", "Lind|Bo"]),
        ("Gray A, Lind B", ["Gray|A", "Lind|B"]),
        ("Иванов И. И., Петров П. П.", ["Иванов|И. И.", "Петров|П. П."]),
        ("李青岚，周慕云", ["李|青岚", "周|慕云"]),
        ("李青岚、周慕云", ["李|青岚", "周|慕云"]),
        ("李青岚；周慕云", ["李|青岚", "周|慕云"]),
        ("مریم کریمیان، علی رضایی", ["کریمیان|مریم", "رضایی|علی"]),
        ("By Ann Gray", ["Gray|Ann"]),
        ("Gray, Ann, 1970-", ["Gray|Ann"]),
        ("Gray, Ann (1970–2001)", ["Gray|Ann"]),
        ("Gray, Ann, author", ["Gray|Ann"]),
        ("Gray, Ann; Lind, Bo (translator)", ["Gray|Ann"]),
        ("Gray, Ann (Übersetzer)", []),
        ("Gray, Ann; Lind, Bo (Eds.)", ["Gray|Ann", "Lind|Bo"]),
        ("Gray, Ann [author]; Lind, Bo [editor]", ["Gray|Ann"]),
        ("Gray, Ann; Moe, Cy (thesis advisor)", ["Gray|Ann"]),
        ("王明（导师）", []),
        ("Ministry of Health and Welfare", ["Ministry of Health and Welfare"]),
        ("Dr. Anna von und zu Stein", ["von und zu Stein|Anna"]),
        ("Super User", []),
        ("admin", []),
        ("Gray, Ed", ["Gray|Ed"]),
        ("Ann Gray (ann@port.example)", ["Gray|Ann"]),
    ],
)
def test_names_of_one_tag(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize("text", ["Ann Gray, Port University", "Ann Gray, Institute of Tides, Norrby"])
def test_a_place_of_work_behind_a_name(text: str) -> None:
    (name,) = names_of(text)
    assert (name.family, name.given) == ("Gray", "Ann")
    assert name.affiliations == [text.partition(", ")[2]]


def test_one_of_several_tags_may_hold_several() -> None:
    read = persons_of(["Gray, Ann", "Lind, Bo and Moe, Cy", "Olsen D, Pike E"])
    assert [[name.family for name in names] for names in read] == [["Gray"], ["Lind", "Moe"], ["Olsen", "Pike"]]


def test_commas_part_persons_where_no_tag_inverts() -> None:
    read = persons_of(["Ann Gray", "Bo Lind, Cy Moe", "Di Olsen"])
    assert [[name.family for name in names] for names in read] == [["Gray"], ["Lind", "Moe"], ["Olsen"]]
    assert [name.family for name in persons_of(["Gray, Ann", "Lind Moe, Bo Cy"])[1]] == ["Lind Moe"]
