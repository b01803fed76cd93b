"""A work's own citation, printed in many styles and read back."""
# ruff: noqa: E501, a style is read best on one line

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.detectors.own_citation import citation_label, find_title, read_own_citation
from extractors.found import WholeCitation

FAMILIES = ("Roe", "Doe", "Ashdown", "O'Hara", "van Loon", "Whitlock", "Moe", "Gray-Smith")
GIVEN = ("Jane", "Alan", "Carla", "Peter", "Ida")
TITLES = (
    "Stones beside slow rivers: a survey of nine harbours",
    "Do benches move people? Evidence from four towns",
    "Lamps and harsh light",
    "Sleep, bread and water in 19th-century mills",
    "The long way home. A diary study of night walks",
)
SERIALS = ("Journal of Quays", "Quay Studies", "Annals of Small Waters", "River Research and Letters")


@dataclass
class Work:
    people: list[tuple[str, str]]
    title: str
    serial: str
    year: int
    volume: int
    issue: int
    first: int
    last: int

    def inverted(self, between: str, last: str, stop: str = ".", gap: str = ", ") -> str:
        """`Roe, J., & Doe, A.`"""
        names = [f"{family}{gap}{given[0]}{stop}" for family, given in self.people]
        return names[0] if len(names) == 1 else between.join(names[:-1]) + last + names[-1]

    def plain(self, last: str) -> str:
        """`Jane Roe, Alan Doe & Ida Moe`"""
        names = [f"{given} {family}" for family, given in self.people]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]


def _stop(title: str) -> str:
    return title if title.endswith("?") else f"{title}."


works = st.builds(
    lambda people, given, title, serial, year, volume, issue, first, more: Work(
        list(zip(people, given, strict=False)), title, serial, year, volume, issue, first, first + more
    ),
    st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=4, unique=True),
    st.permutations(GIVEN),
    st.sampled_from(TITLES),
    st.sampled_from(SERIALS),
    st.integers(1950, 2026),
    st.integers(1, 199),
    st.integers(1, 24),
    st.integers(2, 899),
    st.integers(1, 60),
)

# Each prints a work in one style; `whole` ones can be taken apart without knowing the title.
WHOLE: dict[str, Callable[[Work], str]] = {
    "APA": lambda w: f"{w.inverted(', ', ', & ')} ({w.year}). {_stop(w.title)} {w.serial}, {w.volume}({w.issue}), {w.first}–{w.last}.",
    "Vancouver": lambda w: f"{w.inverted(', ', ', ', '', ' ')}. {_stop(w.title)} {w.serial}. {w.year};{w.volume}({w.issue}):{w.first}-{w.last}.",
    "Harvard": lambda w: f"{w.inverted(', ', ' and ')} ({w.year}) '{w.title}', {w.serial}, {w.volume}({w.issue}), pp. {w.first}–{w.last}.",
    "Emerald": lambda w: f'{w.inverted(", ", " and ")} ({w.year}), "{w.title}", {w.serial}, Vol. {w.volume} No. {w.issue}, pp. {w.first}-{w.last}.',
    "Chicago": lambda w: f"{w.plain(', and ')}, “{w.title},” {w.serial} {w.volume}, no. {w.issue} ({w.year}): {w.first}–{w.last}.",
    "IEEE": lambda w: f"{w.plain(' and ')}, “{w.title},” {w.serial}, vol. {w.volume}, no. {w.issue}, pp. {w.first}–{w.last}, {w.year}.",
    "Springer": lambda w: f"{w.inverted(', ', ' & ')} {_stop(w.title)} {w.serial} {w.volume}, {w.first}–{w.last} ({w.year}).",
    "GB/T 7714": lambda w: f"{w.inverted(', ', ', ', '', ' ')}. {w.title}[J]. {w.serial}, {w.year}, {w.volume}({w.issue}): {w.first}-{w.last}.",
    "ABNT": lambda w: f"{w.inverted('; ', '; ')} {_stop(w.title)} {w.serial}, v. {w.volume}, n. {w.issue}, p. {w.first}-{w.last}, {w.year}.",
    "RePEc": lambda w: f'{w.plain(" & ")}, {w.year}. "{w.title}," {w.serial}, Elsevier, vol. {w.volume}({w.issue}), pages {w.first}-{w.last}.',
}  # fmt: skip
BY_TITLE: dict[str, Callable[[Work], str]] = {
    "Oxford": lambda w: f"{w.plain(', ')}, {w.title}, {w.serial}, Volume {w.volume}, Issue {w.issue}, {w.year}, Pages {w.first}–{w.last}",
    "T&F": lambda w: f"{w.plain(' & ')} ({w.year}) {w.title}, {w.serial}, {w.volume}:{w.issue}, {w.first}-{w.last}",
    "AIP": lambda w: f"{w.plain(', ')}; {_stop(w.title)} {w.serial} {w.year}; {w.volume} ({w.issue}): {w.first}–{w.last}.",
    "ГОСТ": lambda w: f"{w.plain(', ')}. {w.title} // {w.serial}. – {w.year}. – Т. {w.volume}. – № {w.issue}. – С. {w.first}–{w.last}.",
}  # fmt: skip
LABELS = ("", "Cite this article: ", "How to Cite\n", "Citar como: ", "引用本文: ", "Для цитирования: ", "Atıf: ")


