"""Writing what is shown, over nothing but what was written so before."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import WriteError

_GENERATOR = b'<meta name="generator" content="winnow-scholar">'
_HEAD = 2000  # bytes of a document that tell what wrote it
_SAMPLE = re.compile(r"page-[0-9a-f]{16}\.html")


def write_document(path: Path, html: str) -> None:
    """Writes an HTML document. Raises WriteError where it cannot be written, or another file has its name."""
    _write(path, html, _is_document)


def write_baseline(path: Path, text: str) -> None:
    """Writes the counts of a run. Raises WriteError as `write_document` does."""
    _write(path, text, _is_baseline)


def clear_samples(folder: Path) -> None:
    """Removes the inspections of pages that an earlier report wrote. Raises WriteError."""
    with _explained(folder):
        for old in folder.glob("page-*.html") if folder.is_dir() else ():
            if _SAMPLE.fullmatch(old.name) and _is_document(old):
                old.unlink()


def _write(path: Path, text: str, is_ours: Callable[[Path], bool]) -> None:
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path) and not (path.is_file() and is_ours(path)) and not _is_device(path):
            raise WriteError(f"{path} is there, and was not written by this command; remove it, or choose another name")
        path.write_bytes(text.encode("utf-8", "backslashreplace"))


def _is_device(path: Path) -> bool:
    """Whether it is a terminal, a pipe or the like, which holds nothing that could be lost."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _is_document(path: Path) -> bool:
    if path.is_symlink():
        return False
    with path.open("rb") as stream:
        return _GENERATOR in stream.read(_HEAD)


def _is_baseline(path: Path) -> bool:
    from pipeline.viewing.tallying import Tally

    if path.is_symlink():
        return False
    try:
        Tally.from_json(json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror or error}") from error
