"""When a work appeared: labelled dates, and a date that is a line of its own near the title."""

import re

from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.dates import labelled_dates, parse_date
from extractors.found import Found
from extractors.reader.outline import Outline

_KINDS = {"published": 0.9, "online": 0.75, "posted": 0.7}
_LABELLED = 0.9
_ALONE = 0.55  # a date that stands by itself near the title
_LONGEST = 200
_DIGIT = re.compile(r"\d")


def propose_dates(outline: Outline, proposal: Proposal) -> None:
    """Proposes the dates of publication that the page shows."""
    text = outline.text
    for key, score in (("issued", _LABELLED), ("online", 0.75)):
        for item in outline.values(key):
            line = item.lines[0]
            value = parse_date(line.text.rstrip(". "), "dmy") if len(line.text) < 60 else None
            if value:
                found = Found(value, line.start, line.end)
                proposal.read("issued", found, "generic.label.issued", Rank.READER, score)
    for seen in outline.own():
        if not _DIGIT.search(seen.text) or len(seen.text) > 4 * _LONGEST:
            continue
        for date in labelled_dates(text, seen.line.start, seen.line.end, "dmy"):
            kind, value = date.value
            if kind in _KINDS:
                found = Found(value, date.start, date.end)
                proposal.read("issued", found, "generic.issued", Rank.READER, _KINDS[kind])
    for seen in outline.head:
        if seen.label is None and len(seen.text) <= 40 and _DIGIT.search(seen.text):
            value = parse_date(seen.text.rstrip(". "), "dmy")
            kinds = {date.value[0] for date in labelled_dates(seen.text)}
            if value and len(value) > 4 and not kinds - _KINDS.keys():
                found = Found(value, seen.line.start, seen.line.end)
                proposal.read("issued", found, "generic.issued", Rank.READER, _ALONE)
