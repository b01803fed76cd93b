"""What families, head metadata and the reader propose: values with their evidence, of which the decision chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

from extractors.found import Found
from extractors.page.account import Account, Claim


class Evidence(NamedTuple):
    """Where a value was read: a span of the page text, or a tag of the page's metadata."""

    rule: str
    start: int | None = None
    end: int | None = None
    tag: str | None = None


class Rank(IntEnum):
    """Who proposes. A higher rank is believed before a lower one, whatever their scores."""

    DETECTOR = 0  # an identifier met in text that nobody else claimed
    WEAK = 1  # a tag that often speaks of the site or the page instead of the work
    READER = 2  # the reader of pages that no family describes
    HEAD = 3  # a tag that speaks of the work
    FAMILY = 4  # the description of the page's family


@dataclass(slots=True)
class Candidate:
    """A value somebody proposes for a field.

    `score` is how sure the proposer is, from 0 to 1, and compares candidates of one rank. `place` names the line or tag
    that a group of values was read from: volume and pages of one citation belong together. `repaired` says that it was
    mended to be read. `lost` says why the decision did not take it, None while it may still win.
    """

    field: str
    value: Any
    evidence: list[Evidence]
    rank: Rank
    score: float = 1.0
    place: int | None = None
    repaired: bool = False
    lost: str | None = None


@dataclass(slots=True)
class Proposal:
    """All that is proposed for one work: candidates, in the order they were met, and the account they would give.

    The account holds labels and boilerplate; a family's also the spans of its values. `start` and `end` bound
    the part of the page text that the work stands in.
    """

    account: Account
    start: int = 0
    end: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)  # why this may be no page of one work
    settled: set[str] = field(default_factory=set)  # fields that elements hold, of which a family reads no more
    rests: list[Claim] = field(default_factory=list)  # what belongs to a value's line, claimed after all values

    def __bool__(self) -> bool:
        return bool(self.candidates)

    def has(self, name: str) -> bool:
        """Whether a value is proposed for a field."""
        return any(candidate.field == name for candidate in self.candidates)

    def first(self, name: str) -> Any:
        """The first value proposed for a field, or None."""
        return next((candidate.value for candidate in self.candidates if candidate.field == name), None)

    def propose(
        self,
        name: str,
        value: Any,
        evidence: list[Evidence],
        rank: Rank,
        score: float = 1.0,
        place: int | None = None,
        repaired: bool = False,
    ) -> None:
        """Adds a candidate; empty values are none."""
        if value is not None and value != "" and value != []:
            self.candidates.append(Candidate(name, value, evidence, rank, score, place, repaired))

    def read(
        self,
        name: str,
        found: Found[Any] | Sequence[Found[Any]],
        rule: str,
        rank: Rank,
        score: float = 1.0,
        place: int | None = None,
    ) -> None:
        """Proposes what was found in the page text, in one place or, as the parts of a list, in several."""
        readings = [found] if isinstance(found, Found) else list(found)
        readings = [reading for reading in readings if reading.value is not None]
        if readings:
            many = len(readings) > 1
            value = [item for reading in readings for item in reading.value] if many else readings[0].value
            self.propose(name, value, [Evidence(rule, r.start, r.end) for r in readings], rank, score, place)

    def mark(self, start: int, end: int, kind: str, rule: str) -> None:
        """Notes a label, boilerplate or a field's text that belongs to the work, where nobody has before."""
        self.account.claim(start, end, kind, rule)

    def warn(self, warning: str) -> None:
        """Notes once what the page shows is broken."""
        if warning not in self.warnings:
            self.warnings.append(warning)
