"""What a family of pages is: how it is recognised, which lines are chrome, where each field stands."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from extractors.boilerplate.rules import Boilerplate, Sign
from extractors.decision.draft import Draft, Evidence
from extractors.detectors.abstracts import is_teaser_of, render_abstract
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
    chrome_patterns: ClassVar[tuple[tuple[str, str], ...]] = ()  # category, expression for a whole line
    labels: ClassVar[Mapping[str, Sequence[str]]] = {}
    chrome_labels: ClassVar[Mapping[str, Sequence[str]]] = {}  # category, labels whose values are no part of a record
    stops: ClassVar[Sequence[str]] = ()  # headings that end the value above them and open nothing a record keeps
    glued: ClassVar[Collection[str]] = ()  # keys whose values may be glued to their labels
    long: ClassVar[Collection[str]] = LONG  # keys whose values may go on below a blank line

    ignore_case: ClassVar[bool] = False  # of labels

    _methods: ClassVar[tuple[str, ...]] = ()
    _table: ClassVar[LabelTable | None] = None
    _patterns: ClassVar[tuple[tuple[Boilerplate, re.Pattern[str]], ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._methods = tuple(
            dict.fromkeys(
                name for base in reversed(cls.__mro__) for name, value in vars(base).items() if hasattr(value, "reads")
            )
        )
        if cls.labels:
            chrome = {f"!{category}": printed for category, printed in cls.chrome_labels.items()}
            cls._table = LabelTable({**cls.labels, **chrome, "": cls.stops}, cls.glued, cls.ignore_case, long=cls.long)
        cls._patterns = tuple(
            (Boilerplate(category, (), longest=80, owner=cls.name), re.compile(expression))
            for category, expression in cls.chrome_patterns
        )

    def recognises(self, page: Page, weight: int) -> bool:
        """Whether signs of this weight make the page one of the family."""
        return weight >= self.enough

    def parts(self, page: Page) -> list[Part]:
        """The parts of the page that hold one record each; by default the page is one."""
        return [page.part()]

    def read(self, page: Page, account: Account) -> list[Draft]:
        """The records of the page, with every value claimed in the account."""
        return [draft for part in self.parts(page) if (draft := self._read_part(part, account)).values]

    def entries(self, part: Part) -> list[Entry]:
        """The labelled values of a part, in the order of the page."""
        return self._table.read(part.lines) if self._table else []

    def _read_part(self, part: Part, account: Account) -> Draft:
        draft = Draft(part.start, part.end)
        found_entries = self.entries(part)
        part.entries = {}
        self._claim_labels(found_entries, account)
        for entry in found_entries:
            known = part.entries.get(entry.key)
            if not known:  # a repeated label counts only where the first had no value
                part.entries[entry.key] = entry
        for name in self._methods:
            self._put(draft, account, name, getattr(self, name)(part))
        for name, entry in part.entries.items():
            reader = READERS.get(name)
            if entry and reader and name not in self._methods:
                self._put(draft, account, name, reader(part.page.text, entry.start, entry.end))
        self.finish(part, draft)
        self._claim_rests(found_entries, account)
        self._claim_teasers(part, draft, account)
        return draft

    def finish(self, part: Part, draft: Draft) -> None:
        """The family's last look at a draft: warnings that need several fields."""

    def _put(self, draft: Draft, account: Account, name: str, found: Findings) -> None:
        if isinstance(found, dict):
            for field, reading in found.items():
                self._put(draft, account, field, reading)
            self._claim_between(account, name, [reading for reading in found.values() if reading])
            return
        readings = [found] if isinstance(found, Found) else found or []
        rule = f"{self.name}.{name.lstrip('!')}"
        for reading in readings:
            account.claim(reading.start, reading.end, "boilerplate" if name.startswith("!") else "field", rule)
        readings = [reading for reading in readings if reading.value is not None]
        if readings:
            many = len(readings) > 1
            value = [item for reading in readings for item in reading.value] if many else readings[0].value
            draft.put(name, value, *(Evidence(rule, reading.start, reading.end) for reading in readings))

    def _claim_between(self, account: Account, name: str, readings: list[Found[Any]]) -> None:
        """What stands between several values of one line is part of that line."""
        if len(readings) > 1:
            start, end = min(reading.start for reading in readings), max(reading.end for reading in readings)
            if "\n" not in account.text[start:end]:
                account.claim(start, end, "field", f"{self.name}.{name}")

    def _claim_labels(self, entries: list[Entry], account: Account) -> None:
        for entry in entries:
            rule = f"{self.name}.{entry.key.lstrip('!')}"
            if entry.key.startswith("!"):
                account.claim(entry.label_start, entry.last, "boilerplate", rule)
            else:
                account.claim(entry.label_start, max(entry.label_end, entry.start), "label", rule)

    def _claim_rests(self, entries: list[Entry], account: Account) -> None:
        """What stands between the parts of a value that was read, values no field is kept for, and closing bars."""
        for entry in entries:
            rule = f"{self.name}.{entry.key}"
            unread = entry.key in READERS and account.is_free(entry.start, entry.end)
            if entry and not unread:
                account.claim(entry.start, entry.end, "field", rule)
            if entry.end < entry.last:
                account.claim(entry.end, entry.last, "label", rule)

    def _claim_teasers(self, part: Part, draft: Draft, account: Account) -> None:
        """Lines that repeat the start of the abstract, cut off or whole."""
        abstract = draft.values.get("abstract")
        if abstract is None:
            return
        full = ""
        for line in part.lines:
            if len(line.text) < 30 or line.chrome is not None or not account.is_free(line.start, line.end):
                continue
            if not full:
                full = render_abstract(abstract.sections)
                opening = _letters(full[:_OPENING])
            if _letters(line.text[:30])[:16] in opening and is_teaser_of(line.text, full):
                account.claim(line.start, line.end, "boilerplate", f"{self.name}.teaser")

    def mark_patterns(self, page: Page) -> None:
        """Marks the lines that the family's expressions cover whole."""
        for rule, expression in self._patterns:
            for line in page.lines:
                if line.chrome is None and len(line.text) <= rule.longest and expression.fullmatch(line.text):
                    line.chrome = rule


_OPENING = 300  # characters of an abstract in which a teaser of it begins, labels and all


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def claim_chrome(lines: Sequence[Line], account: Account) -> None:
    """Claims what is still free of the lines that boilerplate rules cover."""
    for line in lines:
        if line.chrome is not None:
            account.claim(line.start, line.end, "boilerplate", line.chrome.rule)
