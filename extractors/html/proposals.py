"""What the metadata of a page's head propose, each value with its tags as evidence."""

from typing import Any

from extractors.decision.agreement import letters
from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.abstracts import is_truncated, split_abstract
from extractors.found import AbstractText
from extractors.html.head import Head, Reading

# A tag that often speaks of the site tells too little of these.
_NEVER_WEAK = frozenset(("keywords", "authors", "abstract"))
# Descriptions that hold a digest or a note as often as the abstract.
_NOTES = frozenset(("dc.description", "dcterms.description", "description", "og.description", "twitter.description"))
_LD_DESCRIPTIONS = ("ld+json:description", "microdata:description")
_LD_KEYWORDS = ("ld+json:keywords", "microdata:keywords")
_LONG = 200  # characters of a description that is no teaser


def propose_head(proposal: Proposal, head: Head, described: bool = False) -> None:
    """Adds what the tags of the head say of the work to what is proposed for it.

    On pages that a family describes, texts that tags give of the page are none of the work.
    """
    for name, reading in head.fields.items():
        if not reading.weak:
            rank = Rank.WEAK if _speaks_of_site(name, reading, head) else Rank.HEAD
            _propose(proposal, name, reading, rank, name in head.repaired)
            for other in head.conflicts.get(name, ()):
                _propose(proposal, name, other, Rank.HEAD)
        elif name not in _NEVER_WEAK and name not in head.weak:
            _propose(proposal, name, reading, Rank.WEAK)
    for reading in head.weak.get("title", ()):
        _propose(proposal, "title", reading, Rank.WEAK)
    if described:
        return
    for reading in head.descriptions:
        if reading.tags[0] in _LD_DESCRIPTIONS and len(reading.value) >= _LONG and not is_truncated(reading.value):
            sections = AbstractText(split_abstract(reading.value))
            proposal.propose("abstract", sections, evidence("abstract", reading), Rank.WEAK)
    for reading in head.weak.get("keywords", ()):
        if reading.tags[0] in _LD_KEYWORDS and len(reading.value) > 1:
            _propose(proposal, "keywords", reading, Rank.WEAK)


def _speaks_of_site(name: str, reading: Reading, head: Head) -> bool:
    """Whether tags that usually speak of the work may speak of the site here, or were made for search engines."""
    if name == "container_title":
        return letters(reading.value) == letters(head.site_name or "")
    if name == "abstract":
        return not reading.labelled and all(tag.casefold().replace(":", ".") in _NOTES for tag in reading.tags)
    return name == "keywords" and all(tag == "citation_keyword" for tag in reading.tags)


def evidence(name: str, reading: Reading) -> list[Evidence]:
    """The tags of a reading, as evidence."""
    rule = f"head.label.{name}" if reading.labelled else f"head.{name}"
    return [Evidence(rule, tag=tag) for tag in reading.tags]


def _propose(proposal: Proposal, name: str, reading: Reading, rank: Rank, repaired: bool = False) -> None:
    value: Any = reading.value
    if name == "classifications":
        value = [{"scheme": scheme, "code": code} for scheme, code in value]
    proposal.propose(name, value, evidence(name, reading), rank, repaired=repaired)
