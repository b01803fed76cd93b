"""The folder a run writes to: unfinished parts below `.winnow`, whole files under their final names.

A part is what a run commits: the output for some consecutive pages. Its files come first, each whole when it gets its
name; its mark comes last, and without a mark there is no part. Whatever moment a run is killed at, marks tell what is
done. Nothing is written outside the folder.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pipeline.errors import WriteError

_OUTPUT = re.compile(
    r"(records|pages|rejects)(-\d{5,}-of-\d{5,})?\.(jsonl(\.gz|\.zst)?|parquet|ris|bib|json|csv|xlsx)|run\.json"
    r"|works\.(jsonl|ris|bib|json|csv|xlsx)|merge(_rejects)?\.jsonl?"  # made of the records that go
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of a run."""

    out: Path

    @property
    def inner(self) -> Path:
        """Where unfinished work lies."""
        return self.out / ".winnow"

    @property
    def _parts(self) -> Path:
        return self.inner / "parts"

    def part_file(self, name: str, stream: str) -> Path:
        """The file of one stream of a part; absent where the part has nothing for it."""
        return self._parts / f"{name}.{stream}"

    def spool_file(self, name: str) -> Path:
        """Where the pages of a part wait for their worker."""
        return self.inner / "spool" / name

    def read_mark(self, name: str) -> dict[str, Any] | None:
        """The mark of a part; None where the part is not done."""
        return _read_json(self._parts / f"{name}.done")

    def commit(self, name: str, streams: Mapping[str, bytes], mark: Mapping[str, Any]) -> None:
        """Writes a part, its mark last. Raises WriteError."""
        for stream, data in streams.items():
            if data:
                write_whole(self.part_file(name, stream), data)
        row = {**mark, "sizes": {stream: len(data) for stream, data in streams.items()}}
        write_whole(self._parts / f"{name}.done", json.dumps(row).encode())
        sync_folder(self._parts)

    def parts(self) -> list[str]:
        """The names of all parts that are done, in the order of the input."""
        with os.scandir(self._parts) as entries:
            return sorted(entry.name[:-5] for entry in entries if entry.name.endswith(".done"))

    def read_state(self) -> dict[str, Any] | None:
        """What the unfinished run in this folder is of; None where there is none."""
        return _read_json(self.inner / "state.json")

    def read_run(self) -> dict[str, Any] | None:
        """`run.json` of the finished run in this folder; None where there is none."""
        return _read_json(self.out / "run.json")

    def begin(self, state: Mapping[str, Any]) -> None:
        """Clears the folder of any earlier run and its output, and writes the state of a new one."""
        with self._writing():
            self._remove_outputs()
            self._clear()
            for folder in (self._parts, self.inner / "spool"):
                folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.inner / "state.json", json.dumps(state).encode())
            sync_folder(self.inner)

    def _remove_outputs(self) -> None:
        (self.out / "run.json").unlink(missing_ok=True)  # first: without it the rest is no finished run
        for entry in self.out.iterdir():
            if _OUTPUT.fullmatch(entry.name) and (entry.is_file() or entry.is_symlink()):
                entry.unlink()

    def again(self) -> None:
        """Clears what a killed run left half written."""
        with self._writing():
            shutil.rmtree(self.inner / "spool", ignore_errors=True)
            (self.inner / "spool").mkdir()
            for folder in (self.inner, self._parts):
                for entry in folder.glob("~*"):
                    entry.unlink(missing_ok=True)

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Writes `run.json`, which makes the run a finished one, and removes the parts."""
        self.write_run(facts)
        self.tidy()

    def write_run(self, facts: Mapping[str, Any]) -> None:
        """Writes `run.json`. Raises WriteError."""
        data = json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
        write_whole(self.out / "run.json", data, self.inner)
        sync_folder(self.out)

    def tidy(self) -> None:
        """Removes all that is unfinished, the state last but the lock."""
        with self._writing():
            self._clear()
            shutil.rmtree(self.inner, ignore_errors=True)

    def _clear(self) -> None:
        for name in ("parts", "spool"):
            shutil.rmtree(self.inner / name, ignore_errors=True)
        (self.inner / "state.json").unlink(missing_ok=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the folder for one run. Raises WriteError where another has it, or it cannot be written to."""
        with self._writing():
            self.inner.mkdir(parents=True, exist_ok=True)
            lock = (self.inner / "lock").open("w")
        with lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the process, however that ends
            except OSError as error:
                raise WriteError(
                    f"another run is writing to {self.out}; wait for it or choose another folder"
                ) from error
            yield
        with contextlib.suppress(OSError):  # a run that did not even begin leaves no trace
            if not any(entry.name != "lock" for entry in self.inner.iterdir()):
                shutil.rmtree(self.inner)

    def _writing(self) -> contextlib.AbstractContextManager[None]:
        return explained(self.out)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the system's errors while writing into WriteError."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise WriteError(
            f"{path} cannot be written: {what}; when that is mended, run again with --resume to go on"
        ) from error


@contextlib.contextmanager
def whole_file(path: Path, aside: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when all of it is on disk, or never; until then it lies in the folder `aside`.

    Raises WriteError.
    """
    temporary = aside / f"~{path.name}.{os.getpid()}"
    with explained(path):
        try:
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise


def write_whole(path: Path, data: bytes, aside: Path | None = None) -> None:
    """Writes a file so that it is there whole or not at all. Raises WriteError."""
    with whole_file(path, aside or path.parent) as stream:
        stream.write(data)


def sync_folder(path: Path) -> None:
    """Makes new names in a folder outlast a power cut."""
    with explained(path):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise WriteError(f"{path} is broken ({error}); run again without --resume to start over") from error
