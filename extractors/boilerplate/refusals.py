"""Pages that are no pages: bot checks, walls, error messages, empty shells, and instructions to authors.

Their phrases are signs like those of a family, found in the same pass. What a browser does not show (the page's title,
`noscript`, the addresses of scripts and forms) is read too where next to nothing shows. A page is refused

- where its title, first heading or first line says nothing else than that it is no page (`404 Not Found`, `Just a
  moment...`), and neither its tags nor its text name a work: `Access denied: …` is a title of works too;
- where signs weigh enough on a page that says little else, and nothing but a title was read from it;
- where it is HTML that shows nothing and tells nothing.

A landing page behind a paywall still shows its record. The phrases (`refusal_phrases.tsv`) are those of Cloudflare,
Akamai, Imperva, DataDome, PerimeterX, AWS WAF, F5, Radware and their like, of the messages of browsers and of nginx,
Apache, IIS and Tomcat, of publishers' own walls (Elsevier, Silverchair, Atypon, CNKI), of doi.org and Handle servers,
and `page not found` in the languages of scholarly sites.
"""

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, cast

from lxml import etree

from extractors.boilerplate.phrases import Phrasebook
from extractors.boilerplate.rules import Sign
from extractors.decision.draft import Draft
from extractors.page import Page

Refusal = Literal["blocked", "error_page"]

_SHORT = 3000  # characters of visible text that walls and messages stay below, menus and all
_BARE = 1500  # below it, what is not shown may tell what the page is
_PROSE = 600  # characters of a line that no wall or message has
_ENOUGH = 2  # weight of signs
_NAMED = 2  # kinds of evidence that make a work of what seems a message
_ABSTRACT = 200  # characters of one that is no slogan of the site

# What tells one work from others; the first group cannot be said of a site.
_IDENTIFYING = ("doi", "pmid", "pmcid", "arxiv_id", "isbn", "authors", "volume", "first_page", "article_number")
_DESCRIBING = (*_IDENTIFYING, "issn", "container_title", "keywords", "references", "classifications")


def _load() -> tuple[dict[str, tuple[Sign, ...]], dict[str, Refusal], dict[str, Refusal]]:
    """The signs by reason, what titles say, and what titles, headings and first lines say."""
    signs: dict[tuple[str, str, int], list[str]] = {}
    titles: dict[str, Refusal] = {}
    headings: dict[str, Refusal] = {}
    for line in Path(__file__).with_name("refusal_phrases.tsv").read_text("utf-8").splitlines()[1:]:
        reason, weight, name, phrase = line.split("\t")
        if weight.isdigit():
            signs.setdefault((reason, name, int(weight)), []).append(phrase)
        if reason != "instructions" and weight != "1":
            titles[_words(phrase)] = cast(Refusal, reason)
            if weight != "title":
                headings[_words(phrase)] = cast(Refusal, reason)
    by_reason: dict[str, tuple[Sign, ...]] = {}
    for (reason, _, strength), phrases in signs.items():
        by_reason[reason] = (*by_reason.get(reason, ()), Sign(tuple(phrases), strength))
    return by_reason, titles, headings


_SEPARATOR = re.compile(r"\s[|–—·»:>-]+\s|:\s|\|")
_MARK = re.compile(r"[\W_]+")
_STATUS = re.compile(r"(?:^|\s)([45]\d\d)(?:\.\d{1,2})?(?!\S)")  # of HTTP; IIS adds a substatus
_STATUS_WORDS = frozenset(
    ("http", "https", "status", "error", "code", "erreur", "fehler", "errore", "ошибка", "detailed", "iis", "page")
)
_BLOCKING = frozenset(("401", "402", "403", "405", "406", "407", "429", "451"))
_MOST_OTHER_WORDS = 6  # a site's name beside the message
_LONGEST_TITLE = 200


def _words(text: str) -> str:
    return " ".join(_MARK.sub(" ", text.casefold()).split())


SIGNS, _TITLES, _HEADINGS = _load()


