"""What the family left open, filled by detectors from text that nobody claimed."""

from collections.abc import Callable

from extractors.decision.draft import Draft, Evidence
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
from extractors.page.account import Account

# identifiers of one work: two different ones left on a page are nobody's
_ONE: dict[str, Callable[[str, int, int], list[Found[str]]]] = {
    "doi": find_own_dois,
    "pmid": find_pmids,
    "pmcid": find_pmcids,
    "arxiv_id": find_arxiv_ids,
}
_SEVERAL = {"issn": find_issns, "isbn": find_isbns}


def complete(page: Page, drafts: list[Draft], account: Account) -> None:
    """Fills missing identifiers of each draft from the unclaimed text of its part."""
    for draft in drafts:
        for name, find in _ONE.items():
            if name not in draft.values:
                _put_one(draft, account, name, _unclaimed(page, draft, account, find))
        for name, find_all in _SEVERAL.items():
            if name not in draft.values:
                _put_several(draft, account, name, _unclaimed(page, draft, account, find_all))


def _unclaimed(
    page: Page, draft: Draft, account: Account, find: Callable[[str, int, int], list[Found[str]]]
) -> list[Found[str]]:
    return [item for item in find(page.text, draft.start, draft.end) if account.is_free(item.start, item.end)]


def _put_one(draft: Draft, account: Account, name: str, found: list[Found[str]]) -> None:
    if len({item.value for item in found}) == 1:
        _put(draft, account, name, found[0].value, found)


def _put_several(draft: Draft, account: Account, name: str, found: list[Found[str]]) -> None:
    _put(draft, account, name, list(dict.fromkeys(item.value for item in found)), found)


def _put(draft: Draft, account: Account, name: str, value: object, found: list[Found[str]]) -> None:
    rule = f"detector.{name}"
    if draft.put(name, value, *(Evidence(rule, item.start, item.end) for item in found)):
        for item in found:
            account.claim(item.start, item.end, "field", rule)
