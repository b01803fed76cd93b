"""Files whose lines begin with tags: RIS, MEDLINE, EndNote, ISI, RefWorks, NoteExpress.

A format says how a line with a tag looks and which tags begin and end a record; the tables say what a tag means
(`tags.tsv`) and what a work's type is called (`types.tsv`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from extractors.formats.building import build
from extractors.formats.entries import Entry, Piece, SavedRecord

_LINE = re.compile(r"[^\n\r\u2028\u2029]++")
_BLANK = re.compile(r"\n[^\S\n]*\r?\n")
_LOOKED_AT = 60  # lines
_HEADER_LINES = 8  # of a file, before its first record
_HEADER_LINE = re.compile(r"[^:\s][^:]{0,40}:.{0,160}")  # `Database: Everything`
_BUTTON = re.compile(r"(?:export|download|save|copy|import|cite|ris|bibtex|endnote)\b.{0,40}", re.IGNORECASE)
_ENOUGH = 3  # tags of a first record


@dataclass(frozen=True, slots=True)
class Tagged:
    """A format: its name, the pattern of a line (groups `tag` and `value`), the tags that begin and end records.

    `joined`: a line without a tag goes on with the value above; else only an indented line does. `separated`: where
    no tag begins records, blank lines part them. `kind`: what the first record's opening tag must hold.
    """

    name: str
    line: re.Pattern[str]
    begins: frozenset[str]
    ends: frozenset[str] = frozenset()
    joined: bool = True
    separated: bool = False
    kind: re.Pattern[str] | None = None

    def recognise(self, text: str) -> bool:
        """Whether a page text is a file in this format: nothing but a short header stands before its first record."""
        tags: list[str] = []
        lines = (match for match in _LINE.finditer(text) if not match.group().isspace())
        for number, match in enumerate(islice(lines, _LOOKED_AT)):
            line = self.line.match(match.group())
            if line and (tags or self._opens(line)):
                tags.append(line["tag"])
            elif not tags and not (number < _HEADER_LINES and (line or _is_header(match.group().strip()))):
                return False
        known = sum(map(self._is_known, tags))
        return known >= _ENOUGH and known * 4 >= len(tags) * 3

    def _opens(self, line: re.Match[str]) -> bool:
        if line["tag"] not in self.begins:
            return self.separated and self._is_known(line["tag"])
        return self.kind is None or self.kind.fullmatch(line["value"].strip()) is not None

    def _is_known(self, tag: str) -> bool:
        return tag in fields(self.name) or tag in self.begins or tag in self.ends

    def read(self, text: str) -> list[SavedRecord]:
        """The records of a file in this format, in order."""
        return [build(self.name, entries, fields(self.name), types(self.name)) for entries in self._records(text)]

    def _records(self, text: str) -> Iterator[list[Entry]]:
        entries: list[Entry] = []
        begun = False
        blank = self.separated
        for entry in self._entries(text):
            blank = blank and entry.tag not in self.begins
            apart = blank and bool(entries) and _BLANK.search(text, entries[-1].end, entry.label_start) is not None
            if entry.tag in self.begins or apart:
                if begun and entries:
                    yield entries
                entries = []
            begun = begun or blank or entry.tag in self.begins
            if begun:
                entries.append(entry)
            if entry.tag in self.ends:
                if entries:
                    yield entries
                entries, begun = [], False
        if begun and entries:
            yield entries

    def _entries(self, text: str) -> Iterator[Entry]:
        entry: Entry | None = None
        for match in _LINE.finditer(text):
            tagged = self.line.match(text, match.start(), match.end())
            if tagged:
                if entry:
                    yield entry
                entry = Entry(tagged["tag"], match.start(), tagged.start("value"))
                start, end = tagged.span("value")
            else:
                start, end = match.span()
                if entry is None or (not self.joined and not text[start].isspace()):
                    continue
            value = text[start:end]
            if stripped := value.strip():
                start += len(value) - len(value.lstrip())
                entry.pieces.append(Piece(stripped, start, start + len(stripped)))
        if entry:
            yield entry


def _is_header(line: str) -> bool:
    """Whether a line may stand above the first record: `Database: Everything`, or a button (`Export citation`)."""
    return _HEADER_LINE.fullmatch(line) is not None or _BUTTON.fullmatch(line) is not None


@cache
def fields(name: str) -> dict[str, list[str]]:
    """The meaning of each tag of a format, `?` behind what holds only where nothing else is said."""
    found: dict[str, list[str]] = {}
    for format_, tag, field in _rows("tags.tsv"):
        if format_ == name:
            found.setdefault(tag, []).append(field)
    return found


@cache
def types(name: str) -> dict[str, str]:
    """The CSL type of each name of a type in a format, in lower case."""
    return {said.casefold(): csl for format_, said, csl in _rows("types.tsv") if format_ == name}


@cache
def _rows(file: str) -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(row[0], row[1], row[2]) for row in rows]
