"""Which value of a field a work takes from its records, and who showed what.

A damaged value (a cut abstract, a cut title) loses to a whole one. Then the better witness wins: the family's own
reading before head metadata before detectors before generic body text; then the more complete value, then the one
more records agree on. A value that only refines the winner (a day for a year, a given name for an initial) takes its
place, and so does the same text in better case. Every other value stays beside the chosen one, with its witnesses.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.merging.containers import same_container
from pipeline.merging.features import AUTHORS
from pipeline.merging.names import overlap
from pipeline.merging.normal import author_key, letters, page, words
from schemas.work import FIELDS

Values = Mapping[str, Any]

_UNIONS = ("issn", "isbn")
_TEXTS = frozenset({"title", "container_title", "publisher", "publisher_place"})
_PLACES = frozenset({"volume", "issue", "first_page", "last_page", "article_number"})
_DISPUTED = ("type", "title", "authors", "container_title", "publisher", "issued", "language", *sorted(_PLACES))
"""Fields of which a work has one: witnesses that disagree leave a warning `conflict:<field>`."""

_COMPARED = 100
"""Values whose witnesses count for others they agree with: the commonest, where thousands of pages show one work."""


@dataclass(slots=True)
class Shown:
    """One distinct value of a field, and the members that show it."""

    value: Any
    witnesses: list[str] = field(default_factory=list)
    rank: int = 9
    broken: bool = True

    def worse(self, name: str, agreement: int) -> tuple[Any, ...]:
        """The order in which values lose: the least is chosen. The text of the value itself breaks ties."""
        completeness = tuple(-x for x in _completeness(name, self.value))
        return (self.broken, self.rank, completeness, -agreement, _text(self.value))


def merge_values(members: Sequence[tuple[str, Values]]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """The fields of a work, its `choices`, and its warnings, from the records of its members by id."""
    chosen: dict[str, Any] = {}
    choices: dict[str, Any] = {}
    warnings = []
    for name in FIELDS:
        shown = _shown(name, members)
        if not shown:
            if name in members[0][1]:  # absent everywhere: null or [], or left out
                chosen[name] = members[0][1][name]
            continue
        value, reason, witnesses = _choose(name, shown)
        others = [s for s in shown if s.value != value]
        chosen[name] = value
        choices[name] = {
            "reason": reason,
            "witnesses": witnesses,
            "others": [{"value": s.value, "witnesses": s.witnesses} for s in others],
        }
        if name in _DISPUTED and any(not compatible(name, value, s.value) for s in others):
            warnings.append(f"conflict:{name}")
    _supersede(chosen, choices)
    return chosen, choices, warnings


def _shown(name: str, members: Sequence[tuple[str, Values]]) -> list[Shown]:
    """The distinct values of a field, in the order of the members."""
    found: dict[str, Shown] = {}
    for member, record in members:
        value = record.get(name)
        if value is None or value == []:
            continue
        shown = found.setdefault(value if isinstance(value, str) else _text(value), Shown(value))
        shown.witnesses.append(member)
        shown.rank = min(shown.rank, rank(record, name))
        shown.broken = shown.broken and _is_broken(name, value, record)
    return list(found.values())


def _choose(name: str, shown: list[Shown]) -> tuple[Any, str, list[str]]:
    """The value, the reason, and the witnesses."""
    if len(shown) == 1:
        only = shown[0]
        return only.value, "only" if len(only.witnesses) == 1 else "agreed", only.witnesses
    common = sorted(shown, key=lambda s: (-len(s.witnesses), _text(s.value)))[:_COMPARED]
    support = [sum(len(o.witnesses) for o in common if o is s or compatible(name, s.value, o.value)) for s in shown]
    order = sorted(zip(shown, support, strict=True), key=lambda pair: pair[0].worse(name, pair[1]))
    if name in _UNIONS:
        union = list(dict.fromkeys(item for s, _ in order for item in s.value))
        return union, "union", [w for s in shown for w in s.witnesses]
    (best, agreement), (second, other) = order[0], order[1]
    reason = _reason(name, (best, agreement), (second, other))
    whole = [s for s, _ in order if s.broken == best.broken and s is not best]
    for finer in whole:
        if refines(name, finer.value, best.value):
            best, reason = finer, "completeness"
    for cased in whole:
        if _case(name, cased.value) > _case(name, best.value) and _same_but_case(name, cased.value, best.value):
            best, reason = cased, "case"
    return best.value, reason, best.witnesses


def _reason(name: str, best: tuple[Shown, int], second: tuple[Shown, int]) -> str:
    a, b = best[0].worse(name, best[1]), second[0].worse(name, second[1])
    reasons = ("broken", "rank", "completeness", "agreement", "tie")
    return next(reason for reason, x, y in zip(reasons, a, b, strict=True) if x != y)


def _supersede(chosen: dict[str, Any], choices: dict[str, Any]) -> None:
    """A work that one page shows in an issue is no longer ahead of print."""
    stage = choices.get("publication_stage")
    if stage and (chosen["volume"] or chosen["issue"]):
        value = {"value": chosen["publication_stage"], "witnesses": stage["witnesses"]}
        choices["publication_stage"] = {"reason": "superseded", "witnesses": [], "others": [value, *stage["others"]]}
        chosen["publication_stage"] = None


def rank(record: Values, name: str) -> int:
    """How good a witness the record is for a field: 0 the family's own reading, 1 head metadata, 2 a detector, 3 the
    generic body text, 4 not said. Taken from the rule of the first evidence (`<extractor>.<field>`, or a tag)."""
    evidence = record["provenance"].get(name)
    if not evidence:
        return 4
    rule = evidence[0]["rule"].partition(".")[0]
    if evidence[0].get("tag"):
        return 1
    if rule == "generic":
        return 3
    return 0 if rule == record["source"]["extractor"] else 2


def _is_broken(name: str, value: Any, record: Values) -> bool:
    """Whether the record itself says or shows that the value is cut off or damaged."""
    if name == "abstract" and value["truncated"]:
        return True
    if name in _TEXTS and value.rstrip().endswith(("…", "...")):
        return True
    return any(w in (f"{name}_truncated", f"{name}_damaged") for w in record["warnings"])


def _completeness(name: str, value: Any) -> tuple[int, ...]:
    if name == "authors":
        given = sum(len(letters(a["given"] or "")) for a in value)
        split = sum(1 for a in value if a["family"])
        extra = sum(1 for a in value if a["orcid"]) + sum(len(a["affiliations"]) for a in value)
        return (len(value), split, given, _case(name, value), extra)
    if name == "abstract":
        return (len(value["sections"]), len(letters(value["text"])))
    if isinstance(value, list):
        return (len(value), len(_text(value)))
    if isinstance(value, int):
        return (value,)  # counts only grow
    if name == "issued":
        return (len(value),)
    return (len(letters(value)),) if name in _TEXTS else (0,)


def compatible(name: str, a: Any, b: Any) -> bool:
    """Whether two values of a field can both be true: the same but for layout, or one less precise than the other."""
    if a == b:
        return True
    if name == "authors":
        return overlap(_author_keys(a), _author_keys(b)) in ("same", "one")
    if name == "issued":
        return bool(a.startswith(b) or b.startswith(a))
    if name == "container_title":
        return same_container(*(words(x).removeprefix("the ") for x in (a, b)))
    if name in _PLACES:
        return page(a) == page(b)
    if not isinstance(a, str):
        return False
    short, long = sorted((letters(a), letters(b)), key=len)
    return short == long or (name in _TEXTS and bool(short) and long.startswith(short))


def refines(name: str, finer: Any, value: Any) -> bool:
    """Whether `finer` says the same as `value` and more."""
    if name == "authors":
        a, b = _author_keys(finer), _author_keys(value)
        fuller = len(finer) >= len(value) and _completeness(name, finer)[:3] > _completeness(name, value)[:3]
        return fuller and overlap(a, b) in ("same", "one")
    if name == "issued":
        return len(finer) > len(value) and bool(finer.startswith(value))
    if name == "title":
        return len(letters(finer)) > len(letters(value)) and letters(finer).startswith(letters(value))
    return False


def _author_keys(authors: list[dict[str, Any]]) -> str:
    return "\n".join(author_key(a["literal"], a["family"], a["given"]) for a in authors[:AUTHORS])


def _same_but_case(name: str, a: Any, b: Any) -> bool:
    if name == "authors":
        return _sorted_words(a) == _sorted_words(b)
    if isinstance(a, list):
        return len(a) == len(b) and all(
            isinstance(x, str) and letters(x) == letters(y) for x, y in zip(a, b, strict=True)
        )
    return isinstance(a, str) and letters(a) == letters(b)


def _sorted_words(authors: list[dict[str, Any]]) -> list[list[str]]:
    """The words of each name, whichever way round it is printed."""
    return [sorted(key.replace(";", " ").split()) for key in _author_keys(authors).split("\n")]


def _case(name: str, value: Any) -> int:
    """2: mixed case or a script without case, 1: no capital at all, 0: capitals only, or a family name in them."""
    if name == "authors":
        families = [a["family"] or a["literal"] for a in value]
        return min(_case("", text) for text in families)
    text = " ".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
    if not isinstance(text, str) or text.lower() == text.upper() or sum(c.isalpha() for c in text) < 3:
        return 2
    return 0 if text.isupper() else 1 if text.islower() else 2


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
