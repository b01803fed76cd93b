"""The whole citation of one work that a page prints of itself: `Cite this article: …`, `引用本文: …`, `Как цитировать`.

Two ways of reading. Where the work's title is known it is looked for in the text: what stands before it are the authors
and the year, what stands behind it is the place. Otherwise the styles of reference lists tell where the parts end
(`reference_entries`), which leaves open what they cannot tell. The phrases that introduce a citation are
`own_citation_labels.tsv`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from extractors.detectors.citation_containers import container_bounds, journal_like, publisher_start
from extractors.detectors.citations import parse_citation, parse_tail
from extractors.detectors.dates import parse_date
from extractors.detectors.identifiers import find_dois
from extractors.detectors.reference_entries import Entry, read_entry
from extractors.detectors.reference_parts import entry_authors
from extractors.detectors.reference_text import has_letters, trim, without_medium
from extractors.found import Citation, Name, WholeCitation

MAX_CITATION = 4000
"""A longer text is no citation and is not read."""

_MAX_NAMES = 3000
_MAX_TITLE = 600
_SHORTEST_MATCH = 24  # letters of a title that have to agree where the citation prints only its beginning
_PLACE = ("issued", "volume", "issue", "first_page", "last_page", "article_number")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")
_YEAR_BEHIND = re.compile(
    r"[\s,.;]{0,3}\(?\s?(?P<date>(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:,\s[^()]{3,20})?)\s?\)?[\s.,:;]{0,4}[\"“”„«'‘「『]?\s?$"
)
_BEFORE_TITLE = re.compile(r"[\s\"“”„«'‘「『《:–—-]{0,6}$")
_BEHIND_TITLE = re.compile(
    r"[\s\"“”»'’」』》.。．,，;:：*]{0,8}(?:\[[A-Z]{1,2}(?:/[A-Z]{1,3})?\]|\[[^\[\]\d]{4,40}\])?[\s.。．,，;]{0,4}(?://\s?)?"
    r"(?:[–—-]\s)?(?:in:?\s(?=(?-i:[^\W\d_a-zß-öø-ÿ])))?",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"(?<![^\W_])[a-zа-яё][^\W\d_]{3,30}[.?!]\s|[\u3040-\u9fff]\s?[.．。]\s?[\u3040-\u9fff]")
_LINK = re.compile(r"https?:|\bdoi\b|\bwww\.", re.I)
_NOT_IN_NAMES = re.compile(r"\d|(?<![^\W_’'-])[a-zß-öø-ÿа-яё]{4,}(?![^\W_])")  # a verb, a noun; particles are shorter
_TITLE_MARKS = re.compile(r"[^\W_]")


def _read_labels() -> re.Pattern[str]:
    """Phrases that close with a colon or their line; those of several words also before a capital."""
    lines = (Path(__file__).parent / "own_citation_labels.tsv").read_text(encoding="utf-8").splitlines()
    rows = {tuple(line.split("\t")) for line in lines if line and not line.startswith("#")}
    phrases = {label for label, language in rows if " " in label and language != "style"}
    closed = r"[^\S\n]{0,3}[:：—–-]|[^\S\n]{0,3}\n|[^\S\n]{0,3}$"
    capital = r"(?=[^\S\n]{1,4}(?-i:[^\W\d_a-zß-öø-ÿа-я]))"
    return re.compile(
        rf"[\s\[【〔(•*#>|-]{{0,8}}(?:(?:{_either(label for label, _ in rows)})(?![^\W\d_])(?:\s?\([^()\n]{{1,40}}\))?"
        rf"\s?[\])】〕]?(?:{closed})|(?:{_either(phrases)}){capital})\s{{0,6}}",
        re.IGNORECASE,
    )


def _either(labels: Iterable[str]) -> str:
    longest = sorted(labels, key=lambda label: (-len(label), label))
    return "|".join(re.escape(label).replace(r"\ ", r"\s{1,3}") for label in longest)


_LABEL = _read_labels()


def citation_label(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Where the phrases end that introduce a citation at `start` (`How to Cite`, `引用本文:`); None where none stands.

    A phrase ends with a colon or its line, or a capital follows. Several are taken together: `Cite this` / `APA:`.
    """
    stop = len(text) if end is None else end
    at = start
    for _ in range(3):
        match = _LABEL.match(text, at, stop)
        if not match:
            break
        at = match.end()
    return at if at > start else None


