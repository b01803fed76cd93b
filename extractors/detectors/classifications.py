"""Codes of a classification, with the names that some print behind them: `R749 [精神病学]; B84`, `100205 ; 0402 ;`."""

import re

from extractors.found import Found

Code = tuple[str, str | None]

_CODE = re.compile(
    r"(?P<code>[A-Z]{0,3}-?\d[\w.+/=():-]{0,40}|[A-Z]{1,3})\s{0,5}"
    r"(?:\[(?P<name>[^\n]{1,80}?)\](?=\s{0,5}(?:[;\uff1b,]|$)|\s{1,5}[A-Z\d]))?"
)
_BETWEEN = re.compile(r"[\s;\uff1b,]*+")


def split_codes(text: str, start: int, end: int) -> list[Found[Code]]:
    """Code and name of each piece of a line; the line ends where a piece opens with none."""
    found = []
    at = start
    while match := _CODE.match(text, at, end):
        found.append(Found((match["code"], match["name"]), match.start(), match.end()))
        between = _BETWEEN.match(text, match.end(), end)
        at = between.end() if between else match.end()
    return found
