"""A run harms nothing: what it did not write it leaves, and what it wrote stays until all of the new is whole."""

import json
import multiprocessing
import os
import signal
import sys

import pytest

from pipeline import cli, run, workspace
from pipeline.errors import MissingExtraError, NoInputError, PipelineError, RunError, WriteError
from pipeline.outputs import FORMATS

FOREIGN = (
    *("records.ris", "records.jsonl", "pages.json", "rejects.jsonl.gz", "records-00000-of-00002.parquet"),
    *("works.bib", "works.jsonl", "run.json", "merge.json", "merge_rejects.jsonl", "records.csv"),
)


def files_of(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [{}, {"resume": True}, {"engine": "ray"}, {"format": "ris"}, {"compress": "gz"}])
@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_others_are_refused_and_stay(folder, tmp_path, name, options):
    if options.get("engine"):
        pytest.importorskip("ray.data")
    root = folder({"a.txt": "page"})
    out = folder({name: "mine", "notes.txt": "mine"}, "out")
    with pytest.raises(WriteError, match=name.partition(".")[0]):
        run([root], out, workers=1, **options)
    assert files_of(out) == {name: b"mine", "notes.txt": b"mine"}


@pytest.mark.parametrize("row", [{"files": {"records": ["../in/a.txt", "notes.txt"]}}, {"files": 7}, [], {"files": {}}])
def test_a_list_that_is_no_runs_gives_nothing_away(folder, tmp_path, row):
    root = folder({"a.txt": "page"})
    out = folder({"run.json": json.dumps(row), "notes.txt": "mine"}, "out")
    before = files_of(out)
    with pytest.raises(WriteError):
        run([root], out, workers=1)
    assert files_of(out) == before and (root / "a.txt").exists()


def test_a_list_that_names_other_files_gives_them_not_away(folder, tmp_path):
    root, out = folder({"a.txt": "page"}), tmp_path / "out"
    run([root], out, workers=1)
    facts = json.loads((out / "run.json").read_bytes())
    facts["files"]["records"] += ["notes.txt", "../in/a.txt", "/etc/hostname"]
    (out / "run.json").write_text(json.dumps(facts))
    (out / "notes.txt").write_text("mine")
    run([root], out, workers=1)
    assert (out / "notes.txt").read_text() == "mine" and (root / "a.txt").exists()


