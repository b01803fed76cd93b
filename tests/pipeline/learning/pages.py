"""Pages of invented sites, written for these tests: each from the same works, in the layout of one site."""

from collections.abc import Callable

_GIVEN = (
    "Mara",
    "Daniel",
    "Inês",
    "Tomasz",
    "Aiko",
    "Ruth",
    "Paul",
    "Greta",
    "Omar",
    "Lucía",
    "Henrik",
    "Nadia",
    "Yusuf",
)
_FAMILY = ("Lindqvist", "Okafor", "Carvalho", "Wrona", "Tanabe", "Feldmann", "Adeyemi", "Haugen", "Marchetti", "Petrov",
           "Nakamura", "Delgado", "Osei", "Björk", "Rahman", "Kowalczyk", "Vermeulen")  # fmt: skip
_TOPICS = ("dust in old houses", "brooms and their makers", "the sorting of winter letters", "bread without a recipe",
           "signals in school corridors", "paint on northern doors", "the weight of wet rope", "maps drawn from memory",
           "clocks that run in cellars", "gardens behind railway lines", "ferries at low water")  # fmt: skip
_OPENINGS = ("A long-term survey of", "What users know about", "Measuring", "The economics of", "Notes on", "Against")
_TOWNS = ("Uppsala", "Lagos", "Porto", "Kyoto", "Graz", "Lima", "Tartu", "Bergen", "Accra", "Trieste", "Cork")
_JOURNALS = ("Journal of Household Studies", "Annals of Craft Research", "Review of Slow Methods")
_FINDINGS = ("Dust returned within a week in every house that was visited, and its amount followed the season.",
             "Those who had made their own tools kept them for longer, and spoke of them in other words.",
             "Of forty places that were compared, the smallest were the best documented by far.")  # fmt: skip
_MONTHS = ("January", "March", "June", "October")


class Work:
    """An invented work, another for each number."""

    def __init__(self, number: int, registrant: str = "5555") -> None:
        self.title = f"{_OPENINGS[number % 6]} {_TOPICS[number % 11]} in {1 + number} towns"
        self.authors = [
            f"{_GIVEN[(5 * number + n) % 13]} {_FAMILY[(3 * number + 7 * n) % 17]}" for n in range(1 + number % 3)
        ]
        self.journal = _JOURNALS[number % 3]
        self.volume, self.issue = str(3 + number), str(1 + number % 4)
        self.year = 1999 + number % 21
        self.month = _MONTHS[number % 4]
        self.first, self.last = 11 + 7 * number, 19 + 8 * number
        self.doi = f"10.{registrant}/hearth.{self.year}.{100 + number}"
        self.abstract = (
            f"{_FINDINGS[number % 3]} This holds for {self.title[0].lower()}{self.title[1:]}, {number} in all."
        )


def portal(work: Work, number: int) -> str:
    """A page of a site that labels in words of its own."""
    menu = ("Hearth Portal", "Login for members", "Basket", "Our authors")[: 3 + number % 2]
    issue = f", no. {work.issue}" if number % 4 else ""
    rows = [
        *menu,
        "Essay" if number % 2 else "Report",
        work.title,
        f"Vol. {work.volume}{issue} ({work.month} {work.year}) | pages {work.first}-{work.last}",
        *(f"* {name} <{_TOWNS[(number + 4 * n) % 11]}>" for n, name in enumerate(work.authors)),
        f"Appeared in the {work.journal}",
        f"{1204 + number} readers",
        f"Digital handle: {work.doi}",
        "What we found",
        work.abstract,
        "Readers also liked",
        f"Vol. {1 + number % 5}, no. 1 (May {2000 + number % 9}) | pages {number}-{2 * number}",
        "All pages of Hearth Portal are printed on demand",
    ]  # fmt: skip
    return "\n".join(rows)


def redesigned(work: Work, number: int) -> str:
    """The same site after a redesign; only a line of the footer stayed."""
    rows = [
        "Discover essays",
        "Saved for later",
        f"{work.journal} » {work.year} » {work.volume}",
        "; ".join(work.authors),
        work.title,
        f"Released on {3 + number % 20} {work.month} {work.year}",
        f"Permanent link https://doi.org/{work.doi}",
        "In a nutshell",
        work.abstract,
        "Send this essay to a friend",
        "All pages of Hearth Portal are printed on demand",
    ]
    return "\n".join(rows)


def archive(work: Work, number: int) -> str:
    """A page of another site."""
    rows = [
        "Northern Document Archive",
        "Shelf marks and reading rooms",
        f"Name of the work: {work.title}",
        f"Persons: {' / '.join(work.authors)}",
        f"Held as: Quarterly of the North, {work.year}, {work.volume}, {work.first}-{work.last}",
        f"Identifier of the paper: 10.7777/n{number}.{work.year}",
        "Contents of the paper",
        work.abstract,
        "Ask a librarian of the archive",
    ]
    return "\n".join(rows)


def pages(layout: Callable[[Work, int], str], count: int, first: int = 0) -> list[str]:
    """The pages of some works in a layout."""
    return [layout(Work(number), number) for number in range(first, first + count)]


def web(work: Work, number: int) -> str:
    """A page of a site as HTML, without tags in its head."""
    names = "".join(f'<li><span class="contributor-name">{name}</span></li>' for name in work.authors)
    return f"""<!DOCTYPE html><html><head><title>Hearth Web</title></head><body>
<div class="site-header"><a href="/">Hearth Web</a> <a href="#">Your basket {number}</a></div>
<div class="hearth-record"><p class="kind">Essay</p><h1 class="hearth-heading">{work.title}</h1>
<ul class="contributors">{names}</ul>
<p class="hearth-place"><i>{work.journal}</i> <b>{work.volume}</b>, {work.year}, {work.first}-{work.last}</p>
<p class="hearth-handle">https://doi.org/{work.doi}</p><div class="hearth-digest"><p>{work.abstract}</p></div></div>
<div class="site-footer">Printed on demand by Hearth Web</div></body></html>"""
