"""Where things stand in a text dump of no known family: its front, its names, its titles, and where all that ends."""

import re

from extractors import generic_labels
from extractors import generic_lines as shapes
from extractors.decision.draft import Draft
from extractors.detectors.dates import labelled_dates
from extractors.detectors.identifiers import find_own_dois
from extractors.detectors.section_labels import lookup
from extractors.family import Family
from extractors.found import Found
from extractors.page import Entry, Line, Part
from extractors.values import read_citation, read_title

_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.)[ \t]+\S.{0,60}")
BODY = re.compile(
    r"(?:(?:1\.?|I\.)[ \t]+)?(?:introduction|introducción|introdução|einleitung|введение|引言|前言|main)", re.IGNORECASE
)
_RELATED = re.compile(
    r"(?:related|similar|recommended|suggested|more|other|most read|latest|you may|people also|readers also|cited by"
    r"|citing)\b"
    r".{0,60}$|相关|相似|推荐",
    re.IGNORECASE,
)
CITED = re.compile(r"\[[JMCD](?:/OL)?\]")  # GB/T 7714: a whole reference, perhaps to another work
_HEADED = re.compile(
    r"(?P<label>Abstract|ABSTRACT|Summary|Zusammenfassung|Resumen|RESUMEN|Resumo|RESUMO|Résumé|摘\s?要|Аннотация)"
    r"(?:\.|[ \t]?[—–]|[ \t]{2})[ \t]{0,9}(?=[^\W\d_a-z]|\d)"
)
_DASHED = re.compile(r"(?P<label>Keywords|Key words|Index Terms)[ \t]?[—–][ \t]?(?=\S)")  # IEEE
_NAMES_HEADING = re.compile(r"Authors?(?: and affiliations| information)?:?", re.IGNORECASE)
BELOW_NAMES = re.compile(
    r"著者情報|author information|› author affiliations|show (?:author )?affiliations", re.IGNORECASE
)
SHORTEST, SHORTEST_HAN = 150, 60  # characters of an abstract
_HEAD = 60  # lines above the abstract that may tell what it is of
_END = "end"  # stands where what speaks of the work ends
_ONE_LINE = ("container_title", "publisher", "volume", "issue", "pages", "issued", "language", "doi", "source")


