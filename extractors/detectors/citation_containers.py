"""The container's title before the tail of a citation line: where it stands, whether it can be one.

The words that tell are `citation_words.tsv`.
"""

import re
from collections import defaultdict
from pathlib import Path

from extractors.detectors import citation_grammar as grammar
from extractors.detectors.date_words import LABELS, fold

_MAX_TITLE = 250


def _read_words() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for line in (Path(__file__).parent / "citation_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word, _ = line.split("\t")
            words[kind].add(fold(word))
    return {kind: frozenset(found) for kind, found in words.items()}


_WORDS = _read_words()
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATED = re.compile(r"[^\W\d_a-z][\w'’-]{0,14}\.")
_J = re.compile(r"J\.? [^\W\d_a-z]")
_PAGE = re.compile(r"[Pp]ages?\s\d{1,5}|[Ss]eite\s\d{1,5}|第?\d{1,4}[页頁]")
_BREADCRUMB = re.compile(r"\s{1,3}(?P<mark>[/>›»|])\s{0,3}")
_REPEC = re.compile(r",\s(?=vol\. [\w-]{1,10}\([^()]{1,20}\))")


def journal_like(title: str) -> bool:
    """Whether a title is a serial's by its words alone: a word that names serials, or abbreviated words throughout."""
    words = [fold(word) for word in _WORD.findall(title)]
    if not words or len(words) > 20:
        return False
    if (
        not _WORDS["journal"].isdisjoint(words)
        or _J.match(title)
        or (len(title) <= 40 and any(part in title for part in _WORDS["part"]))
    ):
        return True
    tokens = [token for token in title.split() if token.casefold() not in _WORDS["small"]]
    return len(tokens) > 1 and all(map(_ABBREVIATED.fullmatch, tokens[:-1])) and tokens[0][0].isupper()


def maybe_journal(title: str) -> bool:
    """Whether a title may be a serial's: as `journal_like`, or in capitals with a word that many serials have."""
    if journal_like(title):
        return True
    words = {fold(word) for word in _WORD.findall(title)}
    return not _WORDS["maybe"].isdisjoint(words) and in_capitals(title)


def in_capitals(title: str) -> bool:
    """Whether a title of at most ten words has capitals throughout but in the small words."""
    tokens = [token for token in title.split() if token.casefold() not in _WORDS["small"]]
    return len(tokens) <= 10 and all(token != token.lower() or token == token.upper() for token in tokens)


def no_container(title: str, numbered: bool) -> bool:
    """Whether what stands before the numbers says that they are no citation: `УДК`, `ISO`, `Report`, `Last update:`.

    `numbered`: nothing but one number follows it.
    """
    folded = fold(title).strip(" .,;:|([")
    words = folded.split()
    if not words:
        return False
    first = re.split(r"[:.\d(\[]", words[0])[0]
    if not _WORDS["mark"].isdisjoint((words[0], first, words[0].rstrip(".:"))):
        return True
    head = re.split(r"\s?[:|]", folded)[0]
    if folded in _WORDS["never"] or head in _WORDS["never"]:
        return True
    last = (words[-1], " ".join(words[-2:]))
    return numbered and not _WORDS["number"].isdisjoint(last)


def says_place(text: str, start: int, stop: int) -> bool:
    """Whether a label of several words says that a container follows: `Published in:`, `Erschienen in:`, not `In:`."""
    match = grammar.LABEL_BEFORE.match(text, start, stop)
    return match is not None and " " in (match["label"] or "")


def container_bounds(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the title stands in `text[start:stop]`, without labels, separators and a stop that is no abbreviation's."""
    for pattern in (grammar.MARKER_BEFORE, grammar.LABEL_BEFORE):
        match = pattern.match(text, start, stop)
        start = match.end() if match else start
    start = _behind_breadcrumbs(text, start, stop)
    edge = stop
    while stop > start and text[stop - 1] in grammar.TRAILING:
        stop -= 1
    comma = "," in text[stop:edge]  # "IET conference proceedings., vol. 3": the stop is the title's
    if stop - start > 1 and text[stop - 1] == "." and not comma and not _abbreviated(text[start : stop - 1]):
        stop -= 1
    if stop - start > 2 and grammar.QUOTED.get(text[start]) == text[stop - 1]:
        start, stop = start + 1, stop - 1
    return start, stop


def _behind_breadcrumbs(text: str, start: int, stop: int) -> int:
    """Where the last part of "Home / Archives / Journal" begins; "A / B" with no such word in it is one title."""
    begin, headed = start, False
    for match in _BREADCRUMB.finditer(text, start, stop):
        headed = headed or match["mark"] in ">›»" or fold(text[begin : match.start()]).strip() in _WORDS["heading"]
        if text[match.end() : stop].strip() or fold(text[begin : match.start()]).strip() in _WORDS["heading"]:
            begin = match.end()
    return begin if headed else start


def publisher_start(text: str, start: int, stop: int) -> int:
    """Where a publisher begins behind the title, in RePEc's "Journal, Publisher, vol. 79(C)", else `stop`."""
    if not _REPEC.match(text, stop):
        return stop
    comma = text.rfind(", ", start, stop)
    while comma > start:
        words = {fold(word) for word in _WORD.findall(text[comma:stop])}
        if not _WORDS["publisher"].isdisjoint(words):
            return comma
        return stop
    return stop


def is_title(title: str) -> bool:
    """Whether the text before a tail can be a container's title: no whole reference, article type, or running page."""
    if not 1 < len(title) <= _MAX_TITLE or title.isdigit() or _PAGE.fullmatch(title):
        return False
    words = title.split()
    if (len(words) > 12 and "," in title and not journal_like(title.split(",")[0])) or len(words) > 25:
        return False  # names, a title and a serial, parted by commas
    folded = fold(title).strip(" .:-–|：")
    return folded not in _WORDS["heading"] and folded not in LABELS and not grammar.WHOLE_REFERENCE.search(title)


def _abbreviated(title: str) -> bool:
    """Whether a closing full stop belongs to the title: in "Phys. Rev. Lett." it does, in "J Clin Psychol." not."""
    words = title.split()
    if not any(word.endswith(".") for word in words[:-1]):
        return False
    return fold(words[-1]) in _WORDS["abbreviation"] or all(word.endswith(".") for word in words[:-1])
