"""Processes that do the tasks of a merge."""

import os

import pytest

from pipeline.errors import RunError
from pipeline.merging.workers import processes


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    os._exit(number)


@pytest.mark.parametrize("number", [1, 2])
def test_results_come_in_order_and_items_are_taken_as_needed(number):
    taken = []

    def items():
        for item in range(100):
            taken.append(item)
            yield item

    with processes(number) as spread:
        results = iter(spread(double, items()))
        assert next(results) == 0
        assert len(taken) < 20
        assert list(results) == [2 * item for item in range(1, 100)]


def test_a_killed_worker_is_said():
    with pytest.raises(RunError, match="worker"), processes(2) as spread:
        list(spread(die, [9]))