class Dump(Family):
    """A text dump: its labels, and where in it the work is spoken of."""

    name = "dump"
    labels = {
        key: (*generic_labels.LABELS.get(key, ()), *generic_labels.DUMP_LABELS.get(key, ()))
        for key in dict.fromkeys((*generic_labels.LABELS, *generic_labels.DUMP_LABELS))
    }
    stops = (*generic_labels.STOPS, *generic_labels.DUMP_STOPS)
    glued = ("doi", "issn", "volume", "issue", "pages", "container_title", "language", "status")
    ignore_case = True

    def entries(self, part: Part) -> list[Entry]:
        """The labelled values, with what dumps do to them: headings within the line, values that run on."""
        assert self._table is not None
        found = self._table.read(_without_first_section(part.lines))
        found = [entry for entry in found if entry.key != "abstract" or entry.end - entry.start >= 20]
        if not any(entry.key == "abstract" and entry for entry in found):
            found += _headed(part.lines, "abstract", _HEADED, SHORTEST)
        if not any(entry.key == "keywords" and entry for entry in found):
            found += _headed(part.lines, "keywords", _DASHED, 0)
        found.sort(key=lambda entry: entry.label_start)
        for entry in found:
            if entry.key in _ONE_LINE and len(entry.lines) > 1:
                _keep(entry, 1)
            elif entry.key == "abstract" and entry:
                _keep(entry, _prose_lines(entry.lines))
        end = self._own_end(part, found)
        own = [entry for entry in found if entry.label_start < end or entry.key == "references"]
        return [*own, Entry(_END, "", end, end, end, end, [], 0, end)]

    def _front_end(self, part: Part) -> int:
        """Where the part of the page that speaks of the work ends."""
        return part.entries[_END].label_start

    def _around(self, part: Part) -> list[tuple[int, int]]:
        """The spans above and below the abstract where the page speaks of the work, not the work of itself."""
        end, abstract = self._front_end(part), part.entries.get("abstract")
        if not abstract:
            return [(part.start, end)]
        return [(part.start, abstract.label_start), (min(abstract.end, end), end)]

    def _own_end(self, part: Part, entries: list[Entry]) -> int:
        """Where the part of the page that speaks of the work ends: at its text, its references, or other works.

        Below an abstract, a heading of the text or of related works ends it, and so does any line that could be the
        title of another.
        """
        end = min((entry.label_start for entry in entries if entry.key == "references" and entry), default=part.end)
        abstract = next((entry for entry in entries if entry.key == "abstract" and entry), None)
        if abstract is None:
            return end
        values = {line.start for entry in entries if entry.key != "abstract" for line in entry.lines[:1]}
        values |= {entry.label_start for entry in entries}
        for line in part.lines:
            if line.start < abstract.end or line.start in values:
                continue
            if line.start >= end:
                break
            if BODY.fullmatch(line.text.rstrip(": ")) or _NUMBERED_HEADING.fullmatch(line.text):
                return line.start
            if self._has_label(line):
                continue
            if _RELATED.match(line.text):
                return line.start
            if (
                shapes.is_title(line)
                and not (self._table and self._table.match(line.text))
                and not is_place(part, line)
            ):
                return line.start
        return end

    def _front(self, part: Part) -> list[Line]:
        end = self._front_end(part)
        return [line for line in part.lines if line.start < end and line.chrome is None][:400]

    def _head(self, part: Part) -> list[Line]:
        """The lines above the abstract that no boilerplate rule covers."""
        ends = [entry.label_start for key in ("abstract", "keywords", "references") if (entry := part.entries.get(key))]
        end = min(ends, default=part.end + 1)
        return [line for line in part.lines[: 2 * _HEAD] if line.start < end and line.chrome is None][:_HEAD]

    def _affiliation_letters(self, part: Part, names: Line) -> str:
        """The letters that affiliations below the names open with (`a Department of …`), where names carry them."""
        below = part.page.lines[names.number + 1 : names.number + 12]
        marks = [
            line.text[0] for line in below if shapes.LETTERED.match(line.text) and shapes.is_affiliation(line.text)
        ]
        return "".join(marks) if marks[:1] == ["a"] else ""

    def _is_labelled(self, line: Line, part: Part) -> bool:
        """Whether a line carries a label or is the value of one that keeps its value to itself."""
        return self._has_label(line) or any(
            entry.start == line.start
            for key in (*_ONE_LINE, "authors", "doi", "source", "other", "status")
            if (entry := part.entries.get(key))
        )

    def _has_label(self, line: Line) -> bool:
        """Whether a line opens with a label; of a heading that opens nothing, only with a value beside it."""
        assert self._table is not None
        match = self._table.match(line.text)
        return match is not None and (bool(match[0]) or match[2] < len(line.text))

    def _title_ends(self, part: Part, head: list[Line]) -> list[int]:
        """Where no title stands any more: at labelled names; without an abstract, at the first DOI or citation too."""
        authors = part.entries.get("authors")
        ends = [authors.label_start] if authors else []
        if not part.entries.get("abstract"):
            ends += [line.start for line in head if "10." in line.text and find_own_dois(line.text)][:1]
        return ends

    def _is_dated(self, line: Line) -> bool:
        """Whether the number of a line is that of a labelled date."""
        return bool(len(line.text) < 60 and labelled_dates(line.text))

    def _titles(self, part: Part, candidates: list[Line]) -> list[Found[str]]:
        """The titles that lines can be, with the lines they go on in; names of journals only where nothing else is."""
        works = [line for line in candidates if not self._is_container(part, line)] or candidates
        found = []
        for line in works:
            last = line
            for below in part.page.lines[line.number + 1 : line.number + 4]:
                if not shapes.joined(last, below):
                    break
                last = below
            title = read_title(part.page.text, line.start, last.end)
            if title is not None:
                found.append(_without_badge(title))
        return found

    def _is_container(self, part: Part, line: Line) -> bool:
        """Whether a line names a journal: by its words, or as the line below says volume and pages and no journal."""
        if shapes.is_container(line.text):
            return True
        below = part.page.lines[line.number + 1 : line.number + 2]
        if not below or not any(c.isdigit() for c in below[0].text) or len(below[0].text) > 200:
            return False
        read = read_citation(part.page.text, below[0].start, below[0].end)
        return "volume" in read and "container_title" not in read

    def _labelled_names(self, entry: Entry) -> list[Line]:
        """The lines of names behind a label: all on one line, or one a line as a list."""
        first, *rest = entry.lines
        if first.text.rstrip(":").casefold() == "listed" and rest:  # RePEc
            first, *rest = rest
        if shapes.is_item(first):
            lines = [first]
            for line in rest:
                if not shapes.is_item(line):
                    break
                lines.append(line)
            return lines if all(shapes.is_name_line(line, True) for line in lines) else []
        named = shapes.is_name_line(first, "," in first.text) or _is_han_name(first.text)
        following = [line for line in rest[:2] if shapes.is_name_line(line, False)]
        return [first] if named and not following else []

    def _name_lines(self, part: Part) -> list[Line]:
        """The lines above the abstract that are the names: one line, or names one a line with what parts them.

        Names one a line are one run where nothing but commas and affiliations stands between; one usual name, or their
        place below the title, tells what all are. Two runs that differ are no sure sign.
        """
        runs: list[list[Line]] = []
        sure: list[bool] = []
        running = below_title = False
        head = self._head(part)
        for line in head:
            if not shapes.may_be_names(line) or self._is_labelled(line, part):
                headed = part.page.lines[line.number - 1 : line.number] if line.number else []
                running = running and (
                    shapes.is_between_names(line) or bool(headed and headed[0].text == "Affiliation:")
                )
                heads = shapes.is_title(line) or _NAMES_HEADING.fullmatch(line.text) is not None
                below_title = heads or (below_title and shapes.is_between_names(line))
                continue
            if running and not (shapes.is_list(runs[-1][-1]) or shapes.is_list(line)):
                runs[-1].append(line)
            else:
                runs.append([line])
                sure.append(False)
                running = True
            below = part.page.lines[line.number + 1 : line.number + 2]
            placed = bool(below) and shapes.is_between_names(below[0])
            sure[-1] = sure[-1] or shapes.is_name_line(line, below_title, placed)
        known = [run for run, is_sure in zip(runs, sure, strict=True) if is_sure]
        if len({tuple(line.text for line in run) for run in known}) != 1:
            return []
        return [] if self._is_part_of_list(part, known[-1]) else known[-1]

    def _is_part_of_list(self, part: Part, run: list[Line]) -> bool:
        """Whether names one a line are but some of those printed: what parts names stands above, or goes on below."""
        if any(shapes.is_list(line) for line in run):
            return False
        lines = part.page.lines
        above = lines[max(run[0].number - 1, 0) : run[0].number]
        if (
            above
            and (shapes.is_item(above[0]) or shapes.is_between_names(above[0]))
            and not _NAMES_HEADING.fullmatch(above[0].text)
        ):
            return True
        at = run[-1].number + 1
        while at < len(lines) and shapes.is_between_names(lines[at]):
            at += 1
        if at == run[-1].number + 1 or at + 1 >= len(lines) or self._is_labelled(lines[at], part):
            return False
        return len(lines[at].text.split()) < 6 and shapes.is_between_names(lines[at + 1])

    def _shows_several(self, part: Part, draft: Draft) -> bool:
        """Whether the page lists several works: citations of several places, or names labelled more than once."""
        if sum(entry.key == "authors" and bool(entry) and entry.cell for entry in self.entries(part)) > 1:
            return True
        if "abstract" in draft.values:
            return False
        if sum(is_abstract_heading(line.text) for line in part.lines) > 1:
            return True
        places = set()
        for line in self._front(part):
            if len(line.text) < 600 and any(c.isdigit() for c in line.text) and not self._is_dated(line):
                read = read_citation(part.page.text, line.start, line.end)
                if "volume" in read and "first_page" in read:
                    places.add((read["volume"].value, read["first_page"].value))  # type: ignore[union-attr]
        dois = {found.value for found in find_own_dois(part.page.text, part.start, self._front_end(part))}
        return len(places) > 1 or len(dois) > 1


