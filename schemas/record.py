"""A bibliographic record: what one page says of one work, validated.

Field names and values follow CSL 1.0.2 (types), Crossref (identifiers), EDTF level 0 (dates) and the NLM's
structured-abstract categories (https://structuredabstracts.nlm.nih.gov).

Keys are always present; what a page does not say is null or an empty list. Fields marked with `OPTIONAL` came later and
are left out where they have no value.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.exporting import Exports

Category = Literal["BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"]
EDTF = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
DOI = Annotated[str, Field(pattern=r"^10\.\d{4,9}(\.\d+)*/\S+$")]
ISSN = Annotated[str, Field(pattern=r"^\d{4}-\d{3}[\dX]$")]
ISBN = Annotated[str, Field(pattern=r"^(\d{9}[\dX]|97[89]\d{10})$")]
ORCID = Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")]


def is_absent(value: Any) -> bool:
    """Whether a value is null or an empty list."""
    return value is None or value == []


class Model(BaseModel):
    """Ground rules of every model: no unknown keys, no change once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Author(Model):
    """A contributor, in the order of the page."""

    literal: str = Field(description="The name as printed.", examples=["Benjamin Thomas Gray"])
    family: str | None = Field(
        default=None,
        description="Family name with its particles and suffix; null for an organisation and for a name that cannot be "
        "split.",
        examples=["Gray", "van der Berg"],
    )
    given: str | None = Field(default=None, description="Given names or initials.", examples=["Benjamin Thomas", "B T"])
    orcid: ORCID | None = Field(
        default=None, description="ORCID iD, check digit verified.", examples=["0000-0002-1825-0097"]
    )
    affiliations: list[str] = Field(
        default=[],
        description="Affiliations as printed, without their marks.",
        examples=[["Department of Psychiatry, University of Ulm, Germany"]],
    )


class Section(Model):
    """A part of an abstract."""

    label: str | None = Field(
        description="The label as printed; null for text that stands under no label.", examples=["Purpose"]
    )
    category: Category | None = Field(
        description="The NLM's category of the label; null for a label outside its list.", examples=["OBJECTIVE"]
    )
    text: str = Field(description="The text under the label.", examples=["To learn what keeps patients away."])

    def labelled(self) -> str:
        """`Label: text`; a label that is a question ends as it is printed."""
        mark = "" if not self.label or self.label.endswith(("?", "？")) else ":"
        return f"{self.label or ''}{mark} {self.text}".strip()


class Abstract(Model):
    """An abstract, with its labelled sections."""

    text: str = Field(
        description="The wording of the abstract, without labels; where it has labelled sections, one line a section.",
        examples=["To learn what keeps patients away.\nWe asked sixty of them."],
    )
    language: str | None = Field(
        default=None, description="ISO 639-1, of the wording; null where it cannot be told.", examples=["en"]
    )
    truncated: bool = Field(default=False, description="Whether the page shows only its beginning.", examples=[False])
    sections: list[Section] = Field(
        default=[],
        description="The labelled sections in order; empty for an abstract without labels.",
        examples=[[{"label": "Purpose", "category": "OBJECTIVE", "text": "To learn what keeps patients away."}]],
    )

    def labelled(self) -> str:
        """The abstract to be read by itself: where it has labelled sections, one line a section as `Label: text`."""
        return "\n".join(section.labelled() for section in self.sections) or self.text


class TranslatedTitle(Model):
    """A title in another language than that of the record's `title`."""

    text: str = Field(description="The title as printed.", examples=["Obstacles à la recherche d’aide"])
    language: str | None = Field(default=None, description="ISO 639-1; null where it cannot be told.", examples=["fr"])


class Classification(Model):
    """A code of a classification scheme."""

    scheme: str = Field(
        description="The scheme, such as CLC (Chinese Library Classification), DDC or LCC.", examples=["CLC"]
    )
    code: str = Field(description="The code as printed.", examples=["R749"])
    name: str | None = Field(default=None, description="What the page calls the class.", examples=["精神病学"])


