"""A page of no known family, read by the detectors alone as far as they are sure.

A label is evidence only with its value beside it, and only values that look like what the label promises are taken.
Identifiers within reference or related lists, or in the running text, are never the page's own.
"""

import re
from functools import partial

from extractors import generic_lines as shapes
from extractors.decision.draft import Draft
from extractors.detectors.author_lists import parse_authors
from extractors.detectors.citations import parse_citation
from extractors.detectors.dates import labelled_dates, parse_date
from extractors.detectors.identifiers import find_arxiv_ids, find_issns, find_own_dois, find_pmcids, find_pmids
from extractors.detectors.references import parse_reference, split_references
from extractors.family import reads
from extractors.found import Found, Name
from extractors.generic_places import BELOW_NAMES, BODY, CITED, SHORTEST, SHORTEST_HAN, Dump, is_place
from extractors.generic_values import is_instruction, own_keywords, read_place
from extractors.page import Line, Page, Part
from extractors.page.account import Account
from extractors.values import Reading, fold, read_abstract, read_citation, read_page_range, read_text, read_title

# what a field adds to the certainty that a page shows a record, and how much makes one
WEIGHTS = {
    "doi": 2,
    "pmid": 2,
    "arxiv_id": 2,
    "title": 1,
    "authors": 1,
    "abstract": 2,
    "container_title": 1,
    "volume": 1,
    "keywords": 1,
}
ENOUGH = 3


