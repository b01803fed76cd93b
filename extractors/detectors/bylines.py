"""What stands in a list of authors and names none: labels, buttons, roles, "et al.", titles of posts.

`mask_byline` overwrites it, so that offsets hold: by blanks, or by a sign where it says of a person or of a stretch
that no author is named.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import ahocorasick

from extractors.detectors.line_shape import KIND, kinds
from extractors.detectors.name_marks import EDITOR, NO_AUTHOR
from extractors.detectors.name_words import PARTICLES
from extractors.detectors.roles import role_of

NO_AUTHORS = "\ue002"  # none of the stretch that opens with it is an author

_BRACKETS = re.compile(r"[(\[（【]\s{0,2}([^()\[\]（）【】\n\d]{1,40}?)\s{0,2}[)\]）】]")
_LABEL = re.compile(r"(?:^|\n)[\W_]{0,6}?(?P<label>[^\W\d_][^\n:：,;；|]{0,40}?)\s{0,3}[:：](?!//)\s{0,3}")
_STRETCH = re.compile(r"(?:^|[;；|\n])[\s•▪●·*-]{0,6}(?P<words>[^\W\d_][^\n:：,;；|]{2,60})(?P<colon>[:：]?)")
_BEFORE = re.compile(r"\W{0,4}(?P<word>[A-Za-z]{2,5}|di)\s{1,3}(?P<first>[^\W\d_a-z][^\W\d_]*\.?)[\s.]\s{0,3}(?=\S)")
_MORE = re.compile(
    r"(?:,\s{0,2})?(?:\+\s?\d{1,4}(?:\s(?:more|authors?|others?|weitere\w{0,2}|autres?|autor\w{0,3}|auteurs?|mais|más|altri|ещё|еще)\b){0,2}"
    r"|\b(?:and|und|et|y|e|&|и)\s\d{1,4}\s(?:more|others?|weitere|autres|otros|outros|altri|других)\b(?:\sauthors?\b)?"
    r"|\(?\b\d{1,4}\s(?:more\s|additional\s)?authors?\b\)?)",
    re.I,
)
_ELLIPSIS = re.compile(r"\.\.\.|…|\. \. \.|\[…\]|\[\.\.\.\]")
_LETTERS_APART = re.compile(
    r"(?<=[^\W\d_]{2}) [*∗†‡]{0,2}(?P<letters>[a-j]{1,4})(?=\s{0,2}(?:[,;*∗†‡]|$|\s(?:and|&|und|et)\s))"
)
_ENDS_OTHERS = re.compile(r"[\s.,…)\]]{0,6}(?:$|[;；|\n(])")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    rows = Path(__file__).with_name("byline_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    kinds_of: dict[str, set[str]] = {}
    for kind, words in (row.split("\t") for row in rows):
        kinds_of.setdefault(kind, set()).add(words)
    return {kind: frozenset(words) for kind, words in kinds_of.items()}


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for kind in ("noise", "others"):
        for words in _words()[kind]:
            automaton.add_word(words, (kind, len(words)))
    automaton.make_automaton()
    return automaton


def is_position(text: str) -> bool:
    """Whether a part of a list is a post or title that the person before it holds ("博士", "PhD candidate")."""
    return text.casefold() in _words()["position"]


def is_interface(literal: str) -> bool:
    """Whether what looks like a name is made of words of menus and buttons alone ("Monitor Changes")."""
    found = set(kinds(literal))
    return KIND["menu"] in found and found <= _INTERFACE


_INTERFACE = frozenset(
    KIND[kind] for kind in ("menu", "function", "particle", "conjunction", "journal", "word", "dash", "opens", "closes")
)


def mask_byline(text: str) -> str:
    """`text` without labels, buttons, roles and "et al."; the length stays the same. See the signs above."""
    text = _DOUBLED.sub(_part, _without_labels(text))
    if any(bracket in text for bracket in "([（【"):
        text = _BRACKETS.sub(_role, text)
    text = _without_phrases(text)
    if "…" in text or ". ." in text or ".." in text:
        text = _ELLIPSIS.sub(lambda match: ",".ljust(match.end() - match.start()), text)
    if "+" in text or any(map(str.isdecimal, text)):
        text = _MORE.sub(_blank, text)
    return _raise_letters(text)


# A name printed twice with nothing between, as a picture's text and the name: "Ada GrayAda Gray1Bo LiBo Li".
_DOUBLED = re.compile(r"(?<![^\W\d_])(?P<name>[A-Z][^\d\n,;|&]{2,60}?[^\W\d_])(?:&#x?;|\s)?(?P=name)(?![a-z])")


def _part(match: re.Match[str]) -> str:
    """The name once, and a comma."""
    name = match["name"]
    return (name + ",").ljust(match.end() - match.start()) if " " in name else match[0]


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _role(match: re.Match[str]) -> str:
    role = role_of(match[1])
    if role is None:
        return match[0]
    sign = " " if role == "author" or match[1].rstrip(".").endswith("s") else EDITOR if role == "editor" else NO_AUTHOR
    return sign.ljust(match.end() - match.start())


def _without_labels(text: str) -> str:
    """Blank the label of authors at the start of a line; sign the stretches that another role opens."""
    words = _words()
    head = text[:200]
    if ":" in head or "：" in head or "\n" in text:
        text = _LABEL.sub(lambda m: _blank(m) if m["label"].casefold() in words["label"] else m[0], text)
    match = _BEFORE.match(text)
    if match and match["word"].casefold() in words["before"] and _opens_name(match["word"], match["first"]):
        text = " " * match.end("word") + text[match.end("word") :]
    return _STRETCH.sub(_signed, text)


def _opens_name(word: str, first: str) -> bool:
    """Whether a preposition is a label: `By Ada Gray`, `Von Ada Gray`; but not `Von Neumann`, `Di Maria`."""
    return word.casefold() == "by" or kinds(first)[:1] in ([KIND["given"]], [KIND["both"]])


@lru_cache(maxsize=1)
def _phrases_before_names() -> tuple[str, ...]:
    return tuple(f"{phrase} " for phrase in _words()["drops"] if " " in phrase)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for phrase in _phrases_before_names())


def _signed(match: re.Match[str]) -> str:
    words, drops = match["words"].casefold().strip(), _words()["drops"]
    named = match["colon"] and (words in drops or role_of(words) in ("editor", "other"))
    if not named and not (words.split(" ")[0] in _first_words() and words.startswith(_phrases_before_names())):
        return match[0]
    at = match.start("words") - match.start()
    return match[0][:at] + NO_AUTHORS + match[0][at + 1 :]


def _without_phrases(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):  # `İ` is two characters in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    kept, at = [], 0
    for start, end in _phrases(text, low):
        kept += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*kept, text[at:]]) if kept else text


def _phrases(text: str, low: str) -> Iterator[tuple[int, int]]:
    for last, (kind, length) in _automaton().iter_long(low):
        start, end = last + 1 - length, last + 1
        if not _is_apart(text, start, end):
            continue
        if kind == "noise" or _ENDS_OTHERS.match(text, end) or low.startswith("et", start):
            yield start, end


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a phrase stands for itself, or is glued to a word that ends in lower case ("BucciEmail author")."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not before.isalnum() or (text[start].isupper() and before.islower()) or _is_wide(before)
    return opens and (not after.isalpha() or after.isupper() or text[end - 1] == ".")


def _is_wide(char: str) -> bool:
    return "\u3040" <= char <= "\ud7ff"


def _raise_letters(text: str) -> str:
    """Write letters of affiliations that stand behind a blank as superscripts, where several names carry them."""
    found = [match for match in _LETTERS_APART.finditer(text) if _ascends(match["letters"])]
    several = sum(len(match["letters"]) > 1 for match in found)
    if not several or len(found) < 2 or any(match["letters"] in PARTICLES for match in found):
        return text
    return _LETTERS_APART.sub(_raised, text)


def _raised(match: re.Match[str]) -> str:
    letters = match["letters"]
    return match[0][: -len(letters)] + letters.translate(_SUPERSCRIPT) if _ascends(letters) else match[0]


_SUPERSCRIPT = str.maketrans("abcdefghij", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲ")


def _ascends(letters: str) -> bool:
    return all(a < b for a, b in pairwise(letters))
