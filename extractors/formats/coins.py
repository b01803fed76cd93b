"""COinS and other OpenURL context objects saved as text: one a line, bare or in the spans of a page's source."""

import html
import re
from dataclasses import dataclass

from extractors.detectors.context_objects import ContextObject, Said, read_context_object
from extractors.formats.building import build
from extractors.formats.entries import Entry, Piece, SavedRecord
from extractors.formats.tagged import fields

_OBJECT = re.compile(r"""(?<![^\s"'<>])[^\s"'<>]++""")
_OPENING = re.compile(r"""\ufeff?\s*+(?:<span\s[^<>]{0,60})?["']?[^\s"'<>]{0,2000}?(?:ctx|url)_ver=Z39\.88-2004""")
_LOOKED_AT = 3000


@dataclass(frozen=True, slots=True)
class Coins:
    """The format."""

    name: str = "coins"

    def recognise(self, text: str) -> bool:
        """Whether a page text is context objects from its beginning on."""
        return _OPENING.match(text[:_LOOKED_AT]) is not None

    def read(self, text: str) -> list[SavedRecord]:
        """The works of a file, in order."""
        found = []
        for match in _OBJECT.finditer(text):
            if "Z39.88-2004" not in match.group():
                continue
            said = read_context_object(html.unescape(match.group()))
            if said.values:
                found.append(_record(said, *match.span()))
        return found


FORMAT = Coins()


def _record(said: ContextObject, start: int, end: int) -> SavedRecord:
    """A record whose values all stand in the one object: percent-encoded, they have no plainer place."""
    entries = [_entry(name, item, start, end) for name, items in said.values.items() for item in items]
    type_ = said.first("type")
    record = build("coins", entries, fields("coins"), {type_: type_} if type_ else {})
    record.labels.clear()
    record.start, record.end = start, end
    return record


def _entry(name: str, item: Said, start: int, end: int) -> Entry:
    return Entry(name, start, start, [Piece(item.value, start, end)])
