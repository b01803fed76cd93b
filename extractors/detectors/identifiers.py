"""Identifiers of works, serials, books and people, in running text (`find_*`) and in one field value (`normalise_*`).

Every `find_*` takes `text` and optional bounds (code points) and gives the values in order, repeats kept, with spans
into `text` that cover the identifier alone; `normalise_*` of the text under a span gives the value again. Nothing
raises on any string. Check digits are verified by python-stdnum.
"""

import re
from collections.abc import Iterator

from stdnum import isbn as stdnum_isbn
from stdnum import issn as stdnum_issn
from stdnum.iso7064 import mod_11_2

from extractors.detectors.doi import FoundDoi, find_dois, find_own_dois, normalise_doi
from extractors.found import Found

__all__ = [
    "FoundDoi",
    "find_arxiv_ids",
    "find_dois",
    "find_isbns",
    "find_issns",
    "find_orcids",
    "find_own_dois",
    "find_pmcids",
    "find_pmids",
    "normalise_arxiv_id",
    "normalise_doi",
    "normalise_isbn",
    "normalise_issn",
    "normalise_orcid",
    "normalise_pmcid",
    "normalise_pmid",
]

_DASH = "\\-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
# What may stand between a label and its number, or between two numbers of a list: punctuation and the medium.
_GAP = re.compile(
    r"(?:[\s:：=|.,;；，、/&+*·•#>\"'(){}（）\[\]【】\-–—]"
    r"|print(?:ed)?|on-?line|electr[oó]nic[ao]?|eletr[oôó]nic[ao]|électronique|elektronisch|linking|impres[aos]{1,2}o?|imprimée?"
    r"|digital|web|version|versión|versão|en\s+l[ií]nea|en\s+ligne|cd-?rom|and|und|et|n[or]\.|number|set"
    r"|e-?book|epub|pdf|hard(?:back|cover)|paper(?:back)?|soft(?:back|cover)|cloth|[hp]bk|pb|hb|hc"
    r"|号|號|编号|刊号|印刷版?|电子版?|網路版?|网络版?|オンライン|冊子|온라인|인쇄|[eplEPLyO]){0,24}+",
    re.IGNORECASE,
)
_GAP_MAX = 60


