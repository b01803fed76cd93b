"""How what a head says joins what a family read."""

import pytest

from extractors.decision.draft import Draft, Evidence
from extractors.found import Name
from extractors.html.head import Head, Reading
from extractors.witnesses import abbreviates, fill_from_head, fill_weakly


def test_family_keeps_its_value_and_disagreement_is_told() -> None:
    draft = Draft()
    draft.put("volume", "7", Evidence("qxmd.volume", 3, 4))
    draft.put("doi", "10.5555/a", Evidence("qxmd.doi", 5, 9))
    head = Head(
        {"volume": Reading("8", ["citation_volume"]), "doi": Reading("10.5555/A", ["citation_doi", "dc.identifier"])}
    )
    fill_from_head(draft, head)
    assert draft.values == {"volume": "7", "doi": "10.5555/a"}
    assert draft.warnings == ["conflict:volume"]
    assert [item.tag for item in draft.evidence["doi"]] == [None, "citation_doi", "dc.identifier"]


def test_weak_readings_fill_only_what_nobody_told() -> None:
    draft = Draft()
    head = Head(
        {"title": Reading("A page", ["title"], True), "publisher": Reading("Quay Press", ["dc.publisher"], True)}
    )
    fill_from_head(draft, head)
    assert draft.values == {}
    draft.put("title", "A title", Evidence("generic.title", 0, 7))
    fill_weakly(draft, head)
    assert draft.values == {"title": "A title", "publisher": "Quay Press"}


def test_publisher_that_is_the_journal_is_none() -> None:
    draft = Draft()
    draft.put("container_title", "Quay Studies", Evidence("generic.citation", 0, 12))
    fill_weakly(draft, Head({"publisher": Reading("Quay studies", ["dc.publisher"], True)}))
    assert "publisher" not in draft.values


def test_names_agree_by_families() -> None:
    draft = Draft()
    draft.put("authors", [Name("A. Gray", "Gray", "A.")], Evidence("vufind.authors", 0, 7))
    fill_from_head(draft, Head({"authors": Reading([Name("Gray, Ada", "Gray", "Ada")], ["citation_author"])}))
    assert draft.warnings == []


@pytest.mark.parametrize(
    ("short", "full", "does"),
    [
        ("Phys. Rev. X", "Physical Review X", True),
        ("J Appl Phys", "Journal of Applied Physics", True),
        ("Studies in Paper", "Open Shelf Journals", False),
        ("", "Nature", False),
    ],
)
def test_short_names_of_journals(short: str, full: str, does: bool) -> None:
    assert abbreviates(short, full) is does
