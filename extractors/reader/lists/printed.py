"""What one line of an entry prints: names alone or with a journal and a year, a place in print, a whole citation."""

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.detectors.author_likeness import author_line_score
from extractors.detectors.author_lists import parse_authors
from extractors.detectors.citations import parse_tail
from extractors.detectors.dates import parse_date
from extractors.detectors.identifiers import find_own_dois
from extractors.detectors.own_citation import read_own_citation
from extractors.detectors.titles import title_likeness, trim_title
from extractors.found import Found, Name
from extractors.values import read_citation, read_page_range, read_text

LEAST = 0.5  # likeness from which a line is one of names
_TOLD = 0.15  # of what words or a year announce as names
_FEW_WORDS = 2  # blanks in what is one name, before a year in brackets
_DASHED = 0.25  # before a dash or a year
_SOURCED = 0.02  # before a journal and a year
_PART = 0.6  # of a part of a line
_LONGEST = 1500
_FEW = 12  # letters beside names: then the line is no whole citation
_MOST_WORDS = 6  # of one name
_MOST_CUTS = 60  # places where names may end in one line
_FEWEST_LETTERS = 10  # of a title in a citation
_CUT = re.compile(r"\t+|\s[-–—|/·•]\s|\s[(\[]|[(（]|\|\s|[.．]\s|\d{4}\s[/-]\s")
_ENDS_NAMES = re.compile(
    r"\s?[(\[]\s?(?:c|ca\.? )?((?:1[5-9]|20)\d\d)[a-z]?(?:,[^()\[\]]{1,20})?\s?[)\]]\s?[.:,]?\s+"
    r"|\s?[—–]\s|[:：]\s+|\.\s+|,\s+[\"“«„‘]"
)
_BY = re.compile(r"(?:by|von|par|por|af|av|door|od|di|oleh):?\s+(?=\w)|[-–—•·*]\s+", re.I)
_BUTTON = re.compile(
    r"[\s,;|]*(?:[\[(（【](?:\s?(?:pdf|html|full[ -]text|abstract|link|doi|download|texte?o?"
    r"|acc[eè]s|open access|epub|xml|bib\w*|preprint|ps|url)\b"
    r"[^\[\]()（）【】]{0,30})[\])）】]|\b(?:pdf|resumen|abstract)(?:\s?/\s?\w+)?\s?\(pdf\)|\bpdf)[\s.]*$",
    re.I,
)
_TAB = re.compile(r"\t+(?:abstract|pdf|html|full text|view|download|text|doi|epub|xml|[\s/|,])+$", re.I)
_KIND = re.compile(r"[\[【](?:PDF|HTML|BOOK|CITATION|DOC|B|C|图书|引用)[\]】]\s*", re.I)
_ADDRESS = re.compile(r"[\s,;]*(?:doi\s?:?\s*|https?://|www\.)\S+[\s.]*$|[\s,;]*doi\s?:?\s*$", re.I)
# Names, where it appeared and when, who shows it: `A Author, B Author - Journal, 2009 - site.org`
_SOURCE = re.compile(
    r"\s[-–]\s(?:[^\n]{2,120},\s)?(?:19|20)\d\d(?:\s[-–]\s[^\n]{2,60})?$"
    r"|\s\((?:[^()\n]{2,100}(?:\([^()\n]{1,40}\))?[^()\n]{0,40},\s)(?:19|20)\d\d\)"
)
_SEVERAL = re.compile(r"[,.;&]| and | et | y | und ")
_BRACKETS = re.compile(r"[(\[（:：](?!\s?[Ee]ds?\b)")
_NOTE = re.compile(r"\s{0,2}[\[(（]([^\[\]()（）]{3,90})[\])）][\s.]*$")
_ORDINAL = re.compile(
    r"(?:[\[(]?[A-Za-z]{0,2}\d{1,5}[\])]|N[º°o.]{1,2}\s?\d{1,5}[.:]?|№\s?\d{1,5}[.:]?|\d{1,5}\s?[.)、|．:])(?:\s+|(?=[^\W\d]))"
    r"|[-–—•·*▪●◦]\s+"
)
_IN = re.compile(r"(?<=[.?!])\s+In:?\s+(?=\S)")
_SENTENCE = re.compile(
    r"(?<=[^\W\d_A-Z.]{2})[.?!]\s+(?=[^\W\d_a-z]|\d)|(?<=[^\W\d_A-Z.]{2})[?!]\.\s+(?=[^\W\d_a-z])|(?<=[)\]\d\"”»])[.?!]\s+(?=[^\W\d_a-z])"
)
_FULL_STOP = re.compile(r"(?<=[^\W_]{3})[.?!]{1,2}\s+(?=[^\W\d_a-z])")
_NAMES_IN_BRACKETS = re.compile(r"[(（]([^()（）]{4,400})[)）]")
_YEAR = re.compile(r"(?<![\d./-])(?:1[5-9]|20)\d\d(?![\d/-])")
_PAGES_LAST = re.compile(
    r"(?:[\s:,(.]+(?:pages?|pp?\.?|S\.|s\.|стр\.?|с\.)\s?|[:,]\s(?=\w{1,8}[-–—]\w|\d{1,4}$))[A-Za-z]?\d\w{0,7}(?:\s?[-–—]\s?[\w.]{1,8})?\s?\)?\s*$",
    re.I,
)

