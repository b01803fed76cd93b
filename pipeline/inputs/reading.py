"""Reading a source, whatever it is: its pages in order, and a reject where it is broken."""

import io
import logging
import sys
from collections.abc import Callable, Iterator
from typing import IO, cast

from pipeline.errors import MissingExtraError, NoInputError, PipelineError
from pipeline.inputs.archives import read_tar, read_zip
from pipeline.inputs.opening import is_remote, open_plain, without_compression
from pipeline.inputs.page import LARGEST, RawPage, explain, page_from, read_capped, too_large, undecodable
from pipeline.inputs.sources import Kind, LeaveOut, Source, forget
from pipeline.inputs.tables import Columns, NoColumnError, read_csv, read_jsonl, read_parquet
from pipeline.inputs.warc import read_wacz, read_warc

log = logging.getLogger("winnow")


def read_source(source: Source, columns: Columns, leave_out: LeaveOut | None = None) -> Iterator[RawPage]:
    """The pages of one source. What cannot be read, or not to its end, gives a reject of the source itself, after the
    pages that could; a source without any page gives a reject `empty`. `leave_out` is told the members that are no
    page, and the source itself where it is a table of something else. Raises NoInputError for a remote source that
    cannot be reached, since that says nothing of its pages."""
    empty = True
    leave_out = leave_out or forget
    try:
        for page in _READERS[source.kind](source, columns, leave_out):
            empty = False
            yield page
    except NoColumnError as error:  # a table of something else, as any other file in a folder that is no page
        log.info("skipped: %s", error)
        leave_out(source.shown)
        return
    except MissingExtraError as error:
        log.warning("%s cannot be read: %s", source.shown, error)
        yield undecodable(source.shown, str(error), source.size)
        return
    except (PipelineError, MemoryError):
        raise
    except Exception as error:  # parsers of a dozen libraries meet hostile bytes with errors of any type
        if is_remote(source.path) and isinstance(error, OSError):
            raise NoInputError(f"{source.path} cannot be read: {error}; run again with --resume") from error
        log.warning("%s cannot be read completely: %s", source.shown, error)
        yield undecodable(source.shown, explain(error), source.size)
        return
    if empty:
        yield RawPage(source.shown, b"", None, "empty", source.size)


def _read_page(source: Source, columns: Columns, leave_out: LeaveOut) -> Iterator[RawPage]:
    path = source.shown
    if source.size > LARGEST:
        yield too_large(path, None, source.size)
        return
    with open_plain(source.path) as stream:
        url = path if path.startswith(("http://", "https://")) else None
        yield page_from(path, read_capped(stream), url, source.size)


def _read_stdin(source: Source, columns: Columns, leave_out: LeaveOut) -> Iterator[RawPage]:
    """Standard input: a WARC or JSON Lines, compressed or not, where it begins like one, else a single page."""
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer), 1 << 16)
    for magic, suffix in _MAGIC:
        if stream.peek(4).startswith(magic):
            plain = without_compression(cast(IO[bytes], stream), f"-{suffix}")
            stream = io.BufferedReader(cast(io.RawIOBase, plain), 1 << 16)
            break
    kind = _sniff(stream.peek(1 << 16), columns)
    if kind is None:
        yield page_from("-", read_capped(stream))
        return
    yield from _READERS[kind](Source("-", kind, held=cast(IO[bytes], stream)), columns, leave_out)


_MAGIC = ((b"\x1f\x8b", ".gz"), (b"\x28\xb5\x2f\xfd", ".zst"))  # RFC 1952, RFC 8878


def _sniff(head: bytes, columns: Columns) -> Kind | None:
    if head.startswith(b"WARC/"):
        return "warc"
    line = head.lstrip().partition(b"\n")[0]
    if line.startswith(b"{") and any(b'"%s":' % name.encode() in line.replace(b'" :', b'":') for name in columns.pages):
        return "jsonl"
    return None


_READERS: dict[Kind, Callable[[Source, Columns, LeaveOut], Iterator[RawPage]]] = {
    "page": _read_page,
    "zip": lambda source, columns, leave_out: read_zip(source, leave_out),
    "tar": lambda source, columns, leave_out: read_tar(source, leave_out),
    "jsonl": lambda source, columns, leave_out: read_jsonl(source, columns),
    "csv": lambda source, columns, leave_out: read_csv(source, columns),
    "parquet": lambda source, columns, leave_out: read_parquet(source, columns),
    "warc": lambda source, columns, leave_out: read_warc(source),
    "wacz": lambda source, columns, leave_out: read_wacz(source),
    "stdin": _read_stdin,
}
