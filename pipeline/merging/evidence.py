"""Whether two records describe one work: what forbids it, and how much speaks for it.

Identifiers decide where both show the same one. Everything else is weighed: each agreement has a weight, a pair is a
match from `ENOUGH` on, and a title, an abstract of some length or a place in print (volume and page) must be among what
agrees, so that neither a title alone nor authors and a year suffice.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.merging.containers import one_container
from pipeline.merging.features import Features
from pipeline.merging.names import Overlap, overlap
from pipeline.merging.normal import BEGINNING, script
from pipeline.merging.texts import MANGLED, abstract_relation, title_relation
from pipeline.merging.weights import author_weight, title_weight, weigh

ENOUGH = 6.0
CERTAIN = 100.0
"""The score of an identifier both records show."""

IDENTIFIERS = ("doi", "pmid", "pmcid", "arxiv")

_APART = frozenset(
    frozenset(pair)
    for kinds, others in (
        ({"book"}, {"article", "chapter", "conference", "report", "inside"}),
        ({"thesis"}, {"article", "chapter", "conference", "book", "report"}),
        ({"preprint"}, {"article", "chapter", "conference", "book", "report", "thesis", "inside", "placed"}),
        ({"data"}, {"article", "chapter", "conference", "book", "report", "thesis", "preprint"}),
        ({"report"}, {"article", "chapter", "conference"}),
    )
    for pair in ((kind, other) for kind in kinds for other in others)
)
_VERSIONS = frozenset({"preprint", "report"})


@dataclass(slots=True, frozen=True)
class Verdict:
    """`relation`: the two are one work, or the first or the second is a version that came before the other."""

    relation: Literal["same", "a_before_b", "b_before_a"]
    score: float
    evidence: tuple[str, ...]


def clash(a: Features, b: Features) -> str | None:
    """What forbids that `a` and `b` are one work, whatever else agrees: the name of it, or None.

    Holds for members of one group as well, so that a group never holds two of anything a work has one of.
    """
    for name in IDENTIFIERS:
        left, right = getattr(a, name), getattr(b, name)
        if left and right and left != right:
            return name
    if a.title and b.title and a.notice != b.notice:
        return "notice"
    # What a page calls a work weighs less than its DOI, but a chapter's page may show the DOI of the book.
    if frozenset((a.kind, b.kind)) in _APART and (not a.doi or a.doi != b.doi or "book" in (a.kind, b.kind)):
        return "kind"
    return None


def contradiction(a: Features, b: Features) -> str | None:
    """What speaks so clearly against one work that only a shared identifier outweighs it, or None."""
    if a.year and b.year and abs(a.year - b.year) > 2:
        return "year"
    if a.volume and b.volume and a.volume != b.volume:
        return "volume"
    if _other_pages(a, b):
        return "first_page"
    if _other_issue(a, b):
        return "issue"
    if a.year and b.year and a.year != b.year and a.container and b.container and not one_container(a, b):
        return "container_title"  # one alone may be a reprint or an unknown abbreviation, or the year of the issue
    authors = overlap(a.authors, b.authors)
    if title_relation(a, b) == "different" and not _translated(a, b, authors):
        return "title"
    return "authors" if authors == "none" else None


def _translated(a: Features, b: Features, authors: Overlap) -> bool:
    """Whether two titles with few words in common are of one work: of one abstract, or on the same pages by the same
    authors. Works on one subject share words."""
    same_pages = authors in ("same", "one") and a.last_page == b.last_page != "" and not _on_one_page(a)
    same_pages = same_pages and not set(a.pages.split()).isdisjoint(b.pages.split())
    words, others = ({w for w in f.title.split() if len(w) > 3} for f in (a, b))
    if 2 * len(words & others) > min(len(words), len(others)):
        return False
    if same_pages:
        return True
    short, long = sorted((a.abstract_length, b.abstract_length))
    if short < 2 * BEGINNING or short < 0.9 * long:
        return False
    relation, alike = abstract_relation(a.abstract, b.abstract, a.abstract_length, b.abstract_length)
    return relation == "same" and alike >= 97


def _on_one_page(a: Features) -> bool:
    return a.last_page in a.pages.split()


def _other_pages(a: Features, b: Features) -> bool:
    if a.pages and b.pages:
        return set(a.pages.split()).isdisjoint(b.pages.split())
    # Where a first page is lost, the last one tells; "437-42" is "437-442".
    return bool(a.last_page and b.last_page) and not (
        a.last_page.endswith(b.last_page) or b.last_page.endswith(a.last_page)
    )


def _other_issue(a: Features, b: Features) -> bool:
    """Whether two numbers of one volume are shown; the page they share tells that one is a misprint."""
    if (a.pages and b.pages) or not (a.volume and b.volume):
        return False
    left, right = a.issue.split(), b.issue.split()
    return set(left).isdisjoint(right) and all(any(token.isdigit() for token in side) for side in (left, right))


def other_abstract(a: Features, b: Features) -> bool:
    """Whether both show a whole abstract and not the same one: a conference abstract and the paper of that title.

    Pages that show one abstract, whatever they lose of it, share more letters than two of one subject do.
    """
    if a.abstract_language != b.abstract_language:
        return False
    relation, alike = abstract_relation(a.abstract, b.abstract, a.abstract_length, b.abstract_length)
    return relation in ("revised", "different") and alike < MANGLED and script(a.abstract) == script(b.abstract)


def judge(a: Features, b: Features, *, common_title: bool = False, common_abstract: int = 0) -> Verdict | None:
    """The verdict on a pair, None where it is not shown to be one work.

    `common_title`: the title stands on several works ("Editorial") and says little. `common_abstract`: the beginning of
    the abstract does (1), or all of it (2: "An abstract is not available"), and says nothing.
    """
    barred = clash(a, b)
    if barred and not _versions(a, b):
        return None
    shared = tuple(name for name in IDENTIFIERS if getattr(a, name) and getattr(a, name) == getattr(b, name))
    if barred:
        return _version(a, b, shared, common_title, common_abstract)
    if shared:
        return None if _other_work(a, b) else Verdict("same", CERTAIN + len(shared), shared)
    if contradiction(a, b):
        return None
    score, evidence, core = weigh(a, b, common_title, common_abstract)
    return Verdict("same", score, evidence) if core and score >= ENOUGH else None


def _other_work(a: Features, b: Features) -> bool:
    """Whether records with one identifier are still two works: the chapters of a book all showing the book's DOI."""
    if title_relation(a, b) != "different":
        return False
    if overlap(a.authors, b.authors) == "none":
        return True
    elsewhere = a.pages and b.pages and set(a.pages.split()).isdisjoint(b.pages.split())
    return bool(elsewhere or (a.part and b.part and a.part != b.part))


