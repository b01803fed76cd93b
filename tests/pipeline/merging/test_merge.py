"""The promises of a whole merge: deterministic, incremental, from any form of input, one bad line costs one line."""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import MissingExtraError, NoInputError, RunError, WriteError
from pipeline.merging import merge, read_works
from pipeline.merging.extra import require
from pipeline.merging.inputs import Piece, pieces, read_lines
from pipeline.outputs import format_named
from schemas.work import Work
from tests.pipeline.merging.conftest import write_records
from tests.pipeline.merging.shared_records import ABSTRACT, TITLE, author, record, text

NAMES = [author("Mara Linden", "Linden", "Mara"), author("Otto Reyes", "Reyes", "Otto")]


def records():
    """Five works, of three to one records, with conflicts, versions and ties among them."""
    words = ABSTRACT.split()
    found = []
    for n in range(5):
        random.Random(n).shuffle(words)
        title, body = f"{words[0]} and {words[1]} {TITLE[n:]}", text(" ".join(words))
        found.append(record(f"{n}a", doi=f"10.5555/{n}", title=title, volume="3"))
        found.append(record(f"{n}b", "qxmd", title=title.upper(), abstract=body))
        found.append(record(f"{n}c", "emerald_search", doi=f"10.5555/{n}", authors=NAMES, abstract=body, issued="2012"))
    found.append(
        record("p", doi="10.48550/arxiv.1105.1", title=found[0].title, authors=NAMES, abstract=found[1].abstract)
    )
    found.append(record("t", "qxmd", title=TITLE))
    return found


def output(directory: Path) -> bytes:
    return (directory / "works.jsonl").read_bytes()


def run(tmp_path: Path, name: str, *inputs: Path, workers: int = 1) -> bytes:
    merge(inputs, tmp_path / name, workers=workers)
    return output(tmp_path / name)


def test_order_workers_and_split_do_not_matter(tmp_path):
    made = records()
    whole = run(tmp_path, "whole", write_records(tmp_path / "a" / "records.jsonl", made))
    shuffled = random.Random(1).sample(made, len(made))
    write_records(tmp_path / "b" / "records-00000-of-00002.jsonl", shuffled[:7])
    write_records(tmp_path / "b" / "records-00001-of-00002.jsonl", shuffled[7:])
    assert run(tmp_path, "split", tmp_path / "b", workers=2) == whole
    assert b'"is_version_of": [{' in whole


def test_merging_in_steps_equals_merging_at_once(tmp_path):
    made = records()
    first, second = made[::2], made[1::2]
    a = write_records(tmp_path / "a" / "records.jsonl", first)
    b = write_records(tmp_path / "b" / "records.jsonl", second)
    whole = run(tmp_path, "whole", a, b)
    run(tmp_path, "first", a)
    run(tmp_path, "second", b)
    assert run(tmp_path, "steps", tmp_path / "first", b) == whole
    assert run(tmp_path, "works", tmp_path / "second", tmp_path / "first") == whole
    assert run(tmp_path, "again", tmp_path / "whole", a) == whole


def test_ids_of_works_are_stable(tmp_path):
    made = records()
    run(tmp_path, "few", write_records(tmp_path / "a" / "records.jsonl", made[:3]))
    run(tmp_path, "all", write_records(tmp_path / "b" / "records.jsonl", made))
    (few,) = read_works(tmp_path / "few")
    assert few.doi == "10.5555/0"
    assert few.work_id in {work.work_id for work in read_works(tmp_path / "all")}


def test_every_record_is_in_one_work_and_comes_back(tmp_path):
    made = records()
    run(tmp_path, "out", write_records(tmp_path / "a" / "records.jsonl", made))
    back = [one for work in read_works(tmp_path / "out") for one in work.records()]
    assert sorted(back, key=lambda r: r.record_id) == sorted(made, key=lambda r: r.record_id)


def test_one_id_with_two_contents_gives_two_members(merged):
    one = record("a", doi="10.5555/a", title=TITLE)
    other = record("a", doi="10.5555/a", title=TITLE, volume="3")
    (work,) = merged(one, other, one)
    assert [m.record_id for m in work.members] == ["a", "a"]
    assert len({m.id for m in work.members}) == 2
    assert all(m.id.startswith("a~") for m in work.members)
    assert sorted(r.model_dump_json() for r in work.records()) == sorted(r.model_dump_json() for r in (one, other))


@pytest.mark.parametrize("nested", [True, False])
def test_parquet_and_gzip_are_read_alike(tmp_path, nested):
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = records()
    plain = write_records(tmp_path / "a" / "records.jsonl", made)
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "records.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    rows = [one.model_dump() for one in made]
    if not nested:
        rows = [{k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in row.items()} for row in rows]
    (tmp_path / "p").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "p" / "records.parquet")
    whole = run(tmp_path, "plain", plain)
    assert run(tmp_path, "gzip", tmp_path / "z") == whole
    assert run(tmp_path, "parquet", tmp_path / "p") == whole


def test_a_bad_line_costs_one_line(tmp_path):
    good = record("a", title="Odd\u0000 title \U0001f327 <b>&amp;", abstract=text("�" * 300)).model_dump_json()
    bad = [b"{", b'{"record_id": 3}', b"\xff\xfe", good.replace('"record_id":"a"', '"record_id":"\\ud800"').encode()]
    path = tmp_path / "a" / "records.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"\n".join([bad[0], good.encode(), *bad[1:], b""]))
    summary = merge([path], tmp_path / "out", workers=1)
    assert (summary.records, summary.works, summary.rejected) == (1, 1, 4)
    rejects = [json.loads(line) for line in (tmp_path / "out" / "merge_rejects.jsonl").read_text().splitlines()]
    assert [r["where"].rpartition(":")[2] for r in rejects] == ["1", "3", "4", "5"]
    assert all(r["reason"] for r in rejects)


