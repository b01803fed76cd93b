"""Fingerprints of abstracts: MinHash bands for near-duplicates, and anchors near the start for those a page cut off.

Both are made of the 9-grams of the abstract's letters (`normal.abstract_letters`), so what lies between the letters
does not matter, and a label more or less changes few of them. MinHash is rensa's; a batch costs a few calls.
"""

from itertools import combinations
from typing import Any

from pipeline.merging.extra import require

GRAM = 9
BANDS, ROWS = 12, 5
"""LSH: abstracts that share 90 % of their grams meet with a probability of 0.99997, 80 %: 0.99, 10 %: 0.0001."""
HEAD = 100
"""Letters from the start that a teaser shows; anchors are the least and greatest gram by two orders, three together."""
SHORTEST = 60
"""Letters below which an abstract says nothing."""
_SEED = 20120224
_PRIME = 0x100000001B3


def fingerprint_keys(abstracts: list[str]) -> tuple[Any, Any]:
    """Block keys of `abstracts` (letters): two arrays, the keys (uint64) and the index of the abstract (int64)."""
    np = require("numpy")
    chosen = [i for i, text in enumerate(abstracts) if len(text) >= SHORTEST]
    if not chosen:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    texts = [abstracts[i] for i in chosen]
    ends = np.cumsum([len(t) for t in texts])
    starts = ends - [len(t) for t in texts]
    grams = _grams(np, "".join(texts))
    index = np.asarray(chosen, np.int64)
    heads = [grams[s : min(s + HEAD, e) - GRAM + 1] for s, e in zip(starts, ends, strict=True)]
    least = np.array([h.min() for h in heads], np.uint64)
    greatest = np.array([h.max() for h in heads], np.uint64)
    mixed = [_mix(np, h) for h in heads]
    third = np.array([h.min() for h in mixed], np.uint64)
    fourth = np.array([h.max() for h in mixed], np.uint64)
    # Three of the four together: any one gram may be of a phrase that many abstracts open with, and one may be damaged.
    prime = np.uint64(_PRIME)
    anchors = [
        _mix(np, _mix(np, a * prime + b) * prime + c) for a, b, c in combinations((least, greatest, third, fourth), 3)
    ]
    bands = _bands(np, grams, starts, ends)
    keys = np.concatenate([*anchors, bands.ravel()])
    return keys, np.concatenate([*[index] * len(anchors), np.repeat(index, BANDS)])


def _grams(np: Any, text: str) -> Any:
    """The hash of every 9-gram of `text`, well mixed."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    size = len(codes) - GRAM + 1
    hashes = np.zeros(size, np.uint64)
    for offset in range(GRAM):
        hashes *= np.uint64(_PRIME)
        hashes += codes[offset : offset + size]
    return _mix(np, hashes)


def _mix(np: Any, hashes: Any) -> Any:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _bands(np: Any, grams: Any, starts: Any, ends: Any) -> Any:
    """One row of `BANDS` keys for each abstract. A quarter of the grams, chosen by their own hash, is enough."""
    kept, offsets = [], [0]
    for start, end in zip(starts, ends, strict=True):
        own = grams[start : end - GRAM + 1]
        sample = own[(own & np.uint64(3)) == 0]
        kept.append(sample if len(sample) >= ROWS else own)
        offsets.append(offsets[-1] + len(kept[-1]))
    digest = require("rensa").RMinHash.digest_matrix_from_flat_token_hashes
    matrix = digest(np.concatenate(kept), np.asarray(offsets, np.uint64), BANDS * ROWS, _SEED)
    cells = np.asarray(matrix.to_rows(), np.uint64).reshape(len(starts), BANDS, ROWS)
    keys = np.zeros((len(starts), BANDS), np.uint64)
    for part in range(ROWS):
        keys = _mix(np, keys * np.uint64(_PRIME) + cells[:, :, part])
    return _mix(np, keys + np.arange(BANDS, dtype=np.uint64))
