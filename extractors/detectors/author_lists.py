"""Author lists: where one name ends and the next begins."""

import re
from typing import Literal

from extractors.detectors.affiliation_letters import strip_letters
from extractors.detectors.author_parts import Part, chunks, may_be_word
from extractors.detectors.bylines import is_interface, mask_byline
from extractors.detectors.glued_names import part_glued_names
from extractors.detectors.name_boundaries import PINYIN, Order, is_initials, trailing_family
from extractors.detectors.name_marks import EDITOR, NO_AUTHOR, ROLE_SIGNS, find_orcids, has_orcid, mask_noise
from extractors.detectors.name_words import CAPITAL_PARTICLES, EAST_ASIAN, HAN_SURNAMES, JAPANESE_SURNAMES, PARTICLES
from extractors.detectors.names import parse_name
from extractors.detectors.places_of_work import take_places
from extractors.found import Name

Style = Literal[
    "auto", "given-first", "initials-first", "family-given", "family-comma-given",
    "comma-pairs", "chained", "vancouver", "cjk",
]  # fmt: skip
_ORDERS: dict[str, Order] = {
    "given-first": "given-first",
    "initials-first": "given-first",
    "family-given": "family-first",
    "vancouver": "vancouver",
    "cjk": "auto",
}

# Every separator opens with one of these characters or stands behind a blank; so most places cost one look.
_CJK = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")
_KANA = re.compile(r"[぀-ヿ]")
_HANGUL = re.compile(r"[가-힯]")
_TOKEN = re.compile(r"\S+")


def parse_authors(
    text: str, style: Style = "auto", start: int = 0, end: int | None = None, letters: str = ""
) -> list[Name]:
    """Read the author list that stands in `text[start:end]`; spans of the names are offsets into `text`.

    Semicolons, line breaks, bars and bullets always part names; what commas and "and" part is the style's:
    "given-first", "initials-first" (`A B, C D and E F`), "family-given" (`Faulkner Alison,Basset Thurstine`),
    "vancouver" (`Ho C, Roe JA`), "family-comma-given" and "comma-pairs" (`Sun, Peng, Yang, Ding`), "chained"
    (Primo's `Meng, Na Liu, Ruian Wong, Mei`), "cjk" (spaces too). "auto" decides from the shape alone:
    initials alone after a word pair with it (APA, Harvard); single words in pairs are family and given name, where
    they are at least half of the parts; a lone inverted first name (Chicago) is seen; all else is one name a part.
    Marks, ORCIDs, degrees, suffixes and organisations go to the name before them; labels, buttons, "et al." and persons
    in other roles are dropped. `letters`: those of the page's affiliations, which may be glued to the names
    (`strip_letters`). Never raises.
    """
    stop = len(text) if end is None else end
    body = text[start:stop]
    masked = mask_noise(mask_byline(body))
    names: list[Name] = []
    stretches = chunks(masked)
    paired_lines = _any_comma_line(stretches)
    several = sum(any(part.kind != "O" for part in parts) for parts, _ in stretches) > 1 or len(stretches) == 1
    for parts, closing in stretches:
        if style == "auto":
            inverted = closing in ";；" and (several or parts[0].kind == "W")  # `A B, C D; for the E Group` is not
            names += _auto(masked, parts, paired=inverted or paired_lines)
        else:
            names += _styled(masked, parts, style)
    names = _authors_alone(names)
    if letters or len(names) > 1:
        strip_letters(names, letters)
    if has_orcid(body):
        _attach_orcids(names, find_orcids(body))
    if start:
        for name in names:
            name.start += start
            name.end += start
    return names


def _authors_alone(names: list[Name]) -> list[Name]:
    """The names without words of buttons, without persons in other roles, and without editors beside authors."""
    people = [name for name in _once(names) if not is_interface(name.literal)]
    if not any(sign in name.marks for name in people for sign in ROLE_SIGNS):
        return people
    signs = (NO_AUTHOR, EDITOR) if any(not {NO_AUTHOR, EDITOR} & set(n.marks) for n in people) else (NO_AUTHOR,)
    people = [name for name in people if not any(sign in name.marks for sign in signs)]
    for name in people:
        name.marks = tuple(mark for mark in name.marks if mark not in ROLE_SIGNS)
    return people