def read_own_citation(
    text: str, start: int = 0, end: int | None = None, title: str | None = None
) -> WholeCitation | None:
    """Reads the citation of one work that `text[start:end]` is, its introducing words in front or not.

    Out: the parts it tells, each with its span in `text`, except authors, who carry theirs; None where the text is no
    citation of a whole work. With `title`, a citation of another title gives None. A text without introducing words
    must show authors, title and place, or the given title and a place.
    """
    start, stop = trim(text, start, len(text) if end is None else end)
    if not 10 <= stop - start <= MAX_CITATION:
        return None
    label = citation_label(text, start, stop)
    body = start if label is None else label
    if label is None and not _YEAR.search(text, start, stop):
        return None
    found = WholeCitation(labelled=label is not None, start=start, body=body, end=stop)
    if title is not None and (span := find_title(text, title, body, stop)):
        _around_title(found, text, span)
    elif title is not None and not _place_alone(found, text):
        return None
    elif title is None:
        _by_style(found, text)
    _add_doi(found, text)
    return found if _enough(found, title) else None


def find_title(text: str, title: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where `title` stands in `text[start:stop]`, case, blanks and punctuation left aside; its whole span."""
    wanted = "".join(_TITLE_MARKS.findall(title.casefold()))
    if len(wanted) < 4:
        return None
    places, letters = [], []
    for match in _TITLE_MARKS.finditer(text, start, stop):
        for letter in match[0].casefold():
            letters.append(letter)
            places.append(match.start())
    at = "".join(letters).find(wanted)
    if at < 0:
        return None
    begin, finish = places[at], places[at + len(wanted) - 1] + 1
    if finish < stop and text[finish] in "?!)）" and text[finish] in title[-2:]:
        finish += 1
    before = text[begin - 1] if begin > start else " "
    return None if before.isalnum() and begin > start and not _cjk(before) else (begin, finish)


def _cjk(character: str) -> bool:
    return character > "\u2e7f"


# --- with a known title ---


def _around_title(found: WholeCitation, text: str, span: tuple[int, int]) -> None:
    found.title = " ".join(text[slice(*span)].split())
    found.spans["title"] = span
    _before(found, text, span[0])
    at = _BEHIND_TITLE.match(text, span[1], found.end)
    _behind(found, text, at.end() if at else span[1])


def _before(found: WholeCitation, text: str, stop: int) -> None:
    """Authors, and the year behind them where one stands there."""
    if stop - found.body > _MAX_NAMES:
        return
    mark = _BEFORE_TITLE.search(text, max(found.body, stop - 8), stop)
    stop = mark.start() if mark else stop
    year = _YEAR_BEHIND.search(text, max(found.body, stop - 40), stop)
    if year:
        _set(found, "issued", parse_date(year["date"]) or year["year"], *year.span("date"))
        stop = year.start()
    else:
        while stop > found.body and text[stop - 1] in " .,;:，。．：\n\t–—-" and not _initial(text, stop - 1):
            stop -= 1
    colon = max(text.rfind(mark, found.body, stop) for mark in (": ", "：", ":\n"))
    names = entry_authors(text, colon + 1 if colon >= 0 else found.body, stop)
    if _plausible(names):
        found.authors = names


def _initial(text: str, at: int) -> bool:
    """Whether the full stop at `at` closes an initial."""
    return text[at] == "." and at > 1 and text[at - 1].isupper() and not text[at - 2].isalnum()


def _plausible(names: list[Name]) -> bool:
    return bool(names) and all(len(name.literal) <= 80 and not _NOT_IN_NAMES.search(name.literal) for name in names)


def _behind(found: WholeCitation, text: str, at: int) -> None:
    """The container and the parts of the place behind a title."""
    tail = parse_tail(text, at, found.end, dated=found.issued is not None)
    if tail is None:
        _container_alone(found, text, at)
        return
    _take(found, tail)
    _take_container(found, text, at, tail.start)


def _take_container(found: WholeCitation, text: str, start: int, stop: int) -> None:
    start, stop = container_bounds(text, start, stop)
    stop = without_medium(text, start, stop)
    stop, edge = publisher_start(text, start, stop), stop
    if stop < edge:
        _set(found, "publisher", text[stop + 2 : edge], stop + 2, edge)
    name = " ".join(text[start:stop].split())
    if 1 < len(name) <= 200 and has_letters(name, 0, len(name)) and not _SENTENCE_BREAK.search(name):
        _set(found, "container_title", name, start, stop)


def _container_alone(found: WholeCitation, text: str, at: int) -> None:
    """A serial's title with nothing behind it but a DOI or the end: `Roe, J. (2020). Title. Journal. https:…`."""
    link = _LINK.search(text, at, found.end)
    start, stop = container_bounds(text, at, link.start() if link else found.end)
    if journal_like(text[start:stop]) and stop - start <= 120:
        _set(found, "container_title", " ".join(text[start:stop].split()), start, stop)


def _place_alone(found: WholeCitation, text: str) -> bool:
    """`Cite this: J. Quays 2020, 12, 45`: behind introducing words a place in print alone is this work's as well."""
    place = parse_citation(text, found.body, found.end, known=True) if found.labelled else None
    if place is None or place.container_title is None or not (place.volume or place.issue):
        return False
    begin, stop = place.spans["container_title"]
    start = _serial_start(text, begin, stop)
    if start is None:
        return False
    _take(found, place)
    _set(found, "container_title", " ".join(text[start:stop].split()), start, stop)
    return True


def _serial_start(text: str, start: int, stop: int) -> int | None:
    """Where the serial's title begins in what stands before a place: all of it, or the part behind commas that serials
    are called by; None where names and a title of a work may be in it."""
    if text.find(", ", start, stop) < 0:
        return start if len(text[start:stop].split()) <= 12 else None
    comma = text.rfind(", ", start, stop)
    return comma + 2 if journal_like(text[comma + 2 : stop]) else None


# --- by the styles of reference lists ---


def _by_style(found: WholeCitation, text: str) -> None:
    entry = read_entry(text, found.body, found.end)
    work = entry.work
    if work.title is None:
        if _place_alone(found, text):
            return
        _place_of(found, entry)
        return
    _set(found, "title", work.title, *entry.spans["title"])
    if _plausible(work.authors):
        found.authors = work.authors
    _place_of(found, entry)


def _place_of(found: WholeCitation, entry: Entry) -> None:
    work = entry.work
    if entry.dated and work.year:
        _set(found, "issued", str(work.year), *entry.spans.get("issued", (found.body, found.body)))
    if entry.place:
        _take(found, entry.place)
    if work.container_title:
        _set(found, "container_title", work.container_title, *entry.spans["container_title"])


# --- both ---


def _take(found: WholeCitation, place: Citation) -> None:
    """The parts of a place in print; a date only where it makes the year more precise."""
    for name in _PLACE:
        value = getattr(place, name)
        if value is None or name not in place.spans:
            continue
        finer = name == "issued" and found.issued is not None and value.startswith(found.issued)
        if finer:
            found.issued = None
        _set(found, name, value, *place.spans[name])


def _set(found: WholeCitation, name: str, value: str, start: int, end: int) -> None:
    if getattr(found, name) is None:
        setattr(found, name, value)
        found.spans[name] = (start, end)


def _add_doi(found: WholeCitation, text: str) -> None:
    dois = find_dois(text, found.body, found.end)
    if dois and len({doi.value for doi in dois}) == 1:
        _set(found, "doi", dois[0].value, dois[0].start, dois[0].end)


def _enough(found: WholeCitation, title: str | None) -> bool:
    place = found.volume or found.issue or found.first_page or found.article_number
    if found.labelled:
        return bool(found.title or (place and found.container_title))
    if title is not None:
        return bool(place or found.container_title or (found.authors and found.issued))
    return bool(found.title and found.authors and place and found.container_title)
