"""A page as it lies in the input, and the limits on what is read for one."""

import re
from dataclasses import dataclass
from typing import IO

from schemas.page import Reason

LARGEST = 64_000_000  # bytes of one page, one table row or one archive member, decompressed; none longer is scholarly
_STEP = 1 << 20
_MOST_SAID = 300
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{1,16}")


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: where it came from and its text or bytes, or the reason why there is nothing to read.

    `path` is where it lies, None for a page that is given. It names a member as `pages.zip!/a/b.txt`, a row as
    `pages.jsonl#17` (the line, from 1) and a WARC record as `crawl.warc.gz#4711` (its offset, as in CDX indices). `at`
    is how many bytes of the input are used up after it.
    """

    path: str | None
    data: str | bytes
    url: str | None = None
    reason: Reason | None = None
    at: int = 0
    charset: str | None = None  # what an HTTP header said of the bytes
    accessed: str | None = None  # the day it was fetched, EDTF
    input_id: str | None = None  # what its table calls it
    detail: str | None = None  # to a reason: what was met, where, and what to do


def explain(error: Exception) -> str:
    """What is said of an error while reading: the same for the same input, and what may be done."""
    if isinstance(error, FileNotFoundError):
        return "it is not there: it went away since the run began, or is a link to nothing"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = _ADDRESS.sub("", " ".join(str(error).split()))[:_MOST_SAID]
    return f"{said} ({type(error).__name__}); what stands before that is read" if said else type(error).__name__


def read_capped(stream: IO[bytes], limit: int = LARGEST) -> bytes | None:
    """All that is left in `stream`; None where that is more than `limit` bytes, however much more."""
    chunks: list[bytes] = []
    left = limit + 1
    while left > 0 and (chunk := stream.read(min(_STEP, left))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks) if left > 0 else None


def page_from(path: str, data: bytes | None, url: str | None = None, at: int = 0) -> RawPage:
    """The page for what `read_capped` gave."""
    return too_large(path, url, at) if data is None else RawPage(path, data, url, None, at)


def too_large(path: str, url: str | None = None, at: int = 0) -> RawPage:
    """The reject for more than a page may have."""
    return RawPage(path, b"", url, "too_large", at, detail=f"more than {LARGEST // 1_000_000} MB")


def undecodable(path: str, detail: str, at: int = 0, url: str | None = None) -> RawPage:
    """The reject for what cannot be read."""
    return RawPage(path, b"", url, "undecodable", at, detail=detail)


def printable(name: str) -> str:
    """A file name or URL as text that UTF-8 can write: undecodable bytes become escapes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape" if _from_bytes(name) else "backslashreplace").decode(
            "utf-8", "backslashreplace"
        )
    return name


def _from_bytes(name: str) -> bool:
    return all("\udc80" <= char <= "\udcff" for char in name if "\ud800" <= char <= "\udfff")
