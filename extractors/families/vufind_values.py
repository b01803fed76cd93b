"""Values as VuFind prints them: containers, publication details, names with roles."""

import re

from extractors.detectors.author_lists import Style, parse_authors
from extractors.detectors.blanked_authors import count_blanked
from extractors.detectors.citations import complete_last_page, is_locator
from extractors.detectors.dates import month_number, parse_date
from extractors.detectors.name_words import SUFFIXES
from extractors.families.vufind_labels import MESSAGES, NO_AUTHOR, PLACES
from extractors.found import CitedWork, Found, Name
from extractors.page import Entry, Line
from extractors.values import Reading, fold, read_citation, read_text

_LONGEST = 1000  # no container's name and place within it is longer


def _abbreviations(*messages: str) -> str:
    forms = {form for message in messages for form in MESSAGES[message]}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


# Summon's container reference is `Vol. 57; no. 8; pp. 1435 - 1441`, each part optional, in the words of the interface
# language (Summon.php, getContainerReference); read from its end, as titles may hold anything
_PAGES = re.compile(
    rf"(?:^|(?P<part>;)?\s)(?:{_abbreviations('citation_multipage_abbrev', 'citation_singlepage_abbrev')})\s"
    r"(?P<first>[A-Za-z]{0,3}\d{1,6}(?=[-–][A-Za-z]{0,3}\d)|[^\s;]{1,30})(?:\s?[-–]\s?(?P<last>[^\s;]{1,30}))?$"
)
_ISSUE = re.compile(rf"(?:^|(?P<part>;)?\s)(?:{_abbreviations('citation_issue_abbrev')})\s(?P<issue>[^;,\n]{{1,40}})$")
_VOLUME = re.compile(rf"(?:^|\s)(?:{_abbreviations('citation_volume_abbrev')})\s(?P<volume>[^;,\n]{{1,40}})$")

# Primo's is `2020-08, Vol.27 (4), p.380-392` behind the title, the date as precise as the article has it
_PRIMO = re.compile(
    r"(?P<container_title>[^\n]{1,300}?),?\s(?P<issued>(?:1[5-9]|20)\d\d(?:-\d\d){0,2})"
    r"(?=, (?:Vol\.|p\.|\())(?:, (?:Vol\.(?P<volume>[^\s,();][^,();]{0,30}?))?(?: ?\((?P<issue>[^()]{1,40})\))?)?"
    r"(?:, p\.(?P<first_page>[^\s,;-]{1,30})(?:-(?P<last_page>[^\s,;]{1,30}))?)?[.,]?"
)
# and the union catalogues of German libraries have `57(2021), 8, Seite 1435-1441`
_GERMAN = re.compile(
    r"(?P<container_title>[^\n]{2,300}?),? (?:Bd\. |Band )?(?P<volume>\d{1,4}) ?\((?P<issued>\d{4})\)"
    r"(?:, (?:Heft |Nr\. |H\. )?(?P<issue>[\w/-]{1,12}))?(?:, (?:Seite|S\.) (?P<first_page>[^\s,-]{1,20})"
    r"(?:-(?P<last_page>[^\s,-]{1,20}))?)?(?:, insges\. \d+ S)?\.?"
)

# or `Jg. 57, H. 8 (2021), S. 1435-1441`
_GERMAN_WORDED = re.compile(
    r"(?P<container_title>[^\n]{2,300}?),? (?:Bd\.|Jg\.|Band|Jahrgang) ?(?P<volume>\d{1,4})"
    r"(?:, (?:H\.|Heft|Nr\.) ?(?P<issue>[\w/-]{1,12}))? ?\((?P<issued>\d{4})\)"
    r"(?:, (?:Seite|S\.) ?(?P<first_page>[^\s,-]{1,20})(?:-(?P<last_page>[^\s,-]{1,20}))?)?\.?"
)


def read_container(text: str, start: int, end: int) -> dict[str, Reading]:
    """Container, volume, issue and pages behind "Published in", over Summon, Primo or another index."""
    if end - start > _LONGEST:
        return {}
    for pattern in (_PRIMO, _GERMAN_WORDED, _GERMAN):
        match = pattern.fullmatch(text, start, end)
        if match:
            return _settled({n: Found(v, *match.span(n)) for n, v in match.groupdict().items() if v})
    read = _summon(text, start, end) or read_citation(text, start, end)
    return read or {"container_title": read_text(text, start, end)}


