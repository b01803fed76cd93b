"""Keyword lists: author keywords, subjects, index terms, in one string with whatever separates them."""

import re
from collections.abc import Iterator

from extractors.found import Found

_LABELS = (
    "key ?words?(?: and phrases)?|author key ?words?|index terms|descriptors?|subject(?: term)?s?|mesh terms"
    "|关键词|关键字|關鍵詞|關鍵字|主题词|キーワード|키워드|주제어"
    "|palabras?[- ]clave|descriptores|palavras?[- ]chave|descritores"
    "|mots?[- ]cl[ée]s?|schlüsselwörter|schlagwörter|schlagworte|stichwörter|ключевые слова|ключові слова"
    "|anahtar (?:kelimeler|sözcükler)|kata kunci|parole chiave|słowa kluczowe|trefwoorden|nyckelord|klíčová slova"
)
_LABEL = re.compile(
    rf"\s*(?:[\[【〔(]\s?(?:{_LABELS}|关 键 词)\s?[\]】〕)]\s?[:：]?|(?:{_LABELS})(?:\s?[:：]|\s?[—–]|\s*\n|\s{{2,}})"
    r"|(?:关\s?键\s?[词字]|關\s?鍵\s?[詞字])\s?[:：]?)\s*",
    re.IGNORECASE,
)
# By strength: the first that occurs outside parentheses parts the list, the weaker ones belong to its items.
_SEPARATORS = (
    re.compile(r"[;；؛]"),
    re.compile(r"[•●▪◦|｜]|(?<=\s)·|·(?=\s)"),
    re.compile(r"、"),
    re.compile(r"\s[/／]\s"),
)
_LINE = re.compile(r"[^\S\n]{0,9}\n")
_COMMA = re.compile(r"[,，،]")
_TIGHT_COMMA = re.compile(r"[,，،](?!\s)")
# No separator: the comma of a number or of a chemical name ("1,3-butadiene", "N,N-dimethyl").
_LOCANT = re.compile(r"(?<![^\W_])[A-Z\d]{1,3},(?=[A-Z\d]{1,3}(?![a-z])['′,-]|\d)")
_OPEN = {"(": ")", "（": "）", "[": "]", "［": "］"}
_BRACKETS = re.compile(r"[()（）\[\]［］]")
_MAX_BRACKETED = 200
_INITIALISM = re.compile(r"(?:[^\W\d_]\.){2,}")
_DASH = re.compile(r"[-–—*+]\s")  # a bullet of plain text
_EDGE = " \t\r\n\u00a0\u3000;；؛,，،•·|、/"


def split_keywords(text: str, start: int = 0, end: int | None = None, separator: str | None = None) -> list[Found[str]]:
    """The items of the keyword list `text[start:end]`, with their spans, in order, each once.

    A leading label (`Keywords:`, `关键词`, `Palabras clave:` …) is passed over. The list is parted by the strongest
    separator it uses: semicolon; bullet, bar or middle dot; `、`; ` / `; line break; comma. None parts inside
    parentheses (`Health (social science),Psychiatry`). Where commas stand with and without a space behind them and
    most without, those alone part (`Public Health, Environmental and Occupational Health,Psychiatry`). `separator`,
    where the caller knows it, is used alone: `","` is the comma without a space behind it, `", "` that with one. A
    closing full stop and empty items are dropped; white space inside an item is folded.
    """
    stop = len(text) if end is None else end
    label = _LABEL.match(text, start, stop)
    start = label.end() if label else start
    found: list[Found[str]] = []
    seen: set[str] = set()
    for left, right in _items(text, start, stop, separator):
        item = _trimmed(text, left, right)
        if item and item.value not in seen:
            seen.add(item.value)
            found.append(item)
    return found


