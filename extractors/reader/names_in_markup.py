"""Names by the markup of an HTML page: raised letters for marks, and names whose parts are marked up."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree

from extractors.found import Found, Name
from extractors.html.rendering import Rendered

_GLUED = re.compile(
    r"[a-z\u00df-\u017f][a-h*](?:[,;\s]|$)|\d|[a-z\u00df-\u017f][IVX]{1,4}(?:[,;\s]|$)"
)  # what a raised mark behind a name may look like
_RAISED_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz,;IVX", f"{_RAISED_MARKS}  ⁱᵛˣ")
_MOST_MARKS = 50_000
_MOST_PARTS = 20_000  # of names that are marked up; a page with more is no list of authors
_LONGEST_MARK = 12
_GIVEN = re.compile(r"(?:^|[\s_-])given-?_?names?(?:$|[\s_-])", re.I)
_FAMILY = re.compile(r"(?:^|[\s_-])(?:surname|family-?_?name|last-?_?name)(?:$|[\s_-])", re.I)
_NAMED_PARTS = etree.XPath(
    "//@class[contains(.,'surname') or contains(.,'family-name') or contains(.,'familyName')]/parent::*"
    "[not(ancestor::aside or ancestor::footer or ancestor::nav)]"
)
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:ref(?:erence)?s?|bib\w{0,12}|cit(?:ation|ed|ing)\w{0,8}|editors?|related|recommend\w{0,6})",
    re.I,
)


def with_raised(text: str, rendered: Rendered, start: int, end: int) -> str:
    """The page text with raised letters for marks that stand glued to words in a part of it (`Yusuf<sup>a</sup>`:
    `Yusufᵃ`); as long as the page text."""
    if not _GLUED.search(text, start, end):
        return text
    pieces: list[str] = []
    at = 0
    for raised in islice(rendered.root.iter("sup"), _MOST_MARKS):
        span = rendered.span_of(raised)
        if span and span[0] >= end:
            break
        if span and max(start, at) <= span[0] and span[1] <= end and span[1] - span[0] <= _LONGEST_MARK:
            pieces += [text[at : span[0]], text[span[0] : span[1]].translate(_RAISED)]
            at = span[1]
    return "".join([*pieces, text[at:]])


def marked_up(rendered: Rendered) -> Found[list[Name]] | None:
    """Names whose parts are marked up, as in hCard (http://microformats.org/wiki/hcard) and JATS' renderings."""
    names: list[Name] = []
    spans: list[tuple[int, int]] = []
    parts = cast(list[etree._Element], _NAMED_PARTS(rendered.root))
    known: set[tuple[str, str]] = set()
    for part in parts if len(parts) <= _MOST_PARTS else ():
        whole = part.getparent()
        if whole is None or not _FAMILY.search(part.get("class") or "") or _is_of_others(whole):
            continue
        given = next((other for other in whole if _GIVEN.search(other.get("class") or "")), None)
        span = rendered.span_of(part)
        if given is None or span is None:
            continue
        family, first = _fold(part), _fold(given)
        if family and first and (family, first) not in known:
            known.add((family, first))
            names.append(Name(f"{first} {family}", family, first, start=span[0], end=span[1]))
            spans.append(rendered.span_of(whole) or span)
    if not names or spans[-1][1] - spans[0][0] > 100 * len(names) + 500:
        return None
    return Found(names, spans[0][0], spans[-1][1])


def _is_of_others(element: etree._Element) -> bool:
    return any(
        _OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in (element, *islice(element.iterancestors(), 30))
        if above.tag not in ("body", "html")
    )


def _fold(element: etree._Element) -> str:
    return " ".join("".join(cast(Iterator[str], element.itertext())).split())
