"""What the number of families costs: pages read with all of them and with five, in turns, in one process.

    python -m benchmarks.cost_of_families [PAGES …] [--rounds N]

PAGES are files or folders of pages; the seeds of the reader of unknown pages and of the families where none are given.
Each page is read with either set in turns, several times, and the least processor time of each counts. A page that one
of the other families reads is left out: it is read differently there, not only found. Prints both sums and the ratio,
and what it takes to load each set.
"""

import argparse
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from extractors import reading, registry
from extractors.boilerplate import refusals
from extractors.boilerplate.phrases import Phrasebook
from extractors.boilerplate.shared import SHARED
from pipeline import extract

FIVE = ("cn_citation_index", "emerald_search", "qxmd", "tongzhouyun", "vufind")
SUFFIXES = (".txt", ".html", ".htm")
Known = dict[str, registry.AnyFamily]


def phrasebook_of(known: Known) -> Phrasebook:
    """The phrasebook of some families."""
    own = [replace(rule, owner=family.name) for family in known.values() for rule in family.chrome]
    signs = [*((family.name, family.signs) for family in known.values()), *refusals.SIGNS.items()]
    return Phrasebook(signs, [*SHARED, *own])


@contextmanager
def only(known: Known, phrases: Phrasebook) -> Iterator[None]:
    """Reads pages with these families alone."""
    before = reading.families, reading.phrasebook
    reading.families, reading.phrasebook = (lambda folder=None: known), (lambda folder=None: phrases)
    try:
        yield
    finally:
        reading.families, reading.phrasebook = before


def pages_of(given: list[Path]) -> list[bytes]:
    """The pages of files and folders."""
    paths = [path for one in given for path in (sorted(one.rglob("*")) if one.is_dir() else [one])]
    return [path.read_bytes() for path in paths if path.suffix in SUFFIXES]


def timed(page: bytes) -> float:
    """The processor time of one reading."""
    start = process_time()
    extract(page)
    return process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost_of_families", description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    start = process_time()
    every = registry.families()
    loading = process_time() - start
    sets = [(known, phrasebook_of(known)) for known in (every, {name: every[name] for name in FIVE})]
    pages = pages_of(args.pages or [Path("seeds/generic"), *(Path("seeds", name) for name in FIVE)])
    random.Random(1).shuffle(pages)
    kept = [page for page in pages if extract(page).extractor in (None, "generic", *FIVE)]
    sums, ratios = [0.0, 0.0], []
    for page in kept:
        times: list[list[float]] = [[], []]
        for turn in range(args.rounds * 2):
            which = (turn + turn // 2) % 2  # each goes first as often as the other
            with only(*sets[which]):
                times[which].append(timed(page))
        best = [min(one) for one in times]
        sums = [total + one for total, one in zip(sums, best, strict=True)]
        ratios.append(best[0] / best[1])
    most, few = (1000 * total / len(kept) for total in sums)
    print(f"{len(kept)} pages, the least of {args.rounds} readings each; left out: {len(pages) - len(kept)}")
    print(f"with {len(every)} families {most:.3f} ms a page, with {len(FIVE)} {few:.3f}")
    print(f"ratio {most / few:.3f} (median page {median(ratios):.3f}); loading all takes {1000 * loading:.0f} ms once")


if __name__ == "__main__":
    main()
