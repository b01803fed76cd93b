"""Reads one entry: what its rows tell, proposed for the one decision."""

import re
from collections.abc import Sequence

from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.dates import parse_date
from extractors.detectors.titles import trim_title
from extractors.found import Found, Name
from extractors.page import Line
from extractors.page.account import Account
from extractors.page.features import Features
from extractors.reader.lists.printed import year_in
from extractors.reader.lists.repetition import wholes_of
from extractors.reader.lists.rows import Row
from extractors.values import read_abstract, read_text

RULE = "generic.entry"
_SURE, _LIKELY, _POSSIBLE = 0.9, 0.8, 0.7
_SHORTEST_TEASER, _LONGEST_TEASER = 80, 5000
_SHORTEST_SENTENCE, _WORDS = 40, 7
_BEFORE = 3  # rows above title and names that belong to the entry: its number, type, date
_SAID = 15  # characters of a title that another row ends with
_WHOLE = 0.85
_TITLE_END = re.compile(
    r"\s*(?:/\s*)?(?:\bby)?\s*$|[\s:,(]+(?:pages?|pp?\.?|S\.|стр?\.?)\s?[a-z]?\d[\w.]{0,7}(?:\s?[-–—]\s?[\w.]{1,8})?\s?\)?\s*$",
    re.I,
)
_PAGES_BEHIND = re.compile(
    r"[\s:,(]+(?:pages?|pp?\.?|S\.)\s?([A-Za-z]?\d\w{0,7})(?:\s?[-–—]\s?(\w{1,8}))?\s?\)?\s*$", re.I
)


def propose_entry(text: str, rows: Sequence[Row], account: Account) -> Proposal:
    """All that the rows of one entry tell of its work."""
    proposal = Proposal(account, rows[0].seen.line.start, rows[-1].seen.line.end)
    shown = [row for row in rows if row.text and not row.frequent]
    whole = next(iter(wholes_of(shown)), None)
    title = whole or title_row(shown)
    if whole is not None:
        for name, found in whole.whole.found.items():
            proposal.read(name, found, RULE, Rank.READER, _WHOLE, whole.index)
    elif title is not None:
        _propose_title(text, title, rows, proposal)
    if title is not None:
        names = next((row.index for row in shown if row.is_names), title.index)
        rows = [row for row in rows if row.index >= min(title.index, names) - _BEFORE]
        shown = [row for row in shown if row.index >= min(title.index, names) - _BEFORE]
        proposal.start = rows[0].seen.line.start
    for row in shown:
        if row is not title:
            _propose_row(text, row, [other for other in shown if other is not title], proposal)
    for row in rows:
        for doi in row.dois[:1]:
            proposal.read("doi", doi, RULE, Rank.READER, _SURE, row.index)
    if not proposal.has("issued"):
        _propose_year(text, rows, proposal)
    _propose_teaser(text, shown, title, proposal)
    return proposal


def _propose_year(text: str, rows: Sequence[Row], proposal: Proposal) -> None:
    """A year that stands alone, though it recurs in the list."""
    for row in rows:
        if row.frequent and len(row.text.strip("()[] .,")) == 4 and (year := year_in(text, *row.span)):
            proposal.read("issued", year, RULE, Rank.READER, _POSSIBLE, row.index)
            return


def title_row(shown: Sequence[Row]) -> Row | None:
    """The row that is most likely the title: likely by its words, linked or a heading, first, near the names."""
    best: tuple[float, Row] | None = None
    names = next((n for n, row in enumerate(shown) if row.is_names), None)
    from_ = max(names - 3, 0) if names is not None and names > 6 else 0
    for n, row in enumerate(shown[from_ : from_ + 12], from_):
        beside = names is not None and n in (names - 1, names + 1) and row.title > 0
        hinted = len(row.text) > 8 and (row.seen.hints.heading or row.seen.hints.links > 0.8)
        if row.title < 0.1 and not beside and not hinted:
            continue
        if row.is_names and row.seen.names >= 0.5:
            continue
        hints = row.seen.hints
        score = row.title + 0.3 * (hints.links > 0.8) + 0.3 * bool(hints.heading) + 0.3 * ("title" in hints.named[:2])
        score += 0.2 * (n == 0) - 0.04 * (n - from_) + 0.15 * (len(row.text) > 40) - 0.3 * (len(row.text) < 12)
        if names is not None:
            score += 0.3 * (n == names - 1) + 0.1 * (n == names + 1)
        if row.seen.is_prose:
            score -= 0.4
        if any(other is not row and len(other.text) > _SAID and row.text.endswith(f" {other.text}") for other in shown):
            score -= 0.8  # a button says the title again
        if best is None or score > best[0]:
            best = score, row
    return best[1] if best else None


def _propose_title(text: str, row: Row, rows: Sequence[Row], proposal: Proposal) -> None:
    start, end = row.span
    if row.headed.is_title:
        for name, found in row.headed.found.items():
            proposal.read(name, found, RULE, Rank.READER, _SURE, row.index)
        return
    if pages := _PAGES_BEHIND.search(text, max(start, end - 40), end):
        for name, number in (("first_page", 1), ("last_page", 2)):
            if pages.group(number):
                proposal.read(
                    name, Found(pages.group(number), *pages.span(number)), RULE, Rank.READER, _SURE, row.index
                )
    if tail := _TITLE_END.search(text, max(start, end - 40), end):
        end = max(tail.start(), start + 1)
    if title := trim_title(text, start, end):
        proposal.read("title", title, RULE, Rank.READER, _SURE, row.index)


