"""From pages to a learnt description: telling designs apart, refusing what cannot be learnt from, writing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors.families.description import Description
from extractors.page import Page
from extractors.registry import families, phrasebook
from pipeline.errors import PipelineError, UndecodableError
from pipeline.extracting import page_of
from pipeline.inputs import RawPage
from pipeline.learning.designs import Designs, tell_apart
from pipeline.learning.learning import Learnt, learn
from pipeline.learning.recurring import folded
from pipeline.learning.samples import Sample, read, samples_of, shown
from pipeline.learning.signs import host_of
from pipeline.learning.uniting import unite
from pipeline.learning.updating import update
from pipeline.learning.validating import Validation, validate
from pipeline.learning.verifying import prune
from pipeline.learning.writing import description_text

FEWEST, WANTED = 6, 20  # pages that something can be told from, and that are asked for
LONGEST, _LEAST_CHROME = 80, 24  # lines of a description, and lines of chrome that it may name in any case
_EXAMPLES = 3
Tell = Callable[[str], None]


class LearningError(PipelineError):
    """Pages that no description can be learnt from; the message says why, and what to give."""


@dataclass(slots=True)
class Made:
    """A description that was learnt, its text, and the pages that it was learnt from and that do not belong."""

    learnt: Learnt
    text: str
    designs: Designs
    unread: list[str]  # pages that hold no text, with the reason


def learn_description(
    pages: Iterable[RawPage],
    name: str,
    serves: str | None = None,
    mixed: bool = False,
    earlier: Description | None = None,
    tell: Tell = lambda said: None,
) -> Made:
    """Learns a description from pages of one site.

    `mixed` says that the pages are of one site, however little they share; `earlier` is a description of which all that
    still holds is kept. Raises LearningError where there are too few pages, or they are of several sites, or nothing
    tells them from others.
    """
    samples, unread = _opened(pages)
    _check_number(len(samples))
    tell(f"Reading {len(samples)} pages")
    read(samples)
    designs = tell_apart(samples)
    if not designs.one_site and not mixed:
        raise LearningError(_several(designs))
    parts = []
    rivals = _rivals(samples, name)
    for number, group in enumerate(designs.groups, 1):
        tell(f"Learning design {number} of {len(designs.groups)}")
        parts.append(_learn_group(group, rivals, earlier))
    learnt = unite(parts)
    if earlier is not None:
        learnt = update(learnt, earlier, samples)
    text = shortened(learnt, name, serves or _serves(samples, learnt))
    return Made(learnt, text, designs, unread)


def shortened(learnt: Learnt, name: str, serves: str) -> str:
    """The text of a description, without the rules of fewest pages where it is longer than a person likes to read."""
    text = description_text(learnt, name, serves)
    while text.count("\n") > LONGEST and (learnt.chrome.get("navigation") or learnt.rules):
        lines = learnt.chrome.get("navigation", [])
        if len(lines) > _LEAST_CHROME:
            learnt.chrome["navigation"] = lines[:-5]
        elif learnt.rules:
            fewest = min(len(rule.pages) for rule in learnt.rules)
            last = max(n for n, rule in enumerate(learnt.rules) if len(rule.pages) == fewest)
            learnt.rules = learnt.rules[:last] + learnt.rules[last + 1 :]
        else:
            learnt.chrome["navigation"] = []
        text = description_text(learnt, name, serves)
    return text


def validated(made: Made) -> Validation:
    """How well pages are read that a description was not learnt from, design by design."""
    validation = Validation()
    for group in made.designs.groups:
        validate(group, validation)
    return validation


def _learn_group(group: Sequence[Sample], rivals: dict[int, int], earlier: Description | None) -> Learnt:
    """What was learnt of one design. Raises LearningError where nothing tells its pages from others."""
    own = [Sample(number, sample.path, sample.page) for number, sample in enumerate(group)]
    learnt = learn(own, {number: rivals[sample.number] for number, sample in enumerate(group)}, earlier)
    if learnt.enough is None:
        raise LearningError(
            f"nothing that pages such as {shown(group[0].path)} print tells them from pages of other sites; give pages "
            "as they were saved, with their menus and footers, or their addresses"
        )
    prune(learnt, own)
    learnt.hosts = sorted({host for sample in own if (host := host_of(sample))})[:5]
    return learnt


def _opened(pages: Iterable[RawPage]) -> tuple[list[Sample], list[str]]:
    """The pages that can be read, each once; and the names of those that cannot."""
    found: list[tuple[str, Page]] = []
    unread: list[str] = []
    seen: set[str] = set()
    for number, raw in enumerate(pages, 1):
        path = raw.path or f"page {number}"
        try:
            data = raw.data.encode("utf-8", "surrogatepass") if isinstance(raw.data, str) else raw.data
            page = None if raw.reason else page_of(data, raw.url, raw.charset)
        except UndecodableError:
            page = None
        if page is None or not page.lines:
            unread.append(path)
        elif page.text not in seen:
            seen.add(page.text)
            found.append((path, page))
    return samples_of(found), unread


def _check_number(count: int) -> None:
    if count < FEWEST:
        pages = f"{count} page{'s' if count != 1 else ''}"
        raise LearningError(f"{pages} cannot tell what recurs; give at least {FEWEST} different ones, better {WANTED}")


def _several(designs: Designs) -> str:
    """Why pages are taken to be of several sites."""
    rows = []
    for group in designs.groups:
        lines = ", ".join(f'"{line}"' for line in _typical(group, designs))
        rows.append(f"\n  {len(group)} pages like {shown(group[0].path)}" + (f", with {lines}" if lines else ""))
    return (
        f"these pages are of {len(designs.groups)} sites that share no host, publisher or lines:{''.join(rows)}\n"
        "Learn from the pages of each alone; if they are designs of one site, say so with --one-site"
    )


def _typical(group: Sequence[Sample], designs: Designs) -> list[str]:
    """Lines that most pages of a group print, and no page of another."""
    others = {folded(line.text) for g in designs.groups if g is not group for s in g for line in s.page.lines}
    counts: dict[str, int] = {}
    prints: dict[str, str] = {}
    for sample in group:
        for text in {line.text for line in sample.page.lines if len(line.text) <= 60}:
            counts[folded(text)] = counts.get(folded(text), 0) + 1
            prints.setdefault(folded(text), text)
    own = [line for line, count in counts.items() if count >= len(group) / 2 and line not in others]
    return [prints[line] for line in sorted(own, key=lambda line: (-counts[line], -len(line), line))[:_EXAMPLES]]


def _serves(samples: Sequence[Sample], learnt: Learnt) -> str:
    where = f" at {learnt.hosts[0]}" if learnt.hosts else ""
    return f"Pages{where} like {shown(samples[0].path)}; say here whom they are of."


def _rivals(samples: Iterable[Sample], own: str) -> dict[int, int]:
    """The heaviest weight of the other families that are there, by page."""
    book, known = phrasebook(), families()
    return {
        sample.number: max(
            (w for name, w in book.scan(sample.page).weights.items() if name in known and name != own), default=0
        )
        for sample in samples
    }
