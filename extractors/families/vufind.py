"""VuFind (vufind.org): the record page of a library catalogue, over Summon, Primo, EDS, DOAJ or its own index.

Hundreds of hosts run it, in some forty interface languages. A text tool leaves its tables of labels and values in three
renderings: `Label: | value |` rows, `Label: value` lines, and labels glued to their values. The page runs: head, title,
the first 300 characters of the abstract, "Saved in:", the main table, tabs, the table of the description, similar
items, foot. The names of authors are links and often lost, only their commas left. Staff views dump the record of the
index by raw keys (`container_title`, `creator`), which still has what the table lost.
"""

import re
from functools import lru_cache

from extractors.boilerplate.rules import Boilerplate, holding, lines_of, opening, sign
from extractors.decision.candidates import Proposal
from extractors.detectors.abstracts import is_truncated
from extractors.detectors.blanked_authors import count_blanked
from extractors.detectors.dates import parse_date
from extractors.detectors.keywords import split_keywords
from extractors.families import vufind_labels as words
from extractors.families import vufind_values as values
from extractors.families.chrome import Chrome
from extractors.families.templates import compile_template
from extractors.family import Family, reads
from extractors.found import CitedWork, Found, Name
from extractors.labelled import LabelTable
from extractors.page import Entry, Line, Part
from extractors.values import Reading, fold, read_abstract, read_text, read_title

_NAMED = ("author", "authors", "others", "corporate")
# what only the main table has: the title stands above the first of them
_MAIN = frozenset((*_NAMED, "published_in", "format", "title"))
# labels that the entries of the list of similar items have, too
_OF_SIMILAR = frozenset(("published", "published_in", "author", "authors", "title", "format"))
_LISTS = frozenset(("subjects", "keywords", "published", "authors", "others"))
_HEAD = Boilerplate("navigation", (), owner="vufind")
_RAW = LabelTable(words.RAW_LABELS, glued=tuple(words.RAW_LABELS), spaced=True, long=tuple(words.RAW_LABELS))
_SAVED_IN = re.compile("|".join(re.escape(form) for form in words.SAVED_IN), re.IGNORECASE)
_BY = re.compile(rf"(?:{'|'.join(map(re.escape, words.BY))})\s?[::] ?")
_PUBLISHED = re.compile(rf"(?:{'|'.join(map(re.escape, words.PUBLISHED))})\s?[::]\s?\(?c?(?P<year>\d{{4}})\)?")


