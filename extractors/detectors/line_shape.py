"""The words of a line by kind: what a line of names, a title and an affiliation are told apart by.

A kind is what can be said of a word alone: a given name, an initial, a function word, a word of menus, an organisation,
a run of Han characters that opens with a surname. Tables name the words (`person_words.tsv`, `line_words.tsv`).
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from extractors.detectors.glued_names import part_glued_names
from extractors.detectors.name_words import HAN_SURNAMES, ORGANISATION_CJK

_TOKEN = re.compile(r"[^\W\d_]++(?:[.’'‐-]{1,2}(?=[^\W\d_])[^\W\d_]++){0,8}+\.?|\d++|[,，、،;；]++|[^\w\s]|_++")
_MARKS = "*∗⁎＊†‡§¶#✉☆★⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱ"
_PUNCTUATION = {
    **dict.fromkeys(",，、،", "comma"),
    **dict.fromkeys(";；؛", "semicolon"),
    **dict.fromkeys(_MARKS, "mark"),
    **dict.fromkeys(".。", "stop"),
    **dict.fromkeys("?!？！…", "question"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys("([（【", "opens"),
    **dict.fromkeys(")]）】", "closes"),
    **dict.fromkeys("@/\\=<>{}+%~$_^€£", "sign"),
    **dict.fromkeys("\"“”„«»《》‘’'`", "quote"),
    **dict.fromkeys("|•·・●▪◦›»→", "bullet"),
    **dict.fromkeys("-–—‐", "dash"),
    "&": "conjunction",
}
_SCRIPT = re.compile(r"(?P<kana>[぀-ヿ])|(?P<han>[㐀-鿿豈-﫿々])|(?P<hangul>[가-힯])|(?P<other>[֐-ᇿ])")
_HANGUL_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
_HANGUL_ORGANISATIONS = ("대학교", "대학", "학과", "연구소", "연구원", "병원", "대학원", "학부")
_CLOSED_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}[.’'‐-]{1,2}){1,5}[^\W\d_]?\.?")
_ALSO_NAMES = frozenset({"worldly", "month", "role", "subject", "particle"})
_PATRONYMIC = re.compile(r"\w{3,}(?:вич|вна|чна|оглы|кызы)")
_CAMEL = re.compile(r"(?:Ma?c|De|Di|La|Le|Van|O[’'])[^\W\d_a-z]\w+")

_LOST = re.compile(r"(?<=[^\W\d_])[\ufffd?]{1,2}(?=[^\W\d_])")  # a letter that was lost within a word

KINDS = (
    "start",
    "end",
    "comma",
    "semicolon",
    "mark",
    "stop",
    "question",
    "colon",
    "opens",
    "closes",
    "sign",
    "quote",
    "bullet",
    "dash",
    "conjunction",
    "digits",
    "year",
    "number",
    "given",
    "family",
    "both",
    "person-hyphen",
    "capital",
    "capitals",
    "camel",
    "initial",
    "initials",
    "letter",
    "word",
    "function",
    "particle",
    "organisation",
    "journal",
    "menu",
    "month",
    "place",
    "degree",
    "role",
    "worldly",
    "subject",
    "han",
    "han-name",
    "han-long",
    "han-organisation",
    "kana",
    "kana-long",
    "hangul",
    "hangul-name",
    "hangul-long",
    "other",
    "other-name",
)
KIND = {kind: number for number, kind in enumerate(KINDS)}
_MOST_READ = 1000  # characters
_LONGEST_PLACE = 60
_FIRST_KANA = "\u3040"


def _table(name: str) -> dict[str, str]:
    """The kind of each word of a table whose rows hold a kind and its words."""
    kind_of: dict[str, str] = {}
    for row in (files("extractors.detectors") / name).read_text(encoding="utf-8").splitlines():
        kind, words = row.split("\t")
        kind_of.update(dict.fromkeys(words.split(" "), kind))
    return kind_of


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    return _table("person_words.tsv"), _table("line_words.tsv")


def kinds(text: str) -> list[int]:
    """The kinds of the first words and signs of a line, as numbers into `KINDS`, without its start and end."""
    found: list[int] = []
    text = text[:_MOST_READ]
    if "\ufffd" in text or "?" in text:
        text = _LOST.sub(_letter_for, text)
    for word in text.split():
        if word.isalpha():
            if word[0] >= _FIRST_KANA and (glued := part_glued_names(word)):
                found += [KIND["han-name"], KIND["comma"]] * len(glued)
                found.pop()
                continue
            found.append(_kind(word))
        else:
            found += _parts(word)
    return found


def is_place(text: str) -> bool:
    """Whether a short text names a country or town of the table, and nothing else."""
    found = kinds(text) if len(text) <= _LONGEST_PLACE else []
    return bool(found) and set(found) <= {KIND["place"], KIND["comma"]} and KIND["place"] in found


def _letter_for(match: re.Match[str]) -> str:
    """A letter for one that was lost within a word, in the case of what stands before it."""
    before = match.string[match.start() - 1]
    return "A" if before.isupper() and match.string[match.end()].isupper() else "a"


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[int, ...]:
    """The kinds of what stands between two blanks."""
    if word[-1] == "," and word[:-1].isalpha():
        return _kind(word[:-1]), KIND["comma"]
    found: list[int] = []
    for token in _TOKEN.findall(word):
        found.append(_kind(token))
        if token[-1] == "." and len(token) > 5 and "." not in token[:-1]:
            found.append(KIND["stop"])  # closes a sentence: abbreviations are shorter
    return tuple(found)


@lru_cache(maxsize=8192)
def _kind(token: str) -> int:
    first = token[0]
    if first.isalpha():
        return KIND[_cased(token) if first < "\u0590" or "\u1e00" <= first < "\u2000" else _uncased(token)]
    if first.isdecimal():
        year = len(token) == 4 and "1500" <= token < "2100"
        return KIND["year" if year else "digits" if len(token) < 3 else "number"]
    return KIND[_PUNCTUATION.get(first, "sign")]


def _cased(token: str) -> str:
    """The kind of a word in a script with capitals."""
    persons, words = _tables()
    bare = token.rstrip(".")
    low = bare.lower()
    upper = token[0].isupper()
    named = (persons.get(low) or persons.get(_unaccented(low))) if upper else None
    if len(bare) == 1:
        return "initial" if upper and (token[-1] == "." or low not in "aieoyuàéив") else words.get(low, "letter")
    known = words.get(low) or words.get(low + ".")
    if known and not (named and known in _ALSO_NAMES) and not _is_surname(bare, known):
        return known
    if _CLOSED_INITIALS.fullmatch(token):
        return "initial"
    if named:
        return named if known in (None, "particle") else "worldly"
    if not upper:
        return "word"
    return _capital(bare, persons)


def _unaccented(word: str) -> str:
    """A word without its accents, as others spell the name (`Éline`, `Eline`)."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _is_surname(bare: str, known: str) -> bool:
    """Whether capitals settle it: `MA` and `DO` are degrees, `Ma` and `Do` are names."""
    return known == "degree" and len(bare) == 2 and bare[1].islower() and bare in ("Ma", "Do", "Ba", "Bs")


