"""Pages in web archives: the HTTP responses of WARC files, and the texts of WET files (ISO 28500); WACZ files are zip
archives of WARC files (Web Archive Collection Zipped 1.1.1)."""

import gzip
import io
import re
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import replace
from email.message import Message
from typing import IO, Any

from pipeline.extras import require
from pipeline.inputs.opening import is_remote, open_raw
from pipeline.inputs.page import LARGEST, RawPage, page_from, printable
from pipeline.inputs.sources import Source

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
_MOST_HEADER = 1 << 18


class BrokenArchiveError(Exception):
    """A web archive ends in the middle of a record, or is none."""


def read_warc(source: Source) -> Iterator[RawPage]:
    """Responses and conversions (WET) that are text or HTML, or do not say what they are.

    Plain, gzip or zstd by content, not by name. Raises OSError or BrokenArchiveError where the archive is broken or cut
    short; what stood before is read.
    """
    with open_raw(source.path, source.held) as stream:
        last = yield from _records(stream, source.shown, bool(source.size or source.held))
    if not source.held and not is_remote(source.path):
        with open(source.path, "rb") as again:
            again.seek(last)
            _check_end(again)


def read_wacz(source: Source) -> Iterator[RawPage]:
    """The same of the WARC files below `archive/` of a WACZ file; a page's path is `x.wacz!/archive/data.warc.gz#4711`.

    Raises zipfile's errors as well.
    """
    with open_raw(source.path, source.held) as whole, zipfile.ZipFile(whole) as archive:
        used = 0
        for member in archive.infolist():
            name = member.filename.lower()
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                shown = f"{source.shown}!/{printable(member.filename)}"
                with archive.open(member) as stream:
                    for page in _records(stream, shown, bool(member.file_size)):
                        yield replace(page, at=min(used + page.at, source.size))
            used += member.compress_size


def _records(stream: IO[bytes], shown: str, filled: bool) -> Generator[RawPage, None, int]:
    """The pages of a WARC file; returns where its last record begins. A file that is `filled` holds some record."""
    warc = require("fastwarc.warc", "warc")
    wanted = (warc.WarcRecordType.response, warc.WarcRecordType.conversion)
    empty, last = True, 0
    for record in warc.ArchiveIterator(stream, parse_http=False, max_header_len=_MOST_HEADER):
        empty = False
        if record.headers is None or record.headers.get("Content-Length") is None:  # which every record has
            raise BrokenArchiveError("cut in the header of a record")
        if record.record_type not in wanted:
            if record.consume() < record.content_length:
                raise BrokenArchiveError("cut in a record")
        elif page := _page(warc, record, shown):
            yield replace(page, accessed=_day(record.headers.get("WARC-Date")))
        last = record.stream_pos
    if empty and filled:
        raise BrokenArchiveError("no record")
    return last


_DATE = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T|$)")


def _day(date: str | None) -> str | None:
    """The day of a WARC-Date, which is `2024-03-12T14:22:33Z`."""
    found = _DATE.match(date or "")
    return found[1] if found else None


def _check_end(stream: io.BufferedReader) -> None:
    """Raises EOFError where the last gzip member is cut so early that it gave nothing, which looks like the end."""
    if stream.peek(2).startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=stream) as member:
            while member.read(1 << 20):
                pass


def _page(warc: Any, record: Any, archive: str) -> RawPage | None:
    at = record.stream_pos
    path = f"{archive}#{at}"
    url = printable(record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    length = record.content_length
    if length > LARGEST:
        return RawPage(path, b"", url, "too_large", at)
    block = record.reader.read(length)
    if len(block) < length:
        raise BrokenArchiveError("cut in a record")
    if record.record_type == warc.WarcRecordType.conversion:
        return page_from(path, block, url, at) if _is_page(record.headers.get("Content-Type")) else None
    if not record.is_http:
        return None
    return _response(warc, block, path, url, at)


def _response(warc: Any, block: bytes, path: str, url: str | None, at: int) -> RawPage | None:
    response = warc.WarcRecord()
    response.init_headers(warc.WarcRecordType.response)
    response.is_http = True
    response.set_bytes_content(block)
    try:
        response.parse_http(auto_decode="all", max_header_len=_MOST_HEADER)
        if not _is_page(response.http_headers.get("Content-Type")):
            return None
        body = response.reader.read(LARGEST + 1)
    except (OSError, ValueError):  # a broken content encoding
        return RawPage(path, b"", url, "undecodable", at)
    page = page_from(path, None if len(body) > LARGEST else body, url, at)
    return replace(page, charset=_charset(response.http_headers.get("Content-Type")))


def _charset(content_type: str | None) -> str | None:
    """The character set of a media type (RFC 9110, 8.3.1), None where it names none."""
    parameters = Message()
    parameters["Content-Type"] = content_type or ""
    return parameters.get_content_charset()


def _is_page(content_type: str | None) -> bool:
    """Whether a media type is that of a page, or not said."""
    named = (content_type or "").partition(";")[0].strip().lower()
    return not named or named in _PAGE_TYPES
