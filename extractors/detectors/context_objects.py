"""OpenURL context objects (ANSI/NISO Z39.88): what COinS spans and links to resolvers say of a work.

Matrices: journal, book, dissertation and Dublin Core (http://www.openurl.info/registry).
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

_LONGEST = 20_000  # characters of one
_MOST = 500  # pairs
_TYPES = {
    "article": "article-journal",
    "proceeding": "paper-conference",
    "conference": "paper-conference",
    "bookitem": "chapter",
    "book": "book",
    "preprint": "article",
    "report": "report",
    "dissertation": "thesis",
}
_PAIR = re.compile(r"(?:^|&(?:amp;)*)([\w.]{1,40})=([^&]*+)")


@dataclass(slots=True)
class Said:
    """A value with the key it was read from and its span in the context object."""

    value: str
    key: str
    start: int
    end: int


@dataclass(slots=True)
class ContextObject:
    """Values by the record's field names (`authors` one a name), in the order they stand."""

    values: dict[str, list[Said]] = field(default_factory=dict)

    def first(self, name: str) -> str | None:
        """The first value of a field."""
        found = self.values.get(name)
        return found[0].value if found else None


def read_context_object(text: str) -> ContextObject:
    """What a context object (`ctx_ver=Z39.88-2004&rft.atitle=…`) says of its referent. Empty values are left out."""
    pairs: dict[str, list[Said]] = {}
    for match in list(_PAIR.finditer(text[:_LONGEST]))[:_MOST]:
        value = " ".join(unquote_plus(match[2]).split())
        if value:
            key = match[1].lower()
            pairs.setdefault(key, []).append(Said(value, key, *match.span(2)))
    read = ContextObject()
    shape = pairs["rft_val_fmt"][0].value.rpartition(":")[2] if "rft_val_fmt" in pairs else ""
    genre = (pairs["rft.genre"][0] if "rft.genre" in pairs else None) or Said("", "", 0, 0)
    for name, keys in _keys(shape, genre.value).items():
        for key in keys:
            if key in pairs:
                read.values.setdefault(name, pairs[key])
    _read_people(pairs, read)
    for said in pairs.get("rft_id", []):
        for name, prefixes in _IDENTIFIERS.items():
            prefix = next((prefix for prefix in prefixes if said.value.lower().startswith(prefix)), None)
            if prefix:
                bare = Said(said.value[len(prefix) :], said.key, said.start, said.end)
                read.values.setdefault(name, []).append(bare)
    if (type_ := _TYPES.get(genre.value) or _SHAPES.get(shape)) and type_:
        source = genre if genre.value in _TYPES else pairs["rft_val_fmt"][0]
        read.values["type"] = [Said(type_, source.key, source.start, source.end)]
    return read


_SHAPES = {"dissertation": "thesis"}
_IDENTIFIERS = {
    "doi": ("info:doi/", "doi:", "http://dx.doi.org/", "https://dx.doi.org/", "http://doi.org/", "https://doi.org/"),
    "pmid": ("info:pmid/", "pmid:"),
    "isbn": ("urn:isbn:", "isbn:"),
    "issn": ("urn:issn:", "issn:"),
}
_COMMON = {
    "volume": ("rft.volume",),
    "issue": ("rft.issue",),
    "issued": ("rft.date",),
    "publisher": ("rft.pub", "rft.inst", "rft.publisher"),
    "publisher_place": ("rft.place",),
    "first_page": ("rft.spage", "rft.artnum"),
    "last_page": ("rft.epage",),
    "pages": ("rft.pages",),
    "issn": ("rft.issn", "rft.eissn"),
    "isbn": ("rft.isbn", "rft.eisbn"),
    "doi": ("rft.doi",),
    "language": ("rft.language",),
}


def _keys(shape: str, genre: str) -> dict[str, tuple[str, ...]]:
    """Which keys say which field: `rft.title` is the journal's, the book's or the work's own."""
    if shape == "journal" and genre not in ("journal", "issue"):
        return {**_COMMON, "title": ("rft.atitle",), "container_title": ("rft.jtitle", "rft.title", "rft.stitle")}
    if shape == "book" and genre in ("bookitem", "proceeding", "conference"):
        return {**_COMMON, "title": ("rft.atitle",), "container_title": ("rft.btitle", "rft.title")}
    if shape == "book":
        return {**_COMMON, "title": ("rft.btitle", "rft.title")}
    return {**_COMMON, "title": ("rft.atitle", "rft.title"), "container_title": ("rft.jtitle",)}


def _read_people(pairs: dict[str, list[Said]], read: ContextObject) -> None:
    people = [*pairs.get("rft.au", []), *pairs.get("rft.creator", []), *pairs.get("rft.aucorp", [])]
    last = pairs.get("rft.aulast", [])[:1]
    for given in (pairs.get(key, []) for key in ("rft.aufirst", "rft.auinit", "rft.auinit1")):
        if last and given:
            first = Said(f"{last[0].value}, {given[0].value}", last[0].key, last[0].start, last[0].end)
            if not any(last[0].value.casefold() in person.value.casefold() for person in people[:1]):
                people.insert(0, first)
            break
    if people:
        read.values["authors"] = people
