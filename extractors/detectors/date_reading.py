"""The reading of a date around its year; `dates` has what callers want.

The year is found first, and what stands before and behind it is read. `parts` of a reading are a year, a year and a
month, or a year, a month and a day; they are empty where the calendar does not have the date. A month or day printed as
`00` is left open.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.detectors.date_words import DOUBTFUL, MONTHS, SEASONS, SEASONS_DOUBTFUL, fold

Order = Literal["dmy", "mdy"]
Parts = tuple[int, ...]  # year; year, month; or year, month, day

_H = "[^\\S\\n\\r]"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014/"
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}|2100")
_REACH = 64  # how far before its year a date may begin
_TOKEN = re.compile(rf"[0-9]+|[ºª]|[^\W\d_ºª]+|{_H}+|.", re.DOTALL)
_DAY_MONTH = re.compile(rf"(?<![0-9])([0-9]{{1,2}}){_H}?([-./\u2010\u2013]){_H}?([0-9]{{1,2}}){_H}?\2{_H}?\Z")
_MONTH_ONLY = re.compile(rf"(?<![{_DASHES}.\w])([0-9]{{1,2}}){_H}?[-./]{_H}?\Z")
_JOINED_NUMBER = re.compile(r"[0-9][-./\u2010\u2013]\Z")
# A number after these is no day: "Vol. 15 No. 2 Oktober 2020".
_NUMBERED = re.compile(
    r"(?:^|[\W\d_])(?:no|nr|n|nomor|num|n[uú]m(?:ero)?|numéro|number|issue|iss|vol|volume|band|bd|heft|h|jg|том|номер|вып|sayı|cilt|pp?|pages?|art"
    r"|ser|part|pt|suppl)[.:°º]?\s{0,3}\Z|[№#]\s{0,3}\Z",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(rf"[0-9]{{4}}[年년]?{_H}?[{_DASHES}~～至到]{_H}?\Z")

_NUMERIC = re.compile(
    rf"{_H}?([-./\u2010\u2013]){_H}?([0-9]{{1,2}}){_H}?\1{_H}?([0-9]{{1,2}})(?![0-9])(?![-./\u2010\u2013][0-9])"
)
_NUMERIC_MONTH = re.compile(r"([-./\u2010\u2013])([0-9]{2})(?![0-9])(?![-./\u2010\u2013:][0-9])")
_CJK = re.compile(rf"{_H}?[年년](?![代度])(?:{_H}?([0-9]{{1,2}}){_H}?[月월](?:{_H}?([0-9]{{1,2}}){_H}?[日号號일])?)?")
_MONTH_AFTER = re.compile(
    rf"(?:{_H}{{1,2}}|{_H}?[-./,]{_H}?)([^\W\d_]{{3,14}}+)\.?(?:{_H}?([-\u2010\u2013/]){_H}?([^\W\d_]{{3,14}}+)\.?)?"
    rf"(?:{_H}?[-./]?{_H}?([0-9]{{1,2}})(?:st|nd|rd|th)?(?:{_H}?[-\u2010\u2013]{_H}?([0-9]{{1,2}}))?(?![0-9(:])(?!{_H}\())?"
)
_PART_ENDS = re.compile(rf"{_H}{{0,2}}(?:[;:,)\](|\n\r]|\Z)")
_BETWEEN = re.compile(rf"{_H}{{0,3}}(?:[-\u2010-\u2015~～至]|to|until|bis|до|al?|até|à|hasta){_H}{{0,3}}")
_CLOCK = re.compile(rf"{_H}?[0-9]{{1,2}}:[0-9]{{2}}")

_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "re"))
_LINKS = frozenset(("de", "del", "do", "of", "d", "den", "the"))
_RANGE_WORDS = frozenset(("to", "a", "al", "bis", "до", "y", "e", "and", "und", "et", "и", "à", "i"))


@dataclass(slots=True)
class Reading:
    """A date around a year and its span; `parts` is empty where the calendar does not have it."""

    parts: Parts
    start: int
    end: int
    timed: bool = False  # a clock time stands behind it, so that it is a time of access or of posting


@dataclass(slots=True)
class _Atom:
    """A day (`D`), month (`M`) or season (`S`) before a year, and what stands between it and the next."""

    kind: str
    number: int
    start: int
    gap: str
    doubtful: bool = False

    def ranges(self) -> bool:
        return any(c in _DASHES for c in self.gap)


def readings(text: str, start: int, end: int, order: Order | None, years: bool, whole: bool) -> Iterator[Reading]:
    """The readings in order, ranges of two dates joined; a joined range that shares nothing has no parts."""
    pending: Reading | None = None
    low = start
    for match in _YEAR.finditer(text, start, end):
        a, b = match.span()
        if a < low or (a > start and text[a - 1].isdigit()) or (b < end and text[b].isdigit()):
            continue
        reading = _read(text, low, end, a, b, order, whole)
        if reading is None and years and _bare(text, start, end, a, b):
            reading = Reading((int(match[0]),), a, b)
        if reading is None:
            continue
        low = reading.end
        if pending and _BETWEEN.fullmatch(text, pending.end, reading.start):
            pending = Reading(_shared(pending.parts, reading.parts), pending.start, reading.end)
            continue
        if pending:
            yield pending
        pending = reading
    if pending:
        yield pending


def _read(text: str, low: int, end: int, a: int, b: int, order: Order | None, whole: bool) -> Reading | None:
    """The most precise reading of what stands around the year `text[a:b]`; of two alike, the one before it."""
    year = int(text[a:b])
    before = _before(text, low, a, b, year, order, whole)
    if before and len(before.parts) == 3:
        if (
            not whole
            and "/" not in text[before.start : b]
            and _CLOCK.match(text, b, end)
            and text[before.start : a].isascii()
        ):
            before.timed = True
        return before
    after = _after(text, low, end, a, b, year, whole)
    if before and after:
        return after if len(after.parts) > len(before.parts) else before
    return before or after


def _bare(text: str, start: int, end: int, a: int, b: int) -> bool:
    left, right = text[max(start, a - 3) : a], text[b : min(end, b + 3)]
    before, after = left.rstrip()[-1:], right.lstrip()[:1]
    if before and (before in _DASHES or before in "._~$€"):
        return False
    if left[-1:].isascii() and left[-1:].isupper():
        return False  # "MA2020"
    if after and (after in _DASHES or after in "~×"):
        return not right.lstrip()[1:].strip()[:1].isdigit()
    return right[:1] not in ("_", "%") and not (right[:1] in (".", ":") and right[1:2].isdigit())


# --- before the year ---


def _before(text: str, low: int, a: int, b: int, year: int, order: Order | None, whole: bool) -> Reading | None:
    offset = max(low, a - _REACH)
    near = text[offset:a]
    near = near[max(near.rfind("\n"), near.rfind("\r")) + 1 :]
    offset = a - len(near)
    last = near.rstrip(" \t\u00a0,./-\u2010\u2013\u2014")[-1:]
    if not last.isalnum():
        return None
    if last.isdigit() and (numeric := _numeric_before(text, low, near, offset, b, year, order, whole)):
        return numeric
    return _words_before(text, low, _atoms(near, offset), b, year, whole)


def _numeric_before(
    text: str, low: int, near: str, offset: int, b: int, year: int, order: Order | None, whole: bool
) -> Reading | None:
    if match := _DAY_MONTH.search(near):
        begin = offset + match.start()
        if _JOINED_NUMBER.search(text[max(low, begin - 2) : begin]):
            return Reading((), begin, b)
        return Reading(_ordered(year, int(match[1]), int(match[3]), order), begin, b)
    if whole and (match := _MONTH_ONLY.search(near)):
        return Reading(checked(year, int(match[1])), offset + match.start(), b)
    return None


def _ordered(year: int, first: int, second: int, order: Order | None) -> Parts:
    day_first, month_first = checked(year, second, first), checked(year, first, second)
    if not day_first or not month_first or day_first == month_first:
        return day_first or month_first
    return (year,) if order is None else month_first if order == "mdy" else day_first


def _atoms(near: str, offset: int) -> list[_Atom]:
    """The days, months and seasons that lead up to the year without a foreign word, at most four, in reading order."""
    atoms: list[_Atom] = []
    gap = ""
    for token in reversed(list(_TOKEN.finditer(near))):
        word = token[0]
        if word[0].isalpha():
            key = fold(word)
            if key in MONTHS:
                doubtful = key in DOUBTFUL and not word[0].isupper() and not gap.startswith(".")
                atoms.append(_Atom("M", MONTHS[key], offset + token.start(), gap, doubtful))
            elif key in SEASONS:
                atoms.append(
                    _Atom("S", 0, offset + token.start(), gap, key in SEASONS_DOUBTFUL and not word[0].isupper())
                )
            elif word in "ºª" or key in _ORDINALS or key in _LINKS:
                continue
            elif key in _RANGE_WORDS and atoms:
                gap = "-" + gap
                continue
            else:
                break
        elif word[0].isdigit():
            if len(word) > 2 or not word.isascii() or not 0 <= int(word) <= 31:
                break
            atoms.append(_Atom("D", int(word), offset + token.start(), gap))
        elif word.isspace() or word in ",.°" or word in _DASHES:
            gap = word[:1] + gap
            if len(gap) > 5:
                break
            continue
        else:
            break
        gap = ""
        if len(atoms) == 4:
            break
    atoms.reverse()
    for index in range(len(atoms) - 2, -1, -1):
        if "," in atoms[index].gap:
            return atoms[index + 1 :]
    return atoms


def _words_before(text: str, low: int, atoms: list[_Atom], b: int, year: int, whole: bool) -> Reading | None:
    for size in range(len(atoms), 0, -1):
        chosen = atoms[-size:]
        parts = _combined(chosen, year, whole)
        if parts is None:
            continue
        begin = chosen[0].start
        if chosen[0].kind == "D" and _NUMBERED.search(text[max(low, begin - 14) : begin]):
            continue
        return Reading(parts, begin, b)
    return None


def _combined(atoms: list[_Atom], year: int, whole: bool) -> Parts | None:
    """The date the atoms say together with the year; empty where it is impossible, None where they say none."""
    kinds = "".join(atom.kind for atom in atoms)
    numbers = [atom.number for atom in atoms]
    if atoms[0].doubtful and not whole:
        return None
    if kinds == "DMDM" and atoms[1].ranges():
        return _shared(checked(year, numbers[1], numbers[0]), checked(year, numbers[3], numbers[2]))
    if kinds == "MDMD" and atoms[1].ranges():
        return _shared(checked(year, *numbers[:2]), checked(year, *numbers[2:]))
    if kinds == "DDM" and atoms[0].ranges():
        return _shared(checked(year, numbers[2], numbers[0]), checked(year, numbers[2], numbers[1]))
    if kinds == "MDD" and atoms[1].ranges():
        return _shared(checked(year, numbers[0], numbers[1]), checked(year, numbers[0], numbers[2]))
    if kinds in ("MM", "SS") and atoms[0].ranges():
        return (year,)
    if kinds == "DM":
        return checked(year, numbers[1], numbers[0])
    if kinds == "MD":
        return checked(year, numbers[0], numbers[1]) if atoms[0].ranges() == atoms[1].ranges() else None
    if kinds == "M":
        return (year, numbers[0])
    return (year,) if kinds == "S" else None


# --- after the year ---


def _after(text: str, low: int, end: int, a: int, b: int, year: int, whole: bool) -> Reading | None:
    if b >= end:
        return None
    left = text[a - 1] if a > low else " "
    if left in "./_" or left in _DASHES or _YEAR_RANGE.search(text[max(low, a - 8) : a]):
        return None
    if match := _CJK.match(text, b, end):
        return Reading(checked(year, *(int(part) for part in match.groups() if part)), a, match.end())
    if match := _NUMERIC.match(text, b, end):
        return Reading(checked(year, int(match[2]), int(match[3])), a, match.end())
    if match := _NUMERIC_MONTH.match(text, b, end):
        return _numeric_month(text, low, a, match, year, left, whole)
    return _month_after(text, end, a, b, year, whole)


def _numeric_month(
    text: str, low: int, a: int, match: re.Match[str], year: int, left: str, whole: bool
) -> Reading | None:
    """`2020-08`. Not `MA2020-01` or `No. 2021-12`, and not the years `2010–11`, of which only the first is sure."""
    month = int(match[2])
    parts = checked(year, month)
    if not parts or (
        not whole and (match[1] == "." or (left.isascii() and left.isalpha() and not _ends_word(text, low, a)))
    ):
        return None
    if _NUMBERED.search(text[max(low, a - 14) : a]):
        return None
    return Reading((year,) if match[1] not in "-." and month == (year + 1) % 100 else parts, a, match.end())


def _ends_word(text: str, low: int, a: int) -> bool:
    """Whether a label in small letters is glued to the year: "Issue Date2020-05"."""
    return a - low > 3 and text[a - 3 : a].isalpha() and text[a - 3 : a].islower()


def _month_after(text: str, end: int, a: int, b: int, year: int, whole: bool) -> Reading | None:
    """`2021 Sep 3`, `2021 Jul-Sep`, `2021 Sep`; without a day only before punctuation or at the end of the line."""
    match = _MONTH_AFTER.match(text, b, end)
    if match is None or (month := MONTHS.get(fold(match[1]))) is None:
        return None
    if match[3] and MONTHS.get(fold(match[3])) is None:
        return None
    if match[4] and not match[3]:
        parts = checked(year, month, int(match[4]))
        return Reading(_shared(parts, checked(year, month, int(match[5]))) if match[5] else parts, a, match.end())
    if match[4] or not _PART_ENDS.match(text, match.end(), end):
        return None
    doubtful = fold(match[1]) in DOUBTFUL and not match[1][0].isupper()
    if doubtful and not whole:
        return None
    return Reading((year,) if match[3] else (year, month), a, match.end())


# --- the calendar ---


def checked(year: int, month: int | None = None, day: int | None = None) -> Parts:
    if not month:
        return (year,)
    day = day or None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return ()
    return (year, month) if day is None else (year, month, day)


def _shared(first: Parts, second: Parts) -> Parts:
    """The leading parts two dates have in common."""
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return first[:length]


def edtf(parts: Parts) -> str | None:
    return "-".join(f"{part:04}" if i == 0 else f"{part:02}" for i, part in enumerate(parts)) or None
