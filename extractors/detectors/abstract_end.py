"""Where an abstract ends: what pages print between it and whatever follows is no part of its text."""

import re

from extractors.detectors.copyright import copyright_start

# How a line opens that is no prose of an abstract: access prompts, buttons, licences, dates, captions, statements.
_OPENS = re.compile(
    r"[\s(\[•*]{0,3}(?:this is a preview|(?:get |gain )?access (?:this|to|through|via|options)|log ?in|sign in"
    r"|subscribe"
    r"|download|export|cite this|(?:show|view|see|read) (?:more|less|full|the|all|abstract|article|\d)"
    r"|full text|you (?:do not|don't|have)|please |buy |purchase|copyright|©|\(c\) ?(?:19|20)|published by"
    r"|published(?: online)?:? |received:? |accepted:? |revised:? |keywords?\b|key words|doi:|https?://|we use cookies"
    r"|(?:original )?content from this work may be used|open access|correspond(?:ence|ing author)"
    r"|this (?:article|paper) appears in|this (?:article|paper|work) is (?:licen[sc]ed|distributed|an open)"
    r"|this is an open access|learn more|click here|permission|\d+ (?:views|citations|downloads)|institutional"
    r"|fig(?:ure|\.) ?s?\d|table s?\d|jel class|msc\b|pacs\b"
    r"|(?:declaration|conflicts?) of (?:competing )?interests?|competing interests?|data availability|funding:"
    r"|author(?:s['’]?)? contributions?|ethics (?:statement|approval)|acknowledge?ments?:"
    r"|ключевые слова|для цитирования"
    r"|关键词|關鍵詞|キーワード|키워드|주제어|anahtar|palabras clave|palavras[- ]chave|mots[- ]cl)",
    re.I,
)
# The same run into the paragraph, behind the end of a sentence.
_RUN_IN = re.compile(
    r"(?<=[.!?。！？”\")»])\s*(?:Key ?words?|KEY ?WORDS|Index [Tt]erms|Palabras clave|Palavras[- ]chave"
    r"|Mots[- ]cl[ée]s|Schlüsselwörter"
    r"|Parole chiave|Anahtar [Kk]elimeler|Kata [Kk]unci|Ключевые слова|Ключові слова|关键词|關鍵詞|キーワード|키워드"
    r"|(?:Conflicts?|Declaration) of (?:[Cc]ompeting )?[Ii]nterests?|Competing [Ii]nterests?"
    r"|Data [Aa]vailability(?: [Ss]tatement)?"
    r"|Fig(?:ure|\.) ?\d{1,2}[.:]|Для цитирования)\s?[:：.—–]"
)
_BUTTON = re.compile(
    r"[\s…]*(?:(?:show|read|view|see)\s(?:more|less|full abstract)|expand|collapse|more|[…›»]+)[\s.…]*$", re.I
)


def own_text(text: str, start: int, end: int) -> int:
    """The end of the abstract that begins at `start`, without what stands behind its last sentence before `end`.

    Cuts at the first line that opens like a prompt, a licence, a date, a caption or a statement; at such a statement
    run into a paragraph; at a copyright line; and takes off a button to show more.
    """
    stop = end
    at = text.find("\n", start, end)
    while at >= 0:
        if _OPENS.match(text, at + 1, end):
            stop = at
            break
        at = text.find("\n", at + 1, end)
    if match := _RUN_IN.search(text, start, stop):
        stop = match.start()
    stop = min(copyright_start(text, start, stop), stop)
    if match := _BUTTON.search(text, max(stop - 40, start), stop):
        stop = match.start() if "…" not in match.group() else stop
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop
