"""Whether a page shows a scholarly work at all: one place decides, over all that was chosen."""

from functools import lru_cache
from pathlib import Path

from extractors.boilerplate.phrases import Phrasebook
from extractors.boilerplate.refusals import Refusal, is_instructions, refusal
from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.decision.draft import Draft
from extractors.page import Page

_OWN = "generic.own_citation"  # the rule of a citation of the work on its own page
_IDENTIFYING = ("doi", "pmid", "pmcid", "arxiv_id")
# What bibliographic tags tell beside a title only of a work, and names that are shown below it.
_BESIDE_TITLE = frozenset(
    ("scheme container_title", "scheme volume", "scheme issn", "scheme isbn", "scheme abstract", "authors sure")
)
_SCORED = ("title", "authors")
_PLACE = ("container_title", "volume", "issue", "first_page", "article_number", "issued")
_GUESSES = ("generic.paragraphs", "generic.named")  # rules of what any page would seem to have
_TYPES = frozenset(("ld+json:@type", "microdata:@type", "citation_journal_title"))
_DUBLIN_CORE = ("dc.", "dc:", "dcterms")  # content management systems fill these, too
_SCHEMES = ("citation_", "prism", "bepress", "eprints", "wkhealth", "coins", "rft", "z3988")
_SURE = 0.75  # score of a citation that is the work's own, if the page shows one work
# A page that labels its title and shows whose it is tells of a work, though no place in print.
_LABELLED_WORK = frozenset(("label title", "title sure", "authors sure"))
_SURE_TITLE, _IN_PRINT = 0.9, frozenset(("volume", "first_page", "article_number"))
# Without one of these, a page only mentions a work.
_NAMING = frozenset(("title", "abstract", "authors", "keywords"))


def shows_work(draft: Draft) -> bool:
    """Whether the values of a page that no family knows make it the page of one work."""
    if not draft.values.keys() & _NAMING or _is_person(draft):
        return False
    if any(item.tag for name in _IDENTIFYING for item in draft.evidence.get(name, ())):
        return True  # pages of other kinds have no tag for these
    if "notice" in draft.values and any(work.doi for work in draft.values.get("related", ())):
        return True  # a correction of a work is one
    names = describe(draft)
    if "scheme title" in names and names & _BESIDE_TITLE:
        return True
    if names >= _LABELLED_WORK:
        return True
    weights = _weights()
    return weights[""] + sum(weights.get(name, 0.0) for name in names) > 0


def describe(draft: Draft) -> set[str]:
    """What a record stands on, by name: the kind of witness of each field, and how sure the reader was of title and
    names. The weights of these are fitted by `benchmarks/fit_gate.py`."""
    scholarly = any(item.tag in _TYPES for item in draft.evidence.get("type", ()))
    names = {f"{_kind(item, scholarly)} {name}" for name, items in draft.evidence.items() for item in items}
    for name in _SCORED:
        score = draft.scores.get(name, 0.0)
        if score:
            names.add(f"{name} {'sure' if score >= 0.9 else 'likely' if score >= 0.7 else 'possible'}")
        if len(draft.evidence.get(name, ())) > 1:
            names.add(f"{name} twice")
    if any(item.rule == _OWN for items in draft.evidence.values() for item in items):
        names.add("own citation")
    cited = sum(any(i.rule == "generic.citation" for i in draft.evidence.get(name, ())) for name in _PLACE)
    names.add(f"cited {min(cited, 4)}")
    return names


def _kind(item: Evidence, scholarly: bool) -> str:
    """What kind of witness an evidence is: tags of bibliographic schemes, other tags, labels, what the reader took."""
    if item.tag is not None:
        tag = item.tag.casefold()
        if tag.startswith(_SCHEMES) or (scholarly and tag.startswith(("ld+json", "microdata"))):
            return "scheme"
        core = tag.startswith(_DUBLIN_CORE)
        if item.rule.startswith("head.label."):  # a text that calls itself an abstract, as one on the page does
            return "read" if core else "scheme"
        return "scheme" if core and tag.endswith("abstract") else "dublin core" if core else "web"
    return "label" if item.rule.startswith("generic.label.") else "guess" if item.rule in _GUESSES else "read"


def is_no_work(proposal: Proposal) -> bool:
    """Whether the page tells how to write, or what is proposed belongs to several works (two places in print)."""
    places: dict[int, dict[str, str]] = {}
    cites = any(item.rule == _OWN for candidate in proposal.candidates for item in candidate.evidence)
    for candidate in proposal.candidates:
        if candidate.rank > Rank.READER and candidate.field in ("title", "doi"):
            return False  # the head speaks of one work
        if candidate.field in ("volume", "first_page") and candidate.place is not None and candidate.score >= _SURE:
            places.setdefault(candidate.place, {})[candidate.field] = candidate.value
    whole = {(place["volume"], place["first_page"]) for place in places.values() if len(place) == 2}
    return (len(whole) > 1 and not cites) or bool(proposal.doubts)


def refuse(page: Page, phrases: Phrasebook, weights: dict[str, int], drafts: list[Draft]) -> Refusal | None:
    """The reason why the page is none, where it says so: a bot check, an error, an empty shell."""
    return refusal(page, phrases, weights, drafts)


def instructs(weights: dict[str, int], drafts: list[Draft]) -> bool:
    """Whether a page tells authors how to write; menus of a work's page offer instructions too."""
    return is_instructions(weights) and not any(_is_signed(draft) for draft in drafts)


def _is_signed(draft: Draft) -> bool:
    if "authors" in draft.values or any(item.tag for item in draft.evidence.get("doi", ())):
        return True
    return draft.scores.get("title", 0.0) >= _SURE_TITLE and bool(_IN_PRINT & draft.values.keys())


def _is_person(draft: Draft) -> bool:
    """Whether the page is a person's: its title, or what comes nearest to one, is the name of an author."""
    titles = [draft.values["title"]] if "title" in draft.values else [c.value for c in draft.lost if c.field == "title"]
    return any(name.literal in titles[:1] for name in draft.values.get("authors", ()))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """How much each thing that a record stands on tells; that of the empty name is added to all."""
    rows = Path(__file__).with_name("gate.tsv").read_text("utf-8").splitlines()[1:]
    return {name: float(weight) for name, weight in (row.split("\t") for row in rows)}
