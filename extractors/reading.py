"""From a page to records and their account, in one screen.

page → recognise the family → candidates of the family, the head and the reader → one decision → records + account
"""

from dataclasses import dataclass
from pathlib import Path

from extractors.boilerplate.phrases import mark_chrome
from extractors.boilerplate.refusals import Refusal
from extractors.decision.candidates import Proposal, Rank
from extractors.decision.choice import decide
from extractors.decision.draft import Draft
from extractors.decision.gate import instructs, is_no_work, refuse, shows_work
from extractors.decision.notices import mark_notice
from extractors.decision.unclaimed import propose_unclaimed
from extractors.families.described import Described
from extractors.family import Family
from extractors.formats import read_saved
from extractors.formats.proposals import propose_saved
from extractors.html.proposals import propose_head
from extractors.page import Page
from extractors.page.account import Account
from extractors.reader.lists.reader import read_list
from extractors.reader.outline import Outline, outline_of
from extractors.reader.reader import propose_reading
from extractors.registry import AnyFamily, families, phrasebook

GENERIC = "generic"  # the name of the reader of pages that no family describes


@dataclass(slots=True)
class PageReading:
    """What extraction made of a page. `extractor` is the family's name, `generic` for a page of no known family."""

    extractor: str
    drafts: list[Draft]
    account: Account
    refusal: Refusal | None = None


def read_page(page: Page, folder: Path | None = None) -> PageReading:
    """The records of a page and the account of its text, in time linear in its length; `folder` holds descriptions of
    families beside ours."""
    if saved := read_saved(page.text):
        return _decide(page, saved.name, propose_saved(page, saved), "")
    phrases = phrasebook(folder)
    scan = phrases.scan(page)
    family = recognise(page, scan.weights, folder)
    mark_chrome(page, scan, family.name if family else GENERIC)
    if isinstance(family, Family):
        reading = _read_family(page, family)
    else:
        reading = _read_one(page, family)
        if instructs(scan.weights, reading.drafts):
            reading = PageReading(GENERIC, [], Account(page.text))
    if not isinstance(family, Family) or not reading.drafts:
        reading.refusal = refuse(page, phrases, scan.weights, reading.drafts)
        if reading.refusal and reading.drafts:  # the fields of what is no work
            reading.account, reading.drafts = Account(page.text), []
    claim_chrome(page, reading.account)
    return reading


def recognise(page: Page, weights: dict[str, int], folder: Path | None = None) -> AnyFamily | None:
    """The family whose signs weigh most, and enough; names in alphabetical order decide a draw."""
    known = families(folder)
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        if name in known and known[name].recognises(page, weights[name]):
            return known[name]
    return None


def _read_family(page: Page, family: Family) -> PageReading:
    family.mark_patterns(page)
    proposals = family.propose(page)
    if proposals:
        claim_chrome(page, proposals[0].account)
    for proposal in proposals:
        if page.head is not None and len(proposals) == 1 and not family.shows_several:
            propose_head(proposal, page.head, described=True)
    return _decide(page, family.name, proposals, page.text)


def _decide(page: Page, name: str, proposals: list[Proposal], text: str) -> PageReading:
    """The records of proposals that share one account; `text` is where a notice may tell what it speaks of."""
    account = proposals[0].account if proposals else Account(page.text)
    drafts = []
    for proposal in proposals:
        if text:
            propose_unclaimed(page, proposal)
        draft = decide(proposal, account)
        mark_notice(draft, text if len(proposals) == 1 else text[proposal.start : proposal.end], account)
        drafts.append(draft)
    return PageReading(name, drafts, account)


def _read_one(page: Page, family: Described | None) -> PageReading:
    """A page that the one reader reads; a description, where there is one, tells what it knows of the layout."""
    if family is not None and family.description.records:
        family.mark_patterns(page)
        return _decide(page, family.name, family.entries(page), page.text)
    outline, proposal = propose_work(page, family)
    account = Account(page.text)
    draft = decide(proposal, account)
    mark_notice(draft, page.text, account)
    if _is_told(proposal):
        return PageReading(family.name if family else GENERIC, [draft], account)
    is_work = not is_no_work(proposal) and shows_work(draft)
    works = read_list(page, draft if is_work else None, outline if family is None else None)
    if works:
        return _decide(page, GENERIC, works, page.text)
    if not is_work or works is None:
        return PageReading(GENERIC, [], Account(page.text))
    return PageReading(family.name if family else GENERIC, [draft], account)


def propose_work(page: Page, family: Described | None) -> tuple[Outline, Proposal]:
    """The layout of a page of one work, and all that a family's description, the reader and the head propose of it."""
    if family is None:
        outline = outline_of(page)
        proposal = propose_reading(page, outline)
    else:
        family.mark_patterns(page)
        outline = outline_of(page, family.layout)
        proposal = propose_reading(page, outline, family.propose(outline))
        family.confirm(outline, proposal)
    if page.head is not None:
        propose_head(proposal, page.head)
    return outline, proposal


def _is_told(proposal: Proposal) -> bool:
    """Whether the description of a family tells the title and more: then the page shows one work."""
    told = {candidate.field for candidate in proposal.candidates if candidate.rank == Rank.FAMILY}
    return "title" in told and len(told) > 1


def claim_chrome(page: Page, account: Account) -> None:
    """Claims what is still free of the lines that boilerplate rules cover, and of navigation."""
    for line in page.lines:
        if line.chrome is not None:
            account.claim(line.start, line.end, "boilerplate", line.chrome.rule)
    for start, end in page.rendered.chrome if page.rendered else ():
        account.claim(start, end, "boilerplate", "navigation")
