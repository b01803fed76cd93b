"""JSON of a script element, forgiven what pages do to it.

Wrapping and inner comments, CDATA marks, entities for quotes, line breaks in strings, commas too many or missing,
several values in one script and lost escapes are taken for what they stand for. Quotes within strings are guessed:
`Loaded.guessed` says so.
"""

import html
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

_OPENING = re.compile(r"(?:[\s\ufeff]|<!--(?:/{0,2}-->)?|-->|<!\[CDATA\[|//|/\*|\*/|>)++")
_CLOSING = " \t\r\n;/*"
_CLOSING_MARKS = ("]]>", "-->", "<!--", "<!")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# Outside of strings: a comment; a place where a value ends, a string opens, and the comma between is missing.
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]++|\\.)*+"|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/', re.DOTALL)
_MISSING_COMMA = re.compile(r'([}\]])(\s*+)(?=")|("(?:[^"\\\n]++|\\.)*+"[ \t]*+\n\s*+)(?=")')
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[\da-fA-F]{4})')
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
# What follows a quote that ends a string.
_CLOSES = re.compile(r'\s*+(?:[:}\]]|,\s*+(?:["{\[}\]\d-]|true|false|null)|\Z)')
_MOST_VALUES = 100

Hook = Callable[[dict[str, Any]], Any]


class Loaded(NamedTuple):
    """The values of a script, and whether quotes within strings had to be guessed."""

    values: list[Any]
    guessed: bool = False


def load(script: str, hook: Hook | None = None) -> Loaded:
    """What a script says; no values where it is no JSON at all. Never raises; linear in its length.

    `hook` is called with each object, innermost first, and says what stands for it.
    """
    decoder = json.JSONDecoder(object_hook=hook, strict=False)
    bare = _unwrapped(script)
    if bare[:1] not in ("{", "["):
        bare = _unwrapped(html.unescape(bare))
    mended = _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", bare))
    for text in (bare, mended):
        if values := _values(text, decoder):
            return Loaded(values)
    if values := _values(_with_commas(_TRAILING_COMMA.sub(r"\1", _without_comments(mended))), decoder):
        return Loaded(values)
    if "&quot;" in bare and (values := _values(_TRAILING_COMMA.sub(r"\1", html.unescape(bare)), decoder)):
        return Loaded(values)
    return Loaded(_values(_with_quotes_escaped(mended), decoder), guessed=True)


def _unwrapped(script: str) -> str:
    match = _OPENING.match(script)
    text = script[match.end() :] if match else script
    for _ in range(5):
        text = text.rstrip(_CLOSING)
        mark = next((mark for mark in _CLOSING_MARKS if text.endswith(mark)), None)
        if mark is None:
            break
        text = text.removesuffix(mark)
    return text


def _without_comments(text: str) -> str:
    """JSON without the comments that stand outside of its strings."""
    return _STRING_OR_COMMENT.sub(lambda match: match[0] if match[0][0] == '"' else " ", text)


def _with_commas(text: str) -> str:
    """JSON with the commas between two of its members that were left out."""
    return _MISSING_COMMA.sub(lambda match: f"{match[1]},{match[2]}" if match[1] else f"{match[3]},", text)


def _values(text: str, decoder: json.JSONDecoder) -> list[Any]:
    """The values of a text that holds nothing else, commas and semicolons between them aside."""
    found: list[Any] = []
    at = 0
    while at < len(text) and len(found) < _MOST_VALUES:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        found.append(value)
        while at < len(text) and (text[at].isspace() or text[at] in ",;"):
            at += 1
    return found


def _with_quotes_escaped(text: str) -> str:
    """JSON whose strings hold bare quotes, these escaped: a quote closes a string only before what JSON has there."""
    pieces: list[str] = []
    inside = False
    last = 0
    for match in _QUOTE.finditer(text):
        if match.group() != '"':
            continue
        at = match.start()
        if not inside:
            inside = True
        elif _CLOSES.match(text, at + 1):
            inside = False
        else:
            pieces += (text[last:at], '\\"')
            last = at + 1
    return "".join((*pieces, text[last:]))
