"""Notices about other works: retractions, corrections, expressions of concern; and works that were retracted.

A notice is a record of its own. Its title opens with what it is (`Correction to: …`, `Retraction Note: …`, `勘误：…`),
and its page names the other work's DOI beside its own.
"""

import re
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from extractors.detectors.identifiers import find_dois
from extractors.found import Found

Kind = Literal["retraction", "correction", "expression-of-concern"]

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("notices.tsv").read_text(encoding="utf-8").splitlines()[2:]  # behind the heads
]
_KINDS = {opening: kind for kind, opening in _ROWS}
_OPENINGS = "|".join(re.escape(opening).replace("'", "['’]") for opening in sorted(_KINDS, key=len, reverse=True))
_QUOTES = "\"“”„«»‘’'「」《》"
_TITLE = re.compile(
    rf"[\s\[(【]{{0,3}}(?P<opening>(?i:{_OPENINGS}))(?P<closing>[\])】]?)\s{{0,3}}"
    r"(?P<link>(?i:to|for|of|zu|zum|zur|à|au|aux|a|al|ao|de|del|do|da|di|du|do artigo|к|до)(?![^\W\d_]))?\s{0,3}"
    rf"(?P<mark>[:：.。—–]|-(?=\s)|(?=[{_QUOTES}\[])|\Z)?\s{{0,3}}"
)
_SOURCE = re.compile(r"\s{0,3}\[[^\[\]]{5,200}\]\s{0,3}\.?$")  # `[J. Tests 12 (2016) 1–9]`, as Elsevier adds it
_SPEAKS_OF = re.compile(
    r"original (?:article|version|publication|paper|work|chapter)|corrected article|retracted article"
    r"|(?:correct|retract)(?:s|ed)? (?:the |this )?(?:article|paper)|this is a correction"
    r"|^(?:(?:correction|corrigendum|erratum) (?:to|of|for)|retraction of|expression of concern for):?\s{0,3}$"
    r"|^(?:(?:author|publisher)'?s? )?(?:correction|corrigendum|erratum|addendum|retraction|expression of concern)"
    r"(?: note)? (?:to|of|for)\b[^\n]{0,200}?(?=\b10\.\d{4}|https?:)"
    r"|^(?:(?:erratum|berichtigung|korrektur) zu|erratum [àa]|correction (?:à|de)|correcci[oó]n (?:a|de)"
    r"|corre[cç]ão (?:a|de|d?o)|errata (?:de|do|da)|исправление к|поправка к)\b[^\n]{0,200}?(?=\b10\.\d{4}|https?:)"
    r"|^(?:corrects|erratum for|retraction of|expression of concern for):?\s"
    r"|article (?:has been|was|is) (?:retracted|corrected|withdrawn)"
    r"|(?:concerns|amends|refers to|relates to|updates) (?:the )?(?:article|paper|original)|refers to:?"
    r"|original[- ]?(?:artikel|beitrag)|article original|art[ií](?:culo|go) original|articolo originale"
    r"|оригинальн\w{1,4} стать\w{1,2}|原文|原論文",
    re.IGNORECASE | re.MULTILINE,
)
_NOTICE_OF = re.compile(
    r"retraction (?:note|notice)|(?:has been|was|is) (?:retracted|withdrawn)|retracted on"
    r"|(?:see|read) the (?:retraction|correction|erratum|notice)"
    r"|(?:correction|erratum|corrigendum|expression of concern) (?:to|for) this article"
    r"|(?:correction|erratum|corrigendum|expression of concern) (?:has been|was|is) (?:published|available)"
    r"|撤稿声明|勘误",
    re.IGNORECASE,
)
_MOST = 100  # places on a page that speak of another work
_REACH = 250  # characters from what is said of a work to its DOI


class Notice(NamedTuple):
    """What a title says that its work is, and the title of the work it speaks of, where it has that."""

    kind: Kind
    subject: str | None


def read_notice(title: str) -> Notice | None:
    """The notice that a title opens as (`Correction: Quiet water` yes, `Correction of vision` no)."""
    match, kind = _opening(title)
    if not match or kind not in ("retraction", "correction", "expression-of-concern"):
        return None
    subject = _SOURCE.sub("", title[match.end() :]).strip(f" {_QUOTES}.")
    return Notice(kind, subject or None)  # type: ignore[arg-type]


def notice_kind(words: str) -> Kind | None:
    """The kind of notice that the name of a type is (`Erratum`, `Retraction Notice`)."""
    kind = _KINDS.get(words.strip(" .:").replace("’", "'").casefold())
    return kind if kind in ("retraction", "correction", "expression-of-concern") else None  # type: ignore[return-value]


def is_retracted(title: str) -> bool:
    """Whether a title says that its work was retracted (`RETRACTED ARTICLE: Quiet water`)."""
    match, kind = _opening(title)
    return match is not None and kind == "retracted" and (match["mark"] or match["closing"]) not in (None, "")


def _opening(title: str) -> tuple[re.Match[str] | None, str]:
    match = _TITLE.match(title)
    if match is None:
        return None, ""
    opening = match["opening"].replace("’", "'").casefold()
    rest = title[match.end() :]
    marked = match["mark"] is not None or bool(match["closing"])
    named = match["link"] is not None and match["link"].casefold() != "of" and rest[:1].isupper()
    return (match, _KINDS.get(opening, "")) if marked or named else (None, "")


def find_subject_dois(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """The DOIs that a notice gives of the works it speaks of (`The original article can be found at …`)."""
    return _behind(_SPEAKS_OF, text, start, len(text) if end is None else end)


def find_notice_dois(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """The DOIs of notices that a page gives of its work (`This article was retracted on …`)."""
    return _behind(_NOTICE_OF, text, start, len(text) if end is None else end)


def _behind(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Found[str]]:
    found: dict[int, Found[str]] = {}
    for match in islice(pattern.finditer(text, start, end), _MOST):
        stop = min(match.end() + _REACH, end)
        blank = text.find("\n\n", match.end(), stop)
        for doi in find_dois(text, match.end(), blank if blank >= 0 else stop)[:1]:
            found[doi.start] = Found(doi.value, doi.start, doi.end)
    return [found[at] for at in sorted(found)]
