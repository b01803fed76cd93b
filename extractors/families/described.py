"""A family that a description tells: what it proposes, and what it tells the one reader of its pages' layout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from extractors.boilerplate.rules import Boilerplate, Sign
from extractors.decision.agreement import is_fuller
from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.keyword_lists import read_keywords
from extractors.families.chrome import Chrome, chrome_of, signs_of
from extractors.families.description import Description, load_description
from extractors.families.entries import entries_of, entry_starts, opens
from extractors.families.ordering import REST, SECTION, read_order
from extractors.families.selecting import selected
from extractors.families.templates import Template, compile_template, read_slot
from extractors.found import Found
from extractors.label_table import LabelTable, labels_with
from extractors.page import Line, Page
from extractors.page.account import Account, Claim
from extractors.page.features import Features
from extractors.reader.authors import affiliate
from extractors.reader.outline import Labelled, Layout, Outline, outline_of

_GATHERED = ("issn", "isbn")  # of several lines
_OTHERS = ("references", "related", "cited_by")  # labels of works of others
_CITED = ("generic.citation", "generic.own_citation")
_TELLING = ("title", "authors", "doi")  # one of these makes an entry a work
_CITING = ("citation", "own_citation")


@dataclass
class Described:
    """A description ready to be used on pages."""

    description: Description

    @classmethod
    def of(cls, path: Path) -> "Described":
        """The family of a file. Raises DescriptionError where it cannot be used."""
        return cls(load_description(path))

    @property
    def name(self) -> str:
        return self.description.name

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """How its pages are recognised."""
        return signs_of(self.description)

    @cached_property
    def _chrome(self) -> Chrome:
        return chrome_of(self.description)

    @property
    def chrome(self) -> tuple[Boilerplate, ...]:
        """The boilerplate rules that phrases tell."""
        return self._chrome.rules

    @cached_property
    def _lines(self) -> list[Template]:
        told = [label for printed in self.description.labels.values() for label in printed if "{" in label]
        return list(map(compile_template, [*self.description.lines, *told]))

    @cached_property
    def layout(self) -> Layout:
        """What the reader is told: the family's labels before those of all pages, and where its works stop."""
        told = [(key, label) for key, printed in self.description.labels.items() for label in printed]
        plain = {label: key for key, label in told if "{" not in label}
        table: LabelTable = labels_with(plain, frozenset(self.description.glued))
        headings = tuple((key, compile_template(label)) for key, label in told if "{" in label)
        return Layout(table, tuple(map(compile_template, self.description.ends)), headings)

    @cached_property
    def _own_labels(self) -> frozenset[tuple[str, str]]:
        fold = self.layout.labels.fold
        return frozenset((key, fold(label)) for key, told in self.description.labels.items() for label in told)

    def recognises(self, page: Page, weight: int) -> bool:
        """Whether signs of this weight make the page one of the family."""
        told = self.description
        if told.records:
            return weight >= told.enough and bool(entry_starts(told.records, page.lines, page.text))
        return weight >= told.enough or opens(told.opens, page)

    def mark_patterns(self, page: Page) -> None:
        """Marks the lines that the family's templates of chrome cover whole."""
        self._chrome.mark(page)

    def entries(self, page: Page) -> list[Proposal]:
        """What the description alone tells of each entry of a page that shows several works: labels, lines, orders."""
        account = Account(page.text)
        found = []
        for part in entries_of(self.description.records, page):
            entry = replace(page, lines=part.lines, starts=[line.start for line in part.lines])
            outline = outline_of(entry, self.layout)
            proposal = self.propose(outline, Proposal(account, part.start, part.end))
            for item in (item for items in outline.labelled.values() for item in items if item.lines):
                self._read_labelled(item, outline, proposal)
            self._mend(outline, proposal)
            if any(proposal.has(field) for field in _TELLING):
                found.append(proposal)
        return found

    def _read_labelled(self, item: Labelled, outline: Outline, proposal: Proposal) -> None:
        values = read_slot(item.key, outline.text, item.start, item.end)
        for field, value in values.items():
            self._put(field, value, proposal)
        if values:
            proposal.mark(*item.label_span, "label", f"{self.name}.{item.key}")

    def propose(self, outline: Outline, proposal: Proposal | None = None) -> Proposal:
        """What selectors, templates and the order of lines tell."""
        if proposal is None:
            proposal = Proposal(Account(outline.text), 0, len(outline.text))
        for field, items in selected(self.description.selectors, outline.page):
            inside = [item for item in items if proposal.start <= item.start < proposal.end]
            if inside:
                self._put(field, inside, proposal)
        taken = set[int]()
        for template in self._lines:
            self._read_lines(template, outline, proposal, taken)
        for order in self.description.order:
            for field, found in read_order(order, outline):
                self._put(field, found, proposal, adds=order.each)
        outline.settle({e.start for c in proposal.candidates for e in c.evidence if e.start is not None})
        return proposal

    def confirm(self, outline: Outline, proposal: Proposal) -> None:
        """What the family says of the reader's candidates: those behind its labels are its own; what its pages lack, or
        a scrape lost, is none."""
        for items in outline.labelled.values():
            for item in items:
                if item.lines and self._tells(item):
                    self._own(item, proposal)
                    if item.at.number >= outline.own_end:
                        self._read_below(item, outline, proposal)
        lacking = set(self.description.lacks) | self._mend(outline, proposal)
        for candidate in proposal.candidates:
            if candidate.field == "authors" and candidate.rank == Rank.FAMILY:
                affiliate(outline, [name for name in candidate.value if not name.affiliations])
            if candidate.field in lacking and candidate.rank == Rank.READER:
                candidate.lost = "pages of the family do not show it"

    def _put(self, field: str, found: Found[Any] | list[Found[Any]], proposal: Proposal, adds: bool = False) -> None:
        known = next((candidate for candidate in proposal.candidates if candidate.field == field), None)
        if isinstance(found, Found) and field in (REST, SECTION):
            kind = "field" if field == REST else "label"
            proposal.rests.append(Claim(found.start, found.end, kind, f"{self.name}.{field.lstrip('!')}"))
        elif not adds and (known is None or _may_be_fuller(field, found, known.value)):
            proposal.read(field, found, f"{self.name}.{field}", Rank.FAMILY)
        elif known is not None and (field in _GATHERED or (adds and isinstance(known.value, list))):
            for item in [found] if isinstance(found, Found) else found:
                known.value = _joined(known.value, item.value)
                known.evidence.append(Evidence(f"{self.name}.{field}", item.start, item.end))

    def _read_lines(self, template: Template, outline: Outline, proposal: Proposal, taken: set[int]) -> None:
        """The first line that fits; of lists, such as names one a line, all that fit. A line that one template reads is
        taken."""
        lists: dict[str, list[Found[Any]]] = {}
        first = True
        for line in _whole_first(outline, _all_own(outline) if template.worded else outline.own()):
            values = template.read(outline.text, line) if line.start not in taken else None
            if values is None or not (first or any(isinstance(found.value, list) for found in values.values())):
                continue
            for field, value in values.items():
                if isinstance(value.value, list):
                    lists.setdefault(field, []).append(value)
                elif first:
                    self._put(field, value, proposal)
            proposal.rests.append(Claim(line.start, line.end, "field", f"{self.name}.line"))
            taken.add(line.start)
            first = False
        for field, items in lists.items():
            self._put(field, items, proposal)

    def _read_below(self, item: Labelled, outline: Outline, proposal: Proposal) -> None:
        """Reads what stands behind a label below the work's text or references, where the reader does not look."""
        if item.key == "keywords":
            found = read_keywords(outline.text, item.start, item.end)
            values = {item.key: found} if found else {}
        else:
            line = item.lines[0]
            values = read_slot(item.key, outline.text, line.start, line.end)
        for field, value in values.items():
            self._put(field, value, proposal)

    def _tells(self, item: Labelled) -> bool:
        """Whether a label is one of the description's."""
        folded = item.key, self.layout.labels.fold(item.match.label)
        return folded in self._own_labels or any(
            key == item.key and heading.match(item.at.line) is not None for key, heading in self.layout.headings
        )

    def _own(self, item: Labelled, proposal: Proposal) -> None:
        """Takes the reader's candidates that stand behind a label of the family for the family's."""
        first, last = item.at.line.start, item.lines[-1].end
        for candidate in proposal.candidates:
            begins = next((e.start for e in candidate.evidence if e.start is not None), -1)
            same = candidate.field == item.key or (item.key in _CITING and candidate.evidence[0].rule in _CITED)
            same = same or (item.key == "pages" and candidate.field in ("first_page", "last_page"))
            if same and candidate.rank == Rank.READER and first <= begins < last:
                candidate.rank = Rank.FAMILY
                rule = f"{self.name}.{candidate.field}"
                candidate.evidence = [Evidence(rule, e.start, e.end, e.tag) for e in candidate.evidence]

    def _mend(self, outline: Outline, proposal: Proposal) -> set[str]:
        """The fields that a scrape lost, by what it left of them."""
        lost = set()
        for warning, told in self.description.repair.items():
            field = warning.partition("_")[0]
            if not told and not any(c.field == field and c.lost is None for c in proposal.candidates):
                proposal.warn(warning)
            templates = list(map(compile_template, told))
            seen = next((s for s in outline.own() if any(t.match(s.line) is not None for t in templates)), None)
            if seen is not None:
                proposal.warn(warning)
                proposal.mark(seen.line.start, seen.line.end, "boilerplate", f"{self.name}.{warning}")
                lost.add(field)
        return lost


