"""The parts of a reference as they are claimed, each with its span."""

import re

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.reference_text import has_letters, trim, without_medium
from extractors.found import Citation, CitedWork, Name

_MAX_CONTAINER = 250
_AUTHOR_NOISE = re.compile(
    r"[\s,;]{0,4}(?:\((?:eds?|hrsg|dir|coord|org)s?\.?\)|et al\.?|and others|等)?[\s,;:.]{0,6}$", re.I
)
VANCOUVER_AUTHOR = re.compile(
    r"[^\W\d_][^,.;:()\d]{0,60} [^\W\d_a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ-]{0,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?(?=[,.:]|$)"
)
_AND_IN_CAPITALS = re.compile(r"(?<=[^\W\d_])\s[ai]\s(?=[A-ZÀ-ÖØ-ÞŁŚŠŽČĆ]{2,40},\s)")
_INITIAL_END = re.compile(r"(?:^|[\s.\-–])[^\W\d_]$")


class EntryParts:
    """What was read of the entry `text[start:stop]`.

    `work` holds what was read, `place` the parts behind the titles as `citations.parse_tail` gives them, `spans` where
    in the text title, container, year and DOI stand, and the parts of `place`.
    """

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.text, self.start, self.dated = text, start, False
        self.work = CitedWork(raw=" ".join(text[start:stop].split()), start=start, end=stop)
        self.place: Citation | None = None
        self.spans: dict[str, tuple[int, int]] = {}
        self.stop = stop

    def _authors(self, start: int, stop: int) -> None:
        self.work.authors = entry_authors(self.text, start, stop)

    def _spanned_year(self, start: int, stop: int) -> None:
        at = self.text.find(str(self.work.year), start, stop)
        if at >= 0:
            self.spans["issued"] = (at, at + 4)

    def _title(self, start: int, stop: int) -> None:
        start, stop = trim(self.text, start, stop)
        while stop > start and self.text[stop - 1] in ",;: ":
            stop -= 1
        if self.text[start:stop].endswith(".") and not self.text[start:stop].endswith(".."):
            stop -= 1
        self.work.title = " ".join(self.text[start:stop].split()) or None
        self.spans["title"] = (start, stop)

    def _container(self, start: int, stop: int) -> None:
        stop = without_medium(self.text, start, stop)
        while start < stop and (self.text[start].isspace() or self.text[start] in ",;:–-"):
            start += 1
        while stop > start and (self.text[stop - 1].isspace() or self.text[stop - 1] in ",;:–-"):
            stop -= 1
        title = " ".join(self.text[start:stop].split())
        if 1 < len(title) <= _MAX_CONTAINER and any(map(str.isalpha, title)):
            self.work.container_title = title
            self.spans["container_title"] = (start, stop)

    def _place(self, found: Citation) -> None:
        work = self.work
        work.volume, work.issue = found.volume, found.issue
        work.first_page, work.last_page = found.first_page or found.article_number, found.last_page
        self.place = found
        self.spans.update({name: span for name, span in found.spans.items() if name not in self.spans})
        if not self.dated and found.issued:
            work.year = int(found.issued[:4])


def entry_authors(text: str, start: int, stop: int) -> list[Name]:
    """The authors in `text[start:stop]`. The NLM's style and GB/T print initials without stops, all others with."""
    noise = _AUTHOR_NOISE.search(text, start, stop)
    end = noise.start() if noise else stop
    if not has_letters(text, start, end):
        return []
    first = VANCOUVER_AUTHOR.match(text, start, end)
    stopped = first is None or text.startswith(".", first.end(), stop)  # `Roe A., Tan B.K. (1999)` has stops
    if stopped and end < stop and text[end] == ".":
        end += _INITIAL_END.search(text, max(start, end - 3), end) is not None
    slavic = _AND_IN_CAPITALS.search(text, start, end)
    if slavic:  # `ROE, Jane a DOE, Alan`
        return entry_authors(text, start, slavic.start()) + entry_authors(text, slavic.end(), end)
    return parse_authors(text, "vancouver" if first else "auto", start, end)


def placed(found: Citation) -> bool:
    return bool(found.volume or found.issue or found.first_page or found.article_number or found.publication_stage)
