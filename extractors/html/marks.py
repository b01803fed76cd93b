"""The marked text of a page: its visible text in document order, with one mark where an element starts and one where it
ends. The tree is walked in C, by a stylesheet made from the tables below.

Marks are Unicode noncharacters (U+FDD0 to U+FDEF), which no text may carry in interchange. Every element of the tree
gives exactly one start mark or leaf mark, so that marks count elements in document order.
"""

import re

from lxml import etree

INLINE, INLINE_END = "\ufdd0", "\ufdd1"
BLOCK, BLOCK_END = "\ufdd2", "\ufdd3"
PARAGRAPH, PARAGRAPH_END = "\ufdd4", "\ufdd5"
HEADINGS, HEADING_END = "\ufde8\ufde9\ufdea\ufdeb\ufdec\ufded", "\ufdd7"  # by rank
TABLE, TABLE_END = "\ufdd8", "\ufdd9"
ROW, ROW_END = "\ufdda", "\ufddb"
CELL, CELL_END = "\ufddc", "\ufddd"
PRE, PRE_END = "\ufdde", "\ufddf"
BREAK = "\ufde0"  # leaf: <br>
HIDDEN = "\ufde1"  # leaf: an element that is not rendered, or stands in one
CHROME, CHROME_END = "\ufdee", "\ufdef"  # what HTML says is beside the content

# Set by `rendering` in place of other marks or of text, never by the stylesheet.
DATA_CELL_END, DATA_ROW_END, FIRST_ROW_END = "\ufde2", "\ufde3", "\ufde4"
PRE_BREAK, PRE_SPACE, PRE_TAB = "\ufde5", "\ufde6", "\ufde7"

STARTS = INLINE + BLOCK + CHROME + PARAGRAPH + HEADINGS + TABLE + ROW + CELL + PRE
ENDS = INLINE_END + BLOCK_END + CHROME_END + PARAGRAPH_END + HEADING_END + TABLE_END + ROW_END + CELL_END + PRE_END
ENDS += DATA_CELL_END + DATA_ROW_END + FIRST_ROW_END
LEAVES = BREAK + HIDDEN
BREAKING = BLOCK + BLOCK_END + CHROME + CHROME_END + PARAGRAPH + PARAGRAPH_END + HEADINGS + HEADING_END
BREAKING += TABLE + TABLE_END + ROW + ROW_END
BREAKING += CELL + CELL_END + PRE + PRE_END + BREAK + DATA_CELL_END + DATA_ROW_END + FIRST_ROW_END + PRE_BREAK

# What breaks lines, after the rendering section of the HTML standard (https://html.spec.whatwg.org/#rendering). Buttons
# and labels stay in their line: publishers print author names as buttons.
_RENDERED = {
    (BLOCK, BLOCK_END): """
        address article caption center dd details dir div dl dt fieldset figcaption figure form frameset
        header hgroup hr legend li main ol optgroup section summary tbody tfoot thead ul""",
    (CHROME, CHROME_END): "nav aside footer menu search",
    (PARAGRAPH, PARAGRAPH_END): "p blockquote",
    **{(mark, HEADING_END): f"h{rank}" for rank, mark in enumerate(HEADINGS, 1)},
    (TABLE, TABLE_END): "table",
    (ROW, ROW_END): "tr",
    (CELL, CELL_END): "td th",
    (PRE, PRE_END): "pre textarea listing xmp plaintext",
}
# Not shown by a browser that runs scripts, or shown as something else than text. A closed menu (`select`) shows no text
# of the page; `annotation` repeats a formula in another notation.
NOT_RENDERED = (
    *("head", "title", "script", "style", "template", "noscript", "noframes", "noembed", "svg", "select", "datalist"),
    *("iframe", "object", "video", "audio", "canvas", "map", "annotation", "annotation-xml"),
)

_LOWER = "translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ &#9;&#10;&#13;', 'abcdefghijklmnopqrstuvwxyz')"
_IS_HIDDEN = f"""
    @hidden | @style[contains(., 'one') or contains(., 'idden') or contains(., 'ONE') or contains(., 'IDDEN')]
    [contains({_LOWER}, 'display:none') or contains({_LOWER}, 'visibility:hidden')]"""
_LEAVES = f'<xsl:for-each select="descendant-or-self::*">{HIDDEN}</xsl:for-each>'


def _template(match: str, body: str, priority: str = "0") -> str:
    return f'<xsl:template match="{match}" priority="{priority}">{body}</xsl:template>'


def _unless(test: str, body: str) -> str:
    # a test, not a pattern with a predicate: libxslt counts siblings for these, in quadratic time
    return f'<xsl:choose><xsl:when test="{test}">{_LEAVES}</xsl:when><xsl:otherwise>{body}</xsl:otherwise></xsl:choose>'


def _stylesheet() -> etree.XSLT:
    def shown(mark: str, end: str) -> str:
        return f"{mark}<xsl:apply-templates/>{end}"

    templates = [
        _template("|".join(tags.split()), _unless(_IS_HIDDEN, shown(*marks))) for marks, tags in _RENDERED.items()
    ]
    templates += [
        _template("*", _unless(_IS_HIDDEN, shown(INLINE, INLINE_END)), "-1"),
        _template("br", BREAK),
        _template("|".join(NOT_RENDERED), _LEAVES),
        _template("dialog", _unless("not(@open)", shown(BLOCK, BLOCK_END)), "1"),
        _template("html|body", shown(BLOCK, BLOCK_END), "1"),  # pages hide their body until a script has run
    ]
    return etree.XSLT(
        etree.XML(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
            f'<xsl:output method="text"/>{"".join(templates)}</xsl:stylesheet>'
        )
    )


_mark = _stylesheet()
_ANY_MARK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]")  # and what lxml does not let in


def marked_text(root: etree._Element) -> str:
    """The visible text of a tree with its marks.

    Raises `lxml.etree.XSLTApplyError` where the tree is deeper than libxslt goes (about 1,480 elements).
    """
    return str(_mark(root))


def drop_marks(root: etree._Element) -> None:
    """Takes out of the text of a tree the characters that are used as marks."""
    for element in root.iter():
        if element.text:
            element.text = _ANY_MARK.sub("", element.text)
        if element.tail:
            element.tail = _ANY_MARK.sub("", element.tail)
