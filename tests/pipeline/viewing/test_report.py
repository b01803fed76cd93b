"""The report of a run, in a real browser; baselines, samples, and runs that cannot be read again."""

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.viewing.report import report
from pipeline.viewing.run_files import RunFiles
from schemas import PageResult, Record, Segment, Source

HOSTILE = "<script>document.title='owned'</script>\u202e\x00"


BODY = """Add like
Add dislike
Add to saved papers

On tides and mud number {0}

BACKGROUND: The mud was wet and the tide was high. RESULTS: It stayed wet for {0} days.

Full text links
We have located links that may give you full text access.
Can't access the paper?
For the best experience, use the Read mobile app
By using this service, you agree to our terms of use and privacy policy.

Our spring fair opens on day {0}
"""


def write_run(
    folder: Path, pages: int = 40, doi: bool = True, path: str = "in/{}.txt", timings: dict | None = None
) -> Path:
    """A run of two families and three reasons, as `run` writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pages.jsonl").open("w") as lines, (folder / "records.jsonl").open("w") as records:
        for n in range(pages):
            family = ("alpha", "beta")[n % 2]
            page_id = f"sha256:{n:064}"
            reason = {3: "blocked", 7: "timeout", 11: "no_record"}.get(n)
            source = Source(page_id=page_id, path=path.format(n), extractor=family, media="text")
            values = {"doi": f"10.5555/{n}"} if doi and n % 4 else {}
            made = Record.model_validate(
                {"record_id": str(n), "source": source, "title": "T", "language": "en", "warnings": [HOSTILE], **values}
            )
            result = PageResult.model_validate(
                {
                    "page_id": page_id,
                    "path": path.format(n),
                    "status": "rejected" if reason else "extracted",
                    "reason": reason,
                    "extractor": None if reason else family,
                    "length": 100,
                    "segments": [
                        Segment(start=0, end=90, kind="field", rule="x"),
                        Segment(start=90, end=100, kind="residue"),
                    ],
                }
            )
            lines.write(result.model_dump_json() + "\n")
            if not reason:
                records.write(made.model_dump_json() + "\n")
    facts = {"version": "1", "inputs": [{"input": "in"}], "options": {"lang": None}, "timings": timings or {}}
    (folder / "run.json").write_text(json.dumps(facts))
    return folder


@pytest.fixture
def real(tmp_path, monkeypatch) -> Path:
    """A run that was really made, of pages in a folder and in an archive, with lines nobody claims."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for n in range(6):
        Path(f"in/{n}.txt").write_text(BODY.format(n))
    Path("in/empty.txt").write_text("")
    with zipfile.ZipFile("in/more.zip", "w") as archive:
        for n in range(6, 9):
            archive.writestr(f"p/{n}.txt", BODY.format(n))
    assert CliRunner().invoke(app, ["run", "in", "-o", "out", "--workers", "1"]).exit_code == 0
    return tmp_path


def test_report_of_a_real_run_links_to_inspections_that_open(show, real):
    done = CliRunner().invoke(app, ["report", "out"])
    assert done.exit_code == 0, done.output
    shown = show(real / "out" / "report.html")
    assert shown.page.text_content(".sums li") == "10 pages"
    assert "Our spring fair opens on day #" in shown.page.text_content("main")
    shown.quiet()
    links = shown.page.evaluate("[...document.querySelectorAll('.samples a')].map(e => [e.textContent, e.href])")
    assert any("more.zip!/" in path for path, _ in links)
    shown.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    shown.page.click(".samples a >> nth=0")
    shown.page.wait_for_selector(".inspection")
    assert shown.page.text_content("h1") == links[0][0]
    assert shown.said == []
    for _, href in links:
        assert Path(href.removeprefix("file://")).is_file()


def test_changed_and_missing_pages_are_said_to_be_so(real):
    for n in range(3):
        Path(f"in/{n}.txt").write_text("another page now\n")
    Path("in/4.txt").unlink()
    html = report(Path("out"), Path("out/report.html"), few=20).html
    assert html.count("no inspection: the file has changed since") >= 3
    assert html.count("no inspection: it is no longer where") >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(show, tmp_path, scheme, width):
    progress = [[n / 2, n * 30 + n % 3] for n in range(1, 30)]
    timings = {"engine": "local", "workers": 2, "seconds": {"extract": 1.5, "total": 2.0}, "progress": progress}
    new = write_run(tmp_path / "new", 200, doi=False, timings=timings)
    old = write_run(tmp_path / "old", 200)
    shown = show(report(new, tmp_path / "r.html", against=old).html, scheme, width)
    shown.page.evaluate("0")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.violations() == []
    shown.quiet()


