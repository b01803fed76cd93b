"""How pages of a site are recognised: phrases that they print and no other pages do, alone or together."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from pathlib import Path
from urllib.parse import urlsplit

from extractors.boilerplate.shared import SHARED
from extractors.families.described import Described
from extractors.families.templates import compile_template
from extractors.label_table import fold, labels
from extractors.registry import families, phrasebook
from pipeline.learning.recurring import Pattern, Recurring, folded
from pipeline.learning.samples import Sample

_SHORTEST, _SHORTEST_WORDLESS, _LONGEST = 6, 3, 80  # letters of a phrase; of one in ideographs; characters
_LONGEST_LINE = 120  # characters of a line that holds a phrase
_OFTEN = 0.3  # share of the pages that show a phrase
_MOST_PHRASES, _MOST_SPECIAL, _MOST_COMMON = 6, 3, 5
_MET = 0.6  # share of what all pages may print that one page prints
_SPECIAL, _COMMON, _ADDRESS = 2, 1, 3  # weights
_ENOUGH, _HEAVIEST = 3, 9
_RECOGNISED, _SOME_RECOGNISED = 0.95, 0.6  # shares of the pages that signs should, and must, recognise
_TELLING = 10  # characters of a phrase that tells a site alone
_MOST_ELEMENTS = 2
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ELEMENT = re.compile(r"[.#][A-Za-z][A-Za-z_-]{3,40}")
_ANY = ""  # stands for the pages of all sites
_VALUES = ("title", "container_title", "keywords", "authors", "publisher", "subjects")


@dataclass(slots=True)
class SignText:
    """A sign as a description writes it, the pages that show it, and the families whose pages may show it too."""

    phrases: list[str]
    weight: int
    whole: bool
    where: str
    pages: set[int]
    elsewhere: frozenset[str]


@dataclass(slots=True, frozen=True)
class _Phrase:
    text: str
    whole: bool
    pages: frozenset[int]
    elsewhere: frozenset[str]


def find_signs(
    samples: Sequence[Sample], recurring: Recurring, patterns: Iterable[Pattern], least: int
) -> list[SignText]:
    """The signs of the pages, the most telling first."""
    own = _families_of(samples)
    found = [
        replace(phrase, elsewhere=phrase.elsewhere - own) for phrase in _phrases(samples, recurring, patterns, least)
    ]
    everyone = {sample.number for sample in samples}
    signs = _beside(samples, least)
    for weight, most, pool in (
        (_SPECIAL, _MOST_SPECIAL, [phrase for phrase in found if not phrase.elsewhere]),
        (_COMMON, _MOST_COMMON, [phrase for phrase in found if phrase.elsewhere]),
    ):
        weighty = sum(sign.weight for sign in signs if sign.where == "text")
        for _ in range(most if weighty < 2 * _SPECIAL else 1):
            if group := _cover(pool, everyone):
                signs.append(_group(group, weight))
                pool = [phrase for phrase in pool if phrase not in group]
    return signs


def enough(signs: Sequence[SignText], samples: Sequence[Sample], rivals: dict[int, int]) -> int | None:
    """The weight that makes a page one of the family, more than pages of any other family reach by what is known of
    them; None where the pages reach no more. Signs are made heavier where other families claim the pages; `rivals` are
    the weights of these by page."""
    others = {name for sign in signs for name in sign.elsewhere}
    reached = max((_reached(name, signs) for name in others), default=0)
    least = max(_ENOUGH, reached + 1)
    weights = _weights(signs, samples)
    if sum(weight >= least for weight in weights.values()) < _RECOGNISED * len(samples):
        for sign in signs:  # one that no other site is known to print has to do
            if not sign.elsewhere and all(len(phrase) >= _TELLING and " " in phrase for phrase in sign.phrases):
                sign.weight = max(sign.weight, least)
        weights = _weights(signs, samples)
    if sum(weight >= least for weight in weights.values()) < _SOME_RECOGNISED * len(samples):
        return None
    short = [n for n, weight in weights.items() if 0 < weight <= rivals.get(n, 0)]
    if short:
        factor = 1 + max(rivals[n] // weights[n] for n in short)
        for sign in signs:
            sign.weight = min(_HEAVIEST, sign.weight * factor)
        least *= factor
    return least


def _reached(family: str, signs: Sequence[SignText]) -> int:
    """What pages of another family may weigh: all that it is known to print, and most of what all pages may."""
    own = sum(sign.weight for sign in signs if family in sign.elsewhere and family != _ANY)
    rest = sum(
        sign.weight for sign in signs if _ANY in sign.elsewhere and (family == _ANY or family not in sign.elsewhere)
    )
    return own + ceil(_MET * rest)


def _weights(signs: Sequence[SignText], samples: Sequence[Sample]) -> dict[int, int]:
    """The weight of the signs of each page."""
    return {s.number: sum(sign.weight for sign in signs if s.number in sign.pages) for s in samples}


def _families_of(samples: Sequence[Sample]) -> frozenset[str]:
    """The families that read most of the pages: what these print is no other site's."""
    book, known = phrasebook(), families()
    counts = Counter(
        name
        for sample in samples
        for name, weight in book.scan(sample.page).weights.items()
        if name in known and known[name].recognises(sample.page, weight)
    )
    return frozenset(name for name, count in counts.items() if 2 * count > len(samples))


