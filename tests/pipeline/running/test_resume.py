"""Kills at any moment, and what is there after: the same bytes as of a run that nobody disturbed."""

import io
import json
import multiprocessing
import os
import random
import signal
import time
import zipfile

import pytest

from pipeline import options as options_module
from pipeline import run, workspace
from pipeline.errors import ResumeError, WriteError

OPTIONS = {"part_pages": 3, "workers": 2, "split_size": 6000}


@pytest.fixture
def inputs(folder):
    """Page files, a table and an archive: some fifty pages, a few of which come to nothing."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number}.txt", f"member {number}" if number % 5 else "")
    root = folder(
        {
            **{f"files/{number:02}.txt": f"file {number}\n" + "text " * number for number in range(25)},
            "rows.jsonl": "".join(json.dumps({"text": f"row {number}"}) + "\n" for number in range(13)),
            "rows.zip": data.getvalue(),
        }
    )
    return [root / "files", root / "rows.jsonl", root / "rows.zip"]


@pytest.fixture
def undisturbed(inputs, tmp_path, contents):
    run(inputs, tmp_path / "undisturbed", **OPTIONS)
    return contents(tmp_path / "undisturbed")


def in_a_process(*arguments, **values):
    child = multiprocessing.get_context("fork").Process(target=run, args=arguments, kwargs=values)
    child.start()
    return child


def check_killed(out, undisturbed, contents):
    """Whatever has a final name must be whole."""
    for name, data in contents(out).items():
        if not name.startswith(".winnow"):
            assert data == undisturbed[name], name


def test_killed_at_random_moments(inputs, tmp_path, undisturbed, contents):
    out = tmp_path / "out"
    began = time.perf_counter()
    run(inputs, out, **OPTIONS)
    long = time.perf_counter() - began
    chance = random.Random(4)
    unfinished = 0
    for _ in range(50):
        child = in_a_process(inputs, out, **OPTIONS)
        time.sleep(chance.uniform(0, long * 1.2))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        unfinished += (out / ".winnow/state.json").exists()
        check_killed(out, undisturbed, contents)
        run(inputs, out, resume=True, **OPTIONS)
        assert contents(out) == undisturbed
    assert unfinished > 10  # else the kills came too late to tell anything


@pytest.mark.parametrize("point", range(0, 60, 4))
def test_killed_at_each_step_of_the_disk(inputs, tmp_path, undisturbed, contents, point, monkeypatch):
    """The same, at every fourth time that a process makes something last, in a worker or in the main process."""
    out = tmp_path / "out"
    count = multiprocessing.Value("l", 0)
    real, main = os.fsync, []

    def fatal(handle):
        with count:
            count.value += 1
            now = count.value
        if now == point + 1:
            os.kill(main[0], signal.SIGKILL)
        real(handle)

    def body():
        main.append(os.getpid())
        monkeypatch.setattr(workspace.os, "fsync", fatal)
        run(inputs, out, **OPTIONS)

    child = multiprocessing.get_context("fork").Process(target=body)
    child.start()
    child.join()
    check_killed(out, undisturbed, contents)
    run(inputs, out, resume=True, **OPTIONS)
    assert contents(out) == undisturbed


def test_killed_again_and_again(inputs, tmp_path, undisturbed, contents):
    out = tmp_path / "out"
    for number in range(8):
        child = in_a_process(inputs, out, resume=number > 0, **OPTIONS)
        time.sleep(0.12)
        os.kill(child.pid, signal.SIGKILL)
        child.join()
    run(inputs, out, resume=True, **OPTIONS)
    assert contents(out) == undisturbed


@pytest.mark.parametrize("workers", [1, 4])
def test_any_number_of_workers(inputs, tmp_path, undisturbed, contents, workers):
    run(inputs, tmp_path / "out", **(OPTIONS | {"workers": workers}))
    assert contents(tmp_path / "out") == undisturbed


@pytest.fixture
def ended(inputs, tmp_path, monkeypatch):
    """A run that was ended when some of its parts were done; the folder, and how often a worker was needed since."""

    def stop(progress):
        if progress.done.pages > 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(inputs, tmp_path / "out", progress=stop, **OPTIONS)
    return tmp_path / "out"


def test_finished_parts_are_not_done_again(inputs, ended):
    parts = {path.name: path.stat().st_mtime_ns for path in (ended / ".winnow/parts").iterdir()}
    pages = []
    run(inputs, ended, resume=True, progress=lambda progress: pages.append(progress.done.pages), **OPTIONS)
    done = sum(name.endswith(".done") for name in parts)
    assert pages[0] > 9 and len(pages) < 20 - done + 2
    assert pages[-1] == 50


def test_other_options_are_refused(inputs, ended):
    with pytest.raises(ResumeError, match="lang was None"):
        run(inputs, ended, resume=True, lang="en", **OPTIONS)


def test_other_inputs_are_refused(inputs, ended):
    with pytest.raises(ResumeError, match="other inputs"):
        run(inputs[:2], ended, resume=True, **OPTIONS)


def test_another_version_is_refused(inputs, ended, monkeypatch):
    monkeypatch.setattr(options_module, "version", lambda name: "99")
    options_module.own_version.cache_clear()
    with pytest.raises(ResumeError, match="version"):
        run(inputs, ended, resume=True, **OPTIONS)
    options_module.own_version.cache_clear()


def test_a_new_file_is_refused(inputs, ended):
    (inputs[0] / "99.txt").write_text("new")
    with pytest.raises(ResumeError, match="the input has changed"):
        run(inputs, ended, resume=True, **OPTIONS)


def test_a_file_changed_in_place_is_refused(inputs, ended):
    path = inputs[0] / "00.txt"
    path.write_text("FILE 0\n")
    with pytest.raises(ResumeError, match=r"00\.txt has changed"):
        run(inputs, ended, resume=True, **OPTIONS)


def test_a_file_only_touched_is_the_same(inputs, ended, contents, undisturbed):
    (inputs[0] / "00.txt").touch()
    run(inputs, ended, resume=True, **OPTIONS)
    assert contents(ended) == undisturbed


def test_a_finished_run_has_nothing_to_resume(inputs, tmp_path, undisturbed, contents):
    before = (tmp_path / "undisturbed/run.json").stat().st_mtime_ns
    summary = run(inputs, tmp_path / "undisturbed", resume=True, **OPTIONS)
    assert summary.pages == 50
    assert (tmp_path / "undisturbed/run.json").stat().st_mtime_ns == before
    (inputs[0] / "00.txt").write_text("FILE 0\n")
    with pytest.raises(ResumeError, match="has changed"):
        run(inputs, tmp_path / "undisturbed", resume=True, **OPTIONS)


def test_without_resume_a_run_starts_over(inputs, ended, contents, undisturbed):
    run(inputs, ended, **OPTIONS)
    assert contents(ended) == undisturbed


def test_resume_where_nothing_is_begins(inputs, tmp_path, contents, undisturbed):
    run(inputs, tmp_path / "new", resume=True, **OPTIONS)
    assert contents(tmp_path / "new") == undisturbed


def test_two_runs_do_not_write_to_one_folder(inputs, tmp_path):
    space = workspace.Workspace(tmp_path / "out")

    def other():
        with space.locked():
            ready.set()
            time.sleep(60)

    context = multiprocessing.get_context("fork")
    ready = context.Event()
    child = context.Process(target=other)
    child.start()
    ready.wait()
    with pytest.raises(WriteError, match="another run"):
        run(inputs, tmp_path / "out", **OPTIONS)
    child.kill()
    child.join()
    run(inputs, tmp_path / "out", **OPTIONS)


def test_run_json(inputs, tmp_path, undisturbed):
    import hashlib

    facts = json.loads((tmp_path / "undisturbed/run.json").read_text())
    assert facts["inputs"][1] == {
        "input": str(inputs[1]),
        "files": 1,
        "bytes": inputs[1].stat().st_size,
        "sha256": hashlib.sha256(inputs[1].read_bytes()).hexdigest(),
    }
    listed = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p}\n" for p in sorted(inputs[0].iterdir()))
    assert facts["inputs"][0]["sha256"] == hashlib.sha256(listed.encode()).hexdigest()
    assert facts["counts"]["pages"] == 50 and facts["counts"]["rejects"] == {"empty": 3}
    assert set(facts["timings"]["seconds"]) == {"read", "extract", "write", "assemble", "total"}
