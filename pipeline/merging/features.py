"""What is compared of a record: identifiers and reduced fields, small enough to hold millions of on disk."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from pipeline.merging.normal import abstract_letters, author_key, issue, page, words
from pipeline.merging.titles import TITLE_LETTERS, title
from schemas import Record

AUTHORS = 40
"""Names compared of one record; collaborations list thousands."""


@dataclass(slots=True)
class Features:
    """One record as the comparison sees it. Absent is "" or 0; lists are strings, so that a row is a row of a table."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    # article, preprint, book, chapter, thesis, report, conference, data; inside: on pages of something, no more said;
    # placed: in print, no more said
    kind: str = ""
    title: str = ""  # words
    cuts: str = ""  # letter counts where a subtitle begins
    cut: bool = False
    part: str = ""
    notice: str = ""
    authors: str = ""  # author keys, one a line
    year: int = 0
    volume: str = ""
    issue: str = ""
    pages: str = ""  # first page and article number, separated by a space
    last_page: str = ""
    container: str = ""  # words
    issn: str = ""
    isbn: str = ""
    abstract: str = ""  # letters
    abstract_length: int = 0
    abstract_language: str = ""


COLUMNS = tuple(f.name for f in fields(Features))

# CSL 1.0.2 types in kinds that must not mix; types outside the table say nothing.
_KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "article", "book": "book", "chapter": "chapter", "entry": "chapter",
    "entry-dictionary": "chapter", "entry-encyclopedia": "chapter", "thesis": "thesis", "report": "report",
    "paper-conference": "conference", "dataset": "data", "software": "data",
}  # fmt: skip

# DOI prefixes of preprint servers (Crossref and DataCite member records) and the names the servers print.
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/arxiv\.|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}(?!\d)|64898/|21203/rs\.|20944/preprints|31234/|31219/|31235/|31222/"
    r"|26434/chemrxiv|2139/ssrn|36227/techrxiv|22541/au\.|22541/essoar|32388/|35542/osf|37044/osf|12688/verixiv)"
)
_PREPRINT_PLACE = re.compile(
    r"(?:(?:bio|med|chem|tech)rx(?:iv)?|(?:psy|soc|earth)?arxiv|ssrn|res(?:earch)? ?sq(?:uare)?|preprints(?: org)?"
    r"|osf preprints|authorea|essoar|qeios|repec|cornell university)\b"
)
_ISBD = re.compile(r"\s[:=/]\s|\s\([^()]*\)$|:\s(?=an? )")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)")
_ARXIV_VERSION = re.compile(r"v\d{1,2}$")


def features(record: Record) -> Features:
    """The features of `record`."""
    found = Features(doi=(record.doi or "").lower(), year=int((record.issued or "0")[:4]))
    found.pmid = (record.pmid or "").strip().lstrip("0")
    found.pmcid = (record.pmcid or "").upper().removeprefix("PMC").lstrip("0")
    arxiv = record.arxiv_id or ((match := _ARXIV_DOI.match(found.doi)) and match[1]) or ""
    found.arxiv = _ARXIV_VERSION.sub("", arxiv.lower().removeprefix("arxiv:"))
    if record.title:
        found.title, found.cuts, found.cut, found.part, found.notice = title(record.title)
    keys = [author_key(a.literal, a.family, a.given) for a in record.authors[:AUTHORS]]
    found.authors = "\n".join(k for k in keys if len(k) > 1)
    found.volume, found.issue = page(record.volume or ""), issue(record.issue or "")
    places = dict.fromkeys((page(record.first_page or ""), page(record.article_number or "")))
    found.pages, found.last_page = " ".join(p for p in places if p), page(record.last_page or "")
    found.container = words(_main_title(record.container_title or "")[:TITLE_LETTERS]).removeprefix("the ")
    found.issn, found.isbn = " ".join(sorted(record.issn)), " ".join(sorted(_isbn13(i) for i in record.isbn))
    if record.abstract:
        texts = [s.text for s in record.abstract.sections]
        found.abstract, found.abstract_length = abstract_letters(record.abstract.text, texts)
        found.abstract_language = record.abstract.language or ""
    found.kind = _kind(record, found)
    return found


def _kind(record: Record, found: Features) -> str:
    if _PREPRINT_DOI.match(found.doi) or _PREPRINT_PLACE.match(found.container):
        return "preprint"
    # What has a place in print is none, whatever it is called.
    printed = bool(found.volume or found.pages or found.issn)
    if not (printed or found.doi or found.container) and _PREPRINT_PLACE.match(record.source.extractor):
        return "preprint"
    # CSL calls preprints "article".
    if not found.doi and not printed and (found.arxiv or (record.type == "article" and not found.container)):
        return "preprint"
    placed = printed or bool(found.container or (found.doi and not found.arxiv and record.type != "article"))
    return _KINDS.get(record.type or "") or ("inside" if found.pages else "placed" if placed else "")


def _main_title(text: str) -> str:
    """A title without what a catalogue puts behind it: a subtitle, a parallel title (ISBD), a place or a year."""
    main, _, _ = _ISBD.sub("\n", text).partition("\n")
    return main if len(main) >= 5 else text


def _isbn13(isbn: str) -> str:
    return isbn if len(isbn) == 13 else "978" + isbn[:9]  # the last digit of either form is a check digit


row: Callable[[Features], tuple[Any, ...]] = attrgetter(*COLUMNS)
"""The features as a row of `COLUMNS`."""


def block_keys(found: Features) -> list[str]:
    """Strings two records share if they may be one work; abstracts have keys of their own (`fingerprints`).

    Each key alone is narrow: records that share only "Editorial", a year or a volume never meet.
    """
    names = ("doi", "pmid", "pmcid", "arxiv")
    keys = [f"{name}:{value}" for name in names if (value := getattr(found, name))]
    authors = _surnames(found)
    reduced = found.title.replace(" ", "")
    if len(reduced) >= 12:
        # The whole title, and its two ends for a lost subtitle or a misspelling.
        keys += [f"t:{reduced}", f"h:{reduced[:24]}"]
        if len(reduced) >= 48:
            keys.append(f"e:{reduced[-24:]}")
    elif reduced:
        keys += [f"ta:{reduced}:{name}" for name in authors[:3]]
    if reduced and found.pages:
        keys.append(f"tp:{reduced[:24]}:{found.pages}")
    if found.pages and found.volume:
        keys.append(f"vp:{found.volume}:{found.pages}:{found.year}")
        keys += [f"va:{found.volume}:{found.pages}:{name}" for name in authors[:3]]
    if found.pages and (not found.volume or found.last_page not in ("", found.pages)):
        keys += [f"pa:{found.pages}:{found.last_page}:{name}" for name in authors[:3]]
    return keys


def _surnames(found: Features) -> list[str]:
    """Words that may be family names, of every author, sorted: the same whatever the order of names and authors."""
    names = {
        w for line in found.authors.split("\n") for w in (line.partition(";")[0] or line[1:]).split() if len(w) > 1
    }
    return sorted(names)