def test_nothing_of_the_merge_stays_but_its_files(tmp_path):
    made = write_records(tmp_path / "a" / "records.jsonl", records())
    merge([made.parent], made.parent, workers=1)
    assert sorted(p.name for p in made.parent.iterdir()) == ["merge.json", "records.jsonl", "works.jsonl"]


def test_what_a_killed_merge_left_is_removed(tmp_path):
    made = write_records(tmp_path / "a" / "records.jsonl", records())
    code = (
        "import os, sys; from pipeline.merging import merge;"
        "merge(sys.argv[1:2], sys.argv[2], workers=1, progress=lambda *_: os._exit(9))"
    )
    assert subprocess.run([sys.executable, "-c", code, made, tmp_path / "out"]).returncode == 9
    assert list((tmp_path / "out" / ".winnow" / "merge").iterdir())
    assert not (tmp_path / "out" / "works.jsonl").exists()
    whole = run(tmp_path, "whole", made)
    assert run(tmp_path, "out", made) == whole
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["merge.json", "works.jsonl"]


def test_two_merges_into_one_folder_at_once_are_refused(tmp_path):
    made = write_records(tmp_path / "a" / "records.jsonl", records())
    code = (
        "import sys; from pathlib import Path; from pipeline.workspace import Workspace\n"
        "with Workspace(Path(sys.argv[1])).locked(): print(flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "out"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        with pytest.raises(WriteError):
            merge([made], tmp_path / "out", workers=1)
        other.communicate(b"\n")
    assert merge([made], tmp_path / "out", workers=1).records == len(records())


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("ris", "works.ris"),
        ("bibtex", "works.bib"),
        ("csl-json", "works.json"),
        ("csv", "works.csv"),
        ("xlsx", "works.xlsx"),
    ],
)
def test_works_in_the_formats_of_reference_managers(tmp_path, format, name):
    try:
        form = format_named(format)
    except MissingExtraError as error:
        pytest.skip(str(error))
    made = write_records(tmp_path / "a" / "records.jsonl", records())
    merge([made], tmp_path / "out", workers=1, format=format)
    expected = form.document([work.record() for work in read_works(tmp_path / "out")])
    assert (tmp_path / "out" / name).read_bytes() == expected != b""
    merge([made], tmp_path / "out", workers=1)
    assert not (tmp_path / "out" / name).exists()  # it would be of other works


@pytest.mark.parametrize("options", [{"format": "parquet"}, {"format": "word"}, {"engine": "magic"}])
def test_unknown_options_are_refused(tmp_path, options):
    made = write_records(tmp_path / "a" / "records.jsonl", records())
    with pytest.raises(RunError):
        merge([made], tmp_path / "out", **options)


@pytest.mark.parametrize("lines", [1, 3, 4, 100])
def test_pieces_of_a_file_are_the_file(tmp_path, lines, monkeypatch):
    monkeypatch.setattr("pipeline.merging.inputs._LINES", lines)
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"a\n\n\xff\n\xc3\xa9\nend")
    whole = list(read_lines(Piece(path)))
    assert [line for piece in pieces(path) for line in read_lines(piece)] == whole
    assert [line.where[-2:] for line in whole] == [":1", ":3", ":4", ":5"]


def test_no_records_at_all(tmp_path):
    path = write_records(tmp_path / "a" / "records.jsonl", [])
    with pytest.raises(NoInputError, match="no record in"):
        merge([path], tmp_path / "out", workers=1)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("inputs", [[], ["absent"], ["."]])
def test_inputs_that_are_not_there(tmp_path, inputs):
    with pytest.raises(NoInputError):
        merge([tmp_path / name for name in inputs], tmp_path / "out")


def test_a_missing_library_is_named():
    with pytest.raises(MissingExtraError, match=r"winnow-scholar\[merge\]"):
        require("no_such_library.part")


def test_many_records_of_one_title_are_not_compared_each_with_each(tmp_path):
    calls = {}
    made = [record(f"{n:04}", title="A title that very many records have", issued="2012") for n in range(600)]
    summary = merge([write_records(tmp_path / "a" / "records.jsonl", made)], tmp_path / "out", workers=1)
    calls["pairs"] = summary.pairs
    assert summary.works == 600
    assert calls["pairs"] < 600 * 24


def test_many_copies_of_one_record_are_one_work(tmp_path):
    made = [record(f"{n:04}", title=TITLE, authors=NAMES, issued="2012") for n in range(300)]
    merge([write_records(tmp_path / "a" / "records.jsonl", made)], tmp_path / "out", workers=1)
    (work,) = read_works(tmp_path / "out")
    assert (len(work.members), len(work.why)) == (300, 299)
    assert isinstance(work, Work)


def test_a_work_that_very_many_pages_show(tmp_path):
    made = [
        record(f"r{n}", doi="10.5555/a", title=TITLE, last_page=str(n % 700), citation_count=n) for n in range(1500)
    ]
    path = write_records(tmp_path / "a" / "records.jsonl", made)
    assert merge([path], tmp_path / "out", workers=1).works == 1
    (work,) = read_works(tmp_path / "out")
    assert len(work.members) == 1500
    assert (work.citation_count, work.warnings) == (1499, ["conflict:last_page"])
