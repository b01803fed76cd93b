"""What the head of a page and its embedded metadata say of the work: every witness ranked, one value a field proposed.

Highwire Press, PRISM, Dublin Core, BE Press, EPrints, JSON-LD, Open Graph, plain `meta`, `title` and `link`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractors.detectors.abstracts import is_truncated, split_abstract
from extractors.detectors.citations import parse_citation
from extractors.detectors.keywords import split_keywords
from extractors.detectors.notices import notice_kind
from extractors.found import AbstractText
from extractors.html import head_fields
from extractors.html.head_authors import read_authors
from extractors.html.head_references import read_reference
from extractors.html.head_texts import bare_abstract, is_note
from extractors.html.head_works import read_head_works
from extractors.html.json_ld import WORK_TYPES, Work
from extractors.html.tags import Tags, read_tags

_MOST_TAGS = 20  # of one name, where a page should have one
_LONGEST_CITATION = 300
_SHORTEST_PLACE = 40  # characters of a citation beside its title
_SHORTEST_ABSTRACT = 100  # characters of a `dc.description` that is no note
_CODE = re.compile(
    r"(?P<MSC>\d{2}(?:[A-Z](?:\d{2}|xx)?|-\d{2}|-XX))|(?P<PACS>\d{2}\.\d{2}\.[A-Za-z+-]{1,2})|(?P<JEL>[A-Z]\d{1,2})"
)
_NO_LETTER = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(r"\s+[|–—·«»:-]{1,2}\s+|\s*\|\s*")
_BRACKETED = re.compile(r"\s*\[([^\[\]]{1,60})\]$")


@dataclass(slots=True)
class Reading:
    """A value and the tags that say it, as printed (`ld+json:` before properties of JSON-LD)."""

    value: Any
    tags: list[str]
    weak: bool = False  # read from a tag that often speaks of the site or the page
    labelled: bool = False  # the tag's text calls itself an abstract


@dataclass(slots=True)
class Head:
    """What a head says. `fields` by record field: texts; lists of texts (`issn`, `isbn`, `keywords`, `subjects`);
    `authors` as names; `abstract` as AbstractText; `references` as cited works; `classifications` as (scheme, code).

    `conflicts` are values of lower rank that disagree, by field; `repaired` the fields whose value was mended to be
    read. `descriptions` and `weak` are texts that may be the work's or not: what the body shows must confirm them.
    """

    fields: dict[str, Reading] = field(default_factory=dict)
    conflicts: dict[str, list[Reading]] = field(default_factory=dict)
    repaired: set[str] = field(default_factory=set)
    descriptions: list[Reading] = field(default_factory=list)
    weak: dict[str, list[Reading]] = field(default_factory=dict)
    page_title: str | None = None
    site_name: str | None = None
    generator: str | None = None  # the software behind the page
    url: str | None = None
    html_language: str | None = None


def read_head(root: etree._Element) -> Head:
    """Reads the metadata of a page's tree. Never raises; what no tag says for certain is left out."""
    tags = read_tags(root)
    reader = _Reader(tags, read_head_works(root, tags))
    reader.read()
    return reader.head


