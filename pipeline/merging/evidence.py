# ruff: noqa: SIM905 - word lists read better as text
"""Whether two records describe one work: what forbids it, and how much speaks for it.

Identifiers decide where both show the same one. Everything else is weighed: each agreement has a weight, a pair is a
match from `ENOUGH` on, and a title, an abstract of some length or a place in print (volume and page) must be among what
agrees, so that neither a title alone nor authors and a year suffice.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.merging.features import Features
from pipeline.merging.names import Overlap, overlap
from pipeline.merging.normal import BEGINNING, script
from pipeline.merging.texts import AbstractRelation, TitleRelation, abstract_relation, title_relation

ENOUGH = 6.0
CERTAIN = 100.0
"""The score of an identifier both records show."""

MANGLED = 80.0
"""Share of grams (0–100) from which on two abstracts may be one, badly shown."""

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
    if a.year and b.year and a.year != b.year and a.container and b.container and not _one_container(a, b):
        return "container_title"  # one alone may be a reprint or an unknown abbreviation, or the year of the issue
    authors = overlap(a.authors, b.authors)
    if title_relation(a, b) == "different" and not _translated(a, b, authors):
        return "title"
    return "authors" if authors == "none" else None


def _translated(a: Features, b: Features, authors: Overlap) -> bool:
    """Whether two titles without a word in common are of one work: of one abstract, or on the same pages by the same
    authors. Works on one subject share words."""
    same_pages = authors in ("same", "one") and a.last_page == b.last_page != "" and not _on_one_page(a)
    same_pages = same_pages and not set(a.pages.split()).isdisjoint(b.pages.split())
    short, long = sorted((a.abstract_length, b.abstract_length))
    if not same_pages and (short < 2 * BEGINNING or short < 0.9 * long):
        return False
    words, others = ({w for w in f.title.split() if len(w) > 3} for f in (a, b))
    if 2 * len(words & others) > min(len(words), len(others)):
        return False
    relation, alike = abstract_relation(a.abstract, b.abstract, a.abstract_length, b.abstract_length)
    return same_pages or (relation == "same" and alike >= 97)


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
    score, evidence, core = _weigh(a, b, common_title, common_abstract)
    return Verdict("same", score, evidence) if core and score >= ENOUGH else None


def _other_work(a: Features, b: Features) -> bool:
    """Whether records with one identifier are still two works: the chapters of a book all showing the book's DOI."""
    if title_relation(a, b) != "different":
        return False
    if overlap(a.authors, b.authors) == "none":
        return True
    elsewhere = a.pages and b.pages and set(a.pages.split()).isdisjoint(b.pages.split())
    return bool(elsewhere or (a.part and b.part and a.part != b.part))


def _weigh(a: Features, b: Features, common_title: bool, common_abstract: int) -> tuple[float, tuple[str, ...], bool]:
    """The score, what agrees, and whether something that can tell a work from others is among it."""
    titles = title_relation(a, b)
    abstracts, alike = abstract_relation(a.abstract, b.abstract, a.abstract_length, b.abstract_length)
    authors = overlap(a.authors, b.authors)
    weights = {
        "title": _title_weight(a, b, titles, common_title),
        "abstract": _abstract_weight(a, b, abstracts, alike, common_abstract),
        "authors": _author_weight(authors, a, b),
        "year": (1.0, 0.0, -1.5)[abs(a.year - b.year)] if a.year and b.year else 0.0,
        **_place(a, b),
    }
    if 0.0 < weights["title"] <= 1.0 and a.year and b.year and a.year != b.year:
        weights["year"] = -3.0  # a column, on the same page every year
    if abstracts == "revised" and a.year and b.year and a.year != b.year:
        weights["abstract"] = -2.0  # an earlier version, though the page does not say so
    if titles == "equal" and _shares_high_page(a, b):
        weights["first_page"] += 1.0
    if titles == "equal" and min(weights[n] for n in ("first_page", "volume", "issue", "container_title")) > 0.0:
        weights["first_page"] = max(weights["first_page"], 2.0)  # page 1 of an issue has one editorial
    place = _one_place(a, b, weights, titles, authors)
    core = weights["title"] >= 2.0 or weights["abstract"] >= 2.0 or place
    if titles in ("near", "shortened"):
        # Companion papers have such titles: something else must tell the work from its neighbours.
        signed = authors == "same" or (authors == "one" and a.year == b.year != 0)
        by_same = titles == "shortened" and signed and abstracts == "absent"
        core = weights["abstract"] >= 2.0 or weights["first_page"] >= 1.0 or by_same
    evidence = sorted((n for n, w in weights.items() if w > 0), key=lambda n: (-weights[n], n))
    return sum(weights.values()), tuple(evidence), core


