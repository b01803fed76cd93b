"""Where an abstract ends: prompts, statements, keywords, captions and buttons behind it are none of its text."""

import pytest

from extractors.detectors.abstract_end import own_text

TEXT = "We asked nurses on nine wards how they eat. Those who ate together slept longer."


def kept(behind: str) -> str:
    text = f"§ {TEXT}{behind}"
    return text[2 + len(TEXT) : own_text(text, 2, len(text))]


@pytest.mark.parametrize(
    "behind",
    [
        " Keywords: night; meals",
        " KEY WORDS: night; meals",
        " Index Terms—night, meals",
        " Ключевые слова: ночь",
        " Słowa kluczowe: noc",
        " Λέξεις-κλειδιά: νύχτα",
        " 关键词：夜班；用餐",
        " 【关键词】夜班",
        " Funding: None.",
        " Competing interests: none declared.",
        " Conflicts of Interest: The authors have none.",
        " Data Availability Statement: on request.",
        " Datenverfügbarkeit: auf Anfrage.",
        " Conflicto de intereses: ninguno.",
        " Конфликт интересов: нет.",
        "\nFunding\nNone.",
        "\nHighlights\nNurses eat alone.",
        "\nEthics approval: not needed.",
        "\nAcknowledgements: we thank all nurses.",
        "\nBelangenconflict: geen.",
        "\n利益冲突：无。",
        "\nReceived: 3 May 2020",
        " (Received December 10, 2015) (Revised February 25, 2016)",
        " [Eingegangen am 3. Mai 2020]",
        " (Поступила в редакцию 3 мая 2020)",
        "\nDOI: 10.5555/asw.1",
        "\nPlain Language Summary\nNurses eat.",
        "\nFigure 1. A table at night.",
        "\nTabelle 2: Mahlzeiten",
        "\nThis is an open access article under the licence named below.",
        "\nPlease log in to read on.",
        " © 2019 The Authors.",
        " Copyright © 2018 Invented Press.",
        " Read more",
        " [Show more]",
        "\nShow more",
        "\nMehr anzeigen",
        " Читать далее",
        "\n展开",
        "\nMore\nLess",
    ],
)
def test_what_stands_behind_is_cut(behind: str) -> None:
    assert kept(behind) == ""


@pytest.mark.parametrize(
    "behind",
    [
        " Trial registration: Invented Registry 12.",
        " Conclusions: a shared table may help.",
        " Note: two wards left the study.",
        " There is nothing more.",
        " They want more",
        "\nConclusions\nA shared table may help.",
        " Two things count: bread and salt.",
    ],
)
def test_what_is_the_abstract_s_own_is_kept(behind: str) -> None:
    assert kept(behind) == behind


def test_a_wrapped_line_is_no_statement() -> None:
    text = "We asked the boards and the\ncorrespondence\nof wards was read by an\ninstitutional access board of three."
    assert own_text(text, 0, len(text)) == len(text)


@pytest.mark.parametrize("behind", ["… Read more", "... [more]", "…", " … Lire la suite"])
def test_an_ellipsis_before_a_button_is_kept(behind: str) -> None:
    assert kept(behind).strip() in ("…", "...")
