"""What recurs over pages: lines, words, and the patterns that are left of lines where what varies is taken out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.detectors.dates import find_dates
from extractors.found import Found
from extractors.label_table import labels
from extractors.page import Line
from pipeline.learning.samples import Sample

_TOKEN = re.compile(
    r"(?P<space>\s++)|(?P<code>https?://\S++|10\.\d{4,9}/\S++|\d{4}-\d{3}[\dXx](?!\w))"
    r"|(?P<range>[A-Za-z]{0,2}\d{1,7}[A-Za-z]?\s?[-–‐—]\s?[A-Za-z]{0,2}\d{1,7}(?!\w))"
    r"|(?P<number>[A-Za-z]?\d++(?:[.,]\d++)*+[A-Za-z]?(?![A-Za-z]))|(?P<word>[^\W_]++)|(?P<mark>.)",
    re.S,
)
_LONGEST, _LONGEST_LINE = 300, 600  # characters of a line whose words count, and of one that is made a pattern of
_SPANNED = ("title", "authors", "container_title", "publisher")  # fields whose values are words
_OTHERS = ("references", "related", "cited_by", "abstract", "plain_summary")  # labels of what has no patterns
_MOST_SPANS, _REPEATED = 4, 8  # spans of a value; characters of one that is looked for again
_PARTING = frozenset("()[]<>|;:•·【】（）：；「」《》")  # marks that part what varies
_RUNNING = frozenset(("keywords", "subjects", "abstract", "affiliations", "authors", "title"))
GAP = "\0"


@dataclass(slots=True, frozen=True)
class Gap:
    """What varies in a line: its span in the page text, and whether it was a date, number, code, range or words."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Pattern:
    """Lines that are alike but for their gaps; `lines` are the pages they stand on, with the gaps of each."""

    key: str
    literals: tuple[str, ...]
    lines: list[tuple[int, Line, list[Gap]]] = field(default_factory=list)

    @property
    def pages(self) -> set[int]:
        return {number for number, _, _ in self.lines}

    @property
    def firsts(self) -> list[tuple[int, Line, list[Gap]]]:
        """The first such line of each page; what stands further down is more often of other works."""
        found: dict[int, tuple[int, Line, list[Gap]]] = {}
        for item in self.lines:
            found.setdefault(item[0], item)
        return list(found.values())


@dataclass(slots=True)
class Recurring:
    """Lines and words with the pages they recur on."""

    lines: dict[str, set[int]]
    words: dict[str, int]
    shown: dict[str, str]

    def is_constant(self, line: str, least: int) -> bool:
        """Whether a line stands on so many pages."""
        return len(self.lines.get(folded(line), ())) >= least


def folded(line: str) -> str:
    """What is compared of two lines: without case and surplus white space."""
    return " ".join(line.split()).casefold()


