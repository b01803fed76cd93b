"""Where a work appeared as catalogues print it: the styles of Summon, Primo, EBSCO and German libraries."""

import re

from extractors.detectors.catalogue_words import either
from extractors.detectors.citations import complete_last_page, is_locator, parse_citation
from extractors.detectors.dates import parse_date
from extractors.found import Citation

_LONGEST = 1000  # no container's name and place within it is longer

# Summon's container reference is `Vol. 57; no. 8; pp. 1435 - 1441`, each part optional, in the words of the interface
# language (Summon.php, getContainerReference); read from its end, as titles may hold anything
_PAGES = re.compile(
    rf"(?:^|(?P<part>;)?\s)(?:{either('page')})\s"
    r"(?P<first>[A-Za-z]{0,3}\d{1,6}(?=[-–][A-Za-z]{0,3}\d)|[^\s;]{1,30})(?:\s?[-–]\s?(?P<last>[^\s;]{1,30}))?$"
)
_ISSUE = re.compile(rf"(?:^|(?P<part>;)?\s)(?:{either('issue')})\s(?P<issue>[^;,\n]{{1,40}})$")
_VOLUME = re.compile(rf"(?:^|\s)(?:{either('volume')})\s(?P<volume>[^;,\n]{{1,40}})$")

_STYLES = (
    # Primo's is `2020-08, Vol.27 (4), p.380-392` behind the title, the date as precise as the article has it
    re.compile(
        r"(?P<container_title>[^\n]{1,300}?),?\s(?P<issued>(?:1[5-9]|20)\d\d(?:-\d\d){0,2})"
        r"(?=, (?:Vol\.|p\.|\())(?:, (?:Vol\.(?P<volume>[^\s,();][^,();]{0,30}?))?(?: ?\((?P<issue>[^()]{1,40})\))?)?"
        r"(?:, p\.(?P<first_page>[^\s,;-]{1,30})(?:-(?P<last_page>[^\s,;]{1,30}))?)?[.,]?"
    ),
    # German libraries have `Jg. 57, H. 8 (2021), S. 1435-1441`
    re.compile(
        r"(?P<container_title>[^\n]{2,300}?),? (?:Bd\.|Jg\.|Band|Jahrgang) ?(?P<volume>\d{1,4})"
        r"(?:, (?:H\.|Heft|Nr\.) ?(?P<issue>[\w/-]{1,12}))? ?\((?P<issued>\d{4})\)"
        r"(?:, (?:Seite|S\.) ?(?P<first_page>[^\s,-]{1,20})(?:-(?P<last_page>[^\s,-]{1,20}))?)?\.?"
    ),
    # and their union catalogues `57(2021), 8, Seite 1435-1441`
    re.compile(
        r"(?P<container_title>[^\n]{2,300}?),? (?:Bd\. |Band )?(?P<volume>\d{1,4}) ?\((?P<issued>\d{4})\)"
        r"(?:, (?:Heft |Nr\. |H\. )?(?P<issue>[\w/-]{1,12}))?(?:, (?:Seite|S\.) (?P<first_page>[^\s,-]{1,20})"
        r"(?:-(?P<last_page>[^\s,-]{1,20}))?)?(?:, insges\. \d+ S)?\.?"
    ),
)
# EBSCO's is `A Journal. Mar2016, Vol. 12 Issue 1, p45-61. 17p.`
_EBSCO = re.compile(
    r"(?P<container_title>[^\n]{2,200}?)\. (?P<date>(?:[A-Z][a-z]{2}(?:/[A-Z][a-z]{2})?|\d{1,2}/\d{1,2}/)? ?\d{4}),"
    r"(?P<rest> Vol\. \w+[^\n]{0,100})"
)


def parse_container(text: str, start: int, end: int) -> Citation | None:
    """The container of `text[start:end]` with the place in it, as a citation; None where it is too long for one.

    What no style fits is a citation line, or the container's title alone.
    """
    if end - start > _LONGEST:
        return None
    found = Citation(start=start, end=end)
    match = next((match for style in _STYLES if (match := style.fullmatch(text, start, end))), None)
    if match:
        for name in match.groupdict():
            _put(found, name, match, name)
    elif not _summon(found, text):
        cited = parse_citation(text, start, end)
        if cited is not None:
            return cited
        found.container_title, found.spans["container_title"] = " ".join(text[start:end].split()), (start, end)
    return _settled(found)


def parse_source(text: str, start: int, end: int) -> Citation | None:
    """EBSCO's citation; any other line as a citation line. None where it is none."""
    match = _EBSCO.match(text, start, end)
    found = parse_citation(text, *match.span("rest")) if match else parse_citation(text, start, end)
    if match and found:
        _put(found, "container_title", match, "container_title")
        found.issued = parse_date(re.sub(r"(?<=[a-z])(?=\d)", " ", match["date"]), "mdy")
        found.spans["issued"] = match.span("date")
    return found


def _put(found: Citation, name: str, match: re.Match[str], group: str, offset: int = 0) -> None:
    if match[group]:
        setattr(found, name, match[group].strip())
        found.spans[name] = (offset + match.start(group), offset + match.end(group))


def _summon(found: Citation, text: str) -> bool:
    """Reads Summon's reference; False where it is none."""
    start, rest = found.start, text[found.start : found.end]
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
        return False
    title = rest.rstrip(" \t\n;,")
    if title.endswith(".") and "." not in title[:-1]:
        title = title[:-1]
    if any(map(str.isalnum, title)):
        found.container_title = " ".join(title.split())
        found.spans["container_title"] = (start, start + len(title))
    for match, names in ((behind, ("volume",)), (issue, ("issue",)), (pages, ("first", "last"))):
        for name in names:
            if match and match[name] and match[name].casefold() != "n/a":  # Summon: `pp. 174302 - n/a`
                _put(found, f"{name}_page" if name in ("first", "last") else name, match, name, start)
    return True


def _settled(found: Citation) -> Citation:
    """With the last page in full, electronic locators told, and no volume for what is ahead of print."""
    if found.first_page and found.last_page:
        found.last_page = complete_last_page(found.first_page, found.last_page)
    elif found.first_page and is_locator(found.first_page):
        found.article_number, found.spans["article_number"] = found.first_page, found.spans["first_page"]
    if found.volume and "ahead-of-print" in found.volume:
        found.publication_stage, found.spans["publication_stage"] = "ahead-of-print", found.spans.pop("volume")
        found.volume = found.issue = None
        found.spans.pop("issue", None)
    return found
