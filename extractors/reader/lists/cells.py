"""The parts of a line that tell different things: the cells of a table's row, and the elements of one HTML line.

Sites set the title, the names and the journal of an entry as inline elements and part them by style sheet alone; what a
browser shows in lines is then one line of the page text.
"""

import re
from collections.abc import Sequence

from lxml import etree

from extractors.html.rendering import Rendered
from extractors.page import Line, Page

# Elements of type and of words within a title or a name.
FORMATTING = frozenset(
    ("i", "em", "b", "strong", "sub", "sup", "font", "u", "s", "tt", "code", "br", "wbr", "q", "cite", "var", "mark")
)
_NAME_PARTS = re.compile(r"given|family|surname|forename|fore|first|middle|last|initial|prefix|suffix|degree", re.I)
_BAR = re.compile(r"\s?\|\s?")
_TABS = re.compile(r"\t[\t ]*")
_FEWEST_BARS = 2  # of a line that is a row of a table
_SHORTEST = 2  # characters of a part


def cut(page: Page, line: Line) -> Sequence[Line]:
    """The parts of a line in order, the line itself where it is of one piece."""
    edges = _cells(line)
    if page.rendered is not None:
        edges += _elements(page.rendered, line)
    if not edges:
        return (line,)
    parts: list[Line] = []
    for start, end in zip([line.start, *sorted(edges)], [*sorted(edges), line.end], strict=True):
        text = page.text[start:end].rstrip()
        start, end = start + len(text) - len(text.lstrip()), start + len(text)
        if end - start >= _SHORTEST or len(text.strip("| ")):
            parts.append(Line(page.text[start:end], start, end, line.number, line.spaced and not parts))
    return parts or (line,)


def _cells(line: Line) -> list[int]:
    """Where the cells begin in a table's row, parted by tabs, or by bars with one at the end: names have bars, too."""
    if "\t" in line.text:
        return [line.start + tab.end() for tab in _TABS.finditer(line.text)]
    if not line.text.endswith("|") or line.text.count("|") < _FEWEST_BARS or line.text.startswith("---"):
        return []
    return [
        line.start + bar.end() for bar in _BAR.finditer(line.text) if bar.start() > 0 and bar.end() < len(line.text)
    ]


def _elements(rendered: Rendered, line: Line) -> list[int]:
    return [offset for offset, element in rendered.seams(line.start, line.end) if _tells_other(element)]


def _tells_other(element: etree._Element) -> bool:
    """Whether an element tells something else than the one right before it: another shape, and no part of a name."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str) or {before.tag, element.tag} & FORMATTING:
        return False
    if (before.tail or "").strip() or shape(before) == shape(element):
        return False
    return not any(_NAME_PARTS.search(each.get("class") or "") for each in (before, element))


def shape(element: etree._Element) -> str:
    """The tag of an element with its first class, without numbers."""
    names = (element.get("class") or "").split()
    return f"{element.tag}.{names[0].rstrip('0123456789')}" if names else str(element.tag)