def is_place(part: Part, line: Line) -> bool:
    """Whether a line says where a work appeared, and nothing else."""
    if len(line.text) > 300 or not any(c.isdigit() for c in line.text):
        return False
    read = read_citation(part.page.text, line.start, line.end)
    return "first_page" in read and "volume" in read and bool(read.keys() & {"issued", "container_title", "issue"})


def _without_badge(title: Found[str]) -> Found[str]:
    """A title without the badge glued to it (SciELO)."""
    for badge in ("Open-access ", "Open Access "):
        if title.value.startswith(badge):
            return Found(title.value[len(badge) :], title.start + len(badge), title.end)
    return title


def _prose_lines(lines: list[Line]) -> int:
    """How many of the lines below a heading are the abstract: up to a numbered heading or one of related works."""
    count = 0
    for line in lines:
        if _DASHED.match(line.text):
            break
        if (_NUMBERED_HEADING.fullmatch(line.text) and len(line.text.split()) < 9) or (
            count and _RELATED.match(line.text)
        ):
            break
        count += 1
    while count > 1 and _is_no_prose(lines[count - 1]) and lookup(lines[count - 2].text.rstrip(": ")) is None:
        count -= 1
    return count


def _is_no_prose(line: Line) -> bool:
    """Whether a line below an abstract is no part of it: short, without the end of a sentence."""
    return len(line.text) < 150 and not line.text.rstrip("\"'”’»)]").endswith(
        (".", "!", "?", "。", "！", "？", "…", ";", ":")
    )


