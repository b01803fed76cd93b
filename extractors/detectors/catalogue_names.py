"""Names as catalogues list them: inverted or not, with roles and the dates of lives behind them."""

import re
from collections.abc import Sequence

from extractors.detectors.author_lists import Style, parse_authors
from extractors.detectors.name_words import SUFFIXES
from extractors.detectors.roles import is_no_author
from extractors.found import Found, Name

Span = tuple[int, int]

# what ends a person in a list: a role, or the dates of a life as authority files add them (`Doe, Jane, 1819-1891`)
_AFTER_NAME = re.compile(
    r" ?\((?P<role>[^()\n]{2,60})\)"
    r"|, ?(?:(?:ca|b|d|geb|active|approximately)\.? )?\d{4}(?:[-–](?:\d{4})?)?\.?(?=$|[,;( ])"
)


def read_people(text: str, lines: Sequence[Span], alone: bool = False) -> list[Name]:
    """The authors of lines: `Family, Given` in pairs, or in natural order; `alone`: a line holds one.

    Catalogues put a comma between authors as well as between the parts of a name. Names whose role is no author's
    (`(Editor)`) are left out.
    """
    alone = alone or len(lines) > 1
    return [name for start, end in lines for name in _people(text, start, end, alone)]


def read_chained(text: str, lines: Sequence[Span]) -> list[Name]:
    """Names one a line, or run together as `Meng, Na Liu, Ruian Wong, Mengmeng`."""
    names: list[Name] = []
    for start, end in lines:
        parts = _parts(text[start:end])
        chained = len(parts) > 2 and ";" not in text[start:end] and all(len(part.split()) > 1 for part in parts[1:-1])
        style: Style = "chained" if chained else "auto" if ";" in text[start:end] else "comma-pairs"
        names += parse_authors(text, style, start, end)
    return names


def read_bodies(text: str, lines: Sequence[Span]) -> list[Name]:
    """Corporate authors, one a line, without those whose role is no author's."""
    found = []
    for start, end in lines:
        closing = _AFTER_NAME.search(text, start, end)
        if closing and closing["role"] and is_no_author(closing["role"]):
            continue
        stop = closing.start() if closing and closing.end() == end else end
        literal = " ".join(text[start:stop].split()).rstrip(".,; ")
        if any(map(str.isalpha, literal)):
            found.append(Name(literal, start=start, end=stop))
    return found


def without_repeated(lists: Sequence[Found[list[Name]]]) -> list[Found[list[Name]]]:
    """Lists of names without those that a list above has: some catalogues print all again below the abstract."""
    seen: set[str] = set()
    for found in lists:
        literals = [name.literal for name in found.value]
        found.value[:] = [name for name in found.value if name.literal not in seen]
        seen.update(literals)
    return list(lists)


def _people(text: str, start: int, end: int, alone: bool) -> list[Name]:
    names: list[Name] = []
    at = start
    ends = list(_AFTER_NAME.finditer(text, start, end))
    for closing in (*ends, None):
        stop = closing.start() if closing else end
        if any(map(str.isalpha, text[at:stop])):
            names += parse_authors(text, _style(_parts(text[at:stop]), alone or bool(ends)), at, stop)
        if closing and closing["role"] and is_no_author(closing["role"]) and names:
            names.pop()
        at = closing.end() if closing else end
    return names


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    return [part for part in parts if part and part not in SUFFIXES]


def _style(parts: list[str], alone: bool) -> Style:
    """How names stand in a comma list, by whether one is expected: two parts are one name or two."""
    if any(";" in part for part in parts) or len(parts) < 2:
        return "auto"
    words = [len(part.split()) for part in parts]
    if len(parts) == 2:
        return "given-first" if min(words) > 1 and not alone else "comma-pairs"
    if min(words) > 1 and (len(parts) % 2 or len(parts) < 7):
        return "given-first"
    return "comma-pairs"
