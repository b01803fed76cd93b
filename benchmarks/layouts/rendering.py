"""Layouts and the pages they give: one template a layout, one seed a page."""

import hashlib
import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from benchmarks.layouts.marks import ALL, Marks, Span
from benchmarks.layouts.papers import Paper, invent, of_work, prose, vary, words
from benchmarks.layouts.shown import Shown
from benchmarks.layouts.tools import FILTERS, Tools
from benchmarks.synthetic.works import Work

ROOT = Path(__file__).parent
_SETTING = re.compile(r"^\s*(languages|interface|entries): *(.+?) *$", re.M)
_HEAD_TAGS = "\ue003"
_TAG_LINE = re.compile(r"^[ \t]*(\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})[ \t]*\n", re.M | re.S)
_BLANKS = re.compile(r"\n{4,}")


@dataclass(frozen=True)
class Layout:
    """A template: `kind` article or list, `media` text or html, and what its header says of it."""

    path: Path
    kind: str
    media: str
    settings: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.name.split(".")[0]

    @property
    def key(self) -> str:
        """Unique among all layouts: the name and the medium."""
        return f"{self.name}.{self.media}"

    @property
    def held_out(self) -> bool:
        """A third of the layouts, by a hash of their name: a site's text and HTML stay together."""
        return int(hashlib.sha1(self.name.encode()).hexdigest(), 16) % 3 == 0

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the papers; `corpus` stands for papers of the corpus."""
        return tuple(self.settings.get("languages", "corpus").split())


@dataclass(frozen=True)
class Page:
    """A rendered page with its spans (text pages only) and the facts of each of its records."""

    layout: Layout
    number: int
    text: str
    spans: list[Span]
    facts: list[dict[str, Any]]

    @property
    def file(self) -> str:
        return f"{self.layout.name}/{self.number}.{'txt' if self.layout.media == 'text' else 'html'}"

    def gold(self) -> dict[str, Any]:
        """The page's line of gold.jsonl."""
        layout = self.layout
        known = {"file": self.file, "layout": layout.name, "media": layout.media, "kind": layout.kind}
        known["held_out"] = layout.held_out
        shown: dict[str, Any] = {"records": self.facts} if layout.kind == "list" else self.facts[0]
        spans = [[s.name, s.start, s.end, s.record] for s in self.spans] if layout.media == "text" else None
        return {**known, **shown, "spans": spans}


def layouts(names: Sequence[str] = ()) -> list[Layout]:
    """All layouts, or those named. Raises ValueError for a name that is none."""
    found = []
    for kind, folder in (("article", "article"), ("list", "lists")):
        for path in sorted((ROOT / folder).glob("*.j2")):
            source = path.read_text(encoding="utf-8")
            head = source[: source.find("#}")]
            media = "html" if path.name.endswith(".html.j2") else "text"
            found.append(Layout(path, kind, media, dict(_SETTING.findall(head))))
    unknown = set(names) - {layout.name for layout in found}
    if unknown:
        raise ValueError(f"no such layout: {', '.join(sorted(unknown))}")
    return [layout for layout in found if not names or layout.name in names]


