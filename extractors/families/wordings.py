"""The wordings of a platform's messages in its interface languages: a table that stands beside a description.

A row is a message, a tab, and its wordings with bars between; a line that opens with `#` and a blank is a note. Where a
description says a message, alone or before `:`, ` {-}` or `[{-}]`, it says all its wordings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

_TABLES = ("chrome", "rest", "labels", "others", "chrome_labels")
_SHORT = ("chrome", "rest")  # short wordings occur in any prose; labels stand before a value
_TAIL = re.compile(r":(?:\[ ?\{-\}\])?$|\[ ?\{-\}\]$| \{-\}$")
_MARKS = re.compile(r"([\[\]{}\\])")
_IDEOGRAPHS = 0x2E80

Wordings = dict[str, list[str]]


@lru_cache(maxsize=20)
def read_wordings(path: Path) -> Wordings:
    """The table of a file. Raises OSError and UnicodeDecodeError."""
    rows = (row.partition("\t") for row in path.read_text("utf-8").splitlines() if row and not row.startswith("# "))
    return {message: wordings.split("|") for message, _, wordings in rows}


def translate(data: dict[str, Any], wordings: Wordings) -> None:
    """Puts into a description, as read from its file, the wordings of the messages it says."""
    for sign in data.get("signs", ()):
        sign["phrases"] = list(_telling(_said(sign.get("phrases", ()), wordings)))
    for table in _TABLES:
        for key, said in data.get(table, {}).items():
            told = _said(said, wordings, escaped=table in _SHORT)
            data[table][key] = list(dict.fromkeys(_telling(told) if table in _SHORT else told))


def _said(texts: list[str], wordings: Wordings, escaped: bool = False) -> Iterator[str]:
    for text in texts:
        tail = _TAIL.search(text)
        message, end = (text[: tail.start()], tail.group()) if tail and text not in wordings else (text, "")
        for wording in wordings.get(message, ()):
            yield (_MARKS.sub(r"\\\1", wording) if escaped else wording) + end
        if message not in wordings:
            yield text


def _telling(texts: Iterator[str]) -> Iterator[str]:
    return (text for text in texts if len(text) > 3 or (len(text) > 1 and ord(text[0]) > _IDEOGRAPHS))
