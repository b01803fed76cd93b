"""What the inputs named on the command line stand for: files, in a fixed order, each with its kind and size."""

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Literal
from urllib.parse import urlsplit

from pipeline.errors import NoInputError
from pipeline.extras import require
from pipeline.inputs.companions import Companions, is_companion, page_stem
from pipeline.inputs.opening import COMPRESSED, is_remote
from pipeline.inputs.page import printable
from pipeline.inputs.repeats import Repeats

Kind = Literal["page", "zip", "tar", "jsonl", "csv", "parquet", "warc", "wacz", "stdin"]
LeaveOut = Callable[[str], None]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys((".txt", ".html", ".htm", ".xhtml", ".xht"), "page"),
    **dict.fromkeys((".mhtml", ".mht", ".webarchive"), "page"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".warc", ".wet"), "warc"),
    **dict.fromkeys((".tar", ".tgz", ".tbz2", ".txz", ".tzst"), "tar"),
    ".parquet": "parquet",
    **dict.fromkeys((".zip", ".maff", ".htz"), "zip"),  # Mozilla's and WebScrapBook's saved pages
    ".wacz": "wacz",
}
_SEEKING = frozenset({"parquet", "zip", "wacz"})  # read from their end, so never inside another compression


@dataclass(frozen=True, slots=True)
class Source:
    """One input file. `mark` changes when the file does: its modification time, or what fsspec has for it."""

    path: str
    kind: Kind
    size: int = 0
    mark: str = ""
    given: int = 0  # the number of the INPUT it belongs to
    held: IO[bytes] | None = field(default=None, compare=False)  # where it is open already

    @property
    def shown(self) -> str:
        """The path as it stands in the output."""
        return printable(self.path)


def kind_of(name: str) -> Kind | None:
    """What a file holds, by its name; None for what is no input."""
    stem, suffix = os.path.splitext(name.lower())
    if suffix not in COMPRESSED:
        return _KINDS.get(suffix)
    kind = _KINDS.get(os.path.splitext(stem)[1])
    return None if kind in _SEEKING else kind


def find_sources(
    inputs: Iterable[str],
    without: str | None = None,
    leave_out: LeaveOut | None = None,
    note: Callable[[str], None] | None = None,
    strict: bool = True,
) -> Iterator[Source]:
    """The files behind the inputs, in the order given, within a folder by path; nothing below the folder `without`.

    An input is a file of any name, a folder, a pattern, a remote path, or `-`. `leave_out` is told the files that are
    no page (hidden ones and what belongs to a saved page are not worth a word). A file that is named more than once is
    read once; `note` is told. Raises NoInputError where an input does
    not exist or, being `strict`, holds nothing to read.
    """
    skipped = os.path.realpath(without) if without else None
    names = list(inputs)
    repeats = Repeats(names, skipped, lambda path: kind_of(path) is not None)
    for given, name in enumerate(names):
        found, again, folder = False, 0, not is_remote(name) and os.path.isdir(name)
        for source in _sources_of(name, given, skipped, leave_out or forget):
            found = True
            if repeats.known(source.path, within=folder):
                again += 1
            else:
                yield source
        if folder:
            repeats.end(name)
        if again and note:
            note(f"{printable(name)}: {again} of its files were named before, and are read once")
        if not found and strict:
            raise NoInputError(
                f"{name} contains nothing to read: no text or HTML files, saved pages (mhtml, webarchive), archives "
                "(zip, tar), tables (jsonl, csv, parquet), WARC or WACZ files"
            )


def forget(name: str) -> None:
    """Takes no note of what is left out."""