class _Reader:
    def __init__(self, tags: Tags, works: list[Work]) -> None:
        self.tags, self.works, self.head = tags, works, Head()
        self.fields = self.head.fields

    def read(self) -> None:
        head, tags = self.head, self.tags
        site = tags.first("og:site_name", "application-name")
        head.site_name = site.text if site else None
        generator = tags.first("generator")
        head.generator = generator.text if generator else None
        head.page_title = tags.title
        head.html_language = head_fields.read_language(tags.lang or "")
        head.url = self._url()
        for name, (reader, sources) in head_fields.SCALARS.items():
            self._scalar(name, reader, sources)
        for name, resorts in head_fields.LAST_RESORT.items():
            for resort, source in resorts:
                if name not in self.fields:
                    self._scalar(name, resort, (source,))
        if "doi" not in self.fields and head.url and (doi := head_fields.read_doi_of_url(head.url)):
            self._put("doi", doi, "canonical" if head.url == tags.canonical else "og:url")
        self._drop_site()
        self._drop_own_title()
        self._pages()
        self._citation()
        for name, (read_list, sources) in head_fields.LISTS.items():
            self._list(name, read_list, sources)
        self._labelled_issns()
        self._authors()
        self._abstract()
        self._keywords()
        self._references()
        self._type()
        self._notice()
        self._weak_titles()
        self._repaired()

    def _scalar(self, name: str, reader: head_fields.Reader, sources: tuple[str, ...]) -> None:
        weak = False
        by_name = self.tags.by_name
        for source in sources:
            if source not in by_name:
                weak = weak or source == head_fields.WEAK
                continue
            for tag in by_name[source][:_MOST_TAGS]:
                value = reader(tag.text)
                if value is None:
                    continue
                if name == "issued" and len(value) == 4 and len(tag.text) > 4:
                    value = head_fields.settle_date(tag.text, self._dates())
                self._put(name, value, tag.printed, weak)

    def _dates(self) -> list[str]:
        tags = self.tags.named(*head_fields.SCALARS["issued"][1])[:_MOST_TAGS]
        return [date for tag in tags if (date := head_fields.read_date(tag.text))]

    def _put(self, name: str, value: Any, tag: str, weak: bool = False) -> None:
        known = self.fields.get(name)
        if known is None:
            self.fields[name] = Reading(value, [tag], weak)
        elif value == known.value or _agree(name, known.value, value):
            if tag not in known.tags:
                known.tags.append(tag)
        elif not weak:
            conflicts = self.head.conflicts.setdefault(name, [])
            if all(conflict.value != value for conflict in conflicts):
                conflicts.append(Reading(value, [tag]))

    def _drop_site(self) -> None:
        """A title that the site's name follows is the title before it, where another tag has that one."""
        title, site = self.fields.get("title"), self.head.site_name
        if not title or not site or not _key(title.value).endswith(_key(site)):
            return
        bare = _without_site(title.value, {_key(site)})
        if bare and any(tag.text == bare for tag in self.tags.named("og:title", "twitter:title", "dc.title")):
            title.value = bare

    def _drop_own_title(self) -> None:
        """A book names itself as the book; a title that is only the journal's name is none."""
        title, container = self.fields.get("title"), self.fields.get("container_title")
        if title and container and _key(title.value) == _key(container.value):
            del self.fields["container_title"]

    def _pages(self) -> None:
        by_name = self.tags.by_name
        for first_source, last_source in head_fields.PAGES:
            first = by_name[first_source][0] if first_source in by_name else None
            if first is None:
                continue
            last = by_name[last_source][0] if last_source in by_name else None
            pages = head_fields.read_pages(first.text, last.text if last else None)
            if pages and pages[0].strip("0"):
                self._put("first_page", pages[0], first.printed)
                if pages[1] and self.fields["first_page"].value == pages[0]:
                    self._put("last_page", pages[1], (last or first).printed)

    def _citation(self) -> None:
        """What a citation of the work in one tag says, where no tag of its own does."""
        tag = self.tags.first(*head_fields.CITATIONS)
        found = parse_citation(tag.text[-_LONGEST_CITATION:]) if tag else None
        if tag is None or found is None or self._value("volume"):
            return
        title = self._value("title")
        if title and len(tag.text) > len(title) + _SHORTEST_PLACE and _key(title) not in _key(tag.text):
            return  # of another work: the article whose data these are
        for name in ("volume", "issue", "first_page", "last_page", "issued"):
            if (value := getattr(found, name)) and name not in self.fields:
                self._put(name, value, tag.printed)
        opens = found.spans.get("container_title", (1, 1))[0] == 0
        if found.container_title and opens and len(tag.text) < _LONGEST_CITATION:
            self._put("container_title", found.container_title, tag.printed)

    def _list(self, name: str, read_list: Any, sources: tuple[str, ...]) -> None:
        values: dict[str, None] = {}
        used: dict[str, None] = {}
        for tag in self.tags.named(*sources):
            found = read_list(tag.text)
            values.update(dict.fromkeys(found))
            if found:
                used[tag.printed] = None
        if values:
            self.fields[name] = Reading(list(values), list(used))

    def _labelled_issns(self) -> None:
        """ISSNs called so in tags that name what the work is part of (`urn:ISSN:8641-4070`)."""
        for tag in self.tags.named(*head_fields.WHOLES) if "issn" not in self.fields else ():
            if "issn" in tag.text.casefold() and (issns := head_fields.read_issns(tag.text)):
                self.fields["issn"] = Reading(issns, [tag.printed])
                return

    def _authors(self) -> None:
        found = read_authors(self.tags, self.works)
        if not found:
            return
        best = found.best
        if best.weak or best.tag.endswith(":author"):
            site = {_key(text) for text in (self.head.site_name, self._value("publisher")) if text}
            best.names = [name for name in best.names if name.family or _key(name.literal) not in site]
        if best.weak or not best.names:
            if best.names:
                self.head.weak["authors"] = [Reading(best.names, [best.tag], True)]
            return
        self.fields["authors"] = Reading(best.names, list(dict.fromkeys([best.tag, *found.agreeing])))
        if found.others:
            self.head.conflicts["authors"] = [Reading(other.names, [other.tag]) for other in found.others]

    def _value(self, name: str) -> Any:
        reading = self.fields.get(name)
        return reading.value if reading else None

    def _abstract(self) -> None:
        title = self._value("title")
        described = self._abstracts(head_fields.DESCRIPTIONS)
        readings = [
            reading
            for reading in (*self._abstracts(head_fields.ABSTRACTS), *(r for r in described if r.labelled))
            if len(reading.value) >= _SHORTEST_ABSTRACT and reading.value != title and not self._is_note(reading.value)
        ]
        self.head.descriptions = [reading for reading in described if not self._is_note(reading.value)]
        if not readings:
            return
        best = next((reading for reading in readings if not is_truncated(reading.value)), readings[0])
        sections = split_abstract(best.value)
        if any(section.text for section in sections):
            same = [r.tags[0] for r in (*readings, *self.head.descriptions) if r.value == best.value]
            text = AbstractText(sections, is_truncated(best.value))
            self.fields["abstract"] = Reading(text, list(dict.fromkeys([best.tags[0], *same])), labelled=best.labelled)

    def _is_note(self, text: str) -> bool:
        return is_note(text, self._value("container_title"), self.head.site_name, self._value("publisher"))

    def _abstracts(self, sources: Iterable[str]) -> list[Reading]:
        """Texts of tags, those in the work's language before others of the same name."""
        language = self._value("language")
        found = []
        for source in sources:
            tags = self.tags.by_name.get(source, [])
            if language and len(tags) > 1:
                tags = sorted(tags, key=lambda tag: head_fields.read_language(tag.lang or "") != language)
            for tag in tags:
                lines = _undoubled(tag.lines)
                text = bare_abstract(lines)
                found.append(Reading(text, [tag.printed], labelled=text != lines))
        return found

    def _keywords(self) -> None:
        sources: tuple[str, ...] = head_fields.KEYWORDS
        if "bepress_citation_title" in self.tags.by_name:
            sources = (*sources, head_fields.BEPRESS_KEYWORDS)
        keywords, codes, used = self._items(*sources)
        if keywords:
            self.fields["keywords"] = Reading(keywords, used)
        else:
            weak = [Reading(*self._items(source)[::2], True) for source in head_fields.WEAK_KEYWORDS]
            self.head.weak["keywords"] = [reading for reading in weak if reading.value]
        if codes:
            self.fields["classifications"] = Reading(codes, used)
        subjects, _, used = self._items(*head_fields.SUBJECTS)
        known = {keyword.casefold() for keyword in keywords}
        others = [subject for subject in subjects if subject.casefold() not in known]
        if others:
            self.fields["subjects"] = Reading(others, used)
        elif subjects:
            self.fields["keywords"].tags += used

    def _items(self, *sources: str) -> tuple[list[str], list[tuple[str, str]], list[str]]:
        """Keywords, codes of classification schemes among them, and the tags they stand in."""
        tags = self.tags.named(*sources)
        one_each = len(tags) > 2 and not any(";" in tag.text or tag.text.count(",") > 1 for tag in tags)
        items: dict[str, None] = {}
        for tag in tags:
            parts = [tag.text] if one_each else [found.value for found in split_keywords(tag.text)]
            items.update(dict.fromkeys(parts))
        codes = [(match.lastgroup or "", item) for item in items if (match := _CODE.fullmatch(item))]
        coded = {code for _, code in codes}
        used = list(dict.fromkeys(tag.printed for tag in tags))
        return [item for item in items if item not in coded], codes, used

    def _references(self) -> None:
        tags = self.tags.named("citation_reference") or self.tags.named("ld:citation")
        if tags:
            works = [read_reference(tag.text, number) for number, tag in enumerate(tags, 1)]
            self.fields["references"] = Reading(works, [tags[0].printed])

    def _type(self) -> None:
        for source, type_ in head_fields.TYPE_TAGS:
            tag = self.tags.first(source)
            if tag:
                self._put("type", type_, tag.printed)
                return
        for tag in self.tags.named(*head_fields.TYPE_WORD_TAGS):
            if found := head_fields.csl_type(tag.text):
                self._put("type", found, tag.printed)
                return
        journal = self.tags.first(*head_fields.JOURNAL_TAGS)
        if journal:
            self._put("type", "article-journal", journal.printed)
            return
        for work in self.works:
            if type_of_work := WORK_TYPES[work.type]:
                self._put("type", type_of_work, f"{work.source}:@type")
                return
        if genre := self.tags.first("coins.type"):
            self._put("type", genre.text, genre.printed)

    def _notice(self) -> None:
        for tag in self.tags.named(*head_fields.NOTICE_TAGS):
            if kind := notice_kind(tag.text):
                self._put("notice", kind, tag.printed)
                return

    def _weak_titles(self) -> None:
        """Titles that the site's or the journal's name may be added to; proposed where no other is."""
        known = self.fields.get("title")
        found = [
            (tag.text, tag.printed)
            for tag in self.tags.named("og:title", "twitter:title", "itemprop.headline", "title")
        ]
        if self.tags.title:
            found.append((self.tags.title, "title"))
        if known:
            known.tags += [tag for text, tag in found if text == known.value and tag not in known.tags]
            return
        names = {_key(n) for n in (self.head.site_name, self._value("container_title"), self._value("publisher")) if n}
        readings = [Reading(value, [tag], True) for text, tag in found if (value := _without_site(text, names))]
        if readings:
            self.fields["title"] = readings[0]
            self.head.weak["title"] = readings

    def _repaired(self) -> None:
        guessed = tuple(f"{work.source}:" for work in self.works if work.guessed)
        if guessed:
            head = self.head
            head.repaired = {name for name, reading in self.fields.items() if reading.tags[0].startswith(guessed)}

    def _url(self) -> str | None:
        urls = [self.tags.canonical] if self.tags.canonical else []
        urls += [tag.text for tag in self.tags.named(*head_fields.URLS)]
        absolute = (url for url in urls if url.startswith(("http://", "https://")) and " " not in url)
        return next(absolute, urls[0] if urls else None)


def _agree(name: str, one: str, other: str) -> bool:
    if name == "issued":
        return one[:4] == other[:4]
    first, second = _key(one), _key(other)
    if name in ("publisher", "container_title", "title"):
        return first.startswith(second) or second.startswith(first)
    return first == second


def _key(text: str) -> str:
    """What is compared of a text: its letters and digits, in one case."""
    return _NO_LETTER.sub("", text.casefold()).removeprefix("the")


def _undoubled(text: str) -> str:
    """A text once, where a tag holds it twice."""
    half = len(text) // 2
    return text[:half].rstrip() if text[:half].rstrip() == text[half:].lstrip() else text


def _without_site(title: str, names: set[str]) -> str | None:
    """A page's title without the names of site or journal that open or close it."""
    bracketed = _BRACKETED.search(title)
    if bracketed and _key(bracketed.group(1)) in names:
        title = title[: bracketed.start()]
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(title[:2000]))
        if parts and _key(title[parts[-1].end() :]) in names:
            title = title[: parts[-1].start()]
        elif parts and _key(title[: parts[0].start()]) in names:
            title = title[parts[0].end() :]
        else:
            break
    return head_fields.read_title(title.strip()) if _key(title) not in names else None
