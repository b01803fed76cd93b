"""Lines of names each followed by brackets: the person's organisation (`김민준(노르비대학교)`) or role."""

import re
from collections.abc import Iterator

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.names import is_organisation
from extractors.detectors.roles import Role, role_of
from extractors.found import Found, Name
from extractors.page.features import Features
from extractors.reader.outline import Outline

_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{2,80})[)）\]]")
_BETWEEN = re.compile(r"[\s,;，；、·・&]*+(?:and|und|et|y|e|和|및)?\s?")
_LONGEST, _LONGEST_NAME = 400, 60
_FEWEST = 2  # names with their organisations; one alone may be anything


def lines_with_brackets(outline: Outline) -> Iterator[tuple[int, list[Found[list[Name]]]]]:
    """The runs of lines above the abstract that read so: the number of the first line, and the names of each."""
    run: list[Found[list[Name]]] = []
    first = printed = 0
    told = False
    for seen in (*outline.head, None):
        roles = _roles(seen) if seen is not None and seen.label is None else None
        if seen is None or roles is None:
            if run and (told or printed >= _FEWEST):
                yield first, run
            run, printed, told = [], 0, False
            continue
        first = first if printed else seen.number
        printed += len(roles)
        told = told or any(role is not None for role in roles)
        if names := parse_authors(outline.text, "auto", seen.line.start, seen.line.end):
            run.append(Found(names, seen.line.start, seen.line.end))


def _roles(seen: Features) -> list[Role | None] | None:
    """The role of each name of a line, None for one with its organisation; None where a line does not read so."""
    text = seen.text
    if len(text) > _LONGEST or text[-1] not in ")）]" or not any(mark in text for mark in "(（["):
        return None
    roles: list[Role | None] = []
    at = 0
    for match in _BRACKET.finditer(text):
        between = _BETWEEN.match(text, at) if at else None
        name = text[between.end() if between else at : match.start()].strip()
        role = role_of(match[1])
        if not 1 < len(name) <= _LONGEST_NAME or any(map(str.isdigit, name)) or is_organisation(name):
            return None
        if role is None and not is_organisation(match[1]):
            return None
        if len(parse_authors(name)) != 1:
            return None
        roles.append(role)
        at = match.end()
    return roles if at == len(text) else None
