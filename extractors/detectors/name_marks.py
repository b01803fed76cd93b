"""What is printed with names and is no part of them: affiliation marks, ORCID, e-mail addresses, link texts."""

import re

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0123456789abcdefghijklmnoprstuvwxyz")
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
# Written over a role that is printed behind a name; see `bylines`.
NO_AUTHOR = "\ue000"  # the person before it is no author of the work
EDITOR = "\ue001"  # an editor: no author where the list has others
AUTHOR = "\ue003"
ROLE_SIGNS = (NO_AUTHOR, EDITOR, AUTHOR)
_SIGNS = f"*∗⁎＊†‡§¶‖∥⊥#✉☆★✝¤◊{NO_AUTHOR}{EDITOR}{AUTHOR}"

ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/+|\borcid(?: ?id)?:? *)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])"
    r"(?:\b/?|(?=\d{1,2}\b))",
    re.I,
)
# Link texts, tags and addresses that scrapes leave inside author lines; they are blanked, so offsets hold. The look at
# the first character spares most places all alternatives.
_NOISE = re.compile(
    r"""(?=[<&\\$}h\[(OVESAsCcemn\u200b\u200c\u200d\u2060\ufeff\u00ad])(?:
      <[^<>\n]{1,200}> | &\#x?; | \\n | \$\^\{?|\}?\$ | https?://[^\s,;|]{1,300}+
    | \[email(?:\s|&\#160;)protected\]
    | \(?ORCID(?:[ ]?(?:Icon|iD|logo)\b|:)\)?+ | View\ ORCID\ (?:ORCID\ )?Profile
    | \(?Opens?\ in\ (?:a\ )?new\ (?:tab|window)\)?
    | Email\ (?:the\ )?author\b | \b(?:mail|equal\ contributor)(?=\s?,?\s*$) | (?<=\d\ )na\d\b
    | Search\ for\ more\ papers\ by\ this\ author | Author\ links\ open\ overlay\ panel
    | Opens\ overlay\b
    | \bshow\ (?:all|less|more)\b | \(?\bCorresponding\ [Aa]uthor\)? | \bContact\ the\ author\b
    | \(?\b(?:ed|eds|editor|editors|Ed|Eds|Editor|Editors)\.?\)
    | \((?:综述|审校|綜述|審校|通讯作者|通讯|译|著|编|編|author|Author)\)
    | [\u200b\u200c\u200d\u2060\ufeff\u00ad] )""",
    re.X | re.M,
)
_ADDRESS = re.compile(r"(?:\b[Ee]-?mail\s?[:：]\s?)?[\w.+-]{1,64}+(?:@|\{at\})[\w.-]{1,120}+")
_NOISE_HINT = re.compile(
    r"[<&\\$@{\[]|\d na\d|"
    r"(?i:http|orcid|mail|show|author|search|opens|\(ed|editor)|[(\u200b\u200c\u200d\u2060\ufeff\u00ad]"
)
_DIGITS = r"\d{1,3}+[a-z]?"
_ONE_MARK = re.compile(
    rf"""(?: \[\s{{0,2}}(?P<b>[\w*†‡§, ]{{1,20}}?)\s{{0,2}}\] | \(\s?(?P<p>a?\d{{1,3}}|[a-z])\s?\)
    | (?P<n>(?<!\d){_DIGITS}|(?<=[^\W\d_])\d{{4,8}}+)
    | (?P<s>[{_SUPER}]++) | (?P<g>[{_SIGNS}]) | (?<=[\s,])(?P<l>[a-z])(?=[\s,]*$)
    | [,;:|·•/\s˒⸴]++ | (?<![A-Za-z])[-–—]++ | \^ )$""",
    re.X,
)
_LEAD = re.compile(
    rf"(?:\s|[,;:|·•●▪◦>›»^{_SIGNS}{_SUPER}]|[-–—](?!\w)|\(?\d{{1,3}}[.)\]](?=\s)|\[\d{{1,3}}\]|\(a?\d{{1,3}}\))++"
)
# marks behind the comma after a name, with no comma before the next: "Ada Roe,1,2 Bo Li", "J. Todd, 1 I. Cremin"
_MARK_BEFORE = re.compile(
    rf"(?:(?:a?\d{{1,3}}[a-z]?|[{_SIGNS}])[ ,]{{0,2}})++(?=[^\W\d_]{{2}}|[^\W\d_][.\s-])"
    r"|[a-h] (?=[^\W\d_a-z][^\W\d_]|[A-Z]\.)"
)
_MARK_ONLY = re.compile(rf"(?:a?\d{{1,3}}[a-z]?|\b[a-z]\b|[{_SIGNS}{_SUPER}]|[\s,˒⸴()\[\]^.])++")
_HAS_DIGIT_END = frozenset(f"0123456789{_SUPER}{_SIGNS})],;:|·•/˒⸴^ \t\n\r-–— \u3000  .")
_TAIL = 48
_SHORT_TAIL = 9  # of a mark without brackets


