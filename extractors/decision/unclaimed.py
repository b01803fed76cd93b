"""Identifiers that a family's description left open, found by detectors in text that nobody proposed anything of."""

from collections.abc import Callable

from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.identifiers import (
    find_arxiv_ids,
    find_isbns,
    find_issns,
    find_own_dois,
    find_pmcids,
    find_pmids,
)
from extractors.found import Found
from extractors.page import Page

# identifiers of one work: two different ones left on a page are nobody's
_ONE: dict[str, Callable[[str, int, int], list[Found[str]]]] = {
    "doi": find_own_dois,
    "pmid": find_pmids,
    "pmcid": find_pmcids,
    "arxiv_id": find_arxiv_ids,
}
_SEVERAL = {"issn": find_issns, "isbn": find_isbns}


def propose_unclaimed(page: Page, proposal: Proposal) -> None:
    """Proposes the identifiers of a work that stand in free text of its part."""
    for name, find in (_ONE | _SEVERAL).items():
        if proposal.has(name):
            continue
        found = [item for item in find(page.text, proposal.start, proposal.end) if _is_free(page, proposal, item)]
        values = list(dict.fromkeys(item.value for item in found))
        if values and (len(values) == 1 or name in _SEVERAL):
            items = [Evidence(f"detector.{name}", item.start, item.end) for item in found]
            proposal.propose(name, values if name in _SEVERAL else values[0], items, Rank.DETECTOR)


def _is_free(page: Page, proposal: Proposal, item: Found[str]) -> bool:
    line = page.line_at(item.start)
    return proposal.account.is_free(item.start, item.end) and (line is None or line.chrome is None)
