"""What a page says of its work apart from `meta` tags: JSON-LD, microdata, COinS; as tags behind those of the head.

A page may describe other works in the same ways (related ones, cited ones, lists), so a description counts where it has
the page's title, or where it is the only one and nothing speaks against it.
"""

import re
from itertools import islice

from lxml import etree

from extractors.html.coins import read_coins
from extractors.html.json_ld import Work, read_works, works_of
from extractors.html.microdata import read_nodes
from extractors.html.tags import Tag, Tags

_NO_LETTER = re.compile(r"[\W_]+")
_TITLE_TAGS = ("citation_title", "dc.title", "prism.title", "bepress_citation_title", "eprints.title")
_MOST_HEADINGS = 10
_SHORTEST = 12  # letters of a title that another one may hold
_TITLES = ("headline", "name", "alternativeHeadline")


def read_head_works(root: etree._Element, tags: Tags) -> list[Work]:
    """The page's work as JSON-LD and as microdata describe it; adds what they and COinS say to the tags.

    Tags of both are named `ld:<property>`, of COinS `coins.<field>`; `ld:title` is the property that holds the title.
    """
    titles = _page_titles(root, tags)
    works = []
    spoken = read_works(tags.scripts) if tags.scripts else []
    if work := spoken[0] if len(spoken) == 1 else _named(spoken, titles):
        works.append(work)
    if work := _named(works_of(read_nodes(root)), titles):
        work.source = "microdata"
        work.texts.pop("citation", None)  # the list that the page shows says more
        works.append(work)
    for work in works:
        _add(work, titles, tags)
    _add_coins(root, titles, tags)
    return works


def _page_titles(root: etree._Element, tags: Tags) -> list[str]:
    """The titles that the page itself shows or tells, as keys, surest first."""
    told = [tag.text for tag in tags.named(*_TITLE_TAGS)]
    shown = ["".join(map(str, heading.itertext())) for heading in islice(root.iter("h1"), _MOST_HEADINGS)]
    others = [tag.text for tag in tags.named("og:title", "twitter:title")] + ([tags.title] if tags.title else [])
    return [key for text in (*told, *shown, *others) if (key := _key(text))]


def _named(works: list[Work], titles: list[str]) -> Work | None:
    return next((work for work in works if any(_is_title(text, titles) for text in _texts(work))), None)


def _texts(work: Work) -> list[str]:
    return [text for name in _TITLES for text in work.texts.get(name, [])[:1]]


def _is_title(text: str, titles: list[str]) -> bool:
    """Whether a text is one of the page's titles, or one of them with more around it, or its beginning."""
    key = _key(text)
    if len(key) < _SHORTEST:
        return key in titles
    return any(key in title or (len(title) >= _SHORTEST and key.startswith(title)) for title in titles)


def _add(work: Work, titles: list[str], tags: Tags) -> None:
    for name, texts in work.texts.items():
        for text in texts:
            tags.add(Tag(f"{work.source}:{name}", f"ld:{name}", " ".join(text.split()), text))
    if titled := _title_property(work, titles):
        text = work.texts[titled][0]
        tags.add(Tag(f"{work.source}:{titled}", "ld:title", " ".join(text.split()), text))


def _title_property(work: Work, titles: list[str]) -> str | None:
    """`headline` as a rule; `name` where the page has that as its title, or where the headline is its beginning."""
    present = [name for name in ("headline", "name") if work.texts.get(name)]
    if len(present) < 2:
        return present[0] if present else None
    headline, name = (_key(work.texts[key][0]) for key in present)
    if name.startswith(headline.removesuffix("…")) or (
        _is_title(work.texts["name"][0], titles) and not _is_title(work.texts["headline"][0], titles)
    ):
        return "name"
    return "headline"


def _add_coins(root: etree._Element, titles: list[str], tags: Tags) -> None:
    objects = read_coins(root)
    named = [item for item in objects if _is_title(item.first("title") or "", titles)]
    if not named and len(objects) == 1 and not objects[0].first("title"):
        named = objects
    for name, found in named[0].values.items() if named else ():
        for said in found:
            tags.add(Tag(f"coins:{said.key}", f"coins.{name}", said.value, said.value))


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())
