"""Scraped scholarly pages into clean, validated bibliographic records: `extract` for one, `run` for many.

Names are imported when they are first used, so that a program (or the command line's help) starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.errors import (
    MissingExtraError,
    NoInputError,
    PipelineError,
    ResumeError,
    RunError,
    UndecodableError,
    WriteError,
    WrongArgumentError,
)

if TYPE_CHECKING:
    from pipeline.extracting import extract
    from pipeline.many import extract_file, extract_many
    from pipeline.running import run
    from schemas import PageResult, Record

__all__ = [
    "MissingExtraError",
    "NoInputError",
    "PageResult",
    "PipelineError",
    "Record",
    "ResumeError",
    "RunError",
    "UndecodableError",
    "WriteError",
    "WrongArgumentError",
    "extract",
    "extract_file",
    "extract_many",
    "run",
]

_PLACES = {
    "extract": "pipeline.extracting",
    "extract_file": "pipeline.many",
    "extract_many": "pipeline.many",
    "run": "pipeline.running",
    "PageResult": "pipeline.exporting",
    "Record": "pipeline.exporting",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_PLACES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