class Generic(Dump):
    name = "generic"

    def read(self, page: Page, account: Account) -> list[Draft]:
        """One record where enough was read to be sure that the page shows one; else none, and no claim."""
        trial = Account(page.text)
        drafts = super().read(page, trial)
        if not drafts or sum(WEIGHTS.get(name, 0) for name in drafts[0].values) < ENOUGH:
            return []
        if not drafts[0].values.keys() & {
            "title",
            "abstract",
            "authors",
            "keywords",
        }:  # a reference to a work is no page of it
            return []
        for claim in trial.claims():
            account.claim(claim.start, claim.end, claim.kind, claim.rule or "")
        return drafts

    def _read_part(self, part: Part, account: Account) -> Draft:
        draft = super()._read_part(part, account)
        if self._shows_several(part, draft) or any(
            is_instruction(part.page.text[entry.start : entry.end])
            for key in ("title", "authors", "abstract", "keywords")
            if (entry := part.entries.get(key))
        ):
            draft.values.clear()
        draft.end = self._front_end(part)
        return draft

    @reads
    def abstract(self, part: Part) -> Reading:
        """The first text under a heading for abstracts that is prose; it ends where another heading stands."""
        entry = part.entries.get("abstract")
        if not entry:
            return None
        lines = entry.lines
        length = sum(len(line.text) for line in lines)
        if not lines or length < (SHORTEST if lines[0].text[:40].isascii() else SHORTEST_HAN):
            return None
        start = lines[0].start
        above = part.page.lines[lines[0].number - 1]
        if above.number == entry.first + 1 and above.start < start and BODY.fullmatch(above.text.rstrip(": ")):
            start = above.start  # `Introduction` right under the heading is the first section
        read = read_abstract(part.page.text, start, lines[-1].end)
        return None if read and any("<" in s.text and "</" in s.text for s in read.value.sections) else read

    @reads
    def authors(self, part: Part) -> list[Found[list[Name]]]:
        """Labelled names; the one line above the abstract that is a list of names; or names printed one a line."""
        text = part.page.text
        entry = part.entries.get("authors")
        lines = self._labelled_names(entry) if entry else self._name_lines(part)
        found = [
            Found(names, line.start, line.end)
            for line in lines
            if (names := parse_authors(text, "auto", shapes.item_start(line), line.end))
        ]
        if lines and (letters := self._affiliation_letters(part, lines[-1])):
            lettered = all(name.literal.rstrip("*,")[-1:] in letters for item in found for name in item.value)
            if not lettered:
                return []
            found = [
                Found([shapes.without_letter(name, letters) for name in item.value], item.start, item.end)
                for item in found
            ]
        return found

    @reads
    def title(self, part: Part) -> Reading:
        """A labelled title; the line above the names; or the only line above the abstract that can be one."""
        text = part.page.text
        entry = part.entries.get("title")
        if entry and (len(entry.lines) == 1 or entry.first == entry.lines[0].number):
            single = entry.lines[0]
            if shapes.is_title(single) or (entry.start == single.start and len(single.text) > 5):
                return read_title(text, single.start, single.end)
        head = self._head(part)
        names = [] if part.entries.get("authors") else self._name_lines(part)
        candidates = [line for line in head if shapes.is_title(line) and not self._is_labelled(line, part)]
        if names:
            candidates = [line for line in candidates if line.start < names[0].start]
        elif ends := self._title_ends(part, head):
            candidates = [line for line in candidates if line.start < min(ends)] or candidates
        lines = part.page.lines
        candidates = [
            line
            for line in candidates
            if not is_place(part, line)
            and not any(BELOW_NAMES.match(below.text) for below in lines[line.number + 1 : line.number + 2])
        ]
        candidates = [line for line in candidates if not line.text.endswith((".", "。"))] or candidates
        found = self._titles(part, candidates)
        if not found:
            return None
        if len({fold(title.value).casefold() for title in found}) == 1:
            return found[-1]
        again = [title for title in found if shapes.occurs_again(text, title)]
        if len({title.value.casefold() for title in again}) == 1:
            return again[-1]
        last = found[-1]
        if again or not names:
            return None
        above = part.page.line_at(last.start)
        beside = above is not None and above.number > 0 and found[-2].end == part.page.lines[above.number - 1].end
        return None if beside else last

    @reads
    def doi(self, part: Part) -> Reading:
        """A labelled DOI, or the one DOI that stands on a line of its own above the references."""
        entry = part.entries.get("doi")
        if entry and (labelled := find_own_dois(part.page.text, entry.start, entry.lines[0].end)):
            return labelled[0]
        own = [found for line in self._front(part) if (found := _bare_doi(part.page.text, line))]
        return own[0] if len({found.value for found in own}) == 1 else None

    @reads
    def identifiers(self, part: Part) -> dict[str, Reading]:
        """What the lines above the text call the work, each once."""
        finders = {"pmid": find_pmids, "pmcid": find_pmcids, "arxiv_id": find_arxiv_ids}
        read: dict[str, Reading] = {}
        for name, find in finders.items():
            found = [item for span in self._around(part) for item in find(part.page.text, *span)]
            if len({item.value for item in found}) == 1:
                read[name] = found[0]
        return read

    @reads
    def issn(self, part: Part) -> list[Found[list[str]]]:
        """All labelled ISSNs above the text."""
        seen: dict[str, Found[list[str]]] = {}
        for found in [item for span in self._around(part) for item in find_issns(part.page.text, *span)]:
            seen.setdefault(found.value, Found([found.value], found.start, found.end))
        return list(seen.values())

    @reads
    def citation(self, part: Part) -> dict[str, Reading]:
        """Where the work appeared: by a line above the abstract or under a label, and by the work's own reference."""
        read: dict[str, Reading] = {}
        other = self._other_work(part)
        for line in self._head(part):
            if len(line.text) < 300 and any(c.isdigit() for c in line.text) and not self._is_dated(line):
                here = {} if CITED.search(line.text) else read_place(part.page.text, line.start, line.end)
                if here.keys() & {"volume", "issue"} and here.keys() & {"first_page", "issued", "article_number"}:
                    read = here
                    break
        for key in ("container_title", "source", "issue"):
            entry = part.entries.get(key)
            if entry and not read:
                here = read_citation(part.page.text, entry.start, entry.end)
                read = here if here.keys() & {"volume", "issue"} and "first_page" in here else read
        read = self._with_own_reference(part, read)
        year, day = read.get("issued"), self._published(part, ("published",))
        if year and day and day.value.startswith(year.value):
            read["issued"] = day
        return {**read, "!other_work": other} if other else read

    def _other_work(self, part: Part) -> Reading:
        """The whole reference above the abstract that is not to the work of the page (Chinese platforms)."""
        title = self.title(part)
        for line in self._head(part):
            if title and CITED.search(line.text) and _letters(title.value) not in _letters(line.text):
                return Found(None, line.start, line.end)
        return None

    @reads
    def container_title(self, part: Part) -> Reading:
        """A labelled title of a journal; one glued to its label only among others that are (Pure)."""
        entry = part.entries.get("container_title")
        if not entry or len(entry.lines[0].text) > 150 or parse_citation(part.page.text, entry.start, entry.end):
            return None
        is_glued = entry.start == entry.label_end and "\n" not in part.page.text[entry.label_end : entry.start + 1]
        if is_glued and not part.entries.get("status"):
            return None
        return read_text(part.page.text, entry.start, entry.lines[0].end)

    @reads
    def volume(self, part: Part) -> Reading:
        return _number(part, "volume")

    @reads
    def issue(self, part: Part) -> Reading:
        return _number(part, "issue")

    @reads
    def pages(self, part: Part) -> dict[str, Reading]:
        """Labelled pages, or `Pages 828-838 | Received …` (Taylor & Francis)."""
        entry = part.entries.get("pages")
        if entry and re.fullmatch(r"[^\W_]{1,9}(?:\s?[-–‐—/]\s?[^\W_]{1,9})?", entry.lines[0].text):
            return read_page_range(part.page.text, entry.start, entry.lines[0].end)
        for line in self._head(part):
            if match := re.match(r"(?:Pages|pp\.)\s(\d{1,6}[-–]\d{1,6})\s?(?:\||$)", line.text):
                return read_page_range(part.page.text, line.start + match.start(1), line.start + match.end(1))
        return {}

    @reads
    def issued(self, part: Part) -> Reading:
        return self._published(part, ("published", "online"))

    def _published(self, part: Part, kinds: tuple[str, ...]) -> Reading:
        """A labelled date of publication, printed or, failing that, online."""
        entry = part.entries.get("issued") or part.entries.get("status")
        if entry and len(entry.lines[0].text) < 60:
            value = parse_date(entry.lines[0].text.removeprefix("Published - "), "dmy")
            if value:
                return Found(value, entry.start, entry.lines[0].end)
        dates = [date for span in self._around(part) for date in labelled_dates(part.page.text, *span, "dmy")]
        for kind in kinds:
            own = {date.value[1]: date for date in dates if date.value[0] == kind}
            if len(own) == 1:
                date = next(iter(own.values()))
                return Found(date.value[1], date.start, date.end)
        return None

    @reads
    def keywords(self, part: Part) -> Reading:
        entry = part.entries.get("keywords")
        return own_keywords(part.page.text, entry) if entry else None

    @reads
    def references(self, part: Part) -> Reading:
        entry = part.entries.get("references")
        if not entry:
            return None
        listed = [item for item in split_references(part.page.text, entry.start, entry.end) if item[0] is not None]
        works = []
        for ordinal, start, end in listed:
            work = parse_reference(part.page.text, start, end)
            work.ordinal = ordinal
            works.append(work)
        return Found(works, works[0].start, works[-1].end) if works else None

    def _with_own_reference(self, part: Part, read: dict[str, Reading]) -> dict[str, Reading]:
        """What the work's own reference adds (`To cite this article: …`, `引用本文`): the one that has its title."""
        text = part.page.text
        title = self.title(part)
        if title is None or len(title.value) < 10:
            return read
        wanted = _letters(title.value)
        for line in self._front(part):
            if len(line.text) < len(title.value) + 20 or not (title.start > line.end or title.end < line.start):
                continue
            if wanted not in _letters(line.text):
                continue
            after = fold(line.text).casefold().find(title.value.casefold())
            if after < 0 or len(fold(line.text)) != len(line.text):
                continue
            start = line.start + after + len(title.value)
            if cited := CITED.match(text, start):
                start = cited.end()
            while start < line.end and not text[start].isalpha() and text[start] != "(":
                start += 1
            here = read_citation(text, start, line.end)
            own = parse_reference(text, line.start, line.end)
            if "RePEc:" in text or (own.title and _letters(own.title) == wanted):
                spans = partial(Found, start=line.start, end=line.end)
                for name in ("container_title", "volume", "issue", "first_page", "last_page"):
                    value = getattr(own, name)
                    if name.endswith("_page") and here.keys() & {"article_number", "first_page"}:
                        continue
                    if value and name not in here:
                        here[name] = spans(value)
                if "RePEc:" in text and (journal := here.get("container_title")) and journal.value.count(",") == 1:
                    name, publisher = journal.value.split(", ")  # RePEc prints both
                    here["container_title"] = Found(name, journal.start, journal.start + len(name))
                    here["publisher"] = Found(publisher, journal.end - len(publisher), journal.end)
                year = re.search(r"\D(\d{4})\W{1,5}\Z", text[line.start : line.start + after])
                if year and "issued" not in here:
                    here["issued"] = Found(year[1], line.start + year.start(1), line.start + year.end(1))
                if own.year and "issued" not in here:
                    here["issued"] = spans(str(own.year))
            if here.get("volume") and all(_agrees(name, here, read) for name in ("volume", "issue")):
                return here | read
        return read


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _agrees(name: str, one: dict[str, Reading], other: dict[str, Reading]) -> bool:
    first, second = one.get(name), other.get(name)
    return first is None or second is None or first.value == second.value


