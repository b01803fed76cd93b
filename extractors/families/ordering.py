"""What stands above and below a line that is sure: the order of a description, applied to a page's lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.titles import trim_title
from extractors.families.description import OrderOf
from extractors.families.templates import compile_template, read_slot
from extractors.found import Found
from extractors.page import Line
from extractors.page.features import Features
from extractors.reader.authors import CREDIT
from extractors.reader.outline import Outline
from extractors.reader.roles import is_type

REST, SECTION = "!line", "!section"  # what belongs to a line beside its values; the section or kind of article
Values = list[tuple[str, Found[Any] | list[Found[Any]]]]
_SHORTEST_TITLE, _SHORTEST_HAN, _LONGEST_TITLE = 10, 4, 500
_NAMES, _ANY = 0.4, 0.05  # how much a line must look like names, and one that is two to five words in capitals
_LONGEST_NAMES = 12000
_NAME = re.compile(
    r"(?:(?:[^\W\d_a-z][\w'’.-]{0,25}+\s?+){2,5}+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,10}+\s?)"
    r"[\d*,†‡§¹²³⁴⁵⁶⁷⁸⁹]{0,6}"
)
_LONGEST_NAME = 80
_INITIALS = re.compile(r"(?:[^\W\d_a-z]{1,4}\.?[ -]){1,3}[^\W\d_a-z][\w'’-]{1,25}[\d*,;†‡§]{0,6}")  # `JM Zanker`
_LONGEST_SECTION = 60
_BROKEN, _MOST_BROKEN = 45, 4  # characters of a line that a text tool broke, and lines of such a title
_MOST_NAMES = 100  # lines
_MOST_ANCHORS = 100  # lines that an order is tried at
_FURTHEST = 500  # lines above and below an anchor
_BETWEEN = re.compile(r"[\W\d_]*(?:and|und|et|y|e|и|ve|show all|orcid(?: icon)?|e-?mail)?[\W\d_]*", re.I)


def read_order(order: OrderOf, outline: Outline) -> Values:
    """The values that stand where the order says, at the first line that fits its anchor or, where it says so, at each;
    none where a line that may not lack is no value of its role."""
    lines = [seen for seen in outline.lines if not seen.hints.beside]
    starts = [seen.line.start for seen in lines]
    ends = [seen.line.end for seen in lines]
    values: Values = []
    for anchor in islice(_anchors(order, outline), _MOST_ANCHORS):
        over, under = lines[: bisect_right(ends, anchor.start)], lines[bisect_left(starts, anchor.end) :]
        values += _around(order, anchor, over[-_FURTHEST:], under[:_FURTHEST], outline.text)
        if values and not order.each:
            break
    return values


def _around(order: OrderOf, anchor: Line, over: list[Features], under: list[Features], text: str) -> Values:
    worded = anchor.start < anchor.end and not order.anchor.startswith("label:")
    told = (compile_template(order.anchor).read(text, anchor) or {}) if worded else {}
    line = [(REST, Found(None, anchor.start, anchor.end))] if worded and anchor.chrome is None else []
    above = _assign([*reversed(order.above)], over[::-1], text, upward=True)
    below = _assign(order.below, under, text, upward=False)
    return [] if above is None or below is None else [*told.items(), *reversed(above), *below, *line]


def _anchors(order: OrderOf, outline: Outline) -> Iterator[Line]:
    """The lines that the order may be counted from; they may be chrome, and stand below what looks like the work's end
    (an entry of a menu), but for those that add to a list."""
    anchor = order.anchor
    if anchor == "top":
        yield Line("", 0, 0, -1)
    elif anchor.startswith("label:"):
        key = anchor.removeprefix("label:")
        item = outline.abstract if key == "abstract" and outline.abstract else outline.first(key)
        if item:
            yield item.at.line
    else:
        template = compile_template(anchor)
        end = outline.own_end if order.each else outline.end
        last = outline.lines[end].line.start if end < len(outline.lines) else len(outline.text)
        for line in outline.page.lines:
            if line.start >= last:
                break
            if template.read(outline.text, line) is not None:
                yield line


def _assign(roles: Sequence[str], lines: Sequence[Features], text: str, upward: bool) -> Values | None:
    """The values of the roles, each of the next line; None where one that may not lack is not there."""
    values: Values = []
    at = 0
    for role in roles:
        if role == "authors?" and at < len(lines) and lines[at].names < _NAMES and lines[at].text.isupper():
            continue  # a title in capitals looks like names that stand alone
        used, found = _fit(role.removesuffix("?"), lines[at:], text, upward) if at < len(lines) else (0, [])
        if not used and not role.endswith("?"):
            return None
        at += used
        values += found
    return values


def _fit(role: str, lines: Sequence[Features], text: str, upward: bool) -> tuple[int, Values]:
    """How many of the next lines a role takes, none where it does not fit, and the values of these."""
    seen = lines[0]
    if "{" in role:
        values = compile_template(role).read(text, seen.line)
        rest = (REST, Found(None, seen.line.start, seen.line.end))
        return int(values is not None), [*values.items(), rest] if values is not None else []
    if role == "skip":
        return 1, []
    if role == "section":
        longer = upward or (len(lines) > 1 and len(lines[1].text) > len(seen.text))
        fits = len(seen.text) <= _LONGEST_SECTION and longer
        return int(fits), [(SECTION, Found(None, seen.line.start, seen.line.end))] if fits else []
    if role == "authors":
        return _names(lines, text, upward)
    if role == "title+":
        return _broken_title(lines, text, upward)
    if role == "title" and not _can_be_title(seen):
        return 0, []
    found = read_slot(role, text, seen.line.start, seen.line.end)
    return int(bool(found)), list(found.items())


def _broken_title(lines: Sequence[Features], text: str, upward: bool) -> tuple[int, Values]:
    """The lines of a title that a text tool broke at a width."""
    if not _can_be_title(lines[0]):
        return 0, []
    run = [lines[0]]
    for seen in lines[1:_MOST_BROKEN]:
        upper, lower = (seen, run[-1]) if upward else (run[-1], seen)
        if len(upper.text) < _BROKEN or lower.line.spaced or not _can_be_title(seen) or lower.names > _NAMES:
            break
        run.append(seen)
    first, last = (run[-1], run[0]) if upward else (run[0], run[-1])
    found = trim_title(text, first.line.start, last.line.end)
    return (len(run), [("title", found)]) if found else (0, [])


def _can_be_title(seen: Features) -> bool:
    shortest = _SHORTEST_TITLE if seen.text[:20].isascii() else _SHORTEST_HAN
    labelled = (seen.label is not None and seen.label.key != "title") or is_type(seen.text)
    return shortest <= len(seen.text) <= _LONGEST_TITLE and not labelled and any(map(str.isalpha, seen.text))


def _names(lines: Sequence[Features], text: str, upward: bool) -> tuple[int, Values]:
    """The lines of names that follow each other; marks and buttons may stand between."""
    used, waiting, run = 0, 0, list[Features]()
    for seen in lines[:_MOST_NAMES]:
        if _can_be_names(seen) or (run and _INITIALS.fullmatch(seen.text)):
            if not run or run[-1].text.strip(" ,;") != seen.text.strip(" ,;"):  # a name that a pop-up repeats
                run.append(seen)
            used += waiting + 1
            waiting = 0
        elif run and (_BETWEEN.fullmatch(seen.text) or CREDIT.match(seen.text)):
            waiting += 1
        elif run and _is_name_among(lines, used + waiting, text):
            run.append(seen)
            used += waiting + 1
            waiting = 0
        else:
            break
    in_order = run[::-1] if upward else run
    found: list[Found[Any]] = [
        Found(names, seen.line.start, seen.line.end)
        for seen in in_order
        if (names := parse_authors(text, "auto", seen.line.start, seen.line.end))
    ]
    known = set[str]()
    for item in list(found):  # below all names, each once more with its affiliation
        literals = {name.literal for name in item.value}
        if literals <= known:
            found.remove(item)
        known |= literals
    return (used, [("authors", found)]) if found else (0, [])


def _is_name_among(lines: Sequence[Features], n: int, text: str) -> bool:
    """Whether a line between names is one, too, though buttons or marks spoil its looks."""
    seen = lines[n].line
    if len(seen.text) > _LONGEST_NAME or lines[n].label is not None or lines[n].affiliation:
        return False
    names = parse_authors(text, "auto", seen.start, seen.end)
    goes_on = n + 1 < len(lines) and _can_be_names(lines[n + 1])
    return goes_on and len(names) == 1 and names[0].given is not None


def _can_be_names(seen: Features) -> bool:
    """Whether a line where names are expected may be such; a name alone looks like two words of a menu."""
    if seen.label is not None or seen.affiliation or len(seen.text) > _LONGEST_NAMES or CREDIT.match(seen.text):
        return False
    return seen.names >= _NAMES or (seen.names > _ANY and _NAME.fullmatch(seen.text) is not None)
