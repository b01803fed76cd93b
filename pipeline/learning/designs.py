"""Pages told apart by what recurs on them: designs of one site, pages of several sites, pages that do not belong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.learning.identity import one_site
from pipeline.learning.recurring import folded
from pipeline.learning.samples import Sample

_COMPARED = 60  # pages that are compared with each other; the others with these
_LONGEST = 120  # characters of a line
_APART = 0.45  # how much of the likeness within two groups there may be between them
_STRANGE = 0.3  # share of the usual likeness below which a page does not belong
_FEWEST = 3  # pages of a design
_SHARE = 0.1  # of all pages
_MOST = 4  # designs
Features = frozenset[str]


@dataclass(slots=True)
class Designs:
    """Groups of pages by design, the largest first; pages that belong to none; whether all may be of one site."""

    groups: list[list[Sample]]
    strange: list[Sample]
    one_site: bool


def tell_apart(samples: Sequence[Sample]) -> Designs:
    """The designs of the pages."""
    features = _features(samples)
    groups, strange = [list(range(len(samples)))], set[int]()
    done: list[list[int]] = []
    while groups:
        group = groups.pop()
        halves = _split(group, features) if len(done) + len(groups) + 1 < _MOST else None
        if halves is None:
            done.append(group)
        else:
            groups += halves
    kept = []
    least = max(_FEWEST, _SHARE * len(samples))
    for group in done:
        if len(group) < least and len(done) > 1:
            strange.update(group)
            continue
        odd = _strangers(group, features)
        strange.update(odd)
        kept.append([n for n in group if n not in odd])
    kept.sort(key=lambda group: (-len(group), group[0]))
    found = [[samples[n] for n in group] for group in kept]
    same = all(one_site(found[0], group) for group in found[1:])
    return Designs(found, [samples[n] for n in sorted(strange)], same)


def _features(samples: Sequence[Sample]) -> list[Features]:
    """What each page shows that another shows too: lines, openings of lines, names of elements."""
    own = [frozenset(_shown(sample)) for sample in samples]
    counts = Counter(feature for features in own for feature in features)
    return [frozenset(f for f in features if counts[f] > 1) for features in own]


def _shown(sample: Sample) -> Iterable[str]:
    for line in sample.page.lines:
        text = folded(line.text)
        if len(text) <= _LONGEST:
            yield text
        head, colon, _ = text.partition(":")
        if colon and len(head) < 40:
            yield f"{head}:"
    if sample.page.rendered is not None:
        for element in sample.page.rendered.root.iter("*"):
            for name in (element.get("class") or "").split()[:4]:
                yield f".{name}"


def _likeness(one: Features, other: Features) -> float:
    both = len(one & other)
    return both / (min(len(one), len(other)) or 1)


def _split(group: Sequence[int], features: Sequence[Features]) -> list[list[int]] | None:
    """Two halves of a group that are less like each other than each is within; None where there are none."""
    if len(group) < 2 * 2:
        return None
    some = group[:: max(1, len(group) // _COMPARED)][:_COMPARED]
    pairs = [(_likeness(features[a], features[b]), a, b) for n, a in enumerate(some) for b in some[n + 1 :]]
    _, first, second = min(pairs)
    halves = [[first], [second]]
    for _ in range(4):
        cores = [_core(half, features) for half in halves]
        new: list[list[int]] = [[], []]
        for number in group:
            scores = [_likeness(features[number], core) for core in cores]
            new[scores[1] > scores[0]].append(number)
        if new == halves or not all(new):
            break
        halves = new
    if not all(len(half) >= 2 for half in halves):
        return None
    within = min(_mean(half, half, features) for half in halves)
    between = _mean(halves[0], halves[1], features)
    return halves if between < _APART * within else None


def _core(group: Sequence[int], features: Sequence[Features]) -> Features:
    """What a good part of a group's pages show."""
    counts = Counter(f for number in group for f in features[number])
    least = max(1, len(group) / 3)
    return frozenset(f for f, count in counts.items() if count >= least)


def _mean(one: Sequence[int], other: Sequence[int], features: Sequence[Features]) -> float:
    found = [_likeness(features[a], features[b]) for a in one[:30] for b in other[:30] if a != b]
    return sum(found) / len(found) if found else 0.0


def _strangers(group: Sequence[int], features: Sequence[Features]) -> set[int]:
    """Pages that share little of what the others of their group share."""
    core = _core(group, features)
    shares = {number: len(features[number] & core) / (len(core) or 1) for number in group}
    usual = median(shares.values())
    return {number for number, share in shares.items() if share < _STRANGE * usual}
