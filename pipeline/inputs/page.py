"""A page as it lies in the input, and the limits on what is read for one."""

from dataclasses import dataclass
from typing import IO

from schemas.page import Reason

LARGEST = 64_000_000  # bytes of one page, one table row or one archive member, decompressed; none longer is scholarly
_STEP = 1 << 20


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
    return RawPage(path, b"", url, "too_large", at) if data is None else RawPage(path, data, url, None, at)


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
