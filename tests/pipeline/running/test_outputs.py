"""Every output format, read back with a library that did not write it."""

import csv
import gzip
import io
import json
import re

import pytest

from pipeline import run
from pipeline.errors import RunError
from pipeline.outputs import FORMATS, format_named
from pipeline.outputs.citation import citation_key
from pipeline.outputs.columns import record_of
from pipeline.outputs.json_lines import line
from schemas import PageResult, Record


def record(number=0, **values):
    source = {"page_id": "sha256:0", "path": f"{number}.txt", "extractor": "standin", "media": "text"}
    return Record(record_id=f"{number:032x}", source=source, **values)


TITLE = "50% of A_B & {C} $x$ #1 ~ ^ \\ “Müller” – 精神病学 – الطب النفسي – Психиатрия"
RECORDS = [
    record(
        0,
        type="article-journal",
        title=TITLE,
        authors=[
            {"literal": "Gray BT", "family": "Gray", "given": "Benjamin Thomas"},
            {"literal": "van der Berg, Å.", "family": "van der Berg", "given": "Å."},
            {"literal": "World Health Organization and Partners, Inc."},
            {"literal": "王伟"},
        ],
        container_title="Journal of Things & Others",
        issued="2024-08-22",
        volume="12",
        issue="3",
        first_page="101",
        last_page="109",
        doi="10.1007/s10597_021-(00807)-8",
        issn=["0010-3853"],
        abstract={"text": "Purpose: one.\nTY  - two\n@article{x, ER  - ", "sections": []},
        keywords=["a, b", "c"],
        provenance={"doi": [{"rule": "x.doi", "start": 1, "end": 5}], "title": [{"rule": "head", "tag": "dc.title"}]},
    ),
    record(1, title="No year, no author {", type="chapter"),
    record(2, issued="1999", authors=[{"literal": "Nobody}"}]),
    record(3, type="thesis", issued="2001-05", title="Controls \x00\x0b\x85 and\nbreaks"),
]


def present(name):
    """A format whose library is installed; else the test is skipped."""
    if FORMATS[name].needs:
        pytest.importorskip(FORMATS[name].needs[0])
    return format_named(name)


@pytest.fixture(params=["one batch", "two batches"])
def written(request, tmp_path):
    """Writes the records in a format, as one part or joined from several."""

    def write(name):
        form = present(name)
        cuts = [RECORDS] if request.param == "one batch" else [RECORDS[:1], RECORDS[1:]]
        parts = []
        for number, batch in enumerate(cuts):
            parts.append(tmp_path / f"part{number}")
            parts[-1].write_bytes(form.encode(batch))
        target = tmp_path / f"records.{form.suffix}"
        with target.open("wb") as stream:
            form.joining()(parts, stream)
        return target

    return write


def test_json_lines(written):
    rows = [json.loads(row) for row in written("jsonl").read_bytes().splitlines()]
    assert [Record.model_validate(row) for row in rows] == RECORDS
    assert set(rows[1]) == {name for name, field in Record.model_fields.items() if not field.exclude_if}


def test_a_lone_surrogate_is_written_as_an_escape():
    result = PageResult.model_construct(page_id="x", path="\ud800é", status="rejected", segments=[], record_ids=[])
    assert json.loads(line(result))["path"] == "\ud800é"


def test_parquet_with_polars(written):
    table = pytest.importorskip("polars").read_parquet(written("parquet"))
    assert table["title"].to_list() == [row.title for row in RECORDS]
    assert table["authors"].to_list()[0] == [author.model_dump() for author in RECORDS[0].authors]
    assert table["abstract"].to_list()[0]["text"] == RECORDS[0].abstract.text
    assert table["abstract"].to_list()[1] is None


def test_parquet_with_duckdb(written):
    duckdb = pytest.importorskip("duckdb")
    path = str(written("parquet"))
    rows = duckdb.sql(f"select authors[1].family, provenance[1].rule, source.path from '{path}'").fetchall()
    assert rows[0] == ("Gray", "x.doi", "0.txt")


