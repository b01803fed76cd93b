"""What the parts of a citation line look like: labels in the languages of the pages, values, dates, separators.

The labels are `citation_labels.tsv`. Every expression is bounded in length and used with `match` at one place, so a
line costs time linear in its size.
"""

import re
from collections import defaultdict
from pathlib import Path

from extractors.detectors.date_words import MONTHS, SEASONS, fold

DASH = "[-‐‑‒–—―−～~]"
RANGE = rf"(?:\s{{0,2}}{DASH}{{1,2}}\s{{0,2}}|\s/\s|\s[aà]\s)"
PAGE = r"[A-Za-z]{0,6}\d{1,20}(?:\.[a-z]?\d{1,5})?[A-Za-z]?(?![A-Za-z0-9])"
ROMAN = r"[ivxlcdmIVXLCDM]{1,9}(?![A-Za-z0-9])"
ROMAN_RANGE = rf"(?P<rfirst>{ROMAN}){RANGE}(?P<rlast>{ROMAN})"
BARE_PAGES = rf"(?P<first>{PAGE})(?:{RANGE}(?P<last>{PAGE}))?|{ROMAN_RANGE}"
PAGES = rf"(?:{ROMAN_RANGE}|(?P<first>{PAGE}|(?-i:[ivxlcdm]{{1,9}})(?![A-Za-z0-9]))(?:{RANGE}(?P<last>{PAGE}))?)"
AFTER_LABEL = r"(?![^\W\d_])[.º°]{0,2}\s{0,2}[:：]?\s{0,3}"

MONTH = r"[^\W\d_]{3,14}\.?"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"


def pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _read_labels() -> dict[tuple[str, str], list[str]]:
    """Labels by part and form, the longest first."""
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in (Path(__file__).parent / "citation_labels.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            part, label, _, form = line.split("\t")
            labels[part, form].append(label)
    return {key: sorted(set(found), key=lambda label: (-len(label), label)) for key, found in labels.items()}


_LABELS = _read_labels()


def _either(part: str, form: str) -> str:
    words = (re.escape(label).replace(r"\ ", r"\s") for label in _LABELS.get((part, form), ()))
    return "|".join(words) or "(?!)"


def _label(part: str) -> str:
    """The labels of a part that stand before its value, each in its form."""
    return (
        rf"(?:{_either(part, 'word')}|(?:{_either(part, 'stop')})(?=[.º°]{{1,2}}\s?(?:[\dIVXLCDM]|[A-Z]\d))"
        rf"|(?:{_either(part, 'ahead')})(?=[.:]{{0,2}}\s{{0,2}}(?!{YEAR})[\dIVXLCDM]))"
    )


VOLUME_LABEL = _label("volume")
ISSUE_LABEL = rf"(?:{_label('issue')}|n(?=[º°]\s?\d))"
PAGES_LABEL = _label("pages")
ARTICLE_LABEL = _label("article")
SUPPL = (
    rf"(?:{_either('supplement', 'word')})(?![^\W\d_])\.?[ _]{{0,2}}(?:(?:issue|no|nr|n[º°])(?![^\W\d_])\.?[ _]?)?"
    r"(?:[A-Za-z]?\d{1,4}|[A-Z](?![A-Za-z]))?"
)
NUMBER = (
    r"(?:(?:n°|numéro|tome)\s?)?(?:[A-Za-z]{1,8}[-.])?[A-Za-z]{0,3}\d{1,7}(?:suppl?|[A-Za-z])?"
    r"(?:[-–_][A-Za-z0-9]{1,7}|/(?!(?:1[5-9]|20)\d\d(?!\d))[A-Za-z0-9]{1,7}|\.\d{1,4}){0,2}(?![a-z0-9])"
)
_LETTERS = r"(?-i:[IVXLCDM]{1,9}|S\s\d{1,3}|[A-Z]{1,6})(?![A-Za-z0-9])"
PLAIN_VALUE = rf"(?:{NUMBER}|{_LETTERS})"
VALUE = (
    rf"(?:{SUPPL}(?![A-Za-z0-9])|{NUMBER}(?:,?[ _]{SUPPL}(?![A-Za-z0-9]))?"
    rf"|{_LETTERS})"
)
_BEHIND = (
    r"(?P<{0}>\d{{1,4}}(?:\s?[-–/]\s?\d{{1,4}})?|(?-i:[IVXLCDM]{{1,7}}))(?:\.|[ºª]|e|ème|-)?\s?(?:{1})(?![^\W\d_])\.?"
)

SEPARATORS = pattern(r"[\s,;:：.．,;。，；、،؛|›»>＞·•–—―−/\-]{0,40}")
STAGE = pattern(
    r"(?:(?:vol(?:ume)?|jg)[.:]?\s{0,2}(?:[\w-]{1,8}[;,]?\s{1,2}no[.:]?\s{0,2})?)?(?:epub |online |publish )?"
    r"ahead[- ]of[- ]print(?:[;,]?\s{1,2}(?:no|issue|h)[.:]?\s{0,2}[\w-]{1,16})?"
)
PAGE_COUNT = pattern(
    r"number of pages\s?:?\s?(\d{1,5})(?!\d)|(\d{1,5})\s?(?:pages|pp|p|páginas|seiten|页|頁|쪽)(?![A-Za-z0-9])"
)
# Summon closes each part with a semicolon, so its values may hold blanks: "Vol. n° 12; no. Suppl 1; pp. 3 - 4".
SUMMON_VOLUME = pattern(r"(?:vol|jg)\.\s(?P<volume>[^;|()\n]{1,40});(?=\s(?:no|h|pp?|s)\.)")
SUMMON_ISSUE = pattern(r"(?:no|h)\.\s(?P<issue>[^;|()\n]{1,40});(?=\s(?:pp?|s)\.)")
VOLUME = pattern(rf"{VOLUME_LABEL}{AFTER_LABEL}(?P<volume>{PLAIN_VALUE})")
ISSUE = pattern(rf"{ISSUE_LABEL}{AFTER_LABEL}(?:\((?P<inner>[^()]{{1,20}})\)|(?P<issue>{VALUE}))")
ARTICLE = pattern(rf"{ARTICLE_LABEL}{AFTER_LABEL}(?P<article_number>[A-Za-z]{{0,8}}\d(?:[\w.-]{{0,15}}\w)?)")
LABELLED_PAGES = pattern(rf"{PAGES_LABEL}{AFTER_LABEL}(?:{PAGES})")
VOLUME_BEHIND = pattern(_BEHIND.format("volume", _either("volume", "behind")))
ISSUE_BEHIND = pattern(_BEHIND.format("issue", _either("issue", "behind")))
PAGES_BEHIND = pattern(rf"(?:{BARE_PAGES})\.?\s?(?:{_either('pages', 'behind')})(?![^\W\d_])\.?")
# ERIC and its kin glue the label to the number: "v12 n3 p45-52".
ERIC = pattern(r"v(?P<volume>\d{1,4})\s(?:spec\siss\s)?n(?P<issue>\d{1,4}(?:-\d{1,3})?)(?![\w.])")
MAYBE_SUPPLEMENT = pattern(rf"(?P<issue>{SUPPL})(?![A-Za-z0-9])")
CJK_VOLUME = pattern(r"[第제]?\s?(?P<volume>\d{1,5})\s?[卷巻권집輯辑]")
CJK_ISSUE = pattern(r"[第제]?\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?|[一二三四五六七八九十]{1,3})\s?[期号號호]")
CJK_PAGES = pattern(rf"第?\s?(?:{PAGES})\s?(?:[页頁쪽면]|ページ)")
PARENTHESES = pattern(r"[(（]\s{0,2}(?P<inner>[^()（）]{0,60}?)\s{0,2}[)）]")
# "3/2018" and "2018/3": issue and year, in either order.
ISSUE_OF_YEAR = pattern(rf"(?P<issue>\d{{1,2}}(?:[-–]\d{{1,2}})?)/(?P<issued>{YEAR})(?![\d/.-])")
YEAR_AND_ISSUE = pattern(r"(?P<issued>(?:1[5-9]|20)\d\d)/(?P<issue>\d{1,2}(?:-\d{1,2})?)(?![\d/.-])")
OF_YEAR = pattern(rf"\s?/\s?(?P<issued>{YEAR})")
MONTH_OF_YEAR = re.compile(r"(?P<month>0[1-9]|1[0-2])\.(?P<year>(?:1[5-9]|20)\d\d)(?![\d.])")
POINT_ISSUE = pattern(  # the MLA's "8.2 (2014): 12-19"
    rf"(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,3}}(?:[-–/]\d{{1,3}})?)(?=\s?\({MONTH}?\s?{YEAR}|\s?\({YEAR}|,\s{YEAR})"
)
COMMA_ISSUE = pattern(  # the ACS's "142, 30, 12345–12350", Pure's "12, 3, p. 45"
    rf"(?P<volume>\d{{1,4}}),\s(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,3}})?),\s(?=(?:pp?\.\s?)?{PAGE}(?:{RANGE}[A-Za-z]{{0,6}}\d|\s?$|\.\s?$)|pp?\.)"
)
ISSUE_FIRST = pattern(rf"(?P<issue>\d{{1,3}})\s(?={VOLUME_LABEL}{AFTER_LABEL}\d)")
PMC_SPAN = pattern(r"(?P<volume>[^;:()\d][^;:()]{0,30}|\d{1,2}-\d{1,2} [^;:()]{3,20})\((?P<issue>[^()]{1,20})\)(?=:)")
BARE_VOLUME = pattern(
    r"(?P<volume>(?:[A-Za-z]{1,5}\d{0,4}-)?(?:[A-Za-z]{0,3}\d{1,5}(?:[A-Za-z]|\.\d{1,3})?|(?-i:[IVXLCDM]{1,9})))(?![\w.])"
)
BARE_VOLUME_SPAN = pattern(rf"(?P<volume>\d{{1,5}}[-–/]\d{{1,5}})(?=\s?[(:：]|,\s?{PAGE}{RANGE}[A-Za-z]{{0,6}}\d)")
COLON_ISSUE = pattern(rf":\s?(?P<issue>\d{{1,3}}(?:/\d{{1,3}})?)(?=,\s?(?!{YEAR}\W*$){PAGE})")
COLON_ARTICLE = pattern(rf"\s?:\s?({PAGE})(?!{RANGE}[A-Za-z]{{0,6}}\d)")
RANGE_GOES_ON = pattern(rf"{RANGE}[A-Za-z]{{0,4}}\d")
PAGES_BARE = pattern(BARE_PAGES)
# Pages behind the first range, and what is printed with them: ", 244", "+60", "; quiz 60", "; discussion 53-4".
MORE_PAGES = pattern(
    r"\s?(?:[,，、+]\s?|;\s?(?:quiz|discussion|author reply|reply|e?suppl)\s)"
    rf"(?!{YEAR}){PAGE}(?:{RANGE}{PAGE})?(?=\s?[.,;，。+]|\s?$|\s?\()"
)
VOLUME_CONTEXT = pattern(
    r"\s?[(（]\s?(?:[^()（）]{0,20}\d[^()（）]{0,12}|[a-z]{1,3}"
    r"|(?:suppl|spec|pt|part)[^()（）]{0,20}|[a-z ]{3,30}\sissue"
    r"|[ivxlcdm]+)\s?[)）]"
    rf"|\(\)\s?:|\s?[:：]\s?[A-Za-z]{{0,6}}\d|,?\s{PAGE}{RANGE}[A-Za-z]{{0,6}}\d|,\s{PAGE}\s(?:\({YEAR}\)|–\spublished)"
    rf"|,?\s(?:0\d{{4}}|\d{{6}})(?!\d)|,?\s{ISSUE_LABEL}[.º°]{{0,2}}\s?S?\d|,?\s{SUPPL}(?:\s?[:：(,]|\s\()"
)
IS_ISSUE = pattern(
    rf"(?:[a-z]{{3,12}}\s){{1,3}}issue|{VALUE}(?:[ ,&–/-]{{1,3}}{VALUE}){{0,2}}|\d{{1,4}}[ ,]{{1,2}}{SUPPL}"
)
CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?h?(?![\d:])")
JOURNAL_LINE = pattern(r"journal:?\s?((?-i:[^\W\d_a-z])[^\n]{1,300})(?=\n|$)")
STATUS = pattern(r"(?:publication status)\s?:?\s?[a-z/ ]{1,24}(?= - )")
PUBLISHED = pattern(
    r"(?:(?:first\s)?published(?:\sonline)?|publicado|publicada|publié|veröffentlicht|erschienen|pubblicato|опубликован[ао]?)"
    r":?\s(?=\d|[^\W\d_]{3,9}\.?\s\d)|volume publication date:?\s"
)
CITY = pattern(rf"(?:[^\W\d_][\w'’-]{{0,20}}\s){{1,6}}?(?={MONTH}(?:\s?[-/]\s?{MONTH})?\s{YEAR})")
# A year of another calendar behind its season or month ("پاییز 1397"), which is no date here.
OTHER_CALENDAR = pattern(r"[^\W\d_]{3,12}(?:\s[^\W\d_]{1,2})?\s(?:1[34]|25)\d\d(?!\d)")
DAY = pattern(rf"\d{{1,2}}\s{MONTH}")
LONE_MONTH = pattern(MONTH + r"(?=\s?\.?$)")
TERMINATOR = pattern(
    r"doi(?![a-z])|https?:|www\.|10\.\d{4}|pmid|pmcid|\[|epub|published|received|accepted|revised|available|accessed"
    r"|[ep]-?issn|print |online |issn|isbn|stable url|收稿|刊出|出版|発行|발행|recibido|eingegangen"
    r"|\((?:19|20)\d\d[a-z]?,|©|special issue|open access"
    r"|cite as|cite this"
)
NUMERIC_DATE = re.compile(
    r"\d{4}[-–]\d{2}-\d{2}(?!\d)|\d{4}([/.])\d{1,2}\1\d{1,2}(?!\d)|\d{1,2}([./-])\d{1,2}\2\d{4}(?!\d)"
)
ISO_MONTH = re.compile(r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?![\d-])")
CJK_DATE = re.compile(r"\d{4}\s?[年년](?:\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?)?")
FULL_DATES = (NUMERIC_DATE, CJK_DATE)
NUMBER_DATES = (NUMERIC_DATE, ISO_MONTH, CJK_DATE)
_WORD_DATES = tuple(
    pattern(expression)
    for expression in (
        rf"(?P<year>{YEAR})\s(?P<month>{MONTH})(?:\s?[-–/]\s?(?P<until>{MONTH})|\s\d{{1,2}}(?!\d))?(?![\w(])",
        rf"\d{{1,2}}\.?\s(?:de\s)?(?P<month>{MONTH}),?\s(?:de\s)?(?P<year>{YEAR})",
        rf"(?P<month>{MONTH})\s\d{{1,2}},\s(?P<year>{YEAR})",
        rf"(?P<month>{MONTH})(?:\s?[-–/]\s?(?P<until>{MONTH}))?,?\s(?:de\s)?(?P<year>{YEAR})(?:\s?г\.)?",
    )
)
DATES_FROM_NUMBER, DATES_FROM_WORD = _WORD_DATES[:2], _WORD_DATES[2:]
PLAIN_YEAR = pattern(  # not the years of a season, "2021/2022", nor of a range
    rf"(?:(?:{_either('year', 'word')})\s?:?\s?)?(?P<year>{YEAR})(?:\s?(?:г\.|года?(?!\w)|р\.|년))?"
    rf"(?!\s?{DASH}{{1,2}}\s?[A-Za-z]?\d|/\d)"
)
# Where a tail may begin: at a number, or at a word that `START_WORDS` has. Looks only, so that starts may overlap.
START = re.compile(
    r"(?=[第제]\s?\d)|(?<![\w.‐-–/+-])(?<!\d:)(?=[(（]?\s?(?:(?P<word>[^\W\d_]{1,24})|\d|№))"
    r"|(?<=[\u3040-\u9fff\uac00-\ud7a3》」』])(?=\d)|(?<=[^\W\d_])(?=(?:1[89]|20)\d\d;\d)"
)
START_WORDS = frozenset(
    fold(re.split(r"[^\w]", label)[0])
    for (part, form), labels in _LABELS.items()
    if part not in ("container", "supplement") and form != "behind"
    for label in labels
) | frozenset((*MONTHS, *SEASONS, "ahead", "epub", "online", "publish", "v", "n", "p", "e"))
# The first words of all parts, also of those that begin no tail.
PART_WORDS = START_WORDS | frozenset(
    (
        *(fold(re.split(r"\W", label)[0]) for label in _LABELS["supplement", "word"]),
        "journal",
        "first",
        "volume",
        "published",
        "publicado",
        "publicada",
        "publie",
        "veroffentlicht",
        "erschienen",
        "pubblicato",
        "опубликовано",
    )
)
IS_ROMAN = re.compile(r"[ivxlcdm]{1,9}|[IVXLCDM]{1,9}")

_CONTAINER_LABELS = _either("container", "label")
LABEL_BEFORE = pattern(
    rf"[\s.,;:•›»|–—-]{{0,20}}(?:(?P<label>{_CONTAINER_LABELS})\s?[:：][\s|]{{0,3}}|published in(?=\s?[^\W\d_])"
    r"|veröffentlicht in(?=\s?[^\W\d_])|erschienen in(?=\s?[^\W\d_])"
    r"|(?:article|chapter|conference paper|paper)\sin\s(?=(?-i:[^\W\d_a-z]))|cc by(?:-[a-z]{2}){0,3}(?: \d\.\d)?"
    r"\s?[·•|]\s?)?"
)
MARKER_BEFORE = pattern(
    r"[\s\S]{0,2000}(?:\[[JMCDNRP](?:/OL)?\]\s?[.．。]?|\s//|source:"
    r"|\bet al\.?\s(?=(?:\S{1,30}+\s?){1,8}$)(?:(?=\d{4}\s)|(?![^\n]{0,240}[^\W\d_]{5}\.\s))"
    r"|\bcite (?:this )?as:?\s)\s{0,3}"
    r"|(?:[^\n]{0,60}\s)?doi:\s?10\.\d{4,9}/\S{1,60}\s(?=(?-i:[^\W\d_a-z]))"
)
YEAR_BEFORE = re.compile(rf"({YEAR})\s?(?:,\s|\s(?=[^\W\d_]))")
DATE_BEFORE = re.compile(
    r"(?:[^\W\d_]{3,9}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[^\W\d_]{3,9}\.?\s\d{4})[\s|,·•]{1,4}(?=[^\W\d_])"
)
TRAILING = " \t\r\n\u00a0\u3000,;:，；、،,;:|/›»>＞·•–—―-(（"
QUOTED = {"《": "》", "「": "」", "『": "』", "«": "»"}
# Authors, title and container in one: quotation marks, a year in parentheses before a text, full sentences.
WHOLE_REFERENCE = pattern(
    r"[“”\"„«]|\bet al\b|\band others,|;\s[^;\n]{30}|^[\w'’-]{2,30}, [A-Z]\.|\((?:1[5-9]|20)\d\d[a-z]?\)[\s.,:]{1,3}\w"
    r"|[^\W\d_]{6}[?!]\s|[.,]\s(?:1[5-9]|20)\d\d[a-z]?[.:]\s"
    r"|^[\s•–-]{0,4}(?:\[\d{1,3}\]|\d{1,3}[.)])\s"
    r"|^(?-i:[^\W\d_a-z][\w'’-]{1,30}(?:, [A-Z]\.| [A-Z]{1,3}[,.]))[^\n]{0,600}?[^\W\d_]{4}\.\s"
    r"|[\u3040-\u9fff]\s?[.．。]\s?[\u3040-\u9fff]"
    r"|^(?:\S{1,40}\s){8,40}?(?-i:[a-zа-я])[^\W\d_]{3,30}\.\s[^\W\d_]"
)
