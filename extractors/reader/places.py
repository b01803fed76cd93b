"""Where a work appeared: journal, volume, issue, pages and year, from lines that cite the work and from labels."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extractors.decision.agreement import abbreviates, letters
from extractors.decision.candidates import Proposal, Rank
from extractors.found import Found
from extractors.label_table import labels
from extractors.page.features import Features
from extractors.reader.outline import Outline
from extractors.reader.roles import digits_cite
from extractors.values import READERS, Reading, read_citation, read_page_range, read_text

_NEAR, _FAR = 0.8, 0.45  # a citation line above the abstract, and below it
_FARNESS = 0.35  # how much less sure one below the abstract is; a third of that where it tells all
_WHOLE = 0.93
_ABOVE, _BESIDE = 25, 15  # lines around a title that may be the path to it, or stand beside it
_AROUND = frozenset(("menu", "breadcrumb", "sidebar"))
_VOLUME_ALONE, _SHORT = 0.62, 40  # of a short line that tells the volume and nothing else
_FOOT, _OWN_PLACE = 0.7, 4  # lines that tell volume, issue and pages one below the other
_LONGEST_PREAMBLE, _TELLING_LETTERS = 80, 25  # characters before a place, and of a title that tell it
_NO_JOURNAL = re.compile(
    r"\d|[>›»|@?!]|https?:|\.$|issue|volume"
    r"|\b(?:this journal|the journal$|submi\w+|contact|search|download|access|citations?|articles?|archives?|about"
    r"|authors?|rights|permissions|current|menu|logo|home|journals)\b"
    r"|\b(?:of|the|and|for|in)$",
    re.I,
)
_PATH = re.compile(r"[>›»]|\||https?:")
_OTHER_ISSUE = re.compile(
    r"(?:current|this|latest|next|previous|all|back|recent) (?:issue|volume)|aktuelle (?:ausgabe|heft)"
    r"|número actual|numéro actuel|当期|最新",
    re.I,
)
_BY_COUNT = (0.1, 0.3, 0.55, 0.75, 0.87, 0.93)  # by how many parts of a place a line tells
_COUNTED = frozenset(("volume", "issue", "first_page", "last_page", "article_number", "container_title", "issued"))
_LABELLED, _GLUED, _BELOW = 0.9, 0.8, 0.75  # a labelled value beside its label, without a mark, on the line below
_WHOLE_PLACE, _LONGEST_NAME = 0.85, 80  # certainty of a line that tells a whole place; characters of a name above it
_CONTENT = re.compile(
    r"\b(?!(?:of|the|and|for|in|on|de|la|las|los|el|et|und|für|des?|der|die|dell?[aeo]?|d[aou]s?|du|les?|e|y|van|og|i)\b)"
    r"\w+",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_UNPARTED = re.compile(
    r"(?P<journal>[^\W\d_][^\d\n|>:]{2,78}[^\W\d_])(?P<year>(?:19|20)\d\d)\s?(?P<volume>\d{1,3})\s?:\s?(?P<page>[A-Z]?\d{1,6})"
)
_UNPARTED_FIELDS = (("container_title", "journal"), ("issued", "year"), ("volume", "volume"), ("first_page", "page"))
# a journal's name before the work's DOI or a day of publication
_BEFORE = re.compile(
    r"(?P<name>[^\W\d_][^,|\d\n:]{2,79}?)(?:(?P<doi>[,.]?\s(?:\|\s)?doi\s?:?\s?(?:https?://\S{4,12}/)?10\.\d)|,\s\d{1,2}\s[^\W\d_]{3,10}\s(?:19|20)\d\d\b)",
    re.I,
)
_ALONE = 0.55  # a journal's name that heads the page
_HEADING = 0.6  # a journal's name above its volume
_GOES_ON = (". ", "．")  # a place that goes on behind the journal's name on the line above
_LONGEST = 300
_CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d-])")
_WORDS = re.compile(
    r"\bvol(?:ume|umen|\.|\b)|\bissue\b|\bcilt\b|\bтом\b|\bт\.|\bjahrgang|\bjg\b|\bband\b|\bnúm|\bn[.º°]|[卷巻권]"
    r"|\btome\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
_TELEPHONE = re.compile(r"\b(?:tele?(?:phone|fono?|fon)?|phone|fax|тел)\b\s?[.:]|☎|电话|電話|전화", re.I)
_TELLING = ("volume", "issue", "first_page", "article_number")
_FIELDS = (*_TELLING, "last_page", "container_title", "issued", "page_count", "publication_stage")
_NUMBER = re.compile(
    r"[A-Za-z]{0,4}[\s.]?\d{1,6}[A-Za-z]?(?:\s?[-–/()]\s?\d{1,5}\)?)?|[IVXLC]{1,8}|S\d{0,3}|Suppl\S{0,8}(?: \S{1,5})?"
)
_IMPRINT = re.compile(
    r"(?P<publisher_place>[^\W\d_][^:;\d]{1,50}) ?: (?P<publisher>[^\W\d_][^:;,\d]{1,80})"
    r"(?:, (?P<issued>[^:;]{0,20}(?:1[5-9]|20)\d\d\W?))?"
)
_PROCEEDINGS = re.compile(r"\b(?:Proceedings|Proc\.|Actes|Actas|Atti|Tagungsband|Journal|Revista|Revue|Zeitschrift)\b")
_PAGE_RANGE = re.compile(r"[^\W_]{1,9}(?:\s?[-–‐—/]\s?[^\W_]{1,9})?")
_CITING = ("citation", "own_citation")
_PLACE_KEYS = (None, "", *_CITING, "container_title", "volume", "issued")
_LABELS = ("volume", "issue", "article_number", "container_title", "publisher", "page_count", "first_page", "last_page")


def propose_places(outline: Outline, title: Found[str] | None, proposal: Proposal) -> None:
    """Proposes what lines near the title, and labels, say of where the work appeared (of which `title` is known)."""
    for seen, score in _lines(outline, title):
        _propose_line(outline, seen, score, title, proposal)
    _propose_masthead(outline, title, proposal)
    _propose_foot(outline, proposal)
    _propose_labelled(outline, proposal)
    _propose_named(outline, title, proposal)


def _propose_masthead(outline: Outline, title: Found[str] | None, proposal: Proposal) -> None:
    """The journal that heads the page alone (two names there are links to journals), or that stands before a DOI or a
    day: `Gut doi:10.…`, `Front. Zool., 2 May 2013`."""
    above = [seen for seen in outline.head if title is not None and seen.line.end <= title.start and seen.label is None]
    named = [seen for seen in above if seen.periodical and _is_name(seen.text)]
    if len({letters(seen.text) for seen in named}) == 1 and " " in named[0].text:
        seen = named[0]
        if found := read_text(outline.text, seen.line.start, seen.line.end):
            proposal.read("container_title", found, "generic.container_title", Rank.READER, _ALONE, seen.number)
    for seen in outline.head:
        match = _BEFORE.match(seen.text) if seen.label is None and len(seen.text) <= _LONGEST else None
        if match and _is_name(match["name"].rstrip(".")) and (seen.dates or match["doi"]):
            start = seen.line.start + match.start("name")
            if found := read_text(outline.text, start, start + len(match["name"])):
                proposal.read("container_title", found, "generic.container_title", Rank.READER, _HEADING, seen.number)
            for date in seen.dates[:1] if not match["doi"] else ():
                day = Found(date.value, seen.line.start + date.start, seen.line.start + date.end)
                proposal.read("issued", day, "generic.issued", Rank.READER, _NEAR, seen.number)


def _propose_unparted(outline: Outline, seen: Features, proposal: Proposal) -> bool:
    """Whether a line is a place whose parts only their elements part: `Malaria Journal201716:299`."""
    match = _UNPARTED.fullmatch(seen.text)
    if match is None or seen.label is not None:
        return False
    for name, group in _UNPARTED_FIELDS:
        start, end = (seen.line.start + offset for offset in match.span(group))
        proposal.read(name, Found(match[group], start, end), "generic.citation", Rank.READER, _WHOLE, seen.number)
    return True


def _is_name(text: str) -> bool:
    return len(text) > 2 and text[0].isalpha() and not _NO_JOURNAL.search(text) and _is_in_capitals(text)


def _lines(outline: Outline, title: Found[str] | None) -> Iterator[tuple[Features, float]]:
    """The lines that may say it, the nearest to the title first: also those of the path that leads to the page."""
    for seen in outline.head:
        yield seen, _NEAR
    top = next((seen.number for seen in outline.lines if title and seen.line.start >= title.start > 0), 0)
    for seen in outline.lines[max(top - _ABOVE, 0) : min(top + _BESIDE, outline.head_end)] if top else ():
        if seen.hints.beside in _AROUND:
            yield seen, _NEAR
    for seen in outline.own():
        if seen.number >= outline.head_end:
            yield seen, _FAR


def _propose_line(outline: Outline, seen: Features, score: float, title: Found[str] | None, proposal: Proposal) -> None:
    line = seen.line
    key = seen.label.key if seen.label else None
    if len(seen.text) > _LONGEST or not _DIGIT.search(seen.text) or key not in _PLACE_KEYS:
        return
    if score == _NEAR and _propose_unparted(outline, seen, proposal):
        return
    told = key == ""  # a description has read the line; it need not know the journal above
    start = line.start + (seen.label.value_start if seen.label and key in _CITING else 0)
    read = {name: found for name, found in read_citation(outline.text, start, line.end).items() if found}
    if (
        (not any(name in read for name in _TELLING) and key not in _CITING)
        or _tells_time(seen)
        or _TELEPHONE.search(seen.text)
        or _OTHER_ISSUE.search(seen.text)
    ):
        return
    if _is_of_another(outline, seen, read, title.value if title else ""):
        outline.others.add(seen.number)
        return
    if told and "container_title" in read:
        return
    if "volume" in read or "issue" in read or key in _CITING or ("container_title" in read and "issued" in read):
        certain = _certain(seen, read.keys(), key in _CITING)
        if score != _NEAR:
            certain -= _FARNESS if certain < _WHOLE else _FARNESS / 3
        for name, found in read.items():
            if name in _FIELDS and not told and not (name == "container_title" and _PATH.search(found.value)):
                proposal.read(name, found, "generic.citation", Rank.READER, min(max(certain, 0.1), 0.97), seen.number)
        container = read.get("container_title")
        if container and _PATH.search(container.value):
            container = None
        if container is None:
            masthead = title is not None and certain >= _WHOLE_PLACE and seen.line.end <= title.start
            _propose_heading(outline, seen, masthead, proposal)
        else:
            _propose_full_name(outline, seen, container.value, certain, proposal)


def _is_of_another(outline: Outline, seen: Features, read: dict[str, Found[Any]], title: str) -> bool:
    """Whether a line cites another work: what it says before the place is long enough for names and a title."""
    first = min((found.start for found in read.values()), default=seen.line.start)
    before = outline.text[seen.line.start : first]
    longest = _LONGEST_PREAMBLE if before.isascii() else _LONGEST_PREAMBLE // 4
    return len(before) > longest and letters(title)[:_TELLING_LETTERS] not in letters(seen.text)


def _propose_foot(outline: Outline, proposal: Proposal) -> None:
    """Labelled pages below the work's own part, under a volume and issue that the page's tags tell, too."""
    if outline.page.head is None or "volume" not in outline.page.head.fields:
        return
    for item in outline.labelled.get("pages", ()):
        if not item.lines or item.at.number < outline.own_end or not _PAGE_RANGE.fullmatch(item.lines[0].text):
            continue
        for seen in outline.lines[max(item.at.number - _OWN_PLACE, 0) : item.at.number]:
            place = read_citation(outline.text, seen.line.start, seen.line.end) if digits_cite(seen.text) else {}
            if not ("volume" in place and "issue" in place):
                continue
            pages = read_page_range(outline.text, item.lines[0].start, item.lines[0].end)
            for name, found in {**pages, **place}.items():
                if found:
                    proposal.read(name, found, "generic.citation", Rank.READER, _FOOT, seen.number)


def _tells_time(seen: Features) -> bool:
    """Whether a line is a day with a time of day, which looks like volume and page."""
    return _CLOCK.search(seen.text) is not None and any(len(date.value) == 10 for date in seen.dates)


def _certain(seen: Features, told: Iterable[str], labelled: bool) -> float:
    """How sure a line is to say where a work appeared, by how much it tells; two numbers may be anything."""
    count = len(_COUNTED & set(told))
    worded = 0.1 if _WORDS.search(seen.text) else 0.0
    if count == 1 and worded and "volume" in told and len(seen.text) <= _SHORT:
        return _VOLUME_ALONE
    return min(_BY_COUNT[min(count, 5)] + worded + (0.15 if labelled else 0.0), 0.97)


def _propose_heading(outline: Outline, place: Features, masthead: bool, proposal: Proposal) -> None:
    """The line above a volume that names the journal: by its words, as it stands right there and again elsewhere, as
    words in capitals right above a whole place that heads the title (`masthead`), or as the place goes on with a full
    stop (`Small Waters Q`, `. 2016 Mar;14(2):101-19.`)."""
    lines = outline.head
    index = next((n for n, seen in enumerate(lines) if seen.number == place.number), 0)
    goes_on = place.text.startswith(_GOES_ON)
    for seen in reversed(lines[max(index - 2, 0) : index]):
        if seen.label is not None or not 2 < len(seen.text) < 120 or _NO_JOURNAL.search(seen.text):
            continue
        linked = seen.hints.links > 0.8 and not seen.hints.item  # to the journal's page
        named = linked or goes_on or outline.text.count(seen.text) > 1
        named = named or (masthead and not seen.hints.item and _is_in_capitals(seen.text))
        beside = (goes_on or seen.number == place.number - 1) and named and seen.text[0].isupper()
        if (seen.periodical or beside) and (found := read_text(outline.text, seen.line.start, seen.line.end)):
            proposal.read("container_title", found, "generic.container_title", Rank.READER, _HEADING, place.number)
            return


def _is_in_capitals(text: str) -> bool:
    """Whether every long word opens with a capital, as in the names of journals."""
    return all(word[0].isupper() for word in _WORD.findall(text)) and len(text) <= _LONGEST_NAME


def _propose_full_name(outline: Outline, place: Features, short: str, score: float, proposal: Proposal) -> None:
    """The line of its own that spells out the journal's name which the citation abbreviates."""
    for seen in outline.head:
        longer = len(short) < len(seen.text) < 150 and seen.label is None and " " in seen.text
        alike = longer and seen.text[0].casefold() == short[0].casefold() and not _NO_JOURNAL.search(seen.text)
        if not alike or not abbreviates(short, seen.text) or _adds_words(short, seen.text):
            continue
        short_form = short.isupper() or "." in short or " " in short
        if seen.periodical or short_form or seen.text.casefold().startswith(short.casefold()):
            found = read_text(outline.text, seen.line.start, seen.line.end)
            if found:
                sure = min(max(score, 0.1) + 0.02, 0.98)
                proposal.read("container_title", found, "generic.container_title", Rank.READER, sure, place.number)
            return


