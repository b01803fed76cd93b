"""The folder a run writes to: unfinished parts below `.winnow`, whole files under their final names.

A part is what a run commits: the output for some consecutive pages. Its files come first, each whole when it gets its
name; its mark comes last, and without a mark there is no part. Whatever moment a run is killed at, marks tell what is
done. Output is written whole below `.winnow/new`, and then takes the place of what an earlier run wrote; `swap.json`
says what is to be done, so that who comes next can end what was begun. Nothing is removed but what `run.json` and
`merge.json` of this folder say was written here, and no link is followed.
"""

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout

from pipeline.errors import WriteError

_RUN = re.compile(
    r"(records|pages|rejects)(-\d{5,}-of-\d{5,})?\.(jsonl(\.gz|\.zst)?|parquet|ris|bib|json|csv|xlsx)|run\.json"
)
_MERGE = re.compile(r"works\.(jsonl|ris|bib|json|csv|xlsx)|merge\.json|merge_rejects\.jsonl")
_ANY = re.compile(f"{_RUN.pattern}|{_MERGE.pattern}")
_PATIENCE = 2.0  # seconds; the workers of a killed run hold its lock until the system has ended them
_INNER = ("parts", "spool", "new", "merge")  # folders below `.winnow`


def is_output(name: str) -> bool:
    """Whether a file of that name may be one that a run or a merge writes."""
    return _ANY.fullmatch(name) is not None


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

    @property
    def new(self) -> Path:
        """Where whole files wait until all are."""
        return self.inner / "new"

    @property
    def scratch(self) -> Path:
        """Where a merge works."""
        return self.inner / "merge"

    def own(self) -> set[str]:
        """The files here that an earlier run or merge says it wrote."""
        run, merge = _lenient(self.out / "run.json"), _lenient(self.out / "merge.json")
        found: set[str] = set()
        if run and {"version", "options", "counts"} <= run.keys() and isinstance(files := run.get("files"), dict):
            found |= {"run.json", *_listed(_RUN, [name for names in files.values() for name in names])}
        if merge and {"records", "works"} <= merge.keys() and isinstance(files := merge.get("files"), list):
            found |= {"merge.json", *_listed(_MERGE, files)}
        return found

    def check(self, merging: bool = False) -> None:
        """Raises WriteError where the folder holds files that look like output (`merging`: of a merge), and no run or
        merge says it wrote them, or where something stands at `.winnow` that no run put there."""
        if not self.out.is_dir():
            if self.out.is_symlink() or self.out.exists():
                raise WriteError(f"{self.out} is not a folder; use another name")
            return
        with self._writing():
            names = {entry.name for entry in self.out.iterdir()}
        foreign = sorted(_listed(_MERGE if merging else _ANY, names - self.own()))
        if foreign and not (self.inner / "swap.json").is_file():
            raise WriteError(
                f"{self.out} already contains {', '.join(foreign[:5])}, not written by a run or merge of winnow; move "
                "it away, or use another folder"
            )
        self._check_inner()

    def _check_inner(self) -> None:
        folders = [self.inner, *(self.inner / name for name in _INNER)]
        files = [self.inner / name for name in ("lock", "state.json", "swap.json")]
        for path in (*folders, *files):
            if path.is_symlink() or (path.exists() and path.is_dir() != (path in folders)):
                raise WriteError(f"{path} was not written by winnow; remove it, or use another folder")
        if self.inner.is_dir() and not (self.inner / "lock").exists() and any(self.inner.iterdir()):
            raise WriteError(f"{self.inner} contains files that winnow did not write; remove it, or use another folder")

    def begin(self, state: Mapping[str, Any]) -> None:
        """Clears what is unfinished, and writes the state of a new run. What an earlier one wrote stays."""
        with self._writing():
            self._clear()
            for folder in (self._parts, self.inner / "spool"):
                folder.mkdir()
            write_whole(self.inner / "state.json", json.dumps(state).encode())
            sync_folder(self.inner)

    def again(self) -> None:
        """Clears what a killed run left half written."""
        with self._writing():
            for name in ("spool", "new"):
                shutil.rmtree(self.inner / name, ignore_errors=True)
            (self.inner / "spool").mkdir()
            for folder in (self.inner, self._parts):
                for entry in folder.glob("~*"):
                    entry.unlink(missing_ok=True)

    def stage(self) -> None:
        """Makes an empty folder for whole files."""
        with self._writing():
            shutil.rmtree(self.new, ignore_errors=True)
            self.new.mkdir()

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Puts the files that were staged, and `run.json`, in the place of those of an earlier run, and of works that
        were merged of its records; removes the parts. Raises WriteError where somebody put files of their names
        here since the run began."""
        write_whole(self.new / "run.json", _run_json(facts))
        self._swap(self.own(), ends=True)
        self.tidy()

    def publish(self) -> None:
        """Puts the files that a merge staged in the place of those of an earlier merge. Raises WriteError."""
        self._swap({name for name in self.own() if _MERGE.fullmatch(name)}, ends=False)

    def unstage(self) -> None:
        """Drops what is staged."""
        shutil.rmtree(self.new, ignore_errors=True)

    def _swap(self, old: set[str], ends: bool) -> None:
        """`ends`: no run is unfinished any more."""
        with self._writing():
            new = sorted(entry.name for entry in self.new.iterdir())
        foreign = [name for name in new if name not in old and os.path.lexists(self.out / name)]
        if foreign:
            raise WriteError(
                f"{self.out} now contains {', '.join(foreign[:5])}, not written by this run; move it away, then run "
                "the same command with --resume"
            )
        sync_folder(self.new)
        write_whole(self.inner / "swap.json", json.dumps({"new": new, "old": sorted(old), "ends": ends}).encode())
        sync_folder(self.inner)
        self.recover()

    def recover(self) -> None:
        """Ends a swap that was begun, and maybe not ended. Raises WriteError."""
        swap = _read_json(self.inner / "swap.json")
        if swap is None:
            return
        new, old = _listed(_ANY, swap.get("new")), _listed(_ANY, swap.get("old"))
        with self._writing():
            waiting = {name for name in new if os.path.lexists(self.new / name)}
            gone = [name for name in sorted(old) if name not in new or name in waiting]
            for name in sorted(gone, key=_is_list, reverse=True):  # lists first: without them the rest is no run
                (self.out / name).unlink(missing_ok=True)
            for name in sorted(waiting, key=lambda name: (_is_list(name), name)):
                (self.new / name).replace(self.out / name)
            sync_folder(self.out)
            if swap.get("ends"):
                (self.inner / "state.json").unlink(missing_ok=True)
            (self.inner / "swap.json").unlink()

    def write_run(self, facts: Mapping[str, Any]) -> None:
        """Writes `run.json`. Raises WriteError."""
        write_whole(self.out / "run.json", _run_json(facts), self.inner)
        sync_folder(self.out)

    def tidy(self) -> None:
        """Removes all that is unfinished, the state last but the lock."""
        with self._writing():
            self._clear()

    def _clear(self) -> None:
        (self.inner / "swap.json").unlink(missing_ok=True)
        for name in _INNER:
            shutil.rmtree(self.inner / name, ignore_errors=True)
        for entry in self.inner.glob("~*"):
            entry.unlink(missing_ok=True)
        (self.inner / "state.json").unlink(missing_ok=True)

    @contextlib.contextmanager
    def locked(self, merging: bool = False) -> Iterator[None]:
        """Holds the folder for one run or merge, and ends what an earlier one began. Raises WriteError where another
        has it, where it is not ours to write to, or where it cannot be written to."""
        self.check(merging)
        fresh = not self.out.exists()
        with self._writing():
            self.inner.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.inner / "lock", timeout=_PATIENCE)
        with self._writing():
            try:
                lock.acquire()
            except Timeout as error:
                raise WriteError(f"another run is writing to {self.out}; wait for it or use another folder") from error
        try:
            self.recover()
            yield
        finally:
            with contextlib.suppress(OSError):
                self._leave()
            lock.release()
            with contextlib.suppress(OSError):
                if fresh:
                    self.out.rmdir()  # where it is empty

    def _leave(self) -> None:
        """Removes the inner folder where nothing is unfinished; a run that did not even begin leaves no trace."""
        if not any(entry.name != "lock" for entry in self.inner.iterdir()):
            (self.inner / "lock").unlink(missing_ok=True)
            self.inner.rmdir()

    def _writing(self) -> contextlib.AbstractContextManager[None]:
        return explained(self.out)


def _is_list(name: str) -> bool:
    """Whether a file says which others belong to it."""
    return name in ("run.json", "merge.json")


def _run_json(facts: Mapping[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def _listed(form: re.Pattern[str], names: Any) -> set[str]:
    """Those of some names that a file of output can have; what lists them may be anybody's."""
    return {name for name in names or () if isinstance(name, str) and form.fullmatch(name)}


def _lenient(path: Path) -> dict[str, Any] | None:
    """The object in a file, None where it holds none, or is a link."""
    if path.is_symlink():
        return None
    try:
        row = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the system's errors while writing into WriteError."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise WriteError(
            f"{path} cannot be written: {what}; fix that, then run the same command with --resume"
        ) from error


@contextlib.contextmanager
def whole_file(path: Path, aside: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when all of it is on disk, or never; until then it lies in the folder `aside`.

    Raises WriteError.
    """
    temporary = aside / f"~{path.name}.{os.getpid()}"
    with explained(path):
        try:
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as stream:  # which follows no link
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
    if os.name == "nt":  # which has no handles of folders
        return
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
