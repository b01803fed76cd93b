"""Markup to tree: one that is complete whatever the markup is."""

import re
from collections import Counter
from contextlib import suppress
from itertools import islice

from lxml import etree

_PARSER = etree.HTMLParser(
    encoding="utf-8",
    huge_tree=True,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,  # a table of identifiers, a seventh of the time
)
_EMPTY = b"<html><body></body></html>"
_DEEPEST = 2000  # libxml2 stops reading at 2,048 open elements, without a word
_KEPT_DEPTH = 200
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r") + b"\x7f"
# Takes all that it looks at, so that a page of `<` without `>` costs no more than another.
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s>/]{0,40}+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+(>?)")
_ANY_TAG = re.compile(rb"<[^>]*+>?")
_NAME = re.compile(rb"</?([a-zA-Z][^\s>/]{0,40})")
_ATTRIBUTE = re.compile(rb"[^\s=<>/\"']++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]*+))?+")
_MOST_ATTRIBUTES = 1000
_LONG_TAG = 10_000  # bytes
_MANY_VALUES = 20_000
_VOID = frozenset(b"area base basefont br col frame hr img input isindex link meta param".split())
_VOID_OF_LATER = frozenset(b"bgsound command embed keygen source track wbr".split())  # which libxml2 takes to be open
_INLINE = frozenset(b"a abbr b bdi bdo cite code em font i mark q s small span strong sub sup tt u var".split())


def parse(data: bytes) -> etree._Element:
    """The tree of a page in UTF-8, without comments and processing instructions.

    Never fails: empty markup gives an empty body. Where elements nest deeper than libxml2 reads, it is that of
    `parse_flat`.
    """
    data = _without_excess(data)
    root = _parse(data)
    return parse_flat(data) if _is_cut_short(root) else root


def parse_flat(data: bytes) -> etree._Element:
    """The same, but elements below the 200th level are left out and their text stays, so that nothing is lost."""
    root = _parse(_flattened(data))
    return parse_bare(data) if _is_cut_short(root) else root


def parse_bare(data: bytes) -> etree._Element:
    """The tree of the text and the metadata of a page alone, whatever its markup is."""
    return _parse(_ANY_TAG.sub(_text_only, _without_raw_text(data)))


def utf8(markup: str | bytes) -> bytes:
    """Markup as valid UTF-8; what is no character becomes U+FFFD."""
    if isinstance(markup, bytes):
        return markup.decode("utf-8", "replace").encode()
    try:
        return markup.encode()
    except UnicodeEncodeError:  # lone surrogates, at which libxml2 stops reading
        return markup.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def without_controls(data: bytes) -> bytes:
    """Markup without control characters, for which libxml2 puts U+FFFD."""
    return data.translate(None, _CONTROLS)


def _parse(data: bytes) -> etree._Element:
    root = None
    with suppress(etree.LxmlError):
        root = etree.fromstring(data, _PARSER)
    return _gathered(root) if root is not None else etree.fromstring(_EMPTY, _PARSER)


def _without_excess(data: bytes) -> bytes:
    """Markup without the attributes of an element beyond its first thousand: libxml2 compares each with all others."""
    pieces = max(map(len, data.split(b">")))  # one is as long as a tag, save where its values hold the sign
    if pieces < _LONG_TAG and data.count(b"=") < _MANY_VALUES:
        return data
    return _TAG.sub(lambda tag: _with_few(tag.group()) if len(tag.group()) > _LONG_TAG else tag.group(), data)


def _with_few(tag: bytes) -> bytes:
    attributes = _ATTRIBUTE.finditer(tag)
    last = next(islice(attributes, _MOST_ATTRIBUTES, None), None)
    return tag[: last.start()] + b">" if last else tag


def _gathered(root: etree._Element) -> etree._Element:
    """The one root of a document; libxml2 leaves several where markup follows a closed `<html/>`."""
    for sibling in list(root.itersiblings()):
        root.append(sibling)
    return root


def _is_cut_short(root: etree._Element) -> bool:
    depth = 0
    while len(root):
        root = root[-1]
        depth += 1
    return depth >= _DEEPEST


def _flattened(data: bytes) -> bytes:
    stack: list[bytes] = []
    dropped: Counter[bytes] = Counter()

    def keep(tag: re.Match[bytes]) -> bytes:
        closes, name, ended = tag.group(1), tag.group(2).lower(), tag.group(3)
        if not ended or name in _VOID:
            return tag.group()
        if name in _VOID_OF_LATER:
            return b""
        if not closes and len(stack) < _KEPT_DEPTH:
            stack.append(name)
            return tag.group()
        if closes and not dropped[name] and name in stack:
            del stack[len(stack) - 1 - stack[::-1].index(name) :]
            return tag.group()
        dropped[name] += -1 if closes and dropped[name] else not closes
        return b"" if name in _INLINE else b"<br>"

    return _TAG.sub(keep, data)


def _text_only(tag: re.Match[bytes]) -> bytes:
    if tag.group()[:5].lower() == b"<meta":
        return tag.group()
    name = _NAME.match(tag.group())
    return b" " if name and name.group(1).lower() in _INLINE | _VOID_OF_LATER else b"<br>"


def _without_raw_text(data: bytes) -> bytes:
    """Markup without scripts, style sheets and comments, which are no text of the page."""
    for start, end in ((b"<script", b"</script"), (b"<style", b"</style"), (b"<!--", b"-->")):
        folded, kept, at = data.lower(), [], 0
        while (found := folded.find(start, at)) >= 0:
            kept.append(data[at:found])
            behind = folded.find(end, found)
            at = behind if behind >= 0 else len(data)
        data = b"".join([*kept, data[at:]])
    return data