def refusal(page: Page, phrasebook: Phrasebook, weights: dict[str, int], drafts: Sequence[Draft]) -> Refusal | None:
    """Why a page is none, from the weights of the signs in its text and what was read from it; None where it is one.

    Where it gives a reason, what was read is to be dropped.
    """
    if len(drafts) > 1 or any(_is_told_by_tags(draft) for draft in drafts):
        return None
    named = max((_kinds_of_evidence(draft) for draft in drafts), default=0)
    visible = sum(len(line.text) for line in page.lines)
    if named < _NAMED and (not drafts or visible <= _SHORT) and (said := _headline(page)):
        return said
    if named or visible > _SHORT or any(len(line.text) > _PROSE for line in page.lines):
        return None
    if page.rendered is not None and visible <= _BARE:
        hidden = phrasebook.scan(Page.of(_not_shown(page.rendered.root))).weights
        weights = {reason: weights.get(reason, 0) + hidden.get(reason, 0) for reason in _REASONS}
    found = max(_REASONS, key=lambda reason: weights.get(reason, 0))
    if weights.get(found, 0) >= _ENOUGH:
        return found
    return "error_page" if page.rendered is not None and not visible and not drafts else None


def is_instructions(weights: dict[str, int]) -> bool:
    """Whether a page tells authors how to write a paper instead of showing one."""
    return weights.get("instructions", 0) >= 3


_REASONS: tuple[Refusal, ...] = ("blocked", "error_page")


def _is_told_by_tags(draft: Draft) -> bool:
    return any(item.tag for name in _IDENTIFYING for item in draft.evidence.get(name, ()))


def _kinds_of_evidence(draft: Draft) -> int:
    """How many kinds of fields tell that the page is about one work, whatever its title says."""
    abstract = draft.values.get("abstract")
    length = sum(len(section.text) for section in abstract.sections) if abstract else 0
    return sum(name in draft.values for name in _DESCRIBING) + (length >= _ABSTRACT)


def _headline(page: Page) -> Refusal | None:
    """The refusal that the title, the first heading or the first line is, but for a site's name."""
    if page.rendered is None:
        return _message(page.lines[0].text, _HEADINGS) if page.lines else None
    title = page.rendered.root.find("./head/title")
    if title is not None and (said := _message(title.text or "", _TITLES)):
        return said
    first = next((heading for heading in page.rendered.headings if heading.rank == 1), None)
    return _message(page.text[first.start : first.end], _HEADINGS) if first else None


def _message(text: str, known: dict[str, Refusal]) -> Refusal | None:
    """What a short text says where it says that the page is none, and nothing else."""
    if len(text) > _LONGEST_TITLE or not text.strip():
        return None
    found = known.get(_words(text))
    others = 0
    for part in _SEPARATOR.split(text) if not found else ():
        said = _part_message(part, known)
        found = found or said
        others += 0 if said else len(part.split())
    return found if others <= _MOST_OTHER_WORDS else None


def _part_message(part: str, known: dict[str, Refusal]) -> Refusal | None:
    words = _words(part)
    if words in known:
        return known[words]
    status = _STATUS.search(words)
    if status is None:
        return None
    rest = [word for word in words.split() if word not in _STATUS_WORDS and not word.isdigit()]
    # a number alone may be any, save in a title
    alone = not rest and (known is _TITLES or any(word in _STATUS_WORDS for word in words.split()))
    if alone or " ".join(rest) in _TITLES:
        return "blocked" if status.group(1) in _BLOCKING else "error_page"
    return None


# A wall has few elements, and pieces that are long are data whose start names what they are of.
_MOST_ELEMENTS, _LONGEST_PIECE, _LONGEST = 3000, 4000, 100_000
_TELLING = ("id", "class", "src", "href", "action", "name")
_TEXTS = frozenset(("title", "noscript", "script"))


def _not_shown(root: etree._Element) -> str:
    """What a browser does not show of a page, one piece a line."""
    pieces: list[str] = []
    for element in islice(root.iter(), _MOST_ELEMENTS):
        pieces += [value[:_LONGEST_PIECE] for name in _TELLING if (value := element.get(name))]
        if element.tag in _TEXTS:
            pieces += [str(text)[:_LONGEST_PIECE] for text in islice(element.itertext(), _MOST_ELEMENTS)]
        elif element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            pieces.append("redirecting to")
    return "\n".join(pieces)[:_LONGEST]
