"""What the entries of a list agree on: each prints its title, and its names, where most others print theirs.

In HTML that place is the shape of an element, in text how far the row stands from the first of the entry and from its
title. What stands there is read as such, though alone it looks like something else; what stands elsewhere is not.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from extractors.reader.lists.entries import title_row
from extractors.reader.lists.repetition import wholes_of
from extractors.reader.lists.rows import Row

Entry = Sequence[Row]

_MOST = 0.6  # of the entries: the place of their titles
_USUAL = 0.4  # of the entries: the place of their names
_FAINT = 0.05  # likeness to names of what stands right, in entries outside of the list's sure part
_FEWEST = 3  # entries that can agree


def agree(entries: Sequence[Entry], alike: slice) -> None:
    """Marks the rows that stand where titles and names do, in all entries by what those of `alike` agree on."""
    for entry in entries:
        for row in entry:
            row.forget()
    read = [shown for entry in entries[alike] if (shown := _shown(entry)) and not wholes_of(shown)]
    if len(read) < min(_FEWEST, len(entries[alike])):
        return
    titles = [title_row(shown) for shown in read]
    every = [shown for entry in entries if (shown := _shown(entry)) and not wholes_of(shown)]
    if not _agree_on_slot(entries, titles, _take_for_title, _MOST):
        _agree_on_place(read, titles, every)
    titles = [title_row(shown) for shown in read]
    names = [_names(shown) for shown in read]
    if not _agree_on_slot(entries, names, _take_for_names, _USUAL):
        _agree_on_distance(read, titles, names, every)


def _names(shown: Sequence[Row]) -> Row | None:
    return next((row for row in shown if row.is_names), None)


def _shown(entry: Entry) -> list[Row]:
    return [row for row in entry if row.text and not row.frequent]


def _agree_on_slot(
    entries: Sequence[Entry], found: Sequence[Row | None], take: Callable[[Row, bool], None], least: float
) -> bool:
    """Whether most rows that were found stand in elements of one shape that entries have once; marks all of them."""
    slots = Counter(row.slot for row in found if row is not None and row.slot)
    if not slots:
        return False
    slot, count = slots.most_common(1)[0]
    rows = [[row for row in entry if row.slot == slot and row.text] for entry in entries]
    once = sum(len(each) == 1 for each in rows)
    if count < least * len(found) or once < _MOST * sum(map(bool, rows)):
        return False
    for entry in entries:
        for row in entry:
            take(row, row.slot == slot)
    return True


def _take_for_title(row: Row, stands_there: bool) -> None:
    row.in_title_slot = stands_there
    if stands_there:
        row.frequent = False


def _take_for_names(row: Row, stands_there: bool) -> None:
    if not stands_there or row.in_title_slot:
        row.in_names_slot = False
    elif row.is_names or (not row.is_place and not row.dois and row.take_for_names()):
        row.in_names_slot = True


def _agree_on_place(
    read: Sequence[Sequence[Row]], titles: Sequence[Row | None], every: Sequence[Sequence[Row]]
) -> None:
    """Marks titles by the number of rows before them in the entry."""
    places = Counter(shown.index(row) for shown, row in zip(read, titles, strict=True) if row is not None)
    place, count = places.most_common(1)[0] if places else (0, 0)
    if count < _MOST * len(read):
        return
    named = sum(_names(shown) is not None for shown in read) >= _MOST * len(read)
    for shown in every:
        if len(shown) <= place or (row := shown[place]) is title_row(shown) or (named and _names(shown) is None):
            continue
        doubtful = row.is_names and place + 1 < len(shown) and shown[place + 1].is_names
        if doubtful or not (row.is_place or row.is_names or row.dois or row.seen.is_prose):
            row.in_title_slot = True
            row.in_names_slot = False


def _agree_on_distance(
    read: Sequence[Sequence[Row]],
    titles: Sequence[Row | None],
    names: Sequence[Row | None],
    every: Sequence[Sequence[Row]],
) -> None:
    """Marks names by how many rows they stand behind the title, or before it."""
    far = [
        shown.index(who) - shown.index(title) if who is not None and title is not None else 0
        for shown, title, who in zip(read, titles, names, strict=True)
    ]
    distances = Counter(filter(None, far))
    distance, count = distances.most_common(1)[0] if distances else (0, 0)
    if count < _USUAL * len(read):
        return
    inside = {id(shown[0]) for shown in read}
    for shown in every:
        title = title_row(shown)
        at = shown.index(title) + distance if title is not None and _names(shown) is None else -1
        if 0 <= at < len(shown):
            row = shown[at]
            if row.seen.names < _FAINT and id(shown[0]) not in inside:
                continue
            if not (row.is_place or row.dois or row.seen.is_prose or row.whole.is_whole) and row.seen.label is None:
                row.take_for_names()
