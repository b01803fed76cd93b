"""DOIs in running text, in URLs and in single field values.

Shape: DOI Handbook §2.2 and ISO 26324 (prefix `10.` + registrant, slash, suffix of any printable characters); what
registrants really mint is narrower (Crossref: `a-z 0-9 - . _ ; ( ) / :`, and in legacy SICI suffixes also `< > [ ] #`,
ANSI/NISO Z39.56). So outside a SICI, angle and square brackets end a DOI.
"""

import re
from dataclasses import dataclass
from typing import Literal

from extractors.detectors.doi_context import Owner, owner
from extractors.found import Found

Context = Literal["bare", "labelled", "resolver", "url", "field"]

_MAX = 300  # longest suffix read; a longer run is no DOI
_START = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,3}+(?:/|%(?:25)?2[Ff])")
_DASHES = "\u2010\u2011\u2012\u2013\u2212"  # typesetters put these for "-"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # publishers put these for line breaking
_BREAK_TAG = r"</?wbr/?>|&(?:shy|ZeroWidthSpace|#173|#8203|#x200[bB]|#xad);"  # where a line may break, nothing more
# TeX and Markdown escape an underscore: "10.5555/978-3-030-02671-4\_7", "4{\_}7".
_RUN = re.compile(rf"(?:[!#-\[\]_a-z~{_DASHES}{_INVISIBLE}]|\\[_&%#$~-]|\{{\\[_&%#]\}}){{1,{_MAX}}}+")
_ESCAPED = re.compile(
    rf"({_BREAK_TAG})|%(?:25)?([0-9A-Fa-f]{{2}})|&([a-z]{{2,4}});|([{_DASHES}])|([{_INVISIBLE}])"
    r"|\{?\\([_&%#$~-])\}?"
)
_NEEDS_DECODING = re.compile(rf"[%&\\{_DASHES}{_INVISIBLE}]|<wbr")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_UNSAFE = frozenset('"\\^`{|}')

_SICI = re.compile(
    r"10\.[0-9.]{4,30}/[^<>\[\]]{0,80}[<\[][^<>\[\]]{1,80}[>\]][0-9]\.[0-9]\.[A-Z]{2};[0-9](?:-[0-9A-Z#])?",
    re.IGNORECASE,
)
# A SICI that lost its `<…>` part (read as a tag by the scrape) or its end.
_BROKEN_SICI = re.compile(
    r"\(sici\)|[0-9]\.[0-9]\.co;[0-9]|/[0-9]{4}-[0-9]{3}[0-9x]\([0-9]{4}[^()]{0,12}\)[0-9]{1,4}(?::[0-9]{1,3})?$",
    re.IGNORECASE,
)

