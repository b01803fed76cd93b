# ruff: noqa: SIM905 - word lists read better as text
"""Names, abstracts and places reduced to what stays the same from page to page.

Comparing letters only makes the layouts of one text equal: labels glued or spaced, other quotation marks, other or
lost hyphens, lost spaces (seen between the search results of Emerald Insight and Tongzhouyun).
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from html import unescape

ABSTRACT_LETTERS = 1200
"""How much of an abstract is compared; enough to tell any two apart, and the end is what pages cut."""
BEGINNING = 120
"""Letters that abstracts of many works may begin with ("ChemInform is a weekly …"), each going on as its own."""
NAME_LETTERS = 200
"""No name is longer, but what a page gone wrong gives for one may be."""

_ASCII_LOSSES = bytes(i for i in range(128) if not chr(i).isalnum())
_ASCII_SPACES = bytes.maketrans(_ASCII_LOSSES, b" " * len(_ASCII_LOSSES))

# Letters that Unicode does not decompose but pages interchange, and Greek letters, which pages spell out.
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu"}
_GREEK |= {"σ": "sigma", "ω": "omega"}
_FOLDS = str.maketrans(
    {
        "&": " and ",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ı": "i",
    }
    | _GREEK
    | {letter.upper(): name for letter, name in _GREEK.items()}
)
# The common marks of otherwise plain text: without them most texts take the fast way.
_MARKS = dict.fromkeys(map(ord, "‘’‚“”„«»‐‑‒–—―−…·•′″®™©°\u00a0\u2009\u200b\u00ad\ufeff×±≤≥"), " ")
_MARKS |= dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"), "")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")

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
    if "&" in text:
        text = unescape(unescape(text))  # "&amp;lt;i&gt;", as portals print what they were sent
    if "<" in text:
        text = _TAG.sub("", text)
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


_INITIALS = re.compile(r"[A-Z]{1,3}")
# Between the words of a name; two words may be glued ("MansoorAli Khan"), but for the prefixes of family names.
_NAME_BREAK = re.compile(
    r"[\s.,;·•\-‐‑–'’]+|(?<=[a-zß-öø-ÿ]{2})(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bDu)(?<!\bLa)(?<!\bLe)(?<!\bVan)"
    r"(?<!\bFitz)(?=[A-ZÀ-ÖØ-Þ])|(?<=\b[A-Z])(?=[A-Z][a-z]{2})"
)
_PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn ter ten zu jr sr ii iii phd md".split()
)


@lru_cache(4096)  # the names of one work are compared many times
def author_key(literal: str, family: str | None, given: str | None) -> str:
    """A name as `family words;given words`, initials as single letters; without a `family`, all words after the mark.

    Words are sorted nowhere: which side is the family name is not known of every page, so `same_name` looks at both.
    """
    if family:
        last, rest = _name_words(family[:NAME_LETTERS]), _name_words((given or "")[:NAME_LETTERS], initials=True)
        turned = not any(len(w) > 1 for w in last.split()) and any(len(w) > 1 for w in rest.split())
        return f"{rest};{last}" if turned else f"{last};{rest}"
    return ";" + _name_words(literal[:NAME_LETTERS], initials=not literal.isupper(), least=2)


def _name_words(text: str, *, initials: bool = False, least: int = 1) -> str:
    """`least`: words that are left if particles are left out; "Qu Bin" has none."""
    if not text.isascii() and not any(c.isascii() and c.isalpha() for c in text) and max(text) > "\u2e80":
        return letters(text)  # Chinese, Japanese, Korean: the space inside a name is layout
    found: list[str] = []
    for token in _NAME_BREAK.split(text):
        if initials and _INITIALS.fullmatch(token):
            found += token.lower()
        elif reduced := words(token).replace(" ", "").rstrip("0123456789"):
            found.append(reduced)
    telling = [w for w in found if w not in _PARTICLES]
    return " ".join(telling if len(telling) >= least else found)


def page(text: str) -> str:
    """A page or locator in lower case without leading zeros and spaces."""
    return letters(text).lstrip("0")


_NUMBERED = re.compile(r"\d+|[^\W\d]+")


def issue(text: str) -> str:
    """The numbers and words of an issue: "S1" and "Suppl. 1" share one, "1-2" shares one with "2"."""
    return " ".join(token.lstrip("0") or "0" for token in _NUMBERED.findall(words(text)))


_SCRIPTS = (
    ("latin", "\u0370"), ("greek", "\u0400"), ("cyrillic", "\u0530"), ("other", "\u0590"), ("hebrew", "\u0600"),
    ("arabic", "\u0780"), ("other", "\u1e00"), ("latin", "\u1f00"), ("greek", "\u2000"), ("other", "\u2e80"),
    ("cjk", "\ua000"), ("other", "\uac00"), ("korean", "\ud7b0"), ("other", "\uf900"), ("cjk", "\ufb00"),
)  # fmt: skip


def script(text: str) -> str:
    """The script most letters of `text` are of: a few are told apart, the rest is "other"."""
    if text.isascii():
        return "latin"
    counts = Counter(next((name for name, end in _SCRIPTS if c < end), "other") for c in text if c.isalpha())
    return max(sorted(counts), key=counts.__getitem__, default="latin")