def test_parquet_with_pandas(written):
    frame = pytest.importorskip("pandas").read_parquet(written("parquet"))
    assert list(frame.issued.fillna("")) == ["2024-08-22", "", "1999", "2001-05"]
    assert [author["literal"] for author in frame.authors[0]] == [author.literal for author in RECORDS[0].authors]
    assert dict(frame.provenance[0][0]) == {"field": "doi", "rule": "x.doi", "start": 1, "end": 5, "tag": None}


def test_parquet_with_datasets(written, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    table = datasets.load_dataset("parquet", data_files=str(written("parquet")), cache_dir=str(tmp_path / "cache"))
    rows = list(table["train"])
    assert [row["title"] for row in rows] == [row.title for row in RECORDS]
    assert rows[0]["provenance"][1]["tag"] == "dc.title" and rows[1]["abstracts"] == []


def test_parquet_is_read_back_as_the_records_were():
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(FORMATS["parquet"].document([*RECORDS, FULL]))).to_pylist()
    assert [Record.model_validate(record_of(row)) for row in rows] == [*RECORDS, FULL]


def test_pages_in_parquet(folder, tmp_path):
    polars = pytest.importorskip("polars")
    rows = "".join(json.dumps({"text": f"title {n}", "id": f"row-{n}"}) + "\n" for n in range(5))
    run([folder({"t.jsonl": rows})], tmp_path / "out", format="parquet", workers=1, part_pages=2)
    table = polars.read_parquet(tmp_path / "out/pages.parquet")
    lines = [json.loads(line) for line in (tmp_path / "out/pages.jsonl").read_bytes().splitlines()]
    assert table["page_id"].to_list() == [line["page_id"] for line in lines]
    assert table["text"].to_list() == [f"title {n}" for n in range(5)]
    assert set(table.columns) == {*lines[0], "accessed", "input_id"}
    facts = json.loads((tmp_path / "out/run.json").read_bytes())
    assert facts["files"]["pages_parquet"] == ["pages.parquet"]


def test_parquet_has_one_schema(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    schemas = []
    for number, batch in enumerate([RECORDS, RECORDS[1:2], []]):
        (tmp_path / f"{number}.parquet").write_bytes(FORMATS["parquet"].document(batch))
        schemas.append(parquet.read_schema(tmp_path / f"{number}.parquet"))
    assert schemas[0].equals(schemas[1]) and schemas[0].equals(schemas[2])
    assert schemas[0].names == list(Record.model_fields)


def test_ris(written):
    pytest.importorskip("rispy")
    readris = pytest.importorskip("RISparser").readris
    with written("ris").open(encoding="utf-8") as stream:
        rows = list(readris(stream))
    assert [row.get("title") for row in rows] == [TITLE, RECORDS[1].title, None, "Controls and breaks"]
    assert rows[0]["authors"] == [
        "Gray, Benjamin Thomas",
        "van der Berg, Å.",
        "World Health Organization and Partners, Inc.",
        "王伟",
    ]
    assert rows[0]["abstract"] == "Purpose: one. TY - two @article{x, ER -"
    assert (rows[0]["doi"], rows[0]["year"], rows[0]["start_page"]) == (RECORDS[0].doi, "2024", "101")
    assert "year" not in rows[1]


def test_bibtex(written):
    pytest.importorskip("bibtexparser.model")
    database = pytest.importorskip("pybtex.database")
    latex = pytest.importorskip("pylatexenc.latex2text")
    entries = list(database.parse_file(str(written("bibtex")), "bibtex").entries.values())
    assert [entry.type for entry in entries] == ["article", "incollection", "misc", "phdthesis"]
    first = entries[0]
    people = first.persons["author"]
    assert [str(person) for person in people[:2]] == ["Gray, Benjamin Thomas", "van der Berg, Å."]
    assert [person.last_names for person in people[2:]] == [
        ["{World Health Organization and Partners, Inc.}"],
        ["{王伟}"],
    ]
    assert first.fields["doi"] == RECORDS[0].doi
    assert (first.fields["year"], first.fields["pages"]) == ("2024", "101--109")
    assert latex.LatexNodes2Text().latex_to_text(first.fields["title"]) == TITLE.replace("^", "ˆ")  # as it reads it
    assert entries[1].fields["title"] == r"No year, no author \textbraceleft{}"
    assert "year" not in entries[1].fields


def test_csl_json(written):
    pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written("csl-json").read_text("utf-8"))
    source = CiteProcJSON(items)
    assert len(source) == 4
    first = source[items[0]["id"].lower()]
    assert "".join(map(str, first["title"])) == TITLE
    assert [str(name.get("family") or name["literal"]) for name in items[0]["author"]] == [
        "Gray",
        "van der Berg",
        "World Health Organization and Partners, Inc.",
        "王伟",
    ]
    assert first["issued"].year == 2024
    assert "issued" not in items[1]


