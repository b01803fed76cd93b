"""Where things end in the running text of a reference: quotations, sentences, titles, author lists."""

import re

QUOTES = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "'": "'", "「": "」", "《": "》", "”": "”"}
_SENTENCE = re.compile(
    r"(?<=[.?!。．])(?<!\bSt\.)(?<!\b[DMJS]r\.)(?<!\bMrs\.)(?<!\bvs\.)(?<!\bNo\.)(?<!\bMt\.)[\"”’)]?\s+(?=\S)|(?<=[。．])(?=\S)"
)
_SERIES = re.compile(r"[A-Z](?:[,:]|\.?\s*$)")
_SAME_MARK = {
    opening: re.compile(rf"[{closers}](?=\s{{0,2}}[,.;]|\s{{0,2}}$|\s{{1,2}}(?:in|[A-Z]))|(?<=[,.?!])[{closers}]")
    for opening, closers in (('"', '"'), ("'", "'"), ("‘", "’"), ("”", "”"))
}
_BRACKET = re.compile(
    r"\s{0,3}(?:\((?:[^()]{0,20}\bed(?:n|ition)?\.?|Report[^()]{0,40}|No\.[^()]{0,20}|Vols?\.[^()]{0,20})\)"
    r"|\[[^\[\]\d]{4,60}\])\.?\s{0,3}$"
)
_MEDIUM = re.compile(
    r"[\s.]{0,2}\[(?:online|on-line|internet|em linha|en ligne|en línea|[еэ]лектронн?[иы]й ресурс)\][.,\s]{0,3}$", re.I
)
# The MLA's handbook closes an entry with its medium: `Oxford: Wiley, 1979. Print.`, `…: 60-65. Web. 16 Mar. 2013.`
_MLA_MEDIUM = re.compile(
    r"(?<=[.,])\s(?:Print|Web|DVD|CD|CD-ROM|Film|Television|E-mail|PDF file|TS|MS)\."
    r"(?:\s\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}\.?)?\s{0,3}$"
)
_LONGEST_MEDIUM = 40
NOT_A_JOURNAL = re.compile(
    r"(?:unpublished|paper presented|presented at|working paper|discussion paper|research report|technical report"
    r"|(?:ph\.?d\.?|doctoral|master'?s?’?s?|msc|ma|bachelor) (?:thesis|dissertation)"
    r"|thesis|dissertation|available|mimeo)",
    re.IGNORECASE,
)
EDITORS = re.compile(r"\((?:eds?|hrsg|dir|coord|org)s?\.?\)\.?,?\s*", re.IGNORECASE)
EDITION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)|revised|rev\.?|second|third|fourth|fifth|sixth) (?:edn?\.?|edition)",
    re.IGNORECASE,
)
_STATE = re.compile(r"[A-Z]{2}|USA|UK|D\.C\.")
_HAN_STOP = re.compile(r"\s?[.。．]\s?(?!\d)")
_STOP = re.compile(r"[.。．]\s{0,2}")
_LEADING_INITIAL = re.compile(r"(?:^|[,，;]\s?|\.\s?)[A-Z]$")


def trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def has_letters(text: str, start: int, stop: int) -> bool:
    return any(character.isalpha() for character in text[start:stop])


def closing(text: str, at: int, stop: int) -> int:
    """Where the quotation that opens at `at` closes, quotations inside it passed over; -1 where it does not."""
    opening = text[at]
    closers = QUOTES[opening]
    if opening in closers or opening == "‘":
        # The same mark (or an apostrophe) may stand inside: the one with punctuation beside it closes.
        for match in _SAME_MARK[opening].finditer(text, at + 1, stop):
            if opening == '"' or not text[match.end() : match.end() + 1].isalpha():
                return match.start()
        return -1
    nested = [closers]
    for index in range(at + 1, stop):
        character = text[index]
        if character in nested[-1]:
            nested.pop()
            if not nested:
                return index
        elif character in "“«„":
            nested.append(QUOTES[character])
    return -1


def quotes_title(text: str, at: int, stop: int) -> bool:
    """Whether the quotation at `at` is a whole title: it closes, and a stop or comma stands at its end or behind it."""
    close = closing(text, at, stop)
    if close < 0:
        return False
    behind = text[close + 1 : min(close + 3, stop)].strip()[:1]
    last = text[close - 1]
    inside = last == "," or (last in ".?!" and (not behind.islower() or text.startswith((" in ", " vol"), close + 1)))
    return behind in ("", ",", ".", ";") or inside


