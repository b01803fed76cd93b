"""An HTML page of no known family: what its head says, and what the page shows where the head is silent.

No rule here knows a publisher's markup. Fields are found by headings and labels, by where they stand to the title, and
by conventions of markup that many sites share.
"""

from itertools import islice

from extractors.decision.draft import Draft, Evidence
from extractors.detectors.abstracts import is_teaser_of, is_truncated, render_abstract, split_abstract
from extractors.family import Family
from extractors.found import AbstractText, Found
from extractors.html import body_fields
from extractors.html.body_abstract import find_abstract, find_unheaded, has_heading
from extractors.html.body_authors import byline, find_authors
from extractors.html.body_bibtex import read_bibtex
from extractors.html.body_keywords import find_keywords
from extractors.html.body_references import as_found, find_references
from extractors.html.body_title import find_title, only_heading
from extractors.html.head import Head
from extractors.html.outline import Outline, letters
from extractors.page import Line, Page
from extractors.page.account import Account
from extractors.values import Reading, read_abstract, read_title
from extractors.witnesses import abbreviates, evidence, fill_from_head, fill_weakly

# what a field adds to the certainty that a page shows a record, and how much makes one
WEIGHTS = {
    **dict.fromkeys(("doi", "pmid", "pmcid", "arxiv_id", "abstract"), 2),
    **dict.fromkeys(("title", "authors", "keywords", "container_title", "volume", "issue", "first_page"), 1),
    **dict.fromkeys(("issn", "isbn"), 1),
}
ENOUGH = 3
_BLOCK = 40  # lines below a title that may tell who wrote the work, and where it appeared
_NOTES = ("dc.description", "dcterms.description", "description", "og:description", "twitter:description")
_BELOW_HEADING = 8  # lines from a heading on that its text begins in
_DESCRIPTION, _LD_KEYWORDS = "ld+json:description", "ld+json:keywords"
_LONG = 200  # characters of a description that is no teaser
_FOOT = 25  # lines of a page's end that may be a note on the work
_PROSE = 250  # characters of a line that ends them


class Landing(Family):
    """Pages of any site that show one work each."""

    name = "generic"

    def read(self, page: Page, account: Account) -> list[Draft]:
        """One record where enough was read to be sure that the page shows one; else none, and no claim."""
        if page.rendered is None or page.head is None:
            return []
        trial = Account(page.text)
        reader = _Reader(page, Outline(page, page.rendered), page.head, trial)
        draft = reader.read()
        title = draft.values.get("title")
        if title and any(name.literal == title for name in draft.values.get("authors", ())):
            return []  # a person's page
        if sum(WEIGHTS.get(name, 0) for name in draft.values if name not in reader.guessed) < ENOUGH:
            return []
        for claim in trial.claims():
            account.claim(claim.start, claim.end, claim.kind, claim.rule or "")
        return [draft]


