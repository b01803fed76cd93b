"""What the shape of a place says of it: a label that all sites print, a citation, an identifier, a date alone."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from extractors.families.templates import FIELDS, SLOTS, compile_template, read_slot
from extractors.found import Found
from extractors.label_table import labels
from extractors.page.features import Features
from extractors.values import read_citation
from pipeline.learning.judging import same
from pipeline.learning.recurring import Pattern, Recurring
from pipeline.learning.samples import Belief, Sample

_LABELLED, _CITED, _SHAPED, _BESIDE = 0.5, 0.5, 0.4, 0.31  # how sure a label within a line, a citation, a shape is
_FITTING = 0.8  # share of pages on which a place holds a value of its field
_PLACES, _WHOLE = frozenset(("issued", "volume", "issue", "pages", "first_page", "article_number")), 3
_SHORTEST_NAME, _LONGEST_NAME = 4, 160  # characters of a journal's name, and of a line that holds it
_USUAL = 0.3  # share of pages on which a line is no value
_RANGES = 0.5  # share of values behind a label for pages that are ranges
_MEANT = {"online": "issued"}
_SLOTS = frozenset(("pages", "volume", "issue", "issued", "doi", "issn", "isbn", "article_number", "first_page",
                    "last_page", "pmid", "pmcid", "arxiv_id", "page_count", "citation_count", "publisher",
                    "container_title", "authors", "title", "keywords", "abstract"))  # fmt: skip
_LAST = re.compile(r"[^,;|()\[\]]*$")
_MARKS = " .:：·•-–—#"
_UNNAMED = (None, "stop", "issued")  # what a label before the only date may announce
_BY = re.compile(r"\s(?:by|in|at)\s")
_PARTED = re.compile(r"[\W_]{0,4}(?:(?:vol|no|pp?|iss)[. ]{0,2})?[\W_]{0,2}", re.I)  # what stands within a citation
_FEWEST_PARTS = 3


def suggest(patterns: Sequence[Pattern], samples: Sequence[Sample], least: int) -> None:
    """Adds to what pages may have what the places of recurring lines hold by their label or shape."""
    for pattern in patterns:
        if len(pattern.pages) < least:
            continue
        for number, literal in enumerate(pattern.literals[:-1]):
            slot = labelled(literal) or _container(pattern, number, samples)
            if slot is not None and _fits(pattern, number, slot, samples):
                for page, _, gaps in pattern.firsts:
                    gap = gaps[number]
                    _add(samples[page], read_slot(slot, samples[page].text, gap.start, gap.end), _LABELLED)
        _suggest_citation(pattern, samples)
        _suggest_doi(pattern, samples)
        _suggest_issn(pattern, samples)
    _suggest_date(patterns, samples)


def labelled(literal: str) -> str | None:
    """The slot that the words right before a gap announce, None where they announce none."""
    key = _key(literal)
    return key if key in _SLOTS else None


def _container(pattern: Pattern, number: int, samples: Sequence[Sample]) -> str | None:
    """A journal's name alone behind a label for where a work appeared."""
    alone = number == len(pattern.literals) - 2 and not pattern.literals[-1].strip()
    if not alone or _key(pattern.literals[number]) != "citation":
        return None
    values = [samples[page].text[gaps[number].start : gaps[number].end] for page, _, gaps in pattern.firsts]
    digits = sum(any(map(str.isdigit, value)) for value in values)
    return "container_title" if digits <= (1 - _FITTING) * len(pattern.pages) else None


def _key(literal: str) -> str | None:
    last = _LAST.search(literal.rstrip(_MARKS))
    words = last.group().strip(_MARKS) if last else ""
    key = labels().key(words) if words else None
    if key is None and (by := _BY.search(words)):  # `Published online by …`
        key = labels().key(words[: by.start()])
        key = key if key in ("issued", "online") else None
    return _MEANT.get(key, key) if key else None


def _fits(pattern: Pattern, number: int, slot: str, samples: Sequence[Sample]) -> bool:
    fits = re.compile(SLOTS[slot])
    good = 0
    for page, _, gaps in pattern.firsts:
        gap, text = gaps[number], samples[page].text
        if slot == "pages" and gap.kind != "range":  # a number alone may count them
            continue
        good += bool(fits.fullmatch(text, gap.start, gap.end) and read_slot(slot, text, gap.start, gap.end))
    return good >= (_FITTING if slot != "pages" else _RANGES) * len(pattern.pages)


def _suggest_citation(pattern: Pattern, samples: Sequence[Sample]) -> None:
    """Gaps in a row that are a journal and its place together."""
    first = next((n for n, _ in enumerate(pattern.literals) if _parts(pattern, n) >= _FEWEST_PARTS), None)
    if first is None:
        return
    last = first + _parts(pattern, first)
    read: list[tuple[int, dict[str, Any]]] = []
    for page, _, gaps in pattern.firsts:
        text = samples[page].text
        found = read_citation(text, gaps[first].start, gaps[last - 1].end)
        if found.get("container_title") and (found.get("volume") or found.get("first_page") or found.get("issued")):
            read.append((page, found))
    if len(read) >= _FITTING * len(pattern.pages):
        for page, values in read:
            _add(samples[page], values, _CITED)