class VuFind(Family):
    name = "vufind"
    signs = (
        sign(*(f"{form}:" for form in words.SAVED_IN), weight=2),
        sign(*words.printed("Be the first to tag this record"), weight=2),
        sign(*words.telling(words.printed("Main Author", "Main Authors"))),
        sign(*words.telling(words.printed("Published in"))),
        sign(*words.telling(words.printed("Other Authors", "Corporate Author"))),
        sign(*words.telling(words.printed("Bibliographic Details"))),
        sign(*words.telling(words.printed("Online Access"))),
        sign(*words.telling(words.printed("Staff View", "Similar Items")), whole=True),
        sign(*words.printed("View in EDS"), weight=2),
        sign("container_title"),
    )
    enough = 3
    chrome = (
        opening("search_chrome", *(f"{form}:" for form in words.SAVED_IN), longest=80),
        opening("share_widget", *words.telling(words.printed("No Tags", "Add Tag")), longest=120),
        lines_of("share_widget", *words.telling(words.TOOLBAR)),
        opening("share_widget", *words.telling(words.printed("Export to")), longest=60),
        lines_of("navigation", *words.telling(words.printed("Bibliographic Details"))),
        lines_of("navigation", *words.telling(words.TABS), *words.telling(words.PAGE_ENDS)),
        lines_of("access_prompt", *words.telling(words.printed("Get full text", "Full description"))),
        lines_of("access_prompt", *words.printed("View in EDS", "HTML Full Text", "PDF Full Text")),
        holding("machine_code", "objecttype-", "sourcetype-", "content type line", longest=600),
    )
    _patterns = Chrome(
        (),
        tuple(
            (Boilerplate("navigation", (), owner="vufind"), compile_template(t))
            for t in ("[|][ ][:]---{-}", "[|][ ][:]---", "|[ |][ |][ |]", "•[ •]", "·", "\\*")
        ),
    )
    labels = words.LABELS
    long = ("author", "authors", "others", "published", "subjects", "issn", "isbn", "abstract")
    chrome_labels = words.CHROME_LABELS
    glued = (*words.LABELS, *(f"!{category}" for category in words.CHROME_LABELS))

    # --- where on the page what stands

    def entries(self, part: Part) -> list[Entry]:
        """The values of both tables and of the raw record; marks the head of the page and passes over other works."""
        similar, raw = self._similar(part), _raw_record(part)
        main = super().entries(Part(part.page, part.lines[: min(similar, raw)]))
        main = _small_container(part, _rejoined(main))
        self._sort_ambiguous(part.page.text, main)
        main = _without_head(part, main)
        ends = similar if similar > raw else None
        return main + _RAW.read(part.lines[raw:ends])

    def _similar(self, part: Part) -> int:
        """The number of the line that heads the list of similar items; a tab of that name has labels below."""
        for number in range(len(part.lines) - 1, -1, -1):
            line = part.lines[number]
            if line.chrome is not None and line.text.strip(" :|*#").casefold() in words.SIMILAR:
                below = (self._table.match(later.text) for later in part.lines[number + 1 :]) if self._table else ()
                return number if all(found is None or found[0] in _OF_SIMILAR for found in below) else len(part.lines)
        return len(part.lines)

    def _sort_ambiguous(self, text: str, entries: list[Entry]) -> None:
        """Gives labels that stand for two fields the right one: `Gepubliceerd in` is both, first and second."""
        seen: set[str] = set()
        for entry in entries:
            other = words.AMBIGUOUS.get(entry.label)
            if other and (entry.key in seen or _fits_better(text, entry, other)):
                entry.key = other
            elif entry:
                seen.add(entry.key)

    def _above(self, part: Part) -> list[Line]:
        """Title and teaser: what stands above the first label."""
        start = min((entry.label_start for entry in part.entries.values()), default=part.end)
        return [line for line in part.lines if line.chrome is None and line.end <= start]

    # --- the fields

    @reads
    def title(self, part: Part) -> Reading:
        """The heading above the tables; a row of its own over EDS."""
        entry, above = part.entries.get("title"), self._above(part)
        if not entry and above:
            return _read_title(part.page.text, above[0].start, above[0].end)
        entry = entry or part.entries.get("raw_title")
        return _read_title(part.page.text, entry.start, entry.end) if entry else None

    @reads
    def authors(self, part: Part) -> list[Found[list[Name]]]:
        text, creator = part.page.text, part.entries.get("creator")
        if creator and (self._blanked(part) or not any(part.entries.get(key) for key in _NAMED)):
            names = values.read_creators(text, creator)
            return [Found(names, creator.start, creator.end)] if names else []
        found = []
        for key in _NAMED:
            entry = part.entries.get(key)
            if not entry:
                continue
            bodies = key == "corporate" and count_blanked(text[entry.start : entry.end]) is None
            names = values.read_bodies(text, entry) if bodies else values.read_people(text, entry, key == "author")
            if names:
                found.append(Found(names, entry.start, entry.end))
        return _once(sorted(found, key=lambda reading: reading.start))

    @reads
    def blanked_authors(self, part: Part) -> list[Found[None]]:
        """The commas that are left of a list of names say nothing but that there was one."""
        return [Found(None, entry.start, entry.end) for entry in self._blanked(part) if entry]

    @reads
    def published_in(self, part: Part) -> dict[str, Reading]:
        text = part.page.text
        if entry := part.entries.get("published_in"):
            read = values.read_container(text, entry.start, entry.end)
            return {field: reading for field, reading in read.items() if field != "issued"}
        source = part.entries.get("source")
        return values.read_source(text, source.start, source.end) if source else {}

    @reads
    def published(self, part: Part) -> dict[str, Reading]:
        """Place, publisher and date; Primo has a date with the container, too: the more precise one holds."""
        text = part.page.text
        entry = part.entries.get("published") or part.entries.get("raw_published")
        read = values.read_publication(text, entry.lines) if entry else {}
        read |= _marked_publication(part)
        container = part.entries.get("published_in")
        cited = values.read_container(text, container.start, container.end).get("issued") if container else None
        issued = read.get("issued")
        if cited and not (issued and issued.value.startswith(cited.value)):
            read["issued"] = cited
        return read

    @reads
    def format(self, part: Part) -> dict[str, Reading]:
        entry = part.entries.get("format") or part.entries.get("raw_format")
        return {"type": Found(_csl_type(part.page.text, entry), entry.start, entry.end)} if entry else {}

    @reads
    def series(self, part: Part) -> dict[str, Reading]:
        """Indexes of articles (DOAJ's feed) keep the journal as the series."""
        entry, kind = part.entries.get("series"), part.entries.get("format")
        if not entry or not kind or part.entries.get("published_in"):
            return {}
        journal = _csl_type(part.page.text, kind) == "article-journal"
        return {"container_title": read_text(part.page.text, entry.start, entry.end)} if journal else {}

    @reads
    def language(self, part: Part) -> Reading:
        entry = part.entries.get("language") or part.entries.get("raw_language")
        return read_text(part.page.text, entry.start, entry.lines[0].end) if entry else None

    @reads
    def abstract(self, part: Part) -> Reading:
        text = part.page.text
        keys = [key for key in ("abstract", "description", "raw_description") if part.entries.get(key)]
        full = [part.entries[key] for key in keys if key != "description" or _is_prose(part.entries[key], 200)]
        read = [reading for entry in full if (reading := read_abstract(text, entry.start, entry.end))]
        whole = next((reading for reading in read if not reading.value.truncated), None)
        if whole or read:
            return whole or read[0]
        teaser = self._above(part)[1:]
        return read_abstract(text, teaser[0].start, teaser[-1].end) if teaser else None

    @reads
    def subjects(self, part: Part) -> Reading:
        entry = part.entries.get("subjects") or part.entries.get("raw_subjects")
        found = split_keywords(part.page.text, entry.start, entry.end) if entry else []
        return Found([item.value for item in found], found[0].start, found[-1].end) if found else None

    @reads
    def pages(self, part: Part) -> dict[str, Reading]:
        """The pages as the raw record has them, and how many a book has."""
        read: dict[str, Reading] = {}
        for field in ("first_page", "last_page"):
            if entry := part.entries.get(f"container_{field.replace('first', 'start').replace('last', 'end')}"):
                read[field] = read_text(part.page.text, entry.start, entry.end)
        if entry := part.entries.get("physical"):
            read["page_count"] = values.read_page_count(part.page.text, entry.start, entry.end)
        return read

    @reads
    def related(self, part: Part) -> list[Found[list[CitedWork]]]:
        similar = self._similar(part)
        lines = [line for line in part.lines[similar + 1 :] if line.chrome is None]
        return values.read_similar(lines, _BY, _PUBLISHED)

    def finish(self, part: Part, proposal: Proposal) -> None:
        if self._blanked(part) and not self._restored(part, proposal):
            proposal.warn("authors_blank")

    def _blanked(self, part: Part) -> list[Entry]:
        """The lists of names that the scrape emptied: VuFind prints no label without a value."""
        text = part.page.text
        listed = [entry for key in _NAMED if (entry := part.entries.get(key)) is not None]
        return [
            entry
            for entry in listed
            if (count_blanked(text[entry.start : entry.end]) is not None if entry else entry.last < part.end)
        ]

    def _restored(self, part: Part, proposal: Proposal) -> bool:
        return bool(part.entries.get("creator")) and proposal.has("authors")