def find_recurring(samples: Sequence[Sample]) -> Recurring:
    """The lines and words of pages, with how many pages each stands on."""
    lines: dict[str, set[int]] = defaultdict(set)
    prints: dict[str, Counter[str]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    for sample in samples:
        own: set[str] = set()
        for line in sample.page.lines:
            if len(line.text) <= _LONGEST:
                lines[folded(line.text)].add(sample.number)
                prints[folded(line.text)][" ".join(line.text.split())] += 1
                own.update(match.group() for match in _TOKEN.finditer(line.text) if match["word"])
        words.update({word.casefold() for word in own})
    shown = {key: min(found, key=lambda text: (-found[text], text)) for key, found in prints.items()}
    return Recurring(dict(lines), dict(words), shown)


def patterns(
    samples: Sequence[Sample], recurring: Recurring, least: int, told: set[int], worded: bool = True
) -> list[Pattern]:
    """The patterns of lines that recur on some pages, the most frequent first. `least` is the number of pages that make
    a word constant; lines that `told` names by their ids are left out;
    `worded` says whether the patterns have words."""
    found: dict[str, Pattern] = {}
    for sample in samples:
        spans = sorted(_spans(sample))
        others = {
            line.start
            for key in _OTHERS
            for item in sample.seen.labelled.get(key, ())
            for line in item.lines[item.beside :]
        }
        at = 0
        for line in sample.page.lines:
            if len(line.text) > _LONGEST_LINE or line.chrome is not None or id(line) in told or line.start in others:
                continue
            while at < len(spans) and spans[at][1] <= line.start:
                at += 1
            own = [span for span in spans[at : at + 12] if span[0] >= line.start and span[1] <= line.end]
            match = labels().match(line.text)
            if match is not None and match.key in _RUNNING:  # all behind the label is one value
                start = line.start + match.value_start
                literals, gaps = [line.text[: match.value_start], ""], [Gap("words", start, line.end)]
            else:
                literals, gaps = _cut(line, own, recurring, least)
            if gaps and _is_worded(literals) == worded:
                key = GAP.join(" ".join(part.split()).casefold() for part in literals)
                pattern = found.setdefault(key, Pattern(key, tuple(literals)))
                pattern.lines.append((sample.number, line, gaps))
    return sorted(found.values(), key=lambda pattern: (-len(pattern.pages), pattern.key))


def _is_worded(literals: Sequence[str]) -> bool:
    """Whether a pattern has words, or a mark that opens its line as bullets do."""
    return any(c.isalpha() for c in "".join(literals)) or bool(literals[0].strip(" ([{\"'"))


def _spans(sample: Sample) -> Iterator[tuple[int, int]]:
    """Where values of words stand, also further down where a page prints one again."""
    for name in _SPANNED:
        belief = sample.best(name)
        for start, end in belief.spans[:_MOST_SPANS] if belief is not None else ():
            yield start, end
            at, value = end, sample.text[start:end]
            for _ in range(_MOST_SPANS if len(value) >= _REPEATED else 0):
                at = sample.text.find(value, at)
                if at < 0:
                    break
                yield at, at + len(value)
                at += len(value)


def _cut(line: Line, spans: Iterable[tuple[int, int]], recurring: Recurring, least: int) -> tuple[list[str], list[Gap]]:
    """The literal parts of a line, and the gaps between them."""
    taken = _disjoint([*spans, *((line.start + d.start, line.start + d.end) for d in _dates(line.text))])
    literals, gaps = [""], list[Gap]()
    at, pending = 0, ""  # marks behind words that vary, which are theirs where such words go on
    text = line.text
    while at < len(text):
        span = next((s for s in taken if s[0] == line.start + at), None)
        if span is not None:
            literals[-1] += pending
            pending = ""
            _gap(literals, gaps, Gap("value", *span))
            at = span[1] - line.start
            continue
        match = _TOKEN.match(text, at)
        assert match is not None
        stop = min((s[0] - line.start for s in taken if s[0] > line.start + at), default=len(text))
        end = min(match.end(), stop)
        kind, piece = match.lastgroup or "mark", text[at:end]
        start, at = line.start + at, end
        constant = recurring.words.get(piece.casefold(), 0) >= least
        if kind in ("code", "range", "number"):
            literals[-1] += pending
            pending = ""
            _gap(literals, gaps, Gap(kind, start, line.start + end))
        elif kind == "word" and not constant:
            if gaps and gaps[-1].kind == "words" and not literals[-1]:
                gaps[-1] = Gap("words", gaps[-1].start, line.start + end)
            else:
                _gap(literals, gaps, Gap("words", start, line.start + end))
            pending = ""
        elif (
            kind in ("space", "mark")
            and piece not in _PARTING
            and gaps
            and gaps[-1].kind == "words"
            and not literals[-1]
        ):
            pending += piece
        else:
            literals[-1] += pending + piece
            pending = ""
    literals[-1] += pending
    return literals, gaps


def _gap(literals: list[str], gaps: list[Gap], gap: Gap) -> None:
    gaps.append(gap)
    literals.append("")


def _dates(text: str) -> Sequence[Found[str]]:
    return find_dates(text) if any(map(str.isdigit, text)) else ()


def _disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that do not overlap: the longer ones, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if start < end and all(end <= s or start >= e for s, e in kept):
            kept.append((start, end))
    return sorted(kept)
