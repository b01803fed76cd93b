"""The names in one field of metadata: one person as a rule, but also several, with roles and places of work."""

import re

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.names import is_degree, parse_name
from extractors.detectors.roles import Role, names_nobody, split_role
from extractors.found import Name

_MOST = 200_000  # characters of one tag; of a longer one, no name is read
# What only stands between persons; a comma alone may stand between family and given name.
_BETWEEN = re.compile(r"[;；؛、，|\n]|\s/\s|(?<=[)\]])\s*,\s")
_AND = re.compile(r"\s(?:and|&|und|et|y|e|og|och|en|i|и|і|та|ve|dan|și|ja|és)\s", re.IGNORECASE)
_ARABIC_COMMA = re.compile(r"\s{0,3}،\s{0,3}")
_WITH_INITIALS = re.compile(
    r"(?:[^\W\d_][^\W\d_’'‐-]{1,30}(?:[ ‐-][^\W\d_][^\W\d_’'‐-]{1,30}){0,2} (?:[^\W\d_a-z]\.?[ -]?){1,4}(?:, |$))+"
)  # `Gray E, Lind M`, `Иванов И. И., Петров П. П.`
_ROLES_BETWEEN = re.compile(r"(?<!\s)\s++[;；]\s*+|[;；]\s*+|(?<=[)\]])\s*+,\s*+")
_BY = re.compile(r"^by\s+(?=[^\W\d_])", re.IGNORECASE)
_OTHERS = re.compile(
    r"[\s,;]{0,3}(?:\band )?(?:\bet\.? al(?:ii)?\b|\band others\b|\bu\. ?a\.|等|и др)\.?\s*$", re.IGNORECASE
)


def names_of(text: str, alone: bool = True) -> list[Name]:
    """The authors in one tag. `alone`: it is the only one of its kind, so that it may hold all authors of the work.

    Persons that the tag itself calls translators, advisors and the like are left out, editors where there are authors.
    """
    if len(text) > _MOST:
        return []
    text = _OTHERS.sub("", _BY.sub("", text)).strip()
    printed = [split_role(piece) for piece in _ROLES_BETWEEN.split(text)]
    if all(role is None for _, role in printed):
        text = printed[0].name if len(printed) == 1 else text
        return _persons(text, alone)
    if len(printed) > 1 and [role for _, role in printed if role] == ["editor"] and printed[-1].role:  # `A; B (Eds.)`
        printed = [piece._replace(role="editor") for piece in printed]
    roles: set[Role | None] = {role for _, role in printed} - {"other"}
    kept = [name for name, role in printed if role in (roles - {"editor"} or roles)]
    return [person for name in kept for person in _persons(name, len(printed) == 1 and alone)]


def persons_of(texts: list[str]) -> list[list[Name]]:
    """The authors in each of several tags. Where no tag prints a family name first, commas stand between persons."""
    alone = len(texts) == 1 or sum("," in text for text in texts) * 2 < len(texts)
    return [names_of(text, alone) for text in texts]


def _persons(text: str, alone: bool) -> list[Name]:
    if names_nobody(text):
        return []
    while "," in text and is_degree(text.rpartition(",")[2].strip()):  # `Olsson, Karin, MD, PhD`
        text = text.rpartition(",")[0]
    for several in (_listed, _paired):
        if len(people := several(text)) > 1:
            return people
    left, comma, right = text.partition(",")
    if comma and (employed := _employed(left, right)):
        return [employed]
    apart = text.count(",") > 2 or (comma and "," in right and alone)
    if not apart and alone and comma:  # `Given Family, Given Family`
        last = right.split()[-1:]
        apart = min(len(left.split()), len(right.split())) > 1 and len(last[0].strip(".")) > 1
    if apart:
        return parse_authors(text)
    name = parse_name(text)
    return [name] if name else []


def _listed(text: str) -> list[Name]:
    """Persons between which something stands that stands in no name."""
    if _BETWEEN.search(text) or _WITH_INITIALS.fullmatch(text):
        return parse_authors(text)
    parts = _ARABIC_COMMA.split(text)
    if len(parts) > 2 or (len(parts) == 2 and all(" " in part for part in parts)):
        return [name for part in parts if (name := parse_name(part))]
    return []


def _paired(text: str) -> list[Name]:
    """Persons joined by `and`, where each of them is one: `Ministry of Health and Welfare` is one author."""
    parts = _AND.split(text)
    people = parse_authors(text) if len(parts) > 1 and not any(part[:1].islower() for part in parts) else []
    return people if all(name.family and name.given for name in people) else []


def _employed(left: str, right: str) -> Name | None:
    """A person with a place of work behind the name: `Ann Gray, University of Norrby`."""
    name, home = parse_name(left), parse_name(right.partition(",")[0])
    if not name or not name.given or not home or home.family or len(home.literal.split()) < 2:
        return None
    name.affiliations.append(right.strip())
    return name
