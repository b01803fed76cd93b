"""Where the head of a page ends: the title is the last line above the record that is no beginning of its abstract."""

from collections.abc import Sequence

from extractors.boilerplate.rules import Boilerplate
from extractors.detectors.abstracts import is_truncated
from extractors.page import Entry, Line
from extractors.values import fold

_COMPARED, _OPENING = 2000, 60  # characters of an abstract, and of a line that repeats it


def mark_head(text: str, above: Sequence[Line], abstracts: Sequence[Entry], rule: Boilerplate, titled: bool) -> None:
    """Marks what stands above the title; `titled`: the title has a label, so that no line above the record is it."""
    told = [fold(text[entry.start : min(entry.end, entry.start + _COMPARED)]) for entry in abstracts]
    title = len(above) - 1
    while title > 0 and _is_teaser(above[title], told):
        title -= 1
    for line in above[: title + titled] if above else ():
        line.chrome = rule


def _is_teaser(line: Line, abstracts: Sequence[str]) -> bool:
    """Whether a line repeats an abstract, or is one by its looks."""
    opens = fold(line.text[:400])[:_OPENING]
    running = len(line.text) > 120 and line.text.endswith((".", "?", "!")) and ". " in line.text
    return running or is_truncated(line.text) or any(opens in abstract for abstract in abstracts)
