"""Whether a page of several entries is a list of works, or one work's page, or no scholarly page at all."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from extractors.decision.draft import Draft
from extractors.page import Line, Page
from extractors.page.features import Features
from extractors.reader.lists.entries import title_row
from extractors.reader.lists.printed import year_in
from extractors.reader.lists.repetition import judge
from extractors.reader.lists.rows import Row
from extractors.reader.outline import Outline

Entry = Sequence[Row]

_FEWEST = 3  # entries of a list whose works nothing tells apart
_SURE = 5  # entries that make a list whatever names stand beside it
_SHARE = 0.5  # of the entries that show what works show
_CERTAIN = 0.8  # judgement of an entry that shows a work, in the mean
_LONG = 200  # characters of a paragraph of running text
_USUAL = 0.5  # of the entries
_LONGEST = 15  # rows of an entry, in the middle
_TEXT = 120  # characters of a paragraph below the heading of an abstract
_LANGUAGES = 2  # in which one work's page prints its abstract
_TWICE = 0.1  # of the entries: more of them are one work
_LONG_NAME = 10  # blanks in a title that is no journal's name
_TITLE = 40  # characters of a title that no two works share
_VALUE = 15  # characters of what such a label tells
_OWN = ("own_citation", "received", "accepted", "revised", "keywords")
_SHORT = 25  # characters of titles, in the middle, that are no names of journals
_MOST = 0.8  # of the entries that show names, where no place in print is shown
_HEAD = 12  # rows above the first entry that may say what the list is of
_ABOVE = 60  # rows above the first entry that may head it
_ENTRY = 40  # characters of a row that is one of those that a heading announces
# What is counted of the page's one work. Its title may be the name of the list.
_NAMING = ("title", "authors", "doi", "abstract", "first_page")
_OTHERS = frozenset(("references", "related", "cited_by"))
_CUE = re.compile(
    r"(?<![a-z])(?:abstracts?|resum(?:en|o)|résumé|full[ -]?text|pdf|cited by|citations?|thes[ie]s"
    r"|dissertations?|preprint|doi|issn|journal|proceedings|article|conference|volume|related articles|texte intégral"
    r"|texto completo|volltext|open access|accès (?:libre|restreint)|artigos relacionados|scopus|web of science"
    r")(?![a-z])|摘要|引用|学报|論文|论文|抄録|초록|аннотация|цит\.|öz\b|makale",
    re.I,
)
_HEADING = re.compile(
    r"(?<![a-z])(?:thes[ie]s|dissertations?|publications?|papers|publicaciones|trabajos publicados|publicações"
    r"|proceedings|table of contents|in this issue|research articles|original papers|vol(?:ume)?\.?\s?\d+"
    r"|issue\s\d+|issn|(?:sort(?:ed)?|order(?:ed)?) by|by relevance|ordenar por|trier par|sortieren nach|issue date"
    r"|results? (?:for|of|per page)|about [\d,.]+ results|[\d,.]+ results|resultados|résultats|treffer|sommaire|sumário"
    r"|symposium|workshop|conference|congress|colloqui(?:um|a)|session|programme|tagung|congreso|colloque"
    r"|tabla de contenido|dossier|browsing|recent additions|new submissions|latest articles)(?![a-z])"
    r"|по релевантности|по дате|содержание|результаты|検索結果|検索|並び順|件中|检索结果|排序|目次|目录|论文|論文",
    re.I,
)


def shows_works(outline: Outline, rows: Sequence[Row], entries: Sequence[Entry]) -> bool:
    """Whether the entries are scholarly works, and no references or other works beside the one the page shows."""
    page = outline.page
    if len(entries) < 2 or _is_headed_as_others(rows, entries[0][0].index) or _heads_references(entries):
        return False
    if _is_prose_page(rows, entries) or _tells_one(outline, entries):
        return False
    judged = [judge(entry) for entry in entries]
    if sum(judged) < _CERTAIN * len(entries) or sum(n >= _CERTAIN for n in judged) < _USUAL * len(entries):
        return False
    if sorted(map(len, entries))[len(entries) // 2] > _LONGEST or (len(entries) < _SURE and _is_of_people(entries)):
        return False
    sizes = sorted(
        max((len(row.text) for row in entry if not row.is_place or row.whole.is_whole), default=0) for entry in entries
    )
    if sizes[len(sizes) // 2] < _SHORT and not any(entry[0].text[0] > "\u2e80" for entry in entries if entry[0].text):
        return False
    placed = [entry for entry in entries if _is_placed(entry)]
    named = [entry for entry in entries if any(row.names or row.whole.is_whole for row in entry)]
    if len(entries) < _FEWEST and (len(placed) < len(entries) or not _are_apart(entries)):
        return False
    if len(entries) < _SURE and (min(judged) < _CERTAIN or max(map(len, entries)) > _LONGEST):
        return False
    cued = [entry for entry in entries if any(_CUE.search(row.printed) or _is_dated(page, row) for row in entry)]
    first = entries[0][0].index
    named_so = page.head is not None and _HEADING.search(page.head.page_title or "") is not None
    headed = named_so or any(_heads(row) for row in rows[max(first - _HEAD, 0) : first])
    scholarly = len(placed) >= _SHARE * len(entries) or (
        len(named) >= _MOST * len(entries) and (headed or len(cued) >= _SHARE * len(entries))
    )
    if not scholarly or (len(entries) < _SURE and len(placed) < _SHARE * len(entries) and not headed):
        return False
    return not _says_twice(entries)


def _heads(row: Row) -> bool:
    """Whether a row above the entries says what they are: a heading, a counter of hits, an issue."""
    named = _HEADING.search(row.printed) is not None
    return named or "volume" in row.place or (_ISSUE_NUMBER.fullmatch(row.printed) is not None)


_ISSUE_NUMBER = re.compile(r"\d{1,4}\s?[|/]\s?(?:19|20)\d\d")


def _says_twice(entries: Sequence[Entry]) -> bool:
    """Whether two entries have the same long title: a page that prints its work's title again and again."""
    shown = [[row for row in entry if row.text and not row.frequent] for entry in entries]
    titles = [title.text if (title := title_row(rows)) is not None else "" for rows in shown]
    long = [title for title in titles if len(title) >= _TITLE]
    return len(long) - len(set(long)) > _TWICE * len(entries)


