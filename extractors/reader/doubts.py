"""What speaks against a page showing one work: values that tell authors how to write, labels of several works."""

import re

from extractors.reader.outline import Labelled, Outline

_LIMIT = re.compile(
    r"\b\d{2,3}(?:\s?(?:[-–]|to|a|à|bis|до)\s?\d{2,3})? (?:words|palabras|palavras|mots|Wörtern?|слов|kelime)\b"
    r"|\d{3}\s?[个個]?[字]以|\b(?:authors|abstract|resumen|resumo) (?:should|must|is required|deberá|deve)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"(?:please|the|your|an|every|each|el|o|le|der|die|das)? ?(?:abstract|summary|resumen|resumo|résumé|zusammenfassung"
    r"|keywords?|title)s? (?:is|are|gives?|should|must|has|will|can|debe|deve|doit|soll|needs?)\b"
    r"|(?:please|use|think of)\b|below the abstract",
    re.IGNORECASE,
)
_OPENING = 1500  # characters of a value that tell how to write it
_TELLING, _PROSE = 60, 150  # characters that tell texts apart, and of a line that is one
_BELOW = 3  # lines that may head the text of an abstract: its first label
_MOST_ABSTRACTS = 2  # of one work: in its own words, and in another language or for laymen
_NAME, _NO_TITLE = 0.9, 0.3  # how much a heading looks like a name, and how little like a title
_TOLD = ("title", "authors", "abstract", "keywords")


def find_doubts(outline: Outline) -> list[str]:
    """The reasons why the page is not the page of one work: `instructions`, `several works`, `a person`."""
    doubts = []
    if any(_is_instruction(outline, item) for key in _TOLD for item in outline.labelled.get(key, ())[:3]):
        doubts.append("instructions")
    if _shows_several(outline):
        doubts.append("several works")
    if _is_person(outline):
        doubts.append("a person")
    return doubts


def _is_person(outline: Outline) -> bool:
    """Whether the page's main heading is a name."""
    headings = [seen for seen in outline.head if seen.hints.heading == 1]
    return len(headings) == 1 and headings[0].names >= _NAME and headings[0].title < _NO_TITLE


def _is_instruction(outline: Outline, item: Labelled) -> bool:
    if not item.lines:
        return False
    value = outline.text[item.start : min(item.end, item.start + _OPENING)]
    return _LIMIT.search(value) is not None or _ABOUT_ITSELF.match(value) is not None


def _shows_several(outline: Outline) -> bool:
    """Whether labelled names stand there more than once, or more abstracts than a work has."""
    labelled = [item for item in outline.values("authors") if item.beside]
    names = {outline.text[item.start : item.end].casefold() for item in labelled if "|" in item.at.text}
    if len(names) > 1:
        return True
    texts = {
        outline.text[item.start : item.start + _TELLING]
        for item in outline.values("abstract")
        if not item.beside and len(item.lines[0].text) >= _PROSE and item.match.label == item.match.label.title()
    }
    if len(texts) > _MOST_ABSTRACTS:
        return True
    abstracts = outline.labelled.get("abstract", ())
    bare = [item.at.number for item in abstracts if not _has_text(item)]
    if len(bare) < 2 or len(bare) < len(abstracts):  # where one has its text, the others are a menu's
        return False
    named = [seen.number for seen in outline.own() if seen.names >= _NAME and seen.label is None]
    return any(n < bare[0] for n in named) and any(bare[0] < n < bare[-1] for n in named)


def _has_text(item: Labelled) -> bool:
    """Whether a heading for an abstract is more than a button."""
    return any(len(line.text) >= _PROSE for line in item.lines[:_BELOW])
