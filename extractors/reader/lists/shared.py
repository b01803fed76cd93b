"""What stands once for all entries: journal, volume, issue and year above the list, or above a group of entries."""

import re
from collections.abc import Sequence
from typing import Any

from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.identifiers import find_issns
from extractors.found import Found
from extractors.page import Page
from extractors.reader.lists.printed import year_in
from extractors.reader.lists.rows import Row
from extractors.values import read_text

RULE = "generic.shared"
_SURE = 0.75
_LONGEST_PLACE, _LONGEST_JOURNAL = 160, 120
_FAR = 60  # rows above the list that may tell what it is of
_ISSUE = ("volume", "issue", "issued")
_LEAST, _SHORTEST = 0.3, 6  # of what may be the journal's name; characters of one within the page's title
_NEAR, _SHORT = 4, 60  # rows between an issue and its date; characters of the date's row
_FEWEST = 0.5  # of the entries that tell a volume of their own: then nothing is shared


def share(page: Page, rows: Sequence[Row], entries: Sequence[Sequence[Row]], proposals: Sequence[Proposal]) -> None:
    """Proposes for each entry what stands once above the list, where the entries do not tell it themselves."""
    if sum(proposal.has("container_title") for proposal in proposals) >= _FEWEST * len(proposals):
        return
    first, last = entries[0][0].index, entries[-1][-1].index
    above = rows[max(first - _FAR, 0) : first]
    place, at = _place(above)
    own = [proposal.first("volume") for proposal in proposals if proposal.has("volume")]
    if len(own) >= _FEWEST * len(proposals) and ("volume" not in place or set(own) != {place["volume"].value}):
        return
    if not place:
        return
    around = (*above, *rows[last + 1 :][:_FAR])
    issns = {item.value: item for row in around for item in find_issns(page.text, row.span[0], row.span[1])}
    journal = place.pop("container_title", None) or _journal(page, above, at)
    for proposal in proposals:
        if proposal.has("container_title") and (proposal.has("volume") or proposal.has("doi")):
            continue
        if proposal.has("volume") and proposal.first("volume") != (
            place["volume"].value if "volume" in place else None
        ):
            continue
        for name in _ISSUE:
            if name in place and not proposal.has(name):
                proposal.read(name, place[name], RULE, Rank.READER, _SURE)
        if journal is not None and not proposal.has("container_title"):
            proposal.read("container_title", journal, RULE, Rank.READER, _SURE)
        if 0 < len(issns) <= 2 and not proposal.has("issn"):
            items = [Evidence(RULE, item.start, item.end) for item in issns.values()]
            proposal.propose("issn", list(issns), items, Rank.READER, _SURE)


def _place(above: Sequence[Row]) -> tuple[dict[str, Found[Any]], int]:
    """The issue that the rows above the list name, the nearest first; others on the way are links to more issues."""
    named = [row for row in above if len(row.text) <= _LONGEST_PLACE and _tells_issue(row)]
    if not named:
        return _bare_issue(above)
    ranked = sorted(named, key=lambda row: (-bool(row.seen.hints.heading), -("issue" in row.place), -row.index))
    volumes = {row.place["volume"].value for row in named if "volume" in row.place}
    best = ranked[0]
    if (
        len(volumes) > 2
        and not best.seen.hints.heading
        and "issue" not in best.place
        and "first_page" not in best.place
    ):
        return {}, 0
    found = {name: best.place[name] for name in (*_ISSUE, "container_title") if name in best.place}
    if ">" in best.text:
        found.pop("container_title", None)  # a step of the way to the page
    date = _date(above, best, found.get("issued"))
    if date is not None:
        found["issued"] = date
    return found, best.index


def _bare_issue(above: Sequence[Row]) -> tuple[dict[str, Found[Any]], int]:
    """A heading of nothing but a volume (`Volume 103`), or a number and a year (`94 | 2000`)."""
    for row in reversed(above):
        bare = _BARE_ISSUE.fullmatch(row.printed) if row.seen.hints.heading or row.spaced else None
        bare = bare or _BARE_VOLUME.fullmatch(row.printed)
        if bare is not None:
            at = row.seen.line.start
            named = zip(("volume", "issued"), range(1, bare.re.groups + 1), strict=False)
            found = {name: Found(bare[n], at + bare.start(n), at + bare.end(n)) for name, n in named}
            if "issued" not in found and (date := _date(above, row, None)) is not None:
                found["issued"] = date
            return found, row.index
    return {}, 0


def _date(above: Sequence[Row], issue: Row, told: Found[Any] | None) -> Found[str] | None:
    """The date beside the issue; where the issue tells a year, only one within it."""
    for row in reversed(above):
        if abs(row.index - issue.index) <= _NEAR and row is not issue and len(row.text) < _SHORT:
            start = row.seen.line.start
            for date in row.seen.dates:
                if told is None or (len(date.value) > len(told.value) and date.value.startswith(told.value)):
                    return Found(date.value, start + date.start, start + date.end)
            if told is None and (year := year_in(row.page, *row.span)):
                return year
    return None


def _tells_issue(row: Row) -> bool:
    return "volume" in row.place or ("issue" in row.place and "issued" in row.place)


def _journal(page: Page, above: Sequence[Row], issue: int) -> Found[Any] | None:
    """The journal's name: what calls itself a journal, is the page's heading or its title, or stands right above the
    issue. Entries of menus do neither count for much nor against each other."""
    title = (page.head.page_title or "").casefold() if page.head is not None else ""
    best: tuple[float, Row] | None = None
    for row in above:
        if not _may_be_name(row):
            continue
        score = 1.0 * (row.seen.hints.heading == 1) + 0.6 * row.seen.periodical
        score += 0.7 * (len(row.text) > _SHORTEST and row.text.casefold() in title)
        score += 0.5 * (issue - _NEAR < row.index < issue) * (1 - 0.1 * (issue - row.index))
        score -= 0.5 * (row.span[0] > row.seen.line.start or row.printed[0] in "-•*>" or row.printed[-1] in ">»:")
        if score >= _LEAST and (best is None or score >= best[0]):
            best = score, row
    return _read(page, best[1]) if best is not None else None


def _may_be_name(row: Row) -> bool:
    """Whether a row may be a journal's name: short words, no number, no label or entry of a menu, no date."""
    text = row.text
    named = 3 < len(text) <= _LONGEST_JOURNAL and not any(map(str.isdigit, text)) and row.seen.label is None
    return named and not row.frequent and not row.seen.dates and not text[0].islower() and not _MENU.search(text)


_BARE_ISSUE = re.compile(r"(\d{1,4})\s?[|/]\s?((?:19|20)\d\d)")
_BARE_VOLUME = re.compile(r"(?:volume|vol\.?|band|bd\.?|tome|том|jahrgang|cilt|volumen)\s?(\d{1,4})", re.I)
_MENU = re.compile(
    r"\b(?:home|help|login|sign in|editorial board|instructions|guide(?:lines)?|submit|submission|alerts?|rss"
    r"|subscribe|library|librarian|archives?|all issues|current issue|next|previous|about|contact|search"
    r"|browse|norm[ae]s|instrucciones|linee guida|autorenhinweise)\b",
    re.I,
)


def _read(page: Page, row: Row) -> Found[Any] | None:
    found = read_text(page.text, *row.span)
    return found if isinstance(found, Found) else None
