"""Where each entry of a reference list stands: numbered, bulleted, one a line, one a paragraph, wrapped, run on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractors.detectors.reference_authors import author_run
from extractors.detectors.reference_words import closes_list, is_buttons, without_buttons

Span = tuple[int, int]
Entry = tuple[int | None, int, int]

ORDINAL = re.compile(
    r"^[^\S\n]{0,20}(?:[•▪◦*·↵-][^\S\n]{0,4}\n?)?(?:\[(?P<square>\d{1,4})\]|\((?P<round>\d{1,4})\)|［(?P<wide>\d{1,4})］"
    r"|(?P<plain>\d{1,4})(?P<mark>[.)、.](?!\d)|[^\S\n]{2,4}(?=\S)|\t|[^\S\n]?(?=\n)))[^\S\n]{0,20}",
    re.MULTILINE,
)
_BULLET = re.compile(r"^[^\S\n]{0,20}[•▪◦●○■‣·*–—-][^\S\n]{1,4}(?=\S)", re.MULTILINE)
_INLINE = re.compile(r"(?:(?<=[\s.;])|^)(?:\[(?P<square>\d{1,3})\]|(?P<plain>\d{1,3})\.)[^\S\n]{0,2}(?=[^\W\d_a-z])")
_BLANK = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(
    r"(?<![\d./_-])(?:1[5-9]|20)\d\d(?!\d|[./_-]\d)"
    r"|\b(?:in press|forthcoming|n\.\s?d\.|s\.\s?f\.|o\.\s?J\.|в печати|印刷中|待刊)",
    re.IGNORECASE,
)
_NO_ENTRY = re.compile(
    r"©|copyright|all rights reserved|\bissn\b|terms (?:and|&|of)|privacy|cookie|powered by", re.IGNORECASE
)
_PLACE_ONLY = re.compile(r"\s*(?:vol(?:ume)?|issue|no|doi|https?|published|received|accepted|page|pp)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\[?(\d{1,3})[\].)]\s{0,3}")
_CLOSED = re.compile(r"(?:[.)\]。．;]|\d|https?://\S+|doi:?\s?\S+)\s*$")
_OPENS = re.compile(
    r"(?:[^\W\d_a-z][\w'’-]{1,30},? (?:[^\W\d_a-z]\.|[^\W\d_a-z]{1,3}[,.:]|[^\W\d_a-z][\w'’-]{1,20}[.,])"
    r"|[^\W\d_a-z][^.\n]{2,120}\((?:1[5-9]|20)\d\d[a-z]?\))"
)
_MAX_GAP = 20
_SHORTEST, _LONGEST = 24, 3000


def split_references(text: str, start: int = 0, end: int | None = None) -> list[Entry]:
    """Splits a list into its entries: (ordinal or None, start, end), the ordinal and its mark outside the span.

    Numbered lists (`1. …`, `[21] …`, `(3) …`, `• [21] …`, a number on a line of its own): one mark is used throughout,
    ordinals ascend, with gaps, and a number that starts a line inside an entry, such as a year, is no ordinal. An entry
    ends at the next ordinal, the last one at the first blank line, so what follows the list is left. Numbers that run
    on in one paragraph (`[1] … [2] … [3] …`) part entries too. Without numbers an entry is what follows a bullet, a
    paragraph, or a line where no blank lines part them; wrapped lines are joined. Link texts beside entries
    (`CrossRef`) are in none, and what follows the last entry with a year is left.
    """
    stop = len(text) if end is None else end
    marks = _ascending(ORDINAL.finditer(text, start, stop))
    if len(marks) > 1 or (marks and not text[start : marks[0][1]].strip()):
        if len(marks) == 1:
            marks = _inline(text, start, stop) or marks
        numbered = list(_trimmed(text, _numbered(text, marks, stop)))
        if any(like_entry(text, *span) for _, *span in numbered):
            return numbered
        return _unnumbered(text, numbered[-1][2], stop) or numbered if numbered else []  # behind a menu's numbers
    if marks := _inline(text, start, stop):
        return list(_trimmed(text, _numbered(text, marks, stop)))
    return _unnumbered(text, start, stop)


def _unnumbered(text: str, start: int, stop: int) -> list[Entry]:
    spans = _bulleted(text, start, stop) or _unmarked(text, start, stop)
    return list(_trimmed(text, ((None, *span) for span in _kept(text, spans))))


def like_entry(text: str, start: int, stop: int) -> bool:
    """Whether a stretch has the shape of an entry: a year, more than one part, and no imprint of a site."""
    if not _SHORTEST <= stop - start <= _LONGEST or not _YEAR.search(text, start, stop):
        return False
    parts = sum(text.count(mark, start, stop) for mark in ",.:;，。．：")
    return parts > 1 and not _NO_ENTRY.search(text, start, stop) and not _PLACE_ONLY.match(text, start, stop)


# --- numbers ---


def _numbered(text: str, marks: list[tuple[int, int, int]], stop: int) -> Iterator[Entry]:
    for index, (ordinal, _, body) in enumerate(marks):
        finish = marks[index + 1][1] if index + 1 < len(marks) else _last_end(text, body, stop)
        yield ordinal, body, finish


def _last_end(text: str, body: int, stop: int) -> int:
    while body < stop and text[body].isspace():
        body += 1
    blank = _BLANK.search(text, body, stop)
    stop = blank.start() if blank else stop
    for line in _LINE.finditer(text, body, stop):
        if line.start() > body and (closes_list(line[0]) or _NO_ENTRY.search(line[0])):
            return line.start()
    return stop


def _ascending(matches: Iterable[re.Match[str]]) -> list[tuple[int, int, int]]:
    """The ordinals of one list as (ordinal, start, body): one kind of mark, ascending, until they start again at 1.

    A number that leaves out its successor's turn, though the successor comes later, is a line of the entry above.
    """
    marks: list[tuple[int, int, int]] = []
    first_kind = None
    for match in matches:
        group = "plain" if match["plain"] else match.lastgroup or "plain"
        kind = group + (match["mark"] or "").strip()
        if int(match[group]) < 1000:
            first_kind = first_kind or kind
        last = marks[-1][0] if marks else 0
        if kind == first_kind and (int(match[group]) < 1000 or last > 900):  # a year opens many a line
            marks.append((int(match[group]), match.start(), match.end()))
    later = Counter(ordinal for ordinal, _, _ in marks)
    found: list[tuple[int, int, int]] = []
    for mark in marks:
        ordinal = mark[0]
        later[ordinal] -= 1
        if not found:
            found.append(mark)
            continue
        last = found[-1][0]
        if ordinal == 1:
            break
        if last < ordinal <= last + _MAX_GAP and not (ordinal > last + 1 and later[last + 1]):
            found.append(mark)
    return found


def _inline(text: str, start: int, stop: int) -> list[tuple[int, int, int]]:
    """Ordinals inside one paragraph that count up from 1, at least three; empty where none do."""
    found: list[tuple[int, int, int]] = []
    kind: str | None = None
    for match in _INLINE.finditer(text, start, stop):
        group = match.lastgroup or "plain"
        if int(match[group]) == len(found) + 1 and kind in (None, group):
            if not found and text[start : match.start()].strip():
                return []
            kind = group
            found.append((len(found) + 1, match.start(), match.end()))
    return found if len(found) > 2 else []


# --- without numbers ---


def _bulleted(text: str, start: int, stop: int) -> list[Span]:
    bullets = list(_BULLET.finditer(text, start, stop))
    if len(bullets) < 2 or text[start : bullets[0].start()].strip():
        return []
    ends = [bullet.start() for bullet in bullets[1:]] + [stop]
    spans = [(bullet.end(), finish) for bullet, finish in zip(bullets, ends, strict=True)]
    blank = _BLANK.search(text, *spans[-1])
    return [*spans[:-1], (spans[-1][0], blank.start() if blank else stop)]


def _unmarked(text: str, start: int, stop: int) -> list[Span]:
    paragraphs = _paragraphs(text, start, stop)
    spans: list[Span] = []
    for span in paragraphs:
        lines = [line.span() for line in _LINE.finditer(text, *span) if not is_buttons(line[0])]
        if not lines:
            continue
        if len(lines) == 1 or not _entry_a_line(text, lines, alone=len(paragraphs) == 1):
            spans += _joined(text, lines, whole=len(paragraphs) > 1 and not _wrapped_list(text, lines))
        else:
            spans += _with_wrapped(text, lines)
    return _merged(text, spans)


def _paragraphs(text: str, start: int, stop: int) -> list[Span]:
    spans, at = [], start
    for match in _BLANK.finditer(text, start, stop):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, stop))
    return [span for span in spans if text[slice(*span)].strip()]


def _entry_a_line(text: str, lines: list[Span], alone: bool) -> bool:
    """Whether most lines are entries by themselves: they have a year, and open as entries do."""
    dated = sum(_YEAR.search(text, *line) is not None for line in lines)
    opening = sum(_opens(text, line) for line in lines)
    if alone and dated == len(lines):
        return True
    return (
        dated * 5 >= len(lines) * 3 and (opening * 2 >= len(lines) or dated * 10 >= len(lines) * 9) and len(lines) > 1
    )


def _wrapped_list(text: str, lines: list[Span]) -> bool:
    return sum(_opens(text, line) for line in lines) > 2


def _joined(text: str, lines: list[Span], whole: bool) -> Iterator[Span]:
    """Wrapped lines, each entry beginning where the line above is closed and a name opens the next."""
    begin = lines[0][0]
    for above, line in pairwise(lines):
        if not whole and _CLOSED.search(text, *above) and _opens(text, line):
            yield begin, above[1]
            begin = line[0]
    yield begin, lines[-1][1]


def _with_wrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """Entries of a line each, a line that goes on with the one above joined to it."""
    begin, stop = lines[0]
    for line in lines[1:]:
        goes_on = not _YEAR.search(text, *line) and not _opens(text, line) and not _CLOSED.search(text, begin, stop)
        if not goes_on:
            yield begin, stop
            begin = line[0]
        stop = line[1]
    yield begin, stop


def _opens(text: str, line: Span) -> bool:
    at = line[0]
    while at < line[1] and text[at].isspace():
        at += 1
    return _OPENS.match(text, at, line[1]) is not None or author_run(text, at, line[1]) is not None


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """Joins `Authors: Title.` to the paragraph below that says where and when (BioMed Central)."""
    merged: list[Span] = []
    for span in spans:
        if merged and not _YEAR.search(text, *merged[-1]) and _YEAR.search(text, *span):
            above = text[slice(*merged[-1])].strip()
            if len(above) > 30 and above.endswith((".", "?", "!")) and not _opens(text, span):
                merged[-1] = (merged[-1][0], span[1])
                continue
        merged.append(span)
    return merged


def _kept(text: str, spans: list[Span]) -> list[Span]:
    """From the first to the last stretch that is like an entry, up to a heading of something else."""
    likely = [like_entry(text, *span) for span in spans]
    last = max((index for index, like in enumerate(likely) if like), default=-1)
    kept: list[Span] = []
    for index, span in enumerate(spans[: last + 1]):
        if kept and closes_list(text[slice(*span)].strip()):
            break
        short = span[1] - span[0] < 40
        if likely[index] or (kept and not short and not _NO_ENTRY.search(text, *span)):
            kept.append(span)
    return kept if sum(likely) * 2 >= len(kept) else []


def _trimmed(text: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    for ordinal, start, stop in entries:
        start, stop = _trim(text, start, stop)
        again = _AGAIN.match(text, start, stop)
        if ordinal and again and int(again[1]) == ordinal:  # "1" on a line of its own above "1. Roe"
            start = again.end()
        last = text.rfind("\n", start, stop) + 1
        if ordinal and last > start and text[last:stop].strip() == str(ordinal + 1):  # the next one's, before its mark
            stop = last
        stop = without_buttons(text, start, stop)
        start, stop = _trim(text, start, stop)
        if start < stop and not (ordinal is None and is_buttons(text[start:stop])):
            yield ordinal, start, stop


def _trim(text: str, start: int, stop: int) -> Span:
    while start < stop and (text[start].isspace() or text[start] in "↵^"):
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop
