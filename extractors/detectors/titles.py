"""Titles: how much a line looks like one, and what is glued to one."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extractors.detectors.broken_words import mend_broken_words
from extractors.detectors.line_likeness import likeness
from extractors.found import Found

_OPENING_MARKS = re.compile(r"(?:[\s☆★✩◆◇■□▪•●·|›»:;,]|\*(?!\w{1,3}\b-)|-\s|–\s|—\s)++")
_FOOTNOTES = "*∗＊†‡☆★✩✰§¶#"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ"
# GB/T 7714 marks a document's kind behind its title.
_DOCUMENT_KIND = re.compile(r"\s{0,2}[\[［【](?:[A-Z]{1,2}(?:/(?:OL|CD|DK|MT))?)[\]］】](?:\s{0,2}//)?\.?$")
_FILE_KIND = re.compile(r"\s{1,3}[\[(](?:PDF|HTML|DOC|DOCX|Full[ -]Text|Open Access|Free|Abstract)[\])]$", re.I)
_SIDES = re.compile(r"(?<!\s)\s++(?:[|｜]|[-–—]|::?)\s++")
_PERIODICAL = re.compile(
    r"(?:The )?(?:\w+ ){0,3}?(?:Journal|Annals|Archives|Bulletin|Proceedings|Transactions|Revista|Revue|Zeitschrift"
    r"|Acta|Rivista|Dergisi|Вестник|Журнал)\b|.{1,60}\b(?:Journal|Magazine|Quarterly|Dergisi)$|.{2,30}(?:学报|學報|杂志|雑誌|학회지)$"
)
# ISBD: what catalogues print behind a title and a slash is who is responsible for the work.
_RESPONSIBLE = re.compile(
    r"\s/\s(?:(?:vorgelegt|eingereicht|verfasst|erstellt|hrsg\.|submitted|presented|written|edited|ed\.|présentée?|réd\.)\s)?"
    r"(?:von|by|par|di|por|door|av|af|przez)\s(?=[^\W\d_])",
    re.I,
)
_LONGEST_RESPONSIBLE = 200
_QUOTES = {
    '"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "《": "》", "「": "」", "『": "』", "‘": "’", "'": "'",
}  # fmt: skip
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WIDE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[^\S\n]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_MANY = 8  # words of a site's or journal's name behind a title, at most


def title_likeness(text: str) -> float:
    """From 0 to 1, how much a line looks like the title of a scholarly work. Short titles score low (0.05 to 0.3): the
    words of `Sleep and bread` might as well be a menu's; their place on the page has to say the rest."""
    return likeness(text)[1]


def trim_title(text: str, start: int, end: int) -> Found[str] | None:
    """The title printed in `text[start:end]`, or None where nothing is left.

    In: the page text and the span of one line or several. Out: the value on one line and the span it was read from:
    without the label, article type, badge or list mark before it, the site's or journal's name, document kind, file
    kind and footnote marks behind it, quotation marks round the whole and one closing full stop. Words that a line's
    end broke at a hyphen are whole again. The title's own brackets, quotations and marks stay.
    """
    lo, hi = _bare(text, start, end)
    lo = _cut_before(text, lo, hi)
    hi = _cut_sides(text, lo, hi)
    hi = _cut_responsible(text, lo, hi)
    lo, hi = _cut_quotes(text, lo, hi)
    hi = _cut_behind(text, lo, hi)
    lo, hi = _cut_quotes(text, lo, hi)
    value = _one_line(text, lo, hi)
    return Found(value, lo, hi) if any(map(str.isalnum, value)) else None


@dataclass(slots=True, frozen=True)
class _Affixes:
    marked: re.Pattern[str]  # a label, type or badge with a colon, bar or dash behind it
    badge: re.Pattern[str]
    file: re.Pattern[str]
    kind: re.Pattern[str]
    quoted: re.Pattern[str]  # what introduces a title in quotation marks
    sites: frozenset[str]


