"""Entries of one record to its values: how each field of a reference manager's format is read."""

import re
from collections.abc import Callable, Iterator, Mapping

from extractors.detectors.abstracts import is_truncated, split_abstract
from extractors.detectors.citation_parts import complete_last_page, parse_pages
from extractors.detectors.dates import parse_date
from extractors.detectors.identifiers import (
    find_dois,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)
from extractors.detectors.keywords import split_keywords
from extractors.detectors.references import parse_reference
from extractors.formats.entries import Entry, Piece, SavedRecord
from extractors.formats.people import put_people
from extractors.found import AbstractText, CitedWork
from extractors.html.tags import plain

Grouped = Mapping[str, list[Entry]]  # entries by the field they speak of
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2})(?:[ T].*)?)?)?(?:/{1,3}[^\d/]*)?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"[\dXx][\dXx ‐‑–-]{6,20}[\dXx]")
_BRACKETED = re.compile(r"\[(.{3,})\]\.?")
_DOI_KIND = re.compile(r"\s*\[(\w+)\]$")
_SEMICOLONS = re.compile(r"\s*[;；]\s*")
_WEB_OF_SCIENCE = re.compile(
    r"(?P<author>[^,]{2,80}), (?P<year>\d{4}), (?P<journal>[^,]{2,120})(?:, V(?P<volume>\w{1,8}))?"
    r"(?:, P(?P<page>\w{1,10}))?"
    r"(?:, (?:DOI|doi) \[?(?P<doi>10\.[^\s,\]]+))?.*"
)


def build(name: str, entries: list[Entry], fields: Mapping[str, list[str]], types: Mapping[str, str]) -> SavedRecord:
    """The record of the entries of a file; `fields` says what the tags mean, `types` what types are called."""
    record = SavedRecord(entries[0].label_start, max(entry.end for entry in entries))
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        record.labels.append((entry.label_start, entry.label_end))
        record.others += [(entry.tag, piece.start, piece.end) for piece in entry.pieces]
        for meaning in fields.get(entry.tag, ()) if entry.pieces else ():
            groups.setdefault(meaning, []).append(entry)
    _put_type(record, groups, types)
    _settle_titles(record, groups)
    for field, read in _READERS.items():
        for key in (field, f"?{field}"):
            for value, pieces in read(groups[key]) if key in groups else ():
                record.put(field, value, pieces)
    _put_pages(record, groups)
    _refine_date(record, groups)
    put_people(record, groups, entries)
    _put_numbers(record, groups)
    _put_database_numbers(record, groups)
    _put_notice(record, groups)
    if record.has("publication_stage"):
        for field in ("volume", "issue"):
            record.values.pop(field, None)
    return record


Found = Iterator[tuple[object, list[Piece]]]


def _put_type(record: SavedRecord, groups: Grouped, types: Mapping[str, str]) -> None:
    said = groups.get("type", [])
    for entry in reversed(said):  # Web of Science says `J` before it says `Article; Proceedings Paper`
        for piece in entry.pieces:
            record.put("type", types.get(piece.text.casefold()), [piece])


def _settle_titles(record: SavedRecord, groups: dict[str, list[Entry]]) -> None:
    """What is the title of a book is the title of the volume that a chapter stands in."""
    whole = record.has("type") and record.values["type"].value == "book"
    for entry in groups.pop("container_title|title", []):
        groups.setdefault("?title" if whole else "container_title", []).append(entry)
    if whole:  # the rest are names of series
        groups.pop("container_title", None)


def _texts(entries: list[Entry]) -> Found:
    for entry in entries[:1]:
        text = " ".join(plain(entry.text).split())
        yield (text if any(map(str.isalnum, text)) else None), [entry.whole]


def _title(entries: list[Entry]) -> Found:
    for value, pieces in _texts(entries):
        text = str(value or "")
        bracketed = _BRACKETED.fullmatch(text)
        text = bracketed.group(1) if bracketed else text
        if text.endswith((".", "。")) and not text.endswith(".."):
            text = text[:-1].rstrip()
        yield text, pieces


