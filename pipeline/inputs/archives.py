"""Pages in zip and tar archives. Members are read where they lie; nothing is unpacked, so no path can climb."""

import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any, cast

from pipeline.inputs.companions import Companions
from pipeline.inputs.opening import COMPRESSED, Position, open_raw, without_compression
from pipeline.inputs.page import LARGEST, RawPage, explain, page_from, printable, read_capped, too_large, undecodable
from pipeline.inputs.sources import LeaveOut, Source, kind_of

_LOCAL_HEADER = 30  # bytes at least, before the name
_MOST_HEADER = 1 << 20  # bytes of a long name or pax header; tarfile reads the whole of it


def read_zip(source: Source, leave_out: LeaveOut) -> Iterator[RawPage]:
    """The page files of a zip archive, in its own order; `leave_out` is told the others. Raises zipfile's and OSError
    for a broken directory."""
    with open_raw(source.path, source.held) as stream, zipfile.ZipFile(stream) as archive:
        used = 0
        companions = Companions(archive.namelist())
        overlapping = _overlapping(archive)
        for member in archive.infolist():
            used = min(used + member.compress_size, source.size)
            if member.is_dir() or _is_resource_fork(member.filename) or companions.hold(member.filename):
                continue
            path = f"{source.shown}!/{printable(member.filename)}"
            if kind_of(member.filename) != "page":
                leave_out(path)
                continue
            if member.file_size > LARGEST:
                yield too_large(path, None, used)
                continue
            if member.header_offset in overlapping:
                yield undecodable(path, "it overlaps another member, as in a zip bomb", used)
                continue
            try:
                with archive.open(member) as plain:
                    data = read_capped(without_compression(plain, member.filename))
            except MemoryError:
                raise
            except Exception as error:  # zipfile meets hostile bytes with errors of a dozen types
                yield undecodable(path, explain(error), used)
                continue
            yield page_from(path, data, None, used)


def _overlapping(archive: zipfile.ZipFile) -> set[int]:
    """Where members begin that share bytes with others."""
    found: set[int] = set()
    before, end = 0, 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        start = member.header_offset
        if start < end:
            found |= {before, start}
        if start + _LOCAL_HEADER + member.compress_size > end:
            before, end = start, start + _LOCAL_HEADER + member.compress_size
    return found


def _is_resource_fork(name: str) -> bool:
    """Whether a member is what macOS keeps of a file beside its data."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


class _Member(tarfile.TarInfo):
    """A header that refuses to read extended headers of any length they claim, and sizes that none can have."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        extended = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)
        if self.type in (*extended, tarfile.SOLARIS_XHDTYPE) and not 0 <= self.size <= _MOST_HEADER:
            raise tarfile.ReadError("extended header too long")
        member = cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]
        if member.size < 0:
            raise tarfile.ReadError(f"{printable(member.name)} has a size of {member.size}")
        return member


def read_tar(source: Source, leave_out: LeaveOut) -> Iterator[RawPage]:
    """The page files of a tar archive, plain or compressed, in its own order; `leave_out` is told the others.

    Raises tarfile's errors, OSError or EOFError where the archive is broken or cut short; what stood before is read.
    """
    with open_raw(source.path, source.held) as raw:
        outer = Position(raw)
        with without_compression(cast(IO[bytes], outer), source.path) as plain:
            stream = Position(plain)
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
                companions = Companions()
                while (member := _next(archive)) is not None:
                    archive.members.clear()  # type: ignore[attr-defined]  # it keeps all it has seen
                    if member.isdir() or _is_resource_fork(member.name) or companions.hold(member.name):
                        continue
                    if member.isreg() and kind_of(member.name) == "page":
                        yield _tar_page(archive, member, source.shown, outer)
                    else:
                        leave_out(f"{source.shown}!/{printable(member.name)}")
            while stream.read(1 << 16):
                pass  # a compressed stream says only at its end that it was cut
            if stream.tail.strip(b"\0"):
                raise tarfile.ReadError("no end of archive")  # tarfile takes a cut between members for the end


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    """The next member. Goes to the end of the last before, as tarfile would read on and on behind the end of the file.

    Raises ReadError.
    """
    if archive.firstmember:  # type: ignore[attr-defined]  # which was read with the archive
        return archive.next()
    stream: Any = archive.fileobj
    while (left := archive.offset - stream.tell()) > 0:
        if not stream.read(min(left, 1 << 20)):
            raise tarfile.ReadError(f"cut in a member, {left} bytes before its end")
    return archive.next()


def _tar_page(archive: tarfile.TarFile, member: tarfile.TarInfo, path: str, outer: Position) -> RawPage:
    path = f"{path}!/{printable(member.name)}"
    if member.size > LARGEST:
        return too_large(path, None, outer.count)
    plain = archive.extractfile(member)
    assert plain  # it is a regular member
    try:
        data = read_capped(without_compression(plain, member.name))
    except MemoryError:
        raise
    except Exception as error:  # of a member that is compressed itself; else the archive ends here
        if isinstance(error, tarfile.TarError | EOFError) and not member.name.lower().endswith(tuple(COMPRESSED)):
            raise
        return undecodable(path, explain(error), outer.count)
    return page_from(path, data, None, outer.count)
