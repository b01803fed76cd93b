"""What a record is a notice of: a work of its own that speaks of another, whose DOI is never taken for its own."""

from extractors.decision.draft import Draft, Evidence
from extractors.detectors.notices import Notice, find_notice_dois, find_subject_dois, is_retracted, read_notice
from extractors.found import CitedWork, Found
from extractors.page.account import Account


def mark_notice(draft: Draft, text: str, account: Account) -> None:
    """Says of a record what its title says it is: `notice` and the work it speaks of in `related`, or a warning."""
    title = draft.values.get("title")
    told = draft.values.get("notice")
    if not title or (told and "related" in draft.values):  # a file's tags say it, and of what
        return
    notice = read_notice(title) or (Notice(told, None) if told else None)
    if notice:
        draft.put("notice", notice.kind, *draft.evidence["title"])
        _relate(draft, notice, find_subject_dois(text), account)
    elif is_retracted(title):
        draft.warn("retracted")
        _disown(draft, find_notice_dois(text), account)


def _relate(draft: Draft, notice: Notice, dois: list[Found[str]], account: Account) -> None:
    """Adds the work that a notice speaks of to `related`, ahead of what the page offers."""
    _disown(draft, dois, account)
    others = [doi for doi in dois if doi.value != draft.values.get("doi")]
    if not notice.subject and not others:
        return
    first = others[0] if others else None
    work = CitedWork(notice.subject or f"https://doi.org/{first.value if first else ''}", title=notice.subject)
    work.doi = first.value if first else None
    items = list(draft.evidence["title"]) if notice.subject else []
    if first:
        work.start, work.end = first.start, first.end
        items.append(Evidence("notice.related", first.start, first.end))
        account.claim(first.start, first.end, "field", "notice.related")
    draft.values["related"] = [work, *draft.values.get("related", ())]
    draft.evidence["related"] = [*items, *draft.evidence.get("related", ())]


def _disown(draft: Draft, dois: list[Found[str]], account: Account) -> None:
    """Takes a DOI away that the page gives of another work, and keeps it from being found again."""
    for doi in dois:
        if draft.values.get("doi") == doi.value:
            if _is_told(draft):
                continue
            del draft.values["doi"], draft.evidence["doi"]
        account.claim(doi.start, doi.end, "field", "notice.related")


def _is_told(draft: Draft) -> bool:
    """Whether a tag of the page, or two places of it, say the record's own DOI."""
    items = draft.evidence.get("doi", ())
    return any(item.tag for item in items) or len({item.start for item in items}) > 1
