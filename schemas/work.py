"""A work: the records of several pages that describe one publication, merged.

Nothing is lost by merging: a work holds every value of every record it was made of, so `Work.records()` gives the
records back, and merging works again is the same as merging their records.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from schemas.record import BibliographicFields, Evidence, Model, Record, Source

WorkId = Annotated[str, Field(pattern=r"^work:[0-9a-f]{32}$")]

Reason = Literal["only", "agreed", "broken", "rank", "completeness", "agreement", "tie", "case", "union", "superseded"]
"""Why a value was chosen. `only`: one witness; `agreed`: all say the same; `broken`: the others are cut off or damaged;
`rank`, `completeness`, `agreement`: it beat the others by that; `tie`: by nothing, it sorts first; `case`: as the
winner, but better cased; `union`: put together from lists of which each witness shows a part; `superseded`: no longer
true of the work (ahead of print)."""

FIELDS = tuple(BibliographicFields.model_fields)
"""The fields of a record that say something of the work, in the order of the record."""


class Member(Model):
    """A record the work was made of."""

    id: str = Field(
        description="How the rest of the work names it: the record's own id, with `~` and a digest of its content "
        "where records of different content have the same id.",
        examples=["e5f906f5751e78784e6928a0d64fba9e"],
    )
    record_id: str = Field(description="The record's own id.", examples=["e5f906f5751e78784e6928a0d64fba9e"])
    source: Source = Field(
        description="The page it came from.",
        examples=[{"page_id": "sha256:2bf7…", "path": "a.html", "extractor": "generic", "media": "html"}],
    )
    provenance: dict[str, list[Evidence]] = Field(
        default={},
        description="The record's evidence.",
        examples=[{"doi": [{"rule": "vufind.doi", "start": 2310, "end": 2336, "tag": None}]}],
    )
    warnings: list[str] = Field(default=[], description="The record's warnings.", examples=[["authors_blank"]])


class OtherValue(Model):
    """A value that was not chosen, and the members that show it."""

    value: JsonValue = Field(description="The value, as in a record.", examples=["2023"])
    witnesses: list[str] = Field(description="Members that show it.", examples=[["e5f906f5751e78784e6928a0d64fba9e"]])


class Choice(Model):
    """How the value of one field came about: who shows it, why it was taken, and what else was shown."""

    reason: Reason = Field(description="Why the value was taken; see docs/merging.md.", examples=["agreed"])
    witnesses: list[str] = Field(
        default=[], description="Members that show it.", examples=[["e5f906f5751e78784e6928a0d64fba9e"]]
    )
    others: list[OtherValue] = Field(
        default=[], description="What else was shown.", examples=[[{"value": "2023", "witnesses": ["e5f9…"]}]]
    )


class Match(Model):
    """Why two members describe one work: `evidence` names what agrees (`doi`, `title`, `abstract`, …), best first.

    `score` is the weight of that evidence, see `pipeline.merging.evidence`.
    """

    a: str = Field(description="A member.", examples=["e5f906f5751e78784e6928a0d64fba9e"])
    b: str = Field(description="Another.", examples=["0b1c06f5751e78784e6928a0d64fba9e"])
    score: float = Field(description="Weight of the evidence.", examples=[14.2])
    evidence: list[str] = Field(description="What agrees, best first.", examples=[["doi", "title"]])


class VersionLink(Model):
    """Another work that this one is an earlier version of (a preprint of an article), and why."""

    work_id: WorkId = Field(description="The later version.", examples=["work:e5f906f5751e78784e6928a0d64fba9e"])
    why: Match = Field(
        description="Why.", examples=[{"a": "e5f9…", "b": "0b1c…", "score": 14.2, "evidence": ["title"]}]
    )


class WorkIdentity(Model):
    """Which work this is."""

    work_id: WorkId = Field(
        description="Digest of its strongest identifier, else of its least member.",
        examples=["work:e5f906f5751e78784e6928a0d64fba9e"],
    )


class Work(BibliographicFields, WorkIdentity):
    """One work, from all its records."""

    members: list[Member] = Field(
        min_length=1,
        description="The records it was made of.",
        examples=[[{"id": "e5f9…", "record_id": "e5f9…", "source": {"page_id": "sha256:2bf7…"}}]],
    )
    choices: dict[str, Choice] = Field(
        default={},
        description="For each field that has a value, how it came about.",
        examples=[{"issued": {"reason": "agreed", "witnesses": ["e5f9…"], "others": []}}],
    )
    why: list[Match] = Field(
        default=[],
        description="The matches that hold the members together.",
        examples=[[{"a": "e5f9…", "b": "0b1c…", "score": 14.2, "evidence": ["doi"]}]],
    )
    is_version_of: list[VersionLink] = Field(
        default=[],
        description="Later versions of this work, such as the article of a preprint.",
        examples=[[{"work_id": "work:e5f906f5751e78784e6928a0d64fba9e"}]],
    )
    warnings: list[str] = Field(
        default=[], description="Fields its records disagree on, as codes.", examples=[["conflict:issued"]]
    )

    def record(self) -> Record:
        """The work as a record, for writers: its id is the work's, its source the first member's, no provenance."""
        values: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        source = self.members[0].source
        return Record(record_id=self.work_id, source=source, provenance={}, warnings=self.warnings, **values)

    def records(self) -> list[Record]:
        """The records the work was made of, as they went in, in the order of `members`."""
        return [self._member(member) for member in self.members]

    def _member(self, member: Member) -> Record:
        plain = self.model_dump(include=set(FIELDS))
        values: dict[str, Any] = {}
        for name, choice in self.choices.items():
            # Others first: the witnesses of a union each show a part of it, and that part stands among the others.
            for other in choice.others:
                if member.id in other.witnesses:
                    values[name] = other.value
                    break
            else:
                if member.id in choice.witnesses:
                    values[name] = plain[name]
        values |= {"record_id": member.record_id, "source": member.source.model_dump(), "warnings": member.warnings}
        values["provenance"] = {k: [e.model_dump() for e in v] for k, v in member.provenance.items()}
        return Record.model_validate(values)
