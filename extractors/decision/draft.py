"""A record as the decision leaves it: the values chosen, the evidence for each, the warnings."""

from dataclasses import dataclass, field
from typing import Any

from extractors.decision.candidates import Candidate, Evidence

__all__ = ["Draft", "Evidence"]


@dataclass(slots=True)
class Draft:
    """Values by the record's field names, and the candidates that lost, each with the reason."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)  # of what the reader took
    lost: list[Candidate] = field(default_factory=list)

    def put(self, name: str, value: Any, *evidence: Evidence) -> None:
        """Sets a field that was left open."""
        if name not in self.values:
            self.values[name] = value
            self.evidence[name] = list(evidence)

    def warn(self, warning: str) -> None:
        """Notes once what the page shows is broken."""
        if warning not in self.warnings:
            self.warnings.append(warning)
