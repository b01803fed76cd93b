"""The families that are understood: ours, those that other packages add, and those of a folder that the user names.

A package adds a family by an entry point in the group `winnow_scholar.families` that names a `Family` subclass, or the
path of a description (a TOML file). Of two families of one name the user's holds before ours, ours before a package's.
"""

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from extractors import families as ours
from extractors.boilerplate import refusals
from extractors.boilerplate.phrases import Phrasebook
from extractors.boilerplate.shared import SHARED
from extractors.families.described import Described
from extractors.families.description import DescriptionError
from extractors.family import Family

GROUP = "winnow_scholar.families"
AnyFamily = Family | Described
_RESERVED = "generic"


def families(folder: Path | None = None) -> dict[str, AnyFamily]:
    """Every family by its name, ours first, each group in alphabetical order. Raises DescriptionError.

    Both this and the phrasebook are made once, and again where the files of the folder have changed.
    """
    return _families() if folder is None else _families_with(folder, _stamp(folder))


def phrasebook(folder: Path | None = None) -> Phrasebook:
    """The automaton over the signs and the boilerplate of all families and the shared rules."""
    return _phrasebook(None) if folder is None else _phrasebook(folder, _stamp(folder))


Stamp = tuple[tuple[str, int, int], ...]


def _stamp(folder: Path) -> Stamp:
    """What tells that a folder is another one, or has changed: the names, times and sizes of its files."""
    paths = [folder] if folder.is_file() else [*folder.glob("*.toml"), *folder.glob("*.tsv")]
    return tuple(sorted((str(path.absolute()), (at := path.stat()).st_mtime_ns, at.st_size) for path in paths))


@lru_cache(maxsize=8)
def _families_with(folder: Path, stamp: Stamp) -> dict[str, AnyFamily]:
    return _families() | given(folder)


@lru_cache(maxsize=1)
def _families() -> dict[str, AnyFamily]:
    found: dict[str, AnyFamily] = {}
    for module in sorted(info.name for info in iter_modules(ours.__path__)):
        for value in vars(import_module(f"{ours.__name__}.{module}")).values():
            if isinstance(value, type) and issubclass(value, Family) and value.__module__.endswith(f".{module}"):
                found[value.name] = value()
    found |= _of_folder(Path(next(iter(ours.__path__))), beside=frozenset(found))
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        family = _loaded(point.load())
        found.setdefault(family.name, family)
    return found


@lru_cache(maxsize=8)
def _phrasebook(folder: Path | None, stamp: Stamp = ()) -> Phrasebook:
    known = families(folder)
    own = [replace(rule, owner=family.name) for family in known.values() for rule in family.chrome]
    signs = [*((family.name, family.signs) for family in known.values()), *refusals.SIGNS.items()]
    return Phrasebook(signs, [*SHARED, *own])


def given(folder: Path) -> dict[str, Described]:
    """The families of a folder of descriptions, or of one file. Raises DescriptionError."""
    if folder.is_file():
        family = Described.of(folder)
        return {family.name: family}
    if not folder.is_dir():
        raise DescriptionError(
            f"{folder}: no such folder or file; name a folder of descriptions (*.toml), or one of them"
        )
    found = _of_folder(folder)
    if not found:
        raise DescriptionError(f"{folder}: holds no description; put *.toml files there")
    return found


def _of_folder(folder: Path, beside: frozenset[str] = frozenset()) -> dict[str, Described]:
    """The descriptions of a folder, but for those that stand beside a module, which reads them itself."""
    found: dict[str, Described] = {}
    for path in sorted(path for path in folder.glob("*.toml") if path.stem not in beside):
        family = Described.of(path)
        if family.name in found or family.name == _RESERVED:
            raise DescriptionError(f"{path}:1: name: {family.name!r} is taken; choose another name")
        found[family.name] = family
    return found


def _loaded(value: Any) -> AnyFamily:
    """The family of an entry point: of its class, or of the path of a description."""
    return Described.of(Path(value)) if isinstance(value, str | Path) else value()
