"""Which tags say which field, best first, and how the text of a tag is read.

Tags are named in lower case, Dublin Core of all spellings as `dc.` (`tags.read_tags`); `ld:` stands for a property of
the page's JSON-LD work. Sources: Google Scholar's inclusion guidelines (Highwire Press, BE Press, EPrints, PRISM,
Dublin Core), PRISM 3.0, DCMI terms, the templates of OJS and DSpace.
"""

import re
from collections.abc import Callable
from itertools import takewhile

from extractors.detectors.citation_parts import complete_last_page, parse_pages
from extractors.detectors.dates import parse_date
from extractors.detectors.identifiers import (
    find_dois,
    find_issns,
    normalise_arxiv_id,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

Reader = Callable[[str], str | None]

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].{0,40})?")
_NUMBERS = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}")
_PART_LABEL = re.compile(r"(?i:vol(?:ume)?|iss(?:ue)?|n[ou°º]|number|bd|jg|heft|第)(?![a-z])[.:\s]*+(?=\S)")
_PART = re.compile(r"[\w(][\w ()/,&.:–-]{0,40}")
_AHEAD = re.compile(r"ahead[ -]of[ -]print|online first|early access|in press|epub", re.IGNORECASE)
_URL = re.compile(r"(?:https?|ftp|urn|info|doi|issn|isbn):\S*|www\.\S+|\S+@\S+", re.IGNORECASE)
_SOURCE_TAIL = re.compile(r"\s+(?:1[5-9]|20)\d\d(?:\s+\S{1,12}:\S{1,12})?$")
_CODES = """
    eng=en fre=fr fra=fr ger=de deu=de spa=es por=pt ita=it rus=ru ukr=uk pol=pl cze=cs ces=cs dut=nl nld=nl tur=tr
    chi=zh zho=zh jpn=ja kor=ko ara=ar per=fa fas=fa ind=id swe=sv nor=no dan=da fin=fi hun=hu gre=el ell=el heb=he
    cat=ca hrv=hr srp=sr slv=sl slk=sk ron=ro rum=ro lat=la english=en french=fr français=fr german=de deutsch=de
    spanish=es español=es portuguese=pt português=pt italian=it russian=ru chinese=zh japanese=ja korean=ko turkish=tr
    polish=pl dutch=nl indonesian=id"""
_LANGUAGES = dict(pair.split("=") for pair in _CODES.split())  # ISO 639-2 codes and names, to ISO 639-1


def read_title(text: str) -> str | None:
    """A title without its closing full stop."""
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1].rstrip()
    return text if any(map(str.isalpha, text)) else None


def read_name(text: str) -> str | None:
    """The name of a journal, a book, a publisher: no address on the web."""
    return text if any(map(str.isalpha, text)) and not _URL.fullmatch(text) and len(text) < 400 else None


_ADDRESS = re.compile(
    r"(?P<name>[^\d@:]{2,60}?[^\W\d_])"
    r"(?:(?=\d|(?<=[a-z]{4})[A-Z])[^@]{0,200}@|(?<=[a-z]{4})(?=[A-Z][a-z]{1,20} [A-Z]{2}: [A-Z]))"
)  # `Press55 Main Street, … mail@press.org`; `Quay PublicationsQuay UK: London, England`


def read_publisher(text: str) -> str | None:
    """A publisher's name, without the address that some platforms add to it unseparated."""
    match = _ADDRESS.match(text)
    return read_name(match["name"] if match else text)


def read_source(text: str) -> str | None:
    """The journal of `dc.source`: OJS adds `; Vol 3 No 2 (2019); 1-10`, Springer ` 1977 37:1`."""
    return read_name(_SOURCE_TAIL.sub("", text.partition(";")[0].strip()).strip())


def read_abbreviation(text: str) -> str | None:
    """A journal's abbreviated title; numbers and codes (`1`, `dmj`) that some platforms give are none."""
    return text if len(text) > 3 and not text.islower() and (" " in text or "." in text) else None


