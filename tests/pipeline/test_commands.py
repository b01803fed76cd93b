"""The command line as a whole: help, version, completion, and messages that can be copied."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from pipeline import choices, cli
from pipeline.console import messages

ROOT = Path(__file__).parents[2]
COMMANDS = ("run", "extract", "view", "inspect", "report", "merge", "families")
GOLDEN = ("check", "accept", "review")


def call(*arguments):
    return CliRunner().invoke(cli.app, [*map(str, arguments)])


def program(*arguments, cwd=ROOT, path=str(ROOT)):
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "80"},
        capture_output=True,
        text=True,
    )


def test_version():
    done = call("--version")
    assert done.exit_code == 0 and re.fullmatch(r"winnow-scholar \d+\.\d+\S*\n", done.stdout)


@pytest.mark.parametrize("command", [*((name,) for name in COMMANDS), *(("golden", name) for name in GOLDEN)])
def test_every_command_has_help_of_its_own(command):
    done = call(*command, "--help")
    assert done.exit_code == 0
    summary = done.stdout.split("\n\n")[1].strip()
    assert summary.endswith(".") and summary[0].isupper()


def test_both_names_are_one_program():
    as_module = program("-m", "pipeline", "run", "--help").stdout
    as_command = program("winnow_scholar.py", "run", "--help").stdout
    assert as_module == as_command and as_module.startswith("Usage: winnow run")


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("run", choices.FormatName),
        ("run", choices.EngineName),
        ("run", choices.CompressionName),
        ("run", choices.Body),
        ("extract", choices.PrintedName),
        ("merge", choices.ExportName),
        ("merge", choices.EngineName),
    ],
)
def test_options_with_choices_show_them_whole(command, names):
    assert "|".join(get_args(names)) in call(command, "--help").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_it(shell):
    done = CliRunner().invoke(cli.app, ["--show-completion", shell], prog_name="winnow")
    assert done.exit_code == 0 and "winnow" in done.stdout


def test_families_list_the_reader_of_unknown_pages():
    names = call("families", "--root", ROOT / "nowhere").stdout
    assert "generic" in names and "vufind" in names


def test_messages_are_not_broken_over_lines(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["winnow", "inspect", str(tmp_path / "a folder" / ("long" * 40) / "page.html")])
    monkeypatch.setattr(messages, "width", 40)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err
    assert ended.value.code == 2 and said.startswith("error: ") and said.count("\n") == 1


def test_a_folder_with_a_pipeline_of_its_own(tmp_path):
    (tmp_path / "pipeline.py").write_text("print('not ours')\n")
    told = program(ROOT / "winnow_scholar.py", "extract", ROOT / "seeds/qxmd/paper_page.html", cwd=tmp_path)
    assert told.returncode == 0 and "pipeline.py" in told.stderr and "not ours" not in told.stdout
    hidden = program("-m", "winnow_scholar", "families", cwd=tmp_path, path=f"{tmp_path}{os.pathsep}{ROOT}")
    assert hidden.returncode == 2 and str(tmp_path) in hidden.stderr and "not ours" not in hidden.stdout


@pytest.mark.parametrize("reason", ["no_record", "undecodable"])
def test_a_page_without_a_record_says_why(tmp_path, reason):
    page = tmp_path / "page.txt"
    page.write_bytes(b"Opening hours: nine to five." if reason == "no_record" else b"%PDF-1.7\n\x00\x01")
    done = call("extract", page)
    assert f"No record found ({reason}): " in done.stderr
