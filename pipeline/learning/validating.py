"""How good a description is on pages it was not learnt from: learnt again without some of the pages, which it then
reads, each once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.families.templates import FIELDS
from pipeline.learning.judging import weight_of
from pipeline.learning.learning import Learnt, learn
from pipeline.learning.recurring import folded
from pipeline.learning.samples import Sample, read
from pipeline.learning.verifying import Reading, described, read_with, recognised

_FOLDS = 4
_MOST = 48  # pages that are left out and read
_UNEXPLAINED = 12  # lines that are listed
_OFTEN = 0.25  # share of pages on which such a line stands
_LONGEST = 120


@dataclass(slots=True)
class FieldScore:
    """How a field was read: pages that had a value, and of those where something is sure of it, how many agree."""

    name: str
    found: int = 0
    agree: int = 0
    differ: int = 0
    missing: int = 0  # pages where something is sure of a value and none was read


@dataclass(slots=True)
class Validation:
    """What came of reading pages that were left out."""

    pages: int = 0
    fields: dict[str, FieldScore] = field(default_factory=dict)
    residue: list[float] = field(default_factory=list)
    unexplained: Counter[str] = field(default_factory=Counter)
    unrecognised: list[str] = field(default_factory=list)

    @property
    def left(self) -> float:
        """The share of the pages' characters that nobody claimed."""
        return sum(self.residue) / len(self.residue) if self.residue else 0.0

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Lines that nobody claimed and that recur, with the number of pages, the most frequent first."""
        least = max(2, _OFTEN * self.pages)
        often = [(text, count) for text, count in self.unexplained.items() if count >= least]
        return sorted(often, key=lambda row: (-row[1], row[0]))[:_UNEXPLAINED]


def validate(group: Sequence[Sample], validation: Validation) -> None:
    """Learns from a design's pages without a fourth of them, four times, and notes how those are read."""
    some = group[:: max(1, len(group) // _MOST)][:_MOST]
    folds = min(_FOLDS, len(some) // 2)
    for number in range(folds):
        out = some[number::folds]
        left_out = {sample.path for sample in out}
        rest = [s for s in some if s.path not in left_out]
        own = [Sample(n, sample.path, sample.page) for n, sample in enumerate(rest)]
        learnt = learn(own)
        if learnt.enough is None:
            validation.unrecognised += [sample.path for sample in out]
            validation.pages += len(out)
            continue
        _note(learnt, [Sample(n, sample.path, sample.page) for n, sample in enumerate(out)], validation)


def _note(learnt: Learnt, out: Sequence[Sample], validation: Validation) -> None:
    family = described(learnt)
    for sample in out:
        for line in sample.page.lines:
            line.chrome = None
    read(out)
    for sample, reading in zip(out, read_with(family, out), strict=True):
        validation.pages += 1
        if not recognised(family, sample.page):
            validation.unrecognised.append(sample.path)
        _compare(sample, reading, validation)
        validation.residue.append(reading.residue)
        texts = {" ".join(text.split()) for text in reading.unclaimed if len(text) <= _LONGEST}
        validation.unexplained.update({folded(text): text for text in sorted(texts)}.values())


def _compare(sample: Sample, reading: Reading, validation: Validation) -> None:
    for name in sorted(FIELDS & {*reading.values, *sample.beliefs}):
        value, best = reading.values.get(name), sample.best(name)
        if value in (None, []) and best is None:
            continue
        score = validation.fields.setdefault(name, FieldScore(name))
        if value in (None, []):
            score.missing += 1
            continue
        score.found += 1
        if best is not None:
            same = weight_of(name, best, value) > 0
            score.agree += same
            score.differ += not same
