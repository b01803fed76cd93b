"""Text of BibTeX values: accents and symbols as characters, without braces and commands."""

import re
import unicodedata
from pathlib import Path

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("latex.tsv").read_text(encoding="utf-8").splitlines()[2:]  # behind the heads
]
_ACCENTS = {command: chr(int(code[2:], 16)) for command, code in _ROWS if code.startswith("U+")}
_LETTERS = {command: letter for command, letter in _ROWS if not letter.startswith("U+")}
_ACCENTED = re.compile(
    r"\\(?P<mark>[`'^~=.\"]|[urHvdckb](?![A-Za-z]))\s{0,3}(?:\{\s{0,3}\\?(?P<braced>[^\W\d_]{1,2})\s{0,3}\}|\\?(?P<bare>[^\W\d_]))"
)
_WORD = re.compile(r"\\([A-Za-z]{1,40})\*?(?:\{\}|\s{1,10})?")
_ESCAPED = re.compile(r"\\([&%$#_{}~^ -])")
_DASHES = re.compile(r"-{2,3}")


def text_of(value: str) -> str:
    """A BibTeX value as text on one line. Commands that it does not know are left out, their arguments stay."""
    if "\\" in value:
        value = _ACCENTED.sub(_accented, value)
        value = _WORD.sub(lambda match: _LETTERS.get(match.group(1), ""), value)
        value = _ESCAPED.sub(r"\1", value).replace("\\", "")
    value = value.replace("{", "").replace("}", "").replace("~", " ").replace("$", "")
    value = value.replace("``", "“").replace("''", "”")
    value = _DASHES.sub(lambda dashes: "–" if len(dashes.group()) == 2 else "—", value)
    return unicodedata.normalize("NFC", " ".join(value.split()))


def _accented(match: re.Match[str]) -> str:
    letters = match["braced"] or match["bare"]
    return letters[0] + _ACCENTS[match["mark"]] + letters[1:]
