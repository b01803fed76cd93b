"""What a family of pages is: how it is recognised, which lines are chrome, where each field stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from extractors.boilerplate.rules import Boilerplate, Sign
from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.abstracts import is_teaser_of, render_abstract
from extractors.detectors.affiliations import attach_affiliations, parse_affiliations
from extractors.detectors.blanked_authors import count_blanked
from extractors.families.chrome import Chrome, chrome_of, signs_of
from extractors.families.description import Description, load_description
from extractors.families.entries import entries_of, entry_starts, opens
from extractors.families.selecting import selected
from extractors.families.templates import Template, compile_template
from extractors.families.wordings import read_wordings
from extractors.found import Found
from extractors.labelled import LONG, LabelTable
from extractors.page import Entry, Line, Page, Part
from extractors.page.account import Account
from extractors.values import READERS

Method = TypeVar("Method", bound=Callable[..., Any])
# one value; the parts of a list, each with its own evidence; or several fields
Findings = Found[Any] | Sequence[Found[Any]] | dict[str, "Found[Any] | None"] | None


def reads(method: Method) -> Method:
    """Marks a method that reads the field it is named after, or several, as a mapping of field to what was found."""
    method.__dict__["reads"] = True
    return method


class Family:
    """A kind of page. A subclass describes it; the class itself reads a page by that description.

    Methods marked with `reads` are called in the order they stand, with one part of the page and its labelled values;
    each returns what it found with its span (a value of None only claims the span; under `!category` as boilerplate),
    or None. Labelled fields without a
    method are read by `values.READERS`.
    """

    name: ClassVar[str]
    signs: ClassVar[tuple[Sign, ...]] = ()
    enough: ClassVar[int] = 3  # weight of the signs that make a page one of the family
    chrome: ClassVar[tuple[Boilerplate, ...]] = ()
    labels: ClassVar[Mapping[str, Sequence[str]]] = {}
    chrome_labels: ClassVar[Mapping[str, Sequence[str]]] = {}  # category, labels whose values are no part of a record
    glued: ClassVar[Collection[str]] = ()  # keys whose values may be glued to their labels
    long: ClassVar[Collection[str]] = LONG  # keys whose values may go on below a blank line
    description: ClassVar[Description | None] = None
    wordings: ClassVar[Mapping[str, Sequence[str]]] = {}  # of messages, in the languages of the platform
    ambiguous: ClassVar[Mapping[str, str]] = {}  # labels of two fields, with the second

    _methods: ClassVar[tuple[str, ...]] = ()
    _table: ClassVar[LabelTable | None] = None
    _patterns: ClassVar[Chrome] = Chrome()
    _ends: ClassVar[tuple[Template, ...]] = ()
    _records: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, described: str | Path | None = None) -> None:
        """`described`: the file beside which the description stands, by the same name (`__file__`)."""
        cls._methods = tuple(
            dict.fromkeys(
                name for base in reversed(cls.__mro__) for name, value in vars(base).items() if hasattr(value, "reads")
            )
        )
        if described is not None:
            cls._describe(Path(described).with_suffix(".toml"))
        if cls.labels:
            chrome = {f"!{category}": printed for category, printed in cls.chrome_labels.items()}
            cls._table = LabelTable({**cls.labels, **chrome}, cls.glued, long=cls.long)

    @classmethod
    def _describe(cls, path: Path) -> None:
        told = load_description(path)
        cls.description, cls.name, cls.enough, cls.signs = told, told.name, told.enough, signs_of(told)
        cls._patterns = chrome_of(told)
        cls.wordings = read_wordings(path.with_name(told.translations)) if told.translations else {}
        cls.chrome, cls.chrome_labels = cls._patterns.rules, told.chrome_labels
        cls.labels, cls.ambiguous = told.label_keys()
        every = (*cls.labels, *(f"!{category}" for category in told.chrome_labels))
        cls.glued = every if told.glued == ["all"] else told.glued
        cls.long = frozenset(told.long) or LONG
        cls._ends, cls._records = tuple(map(compile_template, told.ends)), tuple(told.records)

    def recognises(self, page: Page, weight: int) -> bool:
        """Whether signs of this weight make the page one of the family."""
        if self._records:
            return weight >= self.enough and bool(entry_starts(self._records, page.lines, page.text))
        told = self.description
        return weight >= self.enough or (told is not None and opens(told.opens, page))

    def parts(self, page: Page) -> list[Part]:
        """The parts of the page that hold one record each: its entries; else the page down to where others begin.

        What stands below that, up to the next line of chrome, is of other works.
        """
        if self._records:
            return entries_of(self._records, page)
        others = next((line for line in page.lines if self._shows_others(line)), None)
        if others is None or others.chrome is None:
            return [page.part()]
        for line in page.lines[others.number + 1 :]:
            if line.chrome is not None and not self._shows_others(line):
                break
            line.chrome = others.chrome
        return [page.part(0, others.number)]

    def _shows_others(self, line: Line) -> bool:
        return any(template.match(line) is not None for template in self._ends)

    @property
    def shows_several(self) -> bool:
        """Whether a page of the family may show several works; its head then speaks of none of them."""
        return type(self).parts is not Family.parts or bool(self._ends or self._records)

    def propose(self, page: Page) -> list[Proposal]:
        """What the description reads of the page: a proposal for each of its works that any value was read of."""
        account = Account(page.text)
        return [proposal for part in self.parts(page) if (proposal := self._read_part(part, account))]

    def entries(self, part: Part) -> list[Entry]:
        """The labelled values of a part, in the order of the page."""
        return self.settled(part.page.text, self.labelled(part.lines))

    def labelled(self, lines: Sequence[Line]) -> list[Entry]:
        """The values behind labels, each under the first thing that its label announces."""
        return self._table.read(lines) if self._table else []

    def label(self, text: str) -> str | None:
        """What the label that opens a line announces, None where none does."""
        found = self._table.match(text) if self._table else None
        return found[0] if found else None

    def settled(self, text: str, entries: list[Entry]) -> list[Entry]:
        """Gives labels that stand for two things the right one: what is told already is not told again."""
        seen: set[str] = set()
        for entry in entries:
            other = self.ambiguous.get(entry.label)
            if other and (entry.key in seen or self.fits_better(text, entry, other)):
                entry.key = other
            elif entry:
                seen.add(entry.key)
        return entries

    def fits_better(self, text: str, entry: Entry, other: str) -> bool:
        """Whether the value of a label that stands for two things is the second, `other`."""
        return False

    def blanked(self, part: Part, *keys: str) -> list[Entry]:
        """The lists of names that a scrape emptied: only commas are left, or only the label above other values."""
        text = part.page.text
        listed = [entry for key in keys if (entry := part.entries.get(key)) is not None]
        return [
            entry
            for entry in listed
            if (count_blanked(text[entry.start : entry.end]) is not None if entry else entry.last < part.end)
        ]

    def _read_part(self, part: Part, account: Account) -> Proposal:
        proposal = Proposal(account, part.start, part.end)
        found_entries = self.entries(part)
        part.entries = {}
        self._mark_labels(found_entries, proposal)
        for entry in found_entries:
            known = part.entries.get(entry.key)
            if not known:  # a repeated label counts only where the first had no value
                part.entries[entry.key] = entry
        for key in [key for key in part.entries if key.startswith(_RAW)]:  # of the index, where the page says nothing
            part.entries[key.removeprefix(_RAW)] = part.entries.get(key.removeprefix(_RAW)) or part.entries[key]
        self._put_selected(part, proposal)
        for name in self._methods:
            self._put(proposal, name, getattr(self, name)(part))
        for name, entry in part.entries.items():
            reader = READERS.get(name)
            if entry and reader and name not in self._methods:
                self._put(proposal, name, reader(part.page.text, entry.start, entry.end))
        self._attach_affiliations(part, proposal)
        self.finish(part, proposal)
        self._mark_rests(found_entries, proposal)
        self._mark_teasers(part, proposal)
        return proposal

    def _attach_affiliations(self, part: Part, proposal: Proposal) -> None:
        entry = part.entries.get("affiliations")
        if entry and (names := proposal.first("authors")):
            attach_affiliations(names, self.affiliations_of(entry))

    def affiliations_of(self, entry: Entry) -> dict[str, str]:
        """The affiliations behind their label by the marks of the names."""
        return parse_affiliations([line.text for line in entry.lines])

    def above(self, part: Part) -> list[Line]:
        """The lines above the first value, without chrome: where nothing else has labels, title and teaser."""
        start = min((entry.label_start for entry in part.entries.values()), default=part.end)
        return [line for line in part.content if line.end <= start]

    def head(self, part: Part) -> list[Line]:
        """The lines above the first label of a part, without chrome."""
        table = self._table
        return list(takewhile(lambda line: table is None or table.match(line.text) is None, part.content))

    def finish(self, part: Part, proposal: Proposal) -> None:
        """The last look at what is proposed: warnings of what the page states and does not show, or has lost."""
        for stated, listed, warning in _STATED:
            if (proposal.first(stated) or 0) > len(proposal.first(listed) or []):
                proposal.warn(warning)
        for warning in self.description.repair if self.description else ():
            field, _, loss = warning.partition("_")
            if not proposal.has(field) and (loss != "blank" or part.entries.get(field)):
                proposal.warn(warning)

    def _put_selected(self, part: Part, proposal: Proposal) -> None:
        """Values that elements hold; what else is read of their fields only claims its span."""
        for field, items in selected(self.description.selectors, part.page) if self.description else ():
            inside = [item for item in items if part.start <= item.start < part.end]
            if inside and not proposal.has(field):
                self._put(proposal, field, inside)
                proposal.settled.add(field)

    def _put(self, proposal: Proposal, name: str, found: Findings) -> None:
        if isinstance(found, dict):
            for field, reading in found.items():
                self._put(proposal, field, reading)
            self._mark_between(proposal, name, [reading for reading in found.values() if reading])
            return
        readings = [found] if isinstance(found, Found) else found or []
        rule = f"{self.name}.{name.lstrip('!')}"
        for reading in readings:
            proposal.mark(reading.start, reading.end, "boilerplate" if name.startswith("!") else "field", rule)
        if name not in proposal.settled:
            proposal.read(name, readings, rule, Rank.FAMILY)

    def _mark_between(self, proposal: Proposal, name: str, readings: list[Found[Any]]) -> None:
        """What stands between several values of one line is part of that line."""
        if len(readings) > 1:
            start, end = min(reading.start for reading in readings), max(reading.end for reading in readings)
            if "\n" not in proposal.account.text[start:end]:
                proposal.mark(start, end, "field", f"{self.name}.{name}")

    def _mark_labels(self, entries: list[Entry], proposal: Proposal) -> None:
        for entry in entries:
            rule = f"{self.name}.{entry.key.lstrip('!')}"
            if entry.key.startswith("!"):
                proposal.mark(entry.label_start, entry.last, "boilerplate", rule)
            else:
                proposal.mark(entry.label_start, max(entry.label_end, entry.start), "label", rule)

    def _mark_rests(self, entries: list[Entry], proposal: Proposal) -> None:
        """What stands between the parts of a value that was read, values no field is kept for, and closing bars."""
        for entry in entries:
            rule = f"{self.name}.{entry.key}"
            unread = entry.key in READERS and proposal.account.is_free(entry.start, entry.end)
            if entry and not unread:
                proposal.mark(entry.start, entry.end, "field", rule)
            if entry.end < entry.last:
                proposal.mark(entry.end, entry.last, "label", rule)

    def _mark_teasers(self, part: Part, proposal: Proposal) -> None:
        """Lines that repeat the start of the abstract, cut off or whole."""
        abstract = proposal.first("abstract")
        if abstract is None:
            return
        full = ""
        for line in part.lines:
            if len(line.text) < 30 or line.chrome is not None or not proposal.account.is_free(line.start, line.end):
                continue
            if not full:
                full = render_abstract(abstract.sections)
                opening = _letters(full[:_OPENING])
            if _letters(line.text[:30])[:16] in opening and is_teaser_of(line.text, full):
                proposal.mark(line.start, line.end, "boilerplate", f"{self.name}.teaser")

    def mark_patterns(self, page: Page) -> None:
        """Marks the lines that the family's templates cover whole."""
        self._patterns.mark(page)


_RAW = "raw_"  # before the keys of a dump of the index that the page was made from
_STATED = (
    ("related_total", "related", "related_incomplete"),
    ("reference_count", "references", "references_incomplete"),
)
_OPENING = 300  # characters of an abstract in which a teaser of it begins, labels and all


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
