"""Which rules a description needs: the fewest that tell the values of the pages."""

from collections.abc import Iterable, Sequence

from pipeline.learning.rules import Rule

_KINDS = {"selector": 1.1, "line": 1.05, "label": 1.0, "order": 0.95}
_SOME = 0.6  # what a rule must add
_PRECISIONS = {"year": len("2000"), "month": len("2000-01"), "day": len("2000-01-01")}


def choose(rules: Iterable[Rule], least: int, kept: Sequence[Rule] = ()) -> list[Rule]:
    """The rules that each tell values no other tells, the most telling first; `kept` are chosen already."""
    chosen = list(kept)
    left = [rule for rule in rules if not any((rule.kind, rule.text) == (one.kind, one.text) for one in chosen)]
    covered = {
        part for rule in kept for name, verdict in rule.verdicts.items() for part in _parts(rule, name, verdict.read_on)
    }
    while left:
        gains = [(_gain(rule, covered), rule) for rule in left]
        gain, best = max(gains, key=lambda row: (row[0], -len(str(row[1].text)), str(row[1].text)))
        if gain < max(_SOME, 0.3 * least):
            break
        chosen.append(best)
        for name, verdict in best.verdicts.items():
            covered.update(_parts(best, name, verdict.read_on))
        left = [rule for (value, rule) in gains if rule is not best and value > 0]
    return chosen


def _gain(rule: Rule, covered: set[tuple[str, int]]) -> float:
    total = 0.0
    for name, verdict in rule.verdicts.items():
        for pages, factor in ((verdict.agreed, 1.0), (verdict.against, -1.5)):
            parts = _parts(rule, name, pages)
            total += sum(
                factor * pages[number] / _size(name) for part, number in parts if (part, number) not in covered
            )
    return total * _KINDS[rule.kind]


def _size(name: str) -> int:
    return len(_PRECISIONS) if name == "issued" else 1


def _parts(rule: Rule, name: str, pages: Iterable[int]) -> list[tuple[str, int]]:
    """What a rule tells, by page: of a date, each of year, month and day."""
    if name != "issued":
        return [(name, number) for number in pages]
    return [
        (part, number)
        for number in pages
        for part, length in _PRECISIONS.items()
        if len(rule.readings[name][number].value) >= length
    ]


def fullness(rule: Rule) -> float:
    """How much of a date a rule tells, on average."""
    found = rule.readings.get("issued", {})
    return sum(len(one.value) for one in found.values()) / len(found) if found else 0.0


def in_order(rules: Sequence[Rule], kind: str) -> list[Rule]:
    """The chosen rules of a kind, those of full dates and of most pages first."""
    own = [rule for rule in rules if rule.kind == kind]
    return sorted(own, key=lambda rule: (-fullness(rule), -len(rule.pages), str(rule.text)))
