"""Words around reference lists (`reference_words.tsv`): headings, what closes a list, link texts beside its entries."""

import re
from collections import defaultdict
from pathlib import Path


def _read() -> dict[str, list[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for line in (Path(__file__).parent / "reference_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word, _ = line.split("\t")
            words[kind].add(word)
    return {kind: sorted(found, key=lambda word: (-len(word), word)) for kind, found in words.items()}


_WORDS = _read()


def _either(kind: str) -> str:
    # A heading may be spaced out: "参 考 文 献".
    return "|".join(
        r"[^\S\n]?".join(word) if len(word) < 6 and not word.isascii() and word[0] > "\u2e80" else re.escape(word)
        for word in _WORDS[kind]
    ).replace(r"\ ", r"[^\S\n]{1,2}")


HEADING = re.compile(
    rf"^[^\S\n]*(?:#{{1,4}}[^\S\n]|\*\*|(?:\d{{1,2}}|[IVX]{{1,5}})\.?[^\S\n]{{1,3}}|[■▪●【\[])?(?P<label>{_either('heading')})[】\]]?"
    r"(?:\*\*)?[^\S\n]{0,3}[:：]?[^\S\n]{0,3}(?:[(\[]?(?:1[-–])?(?P<count>\d{1,5})[)\]]?"
    r"(?:[^\S\n]?(?:articles?|references?|items?|[篇条個件]))?)?[^\S\n]{0,3}[.:：▼▾↓»]?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that is a list's heading, the stated number of its entries with it."""

_AFTER = re.compile(rf"(?:{_either('after')})(?![^\W\d_])[^\S\n]{{0,2}}[:：]?", re.IGNORECASE)
_MARKS = r"[\s\[\]()|·•»›,;:+×↵↩▼^-]"
_RUN = rf"(?>(?:{_either('button')})(?:[^\S\n]?\(\d{{1,6}}\))?{_MARKS}{{0,12}}+){{1,24}}+"
_BUTTONS = re.compile(rf"{_MARKS}{{0,12}}+{_RUN}", re.IGNORECASE)
_BUTTONS_AT_END = re.compile(rf"(?:(?<![\s\[(|·»›])[\s\[(|·»›]{{1,12}}+|(?<=[.\d/)a-z])){_RUN}$", re.IGNORECASE)
# A run of link texts has one of these in it; "article" or "abstract" alone may end a title.
_LINKED = re.compile(
    r"scholar|crossref|pubmed|medline|science|scopus|chemport|openurl|publisher|view|google|谷歌|doi\]|link",
    re.IGNORECASE,
)
_LONGEST_BUTTONS = 160


def is_buttons(line: str) -> bool:
    """Whether a line is nothing but link texts, `CrossRef | Google Scholar`, `Show all references`."""
    return len(line) <= _LONGEST_BUTTONS and (not any(map(str.isalnum, line)) or _BUTTONS.fullmatch(line) is not None)


def without_buttons(text: str, start: int, stop: int) -> int:
    """The end of the entry `text[start:stop]` without the link texts behind it: `… 37–42. CrossRefGoogle Scholar`."""
    low = max(start + 20, stop - _LONGEST_BUTTONS)
    if low >= stop or not _LINKED.search(text, low, stop):  # costs a tenth of what the next line does
        return stop
    match = _BUTTONS_AT_END.search(text, low, stop)
    if match is None or not _LINKED.search(match[0]):
        return stop
    return match.start()


def closes_list(line: str) -> bool:
    """Whether a line is a heading of what follows lists of references: `Author information`, `Cited by (3)`."""
    match = _AFTER.match(line.strip(" \t#*"))
    return match is not None and len(line.strip()) - match.end() <= 12
