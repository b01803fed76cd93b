"""From a page to drafts and their account: recognise the family, read it, let the detectors fill what is missing."""

from dataclasses import dataclass

from extractors.boilerplate.phrases import mark_chrome
from extractors.boilerplate.refusals import Refusal, is_instructions, refusal
from extractors.completion import complete
from extractors.decision.draft import Draft, Evidence
from extractors.decision.notices import mark_notice
from extractors.family import Family, claim_chrome
from extractors.formats import Saved, SavedRecord, read_saved
from extractors.generic import Generic
from extractors.html.landing import Landing
from extractors.page import Page
from extractors.page.account import Account
from extractors.registry import families, phrasebook
from extractors.witnesses import fill_from_head, fill_weakly

GENERIC, LANDING = Generic(), Landing()


@dataclass(slots=True)
class PageReading:
    """What extraction made of a page. `extractor` is the family's name, `generic` for a page of no known family."""

    extractor: str
    drafts: list[Draft]
    account: Account
    refusal: Refusal | None = None


def read_page(page: Page) -> PageReading:
    """The records of a page and the account of its text, in time linear in its length."""
    if saved := read_saved(page.text):
        return _of_file(page, saved)
    scan = phrasebook().scan(page)
    family = recognise(page, scan.weights)
    if family is GENERIC and page.head is not None:
        family = LANDING
    mark_chrome(page, scan, family.name)
    family.mark_patterns(page)
    account = Account(page.text)
    drafts = family.read(page, account)
    _ask_head(page, family, drafts)
    for draft in drafts:
        mark_notice(draft, page.text if len(drafts) == 1 else page.text[draft.start : draft.end], account)
    if (
        family in (GENERIC, LANDING)
        and is_instructions(scan.weights)
        and not any(_is_signed(draft) for draft in drafts)
    ):
        account, drafts = Account(page.text), []
    reason = refusal(page, phrasebook(), scan.weights, drafts) if family in (GENERIC, LANDING) or not drafts else None
    if reason and drafts:  # the fields of what is no work
        account, drafts = Account(page.text), []
    claim_chrome(page.lines, account)
    for start, end in page.rendered.chrome if page.rendered else ():
        account.claim(start, end, "boilerplate", "navigation")
    complete(page, drafts, account)
    return PageReading(family.name, drafts, account, reason)


def _of_file(page: Page, saved: Saved) -> PageReading:
    """The records of a file in a format of reference managers."""
    account = Account(page.text)
    drafts = []
    for record in saved.records:
        draft = Draft(record.start, record.end, warnings=list(record.warnings))
        for name, value in record.values.items():
            spans = dict.fromkeys(value.spans)
            draft.put(name, value.value, *(Evidence(f"{saved.name}.{name}", start, end) for start, end in spans))
        _claim_record(record, saved.name, account)
        mark_notice(draft, "", account)
        drafts.append(draft)
    return PageReading(saved.name, drafts, account)


def _claim_record(record: SavedRecord, format_: str, account: Account) -> None:
    spans = [(name, start, end) for name, value in record.values.items() for start, end in value.spans]
    for name, start, end in sorted(spans, key=lambda span: span[2] - span[1]):  # what stands within another before it
        account.claim(start, end, "field", f"{format_}.{name}")
    for start, end in record.labels:
        account.claim(start, end, "label", format_)
    for name, start, end in record.others:
        account.claim(start, end, "field", f"{format_}.{name.casefold()}")
    if record.marked:
        account.claim(record.start, record.end, "label", format_)


def _is_signed(draft: Draft) -> bool:
    """Whether a draft names authors, or its page's tags a DOI: menus of a work's page offer instructions, too."""
    return "authors" in draft.values or any(item.tag for item in draft.evidence.get("doi", ()))


def _ask_head(page: Page, family: Family, drafts: list[Draft]) -> None:
    """Fills what a family left open of its one record from the head; a page of several speaks of none of them there."""
    if page.head is None or family is LANDING or len(drafts) != 1 or type(family).parts is not Family.parts:
        return
    fill_from_head(drafts[0], page.head)
    fill_weakly(drafts[0], page.head)


def recognise(page: Page, weights: dict[str, int]) -> Family:
    """The family whose signs weigh most, and enough; names in alphabetical order decide a draw."""
    known = families()
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        if name in known and known[name].recognises(page, weights[name]):
            return known[name]
    return GENERIC
