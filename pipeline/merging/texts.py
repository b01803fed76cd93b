"""How two titles or two abstracts relate, in the reduced forms of `normal`."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal, Protocol

from pipeline.merging.extra import require
from pipeline.merging.fingerprints import GRAM, SHORTEST
from pipeline.merging.normal import ABSTRACT_LETTERS, script
from pipeline.merging.titles import LABEL_LETTERS

TitleRelation = Literal["absent", "equal", "shortened", "near", "different"]
AbstractRelation = Literal["absent", "same", "cut", "revised", "different"]

SAME, CUT = 90.0, 93.0
"""Shares of letters (0–100, Indel similarity) from which on abstracts are the same, or one is a part of the other.
Unrelated English abstracts of equal length share about 60."""
REVISED = 50.0
"""Share of grams (0–100) from which on abstracts are versions of one text. Where records of one work show abstracts
neither the same nor cut, 95 in 100 share 80 or more; abstracts of two works on one subject share some tens."""
MANGLED = 80.0
"""The same share from which on two abstracts may be one, badly shown."""

# What follows a title not as its subtitle but to tell another text from it: a year, an ordinal, a kind of text. Letters
# only, from where the shorter title ends.
_ANOTHER = re.compile(
    r"(?:(?:annual)?report)?(?:in|for|of|im|en)?(?:1[5-9]|20)\d\d$"
    r"|(?:an?|the|le|la|el|der|die|das)?(?:"
    r"(?:first|second|third|fourth|fifth|sixth|last|final|further|erster?|zweiter?|dritter?|vierter?"
    r"|premiere?|deuxieme|troisieme|primer[ao]?|segund[ao]|tercer[ao]?)"
    r"(?:part|report|study|paper|results|note|series|survey|edition|volume|communication|teil|mitteilung|auflage"
    r"|partie|note|parte|edicion)"
    r"|(?:study|trial|review)?protocol|pilot(?:study|trial)|rationale(?:and|studydesign)|designandrationale"
    r"|(?:long|mid|short)term(?:followup|results|outcomes)|followupstudy|updated?(?!$)|update$|revisited|continued"
    r"|(?:[a-z]{3,6}|\d{1,2})(?:year|month|week)s?(?:results|outcomes|followup|data|experience)"
    r"|(?:interim|preliminary|primary|secondary|subgroup|posthoc|extended)(?:results|analys[ie]s|outcomes|findings)"
    r"|resultsof|baselinecharacteristics"
    r"|conclu(?:ded|sion)$|supplement|dataset|codebook|executivesummary|extendedabstract|abstract$|summary$|synopsis$"
    r"|repl(?:y|ies)|rejoinder|comment(?:s|ary)?(?:on|$)|response(?:to|$)|discussion$|errat|corrigend|correction"
    r"|by[a-z]{3,40}$)"
    r"|(?:book)?review$"  # "A review" is a subtitle
)


_NO_DIGITS = re.compile(r"\D+")
_PROBE = 32
"""Letters that no two unrelated abstracts share."""


class Titled(Protocol):
    """The part of `Features` a title comparison needs."""

    title: str
    cuts: str
    cut: bool
    part: str


def title_relation(a: Titled, b: Titled) -> TitleRelation:
    """`equal` in all letters; `shortened`: one is the other without its subtitle or cut off; `near`: misspelled."""
    if not a.title or not b.title:
        return "absent"
    if a.title == b.title:
        return "equal"
    relation = _related(a, b)
    # A title and its translation cannot be compared; in one script they may be two titles.
    return "absent" if relation == "different" and script(a.title) != script(b.title) else relation


def _related(a: Titled, b: Titled) -> TitleRelation:
    short, long = a.title.replace(" ", ""), b.title.replace(" ", "")
    if short == long:
        return "equal"
    shorter, longer = a, b
    if len(short) > len(long):
        short, long, shorter, longer = long, short, b, a
    if long == f"{short}1":
        return "near"  # a footnote, or the first part under a title that does not say so
    if long.startswith(short):
        # "Peer support" may be part I as well as part II: a part that only one of them names is a difference.
        ends = shorter.cut or str(len(short)) in longer.cuts.split()
        same_part = shorter.part == longer.part and not _ANOTHER.match(long, len(short))
        return "shortened" if ends and same_part and len(short) >= 8 else "different"
    if a.part != b.part:
        return "different"
    if len(short) >= 20 and long.endswith(short) and LABEL_LETTERS.fullmatch(long[: -len(short)]):
        return "near"
    for cut in map(int, longer.cuts.split()):
        # The one without its subtitle, and a letter of it misread.
        if abs(cut - len(short)) <= 2 and not _ANOTHER.match(long, cut):
            start = _first_words(longer.title, cut)
            if _misspelled(shorter.title, start, short, start.replace(" ", "")):
                return "near"
    return "near" if _misspelled(a.title, b.title, short, long) else "different"


def _first_words(title: str, letters: int) -> str:
    """The words of a title up to so many letters."""
    for place, letter in enumerate(title):
        if not letters:
            return title[:place].strip()
        letters -= letter != " "
    return title


def _misspelled(a: str, b: str, short: str, long: str) -> bool:
    """Whether titles differ in a letter or two of a word.

    Numbers and single letters must agree: "hepatitis B" and "hepatitis C" are different works.
    """
    if len(short) < 20:
        return False
    limit = 1 if len(short) < 40 else 2
    if require("rapidfuzz.distance").Levenshtein.distance(short, long, score_cutoff=limit) > limit:
        return False
    words_a, words_b = Counter(a.split()), Counter(b.split())
    left, right = list((words_a - words_b).elements()), list((words_b - words_a).elements())
    # Two letters of one word make it another: "men" and "women", "increase" and "decrease".
    if len(left) == len(right) == 1 and require("rapidfuzz.distance").OSA.distance(left[0], right[0]) > 1:
        return False
    return not any(len(word) == 1 or word.isdigit() for word in (*left, *right))


def _within(short: str, long: str) -> float:
    """How much of `short` stands in `long` in one stretch that does not begin it: a page may leave out the first
    sentence, or print something before it, and a teaser may begin with the rest of a label."""
    # Its first letters, or those after a label; a text that begins otherwise is another version.
    ratio = require("rapidfuzz.fuzz").ratio
    for place in (0, _PROBE // 2, _PROBE):
        found = long.find(short[place : place + _PROBE])
        if found > place:
            return float(ratio(short, long[found - place : found - place + len(short)]))
        if 0 <= found < place:
            rest = short[place - found :]
            return float(ratio(rest, long[: len(rest)]))
    return 0.0


def _other_numbers(a: str, b: str) -> bool:
    """Whether texts alike in their words differ in a third of their digits, as those on two samples or two years do."""
    left, right = _NO_DIGITS.sub("", a), _NO_DIGITS.sub("", b)
    changed: int = require("rapidfuzz.distance").Levenshtein.distance(left, right)
    return 3 * changed > max(len(left), len(right), 9)


def _shared(short: str, long: str) -> float:
    """The share of the grams of `short`, one beside the other, that stand anywhere in `long`."""
    for step in (4 * GRAM, GRAM):  # of most pairs a few grams tell
        places = range(0, len(short) - GRAM + 1, step)
        share = sum([short[place : place + GRAM] in long for place in places]) / len(places)
        if share < 0.25:
            break
    return share


@lru_cache(8)  # a pair is looked at several times over
def abstract_relation(a: str, b: str, length_a: int, length_b: int) -> tuple[AbstractRelation, float]:
    """How the letters of two abstracts relate, and their similarity (0–100). `length_*`: letters of the whole."""
    if min(length_a, length_b) < SHORTEST:
        return "absent", 0.0
    if a == b and length_a == length_b:
        return "same", 100.0
    short, long, length, longer = (a, b, length_a, length_b) if length_a <= length_b else (b, a, length_b, length_a)
    ratio = require("rapidfuzz.fuzz").ratio
    alike = 0.0
    if length >= 0.8 * longer:
        alike = float(ratio(short, long))
        if alike >= SAME:
            return "revised" if _other_numbers(short, long) else "same", alike
    if length < longer and length < ABSTRACT_LETTERS:
        # The start of the longer one, a little more of it for a label in between; similarity counts the shorter only.
        head = long[: length + 24]
        share = float(ratio(short, head)) * (len(short) + len(head)) / (2 * len(short))
        if share >= CUT:
            return "revised" if _other_numbers(short, long[:length]) else "cut", min(share, 100.0)
        share = _within(short, long)
        if share >= CUT:
            return "cut", share
    if length < 0.5 * longer:
        return "absent", 0.0  # a teaser of its own, or one section: says nothing against
    alike = 100 * _shared(short, long)
    return ("revised" if alike >= REVISED else "different"), alike
