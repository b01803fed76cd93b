"""Records as text to copy or to save from an inspection, in the formats whose libraries are installed."""

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup

from pipeline.errors import MissingExtraError
from pipeline.exporting import Record


class CopyFormat(NamedTuple):
    """A format to copy in: its label, the suffix of a file, and how a record is written in it."""

    label: str
    suffix: str
    write: Callable[[Record], str]


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


COPY_FORMATS = (
    CopyFormat("RIS", "ris", Record.to_ris),
    CopyFormat("BibTeX", "bib", Record.to_bibtex),
    CopyFormat("CSL-JSON", "json", lambda record: _pretty([record.to_csl()])),
    CopyFormat("JSON", "json", lambda record: _pretty(record.model_dump(mode="json"))),
)


def copies(records: Iterable[Record]) -> Markup:
    """A list for each record, of objects with `label`, `suffix` and `text`, as JSON that may stand in HTML."""
    rows = [[copy for format in COPY_FORMATS if (copy := _copy(format, record))] for record in records]
    text = json.dumps(rows)  # ASCII; what could end the element it stands in is escaped as well
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _copy(format: CopyFormat, record: Record) -> dict[str, str] | None:
    try:
        return {"label": format.label, "suffix": format.suffix, "text": format.write(record)}
    except MissingExtraError:
        return None