def _group(phrases: Sequence[_Phrase], weight: int) -> SignText:
    whole = all(phrase.whole for phrase in phrases)
    pages = {number for phrase in phrases for number in phrase.pages}
    elsewhere = frozenset(name for phrase in phrases for name in phrase.elsewhere)
    return SignText([phrase.text for phrase in phrases], weight, whole, "text", pages, elsewhere)


def _cover(phrases: Sequence[_Phrase], everyone: set[int]) -> list[_Phrase]:
    """A few phrases of one kind, of which most pages show one."""
    chosen: list[_Phrase] = []
    left = set(everyone)
    pool = list(phrases)
    while left and pool and len(chosen) < _MOST_PHRASES:
        best = max(pool, key=lambda p: (len(p.pages & left), -len(p.elsewhere), len(p.pages), len(p.text), p.text))
        if not best.pages & left or (chosen and len(best.pages & left) < 2):
            break
        chosen.append(best)
        left -= best.pages
        pool = [phrase for phrase in pool if phrase is not best and phrase.whole == chosen[0].whole]
    return chosen if len(left) <= 0.5 * len(everyone) else []


def _phrases(samples: Sequence[Sample], recurring: Recurring, patterns: Iterable[Pattern], least: int) -> list[_Phrase]:
    found: dict[str, _Phrase] = {}
    often = max(least, _OFTEN * len(samples))
    for line, pages in recurring.lines.items():
        text = recurring.shown[line]
        if len(pages) >= often and _may_be_sign(text) and not _is_value(text, pages, samples):
            found[line] = _Phrase(text, True, frozenset(pages), printed_elsewhere(text))
    for pattern in patterns:
        if len(pattern.pages) < often or len(pattern.lines[0][1].text) > _LONGEST_LINE:
            continue
        for literal in pattern.literals:
            text = " ".join(literal.split()).strip(" ,;()[]")
            if not _may_be_sign(text) or folded(text) in found:
                continue
            pages_ = frozenset(s.number for s in samples if text.casefold() in s.text.casefold())
            bare = text.count(" ") < 1 and len(text) < 12 and not text.endswith((":", "："))
            elsewhere = printed_elsewhere(text) | ({_ANY} if bare and text.isascii() else set())
            found[folded(text)] = _Phrase(text, False, pages_, elsewhere)
    return sorted(found.values(), key=lambda phrase: (-len(phrase.pages), phrase.text))


def _is_value(text: str, pages: set[int], samples: Sequence[Sample]) -> bool:
    """Whether a line is a value of its pages, such as the name of a journal among many."""
    if len(pages) == len(samples):
        return False
    for number in pages:
        for name in _VALUES:
            for belief in samples[number].beliefs.get(name, ())[:2]:
                values = belief.value if isinstance(belief.value, list) else [belief.value]
                if any(fold(str(getattr(value, "literal", value))) == fold(text) for value in values):
                    return True
    return False


