"""A folder of descriptions is taken wherever pages are read, and its golden files are checked by the same command."""

import json
import re

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import FamilyError
from tests.extractors.families.test_descriptions import PAGE, PORTAL


@pytest.fixture
def place(tmp_path, monkeypatch):
    for folder in ("families", "pages", "seeds/portal"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "families/portal.toml").write_text(PORTAL, "utf-8")
    for page in ("pages/dust.txt", "seeds/portal/full.txt"):
        (tmp_path / page).write_text(PAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments, status=0):
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == status, result.output
    return result.stdout


def test_one_page(place):
    assert json.loads(call("extract", "pages/dust.txt", "--families", "families"))[0]["volume"] == "7"


def test_inspect(place):
    call("inspect", "pages/dust.txt", "-o", "x.html", "--families", "families")
    assert "portal.volume" in (place / "x.html").read_text("utf-8")


def test_a_run_and_its_report(place):
    call("run", "pages", "-o", "out", "--families", "families", "--workers", "1")
    record = json.loads((place / "out/records.jsonl").read_text("utf-8").splitlines()[0])
    assert record["source"]["extractor"] == "portal"
    call("report", "out")
    assert any("portal.volume" in path.read_text("utf-8") for path in (place / "out").rglob("*.html"))


def test_golden_files_of_ones_own_folder(place):
    call("golden", "check", "portal", "--families", "families", status=1)
    call("golden", "review", "portal", "--families", "families", "-o", "review.html")
    assert "--families families" in (place / "review.html").read_text("utf-8")
    call("golden", "accept", "portal", "--families", "families")
    call("golden", "check", "portal", "--families", "families")


@pytest.mark.parametrize(
    "command",
    [
        ("extract", "pages/dust.txt"),
        ("inspect", "pages/dust.txt", "-o", "x.html"),
        ("run", "pages", "-o", "out"),
        ("golden", "check"),
        ("golden", "review"),
        ("families",),
    ],
)
def test_a_description_that_cannot_be_used_is_one_clear_error(place, command):
    (place / "families/portal.toml").write_text(PORTAL + '\ncolour = "red"\n', "utf-8")
    result = CliRunner().invoke(app, [*command, "--families", "families"])
    assert isinstance(result.exception, FamilyError)  # which the program prints as a line, with status 2
    assert re.fullmatch(r"families/portal\.toml:\d+: [^\n]*colour[^\n]*", str(result.exception))
