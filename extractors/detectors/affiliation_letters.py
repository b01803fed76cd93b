"""Letters of affiliations that a page's text has glued to the names: `Olga Meyera, Ivan Matschinerb`."""

import re

from extractors.detectors.line_shape import KIND, kinds
from extractors.found import Name

_GUESSED = "abcdef"
_MOST = 3  # letters behind one name
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,}+$")
_HARD_END = re.compile(r"[^aeiouyäöüåøæáéíóúàèêãõ\W\d_b][bf]$")  # "Matschinerb"
_KNOWN = frozenset(KIND[kind] for kind in ("given", "family", "both"))
_FEW = 3  # names, at least, that must tell by themselves that their last letters are marks


def strip_letters(names: list[Name], letters: str = "") -> None:
    """Make the last letters of names their marks, where they are letters of affiliations; `names` change in place.

    In: the names of one list and the letters that the page's affiliations carry ("abc"), where known. Every name must
    end in one (or carry a mark already), and half of the family names become usual ones without the letters; where
    the letters are not known, two more at least.
    """
    open_names = [name for name in names if not name.marks or set(name.marks) <= {"*", "∗"}]
    cuts = [_cut(name, letters or _GUESSED) for name in open_names]
    if not cuts or not all(cuts):
        return
    before = sum(_is_known(_last_word(name)) for name in open_names)
    after = sum(_is_known(_last_word(name)[:-cut]) for name, cut in zip(open_names, cuts, strict=True))
    if letters:
        sure = 2 * (after - before) >= len(cuts) or (after == before and _all_used(open_names, cuts, letters))
    else:
        told = len(open_names) >= _FEW or [name.literal[-1] for name in open_names] == ["a", "b"]
        sure = told and after >= before + 2
    if sure:
        for name, cut in zip(open_names, cuts, strict=True):
            _strip(name, cut)


def _all_used(names: list[Name], cuts: list[int], letters: str) -> bool:
    """Whether all letters of the affiliations, and ends that names hardly have, stand behind the names."""
    used = {letter for name, cut in zip(names, cuts, strict=True) for letter in name.literal[-cut:]}
    return len(used) > 1 and used == set(letters) and any(_HARD_END.search(name.literal) for name in names)


def _last_word(name: Name) -> str:
    word = _LAST_WORD.search(name.literal)
    return word[0] if word and name.family and name.family.endswith(word[0]) else ""


def _is_known(word: str) -> bool:
    return kinds(word)[:1] != [] and kinds(word)[0] in _KNOWN


def _cut(name: Name, letters: str) -> int:
    """How many letters at the end of a name are marks: those that leave a usual family name, else one; 0 for none."""
    word = _last_word(name)
    most = 0
    while most < min(_MOST, len(word) - 2) and word[-1 - most] in letters:
        if most and word[-1 - most] >= word[-most]:
            break
        most += 1
    return next((cut for cut in range(1, most + 1) if _is_known(word[:-cut])), min(most, 1))


def _strip(name: Name, cut: int) -> None:
    assert name.family is not None
    name.marks = (*name.literal[-cut:], *name.marks)
    name.family, name.literal, name.end = name.family[:-cut], name.literal[:-cut], name.end - cut
