"""What is glued to a title goes; what is the title's own stays."""

import pytest

from extractors.detectors.titles import trim_title

TRIMMED = [
    ("Sleep and bread in small towns | Nature Communications", "Sleep and bread in small towns"),
    ("Sleep and bread in small towns | Bakers | Springer Nature Link", "Sleep and bread in small towns"),
    ("Sleep and bread in small towns - ScienceDirect", "Sleep and bread in small towns"),
    ("Sleep and bread in small towns - PubMed", "Sleep and bread in small towns"),
    ("Sleep and bread in small towns – Journal of Baking", "Sleep and bread in small towns"),
    ("Sleep and bread in small towns : The Journal of Baking", "Sleep and bread in small towns"),
    ("Original Article: Sleep and bread", "Sleep and bread"),
    ("ORIGINAL RESEARCH | Sleep and bread", "Sleep and bread"),
    ("Original Article Sleep and bread", "Sleep and bread"),
    ("Artículo original: El sueño y el pan", "El sueño y el pan"),
    ("Оригинальная статья: Сон и хлеб", "Сон и хлеб"),
    ("Open-access Screening for worries in primary care", "Screening for worries in primary care"),
    ("Open Access Sleep and bread among older adults", "Sleep and bread among older adults"),
    ("[PDF] Sleep and bread", "Sleep and bread"),
    ("(PDF) Sleep and bread", "Sleep and bread"),
    ("Sleep and bread (PDF)", "Sleep and bread"),
    ("Title: Sleep and bread", "Sleep and bread"),
    ("题目：睡眠与面包的关系研究", "睡眠与面包的关系研究"),
    ("睡眠与面包的关系研究[J]", "睡眠与面包的关系研究"),
    ("睡眠与面包的关系研究［J/OL］.", "睡眠与面包的关系研究"),
    ("Sleep and bread[J].", "Sleep and bread"),
    ("Sleep and bread*", "Sleep and bread"),
    ("Sleep and bread ☆", "Sleep and bread"),
    ("☆ Sleep and bread †‡", "Sleep and bread"),
    ("Sleep and bread in Europe¹", "Sleep and bread in Europe"),
    ("Sleep and bread.", "Sleep and bread"),
    ("睡眠与面包。", "睡眠与面包"),
    ("“Sleep and bread”", "Sleep and bread"),
    ("«Сон и хлеб»", "Сон и хлеб"),
    ("„Schlaf und Brot“", "Schlaf und Brot"),
    ("《睡眠与面包》", "睡眠与面包"),
    ("'Sleep and a baker's bread'", "Sleep and a baker's bread"),
    ("Научная статья на тему 'Сон и хлеб'", "Сон и хлеб"),
    ("Dive into the research topics of 'Sleep and bread'", "Sleep and bread"),
    ("• Sleep and bread", "Sleep and bread"),
    ("Sleep and bread in agricul-\ntural towns", "Sleep and bread in agricultural towns"),
    ("Sleep and bread:\n a self-\nreport", "Sleep and bread: a self-report"),
    ("睡眠与面包的\n关系研究", "睡眠与面包的关系研究"),
    ("Sleep and\n\nbread", "Sleep and bread"),
]
KEPT = [
    "Sleep (and bread)",
    "[Sleep and bread]",
    "“Sleep” and “bread”",
    "“Sleep” and other words for rest",
    "Is sleep bread?",
    "Sleep, bread, and so on...",
    "Paths by A*",
    "Bread in C#",
    "Bread by the km²",
    "Open Access Publishing in Europe",
    "Open access publishing in Europe",
    "Research article retrieval for bakers",
    "Case Report: Bread in the ear",
    "Review: sleep and bread",
    "研究论文写作的方法",
    "Sleep - a review",
    "Sleep – bread – and more",
    "Editorial: On bread",
    "Bread | Sleep",
    "'Sleep' and 'bread'",
    "Titles of bread",
    "Vitamin B12",
    "Sleep : une revue de la littérature",
    "«Хлеб» и «сон»",
    "Sleep and bread: the journal of a baker",
]


@pytest.mark.parametrize(("printed", "title"), TRIMMED)
def test_glued_parts_go(printed: str, title: str) -> None:
    found = trim_title(printed, 0, len(printed))
    assert found is not None
    assert found.value == title


@pytest.mark.parametrize("title", KEPT)
def test_own_parts_stay(title: str) -> None:
    found = trim_title(title, 0, len(title))
    assert found is not None
    assert (found.value, found.start, found.end) == (title, 0, len(title))


def test_span_covers_the_value_alone() -> None:
    text = "Menu\nOriginal Article: Sleep and bread* | Nature\nMore"
    found = trim_title(text, 5, text.rindex("\n"))
    assert found is not None
    assert text[found.start : found.end] == found.value == "Sleep and bread"


def test_a_broken_word_is_joined_as_the_page_prints_it_elsewhere() -> None:
    text = "On micro-\nscopy of bread\nAbstract We used micro-scopy here."
    found = trim_title(text, 0, text.index("\nAbs"))
    assert found is not None
    assert found.value == "On micro-scopy of bread"


@pytest.mark.parametrize("printed", ["", "  ", "***", "[J]", "| |", "—", "“”"])
def test_nothing_is_no_title(printed: str) -> None:
    found = trim_title(printed, 0, len(printed))
    assert found is None or any(map(str.isalnum, found.value))