def _agrees(found: WholeCitation | None, work: Work, with_issue: bool = True) -> None:
    assert found is not None
    assert found.title == work.title
    assert [name.family for name in found.authors] == [family for family, _ in work.people]
    place = (found.container_title, found.issued, found.volume, found.first_page, found.last_page)
    assert place == (work.serial, str(work.year), str(work.volume), str(work.first), str(work.last))
    assert found.issue == (str(work.issue) if with_issue else None)


@pytest.mark.parametrize("style", WHOLE)
@given(work=works, label=st.sampled_from(LABELS))
def test_what_is_printed_is_read_back(style: str, work: Work, label: str) -> None:
    _agrees(read_own_citation(label + WHOLE[style](work)), work, with_issue=style != "Springer")


@pytest.mark.parametrize("style", [*WHOLE, *BY_TITLE])
@given(work=works, label=st.sampled_from(LABELS))
def test_a_known_title_parts_names_from_place(style: str, work: Work, label: str) -> None:
    printed = label + (WHOLE | BY_TITLE)[style](work)
    found = read_own_citation(printed, title=work.title)
    _agrees(found, work, with_issue=style != "Springer")
    assert found is not None
    for name, (start, end) in found.spans.items():
        value = getattr(found, name)
        assert " ".join(printed[start:end].split()) == value, name


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "own_citations.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0][:60])
def test_reads_the_styles_of_publishers(row: list[str], known: bool) -> None:
    found = read_own_citation(row[0].replace("\\n", "\n"), title=row[2] if known else None)
    assert found is not None
    assert "; ".join(name.family or name.literal for name in found.authors) == row[1]
    names = (
        "title",
        "container_title",
        "issued",
        "volume",
        "issue",
        "first_page",
        "last_page",
        "article_number",
        "doi",
    )
    assert [getattr(found, name) or "" for name in names] == row[2:]


@pytest.mark.parametrize(
    "text",
    [
        "Citation 12",
        "Citations: 34",
        "Cite this article\nExport citation",
        "引用次数: 12",
        "Citation manager",
        "How to cite\nSubmit your manuscript\nAuthor guidelines",
        "Citation: Copyright 2020 by the authors. Open access under the licence.",
        "Cite as: arXiv:1810.04805 [cs.CY]",
        "How to cite: use the button below to export in BibTeX, RIS.",
        "Citation\n\nDownload citation file: Ris (Zotero) EndNote BibTex",
        "See Roe et al. (2019) for a review of methods, which was published in Nature 12, 34-45 in that year.",
        "We thank J. Roe and A. Doe. This work was funded by Grant 12 (2019).",
        "引用本文:\n",
        "APA\nMLA\nChicago",
        "Vancouver, Canada, 12 (3), 2019",
        "Citation Impact 12.3 (2019)",
        "",
        "x" * 5000,
    ],
)
def test_other_text_is_no_citation(text: str) -> None:
    assert read_own_citation(text) is None
    assert read_own_citation(text, title="Stones beside slow rivers") is None


def test_the_citation_of_another_work_is_none() -> None:
    other = "Roe, J. (2020). Lamps and harsh light. Journal of Quays, 12(3), 45–58."
    assert read_own_citation(other, title="Stones beside slow rivers") is None
    assert read_own_citation("Cite this: " + other, title="Stones beside slow rivers") is None


def test_a_place_alone_behind_introducing_words() -> None:
    found = read_own_citation("Cite this: J. Quay Chem. 2020, 142, 30, 12345–12350", title="Lamps and harsh light")
    assert found is not None
    assert (found.title, found.container_title, found.volume, found.issue) == (None, "J. Quay Chem.", "142", "30")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("How to Cite\nRoe", 12),
        ("引用本文：李", 5),
        ("Cite this article as: Roe", 22),
        ("Cite this\nAPA Style: Roe", 21),
        ("[引用格式] 李", None),
        ("Citation (APA): Roe", 16),
        ("Citing articles", None),
        ("Vancouver is a city", None),
    ],
)
def test_phrases_that_introduce_a_citation(text: str, end: int | None) -> None:
    assert citation_label(text) == end


def test_a_title_is_found_whatever_its_case_and_blanks() -> None:
    text = "ROE J. Stones  beside\nSLOW rivers — a survey. J Quays. 2020"
    span = find_title(text, "Stones beside slow rivers: a survey", 0, len(text))
    assert span is not None
    assert text[slice(*span)] == "Stones  beside\nSLOW rivers — a survey"
    assert find_title(text, "Lamps", 0, len(text)) is None


@given(st.text(), st.text())
def test_any_text_is_read_without_an_error(text: str, title: str) -> None:
    read_own_citation(text, title=title)
    read_own_citation(text)
