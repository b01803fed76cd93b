"""What became of one page: its records and the account of its characters."""

from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from schemas.exporting import Shows
from schemas.record import EDTF, Model, Record, is_absent

Reason = Literal[
    "empty", "undecodable", "blocked", "error_page", "no_record", "language", "too_large", "timeout", "crash"
]
Kind = Literal["field", "label", "boilerplate", "residue"]


class Candidate(Model):
    """A value that was proposed for a field and not chosen."""

    field: str
    value: Any
    rule: str
    score: float
    reason: str
    start: int | None = None
    end: int | None = None
    tag: str | None = None


class Segment(Model):
    """A run of the page text and what it is."""

    start: int = Field(ge=0, description="Where it begins in the page text, in code points.", examples=[0])
    end: int = Field(ge=0, description="Where it ends (exclusive).", examples=[42])
    kind: Kind = Field(
        description="A value of a record, the label of one, boilerplate, or residue: text nobody claimed.",
        examples=["field", "boilerplate"],
    )
    rule: str | None = Field(
        default=None, description="What claimed it; null for residue.", examples=["qxmd.title", "copyright"]
    )


class PageResult(Model, Shows):
    """The outcome for one page. Serialised, it is a line of `pages.jsonl`.

    `segments` refer to `page_text` and tile it exactly.
    """

    page_id: str = Field(
        description="SHA-256 of the page's bytes.",
        examples=["sha256:2bf7961c87a141d3dc97c26455effcbdca41e31a650921ccc07bc205fbd50150"],
    )
    path: str | None = Field(
        default=None, description="Where the page lay, as in a record's `source`.", examples=["pages.zip!/a.html"]
    )
    url: str | None = Field(default=None, description="The page's address.", examples=["https://example.org/article/1"])
    status: Literal["extracted", "rejected"] = Field(
        description="Whether the page gave a record.", examples=["extracted"]
    )
    reason: Reason | None = Field(
        default=None, description="Why it gave none; see docs/reasons-and-warnings.md.", examples=["no_record"]
    )
    extractor: str | None = Field(
        default=None, description="The family that read it; null for a page without a record.", examples=["vufind"]
    )
    language: str | None = Field(
        default=None, description="The language of its records, where they share one.", examples=["en"]
    )
    record_ids: list[str] = Field(
        default=[], description="Its records, in order.", examples=[["e5f906f5751e78784e6928a0d64fba9e"]]
    )
    length: int = Field(default=0, description="Code points of the page text.", examples=[5120])
    text: str = Field(
        default="",
        description="The cleaned text: the page without labels and boilerplate.",
        examples=["Barriers to help seeking: a survey\nGray BT"],
    )
    segments: list[Segment] = Field(
        default=[],
        description="The account of the page text: consecutive, without gap or overlap.",
        examples=[[{"start": 0, "end": 42, "kind": "field", "rule": "qxmd.title"}]],
    )
    accessed: EDTF | None = Field(
        default=None,
        description="The day the page was fetched or saved, from the WARC or the saved page. OPTIONAL.",
        examples=["2024-03-12"],
        exclude_if=is_absent,
    )
    input_id: str | None = Field(
        default=None,
        description="The page's id in the input table (column `id`, or the one named with --id-column). OPTIONAL.",
        examples=["row-17"],
        exclude_if=is_absent,
    )
    detail: SkipJsonSchema[str | None] = Field(default=None, exclude=True)  # to the reason; in `rejects.jsonl`
    records: SkipJsonSchema[list[Record]] = Field(default=[], exclude=True)
    dropped: SkipJsonSchema[list[Record]] = Field(default=[], exclude=True)  # records in languages that were not wanted
    candidates: SkipJsonSchema[list[Candidate]] = Field(default=[], exclude=True, repr=False)
    page_text: SkipJsonSchema[str] = Field(default="", exclude=True, repr=False)
