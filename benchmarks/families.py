"""What each description of a family adds over the one reader, on the pages of a run of benchmarks.layouts.

    python -m benchmarks.families OUT [--layouts a,b] [--workers N]

Every page is read twice, with the descriptions and without. A family's pages are those that it is recognised on; one
that adds nothing over the reader is to be deleted. Prints, by family: pages, macro F1 and precision without and with.
"""

import argparse
import json
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.layouts.score import Row, Table, compare, norm

Read = tuple[list[Row], int, int, int]


def _forget() -> None:
    """Makes a process know no description."""
    from extractors import registry

    registry._of_folder = lambda folder, beside=frozenset(): {}  # the benchmark's own way to leave them out


def _page(out: Path, gold: dict[str, Any]) -> tuple[str | None, Read]:
    """By whom a page is read, and how it compares."""
    from pipeline import extract

    result = extract((out / gold["file"]).read_bytes())
    records = [record.model_dump(mode="json") for record in result.records]
    titled = [r for r in records if norm(r["title"]) == norm(gold["title"])] or records
    rows = list(compare(gold, titled[0] if titled else {}))
    return result.extractor, (rows, 1, int(bool(records)), max(0, len(records) - 1))


def _all(out: Path, gold: list[dict[str, Any]], workers: int, described: bool) -> list[tuple[str | None, Read]]:
    with ProcessPoolExecutor(workers, initializer=None if described else _forget) as pool:
        return list(pool.map(partial(_page, out), gold, chunksize=20))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.families", description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path, help="what benchmarks.layouts wrote")
    parser.add_argument("--layouts", default="", help="only these, separated by commas")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    names = set(filter(None, args.layouts.split(",")))
    with (args.out / "gold.jsonl").open(encoding="utf-8") as stream:
        rows = [row for row in map(json.loads, stream) if row["kind"] == "article"]
    gold = [row for row in rows if not names or row["layout"] in names]
    without, tables = defaultdict[str, Table](Table), defaultdict[str, Table](Table)
    layouts: dict[str, set[str]] = defaultdict(set)
    plain = _all(args.out, gold, args.workers, described=False)
    for row, (_, before), (family, after) in zip(gold, plain, _all(args.out, gold, args.workers, True), strict=True):
        if family is not None and family != "generic":
            without[family].add(*before)
            tables[family].add(*after)
            layouts[family].add(f"{row['layout']}.{row['media']}")
    print(
        f"{'family':22s} {'pages':>5s}  {'F1 without':>10s} {'with':>6s} {'gain':>6s}   {'P without':>9s} {'with':>6s}"
    )
    for family in sorted(tables, key=lambda name: without[name].macro() - tables[name].macro()):
        one, other = without[family], tables[family]
        gain = other.macro() - one.macro()
        print(
            f"{family:22s} {other.shown:5d}  {one.macro():10.3f} {other.macro():6.3f} {gain:+6.3f}"
            f"   {one.precision():9.3f} {other.precision():6.3f}  {' '.join(sorted(layouts[family]))}"
        )


if __name__ == "__main__":
    main()
