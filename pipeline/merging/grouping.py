"""Matches between pairs into groups, so that no group holds two records that cannot be one work.

The result depends on the records and matches only, never on their order: matches are taken by falling score, those of
one score at once, and a record that fits two groups equally well which cannot be one goes to neither.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.merging.evidence import CERTAIN, IDENTIFIERS, clash, contradiction, is_early, other_abstract
from pipeline.merging.features import Features, row


class Edge(NamedTuple):
    """A match of two records, named by their numbers."""

    a: int
    b: int
    score: float


class Forest:
    """Union-find over the numbers 0 … size - 1; the root of a set is its least member."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, node: int) -> int:
        parent = self.parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def union(self, a: int, b: int) -> None:
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low


def settle(members: Mapping[int, Features], edges: Sequence[Edge]) -> dict[int, int]:
    """The groups of one connected component: for each member, the least member of its group."""
    groups = _Groups(members)
    tiers: defaultdict[tuple[bool, float], list[Edge]] = defaultdict(list)
    for edge in edges:
        # A page that does not say so may show a preprint, but only where no published version claims it.
        unsaid = edge.score < CERTAIN and is_early(members[edge.a]) != is_early(members[edge.b])
        tiers[not unsaid, edge.score].append(edge)
    for tier in sorted(tiers, reverse=True):
        groups.merge(tiers[tier], certain=tier[1] >= CERTAIN)
    return {member: groups.root[member] for member in members}


_SHOWN_AS = {"first_page": "pages", "container_title": "container"} | {
    name: name for name in ("year", "volume", "issue", "title", "authors", "abstract")
}
"""The features behind what `contradiction` names."""


class _Groups:
    """Groups under construction."""

    def __init__(self, members: Mapping[int, Features]) -> None:
        self.members = members
        self.root = {m: m for m in members}
        self.inside: dict[int, list[int]] = {m: [m] for m in members}
        # Many copies of one record look alike: what fits one of them fits all.
        first: dict[tuple[object, ...], int] = {}
        self._looks = {m: frozenset({first.setdefault(row(f), m)}) for m, f in members.items()}
        self._known: dict[tuple[int, int, bool], bool] = {}

    def merge(self, edges: Iterable[Edge], *, certain: bool) -> None:
        """Takes the matches of one score, as far as they agree with each other and with the groups that stand."""
        links: defaultdict[int, set[int]] = defaultdict(set)
        for a, b, _ in edges:
            left, right = self.root[a], self.root[b]
            if left != right and self._fit(self._looks[left], self._looks[right], certain):
                links[left].add(right)
                links[right].add(left)
        for component in _components(links):
            if self._all_fit(component, certain):
                self._join(component)
                continue
            torn = {node for node in component if not self._all_fit(sorted(links[node]), certain)}
            rest = {n: links[n] - torn for n in component if n not in torn}
            for part in _components(rest):
                if self._all_fit(part, certain):
                    self._join(part)

    def _join(self, roots: Sequence[int]) -> None:
        low = min(roots)
        self._looks[low] = frozenset().union(*(self._looks.pop(root) for root in roots))
        for root in roots:
            if root != low:
                for member in self.inside.pop(root):
                    self.root[member] = low
                    self.inside[low].append(member)

    def _all_fit(self, roots: Sequence[int], certain: bool) -> bool:
        different = Counter(self._looks[root] for root in roots)
        if certain and not _clashing(self.members[one] for looks in different for one in looks):
            return True
        found = sorted(different, key=min)
        return all(
            self._fit(a, b, certain)
            for i, a in enumerate(found)
            for b in found[i if different[a] > 1 and len(a) > 1 else i + 1 :]
        )

    def _fit(self, left: Iterable[int], right: Iterable[int], certain: bool) -> bool:
        """Whether nothing that looks like one of `left` forbids one of `right`."""
        return all(
            self._pair_fits(a, b, certain) or self._explained(a, b, right) or self._explained(b, a, left)
            for a in left
            for b in right
            if a != b
        )

    def _explained(self, one: int, other: int, group: Iterable[int]) -> bool:
        """Whether what speaks against the two differs within the other's group as well: a page with the same DOI as
        `other`, say under the original of a translated title, agrees with `one` in it."""
        a, b = self.members[one], self.members[other]
        if clash(a, b):
            return False
        name = _SHOWN_AS[contradiction(a, b) or "abstract"]
        near = (self.members[n] for n in group if n != other)
        return any(
            getattr(m, name)
            and getattr(a, name)
            and _identified(m, b)
            and not (contradiction(a, m) or other_abstract(a, m))
            for m in near
        )

    def _pair_fits(self, a: int, b: int, certain: bool) -> bool:
        key = (a, b, certain) if a < b else (b, a, certain)
        fits = self._known.get(key)
        if fits is None:
            one, other = self.members[a], self.members[b]
            fits = not clash(one, other) and (
                certain or _identified(one, other) or not (contradiction(one, other) or other_abstract(one, other))
            )
            self._known[key] = fits
        return fits


def _clashing(members: Iterable[Features]) -> bool:
    """Whether any two of them clash. What clashes is a few values, which thousands of members share."""
    different = {(*(getattr(m, n) for n in IDENTIFIERS), m.kind, m.notice, bool(m.title)): m for m in members}
    found = list(different.values())
    return any(clash(a, b) for i, a in enumerate(found) for b in found[i + 1 :])


def _identified(a: Features, b: Features) -> bool:
    """Whether two records, already one group or about to be, show one DOI: then a differing page is a misprint."""
    return bool((a.doi and a.doi == b.doi) or (a.pmid and a.pmid == b.pmid))


def _components(links: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """Connected components, sorted."""
    seen: set[int] = set()
    found = []
    for start in sorted(links):
        if start in seen:
            continue
        stack, component = [start], []
        seen.add(start)
        while stack:
            node = stack.pop()
            component.append(node)
            for near in links[node]:
                if near not in seen:
                    seen.add(near)
                    stack.append(near)
        found.append(sorted(component))
    return found
