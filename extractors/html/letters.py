"""The letters of a run of text, counted: what a marked text and the page text made from it have in common."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate


class Letters:
    """The places of the letters of a run: whole pieces at once, so that a run of any length is asked of at once."""

    def __init__(self, pieces: re.Pattern[str], text: str, start: int, end: int) -> None:
        spans = [match.span() for match in pieces.finditer(text, start, end)]
        self._starts = [start for start, _ in spans]
        self._before = [0, *accumulate(end - start for start, end in spans)]
        self._end = end

    def count_before(self, offset: int) -> int:
        """How many letters stand before an offset."""
        piece = bisect_right(self._starts, offset) - 1
        if piece < 0:
            return 0
        return min(self._before[piece] + offset - self._starts[piece], self._before[piece + 1])

    def place(self, count: int, behind: bool) -> int:
        """The offset that so many letters stand before: of the letter that follows (`behind`), or of the end of the
        last; the end of the run where there are no more."""
        piece = (bisect_right if behind else bisect_left)(self._before, count, 1) - 1
        if piece >= len(self._starts):
            return self._end
        return self._starts[piece] + count - self._before[piece]
