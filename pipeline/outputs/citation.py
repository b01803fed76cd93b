"""What the writers for reference managers share: kinds of works, names, dates, pages, notes, and citation keys."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from schemas import Author, Record

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")
_WORD = re.compile(r"[a-z0-9]+")
_SUFFIX = re.compile(r"(?<=\S)(?:,\s?|\s)((?:jr|sr)\.?|II|III|IV|2nd|3rd|4th)$", re.IGNORECASE)
# Letters that do not decompose (Unicode, NamesList: "no decomposition").
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n", "'": ""}
)


def one_line(text: str) -> str:
    """Text for a format of lines: white space becomes single spaces, control characters go."""
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def kind(record: Record) -> str | None:
    """The CSL type: as the page says, else what must be so: only serials have an ISSN, an issue, a stage before it."""
    if record.type:
        return record.type
    if record.isbn:
        return "chapter" if record.container_title else "book"
    if record.issn or record.volume or record.issue or record.publication_stage or record.pmid or record.pmcid:
        return "article-journal"
    return "article" if record.arxiv_id else None


def date_parts(record: Record) -> list[int]:
    """Year, month and day of publication, as far as the page says."""
    return _numbers(record.issued)


def accessed_parts(record: Record) -> list[int]:
    """Year, month and day the page was fetched or saved; empty where that is not known."""
    return _numbers(record.source.accessed)


def _numbers(date: str | None) -> list[int]:
    return [int(part) for part in date.split("-")] if date else []


def pages(record: Record) -> str | None:
    """`12-34`, `12`, or nothing."""
    if record.first_page and record.last_page and record.first_page != record.last_page:
        return f"{record.first_page}-{record.last_page}"
    return record.first_page or record.last_page


def terms(record: Record) -> list[str]:
    """Keywords, index terms and subjects, each once."""
    found: dict[str, str] = {}
    for term in (*record.keywords, *record.index_terms, *record.subjects):
        found.setdefault(one_line(term).casefold(), one_line(term))
    return [term for term in found.values() if term]


def notes(record: Record) -> list[str]:
    """What a reader should know: the stage of publication, what is doubtful, and the file it was read from."""
    found = []
    if record.publication_stage:
        found.append("Publication stage: ahead of print")
    if record.warnings:
        found.append(f"Warnings: {', '.join(record.warnings)}")
    if record.source.path:
        found.append(f"File: {one_line(record.source.path)}")
    return found


def split_suffix(family: str) -> tuple[str, str | None]:
    """A family name, and the suffix that stands behind it: `Jr.`, `III`."""
    found = _SUFFIX.search(family)
    return (family[: found.start()], found[1]) if found else (family, None)


def author_name(author: Author) -> str:
    """`Family, Given` or `Family, Given, Suffix`; a name that is not split, or an organisation, as printed."""
    if author.family and author.given:
        family, suffix = split_suffix(author.family)
        return one_line(", ".join(part for part in (family, author.given, suffix) if part))
    return one_line(author.family or author.literal)


def citation_key(record: Record) -> str:
    """`gray2024barriers`: the family name of the first author, the year, and the first word of the title that says
    something; `anon` and `record` where there is none in Latin letters. `Keys` makes it unique."""
    first = record.authors[0] if record.authors else None
    name = "".join(_words(split_suffix(first.family or first.literal)[0])[:3]) if first else ""
    small = _passed_over(record.language or "")
    word = next((word for word in _words(record.title or "") if word not in small), "")
    return f"{name[:20] or 'anon'}{(record.issued or '')[:4]}{word[:20] or 'record'}"


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return _WORD.findall(folded)


@cache
def _passed_over(language: str) -> frozenset[str]:
    """The small words of a language; of all, where it is not known."""
    lines = files("pipeline.outputs").joinpath("passed_over.tsv").read_text("utf-8").splitlines()
    table = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(table[language].split() if language in table else " ".join(table.values()).split())


class Keys:
    """Citation keys made unique in the order they come: `gray2024barriers`, `gray2024barriers-2`, …"""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, key: str) -> str:
        """The key, numbered where it was given before."""
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return key if count == 1 else f"{key}-{count}"
