"""Lines that hold several values, cut where a label begins inside them.

Dumps run the rows of a record together (`key: … authors: … title: …`) or glue the next label to a value
(`…v9i1.30882Keywords:`). A cut needs a known label: prose has colons, too.
"""

import re
from collections.abc import Iterator

from extractors.label_table import labels
from extractors.page import Line

_INNER = re.compile(r"(?:(?<=\s)|^)([^\W\d_][\w.-]{1,20}(?: [^\W\d_]\w{1,14}){0,2}):(?=\s)")
_TAIL = re.compile(r"(?<=[a-z\d)\]])([A-Z][a-z]{4,14}):?$")
_LONGEST_TAIL = 16  # characters of a label at a line's end, with its colon
_FEWEST = 3  # labels that make a line a record
_SHORTEST, _LONGEST_READ = 60, 4000


def pieces(line: Line) -> Iterator[Line]:
    """The line, or its parts, each with its span."""
    cuts = _cuts(line.text)
    if not cuts:
        yield line
        return
    for n, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(line.text)], strict=True)):
        part = line.text[start:end]
        shown = part.strip()
        if shown:
            at = line.start + start + part.index(shown[0])
            yield Line(shown, at, at + len(shown), line.number, line.spaced if not n else False)


def _cuts(text: str) -> list[int]:
    known = labels().key
    if len(text) >= _SHORTEST and text.count(": ", 0, _LONGEST_READ) >= _FEWEST:
        inner = [at for match in _INNER.finditer(text, 0, _LONGEST_READ) if (at := _label_start(match)) is not None]
        if len(inner) >= _FEWEST:
            return [at for at in inner if at]
    tail = _TAIL.search(text, max(len(text) - _LONGEST_TAIL, 0)) if len(text) > 12 else None
    return [tail.start(1)] if tail and known(tail.group(1)) in ("abstract", "keywords", "references") else []


def _label_start(match: re.Match[str]) -> int | None:
    """Where the longest known label before a colon begins; words of the value before it may stand in the way."""
    label, at = match.group(1), match.start(1)
    while label:
        if labels().key(label):
            return at
        word, blank, label = label.partition(" ")
        at += len(word) + len(blank)
    return None
