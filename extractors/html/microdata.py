"""Microdata and RDFa Lite of a page's body, as nodes of the shape that JSON-LD has.

Microdata: https://html.spec.whatwg.org/multipage/microdata.html; RDFa Lite: https://www.w3.org/TR/rdfa-lite/. Only
schema.org's words are read, and of `itemref` nothing.
"""

from typing import Any

from lxml import etree

from extractors.html.marks import NOT_RENDERED

_ANY = etree.XPath("boolean(//@itemscope | //@typeof)")
_ADDRESS = {"link": "href", "area": "href", "img": "src", "object": "data", "a": "href"}
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "dd", "dt", "tr", "br", "section", "article", "header", "blockquote")
) | {f"h{rank}" for rank in range(1, 7)}
_UNSEEN = frozenset(NOT_RENDERED) - {"title"}
_IDENTIFIERS = frozenset(("url", "sameAs", "identifier", "id", "mainEntityOfPage", "license", "image"))
_MOST = 3_000_000  # characters read for values in all; elements count as ten; properties may nest


def read_nodes(root: etree._Element) -> list[dict[str, Any]]:
    """The items of a page that are no property of another one, in order: type, and values or items by property."""
    return _Reader().read(root) if _ANY(root) else []


class _Reader:
    def __init__(self) -> None:
        self.left = _MOST

    def read(self, root: etree._Element) -> list[dict[str, Any]]:
        top: list[dict[str, Any]] = []
        stack: list[tuple[etree._Element, dict[str, Any]]] = []  # items that are open
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "end":
                if stack and stack[-1][0] is element:
                    stack.pop()
                continue
            names = (element.get("itemprop") or element.get("property") or "").split()
            item = _item(element)
            if names and stack:
                value: Any = item if item is not None else self._value(element, names[0])
                for name in names if value or item is not None else ():
                    stack[-1][1].setdefault(name.rpartition("/")[2].removeprefix("schema:"), []).append(value)
            elif item is not None and not names:
                top.append(item)
            if item is not None:
                stack.append((element, item))
        return top

    def _value(self, element: etree._Element, name: str) -> str:
        """The value of a property as the standard has it, save that of a link its text counts, where it has one."""
        content = element.get("content")
        if content is not None:
            return content
        if element.tag == "time" and element.get("datetime"):
            return element.get("datetime") or ""
        source = _ADDRESS.get(str(element.tag))
        if source and (name in _IDENTIFIERS or element.tag != "a"):
            return element.get(source) or ""
        return self._text(element)

    def _text(self, element: etree._Element) -> str:
        """The text of an element, its blocks on lines of their own."""
        pieces: list[str] = []
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, child in walk:
            self.left -= 10 + len(pieces[-1]) if pieces else 10
            if self.left < 0:
                break
            if child is not element and child.tag in _BLOCKS:
                pieces.append("\n")
            if event == "start":
                if child is not element and (child.tag in _UNSEEN or child.get("hidden") is not None):
                    walk.skip_subtree()
                else:
                    pieces.append(" ".join((child.text or "").split("\n")))
            elif child is not element:
                pieces.append(" ".join((child.tail or "").split("\n")))
        lines = "".join(pieces).split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _item(element: etree._Element) -> dict[str, Any] | None:
    """A new item with its type, where an element starts one."""
    kind = element.get("itemtype") if element.get("itemscope") is not None else element.get("typeof")
    if kind is None:
        return {} if element.get("itemscope") is not None else None
    node: dict[str, Any] = {"@type": kind.split()}
    if address := element.get("itemid") or element.get("resource"):
        node["@id"] = address
    return node
