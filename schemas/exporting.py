"""Records as other programs read them. The writers stand in the package above, which names them here when imported."""

from collections.abc import Callable
from typing import Any, cast

_writers: dict[str, Callable[[Any], Any]] = {}


def provide(**writers: Callable[[Any], Any]) -> None:
    """Names the writers of `ris`, `bibtex`, `csl` and the views `record_html`, `result_html`, `show`."""
    _writers.update(writers)


def _written(name: str, model: Any) -> Any:
    if name not in _writers:
        raise ImportError("the writers of records are part of `pipeline`; import it first")
    return _writers[name](model)


class Exports:
    """The ways out of a record."""

    def to_ris(self) -> str:
        """The record in RIS, as `run --format ris` writes it. Needs the extra `ris`."""
        return cast(str, _written("ris", self))

    def to_bibtex(self) -> str:
        """The record in BibTeX. Needs the extra `bibtex`."""
        return cast(str, _written("bibtex", self))

    def to_csl(self) -> dict[str, Any]:
        """The record as an item of CSL-JSON."""
        return cast(dict[str, Any], _written("csl", self))

    def _repr_html_(self) -> str:
        """The record as a notebook shows it."""
        return cast(str, _written("record_html", self))


class Shows:
    """How a notebook shows the outcome of a page."""

    def show(self) -> Any:
        """The marked page and its records, to be looked at in a notebook: each line coloured by what became of it."""
        return _written("show", self)

    def _repr_html_(self) -> str:
        return cast(str, _written("result_html", self))
