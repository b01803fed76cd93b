"""The parts of an author list: what its separators keep apart, and what each stretch between them is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.detectors.bylines import NO_AUTHORS, is_position
from extractors.detectors.name_boundaries import is_initials
from extractors.detectors.name_marks import AUTHOR, EDITOR, NO_AUTHOR, marks_alone, marks_before, strip_marks
from extractors.detectors.name_words import (
    CAPITAL_PARTICLES,
    DEGREES,
    EAST_ASIAN,
    FAMILY_SUFFIXES,
    NUMERALS,
    PARTICLES,
    SUFFIXES,
)
from extractors.detectors.names import MAX_NAME, is_degree, is_organisation
from extractors.detectors.plain_names import are_plain_initials, plain_words
from extractors.detectors.roles import role_of

_SEPARATOR = re.compile(
    r"""(?:(?=[\[(（;；؛|•●▪◦・\n\r\x0b\x0c\x85\u2028\u2029o,，、،&])|(?<=\s)|(?<=\d)(?=\ )|\A)(?:
    (?P<skip>\[[^\[\]\n]{0,60}+\]|\([^()\n]{0,300}+\)|（[^（）\n]{0,300}+）)
    | (?P<hard>[;；؛|•●▪◦\n\r\x0b\x0c\x85\u2028\u2029]|(?<=\s)[/·](?=\s)|\bon\ behalf\ of\s(?:the\s)?
      |(?<=[\u3400-\u9fff々])・(?=\s?[\u3400-\u9fff]))
    | (?P<soft>[,，、،]|(?:(?<=[^\W\d_.]\d)|(?<=[^\W\d_.]\d\d)|(?<=[a-zA-Z]\.\d))\ (?=[^\W\d_]{2}))
    | (?P<weak>(?<=\s)[ye](?=\s))
    | (?P<conj>&amp;|&
      |(?:(?<=\s)|\A)(?:and|und|et(?!\.?\s+(?:al|coll)\b)|och|og|ve|with|avec|и|та|و|与|和|및)(?=\s|\Z)))""",
    re.X,
)
_ET_AL = re.compile(
    r"(?<![\s,])[\s,]*+(?:\bet\.?\s?al\b\.?|\bet\s+coll\b\.?|\band\s+others\b|\bu\.\s?a\.|\bи\s+др\b\.?|…|\.\.\.|(?<=[㐀-鿿])等)[\s.,…]*$",
    re.I,
)
_ET_AL_CLOSES = " .,…\t\r\n\xa0"
_ET_AL_ENDS = ("al", "Al", "AL", "coll", "Coll", "COLL", "others", "Others", "OTHERS", "a", "A", "р", "Р", "等")
_ET_AL_ALONE = re.compile(r"(?:et\.?\s?al\.?|et\s+coll\.?|others|u\.\s?a\.|и\s+др\.?|др\.?|等|…|\.\.\.)[.,\s]*", re.I)
_YEARS = re.compile(r"\d{4}[-–](?:\d{4})?\.?")
_HANS = re.compile(r"\s*(?P<name>[㐀-鿿]{2,4}[\s*#\d,，]{0,8})[:：]\s*(?P<where>\S.*)", re.S)
_NEAR = 60  # characters beside a conjunction that tell what it joins
_CJK = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")


@dataclass(slots=True)
class Part:
    """A stretch between separators: its span, its text without marks, its kind, and what stands before it.

    `kind`: "I" initials alone, "W" one word (or a family name with particles), "F" several words, "C" CJK, "O" an
    organisation. `marks` are those that stood in parts of their own after it ("Wei1,*"); `marked`: it carries marks of
    its own; `place`: the organisation that a part of its own, behind it, says the person works for.
    """

    lo: int
    hi: int
    text: str
    kind: str
    conj: bool
    marks: tuple[str, ...] = ()
    marked: bool = False
    place: str | None = None


def chunks(text: str) -> list[tuple[list[Part], str]]:
    """The parts of the list in groups between hard separators, each with the separator that closes it."""
    found: list[tuple[list[Part], str]] = []
    raw: list[tuple[int, int, str]] = []
    before = ""
    begin = 0
    for match in _SEPARATOR.finditer(text):
        kind = match.lastgroup
        if kind == "skip":
            continue
        raw.append((begin, match.start(), before))
        begin = match.end()
        before = kind or ""
        if kind == "hard":
            found.append((_parts(text, raw), match[0]))
            raw, before = [], ""
    raw.append((begin, len(text), before))
    found.append((_parts(text, raw), found[-1][1] if found else "\n"))
    return [chunk for chunk in found if chunk[0]]


def _parts(text: str, raw: list[tuple[int, int, str]]) -> list[Part]:
    if raw and text.find(NO_AUTHORS, raw[0][0], raw[-1][1]) >= 0:
        return []
    hans = _HANS.match(text, raw[0][0], min(raw[-1][1], raw[0][0] + MAX_NAME)) if raw else None
    if hans:
        return [Part(raw[0][0], raw[-1][1], hans["name"], "H", False)]
    parts: list[Part] = []
    conj = False
    pieces = list(_without_weak(text, raw))
    for i, (lo, hi, before) in enumerate(pieces):
        conj = conj or before in ("conj", "weak")
        hi = _cut_et_al(text, lo, hi)
        piece = text[lo:hi].strip() if hi - lo <= 4 * MAX_NAME else ""
        if not piece:
            continue
        lo = text.index(piece, lo)
        hi = lo + len(piece)
        if parts and before == "soft" and not piece[0].isupper():
            width, above = marks_before(piece)
            parts[-1].marks += above
            lo, piece = lo + width, piece[width:]
        plain = () if role_of(piece) and parts and before == "soft" else plain_words(piece)
        initials = not plain and are_plain_initials(piece)
        if not (plain or initials):
            if parts and before == "soft" and _belongs_to_previous(piece, parts[-1]):
                parts[-1].hi = hi
                continue
            alone = marks_alone(piece)
            if alone is not None:
                if parts:
                    parts[-1].marks += alone
                continue
            if _ET_AL_ALONE.fullmatch(piece) or (parts and is_position(piece)):
                continue
            if parts and before == "soft" and (sign := _role_sign(piece)):
                parts[-1].marks += sign
                continue
        if conj and parts and parts[-1].kind == "O" and i + 1 == len(pieces) and len(piece.split()) == 1:
            parts[-1].hi = hi  # "Centers for Disease Control and Prevention"
            continue
        marked = False
        if plain or initials:
            kind = "I" if initials else "W" if len(plain) == 1 else "F"
        else:
            a, b, own = strip_marks(text, lo, hi)
            b = _halved(text, a, b)
            piece, marked = text[a:b], bool(own)
            kind = kind_of(piece)
            hi = b if b < hi and text[a:b] == text[b : b + b - a] else hi
        parts.append(Part(lo, hi, piece, kind, conj and bool(parts), marked=marked))
        conj = False
    return parts


def _halved(text: str, lo: int, hi: int) -> int:
    """The end of the first of two equal halves: a name printed twice with nothing between ("Zoe RoyZoe Roy")."""
    half = lo + (hi - lo) // 2
    return half if hi - lo > 7 and text[lo:half] == text[half:hi] else hi


def _role_sign(piece: str) -> tuple[str, ...]:
    """The sign of a role that is printed behind a comma: `Gray, Ada, author`."""
    role = role_of(piece) if len(piece) > 4 or piece.islower() else None
    return {None: (), "author": (AUTHOR,), "editor": (EDITOR,), "other": (NO_AUTHOR,)}[role]


def _cut_et_al(text: str, lo: int, hi: int) -> int:
    tail = max(lo, hi - 24)
    bare = text[tail:hi].rstrip(_ET_AL_CLOSES)
    if not (bare.endswith(_ET_AL_ENDS) or tail + len(bare) < hi - 1):
        return hi
    match = _ET_AL.search(text[tail:hi])
    return tail + match.start() if match else hi


def _without_weak(text: str, raw: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join again what "y" and "e" parted inside one name: "Ramón y Cajal", "Costa e Silva"."""
    if not any(before == "weak" for _, _, before in raw):
        yield from raw
        return
    held: tuple[int, int, str] | None = None
    for i, (lo, hi, before) in enumerate(raw):
        if held is not None and before == "weak" and hi - held[0] <= MAX_NAME:
            left = text[max(held[0], held[1] - _NEAR) : held[1]].split()
            right = text[lo : min(hi, lo + _NEAR)].split()
            core = [w for w in right if w not in FAMILY_SUFFIXES and w not in PARTICLES]
            inverted = i + 1 < len(raw) and is_initials(text[raw[i + 1][0] : raw[i + 1][1]][:_NEAR].strip())
            mononym = len(left) < 2 and not (left and is_initials(left[0]))
            if mononym or (len(core) < 2 and not inverted):
                held = (held[0], hi, held[2])
                continue
        if held is not None:
            yield held
        held = (lo, hi, before)
    if held is not None:
        yield held


def _belongs_to_previous(piece: str, previous: Part) -> bool:
    """Whether a part after a comma is a suffix, a degree or life dates of the name before it."""
    if piece in NUMERALS:
        return previous.kind == "F" or "," in previous.text
    if piece in SUFFIXES or _YEARS.fullmatch(piece):
        return True
    if not is_degree(piece):
        return False
    return previous.kind == "F" or all(w in DEGREES for w in piece.split()) or "," in previous.text


def kind_of(text: str) -> str:
    """The kind of a stretch without marks; see `Part`."""
    if not text.isascii() and _CJK.search(text):
        return "C"
    if is_organisation(text):
        return "O"
    words = text.split()
    while len(words) > 2 and (words[-1] in SUFFIXES or words[-1] in DEGREES):
        words.pop()
    if words and all(map(is_initials, words)):
        return "F" if len(words) > 1 and any(map(may_be_word, (words[0], words[-1]))) else "I"  # "K HAN", "LIU L"
    if len(words) > 1 and is_initials(words[-1]) and not words[0].isupper():
        return "F"  # "Du X"
    core = len(words)
    while core > 1 and _opens_family(words[-core], words[-1]):
        core -= 1
    if core == 2 and words[-1] in FAMILY_SUFFIXES:
        core = 1
    return "W" if core <= 1 else "F"


def may_be_word(word: str) -> bool:
    """Whether initials without stops may be a short family name in capitals ("LIU")."""
    return "." not in word and len(word) > 1


def _opens_family(word: str, last: str) -> bool:
    """Whether a part that begins with `word` is a family name: particles, but not in "Ben Roe" and "Le Wang"."""
    if word in PARTICLES:
        return True
    return word in CAPITAL_PARTICLES and word not in ("Ben", "Al", "Abu") and last.lower() not in EAST_ASIAN