def read_part(text: str) -> str | None:
    """A volume or an issue, without its label; zero and `ahead-of-print` are none."""
    text = _PART_LABEL.sub("", text, count=1).strip()
    if not text.strip("0 ") or _AHEAD.search(text) or not any(map(str.isalnum, text)):
        return None
    return text if _PART.fullmatch(text) else None


def read_date(text: str) -> str | None:
    """A date as EDTF; zeros for an unknown month or day are left off."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, *rest = match.groups()
        parts = [f"{int(part):02}" for part in takewhile(lambda part: part and int(part), rest)]
        date = parse_date("-".join((year, *parts)))
        return date or (year if parse_date(year) else None)
    return parse_date(text)


def settle_date(text: str, others: list[str]) -> str | None:
    """`10/02/2021` in the order that another date of the head confirms to the month; else its year."""
    if _NUMBERS.fullmatch(text):
        for order in ("dmy", "mdy"):
            date = parse_date(text, order)
            if date and any(other[:7] == date[:7] for other in others if len(other) >= 7):
                return date
    return read_date(text)


def read_pages(first: str, last: str | None) -> tuple[str, str | None] | None:
    """First and last page of one tag or two; a tag of the first page may hold a whole range."""
    pages = parse_pages(first)
    if pages is None:
        return None
    if pages[1] is None and last and last != first and (ends := parse_pages(last)):
        return pages[0], complete_last_page(pages[0], ends[1] or ends[0])
    return pages


def read_language(text: str) -> str | None:
    """ISO 639-1 code of a code or an English name of a language."""
    word = re.split(r"[-_;, ]", text.strip().casefold(), maxsplit=1)[0]
    return word if len(word) == 2 and word.isascii() and word.isalpha() else _LANGUAGES.get(word)


def read_doi(text: str) -> str | None:
    """A DOI that is all of the text; what a template left unfilled (`10.5555/%ID%`, `10.5555/xxxx`) is none."""
    doi = normalise_doi(text) if "10." in text else None
    return None if doi is None or _UNFILLED.search(doi) else doi


_UNFILLED = re.compile(
    r"^10\.0000|%[a-z_]|[${}]|\[(?![^\[\]]*\])|/(?:null|undefined|none|tbd|tba|doi|id|suffix|placeholder|n/?a)$|(?<![a-z])x{3,}$"
)


def read_doi_of_url(url: str) -> str | None:
    """The DOI in the address of the work's own page (`…/doi/full/10.5555/x?af=R`)."""
    found = find_dois(url) if _DOI_PATH.search(url) else []
    return found[0].value if len(found) == 1 and found[0].sure else None


_DOI_PATH = re.compile(r"/doi/|//(?:dx\.)?doi\.org/|[?&]doi=", re.IGNORECASE)


def read_issns(text: str) -> list[str]:
    """All ISSNs of a tag: one without its hyphen, with a label, or several."""
    found = [found.value for found in find_issns(text[:300], labelled=False)]
    issn = normalise_issn(text) if len(found) < 2 else None
    return [issn] if issn else found


