"""The labels and headings that scholarly pages print, in one table for text and HTML (`labels.tsv`).

A label is read where it opens a line: alone, before a colon, a bar, a dash or two blanks, or glued to a value whose
script, case or digit shows the seam. Case, white space and hyphens do not count; labels of ideographs or capitals may
be spaced out (`摘 要`, `D O I`), capitals may have lost their accents (`RESUME`). A language's code in brackets may
follow (`Title [en]`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

_OPENERS = re.compile(r"(?:[\s|*•·▪◦●■◆★▶►▼▲▸▾›»–—#\ufeff-]|\d{1,2}[.)、]\s|\*\*|[【〔\[［〖＜〈「《])++")
_OPENING = frozenset("|*•·▪◦●■◆★▶►▼▲▸▾›»–—#-\ufeff0123456789【〔[［〖＜〈「《 \t\u3000IVXivx壹贰一二三")
# A chapter's number, which headings of the work's own text have: `1 Introduction`, `II. METHODS`, `一、引言`.
_CHAPTER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?\.?|[IVX]{1,4}[.、]?|[一二三四壹贰貳叁參]、)[\s\u3000]{0,3}(?=\D)")
_NUMBERED = frozenset(("body", "references", "stop"))
_CLOSERS = " \t\u00a0\u3000:：.．*|】〕]］〗＞〉」》–—-▼▲▸▾›»+↓↑#;；"
# What parts a label from its value: a mark, two blanks, a full stop before a sentence, one blank behind capitals or
# ideographs.
_PART = re.compile(
    r"\s?(?:[\[(（](?:[A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?|[A-Z][a-z]{4,10})[\])）])?\s?[】〕\]］〗＞〉」》]?\s?(?:\*\*)?\s?"
    r"(?:[:：︰|\t]|\s[–—-]\s|[—–]|\.\s?[—–-]\s?|-(?=[A-Z])|\.(?=[A-ZÀ-ÞА-Я][^\W_])|\.\s(?=[^\W_]|[\"“«(])"
    r"|[ \t\u00a0\u3000]{2,}|\u3000|(?<=[】〕\]］〗＞〉」》])|(?<=[\u3040-\u9fff]) (?=[^\W\d_])"
    r"|(?<=[A-ZÀ-Þ]{4}) (?=\S))"
    r"(?:\*\*)?[\s:：|]*"
)
# The value begins without any of these: `Volume32`, `AbstractWe`, `DOI10.1000/x`, `摘要本文`.
_SEAM = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=[^\W\dA-Z_])(?=[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄ])|(?<=[A-Z]{3})(?=[A-Z][a-z])|(?<=\))(?=\w)"
    r"|(?=https?:)|(?<=[\u2e80-\u9fff\uac00-\ud7af])(?=[\u2e80-\u9fff\uac00-\ud7af]{2})"
)
# What may stand behind a label that stands alone: a language, a count (`References (2)`).
_TAG = re.compile(r"^\s*[\[(（](?:\d[\d,.]{0,9}|[A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?|[A-Z][a-z]{4,10})[\])）]")
_CODE = re.compile(r"10\.\d{4}|\d{4}-\d{3}[\dXx]|https?://")
_SPACES = re.compile(r"[\s\u3000\u00ad\u200b-\u200f\u0640\u064b-\u0652\ufeff‐‑-]+")
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_ALIKE = str.maketrans("ıيكىأإآة’ʼ`´‘", "iیکیاااه'''''", "\u0307")
_PREFIX = 6  # characters of a folded label that tell whether a line may open with it
_SHORT = range(1, _PREFIX)
_OPENING_SIZE = 14  # characters of a line that hold them, spaced out
_ACCENTED = re.compile(r"[À-ɏͰ-Ͽё]")


@dataclass(slots=True, frozen=True)
class LabelMatch:
    """A label that opens a line: what it announces, as printed, and where in the line its value starts.

    `glued` says that nothing but a blank stands between label and value; a value start at the line's end that the
    label stands alone.
    """

    key: str
    label: str
    value_start: int
    glued: bool = False


# Labels of these keys are read where they stand alone: in menus, whose words may open a title or a sentence.
_ALONE = frozenset(("menu",))
# Headings of running text, which may open a title too: what stands beside them must be a paragraph.
_HEADINGS = frozenset(("body", "related", "cited_by"))
_SENTENCE_ENDS = (".", "。", "．")
# Labels of these keys are also words of citations, where they are abbreviated: `Vol. 5, No. 3`.
_CITING = frozenset(("volume", "issue", "pages"))
_NUMBER = re.compile(r"[^,;|]{1,12}")
# Labels of these keys may be glued to their value; of those in the second set to a number alone.
_GLUED = frozenset(
    (
        "abstract",
        "keywords",
        "authors",
        "title",
        "publisher",
        "subjects",
        "container_title",
        "language",
        "citation",
        "type",
        "issued",
        "online",
        "received",
        "accepted",
        "revised",
        "affiliations",
    )
)
_COUNTED = frozenset(
    (
        "doi",
        "issn",
        "isbn",
        "pmid",
        "volume",
        "issue",
        "pages",
        "issued",
        "online",
        "received",
        "accepted",
        "revised",
        "page_count",
        "article_number",
        "first_page",
        "last_page",
        "citation_count",
        "reference_count",
        "arxiv_id",
        "pmcid",
    )
)
_PROSE_KEYS = frozenset(("abstract", "keywords", "plain_summary"))
_SPACED_KEYS = frozenset((*_PROSE_KEYS, "authors", "affiliations"))
_SHORTEST_GLUED, _SHORT_LABEL = 4, 5
_LONG_LINE = 120  # characters of a line whose first word is a label, with a blank between


class LabelTable:
    """Labels by their folded form, each with the key of what it announces."""

    def __init__(self, labels: dict[str, str], glued: frozenset[str] = frozenset()) -> None:
        self._glued = glued  # keys of a family whose values may be glued to their labels
        self._keys = {fold(label): key for label, key in labels.items()}
        for folded, key in list(self._keys.items()):
            if _ACCENTED.search(folded):  # capitals lose their accents
                self._keys.setdefault(_bare(folded).upper(), key)
        self._longest = max(map(len, labels), default=0)
        self._opening: dict[str, list[str]] = {}
        for folded in sorted(self._keys, key=len, reverse=True):
            self._opening.setdefault(folded[:_PREFIX].casefold(), []).append(folded)

    @staticmethod
    def fold(label: str) -> str:
        """What is compared of a label, without the marks that close it."""
        return fold(label.rstrip(_CLOSERS))

    def key(self, label: str) -> str | None:
        """What a label announces, None for a text that is none."""
        if len(label) > 2 * self._longest:
            return None
        folded = fold(label)
        return self._keys.get(folded) or (self._keys.get(_bare(folded).upper()) if label.isupper() else None)

    def match(self, text: str) -> LabelMatch | None:
        """The label that opens a line, None where none does. Linear in the length of the longest label."""
        at = 0
        if text[:1] in _OPENING:
            if chapter := _CHAPTER.match(text):
                found = self._match_from(text, chapter.end())
                if found is not None and found.key in _NUMBERED:
                    return found
            at = opener.end() if (opener := _OPENERS.match(text[:12])) else 0
        return self._match_from(text, at)

    def _match_from(self, text: str, at: int) -> LabelMatch | None:
        opening = text[at : at + _OPENING_SIZE]
        opening = opening.lower().replace(" ", "").replace("-", "") if opening.isascii() else fold(opening)
        if opening[:_PREFIX] not in (table := self._opening):
            for size in _SHORT:
                if opening[:size] in table:
                    break
            else:
                return None
        for end, key in self._ends(text, at, opening):
            if (found := _match_at(text, at, end, key)) is not None:
                return found
            if key in self._glued and _SEAM.match(text, end):
                return LabelMatch(key, text[at:end], end, True)
        return None

    def _ends(self, text: str, at: int, opening: str) -> Iterator[tuple[int, str]]:
        """Where the labels end that a line opens with, the longest first, and their keys."""
        head = text[at : at + self._longest + _OPENING_SIZE]
        folded = fold(head)
        capitals = _bare(folded).upper() if text[at : at + 2].isupper() else ""
        ends: list[int] = []
        for size in (_PREFIX, *reversed(_SHORT)):
            for label in self._opening.get(opening[:size], ()) if size <= len(opening) else ():
                if not folded.startswith(label) and not (label.isupper() and capitals.startswith(label)):
                    continue
                ends = ends or _ends_of(head)
                end = next((n for n, length in enumerate(ends, 1) if length >= len(label)), 0)
                if end and (not label.isupper() or head[:end].isupper()):
                    yield at + end, self._keys[label]


def _ends_of(head: str) -> list[int]:
    """By each character, how long the folded text up to and with it is."""
    return list(accumulate(map(_folded_size, head)))


@lru_cache(4096)
def _folded_size(character: str) -> int:
    return len(fold(character))


def _match_at(text: str, at: int, end: int, key: str) -> LabelMatch | None:
    """The label of `key` at `text[at:end]`, where what follows lets it be one."""
    label = text[at:end]
    rest = text[end : end + 40]
    if rest.lstrip()[:1] == "=":
        return None  # a field of BibTeX, or of a program
    if not _TAG.sub("", rest, 1).strip(_CLOSERS):
        return LabelMatch(key, label, len(text)) if len(text) <= end + 40 else None
    if key in _ALONE or (key in _HEADINGS and len(text) - end < _LONG_LINE and not text.endswith(_SENTENCE_ENDS)):
        return None
    part = _PART.match(text, end)
    if part is not None and end < part.end() < len(text) and _is_label(text, label, key, part):
        return LabelMatch(key, label, part.end())
    if _SEAM.match(text, end) and _may_be_glued(text, label, end, key):
        return LabelMatch(key, label, end, True)
    opens = key in _PROSE_KEYS and text[end : end + 1] == " " and len(text) - end > _LONG_LINE
    if opens and (text[end + 1 : end + 2].isupper() or (key == "keywords" and _is_list(text[end:]))):
        return LabelMatch(key, label, end + 1, True)  # a heading that opens its paragraph
    return None


def _is_label(text: str, label: str, key: str, part: re.Match[str]) -> bool:
    """Whether the mark behind a label is enough for one of its key."""
    mark = part.group()
    if mark == " ":
        return key in _SPACED_KEYS or label.isupper()
    if key in _CITING and (mark[0] == "." or label[-1] in ".º°№"):
        return _NUMBER.fullmatch(text, part.end()) is not None
    return True


def _may_be_glued(text: str, label: str, end: int, key: str) -> bool:
    if len(label) < 3 and not _IDEOGRAPH.match(label):
        return False
    if text[end].isdigit() or _CODE.match(text, end):
        return key in _COUNTED
    if _IDEOGRAPH.match(label):
        return key in _PROSE_KEYS and len(text) - end > _LONG_LINE // 2
    # A short label and one word are a name in camel case: `BookShelf`.
    if label[0].islower() and "." not in label:  # `studentBMJ`
        return False
    return key in _GLUED and len(label) >= _SHORTEST_GLUED and (len(label) > _SHORT_LABEL or " " in text[end:])


def _is_list(text: str) -> bool:
    return text.count(";") + text.count(",") >= 2


def fold(label: str) -> str:
    """What is compared of a label: without case, white space, hyphens and width; letters that are printed for each
    other are one."""
    if not label.isascii():
        label = unicodedata.normalize("NFKC", label).casefold().translate(_ALIKE)
    return _SPACES.sub("", label).casefold()


def _bare(folded: str) -> str:
    """A folded label without accents, as some print it in capitals."""
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def labels() -> LabelTable:
    """The labels of all pages."""
    return LabelTable(_rows())


def labels_with(own: dict[str, str], glued: frozenset[str]) -> LabelTable:
    """The labels of all pages and those of a family (label to key), which hold before them."""
    folded = {fold(label) for label in own}
    others = {label: key for label, key in _rows().items() if fold(label) not in folded}
    return LabelTable(others | own, glued)


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    rows = Path(__file__).with_name("labels.tsv").read_text("utf-8").splitlines()[1:]
    return {label: key for key, label, _ in (row.split("\t") for row in rows)}