def _translated(entries: list[Entry]) -> Found:
    for value, pieces in _title(entries):
        yield ([(value, None)] if value else None), pieces


def read_date(text: str) -> str | None:
    """A date as EDTF: `2016/03/15/`, `2016///`, `2016 Mar 15`, `MAR 15 2016`; no month or day that is zero."""
    match = _DATE.fullmatch(text)
    if match:
        parts = [match[1]]
        for part in match.groups()[1:]:
            if not part or not int(part):
                break
            parts.append(f"{int(part):02}")
        return parse_date("-".join(parts)) or parse_date(match[1])
    if date := parse_date(text):
        return date
    year = _YEAR.search(text)
    return year.group() if year else None


def _dates(entries: list[Entry]) -> Found:
    """The most precise of the dates that share the first one's year."""
    read = [(date, [entry.whole]) for entry in entries if (date := read_date(entry.text))]
    if read:
        yield max((item for item in read if item[0][:4] == read[0][0][:4]), key=lambda item: len(item[0]))


def _refine_date(record: SavedRecord, groups: Grouped) -> None:
    """The month and day that stand in a tag of their own (`MAR 15`)."""
    issued = record.values.get("issued")
    for entry in groups.get("day", []) if issued and len(issued.value) == 4 else []:
        date = parse_date(f"{entry.text} {issued.value}") if issued else None
        if issued and date and date.startswith(issued.value):
            issued.value = date
            issued.spans.append((entry.whole.start, entry.whole.end))


def _doi(entries: list[Entry]) -> Found:
    for entry in entries:
        for piece in entry.pieces:
            kind = _DOI_KIND.search(piece.text)
            text = piece.text[: kind.start()] if kind else piece.text
            if kind and kind.group(1) != "doi":
                continue
            dois = find_dois(text) if "doi.org/" in text else []
            yield normalise_doi(text) or (dois[0].value if len(dois) == 1 and dois[0].sure else None), [piece]


def _firsts(read: Callable[[str], str | None]) -> Callable[[list[Entry]], Found]:
    def readings(entries: list[Entry]) -> Found:
        for entry in entries:
            for piece in entry.pieces:
                yield read(piece.text), [piece]

    return readings


def _abstract(entries: list[Entry]) -> Found:
    for entry in entries[:1]:
        text = plain(entry.text)
        sections = [section for section in split_abstract(text) if section.text or section.label]
        if any(section.text for section in sections):
            yield AbstractText(sections, is_truncated(text)), [entry.whole]


def _items(entries: list[Entry]) -> Found:
    """Keywords: one a tag, one a line, or several in one."""
    pieces = [piece for entry in entries for piece in entry.pieces]
    if len(entries) == 1:
        found = [found.value for found in split_keywords(entries[0].text)]
    else:
        found = [item for piece in pieces for item in _SEMICOLONS.split(piece.text) if item]
    yield list(dict.fromkeys(item.replace("*", "") for item in found)), pieces


def _count(entries: list[Entry]) -> Found:
    for entry in entries[:1]:
        yield (int(entry.text) if entry.text.isdecimal() and len(entry.text) < 8 else None), [entry.whole]


def _references(entries: list[Entry]) -> Found:
    """Cited works, one a line; `Aske T, 2010, LIGHT Q, V3, P5` in Web of Science."""
    works, pieces = [], [piece for entry in entries for piece in entry.pieces]
    for number, piece in enumerate(pieces, 1):
        match = _WEB_OF_SCIENCE.fullmatch(piece.text)
        work = parse_reference(piece.text)
        if match:
            work = CitedWork(piece.text, authors=work.authors[:1], year=int(match["year"]), volume=match["volume"])
            work.container_title, work.first_page = match["journal"], match["page"]
            work.doi = normalise_doi(match["doi"]) if match["doi"] else None
        work.ordinal, work.start, work.end = number, piece.start, piece.end
        works.append(work)
    yield works, pieces