def _once(found: list[Found[list[Name]]]) -> list[Found[list[Name]]]:
    """Without the names that a second list of authors repeats: some hosts print all again below the abstract."""
    seen: set[str] = set()
    for reading in found:
        literals = [name.literal for name in reading.value]
        reading.value[:] = [name for name in reading.value if name.literal not in seen]
        seen.update(literals)
    return found


def _raw_record(part: Part) -> int:
    """The number of the first line of the dump of raw keys, or of the line after the last."""
    if "container_" not in part.page.text and "title_full" not in part.page.text:
        return len(part.lines)
    first = next((n for n, line in enumerate(part.lines) if words.RAW_KEY.match(line.text)), len(part.lines))
    while 0 < first < len(part.lines) and _RAW.match(part.lines[first - 1].text):
        first -= 1
    return first


def _small_container(part: Part, entries: list[Entry]) -> list[Entry]:
    """Adds a container glued to its label though it opens with a small letter: `Published inat - Automatisierung`."""
    if any(entry.key == "published_in" for entry in entries):
        return entries
    stop = entries[0].label_start if entries else part.end
    for line in part.lines:
        label = next((form for form in words.LABELS["published_in"] if line.text.startswith(form)), None)
        if line.start >= stop:
            break
        if label and line.chrome is None:
            at = line.start + len(label)
            if len(values.read_container(part.page.text, at, line.end)) > 1:
                value = Line(line.text[len(label) :], at, line.end, line.number)
                entry = Entry("published_in", label, line.start, at, at, line.end, [value], line.number, line.end)
                return [entry, *entries]
    return entries


