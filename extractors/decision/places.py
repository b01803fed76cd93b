"""Where a work appeared: journal, volume, issue and pages of one citation belong together.

Values of two citations never meet in one record, unless they agree in what both tell.
"""

from collections.abc import Mapping, Sequence

from extractors.decision.agreement import agree
from extractors.decision.candidates import Candidate, Rank

PLACE_FIELDS = (
    *("volume", "issue", "first_page", "last_page", "article_number", "container_title", "issued"),
    *("page_count", "publication_stage"),
)
# What tells one place from another: a second one of these is another work's, or another printing.
_TELLING = ("volume", "issue", "first_page", "article_number", "container_title")
_OWN_DOI = 0.3  # what the work's DOI adds to the weight of a citation that tells it
_MORE = 0.01  # what each further field of a citation adds to its weight beside one as sure


def settle_places(fields: Mapping[str, list[Candidate]]) -> None:
    """Marks the candidates of citations that contradict a better witness as lost."""
    groups: dict[int, list[Candidate]] = {}
    told: dict[str, Candidate] = {}
    for name in PLACE_FIELDS:
        for candidate in fields.get(name, ()):
            if candidate.rank == Rank.READER and candidate.place is not None:
                groups.setdefault(candidate.place, []).append(candidate)
            elif candidate.rank > Rank.READER and name not in told:
                told[name] = candidate
    own = _places_of_doi(fields.get("doi", ()))
    weight = {
        place: max(c.score for c in group) + _MORE * len(group) + _OWN_DOI * (place in own)
        for place, group in groups.items()
    }
    for place in sorted(groups, key=lambda place: (-weight[place], place)):
        group = groups[place]
        if any(_contradicts(told[c.field], c) for c in group if c.field in told and c.field in _TELLING):
            for candidate in group:
                candidate.lost = "of another place than a better witness tells"
            continue
        for candidate in group:
            told.setdefault(candidate.field, candidate)


def _places_of_doi(dois: Sequence[Candidate]) -> set[int]:
    """The citations that tell the DOI which stands elsewhere on the page, too: another one is of another version."""
    places = {doi.value: {c.place for c in dois if c.value == doi.value} for doi in dois}
    return {place for found in places.values() if len(found) > 1 for place in found if place is not None}


def _contradicts(one: Candidate, other: Candidate) -> bool:
    if one.field == "container_title":
        return False  # names of one journal differ: short, long, in two languages
    return not agree(one.field, one.value, other.value)
