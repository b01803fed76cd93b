"""Candidates that were not chosen: what else the page offered for a field, and why it lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from schemas import PageResult

_LONG = 300  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class Loser:
    """A candidate as the page shows it. `number` ties it to its place in the text."""

    number: int
    field: str
    value: str
    rule: str
    score: str
    reason: str
    start: int | None
    end: int | None
    tag: str | None


def losers(result: PageResult, first: int) -> list[Loser]:
    """The losing candidates of a page, numbered from `first`; none where the result does not have them."""
    found: Iterable[Any] = getattr(result, "candidates", None) or ()
    return [_loser(_fields(one), number) for number, one in enumerate(found, first)]


def _fields(candidate: Any) -> Mapping[str, Any]:
    if isinstance(candidate, Mapping):
        return candidate
    if isinstance(candidate, BaseModel):
        return candidate.model_dump()
    names = ("field", "value", "rule", "score", "reason", "start", "end", "tag")
    return {name: getattr(candidate, name, None) for name in names}


def _loser(candidate: Mapping[str, Any], number: int) -> Loser:
    score = candidate.get("score")
    return Loser(
        number=number,
        field=str(candidate.get("field") or ""),
        value=_short(candidate.get("value")),
        rule=str(candidate.get("rule") or ""),
        score=f"{score:.2f}" if isinstance(score, float) else "" if score is None else str(score),
        reason=str(candidate.get("reason") or ""),
        start=candidate.get("start"),
        end=candidate.get("end"),
        tag=candidate.get("tag"),
    )


def _short(value: Any) -> str:
    text = "; ".join(map(_text, value)) if isinstance(value, list | tuple) else _text(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("literal") or value.get("text") or value.get("raw") or dict(value))
    for name in ("literal", "text", "raw"):
        if isinstance(found := getattr(value, name, None), str):
            return found
    return "" if value is None else str(value)
