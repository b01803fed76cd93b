"""A rule of a description that was learnt: its text, what it reads, and whether that holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.found import Found
from pipeline.learning.judging import Verdict, judge
from pipeline.learning.samples import Sample


@dataclass(slots=True)
class Rule:
    """A rule of a description: what kind it is of, its text, and what it reads on each page, by field and page."""

    kind: str  # line, label, order, selector
    text: Any
    readings: dict[str, dict[int, Found[Any]]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)

    def judge(self, samples: Sequence[Sample]) -> "Rule":
        """Holds what the rule reads against what is believed."""
        for name, found in self.readings.items():
            values = {number: reading.value for number, reading in found.items()}
            self.verdicts[name] = judge(name, values, samples)
        return self

    @property
    def fails(self) -> list[str]:
        """The fields that the rule reads and that do not hold."""
        return [name for name, verdict in self.verdicts.items() if not verdict.holds]