def _may_be_sign(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= (_SHORTEST if text.isascii() else _SHORTEST_WORDLESS) and 3 <= len(text) <= _LONGEST


def printed_elsewhere(text: str) -> frozenset[str]:
    """The families whose pages may print a phrase; `_ANY` where all pages may."""
    folded_ = fold(text.rstrip(" :："))
    found = told_elsewhere().get(folded_, frozenset())
    return found | {_ANY} if labels().key(text) is not None else found


@lru_cache(maxsize=1)
def told_elsewhere() -> dict[str, frozenset[str]]:
    """What families, and the rules for all pages, say that pages print, folded, with the families that say so."""
    told: dict[str, set[str]] = {}
    for rule in SHARED:
        for phrase in rule.phrases:
            told.setdefault(fold(phrase), set()).add(_ANY)
    for name, family in families().items():
        phrases = [phrase for sign in family.signs for phrase in sign.phrases]
        phrases += [phrase for rule in family.chrome for phrase in rule.phrases]
        if isinstance(family, Described):
            phrases += [label for printed in family.description.labels.values() for label in printed]
            texts = (*family.description.lines, *family.description.ends)
            told_lines = map(compile_template, texts)
            phrases += [template.phrase for template in told_lines if template.place == "line"]
        for phrase in phrases:
            told.setdefault(fold(phrase.rstrip(" :：")), set()).add(name)
    return {phrase: frozenset(names) for phrase, names in told.items()}


def _beside(samples: Sequence[Sample], least: int) -> list[SignText]:
    """Signs in the address of a page and in the tag that names its software."""
    signs = []
    hosts: dict[str, set[int]] = {}
    software: dict[str, set[int]] = {}
    for sample in samples:
        host = host_of(sample)
        if host:
            hosts.setdefault(host, set()).add(sample.number)
        if sample.page.head and sample.page.head.generator:
            software.setdefault(sample.page.head.generator.split("/")[0].strip()[:40], set()).add(sample.number)
    kept = sorted(host for host, pages in hosts.items() if len(pages) >= least)
    if kept:
        pages = {number for host in kept for number in hosts[host]}
        signs.append(SignText(kept, _ADDRESS, False, "url", pages, frozenset()))
    signs += _elements(samples)
    named = sorted(name for name, pages in software.items() if len(pages) >= least and len(name) >= 3)
    if named:
        pages = {number for name in named for number in software[name]}
        signs.append(SignText(named, _COMMON, False, "generator", pages, frozenset((_ANY,))))
    return signs


def _elements(samples: Sequence[Sample]) -> list[SignText]:
    """Signs in the names of elements: classes and ids of nearly all HTML pages, of words that not all sites use."""
    pages = [sample for sample in samples if sample.page.rendered is not None]
    counts = Counter(name for sample in pages if sample.page.rendered for name in sample.page.rendered.names)
    often = [name for name, count in counts.items() if count >= _RECOGNISED * len(pages) and _is_own_name(name)]
    signs = []
    for name in sorted(often, key=lambda name: (-counts[name], -len(name), name))[:_MOST_ELEMENTS]:
        shown = {sample.number for sample in pages if sample.page.rendered and name in sample.page.rendered.names}
        elsewhere = told_elsewhere().get(fold(name), frozenset())
        signs.append(SignText([name], _SPECIAL, False, "element", shown, elsewhere))
    return signs


def _is_own_name(name: str) -> bool:
    """Whether a class or id has a word that says more than those all sites use, and no number of an item."""
    words = [word.casefold() for word in _WORD.findall(name)]
    return _ELEMENT.fullmatch(name) is not None and any(len(w) > 3 and w not in _element_words() for w in words)


@lru_cache(maxsize=1)
def _element_words() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("element_words.tsv").read_text("utf-8").split()[1:])


def host_of(sample: Sample) -> str:
    """The host a page was saved from, empty where that is not known."""
    return (urlsplit(sample.page.url).hostname or "").removeprefix("www.") if sample.page.url else ""