def _once(names: list[Name]) -> list[Name]:
    """The names of a list that prints each twice in a row, or the whole twice, once each with the marks of both."""
    half = len(names) // 2
    if len(names) % 2 or not names:
        return names
    for firsts, seconds in ((names[::2], names[1::2]), (names[:half], names[half:])):
        if all(a.literal == b.literal and not (a.marks and b.marks) for a, b in zip(firsts, seconds, strict=True)):
            for first, second in zip(firsts, seconds, strict=True):
                first.marks += second.marks
                first.affiliations += second.affiliations
            return firsts
    return names


def _attach_orcids(names: list[Name], orcids: list[tuple[int, str]]) -> None:
    """Give each ORCID to the last name that begins before it and has none."""
    i = -1
    for offset, value in orcids:
        while i + 1 < len(names) and names[i + 1].start <= offset:
            i += 1
        if i >= 0 and names[i].orcid is None:
            names[i].orcid = value


def _settle_capitals(parts: list[Part]) -> None:
    """In twos, what stands first is a family name, though it look like initials: `LIU, L.-K., HAN, Qi`."""
    for group in _groups(parts):
        firsts = group[::2]
        if len(group) % 2 == 0 and all(p.kind in "WF" or (p.kind == "I" and may_be_word(p.text)) for p in firsts):
            for part in firsts:
                part.kind = "W" if part.kind == "I" else part.kind


def _any_comma_line(chunks: list[tuple[list[Part], str]]) -> bool:
    """Whether the list stands one `Family, Given` a line: two parts a chunk at most, one of them sure."""
    if len(chunks) < 2 or any(len(parts) > 2 or (len(parts) == 2 and parts[1].conj) for parts, _ in chunks):
        return False
    return any(len(parts) == 2 and "W" in (parts[0].kind, parts[1].kind) for parts, _ in chunks)


def _name(text: str, parts: list[Part], order: Order) -> list[Name]:
    """The name printed from the first to the last of `parts`."""
    lo, hi = parts[0].lo, parts[-1].hi
    if len(parts) == 1 and parts[0].kind == "H":
        return _name_with_affiliation(text, lo, hi)
    name = parse_name(text[lo:hi], order, lo, masked=True)
    if name is None:
        return []
    for part in parts:
        name.marks += part.marks
        name.affiliations += [part.place] if part.place and part.place not in name.affiliations else []
    return [name]


def _name_with_affiliation(text: str, lo: int, hi: int) -> list[Name]:
    """`甲*:单位`, as Hans Publishers print it."""
    colon = next(i for i in range(lo, hi) if text[i] in ":：")
    name = parse_name(text[lo:colon], "auto", lo, masked=True)
    if name is None:
        return []
    name.affiliations = [" ".join(text[colon + 1 : hi].split())]
    return [name]


def _styled(text: str, parts: list[Part], style: str) -> list[Name]:
    if style == "chained":
        return _chained(text, parts)
    if style in ("family-comma-given", "comma-pairs"):
        return _pairs(text, parts)
    names = []
    for part in parts:
        for piece in _cjk_pieces(text, part):
            names += _name(text, [piece], _ORDERS[style])
    return names


def _groups(parts: list[Part]) -> list[list[Part]]:
    """The parts between conjunctions."""
    groups: list[list[Part]] = []
    for part in parts:
        if part.conj or not groups:
            groups.append([])
        groups[-1].append(part)
    return groups


def _pairs(text: str, parts: list[Part]) -> list[Name]:
    """Two parts a name; an organisation, a name in CJK, and what is left over stand alone."""
    names: list[Name] = []
    for group in _groups(parts):
        i = 0
        while i < len(group):
            alone = i + 1 == len(group) or group[i].kind in "HO" or (group[i].kind == "C" and len(group[i].text) > 2)
            names += _name(text, group[i : i + 1] if alone else group[i : i + 2], "auto")
            i += 1 if alone else 2
    return names


