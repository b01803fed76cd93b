"""Golden files that differ: expected and actual side by side, what differs marked within the text."""

import json
import re
import shlex
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipeline import golden
from pipeline.viewing.document import render
from pipeline.viewing.showing import marked

_MOST = 3_000  # parts on either side that are compared closely; beyond that, by line
_WORD = re.compile(r"\s++|[^\W_]++|\W|_")


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that differs, as markup with its differences marked; None where the side has no value at all."""

    where: str
    expected: Markup | None
    actual: Markup | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A golden file that differs, and the command that accepts it."""

    name: str
    golden: str
    new: bool
    changes: list[Changed]
    command: str


def review(root: Path, families: Collection[str] = (), descriptions: Path | None = None) -> tuple[str, int]:
    """The HTML that shows every golden file that differs, and how many do.

    `root` holds seeds/ and golden/; `families` are families, or `family/case`; `descriptions` is a folder of further
    families.
    """
    cases = golden.cases(root, families, descriptions)
    at = _at(root, descriptions)
    reviewed = [one for case in cases if (one := _reviewed(case, root, at))]
    html = render(
        "review.html.jinja",
        ("common.css", "review.css"),
        (),
        reviewed=reviewed,
        cases=len(cases),
        again=shlex.join(["winnow", "golden", "review", *families]) + at,
    )
    return html, len(reviewed)


def _at(root: Path, descriptions: Path | None) -> str:
    """The options of the commands that are shown: where the files are."""
    said = [] if root == Path() else ["--root", str(root)]
    said += ["--families", str(descriptions)] if descriptions is not None else []
    return f" {shlex.join(said)}" if said else ""


def _reviewed(case: golden.Case, root: Path, at: str) -> Reviewed | None:
    expected, actual = case.expected(), case.actual()
    changes = list(_changes(_readable(expected or {}), _readable(actual)))
    if not changes:
        return None
    name = f"{case.family}/{case.seed.name}"
    command = f"winnow golden accept {shlex.quote(f'{case.family}/{case.golden.stem}')}{at}"
    return Reviewed(name, case.golden.relative_to(root).as_posix(), expected is None, changes, command)


def _changes(expected: dict[str, Any], actual: dict[str, Any]) -> Iterator[Changed]:
    for found in golden.differences(*_padded(expected, actual)):
        old, new = _text(found.expected), _text(found.actual)
        if old is None or new is None:
            yield Changed(found.where, *(None if side is None else marked(side) for side in (old, new)))
        else:
            yield Changed(found.where, *mark_differences(old, new))


def _readable(outcome: dict[str, Any]) -> dict[str, Any]:
    """The outcome with a line for each segment of its account."""
    if "account" not in outcome:
        return outcome
    lines = [f"{kind} {rule or ''}: {excerpt}" for kind, rule, excerpt in outcome["account"]]
    return {**outcome, "account": lines}


def _padded(expected: Any, actual: Any) -> tuple[Any, Any]:
    """Both sides, lists of objects made as long as each other, so that what one side lacks is shown field by field."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        pairs = {key: _padded(expected.get(key), actual.get(key)) for key in dict.fromkeys([*expected, *actual])}
        return {key: old for key, (old, _) in pairs.items()}, {key: new for key, (_, new) in pairs.items()}
    if _objects(expected) or _objects(actual):
        left, right = (side if isinstance(side, list) else [] for side in (expected, actual))
        nothing: dict[str, Any] = {}
        both = [_padded(old, new) for old, new in zip_longest(left, right, fillvalue=nothing)]
        return [old for old, _ in both], [new for _, new in both]
    return expected, actual


def _objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False, indent=1)


def mark_differences(old: str, new: str) -> tuple[Markup, Markup]:
    """Both texts as markup: what only the one has in `<del>`, what only the other has in `<ins>`."""
    left, right = _parts(old), _parts(new)
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for side, text, tag in ((sides[0], "".join(left[a:b]), "del"), (sides[1], "".join(right[c:d]), "ins")):
            shown = marked(text)
            side.append(shown if kind == "equal" or not text else f"<{tag}>{shown}</{tag}>")
    return Markup("".join(sides[0])), Markup("".join(sides[1]))


def _parts(text: str) -> list[str]:
    """Words, white space and single marks; of a very long text, lines."""
    parts = _WORD.findall(text)
    return parts if len(parts) <= _MOST else text.splitlines(keepends=True)
