"""The keywords behind a label: a list on one line, going on where that is broken, or one term a line."""

import re

from extractors.detectors.keywords import split_keywords
from extractors.found import Found

_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.)[ \t]+\S|https?://|©|\(c\)")
_PARTED = re.compile(r"[;；,，、|•·/؛،]|\s[-–—]\s|[ \t\u3000\u00a0]{2}")
_DASHED = re.compile(r"\s[-–—]\s")
_SPACES = re.compile(r"[ \t\u3000\u00a0]{2,}|\u00a0")
_COUNT = re.compile(r"\s?[(（]\d{1,5}[)）]$")
_EDGES = " ;,•·▪"
_ENDS = (".", ":", "。", "：")
_LONGEST_ITEM, _LONGEST_TERM = 70, 120  # characters of a term alone on its line, and of any
_BROKEN = 60  # characters of a line that a text tool may have broken
_MOST_WORDS = 8  # of a term alone on its line


def read_keywords(text: str, start: int, end: int) -> Found[list[str]] | None:
    """The keywords that `text[start:end]` opens with; what follows them there is left out.

    None where a single item of several words may be several whose separators were lost.
    """
    lines = _lines(text, start, end)
    if not lines:
        return None
    first = text[slice(*lines[0])]
    count = 1
    if _PARTED.search(first.strip(_EDGES)):
        while count < len(lines) and _goes_on(text[slice(*lines[count - 1])], text[slice(*lines[count])]):
            count += 1
    else:
        while count < len(lines) and _is_term(text[slice(*lines[count])]):
            count += 1
    stop = lines[count - 1][1]
    found = (
        [item for at, to in lines[:count] for item in _split(text, at, to)]
        if count > 1 and not _PARTED.search(first.strip(_EDGES))
        else _split(text, lines[0][0], stop)
    )
    found = [Found(_COUNT.sub("", item.value), item.start, item.end) for item in found]
    if not found or any(len(item.value) > _LONGEST_TERM for item in found):
        return None
    if len(found) == 1 and (" " in found[0].value or len(found[0].value) > 20):
        return None
    return Found([item.value for item in found], found[0].start, found[-1].end)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines, at = [], start
    for piece in text[start:end].split("\n"):
        shown = piece.strip()
        if shown:
            begin = at + piece.index(shown[0])
            lines.append((begin, begin + len(shown)))
        at += len(piece) + 1
    return lines


def _split(text: str, start: int, end: int) -> list[Found[str]]:
    found = split_keywords(text, start, end)
    for separator in (_DASHED, _SPACES):
        if len(found) == 1 and separator.search(text, start, end):
            found = [
                Found(text[at:to], at, to) for at, to in _parts(text, start, end, separator) if text[at:to].strip(" .")
            ]
    return found


def _parts(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    parts, at = [], start
    for match in (*separator.finditer(text, start, end), None):
        stop = match.start() if match else end
        shown = text[at:stop].strip(" .")
        if shown:
            begin = text.index(shown, at)
            parts.append((begin, begin + len(shown)))
        at = match.end() if match else end
    return parts


def _goes_on(line: str, below: str) -> bool:
    """Whether a list that is broken at the end of a line goes on below."""
    if _HEADING.match(below):
        return False
    return line.endswith((",", ";", "，", "；", "、", "-", "/", "·")) or (len(line) > _BROKEN and below[0].islower())


def _is_term(line: str) -> bool:
    """Whether a line below a term is another."""
    return (
        len(line) <= _LONGEST_ITEM
        and len(line.split()) <= _MOST_WORDS
        and not (_HEADING.match(line) or line.endswith(_ENDS))
    )