def split_index_terms(found: list[Found[str]]) -> tuple[list[Found[str]], list[Found[str]]]:
    """Parts (author keywords, index terms): index terms are the longest run of all-capital items that ends the list.

    Web of Science prints author keywords as their authors wrote them and Keywords Plus behind them in capitals
    (`peer support; …; CASE-MANAGEMENT; STAFF`). A run of nothing but acronyms (`quality of life; HIV; COVID-19`: one
    word, four letters at most or with a number) is the authors': Keywords Plus are phrases of cited titles. A list that
    is all in capitals has index terms alone, as records without author keywords do. An acronym right before the run
    cannot be told from it.
    """
    cut = len(found)
    while cut and found[cut - 1].value.isupper():
        cut -= 1
    if all(_is_acronym(item.value) for item in found[cut:]):
        cut = len(found)
    return found[:cut], found[cut:]


def _is_acronym(item: str) -> bool:
    """`HIV`, `CO2`, `COVID-19`: one word that is short or has a number."""
    return not any(map(str.isspace, item)) and (sum(map(str.isalpha, item)) <= 4 or any(map(str.isdigit, item)))


def _items(text: str, start: int, stop: int, separator: str | None) -> Iterator[tuple[int, int]]:
    bracketed = _bracketed(text, start, stop)
    cuts = _known_cuts(text, start, stop, separator, bracketed) if separator else _cuts(text, start, stop, bracketed)
    at = start
    for left, right in cuts:
        yield at, left
        at = right
    yield at, stop


def _known_cuts(
    text: str, start: int, stop: int, separator: str, bracketed: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    pattern = _TIGHT_COMMA if separator == "," else re.compile(re.escape(separator))
    return _outside(pattern, text, start, stop, bracketed)


def _cuts(text: str, start: int, stop: int, bracketed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for pattern in _SEPARATORS:
        cuts = _outside(pattern, text, start, stop, bracketed)
        if cuts:
            return cuts
    lines = _outside(_LINE, text, start, stop, bracketed)
    commas = _outside(_COMMA, text, start, stop, bracketed)
    if lines and not _wrapped(text, start, lines, len(commas)):
        return lines
    tight = [cut for cut in commas if not text[cut[1] : cut[1] + 1].isspace()]
    return tight if 2 * len(tight) >= len(commas) > len(tight) else commas


def _wrapped(text: str, start: int, lines: list[tuple[int, int]], commas: int) -> bool:
    """Whether line breaks only wrap a comma list: a line ends in a comma, or the lines hold two commas each."""
    return commas >= 2 * (len(lines) + 1) or any(text[left - 1] in ",，،" for left, _ in lines if left > start)


def _outside(
    pattern: re.Pattern[str], text: str, start: int, stop: int, bracketed: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The matches that stand in no bracketed span and in no locant. Both lists ascend, so one pass does."""
    cuts: list[tuple[int, int]] = []
    index = 0
    locants = (
        {match.end() - 1 for match in _LOCANT.finditer(text, start, stop)} if pattern in (_COMMA, _TIGHT_COMMA) else ()
    )
    for match in pattern.finditer(text, start, stop):
        while index < len(bracketed) and bracketed[index][1] <= match.start():
            index += 1
        inside = index < len(bracketed) and bracketed[index][0] < match.start()
        if not inside and match.start() not in locants:
            cuts.append(match.span())
    return cuts


def _bracketed(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The outermost bracketed spans, ascending. A bracket that does not close soon is only a character."""
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text, start, stop):
        mark = match[0]
        if mark in _OPEN:
            opened.append((_OPEN[mark], match.start()))
        elif opened and opened[-1][0] == mark:
            left = opened.pop()[1]
            if match.end() - left <= _MAX_BRACKETED:
                while spans and spans[-1][0] >= left:
                    spans.pop()
                spans.append((left, match.end()))
    return spans


def _trimmed(text: str, left: int, right: int) -> Found[str] | None:
    while left < right and (text[left].isspace() or text[left] in _EDGE or _DASH.match(text, left, right)):
        left += 1
    while right > left and (text[right - 1].isspace() or text[right - 1] in _EDGE):
        right -= 1
    if right > left and text[right - 1] in ".。" and not _INITIALISM.fullmatch(text[max(left, right - 20) : right]):
        right -= 1
    value = " ".join(text[left:right].split())
    return Found(value, left, right) if any(map(str.isalnum, value)) else None