def _tells_one(outline: Outline, entries: Sequence[Entry]) -> bool:
    """Whether labels that one work's page shows once have values here: its abstract, how to cite it, its history."""
    if 0 < _abstracts(outline) <= len(entries) // 3:
        return True
    told = [
        item
        for key in _OWN
        for item in outline.labelled.get(key, ())
        if item.lines and item.beside and len(item.lines[0].text) >= _VALUE
    ]
    return bool(told) and len(told) < len(entries) // 2


def tells_abstract(outline: Outline) -> bool:
    """Whether the page has the abstract of one work, in one language or two, whatever else recurs on it."""
    return 0 < _abstracts(outline) <= _LANGUAGES


def _abstracts(outline: Outline) -> int:
    """How many headings of abstracts have running text below them."""
    labelled = outline.labelled.get("abstract", ())
    return sum(any(len(line.text) >= _TEXT and Features(line).is_prose for line in item.lines[:3]) for item in labelled)


def _is_of_people(entries: Sequence[Entry]) -> bool:
    """Whether the entries tell where people work, as a page tells of its authors."""
    told = [any(_is_workplace(row) for row in entry) for entry in entries]
    return sum(told) > _SHARE * len(entries)


def _is_workplace(row: Row) -> bool:
    shown = bool(row.text) and not (row.frequent or row.is_place or row.is_title or row.is_names)
    return shown and row.seen.affiliation


def _is_prose_page(rows: Sequence[Row], entries: Sequence[Entry]) -> bool:
    """Whether running text outweighs the entries: the text of one work, with works beside it."""
    first, last = entries[0][0].index, entries[-1][-1].index
    shown = sum(len(row.text) for row in rows[first : last + 1])
    others = (*rows[:first], *rows[last + 1 :])
    return sum(len(row.text) for row in others if row.seen.is_prose and len(row.text) > _LONG) > shown


