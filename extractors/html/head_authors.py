"""Authors of a head: Highwire's sequence of author, institution, e-mail and ORCID tags, and all other spellings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.detectors.identifiers import normalise_orcid
from extractors.detectors.name_fields import persons_of
from extractors.found import Name
from extractors.html.json_ld import Person, Work
from extractors.html.tags import Tag, Tags

_HOMES = ("citation_author_institution", "citation_author_affiliation", "citation_author_institutions")
_ORCIDS = ("citation_author_orcid", "citation_author_orcid_id")
_STRONG = (
    ("citation_author",),
    ("citation_authors",),
    ("bepress_citation_author",),
    ("dc.creator", "dc.creator.personalname", "dc.creator.author"),
    ("dc.contributor.author",),
    ("eprints.creators_name",),
)
# The author of a page may be its publisher or its webmaster; contributors may be anyone.
_WEAK = (("author",), ("dc.contributor",), ("article:author",), ("itemprop.author",), ("coins.authors",))


@dataclass(slots=True)
class AuthorReading:
    """The authors of one witness, and the tag they stand in as printed. `weak`: it may speak of somebody else."""

    names: list[Name]
    tag: str
    weak: bool = False


@dataclass(slots=True)
class AuthorWitnesses:
    """The best witness of the authors, the tags that agree with it, and the witnesses that do not."""

    best: AuthorReading
    agreeing: list[str] = field(default_factory=list)
    others: list[AuthorReading] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    names: list[Name]
    homes: list[str] = field(default_factory=list)
    orcid: str | None = None


def read_authors(tags: Tags, works: Sequence[Work]) -> AuthorWitnesses | None:
    """Who wrote the work. Weak witnesses are asked only where there are no others.

    ORCIDs and affiliations that the best witness lacks are taken from JSON-LD and microdata.
    """
    found: AuthorWitnesses | None = None
    texts: list[str] = []
    for names in _STRONG:
        printed = tags.named(*names)
        if not printed:
            continue
        if found and [tag.text for tag in printed] == texts:
            found.agreeing.append(printed[0].printed)
            continue
        reading = _highwire(tags) if names[0] == "citation_author" else _plain_tags(printed)
        if found is None and reading.names:
            found, texts = AuthorWitnesses(reading), [tag.text for tag in printed]
        elif found:
            _compare(found, reading)
    for work in works:
        people = _of_persons(work.authors)
        reading = AuthorReading(people, f"{work.source}:author")
        if found:
            _compare(found, reading)
            enrich(found.best.names, people)
        elif people:
            found = AuthorWitnesses(reading)
    if coins := tags.named("coins.authors"):
        reading = _plain_tags(coins)
        if found:
            _compare(found, reading)
        elif reading.names and (len(reading.names) > 1 or coins[0].printed != "coins:rft.aulast"):
            found = AuthorWitnesses(reading)
    return found or _weak(tags)


def _compare(found: AuthorWitnesses, other: AuthorReading) -> None:
    if same_people(found.best.names, other.names):
        found.agreeing.append(other.tag)
    elif other.names:
        found.others.append(other)


def _weak(tags: Tags) -> AuthorWitnesses | None:
    for names in _WEAK:
        printed = tags.named(*names)
        reading = _plain_tags(printed) if printed else None
        if reading and any(name.family and name.given for name in reading.names):
            reading.weak = True
            return AuthorWitnesses(reading)
    return None


def _highwire(tags: Tags) -> AuthorReading:
    entries: list[_Entry] = []
    printed = tags.by_name["citation_author"]
    people = iter(persons_of([tag.text for tag in printed]))
    trailing: list[str] = []  # institutions behind the last author
    for tag in tags.order:
        if tag.name == "citation_author":
            entries.append(_Entry(next(people)))
            trailing = []
        elif entries and tag.name in _HOMES:
            entries[-1].homes.append(tag.text)
            trailing.append(tag.text)
        elif entries and tag.name in _ORCIDS:
            entries[-1].orcid = normalise_orcid(tag.text)
    _settle_homes(entries, trailing)
    entries = _undoubled(entries)
    for entry in entries:
        for name in entry.names:
            name.affiliations += [home for home in entry.homes if home not in name.affiliations]
            name.orcid = name.orcid or (entry.orcid if len(entry.names) == 1 else None)
    return AuthorReading([name for entry in entries for name in entry.names], printed[0].printed)


def _settle_homes(entries: list[_Entry], trailing: list[str]) -> None:
    """Some sites print all authors and then all institutions: one each, or nobody can tell whose they are."""
    if len(entries) < 2 or not trailing or any(entry.homes for entry in entries[:-1]):
        return
    entries[-1].homes = []
    if len(trailing) == len(entries):
        for entry, home in zip(entries, trailing, strict=True):
            entry.homes = [home]


def _undoubled(entries: list[_Entry]) -> list[_Entry]:
    """Entries once, where a page prints its whole list twice (A, B, A, B) or every tag (A, A, B, B)."""
    keys = [tuple(name.literal for name in entry.names) for entry in entries]
    half = len(keys) // 2
    if len(keys) > 1 and len(keys) % 2 == 0:
        if keys[:half] == keys[half:]:
            return entries[:half]
        if keys[::2] == keys[1::2]:
            return entries[::2]
    return entries


def _plain_tags(found: list[Tag]) -> AuthorReading:
    people = persons_of([tag.text for tag in found if "://" not in tag.text])
    entries = _undoubled([_Entry(names) for names in people])
    return AuthorReading([name for entry in entries for name in entry.names], found[0].printed)


def _of_persons(people: list[Person]) -> list[Name]:
    """The names of persons; one entry may hold several, and is then nobody's ORCID."""
    single = persons_of([person.name for person in people])
    read = [name for person, names in zip(people, single, strict=True) for name in _of_person(person, names)]
    once = {name.literal: name for name in reversed(read)}  # the page marks up a name wherever it prints it
    return [name for name in read if once[name.literal] is name]


def _of_person(person: Person, names: list[Name]) -> list[Name]:
    if person.family and person.given:
        literal = person.name if "," not in person.name else f"{person.given} {person.family}"
        names = [Name(literal, person.family, person.given)]
    elif person.organisation:
        names = [Name(person.name)]
    if len(names) == 1:
        names[0].orcid = names[0].orcid or person.orcid
        names[0].affiliations = person.affiliations or names[0].affiliations
    return names


def same_people(one: Iterable[Name], other: Iterable[Name]) -> bool:
    """Whether one list of names holds all of the other, by family names (or literals, where there are none)."""
    first, second = ({_key(name) for name in names} for names in (one, other))
    return first <= second or second <= first


def enrich(names: list[Name], others: Sequence[Name]) -> bool:
    """Adds ORCIDs and affiliations of the same people from another witness, where theirs are missing."""
    by_key: dict[tuple[str, str], list[Name]] = {}
    for other in others:
        by_key.setdefault((_key(other), (other.given or "")[:1].casefold()), []).append(other)
    changed = False
    for name in names:
        same = by_key.get((_key(name), (name.given or "")[:1].casefold()), [])
        if len(same) != 1:
            continue
        if not name.orcid and same[0].orcid:
            name.orcid, changed = same[0].orcid, True
        if not name.affiliations and same[0].affiliations:
            name.affiliations, changed = list(same[0].affiliations), True
    return changed


def _key(name: Name) -> str:
    return "".join(filter(str.isalnum, (name.family or name.literal).casefold()))