_EDS = re.compile(
    r"(?P<title>[^\n]{2,200}?)\. (?P<date>(?:[A-Z][a-z]{2}(?:/[A-Z][a-z]{2})?|\d{1,2}/\d{1,2}/)? ?\d{4}),"
    r"(?P<rest> Vol\. \w+[^\n]{0,100})"
)


def read_source(text: str, start: int, end: int) -> dict[str, Reading]:
    """EBSCO's citation: `A Journal. Mar2016, Vol. 12 Issue 1, p45-61. 17p.`"""
    match = _EDS.match(text, start, end)
    if not match:
        return read_citation(text, start, end)
    read = read_citation(text, *match.span("rest"))
    read["container_title"] = read_text(text, *match.span("title"))
    issued = parse_date(re.sub(r"(?<=[a-z])(?=\d)", " ", match["date"]), "mdy")
    read["issued"] = Found(issued, *match.span("date")) if issued else None
    return read


def _summon(text: str, start: int, end: int) -> dict[str, Reading]:
    read: dict[str, Reading] = {}
    rest = text[start:end]
    pages = _PAGES.search(rest)
    if pages:
        rest = rest[: pages.start()]
    issue = _ISSUE.search(rest)
    behind = _VOLUME.search(rest[: issue.start()] if issue and issue["part"] else rest)
    if issue and not issue["part"] and behind:
        issue = None  # a title that holds such an abbreviation
    if issue:
        rest = rest[: issue.start()]
    if behind:
        rest = rest[: behind.start()]
    if not (behind or issue) and (not pages or pages["part"] or rest.endswith(",")):
        return {}
    title = rest.rstrip(" \t\n;,")
    if title.endswith(".") and "." not in title[:-1]:
        title = title[:-1]
    read["container_title"] = read_text(text, start, start + len(title))
    for match, names in ((behind, ("volume",)), (issue, ("issue",)), (pages, ("first", "last"))):
        for name in names:
            if match and match[name] and match[name].casefold() != "n/a":  # Summon: `pp. 174302 - n/a`
                field = f"{name}_page" if name in ("first", "last") else name
                read[field] = Found(match[name].strip(), start + match.start(name), start + match.end(name))
    return _settled(read)


def _settled(read: dict[str, Reading]) -> dict[str, Reading]:
    """With the last page in full, electronic locators told, and no volume for what is ahead of print."""
    first, last, volume = read.get("first_page"), read.get("last_page"), read.get("volume")
    if first and last:
        read["last_page"] = Found(complete_last_page(first.value, last.value), last.start, last.end)
    elif first and is_locator(first.value):
        read["article_number"] = first
    if volume and "ahead-of-print" in volume.value:
        read["publication_stage"] = Found("ahead-of-print", volume.start, volume.end)
        read.pop("issue", None)
        del read["volume"]
    return read


_ISBD = re.compile(r"(?P<place>[^:\n]{2,80}?) ?: (?P<publisher>[^\n]{2,150}?)(?: : [^\n]{2,150}|[,;.])?")
_FULL_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([-./])\d{1,2}\1\d{4}|\d{4}-\d\d-\d\d)(?!\d)")
_CLOSING_DATE = re.compile(
    r"(?:^|[\s,])\[?(?:[c©℗p]|cop\.|ca\.|DL|impr\.)?\s?(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[-/]\d{4})?\]?[.,]?$"
)
_MORE_DATES = re.compile(r"(?:,? \[?[c©℗]?\d{4}\]?,?)+$")
_UNKNOWN = re.compile(
    r"\[?(?:s\.? ?[ln]\.?|place of publication not identified|publisher not identified|o\.o\.)\]?,?", re.I
)
# after a place's name these make it the publisher's: `Oxford University Press`
_GOES_ON = re.compile(
    r"(?:Univ|Math|Med|School|Scholar|Business|Inst|College|Press|Soc|State|Journal|Publish|Verlag|Law|Psych|Sci|Health"
    r"|Associa|Acade|Linguis|Museum|City|Found|Cent|South|North|of|and|&)"
)


