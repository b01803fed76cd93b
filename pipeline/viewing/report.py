"""A run as one page: what came out, of which family, what is missing, what was refused and what moved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.choices import SAMPLES
from pipeline.viewing.changed import changed_pages
from pipeline.viewing.charts import Chart, bars, curve
from pipeline.viewing.document import render
from pipeline.viewing.drift import Drift, compare
from pipeline.viewing.listing import explain, listed, warnings_of
from pipeline.viewing.run_files import RunFiles, read_tally
from pipeline.viewing.sampling import Looked, Sample, Samples, look
from pipeline.viewing.tallying import FIELDS, Shares, Tally
from pipeline.viewing.works import WorksSeen, see_works


@dataclass(slots=True)
class Report:
    """The document, the counts it was made of, and what moved where it was held against another run."""

    html: str
    tally: Tally
    drift: Drift | None
    changed: dict[str, list[str]]  # by family, the pages to learn its description again from


@dataclass(slots=True)
class _Link:
    """A sample in the report: its path, and the file of its inspection or why there is none."""

    path: str
    href: str | None
    why_not: str | None


@dataclass(slots=True)
class _Seen:
    run: RunFiles
    tally: Tally = field(default_factory=Tally)
    samples: Samples = field(default_factory=Samples)

    def records(self) -> Iterator[Mapping[str, Any]]:
        """The records of the run, counted and offered as samples while they go by."""
        for record in self.tally.count_records(self.run.records()):
            self.samples.see_record(record)
            yield record


def report(out: Path, html: Path, against: Path | None = None, few: int = SAMPLES) -> Report:
    """The report of the run in the folder `out`, to stand at `html`; inspections of samples are written beside it.

    `against` is an earlier run, or a baseline file; `few` the pages to inspect of each family, reason and warning.
    Raises NoInputError where either is no run.
    """
    seen = _Seen(RunFiles(out), samples=Samples(few=few))
    for page in seen.tally.count_pages(seen.run.pages()):
        seen.samples.see_page(page)
    for _ in seen.records():
        pass
    drift = compare(read_tally(against), seen.tally) if against else None
    inspected = {sample.page_id for lot in seen.samples.lots.values() for sample in lot.drawn}
    works = see_works(seen.run.works(), inspected)
    folder = html.with_name(f"{html.stem}-pages")
    looked = look(seen.samples, folder, seen.run.inputs, seen.run.options, works.by_page)
    changed = changed_pages(seen.run, drift, against) if drift else {}
    document = _document(seen, looked, folder.name, drift, str(against) if against else None, works)
    return Report(document, seen.tally, drift, changed)


def _document(
    seen: _Seen, looked: Looked, folder: str, drift: Drift | None, against: str | None, works: WorksSeen
) -> str:
    tally = seen.tally
    columns = _columns(tally, drift)
    timings = seen.run.facts.get("timings") or {}
    names = sorted(tally.families, key=lambda name: (-tally.families[name].records.n, name))

    def href(page_id: str) -> str | None:
        file = looked.files.get(page_id)
        return f"{quote(folder)}/{file}" if file else None

    rows = listed(seen.run.records(), href)

    def links(key: str) -> list[_Link]:
        return [_link(sample, looked, folder) for sample in seen.samples.of(key)]

    return render(
        "report.html.jinja",
        ("common.css", "report.css", "listing.css"),
        ("listing.js",),
        folder=seen.run.folder.name or str(seen.run.folder),
        version=seen.run.facts.get("version"),
        lang=seen.run.options.get("lang"),
        timings=timings,
        seconds=timings.get("seconds") or {},
        inputs=seen.run.inputs,
        has_records=seen.run.has_records,
        tally=tally,
        pages=tally.outcomes.pages,
        records=sum(one.records.n for one in tally.families.values()),
        rejected=sum(tally.outcomes.amount(name) for name in tally.outcomes.parts if name.startswith("rejected:")),
        families=names,
        columns=columns,
        unseen=[name for name in FIELDS if name not in columns],
        heat=lambda share: 0 if not share else max(1, int(share * 10)),
        charts=_charts(seen, names),
        links=links,
        warnings=_warnings(tally),
        rows=rows,
        row_warnings=warnings_of(rows),
        warning_codes=list(explain(_warned(tally))),
        reason_codes=list(explain(_rejects(tally.outcomes))),
        looked=looked,
        drift=drift,
        against=against,
        works=works,
    )


def _columns(tally: Tally, drift: Drift | None) -> list[str]:
    """The fields that some family has, or had before."""
    filled = {name for one in tally.families.values() for name in one.records.parts}
    gone = {one.name for one in drift.moved} if drift else set()
    return [name for name in FIELDS if name in filled | gone]


def _link(sample: Sample, looked: Looked, folder: str) -> _Link:
    file = looked.files.get(sample.page_id)
    href = f"{quote(folder)}/{file}" if file else None
    return _Link(sample.path or sample.page_id, href, looked.why_not.get(sample.page_id))


def _warnings(tally: Tally) -> list[tuple[str, str, int, float]]:
    """Family, warning, records and their share in the family, the most frequent first."""
    rows = [
        (family, name[1:], one.records.amount(name), one.records.share(name))
        for family, one in tally.families.items()
        for name in one.records.parts
        if name.startswith("!")
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def _charts(seen: _Seen, families: list[str]) -> dict[str, Chart | None]:
    tally = seen.tally
    pages = [(name, tally.families[name].text.pages, tally.families[name].records.n) for name in families]
    languages: Counter[str] = Counter()
    for one in tally.families.values():
        languages.update(one.languages)
    return {
        "families": bars("family", ("pages", "records"), pages) if pages else None,
        "rejects": _one("reason", "pages", _rejects(tally.outcomes)),
        "languages": _one("language", "records", {name or "unknown": n for name, n in languages.items()}),
        "warnings": _one("warning", "records", _warned(tally)),
        "throughput": _throughput(seen.run.facts.get("timings") or {}),
    }


def _warned(tally: Tally) -> Counter[str]:
    """How many records have each warning."""
    warned: Counter[str] = Counter()
    for one in tally.families.values():
        warned.update({name[1:]: one.records.amount(name) for name in one.records.parts if name.startswith("!")})
    return warned


def _rejects(outcomes: Shares) -> dict[str, int]:
    return {name.partition(":")[2]: outcomes.amount(name) for name in outcomes.parts if name.startswith("rejected:")}


def _one(name: str, head: str, counted: Mapping[str, int]) -> Chart | None:
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    return bars(name, (head,), rows) if rows else None


def _throughput(timings: Mapping[str, Any]) -> Chart | None:
    """Pages a second, from `[seconds, pages done]` as the run noted them."""
    points = []
    before = (0.0, 0)
    for seconds, done in _pairs(timings.get("progress") or ()):
        if seconds > before[0]:
            points.append((seconds, (done - before[1]) / (seconds - before[0])))
            before = (seconds, done)
    return curve(points, ("seconds", "pages a second")) if len(points) > 1 else None


def _pairs(noted: Iterable[Any]) -> Iterable[tuple[float, int]]:
    return ((float(seconds), int(done)) for seconds, done in noted)
