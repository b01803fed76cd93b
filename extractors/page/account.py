"""The account: every character of the page text belongs to exactly one segment."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple


class Claim(NamedTuple):
    """A run of the page text that somebody claimed."""

    start: int
    end: int
    kind: str
    rule: str | None


class Account:
    """Who claimed which characters. The first claim holds: whoever ranks higher claims earlier."""

    __slots__ = ("_claims", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []
        self._claims: list[Claim] = []

    def claim(self, start: int, end: int, kind: str, rule: str) -> None:
        """Claims what is still free between `start` and `end`; runs of white space alone are nobody's."""
        index = bisect_left(self._starts, start)
        if self._is_gap(index, start, end):
            self._add(index, start, end, kind, rule)
            return
        for gap_start, gap_end in self.free(start, end):
            self._add(bisect_left(self._starts, gap_start), gap_start, gap_end, kind, rule)

    def _is_gap(self, index: int, start: int, end: int) -> bool:
        """Whether `start` to `end` lies between the claim before number `index` and that claim."""
        claims = self._claims
        return (index == 0 or claims[index - 1].end <= start) and (index == len(claims) or end <= claims[index].start)

    def _add(self, index: int, start: int, end: int, kind: str, rule: str) -> None:
        text = self.text
        if start < end and not (text[start : start + 1].isspace() and text[start:end].isspace()):
            self._starts.insert(index, start)
            self._claims.insert(index, Claim(start, end, kind, rule))

    def free(self, start: int, end: int) -> list[tuple[int, int]]:
        """The unclaimed runs between `start` and `end`, in order."""
        runs = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end and index < len(self._claims):
            claim = self._claims[index]
            if claim.start >= end:
                break
            if claim.start > start:
                runs.append((start, claim.start))
            start = max(start, claim.end)
            index += 1
        if start < end:
            runs.append((start, end))
        return runs

    def is_free(self, start: int, end: int) -> bool:
        """Whether nobody has claimed any character between `start` and `end`."""
        return start < end and self._is_gap(bisect_left(self._starts, start), start, end)

    def claims(self) -> list[Claim]:
        """What has been claimed, in order."""
        return list(self._claims)

    def tile(self) -> list[Claim]:
        """Segments that rebuild the page text: the claims, and residue for what nobody claimed.

        White space between segments belongs to the segment before it, at the start of the page to the first.
        """
        marks: list[tuple[int, str, str | None]] = []  # where a segment starts, its kind and rule
        at = 0
        for claim in self._claims:
            if at < claim.start:
                self._residue(marks, at, claim.start)
            marks.append((claim.start, claim.kind, claim.rule))
            at = claim.end
        self._residue(marks, at, len(self.text))
        if not marks:
            return [Claim(0, len(self.text), "residue", None)] if self.text else []
        marks[0] = (0, *marks[0][1:])
        ends = [mark[0] for mark in marks[1:]] + [len(self.text)]
        return [Claim(start, end, kind, rule) for (start, kind, rule), end in zip(marks, ends, strict=True)]

    def _residue(self, marks: list[tuple[int, str, str | None]], start: int, end: int) -> None:
        gap = self.text[start:end]
        visible = gap.lstrip()
        if visible:
            marks.append((end - len(visible), "residue", None))


def cleaned(text: str, segments: list[Claim]) -> str:
    """The page text without its labels and boilerplate; at most one blank line stands between what is left."""
    pieces: list[str] = []
    broken = False  # a break stood in what was left out
    for start, end, kind, _ in segments:
        run = text[start:end]
        if kind in ("field", "residue"):
            if broken and pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            pieces.append(run)
            broken = False
        else:
            broken = broken or "\n" in run
    lines = [line.rstrip() for line in "".join(pieces).split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip()
