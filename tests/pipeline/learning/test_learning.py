"""A description that was learnt reads pages it was not learnt from; what cannot be learnt from is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import extract
from pipeline.cli import app
from pipeline.inputs import RawPage
from pipeline.learning.making import LearningError, Made, learn_description
from tests.pipeline.learning.pages import Work, archive, pages, portal, redesigned, web


def _learn(texts: list[str], **options: bool) -> Made:
    return learn_description([RawPage(f"{n}.txt", text) for n, text in enumerate(texts)], "hearth", **options)


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("families")
    (folder / "hearth.toml").write_text(_learn(pages(portal, 20)).text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("number", range(20, 26))
def test_reads_pages_it_was_not_learnt_from(learnt: Path, number: int) -> None:
    work = Work(number)
    result = extract(portal(work, number), families=learnt)
    record = result.records[0]
    assert record.source.extractor == "hearth"
    assert record.title == work.title
    assert [author.literal for author in record.authors] == work.authors
    assert (record.volume, record.first_page, record.last_page) == (work.volume, str(work.first), str(work.last))
    assert record.issue == (work.issue if number % 4 else None)
    assert record.issued is not None and record.issued.startswith(str(work.year))
    assert record.doi == work.doi


def test_other_pages_are_not_recognised(learnt: Path) -> None:
    result = extract(archive(Work(3), 3), families=learnt)
    assert result.extractor != "hearth"


def test_is_deterministic() -> None:
    assert _learn(pages(portal, 12)).text == _learn(pages(portal, 12)).text


def test_is_short_enough_to_read(learnt: Path) -> None:
    assert len((learnt / "hearth.toml").read_text("utf-8").splitlines()) <= 80


def test_nothing_stems_from_a_single_page(learnt: Path) -> None:
    text = (learnt / "hearth.toml").read_text("utf-8")
    rules = "\n".join(line.partition("  # ")[0] for line in text.splitlines())
    for number in range(20):
        assert Work(number).title not in rules and Work(number).doi not in rules


def test_pages_of_two_sites_are_refused_and_named() -> None:
    with pytest.raises(LearningError, match=r"of 2 sites(?s:.)*Hearth Portal|of 2 sites(?s:.)*Document Archive"):
        _learn(pages(portal, 12) + pages(archive, 12))


def test_two_designs_of_one_site_are_both_described(tmp_path: Path) -> None:
    made = _learn(pages(portal, 15) + pages(redesigned, 15))
    assert len(made.designs.groups) == 2
    path = tmp_path / "hearth.toml"
    path.write_text(made.text, encoding="utf-8")
    for layout in (portal, redesigned):
        result = extract(layout(Work(21), 21), families=path)
        assert result.extractor == "hearth"
        assert result.records[0].title == Work(21).title


@pytest.mark.parametrize("count", [0, 1, 5])
def test_too_few_pages_are_refused(count: int) -> None:
    with pytest.raises(LearningError, match="at least 6"):
        _learn(pages(portal, count))


def test_one_page_many_times_is_one_page() -> None:
    with pytest.raises(LearningError, match="1 page "):
        _learn(pages(portal, 1) * 20)


def test_a_page_that_does_not_belong_is_told() -> None:
    made = _learn(pages(portal, 19) + pages(archive, 1))
    assert [sample.path for sample in made.designs.strange] == ["19.txt"]


@pytest.fixture(scope="module")
def brought_up_to_date(learnt: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The description, brought up to date with pages of both designs, and what was printed."""
    folder = tmp_path_factory.mktemp("later")
    for n, text in enumerate(pages(portal, 10) + pages(redesigned, 12)):
        (folder / f"{n:02}.txt").write_text(text, encoding="utf-8")
    description = folder / "families" / "hearth.toml"
    description.parent.mkdir()
    text = (learnt / "hearth.toml").read_text("utf-8")
    described = text.replace('name = "hearth"\n', 'name = "hearth"\nseen = ["Written by hand."]\n')
    description.write_text(described, encoding="utf-8")
    inputs = [str(path) for path in sorted(folder.glob("*.txt"))]
    result = CliRunner().invoke(app, ["learn", "--update", str(description), *inputs])
    assert result.exit_code == 0, result.output
    return description, result.output


@pytest.mark.parametrize("layout", [portal, redesigned])
def test_an_update_keeps_what_holds_and_adds_the_new_design(
    brought_up_to_date: tuple[Path, str], layout: Callable[[Work, int], str]
) -> None:
    work = Work(24)
    result = extract(layout(work, 24), families=brought_up_to_date[0])
    assert result.extractor == "hearth"
    assert (result.records[0].title, result.records[0].doi) == (work.title, work.doi)


def test_an_update_shows_what_changed_and_keeps_notes(brought_up_to_date: tuple[Path, str]) -> None:
    description, printed = brought_up_to_date
    assert "\n+" in printed and "hearth.toml (before)" in printed
    assert "Written by hand." in description.read_text("utf-8")


def test_the_report_stands_beside_the_description(brought_up_to_date: tuple[Path, str]) -> None:
    html = brought_up_to_date[0].with_suffix(".html").read_text("utf-8")
    assert "2</strong> designs" in html and "Content-Security-Policy" in html
    assert ">title</th>" in html


def test_an_existing_description_is_not_overwritten(learnt: Path) -> None:
    result = CliRunner().invoke(app, ["learn", str(learnt), "-o", str(learnt / "hearth.toml")])
    assert result.exception is not None and "--update" in str(result.exception)


def test_html_is_read_by_its_elements(tmp_path: Path) -> None:
    path = tmp_path / "hearth.toml"
    path.write_text(_learn(pages(web, 12)).text, encoding="utf-8")
    for number in (20, 23):
        work = Work(number)
        result = extract(web(work, number), families=path)
        record = result.records[0]
        assert record.source.extractor == "hearth"
        assert (record.title, record.doi) == (work.title, work.doi)
        assert [author.literal for author in record.authors] == work.authors
