"""Pages as browsers save them: the page inside an MHTML file, a Safari web archive or SingleFile's self-extracting
page, and what a saved page says of where it came from.

MHTML is RFC 2557; a web archive is a property list whose `WebMainResource` is the page; SingleFile's compressed page is
markup with a ZIP archive behind it, whose `index.html` is the page. What a page was saved from is
said by a comment (Internet Explorer's mark of the web, which Chrome and Edge write too; SingleFile; monolith), or by an
attribute (Save Page WE, WebScrapBook).
"""

import email
import email.policy
import io
import plistlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from html import unescape

from pipeline.errors import UndecodableError
from pipeline.inputs.page import LARGEST

_LOOKED_AT = 20_000  # characters; the notes stand at the beginning of a page
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page was saved from, and the day (EDTF) it was saved; None where the page does not say."""

    url: str | None = None
    accessed: str | None = None


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page itself, out of a file that holds its images and style sheets as well."""

    data: bytes
    charset: str | None
    origin: Origin


def open_saved(data: bytes) -> SavedPage | None:
    """The page within MHTML, a Safari web archive or SingleFile's self-extracting page; None for bytes that are none.

    Raises UndecodableError where the file is damaged or holds no page.
    """
    if data.startswith(b"bplist00") or _XML_PLIST.match(data):
        return _web_archive(data)
    if _MHTML.match(data) and _is_multipart(data):
        return _mhtml(data)
    if data[:1] == b"<" and data.rfind(_ZIP_END, len(data) - _ZIP_TAIL) >= 0:
        return _self_extracting(data)
    return None


# --- SingleFile -----------------------------------------------------------------------------------------------------

_ZIP_END, _ZIP_TAIL = b"PK\x05\x06", 70_000  # the end of a ZIP archive, and how far before a file's end it may stand
_MEMBER = "index.html"


def _self_extracting(data: bytes) -> SavedPage | None:
    """The page that SingleFile packed behind the markup that unpacks it; None where no such archive is there."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        info = archive.getinfo(_MEMBER)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return None
    try:
        with archive.open(info) as member:
            page = member.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise UndecodableError("self-extracting page that is damaged; save the page again") from error
    if len(page) > LARGEST:
        raise UndecodableError("self-extracting page of more than 64 MB; save the page without images")
    return SavedPage(page, None, origin_of(data[:_LOOKED_AT].decode("utf-8", "replace")))


# --- MHTML ----------------------------------------------------------------------------------------------------------

_MHTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}[A-Za-z][A-Za-z-]{1,40}:[ \t]?[^\r\n]{0,2000}\r?\n")
_HEADERS_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_MULTIPART = re.compile(rb"^Content-Type:\s{0,20}multipart/", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def _is_multipart(data: bytes) -> bool:
    """Whether the first lines are the headers of a MIME message (RFC 2045) of several parts."""
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    end = _HEADERS_END.search(head)
    headers = head[: end.start()] if end else head
    return bool(_MULTIPART.search(headers) and _VERSION.search(headers))


def _mhtml(data: bytes) -> SavedPage:
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)
    part = _main_part(message)
    page = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(page, bytes):
        raise UndecodableError("MHTML file without a page; save the page again")
    url = _web_address(_address(message, "Snapshot-Content-Location")) or _web_address(_address(part))
    return SavedPage(page, part.get_content_charset(), Origin(url, _mail_date(message.get("Date"))))


def _main_part(message: Message) -> Message | None:
    """The part that `start` names, or the one saved from the message's own address, or the first that is a page."""
    parts = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
    parts.sort(key=lambda part: part.get_content_type() == "text/plain")  # an alternative to the page
    start, address = message.get_param("start"), _address(message, "Snapshot-Content-Location")
    for part in parts:
        if start and part.get("Content-ID") == start:
            return part
    for part in parts:
        if address and _address(part) == address:
            return part
    return parts[0] if parts else None


def _address(part: Message, name: str = "Content-Location") -> str:
    """An address in a header, which may be folded and encoded (RFC 2557, 4.4)."""
    return "".join(str(make_header(decode_header(part.get(name) or ""))).split())


