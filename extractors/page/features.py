"""What is asked of a line, each computed once: its shape, what the detectors see in it, the hints of its element."""

import re
from collections.abc import Sequence

from extractors.detectors.affiliations import is_affiliation_line
from extractors.detectors.author_likeness import author_line_score
from extractors.detectors.dates import find_dates
from extractors.detectors.titles import title_likeness
from extractors.found import Found
from extractors.html.hints import NO_HINTS, Hints
from extractors.label_table import LabelMatch
from extractors.page.lines import Line

_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?。]\s{1,3}[^\W\d_a-z]")
_PERIODICAL = re.compile(
    r"\b(?:journal|magazine|review|revista|revue|zeitschrift|annals|bulletin|proceedings|transactions|letters|archives"
    r"|jurnal|вестник|журнал|dergi\w*|acta)\b|学报|學報|杂志|期刊|雑誌|학회지",
    re.I,
)
_MOST_READ = 1500  # characters of a line that the costly detectors are asked about
_LONGEST_LIST = 200_000  # characters of the names of a work; the longest lists have thousands
_SHORT = 400  # characters of a line that may be a title, names or a place


class Features:
    """A line and what can be seen in it; costly answers are found when first asked for, and kept."""

    __slots__ = ("_affiliation", "_dates", "_names", "_place", "_title", "hints", "label", "line", "number", "text")

    def __init__(self, line: Line, number: int = 0, label: LabelMatch | None = None, hints: Hints = NO_HINTS) -> None:
        self.line, self.text, self.number = line, line.text, number
        self.label, self.hints = label, hints
        self._names: float | None = None
        self._title: float | None = None
        self._affiliation: bool | None = None
        self._dates: Sequence[Found[str]] | None = None

    @property
    def names(self) -> float:
        """How much the line looks like a list of names, from 0 to 1."""
        if self._names is None:
            self._names = author_line_score(self.text) if len(self.text) <= _LONGEST_LIST else 0.0
        return self._names

    @property
    def title(self) -> float:
        """How much the line looks like a title, from 0 to 1."""
        if self._title is None:
            self._title = title_likeness(self.text) if len(self.text) <= _SHORT else 0.0
        return self._title

    @property
    def affiliation(self) -> bool:
        """Whether the line names where an author works."""
        if self._affiliation is None:
            self._affiliation = len(self.text) <= _MOST_READ and is_affiliation_line(self.text)
        return self._affiliation

    @property
    def dates(self) -> Sequence[Found[str]]:
        """The dates in the line, with offsets into the line's text."""
        if self._dates is None:
            short = len(self.text) <= _SHORT and any(map(str.isdigit, self.text))
            self._dates = find_dates(self.text) if short else ()
        return self._dates

    @property
    def periodical(self) -> bool:
        """Whether the line's words, or its element, call it a journal."""
        named = "journal" in self.hints.named
        return named or (len(self.text) < 200 and _PERIODICAL.search(self.text) is not None)

    @property
    def is_prose(self) -> bool:
        """Whether the line is a paragraph of running text."""
        text = self.text
        long = len(text) > (120 if text[:40].isascii() else 60)
        return long and (text.rstrip("\"'”’»)] ")[-1:] in ".!?。！？…" or _SENTENCE.search(text, 20, 600) is not None)