def _sources_of(name: str, given: int, skipped: str | None, leave_out: LeaveOut) -> Iterator[Source]:
    if name == "-":
        yield Source("-", "stdin", given=given)
    elif is_remote(name):
        yield from _remote(name, given, leave_out)
    elif os.path.isdir(name):
        yield from _below(name, given, skipped, leave_out)
    elif os.path.lexists(name):
        yield _named(name, given)
    elif glob.has_magic(name):
        for match in sorted(glob.iglob(name, recursive=True)):
            if os.path.isdir(match):
                if "**" not in name:  # which lists what is below on its own
                    yield from _below(match, given, skipped, leave_out)
            elif kind_of(match) or not _has_suffix_pattern(name):
                yield _named(match, given)
            else:
                leave_out(printable(_posix(match)))
    else:
        raise NoInputError(f"{name} does not exist; give a file, a folder, a pattern, or - for standard input")


def _has_suffix_pattern(pattern: str) -> bool:
    """Whether a pattern leaves the suffix open, so that it may match what is no page."""
    return pattern.endswith("*")


def _named(path: str, given: int) -> Source:
    try:
        status = os.stat(path)
    except OSError as error:
        raise NoInputError(f"{path} cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        raise NoInputError(f"{path} is not a regular file; for a pipe, use - and redirect it to standard input")
    return Source(_posix(path), kind_of(path) or "page", status.st_size, str(status.st_mtime_ns), given)


def _below(folder: str, given: int, skipped: str | None, leave_out: LeaveOut) -> Iterator[Source]:
    """Files under a folder. Hidden ones are left out, and folders that belong to a saved page; links to folders are not
    followed, so that no loop is."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path) and (path == folder or not os.path.islink(path)):
            if skipped and os.path.realpath(path) == skipped:
                continue
            try:
                names = os.listdir(path)
            except OSError:
                yield Source(_posix(path), "page", given=given)  # reading it fails, which makes it a reject
                continue
            stems = {stem for name in names if (stem := page_stem(name)) is not None}
            waiting += (
                os.path.join(path, name)
                for name in sorted(names, reverse=True)
                if name[0] != "." and not is_companion(name, stems)
            )
        elif kind := kind_of(path):
            yield from _found(path, kind, given)
        elif os.path.isfile(path):
            leave_out(printable(_posix(path)))


def _found(path: str, kind: Kind, given: int) -> Iterator[Source]:
    try:
        status = os.stat(path)
    except OSError:  # a broken link, or a circle of them
        yield Source(_posix(path), "page", given=given)
        return
    if stat.S_ISREG(status.st_mode):
        yield Source(_posix(path), kind, status.st_size, str(status.st_mtime_ns), given)


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")[2:] if path.startswith("." + os.sep) else path.replace(os.sep, "/")


def _remote(name: str, given: int, leave_out: LeaveOut) -> Iterator[Source]:
    try:
        fsspec = require("fsspec", "remote")
        system, path = fsspec.url_to_fs(name)
    except ImportError:  # which costs this input; reading it says what to install
        yield Source(name, kind_of(name) or "page", given=given)
        return
    except ValueError as error:
        raise NoInputError(f"{name}: {error}") from error
    web = name.startswith(("http://", "https://"))
    try:
        if web or not (glob.has_magic(path) or system.isdir(path)):
            yield _remote_file(system, name if web else system.unstrip_protocol(path), path, given, named=True)
            return
        paths = system.glob(path) if glob.has_magic(path) else system.find(path)
        companions = Companions(paths)
        for each in sorted(paths):
            if companions.hold(each) or not system.isfile(each):
                continue
            if kind_of(each):
                yield _remote_file(system, system.unstrip_protocol(each), each, given, named=False)
            else:
                leave_out(printable(system.unstrip_protocol(each)))
    except OSError as error:
        raise NoInputError(f"{name} cannot be read: {error}") from error


def _remote_file(system: Any, url: str, path: str, given: int, named: bool) -> Source:
    info = system.info(path)
    kind = kind_of(urlsplit(url).path if url.startswith("http") else url) or ("page" if named else None)
    assert kind
    return Source(url, kind, int(info.get("size") or 0), str(system.ukey(path)), given)