def _chained(text: str, parts: list[Part]) -> list[Name]:
    """`Meng, Na Liu, Ruian Wong, Mei`: each part between ends one name and begins the next."""
    names: list[Name] = []
    lo = parts[0].lo
    for part in parts[1:-1]:
        tokens = list(_TOKEN.finditer(text, part.lo, part.hi))
        cut = trailing_family([t[0] for t in tokens]) if len(tokens) > 1 else len(tokens)
        name = parse_name(text[lo : tokens[cut - 1].end()], "auto", lo, masked=True)
        if name:
            names.append(name)
        lo = tokens[cut].start() if cut < len(tokens) else part.hi
    name = parse_name(text[lo : parts[-1].hi], "auto", lo, masked=True)
    return [*names, name] if name else names


def _auto(text: str, parts: list[Part], paired: bool) -> list[Name]:
    parts = take_places(text, parts)
    _settle_capitals(parts)
    kinds = "".join(part.kind for part in parts)
    if kinds == "F" and (pairs := _pinyin_pairs(parts[0], text)):
        return [name for pair in pairs for name in _name(text, [pair], "family-first")]
    if "C" in kinds or "H" in kinds or len(parts) == 1:
        if len(parts) == 2 and kinds == "CC" and paired and len(parts[0].text) == 1:
            return _name(text, parts, "auto")
        return [n for part in parts for piece in _cjk_pieces(text, part) for n in _name(text, [piece], "auto")]
    if "I" in kinds[1:]:
        return _initial_pairs(text, parts)
    if paired and len(parts) == 2 and not (parts[1].conj or parts[0].marked) and kinds[0] in "WF":
        return _name(text, parts, "auto")
    if _are_pairs(parts):
        return _pairs(text, parts)
    no_conj = not any(part.conj for part in parts)
    if no_conj and kinds[0] == kinds[-1] == "W" and set(kinds[1:-1]) == {"F"} and (len(kinds) % 2 or len(kinds) > 5):
        return _chained(text, parts)
    mononym = kinds[1:2] == "F" and no_conj  # `Suharto, Oda Gray, Lars Roe`; one inverted name comes before an "and"
    if len(parts) > 2 and kinds[0] == "W" and not parts[1].conj and set(kinds[2:]) <= {"F", "O"} and not mononym:
        return _name(text, parts[:2], "auto") + [n for part in parts[2:] for n in _name(text, [part], "auto")]
    return _singly(text, parts)


def _initial_pairs(text: str, parts: list[Part]) -> list[Name]:
    """`Basset, T., Faulkner, A. and Stamou, E.`: initials alone belong to the part before them."""
    names: list[Name] = []
    i = 0
    while i < len(parts):
        following = parts[i + 1] if i + 1 < len(parts) else None
        after = parts[i + 2].kind if i + 2 < len(parts) else ""
        take = 1
        if following and not following.conj and parts[i].kind in "WF":
            named = parts[i].kind == "W" and following.kind in "WF" and not (following.kind == "W" and after == "I")
            take = 2 if following.kind == "I" or named else 1
        names += _name(text, parts[i : i + take], "auto")
        i += take
    return names


def _are_pairs(parts: list[Part]) -> bool:
    """Whether the parts read `Family, Given` in twos: even between conjunctions, half of them single words."""
    people = [part for part in parts if part.kind != "O"]
    if len(people) < 2:
        return False
    for group in _groups(people):
        if len(group) == 1 and group[0].kind == "W":
            return False
        if len(group) > 1 and (len(group) % 2 or 2 * sum(p.kind == "W" for p in group) < len(group)):
            return False
        if len(group) > 1 and any(p.marked or (p.kind == "F" and not _may_be_family(p.text)) for p in group[::2]):
            return False
    return any(part.kind == "W" for part in people)