def _is_dated(page: Page, row: Row) -> bool:
    """Whether a row prints names and a year without day and month, as citations do."""
    year = year_in(page.text, *row.span) if row.names and len(row.text) < 400 else None
    return year is not None and not any(len(date.value) > 4 for date in row.seen.dates)


def _is_placed(entry: Entry) -> bool:
    return any(
        (row.is_place and _tells_place(row.place))
        or row.dois
        or ("first_page" in row.whole.found and _tells_place(row.whole.found))
        or (row.names and _PAGES.search(row.printed))
        for row in entry
    )


def _tells_place(found: Mapping[str, object]) -> bool:
    """Whether more than a number is told, which may be anything's: a day's year, a catalogue's."""
    return bool(found.keys() - {"first_page", "issued", "title", "authors"})


_PAGES = re.compile(r"[\s,;:(](?:pp?\.?\s?)?\d{1,5}\s?[-–—]\s?\d{1,5}\)?$")


def _are_apart(entries: Sequence[Entry]) -> bool:
    """Whether DOIs or names tell the works apart: a title in two languages is one work's."""
    told = []
    for entry in entries:
        dois = [doi.value for row in entry for doi in row.dois]
        names = [name.literal for row in entry if row.names for name in row.names.value]
        told.append(dois[0] if dois else "; ".join(names))
    return all(told) and len(set(told)) == len(told)


def _is_headed_as_others(rows: Sequence[Row], first: int) -> bool:
    """Whether a heading above the entries says that they are references, or works related to the page's."""
    for row in reversed(rows[max(first - _ABOVE, 0) : first]):
        key = row.seen.label.key if row.seen.label is not None else ""
        if key in _OTHERS and not row.frequent:
            far = key == "references" and len(rows[row.index + 1].text) >= _ENTRY
            return first - row.index <= 3 or far
    return False


def _heads_references(entries: Sequence[Entry]) -> bool:
    """Whether a heading of references stands among the first entries: the pattern began above it."""
    keys = [row.seen.label.key for entry in entries for row in entry if row.seen.label is not None]
    early = [row.seen.label.key for entry in entries[:2] for row in entry if row.seen.label is not None]
    return "references" in early and keys.count("references") < _SHARE * len(entries)


def is_of_entries(draft: Draft, entries: Sequence[Entry]) -> bool:
    """Whether what was read as the page's one work stands in the list's entries, or is too little to be a work."""
    placed = sum(map(_is_placed, entries)) >= _USUAL * len(entries)
    first, last = entries[0][0].seen.line.start, entries[-1][-1].seen.line.end
    outside = set()
    of_journal = _names_journal(draft)
    for name in _NAMING:
        for item in draft.evidence.get(name, ())[:1]:
            if (item.start is None and not of_journal) or (item.start is not None and not first <= item.start < last):
                outside.add(name)
    if len(entries) < 2 * _SURE and not placed and "authors" not in draft.values.keys() - outside:
        return False
    if len(entries) < _SURE:
        return not outside - {"title"} and placed and "abstract" not in draft.values and _are_apart(entries)
    if "title" not in outside and "title" in draft.values:
        return True
    if placed:  # an issue may have a DOI, too
        return "abstract" not in outside and not ("doi" in outside and outside & {"authors", "first_page"})
    return not outside & {"doi", "abstract", "authors"}


def is_of_one(page: Page, draft: Draft) -> bool:
    """Whether what was read as the page's one work is so much that no list needs to be looked for."""
    return _is_tagged_as_one(draft) or "references" in draft.values or _is_mostly_abstract(page, draft)


def is_slight(draft: Draft) -> bool:
    """Whether what was read as one work lacks a title, or has nothing beside it that belongs to one work only."""
    return "title" not in draft.values or not draft.values.keys() & {"authors", "doi", "abstract"}


def tells_places(rows: Sequence[Row]) -> bool:
    """Whether rows tell the pages of several works."""
    pages = {row.place["first_page"].value for row in rows if "first_page" in row.place}
    pages |= {match.group(1) for row in rows if (match := _PAGE_RANGE.search(row.printed))}
    return len(pages) >= _SURE


