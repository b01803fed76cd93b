"""The codings of an HTTP body (RFC 9110, 8.4; RFC 9112, 7.1), undone without ever holding more than a page may have."""

import io
import re
import zlib
from typing import IO, Any, cast

from pipeline.extras import require

_CHUNK = re.compile(rb"[ \t]{0,9}([0-9A-Fa-f]{1,15})[ \t]{0,9}(?:;[^\r\n]{0,1000})?\r?\n")
_CODINGS = {"gzip": "GzipReader", "x-gzip": "GzipReader", "br": "BrotliReader", "zstd": "ZstdReader"}


def decoded(body: bytes, transfer: str, content: str, limit: int) -> bytes | None:
    """The body without the codings that two headers name; None where that is more than `limit` bytes.

    Raises OSError or ValueError where it is broken. A body that is not coded, whatever its headers say, is as it is:
    some crawlers store it decoded.
    """
    if "chunked" in transfer.lower():
        body = _joined(body)
    for coding in reversed(content.lower().split(",")):
        found = _without(body, coding.strip(), limit)
        if found is None:
            return None
        body = found
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a body."""
    found: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(found)
        at = size.end()
        found.append(body[at : at + length])
        at += length
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    if not at:
        return body
    raise ValueError("cut in a chunk")


def _without(body: bytes, coding: str, limit: int) -> bytes | None:
    if coding == "deflate":
        return _inflated(body, limit)
    if coding not in _CODINGS or not body or (_CODINGS[coding] == "GzipReader" and not body.startswith(b"\x1f\x8b")):
        return body
    reader: Any = getattr(require("fastwarc.stream_io", "warc"), _CODINGS[coding])
    data = _read(cast(IO[bytes], reader(io.BytesIO(body))), limit + 1)
    return data if len(data) <= limit else None


def _read(stream: IO[bytes], size: int) -> bytes:
    pieces = []
    while size > 0 and (piece := stream.read(min(size, 1 << 20))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _inflated(body: bytes, limit: int) -> bytes | None:
    """Deflate comes with zlib's header or without."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            data = zlib.decompressobj(bits).decompress(body, limit + 1)
        except zlib.error:
            continue
        return data if len(data) <= limit else None
    return body
