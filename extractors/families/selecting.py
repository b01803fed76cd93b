"""Values of elements that a description chooses by selectors, each with its span in the page text."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from lxml import etree
from lxml.cssselect import CSSSelector

from extractors.families.templates import read_slot
from extractors.found import Found
from extractors.page import Page

_MOST_ELEMENTS = 500  # that a selector may choose


def selected(told: Mapping[str, Sequence[str]], page: Page) -> Iterator[tuple[str, list[Found[Any]]]]:
    """By record field, what was read of the elements of each selector: the first, of lists all. Nothing of text."""
    rendered = page.rendered
    for field, selector in ((field, item) for field, items in told.items() for item in items if rendered is not None):
        assert rendered is not None
        values: dict[str, list[Found[Any]]] = {}
        for element in cast(list[etree._Element], _compiled(selector)(rendered.root))[:_MOST_ELEMENTS]:
            span = rendered.span_of(element)
            for name, found in read_slot(field, page.text, *span).items() if span else ():
                values.setdefault(name, []).append(found)
        for name, items in values.items():
            yield name, items if isinstance(items[0].value, list) else items[:1]


@lru_cache(maxsize=2000)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)
