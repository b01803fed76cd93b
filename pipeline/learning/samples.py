"""The pages that are learnt from, each read by the general reader, with all that it holds possible of each field."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.boilerplate.phrases import Phrasebook, mark_chrome
from extractors.boilerplate.refusals import SIGNS
from extractors.boilerplate.shared import SHARED
from extractors.decision.agreement import key
from extractors.decision.candidates import Candidate, Proposal, Rank
from extractors.decision.choice import decide
from extractors.html.proposals import propose_head
from extractors.page import Page
from extractors.page.account import Account
from extractors.reader.outline import Layout, Outline, outline_of
from extractors.reader.reader import propose_reading

_TAG, _OTHER = 0.97, 0.5  # how sure a tag of the head is of its value, one that often speaks of the site, a detector
_MOST = 0.95  # how sure the reader is at most
UNIQUE = frozenset(("title", "doi", "abstract"))  # fields that no two works share
_REPEATED = 0.15  # share of pages on which such a value is the site's


@dataclass(slots=True)
class Belief:
    """A value that a page may have for a field: where it stands, how sure it is, and whether the reader chose it."""

    value: Any
    weight: float
    sure: bool
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Sample:
    """A page to learn from. `beliefs` are by field, the likeliest first; `outline` is as the last reading saw it."""

    number: int
    path: str
    page: Page
    beliefs: dict[str, list[Belief]] = field(default_factory=dict)
    outline: Outline | None = None

    @property
    def text(self) -> str:
        return self.page.text

    def best(self, name: str) -> Belief | None:
        """What the reader, or a tag, chose for a field."""
        return next((belief for belief in self.beliefs.get(name, ()) if belief.sure), None)

    @property
    def seen(self) -> Outline:
        """The page's outline; it is there once the page was read."""
        assert self.outline is not None
        return self.outline


@lru_cache(maxsize=1)
def _shared() -> Phrasebook:
    return Phrasebook(list(SIGNS.items()), SHARED)


def read(samples: Sequence[Sample], layout: Layout | None = None) -> None:
    """Reads pages as the general reader does, save for lines that are marked as chrome already, and notes what each
    may have for each field."""
    for sample in samples:
        page = sample.page
        mark_chrome(page, _shared().scan(page), "")
        sample.outline = outline_of(page, layout)
        proposal = propose_reading(page, sample.outline)
        if page.head is not None:
            propose_head(proposal, page.head)
        draft = decide(proposal, Account(page.text))
        sample.beliefs = _beliefs(proposal, set(map(id, _winners(proposal, draft.values))))
    _drop_repeated(samples)


def _winners(proposal: Proposal, values: dict[str, Any]) -> Iterable[Candidate]:
    return (c for c in proposal.candidates if c.field in values and values[c.field] is c.value and c.lost is None)


def _beliefs(proposal: Proposal, winners: set[int]) -> dict[str, list[Belief]]:
    groups: dict[tuple[str, Any], list[Candidate]] = {}
    for candidate in proposal.candidates:
        groups.setdefault((candidate.field, key(candidate.field, candidate.value)), []).append(candidate)
    beliefs: dict[str, list[Belief]] = {}
    for (name, _), group in groups.items():
        doubt, seen = 1.0, set[Any]()
        for candidate in group:
            witness = candidate.place if candidate.place is not None else candidate.evidence[0].rule
            if witness not in seen:
                seen.add(witness)
                doubt *= 1.0 - _sure(candidate)
        spans = [(e.start, e.end) for c in group for e in c.evidence if e.start is not None and e.end is not None]
        sure = any(id(candidate) in winners for candidate in group)
        belief = Belief(group[0].value, 1.0 - doubt, sure, list(dict.fromkeys(spans)))
        beliefs.setdefault(name, []).append(belief)
    for found in beliefs.values():
        found.sort(key=lambda belief: (not belief.sure, -belief.weight))
    return beliefs


def _sure(candidate: Candidate) -> float:
    if candidate.rank == Rank.HEAD:
        return _TAG
    return min(candidate.score, _MOST) if candidate.rank == Rank.READER else _OTHER


def _drop_repeated(samples: Sequence[Sample]) -> None:
    """Takes back values that many pages share where no two works do: these are the site's."""
    most = max(2, _REPEATED * len(samples))
    for name in UNIQUE:
        counts = Counter(k for sample in samples for k in {key(name, b.value) for b in sample.beliefs.get(name, ())})
        for sample in samples:
            kept = [b for b in sample.beliefs.get(name, ()) if counts[key(name, b.value)] <= most]
            if name in sample.beliefs:
                sample.beliefs[name] = kept


def samples_of(pages: Iterable[tuple[str, Page]]) -> list[Sample]:
    """Pages to learn from, in the order given, with their paths."""
    return [Sample(number, path, page) for number, (path, page) in enumerate(pages)]


def shown(path: str) -> str:
    """A page's name, as reports print it."""
    return Path(path).name
