"""Files that are named more than once, by themselves, a pattern, or a folder they lie in."""

import os
from collections.abc import Callable, Sequence
from functools import lru_cache

from pipeline.inputs.companions import is_companion, page_stem
from pipeline.inputs.opening import is_remote


class Repeats:
    """Tells which files were named before. Files of folders are known by their folder, so that any number takes no
    memory. `skipped` is a folder whose files are not read, `is_read` says which names are where a folder is."""

    def __init__(self, names: Sequence[str], skipped: str | None, is_read: Callable[[str], bool]) -> None:
        self._one = len(names) < 2  # names its files once
        self._skipped, self._is_read = skipped, is_read
        self._files: set[str] = set()
        self._folders: list[str] = []

    def known(self, path: str, within: bool) -> bool:
        """Whether a file was named before; else it is remembered, unless it lies `within` a folder that is."""
        if self._one:
            return False
        real = path if path == "-" or is_remote(path) else os.path.realpath(path)
        if real in self._files or any(self._holds(folder, real) for folder in self._folders):
            return True
        if not within:
            self._files.add(real)
        return False

    def end(self, folder: str) -> None:
        """A folder was gone through."""
        if not self._one:
            self._folders.append(os.path.realpath(folder))

    def _holds(self, folder: str, path: str) -> bool:
        """Whether going through a folder comes to a file."""
        inside = os.path.join(folder, "")
        if not path.startswith(inside) or not self._is_read(path):
            return False
        if self._skipped and path.startswith(os.path.join(self._skipped, "")):
            return False
        parts = path[len(inside) :].split(os.sep)
        if any(part.startswith(".") for part in parts):
            return False
        parents = [os.path.join(folder, *parts[:depth]) for depth in range(len(parts))]
        return not any(is_companion(part, _stems(parent)) for parent, part in zip(parents, parts, strict=True))


@lru_cache(64)
def _stems(folder: str) -> frozenset[str]:
    try:
        return frozenset(stem for name in os.listdir(folder) if (stem := page_stem(name)) is not None)
    except OSError:
        return frozenset()
