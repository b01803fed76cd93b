"""How much a line looks like names, like a title, like an affiliation: one look at its words, three weighings.

The weights (`line_likeness.tsv`) are fitted by `benchmarks.line_likeness`: a word of a kind behind a word of a kind
(the mean over the line), a kind that stands in the line at all, and how long the line is.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extractors.detectors.line_shape import KIND, KINDS, kinds

_SIZES = (1, 2, 3, 4, 5, 7, 10, 15, 25, 50)  # words and signs, at most; the last bucket is open
_START, _END = KIND["start"], KIND["end"]
_COUNT = len(KINDS)
ROLES = ("authors", "title", "affiliation")


@dataclass(slots=True, frozen=True)
class _Weights:
    bias: float
    pairs: list[float]  # by the kinds of two neighbours
    present: list[float]
    sizes: list[float]


def features(text: str) -> tuple[list[int], list[int], int]:
    """Pairs of neighbouring kinds as numbers, the kinds that occur, and the bucket of the length."""
    found = kinds(text)
    pairs = []
    before = _START * _COUNT
    for kind in found:
        pairs.append(before + kind)
        before = kind * _COUNT
    pairs.append(before + _END)
    size = len(found)
    return pairs, list(set(found)), next((n for n, most in enumerate(_SIZES) if size <= most), len(_SIZES))


@lru_cache(maxsize=1)
def _weights() -> tuple[_Weights, ...]:
    table = tuple(_Weights(0.0, [0.0] * _COUNT**2, [0.0] * _COUNT, [0.0] * (len(_SIZES) + 1)) for _ in ROLES)
    biases = [0.0] * len(ROLES)
    rows = (files("extractors.detectors") / "line_likeness.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows[1:]:
        feature, *numbers = row.split("\t")
        what, _, rest = feature.partition(" ")
        for role, number in enumerate(map(float, numbers)):
            if what == "bias":
                biases[role] = number
            elif what == "size":
                table[role].sizes[int(rest)] = number
            elif what == "any":
                table[role].present[KIND[rest]] = number
            elif " " in rest:
                first, second = rest.split(" ")
                table[role].pairs[KIND[first] * _COUNT + KIND[second]] += number
            else:
                for first_kind in range(_COUNT):
                    table[role].pairs[first_kind * _COUNT + KIND[rest]] += number
    return tuple(_Weights(b, w.pairs, w.present, w.sizes) for b, w in zip(biases, table, strict=True))


@lru_cache(maxsize=256)
def likeness(text: str) -> tuple[float, float, float]:
    """How much a line looks like names, a title and an affiliation, each from 0 to 1. The three are told apart, but a
    line may be neither."""
    pairs, present, size = features(text)
    if len(pairs) < 2:
        return 0.0, 0.0, 0.0
    authors, title, affiliation = (_score(weights, pairs, present, size) for weights in _weights())
    return authors, title, affiliation


def _score(weights: _Weights, pairs: list[int], present: list[int], size: int) -> float:
    of_pair, of_kind = weights.pairs, weights.present
    total = weights.bias + weights.sizes[size] + sum([of_pair[p] for p in pairs]) / len(pairs)
    total += sum([of_kind[k] for k in present])
    return 1 / (1 + math.exp(-total)) if -40 < total < 40 else float(total > 0)
