"""Works that a page describes in schema.org's words (https://schema.org/ScholarlyArticle and its kin).

The words come as JSON-LD, or as nodes of the same shape read off the body's microdata (`microdata`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.detectors.identifiers import normalise_orcid
from extractors.html.json_repair import load
from extractors.html.tags import plain

# The types read, best first, and what they are in CSL.
WORK_TYPES = {
    "MedicalScholarlyArticle": "article-journal",
    "ScholarlyArticle": "article-journal",
    "Thesis": "thesis",
    "Chapter": "chapter",
    "Book": "book",
    "Report": "report",
    "TechArticle": None,
    "Article": None,
    "NewsArticle": None,
    "Dataset": "dataset",
    "PublicationIssue": None,
}
_RANKS = {name: rank for rank, name in enumerate(WORK_TYPES)}
_VOCABULARY = ("http://schema.org/", "https://schema.org/", "schema:")
_PREFIXED = ("schema:", "schema.org/name", "schema.org/headline")
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_CONTAINERS = frozenset(("Periodical", "Journal", "Book", "Newspaper", "Magazine", "CreativeWorkSeries"))
_MOST = 2000  # objects looked at
_MOST_ITEMS = 20_000  # of a property: authors, works cited


@dataclass(slots=True)
class Person:
    """An author, or an organisation that is one."""

    name: str
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    affiliations: list[str] = field(default_factory=list)
    organisation: bool = False


@dataclass(slots=True)
class Work:
    """What is said of a work: texts by schema.org's own property names, and people apart.

    `source` is how it is said (`ld+json`, `microdata`); `guessed` that the wording had to be guessed in places.
    """

    type: str
    source: str = "ld+json"
    guessed: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    authors: list[Person] = field(default_factory=list)


def read_works(scripts: Iterable[str]) -> list[Work]:
    """The works that JSON-LD scripts describe at their top, in a graph or as the main entity; those of the best type.

    What `json_repair` cannot read is left out.
    """
    nodes: list[dict[str, Any]] = []
    guessed = False
    for script in scripts:
        loaded = load(script, None if "@type" in script and not any(v in script for v in _PREFIXED) else _bare_keys)
        nodes += _nodes(loaded.values)
        guessed = guessed or (loaded.guessed and bool(loaded.values))
    works = works_of(nodes)
    for work in works:
        work.guessed = guessed
    return works


def works_of(nodes: list[dict[str, Any]]) -> list[Work]:
    """The works among nodes of a graph, those of the best type."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    ranked = [(rank, node) for node in nodes if (rank := _rank(node)) is not None]
    best = min((rank for rank, _ in ranked), default=None)
    return [_work(node, by_id) for rank, node in ranked if rank == best]


def _nodes(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    queue = [value]
    for item in queue:
        if len(queue) > _MOST:
            break
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            found.append(item)
            queue += [item[key] for key in _HOLDERS if isinstance(item.get(key), (dict, list))]
    return found


def _bare_keys(node: dict[str, Any]) -> dict[str, Any]:
    """A node with schema.org's names bare: `schema:name`, `https://schema.org/name`; `type` and `id` as JSON-LD 1.1."""
    if "@type" not in node and "type" in node:
        node = {{"type": "@type", "id": "@id"}.get(key, key): value for key, value in node.items()}
    if not any(key.startswith(_VOCABULARY) for key in node):
        return node
    return {key.rpartition("/")[2].removeprefix("schema:"): value for key, value in node.items()}


def _types(node: dict[str, Any]) -> list[str]:
    return [text.rpartition("/")[2].removeprefix("schema:") for text in _strings(node.get("@type"))]


def _rank(node: dict[str, Any]) -> int | None:
    ranks = [_RANKS[name] for name in _types(node) if name in _RANKS]
    has_title = any(_strings(node.get(key)) for key in ("headline", "name"))
    return min(ranks) if ranks and has_title and min(ranks) != _RANKS["PublicationIssue"] else None


def _strings(value: Any) -> list[str]:
    """The texts of a property: itself, its items, or the name or value of its objects."""
    found: list[str] = []
    queue = [value]
    for item in queue:
        if len(queue) > _MOST:
            break
        if isinstance(item, str):
            text = plain(item)
            if text:
                found.append(text)
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            found.append(str(item))
        elif isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            queue.append(next((item[key] for key in ("name", "@value", "value", "alternateName") if key in item), None))
    return found


_PLAIN_PROPERTIES = (
    *("headline", "name", "datePublished", "pagination", "pageStart", "pageEnd", "issn", "isbn", "abstract"),
    *("description", "keywords", "inLanguage", "publisher", "volumeNumber", "issueNumber", "url", "sameAs", "@id"),
    *("doi", "alternativeHeadline"),
)


def _work(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Work:
    best = _rank(node) or 0
    work = Work(list(WORK_TYPES)[best])
    node = {key: _resolved(value, by_id) for key, value in node.items()}
    for key in _PLAIN_PROPERTIES:
        if texts := _strings(node.get(key)):
            work.texts[key] = texts
    work.texts["identifier"] = _identifiers(node.get("identifier"))
    for holder in _holders(node.get("isPartOf"), by_id):
        _read_holder(holder, work)
    for author in _items(node.get("author")) or _items(node.get("creator")):
        for one in _one_each(_resolved(author, by_id)):
            if person := _person(one, by_id):
                work.authors.append(person)
    for citation in _items(node.get("citation")):
        work.texts.setdefault("citation", []).extend(_citation(citation))
    return work


def _citation(value: Any) -> list[str]:
    """A cited work as one text: as printed, or in parts as `citation_reference` has them."""
    if not isinstance(value, dict):
        return _strings(value)[:1]
    texts = {name: _strings(value.get(key))[:1] for name, key in _CITED.items()}
    people = [person.name for author in _items(value.get("author")) if (person := _person(author, {}))]
    dois = [text for key in ("doi", "sameAs", "identifier", "@id", "url") for text in _identifiers(value.get(key))]
    texts["doi"] = [text for text in dois if "10." in text][:1]
    if not people and sum(map(bool, texts.values())) < 2:
        return _strings(value)[:1]
    parts = [f"author={name}" for name in people] + [f"{name}={text[0]}" for name, text in texts.items() if text]
    return ["; ".join(f"citation_{part}" for part in parts if ";" not in part)]


_CITED = {
    "title": "name",
    "journal_title": "isPartOf",
    "publication_date": "datePublished",
    "volume": "volumeNumber",
    "issue": "issueNumber",
    "firstpage": "pageStart",
    "lastpage": "pageEnd",
    "pages": "pagination",
}


def _items(value: Any) -> list[Any]:
    """The items of a property: a list, an ordered list of JSON-LD, or the one value."""
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        value = value["@list"]
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:_MOST_ITEMS] if item]


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """The object that a bare reference (`{"@id": …}`) stands for."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _holders(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The issue, volume and journal, or the book, that a work is part of: whatever the nesting."""
    queue = [value]
    for item in queue:
        if len(queue) > 50:
            break
        item = _resolved(item, by_id)
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue.append(item.get("isPartOf"))
        elif isinstance(item, str) and " " in item.strip() and "://" not in item:
            yield {"name": item}


