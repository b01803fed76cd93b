"""Records and pages as a notebook shows them: HTML without scripts, but for the inspection in its frame."""

from collections.abc import Iterable
from html import escape

from pipeline.outputs.table import row
from schemas import PageResult, Record

_SHOWN = (
    *("type", "title", "authors", "container_title", "issued", "volume", "issue", "first_page", "last_page"),
    *("article_number", "doi", "pmid", "issn", "isbn", "publisher", "abstract", "keywords", "language", "warnings"),
)
_HEIGHT = 600  # pixels


class Shown:
    """Something to look at: a notebook shows its HTML, `save` writes it to a file."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        frame = f'style="width:100%;height:{_HEIGHT}px;border:1px solid #888" sandbox="allow-scripts"'
        return f'<iframe title="Inspection of a page" {frame} srcdoc="{escape(self.html)}"></iframe>'

    def save(self, path: str) -> None:
        """Writes the page as one HTML file."""
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(self.html)


def show(result: PageResult) -> Shown:
    """The inspection of a page, as `winnow inspect` makes it."""
    from pipeline.viewing.inspection import inspect

    return Shown(inspect(result))


def record_html(record: Record) -> str:
    """A table of the fields that have a value."""
    cells = zip(_SHOWN, row(record, _SHOWN), strict=True)
    return _table((name, str(cell)) for name, cell in cells if cell is not None)


def result_html(result: PageResult) -> str:
    """What became of the page, and its records."""
    outcome = result.status if result.reason is None else f"{result.status}: {result.reason}"
    heading = f"<p><b>{escape(outcome)}</b> {escape(result.path or result.url or result.page_id)}</p>"
    return heading + "".join(map(record_html, result.records))


def _table(rows: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<tr><th scope="row" style="text-align:left;vertical-align:top">{escape(name)}</th>'
        f'<td style="text-align:left;white-space:pre-wrap">{escape(cell)}</td></tr>'
        for name, cell in rows
    )
    return f"<table>{''.join(lines)}</table>"