@pytest.mark.parametrize(
    ("error", "inputs", "options"),
    [
        (NoInputError, ["nowhere"], {}),
        (NoInputError, ["in", "nowhere*.txt"], {}),
        (RunError, [], {}),
        (RunError, ["in"], {"compress": "rar"}),
        (RunError, ["in"], {"engine": "magic"}),
        (RunError, ["in"], {"format": "word"}),
        (RunError, ["in"], {"part_pages": 0}),
        (PipelineError, ["in"], {"lang": "english, klingon"}),
        (MissingExtraError, ["in"], {"format": "ris"}),
        (MissingExtraError, ["in"], {"engine": "ray"}),
        (NoInputError, ["in/t.csv"], {}),
    ],
)
def test_a_run_that_cannot_start_leaves_the_last_one(folder, tmp_path, monkeypatch, error, inputs, options):
    root = folder({"a.txt": "page"})
    run([root], tmp_path / "out", workers=1)
    (root / "t.csv").write_text("x,y\n1,2\n")
    before = files_of(tmp_path / "out")
    for name in ("rispy", "ray", "ray.data"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(error):
        run([tmp_path / name for name in inputs], tmp_path / "out", **options)
    assert files_of(tmp_path / "out") == before


@pytest.mark.parametrize("name", FORMATS)
def test_the_last_run_stays_until_the_new_is_whole(folder, tmp_path, monkeypatch, name):
    if FORMATS[name].needs:
        pytest.importorskip(FORMATS[name].needs[0])
    root, out = folder({"a.txt": "page"}), tmp_path / "out"
    run([root], out, workers=1, format=name)
    before = files_of(out)
    (root / "b.txt").write_text("another")

    def stop(progress):
        assert files_of(out).items() >= before.items()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([root], out, workers=1, progress=stop)
    assert files_of(out).items() >= before.items()
    run([root], out, workers=1, resume=True)
    assert {path.name for path in out.iterdir()} == {"records.jsonl", "pages.jsonl", "rejects.jsonl", "run.json"}
    assert len((out / "pages.jsonl").read_bytes().splitlines()) == 2


def test_a_file_that_comes_while_a_run_goes_on_stays(folder, tmp_path):
    root, out = folder({"a.txt": "page"}), tmp_path / "out"
    with pytest.raises(WriteError, match="not written by this run"):
        run([root], out, workers=1, progress=lambda _: (out / "pages.jsonl").write_text("mine"))
    assert (out / "pages.jsonl").read_text() == "mine"
    (out / "pages.jsonl").unlink()
    run([root], out, workers=1, resume=True)
    assert (out / "run.json").exists()


class Killed(Exception):
    """Stands for the end of the process."""


def outcome(out):
    facts = json.loads((out / "run.json").read_bytes())
    del facts["timings"]
    return {**files_of(out), "run.json": facts}


@pytest.mark.parametrize("step", range(12))
def test_killed_between_the_steps_of_the_swap(folder, tmp_path, monkeypatch, step):
    """Files are renamed and removed one by one: after a kill at any of them, the next run ends what was begun."""
    root, out = folder({"a.txt": "page"}), tmp_path / "out"
    run([root], out, workers=1, format="csl-json")
    (out / "notes.txt").write_text("mine")
    run([root], tmp_path / "other", workers=1)
    child = multiprocessing.get_context("fork").Process(target=killed_at, args=(root, out, step))
    child.start()
    child.join()
    run([root], out, workers=1, resume=True)
    found = outcome(out)
    assert found.pop("notes.txt") == b"mine"
    assert found == outcome(tmp_path / "other")


def killed_at(root, out, step):
    from pathlib import Path

    left = [step]
    began = []
    recover = workspace.Workspace.recover

    def counted(real):
        def call(*arguments, **options):
            if began and not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= bool(began)
            return real(*arguments, **options)

        return call

    def begin(self):
        began.append(True)
        recover(self)

    workspace.Workspace.recover = lambda self: begin(self) if (self.inner / "swap.json").exists() else recover(self)
    Path.unlink, Path.replace, Path.rmdir = counted(Path.unlink), counted(Path.replace), counted(Path.rmdir)
    run([root], out, workers=1)


@pytest.mark.parametrize("inputs", [["out"], ["in", "out"], ["out/pages.jsonl"], ["out/*.jsonl"], ["in/../out"]])
def test_an_out_that_is_an_input_is_refused(folder, tmp_path, inputs):
    root, out = folder({"a.txt": "page"}), tmp_path / "out"
    run([root], out, workers=1)
    before = files_of(out)
    with pytest.raises(RunError, match="input"):
        run([tmp_path / name for name in inputs], out, workers=1)
    assert files_of(out) == before


@pytest.mark.parametrize("name", [".winnow", ".winnow/parts", ".winnow/spool", ".winnow/new", ".winnow/merge"])
def test_a_planted_link_is_not_followed(folder, tmp_path, name):
    root, mine = folder({"a.txt": "page"}), folder({"state.json": "{}", "parts/x.done": "{}", "keep": "mine"}, "mine")
    before = files_of(mine)
    (tmp_path / "out" / name).parent.mkdir(parents=True)
    (tmp_path / "out" / name).symlink_to(mine)
    for options in ({}, {"resume": True}):
        with pytest.raises(WriteError, match="winnow"):
            run([root], tmp_path / "out", workers=1, **options)
    assert files_of(mine) == before


@pytest.mark.parametrize("name", ["lock", "state.json", "swap.json"])
def test_a_planted_link_to_a_file_is_not_followed(folder, tmp_path, name):
    root, mine = folder({"a.txt": "page"}), folder({"keep": "mine"}, "mine")
    (tmp_path / "out/.winnow").mkdir(parents=True)
    (tmp_path / "out/.winnow" / name).symlink_to(mine / "keep")
    with pytest.raises(WriteError, match="winnow"):
        run([root], tmp_path / "out", workers=1)
    assert (mine / "keep").read_text() == "mine"


def test_somebody_elses_folder_of_that_name_stays(folder, tmp_path):
    root, out = folder({"a.txt": "page"}), folder({".winnow/parts/x": "mine"}, "out")
    with pytest.raises(WriteError, match="winnow did not write"):
        run([root], out, workers=1)
    assert files_of(out) == {".winnow/parts/x": b"mine"}


def test_works_of_the_last_run_go_with_it(folder, tmp_path):
    pytest.importorskip("duckdb")
    from pipeline.merging import merge

    root, out = folder({"a.txt": "page"}), tmp_path / "out"
    run([root], out, workers=1)
    merge([out], out, workers=1, format="csl-json")
    assert {"works.jsonl", "works.json", "merge.json"} <= files_of(out).keys()
    run([root], out, workers=1)
    assert files_of(out).keys() == {"records.jsonl", "pages.jsonl", "rejects.jsonl", "run.json"}


@pytest.mark.parametrize("name", ["works.jsonl", "works.bib", "works.ris", "merge.json", "merge_rejects.jsonl"])
def test_a_merge_leaves_files_of_others(folder, tmp_path, name):
    pytest.importorskip("duckdb")
    from pipeline.merging import merge

    run([folder({"a.txt": "page"})], tmp_path / "run", workers=1)
    out = folder({name: "mine", "records.ris": "mine"}, "out")
    with pytest.raises(WriteError, match=name.partition(".")[0]):
        merge([tmp_path / "run"], out, workers=1)
    assert files_of(out) == {name: b"mine", "records.ris": b"mine"}
    (out / name).unlink()
    merge([tmp_path / "run"], out, workers=1)
    assert files_of(out).keys() == {"records.ris", "works.jsonl", "merge.json"}
    merge([tmp_path / "run"], out, workers=1, format="csl-json")
    merge([tmp_path / "run"], out, workers=1)
    assert files_of(out).keys() == {"records.ris", "works.jsonl", "merge.json"}


@pytest.mark.parametrize("order", [["inspect", "in/a.html", "-o"], ["report", "out", "-o"], ["report", "out", "-b"]])
@pytest.mark.parametrize("target", ["in/a.html", "mine.html", "link.html", "out/records.jsonl", "baseline.json"])
def test_what_shows_overwrites_nothing_of_others(folder, tmp_path, monkeypatch, order, target):
    root = folder({"a.html": "<p>page"})
    run([root], tmp_path / "out", workers=1)
    folder({"mine.html": "<p>mine", "baseline.json": '{"pages": 1}'}, ".")
    (tmp_path / "link.html").symlink_to(tmp_path / "in/a.html")
    before = files_of(tmp_path)
    command, what, option = order
    option = "--save-baseline" if option == "-b" else option
    assert status(monkeypatch, command, tmp_path / what, option, tmp_path / target) == 2
    after = files_of(tmp_path)
    assert {name: after[name] for name in before} == before


def test_a_report_replaces_its_own(folder, tmp_path, monkeypatch):
    run([folder({"a.html": "<p>page"})], tmp_path / "out", workers=1)
    folder({"page-1.html": "mine", "page-0123456789abcdef.html": "mine"}, "out/report-pages")
    before = files_of(tmp_path / "out")
    for _ in range(2):
        order = ["report", tmp_path / "out", "--save-baseline", tmp_path / "baseline.json"]
        assert status(monkeypatch, *order) == 0
    after = files_of(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    (tmp_path / "out/report.html").write_text("mine")
    assert status(monkeypatch, "report", tmp_path / "out") == 2
    assert (tmp_path / "out/report.html").read_text() == "mine"


def status(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["pipeline", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code
