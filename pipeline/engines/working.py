"""What a worker process does: the pages of one part to results, and results to the files of the part."""

import hashlib
import logging
import os
from collections.abc import MutableSequence
from dataclasses import dataclass
from functools import cache
from time import monotonic, perf_counter

from extractors.registry import phrasebook
from pipeline import extracting
from pipeline.counting import Summary
from pipeline.descriptions import family_folder
from pipeline.engines.processes import limit_memory
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
BETWEEN = -1  # pages: at none of them
MB = 1_000_000


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


@dataclass(slots=True)
class Pace:
    """What a worker is at, in memory that its parent sees: which page, and since when."""

    at: MutableSequence[int]
    since: MutableSequence[float]

    def reading(self, number: int) -> None:
        """It reads the page of that number."""
        self.since[0] = monotonic()
        self.at[0] = -2 - number

    def judging(self, number: int) -> None:
        """It extracts from the page of that number."""
        self.since[0] = monotonic()
        self.at[0] = number

    def between(self) -> None:
        """It is at no page."""
        self.at[0] = BETWEEN

    @property
    def started(self) -> float:
        """Since when it reads a page or extracts from it; 0 where it does neither."""
        return 0.0 if self.at[0] == BETWEEN else self.since[0]

    @property
    def page(self) -> int | None:
        """The number of the page it extracts from."""
        return self.at[0] if self.at[0] >= 0 else None

    @property
    def unread(self) -> int | None:
        """The number of the page it reads."""
        return -2 - self.at[0] if self.at[0] < BETWEEN else None


@dataclass(slots=True)
class _Process:
    """What the initializer leaves for the tasks of a worker process."""

    options: Options
    space: Workspace | None
    pace: Pace


_process: _Process | None = None


def start(options: Options, space: Workspace | None, pace: Pace) -> None:
    """Sets up a worker process: it may not grow by more than the memory limit."""
    global _process
    _process = _Process(options, space, pace)
    limit_memory(options.memory_limit)


@cache
def warm_up(families: str | None = None) -> None:
    """Loads the tables and models of the extraction in the parent, so that the workers it forks have them."""
    phrasebook(family_folder(families))
    detect_language("ad hoc nota bene et cetera")  # words that no single witness is sure of


def work(job: Job, known: dict[int, PageResult]) -> Done | int:
    """Makes a part. `known` are results of pages that need not be looked at again. Returns the number of a page instead
    that needs a process of its own."""
    assert _process
    options, pace = _process.options, _process.pace
    began = perf_counter()
    results: list[PageResult] = []
    spent = 0.0
    pages = job.pages(options, known)
    while True:
        number = len(results)
        pace.reading(number)
        page = next(pages, None)
        if page is None:
            break
        if number in known:
            results.append(known[number])
            continue
        pace.judging(number)
        start = perf_counter()
        try:
            results.append(judge(page, options))
        except MemoryError:
            return number
        spent += perf_counter() - start
    pace.between()
    if _process.space is None:
        return Done(Counted(len(results)), results)
    return _commit(job, results, _process.space, options, {"read": perf_counter() - began - spent, "extract": spent})


def work_alone(job: Job, number: int) -> PageResult:
    """The result of one page of a part, in a process that does nothing else."""
    assert _process
    options = _process.options
    page = _page(job, number)
    _process.pace.judging(number)
    try:
        return judge(page, options)
    except MemoryError:
        return reject(
            page, "too_large", f"takes more than {options.memory_limit // MB} MB; try a larger --memory-limit"
        )


def work_refused(job: Job, number: int, reason: Reason, detail: str) -> PageResult:
    """The reject of one page of a part, at which a process died or hung."""
    return reject(_page(job, number), reason, detail)


def _page(job: Job, number: int) -> RawPage:
    assert _process
    _process.pace.reading(number)
    return next(page for at, page in enumerate(job.pages(_process.options, range(number))) if at == number)


def judge(page: RawPage, options: Options) -> PageResult:
    """The result for a page, whatever happens to it. Raises MemoryError only."""
    if page.reason:
        return reject(page, page.reason, page.detail)
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
            families=options.families,
        )
    except MemoryError:
        raise
    except Exception as error:
        log.warning("%s: internal error, please report it", page.path, exc_info=True)
        return reject(page, "crash", f"internal error, {type(error).__name__}: {error}; please report it")
    if options.timeout and perf_counter() - start > options.timeout:
        return reject(page, "timeout", slow(options))
    return result


def slow(options: Options) -> str:
    """What is said of a page that took too long."""
    return f"took longer than {options.timeout:g} s; try a larger --timeout"


def large(options: Options) -> str:
    """What is said of what took too much memory."""
    return f"takes more than {options.memory_limit // MB} MB; try a larger --memory-limit"


def reject(page: RawPage, reason: Reason, detail: str | None = None) -> PageResult:
    """The result for a page that was not, or not to its end, looked at. Its id is of the bytes that could be read."""
    data = page.data.encode("utf-8", "surrogatepass") if isinstance(page.data, str) else page.data
    page_id = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return PageResult(
        page_id=page_id,
        path=page.path,
        url=page.url,
        status="rejected",
        reason=reason,
        detail=detail or page.detail,
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
