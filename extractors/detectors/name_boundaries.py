"""Where the words of one name part into family and given name."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

from extractors.detectors.name_words import (
    ALL_CAPITAL_PARTICLES,
    CAPITAL_PARTICLES,
    EAST_ASIAN,
    FAMILY_SUFFIXES,
    JOINERS,
    OPENING_PARTICLES,
    PARTICLES,
    SECOND_SURNAMES,
    SUFFIXES,
    TITLES,
)

Order = Literal["given-first", "family-first", "vancouver", "auto"]

_DOTTED = re.compile(r"[^\W\d_]{1,3}\.(?:[-‐–]?[^\W\d_]{1,2}\.?){0,6}")
_BARE = re.compile(r"[^\W\d_](?:[-‐]?[^\W\d_]){0,2}")
_PATRONYMIC = re.compile(r"\w{2,}(?:вич|вна|чна|ьич|оглы|кызы)", re.I)
_ALL_CAPS_VOWEL = re.compile(r"[AEIOUYÀ-ÆÈ-ÏÒ-ÖÙ-Ý]")
PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|uai|uan|iao|ian|ing|ang|eng|ong|uo|ui|un|ua|iu|ie|ia|in|"
    r"ai|ei|ao|ou|an|en|er|ue|üe|a|o|e|i|u|ü)['’‐-]?){1,3}",
    re.I,
)


@lru_cache(maxsize=2048)
def is_initials(word: str) -> bool:
    """Whether a word is made of initials: "B.", "J.P.F.", "J.-P.", "Yu.", "JB"; up to three capitals without stops."""
    if not word[:1].isupper():
        return False
    if "." in word:
        return _DOTTED.fullmatch(word) is not None and word not in SUFFIXES and word not in TITLES
    return word.isupper() and _BARE.fullmatch(word) is not None


def boundary(words: list[str], order: Order) -> tuple[int, bool]:
    """Where the words part, and whether the family name is the second part."""
    tail = _trailing_initials(words, order)
    if tail == 0:
        return 0, True
    if order in ("auto", "given-first") and tail == len(words) - 1 > 1 and _cuts_second_surname(words):
        return tail - 1, True
    if tail < len(words):
        if order == "family-first":
            return min(leading_family(words), tail), False
        return tail, False
    capitals = _capital_family(words)
    if capitals is not None and order != "vancouver":
        return capitals
    if _PATRONYMIC.fullmatch(words[-1]) and len(words) == 3:
        return 1, False
    if order in ("family-first", "vancouver") or (order == "auto" and words[0] in PARTICLES and len(words) > 2):
        return leading_family(words), False
    return trailing_family(words), True


def _cuts_second_surname(words: list[str]) -> bool:
    """Whether the last word is a second surname cut short, as in Latin America: `Mario Sousa S.`"""
    return len(words[-1]) == 2 and words[-1][1] == "." and words[0].casefold() in given_names()


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names that are no family names."""
    rows = Path(__file__).with_name("person_words.tsv").read_text(encoding="utf-8").splitlines()
    kinds = [row.partition("\t") for row in rows if "\t" in row]
    given = frozenset(word for kind, _, words in kinds if kind == "given" for word in words.split())
    return given - frozenset(word for kind, _, words in kinds if kind != "given" for word in words.split())


def _trailing_initials(words: list[str], order: Order) -> int:
    """Index from which on all words are initials; len(words) where the last one is none. 0: nothing but initials."""
    last = words[-1]
    if not is_initials(last):
        return len(words)
    bare = "." not in last and len(last) > 1
    if bare and all(w.isupper() for w in words) and _ALL_CAPS_VOWEL.search(last):
        return len(words)
    if bare and last.lower() in EAST_ASIAN and all(PINYIN.fullmatch(w) for w in words[:-1]):
        # "Limin LIU"; but "Chen MA" may be M. A. Chen
        certain = order == "given-first" or len(words) > 2 or words[0].lower() not in EAST_ASIAN
        if certain and order != "vancouver":
            return len(words)
    if bare and all(is_initials(w) for w in words[:-1]):
        return len(words)
    if order == "given-first" and bare and len(last) > 2 and _ALL_CAPS_VOWEL.search(last):
        return len(words)  # "Ralf JOX"
    at = len(words) - 1
    while at > 0 and is_initials(words[at - 1]):
        at -= 1
    if at == 0 and len(last) >= 2 and "." not in last:
        return len(words)
    if at == 0 and _is_short_capital_surname(words[0]):
        return 1
    return at


