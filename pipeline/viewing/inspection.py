"""One page: its text coloured by what became of it, and its records beside it, each field with its evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.viewing.copies import copies
from pipeline.viewing.document import render
from pipeline.viewing.losers import losers
from pipeline.viewing.pieces import Span, cut
from schemas import Evidence, PageResult, Record, Segment

KINDS = ("field", "label", "boilerplate", "residue")
FIELDS = tuple(name for name in Record.model_fields if name not in ("record_id", "source", "provenance", "warnings"))

# What a category of boilerplate is for the eye; there are more categories than colours one can tell apart.
_TINTS = {
    "advert": ("app_advert", "education_advert", "advert"),
    "legal": ("copyright", "privacy_notice", "cookie_notice", "portal_footer", "disclaimer"),
    "way": ("navigation", "search_chrome", "access_prompt"),
    "social": ("share_widget", "counter"),
    "double": ("teaser", "machine_code", "duplicate"),
}
_TINT_OF = {category: tint for tint, categories in _TINTS.items() for category in categories}


@dataclass(slots=True)
class Row:
    """A field of a record as the page shows it: its value, where it was read, what is wrong with it."""

    number: int
    name: str
    value: Any
    spans: list[Evidence] = field(default_factory=list)
    tags: list[Evidence] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Shown:
    """A record, its rows in the order of the record, and the warnings that belong to no row."""

    number: int
    record: Record
    kept: bool
    rows: list[Row]
    warnings: list[str]
    absent: list[str]


@dataclass(slots=True)
class LegendItem:
    """A kind of segment, or a category of boilerplate: how often, and how much of the page."""

    kind: str
    category: str | None
    tint: str
    segments: int
    characters: int
    share: float


def inspect(result: PageResult, works: Sequence[dict[str, Any]] = (), href: str | None = None) -> str:
    """The HTML of one page. `works` are the works its records went into, where a run was merged; `href` is where the
    page was saved, as a link from the document."""
    shown = _shown(result)
    rows = [row for record in shown for row in record.rows]
    spans = [Span(e.start, e.end, row.number) for row in rows for e in row.spans if e.start is not None and e.end]
    lost = losers(result, len(rows))
    spans += [Span(one.start, one.end, one.number) for one in lost if one.start is not None and one.end]
    blocks = cut(result.page_text, result.segments, spans)
    anchors: dict[int, int] = {}  # the first piece of each field, and of each span by its start
    starts: dict[tuple[int, int], int] = {}
    for run in (run for block in blocks for run in block):
        for piece in run.pieces:
            for number in piece.fields:
                anchors.setdefault(number, piece.anchor or 0)
                starts.setdefault((number, piece.start), piece.anchor or 0)
    return render(
        "inspection.html.jinja",
        ("common.css", "inspection.css"),
        ("inspection.js",),
        page=result,
        text=result.page_text,
        blocks=blocks,
        records=shown,
        fields={row.number: row.name for row in rows} | {one.number: f"not chosen: {one.field}" for one in lost},
        chosen=len(rows),
        lost=lost,
        copies=copies(record.record for record in shown),
        href=href,
        web=result.url if result.url and result.url.startswith(("http://", "https://")) else None,
        anchors=anchors,
        starts=starts,
        tags=_tags(rows),
        legend=_legend(result),
        category=category,
        tint=lambda segment: _TINT_OF.get(category(segment), "other"),
        works=works,
        several=len(shown) > 1,
    )


def category(segment: Segment) -> str:
    """The category of a boilerplate segment: its rule without the family in front."""
    return (segment.rule or "").rpartition(".")[2]


def _shown(result: PageResult) -> list[Shown]:
    shown: list[Shown] = []
    number = 0
    for record in [*result.records, *result.dropped]:
        rows: list[Row] = []
        placed = {warning: _field_of(warning) for warning in record.warnings}
        for name in FIELDS:
            value = getattr(record, name)
            evidence = record.provenance.get(name, [])
            warnings = [warning for warning, target in placed.items() if target == name]
            if value in (None, []) and not evidence and not warnings:
                continue
            spans = sorted((e for e in evidence if e.start is not None), key=lambda e: (e.start, e.end))
            rows.append(Row(number, name, value, spans, [e for e in evidence if e.tag is not None], warnings))
            number += 1
        loose = [warning for warning, target in placed.items() if target is None]
        absent = [name for name in FIELDS if name not in {row.name for row in rows}]
        shown.append(Shown(len(shown), record, record in result.records, rows, loose, absent))
    return shown


def _field_of(warning: str) -> str | None:
    """The field a warning speaks of: `conflict:issued`, `authors_blank`, `references_incomplete`."""
    subject = warning.rpartition(":")[2]
    named = (name for name in FIELDS if subject == name or subject.startswith(f"{name}_"))
    return max(named, key=len, default=None)


def _tags(rows: Iterable[Row]) -> list[tuple[str, list[tuple[Row, str]]]]:
    """The tags of the head that something was read from, in the order met, with the rows and rules that read them."""
    tags: dict[str, list[tuple[Row, str]]] = {}
    for row in rows:
        for evidence in row.tags:
            readers = tags.setdefault(evidence.tag or "", [])
            if (row, evidence.rule) not in readers:
                readers.append((row, evidence.rule))
    return list(tags.items())


def _legend(result: PageResult) -> list[LegendItem]:
    number: Counter[tuple[str, str | None]] = Counter()
    characters: Counter[tuple[str, str | None]] = Counter()
    for segment in result.segments:
        key = (segment.kind, category(segment) if segment.kind == "boilerplate" else None)
        number[key] += 1
        characters[key] += segment.end - segment.start
    order = sorted(number, key=lambda key: (KINDS.index(key[0]), -characters[key], key[1] or ""))
    return [
        LegendItem(
            kind,
            name,
            _TINT_OF.get(name or "", "other"),
            number[kind, name],
            characters[kind, name],
            characters[kind, name] / (result.length or 1),
        )
        for kind, name in order
    ]
