"""What a template asks of a paper: each method prints a fact and notes that the page shows it."""

import random
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from benchmarks.layouts import citing
from benchmarks.layouts.dates import precision, written
from benchmarks.layouts.marks import Marks
from benchmarks.layouts.names import printed
from benchmarks.layouts.papers import Paper, words
from benchmarks.synthetic.works import Person

_LANGUAGES = {"de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "tr": "Turkish", "ru": "Russian"}


@dataclass(frozen=True)
class Shown:
    """A paper on a page. `record` is its place in a list; a `quiet` one (another work) is printed without a mark."""

    paper: Paper
    marks: Marks
    rng: random.Random
    record: int = 0
    quiet: bool = False
    weak: bool = False
    interface: str = "en"

    def put(self, name: str, text: Any, value: Any = None) -> str:
        """Prints `text`, noted as `name`; nothing where there is nothing."""
        if text in (None, ""):
            return ""
        if self.quiet:
            return self.marks.text(text)
        return self.marks.put(name, text, value, self.record, weak=self.weak)

    # -- single facts

    @property
    def title(self) -> str:
        return self.put("title", self.paper.title)

    @property
    def title_en(self) -> str:
        """The parallel English title: not the title that the record has."""
        return self.put("title_translated", self.paper.title_en)

    @property
    def title_as_main(self) -> str:
        """The English title where the page shows no other."""
        return self.put("title", self.paper.title_en)

    @property
    def plain_title(self) -> str:
        """The title where it is not the page's own print of it (in `<title>`, in a share button)."""
        return self.marks.text(self.paper.title)

    @property
    def journal(self) -> str:
        return self.put("journal", self.paper.journal)

    @property
    def journal_abbr(self) -> str:
        return self.put("journal", self.paper.journal_abbr)

    @property
    def journal_en(self) -> str:
        return self.put("journal", self.paper.journal_en)

    @property
    def volume(self) -> str:
        return self.put("volume", self.paper.volume)

    @property
    def issue(self) -> str:
        return self.put("issue", self.paper.issue)

    @property
    def year(self) -> str:
        return self.put("issued", self.paper.year, str(self.paper.year))

    @property
    def doi(self) -> str:
        return self.put("doi", self.paper.doi)

    @property
    def first(self) -> str:
        if self.paper.article_number:
            return self.put("article_number", self.paper.article_number)
        return self.put("first_page", self.paper.first_page)

    @property
    def last(self) -> str:
        return self.put("last_page", self.paper.last_page)

    def pages(self, sep: str = "-") -> str:
        """`12-34`, a single page, or an article number; `sep` between first and last."""
        if self.paper.last_page:
            return self.join("", (self.first, sep, self.last))
        return self.first

    @property
    def language_name(self) -> str:
        """The paper's language in English words."""
        return _LANGUAGES.get(self.paper.language, "English")

    @property
    def page_count(self) -> int:
        if self.paper.first_page and self.paper.last_page and self.paper.first_page.isdigit():
            return int(self.paper.last_page) - int(self.paper.first_page) + 1
        return self.rng.randint(3, 24)

    def issn(self, at: int = 0) -> str:
        """The ISSN at `at`, or nothing."""
        return self.put("issn", self.paper.issn[at]) if at < len(self.paper.issn) else ""

    def issns(self, sep: str = ", ") -> str:
        return self.join(sep, [self.issn(i) for i in range(len(self.paper.issn))])

    def date(self, form: str = "%d %B %Y", note: bool = True) -> str:
        """The date of publication in `form` (see `dates.written`), in the paper's page language."""
        parts = (self.paper.year, self.paper.month, self.paper.day)
        text = written(form, parts, self.interface)
        return self.put("issued", text, precision(form, parts)) if note else self.marks.text(text)

    def before(self, days: int, form: str = "%d %B %Y") -> str:
        """A date about `days` before publication (received, accepted): no date of issue."""
        total = self.paper.year * 360 + (self.paper.month - 1) * 30 + self.paper.day - 1 - days - self.rng.randint(0, 9)
        parts = (total // 360, total % 360 // 30 + 1, min(28, total % 30 + 1))
        text = written(form, parts, self.interface)
        return self.marks.text(text) if self.quiet else self.marks.put("date", text, text, self.record)

    # -- people

    def authors(
        self,
        style: str = "natural",
        sep: str = ", ",
        last: str | None = None,
        mark: str | None = None,
        each: str = "{}",
        people: tuple[Person, ...] | None = None,
        final: str = "",
    ) -> str:
        """All authors. `mark` puts affiliation marks behind names: `1`, ` 1`, `a`, `(1)`, `[1 ]`; `each` wraps a name.

        `last` parts the last two; `final` stands behind the last mark (a star, an envelope).
        """
        people = self.paper.authors if people is None else people
        native = self.paper.native and people is self.paper.authors
        literals = [printed(p, style, native) for p in people]
        inner = []
        for at, (person, literal) in enumerate(zip(people, literals, strict=True)):
            name = self.put("author", literal)
            sign = self.marks.text(self._sign(person, mark) + (final if at == len(people) - 1 else ""))
            before, _, after = each.partition("{}")
            inner.append(self.join("", (self.safe(before), name, sign, self.safe(after))))
        joined = self.join(sep, inner)
        if last is not None and len(inner) > 1:
            joined = self.join("", (self.join(sep, inner[:-1]), self.safe(last), inner[-1]))
        return self._authors(joined, literals) if literals else ""

    def authors_en(self, style: str = "natural", sep: str = ", ", **options: Any) -> str:
        """The authors in Latin letters, as an English part prints them: a second list, not noted as the authors."""
        people = self.paper.authors_en
        hushed = Shown(self.paper, self.marks, self.rng, self.record, True, self.weak, self.interface)
        text = hushed.authors(style, sep, people=people, **options)
        return text if self.quiet else self._span("authors_translated", text)

    def _span(self, name: str, text: str) -> str:
        return self.marks.put(name, Markup(text) if self.marks.markup else text, "", self.record, weak=True)

    def _authors(self, text: str, literals: list[str]) -> str:
        if self.quiet:
            return text
        return self.marks.put(
            "authors", Markup(text) if self.marks.markup else text, literals, self.record, weak=self.weak
        )

    def _sign(self, person: Person, mark: str | None) -> str:
        if mark is None:
            return ""
        numbers = [self.paper.affiliations.index(a) for a in person.affiliations if a in self.paper.affiliations]
        if not numbers:
            return ""
        signs = [chr(97 + n) if "a" in mark else str(n + 1) for n in numbers]
        return mark.replace("a", "1").replace("1", ",".join(signs), 1)

    def affiliations(self, form: str = "{n} {}", sep: str = "\n") -> str:
        """The organisations, each in `form` (`{n}` its number, `{a}` its letter), joined by `sep`."""
        rows = []
        for at, name in enumerate(self.paper.affiliations):
            before, _, after = form.replace("{n}", str(at + 1)).replace("{a}", chr(97 + at)).partition("{}")
            rows.append(self.join("", (self.safe(before), self.put("affiliation", name), self.safe(after))))
        return self.join(sep, rows)

    def people(self) -> list[dict[str, Any]]:
        """One row a person, for layouts that print names far apart: call `listed` around the whole block."""
        native = self.paper.native
        return [
            {
                "person": p,
                "organisation": ", ".join(p.affiliations),
                "natural": self.put("author", printed(p, "natural", native)),
                "inverted": self.put("author", printed(p, "inverted", native)),
                "last": at == len(self.paper.authors) - 1,
            }
            for at, p in enumerate(self.paper.authors)
        ]

    def listed(self, block: str, style: str = "natural") -> str:
        """`block` prints the authors in `style`, from `people()`."""
        literals = [printed(p, style, self.paper.native) for p in self.paper.authors]
        return self._authors(block, literals)

    # -- abstract, keywords

    def abstract(self, style: str = "inline", english: bool = False) -> str:
        """The abstract: labels `inline` (`Label: …`), `bare` (`Label …`), `glued`, `line`, `line:`, `caps` or `plain`.

        With `english` the parallel abstract, which is not the record's own.
        """
        sentences = self.paper.sentences_en if english else self.paper.sentences
        labels = self.paper.labels_en if english else self.paper.labels
        if not sentences:
            return ""
        if not labels or style == "plain":
            body: str = self.marks.text(("" if self._unspaced(english) else " ").join(sentences))
        else:
            body = self._sections(list(sentences), labels, style, english)
        name = "abstract_translated" if english else "abstract"
        if self.quiet:
            return body
        return self.marks.put(name, Markup(body) if self.marks.markup else body, "", self.record)

    def _sections(self, sentences: list[str], labels: tuple[str, ...], style: str, english: bool) -> str:
        size = len(sentences) // len(labels)
        joint = "" if self._unspaced(english) else " "
        parts = []
        for at, label in enumerate(labels):
            end = None if at == len(labels) - 1 else (at + 1) * size
            said = self.marks.text(joint.join(sentences[at * size : end]))
            shape = {"caps": label.upper(), "(caps)": label.upper()}.get(style, label)
            name = self.put("section_labels" if not english else "label", shape)
            mark = {
                "inline": ": ",
                "dot": ". ",
                "bare": " ",
                "glued": "",
                "caps": "  ",
                "line": "\n\n",
                "line:": ":\n\n",
            }
            close = "：" if style == "inline" and joint == "" else mark.get(style, ": ")
            if style == "brackets":
                name, close = self.join("", ("[", name)), "]"
            parts.append(self.join("", (name, close, said)))
        between = {"glued": "", "line": "\n\n", "line:": "\n\n", "caps": "\n\n"}.get(style, joint or "")
        return self.join(between, parts)

    def _unspaced(self, english: bool) -> bool:
        return self.paper.language in ("zh", "ja") and not english

    def teaser(self, length: int = 160) -> str:
        """The first characters of the abstract, cut off."""
        return self.marks.text(" ".join(self.paper.sentences)[:length] + "...") if self.paper.sentences else ""

    def keywords(self, sep: str = ", ", upper: bool = False) -> str:
        return self._keywords("keywords", self.paper.keywords, sep, upper)

    def keywords_en(self, sep: str = ", ") -> str:
        return self._keywords("keywords_translated", self.paper.keywords_en, sep, False)

    def _keywords(self, name: str, keywords: tuple[str, ...], sep: str, upper: bool) -> str:
        kept = [k.upper() if upper else k for k in keywords]
        text = self.join(sep, [self.marks.text(k) for k in kept])
        if self.quiet or not kept:
            return text
        return self.marks.put(name, Markup(text) if self.marks.markup else text, kept, self.record, weak=False)

    # -- whole citations

    def cite(self, style: str = "apa") -> str:
        """The page's citation of its own work: what it shows counts where the page shows it nowhere else."""
        view = Shown(self.paper, self.marks, self.rng, self.record, self.quiet, True, self.interface)
        return citing.STYLES[style](view)

    def reference(self, style: str = "apa") -> str:
        """The paper as an entry of another's list of references."""
        hushed = Shown(self.paper, self.marks, self.rng, self.record, True)
        text = citing.STYLES[style](hushed)
        return self.marks.put("reference", Markup(text) if self.marks.markup else text, "", self.record)

    # -- help for templates

    def join(self, sep: str, parts: Any) -> str:
        """Joins what is there."""
        kept = [p for p in parts if p not in (None, "")]
        return Markup(self.safe(sep)).join(kept) if self.marks.markup else sep.join(kept)

    def safe(self, text: str) -> str:
        """Text of a template: its markup stands."""
        return Markup(text) if self.marks.markup else text

    @property
    def names(self) -> dict[str, Any]:
        """The words of the page's language."""
        return words(self.interface)