class Reference(Model):
    """A cited or related work as the page prints it."""

    ordinal: int | None = Field(default=None, description="Its number in the list, as printed.", examples=[1])
    raw: str = Field(
        description="The whole entry as printed.", examples=["1. Gray BT. Barriers to care. J Care. 2010;3(2):10-9."]
    )
    authors: list[Author] = Field(
        default=[],
        description="Its authors, where the entry can be parsed.",
        examples=[[{"literal": "Gray BT", "family": "Gray", "given": "BT", "orcid": None, "affiliations": []}]],
    )
    year: int | None = Field(default=None, description="Year of publication.", examples=[2010])
    title: str | None = Field(default=None, description="Its title.", examples=["Barriers to care"])
    container_title: str | None = Field(
        default=None, description="Journal or book it appeared in.", examples=["J Care"]
    )
    volume: str | None = Field(default=None, description="Volume.", examples=["3"])
    issue: str | None = Field(default=None, description="Issue.", examples=["2"])
    first_page: str | None = Field(default=None, description="First page.", examples=["10"])
    last_page: str | None = Field(default=None, description="Last page, in full.", examples=["19"])
    doi: DOI | None = Field(default=None, description="DOI: lower case, bare.", examples=["10.1000/182"])


class Evidence(Model):
    """Where a value was read: a span of the page text, or a metadata tag of the head."""

    rule: str = Field(
        description="What read it: the family or reader, and the rule.", examples=["vufind.doi", "head.title"]
    )
    start: int | None = Field(
        default=None,
        ge=0,
        description="Where the span begins in the page text, in code points; null for a tag.",
        examples=[2310],
    )
    end: int | None = Field(
        default=None, ge=0, description="Where it ends (exclusive); null for a tag.", examples=[2336]
    )
    tag: str | None = Field(default=None, description="The metadata tag; null for a span.", examples=["citation_doi"])


class Source(Model):
    """The page a record came from."""

    page_id: str = Field(
        description="SHA-256 of the page's bytes.",
        examples=["sha256:2bf7961c87a141d3dc97c26455effcbdca41e31a650921ccc07bc205fbd50150"],
    )
    path: str | None = Field(
        default=None,
        description="Where the page lay: a file, a member (`a.zip!/b.html`), a row (`t.jsonl#17`), the offset in a "
        "WARC (`c.warc.gz#4711`); null for a page that was given to `extract`.",
        examples=["pages.zip!/a.html"],
    )
    url: str | None = Field(
        default=None,
        description="The page's address, as the crawl, the table, the saved page or its head says.",
        examples=["https://example.org/article/1"],
    )
    position: int = Field(default=0, description="Counts the records of one page, from 0.", examples=[0])
    extractor: str = Field(
        description="The family that read it; `generic` for the reader of unknown pages.", examples=["vufind"]
    )
    media: Literal["text", "html"] = Field(description="What the page was read as.", examples=["text"])
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