def _is_han_name(text: str) -> bool:
    bare = text.replace(" ", "").replace("\u3000", "")
    return 2 <= len(bare) <= 4 and all("\u4e00" <= c <= "\u9fff" for c in bare)


def _keep(entry: Entry, lines: int) -> None:
    """Cuts a value to its first lines."""
    if lines >= len(entry.lines):
        return
    if not lines:
        entry.lines, entry.end = [], entry.start
        return
    del entry.lines[lines:]
    entry.end = entry.last = entry.lines[-1].end


def _without_first_section(lines: list[Line]) -> list[Line]:
    """The lines without an `Introduction` right below the heading of an abstract, which is a section of it."""
    return [
        line
        for n, line in enumerate(lines)
        if not (n and BODY.fullmatch(line.text.rstrip(": ")) and is_abstract_heading(lines[n - 1].text))
    ]


_ABSTRACT_HEADINGS = frozenset(label.casefold() for label in Dump.labels["abstract"])


def is_abstract_heading(text: str) -> bool:
    return text.rstrip(":： ").casefold() in _ABSTRACT_HEADINGS


def _headed(lines: list[Line], key: str, heading: re.Pattern[str], longer: int) -> list[Entry]:
    """The first line that opens with a heading and, beside it, a full stop or dash (`Abstract. We …`)."""
    for line in lines:
        if len(line.text) > longer and line.chrome is None and (match := heading.match(line.text)):
            start = line.start + match.end()
            body = Line(line.text[match.end() :], start, line.end, line.number, line.spaced)
            label_end = line.start + match.end("label")
            return [Entry(key, match["label"], line.start, label_end, start, line.end, [body], line.number, line.end)]
    return []
