"""Pages in zip and tar archives. Members are read where they lie; nothing is unpacked, so no path can climb."""

import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, cast

from pipeline.inputs.companions import Companions
from pipeline.inputs.opening import COMPRESSED, Position, open_raw, without_compression
from pipeline.inputs.page import LARGEST, RawPage, page_from, printable, read_capped
from pipeline.inputs.sources import LeaveOut, Source, kind_of

_MOST_HEADER = 1 << 20  # bytes of a long name or pax header; tarfile reads the whole of it


def read_zip(source: Source, leave_out: LeaveOut) -> Iterator[RawPage]:
    """The page files of a zip archive, in its own order; `leave_out` is told the others. Raises zipfile's and OSError
    for a broken directory."""
    with open_raw(source.path, source.held) as stream, zipfile.ZipFile(stream) as archive:
        used = 0
        companions = Companions(archive.namelist())
        for member in archive.infolist():
            used = min(used + member.compress_size, source.size)
            if member.is_dir() or _is_resource_fork(member.filename) or companions.hold(member.filename):
                continue
            path = f"{source.shown}!/{printable(member.filename)}"
            if kind_of(member.filename) != "page":
                leave_out(path)
                continue
            if member.file_size > LARGEST:
                yield RawPage(path, b"", None, "too_large", used)
                continue
            try:
                with archive.open(member) as plain:
                    data = read_capped(without_compression(plain, member.filename))
            except Exception:  # zipfile meets hostile bytes with errors of a dozen types
                yield RawPage(path, b"", None, "undecodable", used)
                continue
            yield page_from(path, data, None, used)


def _is_resource_fork(name: str) -> bool:
    """Whether a member is what macOS keeps of a file beside its data."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


class _Member(tarfile.TarInfo):
    """A header that refuses to read extended headers of any length they claim."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        extended = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)
        if self.type in (*extended, tarfile.SOLARIS_XHDTYPE) and self.size > _MOST_HEADER:
            raise tarfile.ReadError("extended header too long")
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


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
                while (member := archive.next()) is not None:
                    archive.members.clear()  # type: ignore[attr-defined]  # it keeps all it has seen
                    if not member.isreg() or _is_resource_fork(member.name) or companions.hold(member.name):
                        continue
                    if kind_of(member.name) == "page":
                        yield _tar_page(archive, member, source.shown, outer)
                    else:
                        leave_out(f"{source.shown}!/{printable(member.name)}")
            while stream.read(1 << 16):
                pass  # a compressed stream says only at its end that it was cut
            if stream.tail.strip(b"\0"):
                raise tarfile.ReadError("no end of archive")  # tarfile takes a cut between members for the end


def _tar_page(archive: tarfile.TarFile, member: tarfile.TarInfo, path: str, outer: Position) -> RawPage:
    path = f"{path}!/{printable(member.name)}"
    if member.size > LARGEST:
        return RawPage(path, b"", None, "too_large", outer.count)
    plain = archive.extractfile(member)
    assert plain  # it is a regular member
    try:
        data = read_capped(without_compression(plain, member.name))
    except (tarfile.TarError, EOFError):
        if not member.name.lower().endswith(tuple(COMPRESSED)):
            raise  # the archive itself ends here
        return RawPage(path, b"", None, "undecodable", outer.count)
    except Exception:  # a broken compressed member
        return RawPage(path, b"", None, "undecodable", outer.count)
    return page_from(path, data, None, outer.count)
