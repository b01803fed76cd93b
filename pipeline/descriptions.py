"""Families of pages: a folder of descriptions that a user brings, and what is printed of any family.

python -m pipeline.descriptions     writes docs/families.md from the descriptions
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.families.described import Described
from extractors.families.description import DescriptionError
from extractors.registry import AnyFamily, families
from pipeline.errors import FamilyError


def family_folder(given: str | os.PathLike[str] | None) -> Path | None:
    """The folder of descriptions that was named, checked; None where none was. Raises FamilyError."""
    if given is None:
        return None
    folder = Path(given)
    known_families(folder)
    return folder


def known_families(folder: Path | None = None) -> dict[str, AnyFamily]:
    """Every family by its name. Raises FamilyError where a description cannot be used."""
    try:
        return families(folder)
    except DescriptionError as error:
        raise FamilyError(str(error)) from None


@cache
def digest(folder: str) -> str:
    """What the descriptions of a folder amount to, to tell whether they changed."""
    found = hashlib.sha256()
    given = Path(folder)
    for path in [given] if given.is_file() else sorted([*given.glob("*.toml"), *given.glob("*.tsv")]):
        data = path.read_bytes()
        found.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def listed(folder: Path | None = None) -> Iterator[tuple[str, str]]:
    """Each family's name and whom it serves, the reader of unknown pages last."""
    for name, family in sorted(known_families(folder).items()):
        if family.description is not None:
            yield name, family.description.serves
        else:
            module = type(family).__module__
            yield name, (sys.modules[module].__doc__ or "").split("\n")[0]
    yield "generic", "Any other scholarly page: its metadata, then what it shows."


_HEAD = """# Families

Kinds of pages with a description or a module of their own, in the order of their names; all other scholarly pages are
read by the one reader. Hosts are where such pages were seen: a page is recognised by what it prints, since pages are
mirrored, proxied and saved. How to add one: [adding-a-family.md](adding-a-family.md).

This page is written by `python -m pipeline.descriptions`.

| family | what it reads | seen at | fields that it tells |
| --- | --- | --- | --- |
"""


def families_text() -> str:
    """The page of the documentation that lists the families."""
    rows = []
    for name, serves in listed():
        family = known_families().get(name)
        told = family.description if family else None
        hosts = ", ".join(told.hosts) or told.platform or "" if told else ""
        by_data = told is not None and isinstance(family, Described)
        fields = (
            ", ".join(f"`{field}`" for field in sorted(told.fields()))
            if told and by_data
            else "all that its pages show"
        )
        rows.append(f"| `{name}` | {serves} | {hosts} | {fields} |")
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs" / "families.md").write_text(families_text(), encoding="utf-8")
