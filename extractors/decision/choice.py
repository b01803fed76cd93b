"""The one decision: which of the candidates of all fields together make the record.

A higher rank holds before a lower one; among the reader's own candidates, those that say the same support each other,
and the best must be sure enough and clearly ahead (`thresholds.tsv`, measured by `benchmarks/fit_reader.py`). A lower
rank that agrees is further evidence, and its value is taken where it says more. What lost keeps the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.decision.agreement import abbreviates, agree, is_fuller, is_parallel, key, letters, surnames
from extractors.decision.candidates import Candidate, Evidence, Proposal, Rank
from extractors.decision.draft import Draft
from extractors.decision.places import settle_places
from extractors.found import AbstractText, Name
from extractors.page.account import Account

# Fields whose values are one fact; lists and running texts differ without contradiction.
_ONE = frozenset(
    (
        *("title", "container_title", "publisher", "issued", "volume", "issue", "first_page", "last_page"),
        *("doi", "pmid", "pmcid", "arxiv_id", "authors", "issn", "isbn"),
    )
)
# Tags of these speak of the site as often as of the work: what the page prints holds, and the conflict is noted.
_OF_SITE = frozenset(("container_title", "abstract"))
_OF_TAGS = frozenset(("title", "doi", "authors", "container_title"))  # where tags of the work correct a template
_NO_THRESHOLD = (0.5, 0.0)
_LOST = "\ufffd"
_TOLD = 0.9  # score of a date that is labelled as that of publication
_ABOUT = 0.75  # of the surest list of names: a longer one is about as sure
_SURE = 0.8  # score of a value of the page that may take the place of a shorter one of a tag
_WITNESS = {"abstract": 0.9}  # what a tag that often speaks of the site adds to a value that the page shows too


def decide(proposal: Proposal, account: Account) -> Draft:
    """The record of one work; `account` is given the spans of what was chosen, and of the labels beside it."""
    draft = Draft(warnings=list(proposal.warnings))
    fields: dict[str, list[Candidate]] = {}
    for candidate in sorted(proposal.candidates, key=lambda candidate: -candidate.rank):
        fields.setdefault(candidate.field, []).append(candidate)
    settle_places(fields)
    _drop_journals_names(fields)
    chosen = {name: winner for name, candidates in fields.items() if (winner := _choose(candidates))}
    _drop_repeated(chosen)
    for name, winner in chosen.items():
        draft.values[name] = winner.value
        draft.evidence[name] = _evidence(winner, fields[name])
        if winner.rank == Rank.READER:
            draft.scores[name] = winner.score
        if winner.repaired:
            draft.warn(f"repaired:{name}")
        if _is_contradicted(winner, fields[name]):
            draft.warn(f"conflict:{name}")
        if _is_damaged(winner.value):
            draft.warn(f"damaged:{name}")
    draft.lost = [c for c in proposal.candidates if chosen.get(c.field) is not c]
    _claim(draft, proposal, account)
    return draft


def _choose(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate of a field that holds; the others are told why they do not."""
    alive = [candidate for candidate in candidates if candidate.lost is None]
    if not alive:
        return None
    winner = alive[0] if alive[0].rank != Rank.READER else _contest(alive)
    if winner is None:
        return None
    if winner.rank == Rank.FAMILY and winner.field == "container_title":  # a tag may spell out a short name
        spelt = (c for c in alive if c.rank == Rank.HEAD and len(c.value) > len(winner.value))
        winner = next((c for c in spelt if abbreviates(winner.value, c.value)), winner)
    if winner.rank == Rank.FAMILY and winner.field == "authors":  # its citation may be cut short with "et al."
        whole = (c for c in alive if c.rank == Rank.FAMILY and is_fuller("authors", c.value, winner.value))
        winner = next(whole, winner)
    if winner.rank == Rank.FAMILY and winner.field in _OF_TAGS:
        tag = next((c for c in alive if c.rank == Rank.HEAD), None)
        winner = tag if tag is not None and _corrects(tag, winner) else winner
    if winner.rank == Rank.HEAD or (
        winner.rank == Rank.FAMILY and winner.field == "issued"
    ):  # a template may tell a year
        winner = next(
            (
                c
                for c in alive
                if (c.rank == Rank.READER or Rank.READER < c.rank <= winner.rank == Rank.FAMILY)
                and c.score >= _SURE
                and is_fuller(c.field, c.value, winner.value)
            ),
            winner,
        )
    for other in alive:
        if other is not winner and other.lost is None:
            other.lost = _reason(other, winner)
    return winner


