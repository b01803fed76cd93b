"""Scores extract() on the pages of a run of benchmarks.layouts: by layout and by field, held-out layouts apart.

    python -m benchmarks.layouts.score OUT [--layouts a,b] [--workers N] [--show N] [--field NAME]

A value that a page does not show and a record has counts as false. Names compare by their words in any order, names in
Han or Hangul by their characters; titles and journals without case, white space or a closing full stop.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

Row = tuple[str, Any, Any]  # field, wanted, found: None for absent
Cell = list[int]  # true positives, false positives, false negatives
_HAN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_SCALARS = ("title", "doi", "journal", "year", "issued", "volume", "issue", "language")


def norm(value: Any) -> str | None:
    """A value without case, surplus white space or closing full stop."""
    if value in (None, "", []):
        return None
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(value))).strip(" .").casefold() or None


def name(text: str) -> str:
    """A name by its words, in any order."""
    found = re.findall(r"\w+", norm(text) or "")
    return "".join(sorted("".join(found))) if _HAN.search(text) else " ".join(sorted(found))


def _names(rows: Any) -> tuple[str, ...] | None:
    return tuple(name(row) for row in rows) if rows else None


def _set(rows: Any) -> tuple[str, ...] | None:
    return tuple(sorted(filter(None, map(norm, rows)))) if rows else None


def _found(record: dict[str, Any], key: str) -> Any:
    if key == "journal":
        return record.get("container_title")
    if key == "year":
        return (record.get("issued") or "")[:4]
    return (record.get(key) or "")[:2] if key == "language" else record.get(key)


def compare(gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Row]:
    """Each field of one work as (field, wanted, found); what else the page prints for it is as right."""
    other = gold.get("alt") or {}
    for key in _SCALARS:
        have = norm(_found(record, key))
        choices = [norm(value) for value in (gold[key], *other.get(key, ()))]
        yield key, have if have in choices else choices[0], have
    people = _names([a.get("literal") or "" for a in record.get("authors") or []])
    lists = [_names(rows) for rows in (gold["authors"], *other.get("authors", ()))]
    yield "authors", people if people in lists else lists[0], people
    yield "issn", _set(gold["issn"]), _set(record.get("issn"))
    number = norm(gold["article_number"])
    if number:  # as a page or as a number: either is right
        yield "article_number", number, norm(record.get("article_number") or record.get("first_page"))
    else:
        for key in ("first_page", "last_page"):
            yield key, norm(gold[key]), norm(record.get(key))
    sections = (record.get("abstract") or {}).get("sections") or []
    labels = [s["label"] for s in sections if s.get("label")]
    for key, rows in (("section_labels", labels), ("keywords", record.get("keywords"))):
        sets, have = [_set(gold[key]), *map(_set, other.get(key, ()))], _set(rows)
        yield key, have if have in sets else sets[0], have
    yield "n_references", gold["n_references"], len(record.get("references") or []) or None


def _page(out: Path, gold: dict[str, Any]) -> tuple[list[Row], int, int, int]:
    """The rows of one page, and for a list the works shown, found, and records too many."""
    from pipeline import extract

    result = extract((out / gold["file"]).read_bytes())
    records = [record.model_dump(mode="json") for record in result.records]
    if gold["kind"] == "article":
        titled = [r for r in records if norm(r["title"]) == norm(gold["title"])] or records
        return list(compare(gold, titled[0] if titled else {})), 1, int(bool(records)), max(0, len(records) - 1)
    free, rows, right = list(records), [], 0
    for each in gold["records"]:
        match = next((r for r in free if _same(each, r)), None)
        if match is not None:
            free.remove(match)
            right += 1
        rows.extend(compare(each, match or {}))
    return rows, len(gold["records"]), right, len(free)


def _same(gold: dict[str, Any], record: dict[str, Any]) -> bool:
    if gold["title"]:
        return norm(gold["title"]) == norm(record["title"])
    return bool(gold["doi"]) and norm(gold["doi"]) == norm(record["doi"])


class Table:
    """Counts by field."""

    def __init__(self) -> None:
        self.cells: dict[str, Cell] = defaultdict(partial(list, (0, 0, 0)))
        self.shown = self.found = self.extra = 0

    def add(self, rows: list[Row], shown: int, found: int, extra: int) -> None:
        """Counts one page."""
        self.shown, self.found, self.extra = self.shown + shown, self.found + found, self.extra + extra
        for key, want, have in rows:
            cell = self.cells[key]
            if want is not None and want == have:
                cell[0] += 1
            else:
                cell[1] += have is not None
                cell[2] += want is not None

    def macro(self) -> float:
        """The mean F1 of fields that some page shows."""
        scores = [f1(cell) for cell in self.cells.values() if cell[0] + cell[2]]
        return sum(scores) / len(scores) if scores else 0.0

    def precision(self) -> float:
        """The share of right values among those found."""
        right, wrong = (sum(cell[i] for cell in self.cells.values()) for i in (0, 1))
        return right / (right + wrong) if right + wrong else 0.0


def f1(cell: Cell) -> float:
    """The harmonic mean of precision and recall."""
    right, wrong, lost = cell
    return 2 * right / (2 * right + wrong + lost) if right else 0.0


def _print(heading: str, table: Table) -> None:
    print(f"\n{heading}: macro F1 {table.macro():.3f}, precision {table.precision():.3f}, "
          f"works {table.found} of {table.shown}, {table.extra} records too many")  # fmt: skip
    for key, (right, wrong, lost) in sorted(table.cells.items()):
        precision = right / (right + wrong) if right + wrong else 0.0
        recall = right / (right + lost) if right + lost else 0.0
        print(f"  {key:15s} P {precision:.3f} R {recall:.3f} F1 {f1([right, wrong, lost]):.3f}  ({right + lost})")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layouts.score", description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path, help="what benchmarks.layouts wrote")
    parser.add_argument("--layouts", default="", help="only these, separated by commas")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--show", type=int, default=0, help="mismatches to print a layout and field")
    parser.add_argument("--field", help="print only mismatches of this field")
    args = parser.parse_args()
    names = set(filter(None, args.layouts.split(",")))
    with (args.out / "gold.jsonl").open(encoding="utf-8") as stream:
        gold = [row for row in map(json.loads, stream) if not names or row["layout"] in names]
    tables: dict[tuple[str, bool], Table] = defaultdict(Table)
    layouts: dict[str, Table] = defaultdict(Table)
    shown: dict[tuple[str, str], int] = defaultdict(int)
    with ProcessPoolExecutor(args.workers) as pool:
        for row, result in zip(gold, pool.map(partial(_page, args.out), gold, chunksize=20), strict=True):
            tables[f"{row['kind']} {row['media']}", row["held_out"]].add(*result)
            layouts[f"{row['layout']}.{row['media']}{'*' if row['held_out'] else ''}"].add(*result)
            for key, want, have in result[0]:
                place = (row["layout"] + row["media"], key)
                if want != have and args.field in (None, key) and shown[place] < args.show:
                    shown[place] += 1
                    print(f"  {row['file']} {key}: wanted {str(want)[:120]!r}, found {str(have)[:120]!r}")
    for key, table in sorted(layouts.items(), key=lambda pair: pair[1].macro()):
        lost = " ".join(k for k, cell in table.cells.items() if f1(cell) < 0.8 and cell[0] + cell[2])
        print(f"{key:34s} F1 {table.macro():.3f} P {table.precision():.3f} {table.found:4d}/{table.shown:<4d} {lost}")
    for (kind, held_out), table in sorted(tables.items()):
        _print(f"{kind}, {'held-out' if held_out else 'development'} layouts", table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
