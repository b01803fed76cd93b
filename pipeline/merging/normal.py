# ruff: noqa: SIM905 - word lists read better as text
"""Names, titles and abstracts reduced to what stays the same from page to page.

Comparing letters only makes the layouts of one text equal: labels glued or spaced, other quotation marks, other or
lost hyphens, lost spaces (seen between the search results of Emerald Insight and Tongzhouyun).
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import NamedTuple

ABSTRACT_LETTERS = 1200
"""How much of an abstract is compared; enough to tell any two apart, and the end is what pages cut."""
TITLE_LETTERS, NAME_LETTERS = 2000, 200
"""No title and no name is longer, but what a page gone wrong gives for one may be."""

_ASCII_LOSSES = bytes(i for i in range(128) if not chr(i).isalnum())
_ASCII_SPACES = bytes.maketrans(_ASCII_LOSSES, b" " * len(_ASCII_LOSSES))

# Letters that Unicode does not decompose but pages interchange, and Greek letters, which pages spell out.
_FOLDS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i"}
    | {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu"}
    | {"σ": "sigma", "ω": "omega", "&": " and "}
    | {"Α": "alpha", "Β": "beta", "Γ": "gamma", "Δ": "delta", "Κ": "kappa", "Λ": "lambda", "Σ": "sigma", "Ω": "omega"}
)
# The common marks of otherwise plain text: without them most texts take the fast way.
_MARKS = dict.fromkeys(map(ord, "‘’‚“”„«»‐‑‒–—―−…·•′″®™©°\u00a0\u2009\u200b\u00ad\ufeff×±≤≥"), " ")
_MARKS |= dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"), "")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,60}>")

_LEADING_LABEL = re.compile(
    r"\s*(?:abstract|summary|résumé|resumen|resumo|zusammenfassung|摘\s?要|抄録"
    r"|(?:purpose|background|objectives?|introduction|aims?)(?-i:(?=[A-Z:. \n])))\s{0,3}[:.：]?\s{0,3}(?=\S{2})",
    re.IGNORECASE,
)

# "Copyright © 2007 Elsevier Inc. All rights reserved.", as MEDLINE prints it behind abstracts.
_COPYRIGHT = re.compile(r"(?:\bcopyright\b|©|\(c\)\s)[^\d]{0,40}(?:19|20)\d\d\b.{0,160}$", re.IGNORECASE | re.DOTALL)
_COPYRIGHT_LETTERS = 240


def words(text: str) -> str:
    """`text` in lower case without marks, accents and markup, one space between words; other scripts stay."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
    return " ".join(_plain(text.translate(_FOLDS) if not text.isascii() or "&" in text else text).split())


def letters(text: str) -> str:
    """`words` without the spaces."""
    return words(text).replace(" ", "")


def _plain(text: str) -> str:
    if not text.isascii():
        text = text.translate(_MARKS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).casefold()
        return "".join([c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in decomposed])
    return text.lower().encode("ascii").translate(_ASCII_SPACES).decode("ascii")


def abstract_letters(text: str, sections: list[str]) -> tuple[str, int]:
    """The letters of an abstract without its labels (at most `ABSTRACT_LETTERS`), and how many there are in all.

    `sections` are the texts of its sections where the labels were told apart.
    """
    body = " ".join(sections) if sections else text
    for _ in range(0 if sections else 2):  # "Abstract Background: "
        if label := _LEADING_LABEL.match(body):
            body = body[label.end() :]
    if line := _COPYRIGHT.search(body, max(0, len(body) - _COPYRIGHT_LETTERS)):
        body = body[: line.start()]
    found = letters(body)
    return found[:ABSTRACT_LETTERS], len(found)


class Title(NamedTuple):
    """What a title says: its words, where a subtitle could have been cut off (counted in letters), whether the page
    cut it, the part it names ("2" of "Part II"), and the kind of notice it announces ("erratum")."""

    words: str
    cuts: str
    cut: bool
    part: str
    notice: str