def _may_be_fuller(field: str, found: Found[Any] | list[Found[Any]], known: Any) -> bool:
    """Whether what is found may tell more than what is known: the day of a year, all names of a citation."""
    if field == "authors":
        names = [name for item in ([found] if isinstance(found, Found) else found) for name in item.value]
        return is_fuller(field, names, known)
    return field == "issued"


def _joined(known: list[Any], more: list[Any]) -> list[Any]:
    """Both lists, what a page repeats once."""
    values: dict[Any, Any] = {}
    for value in (*known, *more):
        values.setdefault(getattr(value, "literal", value), value)
    return list(values.values())


def _whole_first(outline: Outline, lines: Iterable[Features]) -> Iterator[Line]:
    """Lines, and before the pieces of one that was cut the whole: templates are of whole lines."""
    for seen in lines:
        whole = outline.page.line_at(seen.line.start)
        if whole is not None and whole.start == seen.line.start and whole.end > seen.line.end:
            yield whole
        yield seen.line


def _all_own(outline: Outline) -> Iterator[Features]:
    """All lines of the page that are not of its references or other works, those below its text too."""
    others = {line.start for key in _OTHERS for item in outline.labelled.get(key, ()) for line in item.lines}
    return (seen for seen in outline.lines[: outline.end] if seen.line.start not in others)
