# ruff: noqa: SIM905 - word lists read better as text
"""How much of what two records show speaks for one work: each agreement has a weight."""

from pipeline.merging.containers import one_container
from pipeline.merging.features import Features
from pipeline.merging.names import Overlap, overlap
from pipeline.merging.normal import BEGINNING
from pipeline.merging.texts import MANGLED, AbstractRelation, TitleRelation, abstract_relation, title_relation


def weigh(a: Features, b: Features, common_title: bool, common_abstract: int) -> tuple[float, tuple[str, ...], bool]:
    """The score, what agrees, and whether something that can tell a work from others is among it."""
    titles = title_relation(a, b)
    abstracts, alike = abstract_relation(a.abstract, b.abstract, a.abstract_length, b.abstract_length)
    authors = overlap(a.authors, b.authors)
    weights = {
        "title": title_weight(a, b, titles, common_title),
        "abstract": _abstract_weight(a, b, abstracts, alike, common_abstract),
        "authors": author_weight(authors, a, b),
        "year": (1.0, 0.0, -1.5)[abs(a.year - b.year)] if a.year and b.year else 0.0,
        **_place(a, b),
    }
    _see_together(weights, a, b, titles, abstracts)
    place = _one_place(a, b, weights, titles, authors)
    core = weights["title"] >= 2.0 or weights["abstract"] >= 2.0 or place
    if titles in ("near", "shortened"):
        # Companion papers have such titles: something else must tell the work from its neighbours.
        signed = authors == "same" or (authors == "one" and a.year == b.year != 0)
        by_same = titles == "shortened" and signed and abstracts == "absent"
        core = weights["abstract"] >= 2.0 or weights["first_page"] >= 1.0 or by_same
    evidence = sorted((n for n, w in weights.items() if w > 0), key=lambda n: (-weights[n], n))
    return sum(weights.values()), tuple(evidence), core


def _see_together(
    weights: dict[str, float], a: Features, b: Features, titles: TitleRelation, abstracts: AbstractRelation
) -> None:
    """Changes weights where one thing says what another is worth."""
    other_year = 0 not in (a.year, b.year) and a.year != b.year
    if other_year and 0.0 < weights["title"] <= 1.0:
        weights["year"] = -3.0  # a column, on the same page every year
    if other_year and abstracts == "revised":
        weights["abstract"] = -2.0  # an earlier version, though the page does not say so
    if titles == "equal" and _shares_high_page(a, b):
        weights["first_page"] += 1.0
    if titles == "equal" and min(weights[n] for n in ("first_page", "volume", "issue", "container_title")) > 0.0:
        weights["first_page"] = max(weights["first_page"], 2.0)  # page 1 of an issue has one editorial


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


def title_weight(a: Features, b: Features, relation: TitleRelation, common: bool) -> float:
    """The weight of titles in that relation; `common`: of one that stands on several works."""
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
        weights["container_title"] = 1.0 if one_container(a, b) else -2.5 if a.container and b.container else 0.0
    if a.isbn and b.isbn and not set(a.isbn.split()).isdisjoint(b.isbn.split()):
        weights["isbn"] = 3.0
    return weights


def _shares_high_page(a: Features, b: Features) -> bool:
    """Whether they show one page of a volume paged through: columns stand on page 3 of every issue."""
    return any(len(page) >= 3 for page in set(a.pages.split()) & set(b.pages.split()))


def author_weight(authors: Overlap, a: Features, b: Features) -> float:
    """The weight of author lists that agree so far."""
    # A single name with an initial is shared by many people.
    initial = any(
        len(word) == 1 and word.isascii() for word in f"{a.authors} {b.authors}".replace(";", " ").split()[-2:]
    )
    return {"same": 3.0, "one": 2.0 if initial else 3.0, "some": 1.0}.get(authors, 0.0)