def read_publication(text: str, lines: list[Line]) -> dict[str, Reading]:
    """Place, publisher and date: on lines of their own (Summon), in one line, or as ISBD `Place : Publisher, date`."""
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    read: dict[str, Reading] = {}
    for line in lines:
        date, runs = _split_at_date(line)
        if date and "issued" not in read:
            read["issued"] = date
            before += runs[:1] if runs[0][0] < date.start else []
            after += [run for run in runs if run[0] > date.start]
        else:
            (after if "issued" in read else before).extend(runs)
    before = [run for run in before if run[0] < run[1]]
    after = [run for run in after if run[0] < run[1]]
    one_line = len(lines) == 1 and "issued" in read
    return {**_place_and_publisher(text, before, after, one_line), **read}


def _split_at_date(line: Line) -> tuple[Found[str] | None, list[tuple[int, int]]]:
    """The date of a line, and what stands before and behind it."""
    named = [month_number(word) for word in re.findall(r"[^\W\d_]+", line.text[:30])]
    value = parse_date(line.text, "dmy") if all(named) else None
    if value:
        return Found(value, line.start, line.end), [(line.end, line.end)]
    match = _FULL_DATE.search(line.text) or _CLOSING_DATE.search(line.text)
    value = parse_date(match[0], "dmy") if match and match.re is _FULL_DATE else None
    if match and match.re is _CLOSING_DATE:
        value = parse_date(match["date"])
    if match is None or value is None:
        return None, [(line.start, line.end)]
    start, end = match.span("date") if match.re is _CLOSING_DATE else match.span()
    head = _MORE_DATES.sub("", line.text[: match.start()]).rstrip(" ,;[(")
    tail = line.text[match.end() :].strip(" ,;")
    runs = [(line.start, line.start + len(head)), (line.end - len(tail), line.end)]
    return Found(value, line.start + start, line.start + end), runs


def _place_and_publisher(
    text: str, before: list[tuple[int, int]], after: list[tuple[int, int]], one_line: bool
) -> dict[str, Reading]:
    first = before[0] if before else after[0] if after else None
    if first is None:
        return {}
    isbd = _ISBD.fullmatch(text, *first) if first[1] - first[0] < 300 else None
    if isbd:
        return _named(text, isbd.span("place"), isbd.span("publisher"))
    if len(before) > 1:
        return _named(text, before[0], before[1])
    printed = text[first[0] : first[1]]
    if fold(printed).rstrip(" ,:") in PLACES:
        return _named(text, first, after[0] if after and before else None)
    for place in PLACES if one_line else ():
        at = first[0] + len(place) + 1
        if printed.startswith(f"{place} ") and text[at : at + 1].isupper() and not _GOES_ON.match(text, at):
            return _named(text, (first[0], at - 1), (at, first[1]))
    return _named(text, None, first)


def _named(text: str, place: tuple[int, int] | None, publisher: tuple[int, int] | None) -> dict[str, Reading]:
    read: dict[str, Reading] = {}
    for field, span in (("publisher_place", place), ("publisher", publisher)):
        value = read_text(text, *span) if span else None
        if value and not _UNKNOWN.fullmatch(value.value):
            bare = value.value.strip("[]") if value.value.startswith("[") else value.value
            read[field] = Found(bare.rstrip(" ,:"), value.start, value.end)
    return read


# what ends a person in a list: a role, or the dates of a life as authority files add them (`Doe, Jane, 1819-1891`)
_AFTER_NAME = re.compile(
    r" ?\((?P<role>[^()\n]{2,60})\)"
    r"|, ?(?:(?:ca|b|d|geb|active|approximately)\.? )?\d{4}(?:[-–](?:\d{4})?)?\.?(?=$|[,;( ])"
)


