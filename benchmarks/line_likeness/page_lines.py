"""Real lines: those of pages with a gold file, told by it to be names, titles or neither."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from extractors.html.rendering import render

_WORDS = re.compile(r"[^\W\d_]+")
_REFERENCES = re.compile(
    r"\W*(?:references|bibliography|literature cited|参考文献|список литературы|referencias|kaynakça)\W*", re.I
)
_HEAD = 150  # lines of a page


def lines_of_pages(directory: str, gold: str) -> Iterator[tuple[str, str, bool]]:
    """Text, role and whether the page's family is held out, of each line that the gold file speaks of clearly."""
    with Path(gold).open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            path = Path(directory) / (row["file"] if "file" in row else f"{row['n']}.txt")
            if path.exists() and (row.get("title") or row.get("authors")):
                family = row.get("family") or (row.get("url") or path.name).split("/")[2 if row.get("url") else 0]
                held_out = crc32(family.encode()) % 3 == 0
                for text in _lines(_page_text(path)):
                    if role := _role(text, row):
                        yield text, role, held_out


def _page_text(path: Path) -> str:
    data = path.read_bytes()
    return data.decode("utf-8", "replace") if path.suffix == ".txt" else render(data).text


def _lines(text: str) -> list[str]:
    kept: dict[str, None] = {}
    for line in text.split("\n"):
        line = " ".join(line.split())
        if len(kept) >= _HEAD or (len(kept) > 20 and _REFERENCES.fullmatch(line)):
            break
        if 1 < len(line) < 1500:
            kept[line] = None
    return list(kept)


def _role(line: str, row: dict[str, Any]) -> str | None:
    words = [w.lower() for w in _WORDS.findall(line)]
    names = [a if isinstance(a, str) else a.get("name", "") for a in row.get("authors") or []]
    people = {w.lower() for name in names for w in _WORDS.findall(name)}
    title = [w.lower() for w in _WORDS.findall(row.get("title") or "")]
    long = [w for w in words if len(w) > 1]
    if not long:
        return None
    named = sum(w in people for w in long) / len(long)
    if named > 0.75:
        return "authors"
    if title and words == title:
        return "title"
    if title and len(title) > 3 and sum(w in title for w in words) > 0.6 * len(words):
        return None
    return None if named > 0.25 else "none"
