"""The library as a program uses it: files, wrong arguments, errors, and a start at once."""

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import pipeline
from pipeline import extract, extract_file, extract_many

SEED = Path(__file__).parents[2] / "seeds/qxmd/paper_page.html"


def test_a_file(tmp_path):
    result = extract_file(SEED, url="https://example.org/1")
    assert result.records[0].title == extract(SEED.read_bytes()).records[0].title
    assert result.path == SEED.as_posix() and result.url == "https://example.org/1"
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(SEED.read_bytes()))
    assert extract_file(str(tmp_path / "page.html.gz")).records[0].title == result.records[0].title
    assert extract_file(SEED, lang="zh").reason == "language"


def test_a_member_of_an_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(SEED, "x/one.html")
        archive.writestr("two.txt", "nothing")
    assert extract_file(f"{tmp_path}/a.zip!/x/one.html").records
    with pytest.raises(pipeline.WrongArgumentError, match=r"several pages.*one\.html"):
        extract_file(tmp_path / "a.zip")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(pipeline.NoInputError, match="does not exist"):
        extract_file(tmp_path / "none.html")


@pytest.mark.parametrize(
    ("page", "hint"),
    [(SEED, "extract_file"), (None, "not NoneType"), (["a page"], "extract_many"), (SEED.open, "extract_file")],
)
def test_wrong_arguments_say_what_to_pass(page, hint):
    with pytest.raises(pipeline.WrongArgumentError, match=hint) as raised:
        extract(page)
    assert isinstance(raised.value, TypeError)
    with pytest.raises(pipeline.WrongArgumentError):
        list(extract_many([page], workers=1))


def test_errors_are_exported_and_named_so():
    errors = [name for name in pipeline.__all__ if name.endswith("Error")]
    assert len(errors) == 8
    assert all(issubclass(getattr(pipeline, name), pipeline.PipelineError) for name in errors)
    assert {*pipeline.__all__} <= {*dir(pipeline)}


def test_help_imports_neither_the_extraction_nor_its_libraries():
    code = (
        "import sys, json; from typer.testing import CliRunner; from pipeline import cli;"
        "CliRunner().invoke(cli.app, ['run', '--help']); print(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    heavy = {"lxml", "extractors", "schemas", "jinja2", "pygal", "langdetect", "ahocorasick"}
    assert not heavy & loaded


def test_a_record_writes_itself():
    (record,) = extract_file(SEED).records
    rispy = pytest.importorskip("rispy")
    assert rispy.loads(record.to_ris())[0]["title"] == record.title
    pybtex = pytest.importorskip("pybtex.database")
    pytest.importorskip("bibtexparser.model")
    assert pybtex.parse_string(record.to_bibtex(), "bibtex").entries["marsh2019bed"].fields["title"] == record.title
    assert record.to_csl()["title"] == record.title
    again = pipeline.Record.model_validate_json(record.model_dump_json())
    assert again == record and again.to_csl() == record.to_csl()


def test_html_of_hostile_values_is_text():
    page = (
        "<html><head><meta name=citation_title content='&lt;script&gt;alert(1)&lt;/script&gt; and its effects'></head>"
    )
    result = extract(page + "<body><p>x</p>", url="https://e.org/<script>")
    assert "<script" not in result._repr_html_()
    assert all("<script" not in record._repr_html_() for record in result.records)


def test_a_notebook(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    cells = [
        f"from pipeline import extract_file\nresult = extract_file({str(SEED)!r})\nresult.records[0]",
        "result",
        "result.show()",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    root = str(Path(__file__).parents[2])
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": root}}).execute()
    shows = [out["data"]["text/html"] for cell in notebook.cells for out in cell.outputs if "data" in out]
    record, result, shown = shows
    title = extract_file(SEED).records[0].title
    assert title in record and title in result
    assert shown.startswith("<iframe") and title in shown
