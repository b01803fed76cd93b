"""Where the entries of a list begin: every pattern that recurs on the page is tried, the one that parts the works best
holds.

A pattern is a set of rows that entries may begin with: rows of one element shape (HTML), numbered rows, rows below a
blank line, rows at or behind a line that recurs, rows above or below names, rows that are whole citations. It is
judged by what its entries hold: each should tell what, who and where of one work, and of one only (Liu, Grossman and
Zhai: Mining data records in Web pages, 2003, with evidence of works in place of similar strings).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extractors.page import Page
from extractors.reader.lists.cells import shape
from extractors.reader.lists.rows import Row

_MOST_PATTERNS = 24
_MOST_ANCESTORS = 60
_FEWEST = 2
_BEST = 5  # patterns that are looked at twice
_BOUNDED = 1.05  # elements and numbers are surer bounds than blank lines
_NEAR = 3  # rows from a title to its names
_LONGEST_ENTRY = 40  # rows
_ALIKE = 4  # entries that can be alike
_MOST_TELL, _UNLIKE = 0.7, 0.5  # share of the entries that tell something; what it costs not to tell it
_NOTHING = 0.6  # judgement of rows that any page might show


@dataclass(slots=True)
class Pattern:
    """A set of rows that entries begin with, and where the last of them ends."""

    starts: list[int]
    kind: str
    score: float = 0.0
    ends: dict[int, int] | None = None  # by the first row, the row behind the last of its element

    run: tuple[int, int] = (0, 0)  # the entries that are the list: the first, and the one behind the last

    def find_run(self, rows: Sequence[Row]) -> None:
        """Finds the run of entries that tell most: what stands above and below it is no part of the list."""
        judged = [judge(rows[start:stop]) - _NOTHING for start, stop in self.bounds(rows)]
        self.score, self.run = _best_run(judged)
        if self.run[1] - self.run[0] >= _ALIKE:
            told = [tells(rows[start:stop]) for start, stop in self.bounds(rows)]
            counts = Counter(what for each in told[slice(*self.run)] for what in each)
            usual = {what for what, count in counts.items() if count >= _MOST_TELL * (self.run[1] - self.run[0])}
            gains = [
                gain - _UNLIKE * (n if (n := len(usual - each)) > 1 else 0)
                for gain, each in zip(judged, told, strict=True)
            ]
            self.score, self.run = _best_run(gains)
        if self.ends or self.kind == "numbers":
            self.score *= _BOUNDED

    def entries(self, rows: Sequence[Row]) -> list[tuple[int, int]]:
        """The entries of the list, as ranges of rows."""
        return self.bounds(rows)[slice(*self.run)]

    def bounds(self, rows: Sequence[Row]) -> list[tuple[int, int]]:
        """All that the pattern parts, as ranges of rows. The last is no longer than most others are."""
        found = []
        for start, after in zip(self.starts, [*self.starts[1:], len(rows)], strict=True):
            stop = min(after, start + _LONGEST_ENTRY)
            if self.ends and start in self.ends:
                stop = min(stop, max(self.ends[start], start + 1))
            found.append((start, stop))
        if len(found) > 1 and not (self.ends and self.starts[-1] in self.ends):
            usual = sorted(stop - start for start, stop in found[:-1])[-1 - (len(found) - 1) // 10]
            start, stop = found[-1]
            found[-1] = start, min(stop, start + usual)
        return found


def find_patterns(page: Page, rows: Sequence[Row]) -> list[Pattern]:
    """The patterns that part the rows of a page into works best, the best first; none where none does."""
    tried: set[tuple[int, ...]] = set()
    found: list[Pattern] = []
    for pattern in _patterns(page, rows):
        mark = (*pattern.starts, -1) if pattern.ends else tuple(pattern.starts)
        if len(pattern.starts) < _FEWEST or mark in tried:
            continue
        tried.add(mark)
        pattern.find_run(rows)
        if pattern.score > 0:
            found.append(pattern)
    found.sort(key=lambda pattern: -pattern.score)
    return found[:_BEST]


def _best_run(gains: Sequence[float]) -> tuple[float, tuple[int, int]]:
    """The run of entries whose gains are highest together (Kadane's algorithm), and their sum."""
    score, run, total, first = 0.0, (0, 0), 0.0, 0
    for n, gain in enumerate(gains):
        if total <= 0:
            total, first = 0.0, n
        total += gain
        if total > score:
            score, run = total, (first, n + 1)
    return score, run


def tells(entry: Sequence[Row]) -> set[str]:
    """The kinds of things an entry tells: what nearly all tell, the head of the list does not."""
    shown = [row for row in entry if row.text and not row.frequent]
    told = set()
    if any(row.is_names or row.whole.is_whole for row in shown):
        told.add("names")
    if any(row.is_title or row.whole.is_whole for row in shown):
        told.add("title")
    if any(row.is_place or "first_page" in row.whole.found for row in shown):
        told.add("place")
    if any(row.dois for row in entry):
        told.add("doi")
    return told


def judge(entry: Sequence[Row]) -> float:
    """How much rows look like one work: below 0 where they hold several."""
    shown = [row for row in entry if row.text and not row.frequent]
    if not shown:
        return 0.0
    wholes = wholes_of(shown)
    dois = {item.value for row in entry for item in row.dois}
    if len(dois) > 1 or len(wholes) > 1:
        return -float(max(len(dois), len(wholes)))
    names = [row for row in shown if row.is_names and row not in wholes and not row.whole.behind]
    groups = sum(not n or row.index > names[n - 1].index + 2 for n, row in enumerate(names))
    places = [row for row in shown if row.is_place and row not in wholes]
    told = {
        (r.place["volume"].value if "volume" in r.place else None, r.place["first_page"].value)
        for r in places
        if "first_page" in r.place
    }
    if groups > 1 or len(told) > 1:
        return -1.0 * max(groups, len(told)) + 0.5
    titles = [row for row in shown if row.is_title and row not in names]
    places += [row for row in titles if row.headed.is_title]
    score = 0.0
    if wholes:
        score = 1.2
    elif titles:
        score = 0.5 if shown[0] is titles[0] else 0.45 if shown[0] in names else 0.4
        if names and not any(abs(row.index - name.index) <= _NEAR for row in titles for name in names):
            score -= 0.4
    elif not names or not (places or dois):
        return 0.1 if names or places or dois else -0.05
    score += 0.5 * bool(names) + 0.4 * bool(places) + 0.3 * bool(dois)
    if len(titles) > 1 and not wholes:
        score -= 0.05 * min(len(titles) - 1, 4)
    if shown[0].seen.is_prose and not wholes:
        score -= 0.3
    if titles and shown[0] not in titles and (shown[0].dois or shown[0] in places):
        score -= 0.2  # a DOI stands behind what it is of, and mostly a place
    return score


def wholes_of(shown: Sequence[Row]) -> list[Row]:
    """The rows that tell a whole work each; brackets hold its names only where no other row does."""
    wholes = [row for row in shown if row.whole.is_whole]
    names = [row for row in shown if row.is_names and not row.whole.is_whole]
    if names and any(row.whole.behind for row in wholes):
        return [row for row in wholes if not row.whole.behind]
    return wholes


def _patterns(page: Page, rows: Sequence[Row]) -> Iterator[Pattern]:
    if page.rendered is not None:
        yield from _by_elements(page, rows)
    numbered = _counting(rows)
    yield Pattern(numbered, "numbers")
    yield Pattern([row.index for row in rows if row.spaced or not row.index], "blank lines")
    yield Pattern([row.index for row in rows if row.whole.is_whole], "citations")
    frequent = Counter(row.key for row in rows if row.frequent)
    for key, _ in frequent.most_common(_MOST_PATTERNS):
        at = [row.index for row in rows if row.key == key]
        all_ = set(at)
        yield Pattern([n for n in at if n - 1 not in all_], "at a line that recurs")
        yield Pattern(_behind(rows, at), "behind a line that recurs")
    yield Pattern(_above(rows, [row.index for row in rows if row.is_names]), "above names")
    yield Pattern(_firsts(rows, lambda row: row.is_names), "names")
    yield Pattern(_firsts(rows, lambda row: row.is_title and not row.seen.is_prose), "titles")
    yield Pattern(_behind(rows, [row.index for row in rows if row.dois]), "behind DOIs")
    yield Pattern(_behind(rows, [row.index for row in rows if row.is_place]), "behind places")
    yield Pattern(_firsts(rows, lambda row: row.spaced and (row.is_title or row.is_names)), "spaced titles")


def _firsts(rows: Sequence[Row], holds: Callable[[Row], bool]) -> list[int]:
    found = [row.index for row in rows if row.text and holds(row)]
    kept = set(found)
    return [n for n in found if n - 1 not in kept]


def _behind(rows: Sequence[Row], at: Sequence[int]) -> list[int]:
    """The first rows behind these that are no buttons."""
    found: list[int] = []
    n = 0
    for before in at:
        n = max(n, before + 1)  # what was passed over once is not looked at again
        while n < len(rows) and (rows[n].frequent or not rows[n].text):
            n += 1
        if n < len(rows) and (not found or n > found[-1]):
            found.append(n)
    first = at[0] if at else 0
    while first > 0 and at[0] - first < 8 and not rows[first].is_title:
        first -= 1
    return [first, *found] if at and (not found or first < found[0]) else found


def _above(rows: Sequence[Row], names: Sequence[int]) -> list[int]:
    """The rows right above names, up to where the title begins."""
    found = []
    for n in names:
        at = n - 1
        while at >= 0 and n - at <= 2 and not rows[at].text:
            at -= 1
        if at >= 0 and not rows[at].is_names and not rows[at].is_place:
            if at > 0 and rows[at].text[:1].islower() and rows[at - 1].is_title and not rows[at].spaced:
                at -= 1
            found.append(at)
    return found


def _counting(rows: Sequence[Row]) -> list[int]:
    """The longest run of rows whose numbers count up or down by one."""
    best: list[int] = []
    for step in (1, -1):
        runs: dict[int, list[int]] = {}  # by the number that would go on with it
        for row in rows:
            if row.number is not None:
                run = runs.pop(row.number, [])
                if run and row.index - run[-1] > _LONGEST_ENTRY:
                    run = []
                run.append(row.index)
                runs[row.number + step] = run
                if len(run) > len(best):
                    best = run
    return list(best) if len(best) >= 3 else []


def _by_elements(page: Page, rows: Sequence[Row]) -> Iterator[Pattern]:
    """Rows that open elements of one shape: tag, class and the tags above."""
    rendered = page.rendered
    assert rendered is not None
    shapes: dict[str, list[int]] = defaultdict(list)
    last: dict[str, dict[int, int]] = defaultdict(dict)
    open_: list[tuple[etree._Element, str, int]] = []
    for row in rows:
        element = row.element
        chain: list[etree._Element] = []
        while element is not None and len(chain) < _MOST_ANCESTORS:
            chain.append(element)
            element = element.getparent()
        chain.reverse()
        same = 0
        while same < min(len(chain), len(open_)) and chain[same] is open_[same][0]:
            same += 1
        for _, path, first in open_[same:]:
            last[path][first] = row.index
        del open_[same:]
        for depth, element in enumerate(chain[same:], same):
            path = "/".join((*[_name(above) for above in chain[max(depth - 3, 0) : depth]], shape(element)))
            shapes[path].append(row.index)
            open_.append((element, path, row.index))
    for _, path, first in open_:
        last[path][first] = len(rows)
    known = sorted(shapes.items(), key=lambda item: -len(item[1]))
    seen: set[tuple[int, ...]] = set()
    patterns = []
    for path, at in known:
        starts = sorted(set(at))
        if len(starts) < _FEWEST or tuple(starts) in seen:
            continue
        seen.add(tuple(starts))
        whole = sum(last[path][n] - n for n in starts)
        patterns.append((whole, Pattern(starts, path, ends=last[path])))
        patterns.append((whole, Pattern(starts, path)))
    patterns.sort(key=lambda item: -item[0])
    yield from (pattern for _, pattern in patterns[: 2 * _MOST_PATTERNS])


def _name(element: etree._Element) -> str:
    return str(element.tag)
