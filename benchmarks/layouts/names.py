"""Names of people as sites print them."""

import re

from benchmarks.synthetic.works import Person


def initials(given: str, dot: str = ".") -> str:
    """`Anna Maria` → `A.M.`, `Jean-Luc` → `J.-L.`"""
    parts = re.findall(r"(-?)(\w)[\w.'’]*", given)
    return "".join(f"{hyphen if dot else ''}{letter.upper()}{dot}" for hyphen, letter in parts)


def printed(person: Person, style: str, native: bool = False) -> str:
    """`person` in `style`; names in Han or Hangul (`native`) are one word, family first, in every style."""
    if native:
        return person.family + person.given
    given, family = person.given, person.family
    match style:
        case "inverted":
            return f"{family}, {given}"
        case "family_first":
            return f"{family} {given}"
        case "vancouver":
            return f"{family} {initials(given, '')}"
        case "scholar":
            return f"{initials(given, '')} {family}"
        case "initials_first":
            return f"{initials(given)} {family}"
        case "initials_last":
            return f"{family} {initials(given)}"
        case "initials_comma":
            return f"{family}, {initials(given)}"
        case "caps":
            return f"{given} {family.upper()}"
        case "caps_first":
            return f"{family.upper()} {given}"
        case "caps_initials":
            return f"{family.upper()} {initials(given)}"
        case "caps_inverted":
            return f"{family.upper()}, {given}"
        case "upper":
            return f"{given} {family}".upper()
    return f"{given} {family}"
