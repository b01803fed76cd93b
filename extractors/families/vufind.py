"""VuFind: the two tables and the raw record, what stands around them, and lists of names that a scrape emptied."""

import re
from pathlib import Path

from extractors.boilerplate.rules import Boilerplate
from extractors.decision.candidates import Proposal
from extractors.detectors.blanked_authors import count_blanked
from extractors.detectors.catalogue_names import read_bodies, read_chained, read_people, without_repeated
from extractors.detectors.dates import parse_date
from extractors.detectors.imprints import read_imprint
from extractors.detectors.kinds_of_work import kind_within
from extractors.detectors.listed_works import read_similar
from extractors.families.heads import mark_head
from extractors.families.wordings import read_wordings
from extractors.family import Family, reads
from extractors.found import CitedWork, Found, Name
from extractors.labelled import LabelTable, dump_start, rejoined
from extractors.page import Entry, Line, Part
from extractors.values import Reading, fold, read_abstract, read_container, read_source, read_text, read_titled

_NAMED = ("author", "authors", "others", "corporate")
_MAIN = frozenset((*_NAMED, "published_in", "format", "title"))  # what only the main table has; the title stands above
_OF_SIMILAR = (None, "published", "published_in", "author", "authors", "title", "format")  # in that list, too
_LISTS = frozenset(("subjects", "keywords", "published", "authors", "others"))
_HEAD = Boilerplate("navigation", (), owner="vufind")
_RAW_KEYS = read_wordings(Path(__file__).with_name("vufind_raw.tsv"))
_RAW = LabelTable(_RAW_KEYS, glued=tuple(_RAW_KEYS), spaced=True, long=tuple(_RAW_KEYS))
_RAW_KEY = re.compile(r"(?:\|[ \t]*)?(?:container_(?:title|volume|issue|start_page|end_page)|title_full|author_facet)")


