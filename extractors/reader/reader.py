"""The one reader of pages that no family describes, field by field, over lines and their hints."""

from extractors.decision.candidates import Proposal
from extractors.found import Found
from extractors.page import Page
from extractors.page.account import Account
from extractors.reader.abstracts import propose_abstracts
from extractors.reader.authors import propose_authors
from extractors.reader.bibtex import propose_bibtex
from extractors.reader.dates import propose_dates
from extractors.reader.doubts import find_doubts
from extractors.reader.identifiers import propose_identifiers
from extractors.reader.keywords import propose_keywords
from extractors.reader.outline import Outline, outline_of
from extractors.reader.own_citations import propose_own_citations
from extractors.reader.places import propose_places
from extractors.reader.references import propose_references
from extractors.reader.roles import score_roles
from extractors.reader.titles import best_title, propose_titles

RULE = "generic"


def propose_reading(page: Page, outline: Outline | None = None, proposal: Proposal | None = None) -> Proposal:
    """All that the page shows of one work, proposed for the decision to choose from.

    A family gives the outline that it told the layout of, and what it proposes itself.
    """
    proposal = Proposal(Account(page.text)) if proposal is None else proposal
    outline = outline or outline_of(page)
    own = next((c for c in proposal.candidates if c.field == "title"), None)
    known = Found(own.value, own.evidence[0].start or 0, own.evidence[0].end or 0) if own else None
    scored = score_roles(outline)
    propose_titles(outline, scored, proposal)
    propose_authors(outline, scored, proposal)
    title = known or best_title(scored, outline) or _told_title(page)
    propose_own_citations(outline, title, proposal)
    propose_bibtex(outline, title, proposal)
    propose_places(outline, title, proposal)
    propose_dates(outline, proposal)
    propose_identifiers(outline, proposal)
    propose_abstracts(outline, scored, proposal)
    propose_keywords(outline, proposal)
    propose_references(outline, proposal)
    proposal.doubts += find_doubts(outline)
    _mark_labels(outline, proposal)
    return proposal


def _told_title(page: Page) -> Found[str] | None:
    """The title that the page's tags tell, to know the work's own citation by."""
    told = page.head.fields.get("title") if page.head else None
    return Found(told.value, 0, 0) if told and not told.weak else None


def _mark_labels(outline: Outline, proposal: Proposal) -> None:
    """Labels whose value was proposed for a field are labels, whoever wins."""
    proposed = {item.start for c in proposal.candidates for item in c.evidence if item.start is not None}
    for items in outline.labelled.values():
        for item in items:
            if item.lines and item.key and (item.start in proposed or item.at.line.start in proposed):
                start, end = item.label_span
                proposal.mark(start, end, "label", f"{RULE}.{item.key}")
