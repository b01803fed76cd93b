"""What a worker process does: the pages of one part to results, and results to the files of the part."""

import gc
import hashlib
import logging
import os
import sys
from collections.abc import MutableSequence
from dataclasses import dataclass
from functools import cache
from time import perf_counter

from extractors.registry import phrasebook
from pipeline import extracting
from pipeline.counting import Summary
from pipeline.inputs import RawPage
from pipeline.language import detect_language
from pipeline.options import Options
from pipeline.outputs import columns, compress, reject_line
from pipeline.outputs.json_lines import line
from pipeline.parts import Job
from pipeline.workspace import Workspace
from schemas import PageResult
from schemas.page import Reason

log = logging.getLogger("winnow")
BETWEEN = -1  # pages: reading or writing


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a run has come: what one part, or all parts so far, amount to."""

    pages: int = 0
    records: int = 0
    rejects: int = 0
    bytes: int = 0  # of the input

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.pages + other.pages,
            self.records + other.records,
            self.rejects + other.rejects,
            self.bytes + other.bytes,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is committed, or, where there is no folder to commit to, the results of its pages."""

    counted: Counted
    results: list[PageResult]


@dataclass(frozen=True, slots=True)
class Paused:
    """A part that is to be gone on with: the results so far, or the page that needs a process of its own."""

    results: dict[int, PageResult]
    suspect: int | None = None


@dataclass(slots=True)
class _Process:
    """What the initializer leaves for the tasks of a worker process."""

    options: Options
    space: Workspace | None
    progress: MutableSequence[int]


_process: _Process | None = None


def start(options: Options, space: Workspace | None, progress: MutableSequence[int]) -> None:
    """Sets up a worker process: it dies with its parent, and may not grow by more than the memory limit."""
    global _process
    _process = _Process(options, space, progress)
    gc.freeze()
    _die_with_parent()
    if options.memory_limit:
        _limit_memory(options.memory_limit)


@cache
def warm_up() -> None:
    """Loads the tables and models of the extraction in the parent, so that the workers it forks have them."""
    phrasebook()
    detect_language("ad hoc nota bene et cetera")  # words that no single witness is sure of


def _die_with_parent() -> None:
    """On Linux a worker whose parent is killed ends at once, even within an endless page (prctl(2), PDEATHSIG)."""
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _limit_memory(limit: int) -> None:
    """Limits the data the process may have more than now (setrlimit(2), RLIMIT_DATA; Linux counts mappings in)."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm") as statm:
        data = int(statm.read().split()[5]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = data + limit
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def work(job: Job, known: dict[int, PageResult], slot: int) -> Done | Paused:
    """Makes a part. `known` are results of pages that need not be looked at again; `slot` is where to note the page
    that is being worked on, so that who finds the process dead knows which it was."""
    assert _process
    options, progress = _process.options, _process.progress
    began = perf_counter()
    results: list[PageResult] = []
    spent = 0.0
    for number, page in enumerate(job.pages(options)):
        if number in known:
            results.append(known[number])
            continue
        if options.timeout and spent > options.timeout:
            return Paused(dict(enumerate(results)))
        progress[slot] = number
        start = perf_counter()
        try:
            results.append(judge(page, options))
        except MemoryError:
            return Paused({}, number)
        finally:
            progress[slot] = BETWEEN
        spent += perf_counter() - start
    if _process.space is None:
        return Done(Counted(len(results)), results)
    return _commit(job, results, _process.space, options, {"read": perf_counter() - began - spent, "extract": spent})


def work_alone(job: Job, number: int) -> PageResult | None:
    """The result of one page of a part, in a process that does nothing else; None where memory does not suffice."""
    assert _process
    for at, page in enumerate(job.pages(_process.options)):
        if at == number:
            try:
                return judge(page, _process.options)
            except MemoryError:
                return None
    raise IndexError(number)


def judge(page: RawPage, options: Options) -> PageResult:
    """The result for a page, whatever happens to it. Raises MemoryError only."""
    if page.reason:
        return reject(page, page.reason)
    start = perf_counter()
    try:
        result = extracting.extract(
            page.data,
            url=page.url,
            lang=options.lang,
            path=page.path,
            charset=page.charset,
            accessed=page.accessed,
            input_id=page.input_id,
            body=options.body,
        )
    except MemoryError:
        raise
    except Exception:
        log.warning("%s: a fault of ours, please report it", page.path, exc_info=True)
        return reject(page, "crash")
    if options.timeout and perf_counter() - start > options.timeout:
        return reject(page, "timeout")
    return result


def reject(page: RawPage, reason: Reason) -> PageResult:
    """The result for a page that was not, or not to its end, looked at. Its id is of the bytes that could be read."""
    data = page.data.encode("utf-8", "surrogatepass") if isinstance(page.data, str) else page.data
    page_id = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return PageResult(
        page_id=page_id,
        path=page.path,
        url=page.url,
        status="rejected",
        reason=reason,
        accessed=page.accessed,
        input_id=page.input_id,
    )


def _commit(job: Job, results: list[PageResult], space: Workspace, options: Options, seconds: dict[str, float]) -> Done:
    began = perf_counter()
    records = [record for result in results for record in result.records]
    encoded = options.writer.encode(records) if records else b""
    rejected = [result for result in results if result.reason or result.dropped]
    streams = {
        "records": _packed(encoded, options) if options.format == "jsonl" else encoded,
        "pages": _packed(b"".join(map(line, results)), options),
        "rejects": _packed("".join(f"{reject_line(result)}\n" for result in rejected).encode(), options),
    }
    if options.format == "parquet":
        streams["pages_parquet"] = columns.pages(results) if results else b""
    summary = Summary(left_out=job.left_out)
    for result in results:
        summary.add(result)
    seconds["write"] = perf_counter() - began
    mark = {
        "last": job.last,
        "sources": job.source_rows(),
        "counts": summary.as_json(),
        "seconds": seconds,
        "bytes": job.bytes,
    }
    space.commit(job.name, streams, mark)
    if job.spool:
        job.spool.unlink(missing_ok=True)
    return Done(Counted(summary.pages, summary.records, sum(summary.rejects.values()), job.bytes), [])


def _packed(data: bytes, options: Options) -> bytes:
    return compress(data, options.compress) if data else b""


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
