"""Values that stand behind a printed label: on its line, in its table cell, on the lines below, or glued to it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from extractors.page import Entry, Line

_HAN = re.compile(r"[\u2e80-\u9fff]")
_BEFORE = re.compile(r"(?:\|[ \t]*)?(?:\*\*)?")

# languages by their codes (ISO 639-2) or, where these are small, their names: lower-case values glued to their labels
_LANGUAGE = re.compile(
    r"(?:eng|ger|deu|fre|fra|spa|ita|por|rus|chi|zho|jpn|kor|ara|cze|ces|slo|slk|pol|dut|nld|hun|swe|dan|nor|fin|tur|ukr"
    r"|lat|gre|ell|heb|per|fas|may|msa|ind|mon|cat|rum|ron|bul|srp|hrv|slv|vie|tha|hin|mul|und"
    r"|(?:angli|češ|slovenš|němči|francouzš|španělš|rušti|polšti|italš|portugalš|latin)\w{1,5}"
    r"|(?:angiel|polsk|niemiec|francus|hiszpa|rosyjs|włos|engl|saks|ransk|espanj|suom|ruotsi|venäj|ital)\w{1,5}"
    r"|engelsk\w?|tysk\w?|fransk\w?|svenska|spansk\w?|dansk|norsk|inglese|tedesco|francese|spagnolo|italiano"
    r"|inglés|alemán|francés|español|inglês|alemão|português|angleščina|slovenščina|nemščina)$"
)

_PARTICLE = re.compile(
    r"(?:(?:de|da|das|dos?|del|der|den|di|du|el|la|le|van|von|ten?|ter|zu|al|bin)[ -]|d['’]){1,3}[^\W\d_]"
)

# values of several paragraphs, which a blank line does not end
LONG = frozenset({"abstract", "references", "related"})
# values that never run over the line of their label
SHORT = frozenset({"issued"})


class LabelTable:
    """The labels of a family: record field (or the family's own key) to the labels that are printed for it.

    A label is read where it opens a line and is followed by a colon, a table cell or the end of the line. A value of
    the keys in `glued` may follow without anything between, where the change of script, case or to a digit shows the
    seam. Labels of ideographs or capitals may be spaced out (`D O I`). Labels of the key "" only end the value above.
    With `spaced`, a blank is enough between a label and its value, and none is needed behind a label with underscores.
    A blank line ends a value that began beside its label, but for the keys in `long`.
    """

    def __init__(
        self,
        labels: Mapping[str, Sequence[str]],
        glued: Collection[str] = (),
        ignore_case: bool = False,
        spaced: bool = False,
        long: Collection[str] = LONG,
    ) -> None:
        self._long = long
        self._keys = {_squeeze(label, ignore_case): key for key, printed in labels.items() for label in printed}
        if not ignore_case:  # as printed, so that most need no squeezing
            self._keys |= {
                label: self._keys[_squeeze(label, False)] for printed in labels.values() for label in printed
            }
        self._ignore_case = ignore_case
        flags = re.IGNORECASE if ignore_case else 0
        # `**Label:**` and `| Label | value |` are the same label in other table dialects
        behind = r"(?:\*\*)?[ \t\u00a0]*+(?:[:：](?:\*\*)?[ \t\u00a0]*+\|?|\||$" + (r"|(?<=[ \t]))" if spaced else ")")
        self._behind = self._by_initial((label for printed in labels.values() for label in printed), behind, flags)
        self._glued = self._by_initial((label for key in glued for label in labels.get(key, ())), "", flags)

    def _by_initial(self, labels: Iterable[str], behind: str, flags: int) -> dict[str, re.Pattern[str]]:
        """An expression for the labels of each first letter, so that most lines cost one look into a dictionary."""
        initials: dict[str, list[str]] = {}
        for label in labels:
            initials.setdefault(self._fold(label[0]), []).append(label)
        return {first: re.compile(f"({_alternatives(some)}){behind}", flags) for first, some in initials.items()}

    def match(self, text: str) -> tuple[str, str, int] | None:
        """The key and the label that open a line, and where in the line the value starts."""
        at = 0
        if text[:1] in ("|", "*") and (before := _BEFORE.match(text)):
            at = before.end()
        initial = self._fold(text[at : at + 1])
        pattern = self._behind.get(initial)
        match = pattern.match(text, at) if pattern else None
        if match:
            return self._key(match.group(1)), match.group(1), match.end()
        pattern = self._glued.get(initial) if at == 0 else None
        match = pattern.match(text) if pattern else None
        if match and (_is_seam(text, match.end()) or "_" in match.group(1)):
            return self._key(match.group(1)), match.group(1), match.end()
        return None

    def _fold(self, text: str) -> str:
        return text.casefold() if self._ignore_case else text

    def read(self, lines: Sequence[Line]) -> list[Entry]:
        """All labels that open one of `lines`, each with its value: up to the next label or boilerplate line."""
        entries: list[Entry] = []
        for line in lines:
            if line.chrome is not None:
                if entries:
                    entries.append(_stop(line))
                continue
            found = self.match(line.text)
            if found:
                key, label, offset = found
                at = line.start
                label_end = line.start + len(line.text[:offset].rstrip(" \t|"))
                at_value = line.start + offset
                entry = Entry(key, label, at, label_end, at_value, at_value, [], line.number, line.end)
                entry.cell = "|" in line.text[:offset]
                entries.append(entry)
                _extend(entry, line, line.start + offset)
            elif entries and not self._is_over(entries[-1], line):
                _extend(entries[-1], line, line.start)
        return [entry for entry in entries if entry.key]

    def _is_over(self, entry: Entry, line: Line) -> bool:
        """Whether a value ends above `line`: its cell is closed, or it stands beside its label, a blank line below."""
        over = line.spaced or entry.key in SHORT
        if over and not entry.cell and entry.key not in self._long and entry.lines:  # and it stands beside its label
            entry.closed = entry.closed or entry.lines[0].number == entry.first
        return entry.closed

    def _key(self, label: str) -> str:
        return self._keys.get(label) or self._keys[_squeeze(label, self._ignore_case)]


def rejoined(entries: Sequence[Entry], lists: Collection[str]) -> list[Entry]:
    """Puts back into a list, by its key, what looks like a label in it: the subject `Language` on a line of its own."""
    kept: list[Entry] = []
    marked = False
    for entry in entries:
        cut = not entry and entry is entries[-1]  # a page that ends in the middle of a label
        bare = entry.is_bare and not cut
        before = kept[-1] if marked and bare and kept and kept[-1].key in lists else None
        if before is not None and (before.lines[-1].number if before else before.first) + 1 == entry.first:
            before.start = before.start if before else entry.label_start
            before.lines += [Line(entry.label, entry.label_start, entry.label_end, entry.first), *entry.lines]
            before.end, before.last = max(entry.end, entry.label_end), entry.last
        else:
            kept.append(entry)
            marked = marked or not bare
    return kept


def dump_start(lines: Sequence[Line], table: LabelTable, key: re.Pattern[str]) -> int:
    """The number of the first line of a dump of raw keys, or of the line after the last; `key` opens no sentence."""
    first = next((n for n, line in enumerate(lines) if key.match(line.text)), len(lines))
    while 0 < first < len(lines) and table.match(lines[first - 1].text):
        first -= 1
    return first


def _stop(line: Line) -> Entry:
    return Entry("", "", line.start, line.start, line.start, line.start, [], line.number, line.end, closed=True)


def _extend(entry: Entry, line: Line, start: int) -> None:
    """Adds a line, from `start` on, to a value, without the bars and white space that frame a cell."""
    cell = line.text[start - line.start :]
    entry.last = line.end
    entry.closed = entry.cell and cell.endswith("|")
    inner = cell.strip(" \t|\u00a0")
    if not inner:
        return
    at = start + cell.index(inner)
    end = at + len(inner)
    if not entry.lines:
        entry.start = at
    entry.end = end
    entry.lines.append(Line(inner, at, end, line.number, line.spaced))


def _is_seam(text: str, at: int) -> bool:
    """Whether a label ends at `at` and a value begins, though nothing stands between."""
    if at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _HAN.match(before):
        return True
    rest = text[at : at + 200]
    if rest.startswith("http") or _LANGUAGE.match(rest) or _is_name(rest) or not rest.strip(" ,;|"):
        return True  # commas are what a scrape leaves of a list of names
    if before.isupper():
        return after.isdigit() or _HAN.match(after) is not None
    return after.isupper() or after.isdigit() or after in "\"“‘«„('[" or (after.isalpha() and not after.islower())


def _is_name(text: str) -> bool:
    """Whether a name opens with particles: `de Wit, G. C.`"""
    particle = _PARTICLE.match(text)
    return particle is not None and text[particle.end() - 1].isupper()


def _alternatives(labels: Iterable[str]) -> str:
    return "|".join(_spaced(label) for label in sorted(labels, key=len, reverse=True))


def _spaced(label: str) -> str:
    spaced_out = _HAN.match(label) or (label.isupper() and " " not in label)
    if not spaced_out:
        return re.escape(label).replace(r"\ ", r"[ \t\u00a0]+")
    return "[ \u3000\u00a0]?".join(re.escape(c) for c in label)


def _squeeze(label: str, ignore_case: bool) -> str:
    bare = re.sub(r"\s+", "", label)
    return bare.casefold() if ignore_case else bare
