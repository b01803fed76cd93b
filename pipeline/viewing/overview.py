"""The page of `winnow view`: where files are dropped, the table of records, rejected pages, downloads."""

from collections import Counter
from dataclasses import dataclass

from pipeline.errors import MissingExtraError
from pipeline.outputs import format_named
from pipeline.viewing.collection import LARGEST_FILE, Collection
from pipeline.viewing.document import render
from pipeline.viewing.listing import MOST_ROWS, explain, listed, warnings_of


@dataclass(frozen=True, slots=True)
class Download:
    """A format that records can be had in."""

    label: str
    format: str
    media: str


DOWNLOADS = {
    "ris": Download("RIS", "ris", "application/x-research-info-systems"),
    "bib": Download("BibTeX", "bibtex", "application/x-bibtex; charset=utf-8"),
    "csv": Download("CSV", "csv", "text/csv; charset=utf-8"),
    "xlsx": Download("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Download("CSL-JSON", "csl-json", "application/vnd.citationstyles.csl+json"),
    "jsonl": Download("JSON Lines, all fields", "jsonl", "application/x-ndjson"),
}
"""By the suffix of the file."""


def overview(collection: Collection) -> str:
    """The HTML of the page for what a collection holds now."""
    results = list(collection.results)
    places = {result.page_id: f"page/{n}" for n, result in enumerate(results)}
    records = [record for result in results for record in result.records]
    rows = listed((record.model_dump(mode="json") for record in records[:MOST_ROWS]), places.get)
    rejected = [(result, places[result.page_id]) for result in results if result.reason]
    return render(
        "overview.html.jinja",
        ("common.css", "listing.css", "overview.css"),
        ("overview.js", "listing.js"),
        connects=True,
        pages=len(results),
        records=len(records),
        rows=rows,
        row_warnings=warnings_of(rows),
        rejected=rejected,
        warning_codes=list(explain(Counter(w for record in records for w in record.warnings))),
        reason_codes=list(explain(Counter(result.reason for result, _ in rejected if result.reason))),
        skipped=collection.skipped,
        full=collection.limits() if collection.full else None,
        limits=collection.limits(),
        largest=LARGEST_FILE,
        downloads=[(suffix, kind, _missing(kind)) for suffix, kind in DOWNLOADS.items()],
    )


def _missing(kind: Download) -> str | None:
    try:
        format_named(kind.format)
    except MissingExtraError as error:
        return str(error)
    return None