FULL = record(
    7,
    title="Obstacles to „care“: a survey",
    authors=[
        {"literal": "Juan de la Cruz y Soto", "family": "de la Cruz y Soto", "given": "Juan"},
        {"literal": "Martin L. King, Jr.", "family": "King Jr.", "given": "Martin L."},
        {"literal": "H. Ford III", "family": "Ford III", "given": "H.", "affiliations": ["Ward 3, Ulm"]},
        {"literal": "Ludwig van der Berg", "family": "van der Berg", "given": "Ludwig"},
        {"literal": "J. Ortega y Gasset", "family": "Ortega y Gasset", "given": "J."},
        {"literal": "Anne-Marie d’Arc", "family": "d’Arc", "given": "Anne-Marie"},
    ],
    issued="2024",
    volume="3",
    publication_stage=None,
    keywords=["Stigma"],
    index_terms=["Mental Health Services"],
    subjects=["stigma", "Psychiatry"],
    pmcid="PMC7",
    arxiv_id="2101.00001",
    warnings=["conflict:issued"],
    title_translated=[{"text": "Obstacles aux soins", "language": "fr"}],
)
FULL = FULL.model_copy(update={"source": FULL.source.model_copy(update={"accessed": "2024-03-12"})})


def test_ris_for_screening():
    rispy = pytest.importorskip("rispy")
    (row,) = rispy.loads(FORMATS["ris"].document([FULL]).decode())
    assert row["type_of_reference"] == "JOUR"  # it has a volume
    assert row["notes"] == ["Warnings: conflict:issued", "File: 7.txt"]
    assert row["file_attachments2"] == "7.txt"
    assert row["keywords"] == ["Stigma", "Mental Health Services", "Psychiatry"]
    assert (row["accession_number"], row["custom2"]) == ("arXiv:2101.00001", "PMC7")
    assert row["urls"] == ["https://arxiv.org/abs/2101.00001"]
    assert row["authors"][1:3] == ["King, Martin L., Jr.", "Ford, H., III"]
    assert (row["access_date"], row["translated_title"]) == ("2024/03/12/", "Obstacles aux soins")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"issn": ["0010-3853"]}, "JOUR"),
        ({"volume": "3"}, "JOUR"),
        ({"isbn": ["9783161484100"]}, "BOOK"),
        ({"isbn": ["9783161484100"], "container_title": "A Handbook"}, "CHAP"),
        ({"type": "thesis", "volume": "3"}, "THES"),
        ({"container_title": "Somewhere"}, "GEN"),
        ({}, "GEN"),
    ],
)
def test_ris_type_of_what_is_known(values, kind):
    pytest.importorskip("rispy")
    assert FORMATS["ris"].document([record(**values)]).startswith(f"TY  - {kind}\n".encode())


