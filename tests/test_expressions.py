"""No text, however it is made, lets a regular expression take time beyond its length."""

import random
import re
import tomllib
from collections import deque
from pathlib import Path

import pytest

from .expressions import Expression, expressions
from .pumping import attacks, spent

_EXPONENTIAL = 60  # characters; below 2 to the 20th steps each takes next to no time
_SHORT = 4000
_LIMIT = 0.05  # seconds of processor; what is linear takes a hundredth
_KNOWN = frozenset(tomllib.loads(Path(__file__).with_name("quadratic.toml").read_text("utf-8"))["known"])
_EACH = 6  # of a table of labels and the like, which are alike


def worst(expression: Expression, size: int, limit: float) -> tuple[float, str]:
    """The longest time that an expression takes for one of the strings made for it, and that string."""
    pattern, found = expression.pattern, (0.0, "")
    in_bytes = isinstance(pattern.pattern, bytes)
    source = pattern.pattern.decode("latin-1") if in_bytes else pattern.pattern
    for made in attacks(source, pattern.flags & ~re.UNICODE if in_bytes else pattern.flags, size, random.Random(1)):
        text = made.encode("latin-1", "ignore") if in_bytes else made
        calls = [pattern.fullmatch, pattern.match]
        if expression.anywhere:
            calls = [lambda text: deque(pattern.finditer(text), 0)]
        for call in calls:
            took = spent(lambda call=call, text=text: call(text), limit)
            if took > found[0]:  # the machine may be busy: the smallest of some counts
                took = min([took, *(spent(lambda call=call, text=text: call(text), limit) for _ in range(4))])
            found = max(found, (took, made))
        if found[0] >= limit:
            break
    return found


def kinds() -> list[Expression]:
    """The expressions, of a table of many only some."""
    chosen, seen = [], {}
    for expression in expressions():
        table = re.split(r"\.\?|\._table|\._behind", expression.where)[0]
        seen[table] = seen.get(table, 0) + 1
        if seen[table] <= _EACH:
            chosen.append(expression)
    return chosen


def is_quadratic(expression: Expression) -> bool:
    """Whether a text four times as long takes more than six times as long."""
    if worst(expression, 4 * _SHORT, _LIMIT)[0] < _LIMIT:
        return False
    once, _ = worst(expression, _SHORT, 1.0)
    return worst(expression, 4 * _SHORT, 16 * once + _LIMIT)[0] > 6 * once


def test_none_is_exponential():
    slow = {}
    for expression in kinds():
        took, text = worst(expression, _EXPONENTIAL, _LIMIT)
        if took >= _LIMIT:
            slow[expression.where] = text
    assert not slow


@pytest.mark.timed
def test_none_is_quadratic():
    assert {expression.where for expression in kinds() if is_quadratic(expression)} <= _KNOWN


@pytest.mark.parametrize("bad", [r"(?:a?\d{1,3}[a-z]?|b)+", r"(a+)+$", r"(?:x|x)*y", r"(\w+\s?)*:"])
def test_what_is_exponential_is_found(bad):
    assert worst(Expression("bad", re.compile(bad), False), _EXPONENTIAL, _LIMIT)[0] >= _LIMIT


@pytest.mark.parametrize("bad", [r"\s+$", r"a*b", r"<.*>", r"\w+@"])
def test_what_is_quadratic_is_found(bad):
    assert is_quadratic(Expression("bad", re.compile(bad), True))


@pytest.mark.parametrize("good", [r"(?<!\s)\s++$", r"\d{4}-\d\d", r"[^\W\d]{1,9}:", r"[^<>]{1,20}"])
def test_what_is_linear_is_not(good):
    assert not is_quadratic(Expression("good", re.compile(good), True))
