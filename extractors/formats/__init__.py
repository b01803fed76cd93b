"""Files in the formats of reference managers and databases, saved as text: several records a page, in their order.

A module a format. Each offers `FORMAT` with a name, `recognise(page_text)`, which looks at the first lines only, and
`read(page_text)`, which gives the records with the span of every value.
"""

from typing import NamedTuple, Protocol

from extractors.formats import bibtex, coins, endnote, isi, medline, noteexpress, pubmed, pubmed_summary, refworks, ris
from extractors.formats.entries import SavedRecord

__all__ = ["FORMATS", "Format", "Saved", "SavedRecord", "read_saved"]


class Format(Protocol):
    """A format as this package uses it."""

    @property
    def name(self) -> str: ...

    def recognise(self, text: str) -> bool:
        """Whether a page text is a file in this format; cheap."""

    def read(self, text: str) -> list[SavedRecord]:
        """The records of a file in this format, in order."""


class Saved(NamedTuple):
    """The format of a file, and its records."""

    name: str
    records: list[SavedRecord]


FORMATS: tuple[Format, ...] = (
    *(ris.FORMAT, medline.FORMAT, isi.FORMAT, endnote.FORMAT, refworks.FORMAT, noteexpress.FORMAT),
    *(bibtex.FORMAT, pubmed.FORMAT, pubmed_summary.FORMAT, coins.FORMAT),
)


def read_saved(text: str) -> Saved | None:
    """The records of a page text that is a file in one of the formats; None for any other page."""
    for format_ in FORMATS:
        if format_.recognise(text) and (records := [item for item in format_.read(text) if item.has("title")]):
            return Saved(format_.name, records)
    return None