def has_noise(text: str) -> bool:
    """Whether `mask_noise` may find something in `text` (a cheap look)."""
    return _NOISE_HINT.search(text) is not None or has_orcid(text)


def mask_noise(text: str) -> str:
    """`text` with link texts, tags, addresses and ORCIDs overwritten by spaces; the length stays the same."""
    if not has_noise(text):
        return text
    text = ORCID.sub(_blank, text) if has_orcid(text) else text
    text = _NOISE.sub(_blank, text)
    return _ADDRESS.sub(_blank, text) if "@" in text or "{at}" in text else text


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def has_orcid(text: str) -> bool:
    """Whether an ORCID may stand in `text` (a cheap look)."""
    return "000" in text and "-" in text


def find_orcids(text: str) -> list[tuple[int, str]]:
    """Offset and value of each ORCID in `text` whose check digit holds (ISO 7064 MOD 11-2), in its hyphened form."""
    if not has_orcid(text):
        return []
    found = []
    for match in ORCID.finditer(text):
        value = match[1].upper()
        try:
            mod_11_2.validate(value.replace("-", ""))
        except ValidationError:
            continue
        found.append((match.start(), value))
    return found


def strip_marks(text: str, lo: int, hi: int) -> tuple[int, int, tuple[str, ...]]:
    """The span of `text[lo:hi]` without bullets before it and affiliation marks after it, and those marks in order."""
    if lo < hi and not text[lo].isalpha():
        lead = _LEAD.match(text, lo, hi)
        if lead:
            lo = lead.end()
    marks: list[str] = []
    while hi > lo:
        last = text[hi - 1]
        if last not in _HAS_DIGIT_END and not (hi - lo > 2 and "a" <= last <= "z" and text[hi - 2] in " ,\t "):
            break
        if last == ".":
            break
        base = max(lo, hi - (_TAIL if last in ")]" else _SHORT_TAIL))
        match = _ONE_MARK.search(text[base:hi])
        if match is None or base + match.start() <= lo:
            break
        marks.extend(reversed(_read_mark(match)))
        hi = base + match.start()
    return lo, hi, tuple(reversed(marks))


def marks_before(segment: str) -> tuple[int, tuple[str, ...]]:
    """How far the marks reach that open `segment` and belong to the name before it, and those marks."""
    match = _MARK_BEFORE.match(segment)
    return (match.end(), marks_alone(match[0]) or ()) if match else (0, ())


def _read_mark(match: re.Match[str]) -> list[str]:
    inner = match["b"]
    if inner is not None:
        return [m for m in re.split(r"[\s,]+", inner) if m]
    if match["s"] is not None:
        return [match["s"].translate(SUPERSCRIPTS)]
    mark = match["p"] or match["n"] or match["g"] or match["l"]
    return [mark] if mark else []


def marks_alone(segment: str) -> tuple[str, ...] | None:
    """The marks where `segment` consists of nothing else ("2,*", "a", "[1 ]"), else None."""
    opens_word = len(segment) > 1 and segment[:2].isascii() and segment[:2].isalpha()
    if opens_word or len(segment) > _TAIL or not _MARK_ONLY.fullmatch(segment):
        return None
    found = re.findall(rf"a?\d{{1,3}}[a-z]?|[a-z]|[{_SIGNS}]|[{_SUPER}]+", segment)
    return tuple(m.translate(SUPERSCRIPTS) for m in found)
