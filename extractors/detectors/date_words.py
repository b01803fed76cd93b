"""Names of months and seasons and the labels of dates, in the languages of the page families.

The tables are `date_words.tsv` and `date_labels.tsv`. Keys are folded: case, accents and the Turkish dotless ı do not
count.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path


def fold(word: str) -> str:
    """Lower case without diacritics."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


_WORDS = _rows("date_words.tsv")
MONTHS: dict[str, int] = {fold(row[2]): int(row[1]) for row in _WORDS if row[0] == "month"}
SEASONS = frozenset(fold(row[2]) for row in _WORDS if row[0] == "season")
# Other words as well: in running text they count only capitalised or with an abbreviation's stop.
DOUBTFUL = frozenset(fold(row[2]) for row in _WORDS if row[0] == "month" and row[4:])
SEASONS_DOUBTFUL = frozenset(fold(row[2]) for row in _WORDS if row[0] == "season" and row[4:])

# kind by printed label (JATS `date-type`, in words)
LABELS: dict[str, str] = {fold(label): kind for kind, label, _ in _rows("date_labels.tsv")}
LABEL_MAX = max(map(len, LABELS))
# Labels by their last character, the longest first, so that a look at what stands before a date costs little.
LABEL_ENDS: dict[str, tuple[str, ...]] = {}
_ends: dict[str, list[str]] = defaultdict(list)
for _label in sorted(LABELS, key=lambda label: (-len(label), label)):
    _ends[_label[-1]].append(_label)
LABEL_ENDS.update({character: tuple(labels) for character, labels in _ends.items()})
