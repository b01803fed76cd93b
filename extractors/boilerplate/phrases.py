"""Signs of families and boilerplate phrases, all found in one pass over the page text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import ahocorasick

from extractors.boilerplate.rules import Boilerplate, Sign
from extractors.page import Page

Meaning = Boilerplate | tuple[str, int, Sign]  # a rule, or a family's sign with its number

# marks that may stand around a phrase that is the whole line, and how many of them
_EDGES = " \t\u00a0.,:;!?…·•●▪*|/\\_~=+#<>«»‹››→←▶►▼▲↑↓–—-()[]{}【】〔〕《》“”‘’\"'。，、：；！？（）"
_ROOM = 12
# The automaton tries the first characters of its phrases in the order they were added, at nearly every character of a
# page: the frequent ones come first, whether a phrase begins with them or not, each before what no text holds.
_FREQUENT = " etaoinsrhldcumfpgwybvkxjqz\n.,0123456789-()"
_NEVER = "\uffff"
_LONGEST_BESIDE = 2000  # characters of an address


@dataclass(slots=True)
class Scan:
    """What one pass found: the weight of signs by family, and where boilerplate phrases stand."""

    weights: dict[str, int]
    hits: list[tuple[int, int, Boilerplate]]


class Phrasebook:
    """All phrases of all families and of the shared rules: whole lines in a table, others in one automaton."""

    def __init__(self, signs: Iterable[tuple[str, Sequence[Sign]]], rules: Iterable[Boilerplate]) -> None:
        self._lines: dict[str, list[Meaning]] = {}
        within: dict[str, list[Meaning]] = {}
        beside: dict[str, dict[str, list[Meaning]]] = {"url": {}, "generator": {}}
        self._elements: dict[str, list[Meaning]] = {}
        for family, of_family in signs:
            for number, a_sign in enumerate(of_family):
                for phrase in a_sign.phrases:
                    place = self._elements if a_sign.where == "element" else beside.get(a_sign.where)
                    place = place if place is not None else self._lines if a_sign.whole else within
                    place.setdefault(_key(_fold(phrase), a_sign.whole), []).append((family, number, a_sign))
        for rule in rules:
            for phrase in rule.phrases:
                place = self._lines if rule.where == "line" else within
                place.setdefault(_key(_fold(phrase), rule.where == "line"), []).append(rule)
        self._lines.pop("", None)
        self._longest = max(map(len, self._lines), default=0)
        self._automaton = _automaton(within)
        self._beside = {where: _automaton(phrases) for where, phrases in beside.items()}

    def scan(self, page: Page) -> Scan:
        """Finds every sign and boilerplate phrase of the page, in time linear in its length."""
        seen: dict[tuple[str, int], int] = {}
        hits: list[tuple[int, int, Boilerplate]] = []
        for start, end, meanings in chain(self._found(page, _fold(page.text)), self._found_beside(page)):
            for meaning in meanings:
                if isinstance(meaning, Boilerplate):
                    hits.append((start, end, meaning))
                else:
                    family, number, a_sign = meaning
                    seen[family, number] = a_sign.weight
        weights: dict[str, int] = {}
        for (family, _), weight in seen.items():
            weights[family] = weights.get(family, 0) + weight
        return Scan(weights, hits)

    def _found(self, page: Page, folded: str) -> Iterator[tuple[int, int, Sequence[Meaning]]]:
        for line in page.lines:
            if line.end - line.start <= self._longest + _ROOM:
                meanings = self._lines.get(folded[line.start : line.end].strip(_EDGES))
                if meanings:
                    yield line.start, line.end, meanings
        for last, (length, meanings) in self._automaton.iter(folded):
            yield last + 1 - length, last + 1, meanings

    def _found_beside(self, page: Page) -> Iterator[tuple[int, int, Sequence[Meaning]]]:
        """Signs in the page's address, in the tag that names its software, and in the names of its elements."""
        for where, text in (("url", page.url), ("generator", page.head.generator if page.head else None)):
            for _, (_, meanings) in self._beside[where].iter(_fold(text[:_LONGEST_BESIDE])) if text else ():
                yield 0, 0, meanings
        if self._elements and page.rendered is not None:
            for name in page.rendered.names & self._elements.keys():
                yield 0, 0, self._elements[name]


def _automaton(phrases: dict[str, list[Meaning]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for character in _FREQUENT:
        automaton.add_word(character + _NEVER, (2, ()))
    for phrase, meanings in phrases.items():
        automaton.add_word(phrase, (len(phrase), meanings))
    automaton.make_automaton()
    return automaton


def mark_chrome(page: Page, scan: Scan, family: str) -> None:
    """Marks the lines that shared boilerplate rules and those of `family` cover."""
    rest: Boilerplate | None = None
    rest_line = len(page.lines)
    own = [hit for hit in scan.hits if hit[2].owner == family]
    shared = [hit for hit in scan.hits if not hit[2].owner]
    for start, end, rule in own + shared:
        line = page.line_at(start)
        if line is None or line.chrome is not None or end > line.end or not rule.covers(line.text, start - line.start):
            continue
        if rule.rest and line.number < 3:
            continue  # the site's name on top is a heading, not the start of its footer
        line.chrome = rule
        if rule.rest and line.number < rest_line:
            rest, rest_line = rule, line.number
    for line in page.lines[rest_line:]:
        line.chrome = rest


def _key(folded: str, whole: bool) -> str:
    return folded.strip(_EDGES) if whole else folded


def _fold(text: str) -> str:
    """Lower case that keeps every offset."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
