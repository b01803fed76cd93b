"""Counting what came out of a run."""

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas import PageResult, Record

_ALWAYS = frozenset({"record_id", "source", "provenance", "warnings"})
_MOST_NAMED = 1000
_UNREADABLE = ("undecodable", "too_large", "timeout", "crash")


@dataclass(slots=True)
class LeftOut:
    """Files and members of archives that are no page: how many of each suffix, and the names of the first 1,000."""

    suffixes: Counter[str] = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Counts one."""
        self.suffixes[os.path.splitext(name)[1].lower()] += 1
        if len(self.names) < _MOST_NAMED:
            self.names.append(name)

    def taken(self) -> "LeftOut":
        """What was counted; counting starts anew."""
        found = LeftOut(self.suffixes, self.names)
        self.suffixes, self.names = Counter(), []
        return found

    def merge(self, counts: Mapping[str, Any]) -> None:
        """Adds the counts of another, given as `as_json` gives them."""
        self.suffixes.update(counts["suffixes"])
        self.names += counts["names"][: _MOST_NAMED - len(self.names)]

    def as_json(self) -> dict[str, Any]:
        """The counts as `run.json` holds them."""
        return {
            "files": self.suffixes.total(),
            "suffixes": dict(sorted(self.suffixes.items())),
            "names": self.names,
        }


@dataclass(slots=True)
class Summary:
    """The counts of a run."""

    pages: int = 0
    records: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    filled: dict[str, Counter[str]] = field(default_factory=dict)  # by family: records that have the field
    other_languages: int = 0  # records that the language filter kept out
    left_out: LeftOut = field(default_factory=LeftOut)
    notes: list[str] = field(default_factory=list)  # of the inputs: named twice, gone, come or changed meanwhile

    @property
    def nothing_readable(self) -> bool:
        """Whether there was input, and nothing of it could be read."""
        return bool(self.pages) and self.rejects["undecodable"] == self.pages

    def add(self, result: PageResult) -> None:
        """Counts one page."""
        self.pages += 1
        self.records += len(result.records)
        self.other_languages += len(result.dropped)
        if result.reason:
            self.rejects[result.reason] += 1
        for record in result.records:
            self.families[record.source.extractor] += 1
            self.filled.setdefault(record.source.extractor, Counter()).update(filled_fields(record))

    def merge(self, counts: Mapping[str, Any]) -> None:
        """Adds the counts of another, given as `as_json` gives them."""
        self.pages += counts["pages"]
        self.records += counts["records"]
        self.rejects.update(counts["rejects"])
        self.families.update(counts["families"])
        for family, fields in counts["filled"].items():
            self.filled.setdefault(family, Counter()).update(fields)
        self.other_languages += counts["other_languages"]
        self.left_out.merge(counts["left_out"])

    def as_json(self) -> dict[str, Any]:
        """The counts as `run.json` holds them."""
        return {
            "pages": self.pages,
            "records": self.records,
            "rejects": dict(sorted(self.rejects.items())),
            "families": dict(sorted(self.families.items())),
            "filled": {name: dict(sorted(fields.items())) for name, fields in sorted(self.filled.items())},
            "other_languages": self.other_languages,
            "left_out": self.left_out.as_json(),
        }

    def flow(self, duplicates: int | None = None) -> dict[str, int | None]:
        """The counts for a PRISMA 2020 flow diagram. `duplicates` are the records beyond the first of each work, where
        records were merged; null where nobody looked for them."""
        identified = self.records + self.other_languages
        return {
            "pages": self.pages,
            "pages_not_readable": sum(self.rejects[reason] for reason in _UNREADABLE),
            "pages_without_record": self.rejects.total()
            - self.rejects["language"]
            - sum(self.rejects[reason] for reason in _UNREADABLE),
            "records_identified": identified,
            "records_excluded_by_language": self.other_languages,
            "duplicates_removed": duplicates,
            "records_to_screen": self.records - (duplicates or 0),
        }


def filled_fields(record: Record) -> list[str]:
    """The fields of a record that have a value."""
    return [name for name in Record.model_fields if name not in _ALWAYS and getattr(record, name) not in (None, [])]
