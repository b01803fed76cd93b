"""Templates of lines: what the gaps of a recurring pattern hold, told by agreement with what pages are known to say."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.families.templates import FIELDS, SLOTS, TemplateError, compile_template, read_slot
from extractors.found import Found
from extractors.page import Line
from pipeline.learning.judging import judge
from pipeline.learning.recurring import Pattern
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample
from pipeline.learning.suggesting import labelled

_ORDER = ("pages", "doi", "issued", "volume", "issue", "first_page", "last_page", "article_number", "container_title",
          "publisher", "issn", "isbn", "pmid", "pmcid", "arxiv_id", "title", "authors", "keywords", "subjects",
          "citation", "own_citation", "page_count", "citation_count", "reference_count", "publisher_place",
          "abstract")  # fmt: skip
_SPECIAL = re.compile(r"[\\\[\]{}]")
_MOST_TRIED = 24  # pages that a gap is judged by
_MOST_SLOTS = 12
_OTHERS = ("references", "related", "cited_by")  # labels of works of others


def template_rules(pattern: Pattern, samples: Sequence[Sample], worded: bool = True) -> Iterator[Rule]:
    """The template of a pattern, with the slots that agree with the pages, where it has any."""
    slots = ["-"] * (len(pattern.literals) - 1)
    scores: list[tuple[float, int, str]] = []
    for number in range(len(slots)):
        for slot in _ORDER:
            if (score := _score(pattern, number, slot, samples)) > 0:
                scores.append((score, number, slot))
    taken: set[str] = set()
    for _, number, slot in sorted(scores, key=lambda row: (-row[0], row[1], _ORDER.index(row[2]))):
        if slots[number] == "-" and not _fields(slot) & taken:
            slots[number] = slot
            taken |= _fields(slot)
    while any(slot in FIELDS for slot in slots):
        text = template_text(pattern, slots)
        rule = tried(text, samples, worded)
        if rule is None:
            return
        if not rule.fails:
            yield rule
            return
        worst = min(rule.fails, key=lambda name: (rule.verdicts[name].score, name))
        drop = [n for n, slot in enumerate(slots) if worst in _fields(slot)]
        if not drop:
            return
        for n in drop:
            slots[n] = "-"


def _fields(slot: str) -> set[str]:
    if slot == "pages":
        return {"first_page", "last_page"}
    if slot in ("citation", "own_citation"):
        return {"container_title", "issued", "volume", "issue", "first_page", "last_page", "article_number"}
    return {slot} if slot in FIELDS else set()


def _score(pattern: Pattern, number: int, slot: str, samples: Sequence[Sample]) -> float:
    """How much a slot's readings of a gap agree with the pages; 0 where they do not."""
    if slot in ("pages", "first_page") and _counts_pages(pattern, number):
        return 0.0
    fits = re.compile(SLOTS[slot])
    readings: dict[str, dict[int, Any]] = {}
    tried = 0
    for page, _, gaps in pattern.firsts:
        if tried >= _MOST_TRIED:
            break
        gap, sample = gaps[number], samples[page]
        if not fits.fullmatch(sample.text, gap.start, gap.end):
            if slot in ("pages", "issued", "volume", "issue"):
                continue
            return 0.0
        tried += 1
        for name, found in read_slot(slot, sample.text, gap.start, gap.end).items():
            readings.setdefault(name, {}).setdefault(page, found.value)
    total = 0.0
    for name, values in readings.items():
        verdict = judge(name, values, samples)
        if not verdict.holds:
            if slot in ("citation", "own_citation"):
                continue
            return 0.0
        total += verdict.score
    return total


def _counts_pages(pattern: Pattern, number: int) -> bool:
    """Whether a number behind a label for pages is never a range: it may count them."""
    ranges = sum(any(mark in gaps[number].kind for mark in ("range", "value")) for _, _, gaps in pattern.lines)
    return labelled(pattern.literals[number]) == "pages" and 2 * ranges < len(pattern.lines)


def template_text(pattern: Pattern, slots: Sequence[str]) -> str:
    """A pattern with its slots, as a description writes it."""
    kinds = [Counter(gaps[n].kind for _, _, gaps in pattern.lines).most_common(1)[0][0] for n in range(len(slots))]
    parts = [escaped(" ".join(pattern.literals[0].split()) + _tail(pattern.literals[0]))]
    for slot, literal in zip(slots, pattern.literals[1:], strict=True):
        parts += ["{" + slot + "}", escaped(_head(literal) + " ".join(literal.split()) + _tail(literal))]
    assert len(kinds) == len(slots)
    text = "".join(parts)
    return re.sub(r"(?:\{-\}(?: |, |; )?){2,}", _one_rest, text).strip()


def _one_rest(match: re.Match[str]) -> str:
    return "{-}" + (match.group()[match.group().rindex("}") + 1 :])


def _head(literal: str) -> str:
    return " " if literal[:1].isspace() and literal.strip() else ""


def _tail(literal: str) -> str:
    return " " if literal[-1:].isspace() else ""


def escaped(text: str) -> str:
    """A printed text as it stands in a template."""
    return _SPECIAL.sub(lambda match: "\\" + match.group(), text)


def tried(text: str, samples: Sequence[Sample], worded: bool = True) -> Rule | None:
    """What a template of lines reads on the pages; None where it cannot be used."""
    try:
        template = compile_template(text)
    except TemplateError:
        return None
    if template.wordless == worded or len(template.slots) > _MOST_SLOTS:
        return None
    rule = Rule("line", text)
    for sample in samples:
        lists: dict[str, list[Found[Any]]] = {}
        first = True
        for line in _may_tell(sample, template.worded):
            if line.end - line.start > template.longest:
                continue
            values = template.read(sample.text, line)
            if values is None:
                continue
            rule.pages.add(sample.number)
            for name, found in values.items():
                if isinstance(found.value, list):
                    lists.setdefault(name, []).append(found)
                elif first:
                    rule.readings.setdefault(name, {}).setdefault(sample.number, found)
            first = False
        for name, several in lists.items():  # of lists a description takes all lines that fit
            values_ = [item for one in several for item in one.value]
            rule.readings.setdefault(name, {})[sample.number] = Found(values_, several[0].start, several[-1].end)
    return rule.judge(samples)


def _may_tell(sample: Sample, worded: bool) -> Iterator[Line]:
    """The lines that a description's templates are held against."""
    outline = sample.seen
    if not worded:
        yield from (seen.line for seen in outline.own())
        return
    others = {line.start for key in _OTHERS for item in outline.labelled.get(key, ()) for line in item.lines}
    yield from (seen.line for seen in outline.lines[: outline.end] if seen.line.start not in others)
