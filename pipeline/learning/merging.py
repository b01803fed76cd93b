"""Templates that differ by a part that may lack, made one: `Volume {volume}[, Issue {issue}]`."""

import re
from collections.abc import Callable, Sequence

from pipeline.learning.rules import Rule

_TOKEN = re.compile(r"\\.|\{[^{}]+\}|\s+|[^\W_]+|.", re.S)
_MOST_TOKENS, _MOST_OPTIONAL = 40, 3
Part = tuple[tuple[str, ...], bool]  # tokens, and whether they may lack


def merge(rules: Sequence[Rule], tried: Callable[[str], Rule | None]) -> list[Rule]:
    """Rules of lines, those that differ by a part that may lack as one, where this reads what they read."""
    left = sorted(rules, key=lambda rule: (-len(rule.text), rule.text))
    merged: list[Rule] = []
    while left:
        one = left.pop(0)
        for other in list(left):
            text = joined(one.text, other.text)
            both = tried(text) if text else None
            if (
                both is not None
                and not both.fails
                and both.pages >= one.pages | other.pages
                and _reads(both, one, other)
            ):
                one = both
                left.remove(other)
        merged.append(one)
    return merged


def _reads(both: Rule, *parts: Rule) -> bool:
    """Whether a rule reads all that others read and that holds."""
    return all(
        both.readings.get(name, {}).keys() >= verdict.agreed.keys() - verdict.against.keys() - _lost(name, part, both)
        for part in parts
        for name, verdict in part.verdicts.items()
    )


def _lost(name: str, part: Rule, both: Rule) -> set[int]:
    """The pages on which the merged rule reads another line, further up, that lacks the value."""
    starts = {n: min(f[n].start for f in both.readings.values() if n in f) for n in both.pages if _read_on(n, both)}
    return {n for n, found in part.readings[name].items() if starts.get(n, found.end) < _first(part, n)}


def _first(rule: Rule, number: int) -> int:
    return min(found[number].start for found in rule.readings.values() if number in found)


def _read_on(number: int, rule: Rule) -> bool:
    return any(number in found for found in rule.readings.values())


def joined(longer: str, shorter: str) -> str | None:
    """The template of two of which one lacks a part; None where they differ otherwise."""
    parts, wanted = _parts(longer), tuple(_TOKEN.findall(shorter))
    if "[" in wanted:
        return _without_part(parts, shorter)
    if sum(len(tokens) for tokens, _ in parts) > _MOST_TOKENS:
        return None
    if _fits(parts, wanted):
        return longer
    if sum(optional for _, optional in parts) >= _MOST_OPTIONAL:
        return None
    for n, (tokens, optional) in enumerate(parts):
        if optional:
            continue
        for size in range(1, len(tokens)):
            for at in range(len(tokens) - size + 1):
                pieces: list[Part] = [
                    (tokens[:at], False), (tokens[at : at + size], True), (tokens[at + size :], False)
                ]  # fmt: skip
                tried = [*parts[:n], *(piece for piece in pieces if piece[0]), *parts[n + 1 :]]
                if _fits(tried, wanted):
                    return _text(tried)
    return None


def _without_part(parts: Sequence[Part], shorter: str) -> str | None:
    """The template whose part that may lack, left out, gives a shorter one with parts of its own that may lack."""
    for n, (tokens, optional) in enumerate(parts):
        for size in range(1, 0 if optional else len(tokens) + 1):
            for at in range(len(tokens) - size + 1):
                rest: list[Part] = [(tokens[:at], False), (tokens[at + size :], False)]
                if _text([*parts[:n], *rest, *parts[n + 1 :]]) == shorter:
                    return _text([*parts[:n], rest[0], (tokens[at : at + size], True), rest[1], *parts[n + 1 :]])
    return None


def _parts(template: str) -> list[Part]:
    parts: list[Part] = []
    run: list[str] = []
    for token in _TOKEN.findall(template):
        if token in "[]":
            if run:
                parts.append((tuple(run), token == "]"))
            run = []
        else:
            run.append(token)
    return [*parts, (tuple(run), False)] if run else parts


def _fits(parts: Sequence[Part], wanted: tuple[str, ...]) -> bool:
    if not parts:
        return not wanted
    (tokens, optional), rest = parts[0], parts[1:]
    if wanted[: len(tokens)] == tokens and _fits(rest, wanted[len(tokens) :]):
        return True
    return optional and _fits(rest, wanted)


def _text(parts: Sequence[Part]) -> str:
    return "".join(f"[{''.join(tokens)}]" if optional else "".join(tokens) for tokens, optional in parts)
