"""Pages in web archives: the HTTP responses of WARC files, and the texts of WET files (ISO 28500); WACZ files are zip
archives of WARC files (Web Archive Collection Zipped 1.1.1)."""

import gzip
import io
import logging
import mmap
import re
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import replace
from email.message import Message
from typing import IO, Any, cast

from pipeline.extras import require
from pipeline.inputs.encodings import decoded
from pipeline.inputs.opening import is_bomb, is_remote, open_raw
from pipeline.inputs.page import LARGEST, RawPage, page_from, printable, too_large, undecodable
from pipeline.inputs.sources import Source

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
_MOST_HEADER = 1 << 18
_STEP = 1 << 20
_FOLLOWING = re.compile(rb"\r\n\r\n(?=WARC/[01]\.\d{1,2}\r\n[A-Za-z-]{1,60}:)")

log = logging.getLogger("winnow")


class BrokenArchiveError(Exception):
    """A web archive ends in the middle of a record, or is none."""


def read_warc(source: Source) -> Iterator[RawPage]:
    """Responses and conversions (WET) that are text or HTML, or do not say what they are.

    Plain, gzip or zstd by content, not by name. Raises OSError or BrokenArchiveError where the archive is broken or cut
    short; what stood before is read, and in a plain file what stands behind a record of false length.
    """
    with open_raw(source.path, source.held) as stream:
        if source.held or is_remote(source.path) or not _is_plain(stream):
            last = yield from _records(stream, source.shown, bool(source.size or source.held))
        else:
            yield from _plain_records(cast(io.BufferedReader, stream), source)
            return
    if not source.held and not is_remote(source.path):
        with open(source.path, "rb") as again:
            again.seek(last)
            _check_end(again)


def _is_plain(stream: IO[bytes]) -> bool:
    head = stream.read(5)
    stream.seek(0)
    return head == b"WARC/"


def _plain_records(stream: io.BufferedReader, source: Source) -> Iterator[RawPage]:
    """The pages of a plain file. A record of false length ends where the next begins."""
    at = 0
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        while True:
            stream.seek(at)
            try:
                yield from _records(stream, source.shown, True, data)
                return
            except _FalseLength as false:
                log.warning("%s: %s", source.shown, false)
                if false.page:
                    yield false.page
                at = false.following


class _FalseLength(Exception):
    """A record is not as long as it says; where the next begins."""

    def __init__(self, at: int, said: int, following: int) -> None:
        super().__init__(f"the record at {at} says {said} bytes, but the next begins at {following}")
        self.following = following
        self.page: RawPage | None = None


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


def _records(
    stream: IO[bytes], shown: str, filled: bool, data: mmap.mmap | None = None
) -> Generator[RawPage, None, int]:
    """The pages of a WARC file from where it stands; returns where its last record begins. A file that is `filled`
    holds some record; `data` are the bytes of a plain file."""
    warc = require("fastwarc.warc", "warc")
    wanted = (warc.WarcRecordType.response, warc.WarcRecordType.conversion)
    empty, last = True, 0
    for record in warc.ArchiveIterator(stream, parse_http=False, max_header_len=_MOST_HEADER):
        empty = False
        at = record.stream_pos
        if record.headers is None or record.headers.get("Content-Length") is None:  # which every record has
            raise BrokenArchiveError(f"cut in the header of the record at {at}")
        false = _false_length(data, at, record.content_length) if data else None
        length = min(record.content_length, false.following - 4 - _start(data, at)) if data and false else None
        page = None
        if record.record_type in wanted:
            page = _page(warc, record, f"{shown}#{at}", record.content_length if length is None else length)
        if page:
            page = replace(page, accessed=_day(record.headers.get("WARC-Date")))
        if false:
            false.page = page
            raise false
        if page:
            yield page
        _skip(record, stream)
        last = at
    if empty and filled:
        raise BrokenArchiveError("no record")
    return last


def _start(data: mmap.mmap, at: int) -> int:
    """Where the block of a record begins."""
    return data.find(b"\r\n\r\n", at) + 4


def _false_length(data: mmap.mmap, at: int, said: int) -> _FalseLength | None:
    """Whether no record, nor the end of the file, stands behind a record, though one stands elsewhere."""
    end = _start(data, at) + said
    if data[end : end + 4] == b"\r\n\r\n" and (end + 4 >= len(data) or data[end + 4 : end + 9] == b"WARC/"):
        return None
    following = _FOLLOWING.search(data, _start(data, at) - 4)
    return _FalseLength(at, said, following.start() + 4) if following else None


def _skip(record: Any, stream: IO[bytes]) -> None:
    """Reads what is left of a record. Raises BrokenArchiveError where it is cut, or inflates beyond all measure."""
    before, at = _place(stream), record.stream_pos
    while record.reader.read(_STEP):
        count = record.reader.tell()
        if before is not None and is_bomb(count, (_place(stream) or 0) - before + _STEP):
            raise BrokenArchiveError(f"the record at {at} inflates to more than {count // 1_000_000} MB")
    if record.reader.tell() < record.content_length:
        raise BrokenArchiveError(
            f"cut in the record at {at}: it says {record.content_length} bytes, {record.reader.tell()} are there"
        )


def _place(stream: IO[bytes]) -> int | None:
    try:
        return stream.tell()
    except (OSError, ValueError):  # of a pipe
        return None


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


def _page(warc: Any, record: Any, path: str, length: int) -> RawPage | None:
    """The page of a record of that length."""
    at = record.stream_pos
    url = printable(record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    if length > LARGEST:
        return too_large(path, url, at)
    block = record.reader.read(length)
    if len(block) < length:
        raise BrokenArchiveError(f"cut in the record at {at}: it says {length} bytes, {len(block)} are there")
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
        response.parse_http(auto_decode="none", max_header_len=_MOST_HEADER)
        headers = response.http_headers
        if not _is_page(headers.get("Content-Type")):
            return None
        coded = response.reader.read(len(block))
        transfer, content = headers.get("Transfer-Encoding") or "", headers.get("Content-Encoding") or ""
        body = decoded(coded, transfer, content, LARGEST)
    except (OSError, ValueError) as error:
        return undecodable(path, f"the body of the response is broken: {error}", at, url)
    page = page_from(path, body, url, at)
    return replace(page, charset=_charset(headers.get("Content-Type")))


def _charset(content_type: str | None) -> str | None:
    """The character set of a media type (RFC 9110, 8.3.1), None where it names none."""
    parameters = Message()
    parameters["Content-Type"] = content_type or ""
    return parameters.get_content_charset()


def _is_page(content_type: str | None) -> bool:
    """Whether a media type is that of a page, or not said."""
    named = (content_type or "").partition(";")[0].strip().lower()
    return not named or named in _PAGE_TYPES
