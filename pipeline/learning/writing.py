"""A description as a file: TOML that a person reads, with how many pages support each rule and what it read there."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from extractors.found import Found
from pipeline.learning.learning import Learnt, in_order
from pipeline.learning.lines import escaped
from pipeline.learning.rules import Rule

_WIDTH = 118
_LONGEST_EXAMPLE = 24
_NO_EXAMPLE = frozenset(("abstract", "keywords", "subjects"))


def description_text(learnt: Learnt, name: str, serves: str) -> str:
    """The TOML of a description."""
    parts = [
        f"# Learnt from {learnt.pages} pages by `winnow learn`. Behind each rule: pages that show it, and examples.",
        f"name = {_quoted(name)}",
        f"serves = {_quoted(serves)}",
    ]
    if learnt.hosts:
        parts.append(f"hosts = {_row(learnt.hosts)}")
    if learnt.platform:
        parts.append(f"platform = {_quoted(learnt.platform)}")
    if learnt.seen:
        parts += _wrapped("seen", learnt.seen)
    if learnt.glued:
        parts.append(f"glued = {_row(learnt.glued)}")
    if learnt.lacks:
        parts.append(f"lacks = {_row(learnt.lacks)}")
    if learnt.enough != 3:
        parts.append(f"enough = {learnt.enough}")
    lines = in_order(learnt.rules, "line")
    if lines:
        parts.append("lines = [")
        parts += [f"  {_quoted(rule.text)},  # {_support(rule)}" for rule in lines]
        parts.append("]")
    if learnt.ends or learnt.ends_kept:
        ends = [*learnt.ends_kept, *map(escaped, learnt.ends)]
        parts += _wrapped("ends", list(dict.fromkeys(ends)))
    for sign in learnt.signs:
        parts += ["", f"[[signs]]  # {_pages(len(sign.pages))}", *_wrapped("phrases", sign.phrases)]
        parts += [f"weight = {sign.weight}"] if sign.weight != 1 else []
        parts += ["whole = true"] if sign.whole else []
        parts += [f"where = {_quoted(sign.where)}"] if sign.where != "text" else []
    chrome = {category: found for category, found in learnt.chrome.items() if found}
    if chrome:
        parts += ["", "[chrome]"]
        for category, found in chrome.items():
            parts += _wrapped(category, found)
    told = _labels(learnt)
    if told:
        parts += ["", "[labels]"]
        for key, printed in told.items():
            parts += _wrapped(key, printed)
    selected = in_order(learnt.rules, "selector")
    if selected:
        parts += ["", "[selectors]"]
        for slot in dict.fromkeys(rule.text[0] for rule in selected):
            own = [rule for rule in selected if rule.text[0] == slot]
            support = "; ".join(map(_support, own))
            parts.append(f"{slot} = {_row(rule.text[1] for rule in own)}  # {support}")
    if learnt.repair:
        parts += ["", "[repair]"]
        for warning, templates in learnt.repair.items():
            parts += _wrapped(warning, templates)
    for rule in in_order(learnt.rules, "order"):
        parts += ["", f"[[order]]  # {_support(rule)}", f"anchor = {_quoted(rule.text['anchor'])}"]
        parts += [f"{side} = {_row(rule.text[side])}" for side in ("above", "below") if side in rule.text]
    return "\n".join(parts) + "\n"


def _labels(learnt: Learnt) -> dict[str, list[str]]:
    told = {key: list(printed) for key, printed in learnt.labels.items()}
    for key, printed in (("abstract", learnt.abstracts), ("stop", learnt.stops)):
        if printed:
            told[key] = list(dict.fromkeys([*told.get(key, ()), *printed]))
    return told


def _support(rule: Rule) -> str:
    examples = []
    for name in rule.readings:
        if name not in _NO_EXAMPLE:
            values = [_example(found) for _, found in sorted(rule.readings[name].items())]
            examples += [value for value in dict.fromkeys(values) if value][:2]
    return f"{_pages(len(rule.pages))}" + (f": {'; '.join(examples[:2])}" if examples else "")


def _example(found: Found[Any]) -> str:
    value = found.value
    if isinstance(value, list):
        value = getattr(value[0], "literal", value[0]) if value else ""
    text = " ".join(str(value).split()).replace(";", ",")
    return text if len(text) <= _LONGEST_EXAMPLE else text[: _LONGEST_EXAMPLE - 1].rstrip() + "…"


def _pages(count: int) -> str:
    return f"{count} page{'s' if count != 1 else ''}"


def _quoted(text: str) -> str:
    """A string of TOML; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _row(items: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, items))}]"


def _wrapped(key: str, items: Sequence[str]) -> list[str]:
    """A list under its key, on one line or, where it is long, filled into several."""
    one = f"{key} = {_row(items)}"
    if len(one) <= _WIDTH:
        return [one]
    rows, row = [f"{key} = ["], " "
    for item in items:
        piece = f" {_quoted(item)},"
        if len(row) + len(piece) > _WIDTH and row.strip():
            rows.append(row)
            row = " "
        row += piece
    return [*rows, row, "]"]
