"""Texts of tags that may be the work's abstract: without the heading that opens them, and told from notes."""

import re
from pathlib import Path

from extractors.detectors.abstract_labels import heading
from extractors.detectors.section_labels import HEADINGS

_FIRST_HAN = "\u3040"
_WORDS = "|".join(re.escape(word) for word in sorted(HEADINGS, key=len, reverse=True))
_GLUED = re.compile(rf"\s{{0,3}}(?P<word>(?i:{_WORDS}))(?P<space>\s{{0,3}})")
_SENTENCE = re.compile(r"[^\W\d_a-z]?[^\W\d_]*+,?\s[^\W\d_A-Z]")  # a capital, then a word in lower case
_OPENINGS = tuple(
    Path(__file__).with_name("note_openings.tsv").read_text(encoding="utf-8").splitlines()[2:]  # behind the heads
)
_ABOUT_A_SITE = re.compile(
    r"\b(?:is|are|publishes|ist|est|es|é|è)\b[^.]{0,120}\b(?:journal|magazine|periodical|publisher|platform|repository"
    r"|zeitschrift|revue|revista|rivista)\b",
    re.IGNORECASE,
)
_HOW_PUBLISHED = re.compile(
    r"peer[ -]reviewed|open[ -]access|published (?:by|since)|issn\b|quarterly|monthly", re.IGNORECASE
)
_OPENING = 300  # characters in which a description of a journal says that it is one
_NO_LETTER = re.compile(r"[\W_]+")


def bare_abstract(text: str) -> str:
    """An abstract without the heading before it, also one that lost its break: `AbstractWe`, `Abstract Slow rivers`."""
    end, certain = heading(text)
    if certain and text[end:].strip():
        return text[end:]
    match = _GLUED.match(text)
    if not match:
        return text
    word, rest = match["word"], text[match.end() :]
    if word[0] >= _FIRST_HAN:
        return rest if rest[:1] >= _FIRST_HAN else text
    if not (word[0].isupper() and (word[1:].islower() or word.isupper())) or not rest:
        return text
    if not match["space"]:
        return rest if (rest[0].isupper() or rest[0].isdigit() or rest[0] in '“"(«') else text
    return rest if rest[0].isupper() and (_SENTENCE.match(rest) or word.isupper()) else text


def is_note(text: str, *owners: str | None) -> bool:
    """Whether a description is a cataloguer's or a site's remark. `owners`: journal, site and publisher."""
    folded = text[:_OPENING].casefold().lstrip(' "“([')
    if folded.startswith(_OPENINGS):
        return True
    if not _ABOUT_A_SITE.search(text, 0, _OPENING):
        return False
    opening = _NO_LETTER.sub("", folded).removeprefix("the")
    named = (_NO_LETTER.sub("", owner.casefold()).removeprefix("the") for owner in owners if owner)
    return _HOW_PUBLISHED.search(text, 0, _OPENING) is not None or any(
        len(name) > 3 and opening.startswith(name) for name in named
    )