def _propose_row(text: str, row: Row, rows: Sequence[Row], proposal: Proposal) -> None:
    if row.is_names and not proposal.has("authors") and row.names is not None:
        proposal.read("authors", _run_of_names(row, rows), RULE, Rank.READER, _SURE, row.index)
        _propose_beside(text, row, proposal)
        return
    if row.place and (row.is_place or not proposal.has("issued")):
        for name, found in row.place.items():
            if not proposal.has(name) and name in _PLACE:
                proposal.read(name, found, RULE, Rank.READER, _LIKELY, row.index)
    elif row.seen.label is not None and row.seen.label.key in (
        "container_title",
        "publisher",
        "volume",
        "issue",
        "issn",
    ):
        start = row.seen.line.start + row.seen.label.value_start
        value = read_text(text, start, row.span[1]) if start < row.span[1] else None
        if value and row.seen.label.key != "issn":
            proposal.read(row.seen.label.key, value, RULE, Rank.READER, _LIKELY, row.index)
    if not proposal.has("issued") and len(row.text) < 90 and not row.seen.is_prose:
        if date := parse_date(row.text.strip("() ."), "dmy"):
            proposal.read("issued", Found(date, *row.span), RULE, Rank.READER, _POSSIBLE, row.index)
        elif year := year_in(text, *row.span):
            proposal.read("issued", year, RULE, Rank.READER, _POSSIBLE, row.index)


def _run_of_names(first: Row, rows: Sequence[Row]) -> list[Found[list[Name]]]:
    """The names of a row and of the rows right below it, which go on with them."""
    run: list[Found[list[Name]]] = []
    last = first
    for row in rows:
        found = row.names
        if found is None or row.index < first.index or row.index > last.index + 1:
            continue
        goes_on = last.printed.rstrip().endswith((",", ";"))
        if row is first or (goes_on and row.in_names_slot is not False) or (row.is_names and len(run) == 1):
            run.append(found)
            last = row
    return run


_PLACE = (
    *("volume", "issue", "first_page", "last_page", "article_number"),
    *("container_title", "issued", "page_count", "publication_stage"),
)
_PIECE = re.compile(r"[\t\[\]()（）;|]|\s[-–—/·•]\s|,\s(?=\d{4})")


# `- Journal, 2009 - who shows it`, behind names
_SOURCE = re.compile(r"\s[-–]\s([^\n,]{3,100}),\s(?=(?:19|20)\d\d(?:\s[-–]|$))")


def _propose_beside(text: str, row: Row, proposal: Proposal) -> None:
    """What stands on the line of the names: pages, a year, a journal."""
    if row.names is None:
        return
    source = _SOURCE.search(text, row.names.end, row.seen.line.end)
    if source and not source.group(1).endswith(("…", "...")) and (found := read_text(text, *source.span(1))):
        proposal.read("container_title", found, RULE, Rank.READER, _LIKELY, row.index)
    for lo, hi in ((row.span[0], row.names.start), (row.names.end, row.seen.line.end)):
        if hi - lo < 3:
            continue
        if year := year_in(text, lo, hi):
            proposal.read("issued", year, RULE, Rank.READER, _LIKELY, row.index)
        for at, end in _pieces(text, lo, hi):
            part = Row(row.index, Features(Line(text[at:end], at, end, row.seen.line.number), row.seen.number), text)
            for name, found in part.place.items():
                if name in _PLACE and not proposal.has(name):
                    proposal.read(name, found, RULE, Rank.READER, _LIKELY, row.index)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *[n for cut in _PIECE.finditer(text, start, end) for n in cut.span()], end]
    spans = []
    for lo, hi in zip(edges[::2], edges[1::2], strict=True):
        while lo < hi and text[lo].isspace():
            lo += 1
        while hi > lo and text[hi - 1].isspace():
            hi -= 1
        if hi - lo >= 3:
            spans.append((lo, hi))
    return spans


def _propose_teaser(text: str, shown: Sequence[Row], title: Row | None, proposal: Proposal) -> None:
    """The running text of an entry: its abstract, whole or its beginning."""
    run: list[Row] = []
    names = next((row.index for row in shown if row.is_names), None)
    for row in shown:
        if row is title or row.is_names or row.is_place or row.whole.is_whole:
            if run:
                break
            continue
        label = row.seen.label
        prose = row.seen.is_prose or (len(row.text) >= _SHORTEST_TEASER and row.text.count(" ") > 8)
        prose = prose or (names is not None and row.index > names and _is_sentence(row.text))
        if (label is None or label.key == "abstract") and (prose or (run and len(row.text) > 50)):
            run.append(row)
        elif run:
            break
    if not run or (len(run) == 1 and len(run[0].text) < _SHORTEST_TEASER and not _is_sentence(run[0].text)):
        return
    start = run[0].span[0] + (run[0].seen.label.value_start if run[0].seen.label else 0)
    end = run[-1].span[1]
    if title is not None and run[0].index < title.index and len(shown) > 2:
        return
    if end - start <= _LONGEST_TEASER and (read := read_abstract(text, start, end)):
        proposal.propose(
            "abstract", read.value, [Evidence(RULE, read.start, read.end)], Rank.READER, _LIKELY, run[0].index
        )


def _is_sentence(text: str) -> bool:
    """Whether a row behind the names is a sentence: what a list says of a work in short."""
    return len(text) >= _SHORTEST_SENTENCE and text.count(" ") >= _WORDS and text.endswith((".", "…", "?", "!"))
