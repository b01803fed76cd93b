"""Whether two witnesses say the same of a field, and which of two that agree says more."""

import re
from typing import Any

from extractors.detectors.abstracts import is_teaser_of, render_abstract
from extractors.found import AbstractText

_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
_LIKE_TITLES = frozenset(("title", "container_title", "publisher", "issued"))
_IDENTIFIERS = frozenset(("doi", "pmid", "pmcid", "arxiv_id"))
_OPENING = 60  # letters by which two abstracts are the same
_FULLER = 20  # characters that a fuller abstract has more


def agree(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same, as far as both go."""
    if name == "authors":
        return surnames(one) == surnames(other) or len(one) != len(other)
    if name == "abstract":
        return letters(_text(one))[:_OPENING] == letters(_text(other))[:_OPENING]
    if isinstance(one, list):
        try:
            return bool(set(one) & set(other))
        except TypeError:  # entries of a list of works
            return False
    if name in _IDENTIFIERS:
        return bool(one == other)
    first, second = letters(str(one)), letters(str(other))
    if name in _LIKE_TITLES:
        return first.startswith(second) or second.startswith(first)
    return first.lstrip("0") == second.lstrip("0")


def is_parallel(one: list[Any], other: list[Any]) -> bool:
    """Whether two lists of names are one in two scripts (`翟琰琦, 岳婷` and `Zhai Yanqi, Yue Ting`)."""
    return len(one) == len(other) and one[0].literal.isascii() != other[0].literal.isascii()


def key(name: str, value: Any) -> Any:
    """What two candidates of one field share where they are witnesses of the same value."""
    if name == "authors":
        return tuple(sorted(letters(author.family or author.literal) for author in value))
    if name == "abstract":
        return letters(_text(value))[:_OPENING]
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return value if name in _IDENTIFIERS else letters(str(value)) or str(value)


def is_fuller(name: str, other: Any, value: Any) -> bool:
    """Whether `other` says what `value` does and more: a whole abstract for its beginning, all names for some."""
    if name == "abstract":
        return _is_fuller_abstract(other, value)
    if name == "authors":
        return len(other) > len(value) and surnames(value) <= surnames(other) and not _splits(other, value)
    if name == "issued":
        return len(other) > len(value) and bool(other.startswith(value))
    return False


def _splits(other: list[Any], value: list[Any]) -> bool:
    """Whether `other` takes the given name of one of `value` for a name of its own (`Lind, Marko`)."""
    given = {letters(name.given) for name in value if name.given}
    return any(name.given is None and letters(name.literal) in given for name in other)


def _is_fuller_abstract(other: AbstractText, value: AbstractText) -> bool:
    text, shown = _text(value), _text(other)
    if letters(shown)[:_OPENING] != letters(text)[:_OPENING] and not is_teaser_of(text, shown):
        return False
    if is_teaser_of(text, shown) and len(shown) > len(text) + _FULLER:
        return True
    labelled = any(section.label for section in other.sections) and not any(s.label for s in value.sections)
    return (labelled and letters(text)[-40:] == letters(shown)[-40:]) or (value.truncated and not other.truncated)


def abbreviates(short: str, full: str) -> bool:
    """Whether a name may be short for another (`Phys. Rev. X`): its words begin words of that, in order."""
    words = iter(_WORD.findall(full.casefold()))
    parts = _WORD.findall(short.casefold())
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def surnames(names: list[Any]) -> set[str]:
    """What tells the names of a list: their family names, in one case."""
    return {letters(name.family or name.literal) for name in names}


def letters(text: str) -> str:
    """What is compared of a text: its letters and digits, in one case."""
    return _NO_LETTER.sub("", text.replace("&", "and").casefold()).removeprefix("the")


def _text(abstract: AbstractText) -> str:
    return render_abstract(abstract.sections)