class BibliographicFields(Model):
    """What is said of one work, by a page or by several. What nobody says is null or empty."""

    type: str | None = Field(default=None, description="CSL type.", examples=["article-journal", "chapter", "thesis"])
    title: str | None = Field(
        default=None,
        description="Title with its subtitle; a single closing full stop is dropped.",
        examples=["Barriers to help seeking: a survey"],
    )
    authors: list[Author] = Field(
        default=[],
        description="Authors in the order of the page.",
        examples=[[{"literal": "Gray BT", "family": "Gray", "given": "BT", "orcid": None, "affiliations": []}]],
    )
    container_title: str | None = Field(
        default=None, description="Journal, book or proceedings it appeared in.", examples=["Journal of Care"]
    )
    publisher: str | None = Field(default=None, description="Publisher.", examples=["Emerald"])
    publisher_place: str | None = Field(default=None, description="Place of publication.", examples=["Berlin"])
    issued: EDTF | None = Field(
        default=None,
        description="Date of publication (EDTF level 0): a year, a month or a day, as precise as the page.",
        examples=["2024-08-22", "2024"],
    )
    publication_stage: Literal["ahead-of-print"] | None = Field(
        default=None,
        description="`ahead-of-print` where the page says so; volume and issue are null then.",
        examples=["ahead-of-print"],
    )
    volume: str | None = Field(default=None, description="Volume.", examples=["12"])
    issue: str | None = Field(default=None, description="Issue.", examples=["3", "1-2"])
    first_page: str | None = Field(default=None, description="First page.", examples=["101"])
    last_page: str | None = Field(default=None, description="Last page, in full.", examples=["109"])
    article_number: str | None = Field(
        default=None, description="Article number of a journal without pages.", examples=["e0123456"]
    )
    page_count: int | None = Field(default=None, description="Number of pages.", examples=[9])
    doi: DOI | None = Field(default=None, description="DOI: lower case, bare.", examples=["10.1007/s10597-021-00807-8"])
    issn: list[ISSN] = Field(default=[], description="ISSNs, check digits verified.", examples=[["0010-3853"]])
    isbn: list[ISBN] = Field(
        default=[], description="ISBNs without hyphens, check digits verified.", examples=[["9783161484100"]]
    )
    pmid: str | None = Field(default=None, description="PubMed id.", examples=["33751337"])
    pmcid: str | None = Field(default=None, description="PubMed Central id.", examples=["PMC8000001"])
    arxiv_id: str | None = Field(default=None, description="arXiv id.", examples=["2101.00001"])
    abstract: Abstract | None = Field(
        default=None,
        description="The abstract in the language of the record.",
        examples=[{"text": "We asked sixty patients.", "language": "en", "truncated": False, "sections": []}],
    )
    keywords: list[str] = Field(
        default=[], description="Keywords given by the authors, in order.", examples=[["stigma", "help seeking"]]
    )
    index_terms: list[str] = Field(
        default=[], description="Terms given by a database, such as MeSH.", examples=[["Mental Health Services"]]
    )
    subjects: list[str] = Field(
        default=[], description="Subject headings or areas given by a catalogue.", examples=[["Psychiatry"]]
    )
    classifications: list[Classification] = Field(
        default=[],
        description="Codes of classification schemes.",
        examples=[[{"scheme": "CLC", "code": "R749", "name": "精神病学"}]],
    )
    language: str | None = Field(default=None, description="Language of the work (ISO 639-1).", examples=["en"])
    citation_count: int | None = Field(
        default=None, description="How often it was cited, as the page says.", examples=[12]
    )
    references: list[Reference] = Field(
        default=[],
        description="The works it cites, as far as the page lists them.",
        examples=[[{"ordinal": 1, "raw": "1. Gray BT. Barriers to care. J Care. 2010;3(2):10-9."}]],
    )
    reference_count: int | None = Field(
        default=None, description="How many works it cites, as the page says, also where it lists fewer.", examples=[42]
    )
    related: list[Reference] = Field(
        default=[],
        description="Related works the page offers.",
        examples=[[{"ordinal": None, "raw": "Lindgren AM. Night fears. Ann Small Matters. 2018."}]],
    )
    related_total: int | None = Field(
        default=None, description="How many related works there are, as the page says.", examples=[120]
    )
    notice: Literal["retraction", "correction", "expression-of-concern"] | None = Field(
        default=None,
        description="What the work is where it is a notice about another one, which is first in `related`. OPTIONAL.",
        examples=["correction"],
        exclude_if=is_absent,
    )
    title_translated: list[TranslatedTitle] = Field(
        default=[],
        description="The title in other languages, as the page prints it. OPTIONAL.",
        examples=[[{"text": "Obstacles à la recherche d’aide", "language": "fr"}]],
        exclude_if=is_absent,
    )
    abstracts: list[Abstract] = Field(
        default=[],
        description="The abstract in other languages, beside `abstract`. OPTIONAL.",
        examples=[[{"text": "Nous avons interrogé soixante patients.", "language": "fr"}]],
        exclude_if=is_absent,
    )


class Identified(Model):
    """Which record this is, and the page it came from."""

    record_id: str = Field(
        description="Digest of the page's bytes and the position on the page.",
        examples=["e5f906f5751e78784e6928a0d64fba9e"],
    )
    source: Source = Field(
        description="The page it came from.",
        examples=[
            {
                "page_id": "sha256:2bf7…",
                "path": "a.html",
                "url": None,
                "position": 0,
                "extractor": "generic",
                "media": "html",
            }
        ],
    )


class Record(BibliographicFields, Identified, Exports):
    """One work as one page shows it, with the evidence for each value and what the page shows broken."""

    provenance: dict[str, list[Evidence]] = Field(
        default={},
        description="For each field that has a value, where it was read; for single items also under a path, such as "
        "`authors.0.affiliations` or `references.3`.",
        examples=[{"doi": [{"rule": "vufind.doi", "start": 2310, "end": 2336, "tag": None}]}],
    )
    body: str | None = Field(
        default=None,
        description="The article's own text, as text or Markdown, where a run was asked for it (--body). OPTIONAL.",
        examples=["## Introduction\n\nWe asked sixty patients."],
        exclude_if=is_absent,
    )
    warnings: list[str] = Field(
        default=[],
        description="What the page shows broken or contradictory, as codes; see docs/reasons-and-warnings.md.",
        examples=[["authors_blank", "conflict:issued"]],
    )
