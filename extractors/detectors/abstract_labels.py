"""Where in an abstract a section label may stand, and how it is printed there.

A label stands only in a slot: at the start, at the start of a line, or after the end of a sentence. `marks` lists the
known labels found in slots, each with the style it is printed in; which of them count is decided in `abstracts`.

Styles, with a page family each was seen on: `colon` (`Aims: …`, PubMed), `bracket` (`[目的/意义] …`, Chinese journals),
`line` (a line of its own, Emerald search), `dash` (`Objective.—To …`, JAMA), `dot` (`Fundamento. …`, SciELO),
`glue` (`PurposeThe …`, Tongzhouyun), `upper` (`OBJECTIVE  To …`, SciELO), `bare` (`Background Pain …`, BMJ),
`han` (`目的探讨…`, medical journals in Chinese).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.detectors.section_labels import AFTER, BEFORE, HEADED, HEADINGS, TERMS, Label, lookup

# The more certain styles first.
STYLES = ("bracket", "colon", "line", "dash", "glue", "upper", "dot", "bare", "han")

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŔŘŚŞŠŤŪŮŰŲŹŻŽƏȘȚΆ-ΏΑ-ΩЂ-ЏА-ЯЁІЇЄҐҒҚҢҮҰҺӘӨ"
_HAN = "\u3040-\u30ff\u3400-\u9fff"
_UNCASED = "\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\uac00-\ud7a3"  # scripts without capitals
_OPENING = rf"[{_UPPER}{_HAN}0-9\"“‘«„(\[<≥≤~±†‡${_UNCASED}]"
_OPENING_CHAR = re.compile(_OPENING)
# Not a label but a thing with a number: `Experiment 2 examined …`.
_NUMBERED = re.compile(
    r"(?:Aim|Approach|Case|Cohort|Control|Experiment|Goal|Group|Hypothesis|Model|Objective|Patient|Problem|Protocol"
    r"|Question|Sample|Solution|Study|Theory|Topic|Treatment) \d{1,2}\b"
)
_LONG = 9  # words that are broken at a line's end
_BRACKETS = "[【〔［〖＜〈"
_FIRST_HAN = "\u3040"


def _atoms(term: str, english: bool = True) -> Iterator[str]:
    """The pattern of a term, piece by piece: how its spaces, plurals and line-break hyphens vary in print."""
    for number, word in enumerate(term.split(" ")):
        if number:
            yield r"[^\S\n]{1,3}\n?"
        stem = (
            word[:-1] if english and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is")) else word
        )
        for place, char in enumerate(stem):
            if re.match(rf"[{_HAN}]", char) and place:
                yield r"[^\S\n]?"
            if not english and len(word) > _LONG and 3 <= place < len(word) - 2:
                yield "-?"
            yield {"'": "['’]", "-": r"[-\u2010\u2011 ]", "/": " ?/ ?", "?": " ?\\?"}.get(char, re.escape(char))
        if english and stem[-1].isalpha():
            yield r"(?:s|\(s\))?"


def _pattern(branches: list[list[str]]) -> str:
    """One pattern for many terms, shared beginnings merged, longest first."""
    heads: dict[str, list[list[str]]] = {}
    ends = False
    for branch in branches:
        if branch:
            heads.setdefault(branch[0], []).append(branch[1:])
        else:
            ends = True
    if not heads:
        return ""
    choices = [head + _pattern(rest) for head, rest in sorted(heads.items(), key=lambda item: item[0].endswith("?"))]
    body = choices[0] if len(choices) == 1 and not ends else f"(?:{'|'.join(choices)})"
    return body + ("?" if ends else "")


def _either(terms: tuple[str, ...]) -> str:
    return _pattern([list(_atoms(term)) for term in terms])


_TERM = _pattern([list(_atoms(term, language == "en")) for term, language in TERMS])
# No word runs on into the next sentence: `Relevance to clinical practiceNurses can …`.
_THING = rf"(?-i:(?: [^\W\d_][^\W\d_{_UPPER}]{{1,19}}| [{_UPPER}]{{2,20}}){{1,6}})"
_HEADED = (
    rf"(?:\w{{2,15}} )?{_either(HEADED)}(?:"
    rf" (?:for|to|of|in){_THING}(?=[^\S\n]{{0,3}}[:：\]】])"
    rf"| (?-i:for|to|of|in|FOR|TO|OF|IN){_THING})"
)
_BY_WORK = rf" of (?:the |this )?(?:present |current )?(?:{'|'.join(AFTER)})(?-i:(?![a-z]))"
# The qualifier is tried last: `Main findings`, but `Study design` is a term by itself.
_ONE = rf"(?:(?:{'|'.join(BEFORE)}) )??{_TERM}(?:{_BY_WORK})?"
_AND = "and|or|and/or|y|e|et|und|и|та|і|ve|dan"
_JOIN = rf"(?: ?[/,&+、・／] ?(?:and |& )?| (?:{_AND}) |[与與和及と](?=[{_HAN}])|-(?=[a-z]))"
_LABEL = rf"(?:{_HEADED}|{_ONE}(?:{_JOIN}{_ONE}){{0,5}})"
_WORD = "(?:we|the|this|these|an?|in|to|our|it|there|all|of|both|using|from)"

_AT = re.compile(
    rf"(?P<open>[\[【〔［〖＜〈](?:[^\S\n]{{0,2}}))?(?i:(?P<label>{_LABEL}))(?:"
    rf"(?P<bracket>[^\S\n]{{0,2}}[\]】〕］〗＞〉][^\S\n]?[:：]?)"
    rf"|(?P<colon>[^\S\n]{{0,3}}(?:\*\*)?[:：︰](?:\*\*)?)"
    rf"|(?P<line>[^\S\n]{{0,9}}\.?(?=\r?\n|\Z))"
    rf"|(?P<dash>[^\S\n]?\.?[^\S\n]{{0,2}}[—–―][^\S\n]?(?=\S)|[^\S\n]?-[^\S\n](?=\S)|\.[^\S\n]?-[^\S\n]?(?=\S))"
    rf"|(?P<dot>[.．](?=\s+{_OPENING}))"
    rf"|(?P<upper>(?<=[{_UPPER})][{_UPPER})][{_UPPER})])[^\S\n]+(?=\S))"
    rf"|(?P<bare>[^\S\n]+(?={_OPENING}))"
    rf"|(?P<glue>(?<=[\w)])(?<![a-z][A-Z])(?:(?<![{_UPPER}])(?=[{_UPPER}](?![{_UPPER}]*\b)|[{_UPPER}]{{2}})|(?=[AI]\b|[0-9\"“‘«„(<])"
    rf"|(?<=[{_UPPER}])(?=[{_UPPER}][^\W\d_{_UPPER}])))"
    rf"|(?P<low>(?<![a-z][A-Z])(?:(?={_WORD}\b)|(?<![{_UPPER}])(?=[{_UPPER}]\b)))"
    rf"|(?P<han>(?=[{_HAN}])(?![是的在为為显顯表性论論上中下及和与與之于於了需均])))"
)
# These match also where no label can follow, so that no stretch of white space is read twice.
_LEAD = (
    r"[\s•·▪■●◆*#\ufeff]*+(?P<number>(?<![^\s;；])[(（]?\d{1,2}[)）.、][^\S\n]?)?+"
    rf"(?P<label>(?=[{_UPPER}{_HAN}{_UNCASED}\[【〔［〖＜〈]))?+"
)
_START = re.compile(r"(?P<serial>\s{0,3}e?\d{1,6}\s(?=[^\s:]{3,}:))?+" + _LEAD)
# A quotation mark behind a space opens a quotation: `the heading "Results: none"`.
# One class of characters, then what a quotation mark must not stand behind: so the search is for the class alone.
_SENTENCE = re.compile(r"[\n.!?…。．！？；;)\]”\"’»›>](?<!\s\")(?<!\A\")" + _LEAD)
# A lost full stop, before a label that cannot be missed; looked for in what stands before a colon.
_LOST = re.compile(
    r"(?<=[a-zà-ÿ0-9)%])[^\S\n](?=(?:[A-Z]{4,}[A-Z ,/&()-]{0,60}|Methods?|Results?|Conclusions?|Findings):\Z)"
)
_BEFORE_COLON = 70
_PREFIXES = frozenset(
    text[:2].casefold() if text[0] < _FIRST_HAN else text[0]
    for text in (*(term for term, _ in TERMS), *BEFORE, *HEADED)
)
_HEADING = re.compile(
    rf"[\s•*#\ufeff]*+[\[【〔［〖]?(?i:(?P<word>{_either(HEADINGS)}))[\]】〕］〗]?"
    rf"(?P<hard>[^\S\n]{{0,2}}[:：.](?!\S)|[^\S\n]{{0,2}}[：】]|[^\S\n]{{0,9}}\n|(?<=[\]】〕］〗]))?[\s:：.—–]{{0,4}}"
)


@dataclass(slots=True)
class Slot:
    """A place for a label: after `begin`, its enumerator or else its text at `outer`, its text at `inner`."""

    begin: int
    outer: int
    inner: int
    opens: bool = False
    lost_stop: bool = False


@dataclass(slots=True)
class Mark:
    """A label in a slot. `start` to `end` takes in its enumerator, brackets and punctuation.

    `first`: it opens the abstract; `at_line`: it opens a line; `tight`: no space stands before it; `lost_stop`: the
    sentence before has no end.
    """

    start: int
    end: int
    style: str
    label: str
    entry: Label
    first: bool
    at_line: bool
    tight: bool
    lost_stop: bool


def heading(text: str, start: int = 0) -> tuple[int, bool]:
    """(where the text after a heading such as `Abstract:` begins, whether it is a heading for certain)."""
    found = _HEADING.match(text, start)
    if not found:
        return start, False
    end = found.end()
    spaced = end > found.end("word") and _OPENING_CHAR.match(text, end) is not None
    capitals = found["word"].isupper() and spaced and not text[end : end + 9].isupper()
    return end, found["hard"] is not None or capitals


def slots(text: str, start: int = 0) -> list[Slot]:
    """Every place from `start` on where a label may stand, in order.

    An enumerator (`(1) Background`) and a conference's number of the abstract (`1021 Background`) are part of the slot.
    """
    found = []
    opening = _START.match(text, start)
    if opening and opening["label"] is not None:
        begin = opening.end()
        outer = opening.start("number") if opening["number"] else begin
        found.append(Slot(start, start if opening["serial"] else outer, begin, opens=True))
    for sentence in _SENTENCE.finditer(text, opening.end() if opening else start):
        if sentence["label"] is not None:
            begin, inner = sentence.span()
            found.append(Slot(begin, sentence.start("number") if sentence["number"] else inner, inner))
    if lost := list(_lost_stops(text, start)):
        found = sorted([*found, *lost], key=lambda slot: slot.inner)
    return found


def _lost_stops(text: str, start: int) -> Iterator[Slot]:
    colon = text.find(":", start)
    while colon >= 0:
        if text[colon - 1 : colon].isalpha():
            window = max(start, colon - _BEFORE_COLON)
            in_sentence = text[colon - 1].islower() and text[colon + 1 : colon + 3].lstrip()[:1].islower()
            if not in_sentence and (space := _LOST.search(text[window : colon + 1])):
                inner = window + space.end()
                yield Slot(inner - 1, inner, inner, lost_stop=True)
        colon = text.find(":", colon + 1)


def marks(text: str, places: list[Slot]) -> list[Mark]:
    """The known labels in `places`, the slots of `text`, in order and without overlap. Time linear in the text."""
    found: list[Mark] = []
    stop = 0
    for slot in places:
        if slot.outer >= stop and (mark := _mark(text, slot)):
            found.append(mark)
            stop = mark.end
    return found


def _mark(text: str, slot: Slot) -> Mark | None:
    char = text[slot.inner]
    if (
        char not in _BRACKETS
        and (char if char >= _FIRST_HAN else text[slot.inner : slot.inner + 2].replace("İ", "i").casefold())
        not in _PREFIXES
    ):
        return None
    at = _AT.match(text, slot.inner)
    if not at or (at["open"] is None) != (at["bracket"] is None):
        return None
    style = _style(at)
    entry = lookup(" ".join(at["label"].split())) if style else None
    if style is None or entry is None:
        return None
    end = at.end() if style != "line" else at.end("label") + len(at["line"].rstrip())
    return place(text, slot, end, at["label"], style, entry)


def place(text: str, slot: Slot, end: int, printed: str, style: str, entry: Label) -> Mark:
    """The mark of the label `printed` in `slot`."""
    between = text[slot.begin : slot.outer]
    return Mark(
        slot.outer,
        end,
        style,
        " ".join(printed.split()),
        entry,
        first=slot.opens,
        at_line=slot.opens or "\n" in between,
        tight=slot.opens or not between[-1:].isspace(),
        lost_stop=slot.lost_stop,
    )


def _style(at: re.Match[str]) -> str | None:
    style, label = at.lastgroup, at["label"]
    if label[0].islower() or (style == "upper" and not label.isupper()):
        return None
    if style == "bare" and (_NUMBERED.match(at.string, at.start("label")) or label.startswith(("The ", "Our "))):
        return None
    return style