_ROMAN = {
    r: str(i) for i, r in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii".split(), 1)
}
_NUMBER_WORDS = {w: str(i) for i, w in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_NUMBER_WORDS |= {w: str(i) for i, w in enumerate("first second third fourth fifth sixth seventh eighth".split(), 1)}
_NUMBER_WORDS |= {w: str(i) for i, w in enumerate("一 二 三 四 五 六 七 八 九 十".split(), 1)}
_NUMBER_WORDS |= {"上": "1", "下": "2"}
_PART_WORDS = frozenset(
    "part pt parts teil parte partie часть section series paper chapter volume vol no number chapitre kapitel "
    "capitulo episode phase stage report lecture lesson session study appendix".split()
)
_CJK_PART = re.compile(
    r"第?\s?([一二三四五六七八九十\d]{1,3})\s?(?:部分|部|篇|报|報|章|回|讲|編)|[(（]([上下一二三四五六七八九十\d])[)）]"
)
_TAIL_ROMAN = re.compile(r"(?:^|[\s.:,(\-–—])([IVX]{1,5})\s{0,2}[).]{0,2}\s{0,2}(?:$|[:.\-–—]\s)")
_TAIL_NUMBER = re.compile(r"(?:[\s(:.–—]|\s-)([1-9]\d?)\s{0,2}[).]{0,2}$")  # not of "COVID-19"

_NOTICES = (
    ("erratum", re.compile(
        r"\b(?:errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|berichtigung|fe de errat|rectificatif)"
        r"|^\s*(?:\w{1,12}\s)?corrections?\b(?=\s?(?:to\b|:|\.|$))|勘误|更正|正誤", re.I)),
    ("retraction", re.compile(r"^\s*(?:retraction|withdrawal|notice of retraction)\b|retraction note|撤稿", re.I)),
    ("concern", re.compile(r"expression of concern", re.I)),
    ("reply", re.compile(
        r"^\s*(?:(?:in|the|authors?['’]?s?)\s){0,2}(?:reply|replies|response|rejoinder)\b(?=\s(?:to|by|from)\b|\s?[:.]|$)"
        r"|[:.]\s{0,2}(?:reply|authors?['’]? (?:reply|response))\.?$", re.I)),
    ("comment", re.compile(
        r"^\s*(?:(?:invited|a|further|editorial)\s)?(?:comments?|commentary|discussion|remarks?|re)\b"
        r"(?=\s(?:on|of|to)\b|\s?:)", re.I)),
    ("review", re.compile(r"^\s*(?:book reviews?|review of|buchbesprechung)\b", re.I)),
)  # fmt: skip
_RETRACTED = re.compile(r"^\s*(?:retracted|withdrawn)(?: article)?\s?:\s?", re.I)
_SUBTITLE = re.compile(r"\s?[:.?!;]\s|\s[-–—]\s|[:：]|\s?\(|[—–]")


def title(text: str) -> Title:
    """Reads a title as printed; what is longer than `TITLE_LETTERS` is compared by its start."""
    text = _RETRACTED.sub("", text[:TITLE_LETTERS])
    cut = text.rstrip().endswith(("…", "..."))
    notice = next((name for name, pattern in _NOTICES if pattern.search(text)), "")
    reduced = words(text)
    cuts = {len(letters(text[: m.start()])) for m in _SUBTITLE.finditer(text)}
    return Title(reduced, " ".join(str(c) for c in sorted(cuts) if c), cut, part_of(text, reduced), notice)


def part_of(text: str, reduced: str) -> str:
    """The part a title names as a number or letter, "" if none: after "part" and its like, or at an end."""
    tokens = reduced.split()
    for word, after in pairwise(tokens):
        if word in _PART_WORDS:
            number = _ROMAN.get(after) or _NUMBER_WORDS.get(after) or (after if after.isdigit() else "")
            if word == "part" and len(after) == 1:
                number = number or after  # "Part A"
            if number:
                return number.lstrip("0") or "0"
    if match := _CJK_PART.search(text):
        found = match[1] or match[2]
        return _NUMBER_WORDS.get(found, found)
    if match := _TAIL_ROMAN.search(text):
        return _ROMAN.get(match[1].lower(), "")
    if match := _TAIL_NUMBER.search(text):
        return match[1]
    return ""


_INITIALS = re.compile(r"[A-Z]{1,3}")
_PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn ter ten zu jr sr ii iii phd md".split()
)


@lru_cache(4096)  # the names of one work are compared many times
def author_key(literal: str, family: str | None, given: str | None) -> str:
    """A name as `family words;given words`, initials as single letters; without a `family`, all words after the mark.

    Words are sorted nowhere: which side is the family name is not known of every page, so `same_name` looks at both.
    """
    if family:
        return f"{_name_words(family[:NAME_LETTERS])};{_name_words((given or '')[:NAME_LETTERS], initials=True)}"
    return ";" + _name_words(literal[:NAME_LETTERS], initials=not literal.isupper())


def _name_words(text: str, *, initials: bool = False) -> str:
    if not text.isascii() and not any(c.isascii() and c.isalpha() for c in text) and max(text) > "\u2e80":
        return letters(text)  # Chinese, Japanese, Korean: the space inside a name is layout
    found: list[str] = []
    for token in re.split(r"[\s.,;·•\-‐‑–'’]+", text):
        if initials and _INITIALS.fullmatch(token):
            found += token.lower()
        elif reduced := words(token).replace(" ", ""):
            found.append(reduced)
    return " ".join([w for w in found if w not in _PARTICLES] or found)


def page(text: str) -> str:
    """A page or locator in lower case without leading zeros and spaces."""
    return letters(text).lstrip("0")


_NUMBERED = re.compile(r"\d+|[^\W\d]+")


def issue(text: str) -> str:
    """The numbers and words of an issue: "S1" and "Suppl. 1" share one, "1-2" shares one with "2"."""
    return " ".join(token.lstrip("0") or "0" for token in _NUMBERED.findall(words(text)))
