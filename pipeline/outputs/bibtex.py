"""BibTeX, UTF-8, for LaTeX and reference managers; names and dates so that biblatex reads them as well."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from pipeline.extras import require
from pipeline.outputs.citation import Keys, citation_key, date_parts, kind, one_line, pages, split_suffix, terms
from schemas import Author, Record

_TYPES = {
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_PAIRED = str.maketrans({**_SPECIAL, "{": r"\{", "}": r"\}"})
# Braces count for BibTeX's balance even when escaped, so those that are not in pairs are spelt out.
_UNPAIRED = str.maketrans({**_SPECIAL, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"})


def records(results: list[Record]) -> bytes:
    """The records in BibTeX; an empty line after each. Their keys may occur again; `joining` makes them unique."""
    return b"".join(map(_entry, results))


def _entry(record: Record) -> bytes:
    bibtexparser, model = require("bibtexparser", "bibtex"), require("bibtexparser.model", "bibtex")
    fields = [model.Field(name, f"{{{value}}}") for name, value in _fields(record).items()]
    library = bibtexparser.Library([model.Entry(_TYPES.get(kind(record) or "", "misc"), citation_key(record), fields)])
    layout = bibtexparser.BibtexFormat()
    layout.indent = "  "
    text = bibtexparser.write_string(library, unparse_stack=[], bibtex_format=layout)
    return str(text).strip("\n").encode("utf-8", "replace") + b"\n\n"


_HEAD = re.compile(rb"^(@\w+\{)([^,\s]+)(?=,)")  # values are on lines of their own, indented


def joining() -> Callable[[Iterable[Path], IO[bytes]], None]:
    """Joins files of entries, with keys that are unique in all of them."""
    keys = Keys()

    def join(parts: Iterable[Path], target: IO[bytes]) -> None:
        for part in parts:
            with part.open("rb") as stream:
                target.writelines(
                    _HEAD.sub(lambda head: head[1] + keys.unique(head[2].decode()).encode(), line) for line in stream
                )

    return join


def _fields(record: Record) -> dict[str, str]:
    entry = _TYPES.get(kind(record) or "", "misc")
    date = date_parts(record)
    fields: dict[str, Any] = {
        "author": " and ".join(_name(author) for author in record.authors),
        "title": _text(record.title),
        _CONTAINER.get(entry, "journal" if entry == "misc" else "series"): _text(record.container_title),
        _PUBLISHER.get(entry, "publisher"): _text(record.publisher),
        "address": _text(record.publisher_place),
        "year": f"{date[0]:04}" if date else None,
        "month": str(date[1]) if len(date) > 1 else None,
        "date": record.issued,
        "volume": _text(record.volume),
        "number": _text(record.issue),
        "pages": _text((pages(record) or "").replace("-", "--") or record.article_number),
        "doi": _verbatim(record.doi),
        "issn": ", ".join(record.issn),
        "isbn": ", ".join(record.isbn),
        "url": _verbatim(record.source.url),
        "urldate": record.source.accessed,
        "pubstate": "prepublished" if record.publication_stage else None,
        "language": record.language,
        "keywords": _text(", ".join(terms(record))),
        "abstract": _text(record.abstract.labelled() if record.abstract else None),
        "pmid": record.pmid,
        "pmcid": record.pmcid,
    }
    if record.arxiv_id:
        fields |= {"eprint": record.arxiv_id, "eprinttype": "arxiv"}
    return {name: value for name, value in fields.items() if value}


def _text(value: str | None) -> str | None:
    if not value:
        return None
    return one_line(value).translate(_PAIRED if _balanced(value) else _UNPAIRED) or None


def _balanced(value: str) -> bool:
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _verbatim(value: str | None) -> str | None:
    """DOI and URL are read as they stand; one with a brace would end its field, and is percent-encoded."""
    return one_line(value).replace("{", "%7B").replace("}", "%7D") if value else None


def _name(author: Author) -> str:
    """`Family, Given` or `Family, Suffix, Given`; organisations and names that are not split in braces, so that nothing
    takes them apart."""
    if not (author.family and author.given):
        return f"{{{_text(author.family or author.literal) or ''}}}"
    family, suffix = split_suffix(author.family)
    parts = [_family(family), _name_part(suffix) if suffix else "", _name_part(author.given)]
    return ", ".join(part for part in parts if part)


def _family(name: str) -> str:
    """A family name. BibTeX takes all up to the last small word for particles (`de la Cruz y Soto`), so what follows
    the particles goes in braces where a small word is in it."""
    words = one_line(name).split(" ")
    at = next((at for at, word in enumerate(words) if not word[:1].islower()), len(words) - 1)
    if any(word[:1].islower() for word in words[at + 1 :]):
        particles = "".join(f"{_name_part(word)} " for word in words[:at])
        return f"{particles}{{{_text(' '.join(words[at:]))}}}"
    return _name_part(name)


def _name_part(part: str) -> str:
    text = _text(part) or ""
    return f"{{{text}}}" if "," in text or " and " in f" {text.lower()} " else text
