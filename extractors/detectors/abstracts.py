"""Abstracts: their labelled sections, whether they were cut off, and whether a teaser repeats one.

Labels and categories are those of `section_labels`; where and how labels are printed is read by `abstract_labels`.

When labels are a structure: an abstract has one style of printing its labels, the one most of them share. It is
structured where its first words are a label in that style, or where two labels of different categories stand in it at
the starts of sentences. One label later in a running text is none: authors do write `Results: none.` A label printed
bare (`Background Patients …`) is an ordinary sentence to the eye, so that style asks for more. Ordinary nouns that are
labels elsewhere (`Patients`, `Setting`) count only beside certain labels, printed like them, and in an order a paper
can have (methods are not told after results). A label outside the table is kept, without category, where it is printed
like its siblings and can be nothing else.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache

from extractors.detectors.abstract_labels import STYLES, Mark, Slot, heading, marks, place, slots
from extractors.detectors.broken_words import mend_broken_words
from extractors.detectors.section_labels import Label, lookup
from extractors.found import AbstractSection

_RANK = {"BACKGROUND": 0, "OBJECTIVE": 0, "METHODS": 1, "RESULTS": 2, "CONCLUSIONS": 3}
# What stands anywhere in an abstract, though its category has a place.
_ANYWHERE = re.compile(r"(?i:regist|ethic|fund|sponsor|trial|prospero|level|conflict)")
_SENTENCE_END = (".", "!", "?", "…", "。", ")", "”", '"', "»", ":", "：")

# A label the table does not know. It opens with a capital and is short; a sentence has a verb or a pronoun.
_CAPITAL_NEXT = r"\s{0,9}(?:[^\w.!?;]|\d|\.(?=\d)){0,9}[^\W\d_a-z]"  # in the label's own sentence
_UNKNOWN = {
    "bracket": re.compile(
        r"[\[【〔［〖＜〈]\s?(?P<label>[^\W\d_][^\[\]【】〔〕\n:：.。\d{}]{1,40})[\]】〕］〗＞〉]\s?[:：]?(?="
        + _CAPITAL_NEXT
        + ")"
    ),
    "colon": re.compile(r"(?P<label>[^\W\d_][^\n:：.。;；!()\[\]]{2,60}?)[^\S\n]?[:：](?=\s" + _CAPITAL_NEXT + ")"),
    "line": re.compile(r"(?P<label>[^\W\d_][^\n:：.。;；!]{2,60}?)[^\S\n]{0,9}[:：]?(?=\r?\n" + _CAPITAL_NEXT + ")"),
    "upper": re.compile(r"(?P<label>[^\W\d_a-z][^\n:.;a-z]{5,60}?)(?=[^\S\n]{2}\s{0,9}\S)"),
}
_PROSE_WORDS = (
    "a am an are as at be been by can did do does for found had has have here however if in include included includes "
    "including is it its may note of on our shows suggest than that the their then there these they this those to was "
    "we were when which will with you doi copyright"
)
_PROSE = frozenset(_PROSE_WORDS.split())
_KEYWORDS = re.compile(
    r"(?i:key[ -]?words?|index terms|mots|palabras|palavras|schl|ключ|анахтар|anahtar|kata|关键|關鍵|キー)"
)
_BETWEEN_WORDS = re.compile(r"[\s/]+")
_MOST_UNKNOWN_WORDS = 6
_LONGEST_LINE = 80  # of a label on its own
_SHORTEST_CAPITALS = 6  # less may be an abbreviation: `PFS: 7.3 months`

_ELLIPSIS_END = re.compile(r"(?:…|\.\s?\.\s?\.)[\])}”\"'’»\s]*\Z")
_NOT_TEXT = re.compile(r"[\W_]+")
_ASCII_NOT_TEXT = {code: None for code in range(128) if not chr(code).isalnum()}
_TELLING = 6  # letters that a text shares with what it repeats
_SHORTEST_TEASER = 12  # letters; less is the beginning of too many texts
_LONGEST_LABELS = 2000


def split_abstract(
    text: str, start: int = 0, end: int | None = None, style: str | None = None
) -> list[AbstractSection]:
    """The sections of the abstract that is `text[start:end]`, in order; spans are offsets into `text`.

    An unstructured abstract is one section whose label is None; text before the first label is such a section too; an
    empty or blank text has none. A heading of the whole (`Abstract:`) belongs to no section. `label` is as printed,
    without enumerator, brackets, colon or full stop; the label's span takes these in. A label without text (the page
    was cut off) has an empty text. `style`, one of `abstract_labels.STYLES`, restricts the labels to those printed so.
    """
    whole = text[start:end]
    base, certain = heading(whole)
    chosen = _labels(whole, base, style) if base else []
    if base and not (chosen and chosen[0].first):
        headed = _labels(whole, 0, style)
        if headed and headed[0].first and len(headed) > 1:
            base, chosen = 0, headed
        elif not certain and not chosen:
            base = 0
    elif not base:
        chosen = _labels(whole, 0, style)
    return _sections(whole, base, chosen, start, text)


def _sections(whole: str, base: int, chosen: list[Mark], offset: int, page: str) -> list[AbstractSection]:
    sections = []
    bounds = [base, *(mark.start for mark in chosen), len(whole)]
    if lead := _section(whole, base, bounds[1], offset, None, page):
        sections.append(lead)
    for mark, stop in zip(chosen, bounds[2:], strict=True):
        section = _section(whole, mark.end, stop, offset, mark, page)
        if section:
            sections.append(section)
    return sections


def _section(whole: str, first: int, stop: int, offset: int, mark: Mark | None, page: str) -> AbstractSection | None:
    raw = whole[first:stop]
    body = raw.strip()
    if not body and mark is None:
        return None
    begin = offset + (first + len(raw) - len(raw.lstrip()) if body else first)
    folded = " ".join(mend_broken_words(body, page).split())
    if mark is None:
        return AbstractSection(None, None, folded, begin, begin + len(body), begin, begin)
    return AbstractSection(
        label=mark.label,
        category=mark.entry.category,
        text=folded,
        start=begin,
        end=begin + len(body),
        label_start=offset + mark.start,
        label_end=offset + mark.end,
    )


def _labels(whole: str, base: int, style: str | None) -> list[Mark]:
    """The marks that are labels: those of the best style, the doubtful among them judged, unknown siblings added."""
    places = slots(whole, base)
    found = marks(whole, places)
    if not found:
        return []
    best: list[Mark] = []
    for candidate in (style,) if style else STYLES:
        group = [mark for mark in found if _is_of(whole, mark, candidate)]
        if group and len(group) > len(best) and _is_structure(whole, group, candidate):
            best, chosen_style = group, candidate
    if not best or (len(best) == 1 and not whole[best[0].end :].strip() and not whole[: best[0].start].strip()):
        return []
    kept = _judge(best, chosen_style)
    return _with_unknown(whole, places, kept, chosen_style)


def _is_of(whole: str, mark: Mark, style: str) -> bool:
    if style == "line":
        colon = mark.style == "colon" and whole[mark.end : mark.end + 2].strip(" \r").startswith("\n")
        ends_line = mark.style == "line" or colon
        return ends_line and (mark.at_line or mark.tight) and _opens_paragraph(whole, mark)
    if style == "bare":
        return mark.style == "bare" and not mark.lost_stop
    if style == "glue":
        return mark.style == "glue" or (mark.style in ("low", "line") and mark.tight)
    return mark.style == style


def _opens_paragraph(whole: str, mark: Mark) -> bool:
    """Whether a label on its own line is no line of a hard-wrapped sentence."""
    before = whole[max(0, mark.start - _LONGEST_LINE) : mark.start].rstrip(" \t\r•*#")
    after = whole[mark.end : mark.end + _LONGEST_LINE].lstrip()[:1]
    last = before.rstrip()
    ends = not last or before[len(last) :].count("\n") > 1 or last.endswith(_SENTENCE_END)
    follows_label = lookup(last.rpartition("\n")[2].strip(" \t\r•*#:")) is not None
    return mark.first or ((ends or follows_label) and not after.islower())


def _is_structure(whole: str, group: list[Mark], style: str) -> bool:
    certain = [mark for mark in group if mark.entry.core and not mark.lost_stop and mark.style != "low"]
    kinds = {mark.entry.category for mark in certain}
    opens = group[0].first
    if not certain:
        return False
    if style in ("bare", "han"):
        return (
            len(kinds) >= (2 if style == "bare" and opens else 3) and _in_order(certain) and (opens or style == "bare")
        )
    if style == "line":
        return True
    if style == "upper" and len(group) == 1 and whole[group[0].end : group[0].end + 1].islower():
        return False
    if opens:
        return certain[0] is group[0] or len(certain) > 1 or style in ("colon", "bracket")
    return len(kinds) > 1 and _in_order(certain)


def _in_order(group: list[Mark]) -> bool:
    """Whether the labels follow the order of a paper. The first may stand before its place: `Clinical relevance`."""
    ranks = [rank for mark in group if (rank := _rank(mark)) is not None]
    rest = ranks[1:] if group[0].first and len(ranks) > 2 else ranks
    return rest == sorted(rest)


def _rank(mark: Mark) -> int | None:
    return None if _stands_anywhere(mark.label) else _RANK.get(mark.entry.category or "")


@lru_cache(maxsize=1024)
def _stands_anywhere(label: str) -> bool:
    return _ANYWHERE.search(label) is not None


def _judge(group: list[Mark], style: str) -> list[Mark]:
    """Drops marks that are no labels here: ordinary nouns out of place, or printed unlike the certain labels."""
    certain = [mark for mark in group if mark.entry.core]
    capitals = sum(mark.label.isupper() for mark in certain) * 2 > len(certain)
    by_line = len(certain) > 1 and all(mark.at_line for mark in certain)
    kept: list[Mark] = []
    seen: set[str] = set()
    reached = -1
    for mark, following in zip(group, _next_ranks(group), strict=True):
        rank = _rank(mark)
        if not mark.entry.core or mark.lost_stop or mark.style == "low":
            in_order = rank is None or reached <= rank <= following or (by_line and mark.at_line)
            alike = mark.label.isupper() == capitals and (mark.at_line or not by_line)
            if not (in_order and alike) or mark.label in seen:
                continue
        kept.append(mark)
        seen.add(mark.label)
        if rank is not None:
            reached = max(reached, rank)
    return kept


def _next_ranks(group: list[Mark]) -> list[int]:
    """For each mark, the rank of the next certain label, or a rank above all."""
    ranks, following = [], len(_RANK)
    for mark in reversed(group):
        ranks.append(following)
        if mark.entry.core and (rank := _rank(mark)) is not None:
            following = rank
    return ranks[::-1]


def _with_unknown(whole: str, places: list[Slot], kept: list[Mark], style: str) -> list[Mark]:
    pattern = _UNKNOWN.get(style)
    if pattern is None or sum(mark.entry.core for mark in kept) < 2:
        return kept
    capitals = all(mark.label.isupper() for mark in kept)
    by_line = all(mark.at_line for mark in kept)
    starts = [mark.start for mark in kept]
    known = set(starts)
    gaps: dict[int, list[Mark]] = {}
    for mark in _unknown(whole, [slot for slot in places if slot.outer not in known], pattern, style):
        gap = bisect(starts, mark.start)
        free = (gap == 0 or kept[gap - 1].end <= mark.start) and (gap == len(kept) or mark.end <= kept[gap].start)
        if free and (mark.at_line or not by_line) and mark.label.isupper() == capitals:
            gaps.setdefault(gap, []).append(mark)
    # In running text, several unknown labels between two known ones are a list of themes.
    plain = not (style in ("bracket", "line") or capitals or by_line)
    added = [mark for group in gaps.values() if len(group) == 1 or not plain for mark in group]
    return sorted([*kept, *added], key=lambda mark: mark.start)


def _unknown(whole: str, places: list[Slot], pattern: re.Pattern[str], style: str) -> Iterator[Mark]:
    stop = 0
    for slot in places:
        found = pattern.match(whole, slot.inner) if slot.inner >= stop and not slot.lost_stop else None
        if not found or not _may_be_label(found["label"]):
            continue
        mark = place(whole, slot, found.end(), found["label"], style, Label(None, False))
        if style != "line" or (mark.at_line and _opens_paragraph(whole, mark)):
            stop = found.end()
            yield mark


def _may_be_label(label: str) -> bool:
    words = _BETWEEN_WORDS.split(label.casefold())
    abbreviation = label.isupper() and len(label) < _SHORTEST_CAPITALS and label.isascii()
    return (
        len(words) <= _MOST_UNKNOWN_WORDS
        and _PROSE.isdisjoint(words)
        and not label[0].islower()
        and not abbreviation
        and not _KEYWORDS.match(label)
        and not words[-1].endswith("ed")  # `Three groups emerged: …`
        and lookup(" ".join(label.split())) is None
    )


def is_truncated(text: str) -> bool:
    """Whether `text` ends in an ellipsis (`…`, `...`, `. . .`, `[…]`): the page shows only its beginning."""
    return _ELLIPSIS_END.search(text[-40:].rstrip()) is not None


def is_teaser_of(teaser: str, full: str) -> bool:
    """Whether `teaser` repeats the beginning of `full`: cut off anywhere with an ellipsis, or as a whole paragraph.

    White space, punctuation and the labels of sections are not compared: search results (Emerald, VuFind) lose them.
    """
    cut = is_truncated(teaser)
    teaser = _ELLIPSIS_END.sub("", teaser.rstrip()) if cut else teaser
    shown = _letters(teaser)
    if len(shown) < (_SHORTEST_TEASER if cut else 1):
        return False
    beginning = full[: 4 * len(teaser) + _LONGEST_LABELS]
    whole = _letters(beginning)
    if cut:
        return whole.startswith(shown) or _begins_without_labels(teaser, shown, beginning, whole)
    if shown[:_TELLING] not in whole:
        return False
    sections = split_abstract(beginning)
    firsts = (full.strip().partition("\n")[0], *(section.text for section in sections[:1]))
    if any(shown == _letters(text) for text in firsts):
        return True
    return len(beginning) == len(full) and shown in (whole, _letters(_texts(sections)))


def _begins_without_labels(teaser: str, shown: str, beginning: str, whole: str) -> bool:
    """Whether a teaser repeats the beginning where the one, the other or both have lost the labels of sections."""
    unlabelled = _letters(_texts(split_abstract(beginning)))
    if unlabelled.startswith(shown):
        return True
    form = _letters(_texts(split_abstract(teaser)))
    return form != "" and (whole.startswith(form) or unlabelled.startswith(form))


def _texts(sections: list[AbstractSection]) -> str:
    return " ".join(section.text for section in sections)


def _letters(text: str) -> str:
    if text.isascii():
        return text.translate(_ASCII_NOT_TEXT)
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text))


def render_abstract(sections: list[AbstractSection]) -> str:
    """An abstract to compare with: an unstructured one as it is, otherwise one line a section, `Label: text`."""
    return "\n".join(
        section.text if section.label is None else _line(section.label, section.text) for section in sections
    )


def _line(label: str, text: str) -> str:
    return f"{label}{'' if label.endswith('?') else ':'} {text}".rstrip()