def _mail_date(value: str | None) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat() if value else None
    except (ValueError, IndexError, TypeError):
        return None


# --- Safari ---------------------------------------------------------------------------------------------------------

_XML_PLIST = re.compile(rb"\s{0,20}<\?xml[^>]{0,200}>\s{0,20}<!DOCTYPE plist\b", re.IGNORECASE)


def _web_archive(data: bytes) -> SavedPage:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page = main["WebResourceData"]
        charset, url = main.get("WebResourceTextEncodingName"), main.get("WebResourceURL")
    except Exception as error:  # plistlib meets hostile bytes with errors of a dozen types
        raise UndecodableError("property list that is not a web archive; save the page again") from error
    if not isinstance(page, bytes):
        raise UndecodableError("web archive without a page; save the page again")
    return SavedPage(page, charset if isinstance(charset, str) else None, Origin(_web_address(url)))


# --- Notes within the page ------------------------------------------------------------------------------------------

_MARK_OF_THE_WEB = re.compile(r"<!--\s{0,9}saved from url=\(\d{4,6}\)\s{0,9}(\S{1,4000}?)\s{0,9}-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(\S{1,4000})(?:\s{1,9}saved date:\s{0,9}([^\r\n]{1,80}))?"
)
_MONOLITH = re.compile(r"<!--\s{0,9}Saved from (https?://\S{1,4000}) at (\d{4}-\d\d-\d\d)T?\S{0,20} using monolith")
_SAVE_PAGE_WE = re.compile(r"<meta name=[\"']savepage-(url|date)[\"'] content=[\"']([^\"'<>]{1,4000})[\"']")
_SCRAPBOOK = re.compile(r"\bdata-scrapbook-(source|create)=[\"']([^\"'<>]{1,4000})[\"']")
_SIGNS = ("saved ", "Saved ", "SAVED ", "savepage-", "data-scrapbook-")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_JAVASCRIPT_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4})\b")  # ECMA-262, Date.prototype.toString


def origin_of(html: str) -> Origin:
    """What a saved page says of where it came from."""
    head = html[:_LOOKED_AT]
    if not any(sign in head for sign in _SIGNS):
        return Origin()
    for url, day in _noted(head):
        if address := _web_address(unescape(url)):
            return Origin(address, day)
    return Origin()


def _noted(head: str) -> Iterator[tuple[str, str | None]]:
    if found := _SINGLE_FILE.search(head):
        yield found[1], _javascript_date(found[2])
    if found := _MONOLITH.search(head):
        yield found[1], found[2]
    if found := _MARK_OF_THE_WEB.search(head):
        yield found[1].replace("%2D%2D", "--"), None  # as Chrome writes what would end the comment
    if "savepage-" in head and "url" in (notes := dict(_SAVE_PAGE_WE.findall(head))):
        yield notes["url"], _javascript_date(notes.get("date"))
    if "data-scrapbook-" in head and "source" in (notes := dict(_SCRAPBOOK.findall(head))):
        yield notes["source"], _scrapbook_date(notes.get("create"))


def _javascript_date(text: str | None) -> str | None:
    found = _JAVASCRIPT_DATE.search(text or "")
    month = _MONTHS.find(found[1]) if found else -1
    if not found or month % 3:
        return None
    with suppress(ValueError):
        return datetime(int(found[3]), month // 3 + 1, int(found[2]), tzinfo=UTC).date().isoformat()
    return None


def _scrapbook_date(text: str | None) -> str | None:
    """`20240312142233123`, a point in time in UTC."""
    with suppress(ValueError):
        return datetime.strptime((text or "")[:8], "%Y%m%d").replace(tzinfo=UTC).date().isoformat()
    return None


def _web_address(value: object) -> str | None:
    """A web address; what was saved from a disk (`file:`, `about:internet`) has none."""
    text = value.strip() if isinstance(value, str) else ""
    return text if text.lower().startswith(("http://", "https://")) else None
