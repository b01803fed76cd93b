"""CSL-JSON, for citation processors and Zotero (schema csl-data.json 1.0.2)."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from pipeline.outputs.citation import Keys, accessed_parts, citation_key, date_parts, kind, pages, split_suffix, terms
from schemas import Author, Record

_HEAD = b'{"id": "'  # of an item; its key holds neither quote nor escape


def records(results: list[Record]) -> bytes:
    """The records as items with a comma and line break after each; `joining` makes the array."""
    return "".join(json.dumps(item(record), ensure_ascii=False) + ",\n" for record in results).encode(
        "utf-8",
        "backslashreplace",  # a lone surrogate as \ud800 is what JSON writes for it
    )


def joining() -> Callable[[Iterable[Path], IO[bytes]], None]:
    """Joins files of items to JSON arrays, with ids that are unique in all of them."""
    keys = Keys()

    def join(parts: Iterable[Path], target: IO[bytes]) -> None:
        ending = b"[\n"
        for part in parts:
            with part.open("rb") as stream:
                for line in stream:
                    key, rest = line.removeprefix(_HEAD).removesuffix(b",\n").split(b'"', 1)
                    target.write(ending + _HEAD + keys.unique(key.decode()).encode() + b'"' + rest)
                    ending = b",\n"
        target.write(b"[\n]\n" if ending == b"[\n" else b"\n]\n")

    return join


def item(record: Record) -> dict[str, Any]:
    """A record as an item, its id first."""
    date, accessed = date_parts(record), accessed_parts(record)
    values = {
        "id": citation_key(record),
        "type": kind(record) or "document",
        "title": record.title,
        "author": [_name(author) for author in record.authors],
        "container-title": record.container_title,
        "publisher": record.publisher,
        "publisher-place": record.publisher_place,
        "issued": {"date-parts": [date]} if date else None,
        "accessed": {"date-parts": [accessed]} if accessed else None,
        "status": record.publication_stage,
        "volume": record.volume,
        "issue": record.issue,
        "page": pages(record),
        "number": record.article_number,
        "number-of-pages": str(record.page_count) if record.page_count else None,
        "DOI": record.doi,
        "ISSN": ", ".join(record.issn),
        "ISBN": ", ".join(record.isbn),
        "PMID": record.pmid,
        "PMCID": record.pmcid,
        "archive": "arXiv" if record.arxiv_id else None,
        "archive_location": record.arxiv_id,
        "URL": record.source.url,
        "abstract": record.abstract.labelled() if record.abstract else None,
        "keyword": ", ".join(terms(record)),
        "language": record.language,
    }
    return {name: value for name, value in values.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not author.family:
        return {"literal": author.literal}
    family, suffix = split_suffix(author.family)
    parts = {"family": family, "given": author.given, "suffix": suffix}
    return {name: value for name, value in parts.items() if value}
