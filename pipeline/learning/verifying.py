"""What a description makes of pages when it is used, beside what the general reader makes of them; rules that take more
than they give are left out."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.boilerplate.phrases import Phrasebook, mark_chrome
from extractors.boilerplate.shared import SHARED
from extractors.decision.choice import decide
from extractors.families.described import Described
from extractors.families.description import Description
from extractors.families.templates import FIELDS
from extractors.page import Page
from extractors.page.account import Account
from extractors.reading import claim_chrome, propose_work
from pipeline.learning.judging import same, weight_of
from pipeline.learning.learning import Learnt
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample
from pipeline.learning.writing import description_text

Values = dict[str, Any]
_MOST = 24  # pages that rules are tried on
_BETTER = 0.5  # by how much a reading must be better without a rule
_UNKNOWN = 0.3  # what a value costs that nobody else saw
_SELDOM = 0.1  # share of the pages that a rule reads on which something else may be sure
_MANY, _SURELY = 0.4, 0.6  # share of pages that a rule reads, mean certainty of what it tells, to be believed
_NAMES = FIELDS | {"references"}


def described(learnt: Learnt) -> Described:
    """The family that a description which is learnt would be."""
    return Described(Description.model_validate(tomllib.loads(description_text(learnt, "learnt", "learnt"))))


@dataclass(slots=True)
class Reading:
    """A page as a description reads it: values by field, and what nobody claimed, as a share and line by line."""

    values: Values
    residue: float
    unclaimed: list[str]


def read_with(family: Described, samples: Sequence[Sample]) -> list[Reading]:
    """What a family's description makes of each page."""
    book = Phrasebook([], [*SHARED, *(replace(rule, owner=family.name) for rule in family.chrome)])
    read = []
    for sample in samples:
        page = sample.page
        for line in page.lines:
            line.chrome = None
        mark_chrome(page, book.scan(page), family.name)
        _, proposal = propose_work(page, family)
        account = Account(page.text)
        values = decide(proposal, account).values
        claim_chrome(page, account)
        left = [(start, end) for start, end, kind, _ in account.tile() if kind == "residue"]
        share = sum(end - start for start, end in left) / (len(page.text) or 1)
        lines = [line for start, end in left for line in page.text[start:end].splitlines() if line.strip()]
        read.append(Reading(values, share, lines))
    return read


def recognised(family: Described, page: Page) -> bool:
    """Whether a family's signs make a page one of it."""
    return family.recognises(page, Phrasebook([(family.name, family.signs)], []).scan(page).weights.get(family.name, 0))


def prune(learnt: Learnt, samples: Sequence[Sample]) -> None:
    """Leaves out rules, and lines of chrome, without which a reading tells more of what is believed."""
    some = samples[:: max(1, len(samples) // _MOST)][:_MOST]
    told = _told(learnt.rules, len(samples))
    best = _worth_of(learnt, some, told)
    for rule in sorted(learnt.rules, key=lambda rule: (len(rule.pages), str(rule.text))):
        if _is_sure(rule, "title"):  # a page whose title is told shows one work
            continue
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


def _is_sure(rule: Rule, name: str) -> bool:
    """Whether what a rule tells of a field is hardly ever contradicted, and mostly confirmed."""
    verdict = rule.verdicts.get(name)
    if verdict is None or len(verdict.against) > _SELDOM * verdict.read:
        return False
    return sum(verdict.agreed.values()) >= _SURELY * verdict.read


def _told(rules: Sequence[Rule], pages: int) -> dict[tuple[str, int], Any]:
    """What rules of many pages tell, by field and page: this is believed most."""
    told: dict[tuple[str, int], Any] = {}
    for rule in sorted(rules, key=lambda rule: (-len(rule.pages), str(rule.text))):
        if len(rule.pages) < _MANY * pages:
            continue
        for name, found in rule.readings.items():
            if _is_sure(rule, name):
                for number, one in found.items():
                    told.setdefault((name, number), one.value)
    return told


def _worth_of(learnt: Learnt, samples: Sequence[Sample], told: dict[tuple[str, int], Any]) -> float:
    """How much a description tells of what is believed: the certainty of values that agree, less that of others."""
    total = 0.0
    for sample, reading in zip(samples, read_with(described(learnt), samples), strict=True):
        values = reading.values
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