# Link texts and labels that scrapes glue to the DOI before them; the last group only where the run ends after it.
_GLUED = re.compile(
    r"[.,;]?(?:Cross[Rr]ef|Pub[Mm]ed|MEDLINE|Medline|Google(?![a-z])|GoogleScholar|Scopus|PMC?ID|PMC(?=[0-9]{5})"
    r"|[Hh]ttps?:|www\.|[Dd][Oo][Ii]:|DOI(?=10\.)|E?ISSN(?![a-z])"
    r"|(?<=[0-9])shu(?![A-Za-z0-9])"
    r"|(?:Abstract|Accepted|Article|Citation|Copyright|Corpus|Download|Full|Get|HTML|Keywords|PDF|Published|Received|View|Web)"
    r"(?=[:,;]|$))"
)
_LIST = re.compile(r"[;/|+](?=10\.[0-9]{4,9}/)")
_BRACKET = re.compile(r"[<>\[\]]")
_QUERY = re.compile(r"[?&](?:amp;)?[A-Za-z_.]{1,30}=")
_URL_END = re.compile(r"\?|(?<!-)#|&(?:amp;)?[A-Za-z_.]{1,30}=")
# Views and files that publishers hang on the DOI in the path of their own pages (never on the resolver's).
_URL_TAIL = re.compile(
    r"/(?:abs(?:tract)?|full(?:text|-text)?|e?pdf(?:direct|plus)?|e?reader|epub|x?html?|xml|meta|assets?|suppl(?:_file|ementary)?"
    r"|references|figures?|tables?|citations?|cited-?by|metrics|related|media|download|summary|tab-[a-z]+)(?=[/.]|$).*"
    r"|(?:v[0-9]{1,2})?\.(?:full|abstract|short|long)(?=[.-]|$).*"
    r"|\.(?:pdf|html?|xml|epub|ris|bib|png|jpe?g|gif|svg)$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"v[0-9]{1,2}$")  # in bioRxiv and medRxiv URLs, no part of the DOI
_TRAILING = ".,;:!?'*~&=@#$%/_"  # not "+": the ACS mints DOIs that end with it
# A backslash or a line break in the middle, a stop or dash before a break, the dots of a shortened one.
_GOES_ON = re.compile(
    r"(?:[\\^`{]|[.]{2,3}|…|[._/-]{1,2}\s{0,2}\r?\n[^\S\n]{0,3}(?P<next>[a-z0-9][^\s]{0,40})"
    r"|[^\S\n]?\r?\n[^\S\n]{0,3}[._/(-](?=[a-z0-9])|<br\s?/?>(?=[a-z0-9])|[._/-]\s(?=[a-z]{2,12}\.(?:19|20)\d\d\.))"
)
_YEAR_OR_WORD = re.compile(r"(?:[^\d\s]{1,40}|\d{1,2}|(?:19|20)\d\d)[,.;:)]?$")
_FIELD_PREFIX = re.compile(
    r"\W{0,8}(?:(?:digital\s+object\s+identifier|d\s?o\s?i|info|urn|hdl|crossref|url)(?:\s+(?:name|number|link))?[^\w]{0,6}){0,3}"
    r"(?:(?:https?:/|www\.|(?:dx\.)?doi\.org|[a-z0-9-]{1,40}\.)\S{0,200})?",
    re.IGNORECASE,
)


@dataclass(slots=True, frozen=True)
class FoundDoi(Found[str]):
    """A DOI, whether it may be cut (`doubtful`), and whose it is where it is not the work's own (`other`)."""

    doubtful: bool = False
    other: Owner | None = None

    @property
    def sure(self) -> bool:
        """Whether it is whole and, by the words beside it, the work's own."""
        return not self.doubtful and self.other is None


def find_dois(text: str, start: int = 0, end: int | None = None) -> list[FoundDoi]:
    """The DOIs in `text[start:end]`, in order, repeats kept: lower-cased, bare and percent-decoded.

    `doubtful` ones may go on behind a line break, a blank or a character that no DOI has; `other` says that the words
    before it, which may stand before `start`, give it to data, a component (figure, table) or another article. The
    span covers the bare DOI as printed, without label, resolver, URL tail or punctuation. Left out: DOIs that the
    scrape has broken (a SICI without its `<…>` part, a hyphen at the end of a line, an open parenthesis), DOIs of
    funders (Crossref Funder Registry, 10.13039), local handles, and unlabelled fractions such as `10.2015/16`.
    """
    end = len(text) if end is None else min(end, len(text))
    found: list[FoundDoi] = []
    at = text.find("10.", start, end)
    if at < 0:
        return found
    while head := _START.search(text, at, end):
        begin, at = head.span()
        if begin > start and _inside_number(text, start, begin):
            continue
        context = _context(text, start, begin)
        if context is None:
            continue
        read = _read(text, begin, head.end(), end, context)
        if read is None:
            continue
        value, at = read
        if value.startswith("10.13039/") or (context == "bare" and _like_fraction(value)):
            continue
        found.append(FoundDoi(value, begin, at, _may_go_on(text, at), owner(text, begin, value)))
    return found


def find_own_dois(text: str, start: int = 0, end: int | None = None) -> list[Found[str]]:
    """As `find_dois`, without those that may be cut or are of something else than the work."""
    return [found for found in find_dois(text, start, end) if found.sure]


def _may_go_on(text: str, at: int) -> bool:
    """Whether what stands behind a DOI, also on the next line, may belong to it."""
    if behind := _GOES_ON.match(text, at):
        return not _YEAR_OR_WORD.match(behind["next"] or "")
    return False


def normalise_doi(value: str) -> str | None:
    """The DOI that one field value consists of, lower-cased and bare, or None.

    Takes labels (`doi:`, `info:doi/`, `DOI10.…`), resolver and publisher URLs, percent encoding, and the PubMed tail
    `[doi]`. A value that says more than one DOI gives None.
    """
    value = value.strip()[: 3 * _MAX]
    head = _START.search(value)
    if head is None or not _FIELD_PREFIX.fullmatch(value, 0, head.start()):
        return None
    context = _context(value, 0, head.start()) or "field"
    read = _read(value, head.start(), head.end(), len(value), "field" if context in ("bare", "labelled") else context)
    if read is None:
        return None
    doi, stop = read
    rest = value[stop:]
    after = rest if rest[:1].isspace() else "".join(rest.split(None, 1)[1:])
    if _START.search(rest) or any(c.isalnum() for c in after.lower().replace("[doi]", "")):
        return None
    return doi


def _inside_number(text: str, low: int, begin: int) -> bool:
    """Whether `10.` only continues a longer number (`2010.1002/`, `1.10.1002/`)."""
    before = text[begin - 1]
    return before.isdigit() or (before == "." and begin - 2 >= low and text[begin - 2].isdigit())


def _context(text: str, low: int, begin: int) -> Context | None:
    """Where the DOI stands; None for a local handle, which only looks like one."""
    before = text[max(low, begin - 200) : begin]
    near = before[-14:].lower()
    if not near:
        return "bare"
    if near[-1] in "/=" or near.endswith("%2f"):
        run = before.rsplit(None, 1)[-1].lower()
        if run.endswith("/handle/"):
            return None
        if "doi.org" in run[-14:] or "doi-org" in run:
            return "resolver"
        return "labelled" if run.endswith("info:doi/") else "url"
    return "labelled" if "doi" in near or "d o i" in near else "bare"


def _like_fraction(value: str) -> bool:
    suffix = value.partition("/")[2]
    digits = suffix.replace(".", "").replace("/", "").replace("-", "")
    return digits.isdigit() and len(digits) < 6


def _read(text: str, begin: int, suffix: int, end: int, context: Context) -> tuple[str, int] | None:
    """The DOI that begins at `begin` and where it ends in the text, or None where its end is not sure."""
    run = _RUN.match(text, suffix, end)
    if run is None or run.end() - suffix >= _MAX:
        return None
    raw = text[begin : run.end()]
    in_url = context in ("url", "resolver")
    if tail := (_URL_END if in_url else _QUERY).search(raw, suffix - begin):
        raw = raw[: tail.start()]
    body, ends = _decoded(raw)
    slash = body.find("/") + 1
    length = _length(body, slash, context)
    if length <= slash:
        return None
    stop = begin + (ends[length - 1] if ends else length)
    if body[length - 1] == "-" or (body[length : length + 1] == "-" and length + 1 == len(body)):
        return None
    return body[:length].lower(), stop


def _decoded(raw: str) -> tuple[str, list[int]]:
    """The run with escapes undone, and for every character of it where it ends in `raw` (empty: the same place)."""
    if not _NEEDS_DECODING.search(raw):
        return raw, []
    out: list[str] = []
    ends: list[int] = []
    at = 0
    while at < len(raw):
        escape = _ESCAPED.match(raw, at)
        if escape is None:
            char, at = raw[at], at + 1
        else:
            _, code, entity, dash, _, escaped = escape.groups()
            at = escape.end()
            char = chr(int(code, 16)) if code else _ENTITIES.get(entity, " ") if entity else "-" if dash else ""
            char = escaped or char
            if char and (not "!" <= char <= "~" or char in _UNSAFE):
                break
        if char:
            out.append(char)
            ends.append(at)
    return "".join(out), ends


def _length(body: str, slash: int, context: Context) -> int:
    """How much of the decoded run is the DOI; 0 where that is not sure. `slash`: where the suffix begins."""
    if ";" in body and (sici := _SICI.match(body)):
        return sici.end()
    stop = len(body)
    for pattern in (_BRACKET, _GLUED, _LIST):
        if cut := pattern.search(body, slash + 1, stop):
            stop = cut.start()
    again = body.find(body[:slash], slash + 1, stop)  # one DOI printed twice without a space
    if again > 0 and body[again - 1] != "/":
        stop = again
    if context != "field" and (comma := body.find(",", slash, stop)) > 0:
        stop = comma
    if context == "url":
        if cut := _URL_TAIL.search(body, slash + 1, stop):
            stop = cut.start()
        if body.startswith("10.1101/") and (cut := _PREPRINT_VERSION.search(body, slash + 1, stop)):
            stop = cut.start()
    stop = _balanced(body, slash, stop)
    return 0 if _BROKEN_SICI.search(body, 0, stop) else stop


def _balanced(body: str, slash: int, stop: int) -> int:
    """Cut before a parenthesis without its partner and take off trailing punctuation; 0 where the end was lost."""
    opened: list[int] = []
    for at in range(slash, stop):
        if body[at] == "(":
            opened.append(at)
        elif body[at] == ")":
            if not opened:
                stop = at
                break
            opened.pop()
    if opened:
        if body[opened[0] + 1 : opened[0] + 2].isdigit():
            return 0
        stop = opened[0]
    return slash + len(body[slash:stop].rstrip(_TRAILING))
