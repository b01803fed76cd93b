"""The command line of a run: options, exit status, messages."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import cli


def call(*arguments):
    return CliRunner().invoke(cli.app, ["run", *map(str, arguments)])


def status(monkeypatch, *arguments):
    """Exit status of the whole program, where our errors become messages."""
    monkeypatch.setattr(sys, "argv", ["pipeline", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_options(folder, tmp_path):
    rows = "".join(json.dumps({"body": f"row {n}", "link": f"https://e.org/{n}"}) + "\n" for n in range(6))
    root = folder({"t.jsonl": rows, "a.txt": "page"})
    done = call(
        *(root, "-o", tmp_path / "out", "--format", "csl-json", "--workers", 2, "--part-pages", 2, "--timeout", 5),
        *("--memory-limit", 500, "--text-column", "body", "--url-column", "link", "--compress", "gz"),
    )
    assert done.exit_code == 0, done.output
    items = json.loads((tmp_path / "out/records.json").read_bytes())
    assert [item["title"] for item in items] == ["page", *(f"row {n}" for n in range(6))]
    assert items[1]["URL"] == "https://e.org/0"
    assert (tmp_path / "out/pages.jsonl.gz").exists()


def test_resume(folder, tmp_path):
    root = folder({"a.txt": "page"})
    assert call(root, "-o", tmp_path / "out").exit_code == 0
    assert call(root, "-o", tmp_path / "out", "--resume").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [("nowhere",), ("in", "--format", "word"), ("in", "--engine", "magic"), ("in", "--compress", "rar")],
)
def test_bad_usage_is_status_2(folder, tmp_path, monkeypatch, capsys, arguments):
    root = folder({"a.txt": "page"})
    assert status(monkeypatch, "run", root.parent / arguments[0], *arguments[1:], "-o", tmp_path / "out") == 2
    assert capsys.readouterr().err.strip()


def test_a_changed_input_is_refused_with_status_2(folder, tmp_path, monkeypatch, capsys):
    root = folder({"a.txt": "page"})
    assert call(root, "-o", tmp_path / "out").exit_code == 0
    (root / "a.txt").write_text("PAGE")
    assert status(monkeypatch, "run", root, "-o", tmp_path / "out", "--resume") == 2
    assert "has changed" in " ".join(capsys.readouterr().err.split())


def test_screening_in_one_command(folder, tmp_path):
    rispy = pytest.importorskip("rispy")
    pytest.importorskip("duckdb")
    root = folder({"a.txt": "A title of both pages", "b.txt": "A title of both pages", "c.txt": "Another"})
    done = call(root, "-o", tmp_path / "out", "--merge", "--format", "ris", "--workers", 1)
    assert done.exit_code == 0, done.output
    with (tmp_path / "out/works.ris").open(encoding="utf-8") as stream:
        works = rispy.load(stream)
    facts = json.loads((tmp_path / "out/run.json").read_bytes())
    identified = facts["prisma"]["records_identified"]
    assert identified == 3 and facts["prisma"]["records_to_screen"] == len(works)
    assert facts["prisma"]["duplicates_removed"] == 3 - len(works)
    assert (tmp_path / "out/records.jsonl").exists() and not (tmp_path / "out/.winnow").exists()


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("json", "[\n {"),
        ("jsonl", '{"record_id"'),
        ("ris", "TY  - "),
        ("bibtex", "@"),
        ("csl-json", '[\n{"id"'),
        ("csv", "record_id,"),
    ],
)
def test_one_page_in_every_format(format, start):
    seed = Path(__file__).parents[3] / "seeds/qxmd/paper_page.html"
    done = CliRunner().invoke(cli.app, ["extract", str(seed), "--format", format])
    assert done.exit_code == 0 and done.stdout.startswith(start)


def test_the_files_that_are_no_page_are_named_at_the_end(folder, tmp_path):
    root = folder({"a.txt": "page", "b.pdf": "%PDF", "c.docx": "PK"})
    done = call(root, "-o", tmp_path / "out", "--workers", 1)
    assert "Skipped 2 other files" in done.output and "b.pdf" in done.output and "c.docx" in done.output
