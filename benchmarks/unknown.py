"""Cost of pages that no family describes, as ratios of one run on one machine.

    python -m benchmarks.unknown TEXTS PAGES [--repeat 3]

`TEXTS` is a folder of text dumps: each `extract()` is counted in calls of `langdetect.detect` on the page's own
abstract. `PAGES` is a folder of HTML: each `extract()` is counted in bare parses (`lxml.html.fromstring`) of the page.
Pages that give no record of one work are left out. Times are of the processor and the least of a few, page by page, so
that other work on the machine weighs on both sides alike; only the ratios are to be compared.
"""

import argparse
import gc
import logging
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import lxml.html
from langdetect import DetectorFactory, detect

from pipeline import extract

TEXT_AIM, HTML_AIM = 0.6, 4.0
SHORTEST = 300  # characters of an abstract that langdetect is asked about


def seconds(work: Callable[[], object], repeat: int) -> float:
    """The least processor time of a few runs."""
    timings = []
    gc.collect()
    gc.disable()
    for _ in range(repeat):
        start = time.process_time()
        work()
        timings.append(time.process_time() - start)
    gc.enable()
    return min(timings)


def in_detections(folder: Path, repeat: int) -> Iterator[float]:
    """For each text dump with an abstract: one extraction in detections of the abstract's language."""
    for path in sorted(folder.rglob("*.txt")):
        page = path.read_bytes()
        abstracts = [record.abstract.text for record in extract(page).records if record.abstract]
        if len(abstracts) == 1 and len(text := abstracts[0]) >= SHORTEST:
            yield seconds(partial(extract, page), repeat) / seconds(partial(detect, text), repeat)


def in_parses(folder: Path, repeat: int) -> Iterator[float]:
    """For each HTML page with a record: one extraction in bare parses of the page."""
    for path in sorted(folder.rglob("*.html")):
        page = path.read_bytes()
        if extract(page).records:
            parse = seconds(partial(lxml.html.fromstring, page), repeat)
            yield seconds(partial(extract, page), repeat) / parse


def show(name: str, ratios: list[float], aim: float) -> None:
    """Prints the median of the ratios and how they spread."""
    if len(ratios) < 2:
        raise SystemExit(f"too few pages with a record for {name!r}")
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"{name:42s} {middle:6.2f} (at most {aim:g}); quartiles {low:.2f} and {high:.2f}; {len(ratios)} pages")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    DetectorFactory.seed = 0
    show("text: extract() in langdetect.detect", list(in_detections(options.texts, options.repeat)), TEXT_AIM)
    show("HTML: extract() in lxml.html.fromstring", list(in_parses(options.pages, options.repeat)), HTML_AIM)


if __name__ == "__main__":
    main()