def is_early(a: Features) -> bool:
    """Whether the record says it is a preprint or a working paper."""
    return a.kind in _VERSIONS


def _versions(a: Features, b: Features) -> bool:
    """Whether one is a preprint or working paper and the other something published."""
    return is_early(a) != is_early(b) and "data" not in (a.kind, b.kind)


def _version(
    a: Features, b: Features, shared: tuple[str, ...], common_title: bool, common_abstract: int
) -> Verdict | None:
    """A preprint and its article: the same text under another identifier; where and when it appeared differs."""
    if (a.title and b.title and a.notice != b.notice) or "thesis" in (a.kind, b.kind):
        return None
    before, after = (a, b) if is_early(a) else (b, a)
    titles, authors = title_relation(a, b), overlap(a.authors, b.authors)
    abstracts, _ = abstract_relation(a.abstract, b.abstract, a.abstract_length, b.abstract_length)
    if not shared and (
        titles == "different" or (before.year and after.year and not -1 <= after.year - before.year <= 6)
    ):
        return None
    weights = {
        "title": title_weight(a, b, titles, common_title),
        "abstract": 0.0 if common_abstract else {"same": 5.0, "cut": 4.0, "revised": 3.0}.get(abstracts, 0.0),
        "authors": author_weight(authors, a, b),
    }
    evidence = tuple(sorted((n for n, w in weights.items() if w > 0), key=lambda n: (-weights[n], n)))
    score = sum(weights.values())
    if not shared and (authors == "none" or len(evidence) < 2 or score < ENOUGH):
        return None
    relation: Literal["a_before_b", "b_before_a"] = "a_before_b" if before is a else "b_before_a"
    return Verdict(relation, score + (CERTAIN if shared else 0.0), shared + evidence)
