"""Several designs of one site in one description."""

from collections.abc import Sequence

from pipeline.learning.learning import Learnt
from pipeline.learning.rules import Rule
from pipeline.learning.signs import SignText


def _signs(parts: Sequence[Learnt]) -> list[SignText]:
    """The signs of all designs; one that several show counts once."""
    found: dict[tuple[str, ...], SignText] = {}
    for sign in (sign for part in parts for sign in part.signs):
        known = found.setdefault((sign.where, *sign.phrases), sign)
        known.weight = max(known.weight, sign.weight)
        known.pages = known.pages if known is sign else {*known.pages, *(-1 - number for number in sign.pages)}
    return list(found.values())


def unite(parts: Sequence[Learnt]) -> Learnt:
    """One description of what was learnt of each design."""
    if len(parts) == 1:
        return parts[0]
    enough = max(part.enough or 0 for part in parts)
    for part in parts:
        if part.enough and part.signs and part.enough < enough:
            part.signs[0].weight += enough - part.enough
    rules: dict[str, Rule] = {}
    for part in parts:
        for rule in part.rules:
            rules.setdefault(f"{rule.kind} {rule.text}", rule)
    return Learnt(
        list(rules.values()),
        {
            category: list(dict.fromkeys(line for part in parts for line in part.chrome.get(category, ())))
            for category in dict.fromkeys(category for part in parts for category in part.chrome)
        },
        sorted({stop for part in parts for stop in part.stops}),
        sorted({heading for part in parts for heading in part.abstracts}),
        sorted({line for part in parts for line in part.ends}),
        _signs(parts),
        enough,
        sum(part.pages for part in parts),
        sorted({host for part in parts for host in part.hosts}),
    )
