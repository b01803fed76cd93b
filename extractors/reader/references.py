"""The reference list: the entries below its heading."""

import re

from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.references import parse_reference, split_references
from extractors.found import Found
from extractors.reader.outline import Labelled, Outline

_HEADED = 0.9
_YEAR, _DATED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)"), 0.9  # share of lines that are entries
_COUNT = re.compile(r"[(\[（](\d{1,5})[)\]）]$")  # `References (12)`
_SHORTEST = 25  # characters of an entry
_WORKS = 0.5  # share of the entries that must look like works


def propose_references(outline: Outline, proposal: Proposal) -> None:
    """Proposes the works that stand below a heading for references, where they look like works."""
    head = outline.page.head
    if head is not None and "references" in head.fields:
        return  # the tags tell them
    for item in outline.labelled.get("references", ()):
        if not item.lines:
            continue
        works = []
        for ordinal, start, end in _entries(outline, item):
            if end - start >= _SHORTEST:
                work = parse_reference(outline.text, start, end)
                work.ordinal = ordinal
                works.append(work)
        told = sum(work.year is not None or work.doi is not None for work in works)
        if works and told >= _WORKS * len(works):
            found = Found(works, works[0].start, works[-1].end)
            proposal.read("references", found, "generic.references", Rank.READER, _HEADED, item.at.number)
            if count := _COUNT.search(item.at.text):
                line = item.at.line
                stated = Found(int(count[1]), line.start + count.start(1), line.start + count.end(1))
                proposal.read("reference_count", stated, "generic.references", Rank.READER, _HEADED, item.at.number)
            return


def _entries(outline: Outline, item: Labelled) -> list[tuple[int | None, int, int]]:
    """The entries of a list; its lines, where nearly all of them are dated like one each and fewer were told apart."""
    entries = split_references(outline.text, item.start, item.end)
    lines = [line for line in item.lines if len(line.text) >= _SHORTEST]
    dated = [line for line in lines if _YEAR.search(line.text)]
    if len(entries) < len(dated) and len(dated) >= _DATED * len(lines):
        return [(None, line.start, line.end) for line in dated]
    return entries
