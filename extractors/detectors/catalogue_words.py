"""The words of `catalogue_words.tsv`, by kind."""

import re
from pathlib import Path

_ROWS = [row.split("\t") for row in Path(__file__).with_name("catalogue_words.tsv").read_text("utf-8").splitlines()[2:]]


def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, in the order of the table."""
    return tuple(word for of, word in _ROWS if of == kind)


def either(kind: str) -> str:
    """An expression for any word of a kind, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words(kind), key=len, reverse=True))
