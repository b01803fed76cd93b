"""Whether two author lists can belong to one work: names in any order, given names in full or as initials."""

from collections import Counter
from functools import lru_cache
from typing import Literal

from pipeline.merging.normal import script

Overlap = Literal["absent", "none", "some", "one", "same"]


@lru_cache(8)  # a pair is looked at several times over
def overlap(a: str, b: str) -> Overlap:
    """How two lists of author keys (one a line) agree.

    `same`: every name of the shorter list stands in the other, two or more; `one`: likewise, but it is a single name;
    `some`: half of the shorter list or more; `none`: less; `absent`: a list is missing, or their scripts
    differ.
    """
    if not a or not b or script(a) != script(b):
        return "absent"
    left, right = a.split("\n"), b.split("\n")
    if len(left) > len(right):
        left, right = right, left
    matched = len(left) if a == b else _matched(left, right)
    if matched == len(left):
        return "same" if matched > 1 else "one"
    # A name or two may be misread in a long list, never in a short one.
    if matched >= 4 and matched >= 0.8 * len(left):
        return "same"
    return "some" if matched * 2 >= len(left) and matched else "none"


def _matched(left: list[str], right: list[str]) -> int:
    """How many names of `left` stand in `right`, each used once."""
    free = list(right)
    count = 0
    for name in left:
        for position, other in enumerate(free):
            if same_name(name, other):
                del free[position]
                count += 1
                break
    return count


def same_name(a: str, b: str) -> bool:
    """Whether two author keys (`family;given`, or `;all words`) can name one person.

    The family name is printed in full on both sides, given names agree as far as both show them.
    """
    if a == b:
        return True
    family_a, _, given_a = a.partition(";")
    family_b, _, given_b = b.partition(";")
    if family_a and family_a == family_b:
        return _given_agree(given_a.split(), given_b.split())
    # One page took the given name for the family name.
    if family_a and given_a and given_b and family_a == given_b:
        return _given_agree(given_a.split(), family_b.split())
    if family_b and given_a and given_b and family_b == given_a:
        return _given_agree(given_b.split(), family_a.split())
    # Else names that read one or the other way round, or that one side cut short ("García" of "García Márquez").
    all_a, all_b = f"{family_a} {given_a}".split(), f"{family_b} {given_b}".split()
    if abs(len(a) - len(b)) < 4 and "".join(all_a) in ("".join(all_b), f"{given_b}{family_b}".replace(" ", "")):
        return True
    if not any(len(word) > 1 and word in all_b for word in all_a):
        return False
    shared = [w for w in (Counter(all_a) & Counter(all_b)).elements() if len(w) > 1]  # "Li Li" has two of them
    for side in (family_a, family_b):
        if side and not any(w in shared for w in side.split()):
            return False
    rest_a, rest_b = _without(all_a, shared), _without(all_b, shared)
    if not rest_a or not rest_b:
        # Nothing but the shared words on one side: enough only where those are the whole name.
        return len(shared) > 1 or not (rest_a or rest_b)
    return _given_agree(rest_a, rest_b)


def _given_agree(a: list[str], b: list[str]) -> bool:
    """Whether the shorter list of given names or initials fits into the other, first to first or in any order."""
    if not a or not b:
        return True
    if len(a) > len(b):
        a, b = b, a
    initials = "".join(a)
    if len(initials) <= 3 and initials == "".join(word[0] for word in b)[: len(initials)]:
        return True  # "Gz" of "Guo-zhen"
    return _fits(a[0], b[0]) or all(any(_fits(x, y) for y in b) for x in a)


def _fits(a: str, b: str) -> bool:
    return (
        a == b
        or (min(len(a), len(b)) == 1 and a[0] == b[0])
        or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)))
    )


def _without(words: list[str], shared: list[str]) -> list[str]:
    left = list(words)
    for word in shared:
        left.remove(word)
    return left
