"""What of an earlier description still holds on pages: rules that read some, labels and lines that some show."""

from collections.abc import Callable, Sequence

from extractors.families.description import Description
from extractors.families.templates import compile_template
from extractors.label_table import LabelTable
from pipeline.learning.lines import tried
from pipeline.learning.orders import read_ordered
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample
from pipeline.learning.selectors import read_selected
from pipeline.learning.signs import SignText

_FEWEST = 2  # pages


def rules_kept(told: Description, samples: Sequence[Sample]) -> list[Rule]:
    """The rules of a description that read at least two of the pages, and not against what is sure of these."""
    rules: list[Rule] = []
    for text in told.lines:
        if rule := tried(text, samples):
            rules.append(rule)
    for order in told.order:
        sides = {side: getattr(order, side) for side in ("above", "below") if getattr(order, side)}
        rules.append(read_ordered({"anchor": order.anchor, **sides}, samples).judge(samples))
    for slot, selectors in told.selectors.items():
        rules += [read_selected(slot, selector, samples).judge(samples) for selector in selectors]
    return [rule for rule in rules if _holds(rule)]


def _holds(rule: Rule) -> bool:
    against = sum(len(verdict.against) for verdict in rule.verdicts.values())
    agreed = sum(len(verdict.agreed) for verdict in rule.verdicts.values())
    return len(rule.pages) >= _FEWEST and agreed >= against


def labels_kept(told: Description, samples: Sequence[Sample]) -> dict[str, list[str]]:
    """The labels of a description that at least two pages show."""
    kept: dict[str, list[str]] = {}
    for key, printed in told.labels.items():
        for label in printed:
            if "{" in label:
                template = compile_template(label)
                seen = _count(samples, lambda text, t=template: t.pattern.fullmatch(text) is not None)  # type: ignore[misc]
            else:
                table = LabelTable({label: key}, frozenset(told.glued))
                seen = _count(samples, lambda text, t=table: t.match(text) is not None)  # type: ignore[misc]
            if seen >= _FEWEST:
                kept.setdefault(key, []).append(label)
    return kept


def chrome_kept(told: Description, samples: Sequence[Sample]) -> dict[str, list[str]]:
    """The lines of chrome of a description that at least two pages show, by category."""
    return _shown(told.chrome, samples)


def ends_kept(told: Description, samples: Sequence[Sample]) -> list[str]:
    """The ends of a description that at least two pages show."""
    return _shown({"ends": told.ends}, samples).get("ends", [])


def repairs_kept(told: Description) -> dict[str, list[str]]:
    """What a description says of losses: pages without any tell nothing of it, so all of it holds."""
    return dict(told.repair)


def signs_kept(told: Description, samples: Sequence[Sample]) -> list[SignText]:
    """The signs of a description that at least two pages show in their text."""
    found = []
    for sign in told.signs:
        phrases = [phrase.casefold() for phrase in sign.phrases]
        pages = {s.number for s in samples if any(phrase in _place(s, sign.where) for phrase in phrases)}
        if len(pages) >= _FEWEST:
            found.append(SignText(list(sign.phrases), sign.weight, sign.whole, sign.where, pages, frozenset()))
    return found


def _place(sample: Sample, where: str) -> str:
    if where == "url":
        return (sample.page.url or "").casefold()
    if where == "generator":
        return (sample.page.head.generator or "" if sample.page.head else "").casefold()
    return sample.text.casefold()


def _shown(told: dict[str, list[str]], samples: Sequence[Sample]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for key, texts in told.items():
        for text in texts:
            template = compile_template(text)
            if _count(samples, lambda line, t=template: t.pattern.fullmatch(line) is not None) >= _FEWEST:  # type: ignore[misc]
                kept.setdefault(key, []).append(text)
    return kept


def _count(samples: Sequence[Sample], fits: Callable[[str], bool]) -> int:
    """On how many pages some line fits."""
    return sum(any(fits(line.text) for line in sample.page.lines if len(line.text) <= 600) for sample in samples)
