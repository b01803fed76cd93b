"""What the page calls the work: DOI, PMID, PMCID, arXiv number, ISSN, ISBN, where they speak of the work itself."""

import re
from collections.abc import Callable

from extractors.decision.agreement import letters
from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.doi import FoundDoi, find_dois, normalise_doi
from extractors.detectors.identifiers import (
    find_arxiv_ids,
    find_isbns,
    find_issns,
    find_pmcids,
    find_pmids,
)
from extractors.found import Found
from extractors.page.features import Features
from extractors.reader.outline import Outline
from extractors.reader.roles import digits_cite
from extractors.values import READERS

Finder = Callable[[str, int, int], list[Found[str]]]
_LABELLED, _ALONE, _CALLED, _NEAR, _CITED, _FAR = 0.9, 0.85, 0.74, 0.7, 0.65, 0.5
_WITHIN_LINKS = frozenset(("span", "b", "i", "em", "strong", "font", "small", "u", "wbr", "br"))
_FOOT = 25  # lines at the end of a page that are its foot
_MOST_SERIALS = 3
_NAMED, _BEFORE = re.compile(r"doi(?:\.org/|\s?[:：]?\s?)$", re.I), 12  # what says right before one that it is a DOI
_LONGEST = 400  # characters of a line that may tell an identifier of the work
_ONE: dict[str, Finder] = {"pmid": find_pmids, "pmcid": find_pmcids, "arxiv_id": find_arxiv_ids}
_SEVERAL: dict[str, Finder] = {"issn": find_issns, "isbn": find_isbns}


def propose_identifiers(outline: Outline, proposal: Proposal) -> None:
    """Proposes the identifiers that stand in the work's own part of the page, outside of running text."""
    text = outline.text
    for item in outline.values("doi"):
        for found in _own_dois(outline, item.at.line.start, item.lines[0].end)[:1]:
            proposal.read("doi", found, "generic.label.doi", Rank.READER, _LABELLED, item.at.number)
    for seen in outline.own():
        if (
            seen.number in outline.others
            or len(seen.text) > _LONGEST
            or (seen.number >= outline.head_end and seen.is_prose)
        ):
            continue
        _propose_dois(outline, seen, proposal)
        for name, find in _ONE.items():
            for found in find(text, seen.line.start, seen.line.end):
                proposal.read(name, found, f"generic.{name}", Rank.READER, _ALONE, seen.number)
    _propose_serials(outline, proposal)


def _propose_dois(outline: Outline, seen: Features, proposal: Proposal) -> None:
    if "10." not in seen.text or (seen.label is not None and seen.label.key == "doi"):
        return
    found = _own_dois(outline, seen.line.start, seen.line.end)
    if len({item.value for item in found}) == 1:
        bare = len(seen.text) - len(found[0].value) < 30
        above = seen.number < outline.head_end
        cites = digits_cite(seen.text)  # beside volume and pages of the work
        named = _NAMED.search(outline.text, max(found[0].start - _BEFORE, seen.line.start), found[0].start) is not None
        if not named and outline.text[found[0].start - 1 : found[0].start] == "/":
            score = _FAR  # the path of some address, which may spell it otherwise
        else:
            near = _ALONE if bare or cites else _CALLED if named else _NEAR
            score = near if above else _CITED if cites else _FAR
        proposal.read("doi", found[0], "generic.doi", Rank.READER, score, seen.number)


def _own_dois(outline: Outline, start: int, end: int) -> list[Found[str]]:
    """The work's own DOIs of a line; one that may be cut only as a link has it whole."""
    own = (item for item in find_dois(outline.text, start, end) if item.other is None)
    return [whole for item in own if (whole := item if item.sure else _as_linked(outline, item))]


def _as_linked(outline: Outline, printed: FoundDoi) -> Found[str] | None:
    """A DOI that a break cut, whole as the link around it has it; None where there is none."""
    rendered = outline.page.rendered
    element = rendered.element_at(printed.start) if rendered is not None else None
    while element is not None and element.tag != "a":
        element = element.getparent() if element.tag in _WITHIN_LINKS else None
    doi = normalise_doi(element.get("href") or "") if element is not None else None
    return Found(doi, printed.start, printed.end) if doi and doi.startswith(printed.value) else None


def _propose_serials(outline: Outline, proposal: Proposal) -> None:
    """The ISSNs, and the ISBNs, of the work's own part and of the page's foot.

    Where more lines tell different ones, only those beside a label or the journal's name are the work's own.
    """
    journals = {letters(str(c.value)) for c in proposal.candidates if c.field == "container_title"}
    told = outline.page.head.fields.get("container_title") if outline.page.head else None
    journals |= {letters(str(told.value))} if told else set()
    foot = max(len(outline.lines) - _FOOT, 2 * _FOOT)  # short pages have none
    for name, find in _SEVERAL.items():
        lines: list[tuple[Features, list[Found[str]]]] = []
        for seen in outline.lines:
            near = seen.number < outline.own_end or seen.number >= foot or seen.hints.beside in ("footer", "header")
            if (
                near
                and len(seen.text) <= _LONGEST
                and seen.text.count("-") + seen.text.count("–")
                and (found := _serials(outline, seen, name, find))
            ):
                lines.append((seen, found))
        if len({item.value for _, found in lines for item in found}) > 2:
            named = [
                (seen, found)
                for seen, found in lines
                if any(journal and journal in letters(seen.text) for journal in journals)
            ]
            lines = named or [(seen, found) for seen, found in lines if seen.number < outline.head_end and seen.label]
        lines = lines or _notices(outline, find)
        items = [item for _, found in lines for item in found]
        first = {item.value: item for item in reversed(items)}
        values = list(dict.fromkeys(item.value for item in items))
        if values and len(values) <= _MOST_SERIALS:
            evidence = [Evidence(f"generic.{name}", first[value].start, first[value].end) for value in values]
            proposal.propose(name, values, evidence, Rank.READER, _ALONE)


def _notices(outline: Outline, find: Finder) -> list[tuple[Features, list[Found[str]]]]:
    """The serial numbers in notices of copyright, which are boilerplate."""
    notices = [line for line in outline.page.lines if line.chrome is not None and "IS" in line.text]
    found = [(Features(line), find(outline.text, line.start, line.end)) for line in notices[-_FOOT:]]
    return [item for item in found if item[1]]


def _serials(outline: Outline, seen: Features, name: str, find: Finder) -> list[Found[str]]:
    if seen.label is not None and seen.label.key == name:
        read = READERS[name](outline.text, seen.line.start + seen.label.value_start, seen.line.end)
        return [Found(value, read.start, read.end) for value in read.value] if isinstance(read, Found) else []
    return find(outline.text, seen.line.start, seen.line.end)
