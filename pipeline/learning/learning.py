"""From the pages of one site to what a description of them says, in one screen.

read every page → what recurs is chrome, what varies at one place is a value → what each place means, by agreement →
the fewest rules that tell the values → signs
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.boilerplate.rules import Boilerplate
from extractors.families.description import Description
from extractors.families.templates import compile_template
from extractors.label_table import labels, labels_with
from extractors.reader.outline import Layout
from pipeline.learning import chrome, headings, signs
from pipeline.learning.choosing import choose, in_order
from pipeline.learning.keeping import rules_kept
from pipeline.learning.lines import escaped, template_rules, template_text, tried
from pipeline.learning.merging import merge
from pipeline.learning.orders import order_rules
from pipeline.learning.recurring import Pattern, Recurring, find_recurring, folded, patterns
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample, read
from pipeline.learning.selectors import selector_rules
from pipeline.learning.suggesting import suggest, suggest_beside

_SHARE = 0.08  # of pages that support a rule
_OFTEN, _SELDOM = 0.3, 0.1  # shares of pages on which a word is constant, first tried, then for what is left
_PLACES = frozenset(("volume", "issue", "first_page", "article_number"))
_CHROME = Boilerplate("navigation", (), owner="learnt")


@dataclass(slots=True)
class Learnt:
    """What was learnt of pages: the rules by kind, lines of chrome, labels that end values, and signs."""

    rules: list[Rule]
    chrome: dict[str, list[str]]
    stops: list[str]
    abstracts: list[str]
    ends: list[str]
    signs: list[signs.SignText]
    enough: int | None
    pages: int
    hosts: list[str] = field(default_factory=list)
    platform: str | None = None  # this and what follows stem from an earlier description
    seen: list[str] = field(default_factory=list)
    glued: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=dict)
    ends_kept: list[str] = field(default_factory=list)
    repair: dict[str, list[str]] = field(default_factory=dict)


def support(pages: int) -> int:
    """How many pages must support a rule."""
    return max(2, round(_SHARE * pages))


def learn(
    samples: Sequence[Sample], rivals: dict[int, int] | None = None, earlier: Description | None = None
) -> Learnt:
    """What the pages say of their layout; `rivals` are the weights of other families that claim pages, by page.

    Of an `earlier` description, the rules that still hold are chosen before others that tell the same.
    """
    least = support(len(samples))
    _mark(samples, [])
    recurring = find_recurring(samples)
    read(samples)
    stops = chrome.stops(samples, recurring, least)
    abstracts = headings.abstract_headings(samples, recurring, least)
    stops = [stop for stop in stops if stop not in abstracts]
    kept = {folded(line) for line in (*stops, *abstracts)}
    plain = chrome.constant_lines(samples, recurring, least, kept)
    found, rest, lines = _read_lines(samples, recurring, plain, layout_of(stops, abstracts), least)
    ends = headings.ends(samples, recurring, lines, least)
    if ends:
        plain = [line for line in plain if line not in ends]
        found, rest, lines = _read_lines(samples, recurring, plain, layout_of(stops, abstracts, ends), least)
    templates = [rule.text for rule in lines]
    suggest_beside(samples, [rule.text for rule in lines if _PLACES & rule.readings.keys()], recurring)
    bare = patterns(samples, recurring, _words(len(samples), _OFTEN), set(), worded=False)
    wordless = [rule.text for rule in _line_rules(bare, samples, max(least, len(samples) // 5), worded=False)]
    orders = list(order_rules(samples, templates, wordless[:2], recurring, least))
    kept_rules = rules_kept(earlier, samples) if earlier else []
    chosen = choose([*selector_rules(samples, least), *lines, *orders], least, kept_rules)
    counters = [template_text(p, ["#"]) for p in chrome.counters(rest, least) if not _is_told(p, chosen)]
    history = [
        template_text(p, ["-"] * (len(p.literals) - 1))
        for p in chrome.histories(rest, samples, least)
        if not _is_told(p, chosen)
    ]
    told_signs = signs.find_signs(samples, recurring, found, least)
    return Learnt(
        chosen,
        {"navigation": [escaped(line) for line in plain], "counter": counters, "history": history},
        stops,
        abstracts,
        ends,
        told_signs,
        signs.enough(told_signs, samples, rivals or {}),
        len(samples),
    )


def layout_of(stops: Sequence[str], abstracts: Sequence[str], ends: Sequence[str] = ()) -> Layout:
    """What is known of a layout by its headings."""
    told = {**dict.fromkeys(stops, "stop"), **dict.fromkeys(abstracts, "abstract")}
    return Layout(labels_with(told, frozenset()), tuple(compile_template(escaped(line)) for line in ends))


def _read_lines(
    samples: Sequence[Sample], recurring: Recurring, plain: Sequence[str], layout: Layout, least: int
) -> tuple[list[Pattern], list[Pattern], list[Rule]]:
    """Reads the pages in a layout, without lines of chrome; the patterns of words that recur often and at times, and
    the templates of lines that they give."""
    _mark(samples, plain)
    read(samples, layout)
    found = patterns(samples, recurring, _words(len(samples), _OFTEN), set())
    suggest(found, samples, least)
    lines = _line_rules(found, samples, least)
    rest = patterns(samples, recurring, _words(len(samples), _SELDOM), _told(lines, samples))
    suggest(rest, samples, least)
    lines += _line_rules(rest, samples, least)
    return found, rest, merge(lines, lambda text: tried(text, samples))


def _words(pages: int, share: float) -> int:
    return max(2, round(share * pages))


def _mark(samples: Sequence[Sample], plain: Sequence[str]) -> None:
    lines = set(map(folded, plain))
    for sample in samples:
        for line in sample.page.lines:
            line.chrome = _CHROME if folded(line.text) in lines else None


def _line_rules(found: Sequence[Pattern], samples: Sequence[Sample], least: int, worded: bool = True) -> list[Rule]:
    rules: dict[str, Rule] = {}
    for pattern in found:
        if len(pattern.pages) >= least:
            for rule in template_rules(pattern, samples, worded):
                if len(rule.pages) >= least:
                    rules.setdefault(rule.text, rule)
    return list(rules.values())


def _told(rules: Sequence[Rule], samples: Sequence[Sample]) -> set[int]:
    """The lines that a template reads already."""
    templates = [compile_template(rule.text) for rule in rules]
    return {
        id(line)
        for sample in samples
        for line in sample.page.lines
        if any(template.match(line) is not None for template in templates)
    }


def _is_told(pattern: Pattern, rules: Sequence[Rule]) -> bool:
    templates = [compile_template(rule.text) for rule in rules if rule.kind == "line"]
    return labels().match(pattern.lines[0][1].text) is not None or any(
        template.match(line) is not None for template in templates for _, line, _ in pattern.lines[:3]
    )


__all__ = ["Learnt", "Recurring", "in_order", "learn", "support"]