def _corrects(tag: Candidate, told: Candidate) -> bool:
    """Whether a tag that speaks of the work shows that a template met another work's line, or an abbreviated form."""
    if told.field == "authors":
        return not surnames(tag.value) <= surnames(told.value) or _spelled(tag.value) > _spelled(told.value)
    if told.field == "container_title":
        longer = len(tag.value) > len(told.value) and abbreviates(told.value, tag.value)
        return longer or not (agree(told.field, tag.value, told.value) or abbreviates(tag.value, told.value))
    return not agree(told.field, tag.value, told.value)


def _spelled(names: list[Any]) -> int:
    """How many names are spelled out: a given name in lower case, not initials alone."""
    given = ((name.given or "").split() for name in names)
    return sum(any(len(word) > 1 and word.isalpha() and not word.isupper() for word in words) for words in given)


def _reason(loser: Candidate, winner: Candidate) -> str:
    if agree(loser.field, loser.value, winner.value):
        return "says the same"
    return "outranked" if loser.rank < winner.rank else "less sure"


def _contest(candidates: Sequence[Candidate]) -> Candidate | None:
    """The reader's candidate that is sure enough and clearly ahead of any other value; else what a weak tag says."""
    readers = [candidate for candidate in candidates if candidate.rank == Rank.READER]
    weak = [candidate for candidate in candidates if candidate.rank < Rank.READER]
    groups: dict[Any, list[Candidate]] = {}
    for candidate in readers:
        groups.setdefault(key(candidate.field, candidate.value), []).append(candidate)
    support = {value: _support(group, weak) for value, group in groups.items()}
    ranked = sorted(groups, key=lambda value: -support[value])
    least, margin = thresholds().get(readers[0].field, _NO_THRESHOLD)
    best = _fullest(ranked, groups, support)
    second = next((support[v] for v in ranked[1:] if not _same(groups[best][0], groups[v][0])), 0.0)
    if support[best] >= least and support[best] - second >= margin:
        winner = max(groups[best], key=_says)
        if winner.field == "issued":  # a day where another witness of that year tells it
            winner = next(
                (c for c in readers if c.score >= _TOLD and is_fuller("issued", c.value, winner.value)), winner
            )
        return winner
    for candidate in readers:
        candidate.lost = "not sure enough" if support[best] < least else "not clearly ahead"
    return weak[0] if weak else None


def _says(candidate: Candidate) -> tuple[int, float]:
    """How much a candidate tells among those of one value: names in full before initials; and how sure it is."""
    return _spelled(candidate.value) if candidate.field == "authors" else 0, candidate.score


def _fullest(ranked: Sequence[Any], groups: Mapping[Any, Sequence[Candidate]], support: Mapping[Any, float]) -> Any:
    """The value that is surest; of lists of names, and of names of journals, one that holds all of that and more, and
    is about as sure."""
    best = ranked[0]
    field, value = groups[best][0].field, groups[best][0].value
    others = ((v, groups[v][0].value) for v in ranked[1:] if support[v] >= _ABOUT * support[best])
    if field == "authors":
        return next((v for v, other in others if is_fuller(field, other, value)), best)
    if field == "container_title":
        return next((v for v, other in others if len(other) > len(value) and abbreviates(value, other)), best)
    return best


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two values do not contradict each other: one is the other cut short, or in another script."""
    if one.field == "authors":
        return is_parallel(one.value, other.value) or surnames(other.value) <= surnames(one.value)
    if one.field == "container_title":
        return abbreviates(other.value, one.value)
    return one.field in ("title", "abstract", "issued") and agree(one.field, one.value, other.value)


def _support(group: Iterable[Candidate], weak: Iterable[Candidate]) -> float:
    """How sure a value is that several witnesses tell, each for itself."""
    doubt, seen = 1.0, set[Any]()
    for candidate in group:
        witness = candidate.place if candidate.place is not None else candidate.evidence[0].rule
        if witness not in seen:
            seen.add(witness)
            doubt *= 1.0 - candidate.score
    value = next(iter(group)).value
    field = next(iter(group)).field
    if any(agree(field, candidate.value, value) for candidate in weak):
        doubt *= 1.0 - _WITNESS.get(field, 0.5)
    return 1.0 - doubt


def _evidence(winner: Candidate, candidates: Iterable[Candidate]) -> list[Evidence]:
    """The winner's evidence, and that of every witness that says the same."""
    found = list(winner.evidence)
    for other in candidates:
        if other is winner:
            continue
        exact = key(other.field, other.value) == key(winner.field, winner.value)
        tags = winner.rank == Rank.FAMILY and other.rank == Rank.HEAD and winner.field in _ONE
        if exact or (tags and agree(winner.field, winner.value, other.value)):
            found += [item for item in other.evidence if item not in found]
    return found