def _is_short_capital_surname(word: str) -> bool:
    """A family name in capitals as short as initials, before initials: "LIU L"."""
    return len(word) > 1 and word.isalpha() and _ALL_CAPS_VOWEL.search(word) is not None


def _is_capital_surname(word: str) -> bool:
    """A word of capitals that is no cluster of initials."""
    letters = word.replace("-", "").replace("‐", "").replace("'", "").replace("’", "")
    if not (letters.isalpha() and letters.isupper() and len(letters) > 1):
        return False
    if letters.lower() in EAST_ASIAN or (len(letters) == 3 and PINYIN.fullmatch(letters)):
        return True
    return len(letters) > 3 and _ALL_CAPS_VOWEL.search(letters) is not None


def _capital_family(words: list[str]) -> tuple[int, bool] | None:
    """The split where one end is set in capitals, the other not: "BAO Yanhua", "Limin LIU", "Jean DE LA FONTAINE"."""
    if words[0].isupper() == words[-1].isupper():
        return None
    if words[0].isupper():
        at = 0
        while at < len(words) and (_is_capital_surname(words[at]) or words[at] in ALL_CAPITAL_PARTICLES):
            at += 1
        rest = words[at:]
        if not at or not all(w[1:].islower() or "-" in w or w in PARTICLES for w in rest):
            return None
        if len(words[0]) < 4 and not all(PINYIN.fullmatch(w) for w in rest):
            return None
        return at, False
    at = len(words)
    while at > 1 and (_is_capital_surname(words[at - 1]) or words[at - 1] in ALL_CAPITAL_PARTICLES):
        at -= 1
    return (at, True) if at < len(words) else None


def _is_capital_particle(words: list[str], at: int) -> bool:
    word = words[at]
    if word not in CAPITAL_PARTICLES and not (word in ALL_CAPITAL_PARTICLES and words[-1].isupper()):
        return False
    return words[-1].lower() not in EAST_ASIAN


def trailing_family(words: list[str]) -> int:
    """Index where the family name begins in given-first order; at least one given word stays."""
    at = len(words) - 1
    if at > 1 and words[at] in FAMILY_SUFFIXES:
        at -= 1
    if at > 1 and words[at - 1] in JOINERS and not is_initials(words[at - 2]):
        at -= 2
    while at > 1 and (
        words[at - 1] in PARTICLES
        or _is_capital_particle(words, at - 1)
        or words[at - 1].endswith(("-van", "-von", "-de", "-da", "‐van", "‐de"))
    ):
        at -= 1
    opening = next((i for i in range(1, at) if words[i] in OPENING_PARTICLES), at)
    at = min(at, opening)
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    return at


def leading_family(words: list[str]) -> int:
    """Index where the given part begins in family-first order; at least one given word stays."""
    at = 0
    # "Le Van Anh", "Lo Tsung Jung"; but "De Leone Renato", though its syllables would pass
    pinyin = words[0].lower() in EAST_ASIAN and all(PINYIN.fullmatch(w) for w in words)
    while at < len(words) - 2 and (words[at] in PARTICLES or (words[at] in CAPITAL_PARTICLES and not pinyin)):
        at += 1
    if words[at] in CAPITAL_PARTICLES and at:  # "Le Van Anh": no word left for the particles to open
        at = 0
    at += 1
    if at < len(words) - 2 and words[at] in JOINERS:
        at += 2
    elif at < len(words) - 1 and _is_second_surname(words[at]):
        at += 1
    if at < len(words) - 1 and words[at] in FAMILY_SUFFIXES:
        at += 1
    return at


def _is_second_surname(word: str) -> bool:
    if word.isascii():
        return word.lower() in SECOND_SURNAMES
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return plain in SECOND_SURNAMES
