"""Beautiful Soup over a rendered page, for authors of families: search the markup, read values where they stand.

    soup = PageSoup(page)
    names = soup.select_one(".authors")
    found = soup.read(names, read_authors)  # a value with its span in the page text, so it can be evidence

It is made of the tree that the page text was rendered from, and made once a page, only where a family asks for it.
"""

from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from lxml import etree

from extractors.page import Page
from extractors.values import Reading

Read = Callable[[str, int, int], Reading]


class PageSoup:
    """The markup of an HTML page as soup whose tags know where they stand in the page text."""

    def __init__(self, page: Page) -> None:
        """Raises ValueError for a page of text, which has no markup."""
        if page.rendered is None:
            raise ValueError("a page of text has no markup; look at its lines instead")
        self._page, self._rendered = page, page.rendered
        self.soup = BeautifulSoup("", "html.parser")
        self._elements: dict[int, etree._Element] = {}
        self._fill(page.rendered.root)

    def select(self, selector: str) -> list[Tag]:
        """The tags that a CSS selector matches, in order."""
        return list(self.soup.select(selector))

    def select_one(self, selector: str) -> Tag | None:
        """The first of them; None where there is none."""
        return self.soup.select_one(selector)

    def span_of(self, tag: Tag | None) -> tuple[int, int] | None:
        """Where a tag stands in the page text; None where nothing of it shows."""
        element = self._elements.get(id(tag))
        return None if element is None else self._rendered.span_of(element)

    def read(self, tag: Tag | None, reader: Read) -> Reading:
        """What a reader of `extractors.values` makes of the text of a tag, with its span; None where nothing shows."""
        span = self.span_of(tag)
        return reader(self._page.text, *span) if span else None

    def _fill(self, root: etree._Element) -> None:
        """Builds the soup element by element, so that each tag has its element; no recursion, pages nest deep."""
        open_tags: list[Tag] = [self.soup]
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "end":
                open_tags.pop()
                self._append(open_tags[-1], element.tail)
                continue
            tag = self.soup.new_tag(str(element.tag), attrs={str(name): str(of) for name, of in element.attrib.items()})
            open_tags[-1].append(tag)
            self._elements[id(tag)] = element
            self._append(tag, element.text)
            open_tags.append(tag)

    def _append(self, tag: Tag, text: str | None) -> None:
        """Text of a script or style sheet is none to Beautiful Soup."""
        if text:
            tag.append(self.soup.builder.string_containers.get(tag.name, NavigableString)(text))
