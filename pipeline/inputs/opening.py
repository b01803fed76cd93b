"""Opening inputs: local files and remote ones, plain or compressed."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import sys
from collections.abc import Callable
from typing import IO, Any, cast

from pipeline.extras import require

COMPRESSED = frozenset({".gz", ".zst", ".bz2", ".xz"})
_CHUNK = 1 << 20
_MUCH = 500_000_000  # bytes
_MOST_RATIO = 200


def is_remote(name: str) -> bool:
    """Whether a path is for fsspec: `s3://bucket/key`, `https://…`."""
    return "://" in name


def open_raw(path: str, held: IO[bytes] | None = None) -> IO[bytes]:
    """The bytes of a file as they lie, or `held` where it is open. Raises OSError, or MissingExtraError for remote
    paths."""
    if held:
        return held
    if is_remote(path):
        return cast(IO[bytes], require("fsspec", "remote").open(path, "rb").open())
    return open(path, "rb")


def open_plain(path: str) -> IO[bytes]:
    """The bytes of a file without the compression its name tells of."""
    return without_compression(open_raw(path), path)


def without_compression(stream: IO[bytes], name: str) -> IO[bytes]:
    """`stream`, decompressed as the suffix of `name` says. Data cut short raises EOFError when its end is reached."""
    opener = _OPENERS.get(os.path.splitext(name.lower())[1])
    if not opener:
        return stream
    packed = Position(stream)
    return cast(IO[bytes], io.BufferedReader(_Inflated(opener(cast(IO[bytes], packed)), packed), _CHUNK))


def is_bomb(plain: int, packed: int) -> bool:
    """Whether so many bytes from so few are no data but an attack: text seldom shrinks to a twentieth."""
    return plain > _MUCH and plain > _MOST_RATIO * packed


class BombError(OSError):
    """Data that inflates beyond all measure."""


class _Inflated(io.RawIOBase):
    """Decompressed data. Raises BombError where there comes too much of it from too little."""

    def __init__(self, stream: IO[bytes], packed: "Position") -> None:
        self._stream, self._packed = stream, packed
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        if is_bomb(self._count, self._packed.count):
            raise BombError(f"inflates to more than {self._count // 1_000_000} MB")
        return len(data)

    def tell(self) -> int:
        return self._count


def zstd() -> Any:
    """Python 3.14's `compression.zstd`, or its backport."""
    return require("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "zstd")


def _gzip(stream: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream))


def _bz2(stream: IO[bytes]) -> IO[bytes]:
    return bz2.BZ2File(stream)


def _xz(stream: IO[bytes]) -> IO[bytes]:
    return lzma.LZMAFile(stream)


def _zstd(stream: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], zstd().open(stream, "rb"))


_OPENERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    **dict.fromkeys((".gz", ".tgz"), _gzip),
    **dict.fromkeys((".bz2", ".tbz2"), _bz2),
    **dict.fromkeys((".xz", ".txz"), _xz),
    **dict.fromkeys((".zst", ".tzst"), _zstd),
}


def file_digest(path: str) -> str:
    """The SHA-256 of a local file's bytes; empty for a remote one (it would be fetched twice) or an unreadable one."""
    if is_remote(path) or path == "-":
        return ""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()


class Position(io.RawIOBase):
    """A stream that knows how many bytes were read from it, and the last few of them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0
        self.tail = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return self._count(data)

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._count(data)
        return data

    def _count(self, data: bytes) -> int:
        self.count += len(data)
        if data:
            self.tail = data[-512:]
        return len(data)
