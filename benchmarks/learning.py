"""How well a learnt description reads: by layout, beside the one reader alone and the description written by hand.

    python -m benchmarks.learning OUT [--layouts a,b] [--media text] [--pages 20] [--workers N]

OUT is what benchmarks.layouts wrote. For each layout that a family here reads, the family's description is taken away,
one is learnt from the first pages, and the others are scored. Prints macro F1 and precision of each way to read them.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.layouts.score import Table, compare, norm

_CLASSES = "emerald_search", "qxmd", "vufind", "tongzhouyun", "cn_citation_index"


@dataclass
class Scores:
    """How one layout's pages were read: by the reader alone, by hand-written and learnt descriptions."""

    layout: str
    family: str
    alone: Table
    written: Table
    learnt: Table
    lines: int
    said: str


def _known(names: set[str] | None) -> None:
    """Makes this process know only some of the package's descriptions; all where None."""
    from extractors import registry
    from pipeline.learning import signs

    original = getattr(registry, "_all_of_folder", registry._of_folder)
    registry._all_of_folder = original
    ours = Path(next(iter(registry.ours.__path__)))

    def some(folder: Path, **options: Any) -> dict[str, Any]:
        found = original(folder, **options)
        return found if names is None or folder != ours else {n: f for n, f in found.items() if n not in names}

    registry._of_folder = some
    for cached in (*vars(registry).values(), signs.told_elsewhere):
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


def _scored(out: Path, rows: list[dict[str, Any]], folder: Path | None) -> tuple[Table, Counter[str]]:
    from pipeline import extract

    table, families = Table(), Counter[str]()
    for gold in rows:
        result = extract((out / gold["file"]).read_bytes(), families=folder)
        families[result.extractor or ""] += 1
        records = [record.model_dump(mode="json") for record in result.records]
        titled = [r for r in records if norm(r["title"]) == norm(gold["title"])] or records
        shown = compare(gold, titled[0] if titled else {})
        table.add(list(shown), 1, int(bool(records)), max(0, len(records) - 1))
    return table, families


def measure(out: Path, pages: int, keep: Path | None, item: tuple[str, list[dict[str, Any]]]) -> Scores | None:
    """Learns from the first pages of a layout and scores the others; None where no family here reads it."""
    from extractors.registry import families
    from pipeline.inputs import read_pages
    from pipeline.learning.making import learn_description

    layout, rows = item
    _known(None)
    written, met = _scored(out, rows[pages:], None)
    family = met.most_common(1)[0][0]
    if family in ("generic", "") or met[family] < len(rows[pages:]) / 2:
        return None
    _known(set(families()))
    alone, _ = _scored(out, rows[pages:], None)
    _known({family})
    name = f"{layout.replace('.', '_')}_learnt"
    with tempfile.TemporaryDirectory() as folder:
        path = (keep or Path(folder)) / f"{name}.toml"
        made = learn_description(read_pages([str(out / row["file"]) for row in rows[:pages]]), name)
        path.write_text(made.text, encoding="utf-8")
        learnt, met = _scored(out, rows[pages:], path)
    said = f"{met[name]}/{len(rows[pages:])} recognised"
    return Scores(layout, family, alone, written, learnt, made.text.count("\n"), said)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning", description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path, help="what benchmarks.layouts wrote")
    parser.add_argument("--layouts", default="", help="only these, separated by commas")
    parser.add_argument("--media", default="", help="only `text` or `html`")
    parser.add_argument("--pages", type=int, default=20, help="pages to learn from (default 20)")
    parser.add_argument("--keep", type=Path, help="folder to keep the learnt descriptions in")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    names = set(filter(None, args.layouts.split(",")))
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with (args.out / "gold.jsonl").open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            wanted = row["kind"] == "article" and args.media in ("", row["media"])
            if wanted and (not names or row["layout"] in names):
                groups[f"{row['layout']}.{row['media']}"].append(row)
    print(f"{'layout':26s} {'family':20s} {'alone':>13s}  {'by hand':>13s}  {'learnt':>13s}  lines")
    kept: list[Scores] = []
    with ProcessPoolExecutor(args.workers) as pool:
        for found in pool.map(partial(measure, args.out, args.pages, args.keep), groups.items()):
            if found is not None:
                kept.append(found)
                _print(found)
    for way in ("alone", "written", "learnt"):
        tables: list[Table] = [getattr(scores, way) for scores in kept]
        macro = sum(table.macro() for table in tables) / (len(tables) or 1)
        precision = sum(table.precision() for table in tables) / (len(tables) or 1)
        print(f"{way:10s} mean of {len(tables)} layouts: macro F1 {macro:.3f}, precision {precision:.3f}")


def _print(found: Scores) -> None:
    ways = (found.alone, found.written, found.learnt)
    cells = "  ".join(f"{table.macro():.3f} P {table.precision():.3f}" for table in ways)
    lost = " ".join(
        f"{name}:{cell[0]}/{cell[1]}/{cell[2]}" for name, cell in found.learnt.cells.items() if cell[1] + cell[2] > 1
    )
    print(f"{found.layout:26s} {found.family:20s} {cells}  {found.lines:4d}  {found.said}  {lost}", flush=True)


if __name__ == "__main__":
    main()
