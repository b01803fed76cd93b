"""The `Abstract (text)` format that PubMed saves: paragraphs in a fixed order, one record after the other.

1. Journal. 2016 Mar;14(2):101-19. doi: 10.5555/x. Epub 2015 Dec 8.
Title.
Gray A(1), Lind B(2).
Author information:
(1)Port University, Norrby.
abstract
DOI: … PMCID: … PMID: …
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.detectors.abstracts import is_truncated, split_abstract
from extractors.detectors.citations import parse_citation
from extractors.detectors.identifiers import find_dois, find_pmcids, find_pmids
from extractors.detectors.names import parse_name
from extractors.detectors.references import parse_reference
from extractors.formats.entries import Piece, SavedRecord
from extractors.formats.people import read_homes
from extractors.found import AbstractText, Found, Name

_PARAGRAPH = re.compile(r"^[^\S\n]*+\S[^\n]*+(?:\n[^\S\n]*+\S[^\n]*+)*+", re.MULTILINE)
_NUMBER = re.compile(r"\ufeff?(\d{1,6})\. (?=[^\W\d_])")
_CITATION = re.compile(r"\ufeff?(?:\d{1,6}\. )?[^\W\d_][^\n]{1,250}?\.\s(?:1[5-9]|20)\d\d\b")
_NUMBERS = re.compile(r"(?:DOI|PMCID|PMID): ", re.MULTILINE)
_PMID_LINE = re.compile(r"^PMID: \d{1,8}\b", re.MULTILINE)
_AUTHORS = re.compile(r"[^\W\d_][^\n]{0,300}?(?:\(\d{1,3}\)|[A-Z]{1,4})(?:\(#?\d{1,3}\)){0,20}[,.;]")
_MARK = re.compile(r"\((\d{1,3})\)")
_MARKS = re.compile(r"\(#?\d{1,3}\)")
_BETWEEN = re.compile(r"[,;] ")
_INITIALS = re.compile(r" [^\W\d_a-z]{1,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?$")
_LANGUAGE = re.compile(r"^\[Article in ([A-Z][a-z]{2,20})[^\]\n]{0,60}\]$", re.MULTILINE)
_BRACKETED = re.compile(r"\[(.{3,})\]\.?", re.DOTALL)
_LABEL_LINE = re.compile(r"\n(?=[A-Z][A-Z0-9 /&,()-]{2,60}: )")
_LOOKED_AT = 1500  # characters that tell the format
_CITATION_LINES = 5
_BESIDE = (
    *("Author information:", "Collaborators:", "Conflict of interest statement:", "Copyright ", "©", "Publisher:"),
    *("Comment in", "Comment on", "Erratum in", "Update of", "Update in", "Republished"),
    *("Retraction in", "Retraction notice", "Expression of concern", "Expression of Concern", "in "),
    *(
        "Plain Language Summary",
        "PLAIN LANGUAGE SUMMARY",
        "Free PMC",
        "Indexed for",
        "Published by",
        "Trial registration",
    ),
)


_NOTICES = {
    "Erratum for": "correction",
    "Retraction of": "retraction",
    "Expression of concern for": "expression-of-concern",
}
_SUBJECTS = tuple(_NOTICES)
_CITED = ("container_title", "issued", "volume", "issue", "first_page", "last_page", "article_number", "doi")
_FINDERS: dict[str, Callable[[str, int, int], Sequence[Found[str]]]] = {
    "DOI: ": find_dois,
    "PMCID: ": find_pmcids,
    "PMID: ": find_pmids,
}


@dataclass(frozen=True, slots=True)
class PubMedAbstracts:
    """The format."""

    name: str = "pubmed_abstract"

    def recognise(self, text: str) -> bool:
        """Whether a page text is such a file: a citation, a title, and identifiers on lines of their own."""
        head = text[:_LOOKED_AT].replace("\r\n", "\n").lstrip("\ufeff\n ")
        opening, blank, _ = head.partition("\n\n")
        few = opening.count("\n") < _CITATION_LINES
        return bool(blank) and few and _CITATION.match(opening) is not None and _PMID_LINE.search(text) is not None

    def read(self, text: str) -> list[SavedRecord]:
        """The records of a file in this format, in order."""
        return [_Reader(text, part).read() for part in _parts(text)]


FORMAT = PubMedAbstracts()


def _parts(text: str) -> Iterator[list[Piece]]:
    """The paragraphs of each record: a new one begins with the next number, behind the identifiers of the last."""
    part: list[Piece] = []
    number = 0
    for match in _PARAGRAPH.finditer(text):
        piece = Piece(match.group().strip(), match.start(), match.end())
        opened = _NUMBER.match(piece.text)
        if opened and int(opened[1]) == number + 1 and _CITATION.match(" ".join(piece.text.split())):
            number += 1
            if part:
                yield part
            part = []
        part.append(piece)
    if part:
        yield part


class _Reader:
    def __init__(self, text: str, part: list[Piece]) -> None:
        self.text, self.part = text, part
        self.record = SavedRecord(part[0].start, part[-1].end)

    def read(self) -> SavedRecord:
        citation, *rest = self.part
        self._citation(citation)
        if rest:
            self._title(rest.pop(0))
        if rest and (language := _LANGUAGE.fullmatch(rest[0].text)):
            self._language(rest.pop(0).start, language)
        if rest and _AUTHORS.match(" ".join(rest[0].text.split())) and _is_list(rest[0].text):
            self._authors(rest.pop(0))
        texts = []
        for piece in rest:
            if _NUMBERS.match(piece.text):
                self._numbers(piece)
            elif piece.text.startswith("Author information:"):
                self._homes(piece)
            elif piece.text.startswith(_SUBJECTS):
                self._subject(piece)
            elif piece.text.startswith(_BESIDE):
                if piece.text.startswith("Retraction in"):
                    self.record.warnings.append("retracted")
                self.record.others.append(("note", piece.start, piece.end))
            elif not self.record.has("pmid"):
                texts.append(piece)
            else:
                self.record.others.append(("note", piece.start, piece.end))
        self._abstracts(texts)
        return self.record

    def _citation(self, piece: Piece) -> None:
        number = _NUMBER.match(self.text, piece.start)
        start = number.end() if number else piece.start
        if number:
            self.record.labels.append((number.start(), start))
        flat = self.text[start : piece.end].replace("\n", " ")
        found = parse_citation(flat, known=True)
        for name in (
            "container_title",
            "issued",
            "volume",
            "issue",
            "first_page",
            "last_page",
            "article_number",
            "doi",
        ):
            value = getattr(found, name, None)
            if found and value is not None and not (name == "article_number" and found.first_page):
                low, high = found.spans.get(name, (0, len(flat)))
                self.record.put(name, value, [Piece(str(value), start + low, start + high)])
        self.record.others.append(("citation", start, piece.end))
        self.record.put(
            "type", "article-journal", [Piece("", start, start + len(self.text[start : piece.end].rstrip()))]
        )

    def _title(self, piece: Piece) -> None:
        language = _LANGUAGE.search(piece.text)
        printed = piece.text[: language.start()] if language else piece.text
        title = " ".join(printed.split())
        bracketed = _BRACKETED.fullmatch(title)
        title = bracketed.group(1) if bracketed else title
        title = title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title
        end = piece.start + len(printed.rstrip())
        self.record.put("title", title, [Piece(title, piece.start, end)])
        if language:
            self._language(piece.start, language)

    def _language(self, start: int, said: re.Match[str]) -> None:
        self.record.labels.append((start + said.start(), start + said.start(1)))
        self.record.put("language", said.group(1), [Piece(said.group(1), *(start + at for at in said.span(1)))])
        self.record.labels.append((start + said.end(1), start + said.end()))

    def _authors(self, piece: Piece) -> None:
        self.record.put("authors", list(_people(piece.text)), [piece])

    def _homes(self, piece: Piece) -> None:
        """Places of work by their number, or the one of all authors."""
        authors: list[Name] = self.record.values["authors"].value if self.record.has("authors") else []
        body = piece.text.partition(":")[2]
        parts = _MARK.split(" ".join(body.split()))
        homes = dict(zip(parts[1::2], parts[2::2], strict=True))
        for name in authors:
            name.affiliations = [home for mark in name.marks if mark in homes for home in read_homes(homes[mark])]
            if not homes and len(authors) == 1 and body.strip():
                name.affiliations = read_homes(body)
        end = piece.start + len("Author information:")
        self.record.labels.append((piece.start, end))
        self.record.others.append(("affiliations", end, piece.end))

    def _numbers(self, piece: Piece) -> None:
        for match in _NUMBERS.finditer(self.text, piece.start, piece.end):
            name = match.group()[:-2].lower()
            end = self.text.find("\n", match.end(), piece.end)
            found = _FINDERS[match.group()](self.text, match.start(), end if end > 0 else piece.end)
            if found:
                self.record.labels.append((match.start(), found[0].start))
                self.record.put(name, found[0].value, [Piece(found[0].value, found[0].start, found[0].end)])
        self.record.others.append(("identifiers", piece.start, piece.end))

    def _subject(self, piece: Piece) -> None:
        """The work that a notice speaks of (`Erratum for`), and so what the record is."""
        opening = next(opening for opening in _SUBJECTS if piece.text.startswith(opening))
        start = piece.start + len(opening)
        self.record.labels.append((piece.start, start))
        raw = " ".join(self.text[start : piece.end].split())
        work = parse_reference(raw)
        work.start, work.end = start, piece.end
        told = [Piece(raw, start, piece.end)]
        self.record.put("related", [work], told)
        self.record.put("notice", _NOTICES[opening], told)

    def _abstracts(self, texts: list[Piece]) -> None:
        """The abstract; where the record names several languages, those in the others stand below it."""
        several = any(self.text[start:end].startswith("in ") for _, start, end in self.record.others)
        first = texts[:1] if several else texts
        if first:
            self.record.put("abstract", _abstract(first), first)
        if several and texts[1:]:
            self.record.put("abstracts", [_abstract([piece]) for piece in texts[1:]], texts[1:])


def _people(text: str) -> Iterator[Name]:
    for part in _BETWEEN.split(" ".join(text.split()).rstrip(".")):
        marks = tuple(_MARK.findall(part))
        printed = _MARKS.sub("", part).strip()
        if not printed:
            continue
        if not _INITIALS.search(printed):
            yield Name(printed, marks=marks)
        elif name := parse_name(printed, "vancouver"):
            name.marks = marks
            yield name


def _is_list(text: str) -> bool:
    """Whether a paragraph lists persons: it ends like one, and most of what commas part is a name with initials."""
    parts = " ".join(text.split()).rstrip(".").split(", ")
    named = sum(re.search(r" [A-Z]{1,4}(?:\(#?\d{1,3}\))*$", part) is not None for part in parts)
    return text.rstrip().endswith(".") and named * 2 >= len(parts)


def _abstract(pieces: list[Piece]) -> AbstractText | None:
    text = "\n".join("\n".join(" ".join(part.split()) for part in _LABEL_LINE.split(piece.text)) for piece in pieces)
    sections = [section for section in split_abstract(text) if section.text or section.label]
    return AbstractText(sections, is_truncated(text)) if any(section.text for section in sections) else None
