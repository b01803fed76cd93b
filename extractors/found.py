"""What detectors and families return: values with the span of the page text they were read from.

Spans are code-point offsets into the page text, half open, without surrounding white space.
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Found(Generic[T]):
    """A value and where it stands."""

    value: T
    start: int
    end: int


@dataclass(slots=True)
class Name:
    """A person or organisation. An organisation, or a name that cannot be split, has only `literal`.

    `marks` are the affiliation marks printed with the name ("1", "a", "*"), in order.
    """

    literal: str
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    affiliations: list[str] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class AbstractSection:
    """A section of an abstract: the printed label, its NLM category, the text, and the spans of both.

    `label` is None (and its span empty) for text that stands before the first label.
    """

    label: str | None
    category: str | None
    text: str
    start: int
    end: int
    label_start: int = 0
    label_end: int = 0


@dataclass(slots=True)
class AbstractText:
    """An abstract as read: its sections in order, and whether the page shows only its beginning."""

    sections: list[AbstractSection]
    truncated: bool = False


@dataclass(slots=True)
class Citation:
    """What a citation line says of where a work appeared. Absent parts are None."""

    container_title: str | None = None
    issued: str | None = None
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    article_number: str | None = None
    page_count: int | None = None
    doi: str | None = None
    publication_stage: str | None = None
    publisher: str | None = None
    start: int = 0
    end: int = 0
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class CitedWork:
    """An entry of a reference list or of a list of related papers."""

    raw: str
    ordinal: int | None = None
    authors: list[Name] = field(default_factory=list)
    year: int | None = None
    title: str | None = None
    container_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    doi: str | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class WholeCitation:
    """A whole citation of one work: who, what, where. Absent parts are None; `spans` as in `Citation`.

    `labelled`: words such as "Cite this article" introduce it; they stand in `[start, body)`.
    """

    authors: list[Name] = field(default_factory=list)
    title: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    article_number: str | None = None
    doi: str | None = None
    labelled: bool = False
    start: int = 0
    body: int = 0
    end: int = 0
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
