"""BibTeX and BibLaTeX files (http://www.bibtex.org/Format/), and entries of them within other pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.formats.building import build
from extractors.formats.entries import Entry, Piece, SavedRecord
from extractors.formats.latex import text_of
from extractors.formats.tagged import fields, types

_OPENING = re.compile(
    r"\ufeff?(?:\s|%[^\n]*+|@(?i:comment|preamble|string)\s{0,10}[{(][^@]*+)*+@[A-Za-z]{3,20}\s{0,10}[{(]"
)
_LOOKED_AT = 20_000  # characters in which the first entry must begin
_ENTRY = re.compile(r"@([A-Za-z]{3,20})\s{0,10}[{(]\s{0,10}")
_KEY = re.compile(r"[^,={}\s\"]{0,200}\s{0,10},")
_FIELD = re.compile(r"[\s,]*+([A-Za-z][\w:-]{0,40})\s{0,10}=\s{0,10}")
_BARE = re.compile(r"[^\s,{}\"#]{1,100}")
_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE = re.compile(r'"|(?<!\\)[{}]')
_JOINED = re.compile(r"\s*+#\s*+")
_CLOSING = re.compile(r"[}\"\s,]*+[)}]?")
_AND = re.compile(r"\s+and\s+")
_NOT_A_WORK = frozenset(("comment", "preamble", "string", "set", "xdata"))
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


@dataclass(frozen=True, slots=True)
class BibTeX:
    """The format."""

    name: str = "bibtex"

    def recognise(self, text: str) -> bool:
        """Whether a page text is a BibTeX file: nothing but comments stands before its first entry."""
        head = text[:_LOOKED_AT]
        return "@" in head and _OPENING.match(head) is not None and "=" in text

    def read(self, text: str) -> list[SavedRecord]:
        """The entries of a file, in order, save strings and comments."""
        return [self._record(entries) for entries in read_entries(text)]

    def _record(self, entries: list[Entry]) -> SavedRecord:
        record = build(self.name, entries, fields(self.name), types(self.name))
        record.marked = True
        return record


FORMAT = BibTeX()


def read_entries(text: str, start: int = 0) -> Iterator[list[Entry]]:
    """The entries of a text, each as its type and fields with their values as text."""
    return _Reader(text).entries(start)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.closing = _matching(text)
        self.strings: dict[str, str] = {}

    def entries(self, at: int) -> Iterator[list[Entry]]:
        while match := _ENTRY.search(self.text, at):
            kind = match[1].casefold()
            at = match.end()
            if kind == "string":
                at = self._read_string(at)
            if kind in _NOT_A_WORK:
                continue
            key = _KEY.match(self.text, at)
            at = key.end() if key else at
            entries = [Entry("@", match.start(), match.start(1), [Piece(kind, *match.span(1))]), *self._fields(at)]
            at = max(at, entries[-1].end)
            close = _CLOSING.match(self.text, at)
            entries.append(Entry("", at, close.end() if close else at))
            if len(entries) > 2:
                yield entries

    def _read_string(self, at: int) -> int:
        field = _FIELD.match(self.text, at)
        read = self._value(field.end()) if field else None
        if field and read:
            self.strings[field[1].casefold()] = read[0]
        return read[2] if read else at

    def _fields(self, at: int) -> Iterator[Entry]:
        while field := _FIELD.match(self.text, at):
            read = self._value(field.end())
            if read is None:
                return
            raw, start, at, end = read
            name = field[1].casefold()
            entry = Entry(name, field.start(1), start)
            if name in ("author", "editor"):
                yield from (replace(entry, pieces=[piece]) for piece in _people(raw, start, end))
            elif value := _month(raw) if name == "month" else text_of(raw):
                entry.pieces = [Piece(value, start, end)]
                yield entry

    def _value(self, at: int) -> tuple[str, int, int, int] | None:
        """(wording, start, where what follows it begins, end) of a value; None where it never ends."""
        text = self.text
        pieces: list[str] = []
        first = end = -1
        while at < len(text):
            if text[at] == "{":
                close = self.closing.get(at, -1)
                span = (at + 1, close)
            elif text[at] == '"':
                close = _closing_quote(text, at, self.closing)
                span = (at + 1, close)
            elif bare := _BARE.match(text, at):
                span, close = bare.span(), bare.end() - 1
            else:
                return None
            if close < 0:
                return None
            word = text[slice(*span)]
            pieces.append(word if text[at] in '{"' else self.strings.get(word.casefold(), word))
            first = span[0] if first < 0 else first
            end = span[1]
            joined = _JOINED.match(text, close + 1)
            if not joined:
                return "".join(pieces), first, close + 1, end
            at = joined.end()
        return None


def _people(raw: str, start: int, end: int) -> Iterator[Piece]:
    """The persons of a value, each with the whole value as its place; names in braces are organisations."""
    for part in _AND.split(raw.strip()):
        name = part.strip()
        if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
            yield Piece(f"{text_of(name)},", start, end)
        elif name.casefold() != "others" and (value := text_of(name)):
            yield Piece(value, start, end)


def _month(raw: str) -> str:
    word = text_of(raw)
    months = _MONTHS.split()
    return word if word[:3].casefold() in months else word.lstrip("0") if word.isdecimal() else ""


def _matching(text: str) -> dict[int, int]:
    """Where the brace closes that opens at a place."""
    waiting: list[int] = []
    found: dict[int, int] = {}
    for brace in _BRACE.finditer(text):
        if brace.group() == "{":
            waiting.append(brace.start())
        elif waiting:
            found[waiting.pop()] = brace.start()
    return found


def _closing_quote(text: str, at: int, closing: dict[int, int]) -> int:
    at += 1
    while mark := _QUOTE.search(text, at):
        if mark.group() == '"':
            return mark.start()
        if mark.group() == "}" or mark.start() not in closing:
            break
        at = closing[mark.start()] + 1
    return -1
