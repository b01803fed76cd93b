"""Citations of a paper in the styles of sites: as its own `Cite this`, and in lists of references."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.layouts.shown import Shown

Style = Callable[["Shown"], str]
STYLES: dict[str, Style] = {}


def _style(function: Style) -> Style:
    STYLES[function.__name__.lstrip("_")] = function
    return function


def _doi(view: "Shown", before: str, after: str = "") -> str:
    return view.join("", (before, view.doi, after)) if view.paper.doi else ""


def _bracketed(view: "Shown") -> str:
    """`12(3)`, or `12`."""
    return view.join("", (view.volume, "(", view.issue, ")")) if view.paper.issue else view.volume


@_style
def apa(view: "Shown") -> str:
    """Family, G., & Family, G. (2020). Title. Journal, 12(3), 1–9. https://doi.org/…"""
    people = view.authors("initials_comma", ", ", ", & " if not view.marks.markup else ", &amp; ")
    parts = (people, " (", view.year, "). ", view.title, ". ", view.journal, ", ", _bracketed(view), ", ")
    return view.join("", (*parts, view.pages("–"), ". ", _doi(view, "https://doi.org/")))


@_style
def vancouver(view: "Shown") -> str:
    """Family G, Family G. Title. J. 2020;12(3):1-9. doi: …"""
    parts = (view.authors("vancouver"), ". ", view.title, ". ", view.journal_abbr, ". ", view.year, ";")
    return view.join("", (*parts, _bracketed(view), ":", view.pages("-"), ".", _doi(view, " doi: ", ".")))


@_style
def ieee(view: "Shown") -> str:
    """G. Family, “Title,” Journal, vol. 12, no. 3, pp. 1–9, 2020, doi: …"""
    parts = (
        view.authors("initials_first", ", ", " and "),
        ", “",
        view.title,
        ",” ",
        view.journal,
        ", vol. ",
        view.volume,
    )
    issue = view.join("", (", no. ", view.issue)) if view.paper.issue else ""
    return view.join("", (*parts, issue, ", pp. ", view.pages("–"), ", ", view.year, _doi(view, ", doi: "), "."))


@_style
def gost(view: "Shown") -> str:
    """Фамилия И.О. Название // Журнал. – 2021. – Том 2. – № 3. – С. 1-9. – doi: …."""
    parts = (
        view.authors("initials_last"),
        " ",
        view.title,
        " // ",
        view.journal,
        ". – ",
        view.year,
        ". – Том ",
        view.volume,
    )
    issue = view.join("", (". – № ", view.issue)) if view.paper.issue else ""
    return view.join("", (*parts, issue, ". – С. ", view.pages("-"), ".", _doi(view, " – doi: ", ".")))


@_style
def gbt(view: "Shown") -> str:
    """作者, 作者. 题名[J]. 刊名, 2021, 16(2): 346-352. DOI: …"""
    parts = (
        view.authors("caps_first"),
        ". ",
        view.title,
        "[J]. ",
        view.journal,
        ", ",
        view.year,
        ", ",
        _bracketed(view),
    )
    return view.join("", (*parts, ": ", view.pages("-"), ".", _doi(view, " DOI: ", ".")))


@_style
def mla(view: "Shown") -> str:
    """Family, Given, … "Title." Journal 12.3 (2020): 1-9."""
    issue = view.join("", (".", view.issue)) if view.paper.issue else ""
    parts = (view.authors("inverted", ", ", ", and "), '. "', view.title, '." ', view.journal, " ", view.volume, issue)
    return view.join("", (*parts, " (", view.year, "): ", view.pages("-"), "."))


@_style
def harvard(view: "Shown") -> str:
    """Family, G. and Family, G. (2020), "Title", Journal, Vol. 12 No. 3, pp. 1-9."""
    parts = (view.authors("initials_comma", ", ", " and "), " (", view.year, '), "', view.title, '", ', view.journal)
    issue = view.join("", (" No. ", view.issue)) if view.paper.issue else ""
    return view.join("", (*parts, ", Vol. ", view.volume, issue, ", pp. ", view.pages("-"), "."))


@_style
def abnt(view: "Shown") -> str:
    """FAMILY, Given; FAMILY, Given. Title. Journal, v. 12, n. 3, p. 1-9, 2020."""
    issue = view.join("", (", n. ", view.issue)) if view.paper.issue else ""
    parts = (view.authors("caps_inverted", "; "), ". ", view.title, ". ", view.journal, ", v. ", view.volume, issue)
    return view.join("", (*parts, ", p. ", view.pages("-"), ", ", view.year, ".", _doi(view, " DOI: ", ".")))


@_style
def springer(view: "Shown") -> str:
    """Family, G., Family, G. Title. Journal 12, 1–9 (2020). https://doi.org/…"""
    parts = (view.authors("initials_comma", ", ", " & " if not view.marks.markup else " &amp; "), " ", view.title, ". ")
    tail = (view.journal_abbr, " ", view.volume, ", ", view.pages("–"), " (", view.year, "). ")
    return view.join("", (*parts, *tail, _doi(view, "https://doi.org/")))