def _labels(text: str, start: int, end: int, literals: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the literals stand. Plain `str.find`: far cheaper than any case-insensitive search."""
    spans: list[tuple[int, int]] = []
    for literal in literals:
        at = text.find(literal, start, end)
        while at >= 0:
            spans.append((at, at + len(literal)))
            at = text.find(literal, at + len(literal), end)
    spans.sort()
    return spans


def _listed(text: str, at: int, end: int, number: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The numbers that follow a label ending at `at`, as far as only gaps stand between them."""
    while True:
        gap = _GAP.match(text, at, min(end, at + _GAP_MAX))
        begin = gap.end() if gap else at
        match = number.match(text, begin, end)
        if match is None:
            return
        yield match
        at = match.end()


# --- ISSN (ISO 3297) ---

_ISSN_LABELS = ("ISSN", "issn", "Issn", "I S S N")
_ISSN_BODY = rf"([0-9]{{4}})\s?[{_DASH}]\s?([0-9]{{3}}[0-9XxХх])"
# Not followed by more digits, nor by year and issue: an article number (文章编号) begins with the ISSN.
_ISSN_END = rf"(?![0-9])(?![{_DASH}][0-9])(?!\s?[(（][12][0-9]{{3}}[)）]\s?[0-9])"
_ISSN = re.compile(rf"(?:{_ISSN_BODY}|([0-9]{{4}})([0-9]{{3}}[0-9XxХх])){_ISSN_END}")
_ISSN_FREE = re.compile(rf"(?<![\w./+{_DASH}]){_ISSN_BODY}{_ISSN_END}(?![.,/:][0-9])(?!\w)")
_ISSN_FIELD = re.compile(
    rf"(?:.{{0,60}}issn\b)?(?:urn)?[\W_]{{0,8}}(?:issn)?{_GAP.pattern}([0-9]{{4}})\s?[{_DASH}]?\s?([0-9]{{3}}[0-9XxХх]){_GAP.pattern}",
    re.IGNORECASE | re.DOTALL,
)
_IN_DOI = re.compile(r"10\.[0-9]{4,9}/\S{0,60}+\Z")


def find_issns(text: str, start: int = 0, end: int | None = None, labelled: bool = True) -> list[Found[str]]:
    """ISSNs as `NNNN-NNNC`.

    With `labelled`, only numbers after an ISSN label (eISSN, Print ISSN, ISSN-L, ISSN0361-1981) or continuing its list
    count, with or without hyphen; else any hyphenated number pair that verifies and is no range of years. ISSNs inside
    DOIs, article numbers (文章编号), ORCIDs and telephone numbers are not taken.
    """
    end = len(text) if end is None else min(end, len(text))
    found: list[Found[str]] = []
    if not labelled:
        if any(dash in text for dash in "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"):
            for match in _ISSN_FREE.finditer(text, start, end):
                value = _issn(match[1] + match[2])
                if value and not _year_range(match[1], match[2]):
                    found.append(Found(value, *match.span()))
        return found
    done = start
    for begin, stop in _labels(text, start, end, _ISSN_LABELS):
        if begin < done or (begin > start and _in_doi(text, start, begin)):
            continue
        for number, match in enumerate(_listed(text, stop, end, _ISSN)):
            front, back = match[1] or match[3], match[2] or match[4]
            value = _issn(front + back)
            if value is None or (number and _year_range(front, back)):
                break
            done = match.end()
            found.append(Found(value, *match.span()))
    return found


def normalise_issn(value: str) -> str | None:
    """The ISSN that one field value consists of, as `NNNN-NNNC` (a lost hyphen put back, `X` upper case), or None."""
    if len(value) > 200:
        return None
    match = _ISSN_FIELD.fullmatch(value)
    return _issn(match[1] + match[2]) if match else None


def _issn(compact: str) -> str | None:
    compact = compact.upper().replace("Х", "X")  # Cyrillic ha
    return f"{compact[:4]}-{compact[4:]}" if compact != "00000000" and stdnum_issn.is_valid(compact) else None


def _year_range(front: str, back: str) -> bool:
    return "1500" <= front <= "2100" and front <= back <= "2100"


def _in_doi(text: str, low: int, begin: int) -> bool:
    """Whether a label is part of a DOI such as `10.3969/j.issn.1006-1959.2024.04.030`."""
    return text[begin - 1] in "./-_" and bool(_IN_DOI.search(text[max(low, begin - 60) : begin]))


# --- ISBN (ISO 2108) ---

_ISBN_LABELS = ("ISBN", "isbn", "Isbn", "I S B N")
_ISBN_KIND = re.compile(rf"s?(?:[\s{_DASH}]{{0,2}}1[03](?![0-9]|[{_DASH}][0-9]))?")
_ISBN13 = rf"97[89](?:[ {_DASH}]?[0-9]){{10}}"
_ISBN10 = rf"[0-9](?:[ {_DASH}]?[0-9]){{8}}[ {_DASH}]?[0-9Xx]"
_ISBN = re.compile(rf"(?:{_ISBN13}|{_ISBN10})(?![0-9]|[{_DASH}][0-9])")
# Without a label ten digits are anybody's: only all four groups, hyphenated, are an ISBN.
_ISBN_FREE = re.compile(
    rf"(?<![\w./+{_DASH}])(?:{_ISBN13}|(?=[0-9Xx{_DASH}]{{13}}(?![0-9]))[0-9]{{1,5}}[{_DASH}][0-9]{{1,7}}[{_DASH}][0-9]{{1,7}}[{_DASH}][0-9Xx])"
    rf"(?![\w]|[.,/:{_DASH}][0-9])"
)
_ISBN_FIELD = re.compile(
    rf"[\W_]{{0,8}}(?:urn\W)?(?:[ep]?-?ISBN{_ISBN_KIND.pattern})?{_GAP.pattern}({_ISBN13}|{_ISBN10})(?![0-9]){_GAP.pattern}",
    re.IGNORECASE,
)


def find_isbns(text: str, start: int = 0, end: int | None = None, labelled: bool = True) -> list[Found[str]]:
    """ISBNs (10 or 13 as printed) without hyphens; with `labelled`, only after an ISBN label or continuing its list."""
    end = len(text) if end is None else min(end, len(text))
    found: list[Found[str]] = []
    if not labelled:
        for match in _ISBN_FREE.finditer(text, start, end):
            if value := _isbn(match[0]):
                found.append(Found(value, *match.span()))
        return found
    done = start
    for begin, stop in _labels(text, start, end, _ISBN_LABELS):
        if begin < done:
            continue
        kind = _ISBN_KIND.match(text, stop, end)
        for match in _listed(text, kind.end() if kind else stop, end, _ISBN):
            value = _isbn(match[0])
            if value is None:
                break
            done = match.end()
            found.append(Found(value, *match.span()))
    return found


def normalise_isbn(value: str) -> str | None:
    """The ISBN that one field value consists of: 10 or 13 digits, verified, upper-case `X`, or None."""
    match = _ISBN_FIELD.fullmatch(value) if len(value) <= 200 else None
    return _isbn(match[1]) if match else None


def _isbn(printed: str) -> str | None:
    compact = "".join(c for c in printed.upper() if c in "0123456789X")
    return compact if compact.strip("0") and stdnum_isbn.is_valid(compact) else None


# --- PubMed and PubMed Central (NLM: PMID at most 8 digits, no leading zero; PMCID `PMC` + digits) ---

_PMID = re.compile(
    r"(?:PMID|pmid|Pmid|PubMed\s?(?:ID|Id|id)|(?:pubmed\.ncbi\.nlm\.nih\.gov|/pubmed)/)[\s:：=|#\-]{0,4}([1-9][0-9]{0,7})"
    r"(?![0-9]|[./,\-][0-9])"
)
_PMID_FIELD = re.compile(
    r"(?:https?://\S{0,80}/|\s{0,4}(?:PMID|PubMed(?:\sID)?)[\s:\-]{0,4})?([1-9][0-9]{0,7})[\s/.;,]{0,4}", re.I
)
# Unlabelled, at least five digits (the first PMCID is PMC13900): shorter ones are genes and abbreviations.
_PMCID = re.compile(
    r"(?:PMCID|pmcid|PMC\s?ID)[\s:：=|#\-]{0,4}((?:PMC|pmc)?\s?[1-9][0-9]{2,8})(?![0-9])"
    r"|(?<![A-Z0-9])(PMC[1-9][0-9]{4,8})(?![0-9])|/pmc/articles/((?:PMC|pmc)?[1-9][0-9]{2,8})(?![0-9])"
)
_PMCID_FIELD = re.compile(
    r"(?:https?://\S{0,80}/|\s{0,4}PMCID[\s:\-]{0,4})?(?:PMC)?\s?([1-9][0-9]{2,8})(?:\.[0-9])?[\s/.;,]{0,4}", re.I
)


def _holds(text: str, start: int, end: int, *labels: str) -> bool:
    """Whether a label stands in `text[start:end]`; the rest of a page of many parts costs nothing."""
    return any(text.find(label, start, end) >= 0 for label in labels)


def find_pmids(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """PubMed identifiers after a PMID label or in a PubMed URL: digits."""
    end = len(text) if end is None else end
    if not _holds(text, start, end, "PMID", "pmid", "Pmid", "PubMed", "pubmed"):
        return []
    return [Found(m[1], *m.span(1)) for m in _PMID.finditer(text, start, end)]


def normalise_pmid(value: str) -> str | None:
    """The PMID that one field value consists of (digits), or None."""
    match = _PMID_FIELD.fullmatch(value) if len(value) <= 200 else None
    return match[1] if match else None


def find_pmcids(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """PubMed Central identifiers as `PMC123456`: after a PMCID label, in a PMC URL, or with their own prefix."""
    end = len(text) if end is None else end
    if not _holds(text, start, end, "PMC", "pmc"):
        return []
    found = []
    for match in _PMCID.finditer(text, start, end):
        group = match.lastindex or 0
        found.append(Found("PMC" + match[group][-9:].lstrip("PMCpmc \u00a0\t\n\r\f\v"), *match.span(group)))
    return [item for item in found if normalise_pmcid(text[item.start : item.end]) == item.value]


def normalise_pmcid(value: str) -> str | None:
    """The PMCID that one field value consists of, as `PMC123456`, or None."""
    match = _PMCID_FIELD.fullmatch(value) if len(value) <= 200 else None
    return "PMC" + match[1] if match else None


# --- arXiv (info.arxiv.org/help/arxiv_identifier.html) ---

_ARXIV_NEW = r"(?:0[7-9]|[1-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
_ARXIV_OLD = (
    r"(?:(?:acc-phys|adap-org|alg-geo|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    r"|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg"
    r"|q-bio|quant-ph|solv-int|supr-con)(?:\.[A-Z]{2})?/(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])[0-9]{3})"
)
_ARXIV_ID = rf"({_ARXIV_NEW}|{_ARXIV_OLD})(?:v[0-9]{{1,2}})?(?![0-9])"
_ARXIV = re.compile(
    rf"(?:(?i:arxiv)(?:\.org/(?:abs|pdf|html|format|e-print)/|(?:\s?(?i:id|preprint|e-?print))?(?:[\s:：|.]|%3A){{0,4}}))(?:arXiv:)?{_ARXIV_ID}"
)
_ARXIV_FIELD = re.compile(
    rf"\s{{0,4}}(?:\S{{0,80}}(?i:arxiv)(?:\.org/[a-z-]{{1,8}}/|[\s:.]{{0,4}}))?{_ARXIV_ID}(?:\.pdf)?[\s/.]{{0,4}}(?:\[[\w.-]{{2,20}}\])?"
)
_SUBJECT_CLASS = re.compile(r"\.[A-Z]{2}(?=/)")


def find_arxiv_ids(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """arXiv identifiers after a label, in a URL, in an arXiv DOI or in the stamp `arXiv:1807.08169v1 [cs.LG]`.

    Value: without version and, for the old style, without subject class (`math.GT/0309136` is `math/0309136`).
    """
    end = len(text) if end is None else end
    if not _holds(text, start, end, "rxiv", "RXIV", "rXiv"):
        return []
    matches = _ARXIV.finditer(text, start, end)
    return [Found(_SUBJECT_CLASS.sub("", m[1]), *m.span(1)) for m in matches]


def normalise_arxiv_id(value: str) -> str | None:
    """The arXiv identifier that one field value consists of, without version and subject class, or None."""
    match = _ARXIV_FIELD.fullmatch(value) if len(value) <= 200 else None
    return _SUBJECT_CLASS.sub("", match[1]) if match else None


# --- ORCID (ISO 27729; the block ORCID may use: 0000-0001-5000-0007 … 0000-0003-5000-0001 and 0009-…) ---

_ORCID = re.compile(  # looks behind only after "000", so that the search is for a literal
    rf"000(?<![0-9]000)(?<![0-9][{_DASH}]000)[09](?:[{_DASH}][0-9]{{4}}){{2}}[{_DASH}][0-9]{{3}}[0-9Xx](?![0-9]|[{_DASH}][0-9])"
)
_ORCID_FIELD = re.compile(
    r"\s{0,4}(?:\S{0,40}orcid\.org/|(?:orcid)?(?:\sid)?[\s:]{0,4})?"
    rf"(000[09](?:[{_DASH} ]?[0-9]{{4}}){{2}}[{_DASH} ]?[0-9]{{3}}[0-9X])[\s/.;,)]{{0,4}}",
    re.IGNORECASE,
)


def find_orcids(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """ORCID iDs as `0000-0002-1825-0097`, label or not: their block and check digit tell them."""
    if "000" not in text:
        return []
    found = []
    for match in _ORCID.finditer(text, start, len(text) if end is None else end):
        if value := _orcid(match[0]):
            found.append(Found(value, *match.span()))
    return found


def normalise_orcid(value: str) -> str | None:
    """The ORCID iD that one field value consists of, with hyphens, or None."""
    match = _ORCID_FIELD.fullmatch(value) if len(value) <= 200 else None
    return _orcid(match[1]) if match else None


def _orcid(printed: str) -> str | None:
    compact = "".join(c for c in printed.upper() if c in "0123456789X")
    if not compact.strip("0") or not mod_11_2.is_valid(compact):
        return None
    return "-".join(compact[i : i + 4] for i in range(0, 16, 4))
