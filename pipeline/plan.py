"""What there is to do in a run: the files of its inputs, listed once, so that it reads what was there when it began."""

import glob
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from pipeline.counting import LeftOut
from pipeline.engines.containers import check_table
from pipeline.errors import NoInputError, RunError
from pipeline.inputs import Source, find_sources
from pipeline.inputs.opening import is_remote
from pipeline.options import Options, own_version
from pipeline.parts import Shard, listing_digest, shards
from pipeline.workspace import is_output

_TOGETHER = 1000  # sources
_MOST_NAMED = 20


class Plan:
    """The sources of a run, in a file of their own, so that a list of any length takes no memory.

    Raises NoInputError where an input is missing or holds no page, RunError where the output would lie on an input.
    """

    def __init__(self, names: list[str], out: Path, options: Options) -> None:
        if not names:
            raise RunError("no input given")
        self.names, self.out, self.options = names, out, options
        self.left_out = LeftOut()
        self.notes: list[str] = []
        self._real = os.path.realpath(out)
        self._refuse_folders()
        self._listed = tempfile.TemporaryFile()  # noqa: SIM115 - which is there as long as this object
        self.files, self.bytes, self.listing = listing_digest(self._listing())

    def sources(self) -> Iterator[Source]:
        """The sources, in the order of the input."""
        at, end = 0, self._listed.seek(0, os.SEEK_END)
        while at < end:
            self._listed.seek(at)
            batch = pickle.load(self._listed)
            at = self._listed.tell()
            yield from batch

    def shards(self) -> Iterator[Shard]:
        """The sources in shards."""
        return shards(self.sources(), self.options)

    def state(self) -> dict[str, Any]:
        """What a resumed run must agree on."""
        return {
            **own_version(),
            "options": self.options.as_json(),
            "inputs": self.names,
            "files": self.files,
            "bytes": self.bytes,
            "listing": self.listing,
        }

    def changes(self) -> list[str]:
        """What became of the inputs since they were listed, as notes; remote ones and standard input are not looked at
        again."""
        names = [name for name in self.names if not is_remote(name) and name != "-"]
        before = (_seen(source) for source in self.sources() if not is_remote(source.path) and source.kind != "stdin")
        if _are_alike(before, _now(names, self._real)):
            return []
        was = dict(_seen(source) for source in self.sources() if not is_remote(source.path) and source.kind != "stdin")
        now = dict(_now(names, self._real))
        return [
            *_note("came while the run went on, and was not read", now.keys() - was.keys()),
            *_note("went away while the run went on", was.keys() - now.keys()),
            *_note(
                "changed while the run went on", {path for path in was.keys() & now.keys() if was[path] != now[path]}
            ),
        ]

    def _refuse_folders(self) -> None:
        for name in self.names:
            if not is_remote(name) and os.path.isdir(name) and os.path.realpath(name) == self._real:
                raise RunError(f"{name} is an input and cannot take the output; choose another folder")

    def _listing(self) -> Iterator[Source]:
        found = self._checked()
        while batch := list(islice(found, _TOGETHER)):
            pickle.dump(batch, self._listed)
            yield from batch

    def _checked(self) -> Iterator[Source]:
        """The sources as they are found; those that the output would overwrite are refused, and tables without pages
        that are inputs themselves."""
        named = set(self.names)
        for source in find_sources(self.names, os.fspath(self.out), self.left_out.add, self.notes.append):
            folder, name = os.path.split(source.path)
            if is_output(name) and not is_remote(source.path) and os.path.realpath(folder) == self._real:
                raise RunError(f"{source.shown} is an input and lies where output goes; choose another folder")
            if source.path in named:
                check_table(source, self.options.columns, self.options)
            yield source


def _seen(source: Source) -> tuple[str, tuple[int, str]]:
    return source.path, (source.size, source.mark)


def _now(names: list[str], out: str) -> Iterator[tuple[str, tuple[int, str]]]:
    there = [name for name in names if os.path.lexists(name) or glob.has_magic(name)]
    with suppress(NoInputError):  # what is named went away this moment
        yield from map(_seen, find_sources(there, out, strict=False))


def _are_alike(one: Iterable[Any], other: Iterable[Any]) -> bool:
    return all(a == b for a, b in zip_longest(one, other))


def _note(what: str, paths: Iterable[str]) -> list[str]:
    found = sorted(paths)
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return [f"{what}: {', '.join(found[:_MOST_NAMED])}{more}"] if found else []
