"""One personal name: its family and given part, as printed.

`parse_name` never changes the case of a letter and never expands an initial. It splits by the first witness that
speaks: a comma, the script, a family name set in capitals, trailing initials, particles, then the order asked for.
"""

import re
from functools import lru_cache

from extractors.detectors.name_boundaries import Order, boundary, is_initials, leading_family
from extractors.detectors.name_marks import find_orcids, mask_noise, strip_marks
from extractors.detectors.name_words import (
    CLEAR_AFTER_NAME,
    COMPOUND_HAN,
    DEGREES,
    HAN_SURNAMES,
    JAPANESE_SURNAMES,
    NOT_NAMES,
    NUMERALS,
    ORGANISATION_CJK,
    ORGANISATION_LINKS,
    ORGANISATION_WORDS,
    PARTICLES,
    SUFFIXES,
    TITLES,
    WEAK_DEGREES,
)
from extractors.detectors.plain_names import plain_pair, plain_words
from extractors.found import Name

MAX_NAME = 300  # characters; longer text is no name
_MAX_PERSON_WORDS = 10

_ALSO_INITIALS = WEAK_DEGREES | NUMERALS  # after one word: "Smith, MA", "Naumov, IV"
_GLUED_INITIAL = re.compile(r"((?<![^\W\d_])[A-Z]\.)(?=[A-Z][a-z]{2})")
_YEARS = re.compile(r"(?:\d{4}|ca?\. ?\d{4})?[-–](?:\d{4})?\.?|b\. \d{4}")
_BEHALF = re.compile(r"(?i:(?:and )?on behalf of|for) (?:the )?|the ")
_BEHALF_OPENS = "AaOoFfTt"
_CJK = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯々]")
_HAN_ONLY = re.compile(r"[㐀-鿿豈-﫿]+")
_HANGUL = re.compile(r"[가-힯]")


def parse_name(text: str, order: Order = "auto", start: int = 0, masked: bool = False) -> Name | None:
    """Read one name.

    In: `text` holding one name with whatever is printed round it (bullets, affiliation marks, degrees, ORCID, e-mail);
    `order` of its parts where nothing in the text tells ("auto" and "given-first": family last; "family-first": the
    first word; "vancouver": all before the initials); `start`, the offset of `text` in the page; `masked`, whether
    `mask_noise` has been over the text.
    Out: a `Name` whose span runs from its first to its last printed letter, or None where no name is printed.
    An organisation, or a name whose split is not certain, has `literal` only. A mononym has `family` only.
    Degrees and titles are left out of `family` and `given` and stay in `literal`. A suffix stays
    behind the family name ("King Jr."), where readers look for it; so do Filho, Neto and Júnior. Never raises.
    """
    plain = _read_plain(text, order, start)
    if plain is not None:
        return plain
    if len(text) > 20 * MAX_NAME:
        return None
    if masked:
        return _read(text, order, start)
    name = _read(mask_noise(text), order, start)
    orcids = find_orcids(text) if name else []
    if name and orcids:
        name.orcid = orcids[0][1]
    return name


def _read_plain(text: str, order: Order, start: int) -> Name | None:
    """`Jane B. Roe`, `Roe, Jane B.` and, where the order is known, `Roe Jane`; None for all else."""
    pair = plain_pair(text) if ", " in text else None
    if pair:
        return Name(text, *pair, start=start, end=start + len(text))
    words = plain_words(text)
    if len(words) < 2 or words[-1].endswith("."):
        return None
    if order in ("auto", "given-first"):
        return Name(text, words[-1], " ".join(words[:-1]), start=start, end=start + len(text))
    if "." in text:
        return None
    at = leading_family(words)
    return Name(text, " ".join(words[:at]), " ".join(words[at:]), start=start, end=start + len(text))


def _read(text: str, order: Order, start: int) -> Name | None:
    lo, hi, marks = strip_marks(text, 0, len(text))
    lo, hi, marks, affiliation = _cut_parenthesis(text, lo, hi, marks)
    hi = _cut_full_stop(text, lo, hi)
    behalf = _BEHALF.match(text, lo, hi) if text[lo : lo + 1] in _BEHALF_OPENS else None
    if behalf:
        lo = behalf.end()
    literal = " ".join(text[lo:hi].split())
    if not literal or len(literal) > MAX_NAME or literal.lower() in NOT_NAMES or not any(map(str.isalpha, literal)):
        return None
    family, given = split_name(literal, order)
    return Name(
        literal,
        family,
        given,
        affiliations=[affiliation] if affiliation else [],
        marks=marks,
        start=start + lo,
        end=start + hi,
    )


def _cut_parenthesis(
    text: str, lo: int, hi: int, marks: tuple[str, ...]
) -> tuple[int, int, tuple[str, ...], str | None]:
    """Leave out a closing parenthesis; an organisation in it is the affiliation ("Kim, Bo (… University)")."""
    if hi - lo < 3 or text[hi - 1] not in ")）":
        return lo, hi, marks, None
    opening = max(text.rfind("(", lo, hi), text.rfind("（", lo, hi))
    if opening <= lo:
        return lo, hi, marks, None
    inner = " ".join(text[opening + 1 : hi - 1].split())
    lo, hi, before = strip_marks(text, lo, opening)
    return lo, hi, before + marks, inner if is_organisation(inner) else None


def _cut_full_stop(text: str, lo: int, hi: int) -> int:
    """A full stop after a whole word closes a sentence or list; after an initial or "Jr" it belongs to the name."""
    if hi - lo > 3 and text[hi - 1] == ".":
        word = text[max(lo, hi - 30) : hi].split()[-1]
        if (
            len(word) > 4
            and "." not in word[:-1]
            and word not in SUFFIXES
            and word not in DEGREES
            and word[1:-1].islower()
        ):
            return hi - 1
    return hi