def test_hostile_warnings_paths_and_families_show_as_text(show, tmp_path):
    run = write_run(tmp_path / "run", path=f"in/{HOSTILE}{{}}.txt")
    shown = show(report(run, tmp_path / "r.html").html)
    assert "<script>document.title='owned'</script>⟦U+202E⟧⟦U+0000⟧" in shown.page.text_content("main")
    assert shown.page.evaluate("document.scripts.length") == 1  # our own
    shown.quiet()


def test_pages_that_ended_their_worker_are_not_looked_at_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/7.txt").write_text("x")
    html = report(write_run(tmp_path / "run"), tmp_path / "r.html").html
    assert "no inspection: it exceeded the time limit" in html


def test_drift_sets_the_exit_status(tmp_path):
    old, new = write_run(tmp_path / "old", 200), write_run(tmp_path / "new", 200, doi=False)
    same = write_run(tmp_path / "same", 300)
    run = CliRunner().invoke
    assert run(app, ["report", str(new), "--against", str(old)]).exit_code == 0
    assert run(app, ["report", str(new), "--against", str(old), "--fail-on-drift"]).exit_code == 1
    assert run(app, ["report", str(same), "--against", str(old), "--fail-on-drift"]).exit_code == 0
    assert run(app, ["report", str(new), "--fail-on-drift"]).exit_code == 2


def test_a_stored_baseline_does_what_the_run_would(tmp_path):
    old, new = write_run(tmp_path / "old", 200), write_run(tmp_path / "new", 200, doi=False)
    baseline = tmp_path / "baseline.json"
    run = CliRunner().invoke
    assert run(app, ["report", str(old), "--save-baseline", str(baseline)]).exit_code == 0
    whole = report(new, tmp_path / "r.html", against=old).drift
    stored = report(new, tmp_path / "r.html", against=baseline).drift
    assert whole == stored
    assert whole.moved


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"baseline": 99}', '{"baseline": 1, "outcomes": {}, "families": 3}']
)
def test_what_is_no_baseline_is_said_to_be_none(tmp_path, content):
    (tmp_path / "b.json").write_text(content)
    new = write_run(tmp_path / "new")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "report", new, "--against", tmp_path / "b.json"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "neither the folder of a run nor a baseline" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_reports_are_the_same_every_time(tmp_path):
    run = write_run(tmp_path / "run")
    timings = {"seconds": {"total": 2.0}, "workers": 2, "engine": "local", "progress": [[1, 10], [2, 30], [3, 50]]}
    write_run(tmp_path / "run", timings=timings)
    assert report(run, tmp_path / "r.html").html == report(run, tmp_path / "r.html").html


def test_compressed_split_and_parquet_records_are_read(tmp_path):
    plain = write_run(tmp_path / "plain")
    records = list(RunFiles(plain).records())
    packed = write_run(tmp_path / "packed")
    (packed / "records.jsonl").unlink()
    lines = (plain / "records.jsonl").read_bytes().splitlines(keepends=True)
    for n, part in enumerate((lines[:10], lines[10:])):
        (packed / f"records-0000{n}-of-00002.jsonl.gz").write_bytes(gzip.compress(b"".join(part)))
    assert list(RunFiles(packed).records()) == records

    columns = pytest.importorskip("pyarrow") and pytest.importorskip("pipeline.outputs.columns")
    table = write_run(tmp_path / "table")
    (table / "records.jsonl").unlink()
    models = [Record.model_validate(row) for row in records]
    (table / "records.parquet").write_bytes(columns.records(models))
    assert report(table, tmp_path / "r.html").tally == report(plain, tmp_path / "r.html").tally


def test_memory_does_not_grow_with_the_run(tmp_path):
    """Peak memory of counting 20,000 pages is that of 1,000, give or take."""
    peaks = []
    for pages in (1_000, 20_000):
        run = write_run(tmp_path / str(pages), pages)
        code = (
            "import sys, resource; from pathlib import Path; from pipeline.viewing.report import report;"
            "report(Path(sys.argv[1]), Path(sys.argv[2]));"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", code, run, tmp_path / "r.html"], capture_output=True, text=True)
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 1.15


def test_every_page_of_a_small_run_is_inspected_and_single_signs_are_no_lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for n in range(30):
        Path(f"in/{n}.txt").write_text(BODY.format(n) + "|\n\n»\n\n#\n")
    assert CliRunner().invoke(app, ["run", "in", "-o", "out", "--workers", "1"]).exit_code == 0
    html = report(Path("out"), Path("out/report.html")).html
    listing = html.partition("records-table")[2].partition("</table>")[0]
    assert listing.count('<a href="report-pages/page-') == 30
    assert "Our spring fair opens on day #" in html
    assert "<bdi>|</bdi>" not in html and "<bdi>»</bdi>" not in html