def _adds_words(short: str, full: str) -> bool:
    """Whether a line says more than the name that a citation abbreviates: `J. Org. Chem. All Publications`."""
    said, told = (len(_CONTENT.findall(text)) for text in (short, full))
    return told > said + sum(len(word) - 1 for word in _CONTENT.findall(short) if word.isupper())


def _propose_labelled(outline: Outline, proposal: Proposal) -> None:
    for item in outline.values(*_LABELS):
        line = item.lines[0]
        if item.key == "publisher" and (imprint := _IMPRINT.fullmatch(line.text)):
            _propose_imprint(outline.text, line.start, imprint, proposal)
            continue
        found = _read_labelled(outline.text, item.key, line.start, line.end)
        if found is not None:
            score = _BELOW if not item.beside else _GLUED if item.match.glued else _LABELLED
            proposal.read(item.key, found, f"generic.label.{item.key}", Rank.READER, score)
    for item in outline.values("citation"):
        line = item.lines[0]
        if _PROCEEDINGS.search(line.text) and not read_citation(outline.text, line.start, line.end):
            found = _read_labelled(outline.text, "container_title", line.start, line.end)
            if found:
                score = _LABELLED if item.beside else _BELOW
                proposal.read("container_title", found, "generic.label.container_title", Rank.READER, score)
    for item in outline.values("pages"):
        line = item.lines[0]
        if _PAGE_RANGE.fullmatch(line.text):
            for name, page in read_page_range(outline.text, line.start, line.end).items():
                if page:
                    proposal.read(name, page, "generic.label.pages", Rank.READER, _LABELLED)


