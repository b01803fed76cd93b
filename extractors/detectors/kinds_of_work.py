"""The printed kind of a work: `JOURNAL ARTICLE`, `Open Access. Book part`, `Aufsatz`."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.found import Found

_ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("kinds_of_work.tsv").read_text("utf-8").splitlines()
    if row.startswith(("whole", "within"))
]
_WHOLE = {form: csl for how, csl, forms in _ROWS for form in forms.split("|") if how == "whole" and csl != "access"}
_WITHIN = [(csl, forms.split("|")) for how, csl, forms in _ROWS if how == "within"]
_LONGEST = 300


def _either(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace("'", "['’]") for form in sorted(forms, key=len, reverse=True))


_KINDS = _either(_WHOLE)
_ACCESS = _either(form for _, csl, forms in _ROWS if csl == "access" for form in forms.split("|"))
_SEVERAL = re.compile(rf"(?i:(?>(?:{_KINDS})(?:[\s,;|·]{{1,3}}|$))++)")
_ONE = re.compile(rf"(?i:(?P<access>(?:(?:{_ACCESS})\b[\s.:|]{{0,5}}+)*)(?P<kind>{_KINDS})[\s.:]{{0,5}})")


def names_kinds(text: str) -> bool:
    """Whether a text is one kind of work or several, and nothing else."""
    return len(text) <= _LONGEST and _SEVERAL.fullmatch(text) is not None


def read_kind(text: str, start: int, end: int) -> dict[str, Found[Any]]:
    """The CSL type of a text that is a kind of work; under `!access_prompt` what is said before it of access to it."""
    match = _ONE.fullmatch(text, start, end) if end - start < _LONGEST else None
    if match is None:
        return {}
    read: dict[str, Found[Any]] = {
        "type": Found(_WHOLE[match["kind"].casefold().replace("’", "'")], *match.span("kind"))
    }
    if match["access"]:
        read["!access_prompt"] = Found(None, start, match.start("kind"))
    return read


@lru_cache(maxsize=1000)
def kind_within(printed: str) -> str | None:
    """The CSL type of a statement of kinds as catalogues print it, in many languages; None where it tells none."""
    folded = printed.casefold()
    return next((csl for csl, forms in _WITHIN for form in forms if form in folded), None)
