"""Lines that are no part of a record: those that recur and carry no value; and those at which a value ends."""

from collections import Counter
from collections.abc import Sequence

from extractors.detectors.affiliations import is_affiliation_line
from extractors.detectors.dates import parse_date
from extractors.detectors.section_labels import lookup
from extractors.label_table import labels
from pipeline.learning.recurring import Pattern, Recurring, folded
from pipeline.learning.samples import Sample

_LISTS = ("keywords", "authors", "subjects", "affiliations", "references", "related", "cited_by", "abstract")
_VALUES = ("title", "authors", "container_title", "keywords", "subjects", "abstract", "publisher", "language", "issued")
_LONGEST = 100
_OFTEN = 0.25  # share of pages on which a value ends at a line
_LIKELY = 0.3  # how sure a value is that a line of chrome may not be
_SELDOM = 0.3  # share of pages below which a line must stand among others that recur
_MOST = 60  # lines of chrome that a description names


def stops(samples: Sequence[Sample], recurring: Recurring, least: int) -> list[str]:
    """The lines that end an abstract or a list of keywords: they recur, and what stands below is none of it."""
    pages: dict[str, set[int]] = {}
    for sample in samples:
        for key in ("abstract", "keywords", "subjects", "references"):
            for item in sample.seen.labelled.get(key, ()):
                for line in item.lines[1 if item.beside else 0 :]:
                    text = line.text.rstrip(" :：")
                    if recurring.is_constant(line.text, least) and _can_stop(text):
                        pages.setdefault(folded(line.text), set()).add(sample.number)
                        break
    often = max(least, _OFTEN * len(samples))
    found = [line for line, seen in pages.items() if len(seen) >= often and not _is_item(line, samples)]
    return sorted(recurring.shown[line].rstrip(" :：") for line in found)


def _can_stop(text: str) -> bool:
    return 2 < len(text) <= 60 and lookup(text) is None and labels().key(text) is None and not text.endswith(".")


def _is_item(line: str, samples: Sequence[Sample]) -> bool:
    """Whether a line is one keyword of a page that prints them one a line."""
    return any(
        folded(str(value)) == line
        for sample in samples
        for name in ("keywords", "subjects")
        for belief in sample.beliefs.get(name, ())
        for value in (belief.value if isinstance(belief.value, list) else ())
    )


def constant_lines(samples: Sequence[Sample], recurring: Recurring, least: int, kept: set[str]) -> list[str]:
    """The recurring lines that carry nothing, the most frequent first. `kept` are lines with a part of their own."""
    barred = set(kept)
    for sample in samples:
        for line in sample.page.lines:
            if folded(line.text) not in recurring.lines:
                continue
            if _holds_value(line.start, line.end, sample):
                barred.add(folded(line.text))
        for key in _LISTS:
            for item in sample.seen.labelled.get(key, ()):
                barred.update(folded(line.text) for line in item.lines)
    found = []
    lonely = _lonely(samples, recurring, least)
    for text, pages in recurring.lines.items():
        if len(pages) < _SELDOM * len(samples) and (text in lonely or any(map(str.isdigit, text))):
            continue
        match = labels().match(recurring.shown[text])
        if len(pages) < least or text in barred or len(text) > _LONGEST or (match and match.key != "menu"):
            continue
        if is_affiliation_line(recurring.shown[text]):
            continue
        if (
            lookup(text.rstrip(" :：")) is None
            and any(c.isalpha() for c in text)
            and len(text) > 1
            and "10." not in text
        ):
            found.append(text)
    found.sort(key=lambda line: (-len(recurring.lines[line]), line))
    return [recurring.shown[line] for line in found[:_MOST]]


def _lonely(samples: Sequence[Sample], recurring: Recurring, least: int) -> set[str]:
    """The lines that mostly stand beside lines that do not recur."""
    beside: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for sample in samples:
        lines = sample.page.lines
        often = [recurring.is_constant(line.text, least) for line in lines]
        for n, line in enumerate(lines):
            if often[n]:
                met[folded(line.text)] += 1
                around = (n == 0 or often[n - 1], n + 1 == len(lines) or often[n + 1])
                beside[folded(line.text)] += all(around)
    return {text for text, count in met.items() if 2 * beside[text] < count}


def _holds_value(start: int, end: int, sample: Sample) -> bool:
    for name in _VALUES:
        for belief in sample.beliefs.get(name, ()):
            if (belief.sure or belief.weight > _LIKELY) and any(s < end and e > start for s, e in belief.spans):
                return True
    return False


def counters(patterns: Sequence[Pattern], least: int) -> list[Pattern]:
    """The patterns of lines whose gaps are numbers alone: views, downloads."""
    return [
        pattern
        for pattern in patterns
        if len(pattern.pages) >= least
        and len(pattern.literals) == 2
        and len(pattern.lines[0][1].text) <= _LONGEST
        and all(gap.kind == "number" for _, _, gaps in pattern.lines for gap in gaps)
    ]


def histories(patterns: Sequence[Pattern], samples: Sequence[Sample], least: int) -> list[Pattern]:
    """The patterns of lines whose gaps are dates alone: when a work came in."""
    return [
        pattern
        for pattern in patterns
        if len(pattern.pages) >= least
        and pattern.literals[0].strip()
        and all(_is_date(samples[page].text[gap.start : gap.end]) for page, _, gaps in pattern.lines for gap in gaps)
    ]


def _is_date(text: str) -> bool:
    return parse_date(text, "dmy") is not None and len(text) > len("2000")
