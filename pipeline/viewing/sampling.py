"""Samples of a run's pages, chosen by their ids, read again, inspected, and searched for lines that recur."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.choices import SAMPLES
from pipeline.descriptions import digest
from pipeline.viewing.again import link_to, read_again, result_of
from pipeline.viewing.inspection import inspect
from pipeline.viewing.tallying import RESIDUE
from pipeline.viewing.writing import clear_samples, write_document
from schemas import PageResult

MANY = 100  # pages of a family whose residue is searched
ALL = 500  # pages: where a run has no more, all that gave records are inspected
LINES = 15  # of residue shown for a family
_LINE = 160  # characters; longer lines are prose, not chrome
_NUMBER = re.compile(r"\d++")

# Looking at these again could end as it did in the run, without a worker that may be lost.
NOT_AGAIN = {
    "timeout": "it exceeded the time limit in the run",
    "crash": "it crashed its worker process in the run",
    "too_large": "it is too large",
}


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """A page that was chosen. Page ids are hashes, so the smallest are as good as drawn by lot, and always the same."""

    page_id: str
    path: str
    reason: str = ""
    extractor: str = ""


@dataclass(slots=True)
class Lot:
    """The first few pages by their ids."""

    size: int
    drawn: list[Sample] = field(default_factory=list)

    def offer(self, sample: Sample) -> None:
        """Takes the page where its id is among the smallest."""
        if len(self.drawn) == self.size and sample.page_id >= self.drawn[-1].page_id:
            return
        if all(sample.page_id != other.page_id for other in self.drawn):
            insort(self.drawn, sample)
            del self.drawn[self.size :]


@dataclass(slots=True)
class Samples:
    """The lots of a run: `family:qxmd`, `residue:qxmd`, `rejected:blocked`, `warning:qxmd:authors_blank`, `all`."""

    few: int = SAMPLES
    many: int = MANY
    lots: dict[str, Lot] = field(default_factory=dict)
    pages: int = 0

    def see_page(self, page: Mapping[str, Any]) -> None:
        """Offers a line of `pages.jsonl` to the lots it belongs to."""
        family, reason = page.get("extractor") or "", page.get("reason") or ""
        sample = Sample(page["page_id"], page.get("path") or "", reason, family)
        self.pages += 1
        if self.pages > ALL:
            self.lots.pop("all", None)
        elif self.few and family and not reason:
            self._lot("all", ALL).offer(sample)
        if reason:
            self._lot(f"rejected:{reason}", self.few).offer(sample)
        elif family:
            self._lot(f"family:{family}", self.few).offer(sample)
            if any(segment["kind"] == RESIDUE for segment in page["segments"]):
                self._lot(f"residue:{family}", self.many).offer(sample)

    def see_record(self, record: Mapping[str, Any]) -> None:
        """Offers the page of a record to the lots of its warnings."""
        source = record["source"]
        for warning in record["warnings"]:
            sample = Sample(source["page_id"], source.get("path") or "", "", source["extractor"])
            self._lot(f"warning:{source['extractor']}:{warning}", self.few).offer(sample)

    def of(self, key: str) -> list[Sample]:
        """A lot; empty where nothing was offered."""
        return self.lots[key].drawn if key in self.lots else []

    def _lot(self, key: str, size: int) -> Lot:
        return self.lots.setdefault(key, Lot(size))


@dataclass(slots=True)
class Looked:
    """What came of looking at samples again: a file for each page id, or why there is none; lines by family."""

    files: dict[str, str] = field(default_factory=dict)
    why_not: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Counter[str]] = field(default_factory=dict)
    searched: Counter[str] = field(default_factory=Counter)  # pages by family

    def recurring(self, family: str) -> list[tuple[str, int]]:
        """The lines of residue that stand on more than one page of a family, the most frequent first."""
        counted = self.lines.get(family, Counter())
        found = [(line, pages) for line, pages in counted.items() if pages > 1]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:LINES]


def look(
    samples: Samples,
    folder: Path,
    inputs: Sequence[str],
    options: Mapping[str, Any],
    works: Mapping[str, Sequence[dict[str, Any]]],
) -> Looked:
    """Reads the samples again, and writes an inspection for each that is to be linked under `folder`.

    `inputs` and `options` are those of the run; `works` are the works of a page, by its id.
    """
    looked = Looked()
    shown = {s.page_id: s for key, lot in samples.lots.items() if not key.startswith("residue:") for s in lot.drawn}
    searched = {s.page_id: s for key, lot in samples.lots.items() if key.startswith("residue:") for s in lot.drawn}
    wanted = {s.path: s for s in (searched | shown).values() if s.path and s.reason not in NOT_AGAIN}
    clear_samples(folder)
    for result in _results(wanted, inputs, options):
        sample = wanted[result.path or ""]
        if result.page_id != sample.page_id:
            looked.why_not[sample.page_id] = "the file has changed since"
            continue
        if sample.page_id in searched:
            _search(result, looked)
        if sample.page_id in shown:
            name = f"page-{sample.page_id.rpartition(':')[2][:16]}.html"
            html = inspect(result, works.get(sample.page_id, ()), link_to(result.path, folder))
            write_document(folder / name, html)
            looked.files[sample.page_id] = name
    for sample in shown.values():
        if sample.page_id not in looked.files:
            reason = NOT_AGAIN.get(sample.reason, "it is no longer where the run read it")
            looked.why_not.setdefault(sample.page_id, reason)
    return looked


def _results(wanted: Mapping[str, Sample], inputs: Sequence[str], options: Mapping[str, Any]) -> Iterator[PageResult]:
    told = options.get("families")
    unchanged = told and digest(told["folder"]) == told["digest"]
    for page in read_again(wanted, inputs, options.get("columns")):
        yield result_of(page, options.get("lang"), told["folder"] if told and unchanged else None)


def _search(result: PageResult, looked: Looked) -> None:
    family = result.extractor or ""
    found = set()
    for segment in result.segments:
        if segment.kind == RESIDUE:
            for line in result.page_text[segment.start : segment.end].split("\n"):
                folded = " ".join(line.split())
                if len(folded) <= _LINE and sum(map(str.isalnum, folded)) > 1:  # single signs say nothing
                    found.add(_NUMBER.sub("#", folded))
    looked.lines.setdefault(family, Counter()).update(found)
    looked.searched[family] += 1
