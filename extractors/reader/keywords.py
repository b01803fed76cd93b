"""Keywords: the terms behind their label, on its line or one a line below it, or in an element named so."""

import re
from collections.abc import Iterable

from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.keyword_lists import read_keywords
from extractors.found import Found
from extractors.page.features import Features
from extractors.reader.outline import Labelled, Outline

_LABELLED, _NAMED = 0.9, 0.7
_NAME = "keyword"  # the hint of an element that is called so
_FEWEST = 2  # terms of a list
_PARTS = re.compile(r"[,;，；、|•·/]")
_LONGEST_LIST, _LONGEST_TERM, _MOST = 1200, 100, 60


def propose_keywords(outline: Outline, proposal: Proposal) -> None:
    """Proposes the first labelled keywords of the work's own part, and its subjects."""
    for key in ("keywords", "subjects"):
        for item in outline.values(key):
            start, end = item.start, _end(outline, item)
            if parts := _by_elements(outline, start, end):
                proposal.read(key, parts, f"generic.label.{key}", Rank.READER, _LABELLED, item.at.number)
                break
            if found := read_keywords(outline.text, start, end):
                proposal.read(key, found, f"generic.label.{key}", Rank.READER, _LABELLED, item.at.number)
                break
    if not proposal.has("keywords"):
        _propose_named(outline, proposal)


def _by_elements(outline: Outline, start: int, end: int) -> list[Found[list[str]]]:
    """Terms that nothing parts in the text, but each is an element of its own (`<i>stone</i> <i>old walls</i>`)."""
    rendered = outline.page.rendered
    if rendered is None or _PARTS.search(outline.text, start, end):
        return []
    first = rendered.element_at(start)
    parent = first.getparent() if first is not None else None
    if first is None or parent is None or len(parent) < _FEWEST or any(child.tag != first.tag for child in parent):
        return []
    spans = [span for child in parent if (span := rendered.span_of(child))]
    inside = [span for span in spans if start <= span[0] and span[1] <= end]
    if len(inside) < _FEWEST or len(inside) < len(spans):
        return []
    return [Found([" ".join(outline.text[at:to].split())], at, to) for at, to in inside]


def _span(seen: Features) -> tuple[int, int]:
    return seen.line.start, seen.line.end


def _end(outline: Outline, item: Labelled) -> int:
    """Where the list behind a label ends at the latest: at a heading, prose, or the end of its element."""
    if item.beside:
        return item.end
    end, named = item.start, False
    for seen in _below(outline, item):
        hinted = _NAME in seen.hints.named
        if seen.hints.heading or seen.hints.beside or _is_other(seen) or (named and not hinted):
            break
        if len(seen.text) > _LONGEST_LIST or (seen.is_prose and seen.text.count(",") + seen.text.count(";") < 3):
            break
        named = named or hinted
        end = seen.line.end
    return end


def _is_other(seen: Features) -> bool:
    """Whether a line is a label and no term: in a list, a word of menus (`Archive`) is a term."""
    return seen.label is not None and not (seen.label.key == "menu" and (seen.hints.item or _NAME in seen.hints.named))


def _below(outline: Outline, item: Labelled) -> Iterable[Features]:
    return (seen for n, seen in enumerate(outline.below(item)) if n < _MOST)


def _propose_named(outline: Outline, proposal: Proposal) -> None:
    """The lines of elements that are named keywords, one after the other."""
    run: list[Features] = []
    for seen in outline.own():
        if _NAME in seen.hints.named[:3] and not seen.hints.beside and len(seen.text) <= _LONGEST_LIST:
            if seen.label is None and not seen.hints.heading:
                run.append(seen)
        elif run:
            break
    if not run:
        return
    found = read_keywords(outline.text, run[0].line.start, run[-1].line.end)
    parts = [Found([seen.text.rstrip(",;")], *_span(seen)) for seen in run]
    if found and len(found.value) >= len(run) and len(found.value) >= _FEWEST:
        proposal.read("keywords", found, "generic.keywords", Rank.READER, _NAMED, run[0].number)
    elif len(run) >= _FEWEST and all(len(seen.text) <= _LONGEST_TERM for seen in run):
        proposal.read("keywords", parts, "generic.keywords", Rank.READER, _NAMED, run[0].number)
