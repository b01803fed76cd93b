"""What a file in a format of reference managers says of its works, proposed like a family's values."""

from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.formats import Saved, SavedRecord
from extractors.page import Page
from extractors.page.account import Account


def propose_saved(page: Page, saved: Saved) -> list[Proposal]:
    """A proposal for each record of the file, in order; all share one account."""
    account = Account(page.text)
    return [_propose(record, saved.name, account) for record in saved.records]


def _propose(record: SavedRecord, format_: str, account: Account) -> Proposal:
    proposal = Proposal(account, record.start, record.end, warnings=list(record.warnings))
    for name, value in record.values.items():
        evidence = [Evidence(f"{format_}.{name}", start, end) for start, end in dict.fromkeys(value.spans)]
        proposal.propose(name, value.value, evidence, Rank.FAMILY)
    spans = [(name, start, end) for name, value in record.values.items() for start, end in value.spans]
    for name, start, end in sorted(spans, key=lambda span: span[2] - span[1]):  # what stands within another before it
        proposal.mark(start, end, "field", f"{format_}.{name}")
    for start, end in record.labels:
        proposal.mark(start, end, "label", format_)
    for name, start, end in record.others:
        proposal.mark(start, end, "field", f"{format_}.{name.casefold()}")
    if record.marked:
        proposal.mark(record.start, record.end, "label", format_)
    return proposal
