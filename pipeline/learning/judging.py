"""Whether what a rule reads is what the pages say: agreement with what is believed of a field, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.decision.agreement import key, letters, surnames
from pipeline.learning.samples import UNIQUE, Belief, Sample

_SHARE = 0.7  # of the letters of a title that a shorter one has
_AGREEING, _LEAST = 0.75, 0.3  # share of pages with a sure value that agree; mean certainty over all that it reads
_DISTINCT = 0.8  # share of values that differ, of fields that no two works share
_FEWEST = 2  # pages
_OVER = 0.6  # how sure a value must be, beside one that is chosen, to be as good
_PARTLY = frozenset(("title", "container_title", "publisher"))  # fields whose values may go on


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field are one, as two witnesses print it."""
    if name == "authors":
        return surnames(one) == surnames(other)
    if name == "issued":
        return bool(one.startswith(other) or other.startswith(one))
    if name == "abstract":
        return bool(key(name, one) == key(name, other))
    if isinstance(one, list) and isinstance(other, list):
        first, second = set(map(letters, map(str, one))), set(map(letters, map(str, other)))
        return first == second
    first_, second_ = letters(str(one)), letters(str(other))
    if name in ("title", "container_title", "publisher"):
        short, long = sorted((first_, second_), key=len)
        return long.startswith(short) and len(short) >= _SHARE * len(long)
    return first_.lstrip("0") == second_.lstrip("0")


@dataclass(slots=True)
class Verdict:
    """How a rule's values of one field hold against what is believed: pages that agree, with how sure each is; pages
    where something else is sure; pages read; values that differ among these."""

    agreed: dict[int, float]
    against: dict[int, float]
    read_on: tuple[int, ...]
    distinct: int

    @property
    def read(self) -> int:
        """How many pages the rule reads."""
        return len(self.read_on)

    @property
    def holds(self) -> bool:
        """Whether the field may be read by the rule."""
        sure = len(self.agreed) / (len(self.agreed) + len(self.against) or 1)
        mean = sum(self.agreed.values()) / (self.read or 1)
        return len(self.agreed) >= _FEWEST and sure >= _AGREEING and mean >= _LEAST

    @property
    def score(self) -> float:
        """The certainty of all pages that agree, less that of those that do not."""
        return sum(self.agreed.values()) - 2 * sum(self.against.values())


def weight_of(name: str, belief: Belief, value: Any) -> float:
    """How sure a belief is of a value; of one that it tells in part, or more of, half as sure."""
    if not same(name, belief.value, value):
        fuller = name == "authors" and surnames(belief.value) < surnames(value)
        return belief.weight / 2 if fuller else 0.0
    exact = name not in _PARTLY or letters(str(belief.value)) == letters(str(value))
    return belief.weight if exact else belief.weight / 2


def judge(name: str, values: Mapping[int, Any], samples: Sequence[Sample]) -> Verdict:
    """Holds a rule's values, by page number, against what is believed of the field."""
    agreed: dict[int, float] = {}
    against: dict[int, float] = {}
    exact = 0
    for number, value in values.items():
        beliefs = samples[number].beliefs.get(name, ())
        weight = max((weight_of(name, belief, value) for belief in beliefs), default=0.0)
        other = next((b for b in beliefs if b.sure and not weight_of(name, b, value)), None)
        if weight and (other is None or weight > other.weight * _OVER):
            agreed[number] = weight
            exact += any(belief.value == value for belief in beliefs) if name == "issued" else 0
        elif other is not None:
            against[number] = other.weight
    verdict = Verdict(agreed, against, tuple(values), len({str(key(name, value)) for value in values.values()}))
    if name == "issued" and 2 * exact < len(agreed):  # a day of the year of publication may be another's
        verdict.agreed = {}
    if name in UNIQUE and verdict.distinct < _DISTINCT * verdict.read:
        verdict.agreed = {}
    return verdict
