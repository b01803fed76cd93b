"""What a description makes of pages when it is used, beside what the general reader makes of them; rules that take more
than they give are left out."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractors.boilerplate.phrases import Phrasebook, mark_chrome
from extractors.boilerplate.shared import SHARED
from extractors.decision.choice import decide
from extractors.families.described import Described
from extractors.families.description import Description
from extractors.families.templates import FIELDS
from extractors.html.proposals import propose_head
from extractors.page.account import Account
from extractors.reader.outline import outline_of
from extractors.reader.reader import propose_reading
from pipeline.learning.judging import same, weight_of
from pipeline.learning.learning import Learnt
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample
from pipeline.learning.writing import description_text

Values = dict[str, Any]
_MOST = 24  # pages that rules are tried on
_BETTER = 0.5  # by how much a reading must be better without a rule
_UNKNOWN = 0.3  # what a value costs that nobody else saw
_MANY, _SURELY = 0.4, 0.6  # share of pages that a rule reads, mean certainty of what it tells, to be believed
_NAMES = FIELDS | {"references"}


def described(learnt: Learnt) -> Described:
    """The family that a description which is learnt would be."""
    return Described(Description.model_validate(tomllib.loads(description_text(learnt, "learnt", "learnt"))))


def read_with(family: Described, samples: Sequence[Sample]) -> list[Values]:
    """The values of each page, by field, as the family's description reads them."""
    book = Phrasebook([], [*SHARED, *(replace(rule, owner=family.name) for rule in family.chrome)])
    read = []
    for sample in samples:
        page = sample.page
        for line in page.lines:
            line.chrome = None
        mark_chrome(page, book.scan(page), family.name)
        family.mark_patterns(page)
        outline = outline_of(page, family.layout)
        proposal = propose_reading(page, outline, family.propose(outline))
        family.confirm(outline, proposal)
        if page.head is not None:
            propose_head(proposal, page.head)
        read.append(decide(proposal, Account(page.text)).values)
    return read


def prune(learnt: Learnt, samples: Sequence[Sample]) -> None:
    """Leaves out rules, and lines of chrome, without which a reading tells more of what is believed."""
    some = samples[:: max(1, len(samples) // _MOST)][:_MOST]
    told = _told(learnt.rules, len(samples))
    best = _worth_of(learnt, some, told)
    for rule in sorted(learnt.rules, key=lambda rule: (len(rule.pages), str(rule.text))):
        kept, learnt.rules = learnt.rules, [other for other in learnt.rules if other is not rule]
        worth = _worth_of(learnt, some, told)
        if worth > best + _BETTER:
            best = worth
        else:
            learnt.rules = kept
    for stop in list(learnt.stops):
        learnt.stops.remove(stop)
        worth = _worth_of(learnt, some, told)
        if worth > best + _BETTER:
            best = worth
        else:
            learnt.stops = sorted([*learnt.stops, stop])


def _told(rules: Sequence[Rule], pages: int) -> dict[tuple[str, int], Any]:
    """What rules of many pages tell, by field and page: this is believed most."""
    told: dict[tuple[str, int], Any] = {}
    for rule in sorted(rules, key=lambda rule: (-len(rule.pages), str(rule.text))):
        if len(rule.pages) < _MANY * pages:
            continue
        for name, found in rule.readings.items():
            verdict = rule.verdicts[name]
            if not verdict.against and sum(verdict.agreed.values()) >= _SURELY * verdict.read:
                for number, one in found.items():
                    told.setdefault((name, number), one.value)
    return told


def _worth_of(learnt: Learnt, samples: Sequence[Sample], told: dict[tuple[str, int], Any]) -> float:
    """How much a description tells of what is believed: the certainty of values that agree, less that of others."""
    total = 0.0
    for sample, values in zip(samples, read_with(described(learnt), samples), strict=True):
        for name in _NAMES & {*sample.beliefs, *values}:
            total += _worth(name, values.get(name), sample, told.get((name, sample.number)))
    return total


def _worth(name: str, value: Any, sample: Sample, told: Any) -> float:
    if value is None or value == []:
        return 0.0
    if told is not None:
        return 1.0 if same(name, told, value) else -1.0
    weight = max((weight_of(name, b, value) for b in sample.beliefs.get(name, ())), default=0.0)
    best = sample.best(name)
    return weight or (-best.weight if best is not None else -_UNKNOWN)
