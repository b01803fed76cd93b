"""Strings made to slow a regular expression down: what each repeat of it takes, over and over, and then a near miss."""

import random
import re
import signal
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 3  # a repeat of fewer times is no loop
_MISSES = ("", "\0", "!", "\n", " ", "a", "9")
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "7",
    sre.CATEGORY_NOT_DIGIT: "x",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "x",
    sre.CATEGORY_WORD: "x",
    sre.CATEGORY_NOT_WORD: "-",
}
_COMMON = "a7 A.-,(\n>é中"


def attacks(pattern: str, flags: int, size: int, chance: random.Random) -> Iterator[str]:
    """Strings of about `size` characters that ought to be hard for a pattern."""
    pumps = {char * 2 for char in _COMMON}
    for prefix, body in _loops(parser.parse(pattern, flags), ""):
        pumps |= {body, prefix, prefix + body, body + body[:1], *(body + char for char in chance.sample(_COMMON, 2))}
        for miss in _MISSES:
            yield prefix + body * (size // max(len(body), 1)) + miss
    alphabet = sorted({char for pump in pumps for char in pump})
    pumps |= {a + b for a in chance.sample(alphabet, min(6, len(alphabet))) for b in alphabet[:12]}
    for pump in sorted(pumps):
        if pump:
            yield pump * (size // len(pump)) + chance.choice(_MISSES)


def _loops(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """For each repeat, and each alternative within it: what leads to it, and what it takes."""
    for kind, value in tree:
        if kind in _REPEATS:
            _low, high, body = value
            if high is sre.MAXREPEAT or high > _MANY:
                for one in _takes(body):
                    yield before, one
            yield from _loops(body, before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _loops(branch, before)
        else:
            for inner in _inside(kind, value):
                yield from _loops(inner, before)
        before += next(iter(_takes([(kind, value)])), "")


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if kind is sre.GROUPREF_EXISTS:
        return [branch for branch in value[1:] if branch]
    return []


def _takes(tree: Any) -> list[str]:
    """Some of the strings that a sequence takes."""
    found = [""]
    for kind, value in tree:
        found = [one + other for one in found[:4] for other in _take(kind, value)[:8]] or [""]
    return list(dict.fromkeys(found))


def _take(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.NOT_LITERAL:
        return [next(char for char in "x- " if ord(char) != value)]
    if kind is sre.ANY:
        return ["x", " "]
    if kind is sre.IN:
        return _members(value)
    if kind is sre.BRANCH:
        return [one for branch in value[1] for one in _takes(branch)[:2]]
    if kind in _REPEATS:
        low, high, body = value
        high = 2 if high is sre.MAXREPEAT else min(high, max(2, low))
        return [one * times for one in _takes(body)[:4] for times in {max(low, 1), high}] + ([""] if not low else [])
    if kind in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        return _takes(value[3] if kind is sre.SUBPATTERN else value)
    if kind is sre.CATEGORY:
        return [_CATEGORIES[value]]
    return [""]


def _members(items: Any) -> list[str]:
    """Some characters of a class."""
    if items[0][0] is sre.NEGATE:
        refused = re.compile("[" + "".join(map(_spelt, items[1:])) + "]")
        return [char for char in "x- 7,A\n中" + string.punctuation if not refused.match(char)][:5] or ["\u2603"]
    found = []
    for kind, value in items:
        if kind is sre.LITERAL:
            found.append(chr(value))
        elif kind is sre.RANGE:
            found.append(chr(value[0]))
        elif kind is sre.CATEGORY:
            found.append(_CATEGORIES[value])
    return list(dict.fromkeys(found))[:8]


def _spelt(item: Any) -> str:
    kind, value = item
    if kind is sre.CATEGORY:
        name = str(value)
        letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rpartition("_")[2]]
        return "\\" + (letter.upper() if "NOT" in name else letter)
    if kind is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return re.escape(chr(value))


class TooSlow(Exception):
    """A call took longer than it was given."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends its body after so many seconds of this process's time: TooSlow."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def spent(call: Callable[[], object], limit: float = 5.0) -> float:
    """The processor's seconds for a call, `limit` where it takes longer."""
    began = process_time()
    try:
        with within(limit):
            call()
    except TooSlow:
        return limit
    return process_time() - began
