"""The authors of a record in a reference manager's format, with their places of work and ORCIDs."""

import re
from collections.abc import Iterator, Mapping

from extractors.detectors.identifiers import normalise_orcid
from extractors.detectors.name_fields import names_of
from extractors.detectors.names import parse_name
from extractors.formats.entries import Entry, Piece, SavedRecord
from extractors.found import Name

_HOMES_OF = re.compile(r"\[([^\[\]]{2,4000})\]\s*(.+)")  # `[Gray, A; Lind, B] Port Univ, Norrby, Sweden.`
_ORCID_OF = re.compile(r"([^/;]{3,80})/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")
_LINE_EACH = frozenset(("AU", "AF", "BA", "BF", "CA"))  # of Web of Science
_EMAIL = re.compile(r"[;,]?\s?(?:Electronic address:\s?|E-?mail:\s?)?[^\s@;,()]{1,80}@[^\s@;,()]{1,80}", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")


def put_people(record: SavedRecord, groups: Mapping[str, list[Entry]], entries: list[Entry]) -> None:
    """The authors: full names where a format has them beside short ones, organisations among them in their order."""
    best = next((key for key in ("authors", "?authors") if groups.get(key)), None)
    chosen = {id(entry) for entry in groups.get(best or "", [])}
    bodies = {id(entry) for entry in groups.get("corporate", [])}
    homes = {id(entry) for entry in groups.get("affiliation", [])}
    orcids = {id(entry) for entry in groups.get("orcid", [])}
    people: list[Name] = []
    spans: list[Piece] = []
    latest: list[Name] = []  # those of the last tag
    for entry in entries:
        if id(entry) in chosen or id(entry) in bodies:
            latest = [name for piece in _pieces(entry) for name in _names(piece.text, id(entry) in bodies)]
            people += latest
            spans += entry.pieces
        elif id(entry) in homes:
            _add_home(entry, people, latest)
        elif id(entry) in orcids:
            _add_orcids(entry, people, latest)
    record.put("authors", people, spans)


def read_homes(text: str) -> list[str]:
    """Places of work without the e-mail address behind each and their closing full stops."""
    parts = _EMAIL.split(" ".join(text.split()))
    return [home for part in parts if (home := part.strip(" ;,.")) and any(map(str.isalnum, home))]


def _pieces(entry: Entry) -> list[Piece]:
    return entry.pieces if entry.tag in _LINE_EACH else [entry.whole] if entry.pieces else []


def _names(text: str, body: bool) -> Iterator[Name]:
    if body or (text.endswith(",") and text.count(",") == 1):  # RIS and EndNote mark organisations by a comma
        yield Name(text.rstrip(" ,."))
        return
    for name in names_of(text, alone=False):
        if name.given is None and name.family is None and (short := parse_name(text, "vancouver")):
            name = short
        name.marks = ()
        yield name


def _add_home(entry: Entry, people: list[Name], latest: list[Name]) -> None:
    """A place of work: of those named in brackets, of the author above it, or of the only author."""
    for piece in entry.pieces:
        match = _HOMES_OF.fullmatch(piece.text)
        if match:
            wanted = {_key(name) for name in match[1].split(";")}
            for name in people:
                if wanted & {_key(f"{name.family}{name.given or ''}"), _key(f"{name.family}{_initials(name)}")}:
                    name.affiliations += read_homes(match[2])
    named = any(_HOMES_OF.fullmatch(piece.text) for piece in entry.pieces)
    own = len(people) == 1 or entry.tag == "AD"  # MEDLINE has it below each author
    if len(latest) == 1 and own and not named:
        latest[0].affiliations += read_homes(entry.text)


def _add_orcids(entry: Entry, people: list[Name], latest: list[Name]) -> None:
    for match in _ORCID_OF.finditer(entry.text):
        for name in people:
            if _key(match[1]) in (_key(f"{name.family}{name.given or ''}"), _key(f"{name.family}{_initials(name)}")):
                name.orcid = normalise_orcid(match[2])
    text = entry.text.upper()
    if text.startswith("ORCID:") and len(latest) == 1:
        latest[0].orcid = normalise_orcid(text.removeprefix("ORCID:").strip())


def _initials(name: Name) -> str:
    return "".join(word[0] for word in re.split(r"[\s.-]+", name.given or "") if word)


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