def _is_contradicted(winner: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a witness that is as good as a tag of the head tells something else of a fact."""
    if winner.rank == Rank.READER and winner.field in _OF_SITE:
        weak = [c for c in candidates if c.rank == Rank.WEAK]
        return any(not agree(winner.field, winner.value, tag.value) for tag in weak)
    if winner.field not in _ONE or winner.rank < Rank.READER:
        return False
    tags = [c for c in candidates if c.rank == Rank.HEAD and c is not winner]
    if winner.rank == Rank.FAMILY:
        tags = tags[:1]
    return any(not agree(winner.field, winner.value, tag.value) for tag in tags)


def _is_damaged(value: Any) -> bool:
    """Whether letters of a value were lost before the page was saved (`M\ufffdller`)."""
    if isinstance(value, str):
        return _LOST in value
    if isinstance(value, AbstractText):
        return any(_LOST in section.text for section in value.sections)
    return isinstance(value, list) and any(
        _LOST in (item.literal if isinstance(item, Name) else item) for item in value if isinstance(item, (str, Name))
    )


def _drop_journals_names(fields: dict[str, list[Candidate]]) -> None:
    """Takes back a lone name that is the journal's, which short names in capitals look like: `J Lane Stud`."""
    journals = {letters(str(candidate.value)) for candidate in fields.get("container_title", ())}
    for candidate in fields.get("authors", ()):
        if len(candidate.value) == 1 and letters(candidate.value[0].literal) in journals:
            candidate.lost = "is the journal's name"


def _drop_repeated(chosen: dict[str, Candidate]) -> None:
    """Takes back a publisher that is only the journal's name, and an article's number that is told as its page."""
    number, page = chosen.get("article_number"), chosen.get("first_page")
    if number and page and number.rank < page.rank and number.value == page.value:
        number.lost = "is the first page"
        del chosen["article_number"]
    journal, publisher = chosen.get("container_title"), chosen.get("publisher")
    if journal and publisher and publisher.rank < Rank.READER and letters(journal.value) == letters(publisher.value):
        publisher.lost = "is the journal's name"
        del chosen["publisher"]


def _claim(draft: Draft, proposal: Proposal, account: Account) -> None:
    """Gives the account what the record stands on: the winners' spans first, then labels and what lies between."""
    if proposal.account is not account:
        for start, end, kind, rule in proposal.account.claims():
            account.claim(start, end, kind, rule or "")
    spans = [item for items in draft.evidence.values() for item in items if item.start is not None]
    for item in sorted(spans, key=lambda item: (item.end or 0) - (item.start or 0)):
        account.claim(item.start or 0, item.end or 0, "field", item.rule)
    for start, end, kind, rule in proposal.rests:
        account.claim(start, end, kind, rule or "")


@lru_cache(maxsize=1)
def thresholds() -> dict[str, tuple[float, float]]:
    """By field, how sure the reader must be of a value, and how far ahead of any other."""
    rows = Path(__file__).with_name("thresholds.tsv").read_text("utf-8").splitlines()[1:]
    return {name: (float(least), float(margin)) for name, least, margin in (row.split("\t") for row in rows)}
