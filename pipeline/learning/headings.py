"""Headings of a site's own: those of an abstract, and those below which a page shows other works."""

from collections.abc import Sequence

from extractors.families.templates import compile_template
from extractors.label_table import labels
from pipeline.learning.recurring import Recurring, folded
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample

_OFTEN = 0.3  # share of pages that show a heading
_MOSTLY = 0.8  # share of these on which it heads what it is to head
_LONGEST = 60
_KNOWN = frozenset(("abstract", "body", "references", "keywords", "plain_summary"))


def abstract_headings(samples: Sequence[Sample], recurring: Recurring, least: int) -> list[str]:
    """Lines that stand right above the first paragraph of most pages that show no other heading of an abstract."""
    met: dict[str, list[bool]] = {}
    for sample in samples:
        seen = sample.page.lines
        known = sample.seen.abstract is not None
        features = {one.line.start: one for one in sample.seen.lines}
        first = next((n for n, line in enumerate(seen) if _is_prose(features.get(line.start))), None)
        for n, line in enumerate(seen):
            if _may_head(line.text, recurring, max(least, round(_OFTEN * len(samples)))):
                met.setdefault(folded(line.text), []).append(not known and first == n + 1)
    found = [text for text, heads in met.items() if sum(heads) >= max(least, _MOSTLY * len(heads))]
    return sorted(recurring.shown[text].rstrip(" :：") for text in found)


def _is_prose(one: object) -> bool:
    return bool(getattr(one, "is_prose", False)) and getattr(one, "label", None) is None


def _may_head(text: str, recurring: Recurring, least: int) -> bool:
    if len(text) > _LONGEST or not recurring.is_constant(text, least) or text.endswith("."):
        return False
    match = labels().match(text)
    return match is None or match.key not in _KNOWN


def ends(samples: Sequence[Sample], recurring: Recurring, rules: Sequence[Rule], least: int) -> list[str]:
    """Lines below which stands nothing that a rule reads of the page's work, but lines that a rule would read."""
    templates = [compile_template(rule.text) for rule in rules if rule.kind == "line"]
    good: dict[str, int] = {}
    bad: set[str] = set()
    for sample in samples:
        last = max(
            (f[sample.number].start for r in rules for f in r.readings.values() if sample.number in f), default=0
        )
        below = False
        for line in reversed(sample.page.lines):
            text = folded(line.text)
            if line.start <= last:
                if _may_head(line.text, recurring, least):
                    bad.add(text)
                continue
            if below and _may_head(line.text, recurring, max(least, round(_OFTEN * len(samples)))):
                good[text] = good.get(text, 0) + 1
                below = False
            elif any(template.match(line) is not None for template in templates):
                below = True
    return sorted(recurring.shown[text] for text, count in good.items() if count >= least and text not in bad)
