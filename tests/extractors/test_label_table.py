"""Labels: which a line opens with, in which languages and printings, and which lines only look like one."""

from pathlib import Path

import pytest

import extractors.label_table
from extractors.label_table import fold, labels

TABLE = Path(extractors.label_table.__file__).with_name("labels.tsv")


def rows() -> list[list[str]]:
    return [row.split("\t") for row in TABLE.read_text("utf-8").splitlines()]


def test_each_label_stands_once_and_has_one_meaning() -> None:
    header, *table = rows()
    assert header == ["key", "label", "language"]
    assert all(len(row) == 3 and all(row) for row in table)
    folded = [fold(label) for _, label, _ in table]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("index", range(0, 11_000, 101))
def test_a_label_of_the_table_is_found_alone_and_before_a_colon(index: int) -> None:
    key, label, _ = rows()[1:][index]
    alone = labels().match(label)
    assert alone is not None and (alone.key, alone.value_start) == (key, len(label))
    if key not in ("menu", "body", "related", "cited_by"):
        value = labels().match(f"{label}: Quay")
        assert value is not None and value.key == key
        assert f"{label}: Quay"[value.value_start :] == "Quay"


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Abstract—Quiet rivers shape towns", "abstract", "Quiet rivers shape towns"),
        ("Abstract. Quiet rivers", "abstract", "Quiet rivers"),
        ("Abstract.—Quiet rivers", "abstract", "Quiet rivers"),
        ("ABSTRACT  Quiet rivers", "abstract", "Quiet rivers"),
        ("AbstractQuiet rivers shape towns", "abstract", "Quiet rivers shape towns"),
        ("【摘要】目的 了解", "abstract", "目的 了解"),
        ("[摘 要] 目的", "abstract", "目的"),
        ("摘 要：目的", "abstract", "目的"),
        ("A B S T R A C T", "abstract", ""),
        ("RESUME", "abstract", ""),
        ("ÖZET", "abstract", ""),
        ("ПЕРИЛИПСИ", None, ""),
        ("ΠΕΡΙΛΗΨΗ", "abstract", ""),
        ("Összefoglaló: Csendes folyók", "abstract", "Csendes folyók"),
        ("Kokkuvõte", "abstract", ""),
        ("Útdráttur", "abstract", ""),
        ("Kopsavilkums", "abstract", ""),
        ("Tiivistelmä", "abstract", ""),
        ("บทคัดย่อ", "abstract", ""),
        ("چکیده", "abstract", ""),
        ("الملخّص", "abstract", ""),
        ("Tóm tắt: Sông", "abstract", "Sông"),
        ("Index Terms—Rivers, benches", "keywords", "Rivers, benches"),
        ("Keywords. rivers, benches", "keywords", "rivers, benches"),
        ("ANAHTAR KELİMELER: nehir", "keywords", "nehir"),
        ("MOTS CLES : eau", "keywords", "eau"),
        ("Võtmesõnad: jõed", "keywords", "jõed"),
        ("Raktažodžiai: upė", "keywords", "upė"),
        ("Lykilorð: ár", "keywords", "ár"),
        ("Λέξεις-κλειδιά: ποτάμι", "keywords", "ποτάμι"),
        ("Түйін сөздер: өзен", "keywords", "өзен"),
        ("dc.title[en]\tQuiet rivers", "title", "Quiet rivers"),
        ("| Title | Quiet rivers |", "title", "Quiet rivers |"),
        ("References (12)", "references", ""),
        ("12. Literatur", "references", ""),
        ("II. INTRODUCTION", "body", ""),
        ("1 Introduction", "body", ""),
        ("一、引言", "body", ""),
        ("DOI10.5555/asw.1", "doi", "10.5555/asw.1"),
        ("ISSN0361-1981", "issn", "0361-1981"),
        ("Original languageEnglish", "language", "English"),
        ("Published inAnnals of Quays 12(3)", "citation", "Annals of Quays 12(3)"),
        ("收稿日期2020-01-02", "received", "2020-01-02"),
    ],
)
def test_a_label_is_read_however_it_is_printed(line: str, key: str | None, value: str) -> None:
    found = labels().match(line)
    assert (found.key if found else None) == key
    assert found is None or line[found.value_start :] == value


@pytest.mark.parametrize(
    "line",
    [
        "Home: a novel of the harbour",
        "Introduktion: bænke ved åen",
        "Introduction to quiet rivers",
        "In vitro studies of quiet rivers",
        "Abstract algebra and its quiet rivers",
        "Abstraction",
        "BookShelf",
        "Information about rivers",
        "Volume 12, Issue 3",
        "núm. 19, 2022",
        "By Ada Gray",
        "ジャーナル フリー HTML",
        "Related work in quiet towns: a survey",
        "Keyword search in towns",
        "",
        ":",
        "12",
    ],
)
def test_a_line_that_only_begins_like_a_label_has_none(line: str) -> None:
    assert labels().match(line) is None
