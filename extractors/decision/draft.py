"""A record being built, with the evidence for each value."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Evidence(NamedTuple):
    """Where a value was read: a span of the page text, or a tag of the page's metadata."""

    rule: str
    start: int | None = None
    end: int | None = None
    tag: str | None = None


@dataclass(slots=True)
class Draft:
    """Values by the record's field names. The first witness of a field holds; later ones may only disagree.

    `start` and `end` bound the part of the page text that the record stands in.
    """

    start: int = 0
    end: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any, *evidence: Evidence) -> bool:
        """Sets a field that has no value yet; returns whether it did. Empty values are no values."""
        if value is None or value == "" or value == [] or name in self.values:
            return False
        self.values[name] = value
        self.evidence[name] = list(evidence)
        return True

    def warn(self, warning: str) -> None:
        """Notes once what the page shows is broken."""
        if warning not in self.warnings:
            self.warnings.append(warning)