def _capital(bare: str, persons: dict[str, str]) -> str:
    if _PATRONYMIC.fullmatch(bare):
        return "given"
    if "-" in bare or "’" in bare or "'" in bare or "." in bare:
        parts = re.split(r"[.’'‐-]", bare)
        if any(persons.get(part.lower()) for part in parts) or all(part[:1].isupper() for part in parts):
            return "person-hyphen"
        return "capital"
    if bare.isupper():
        return "initials" if len(bare) < 4 else "capitals"
    if bare[1:].islower():
        return "capital"
    return "family" if _CAMEL.fullmatch(bare) else "camel"


def _uncased(token: str) -> str:
    """The kind of a word in a script without capitals."""
    match = _SCRIPT.search(token)
    script = match.lastgroup if match else "other"
    if script in ("han", "kana") and re.search("[぀-ヿ]", token):
        return "kana" if len(token) <= 6 else "kana-long"
    if script == "han":
        if any(word in token for word in ORGANISATION_CJK):
            return "han-organisation"
        if len(token) > 4:
            return "han-long"
        return "han-name" if token[0] in HAN_SURNAMES and len(token) > 1 else "han"
    if script == "hangul":
        if token[0] in _HANGUL_SURNAMES and len(token) == 3:
            return "hangul-name"
        if token.endswith(_HANGUL_ORGANISATIONS):
            return "han-organisation"
        return "hangul" if len(token) < 5 else "hangul-long"
    return "other-name" if token in _tables()[0] else "other"