def _rejoined(entries: list[Entry]) -> list[Entry]:
    """Puts back into a list what looks like a label in it: the subject `Language` on a line of its own."""
    kept: list[Entry] = []
    marked = False
    for entry in entries:
        cut = not entry and entry is entries[-1]  # a page that ends in the middle of a label
        bare = _is_bare(entry) and not cut
        before = kept[-1] if marked and bare and kept and kept[-1].key in _LISTS else None
        if before is not None and (before.lines[-1].number if before else before.first) + 1 == entry.first:
            before.start = before.start if before else entry.label_start
            before.lines += [Line(entry.label, entry.label_start, entry.label_end, entry.first), *entry.lines]
            before.end, before.last = max(entry.end, entry.label_end), entry.last
        else:
            kept.append(entry)
            marked = marked or not bare
    return kept


def _is_bare(entry: Entry) -> bool:
    """Whether a label is alone on its line, without colon or bar: a search form, a tab, an item of a list."""
    beside = bool(entry) and entry.lines[0].number == entry.first
    return not beside and entry.label_end - entry.label_start == len(entry.label)


def _without_head(part: Part, entries: list[Entry]) -> list[Entry]:
    """The labels of the record; marks what stands above its title as chrome."""
    saved_in = next((line.start for line in part.lines if line.chrome and _SAVED_IN.match(line.text)), None)
    first = next((entry.label_start for entry in entries if entry.key in _MAIN and not _is_bare(entry)), None)
    tops = [start for start in (saved_in, first) if start is not None]
    top = min(tops) if tops else entries[0].label_start if entries else 0
    below = [entry for entry in entries if entry.label_start >= top]
    above = [line for line in part.lines if line.chrome is None and line.end <= top]
    full = [
        fold(part.page.text[e.start : min(e.end, e.start + 2000)])
        for e in below
        if e.key in ("abstract", "description") and e
    ]
    title = len(above) - 1
    while title > 0 and _is_teaser(above[title], full):
        title -= 1
    titled = any(entry.key == "title" and entry for entry in below)
    for line in above[: title + titled] if above else ():
        line.chrome = _HEAD
    return below


def _is_teaser(line: Line, abstracts: list[str]) -> bool:
    """Whether a line repeats an abstract, or is one by its looks."""
    opens = fold(line.text[:400])[:60]
    running = len(line.text) > 120 and line.text.endswith((".", "?", "!")) and ". " in line.text
    return running or is_truncated(line.text) or any(opens in abstract for abstract in abstracts)


def _fits_better(text: str, entry: Entry, other: str) -> bool:
    """Whether the value of an ambiguous label is of its second field."""
    if not entry:
        return False
    if other == "published":
        return (
            len(values.read_container(text, entry.start, entry.end)) < 2
            or parse_date(fold(text[entry.start : entry.end][:60])) is not None
        )
    return other in ("abstract", "description") and _is_prose(entry, 60)


def _is_prose(entry: Entry, shortest: int) -> bool:
    """Whether a value is running text and no note such as `illustrations ; 24 cm`."""
    return entry.end - entry.start > shortest and any(
        line.text.endswith((".", "…", "?", "!", "。")) for line in entry.lines
    )


def _marked_publication(part: Part) -> dict[str, Reading]:
    """Place and publisher by the RDFa that VuFind's templates mark them with (schema.org Organization)."""
    rendered, read = part.page.rendered, dict[str, Reading]()
    if rendered is not None:
        for field, property_ in (("publisher_place", "location"), ("publisher", "name")):
            for element in rendered.root.iterfind(f".//*[@property='publisher']//*[@property='{property_}']"):
                span = rendered.span_of(element)
                if span and field not in read:
                    read[field] = read_text(part.page.text, *span)
    return read


def _csl_type(text: str, entry: Entry) -> str | None:
    return _type_of(text[entry.start : min(entry.end, entry.start + 200)])


@lru_cache(maxsize=1000)
def _type_of(printed: str) -> str | None:
    folded = printed.casefold()
    return next((csl for csl, forms in words.FORMATS.items() for form in forms if form in folded), None)


def _read_title(text: str, start: int, end: int) -> Reading:
    """A title without the mark that ISBD sets before a statement of responsibility."""
    stop = end
    while stop > start and text[stop - 1] in " /:":
        stop -= 1
    read = read_title(text, start, stop)
    return Found(read.value, start, end) if read else None