def _read_holder(holder: dict[str, Any], work: Work) -> None:
    names = set(_types(holder))
    if holder.get("@type") is None and set(holder) == {"name"}:  # a bare text
        names = {"Periodical"}
    for key in ("volumeNumber", "issueNumber", "issn", "isbn"):
        if texts := _strings(holder.get(key)):
            known = work.texts.setdefault(key, [])
            known += [text for text in texts if text not in known]
    if names & _CONTAINERS and (texts := _strings(holder.get("name") or holder.get("headline"))):
        work.texts.setdefault("isPartOf", texts[:1])
    if "publisher" not in work.texts and (texts := _strings(holder.get("publisher"))):
        work.texts["publisher"] = texts


def _identifiers(value: Any) -> list[str]:
    """Identifiers as `scheme:value` where a scheme is given."""
    found = []
    for item in (value if isinstance(value, list) else [value])[:_MOST]:
        if isinstance(item, dict):
            scheme = "".join(_strings(item.get("propertyID"))[:1]).rpartition("/")[2]
            found += [f"{scheme}:{text}" if scheme else text for text in _strings(item.get("value") or item.get("@id"))]
        else:
            found += _strings(item)
    return found


def _person(value: Any, by_id: dict[str, dict[str, Any]]) -> Person | None:
    if isinstance(value, str):
        name = plain(value)
        return Person(name) if name else None
    if not isinstance(value, dict):
        return None
    family, given = ("".join(_strings(value.get(key))[:1]) or None for key in ("familyName", "givenName"))
    name = "".join(_strings(value.get("name"))[:1]) or " ".join(part for part in (given, family) if part)
    if not name:
        return None
    links = [text for key in ("@id", "identifier", "sameAs", "url") for text in _identifiers(value.get(key))]
    orcid = next((orcid for link in links if "orcid" in link.lower() and (orcid := normalise_orcid(_bare(link)))), None)
    homes = _resolved(value.get("affiliation"), by_id)
    person = Person(name, family if given else None, given if family else None, orcid, _affiliations(homes, by_id))
    person.organisation = any(name.endswith("Organization") for name in _types(value))
    return person


def _one_each(value: Any) -> list[Any]:
    """An author, or the several that one node names in a list: names in one script that share no word."""
    names = _strings(value.get("name")) if isinstance(value, dict) else []
    words = [word for name in names for word in set(name.casefold().split())]
    if len(names) < 2 or len(set(words)) < len(words) or len({name.isascii() for name in names}) > 1:
        return [value]
    return names


def _bare(link: str) -> str:
    return link.split(":", 1)[1] if link.lower().startswith("orcid:") else link


def _affiliations(value: Any, by_id: dict[str, dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:50]:
        item = _resolved(item, by_id)
        texts = _strings(item)[:1]
        address = item.get("address") if isinstance(item, dict) else None
        if isinstance(address, dict):
            address = address.get("name")
        if texts and isinstance(address, str) and texts[0] in address:
            texts = [plain(address)]  # the name again, with its place
        found += [" ".join(text.split()) for text in texts if text not in found]
    return found
