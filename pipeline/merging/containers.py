# ruff: noqa: SIM905 - word lists read better as text
"""Whether two container titles name one journal, book or series."""

from pipeline.merging.features import Features

_FILLERS = frozenset("the of and for in on a an de la le les des et der die das und für y e".split())


def one_container(a: Features, b: Features) -> bool:
    """Whether two records show one container: an ISSN both have, or titles that can be one."""
    if a.issn and b.issn and not set(a.issn.split()).isdisjoint(b.issn.split()):
        return True
    return bool(a.container and b.container) and same_container(a.container, b.container)


def same_container(a: str, b: str) -> bool:
    """Whether two container titles (words) can be one: equal, without a subtitle, or abbreviated word by word."""
    short, long = sorted((a.split(), b.split()), key=len)
    if "".join(short) == "".join(long) or long[: len(short)] == short:
        return True
    if len(short) == 1 and short[0] in ("".join(w[0] for w in side) for side in (long, _telling(long))):
        return len(short[0]) > 2  # "JAMA", "PNAS"
    short, long = _telling(short), _telling(long)
    return len(short) == len(long) > 0 and all(_abbreviates(x, y) for x, y in zip(short, long, strict=True))


def _telling(words: list[str]) -> list[str]:
    return [w for w in words if w not in _FILLERS]


def _abbreviates(a: str, b: str) -> bool:
    """Whether one word is an abbreviation of the other as ISO 4 makes them: its start, or a contraction ("Natl")."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if long.startswith(short):
        return True
    rest = iter(long)
    return 3 <= len(short) <= len(long) / 2 and short[0] == long[0] and all(letter in rest for letter in short)
