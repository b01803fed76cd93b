"""What stands above and below lines that are sure: orders of lines that agree with what pages are known to say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from extractors.families.description import OrderOf
from extractors.families.ordering import REST, SECTION, read_order
from extractors.families.templates import compile_template
from extractors.found import Found
from extractors.page import Line
from pipeline.learning.lines import escaped
from pipeline.learning.recurring import Recurring, folded
from pipeline.learning.rules import Rule
from pipeline.learning.samples import Sample

_NEAR = 8  # lines between an anchor and a title or names
_MOST_ANCHORS, _MOST_TRIED = 30, 12
_OFTEN = 0.3  # share of pages on which a line of a menu stands that an order may be counted from
_ANY = "@"  # stands in the table for a line without words that holds several values
_LABELS = ("abstract", "keywords", "authors", "doi", "own_citation", "container_title", "title", "citation")


@lru_cache(maxsize=1)
def _sequences() -> list[tuple[str, tuple[str, ...]]]:
    """The sequences of roles that are tried, above and below."""
    rows = Path(__file__).with_name("orders.tsv").read_text("utf-8").splitlines()[1:]
    return [(side, tuple(roles.split(" "))) for side, roles in (row.split("\t") for row in rows)]


def order_rules(
    samples: Sequence[Sample], templates: Sequence[str], wordless: Sequence[str], recurring: Recurring, least: int
) -> Iterator[Rule]:
    """The orders that agree with the pages; `wordless` are templates without words, which only their place tells."""
    for anchor, seen in _anchors(samples, templates, recurring, least):
        tried = [samples[number] for number in sorted(seen)]
        for side, roles in _sequences():
            if side == "below" or anchor != "top":
                for told in [roles] if _ANY not in roles else [_with(roles, text) for text in wordless]:
                    yield from _judged({"anchor": anchor, side: told}, tried, samples, least)


def _with(roles: Sequence[str], template: str) -> tuple[str, ...]:
    return tuple(template if role == _ANY else role for role in roles)


def _judged(order: dict[str, object], tried: Sequence[Sample], samples: Sequence[Sample], least: int) -> Iterator[Rule]:
    some = tried[:: max(1, len(tried) // _MOST_TRIED)][:_MOST_TRIED]
    rule = read_ordered(order, some).judge(samples)
    if not rule.verdicts or rule.fails:
        return
    rule = read_ordered(order, tried).judge(samples) if len(some) < len(tried) else rule
    if len(rule.pages) >= least and not rule.fails:
        yield rule


def read_ordered(order: dict[str, object], samples: Sequence[Sample]) -> Rule:
    """What an order tells of each page."""
    told = OrderOf.model_validate(order)
    rule = Rule("order", order)
    own = set(compile_template(told.anchor).slots) if "{" in told.anchor else set()
    own |= {"first_page", "last_page"} if "pages" in own else set()
    for sample in samples:
        for name, found in read_order(told, sample.seen):
            if name in (REST, SECTION) or name in own:
                continue
            rule.pages.add(sample.number)
            one = found if isinstance(found, Found) else _joined(found)
            rule.readings.setdefault(name, {}).setdefault(sample.number, one)
    return rule


def _joined(found: Sequence[Found[list[object]]]) -> Found[list[object]]:
    """The values of lines that follow each other, as one list."""
    return Found([item for one in found for item in one.value], found[0].start, found[-1].end)


def _anchors(
    samples: Sequence[Sample], templates: Sequence[str], recurring: Recurring, least: int
) -> list[tuple[str, set[int]]]:
    """What orders may be counted from, with the pages that have it: the most frequent first."""
    near: Counter[str] = Counter()
    pages: dict[str, set[int]] = {"top": {sample.number for sample in samples}}
    for text in templates:
        template = compile_template(text)
        pages[text] = {s.number for s in samples if any(template.match(line) is not None for line in s.page.lines)}
    for sample in samples:
        around = _around(sample)
        for line in around:
            often = least if line.chrome is None else max(least, round(_OFTEN * len(samples)))
            if recurring.is_constant(line.text, often):
                near[folded(line.text)] += 1
        for key in _LABELS:
            item = sample.seen.abstract if key == "abstract" and sample.seen.abstract else sample.seen.first(key)
            if item is not None:
                pages.setdefault(f"label:{key}", set()).add(sample.number)
    for text, count in near.items():
        if count >= least:
            pages.setdefault(escaped(recurring.shown[text]), set()).update(recurring.lines[text])
    first = {"top", *templates, *(f"label:{key}" for key in _LABELS)}
    ranked = sorted(pages.items(), key=lambda item: (item[0] not in first, -len(item[1]), item[0]))
    return [item for item in ranked if len(item[1]) >= least][:_MOST_ANCHORS]


def _around(sample: Sample) -> list[Line]:
    """The lines near what may be the page's title or names."""
    lines = sample.page.lines
    numbers: set[int] = set()
    for name in ("title", "authors"):
        for belief in sample.beliefs.get(name, ())[:2]:
            for start, _ in belief.spans[:2]:
                line = sample.page.line_at(start)
                if line is not None:
                    numbers.update(range(max(0, line.number - _NEAR), min(len(lines), line.number + _NEAR)))
    return [lines[number] for number in sorted(numbers)]
