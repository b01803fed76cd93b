"""One entry of a reference list: authors, year, title, container, volume, issue, pages.

Read in the styles of Emerald's Harvard guide, APA, NLM/Vancouver, IEEE, MLA and Chicago (titles in quotation marks),
GOST 7.1 (`//` before the journal) and GB/T 7714 (`[J]` behind the title). What an entry leaves open, such as where an
unquoted title of several sentences ends, stays None; `raw` always has the whole entry.
"""

import re

from extractors.detectors.citation_containers import journal_like, publisher_start
from extractors.detectors.citations import parse_tail
from extractors.detectors.identifiers import find_dois
from extractors.detectors.reference_authors import NAMES_AND_SEMICOLON, AuthorRun, author_run
from extractors.detectors.reference_parts import VANCOUVER_AUTHOR, EntryParts, placed
from extractors.detectors.reference_preprints import PREPRINT, read_preprint
from extractors.detectors.reference_text import (
    EDITION,
    EDITORS,
    NOT_A_JOURNAL,
    QUOTES,
    book_title_end,
    closing,
    container_start,
    gbt_title,
    han_sentences,
    has_letters,
    quotes_title,
    sentences,
    trim,
    without_bracket,
    without_mla_medium,
    without_stop,
)
from extractors.found import CitedWork

MAX_ENTRY = 5000
"""A longer text is no entry: only its `raw` is given."""

_YEAR = re.compile(
    r"\(\s?(?:(?:c\.|ca\.|orig\.)\s?)?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:\s?[,/–-][^()]{0,40})?\)"
    r"|\((?:n\.?\s?d\.?|in press|forthcoming|no date|undated|s\.?\s?f\.?|o\.?\s?J\.?)(?:-?[a-z])?\)",
    re.IGNORECASE,
)
_GBT = re.compile(r"\s?\[(?P<kind>[JMDCNRSPAZ]|EB|DB|CP)(?:/(?:OL|CD))?\]")
_OPENING = re.compile(r"(?:^|(?<=[.,:)]\s)|(?<=[.,:)]))[“«„\"]")
_LINKS = re.compile(
    r"[\s,.;(\[]{0,6}(?:https?://|www\.|doi(?:\.org|:|\s10\.)|available (?:at|from|online at)"
    r"|retrieved (?:from|[A-Z0-9])|accessed\s|\(accessed|\[(?:cited|accessed|online(?!\]\.?,?\s?(?:1[5-9]|20)\d\d))"
    rf"|PMID|PMCID|\[CrossRef|\[PubMed|\[Google|{PREPRINT})",
    re.IGNORECASE,
)
# `… Glasgow: Granite Press, 1987.`
_PUBLISHED = re.compile(r":\s[^\W\d_][^:,\d]{2,60},\s(?P<year>(?:1[5-9]|20)\d\d)\.?\s{0,2}$")
_IN = re.compile(r"[.?!]\s{1,3}In:?\s")
_BOOK_PAGES = re.compile(r"\s\((?:[^()]{0,40},\s)?pp?\.\s?([^()]{1,30})\)")
_PAGES_PART = re.compile(r",?\s{0,3}\(?pp?\.\s?[^,()]{1,30}\)?\.?\s{0,3}$")
_VANCOUVER_BOOK = re.compile(r";\s?(?:c|©)?((?:1[5-9]|20)\d\d)[a-z]?\s?(?:[.:]\s?(?:p\.?\s?[\w–-]+|\d+ p))?\.?\s*$")
_HAN_COMMA = re.compile(r"[,，、;；]\s?")
_ABBREVIATED = re.compile(r"(?:[A-Z][A-Za-z]{0,6}\. ?){1,12}(?:[A-Z]\w{0,12})?[ ,(:]{0,3}|[A-Z][a-z]{2,20}[ ,(]{0,3}")
_YEAR_BEHIND = re.compile(r"[.,]\s{1,2}((?:1[5-9]|20)\d\d)[a-z]?[.,]\s{0,2}$")
_WHOLE_MARKS = " \t\n\r,;:.，。．"


def parse_reference(text: str, start: int = 0, end: int | None = None) -> CitedWork:
    """Reads the entry `text[start:end]`, its ordinal left off.

    Out: a CitedWork with the entry's white space folded in `raw`, its DOI, and as much as its style tells for certain.
    The year is the printed one without its letter (`2010a` → 2010), None for `n.d.` or none. Titles come without
    quotation marks and closing full stop; pages as `citations.parse_citation` gives them. Never raises.
    """
    return read_entry(text, start, len(text) if end is None else end).work