def test_bibtex_names_are_split_as_the_record_splits_them():
    pytest.importorskip("bibtexparser.model")
    database = pytest.importorskip("pybtex.database")
    (entry,) = database.parse_bytes(FORMATS["bibtex"].document([FULL]), "bibtex").entries.values()
    parts = ("prelast_names", "last_names", "lineage_names", "first_names", "middle_names")
    split = [[" ".join(getattr(one, part)) for part in parts] for one in entry.persons["author"]]
    assert split == [
        ["de la", "{Cruz y Soto}", "", "Juan", ""],
        ["", "King", "Jr.", "Martin", "L."],
        ["", "Ford", "III", "H.", ""],
        ["van der", "Berg", "", "Ludwig", ""],
        ["", "{Ortega y Gasset}", "", "J.", ""],
        ["", "d’Arc", "", "Anne-Marie", ""],
    ]
    assert entry.key == "delacruz2024obstacles" and entry.type == "article"
    assert (entry.fields["urldate"], entry.fields["eprint"]) == ("2024-03-12", "2101.00001")


def test_csl_says_when_a_page_was_accessed():
    (item,) = json.loads(FORMATS["csl-json"].document([FULL]))
    assert item["accessed"] == {"date-parts": [[2024, 3, 12]]}
    assert item["author"][1] == {"family": "King", "given": "Martin L.", "suffix": "Jr."}


@pytest.mark.parametrize(
    ("name", "issued", "title", "key"),
    [
        ("Gray", "2024-08-22", "Barriers to care", "gray2024barriers"),
        ("Müller-Lüdenscheidt", "1999", "Über das Warten", "mullerludenscheidt1999warten"),
        ("Łukasiewicz", None, "O tym, co jest", "lukasiewicztym"),
        ("O'Neil", "2020", "The “I” in it", "oneil2020it"),
        ("王", "2020", "精神病学", "anon2020record"),
        (None, None, None, "anonrecord"),
    ],
)
def test_citation_keys_can_be_read(name, issued, title, key):
    authors = [{"literal": name, "family": name, "given": "X"}] if name else []
    assert citation_key(record(authors=authors, issued=issued, title=title)) == key


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_citation_keys_are_unique_in_all_files_of_a_run(folder, tmp_path, name):
    form = present(name)
    root = folder({f"{n:02}.txt": f"Barriers {n % 2} to care" for n in range(8)})
    run([root], tmp_path / "out", format=name, workers=2, part_pages=2, split_size=1)
    files = sorted((tmp_path / "out").glob(f"records-*.{form.suffix}"))
    text = "".join(path.read_text() for path in files)
    keys = re.findall(r'@\w+\{([^,]+),|"id": "([^"]+)"', text)
    assert len(files) == 4 and len(set(keys)) == 8