@lru_cache(maxsize=1)
def _affixes() -> _Affixes:
    rows = (files("extractors.detectors") / "title_affixes.tsv").read_text(encoding="utf-8").splitlines()
    kinds: dict[str, list[str]] = {}
    for kind, phrase in (row.split("\t") for row in rows):
        kinds.setdefault(kind, []).append(phrase)
    either = {k: "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) for k, phrases in kinds.items()}
    marked = "|".join(either[kind] for kind in ("type", "badge", "label"))
    return _Affixes(
        re.compile(rf"(?:{marked})\s{{0,3}}(?:[:：|]|[-–—]\s)\s{{0,3}}", re.I),
        re.compile(rf"(?:{either['badge']})\s{{1,3}}", re.I),
        re.compile(rf"(?:{either['file']})\s{{0,3}}", re.I),
        re.compile(rf"(?:{either['type']})\s{{1,3}}", re.I),
        re.compile(rf"(?:{either['quoted']})\s{{1,3}}(?=['\"“„«‘].*['\"”“»’]\W{{0,3}}$)", re.I),
        frozenset(phrase.lower() for phrase in kinds["site"]),
    )


def _bare(text: str, lo: int, hi: int) -> tuple[int, int]:
    """The span without white space and list marks round it."""
    while hi > lo and (text[hi - 1].isspace() or text[hi - 1] in "\u200b\ufeff|"):
        hi -= 1
    lead = _OPENING_MARKS.match(text, lo, hi)
    return (lead.end() if lead else lo), hi


def _cut_before(text: str, lo: int, hi: int) -> int:
    """Leave out what stands before a title: its label, the kind of article, a badge, a kind of file."""
    affixes = _affixes()
    for _ in range(3):
        at = lo
        match = affixes.marked.match(text, lo, hi) or affixes.file.match(text, lo, hi)
        match = match or affixes.quoted.match(text, lo, hi)
        if match is None:
            match = affixes.kind.match(text, lo, hi)
            if match and not _opens_title(text[match.end() : match.end() + 1]):
                match = None
        if match is None:
            match = affixes.badge.match(text, lo, hi)
            if match and not _is_sentence_case(text[match.end() : hi]):
                match = None
        if match and hi - match.end() > 1:
            lo = match.end()
        if lo == at:
            return lo
    return lo


def _opens_title(char: str) -> bool:
    return char != "" and not char.islower()


def _is_sentence_case(rest: str) -> bool:
    """Whether a title of which only the first word is capitalised begins here, so that what stands before is no part of
    it: `Open Access Screening for …`, but not `Open Access Publishing in Europe`."""
    words = [word for word in rest.split() if len(word) > 3]
    lower = sum(word[0].islower() for word in words[1:])
    return _opens_title(rest[:1]) and lower >= 2 and lower > len(words[1:]) // 2


def _cut_sides(text: str, lo: int, hi: int) -> int:
    """Leave out the names of the site and journal that a page's head prints behind a title."""
    for side in reversed(list(_SIDES.finditer(text, lo, hi))):
        head, tail = text[lo : side.start()], text[side.end() : hi].strip()
        if not _is_whole(head) or not tail:
            break
        bar = side[0].strip() in "|｜"
        site = tail.lower() in _affixes().sites or (_is_capitalised(tail) and _PERIODICAL.match(tail) is not None)
        if not site and not (bar and len(tail.split()) <= _MANY and len(tail) < len(head)):
            break
        hi = side.start()
    return hi


def _cut_responsible(text: str, lo: int, hi: int) -> int:
    """Leave out the statement of responsibility behind a title: `On Stones / von Dipl.-Ing. Ada Gray`."""
    said = _RESPONSIBLE.search(text, max(lo, hi - _LONGEST_RESPONSIBLE), hi)
    return said.start() if said and _is_whole(text[lo : said.start()]) else hi


def _is_whole(head: str) -> bool:
    """Whether what stands before a bar may be a whole title."""
    return len(head.split()) > 2 or (not head.isascii() and len(head) > 5)


def _is_capitalised(tail: str) -> bool:
    """Whether all long words of a journal's name are capitalised, as names print them."""
    return len(tail.split()) <= _MANY and not any(w[0].islower() and len(w) > 4 for w in tail.split())


def _cut_behind(text: str, lo: int, hi: int) -> int:
    """Leave out document and file kinds, footnote marks and one closing full stop."""
    stopped = False
    while hi > lo:
        match = _DOCUMENT_KIND.search(text, max(lo, hi - 16), hi) or _FILE_KIND.search(text, max(lo, hi - 16), hi)
        if match and match.start() > lo:
            hi = match.start()
        elif text[hi - 1].isspace() or _is_footnote(text, lo, hi):
            hi -= 1
        elif not stopped and text[hi - 1] in ".。．" and text[hi - 2 : hi - 1] not in ".。．":
            hi, stopped = hi - 1, True
        else:
            break
    return hi


def _is_footnote(text: str, lo: int, hi: int) -> bool:
    """Whether the last character is a footnote mark: no `A*`, `C#` or `km²`."""
    last = text[hi - 1]
    if last not in _FOOTNOTES and last not in _SUPERSCRIPTS:
        return False
    before = text[max(lo, hi - 6) : hi - 1].rstrip(_FOOTNOTES)
    word = re.search(r"[^\W\d_]*$", before)
    letters = len(word[0]) if word else 0
    if last in _SUPERSCRIPTS:
        return letters > 3
    return letters != 1 or not word or word[0].islower()


def _cut_quotes(text: str, lo: int, hi: int) -> tuple[int, int]:
    """Leave out quotation marks that stand round the whole and nowhere within."""
    opening, last = text[lo : lo + 1], hi - 1
    if hi - lo < 4 or opening not in _QUOTES:
        return lo, hi
    if text[last] in ".,。，":
        last -= 1
    closing, inner = _QUOTES[opening], text[lo + 1 : last]
    if text[last] not in closing:
        return lo, hi
    inner = _APOSTROPHE.sub("", inner)
    return (lo, hi) if any(mark in inner for mark in opening + closing) else (lo + 1, last)


def _one_line(text: str, lo: int, hi: int) -> str:
    """The text on one line, with the words that a line's end broke made whole."""
    printed = text[lo:hi]
    if "\n" in printed:
        printed = _WIDE_BREAK.sub("", mend_broken_words(printed, text))
    return " ".join(printed.replace("\u00ad", "").replace("\u200b", "").split())
