"""What VuFind prints around values, by interface language, and what the printed formats, roles and keys mean.

The wordings are those of VuFind's translation files (github.com/vufind-org/vufind, `languages/*.ini`, releases 7, 8),
in `vufind.tsv`; a few come from older releases and from hosts with wordings of their own.
"""

import re
from collections.abc import Iterable
from pathlib import Path


def _load() -> dict[str, tuple[str, ...]]:
    table = Path(__file__).with_name("vufind.tsv").read_text(encoding="utf-8")
    rows = (row.partition("\t") for row in table.splitlines() if row and not row.startswith("#"))
    return {message: tuple(printed.split("|")) for message, _, printed in rows}


MESSAGES = _load()


def printed(*messages: str) -> tuple[str, ...]:
    """How any of VuFind's messages is printed, in all languages."""
    return tuple(dict.fromkeys(form for message in messages for form in MESSAGES[message]))


# which messages label a field; a wording of two messages is the first one's (`AMBIGUOUS` tells which)
_LABELLED: dict[str, tuple[str, ...]] = {
    "published_in": ("Published in",),
    "author": ("Main Author", "Author"),
    "authors": ("Main Authors", "Authors"),
    "corporate": ("Corporate Author", "Corporate Authors"),
    "others": ("Other Authors", "Contributors"),
    "format": ("Format", "Document Type"),
    "language": ("Language",),
    "published": ("Published", "Publication Date", "Year of Publication"),
    "publisher": ("Publisher",),
    "publisher_place": ("Publication_Place",),
    "series": ("Series",),
    "subjects": ("Subjects", "Subject"),
    "abstract": ("Summary", "Abstract"),
    "issn": ("ISSN",),
    "isbn": ("ISBN",),
    "doi": ("DOI",),
    "title": ("Title",),
    "physical": ("Physical Description",),
    "description": ("Description", "Item Description", "Notes"),
    "edition": ("Edition",),
    "contents": ("Table of Contents", "child_records"),
    "source": ("Source",),
    "note": (
        *("New Title", "Previous Title", "Production Credits", "Access", "Audience", "Awards", "Finding Aid"),
        *("Publication Frequency", "Playing Time", "Related Items", "Author Notes"),
    ),
}
# labels of EBSCO Discovery Service, printed as its interface sends them, and other spellings
_MORE: dict[str, tuple[str, ...]] = {
    "authors": ("Author(s)", "Main author", "Main authors"),
    "subjects": ("Subject Terms", "Subject terms", "Subject(s)"),
    "keywords": ("Author-Supplied Keywords", "Keywords"),
    "published": ("Publication Year", "Date of publication"),
    "issn": ("ISSNs", "E-ISSN", "eISSN", "EISSN"),
    "isbn": ("ISBNs", "E-ISBN", "eISBN"),
    "note": ("Author Affiliations", "Full Text Word Count", "NAICS/Industry Codes"),
}
CHROME_LABELS: dict[str, tuple[str, ...]] = {
    "access_prompt": printed("Online Access"),
    "share_widget": printed("Tags"),
    "machine_code": printed("Bibliography"),
    "navigation": printed("Call Number", "Accession Number", "Database"),
}


def _labels() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    labels: dict[str, tuple[str, ...]] = {}
    first: dict[str, str] = {}
    ambiguous: dict[str, str] = {}
    taken = {form for forms in CHROME_LABELS.values() for form in forms}
    for key, messages in _LABELLED.items():
        forms = [form for form in (*printed(*messages), *_MORE.get(key, ())) if form not in taken]
        labels[key] = tuple(form for form in forms if form not in first)
        ambiguous |= {form: key for form in forms if form in first}
        first |= dict.fromkeys(labels[key], key)
    labels["keywords"] = _MORE["keywords"]
    return labels, ambiguous


# the key of each label; and the other key of the few that label two fields (`Gepubliceerd in`, `Gaia`, `Beschreibung`)
LABELS, AMBIGUOUS = _labels()

