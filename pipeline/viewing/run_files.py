"""The files of a finished run, read line by line."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import NoInputError
from pipeline.extras import require
from pipeline.inputs.opening import open_plain
from pipeline.outputs.columns import record_of
from pipeline.viewing.tallying import Tally

_BATCH = 256
_LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst")


class RunFiles:
    """A folder that `run` wrote. Raises NoInputError where it is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise NoInputError(f"{folder} is not a folder; give the output folder of a run")
        if not self._named("pages"):
            raise NoInputError(f"{folder} contains no pages.jsonl; give the output folder of a finished run")
        self.facts: dict[str, Any] = {}
        if (folder / "run.json").is_file():
            self.facts = _parsed((folder / "run.json").read_bytes(), folder / "run.json")

    @property
    def inputs(self) -> list[str]:
        """The inputs the run was given."""
        given = self.facts.get("inputs", [])
        return [row["input"] if isinstance(row, dict) else str(row) for row in given]

    @property
    def options(self) -> dict[str, Any]:
        """The options of the run."""
        return dict(self.facts.get("options") or {})

    @property
    def has_records(self) -> bool:
        """Whether there are records that say where they came from; exports for reference managers do not."""
        return bool(self._named("records") or self._parquet())

    def pages(self) -> Iterator[dict[str, Any]]:
        """The lines of `pages*.jsonl`."""
        return self._lines("pages")

    def records(self) -> Iterator[dict[str, Any]]:
        """The records, from JSON lines or Parquet."""
        if self._named("records"):
            yield from self._lines("records")
        for path in self._parquet():
            file = require("pyarrow.parquet", "parquet").ParquetFile(path)
            for batch in file.iter_batches(_BATCH):
                yield from map(record_of, batch.to_pylist(maps_as_pydicts="lossy"))

    def works(self) -> Iterator[dict[str, Any]]:
        """The works, where the run was merged."""
        return self._lines("works")

    def _lines(self, stream: str) -> Iterator[dict[str, Any]]:
        return _parsed_lines(self._named(stream))

    def _named(self, stream: str) -> list[Path]:
        return _named(self.folder, stream)

    def _parquet(self) -> list[Path]:
        return sorted(self.folder.glob("records*.parquet"))


def read_works(place: Path) -> Iterator[dict[str, Any]]:
    """The works of a folder, or of a file. Raises NoInputError where there are none."""
    paths = [place] if place.is_file() else _named(place, "works")
    if not paths:
        raise NoInputError(f"{place} contains no works.jsonl; create it with: winnow merge RUN -o {place}")
    return _parsed_lines(paths)


def _named(folder: Path, stream: str) -> list[Path]:
    return sorted(path for path in folder.glob(f"{stream}*") if path.name.endswith(_LINES))


def _parsed_lines(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with open_plain(str(path)) as lines:
            for line in lines:
                if line.strip():
                    yield _parsed(line, path)


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(data)
    except ValueError as error:
        raise NoInputError(f"{path} is damaged: {error}") from error
    return row


def read_tally(place: Path) -> Tally:
    """The counts of a run, from its folder or from a baseline file. Raises NoInputError where it is neither."""
    if place.is_dir():
        run = RunFiles(place)
        tally = Tally()
        for _ in tally.count_pages(run.pages()):
            pass
        for _ in tally.count_records(run.records()):
            pass
        return tally
    try:
        data: Mapping[str, Any] = json.loads(place.read_bytes())
        return Tally.from_json(data)
    except OSError as error:
        raise NoInputError(f"{place} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoInputError(
            f"{place} is neither the folder of a run nor a baseline that `report` saved: {error}"
        ) from error
