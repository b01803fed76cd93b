"""Every regular expression of the project, and how the project calls it."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGES = ("schemas", "extractors", "pipeline")
_ROOT = Path(__file__).parents[1]
_FROM_THE_START = frozenset({"match", "fullmatch"})
_CALLS = _FROM_THE_START | {"search", "finditer", "findall", "sub", "subn", "split"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: where it stands, and whether it is looked for anywhere in a text or at one place only."""

    where: str
    pattern: re.Pattern[Any]
    anywhere: bool


def expressions() -> list[Expression]:
    """All of them, each once."""
    calls = _calls()
    found: dict[tuple[Any, int], Expression] = {}
    for where, pattern in _compiled():
        module, _, name = where.rpartition(".")
        how = calls.get((module if name.startswith("_") else "", name))
        anywhere = how is None or not how <= _FROM_THE_START
        known = found.get((pattern.pattern, pattern.flags))
        found[pattern.pattern, pattern.flags] = Expression(where, pattern, anywhere or bool(known and known.anywhere))
    return list(found.values())


def _calls() -> dict[tuple[str, str], set[str]]:
    """The methods called on each name in the source, and `?` where it is used in another way; private names by their
    module."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in _sources():
        module = ".".join(path.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.value if isinstance(node, ast.Attribute) and node.attr in _CALLS else None
            if isinstance(called, ast.Name | ast.Attribute):
                name, how = called.id if isinstance(called, ast.Name) else called.attr, node.attr
                called.counted = True
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not hasattr(node, "counted"):
                name, how = node.id, "?"
            else:
                continue
            found.setdefault((module if name.startswith("_") else "", name), set()).add(how)
    return found


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((_ROOT / package).rglob("*.py"))


def _compiled() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for package in PACKAGES:
        module = importlib.import_module(package)
        names = [info.name for info in pkgutil.walk_packages(module.__path__, f"{package}.")]
        for name in [package, *names]:
            if not name.endswith("__main__"):
                yield from _within(name, vars(importlib.import_module(name)), package, set())
    for path in _sources():
        yield from _inline(path)


def _within(where: str, value: Any, package: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Expressions in a value: itself, its items, its attributes where it is an object of ours."""
    if isinstance(value, re.Pattern):
        yield where, value
        return
    if isinstance(value, dict):
        inner = [(f"{where}.{key}" if isinstance(key, str) else f"{where}.?", item) for key, item in value.items()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = [(f"{where}.?", item) for item in value]
    elif type(value).__module__.partition(".")[0] in PACKAGES or _is_class_of(value, package):
        inner = [(f"{where}.{name}", item) for name, item in _attributes(value)]
    else:
        return
    if id(value) not in seen:
        seen.add(id(value))
        for name, item in inner:
            if not isinstance(item, str | int | float | bool | None):
                yield from _within(name, item, package, seen)


def _is_class_of(value: Any, package: str) -> bool:
    return isinstance(value, type) and value.__module__.partition(".")[0] == package


def _attributes(value: Any) -> Iterator[tuple[str, Any]]:
    yield from vars(value).items() if hasattr(value, "__dict__") else ()
    for name in getattr(type(value), "__slots__", ()):
        if hasattr(value, name):
            yield name, getattr(value, name)


def _inline(path: Path) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Those that stand in a call: `re.sub("…", …)`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _CALLS
            and isinstance(node.args[0], ast.Constant)
        ):
            yield f"{path.name}:{node.lineno}.re_{node.func.attr}", re.compile(node.args[0].value)