def sentences(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    spans, at = [], start
    for match in _SENTENCE.finditer(text, start, stop):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, stop)]


def container_start(text: str, start: int, stop: int) -> int:
    """Where the container begins in `Title of one. Or two sentences? J. Abbrev. Name`; `start` where that is open."""
    spans = sentences(text, start, stop)
    spans = spans if has_letters(text, *spans[-1]) else spans[:-1]
    for index in range(len(spans) - 1, 0, -1):
        word = text[spans[index - 1][0] : spans[index - 1][1]]
        one_word = (
            index > 1 and " " not in word.strip() and word[:1].isupper() and len(word) <= 9 and word.endswith(".")
        )
        acronym = len(word) > 3 and word[:-1].isupper()
        if (one_word and not acronym) or _SERIES.match(text, spans[index][0], stop):
            continue
        return spans[index][0]
    return start


def without_stop(text: str, start: int, stop: int) -> int:
    """The end of a container's title without separators, and without a full stop that is no abbreviation's."""
    comma = False
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in ",;:(–—-，"):
        comma = comma or text[stop - 1] == ","
        stop -= 1
    if stop > start and text[stop - 1] in ".。" and not comma and "." not in text[start : stop - 1]:
        stop -= 1
    return stop


def without_bracket(text: str, start: int, stop: int) -> int:
    """The end of a title without the bracket APA adds: `(2nd ed.)`, `[Doctoral dissertation, …]`, `(Report No. 3)`."""
    match = _BRACKET.search(text, start, stop)
    return match.start() if match else stop


def without_medium(text: str, start: int, stop: int) -> int:
    """The end of a container's title without its medium: `Rev. Cais [online].`"""
    match = _MEDIUM.search(text, start, stop)
    return match.start() if match else stop


def without_mla_medium(text: str, start: int, stop: int) -> int:
    """The end of an entry without the medium that the MLA's style closes it with."""
    match = _MLA_MEDIUM.search(text, max(start, stop - _LONGEST_MEDIUM), stop)
    return match.start() if match else stop


def gbt_title(text: str, start: int, stop: int) -> int:
    """Where authors end: the first full stop that closes no initial standing before its family name (`J. Smith`)."""
    for match in _STOP.finditer(text, start, stop):
        alone = _LEADING_INITIAL.search(text[max(start, match.start() - 4) : match.start()])
        if not alone and (match[0] != "." or not text[match.end() : match.end() + 1].isascii()):
            return match.start()
    return start


def book_title_end(text: str, start: int, stop: int) -> int:
    """Where the title ends in `Title, 2nd ed., Publisher, Place.`: before the last two parts, or the only other."""
    commas = [match.start() for match in re.finditer(r",\s", text[start:stop])]
    bounds = [0, *(comma + 1 for comma in commas)]
    ends = [*commas, stop - start]
    parts = [text[start + a : start + b].strip(" .\n") for a, b in zip(bounds, ends, strict=True)]
    for index, part in enumerate(parts):
        if index and (EDITION.fullmatch(part) or re.fullmatch(r"Vol\.? ?\w{1,5}", part)):
            return start + ends[index - 1]
    drop = 3 if len(parts) > 3 and _STATE.fullmatch(parts[-1]) else 2
    keep = max(1, len(parts) - drop)
    return start + ends[keep - 1]


def han_sentences(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The parts that full stops close in a script without blanks."""
    spans, at = [], start
    for match in _HAN_STOP.finditer(text, start, stop):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, trim(text, at, without_stop(text, at, stop))]


_GIVEN_FIRST = (
    r"(?:[^\W\d_a-z][\w.'’-]{0,30}+ ){1,4}(?:(?:van|von|de|der|den|la|le|di|da|del|dos) ){0,3}[^\W\d_a-z][\w'’-]{1,30}+"
)
_NAMES_AND_SEMICOLON = re.compile(rf"(?P<names>{_GIVEN_FIRST}(?:,? (?:and |& )?{_GIVEN_FIRST}){{0,60}}+); (?=[^\W_])")