def _parts(pattern: Pattern, first: int) -> int:
    """How many gaps follow each other from one on, with marks alone between them."""
    count = 0
    for number in range(first, len(pattern.literals) - 1):
        if count and not _PARTED.fullmatch(pattern.literals[number]):
            break
        count += 1
    return count


def _suggest_doi(pattern: Pattern, samples: Sequence[Sample]) -> None:
    """A DOI that stands once on each page, another on each."""
    pages = Counter(page for page, _, _ in pattern.lines)
    if max(pages.values()) > 1:
        return
    for number in range(len(pattern.literals) - 1):
        found: dict[int, dict[str, Found[Any]]] = {}
        for page, _, gaps in pattern.firsts:
            gap = gaps[number]
            if gap.kind in ("code", "value") and "10." in samples[page].text[gap.start : gap.end]:
                found[page] = read_slot("doi", samples[page].text, gap.start, gap.end)
        values = {read["doi"].value for read in found.values() if "doi" in read}
        if len(values) >= _FITTING * len(pages):
            for page, read in found.items():
                _add(samples[page], read, _SHAPED)


def _suggest_issn(pattern: Pattern, samples: Sequence[Sample]) -> None:
    """An ISSN that stands on its line with words that recur."""
    for number in range(len(pattern.literals) - 1):
        read = [
            (page, read_slot("issn", samples[page].text, gaps[number].start, gaps[number].end))
            for page, _, gaps in pattern.firsts
            if gaps[number].kind in ("code", "range")
        ]
        if sum(bool(values) for _, values in read) >= _FITTING * len(pattern.pages):
            for page, values in read:
                _add(samples[page], values, _SHAPED)


def _suggest_date(patterns: Sequence[Pattern], samples: Sequence[Sample]) -> None:
    """The only date that most pages show outside of prose and of other labels, where nothing else tells when."""
    known = sum(sample.best("issued") is not None for sample in samples)
    if known > len(samples) / 3:
        return
    places = [
        (pattern, number)
        for pattern in patterns
        for number in range(len(pattern.literals) - 1)
        if len(pattern.pages) > len(samples) / 2 and _key(pattern.literals[number]) in _UNNAMED
        and _fits(pattern, number, "issued", samples)
    ]  # fmt: skip
    if len(places) == 1:
        ((pattern, number),) = places
        for page, _, gaps in pattern.firsts:
            gap = gaps[number]
            _add(samples[page], read_slot("issued", samples[page].text, gap.start, gap.end), _SHAPED)


def suggest_beside(samples: Sequence[Sample], telling: Iterable[str], recurring: Recurring) -> None:
    """The lines next to those that tell volume or pages: a journal's name, a date. `telling` are templates of such."""
    templates = [compile_template(text) for text in telling]
    whole = [t for t in templates if len(_PLACES & {*t.slots}) >= _WHOLE and "container_title" not in t.slots]
    for sample in samples:
        seen = sample.seen.lines
        bare = {one.line.start for one in seen if any(t.match(one.line) is not None for t in whole)}
        for n, one in enumerate(seen):
            if not any(template.match(one.line) is not None for template in templates):
                continue
            above = seen[max(0, n - 1) : n]
            for other in (*above, *seen[n + 1 : n + 3]):
                usual = recurring.is_constant(other.text, max(2, round(_USUAL * len(samples))))
                if other.label is None and not other.is_prose and not usual:
                    _suggest_line(sample, other, bare=other in above and one.line.start in bare)


def _suggest_line(sample: Sample, other: Features, bare: bool) -> None:
    """A line next to the place of a work; `bare` says that it stands right above one that tells all but the journal."""
    start, end = other.line.start, other.line.end
    dates = other.dates
    if len(dates) == 1 and dates[0].end - dates[0].start == len(other.text):
        _add(sample, read_slot("issued", sample.text, start, end), _CITED)
    elif len(other.text) < _LONGEST_NAME and (other.periodical or not any(map(str.isdigit, other.text))):
        start = end - _repeated(other.text)
        weight = _SHAPED if other.periodical or bare else _BESIDE
        if other.periodical or bare or other.names < 0.5:
            _add(sample, read_slot("container_title", sample.text, start, end), weight)


def _repeated(text: str) -> int:
    """The length of what a line ends with that it begins with too (`Acta logoLink to Acta`); else of the line."""
    for size in range(len(text) // 2, _SHORTEST_NAME - 1, -1):
        if text.startswith(text[-size:]):
            return size
    return len(text)


def _add(sample: Sample, values: dict[str, Any], weight: float) -> None:
    for name, found in values.items():
        if name not in FIELDS or found is None:
            continue
        known = next((b for b in sample.beliefs.get(name, ()) if same(name, b.value, found.value)), None)
        if known is None:
            belief = Belief(found.value, weight, False, [(found.start, found.end)])
            sample.beliefs.setdefault(name, []).append(belief)
        elif (found.start, found.end) not in known.spans or known.weight < weight:
            known.weight = 1 - (1 - known.weight) * (1 - weight)
            known.spans.append((found.start, found.end))