def _number(part: Part, key: str) -> Reading:
    """A labelled volume or issue: a short value with a digit, or one that says both."""
    entry = part.entries.get(key)
    if not entry:
        return None
    first = entry.lines[0]
    if re.fullmatch(r"(?=.{0,9}\d)[\w()/.–-]{1,12}(?: ?(?:Suppl|S)\.? ?\w{1,3})?", first.text):
        return read_text(part.page.text, first.start, first.end)
    if match := re.match(
        r"(?:Vol\.?|Volume) (?P<volume>\d{1,4}),? (?:No\.?|Issue|Nr\.?|Núm\.?) (?P<issue>[\d–-]{1,9})\b", first.text
    ):
        return Found(match[key], first.start + match.start(key), first.start + match.end(key))
    return None


def _bare_doi(text: str, line: Line) -> Found[str] | None:
    """The DOI of a line that says nothing else."""
    if "10." not in line.text or len(line.text) > 200:
        return None
    found = find_own_dois(text, line.start, line.end)
    if len(found) != 1:
        return None
    around = text[line.start : found[0].start] + text[found[0].end : line.end]
    rest = re.sub(r"https?://(?:dx\.)?doi\.org/|\bdoi\b|\bpublished online\b|[\W_]+", "", around, flags=re.IGNORECASE)
    return found[0] if not rest else None