def read_entry(text: str, start: int, stop: int) -> "Entry":
    """As `parse_reference`, with the spans of the parts."""
    start, stop = trim(text, start, stop)
    entry = Entry(text, start, stop)
    if stop - start > MAX_ENTRY or start >= stop:
        return entry
    dois = find_dois(text, start, stop) if text.find("10.", start, stop) >= 0 else []
    if dois:
        entry.work.doi = dois[0].value
        entry.spans["doi"] = (dois[0].start, dois[0].end)
    entry.read()
    read_preprint(entry, stop)
    return entry


class Entry(EntryParts):
    """The entry being read. Each style claims its parts and leaves None what it cannot tell."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        super().__init__(text, start, stop)
        links = _LINKS.search(text, start, stop)
        self.stop = links.start() if links and links.start() > start else stop
        self.stop = without_mla_medium(text, start, self.stop)

    def read(self) -> None:
        text, start, stop = self.text, self.start, self.stop
        marker = _GBT.search(text, start, stop)
        if marker:
            self._gbt(marker)
            return
        year = _YEAR.search(text, start, stop)
        quote = _OPENING.search(text, start, stop)
        if year and (quote is None or year.start() < quote.start()) and has_letters(text, year.end(), stop):
            self._author_date(year)
        elif quote and (quotes_title(text, quote.start(), stop) or self._year_before(quote.start())):
            self._authors_before_quote(quote.start())
            self._quoted(quote.start())
        elif text.find(" // ", start, stop) > 0:
            self._gost(text.find(" // ", start, stop))
        elif sum("\u3040" <= character <= "\u9fff" for character in text[start : start + 8]) > 3:
            self._han()
        elif names := NAMES_AND_SEMICOLON.match(text, start, stop):
            self._semicolon(names)
        elif run := author_run(text, start, stop):
            self._after_authors(run)
        else:
            self._vancouver()
        if self.work.year is None and (published := _PUBLISHED.search(text, max(start, self.stop - 120), self.stop)):
            self.work.year = int(published["year"])
            self.spans["issued"] = published.span("year")

    def _year_before(self, stop: int) -> re.Match[str] | None:
        return _YEAR_BEHIND.search(self.text, max(self.start, stop - 12), stop)

    def _authors_before_quote(self, stop: int) -> None:
        """`Roe, Jane, and Alan Doe. 2020. "Title"`: the names, and a year behind them (Chicago, RePEc)."""
        year = self._year_before(stop)
        if year:
            self.work.year, self.dated = int(year[1]), True
            self.spans["issued"] = year.span(1)
            stop = year.start()
        self._authors(self.start, stop)

    def _gost(self, marker: int) -> None:
        """`Роев И. П. Название // Журнал. – 2021. – Т. 2.`; `Название / И. П. Роев` says again who wrote it."""
        run = author_run(self.text, self.start, marker)
        if run and run.mark == "." and not run.year:
            self._authors(self.start, run.end)
            slash = self.text.find(" / ", run.body, marker)
            self._title(run.body, slash if slash > 0 else marker)
        self._journal(marker + 4, self.stop)

    def _semicolon(self, names: re.Match[str]) -> None:
        """`Jane Roe, Alan Doe; Title. J. Name 2014; 95 (5): 943-959` (Oxford, AIP): given names first."""
        found = parse_tail(self.text, names.end(), self.stop)
        if found is None or not placed(found) or not found.issued:
            return
        self._authors(self.start, names.end("names"))
        self._place(found)
        self._split(names.end(), found.start)

    def _han(self) -> None:
        """`作者, 作者. 题名. 刊名, 2021, 41: 780-786`: a full stop closes the names and the title."""
        found = parse_tail(self.text, self.start, self.stop)
        if found is None or not placed(found):
            return
        spans = [span for span in han_sentences(self.text, self.start, found.start) if span[0] < span[1]]
        self._place(found)
        if len(spans) == 3 and all(len(name) <= 8 for name in _HAN_COMMA.split(self.text[slice(*spans[0])])):
            self._authors(*spans[0])
            self._title(*spans[1])
            self._container(*spans[2])

    def _after_authors(self, run: AuthorRun) -> None:
        """What follows names that only punctuation closes; see `reference_authors`."""
        if run.year:
            self._authors(self.start, run.end)
            self.work.year, self.dated = run.year, True
            self._spanned_year(run.end, run.body)
            if run.mark == ",":
                self._comma_style(run.body)
            elif run.mark == " ":
                self._unpunctuated(run.body)
            else:
                self._sentence_style(run.body, certain=True)
            return
        if _VANCOUVER_BOOK.search(self.text, run.body, self.stop):
            self._vancouver()
            return
        found = parse_tail(self.text, run.body, self.stop)
        if found is None or not placed(found) or not (found.issued or found.volume):
            return
        self._authors(self.start, run.end)
        self._place(found)
        if run.mark == ",":
            self._comma_split(run.body, found.start)
        else:
            self._split_open(run.body, found.start)

    def _unpunctuated(self, start: int) -> None:
        """`2008 Nat. Mater. 7 442–53` (IOP): a container is told from a title by being abbreviated."""
        found = parse_tail(self.text, start, self.stop, dated=True)
        if found and placed(found):
            self._place(found)
            if _ABBREVIATED.fullmatch(self.text, start, found.start):
                self._container(start, without_stop(self.text, start, found.start))

    def _comma_split(self, start: int, stop: int) -> None:
        """`Title of a work, J. Name`: a title has words in small letters, several of them."""
        comma = self.text.rfind(", ", start, without_stop(self.text, start, stop))
        if comma < 0:
            self._container(start, without_stop(self.text, start, stop))
        elif sum(word.islower() for word in self.text[start:comma].split()) > 1:
            self._container(comma + 2, without_stop(self.text, comma + 2, stop))
            self._title(start, comma)

    def _split_open(self, start: int, stop: int) -> None:
        """`Title. Journal`, or a journal alone where all of it is abbreviated."""
        if _ABBREVIATED.fullmatch(self.text, start, stop):
            self._container(start, without_stop(self.text, start, stop))
        else:
            self._split(start, stop)

    def _author_date(self, year: re.Match[str]) -> None:
        text = self.text
        self._authors(self.start, year.start())
        self.work.year, self.dated = int(year["year"]) if year["year"] else None, True
        if year["year"]:
            self.spans["issued"] = year.span("year")
        at = year.end()
        lead = ""
        while at < self.stop and (text[at].isspace() or text[at] in ",.;:"):
            lead += text[at]
            at += 1
        if at < self.stop and text[at] in QUOTES and quotes_title(text, at, self.stop):
            self._quoted(at)
        elif "," in lead:
            self._comma_style(at)
        else:
            self._sentence_style(at, certain="." in lead or ":" in lead)

    def _quoted(self, at: int) -> None:
        close = closing(self.text, at, self.stop)
        self._title(at + 1, close)
        at = close + 1
        while at < self.stop and (self.text[at].isspace() or self.text[at] in ",.;"):
            at += 1
        inside = self.text[at : at + 3]
        if inside in ("in ", "in:", "In:") or (inside == "In " and EDITORS.search(self.text, at, self.stop)):
            self._chapter(at + 3)
        elif not NOT_A_JOURNAL.match(self.text, at, self.stop):
            self._journal(at, self.stop)

    def _journal(self, start: int, stop: int) -> None:
        """A container and where in it. Pages alone do not tell a journal from a conference, its city and its days."""
        found = parse_tail(self.text, start, stop, self.dated)
        if found is None or not placed(found):
            return
        self._place(found)
        name = self.text[start : found.start].strip(_WHOLE_MARKS + "(–-")
        if found.volume or found.issue or found.publication_stage or "," not in name:
            self._container(start, publisher_start(self.text, start, without_stop(self.text, start, found.start)))

    def _chapter(self, start: int) -> None:
        """`in Smith, J. (Ed.), Book, Publisher, Place, pp. 1-20`; without editors only proceedings name themselves."""
        text, stop = self.text, self.stop
        comma = text.find(",", start, stop)
        if text.startswith(" vol", comma + 1) and journal_like(text[start:comma]):  # IEEE
            self._journal(start, stop)
            return
        pages = _PAGES_PART.search(text, start, stop)
        found = parse_tail(text, pages.start(), stop) if pages else None
        if found:
            self._place(found)
        stop = pages.start() if pages else stop
        editors = EDITORS.search(text, start, stop)
        start = editors.end() if editors else start
        if editors:
            title = book_title_end(self.text, start, stop)
            self._container(start, title)
        elif text[start:stop].lstrip()[:4].lower() == "proc":
            comma = text.find(",", start, stop)
            self._container(start, comma if comma > 0 else stop)

    def _comma_style(self, start: int) -> None:
        """Emerald: an unquoted title is a book's, `Title, Publisher, Place.`"""
        found = parse_tail(self.text, start, self.stop, self.dated)
        if found and placed(found):
            self._place(found)
            if found.volume:
                self._serial_behind_commas(start, without_stop(self.text, start, found.start))
                if self.work.title is None:  # Wiley: `(2012), Title. Journal, 22: 1553–1566`
                    self._split(start, found.start)
                return
            self._title(start, book_title_end(self.text, start, found.start))
            return
        self._title(start, book_title_end(self.text, start, self.stop))

    def _serial_behind_commas(self, start: int, stop: int) -> None:
        """`Title, with commas, Journal of X, 25:1, 1-6` (Taylor & Francis): a serial's words tell where it begins."""
        comma = self.text.find(", ", start, stop)
        while comma > start:
            rest = self.text[comma + 2 : stop]
            words = [word for word in rest.split() if len(word) > 3]
            if journal_like(rest.split(", ")[0]) and not any(word.islower() for word in words):
                self._title(start, comma)
                self._container(comma + 2, stop)
                return
            comma = self.text.find(", ", comma + 2, stop)

    def _sentence_style(self, start: int, certain: bool) -> None:
        """APA and its kin: `Title. Journal, 12(3), 33–37.`, `Title. In A. Doe (Ed.), Book (pp. 1–20). Publisher.`"""
        text, stop = self.text, self.stop
        chapter = _IN.search(text, start, stop)
        if chapter and EDITORS.search(text, chapter.end(), stop):
            self._title(start, chapter.start() + (text[chapter.start()] != "."))
            self._apa_book(chapter.end())
            return
        found = parse_tail(text, start, stop, self.dated)
        if found and placed(found):
            self._place(found)
            self._split(start, found.start)
            if self.work.title is None and found.volume:  # Taylor & Francis: `(2020) Title, Journal, 25:1, 1-6`
                self._serial_behind_commas(start, without_stop(text, start, found.start))
            return
        spans = sentences(text, start, stop)
        publisher = len(spans) > 1 and ":" in text[slice(*spans[-1])]
        if (certain and len(spans) <= 2) or (publisher and len(spans) == 2):
            self._title(start, without_bracket(text, start, spans[0][1]))
        elif publisher:
            self._title(start, spans[-2][1])

    def _apa_book(self, start: int) -> None:
        text, stop = self.text, self.stop
        editors = EDITORS.search(text, start, stop)
        if not editors:
            return
        pages = _BOOK_PAGES.search(text, editors.end(), stop)
        if pages:
            found = parse_tail(text, pages.start() + 2, pages.end() - 1)
            if found:
                self._place(found)
            self._container(editors.end(), pages.start())
        else:
            self._container(editors.end(), sentences(text, editors.end(), stop)[0][1] - 1)

    def _split(self, start: int, stop: int) -> None:
        """Title and container of `Title. Container`, up to where volume and pages begin."""
        cut = container_start(self.text, start, stop)
        if cut <= start:
            return
        self._container(cut, without_stop(self.text, cut, stop))
        self._title(start, without_bracket(self.text, start, cut))

    def _vancouver(self) -> None:
        text, start, stop = self.text, self.start, self.stop
        author = VANCOUVER_AUTHOR.match(text, start, stop)
        dot = text.find(". ", start, stop) if author else -1
        body = start
        if dot > 0:
            body = dot + 2
        book = _VANCOUVER_BOOK.search(text, start, stop)
        found = None if book else parse_tail(text, body, stop)
        if not book and not (found and placed(found) and (found.issued or found.volume)):
            return
        if body > start:
            self._authors(start, dot)
        if book:
            self.work.year = int(book[1])
            self._vancouver_book(body, book.start())
        elif found:
            self._place(found)
            cut = container_start(text, body, found.start)
            if cut > body:
                self._container(cut, without_stop(text, cut, found.start))
                if body > start:
                    self._title(body, without_bracket(text, body, cut))

    def _vancouver_book(self, start: int, stop: int) -> None:
        if start == self.start:
            return
        spans = sentences(self.text, start, stop)
        named = [span for span in spans if span[0] == start or ":" not in self.text[slice(*span)]]
        kept = [span for span in named if not EDITION.match(self.text, *span)]
        if len(kept) == 1 and len(named) < len(spans):
            self._title(*kept[0])

    def _gbt(self, marker: re.Match[str]) -> None:
        """`作者. 题名[J]. 刊名, 2022, 35(5): 177-182.`; in `[C]//Book` the book is the container."""
        text, stop = self.text, self.stop
        cut = gbt_title(text, self.start, marker.start())
        if cut > self.start:
            self._authors(self.start, cut)
            while cut < marker.start() and (text[cut].isspace() or text[cut] in ".。．"):
                cut += 1
            self._title(cut, marker.start())
        at = marker.end()
        while at < stop and (text[at].isspace() or text[at] in ".。．/"):
            at += 1
        found = parse_tail(text, at, stop)
        if found:
            self._place(found)
        if found and marker["kind"] in "JN":
            self._container(at, without_stop(text, at, found.start))
        elif marker["kind"] == "C" and "//" in text[marker.end() : at]:
            self._container(at, sentences(text, at, stop)[0][1] - 1)
