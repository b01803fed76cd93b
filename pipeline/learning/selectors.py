"""Elements of HTML pages that hold a value, by class, id or name: selectors that agree with what pages say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from extractors.families.selecting import selected
from extractors.families.templates import FIELDS
from extractors.found import Found
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample

_SLOTS = {
    "title": ("title",), "authors": ("authors",), "container_title": ("container_title", "citation"), "doi": ("doi",),
    "issued": ("issued", "citation"), "volume": ("volume", "citation"), "issue": ("issue",), "issn": ("issn",),
    "first_page": ("pages", "citation"), "keywords": ("keywords",), "abstract": ("abstract",), "isbn": ("isbn",),
    "publisher": ("publisher",), "article_number": ("article_number",), "pmid": ("pmid",), "pmcid": ("pmcid",),
}  # fmt: skip
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{1,39}(?:\d{1,2}[A-Za-z_-]{1,20})?")  # no numbers of items, no hashes
_NAMED = ("itemprop", "property", "data-test", "data-testid", "rel")
_MOST_UP = 3  # elements around a value's own that may hold it alone
_MOST_TRIED = 60  # selectors of a field
_LIKELY = 0.3  # how sure a value must be for its element to be looked at


def selector_rules(samples: Sequence[Sample], least: int) -> Iterator[Rule]:
    """The selectors that agree with the pages; none where the pages are text."""
    pages = [sample for sample in samples if sample.page.rendered is not None]
    if len(pages) < least:
        return
    for name, slots in _SLOTS.items():
        met: dict[str, set[int]] = {}
        for sample in pages:
            for selector in set(_of_field(sample, name)):
                met.setdefault(selector, set()).add(sample.number)
        ranked = sorted(met, key=lambda selector: (-len(met[selector]), len(selector), selector))
        for selector in [selector for selector in ranked if len(met[selector]) >= least][:_MOST_TRIED]:
            for slot in slots:
                rule = read_selected(slot, selector, pages).judge(samples)
                if rule.verdicts and not rule.fails and len(rule.pages) >= least:
                    yield rule


def _of_field(sample: Sample, name: str) -> Iterator[str]:
    """The selectors of the elements that hold what a page may have for a field."""
    for belief in sample.beliefs.get(name, ())[:3]:
        if belief.weight >= _LIKELY:
            for start, end in belief.spans[:3]:
                for element in _holding(sample, start, end):
                    yield from _selectors(element)


def _holding(sample: Sample, start: int, end: int) -> Iterator[etree._Element]:
    """The elements around a value that hold little else."""
    rendered = sample.page.rendered
    element = rendered.element_at(start) if rendered is not None else None
    for _ in range(_MOST_UP + 1):
        if rendered is None or element is None or not isinstance(element.tag, str) or element.tag in ("body", "html"):
            return
        span = rendered.span_of(element)
        if span is None or span[1] - span[0] > 3 * (end - start) + 60:
            return
        yield element
        element = element.getparent()


def _selectors(element: etree._Element) -> Iterator[str]:
    """What selects an element: its own names, and those of the elements around it."""
    own = list(_names(element))
    for name in own:
        yield name
        yield f"{element.tag}{name}"
    around = element.getparent()
    for _ in range(_MOST_UP):
        if around is None or not isinstance(around.tag, str) or around.tag == "body":
            return
        for name in _names(around):
            yield f"{name} {element.tag}"
            for inner in own[:2]:
                yield f"{name} {inner}"
        around = around.getparent()


def _names(element: etree._Element) -> Iterator[str]:
    """The selectors of an element's own id, classes and attributes that name it."""
    for name in (element.get("class") or "").split()[:6]:
        if _NAME.fullmatch(name):
            yield f".{name}"
    own = element.get("id") or ""
    if _NAME.fullmatch(own):
        yield f"#{own}"
    for attribute in _NAMED:
        value = element.get(attribute)
        if value and _NAME.fullmatch(value):
            yield f"[{attribute}={value}]"


def read_selected(slot: str, selector: str, samples: Iterable[Sample]) -> Rule:
    """What a selector reads, as a description that is used reads it."""
    rule = Rule("selector", (slot, selector))
    for sample in samples:
        for name, items in selected({slot: [selector]}, sample.page):
            if name in FIELDS:
                rule.pages.add(sample.number)
                rule.readings.setdefault(name, {})[sample.number] = _joined(items)
    return rule


def _joined(items: Sequence[Found[Any]]) -> Found[Any]:
    """The first value; of lists, all."""
    if not isinstance(items[0].value, list):
        return items[0]
    return Found([value for item in items for value in item.value], items[0].start, items[-1].end)
