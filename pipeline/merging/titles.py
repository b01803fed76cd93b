# ruff: noqa: SIM905 - word lists read better as text
"""What a title says of a work, reduced to what stays the same from page to page."""

import re
from itertools import pairwise
from typing import NamedTuple

from pipeline.merging.normal import words

TITLE_LETTERS = 2000
"""No title is longer, but what a page gone wrong gives for one may be."""


class Title(NamedTuple):
    """What a title says: its words, where a subtitle could have been cut off (counted in letters), whether the page
    cut it, the part it names ("2" of "Part II"), and the kind of notice it announces ("erratum")."""

    words: str
    cuts: str
    cut: bool
    part: str
    notice: str


def title(text: str) -> Title:
    """Reads a title as printed; what is longer than `TITLE_LETTERS` is compared by its start.

    A notice is named in one way, and a part by its number, so that "X (vol 3, pg 4, 2015)" equals "Erratum to: X", and
    "Part II" equals "part 2".
    """
    text = " ".join(text[:TITLE_LETTERS].split())
    for beside in (_RETRACTED, _LABEL, _FOOTNOTE):
        text = beside.sub("", text.strip(_AROUND))
    cut = text.endswith(("…", "..."))
    notice, text = _notice(text)
    cuts = {len(_counted(text[: m.start()]).replace(" ", "")) for m in _SUBTITLE.finditer(text)}
    return Title(_counted(text), " ".join(str(c) for c in sorted(cuts) if c), cut, _part(text), notice)


_AROUND = ' "“”„«»'
_RETRACTED = re.compile(r"^(?:retracted|withdrawn)(?: article)?\s?:\s?", re.IGNORECASE)
# The kind of article and its access, which pages print before the title, parted from it by a mark or in capitals.
_KINDS = (
    r"(?:full|original|research|review|regular|free|feature|brief|short|special)[ -](?:article|paper|report|research"
    r"|communication)|(?:full|open)[ -](?:text|access)|technical[ -]note"
)
_LABEL = re.compile(rf"^(?i:{_KINDS})(?:\s?[:.|–—]\s|\s-\s)(?=\S)|^(?:{_KINDS.upper()})\s(?=.*[a-z])")
LABEL_LETTERS = re.compile(_KINDS.replace("[ -]", ""))
"""The letters of such a label. "Open access publishing" has no label, so that without a mark more must agree."""
# The number of a footnote behind the last word: "of plastic waste1".
_FOOTNOTE = re.compile(r"(?:(?<=[^\W\d]{4})|(?<=[.!?”\"'])|(?<=[a-z]{3}\)))[1-9*†‡☆]$")
_SUBTITLE = re.compile(r"\s?[:.?!;]\s|\s[-–—/]\s|[:：]|\s?\(|[—–]")

# As Web of Science titles what corrects "X": "X (vol 3, pg 4, 2015)".
_CORRECTED = r"\(vol\.? ?[\w-]+, ?(?:pg|p|art)\.? ?[\w.-]+, ?\d{4}\)\W?$"
# How a page parts the name of a notice from the title it is about; "Corrections of vision" is none.
_TO = r"(?=\s?(?:to\b|[:;.|/]|[-–—]\s|\s[-–—]|$))"
_NOTICES = (
    ("erratum", re.compile(
        r"\b(?:errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a)|berichtigung|fe de errat|rectificatif)"
        rf"|^(?:\w{{1,12}}\s)?corrections?{_TO}|^corrections?to\b|勘误|更正|正誤|{_CORRECTED}", re.I)),
    ("retraction", re.compile(r"^(?:retraction|withdrawal|notice of retraction)\b|retraction note|撤稿", re.I)),
    ("concern", re.compile(r"expression of concern", re.I)),
    ("reply", re.compile(
        r"^(?:(?:in|the|authors?['’]?s?)\s){0,2}(?:reply|replies|response|rejoinder)"
        r"(?=\s?(?:to|by|from)\b|\s?[:;.|/]|\s?[-–—]\s|$)"
        r"|[-–—:.]\s{0,2}(?:reply|authors?['’]? (?:reply|response))\.?$", re.I)),
    ("comment", re.compile(
        r"^(?:(?:invited|a|further|editorial)\s?)?(?:comments?|commentary|discussion|remarks?|re)\b"
        r"(?=\s(?:on|of|to)\b|\s?[:;|]|\s?/\s|\.\s|\s[-–—]\s|\.?$)", re.I)),
    ("review", re.compile(r"^(?:book reviews?|review of|buchbesprechung)\b", re.I)),
)  # fmt: skip
_NAMED = {
    "erratum": re.compile(
        r"^(?:\w{1,12}\s)?(?:errat(?:um|a)|corrigend(?:um|a)|corrections?)\s?(?:to)?\b\s?[:;.|/–—-]?\s?"
        rf"|\s?{_CORRECTED}",
        re.I,
    ),
    "retraction": re.compile(r"^(?:retraction|withdrawal|notice of retraction)\s?(?:to|of)?\b\s?[:;.|/–—-]?\s?", re.I),
    "reply": re.compile(r"^(?:reply|replies)\s?to\b\s?[:;.|/–—-]?\s?", re.I),
    "comment": re.compile(r"^(?:comments?|commentary|re)\s?(?:on)?\b\s?[:;.|/–—-]?\s?", re.I),
}
"""The part of a title that names the notice."""


