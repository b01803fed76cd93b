"""RIS, for reference managers and screening (format specification of Research Information Systems, 2001 and 2011).

Beside what the specification says: `C2` holds the PMCID and `AN` the PMID, as EndNote has them; `N1` the warnings and
the file; `L2` the saved page; `TT` the title in another language; `Y2` the day the page was fetched or saved.
"""

from functools import cache
from typing import Any

from pipeline.extras import require
from pipeline.outputs.citation import accessed_parts, author_name, date_parts, kind, notes, one_line, terms
from schemas import Record

_TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "legal_case": "CASE",
    "map": "MAP",
    "motion_picture": "VIDEO",
    "musical_score": "MUSIC",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "thesis": "THES",
    "webpage": "ELEC",
}


def records(results: list[Record]) -> bytes:
    """The records in RIS; an empty line between them."""
    if not results:
        return b""
    text = _writer().formats([_entry(record) for record in results])
    return str(text).strip("\n").encode("utf-8", "replace") + b"\n\n"


@cache
def _writer() -> Any:
    """rispy's, without its numbers between the entries, which would start anew with every batch."""
    return type("Writer", (require("rispy", "ris").RisWriter,), {"set_header": lambda self, count: ""})()


def _entry(record: Record) -> dict[str, Any]:
    entry = {
        "type_of_reference": _TYPES.get(kind(record) or "", "GEN"),
        "id": record.record_id,
        "title": _text(record.title),
        "translated_title": _text("; ".join(title.text for title in record.title_translated)),
        "authors": [author_name(author) for author in record.authors],
        "author_address": _text("; ".join(_addresses(record))),
        "secondary_title": _text(record.container_title),
        "publisher": _text(record.publisher),
        "place_published": _text(record.publisher_place),
        "year": record.issued[:4] if record.issued else None,
        "date": _date(date_parts(record)),
        "access_date": _date(accessed_parts(record)),
        "volume": _text(record.volume),
        "number": _text(record.issue),
        "start_page": _text(record.first_page or record.article_number),
        "end_page": _text(record.last_page),
        "doi": record.doi,
        "issn": "; ".join((*record.issn, *record.isbn)) or None,
        "abstract": _text(record.abstract.labelled() if record.abstract else None),
        "keywords": terms(record),
        "language": record.language,
        "accession_number": record.pmid or (f"arXiv:{record.arxiv_id}" if record.arxiv_id else None),
        "custom2": record.pmcid,
        "urls": [one_line(url) for url in _urls(record)],
        "notes": notes(record),
        "file_attachments2": _text(record.source.path),
    }
    return {name: value for name, value in entry.items() if value}


def _addresses(record: Record) -> list[str]:
    return list(dict.fromkeys(place for author in record.authors for place in author.affiliations))


def _urls(record: Record) -> list[str]:
    arxiv = f"https://arxiv.org/abs/{record.arxiv_id}" if record.arxiv_id else None
    return list(dict.fromkeys(url for url in (record.source.url, arxiv) if url))


def _text(value: str | None) -> str | None:
    return one_line(value) or None if value else None


def _date(parts: list[int]) -> str | None:
    """`2024/08/22/`: the specification wants its slashes even where month or day are missing."""
    if len(parts) < 2:
        return None
    return f"{parts[0]:04}/{parts[1]:02}/{f'{parts[2]:02}' if len(parts) > 2 else ''}/"
