"""Processes that do the tasks of a merge."""

import os
import signal
from pathlib import Path

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


def die_once(flag: Path) -> str:
    if not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return flag.name


def test_a_task_whose_process_is_killed_is_done_by_another(tmp_path):
    flags = [tmp_path / str(number) for number in range(9)]
    for number in (1, 2, 3, 5, 6, 7, 8):
        flags[number].touch()
    with processes(3) as spread:  # two are killed
        assert list(spread(die_once, flags)) == list("012345678")


def fail(number: int) -> int:
    raise ValueError(number)


def test_an_error_of_a_task_is_raised(tmp_path):
    with pytest.raises(ValueError, match="7"), processes(2) as spread:
        list(spread(fail, [7]))


def test_a_killed_worker_is_said():
    with pytest.raises(RunError, match="worker"), processes(2) as spread:
        list(spread(die, [9]))
