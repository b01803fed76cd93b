"""Works in a list whose title, names and place stand on lines of their own.

Portals in the manner of Web of Science print `[21] title`, names one a line as `Family, Given [1 ,2 ]`, and
`JOURNAL, 2021, 30 (01) : 261 - 273`; catalogues a title, `by: Family, Given` and `Published: (2001)`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.citations import is_locator, parse_citation, parse_pages
from extractors.detectors.name_marks import marks_alone, strip_marks
from extractors.detectors.name_words import PARTICLES, SUFFIXES
from extractors.detectors.names import parse_name
from extractors.found import Citation, CitedWork, Found, Name

Span = tuple[int, int]

_ORDINAL = re.compile(r"(?:[•●·*–-]\s*)?\[\s*(\d{1,5})\s*\]\s*")
# `JOURNAL, 2021, 30 (01) : 261 - 273`, `JOURNAL, 2021, 1 (04): : 400 - 411`, `PROCEEDINGS, 2015, : 12 - 17`
_CITED = re.compile(
    r"(?P<container_title>\S.{0,298}?)\s?,\s?(?P<issued>(?:1[5-9]|20)\d\d)"
    r"(?:,\s{0,3}(?P<volume>[^\s,:()]{1,15})?\s{0,3}(?:\(\s?(?P<issue>[^()]{1,25}?)\s?\))?)?"
    r"(?:\s{0,3}:){0,2}\s{0,3}(?P<pages>[^,:()]{1,40})?"
)
_OPEN_END = re.compile(r"\s*[-–/]\s*[+&]?\s*$")  # `508 - +`: goes on elsewhere in the issue
# A title goes on below where it ends in one of these.
_UNFINISHED = re.compile(r"(?:[:,&(–-]|(?<!\w)(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE)
_NO_NAME = frozenset({"不详", "佚名", "匿名"})


def title_lines(text: str, lines: Sequence[Span], spaced: Sequence[bool]) -> int:
    """How many lines from the first on are one title that a text tool wrapped; `spaced`: a blank line stands before."""
    count = 1
    while count < len(lines) and not spaced[count]:
        below = text[slice(*lines[count])]
        goes_on = below[:1].islower() and "," not in below[:40]
        if not goes_on and not _UNFINISHED.search(text[slice(*lines[count - 1])]):
            break
        count += 1
    return count


def read_pages(printed: str) -> dict[str, str]:
    """The pages of `28 / 34`, `1065 - U23`, `508 - +`, by record field; `e123` is the article's number, too."""
    first, last = parse_pages(_OPEN_END.sub("", printed)) or (None, None)
    found = {"first_page": first, "last_page": last}
    if first and not last and is_locator(first):
        found["article_number"] = first
    return {name: page for name, page in found.items() if page}


def parse_place(text: str, start: int, end: int) -> Citation | None:
    """`JOURNAL, 2021, 30 (01) : 261 - 273`; None where a line is no such citation."""
    match = _CITED.fullmatch(text, start, end)
    pages = read_pages(match["pages"] or "") if match else {}
    if match is None or (match["pages"] and not pages):
        return None
    found = Citation(start=start, end=end, spans=dict.fromkeys(pages, match.span("pages")))
    printed = {
        name: " ".join(match[name].split()) for name in ("container_title", "issued", "volume", "issue") if match[name]
    }
    found.spans |= {name: match.span(name) for name in printed}
    for name, value in (printed | pages).items():
        setattr(found, name, value)
    return found


def read_names(text: str, lines: Sequence[Span]) -> list[Name]:
    """Names one a line, or parted by semicolons, each with its marks."""
    names: list[Name] = []
    for start, end in lines:
        alone = marks_alone(text[start:end])
        if alone is not None:
            if names:
                names[-1].marks += alone
            continue
        for piece in re.split("[;\uff1b]", text[start:end]):
            name = _name(text, start, start + len(piece))
            names += [name] if name else []
            start += len(piece) + 1
    return names


