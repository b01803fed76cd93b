"""The pages that `winnow view` shows: those of a folder, and those that were dropped on its page."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BufferedIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from pipeline.engines.working import cores
from pipeline.errors import PipelineError
from pipeline.inputs import Columns, RawPage, find_sources, read_source
from pipeline.many import extract_many
from schemas import PageResult, Record

MOST_PAGES = 2_000
MOST_BYTES = 200_000_000  # of all pages together, unpacked
LARGEST_FILE = 64_000_000
_MOST_NAME = 200
_CHUNK = 1 << 20


class TooMuchError(PipelineError):
    """More was dropped than one view holds."""


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file that was dropped: where it lies, and what it was called."""

    path: Path
    name: str


@dataclass
class Collection:
    """Pages and what was read from them, in the order they came. Files that are dropped are kept in a temporary folder
    until they are read; nothing is written anywhere else."""

    lang: list[str] | None = None
    families: str | os.PathLike[str] | None = None  # a folder of descriptions
    results: list[PageResult] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # files that are no pages
    full: bool = False

    def __post_init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="winnow-")
        self._waiting: list[_Upload] = []
        self._seen: set[str] = set()
        self._bytes = self._number = 0
        self._lock = Lock()
        self._reading = Lock()

    def close(self) -> None:
        """Removes the temporary folder."""
        self._folder.cleanup()

    def read_input(self, name: str) -> None:
        """Reads the pages of a file or folder. Raises NoInputError where there is none."""
        sources = find_sources([name], leave_out=self.skipped.append)
        self._take(page for source in sources for page in read_source(source, Columns()))

    def receive(self, name: str, stream: BufferedIOBase, length: int) -> None:
        """Stores a file of so many bytes that was dropped. Raises TooMuchError where there is no room for it."""
        if length > LARGEST_FILE:
            raise TooMuchError(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB; use `winnow run` for it")
        with self._lock:
            if self.full or self._bytes + length > MOST_BYTES or len(self._waiting) >= MOST_PAGES:
                raise TooMuchError(self.limits())
            self._bytes += length
            self._number += 1
            folder = Path(self._folder.name, f"{self._number:06}")
        folder.mkdir()
        plain = plain_name(name)
        path = folder / plain.rpartition("/")[2]
        with path.open("wb") as target:
            while length > 0 and (chunk := stream.read(min(_CHUNK, length))):
                target.write(chunk)
                length -= len(chunk)
        if length:  # the browser went away in the middle
            shutil.rmtree(folder)
            return
        with self._lock:
            self._waiting.append(_Upload(path, plain))

    def read_received(self) -> None:
        """Reads the files that were dropped since, and removes them."""
        with self._reading:
            with self._lock:
                waiting, self._waiting = self._waiting, []
            self._take(page for upload in waiting for page in _pages(upload, self.skipped))
            for upload in waiting:
                shutil.rmtree(upload.path.parent, ignore_errors=True)

    def clear(self) -> None:
        """Forgets all pages."""
        with self._reading, self._lock:
            self.results.clear()
            self.skipped.clear()
            self._seen.clear()
            self._bytes = sum(upload.path.stat().st_size for upload in self._waiting)
            self.full = False

    def limits(self) -> str:
        """What one view holds, in words."""
        return (
            f"one view holds {MOST_PAGES:,} pages and {MOST_BYTES // 1_000_000} MB; "
            "clear it, or use `winnow run` and `winnow report` for more"
        )

    def records(self) -> list[Record]:
        """All records, in the order of their pages."""
        return [record for result in self.results for record in result.records]

    def _take(self, pages: Iterable[RawPage]) -> None:
        for result in extract_many(
            self._within_limits(pages), self.lang, workers=min(cores(), 4), families=self.families
        ):
            with self._lock:
                if result.page_id not in self._seen:  # the same page once more
                    self._seen.add(result.page_id)
                    self.results.append(result)

    def _within_limits(self, pages: Iterable[RawPage]) -> Iterator[RawPage]:
        number, size = len(self.results), sum(result.length for result in self.results)
        for page in pages:
            number, size = number + 1, size + len(page.data)
            if number > MOST_PAGES or size > MOST_BYTES:
                self.full = True
                return
            yield page


def plain_name(name: str) -> str:
    """A file name from a browser, as a relative path without anything that means something to a file system."""
    parts = ["".join(char for char in part if char.isprintable()) for part in name.replace("\\", "/").split("/")]
    kept = [part.strip()[-_MOST_NAME:] for part in parts if part.strip(" .")]
    return "/".join(kept[-4:]) or "page"


def _pages(upload: _Upload, skipped: list[Any]) -> Iterator[RawPage]:
    whole = upload.path.as_posix()
    try:
        for source in find_sources([str(upload.path)], leave_out=skipped.append):
            for page in read_source(source, Columns()):
                yield replace(page, path=(page.path or "").replace(whole, upload.name, 1))
    except PipelineError:
        skipped.append(upload.name)
