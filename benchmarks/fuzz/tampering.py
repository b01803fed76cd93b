"""Pages that were tampered with: each must come to a result whose account tiles the page, and none to a crash."""

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time

from benchmarks.fuzz import PIECES
from pipeline import PageResult, extract
from pipeline.engines.processes import Pool

_BATCH = 100
_SLOW = 10.0  # seconds of processor for a page of some hundred kilobytes
_TOKENS = (*PIECES["tokens"], "\ud800")


def fuzz(first: int, count: int, workers: int) -> int:
    """Looks at so many pages; prints what fails."""
    found: Counter[str] = Counter()
    failed = 0
    batches = [(start, min(_BATCH, first + count - start)) for start in range(first, first + count, _BATCH)]
    with Pool(workers) as pool:
        for done, (counts, failures) in enumerate(pool(_look, batches), 1):
            found.update(counts)
            failed += len(failures)
            for failure in failures:
                print(failure, flush=True)
            if done % 10 == 0:
                print(f"{found.total()} pages, {failed} failed", flush=True)
    print(f"{found.total()} pages: {dict(found.most_common())}; {failed} failed")
    return int(failed > 0)


def _look(batch: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    failures = []
    for number in range(batch[0], sum(batch)):
        page = tampered(number)
        began = process_time()
        result = extract(page)
        counts[result.reason or "extracted"] += 1
        problem = _problem(result)
        if process_time() - began > _SLOW:
            problem = problem or f"took {process_time() - began:.1f} s"
        if problem:
            failures.append(f"page {number}: {problem}")
    return counts, failures


def _problem(result: PageResult) -> str | None:
    if result.reason == "crash":
        return "crash"
    at = 0
    for segment in result.segments:
        if segment.start != at or segment.end <= at:
            return f"not tiled at {at}"
        at = segment.end
    if result.segments and at != len(result.page_text):
        return f"not tiled at the end, {at} of {len(result.page_text)}"
    for record in result.records:
        for name, spans in record.provenance.items():
            for span in spans:
                if span.start is not None and not 0 <= span.start <= (span.end or 0) <= len(result.page_text):
                    return f"the evidence of {name} lies outside the page"
    return None


def tampered(number: int) -> bytes:
    """The page of that number, always the same."""
    chance = random.Random(number)
    page = chance.choice(_originals())
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        page = chance.choice(_WAYS)(page, chance)[:300_000]
    return page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page


@cache
def _originals() -> list[str]:
    seeds = [path for path in sorted(Path("seeds").rglob("*")) if path.suffix in (".txt", ".html")]
    return [path.read_bytes().decode("utf-8", "replace") for path in seeds]


def _place(page: str, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(page) + 1)
    return start, min(len(page), start + int(chance.expovariate(1 / chance.choice((1, 20, 300, 3000)))))


def _drop(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    return page[:start] + page[end:]


def _repeat(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    return page[:start] + page[start:end] * chance.choice((2, 2, 5, 50, 500)) + page[end:]


def _move(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    rest, to = page[:start] + page[end:], chance.randrange(len(page) + 1)
    return rest[:to] + page[start:end] + rest[to:]


def _insert(page: str, chance: random.Random) -> str:
    at = chance.randrange(len(page) + 1)
    return page[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 3, 40, 700)) + page[at:]


def _cut(page: str, chance: random.Random) -> str:
    at = chance.randrange(len(page) + 1)
    return page[:at] if chance.random() < 0.7 else page[at:]


def _mix(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    other = chance.choice(_originals())
    first, last = _place(other, chance)
    return page[:start] + other[first:last] + page[end:]


def _recase(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    piece = page[start:end]
    return page[:start] + chance.choice((piece.upper, piece.lower, piece.title, piece.swapcase))() + page[end:]


def _respace(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    new = chance.choice((" ", "\n", "", "\t", "\xa0", "\n\n", "\r\n"))
    return page[:start] + page[start:end].replace(chance.choice((" ", "\n")), new) + page[end:]


def _scramble(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    return (
        page[:start]
        + "".join(chance.choice((char, chr(chance.randrange(1, 0x3000)))) for char in page[start:end])
        + page[end:]
    )


def _nest(page: str, chance: random.Random) -> str:
    start, end = _place(page, chance)
    tag, depth = chance.choice(("div", "span", "table", "sup", "b", "ul", "wbr", "x-y")), chance.choice((1, 30, 1500))
    return page[:start] + f"<{tag}>" * depth + page[start:end] + f"</{tag}>" * depth + page[end:]


_WAYS = (_drop, _repeat, _move, _insert, _cut, _mix, _recase, _respace, _scramble, _nest)


def pages(count: int) -> Iterator[bytes]:
    """The first so many."""
    return map(tampered, range(count))