def _name(text: str, start: int, end: int) -> Name | None:
    """`Family, Given` with marks: never a degree, so that `Lange, Joep M.A.` has initials. Without a comma, a group."""
    start, end, marks = strip_marks(text, start, end)
    literal = " ".join(text[start:end].split())
    family, comma, given = (part.strip() for part in literal.partition(","))
    if any(map(str.isdigit, given)):
        return None  # a citation line that the page breaks off
    forenames, _, last = (part.strip() for part in given.rpartition(","))
    if last in SUFFIXES:
        family, given = f"{family} {last}", forenames
    particle = given.split()[-1:] and given.split()[-1] in PARTICLES  # `Reis, Ana dos`
    if comma and not particle and any(map(str.isalpha, family)) and any(map(str.isalpha, given)):
        return Name(literal, family, given, marks=marks, start=start, end=end)
    name = parse_name(text[start:end], "auto", start) if literal not in _NO_NAME else None
    if name is not None:
        name.marks += marks
        if not comma and " " in literal and literal.isascii():
            name.family = name.given = None
    return name


def read_numbered(text: str, lines: Sequence[Span], spaced: Sequence[bool]) -> list[CitedWork]:
    """The works of a numbered list; what stands above the first number is of none."""
    starts = [n for n, line in enumerate(lines) if _ORDINAL.match(text, *line)]
    return [_work(text, lines[a:b], spaced[a:b]) for a, b in pairwise([*starts, len(lines)])]


def _work(text: str, lines: Sequence[Span], spaced: Sequence[bool]) -> CitedWork:
    """A work of a list. What stands below its citation line (page numbers of the list) is no part of it."""
    head = _ORDINAL.match(text, *lines[0])
    assert head is not None
    work = CitedWork("", int(head[1]), start=lines[0][0], end=lines[-1][1])
    titled = title_lines(text, lines, spaced)
    title = " ".join(text[head.end() : lines[titled - 1][1]].split()) if head.end() < lines[0][1] else ""
    work.title = _without_stop(title) if any(map(str.isalnum, title)) else None
    cited = next((n for n in range(1, len(lines)) if _cite(work, text, *lines[n])), None)
    if cited is not None:
        work.end = lines[cited][1]
    work.raw = " ".join(text[head.end() : work.end].split())
    names = list(lines[titled:cited])
    last = text[slice(*names[-1])] if names else ""
    if cited is None and last.isupper() and " " in last:
        names.pop()  # a journal without its year
    work.authors = read_names(text, names)
    return work


def _without_stop(title: str) -> str:
    closed = title.endswith((".", "。")) and not title.endswith("..")
    return title[:-1].rstrip() if closed else title


def _cite(work: CitedWork, text: str, start: int, end: int) -> bool:
    """Reads a citation line into the work; False where the line is none."""
    found = parse_place(text, start, end)
    if found is None and any(map(str.isdigit, text[start:end])):
        found = parse_citation(text[start:end], known=True)
    if found is None or found.issued is None:
        return False
    work.year = int(found.issued[:4])
    for name in ("container_title", "volume", "issue", "first_page", "last_page", "doi"):
        setattr(work, name, getattr(found, name))
    return True


@lru_cache(maxsize=8)
def _behind(words: tuple[str, ...], value: str = " ?") -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s?[:：]{value}")


def read_similar(
    text: str, lines: Sequence[Span], by: Sequence[str], published: Sequence[str]
) -> list[Found[list[CitedWork]]]:
    """The works of a catalogue's list: a title, `by: Family, Given`, `Published: (2001)`, in words that are given."""
    names, year = _behind(tuple(by)), _behind(tuple(published), r"\s?\(?c?(?P<year>\d{4})\)?")
    found: list[Found[list[CitedWork]]] = []
    title: Span | None = None
    work: CitedWork | None = None
    for start, end in lines:
        author, date = names.match(text, start, end), year.match(text, start, end)
        if not (author or date):
            title, work = (start, end), None
            continue
        if title is None:
            continue
        if work is None:
            printed = " ".join(text[slice(*title)].lstrip("-•* ").split())
            work = CitedWork(raw="", title=printed.rstrip(" /"), start=title[0])
            found.append(Found([work], title[0], end))
        if author:
            work.authors = parse_authors(text, "comma-pairs", author.end(), end)
        elif date:
            work.year = int(date["year"])
        work.end = end
        work.raw = " ".join(f"{work.raw or text[slice(*title)]} {text[start:end]}".split())
        found[-1] = Found([work], found[-1].start, end)
    return found