def _propose_imprint(text: str, at: int, imprint: re.Match[str], proposal: Proposal) -> None:
    """The parts of an imprint as catalogues print it: `Boston (Mass.) : Granite Press, May 2014`."""
    for name in ("publisher_place", "publisher", "issued"):
        start, end = (at + offset for offset in imprint.span(name))
        found = READERS[name](text, start, end) if end > start else None
        if isinstance(found, Found):
            proposal.read(name, found, f"generic.label.{name}", Rank.READER, _LABELLED)


def _propose_named(outline: Outline, title: Found[str] | None, proposal: Proposal) -> None:
    """The one line near the title whose element is named the journal."""
    named = {
        seen.text: seen
        for seen in outline.head
        if "journal" in seen.hints.named[:1] and seen.label is None and 2 < len(seen.text) < 120
    }
    if len(named) != 1 or title is None:
        return
    seen = next(iter(named.values()))
    if _NO_JOURNAL.search(seen.text) or not seen.text[0].isupper() or seen.line.start == title.start:
        return
    found = read_text(outline.text, seen.line.start, seen.line.end)
    if found:
        proposal.read("container_title", found, "generic.container_title", Rank.READER, _HEADING, seen.number)


def _read_labelled(text: str, key: str, start: int, end: int) -> Reading:
    printed = text[start:end]
    if key in ("volume", "issue", "first_page", "last_page", "article_number"):
        return Found(printed, start, end) if _NUMBER.fullmatch(printed) else None
    if len(printed) > 150 or not any(map(str.isalnum, printed)) or labels().key(printed):
        return None  # the label of the next field is no value
    found = READERS[key](text, start, end)
    return found if isinstance(found, Found) else None
