"""Words that the end of a line broke at a hyphen, made whole again."""

import re

_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-‐\u00ad][^\S\n]*+\n\s*+([^\W\d_]++)")
# Before a line's end the hyphen of these is the word's own: "self-\nreport".
_OPENS_COMPOUND = re.compile(
    r"(?:self|non|well|long|short|high|low|cross|meta|multi|co|pre|post|anti|semi|quasi|half|full|large|small|open|real"
    r"|data|evidence|community|population|hospital|school|home|health|age|sex|gender|case|time|double|single|two|three|four"
    r"|five|first|second|third|mid|ex|all|in|on|off|e|[A-Z])$",
    re.I,
)
# What ends a compound: particles, and behind a word the participles and adjectives that take one.
_CLOSES_COMPOUND = re.compile(
    r"(?:up|in|on|off|out|by|to|of|and|free|like|wide|term|type|line|based|led|fed|made|aged|year|old|day"
    r"|\w{3,}(?:ing|ed)|specific|effective|dependent|independent|sensitive|resistant|positive|negative)$"
)
_SHORTEST_WORD = 4  # letters of a word before a participle
_MOST, _LOOK = 200, 100_000  # words mended of one text, and characters of the page in which they are looked for


def mend_broken_words(text: str, page: str) -> str:
    """The text with the words whole that the end of a line broke, as `page` prints them elsewhere, or as most are."""
    if "\n" not in text:
        return text
    shown = page[:_LOOK]
    return _BROKEN.sub(lambda match: _joined(match, shown), text, count=_MOST)


def _joined(match: re.Match[str], page: str) -> str:
    first, second = match[1], match[2]
    if "\u00ad" in match[0]:
        return first + second
    whole, hyphened = first + second, f"{first}-{second}"
    if whole in page:
        return whole
    if hyphened in page or not second[0].islower() or _OPENS_COMPOUND.fullmatch(first):
        return hyphened
    return hyphened if len(first) >= _SHORTEST_WORD and _CLOSES_COMPOUND.fullmatch(second) else whole