def test_csv_with_pandas_polars_and_duckdb(written):
    path = written("csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    assert rows[0]["title"] == TITLE and rows[0]["doi"] == RECORDS[0].doi and rows[0]["path"] == "0.txt"
    assert rows[0]["authors"].startswith("Gray, Benjamin Thomas; van der Berg, Å.; World Health Organization")
    assert rows[1]["doi"] == "" and rows[3]["title"] == "Controls \x85 and\nbreaks"
    frame = pytest.importorskip("pandas").read_csv(path)
    assert list(frame["title"].fillna("")) == [row["title"] for row in rows]
    assert pytest.importorskip("polars").read_csv(path)["title"].to_list()[0] == TITLE
    found = pytest.importorskip("duckdb").sql(f"select title from '{path}' where record_id = '{0:032x}'").fetchall()
    assert found == [(TITLE,)]


def test_xlsx_with_openpyxl(tmp_path):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    form = format_named("xlsx", ["title,abstract", "source.path"])
    hostile = record(9, title='=HYPERLINK("https://e.org")', abstract={"text": "a" * 40_000})
    (tmp_path / "a.xlsx").write_bytes(form.document([*RECORDS, hostile]))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("title", "abstract", "path") and len(rows) == 6
    assert rows[1][0] == TITLE and rows[3][0] is None
    assert sheet["A6"].value == hostile.title and sheet["A6"].data_type == "s"
    assert len(rows[5][1]) == 32_767 and rows[5][1].endswith("…")
    assert form.document(RECORDS) == form.document(RECORDS)


def test_fields_choose_the_columns(folder, tmp_path):
    root = folder({"a.txt": "title a", "b.txt": "title b"})
    run([root], tmp_path / "out", format="csv", fields=["title,doi", "url"], workers=1)
    assert (tmp_path / "out/records.csv").read_text() == "title,doi,url\ntitle a,,\ntitle b,,\n"


@pytest.mark.parametrize(("name", "fields"), [("csv", ["titel"]), ("ris", ["title"])])
def test_fields_that_do_not_exist_or_do_not_fit(name, fields):
    with pytest.raises(RunError, match=r"title.*doi|not with ris"):
        format_named(name, fields)


@pytest.mark.parametrize(("name", "empty"), [("csl-json", b"[\n]\n"), ("ris", b""), ("bibtex", b""), ("jsonl", b"")])
def test_no_records_are_a_file_all_the_same(tmp_path, name, empty):
    (tmp_path / "x").write_bytes(FORMATS[name].document([]))
    assert (tmp_path / "x").read_bytes() == empty


@pytest.mark.parametrize("name", FORMATS)
def test_runs_in_every_format(folder, tmp_path, name):
    form = present(name)
    root = folder({f"{n}.txt": f"title {n}" for n in range(7)})
    run([root], tmp_path / "out", format=name, workers=1, part_pages=3)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"records.{form.suffix}",
        "pages.jsonl",
        "rejects.jsonl",
        "run.json",
        *(["pages.parquet"] if name == "parquet" else []),
    }
    if name == "csl-json":
        assert len(json.loads((tmp_path / "out/records.json").read_bytes())) == 7


@pytest.mark.parametrize("how", ["gz", "zst"])
def test_compressed_lines(folder, tmp_path, how):
    zstd = pytest.importorskip("backports.zstd")
    root = folder({f"{n}.txt": f"title {n}" for n in range(7)})
    run([root], tmp_path / "out", compress=how, workers=1, part_pages=3)
    data = (tmp_path / f"out/records.jsonl.{how}").read_bytes()
    unpack = gzip.decompress if how == "gz" else zstd.decompress
    assert [json.loads(row)["title"] for row in unpack(data).splitlines()] == [f"title {n}" for n in range(7)]


def test_splitting_by_size_and_merging(folder, tmp_path, lines):
    root = folder({f"{n:02}.txt": f"title {n}" for n in range(12)})
    run([root], tmp_path / "split", workers=2, part_pages=2, split_size=1)
    run([root], tmp_path / "whole", workers=2, part_pages=2, split_size=1, merge_output=True)
    assert (tmp_path / "split/records-00000-of-00006.jsonl").exists()
    assert len(list((tmp_path / "split").glob("pages-*-of-00006.jsonl"))) == 6
    assert lines(tmp_path / "split", "records") == lines(tmp_path / "whole", "records")
    assert (tmp_path / "whole/records.jsonl").exists()


def test_a_new_run_leaves_nothing_of_the_old(folder, tmp_path):
    root = folder({f"{n:02}.txt": f"title {n}" for n in range(12)})
    run([root], tmp_path / "out", workers=1, part_pages=2, split_size=1, compress="gz")
    (tmp_path / "out/mine.txt").write_text("kept")
    run([root], tmp_path / "out", workers=1)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"records.jsonl", "pages.jsonl", "rejects.jsonl", "run.json", "mine.txt"}


def test_citation_keys_are_unique_though_pages_are_the_same(folder, tmp_path):
    root = folder({"a.txt": "same", "b.txt": "same"})
    run([root], tmp_path / "out", format="csl-json", workers=1)
    first, second = json.loads((tmp_path / "out/records.json").read_bytes())
    assert first["id"] != second["id"]
