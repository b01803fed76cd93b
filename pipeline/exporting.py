"""Tells records how they are written and shown; each writer is imported when it is first asked for."""

from importlib import import_module
from typing import Any

from schemas import PageResult, Record
from schemas.exporting import provide

__all__ = ["PageResult", "Record"]


def _document(name: str) -> Any:
    return lambda record: import_module("pipeline.outputs").format_named(name).document([record]).decode()


def _view(name: str) -> Any:
    return lambda model: getattr(import_module("pipeline.viewing.notebook"), name)(model)


provide(
    ris=_document("ris"),
    bibtex=_document("bibtex"),
    csl=lambda record: import_module("pipeline.outputs.csl_json").item(record),
    record_html=_view("record_html"),
    result_html=_view("result_html"),
    show=_view("show"),
)