# field: (reader, tags). Tags behind `WEAK` are read where no other speaks, and never disagree with others.
WEAK = "|"
SCALARS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "title": (
        read_title,
        *(
            (
                "citation_title",
                "prism.title",
                "dc.title",
                "eprints.title",
                "bepress_citation_title",
                "ld:title",
                "coins.title",
            ),
        ),
    ),
    "container_title": (
        read_name,
        (
            *("citation_journal_title", "citation_conference_title", "citation_conference", "citation_inbook_title"),
            *("citation_book_title", "prism.publicationname", "bepress_citation_journal_title"),
            *("bepress_citation_book_title", "eprints.publication", "eprints.book_title", "dc.relation.ispartof"),
            *("dc.ispartof", "dc.source.title", "ld:isPartOf", "coins.container_title"),
        ),
    ),
    "publisher": (
        read_publisher,
        (
            *("citation_publisher", "citation_dissertation_institution", "citation_technical_report_institution"),
            *("bepress_citation_publisher", "bepress_citation_dissertation_institution", "eprints.institution"),
            *("eprints.publisher", WEAK, "dc.publisher", "ld:publisher", "coins.publisher"),
        ),
    ),
    "publisher_place": (read_name, ("eprints.place_of_pub", "dc.publisher.place", "coins.publisher_place")),
    "volume": (
        read_part,
        (
            *("citation_volume", "prism.volume", "dc.citation.volume", "dc.source.volume", "bepress_citation_volume"),
            *("eprints.volume", "ld:volumeNumber", "coins.volume"),
        ),
    ),
    "issue": (
        read_part,
        (
            *("citation_issue", "citation_number", "prism.number", "prism.issueidentifier", "dc.citation.issue"),
            *("dc.source.issue", "bepress_citation_issue", "eprints.number", "ld:issueNumber", "coins.issue"),
        ),
    ),
    "issued": (
        read_date,
        (
            *("citation_publication_date", "citation_date", "citation_cover_date", "citation_year"),
            *("prism.publicationdate", "prism.coverdate", "bepress_citation_date", "eprints.date", "dc.date.issued"),
            *(
                "dc.issued",
                "dc.date",
                "dc.date.published",
                "ld:datePublished",
                "coins.issued",
                WEAK,
                "citation_online_date",
            ),
            *("citation_date_online", "dc.date.created", "article:published_time", "publish_date"),
            *("datepublished", "itemprop.datepublished"),
        ),
    ),
    "doi": (
        read_doi,
        (
            *("citation_doi", "prism.doi", "dc.identifier.doi", "bepress_citation_doi", "eprints.doi", "doi"),
            *(
                "dc.identifier",
                "eprints.id_number",
                "ld:doi",
                "ld:identifier",
                "ld:sameAs",
                "ld:@id",
                "ld:url",
                "coins.doi",
                WEAK,
            ),
            *("itemprop.sameas", "dc.source", "dc.identifier.uri", "dc.source.uri"),
        ),
    ),
    "pmid": (normalise_pmid, ("citation_pmid", "dc.identifier.pmid", "coins.pmid")),
    "pmcid": (normalise_pmcid, ("citation_pmcid", "citation_pmc_id", "dc.identifier.pmcid")),
    "arxiv_id": (normalise_arxiv_id, ("citation_arxiv_id", "dc.identifier.arxiv")),
    "language": (
        read_language,
        ("citation_language", "dc.language", "dc.language.iso", "eprints.language", "ld:inLanguage", WEAK, "og:locale"),
    ),
}
# Read only where the table above gives nothing: these tags often hold something else.
LAST_RESORT: dict[str, tuple[tuple[Reader, str], ...]] = {
    "container_title": ((read_source, "dc.source"), (read_abbreviation, "citation_journal_abbrev")),
}
# Tags of the first page with those of the last.
PAGES = (
    ("citation_firstpage", "citation_lastpage"),
    ("citation_first_page", "citation_last_page"),
    ("citation_pages", ""),
    ("prism.startingpage", "prism.endingpage"),
    ("prism.pagerange", ""),
    ("bepress_citation_firstpage", "bepress_citation_lastpage"),
    ("dc.citation.spage", "dc.citation.epage"),
    ("dc.identifier.pagenumber", ""),
    ("eprints.pagerange", ""),
    ("citation_elocation_id", ""),
    ("citation_article_number", ""),
    ("citation_publication_number", ""),
    ("ld:pageStart", "ld:pageEnd"),
    ("ld:pagination", ""),
    ("coins.first_page", "coins.last_page"),
    ("coins.pages", ""),
)
LISTS: dict[str, tuple[Callable[[str], list[str]], tuple[str, ...]]] = {
    "issn": (
        read_issns,
        (
            *("citation_issn", "citation_eissn", "prism.issn", "prism.eissn", "dc.source.issn", "dc.identifier.issn"),
            *("bepress_citation_issn", "eprints.issn", "ld:issn", "coins.issn"),
        ),
    ),
    "isbn": (
        lambda text: [isbn for part in re.split(r"[;,]", text) if (isbn := normalise_isbn(part))],
        (
            "citation_isbn",
            "prism.isbn",
            "dc.identifier.isbn",
            "bepress_citation_isbn",
            "eprints.isbn",
            "ld:isbn",
            "coins.isbn",
        ),
    ),
}
WHOLES = ("dc.ispartof", "dc.relation.ispartof", "dc.source")
ABSTRACTS = (
    *("citation_abstract", "dc.abstract", "dc.description.abstract", "eprints.abstract", "bepress_citation_abstract"),
    *("ld:abstract", "dc.description"),
)
KEYWORDS = ("citation_keywords", "citation_keyword", "bepress_citation_keywords", "eprints.keywords")
BEPRESS_KEYWORDS = "keywords"  # where tags of BE Press stand: its platform prints the author's keywords there
CITATIONS = ("dc.bibliographiccitation", "dc.identifier.citation", "dc.identifier.bibliographiccitation")
WEAK_KEYWORDS = ("keywords", "ld:keywords", "article:tag", "news_keywords")
SUBJECTS = ("dc.subject", "eprints.subjects")
URLS = ("og:url", "citation_public_url", "citation_abstract_html_url", "prism.url", "dc.identifier.uri")
DESCRIPTIONS = ("description", "og:description", "ld:description", "twitter:description", "itemprop.description")

