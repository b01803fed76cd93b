"""Dates as printed, to EDTF level 0 (a year, a month or a day; Library of Congress, 2019), as precise as the page.

Every date here has a four-digit year from 1500 to 2100; the year is found first and what stands around it is read. A
date that the calendar does not have (31 February) is none, also not its month or year. Of a range the part that both
ends share is kept: `May 2 - May 7 2004` is `2004-05`, `jul.-set. 2021` is `2021`; so is the year of a season.
"""

import re
from collections.abc import Iterator
from itertools import islice

from extractors.detectors.date_reading import Order, checked, edtf, readings
from extractors.detectors.date_words import LABEL_ENDS, LABEL_MAX, LABELS, MONTHS, fold
from extractors.found import Found

_COMPACT = re.compile(r"(?:1[5-9]|20)[0-9]{6}")
_UNSURE = re.compile(
    r"(?:\b(?:ca|circa|c|before|after|until|since|vor|nach|um|til|bis|avant|après|antes|до|после)\b\.?|[~?<>±–—-])\W*\Z",
    re.I,
)
_AFTER = re.compile(
    r"(?:[\s.,;:)\]】》|·]|T?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?|[+-][0-9]{2}:?[0-9]{2}|[AaPp]\.?[Mm]\b|Z\b|UTC|GMT|C?E[SD]T"
    r"|P[SD]T|г|года|year|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}){0,12}+"
)
_SEPARATORS = " \t\n\r\u00a0:：|.,-–—•=()（）[]【】"
_BEFORE_DATE = re.compile(
    r"(?:\s(?:on|em|en|el|am|in|le|il|op|den|pada|at|since)|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})\Z"
)
_BY = re.compile(r"(?<=[^\W\d_])\s(?:by|in|with|from|durch|bei|von|par|chez|por|en|da|door|bij)\s[^:\n\d]{2,80}\Z")
# A label in small letters in the middle of a sentence: "was accepted in".
_SMALL = re.compile(r"[^\W\d_]\s{1,3}[^\W\d_A-ZÀ-ÖØ-ÞА-Я]\Z")
_NEED_A_MARK = frozenset(("date", "copyright", "event", "print"))


def month_number(word: str) -> int | None:
    """1 to 12 for the name or abbreviation of a month in any language of `date_words`, else None."""
    return MONTHS.get(fold(word.strip(" .,\u00a0")))


def parse_date(text: str, order: Order | None = None) -> str | None:
    """The one date that the whole string says, as EDTF level 0, or None.

    `order` decides numeric dates that could be read both ways (`10/02/2021`: "dmy" → February, "mdy" → October); where
    one reading is impossible the other is taken; without an order only their year is sure. A label without digits
    before the date, and a clock time, zone, weekday or punctuation around it, are passed over; `ca.`, `before` and such
    are not.
    """
    if len(text) > 200:
        return None
    text = " ".join(text.split())
    if _COMPACT.fullmatch(text):
        return edtf(checked(int(text[:4]), int(text[4:6]), int(text[6:])))
    found = list(islice(readings(text, 0, len(text), order, years=True, whole=True), 2))
    if len(found) != 1 or not found[0].parts:
        return None
    before, after = text[: found[0].start], text[found[0].end :]
    if any(c.isdigit() for c in before) or _UNSURE.search(before) or not _AFTER.fullmatch(after):
        return None
    return edtf(found[0].parts)


def find_dates(
    text: str, start: int = 0, end: int | None = None, order: Order | None = None, years: bool = False
) -> list[Found[str]]:
    """The dates in `text[start:end]`, in order, as EDTF level 0, with spans; `order` as in `parse_date`.

    A bare year is a date only with `years`, and not as part of a range or a longer number; a number pair such as
    `5/2020` (an issue) never is, nor a day-first date with a clock time (the time of access).
    """
    return [date for date, timed in _found(text, start, end, order, years) if not timed]


def _found(
    text: str, start: int, end: int | None, order: Order | None, years: bool
) -> Iterator[tuple[Found[str], bool]]:
    end = len(text) if end is None else min(end, len(text))
    for reading in readings(text, start, end, order, years, whole=False):
        if value := edtf(reading.parts):
            yield Found(value, reading.start, reading.end), reading.timed


def labelled_dates(
    text: str, start: int = 0, end: int | None = None, order: Order | None = None
) -> list[Found[tuple[str, str]]]:
    """The dates that stand right after a label, with its kind, from `date_labels.tsv`: (`received`, `2021-02-04`).

    Kinds: received, revised, decision, accepted, online, published, issue, posted, indexed, updated, accessed, awarded;
    of copies and events: accessioned, available, deposited, created, embargo, event, print, copyright; `date` for a
    label that says no more. A year alone counts only behind a label that opens its line or part, is capitalised, or has
    a colon. The span is the date's.
    """
    found = []
    for date, _ in _found(text, start, end, order, years=True):
        if kind := _label_before(text, start, date.start, exact=len(date.value) > 4):
            found.append(Found((kind, date.value), date.start, date.end))
    return found


def _label_before(text: str, low: int, at: int, exact: bool) -> str | None:
    before = text[max(low, at - LABEL_MAX - 24) : at]
    near = before.rstrip(_SEPARATORS)
    if not near or before.count("\n", len(near)) > 2:
        return None
    gap = before[len(near) :]
    label = _ending_label(near)
    if label is None and (":" in gap or "：" in gap):
        by = _BY.search(near)  # "Published online by Cambridge University Press:"
        label = _ending_label(near[: by.start()]) if by else None
    if label is None:
        return None
    word, ahead = label
    kind = LABELS[word]
    marked = any(mark in gap for mark in ":：\n\t|=")
    if kind in _NEED_A_MARK and not marked:
        return None
    return kind if exact or marked or not gap or not _SMALL.search(ahead) else None


def _ending_label(near: str) -> tuple[str, str] | None:
    """The longest label that ends the text (a preposition or weekday behind it left out), and the text to its first
    letter."""
    folded = _BEFORE_DATE.sub("", fold(near)).rstrip(_SEPARATORS)
    for label in LABEL_ENDS.get(folded[-1:], ()):
        if folded.endswith(label):
            at = len(folded) - len(label)
            if not folded[:at][-1:].isalpha() or label[0] > "\u10ff" or _glued(near, at):
                return label, near[: at + 1]
    return None


def _glued(near: str, at: int) -> bool:
    """Whether a capital begins the label right behind another word: "Open AccessPublished"."""
    return 0 < at < len(near) and near[at].isupper() and near[at - 1].islower()