def split_name(literal: str, order: Order = "auto") -> tuple[str | None, str | None]:
    """Family and given part of a name without marks; (None, None) for an organisation or an unsure split."""
    if "，" in literal:
        literal = literal.replace("，", ", ")
    if is_organisation(literal):
        return None, None
    if "," in literal:
        return _split_comma(literal, order)
    if not literal.isascii() and _CJK.search(literal):
        return _split_cjk(literal)
    if "." in literal:
        literal = _GLUED_INITIAL.sub(r"\1 ", literal)
    return _split_words(literal.split(), order)


@lru_cache(maxsize=2048)
def is_organisation(literal: str) -> bool:
    """Whether the text names an organisation or group, by its words."""
    if not literal.isascii() and _CJK.search(literal):
        return any(word in literal for word in ORGANISATION_CJK)
    words = literal.lower().replace(",", " ").split()
    if len(words) < 2:
        return False
    return not (ORGANISATION_WORDS.isdisjoint(words) and ORGANISATION_LINKS.isdisjoint(literal.split()))


def is_degree(text: str) -> bool:
    """Whether `text`, standing after a comma, is made of academic degrees, licences and titles only."""
    words = text.replace("/", " ").split()
    return bool(words) and all(w in DEGREES or w in WEAK_DEGREES or w.rstrip(".") in DEGREES for w in words)


def _join(words: list[str]) -> str | None:
    return " ".join(words) or None


def _with_suffix(family: str | None, suffix: str | None) -> str | None:
    return f"{family} {suffix}" if family and suffix else family


def _split_comma(literal: str, order: Order) -> tuple[str | None, str | None]:
    parts = [p for p in (part.strip() for part in literal.split(",")) if p]
    inverted = len(parts) > 1 and len(parts[0].split()) == 1 and parts[1] in _ALSO_INITIALS
    rest = [p for p in parts[1:] if p not in SUFFIXES and not is_degree(p) and not _YEARS.fullmatch(p)]
    rest = parts[1:2] if inverted else rest
    suffix = next((p for p in parts[1 + inverted :] if p in SUFFIXES), None)
    if not parts or len(rest) > 1:
        return None, None
    if not rest:
        family, given = split_name(parts[0], order)
        return _with_suffix(family, suffix), given
    family_words, own_suffix = _bare_words(parts[0].split())
    given_words, given_suffix = _bare_words(_without_parenthesis(rest[0]).split(), 1)
    if len(given_words) > 1 and any(w.islower() and w in PARTICLES for w in given_words[-1:]):
        cut = len(given_words) - 1
        while cut > 1 and given_words[cut - 1] in PARTICLES:
            cut -= 1
        family_words, given_words = given_words[cut:] + family_words, given_words[:cut]
    return _with_suffix(_join(family_words), suffix or own_suffix or given_suffix), _join(given_words)


def _without_parenthesis(text: str) -> str:
    opening = text.find("(")
    return text if opening < 1 or not text.endswith(")") else text[:opening]


def _bare_words(words: list[str], least: int = 2) -> tuple[list[str], str | None]:
    """The words without titles before and degrees after them, and the suffix.

    Degrees that may be initials are taken as such only after `least` whole words.
    """
    lo, hi = 0, len(words)
    while hi - lo > 1 and words[lo] in TITLES:
        lo += 1
    beside_degree = False
    while hi - lo > 1:
        word = words[hi - 1]
        full = sum(not is_initials(w) for w in words[lo : hi - 1])
        clear = word in CLEAR_AFTER_NAME and full >= least
        sure = word in DEGREES and (full >= least or not is_initials(word))
        if sure or (word in WEAK_DEGREES and beside_degree and full >= least) or clear:
            beside_degree = True
            hi -= 1
            continue
        break
    suffix = None
    whole = sum(word not in PARTICLES for word in words[lo : hi - 1])  # "de Andrade JR" has initials
    if hi - lo > 1 and words[hi - 1] in SUFFIXES and (whole > 1 or not is_initials(words[hi - 1])):
        suffix = words[hi - 1]
        hi -= 1
    return words[lo:hi], suffix


def _split_words(words: list[str], order: Order) -> tuple[str | None, str | None]:
    words, suffix = _bare_words(words)
    if order == "family-first" and suffix is None and len(words) > 2 and words[1] in SUFFIXES:
        suffix, words = words[1], [words[0], *words[2:]]  # "Smith Jr. John"
    if len(words) > _MAX_PERSON_WORDS:
        return None, None
    if len(words) == 1:
        return words[0], None
    at, family_last = boundary(words, order)
    if not 0 < at < len(words):
        return None, None
    first, second = _join(words[:at]), _join(words[at:])
    return (_with_suffix(second, suffix), first) if family_last else (_with_suffix(first, suffix), second)


def _split_cjk(literal: str) -> tuple[str | None, str | None]:
    """Chinese by the table of surnames; Japanese and Korean only where a space parts the name."""
    words = literal.split()
    if len(words) == 2 and len(words[0]) <= 4 and len(words[1]) <= 4 and all(_CJK.match(w) for w in words):
        return words[0], words[1]
    if len(words) != 1 or not _HAN_ONLY.fullmatch(literal):
        return None, None
    if literal[:2] in COMPOUND_HAN and len(literal) in (3, 4):
        return literal[:2], literal[2:]
    if len(literal) == 3 and literal[:2] in JAPANESE_SURNAMES:
        return None, None  # Japanese, where the first two are the family's, or Chinese
    if len(literal) in (2, 3) and literal[0] in HAN_SURNAMES:
        return literal[0], literal[1:]
    return None, None