# Words of type tags, in the order they are looked for, with the CSL type they stand for.
_TYPE_WORDS = (
    (re.compile(r"thesis|dissertation|habilitation|\bth[eè]se\b", re.I), "thesis"),
    (re.compile(r"preprint|working ?paper|\barticle-preprint", re.I), "article"),
    (re.compile(r"conference|proceeding|inproceedings", re.I), "paper-conference"),
    (re.compile(r"chapter|book ?part|inbook|\bbooksection", re.I), "chapter"),
    (re.compile(r"book ?review|review of book", re.I), "review-book"),
    (re.compile(r"^(?:edited ?)?book$|monograph", re.I), "book"),
    (re.compile(r"report", re.I), "report"),
    (re.compile(r"^data ?set$", re.I), "dataset"),
    (re.compile(r"journal|^article$|research article|original (?:paper|article)|^jour$", re.I), "article-journal"),
)
# A tag that only works of one type have.
TYPE_TAGS = (
    ("citation_dissertation_institution", "thesis"),
    ("citation_dissertation_name", "thesis"),
    ("bepress_citation_dissertation_name", "thesis"),
    ("bepress_citation_dissertation_institution", "thesis"),
    ("citation_technical_report_institution", "report"),
    ("citation_technical_report_number", "report"),
    ("citation_conference_title", "paper-conference"),
    ("citation_conference", "paper-conference"),
    ("citation_inbook_title", "chapter"),
)
JOURNAL_TAGS = ("citation_journal_title", "bepress_citation_journal_title", "prism.publicationname")
TYPE_WORD_TAGS = ("eprints.type", "citation_publication_type", "prism.aggregationtype", "dc.type", "citation_type")

NOTICE_TAGS = (
    "citation_article_type",
    "dc.type",
    "citation_section",
    "prism.section",
    "article:section",
    "wkhealth_type",
)


def csl_type(text: str) -> str | None:
    """The CSL type that a word of a type tag stands for (`phdthesis`, `Journal Article`, `bookPart`)."""
    return next((type_ for pattern, type_ in _TYPE_WORDS if pattern.search(text[:80])), None)