def _notice(text: str) -> tuple[str, str]:
    """The kind of notice a title announces, and the title with that named in one way."""
    notice = next((name for name, pattern in _NOTICES if pattern.search(text)), "")
    if notice in _NAMED:
        about = _NAMED[notice].sub("", text)
        if about.strip() and about != text:
            return notice, f"{notice} {about}"
    return notice, text


_ROMAN = {
    r: str(i) for i, r in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii".split(), 1)
}
_NUMBER_WORDS = {w: str(i) for i, w in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_NUMBER_WORDS |= {w: str(i) for i, w in enumerate("first second third fourth fifth sixth seventh eighth".split(), 1)}
_NUMBER_WORDS |= {w: str(i) for i, w in enumerate("一 二 三 四 五 六 七 八 九 十".split(), 1)}
_NUMBER_WORDS |= {"上": "1", "下": "2"}
_PART_WORDS = frozenset(
    "part pt parts teil parte partie часть section series paper chapter volume vol no number chapitre kapitel "
    "capitulo episode report lecture lesson session appendix".split()
)
# "Phase 3" tells two works apart where it ends a title or what stands before a subtitle; "Phase-3 trials" are no part.
_STAGE_WORDS = frozenset("phase stage study".split())
_ANY_PART = frozenset("part pt parts teil parte partie часть".split())
_STAGE = re.compile(r"\b(?:phase|stage|study)\s(\d{1,2}|[ivx]{1,4})\s?(?:$|[:.;,)\]]|\s[-–—]\s)", re.IGNORECASE)
_CJK_PART = re.compile(
    r"第?\s?([一二三四五六七八九十\d]{1,3})\s?(?:部分|部|篇|报|報|章|回|讲|編)|[(（]([上下一二三四五六七八九十\d])[)）]"
)
_TAIL_ROMAN = re.compile(r"(?:^|[\s.:,(–—]|\s-)([IVX]{1,5})\s{0,2}[).]{0,2}\s{0,2}(?:$|[:;/.–—]\s?|-\s|\s[-–—]\s)")
_TAIL_NUMBER = re.compile(r"(?:[\s(:.–—]|\s-)([1-9]\d?)\s{0,2}[).]{0,2}$")  # not of "COVID-19"


def _counted(text: str) -> str:
    """The words of `text` with numerals as numbers, and no word for a part before its number."""
    found: list[str] = []
    for word in words(text).split():
        last = found[-1] if found else ""
        # A lone "x" is seldom a ten.
        number = _ROMAN.get(word) if word != "x" or last in _PART_WORDS else None
        if last in _PART_WORDS or last in _STAGE_WORDS:
            number = number or _NUMBER_WORDS.get(word) or (word.lstrip("0") or "0" if word.isdigit() else None)
            if number and last in _ANY_PART:
                found.pop()
        found.append(number or word)
    return " ".join(found)


def _part(text: str) -> str:
    """The part a title names as a number or letter, "" if none: after "part" and its like, or at an end."""
    for word, after in pairwise(words(text).split()):
        if word in _PART_WORDS:
            number = _ROMAN.get(after) or _NUMBER_WORDS.get(after) or (after if after.isdigit() else "")
            if word in _ANY_PART and len(after) == 1:
                number = number or after  # "Part A"
            if number:
                return number.lstrip("0") or "0"
    if match := _CJK_PART.search(text):
        found = match[1] or match[2]
        return _NUMBER_WORDS.get(found, found)
    if match := _STAGE.search(text):
        return _ROMAN.get(match[1].lower()) or match[1].lstrip("0")
    if match := _TAIL_ROMAN.search(text):
        return _ROMAN.get(match[1].lower(), "")
    if match := _TAIL_NUMBER.search(text):
        return match[1]
    return ""
