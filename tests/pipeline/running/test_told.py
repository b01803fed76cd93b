"""Nothing is lost in silence: what was not read, or twice named, is said, with what to do."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from pipeline import cli, run
from pipeline.inputs import read_pages


@pytest.fixture
def details(tmp_path, lines):
    """Runs, and gives (last part of the path, reason, detail) of each reject."""

    def read(*inputs, **options):
        run(inputs, tmp_path / "out", workers=1, **options)
        return [
            (row["path"].rpartition("/")[2], row["reason"], row["detail"]) for row in lines(tmp_path / "out", "rejects")
        ]

    return read


def facts(out):
    return json.loads((out / "run.json").read_bytes())


@pytest.mark.parametrize(
    "names",
    [
        ["in/a.txt", "in/a.txt"],
        ["in/a.txt", "in/../in/a.txt"],
        ["in", "in/a.txt"],
        ["in/a.txt", "in"],
        ["in", "in"],
        ["in", "in/b"],
        ["in/*.txt", "in/**/*.txt"],
        ["in", "link.txt"],
        ["link.txt", "in/a.txt"],
    ],
)
def test_a_page_named_twice_is_read_once(folder, tmp_path, lines, names):
    folder({"a.txt": "first", "b/c.txt": "second"})
    (tmp_path / "link.txt").symlink_to(tmp_path / "in/a.txt")
    summary = run([str(tmp_path / name) for name in names], tmp_path / "out", workers=1)
    texts = [row["text"] for row in lines(tmp_path / "out")]
    assert len(texts) == len(set(texts)) and "first" in texts
    assert len(summary.notes) == 1 and "read once" in summary.notes[0]
    assert facts(tmp_path / "out")["notes"] == summary.notes
    assert len(facts(tmp_path / "out")["inputs"]) == 2


def test_what_a_folder_leaves_out_is_read_where_it_is_named(folder, tmp_path):
    names = ["a.txt", ".hidden.txt", ".h/b.txt", "odd", "s.html", "s_files/c.html"]
    root = folder(dict.fromkeys(names, "page"))
    found = [page.path for page in read_pages([str(root), *(str(root / name) for name in names)])]
    assert sorted(found) == sorted(f"{root}/{name}" for name in names)


def test_pages_of_one_content_are_pages(folder, tmp_path, lines):
    run([folder({"a.txt": "same", "b.txt": "same"})], tmp_path / "out", workers=1)
    assert len(lines(tmp_path / "out")) == 2


def test_files_that_come_and_go_meanwhile(folder, tmp_path, lines):
    root = folder({f"{number}.txt": f"page {number}" for number in range(40)})

    def meddle(progress):
        (root / "39.txt").unlink(missing_ok=True)
        (root / "0.txt").unlink(missing_ok=True)  # which was read
        (root / "new.txt").write_text("new")
        (root / "1.txt").write_text("changed")

    summary = run([root], tmp_path / "out", workers=1, part_pages=1, progress=meddle)
    rows = {row["path"].rpartition("/")[2]: row for row in lines(tmp_path / "out")}
    assert len(rows) == 40 and rows["39.txt"]["reason"] == "undecodable"
    (reject,) = lines(tmp_path / "out", "rejects")
    assert "went away" in reject["detail"]
    came, gone, changed = summary.notes
    assert "came" in came and "new.txt" in came
    assert "went away" in gone and "39.txt" in gone and "0.txt" in gone
    assert "changed" in changed and "1.txt" in changed


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        ("pyarrow.parquet", "t.parquet", b"PAR1"),
        ("fastwarc.warc", "c.warc", b"WARC/1.0\r\n"),
        ("backports.zstd", "a.txt.zst", b"\x28\xb5\x2f\xfd"),
        ("fsspec", "s3://bucket/a.txt", None),
    ],
)
def test_a_missing_extra_costs_the_inputs_that_need_it(folder, details, monkeypatch, tmp_path, module, name, data):
    monkeypatch.setitem(sys.modules, module, None)
    root = folder({"a.txt": "page"} | ({name: data} if data else {}))
    inputs = [root] if data else [root, name]
    assert details(*inputs) == [(name.rpartition("/")[2], "undecodable", details_of(module, details, inputs))]


def details_of(module, details, inputs):
    (found,) = (detail for _, _, detail in details(*inputs))
    assert "pip install 'winnow-scholar[" in found
    return found


def test_every_reject_of_reading_says_why(folder, details):
    root = folder({"a.zip": b"no zip", "b.txt.gz": b"no gzip", "c.jsonl": '{"text": "x"}\n{', "d.txt": "!raise"})
    (root / "gone.txt").symlink_to(root / "nowhere")
    found = details(root)
    assert [row[:2] for row in found] == [
        ("a.zip", "undecodable"),
        ("b.txt.gz", "undecodable"),
        ("c.jsonl#2", "undecodable"),
        ("d.txt", "crash"),
        ("gone.txt", "undecodable"),
    ]
    assert all(detail for *_, detail in found)
    assert details(root) == found


def status(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["pipeline", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


@pytest.mark.parametrize("name", ["a.zip", "a.txt.gz", "a.parquet", "a.warc"])
def test_status_2_where_the_only_input_cannot_be_read(folder, tmp_path, monkeypatch, name):
    root = folder({name: b"noise" * 99})
    assert status(monkeypatch, "run", root / name, "-o", tmp_path / "out") == 2
    assert (tmp_path / "out/rejects.jsonl").exists()


@pytest.mark.parametrize("command", ["run", "extract", "inspect"])
def test_status_2_where_a_language_is_none(folder, tmp_path, monkeypatch, capsys, command):
    root = folder({"a.txt": "page"})
    out = ["-o", tmp_path / "out"] if command == "run" else []
    assert status(monkeypatch, command, root / "a.txt", *out, "--lang", "klingon") == 2
    assert "klingon is no language" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_status_2_where_a_merge_gets_no_record(tmp_path, monkeypatch, capsys):
    pytest.importorskip("duckdb")
    (tmp_path / "records.jsonl").write_text("{}\n")
    assert status(monkeypatch, "merge", tmp_path / "records.jsonl", "-o", tmp_path / "out") == 2
    assert "no record" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["inspect", "report"])
def test_a_place_that_cannot_be_written_is_said(folder, tmp_path, monkeypatch, capsys, command):
    root = folder({"a.txt": "page", "file": ""})
    run([root / "a.txt"], tmp_path / "run", workers=1)
    what = root / "a.txt" if command == "inspect" else tmp_path / "run"
    assert status(monkeypatch, command, what, "-o", root / "file/below.html") == 2
    assert "cannot be written: " in capsys.readouterr().err


def test_an_interrupt_says_how_to_go_on(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(400):
        (tmp_path / f"in/{number}.txt").write_text(f"A study of birds, number {number}\nMary Jones\n" * 200)
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    started = subprocess.Popen([*command, "--part-pages", "1"], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not list((tmp_path / "out").glob(".winnow/parts/*.done")) and time.monotonic() < until:
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    said = started.communicate(timeout=60)[1]
    assert started.returncode == 130
    assert "--resume" in said and "Traceback" not in said


@pytest.mark.parametrize("moment", [0.1, 0.3, 0.6])
def test_an_interrupt_at_the_start_prints_no_traceback(tmp_path, moment):
    (tmp_path / "a.txt").write_text("page")
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    time.sleep(moment)
    started.send_signal(signal.SIGINT)
    assert "pipeline" not in os.fsdecode(started.communicate(timeout=60)[1] or "").partition("Traceback")[2]