class _WholeLines(Extension):
    """A line that holds one tag and nothing else leaves nothing on the page; every other line keeps its end."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _TAG_LINE.sub(r"\1", source)


def _environment(markup: bool) -> Environment:
    made = Environment(
        loader=FileSystemLoader(ROOT),
        extensions=[_WholeLines],
        undefined=StrictUndefined,
        autoescape=markup,
    )
    made.filters |= FILTERS
    return made


_ENVIRONMENTS = {media: _environment(media == "html") for media in ("text", "html")}


def render(layout: Layout, number: int, works: Sequence[Work], seed: int = 1, *, head_tags: bool = False) -> Page:
    """Page `number` of `layout`: the same for the same seed and works, whatever else is rendered.

    `head_tags` gives an HTML page the `citation_*` tags of what it shows.
    """
    rng = random.Random(f"{seed}:{layout.key}:{number}")
    marks = Marks(layout.media == "html")
    language = rng.choice(layout.languages)
    interface = layout.settings.get("interface") or ("en" if language == "corpus" else language)
    code = rng.choice(interface.split())
    tools = Tools(rng, marks, words(code))
    if layout.kind == "article":
        shown, records = Shown(vary(rng, _paper(rng, language, works)), marks, rng, interface=code), 1
        context: dict[str, Any] = {"w": shown, "p": shown.paper}
    else:
        issue, entries = _entries(rng, marks, (language, code), works, layout)
        records, context = len(entries), {"issue": issue, "entries": entries}
    others = [
        Shown(_paper(rng, language, works), marks, rng, quiet=True, interface=code) for _ in range(rng.randint(3, 12))
    ]
    context |= {"others": others, "t": tools, "head_tags": Markup(_HEAD_TAGS) if marks.markup else ""}
    context |= {"pick": tools.pick, "chance": tools.chance, "num": tools.num, "L": tools.lists}
    template = _ENVIRONMENTS[layout.media].get_template(str(layout.path.relative_to(ROOT)))
    raw = template.render(context, prose=lambda n=3: marks.text(_sentences(rng, tools.code(language), n)))
    text, spans, facts = marks.finish(_tidy(rng, str(raw), layout.media), records)
    for record, each in enumerate(facts):
        paper = context["w"].paper if layout.kind == "article" else context["entries"][record].paper
        each["language"] = paper.language if each["title"] else None
    if marks.markup:
        text, spans = text.replace(_HEAD_TAGS, _tags(facts[0]) if head_tags and layout.kind == "article" else ""), []
    return Page(layout, number, text, spans, facts)


def _sentences(rng: random.Random, language: str, count: int) -> str:
    return ("" if language in ("zh", "ja") else " ").join(prose(rng, language, count))


def _paper(rng: random.Random, language: str, works: Sequence[Work]) -> Paper:
    if language == "corpus" and works:
        return of_work(rng, _recent(rng, works))
    own = [w for w in works if w.language == language]
    if own and rng.random() < 0.5:
        return of_work(rng, rng.choice(own))
    return invent(rng, "en" if language == "corpus" else language)


def _recent(rng: random.Random, works: Sequence[Work]) -> Work:
    """One of `works`, mostly of the years whose papers stand on such pages."""
    for _ in range(20):
        work = rng.choice(works)
        if work.year >= 1985 or (work.year >= 1950 and rng.random() < 0.2):
            return work
    return rng.choice(works)


def _entries(
    rng: random.Random, marks: Marks, languages: tuple[str, str], works: Sequence[Work], layout: Layout
) -> tuple[Shown, list[Shown]]:
    """The entries of a list; `entries: issue` makes them articles of one issue."""
    language, interface = languages
    base = _paper(rng, language, works)
    count = rng.choice((3, 5, 7, 10, 10, 12, 15, 20, 25))
    papers, page = [], rng.randint(1, 300)
    for _ in range(count):
        paper = vary(rng, _paper(rng, language, works))
        if layout.settings.get("entries") == "issue":
            last = page + rng.randint(2, 24)
            paper = _of_issue(paper, base, page, last)
            page = last + 1
        papers.append(paper)
    titles = {paper.title: paper for paper in reversed(papers)}  # one entry a title, the first
    papers = list(reversed(titles.values()))
    shown = [Shown(paper, marks, rng, at, interface=interface) for at, paper in enumerate(papers)]
    return Shown(base, marks, rng, ALL, interface=interface), shown


def _of_issue(paper: Paper, issue: Paper, first: int, last: int) -> Paper:
    same = ("journal", "journal_abbr", "journal_en", "publisher", "place", "year", "month", "issn", "volume", "issue")
    return replace(
        paper,
        **{name: getattr(issue, name) for name in same},
        first_page=str(first),
        last_page=str(last),
        article_number=None,
    )


def _tidy(rng: random.Random, text: str, media: str) -> str:
    """What scrapes do to white space: nothing, mostly."""
    text = text.strip("\n") + "\n"
    if media == "html":
        return text
    text = _BLANKS.sub("\n\n\n", re.sub(r"[ \t]+\n", "\n", text))
    dice = rng.random()
    if dice < 0.15:  # every blank line lost
        return re.sub(r"\n{2,}", "\n", text)
    if dice < 0.25:  # paragraphs far apart
        return re.sub(r"\n\n", "\n\n\n", text)
    if dice < 0.32:
        return text.replace("\n", "\r\n")
    return text


def _tags(facts: dict[str, Any]) -> str:
    """The `citation_*` tags that publishers put into the head."""
    rows = [("title", facts["title"]), *(("author", name) for name in facts["authors"] or [])]
    rows += [("journal_title", facts["journal"]), ("publication_date", (facts["issued"] or "").replace("-", "/"))]
    rows += [("volume", facts["volume"]), ("issue", facts["issue"]), ("doi", facts["doi"])]
    rows += [("firstpage", facts["first_page"] or facts["article_number"]), ("lastpage", facts["last_page"])]
    rows += [("issn", number) for number in facts["issn"] or []]
    return "\n".join(f'<meta name="citation_{n}" content="{html.escape(str(v))}">' for n, v in rows if v)


def pages(
    chosen: Sequence[Layout], works: Sequence[Work], count: int, seed: int = 1, *, head_tags: bool = False
) -> Iterator[Page]:
    """`count` pages of each layout."""
    for layout in chosen:
        for number in range(count):
            yield render(layout, number, works, seed, head_tags=head_tags)