def _one_place(a: Features, b: Features, weights: dict[str, float], titles: TitleRelation, authors: Overlap) -> bool:
    """Whether where the two appeared can tell a work from others."""
    page, volume, pages = weights["first_page"], weights["volume"] > 0.0, weights["last_page"] > 0.0
    if page >= 2.0 and volume:
        return True
    if titles == "equal":
        # Even "Introduction" tells a work from others on its page.
        if weights["container_title"] > 0.0 and (page >= 2.0 or (page > 0.0 and volume)):
            return True
        if weights["isbn"] > 0.0 and authors in ("same", "one"):
            return True
        if authors in ("same", "one") and page >= 2.0 and (_shares_high_page(a, b) or (pages and _is_long(a))):
            return True
        # An introduction of that length by that author: of one year, or by several authors.
        if page > 0.0 and pages and (authors == "same" or (authors == "one" and a.year == b.year != 0)):
            return True
    # Another title may be a translation, but two works of the same authors do not fill the same pages.
    return authors == "same" and page >= 2.0 and pages


def _is_long(a: Features) -> bool:
    """Whether a work fills five pages or more."""
    first = a.pages.split()[0]
    return first.isdigit() and a.last_page.isdigit() and int(a.last_page) - int(first) >= 4


# Titles that any volume has. Others that stand on several works are counted (`Store`).
_GENERIC = frozenset(
    (
        "abstract|abstracts|acknowledgements|acknowledgments|announcement|announcements|appendix|author index|"
        "back cover|back matter|bibliography|book review|book reviews|books received|calendar|comment|commentary|"
        "conclusion|conclusions|contents|contributors|copyright page|correspondence|cover|dedication|discussion|"
        "editorial|editorial board|epilogue|erratum|errata|foreword|front cover|front matter|frontmatter|"
        "general introduction|glossary|in memoriam|index|introduction|issue information|letter|"
        "letter to the editor|letters|list of contributors|news|news and notes|notes|notes on contributors|"
        "obituary|overview|postscript|preface|preliminary material|prologue|references|review|reviews|"
        "subject index|annual report|books reviewed|editor s note|editor s page|editors note|from the editor|"
        "from the editors|from the president|guest editorial|highlights|in this issue|message from the editor|"
        "minutes|new books|president s message|presidential address|publisher s note|year in review|the year in review|"
        "list of reviewers|reviewers|news in brief|errata and addenda|program|programme|"
        "summary|table of contents|title page|einleitung|vorwort|inhalt|inhaltsverzeichnis|"
        "editorial introduction|editorial note|introduccion|introducao|avant propos|卷首语|编者按|目录"
    ).split("|")
)


def _title_weight(a: Features, b: Features, relation: TitleRelation, common: bool) -> float:
    if relation in ("absent", "different"):
        return 0.0
    # Letters of one word are worth more in scripts that write words with a letter or two.
    text = min(a.title, b.title, key=len)
    size = len(text.replace(" ", "")) * (3 if ord(max(text)) > 0x2E80 else 1)
    if common or text in _GENERIC:
        return 1.0
    if size < 30 and a.year and b.year and a.year != b.year:
        return 1.5  # a column, or a yearly report
    if relation == "equal":
        return 4.0 if size >= 30 else 3.0 if size >= 15 else 2.0
    return 3.0 if size >= 30 else 1.5


def _abstract_weight(a: Features, b: Features, relation: AbstractRelation, alike: float, common: int) -> float:
    size = min(a.abstract_length, b.abstract_length)
    if common == 2 or (common and (relation != "same" or alike < 95 or size < 2 * BEGINNING)):
        return 0.0
    if relation == "same":
        if size >= 200 and alike >= 95:
            return 6.0  # enough alone: many pages show nothing else of a work
        return 5.0 if size >= 150 else 3.0
    if relation == "cut":
        return 6.0 if size >= 240 else 5.0 if size >= 150 else 4.0 if size >= 120 else 2.5
    if relation in ("revised", "different") and a.abstract_language == b.abstract_language:
        # A conference abstract and the paper of the same name; or one abstract that a page mangled.
        return -3.0 if relation == "different" else -2.0 if alike < MANGLED else 0.0
    return 0.0


