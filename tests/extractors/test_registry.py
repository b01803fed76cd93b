"""Families are found without a list: ours by their modules, others by entry points."""

from importlib.metadata import EntryPoint

import pytest

from extractors import registry
from extractors.boilerplate.rules import lines_of, sign
from extractors.families.qxmd import QxMD
from extractors.family import Family, reads
from extractors.values import read_title
from pipeline import extract


class Portal(Family):
    """A family of somebody else's package."""

    name = "portal"
    signs = (sign("welcome to the portal", weight=3),)
    chrome = (lines_of("navigation", "welcome to the portal"),)
    labels = {"doi": ("DOI",)}

    @reads
    def title(self, part):
        line = next(line for line in part.lines if line.chrome is None)
        return read_title(part.page.text, line.start, line.end)


@pytest.fixture
def with_portal(monkeypatch):
    point = EntryPoint("portal", f"{__name__}:Portal", registry.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda self: Portal)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == registry.GROUP else [])
    for cached in (registry._families, registry._phrasebook):
        cached.cache_clear()
    yield
    for cached in (registry._families, registry._phrasebook):
        cached.cache_clear()


def test_ours_are_found_by_their_modules():
    assert {"cn_citation_index", "emerald_search", "qxmd", "tongzhouyun", "vufind"} <= set(registry.families())
    assert isinstance(registry.families()["qxmd"], QxMD)


def test_a_family_of_another_package_reads_its_pages(with_portal):
    result = extract("Welcome to the portal\nOn dust and brooms\nDOI: 10.5555/dust.1")
    (record,) = result.records
    assert (result.extractor, record.title, record.doi) == ("portal", "On dust and brooms", "10.5555/dust.1")
    assert [segment.rule for segment in result.segments if segment.kind == "boilerplate"] == ["portal.navigation"]