class VuFind(Family, described=__file__):
    def entries(self, part: Part) -> list[Entry]:
        """The values of both tables and of the raw record; marks the head of the page and passes over other works."""
        similar, raw = self._similar(part), dump_start(part.lines, _RAW, _RAW_KEY)
        main = rejoined(self.labelled(part.lines[: min(similar, raw)]), _LISTS)
        main = self._without_head(part, self.settled(part.page.text, self._small_container(part, main)))
        return main + _RAW.read(part.lines[raw : similar if similar > raw else None])

    def _similar(self, part: Part) -> int:
        """The number of the line that heads the list of similar items; a tab of that name has labels below."""
        heads = {form.casefold() for form in self.wordings["Similar Items"]}
        headed = [
            n for n, line in enumerate(part.lines) if line.chrome and line.text.strip(" :|*#").casefold() in heads
        ]
        last = headed[-1] if headed else len(part.lines)
        return last if all(self.label(line.text) in _OF_SIMILAR for line in part.lines[last + 1 :]) else len(part.lines)

    def _small_container(self, part: Part, entries: list[Entry]) -> list[Entry]:
        """Adds a container glued to its label though it opens with a small letter: `Published inat - Messen`."""
        stop = entries[0].label_start if entries else part.end
        known = any(entry.key == "published_in" for entry in entries)
        for line in part.content if not known else ():
            label = next((form for form in self.labels["published_in"] if line.text.startswith(form)), "")
            at = line.start + len(label)
            if label and line.start < stop and len(read_container(part.page.text, at, line.end)) > 1:
                value = Line(line.text[len(label) :], at, line.end, line.number)
                spans = (line.start, at, at, line.end)
                return [Entry("published_in", label, *spans, [value], line.number, line.end), *entries]
        return entries

    def fits_better(self, text: str, entry: Entry, other: str) -> bool:
        if entry and other == "published":
            known = read_container(text, entry.start, entry.end)
            return len(known) < 2 or parse_date(fold(text[entry.start : entry.end][:60])) is not None
        return bool(entry) and other in ("abstract", "description") and entry.is_prose(60)

    def _without_head(self, part: Part, entries: list[Entry]) -> list[Entry]:
        """The labels of the record; marks what stands above its title as chrome."""
        saved = [line.start for line in part.lines if line.chrome and line.chrome.rule == "vufind.search_chrome"]
        main = [entry.label_start for entry in entries if entry.key in _MAIN and not entry.is_bare]
        top = min([*saved[:1], *main[:1]], default=entries[0].label_start if entries else 0)
        below = [entry for entry in entries if entry.label_start >= top]
        abstracts = [entry for entry in below if entry and entry.key in ("abstract", "description")]
        titled = any(entry.key == "title" and entry for entry in below)
        mark_head(part.page.text, [line for line in part.content if line.end <= top], abstracts, _HEAD, titled)
        return below

    @reads
    def title(self, part: Part) -> Reading:
        """The heading above the tables; a row of its own over EDS."""
        place = part.entries.get("title") or next(iter(self.above(part)), None) or part.entries.get("index_title")
        return read_titled(part.page.text, place.start, place.end) if place else None

    @reads
    def authors(self, part: Part) -> list[Found[list[Name]]]:
        text, creator = part.page.text, part.entries.get("creator")
        if creator and (self.blanked(part, *_NAMED) or not any(part.entries.get(key) for key in _NAMED)):
            return [Found(names, creator.start, creator.end)] if (names := read_chained(text, creator.spans)) else []
        listed = [entry for key in _NAMED if (entry := part.entries.get(key))]
        shown = [entry for entry in listed if count_blanked(text[entry.start : entry.end]) is None]
        bodies = [(entry, entry.key == "corporate") for entry in sorted(shown, key=lambda entry: entry.start)]
        read = [read_bodies(text, e.spans) if of else read_people(text, e.spans, e.key == "author") for e, of in bodies]
        found = [Found(names, entry.start, entry.end) for (entry, _), names in zip(bodies, read, strict=True) if names]
        return without_repeated(found)

    @reads
    def blanked_authors(self, part: Part) -> list[Found[None]]:
        return [Found(None, entry.start, entry.end) for entry in self.blanked(part, *_NAMED) if entry]

    @reads
    def published_in(self, part: Part) -> dict[str, Reading]:
        if entry := part.entries.get("published_in"):
            read = read_container(part.page.text, entry.start, entry.end)
            return {field: reading for field, reading in read.items() if field != "issued"}
        source = part.entries.get("source")
        return read_source(part.page.text, source.start, source.end) if source else {}

    @reads
    def published(self, part: Part) -> dict[str, Reading]:
        """Place, publisher and date; Primo has a date with the container, too: the more precise one holds."""
        text, entry, container = part.page.text, part.entries.get("published"), part.entries.get("published_in")
        read: dict[str, Reading] = dict(read_imprint(text, entry.spans)) if entry else {}
        cited = read_container(text, container.start, container.end).get("issued") if container else None
        issued = read.get("issued")
        return read | {"issued": cited} if cited and not (issued and issued.value.startswith(cited.value)) else read

    @reads
    def series(self, part: Part) -> dict[str, Reading]:
        """Indexes of articles (DOAJ's feed) keep the journal as the series."""
        entry, kind = part.entries.get("series"), part.entries.get("format")
        if not entry or not kind or part.entries.get("published_in"):
            return {}
        journal = kind_within(part.page.text[kind.start : kind.end][:200]) == "article-journal"
        return {"container_title": read_text(part.page.text, entry.start, entry.end)} if journal else {}

    @reads
    def abstract(self, part: Part) -> Reading:
        """The whole abstract before a beginning of it; where no table has it, the teaser above."""
        entries = [part.entries.get(key) for key in ("abstract", "description", "raw_description")]
        told = [entry for entry in entries if entry and (entry.key != "description" or entry.is_prose(200))]
        read = [read_abstract(part.page.text, entry.start, entry.end) for entry in told]
        teaser = self.above(part)[1:]
        read += [read_abstract(part.page.text, teaser[0].start, teaser[-1].end)] if teaser and not any(read) else []
        return min(filter(None, read), key=lambda found: bool(found.value.truncated), default=None)

    @reads
    def pages(self, part: Part) -> dict[str, Reading]:
        told = {"first_page": "container_start_page", "last_page": "container_end_page"}
        entries = {field: entry for field, key in told.items() if (entry := part.entries.get(key))}
        return {field: read_text(part.page.text, entry.start, entry.end) for field, entry in entries.items()}

    @reads
    def related(self, part: Part) -> list[Found[list[CitedWork]]]:
        below = [(line.start, line.end) for line in part.lines[self._similar(part) + 1 :] if line.chrome is None]
        return read_similar(part.page.text, below, self.wordings["by"], self.wordings["Published"])

    def finish(self, part: Part, proposal: Proposal) -> None:
        if self.blanked(part, *_NAMED) and not (part.entries.get("creator") and proposal.has("authors")):
            proposal.warn("authors_blank")
