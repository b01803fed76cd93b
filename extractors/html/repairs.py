"""What is set right in the tree of a page before it is rendered, so that its text shows once what a reader sees.

Only what hides an element is changed: attributes are added or taken away, never text.
"""

import re
from collections.abc import Iterator

from lxml import etree

_FORMULAS = (b"katex-html", b"assistive-m", b"assistive_m", b"mathjax_preview", b"mathml-a11y")
_ASSISTIVE = ("mjx-assistive-mml", "MJX_Assistive_MathML", "MJXc-assistive", "mwe-math-mathml-a11y")
_HIDES = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_HIDING = {"hidden", "style"}
_NEXT_TO_NOTHING = 300  # characters of a page that shows none of its text
_MANY_TIMES = 4  # as much as shows must be hidden in one place
_DEEPEST = 4  # hidden wrappers within one another


def show_formulas_once(root: etree._Element, data: bytes) -> None:
    """Hides the glyphs of formulas that stand beside MathML for screen readers: KaTeX, MathJax 2 and 3."""
    folded = data.lower()
    if not any(name in folded for name in _FORMULAS):
        return
    for element in root.iter("span", "mjx-assistive-mml"):
        name = element.get("class") or ""
        if name == "katex-html":
            before = element.getprevious()
            if before is not None and "katex-mathml" in (before.get("class") or ""):
                element.set("hidden", "")
        elif name == "MathJax_Preview":
            after = element.getnext()
            if after is not None and "mathjax" in (after.get("class") or "").lower():
                element.set("hidden", "")
        elif element.tag == "mjx-assistive-mml" or any(part.startswith(_ASSISTIVE) for part in name.split()):
            for attribute in _HIDING & set(element.attrib):  # Wikipedia hides it behind a picture
                del element.attrib[attribute]
            for glyphs in element.itersiblings(preceding=True):
                if "hidden" in glyphs.attrib:
                    break
                glyphs.set("hidden", "")


def reveal(root: etree._Element, shown: int) -> bool:
    """Opens the wrapper that hides the whole text of a page until a script has run; whether there was one.

    `shown` is how many characters of the page show. What is hidden within the wrapper stays so.
    """
    if shown > _NEXT_TO_NOTHING:
        return False
    opened = False
    within = root
    for _ in range(_DEEPEST):
        sizes = [(_length(element), element) for element in _hidden(within)]
        size, largest = max(sizes, key=lambda item: item[0], default=(0, root))
        if size <= max(shown * _MANY_TIMES, _NEXT_TO_NOTHING):
            break
        for name in _HIDING & set(largest.attrib):
            del largest.attrib[name]
        opened, within = True, largest
        shown += size - sum(map(_length, _hidden(largest)))
    return opened


def _hidden(root: etree._Element) -> Iterator[etree._Element]:
    """The outermost hidden elements within an element."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is not root and _is_hidden(element):
            walk.skip_subtree()
            yield element


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or _HIDES.search(element.get("style") or "") is not None


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext() if not text.isspace()) - sum(
        len(script.text or "") for script in element.iter("script", "style", "template", "noscript")
    )
