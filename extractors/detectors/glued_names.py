"""Japanese names that a page printed without anything between (`佐藤花子鈴木一郎`), parted by usual family names."""

import re
from functools import lru_cache

from extractors.detectors.name_words import JAPANESE_SURNAMES

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]{6,200}")
_LONGEST_FAMILY = max(map(len, JAPANESE_SURNAMES))
_GIVEN = (2, 1, 3)  # characters of a given name, the usual length first
_FEWEST = 2


@lru_cache(maxsize=256)
def part_glued_names(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the names of a word that is nothing but two names or more; empty where it cannot be read so.

    Of several ways to part it, the one whose given names have two characters most often counts; where two are as good,
    nobody can tell.
    """
    if not _JAPANESE.fullmatch(text):
        return ()
    # By each place, how far the best way to it is from usual, whether another is as good, and where its name began.
    ways: dict[int, tuple[int, bool, int]] = {0: (0, False, 0)}
    for at in range(len(text)):
        if at not in ways:
            continue
        cost, doubtful, _ = ways[at]
        for family in range(1, _LONGEST_FAMILY + 1):
            if text[at : at + family] not in JAPANESE_SURNAMES:
                continue
            for size in _GIVEN:
                end, more = at + family + size, cost + (size != _GIVEN[0])
                if end > len(text):
                    continue
                known = ways.get(end)
                if known is None or more < known[0]:
                    ways[end] = (more, doubtful, at)
                elif more == known[0] and known[2] != at:
                    ways[end] = (more, True, known[2])
    if len(text) not in ways or ways[len(text)][1]:
        return ()
    spans, end = [], len(text)
    while end:
        spans.append((ways[end][2], end))
        end = ways[end][2]
    return tuple(reversed(spans)) if len(spans) >= _FEWEST else ()