_PAGE_RANGE = re.compile(r"(?<!\w)(?:pages?|pp?|S|с|стр|s)\.?:?\s?(\d{1,5})\s?[-–—]\s?\d", re.I)


def _is_mostly_abstract(page: Page, draft: Draft) -> bool:
    """Whether one abstract outweighs all else on the page: several entries would share the rest."""
    spans = [item for item in draft.evidence.get("abstract", ()) if item.start is not None and item.end is not None]
    return bool(spans) and 2 * max((item.end or 0) - (item.start or 0) for item in spans) > len(page.text)


def _is_tagged_as_one(draft: Draft) -> bool:
    """Whether tags tell title and more of one work: then no entry of the page's text is what they speak of."""
    if _names_journal(draft):
        return False
    tagged = {name for name in _NAMING if any(item.start is None for item in draft.evidence.get(name, ())[:1])}
    return "title" in tagged and (bool(tagged & {"abstract", "first_page"}) or tagged >= {"doi", "authors"})


def _names_journal(draft: Draft) -> bool:
    """Whether the title that tags tell is a journal's name: then all tags speak of the journal."""
    title = str(draft.values.get("title", ""))
    tagged = all(item.start is None for item in draft.evidence.get("title", ()))
    return (
        bool(title) and tagged and Features(Line(title, 0, len(title), 0)).periodical and title.count(" ") < _LONG_NAME
    )


def mixes(entries: Sequence[Entry], draft: Draft) -> bool:
    """Whether what was read as one work was read in one of many entries behind the first, and nothing outside of them
    makes it one: no abstract, no DOI."""
    if len(entries) < _SURE or sum(map(judge, entries)) < _CERTAIN * len(entries):
        return False
    spans = [(entry[0].seen.line.start, entry[-1].seen.line.end) for entry in entries]
    inside, of_journal = False, _names_journal(draft)
    for name in _NAMING:
        for item in draft.evidence.get(name, ())[:1]:
            at = next(
                (n for n, (start, end) in enumerate(spans) if item.start is not None and start <= item.start < end), -1
            )
            if at < 0 and name in ("abstract", "doi") and not (item.start is None and of_journal):
                return False
            inside = inside or at > 0
    return inside


def is_front_matter(title: str) -> bool:
    """Whether an entry is no work: a cover, an advert, the editorial board, the contents."""
    return _LETTERS.sub("", _ISSUE.sub("", title.casefold())) in _front_matter()


@lru_cache(maxsize=1)
def _front_matter() -> frozenset[str]:
    rows = Path(__file__).with_name("front_matter.tsv").read_text("utf-8").splitlines()[1:]
    return frozenset(_LETTERS.sub("", row.split("\t")[0].casefold()) for row in rows if row)


_ISSUE = re.compile(r"第\s?\d+\s?[卷期号巻号]|\b(?:vol|no|issue|volume)\b\.?\s?\d+")
_LETTERS = re.compile(r"[\W_]+")


def only_entry(rows: Sequence[Row]) -> Entry | None:
    """The one entry of a list of one: a title, and below it names with a source or a degree, and what lists add."""
    found: list[Entry] = []
    for n, row in enumerate(rows[1:], 1):
        below = rows[n + 1].printed if n + 1 < len(rows) else ""
        if row.names and (_SOURCED.search(row.printed) or _SOURCED.match(below)):
            title = rows[n - 1]
            entry = rows[n - 1 : n + _ROWS_OF_ONE]
            if title.text and not title.is_names and any(_LISTED.search(other.printed) for other in entry[1:]):
                found.append(entry)
    return found[0] if len(found) == 1 else None


_ROWS_OF_ONE = 5  # rows below the title
_SOURCED = re.compile(r"\s[-–]\s[^\n]{2,160}(?:19|20)\d\d|[(\[][^\n]{2,160},\s(?:19|20)\d\d\)")
_LISTED = re.compile(
    r"\bcited by \d|\brelated articles\b|\bzitiert von\b|\bcitado por\b|\bcité \d+ fois"
    r"|[\[(](?:tese|tesis|thèse|thesis|dissertation|dissertação|doctoral|master)\b",
    re.I,
)