# the keys of the record in the index, dumped by the staff view: Primo's, Solr's, Summon's
RAW_LABELS: dict[str, tuple[str, ...]] = {
    "raw_title": ("title",),
    "creator": ("creator", "author", "author2"),
    "container_title": ("container_title",),
    "volume": ("container_volume",),
    "issue": ("container_issue",),
    "container_start_page": ("container_start_page",),
    "container_end_page": ("container_end_page",),
    "raw_description": ("description",),
    "raw_subjects": ("subjects", "topic"),
    "raw_language": ("language",),
    "raw_format": ("format",),
    "publisher": ("publisher",),
    "raw_published": ("publishDate",),
    "issn": ("issn",),
    "isbn": ("isbn",),
    "doi": ("doi", "doi_str_mv"),
    "!machine_code": (
        *("recordid", "fullrecord", "fulltext", "ispartof", "source", "identifier", "url", "openurl", "eissn", "id"),
        *("allfields", "author_facet", "author_sort", "author_variant", "author_role", "author2_role", "building"),
        *("collection", "container_reference", "ctrlnum", "edition", "first_indexed", "last_indexed", "institution"),
        *("dlDisplay", "citations_available", "peer_reviewed", "publishDateSort", "publishDateRange", "record_format"),
        *("recordtype", "series", "spelling", "spellingShingle", "title_alt", "title_auth", "title_full", "title_sort"),
        *("title_fullStr", "title_full_unstemmed", "title_short", "title_sub", "topic_facet", "work_keys_str_mv"),
        *("thumbnail", "score", "genre", "geographic", "era", "physical", "hierarchy_top_id", "_version_", "lccn"),
    ),
}
# keys that no sentence starts with: where several open lines, a dump stands
RAW_KEY = re.compile(r"(?:\|[ \t]*)?(?:container_(?:title|volume|issue|start_page|end_page)|title_full|author_facet)")

SAVED_IN = printed("Saved in")
SIMILAR = frozenset(form.casefold() for form in printed("Similar Items"))
BY = printed("by")
PUBLISHED = printed("Published")
ET_AL = printed("more_authors_abbrev")

# lines around the record: the toolbar, tabs and links of the record, the head and foot of the page
TABS = printed("Similar Items", "Staff View", "Details", "Holdings", "Comments", "Preview", "Excerpt", "Reviews")
TOOLBAR = printed(
    *("Cite this", "Text this", "Email this", "Export Record", "Add to favorites", "Add to Book Bag", "Bookmark"),
    *("Remove from Book Bag", "Print"),
)
PAGE_ENDS = printed(
    *("Skip to content", "Login", "Log Out", "Your Account", "Search", "Advanced Search", "Search Results"),
    *("Back to Search Results", "Search Options", "Search History", "Find More", "Browse the Catalog"),
    *("Browse Alphabetically", "Course Reserves", "New Items", "Need Help?", "Search Tips", "Ask a Librarian", "FAQs"),
    *("Cover Image", "Book Cover", "QR Code", "Internet", "Loading", "Related Subjects", "no_description"),
    *("Cannot find similar records", "Be the first to leave a comment", "Add your comment"),
)


def telling(forms: Iterable[str]) -> tuple[str, ...]:
    """The wordings that are long enough to be looked for on every page: shorter ones occur in any prose."""
    return tuple(form for form in forms if len(form) > 3 or (len(form) > 1 and ord(form[0]) > 0x2E80))


# what is printed as format, and the CSL type it stands for; the first that is contained in the printed value holds
FORMATS: dict[str, tuple[str, ...]] = {
    csl: tuple(form.casefold() for form in forms)
    for csl, forms in {
        "chapter": (*printed("Book Chapter"), "chapter", "kapitel"),
        "review-book": ("book review", "buchbesprechung", "rezension"),
        "thesis": (*printed("Thesis"), "dissertation", "hochschulschrift", "thèse", "abschlussarbeit", "tesi"),
        "paper-conference": (*printed("Conference Proceeding"), "conference paper", "tagungsbericht", "konferenz"),
        "article-newspaper": ("newspaper article", "zeitungsartikel"),
        "article-magazine": ("magazine article", "trade publication article"),
        "article-journal": (*printed("Article"), "academic journal", "aufsatz"),
        "report": ("report", "bericht"),
        "patent": ("patent",),
        "dataset": ("dataset", "data set", "datensatz"),
        "standard": ("standard",),
        "webpage": ("web page", "website"),
        "map": printed("Map"),
        "motion_picture": printed("Video"),
        "manuscript": printed("Manuscript"),
        "book": (*printed("Book", "eBook"), "monograph"),
        "periodical": printed("Journal", "Serial", "Newspaper"),
    }.items()
}

# roles behind names that are no authors' (MARC relator terms), by how they begin
NO_AUTHOR = re.compile(
    r"(?:vol(?:ume)?\.? |series |academic |akad\w* |scientific |wissenschaftl\w* |degree |thesis |doctoral ){0,2}"
    r"(?:[eé]dit|eds?\.?$|hrsg|herausg|toimit|redak|uredn|szerk|translat|trl|übers|traduc|tradut|illustr|advis|ases|tutor|supervis|betreu|begutacht|gutacht"
    r"|review|préfac|prefac|postfac|vorwort|directeur|director|coord|orientador|publish|verlag|grant|issuing|funder|sponsor|host|print|druck|distrib)",
    re.IGNORECASE,
)

# places that catalogues print alone or in front of a publisher's name; MEDLINE gives the country
PLACES = MESSAGES["places"]