_LABELLED_PAGES = re.compile(
    r"\b(?:pages?|pp?|S|стр?)\.?\s?[A-Za-z]?\d\w{0,7}(?:\s?[-–—]\s?[\w.]{1,8})?\s?\)?\.?\s*$", re.I
)


@dataclass(slots=True)
class Printed:
    """What a line tells, by record field, each with its span."""

    found: dict[str, Found[Any]] = field(default_factory=dict)
    behind: bool = False  # the names stand in brackets behind the title

    @property
    def is_whole(self) -> bool:
        """Whether the line tells who and what: an entry by itself."""
        title = str(self.found["title"].value) if "title" in self.found else ""
        return "authors" in self.found and (title.count(" ") >= 2 or title_likeness(title) >= 0.1)

    @property
    def is_title(self) -> bool:
        """Whether the line tells a title and more than a year of the place behind it."""
        if "title" not in self.found or "authors" in self.found or len(self.found) < 2:
            return False
        title = str(self.found["title"].value)
        if sum(map(str.isalpha, title)) < _FEWEST_LETTERS:
            return False
        likely = title_likeness(title) >= 0.3 or title.count(" ") >= 4
        return ("container_title" in self.found and likely) or (
            "first_page" in self.found and "volume" not in self.found
        )


def ends_with_pages(text: str, start: int, end: int) -> bool:
    """Whether a line ends with pages that a word announces."""
    return _LABELLED_PAGES.search(text, max(start + _FEWEST_LETTERS, end - 40), end) is not None


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a number or bullet before it, bars around it and buttons behind it."""
    while start < end and text[start] in "| \t":
        start += 1
    while end > start and text[end - 1] in "| \t":
        end -= 1
    if opener := _ORDINAL.match(text, start, end):
        start = opener.end()
    if kind := _KIND.match(text, start, end):
        start = kind.end()
    if tab := _TAB.search(text, start, end):
        end = tab.start()
    for _ in range(4):
        if not (button := _BUTTON.search(text, max(start, end - 60), end)) or button.start() <= start:
            break
        end = button.start()
    return start, end


def names_in(text: str, start: int, end: int) -> Found[list[Name]] | None:
    """The names of a line: all of it, or the part before or behind what parts it from a journal, a year, pages."""
    if end - start > _LONGEST:
        return None
    if end > start and text[end - 1] == "." and text.count(".", start, end) == 1:
        end -= 1  # the stop of the line, not of an initial
    by = _BY.match(text, start, end)
    start = by.end() if by else start
    best = _names(text, start, end, _TOLD if by and text[by.start()].isalpha() else LEAST)
    if best is not None:
        return best
    if source := _SOURCE.search(text, start, end):
        return _names(text, start, source.start(), _SOURCED)
    for cut in list(_CUT.finditer(text, start, end))[:8]:
        for lo, hi in ((start, cut.start()), (cut.end(), end)):
            while hi > lo and text[hi - 1] in " ,;|)]":
                hi -= 1
            if (
                hi - lo >= 5
                and (best is None or hi - lo > best.end - best.start)
                and (found := _names(text, lo, hi, _PART))
            ):
                best = found
    return best


def _names(text: str, start: int, end: int, least: float) -> Found[list[Name]] | None:
    if author_line_score(text[start:end].strip(" .,;:|")) < least:
        return None
    names = parse_authors(text, "auto", start, end)
    if not names or any(map(str.isdigit, "".join(name.literal for name in names))):
        return None
    if max(name.literal.count(" ") for name in names) >= _MOST_WORDS:
        return None
    return Found(names, names[0].start, max(name.end for name in names))


def read_whole(text: str, start: int, end: int) -> Printed:
    """A whole citation in one line, whatever its style: names first, or the title first and the names in brackets."""
    printed = Printed()
    start, end = bare(text, start, end)
    if not 20 <= end - start <= _LONGEST:
        return printed
    alone = names_in(text, start, end)
    if alone is not None and sum(map(str.isalpha, text[start : alone.start] + text[alone.end : end])) < _FEW:
        return printed
    for doi in find_own_dois(text, start, end)[:1]:
        printed.found["doi"] = doi
    if read := read_own_citation(text, start, end):
        _take(printed, text, read)
        if printed.is_whole:
            return printed
    body = end
    while address := _ADDRESS.search(text, start, body):
        body = address.start()
    if names := _names_first(text, start, body):
        printed.found["authors"] = names[0]
        if names[2]:
            printed.found["issued"] = names[2]
        _read_title(printed, text, names[1], body)
    else:
        _read_names_behind(printed, text, start, body)
    return printed


def _take(printed: Printed, text: str, read: Any) -> None:
    for name, (begin, stop) in read.spans.items():
        printed.found[name] = Found(getattr(read, name), begin, stop)
    if read.authors:
        start, end = read.authors[0].start, max(name.end for name in read.authors)
        if text[end - 1] == "." and text.count(".", start, end) == 1:  # the citation's stop, not of an initial
            read.authors = parse_authors(text, "auto", start, end - 1) or read.authors
        printed.found["authors"] = Found(read.authors, start, max(name.end for name in read.authors))


def _names_first(text: str, start: int, end: int) -> tuple[Found[list[Name]], int, Found[str] | None] | None:
    """The names that open a line, where what follows begins, and the year between them."""
    best = None
    misses = 0
    for cut in list(_ENDS_NAMES.finditer(text, start, end))[:_MOST_CUTS]:
        if cut.start() - start < 4:
            continue
        piece = text[start : cut.start() + (text[cut.start()] == ".")]
        if text[cut.start()] in ":：" and not _SEVERAL.search(piece):
            continue
        short = cut.group(1) is not None and piece.count(" ") <= _FEW_WORDS and piece[:1].isupper()
        least = _SOURCED if short else _DASHED if "—" in cut.group() or "–" in cut.group() or cut.group(1) else _PART
        if not _BRACKETS.search(piece) and author_line_score(piece.strip(" ,;:")) >= least:
            year = Found(cut.group(1), *cut.span(1)) if cut.group(1) else None
            best = cut, year
            misses = 0
            if year:
                break
        elif best:
            misses += 1
            if misses > 3:
                break
        elif cut.group(1):
            break
    if best is None:
        return None
    cut, year = best
    names = parse_authors(text, "auto", start, cut.start() + (text[cut.start()] == "."))
    if not names:
        return None
    return Found(names, names[0].start, max(name.end for name in names)), cut.end(), year


def _read_title(printed: Printed, text: str, start: int, end: int) -> None:
    """The title behind the names, and the place behind it."""
    notes = 0
    while (note := _NOTE.search(text, max(start, end - 100), end)) and note.start() > start and notes < 2:
        notes += 1
        if _YEAR.fullmatch(note.group(1)) and "issued" not in printed.found:
            printed.found["issued"] = Found(note.group(1), *note.span(1))
        elif any(map(str.isdigit, note.group(1))):
            break
        end = note.start()
    if (pages := _PAGES_LAST.search(text, max(start, end - 40), end)) and pages.start() - start >= _FEWEST_LETTERS:
        before = parse_tail(text, start, end)
        if before is None or before.volume is None:
            for name, item in read_page_range(text, *_pages_span(text, pages.start(), end)).items():
                if item:
                    printed.found[name] = item
            end = pages.start()
    tail = parse_tail(text, start, end, dated="issued" in printed.found)
    stop = end
    if tail and tail.start > start + _FEWEST_LETTERS and (tail.spans.keys() - {"issued"} or tail.end >= end - 2):
        for name, span in tail.spans.items():
            if name in _PLACE and (value := getattr(tail, name)) is not None:
                printed.found.setdefault(name, Found(value, *span))
        stop = tail.start
    within = _IN.search(text, start, stop)
    last = within or next(iter(reversed(list(_SENTENCE.finditer(text, start, stop)))), None)
    named = bool(within) or (tail is not None and tail.volume is not None) or "doi" in printed.found
    if last and stop - last.end() > 2 and named and last.start() - start >= _FEWEST_LETTERS:
        container = read_text(text, last.end(), _trimmed(text, last.end(), stop))
        if container and len(container.value) < 150 and container.value[0].isupper():
            printed.found.setdefault("container_title", container)
            stop = last.start() + 1
    _put_title(printed, text, start, stop)


_PLACE = ("issued", "volume", "issue", "first_page", "last_page", "article_number", "page_count")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,;:.([-–—":
        end -= 1
    return end


def _put_title(printed: Printed, text: str, start: int, end: int) -> None:
    lo, hi = start, _trimmed(text, start, end)
    if hi < end and text[hi : hi + 1] in "?!…)":
        hi += 1
    if hi - lo >= _FEWEST_LETTERS and (title := trim_title(text, lo, hi)):
        printed.found["title"] = title


def _read_names_behind(printed: Printed, text: str, start: int, end: int) -> None:
    """`Title (Names) Date`: the last brackets that hold nothing but names."""
    for brackets in reversed(list(_NAMES_IN_BRACKETS.finditer(text, start, end))[:20]):
        if brackets.start() - start < _FEWEST_LETTERS or text.count(" ", *brackets.span(1)) < 1:
            continue
        inner = text[brackets.start(1) : brackets.end(1)]
        if author_line_score(inner.strip(" .*")) < LEAST or not (
            names := parse_authors(text, "auto", *brackets.span(1))
        ):
            continue
        printed.found["authors"] = Found(names, names[0].start, max(name.end for name in names))
        printed.behind = True
        _put_title(printed, text, start, brackets.start())
        rest_end = _trimmed(text, brackets.end(), end)
        rest = text[brackets.end() : rest_end].strip(" ,.;:")
        if rest:
            at = text.index(rest, brackets.end())
            if value := parse_date(rest, "dmy"):
                printed.found["issued"] = Found(value, at, at + len(rest))
            else:
                for name, found in read_citation(text, at, at + len(rest)).items():
                    if found and name in (*_PLACE, "container_title"):
                        printed.found.setdefault(name, found)
        return


def read_headed(text: str, start: int, end: int) -> Printed:
    """A title with the place behind it on one line."""
    printed = Printed()
    start, end = bare(text, start, end)
    while address := _ADDRESS.search(text, start, end):
        end = address.start()
    pages = _PAGES_LAST.search(text, max(start, end - 40), end)
    if pages and pages.start() - start >= _FEWEST_LETTERS and any(map(str.isdigit, pages.group())):
        for name, item in read_page_range(text, *_pages_span(text, pages.start(), end)).items():
            if item:
                printed.found[name] = item
        _put_title(printed, text, start, pages.start())
        return printed
    _read_title(printed, text, start, end)
    if "container_title" not in printed.found and "volume" in printed.found and "title" in printed.found:
        _cut_title(printed, text, start, min(item.start for name, item in printed.found.items() if name != "title"))
    return printed


def _cut_title(printed: Printed, text: str, start: int, end: int) -> None:
    """Parts a title from the journal behind it at the first full stop that no initial or abbreviation has."""
    stop = _FULL_STOP.search(text, start + 2 * _FEWEST_LETTERS, end)
    if stop and (container := read_text(text, stop.end(), _trimmed(text, stop.end(), end))):
        printed.found["container_title"] = container
        _put_title(printed, text, start, stop.start() + 1)


def _pages_span(text: str, start: int, end: int) -> tuple[int, int]:
    digit = next((n for n in range(start, end) if text[n].isdigit()), end)
    start = (
        digit - 1
        if digit > start and text[digit - 1].isalpha() and not text[digit - 2 : digit - 1].isalpha()
        else digit
    )
    while end > start and text[end - 1] in " .)":
        end -= 1
    return start, end


def year_in(text: str, start: int, end: int) -> Found[str] | None:
    """The only year of a short line."""
    years = list(_YEAR.finditer(text, start, end))
    return Found(years[0].group(), *years[0].span()) if len({year.group() for year in years}) == 1 else None
