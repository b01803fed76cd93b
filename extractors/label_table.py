"""The labels and headings that scholarly pages print, in one table for text and HTML (`labels.tsv`).

A label is read where it opens a line: alone, before a colon, a bar, a dash or two blanks, or glued to a value whose
script, case or digit shows the seam. Case and white space do not count; labels of ideographs or capitals may be spaced
out (`摘 要`, `D O I`).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_OPENERS = re.compile(r"(?:[\s|*•·▪◦●■–—#>-]|\d{1,2}[.)]\s|\*\*|[【〔\[［〖])+")
_CLOSERS = " \t\u00a0\u3000:：.．*|】〕]］〗–—-"
_COLON = re.compile(
    r"\s?[】〕\]］〗]?\s?(?:\*\*)?\s?(?:[:：|]|\s[–—-]\s|[—–]|\.\s(?=[^\W\d_a-z]|\d)|[ \t\u00a0\u3000]{2,}"
    r"|[】〕\]］〗])(?:\*\*)?[\s|]*"
)
_COUNT = re.compile(r"\s*[(\[（]\d[\d,.]*[)\]）]$")  # `References (2)`
_SPACES = re.compile(r"[\s\u3000]+")
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_CODE = re.compile(r"10\.\d{4}|\d{4}-\d{3}[\dXx]|https?://")


@dataclass(slots=True, frozen=True)
class LabelMatch:
    """A label that opens a line: what it announces, as printed, and where in the line its value starts.

    `glued` says that nothing stands between label and value; a value start at the line's end that it stands alone.
    """

    key: str
    label: str
    value_start: int
    glued: bool = False


class LabelTable:
    """Labels by their folded form, each with the key of what it announces."""

    def __init__(self, labels: dict[str, str], glued: frozenset[str] = frozenset()) -> None:
        self._keys = {folded: key for label, key in labels.items() for folded in (fold(label), self.fold(label))}
        self._longest = max(map(len, labels), default=0) + 4
        self._glued: dict[str, list[str]] = {}
        for label, key in sorted(labels.items(), key=lambda item: -len(item[0])):
            if key in glued:
                self._glued.setdefault(label[:2].casefold(), []).append(label)

    @staticmethod
    def fold(label: str) -> str:
        """What is compared of a label."""
        return fold(label.rstrip(_CLOSERS))

    def key(self, label: str) -> str | None:
        """What a label announces, None for a text that is none."""
        return self._keys.get(fold(label)) if len(label) <= self._longest else None

    def match(self, text: str) -> LabelMatch | None:
        """The label that opens a line, None where none does. Linear in the length of the longest label."""
        at = opener.end() if (opener := _OPENERS.match(text[:12])) else 0
        alone = _COUNT.sub("", text[at:]).rstrip(_CLOSERS) if len(text) - at <= self._longest + 6 else ""
        if alone and (key := self._keys.get(fold(alone))):
            return LabelMatch(key, alone, len(text))
        head = text[at : at + self._longest + 12]
        for colon in _COLON.finditer(head):
            if colon.start() > self._longest:
                break
            if key := self._keys.get(fold(head[: colon.start()])):
                return LabelMatch(key, head[: colon.start()], at + colon.end())
            if ":" in colon.group() or "：" in colon.group():
                break
        return self._match_glued(text, at)

    def _match_glued(self, text: str, at: int) -> LabelMatch | None:
        for label in self._glued.get(text[at : at + 2].casefold(), ()):
            end = at + len(label)
            if text[at:end].casefold() == label.casefold() and _is_seam(text, end):
                return LabelMatch(self._keys[fold(label)], text[at:end], end, True)
        return None


def fold(label: str) -> str:
    """What is compared of a label: without case, white space and width."""
    if label.isascii():
        return label.replace(" ", "").casefold() if "\t" not in label else _SPACES.sub("", label).casefold()
    return _SPACES.sub("", unicodedata.normalize("NFKC", label)).casefold()


def _is_seam(text: str, at: int) -> bool:
    """Whether a label ends at `at` and a value begins, though nothing stands between."""
    if at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _CODE.match(text, at):
        return True
    if before.isupper() or _IDEOGRAPH.match(before):
        return after.isdigit()
    return after.isupper() or after.isdigit()


GLUED = frozenset(
    (
        "doi",
        "issn",
        "volume",
        "issue",
        "pages",
        "container_title",
        "language",
        "issued",
        "page_count",
        "received",
        "accepted",
    )
)


@lru_cache(maxsize=1)
def labels() -> LabelTable:
    """The labels of all pages."""
    return LabelTable(_rows(), GLUED)


def labels_with(own: dict[str, str], glued: frozenset[str]) -> LabelTable:
    """The labels of all pages and those of a family (label to key), which hold before them."""
    folded = {fold(label) for label in own}
    others = {label: key for label, key in _rows().items() if fold(label) not in folded}
    return LabelTable(others | own, GLUED | glued)


def _rows() -> dict[str, str]:
    rows = Path(__file__).with_name("labels.tsv").read_text("utf-8").splitlines()[1:]
    return {label: key for key, label, _ in (row.split("\t") for row in rows)}