class _Reader:
    def __init__(self, page: Page, outline: Outline, head: Head, account: Account) -> None:
        self.page, self.outline, self.head, self.account = page, outline, head, account
        self.draft = Draft()
        self.guessed: set[str] = set()  # fields that any page would seem to have

    def read(self) -> Draft:
        draft, outline = self.draft, self.outline
        fill_from_head(draft, self.head)
        title = find_title(outline, self.head) or (
            None if "title" in draft.values else only_heading(outline, self.head)
        )
        title = title or self._title_above_byline()
        self.top = title.number if title else -1
        self.end = outline.end_of_work(self.top)
        self._title(title)
        self.block = self._block()
        self._authors()
        self._identify()
        self._place(title)
        self._abstract()
        self._keywords()
        self._labelled()
        self._references()
        self._label_above("abstract")
        draft.start = title.start if title else 0
        draft.end = self.block[-1].end if self.block else draft.start  # detectors look no further: texts name others
        fill_weakly(draft, self.head)
        return draft

    def put(self, name: str, found: Reading, rule: str = "") -> None:
        """Claims what was found, and takes it where no better witness told the field; else adds it as evidence."""
        if found is None:
            return
        rule = f"generic.{rule or name}"
        item = Evidence(rule, found.start, found.end)
        if self.draft.put(name, found.value, item):
            self.account.claim(found.start, found.end, "field", rule)

    def _label_above(self, name: str) -> None:
        """Claims the heading right above what was read for a field."""
        starts = [item.start for item in self.draft.evidence.get(name, ()) if item.start is not None]
        line = self.page.line_at(starts[0]) if starts else None
        for label in self.outline.find_labels(name):
            if line is not None and label.line.number == line.number - 1:
                self.account.claim(label.line.start, label.line.end, "label", f"generic.{name}")

    def missing(self, *names: str) -> bool:
        return any(name not in self.draft.values for name in names)

    def _title(self, line: Line | None) -> None:
        if line is None:
            return
        found = read_title(self.page.text, line.start, line.end)
        if found is None:
            return
        if self.missing("title"):
            told = [
                reading for reading in self.head.weak.get("title", ()) if letters(reading.value) == letters(line.text)
            ]
            self.put("title", found)
            for reading in told:
                self.draft.evidence["title"] += evidence("title", reading)
        else:
            self.draft.evidence["title"].append(Evidence("generic.title", found.start, found.end))
            self.account.claim(found.start, found.end, "field", "generic.title")

    def _title_above_byline(self) -> Line | None:
        """The paragraph right above a line `By …`, where no heading and no tag tells the title."""
        if not self.missing("title"):
            return None
        lines = [line for line in self.outline.lines[:60] if line.number not in self.outline.beside]
        for line in lines[1:]:
            if byline(line.text) and len(line.text) < 200 and find_authors(self.outline, [line]):
                first = line.number - 1
                while first and not self.outline.lines[first].spaced:
                    first -= 1
                start, end = self.outline.lines[first], self.outline.lines[line.number - 1]
                if end.end - start.start > 300:
                    return None
                return Line(self.page.text[start.start : end.end], start.start, end.end, end.number)
        return None

    def _block(self) -> list[Line]:
        """The lines below the title up to the abstract or the text."""
        block: list[Line] = []
        for line in self.outline.after(self.top):
            label = self.outline.by_line.get(line.number)
            if label and label.key in ("abstract", "keywords", "references", "") and label.marked:
                break
            if line.number >= self.end or len(block) >= _BLOCK or (len(line.text) > _PROSE and line.text.endswith(".")):
                break
            block.append(line)
        return block

    def _authors(self) -> None:
        if not self.missing("authors"):
            return
        for label in self.outline.find_labels("authors", self.top, self.end):
            span = self.outline.value(label)
            if span and (label.marked or label.value >= 0):
                line = Line(self.page.text[span[0] : span[1]], *span, label.line.number)
                self.put("authors", find_authors(self.outline, [line]))
        if self.top >= 0 and self.missing("authors"):
            self.put("authors", find_authors(self.outline, self.block))
        for reading in self.head.weak.get("authors", ()):
            if all((name.family or name.literal) in self.page.text for name in reading.value):
                self.draft.put("authors", reading.value, *evidence("authors", reading))

    def _identify(self) -> None:
        if self.missing("doi"):
            self.put("doi", body_fields.find_doi(self.outline, self.block, self.top, self.end))

    def _place(self, title: Line | None) -> None:
        outline = self.outline
        near = self.block + (body_fields.above(outline, title) if title else [])
        if self.missing("container_title", "volume", "issue"):
            known = self.draft.values.get("title", "")
            found = body_fields.find_place(outline, near, self.top, self.end, known)
            told = self.draft.values.get("volume")
            self._doubt_site_name(found.get("container_title"))
            volume = found.get("volume")
            if told is None or volume is None or volume.value == told:
                for name, reading in found.items():
                    self.put(name, reading, "citation")
            if found and self.missing("container_title"):
                first = min(reading.start for reading in found.values() if reading)
                self.put("container_title", body_fields.find_container(outline, self.page.line_at(first), title))
        page_title = self.head.page_title
        if self.missing("container_title") and not self.missing("title") and not self.missing("issue") and page_title:
            for name in page_title.replace(" | ", " - ").split(" - "):
                if body_fields.names_journal(name) and letters(name) != letters(self.draft.values["title"]):
                    self.draft.put("container_title", name.strip(), Evidence("head.container_title", tag="title"))
                    break
        self._last_page(near)
        journal = self.draft.values.get("container_title")
        if self.missing("issn") and self.draft.values.get("type", "article-journal") == "article-journal":
            issns = body_fields.find_issn(outline, journal, self.end)
            items = [Evidence("generic.issn", issn.start, issn.end) for issn in issns]
            if self.draft.put("issn", [issn.value for issn in issns], *items):
                for issn in issns:
                    self.account.claim(issn.start, issn.end, "field", "generic.issn")

    def _last_page(self, near: list[Line]) -> None:
        """The pages that no tag and no citation told; or the last one, from a citation that agrees with the tags."""
        names = ("volume", "first_page") if "first_page" in self.draft.values else ("volume", "issue")
        told = {name: self.draft.values[name] for name in names if name in self.draft.values}
        if "volume" not in told:
            return
        if "first_page" in told and self.missing("last_page"):
            self.put("last_page", body_fields.last_page(self.outline, near, told), "citation")
        elif self.missing("first_page", "article_number"):
            for name, reading in body_fields.own_pages(self.outline, self.block, self.top, told).items():
                self.put(name, reading, "pages")

    def _doubt_site_name(self, printed: Reading) -> None:
        """A journal that is named like the site is none where the page names another beside the volume."""
        told = self.draft.values.get("container_title")
        if not told or not printed or letters(told) != letters(self.head.site_name or ""):
            return
        if not abbreviates(printed.value, told) and not abbreviates(told, printed.value):
            del self.draft.values["container_title"], self.draft.evidence["container_title"]
            self.draft.warn("conflict:container_title")

    def _abstract(self) -> None:
        told = self.draft.values.get("abstract")
        if told and not told.truncated and any(section.label for section in told.sections):
            return
        span = find_abstract(self.outline, thorough=told is None or told.truncated)
        sure = span is not None
        if span is None and told is None and not has_heading(self.outline, self.top):
            span = find_unheaded(self.outline, self.head, self._text_top(), self.end)
            self.guessed.add("abstract")
        found = read_abstract(self.page.text, *span) if span else None
        if found is None:
            self._described()
            return
        if told is None:
            self.put("abstract", found)
            return
        text, shown = render_abstract(told.sections), render_abstract(found.value.sections)
        same = letters(shown)[:60] == letters(text)[:60]
        better = is_teaser_of(text, shown) and len(shown) > len(text) + 20
        labelled = (
            any(section.label for section in found.value.sections) and letters(text)[-40:] == letters(shown)[-40:]
        )
        other = not same and self._is_other_text(text)
        if sure and (better or labelled or other or (told.truncated and same)):
            if other:
                self.draft.warn("conflict:abstract")
            tags = self.draft.evidence.pop("abstract")
            del self.draft.values["abstract"]
            self.put("abstract", found)
            self.draft.evidence["abstract"] += tags
        elif same:
            self.draft.evidence["abstract"].append(Evidence("generic.abstract", found.start, found.end))
            self.account.claim(found.start, found.end, "field", "generic.abstract")

    def _is_other_text(self, told: str) -> bool:
        """Whether what `dc.description` holds is printed below no heading for abstracts: a digest, a note."""
        if any((item.tag or "").casefold().replace(":", ".") not in _NOTES for item in self.draft.evidence["abstract"]):
            return False
        opening = letters(told)[:60]
        for label in self.outline.find_labels("abstract"):
            if opening in letters(label.line.text):
                return False
            for line in islice(self.outline.after(label.line.number), _BELOW_HEADING):
                if line.number in self.outline.ranks:
                    break
                if opening in letters(line.text):
                    return False
        return True

    def _described(self) -> None:
        """The description that JSON-LD gives of the work, where it is long and whole and the page shows no abstract."""
        for reading in self.head.descriptions if self.missing("abstract") else ():
            text = reading.value
            if _DESCRIPTION in reading.tags[0] and len(text) >= _LONG and not is_truncated(text):
                sections = split_abstract(text)
                self.draft.put("abstract", AbstractText(sections), *evidence("abstract", reading))
                return

    def _text_top(self) -> int:
        """The number of the line above the text: the title's, or -1 where that stands at the page's end."""
        lines = len(self.outline.lines)
        return self.top if self.top < max(lines // 2, lines - _FOOT) else -1

    def _keywords(self) -> None:
        self._doubt_keywords()
        if self.missing("keywords") and (read := find_keywords(self.outline, self.top, self.end)):
            label, found = read
            if label:
                end = label.end if label.value < 0 else label.value
                self.account.claim(label.line.start, end, "label", "generic.keywords")
            self.put("keywords", found)
        subjects = set(self.draft.values.get("subjects", ()))
        for reading in self.head.weak.get("keywords", ()) if self.missing("keywords") else ():
            if reading.tags[0] == _LD_KEYWORDS and len(reading.value) > 1 and subjects.isdisjoint(reading.value):
                self.draft.put("keywords", reading.value, *evidence("keywords", reading))

    def _doubt_keywords(self) -> None:
        """Terms that a platform made for search engines (`citation_keyword`) yield to the printed keywords."""
        items = self.draft.evidence.get("keywords", [])
        if not items or any(item.tag != "citation_keyword" for item in items):
            return
        read = find_keywords(self.outline, self.top, self.end)
        told = {keyword.casefold() for keyword in self.draft.values["keywords"]}
        if read and len(told.intersection(map(str.casefold, read[1].value))) * 2 < len(read[1].value):
            del self.draft.values["keywords"], self.draft.evidence["keywords"]

    def _references(self) -> None:
        if not self.missing("references"):
            return
        read = find_references(self.outline, self.top)
        if read:
            label, works, stated = read
            self.account.claim(label.line.start, label.line.end, "label", "generic.references")
            if stated is not None:
                self.put("reference_count", Found(stated, label.line.start, label.line.end))
            self.put("references", as_found(works))

    def _labelled(self) -> None:
        for name in body_fields.LABELLED:
            if self.missing(name):
                self.put(name, body_fields.labelled(self.outline, name, self.top, self.end))
        if self.missing("first_page"):
            for name, reading in body_fields.labelled_pages(self.outline, self.top, self.end).items():
                self.put(name, reading)
        for name, reading in read_bibtex(self.page.text, self.draft.values.get("title", "")).items():
            self.put(name, reading)
        if self.missing("issued"):
            title = self.outline.lines[self.top] if self.top >= 0 else None
            dated = body_fields.dateline(self.outline, self.block, title)
            self.put("issued", dated or body_fields.posted(self.outline, self.top, self.end))
