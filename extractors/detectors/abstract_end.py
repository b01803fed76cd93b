"""Where an abstract ends: what pages print between it and whatever follows is no part of its text.

Prompts, licences and buttons are phrases of a table (`abstract_ends.tsv`); statements (competing interests, funding,
data availability …), keywords and dates are known by their labels (`label_table`).
"""

import re
from functools import lru_cache
from pathlib import Path

from extractors.detectors.copyright import copyright_start
from extractors.detectors.section_labels import lookup
from extractors.label_table import labels

# What a label at the start of a line announces that is none of the abstract.
_BEHIND = frozenset(
    (
        *("keywords", "stop", "own_citation", "received", "accepted", "revised", "online", "issued", "doi", "handle"),
        *("plain_summary", "subjects", "classification", "references", "related", "cited_by", "comments"),
        *("affiliations", "translated_title"),
    )
)
_RUN_IN = frozenset(("keywords", "classification", "stop", "own_citation", "received"))
_REGISTERED = re.compile(r"regist", re.I)  # of a trial: a section of structured abstracts
_COLON = re.compile(r"[:：—–】\]]")
_SENTENCE_END = re.compile(r"[.!?。！？…”\"»)）\]]\s*|\n\s*")
_ENDED = re.compile(r"[.!?。！？…”\"»)）\]:：]\s*$|\n\s*\n\s*$")
_BULLET = re.compile(r"[\s(\[•*▪·►▶+-]{0,4}")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|tab(?:le(?:au)?|elle|la|\.)|abb(?:ildung|\.)|图|圖|表|図|рис\.|табл\.|şekil|tablo|gambar|tabel)"
    r" ?s?\d{1,2}[.:：\s]"
    r"|\d[\d,.]{0,8} (?:views|citations|downloads|accesses)\b",
    re.I,
)
_BRACKETED = re.compile(r"(?<=[.!?。])\s{0,3}[(\[（](?P<words>[^\W\d][^\d()\[\]（）]{4,40})[:\s]\d")
_DATED = frozenset(("received", "accepted", "revised", "online"))
_MOST_WORDS = 3
_LONGEST_LABEL = 80
_LONGEST_PHRASE = 60
_MARKS = " \t\r\n\u00a0[](){}.…›»>+▼▾|«<-–"
_ELLIPSIS = ("…", "...", ". . .")


def own_text(text: str, start: int, end: int) -> int:
    """The end of the abstract that begins at `start`, ends before `end` and is followed by other things in between.

    Cuts at the first line that opens like a prompt, a licence, a caption or with a label that is no section's; at such
    a label run into a paragraph; at a copyright line; and takes off a button to show more.
    """
    stop = _line_end(text, start, end)
    stop = _label_end(text, start, stop)
    stop = _history_end(text, start, stop)
    stop = min(copyright_start(text, start, stop), stop)
    stop = _without_buttons(text, start, stop)
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def is_behind(line: str) -> bool:
    """Whether a line opens with what is no part of an abstract: a prompt, a caption, a statement's label."""
    at = _BULLET.match(line).end()  # type: ignore[union-attr]
    if line[at : at + _LONGEST_PHRASE].casefold().startswith(_phrases()[0]) or _CAPTION.match(line, at):
        return True
    label = labels().match(line)
    if label is None or label.key not in _BEHIND:
        return False
    return label.key != "stop" or _is_statement(label.label)


def _is_statement(label: str) -> bool:
    """Whether a label is one of statements that go with an article, and not of a trial's registration."""
    return not _REGISTERED.search(label)


def _line_end(text: str, start: int, end: int) -> int:
    at = text.find("\n", start, end)
    while at >= 0:
        following = text.find("\n", at + 1, end)
        line = text[at + 1 : following if following >= 0 else end]
        if is_behind(line.strip()) and _ENDED.search(text[max(start, at - 20) : at + 1]):
            return at
        at = following
    return end


def _label_end(text: str, start: int, end: int) -> int:
    """The start of the first label behind the end of a sentence that is none of the abstract's sections."""
    known = labels().key
    for colon in _COLON.finditer(text, start, end):
        window = max(start, colon.start() - _LONGEST_LABEL)
        ends = [match.end() for match in _SENTENCE_END.finditer(text, window, colon.start())]
        for at in ends[-2:]:
            label = text[at : colon.start()].strip(" \t[【〔")
            key = known(label) if label else None
            if key in _RUN_IN and (key != "stop" or (_is_statement(label) and _is_certain(label))):
                return at
    return end


def _history_end(text: str, start: int, end: int) -> int:
    """The start of dates in brackets behind the last sentence: `(Received December 10, 2015)`."""
    known = labels().key
    for opening in _BRACKETED.finditer(text, start, end):
        words = opening["words"].split()
        if any(known(" ".join(words[:count])) in _DATED for count in range(1, min(len(words), _MOST_WORDS) + 1)):
            return opening.start()
    return end


def _is_certain(label: str) -> bool:
    """Whether a label run into prose is more than a word that prose uses before a colon (`Note:`)."""
    return " " in label or (len(label) >= 4 and not label.isascii()) or lookup(label) is not None


def _without_buttons(text: str, start: int, stop: int) -> int:
    """Where the text ends before the buttons at its end; an ellipsis before them is kept."""
    while True:
        tail = text[max(start, stop - _LONGEST_PHRASE) : stop]
        shown = tail.rstrip(_MARKS)
        button = next((phrase for phrase in _phrases()[1] if shown.casefold().endswith(phrase)), None)
        if button is None or len(shown) == len(button):
            return stop
        before = shown[: -len(button)]
        if not (
            before[-1] in _MARKS and (before.rstrip(" [(\t\u00a0<›»").endswith(_BUTTON_AFTER) or "\n" in before[-3:])
        ):
            return stop
        stop -= len(tail) - len(before.rstrip(" [(\t\r\n\u00a0<›»|-–"))


_BUTTON_AFTER = (*_ELLIPSIS, ".", "!", "?", "。", ")", "”", "）", "！", "？")


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How lines open that follow an abstract, and the words of buttons, the longest first."""
    rows = [
        row.split("\t") for row in Path(__file__).with_name("abstract_ends.tsv").read_text("utf-8").splitlines()[1:]
    ]
    opening = tuple(phrase.casefold() for place, phrase, _ in rows if place == "line")
    buttons = sorted((phrase.casefold() for place, phrase, _ in rows if place == "button"), key=len, reverse=True)
    return opening, tuple(buttons)