def _may_be_family(text: str) -> bool:
    """Whether several words may be one family name: no initials, no more than two besides particles."""
    words = [w for w in text.split() if w not in PARTICLES and w not in CAPITAL_PARTICLES]
    return len(words) < 3 and not any(len(w) == 1 or ("." in w and is_initials(w)) for w in words)


def _singly(text: str, parts: list[Part]) -> list[Name]:
    """One name a part; family names in capitals at the end of some tell what "Jin MA" means among them."""
    names = [(part, n) for part in parts for n in _name(text, [part], "auto")]
    last = any(n.family and n.given and n.family.isupper() and n.given.split()[0][1:].islower() for _, n in names)
    if last and any(n.given and n.given.isalpha() and n.given.isupper() and len(n.given) > 1 for _, n in names):
        return [n for part in parts for n in _name(text, [part], "given-first")]
    return [n for _, n in names]


def _cjk_pieces(text: str, part: Part) -> list[Part]:
    """Names that only spaces part: `刘利民 李豪欣`; a spaced given name (`董 慈`) and `松浦 佳代` stay whole."""
    tokens = list(_TOKEN.finditer(text, part.lo, part.hi)) if part.kind == "C" else []
    if len(tokens) == 1 and (glued := part_glued_names(tokens[0][0])):
        at = tokens[0].start()
        return [Part(at + lo, at + hi, text[at + lo : at + hi], "C", False) for lo, hi in glued]
    if len(tokens) < 2 or not all(_CJK.match(t[0]) for t in tokens):
        return [part]
    spans = _glued_japanese(tokens)
    i = len(tokens) if spans else 0
    while i < len(tokens):
        take = 1 if i + 1 == len(tokens) or _stands_alone(tokens[i][0], tokens[i + 1][0]) else 2
        spans.append((tokens[i].start(), tokens[i + take - 1].end()))
        i += take
    pieces = [Part(lo, hi, text[lo:hi], "C", False) for lo, hi in spans]
    pieces[-1].marks = part.marks
    return pieces


def _pinyin_pairs(part: Part, text: str) -> list[Part]:
    """The names of `Cui Xing-Hua Xu Qiao-Jing Shi Biao`: every other word a Chinese surname, the others given names."""
    words = list(_TOKEN.finditer(text, part.lo, part.hi)) if part.kind == "F" else []
    given = [word[0] for word in words[1::2]]
    if len(words) < 4 or len(words) % 2 or not all(word[0].lower() in EAST_ASIAN for word in words[::2]):
        return []
    if not all(map(PINYIN.fullmatch, given)) or sum(word.lower() in EAST_ASIAN for word in given) * 2 > len(given):
        return []
    return [
        Part(a.start(), b.end(), text[a.start() : b.end()], "F", False)
        for a, b in zip(words[::2], words[1::2], strict=True)
    ]


def _glued_japanese(tokens: list[re.Match[str]]) -> list[tuple[int, int]]:
    """The spans of `松浦 佳代高野 歩森 真喜子`: each word between ends a name and opens the next."""
    if len(tokens) < 3 or tokens[0][0] not in JAPANESE_SURNAMES or len(tokens[-1][0]) > 3:
        return []
    spans, lo = [], tokens[0].start()
    for token in tokens[1:-1]:
        word = token[0]
        cut = next((i for i in range(1, len(word)) if word[i:] in JAPANESE_SURNAMES), 0)
        if not cut:
            return []
        spans.append((lo, token.start() + cut))
        lo = token.start() + cut
    return [*spans, (lo, tokens[-1].end())]


def _stands_alone(word: str, following: str) -> bool:
    """Whether a CJK word before a space is a whole name."""
    word = re.sub(r"[\W\d_]+$", "", word)
    if len(word) < 2 or len(re.sub(r"[\W\d_]", "", following)) < 2 or _KANA.search(word + following):
        return False
    if _HANGUL.match(word):
        return len(word) > 2
    return word[0] in HAN_SURNAMES and following[0] in HAN_SURNAMES
