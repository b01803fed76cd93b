"""The families that are understood: ours, and those that other packages add.

A package adds a family by an entry point in the group `winnow_scholar.families` that names a `Family` subclass.
"""

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from extractors import families as ours
from extractors.boilerplate import refusals
from extractors.boilerplate.phrases import Phrasebook
from extractors.boilerplate.shared import SHARED
from extractors.family import Family

GROUP = "winnow_scholar.families"


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Every family by its name, ours first, each group in alphabetical order."""
    found: dict[str, Family] = {}
    for module in sorted(info.name for info in iter_modules(ours.__path__)):
        for value in vars(import_module(f"{ours.__name__}.{module}")).values():
            if isinstance(value, type) and issubclass(value, Family) and value.__module__.endswith(f".{module}"):
                found[value.name] = value()
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        family = point.load()()
        found.setdefault(family.name, family)
    return found


@lru_cache(maxsize=1)
def phrasebook() -> Phrasebook:
    """The automaton over the signs and the boilerplate of all families and the shared rules."""
    known = families()
    own = [replace(rule, owner=family.name) for family in known.values() for rule in family.chrome]
    signs = [*((family.name, family.signs) for family in known.values()), *refusals.SIGNS.items()]
    return Phrasebook(signs, [*SHARED, *own])
