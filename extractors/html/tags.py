"""The tags of a head: `meta`, `link`, `title`, and JSON-LD scripts, as plain text with their names."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|title|sec|section|list|list-item|(?:jats|jp|mml):(?:p|sec|title|list|list-item))"
    r"(?:\s[^<>]{0,500})?\s*/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|bold|center|cite|code|em|font|i|img|ital|italic|math|q|roman|s|sc|scp|small|span|strike|strong"
    r"|sub|sup|tt|u|underline|var|monospace|inline-formula|alternatives|tex-math|(?:jats|mml|m|jp):[\w-]{1,40}"
    r"|m(?:i|o|n|s|row|text|sub|sup|subsup|frac|sqrt|root|over|under|underover|style|space|fenced|padded|phantom)"
    r"|semantics|annotation)"
    r"(?:\s[^<>]{0,500})?\s*/?>",
    re.IGNORECASE,
)
# Notations of a formula beside its MathML, which says the same.
_REPEATED = re.compile(
    r"<annotation(?:-xml)?[\s>][^<]{0,5000}</annotation(?:-xml)?>"
    r"|<(?P<tex>(?:jats:)?tex-math)(?:\s[^<>]{0,200})?>[^<]{0,5000}</(?P=tex)>(?=\s{0,20}<(?:mml:)?math[\s>])"
    r"|(?<=math>)\s{0,20}<(?P<last>(?:jats:)?tex-math)(?:\s[^<>]{0,200})?>[^<]{0,5000}</(?P=last)>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
_NOTHING = frozenset(("", "-", "–", "n/a", "na", "null", "none", "undefined", "nil", "unknown", "(none)"))


@dataclass(slots=True)
class Tag:
    """A tag: its name as printed and in lower case (dots for the colons of namespaces), text, language and scheme.

    The text is without markup, entities resolved, white space folded; `lines` keeps the breaks that markup made.
    """

    printed: str
    name: str
    text: str
    lines: str
    lang: str | None = None


@dataclass(slots=True)
class Tags:
    """All tags of a page in order, by name, and what else the head says."""

    order: list[Tag] = field(default_factory=list)
    by_name: dict[str, list[Tag]] = field(default_factory=dict)
    title: str | None = None
    canonical: str | None = None
    lang: str | None = None
    scripts: list[str] = field(default_factory=list)

    def add(self, tag: Tag) -> None:
        """Adds a tag behind those of its name."""
        self.by_name.setdefault(tag.name, []).append(tag)

    def named(self, *names: str) -> list[Tag]:
        """The tags of these names, name by name."""
        return [tag for name in names if name in self.by_name for tag in self.by_name[name]]

    def first(self, *names: str) -> Tag | None:
        """The first tag of the first of these names that the page has."""
        return next((self.by_name[name][0] for name in names if name in self.by_name), None)


def read_tags(root: etree._Element) -> Tags:
    """The tags of a page. Empty tags, such as say nothing (`null`, `N/A`) and those of pictures are left out."""
    tags = Tags(lang=root.get("lang") or root.get("xml:lang"))
    for element in _telling(root):
        tag = element.tag
        if tag == "meta":
            if content := element.get("content"):
                _read_meta(element, content, tags)
        elif tag == "title":
            if tags.title is None:
                tags.title = " ".join(plain(element.text or "").split()) or None
        elif tags.canonical is None and (element.get("rel") or "").strip().lower() == "canonical":
            tags.canonical = (element.get("href") or "").strip() or None
    for script in root.iter("script"):
        kind = script.get("type")
        if kind and "ld+json" in kind.lower() and script.text:
            tags.scripts.append(script.text)
    return tags


def _telling(root: etree._Element) -> Iterator[etree._Element]:
    """What may tell something in the head, and the `meta` of the body."""
    for part in root if root.tag == "html" else ():
        if part.tag == "head":
            yield from part.iterchildren("meta", "title", "link")
        elif part.tag == "body":
            yield from part.iterdescendants("meta")


def _read_meta(element: etree._Element, content: str, tags: Tags) -> None:
    printed = element.get("name") or element.get("property")
    if not printed:
        printed = element.get("itemprop")
        if printed:
            printed = f"itemprop.{printed}"
        else:
            printed = element.get("id")  # for `name`, a slip
            if not printed:
                return
    printed = printed.strip()
    name = printed.lower()
    if name.startswith(_IGNORED):
        return
    if name.startswith(_NAMESPACED):
        name = _normal_name(name)
    lines = plain(content)
    if len(lines) < 12 and lines.casefold() in _NOTHING:
        return
    text = " ".join(lines.split()) if "\n" in lines or "  " in lines or "\t" in lines else lines
    tag = Tag(printed, name, text, lines, element.get("lang") or element.get("xml:lang"))
    tags.order.append(tag)
    tags.add(tag)


_IGNORED = ("og:image", "twitter:image", "twitter:site", "viewport", "google", "msapplication", "theme", "fb:", "wt.")
_NAMESPACED = ("dc", "prism", "eprints", "bepress", "wkhealth", "citation.")
_PREFIX = re.compile(r"(dcterms|dcterm|dct|dc|prism|eprints)[.:_ -]")


def _normal_name(name: str) -> str:
    """One spelling for `DC.Title`, `dc:title`, `DCTERMS.title`, `dcterm.title`."""
    match = _PREFIX.match(name)
    if not match:
        return name
    prefix = "dc" if match.group(1).startswith("dc") else match.group(1)
    return f"{prefix}.{name[match.end() :].replace(':', '.')}"


def plain(text: str) -> str:
    """Text of an attribute or a JSON string: markup inside dropped (blocks break lines), entities resolved, no-break
    spaces as blanks, no white space outside."""
    for _ in range(2):  # entities may hide markup, and markup entities
        if "<" in text and ">" in text:
            if "math" in text or "annotation" in text:
                text = _REPEATED.sub("", text)
            text = _INLINE.sub("", _BLOCK.sub("\n", text))
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    if not text.isascii():
        text = text.replace("\xa0", " ").replace("\xad", "").replace("\u200b", "")
    return text.strip()
