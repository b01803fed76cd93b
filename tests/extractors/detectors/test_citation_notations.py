"""A place in print, printed in many notations and read back."""
# ruff: noqa: E501, a notation is read best on one line

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.detectors.citations import parse_citation

SERIALS = (
    "Journal of Quays",
    "Annals of Small Waters",
    "Acta Riparia (Leeds)",
    "Quay, River & Canal Review",
    "Revista de Muelles",
    "Zeitschrift für Teiche",
    "J. Quay Phys.",
    "小水域研究",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass
class Place:
    serial: str
    year: int
    month: str
    volume: int
    issue: str
    first: str
    last: str

    @property
    def pages(self) -> str:
        return f"{self.first}–{self.last}"

    @property
    def stopped(self) -> str:
        return self.serial if self.serial.endswith(".") else f"{self.serial}."


def _pages(prefix: str, first: int, more: int) -> tuple[str, str]:
    return f"{prefix}{first}", f"{prefix}{first + more}"


places = st.builds(
    lambda serial, year, month, volume, issue, pages: Place(serial, year, month, volume, issue, *pages),
    st.sampled_from(SERIALS),
    st.integers(1930, 2026),
    st.sampled_from(MONTHS),
    st.integers(1, 320),
    st.one_of(st.integers(1, 52).map(str), st.sampled_from(("1-2", "3–4", "7/8"))),
    st.builds(_pages, st.sampled_from(("", "", "", "S", "R", "e")), st.integers(2, 8999), st.integers(1, 90)),
)

FULL: dict[str, Callable[[Place], str]] = {
    "Vancouver": lambda p: f"{p.stopped} {p.year};{p.volume}({p.issue}):{p.first}-{p.last}.",
    "PubMed": lambda p: f"{p.stopped} {p.year} {p.month} 3;{p.volume}({p.issue}):{p.first}-{p.last}. doi: 10.5555/a.1",
    "APA": lambda p: f"{p.serial}, {p.volume}({p.issue}), {p.pages}. {p.year}",
    "Chicago": lambda p: f"{p.serial} {p.volume}, no. {p.issue} ({p.year}): {p.pages}.",
    "MLA": lambda p: f"{p.serial}, vol. {p.volume}, no. {p.issue}, {p.year}, pp. {p.pages}.",
    "IEEE": lambda p: f"{p.serial}, vol. {p.volume}, no. {p.issue}, pp. {p.pages}, {p.month}. {p.year}.",
    "Elsevier": lambda p: f"{p.serial}, Volume {p.volume}, Issue {p.issue}, {p.year}, Pages {p.first}-{p.last}",
    "Oxford": lambda p: f"{p.serial}, Volume {p.volume}, Issue {p.issue}, 3 {p.month} {p.year}, Pages {p.pages}, https://doi.org/10.5555/a.1",
    "LWW": lambda p: f"{p.serial} {p.volume}({p.issue}):p {p.first}-{p.last}, {p.month} {p.year}. | DOI: 10.5555/a.1",
    "JSTOR": lambda p: f"Source: {p.serial}, Vol. {p.volume}, No. {p.issue} ({p.month}., {p.year}), pp. {p.first}-{p.last}",
    "Springer": lambda p: f"{p.serial} ({p.year}) {p.volume} ({p.issue}): {p.pages}",
    "Thieme": lambda p: f"{p.serial} {p.year}; {p.volume}({p.issue}): {p.first}-{p.last}",
    "Summon": lambda p: f"Published in: {p.serial} Vol. {p.volume}; no. {p.issue}; pp. {p.first} - {p.last}; {p.year}",
    "GB/T 7714": lambda p: f"{p.serial}, {p.year}, {p.volume}({p.issue}): {p.first}-{p.last}.",
    "full width": lambda p: f"{p.serial}，{p.year}，{p.volume}（{p.issue}）：{p.first}-{p.last}．",
    "RHHZ": lambda p: f"{p.serial}  {p.year}, Vol. {p.volume} Issue ({p.issue}): {p.first}-{p.last}  DOI: 10.5555/a.1",
    "J-STAGE": lambda p: f"{p.serial} {p.year} 年 {p.volume} 巻 {p.issue} 号 p. {p.first}-{p.last}",
    "ABNT": lambda p: f"{p.serial}, v. {p.volume}, n. {p.issue}, p. {p.first}-{p.last}, {p.year}.",
    "Spanish": lambda p: f"{p.serial}, vol. {p.volume}, núm. {p.issue}, pp. {p.first}-{p.last}, {p.year}",
    "German": lambda p: f"{p.serial}, {p.volume}. Jg. ({p.year}), H. {p.issue}, S. {p.pages}",
    "German words": lambda p: f"{p.serial}, {p.volume}. Jahrgang, Heft {p.issue}, {p.year}, Seiten {p.pages}",
    "ГОСТ": lambda p: f"{p.stopped} – {p.year}. – Т. {p.volume}. – № {p.issue}. – С. {p.pages}.",
    "Russian": lambda p: f"{p.serial}, {p.year}, том {p.volume}, вып. {p.issue}, стр. {p.pages}",
    "Turkish": lambda p: f"{p.serial}, Yıl {p.year}, Cilt: {p.volume} Sayı: {p.issue}, Sayfa: {p.first} - {p.last}",
    "Polish": lambda p: f"{p.serial}, t. {p.volume}, nr {p.issue} ({p.year}), s. {p.pages}",
    "Czech": lambda p: f"{p.serial}, roč. {p.volume}, č. {p.issue}, s. {p.pages}, {p.year}",
    "Hungarian": lambda p: f"{p.serial}, {p.volume}. évfolyam, {p.issue}. szám, {p.pages}. oldal, {p.year}",
    "Indonesian": lambda p: f"{p.serial}, Volume {p.volume} Nomor {p.issue}, {p.year}, hlm. {p.first}-{p.last}",
    "French": lambda p: f"{p.serial}, tome {p.volume}, n° {p.issue}, {p.year}, p. {p.first}-{p.last}",
    "ProQuest": lambda p: f"{p.serial} Vol. {p.volume}, Iss. {p.issue}, ({p.month} {p.year}): {p.first}-{p.last}.",
    "Medknow": lambda p: f"{p.serial} | Year : {p.year}  |  Volume : {p.volume}  |  Issue : {p.issue}  |  Page : {p.first}-{p.last}",
}  # fmt: skip
MONTHLY = {"PubMed", "IEEE", "LWW", "JSTOR", "Oxford", "ProQuest"}


@pytest.mark.parametrize("notation", FULL)
@given(place=places)
def test_what_is_printed_is_read_back(notation: str, place: Place) -> None:
    line = FULL[notation](place)
    found = parse_citation(line)
    assert found is not None, line
    got = (found.container_title, found.volume, found.issue, found.first_page, found.last_page)
    assert got == (place.serial, str(place.volume), place.issue, place.first, place.last), line
    assert found.issued is not None and found.issued.startswith(str(place.year)), line
    assert (len(found.issued) > 4) == (notation in MONTHLY), line
    for name, (start, end) in found.spans.items():
        if name not in ("issued", "doi"):
            assert line[start:end] == getattr(found, name), (name, line)


SUPPLEMENTS = ("Suppl", "Suppl 2", "Suppl. 1", "Supplement 3", "S2", "4 Suppl 1", "Pt 2", "Spec No")


@pytest.mark.parametrize("supplement", SUPPLEMENTS)
@given(place=places)
def test_supplements_are_read_back(supplement: str, place: Place) -> None:
    for line in (
        f"{place.stopped} {place.year};{place.volume}({supplement}):{place.first}-{place.last}.",
        f"{place.serial}, {place.volume}({supplement}), {place.pages}. {place.year}",
    ):
        found = parse_citation(line)
        assert found is not None, line
        assert (found.container_title, found.volume, found.issue) == (place.serial, str(place.volume), supplement), line
        assert (found.first_page, found.last_page) == (place.first, place.last), line


@pytest.mark.parametrize("supplement", ("Suppl", "Suppl 2", "Supplement 3", "Spec No", "Pt 2"))
@given(place=places)
def test_supplements_without_parentheses_are_read_back(supplement: str, place: Place) -> None:
    line = f"{place.stopped} {place.year} {place.month};{place.volume} {supplement}:{place.first}-{place.last}."
    found = parse_citation(line)
    assert found is not None, line
    assert (found.container_title, found.volume, found.issue) == (place.serial, str(place.volume), supplement), line