def read_people(text: str, entry: Entry, alone: bool) -> list[Name]:
    """The names behind a label: `Family, Given` in pairs, or in natural order; `alone` where the label says one author.

    VuFind puts a comma between authors as well as between the parts of a name. Names whose role is no author's
    (`(Editor)`) are left out.
    """
    if count_blanked(text[entry.start : entry.end]) is not None:
        return []
    alone = alone or len(entry.lines) > 1  # one a line
    return [name for line in entry.lines for name in _people(text, line.start, line.end, alone)]


def _people(text: str, start: int, end: int, alone: bool) -> list[Name]:
    names: list[Name] = []
    at = start
    ends = list(_AFTER_NAME.finditer(text, start, end))
    for closing in (*ends, None):
        stop = closing.start() if closing else end
        if any(map(str.isalpha, text[at:stop])):
            names += parse_authors(text, _style(_parts(text[at:stop]), alone or bool(ends)), at, stop)
        if closing and closing["role"] and NO_AUTHOR.match(closing["role"]) and names:
            names.pop()
        at = closing.end() if closing else end
    return names


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    return [part for part in parts if part and part not in SUFFIXES]


def _style(parts: list[str], alone: bool) -> Style:
    """How names stand in a comma list. VuFind's labels tell one author from several: two parts are one name or two."""
    if any(";" in part for part in parts) or len(parts) < 2:
        return "auto"
    words = [len(part.split()) for part in parts]
    if len(parts) == 2:
        return "given-first" if min(words) > 1 and not alone else "comma-pairs"
    if min(words) > 1 and (len(parts) % 2 or len(parts) < 7):
        return "given-first"
    return "comma-pairs"


def read_creators(text: str, entry: Entry) -> list[Name]:
    """The names of the index's own record: one a line, or run together as `Meng, Na Liu, Ruian Wong, Mengmeng`."""
    names: list[Name] = []
    for line in entry.lines:
        parts = _parts(line.text)
        chained = len(parts) > 2 and ";" not in line.text and all(len(part.split()) > 1 for part in parts[1:-1])
        style: Style = "chained" if chained else "auto" if ";" in line.text else "comma-pairs"
        names += parse_authors(text, style, line.start, line.end)
    return names


def read_bodies(text: str, entry: Entry) -> list[Name]:
    """Corporate authors, one a line."""
    found = []
    for line in entry.lines:
        closing = _AFTER_NAME.search(line.text)
        if closing and closing["role"] and NO_AUTHOR.match(closing["role"]):
            continue
        end = line.start + (closing.start() if closing and closing.end() == len(line.text) else len(line.text))
        literal = fold(text[line.start : end]).rstrip(".,; ")
        if any(map(str.isalpha, literal)):
            found.append(Name(literal, start=line.start, end=end))
    return found


_PAGE_COUNT = re.compile(
    r"(?<!\d)(\d{1,4}) ?(?:pages?\b|pp?\b|Seiten\b|S\.|s\.|str\.|стр|páginas?\b|bl[zd]\b|sivua\b|sidor\b|頁|页)"
)


def read_page_count(text: str, start: int, end: int) -> Reading:
    """The pages of a book: `xii, 300 p. : ill. ; 24 cm`."""
    match = _PAGE_COUNT.search(text, start, end)
    return Found(int(match[1]), match.start(1), match.end(1)) if match and int(match[1]) else None


def read_similar(lines: list[Line], by: re.Pattern[str], published: re.Pattern[str]) -> list[Found[list[CitedWork]]]:
    """The list of similar items: a title, then `by: Family, Given` and `Published: (2001)` on lines of their own."""
    found: list[Found[list[CitedWork]]] = []
    title: Line | None = None
    work: CitedWork | None = None
    for line in lines:
        author, date = by.match(line.text), published.match(line.text)
        if not (author or date):
            title, work = line, None
            continue
        if title is None:
            continue
        if work is None:
            work = CitedWork(raw="", title=fold(title.text.lstrip("-•* ")).rstrip(" /"), start=title.start)
            found.append(Found([work], title.start, line.end))
        if author:
            work.authors = parse_authors(line.text, "comma-pairs", author.end())
        elif date:
            work.year = int(date["year"])
        work.end = line.end
        work.raw = fold(f"{work.raw or title.text} {line.text}")
        found[-1] = Found([work], title.start, line.end)
    return found
