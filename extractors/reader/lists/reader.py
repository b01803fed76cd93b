"""The works of a page that lists many: entries found, read each, what they share, and whether the page is a list."""

from collections.abc import Sequence

from extractors.decision.candidates import Proposal
from extractors.decision.draft import Draft
from extractors.page import Page
from extractors.page.account import Account
from extractors.reader.lists.agreement import agree
from extractors.reader.lists.entries import propose_entry, title_row
from extractors.reader.lists.recognition import (
    is_front_matter,
    is_of_entries,
    is_of_one,
    is_slight,
    mixes,
    only_entry,
    shows_works,
    tells_abstract,
    tells_places,
)
from extractors.reader.lists.repetition import Pattern, find_patterns, judge
from extractors.reader.lists.rows import Row, rows_of
from extractors.reader.lists.shared import share
from extractors.reader.outline import Outline, outline_of

FRONT_MATTER = "front_matter"  # the boilerplate rule of entries that are no works
_FEWEST_REPEATS = 3  # titles that a page prints twice: fewer are one work's
_LEAST = 0.4  # judgement from which an entry may show a work


def read_list(page: Page, draft: Draft | None, outline: Outline | None = None) -> list[Proposal] | None:
    """The works of a page of many, in order; none where it is no such page, None where it is one that cannot be read.

    `draft` is what the page would tell if it were of one work, None where it shows none; `outline` is that of the page
    if no family told of its layout.
    """
    slight = draft is not None and is_slight(draft)
    if draft is not None and not slight and is_of_one(page, draft):
        return []
    outline = outline or outline_of(page)
    tells_one = tells_abstract(outline)
    if draft is not None and tells_one and not slight:
        return []
    rows = rows_of(outline)
    entries = [] if tells_one else _entries(page, rows)
    account = Account(page.text)
    if not entries or not shows_works(outline, rows, entries):
        if slight and tells_places(rows):
            return None
        alone = only_entry(rows) if draft is None else None
        return [propose_entry(page.text, alone, account)] if alone else []
    if draft is not None and not is_of_entries(draft, entries):
        return None if mixes(entries, draft) else []
    proposals = [propose_entry(page.text, entry, account) for entry in entries]
    share(page, rows, entries, proposals)
    return _works(page, proposals, account)


def _works(page: Page, proposals: Sequence[Proposal], account: Account) -> list[Proposal]:
    """The proposals that are works; entries of covers, adverts and boards are boilerplate."""
    works = []
    for proposal in proposals:
        title = proposal.first("title")
        if title is not None and is_front_matter(title):
            account.claim(proposal.start, proposal.end, "boilerplate", FRONT_MATTER)
        elif title is not None:
            works.append(proposal)
    return works


def _entries(page: Page, rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The entries of the best pattern, judged again once the entries agree where they print titles and names."""
    best: Pattern | None = None
    for pattern in find_patterns(page, rows):
        _judge_agreed(pattern, rows)
        if best is None or pattern.score > best.score:
            best = pattern
    if best is None:
        return []
    _judge_agreed(best, rows)
    return _without_repeats([entry for start, stop in best.entries(rows) if judge(entry := rows[start:stop]) >= _LEAST])


def _without_repeats(entries: list[Sequence[Row]]) -> list[Sequence[Row]]:
    """The entries, of those with the same title the one that tells most: pages print a table of contents, and below it
    each work at length."""
    named: dict[str, list[int]] = {}
    for n, entry in enumerate(entries):
        if (title := title_row([row for row in entry if row.text and not row.frequent])) is not None:
            named.setdefault(title.text.casefold().strip(" ."), []).append(n)
    repeats = [at for at in named.values() if len(at) > 1]
    if len(repeats) < _FEWEST_REPEATS:
        return entries
    lost = {n for at in repeats for n in at} - {max(at, key=lambda n: judge(entries[n])) for at in repeats}
    return [entry for n, entry in enumerate(entries) if n not in lost]


def _judge_agreed(pattern: Pattern, rows: Sequence[Row]) -> None:
    for row in rows:
        row.forget()
    agree([rows[start:stop] for start, stop in pattern.bounds(rows)], slice(*pattern.run))
    pattern.find_run(rows)