def _place(a: Features, b: Features) -> dict[str, float]:
    """Weights of where a work appeared."""
    weights = {"first_page": 0.0, "last_page": 0.0, "volume": 0.0, "issue": 0.0, "container_title": 0.0, "isbn": 0.0}
    shared = set(a.pages.split()) & set(b.pages.split())
    if shared:
        weights["first_page"] = 0.5 if shared <= {"1"} else 2.0
        if a.last_page and a.last_page == b.last_page and a.last_page not in shared:
            weights["last_page"] = 1.0
    if a.volume and a.volume == b.volume:
        weights["volume"] = 1.5 if shared else 0.5
    if a.issue and b.issue:
        weights["issue"] = 0.5 if set(a.issue.split()) & set(b.issue.split()) else -1.0
    if (a.issn and b.issn) or (a.container and b.container):
        weights["container_title"] = 1.0 if _one_container(a, b) else -2.5 if a.container and b.container else 0.0
    if a.isbn and b.isbn and not set(a.isbn.split()).isdisjoint(b.isbn.split()):
        weights["isbn"] = 3.0
    return weights


def _shares_high_page(a: Features, b: Features) -> bool:
    """Whether they show one page of a volume paged through: columns stand on page 3 of every issue."""
    return any(len(page) >= 3 for page in set(a.pages.split()) & set(b.pages.split()))


_FILLERS = frozenset("the of and for in on a an de la le les des et der die das und für y e".split())


def same_container(a: str, b: str) -> bool:
    """Whether two container titles (words) can be one: equal, without a subtitle, or abbreviated word by word."""
    short, long = sorted((a.split(), b.split()), key=len)
    if "".join(short) == "".join(long) or long[: len(short)] == short:
        return True
    if len(short) == 1 and short[0] in ("".join(w[0] for w in side) for side in (long, _telling(long))):
        return len(short[0]) > 2  # "JAMA", "PNAS"
    short, long = _telling(short), _telling(long)
    return len(short) == len(long) > 0 and all(_abbreviates(x, y) for x, y in zip(short, long, strict=True))


def _one_container(a: Features, b: Features) -> bool:
    if a.issn and b.issn and not set(a.issn.split()).isdisjoint(b.issn.split()):
        return True
    return bool(a.container and b.container) and same_container(a.container, b.container)


def _telling(words: list[str]) -> list[str]:
    return [w for w in words if w not in _FILLERS]


def _abbreviates(a: str, b: str) -> bool:
    """Whether one word is an abbreviation of the other as ISO 4 makes them: its start, or a contraction ("Natl")."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if long.startswith(short):
        return True
    rest = iter(long)
    return 3 <= len(short) <= len(long) / 2 and short[0] == long[0] and all(letter in rest for letter in short)


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
        "title": _title_weight(a, b, titles, common_title),
        "abstract": 0.0 if common_abstract else {"same": 5.0, "cut": 4.0, "revised": 3.0}.get(abstracts, 0.0),
        "authors": _author_weight(authors, a, b),
    }
    evidence = tuple(sorted((n for n, w in weights.items() if w > 0), key=lambda n: (-weights[n], n)))
    score = sum(weights.values())
    if not shared and (authors == "none" or len(evidence) < 2 or score < ENOUGH):
        return None
    relation: Literal["a_before_b", "b_before_a"] = "a_before_b" if before is a else "b_before_a"
    return Verdict(relation, score + (CERTAIN if shared else 0.0), shared + evidence)


def _author_weight(authors: Overlap, a: Features, b: Features) -> float:
    # A single name with an initial is shared by many people.
    initial = any(
        len(word) == 1 and word.isascii() for word in f"{a.authors} {b.authors}".replace(";", " ").split()[-2:]
    )
    return {"same": 3.0, "one": 2.0 if initial else 3.0, "some": 1.0}.get(authors, 0.0)
