"""Abstracts and keywords of pages that no family describes, in the printings and languages that pages have."""

import pytest

from pipeline import extract
from schemas import Record

TITLE = "A shared table at night: meals and sleep of nurses"
HEAD = f"{TITLE}\n\nElin Vass, Marko Lind\n\nAnnals of Small Waters, Volume 14, Issue 2, 2016, Pages 101-119\n\n"
PROSE = (
    "Night nurses often eat alone, and little is known about what this does to their rest on the following day. "
    "We asked nurses on nine wards to keep a diary of meals and sleep for four weeks, and weighed what "
    "they had left on the plate."
)
SECTIONS = {
    "Introduction": "Night nurses often eat alone, and little is known about what this does to their rest.",
    "Methods": "We asked nurses on nine wards to keep a diary of meals and sleep for four weeks.",
    "Results": "Nurses who ate with a colleague slept longer than those who ate alone, by half an hour.",
    "Conclusion": "A shared table at night may be a cheap way to improve rest among nurses who work in shifts.",
}


def read(text: str) -> Record:
    return extract(text).records[0]


@pytest.mark.parametrize(
    "printed",
    [
        f"Abstract\n\n{PROSE}\n",
        f"Abstract: {PROSE}\n",
        f"Abstract—{PROSE}\n",
        f"Abstract. {PROSE}\n",
        f"ABSTRACT {PROSE}\n",
        f"Abstract{PROSE}\n",
        f"Összefoglaló\n{PROSE}\n",
        f"Kokkuvõte. {PROSE}\n",
        f"Ágrip\n{PROSE}\n",
        f"Kopsavilkums: {PROSE}\n",
        f"Περίληψη\n{PROSE}\n",
        f"Abstract\n{PROSE}\n\nCompeting interests\n\nThe authors have none to declare, as far as they know.\n",
        f"Abstract\n{PROSE}\n\nData availability statement: all diaries are kept in the archive of the ward.\n",
        f"Abstract\n{PROSE} Funding: none.\n",
        f"Abstract\n{PROSE}\n\nKeywords: night; meals\n\n1. Introduction\n\nNights are long on a ward. {PROSE[:90]}\n",
    ],
)
def test_the_text_is_found_and_ends_where_it_ends(printed: str) -> None:
    abstract = read(HEAD + printed).abstract
    assert abstract is not None and abstract.text == PROSE and not abstract.sections


@pytest.mark.parametrize("width", [60, 72, 90])
def test_hard_wrapped_text_is_one(width: int) -> None:
    lines, line = [], ""
    for word in f"Abstract—{PROSE}".split():
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    abstract = read(HEAD + "\n".join([*lines, line]) + "\n\nIndex Terms—Night, meals.\n").abstract
    assert abstract is not None and abstract.text == PROSE


@pytest.mark.parametrize("style", ["{}: {}\n", "{}\n{}\n", "{}\n\n{}\n\n"])
def test_introduction_may_be_the_first_section(style: str) -> None:
    text = "".join(style.format(label, body) for label, body in SECTIONS.items())
    abstract = read(f"{HEAD}Abstract\n\n{text}\nKeywords: night; meals\n").abstract
    assert abstract is not None
    assert [section.label for section in abstract.sections] == list(SECTIONS)


@pytest.mark.parametrize("first", [0, 1])
def test_sections_without_a_heading_are_an_abstract(first: int) -> None:
    sections = list(SECTIONS.items())[first:]
    text = "".join(f"{label}: {body}\n" for label, body in sections)
    record = read(f"{HEAD}{text}\nKeywords: night; meals\n")
    assert record.title == TITLE and record.abstract is not None
    assert [(section.label, section.text) for section in record.abstract.sections] == sections


@pytest.mark.parametrize(
    ("heading", "second"),
    [
        (
            "Zusammenfassung",
            "Pflegende essen nachts oft allein, und wenig ist darüber bekannt, wie sie danach schlafen.",
        ),
        ("Resumen", "Las enfermeras comen solas por la noche, y poco se sabe de cómo descansan al día siguiente."),
        ("Kivonat", "Az éjszakás ápolók gyakran egyedül esznek, és keveset tudunk arról, hogyan alszanak másnap."),
        (
            "Plain Language Summary",
            "Nurses who work at night often eat alone. We wanted to know how they sleep after that.",
        ),
    ],
)
def test_a_second_abstract_ends_the_first_and_is_kept(heading: str, second: str) -> None:
    record = read(f"{HEAD}Abstract\n\n{PROSE}\n\n{heading}\n\n{second}\n\nKeywords: night; meals\n")
    assert record.abstract is not None and record.abstract.text == PROSE
    assert [other.text for other in record.abstracts] == [second]


@pytest.mark.parametrize("button", ["Read more", "[Show more]", "Mehr anzeigen", "続きを読む"])
def test_a_text_that_goes_on_elsewhere_is_truncated(button: str) -> None:
    page = (
        f"<h1>{TITLE}</h1><p>Elin Vass, Marko Lind</p><h2>Abstract</h2><p>{PROSE} Visits… <a href='#'>{button}</a></p>"
    )
    abstract = read(f"<html><body>{page}<p>doi:10.5555/asw.1</p></body></html>").abstract
    assert abstract is not None and abstract.truncated and button not in abstract.text


@pytest.mark.parametrize(
    ("printed", "keywords"),
    [
        ("Keywords: night; meals", ["night", "meals"]),
        ("Index Terms—Night, meals.", ["Night", "meals"]),
        ("Keywords\nnight\nshared meals\nsleep", ["night", "shared meals", "sleep"]),
        ("Võtmesõnad: öö; söök", ["öö", "söök"]),
        ("Kulcsszavak: éjszaka, étkezés", ["éjszaka", "étkezés"]),
        ("Λέξεις-κλειδιά: νύχτα, γεύματα", ["νύχτα", "γεύματα"]),
        ("الكلمات المفتاحية: ليل؛ طعام؛ نوم", ["ليل", "طعام", "نوم"]),
        ("کلیدواژه‌ها: شب، غذا، خواب", ["شب", "غذا", "خواب"]),
        ("关键词：夜班；用餐", ["夜班", "用餐"]),
    ],
)
def test_keywords_stand_behind_their_label(printed: str, keywords: list[str]) -> None:
    assert read(f"{HEAD}Abstract\n\n{PROSE}\n\n{printed}\n").keywords == keywords


@pytest.mark.parametrize(
    "label", ["Translated title", "Engelsk titel", "Título en inglés", "英文标题", "Название на английском языке"]
)
def test_a_title_in_another_language_stands_beside_the_title(label: str) -> None:
    other = "A table that is shared at night by those who work"
    record = read(f"{HEAD}{label}: {other}\n\nAbstract\n\n{PROSE}\n")
    assert record.title == TITLE
    assert [title.text for title in record.title_translated] == [other]
