"""Where an author list prints a person's organisation beside the name: `Ada Gray, University of Umeå`."""

import re
from functools import lru_cache

from extractors.detectors.author_parts import Part, kind_of
from extractors.detectors.line_shape import KIND, kinds
from extractors.detectors.name_marks import strip_marks

# An organisation of these is where people work; a group, society or agency may be an author itself.
_WORKPLACE = re.compile(
    r"\b(?:univ\w{0,12}|yliopisto\w{0,4}|egyetem\w{0,3}|dep(?:artment|t|artament\w{0,2}|artemen)\w{0,3}|dipartimento"
    r"|département|institut\w{0,4}|istituto|hospital\w{0,3}|hôpital|ospedale|klinik\w{0,3}|clinic\w{0,2}|colleges?|schools?|facul\w{0,5}|fakult\w{0,4}"
    r"|cent(?:re|er|ro|rum)s?|zentrum|laborator\w{0,4}|laboratoire|hochschule|escuela|escola|école|academ\w{0,3}|division"
    r"|кафедр\w{0,2}|университет\w{0,3}|институт\w{0,3}|академи\w{0,2}|факультет\w{0,2}|больниц\w{0,2}|університет\w{0,3})\b"
    r"|大学|大學|学院|學院|研究所|研究院|医院|醫院|대학교|대학|연구소|연구원|병원",
    re.I,
)
_PERSONAL = frozenset(KIND[kind] for kind in ("given", "both", "initial", "initials", "han-name", "hangul-name"))
_BRACKETED = re.compile(r"[(（][^()（）]{1,300}[)）]?")
_JOIN = re.compile(r"\s[-–—]\s|\s{0,2}[:：]\s{0,2}(?!//)")


@lru_cache(maxsize=1024)
def is_workplace(text: str) -> bool:
    """Whether a text names an organisation where people work, by its words outside brackets."""
    text = _BRACKETED.sub("", text)
    return _WORKPLACE.search(text) is not None and (" " in text or not text.isascii())


def take_places(text: str, parts: list[Part]) -> list[Part]:
    """The parts that are persons; those behind a person that say where it works go to it as its `place`."""
    if not any(is_workplace(part.text) for part in parts):
        return parts
    people: list[Part] = []
    for part in parts:
        _cut_place(text, part)
        last = people[-1] if people else None
        if last is not None and not is_workplace(last.text) and not part.conj and _says_place(part, last):
            last.place = f"{last.place}, {_printed(text, part)}" if last.place else _printed(text, part)
        else:
            people.append(part)
    return people


def _says_place(part: Part, person: Part) -> bool:
    if is_workplace(part.text):
        return True
    return person.place is not None and _PERSONAL.isdisjoint(kinds(part.text))  # `…, Umeå, Sweden`


def _printed(text: str, part: Part) -> str:
    return " ".join(text[part.lo : part.hi].split())


def _cut_place(text: str, part: Part) -> None:
    """Leave out the organisation behind a name's dash or colon: `Ada Gray: Ghent University`."""
    match = _JOIN.search(text, part.lo, part.hi) if part.kind in "OC" else None
    if match is None or match.start() == part.lo or is_workplace(text[part.lo : match.start()]):
        return
    place = " ".join(text[match.end() : part.hi].split())
    if is_workplace(place):
        lo, hi, _ = strip_marks(text, part.lo, match.start())
        part.hi, part.text, part.kind, part.place = match.start(), text[lo:hi], kind_of(text[lo:hi]), place