def _stage(entries: list[Entry]) -> Found:
    for entry in entries:
        yield ("ahead-of-print" if entry.text.casefold() == "aheadofprint" else None), [entry.whole]


def _put_notice(record: SavedRecord, groups: Grouped) -> None:
    """What the types say: a notice, with the works it speaks of, or a work that was retracted."""
    for entry in groups.get("type", []):
        for piece in entry.pieces:
            for said in _SEMICOLONS.split(piece.text.casefold()):
                if said in _NOTICES:
                    record.put("notice", _NOTICES[said], [piece])
                elif said == "retracted publication" and "retracted" not in record.warnings:
                    record.warnings.append("retracted")
    subjects = [entry.whole for name in _SUBJECTS for entry in groups.get(name, [])]
    works = []
    for piece in subjects:
        work = parse_reference(piece.text)
        work.start, work.end = piece.start, piece.end
        works.append(work)
    record.put("related", works, subjects)


_NOTICES = {
    "retraction of publication": "retraction",
    "retraction": "retraction",
    "published erratum": "correction",
    "correction": "correction",
    "expression of concern": "expression-of-concern",
}
_SUBJECTS = ("retraction_of", "correction_of", "concern_of")


def _put_pages(record: SavedRecord, groups: Grouped) -> None:
    for entry in [*groups.get("pages", []), *groups.get("first_page", [])][:1]:
        last = groups.get("last_page", [])
        pages = parse_pages(entry.text.replace("--", "-"))
        if pages is None or record.has("article_number"):
            return
        record.put("first_page", pages[0], [entry.whole])
        if pages[1]:
            record.put("last_page", pages[1], [entry.whole])
        elif last and last[0].text != entry.text and parse_pages(last[0].text):
            record.put("last_page", complete_last_page(pages[0], last[0].text), [last[0].whole])


def _put_numbers(record: SavedRecord, groups: Grouped) -> None:
    """ISSNs and ISBNs, which most formats do not tell apart."""
    found: dict[str, dict[str, Piece]] = {"issn": {}, "isbn": {}}
    for entry in groups.get("number", []):
        for piece in entry.pieces:
            for match in _NUMBER.finditer(piece.text):
                for name, normalise in (("issn", normalise_issn), ("isbn", normalise_isbn)):
                    if value := normalise(match.group()):
                        found[name].setdefault(value, piece)
    for name, values in found.items():
        record.put(name, list(values), list(values.values()))


def _put_database_numbers(record: SavedRecord, groups: Grouped) -> None:
    """An accession number is a PMID where the database is PubMed."""
    database = " ".join(entry.text for entry in groups.get("database", [])).casefold()
    for entry in groups.get("accession", []):
        if "pubmed" in database or "medline" in database or "pmid" in entry.text.casefold():
            record.put("pmid", normalise_pmid(entry.text), [entry.whole])
    for entry in groups.get("accession_pmc", []):
        if entry.text.upper().startswith("PMC"):
            record.put("pmcid", normalise_pmcid(entry.text), [entry.whole])


_READERS: dict[str, Callable[[list[Entry]], Found]] = {
    "title": _title,
    "title_translated": _translated,
    "container_title": _texts,
    "publisher": _texts,
    "publisher_place": _texts,
    "issued": _dates,
    "volume": _texts,
    "issue": _texts,
    "article_number": _texts,
    "page_count": _count,
    "doi": _doi,
    "pmid": _firsts(normalise_pmid),
    "pmcid": _firsts(normalise_pmcid),
    "abstract": _abstract,
    "keywords": _items,
    "index_terms": _items,
    "subjects": _items,
    "language": _texts,
    "references": _references,
    "reference_count": _count,
    "citation_count": _count,
    "publication_stage": _stage,
}
