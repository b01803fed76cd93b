"""Ground floor: the models of what comes out, and their published JSON Schema."""

from schemas.page import PageResult, Segment
from schemas.record import (
    Abstract,
    Author,
    Classification,
    Evidence,
    Record,
    Reference,
    Section,
    Source,
    TranslatedTitle,
)
from schemas.work import Work

__all__ = [
    "Abstract",
    "Author",
    "Classification",
    "Evidence",
    "PageResult",
    "Record",
    "Reference",
    "Section",
    "Segment",
    "Source",
    "TranslatedTitle",
    "Work",
]
