"""COinS: context objects in the titles of empty spans (http://ocoins.info), as tags of the page."""

from typing import cast

from lxml import etree

from extractors.detectors.context_objects import ContextObject, read_context_object

_SPANS = etree.XPath("//span[contains(concat(' ', normalize-space(@class), ' '), ' Z3988 ')][@title]")
_MOST = 500


def read_coins(root: etree._Element) -> list[ContextObject]:
    """The context objects of a page that name a work or a DOI, in order."""
    spans = cast("list[etree._Element]", _SPANS(root))
    found = [read_context_object(span.get("title") or "") for span in spans[:_MOST]]
    return [item for item in found if item.first("title") or item.first("doi")]
