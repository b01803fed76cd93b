"""A run with `--merge` over two pages of one work: what the report and the inspections show of it."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import MissingExtraError, NoInputError
from pipeline.viewing.run_files import read_works
from pipeline.viewing.works import see_works

SECTIONS = (
    ("Purpose", "The purpose of this paper is to ask who cleans the places that belong to everybody."),
    ("Design/methodology/approach", "The paper is based on interviews with 31 sweepers in three coastal towns."),
    ("Findings", "The findings suggest three kinds of sweeper: the proud, the paid and the passing."),
    ("Originality/value", "Sweeping has rarely been asked about."),
)
PORTAL = f"""Sweeping as service: who cleans the commons?

Author:

Whitcombe Alma,van der Hoeven Jean-Luc

Abstract

{"".join(label + text for label, text in SECTIONS)}

Publisher

Larch & Sons, Ltd.

Subject

Sociology and Political Science

同舟云学术

www.globalauthorid.com
"""
SEARCH = f"""Search results

1 – 1 of 1
Article
Publication date: 24 February 2012

Alma Whitcombe and Jean-Luc van der Hoeven

{SECTIONS[0][1][:60]}…

Abstract

{"".join(f"{label}{chr(10)}{chr(10)}{text}{chr(10)}{chr(10)}" for label, text in SECTIONS)}
Details

The Review of Common Places, vol. 16 no. 1
Type: Research Article
ISSN: 0306-8153

Keywords

1 – 1 of 1
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory) -> Path:
    for library in ("duckdb", "numpy", "pyarrow", "rapidfuzz", "rensa"):
        pytest.importorskip(library)
    root = tmp_path_factory.mktemp("merged")
    (root / "in").mkdir()
    (root / "in/portal.txt").write_text(PORTAL)
    (root / "in/search.txt").write_text(SEARCH)
    done = CliRunner().invoke(app, ["run", str(root / "in"), "-o", str(root / "out"), "--workers", "1", "--merge"])
    assert done.exit_code == 0, done.output
    assert "Merged 2 records into 1 work" in " ".join(done.output.split())
    return root


def test_a_run_merges_and_says_which_page_gave_what(merged):
    (work,) = read_works(merged / "out")
    assert work["title"] == "Sweeping as service: who cleans the commons?"
    assert (work["volume"], work["issue"], work["issn"], work["issued"]) == ("16", "1", ["0306-8153"], "2012-02-24")
    (shown,) = see_works([work], set()).examples
    assert [name.rpartition("/")[2] for name in shown["members"]] == [
        Path(member["source"]["path"]).name for member in work["members"]
    ]
    portal = [name.endswith("portal.txt") for name in shown["members"]].index(True)
    cells = {row["name"]: (row["cells"][portal], row["cells"][1 - portal]) for row in shown["rows"]}
    assert cells["title"] == ("gave", "none")
    assert cells["volume"] == ("none", "gave")
    assert set(cells["authors"]) == {"gave", "same"}  # the same names, family name first
    assert shown["why"] == ["abstract, authors"]


def test_the_report_shows_works(merged, show):
    out = merged / "out"
    assert CliRunner().invoke(app, ["report", str(out)]).exit_code == 0
    opened = show(out / "report.html")
    page = opened.page
    assert "1 work, 1 of them merged from several records" in page.text_content("main")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    rows = page.evaluate("[...document.querySelectorAll('.work tbody tr')].map(r => r.innerText.replace(/\\s+/g, ''))")
    assert {"title●only", "volume●only"} <= set(rows)
    assert any(row.startswith("authors") and "●" in row and "◐" in row for row in rows)
    assert opened.violations() == []
    opened.quiet()
    inspections = [path for path in (out / "report-pages").iterdir() if "Merged into one work" in path.read_text()]
    assert len(inspections) == 2
    inspected = show(inspections[0])
    assert inspected.violations() == []
    inspected.quiet()


def test_inspect_shows_the_works_of_a_page(merged):
    page, out = str(merged / "in/portal.txt"), str(merged / "out")
    assert "Merged into one work" in CliRunner().invoke(app, ["inspect", page, "--works", out]).output
    assert "Merged into one work" not in CliRunner().invoke(app, ["inspect", page]).output
    with pytest.raises(NoInputError):
        read_works(merged / "in")


def test_another_run_into_the_folder_takes_the_works_away(merged, tmp_path):
    args = ["run", str(merged / "in"), "-o", str(tmp_path), "--workers", "1"]
    assert CliRunner().invoke(app, [*args, "--merge"]).exit_code == 0
    assert CliRunner().invoke(app, args).exit_code == 0
    assert not {"works.jsonl", "merge.json"} & {path.name for path in tmp_path.iterdir()}


def test_what_cannot_be_merged_is_said_before_the_run(merged, tmp_path, monkeypatch):
    args = ["run", str(merged / "in"), "-o", str(tmp_path / "out"), "--merge"]
    assert "title" in str(CliRunner().invoke(app, [*args, "--format", "csv", "--fields", "titel"]).exception)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert isinstance(CliRunner().invoke(app, args).exception, MissingExtraError)
    assert not (tmp_path / "out").exists()
