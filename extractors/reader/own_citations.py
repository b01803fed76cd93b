"""The page's own citation (`Cite this article`, `引用本文`): a second witness of nearly every field."""

from itertools import islice

from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.own_citation import read_own_citation
from extractors.found import Found
from extractors.page.account import Claim
from extractors.reader.outline import Labelled, Outline

_LABELLED, _KNOWN = 0.94, 0.9  # a citation behind its label; one that holds the title
_NAMES = 0.45  # names in a citation are often cut to initials
_LONGEST, _MOST_LINES = 1500, 6
_SHORTEST_TITLE = 15
_ASIDE = frozenset(("advert", "related"))  # where another version of the work may be cited


def propose_own_citations(outline: Outline, title: Found[str] | None, proposal: Proposal) -> None:
    """Proposes what the citations of the work on its own page say of it; `title` is what its title seems to be."""
    seen_lines: set[int] = set()
    for item in outline.values("own_citation", "citation"):
        start, end = item.start, item.lines[0].end
        seen_lines.add(item.first)
        if not _propose(outline, start, end, title, _LABELLED, item.first, proposal) and (
            wider := _wider(outline, item)
        ):
            _propose(outline, start, wider, title, _LABELLED, item.first, proposal)
    if title is None or len(title.value) < _SHORTEST_TITLE:
        return
    wanted = title.value.casefold()
    for seen in outline.lines:
        longer = len(title.value) + 15 < len(seen.text) <= _LONGEST and seen.hints.beside not in _ASIDE
        if longer and seen.number not in seen_lines and wanted in seen.text.casefold():
            _propose(outline, seen.line.start, seen.line.end, title, _KNOWN, seen.number, proposal)


def _wider(outline: Outline, item: Labelled) -> int:
    """Where a citation ends that goes on over several lines; 0 where nothing follows."""
    end = 0
    for seen in islice(outline.below(item), not item.beside, _MOST_LINES):
        if seen.label is not None or seen.line.spaced:
            break
        end = seen.line.end
    return end


def _propose(
    outline: Outline, start: int, end: int, title: Found[str] | None, score: float, place: int, proposal: Proposal
) -> bool:
    if end - start > _LONGEST:
        return False
    read = read_own_citation(outline.text, start, end, title=title.value if title else None)
    if read is None:
        return False
    for name, (begin, stop) in read.spans.items():
        found = Found(getattr(read, name), begin, stop)
        proposal.read(name, found, "generic.own_citation", Rank.READER, score, place)
    if read.authors:
        names = Found(read.authors, read.authors[0].start, read.authors[-1].end)
        proposal.read("authors", names, "generic.own_citation", Rank.READER, _NAMES, place)
    if read.labelled:
        proposal.mark(read.start, read.body, "label", "generic.own_citation")
    proposal.rests.append(Claim(start, end, "field", "generic.own_citation"))
    return True
