"""Every kind of input, made by the libraries of its format, and mixed."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import sys
import tarfile
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pipeline import extract, run
from pipeline.errors import NoInputError
from pipeline.inputs import Columns, read_pages

from .making import CRAWL, warc

zstd = pytest.importorskip("backports.zstd")
PAGES = {"a.txt": "first\n", "b/c.html": "<p>second", "b/d.htm": "<p>third é"}


def tell(inputs, columns=None):
    """What was read, as (last part of the path, text, url, reason)."""
    rows = []
    for page in read_pages([os.fspath(name) for name in inputs], columns):
        text = page.data if isinstance(page.data, str) else page.data.decode("utf-8", "replace")
        rows.append((page.path.rpartition("/")[2], text, page.url, page.reason))
    return rows


def texts(inputs, columns=None):
    return [row[1] for row in tell(inputs, columns)]


def test_folders_in_the_order_of_their_paths(folder):
    root = folder({**PAGES, "b.txt": "between", "Z.TXT": "capital", "x.pdf": "no page", ".hidden/e.txt": "no"})
    assert texts([root]) == ["capital", "first\n", "<p>second", "<p>third é", "between"]


def test_patterns_and_files_of_any_name(folder):
    root = folder({**PAGES, "odd.name": "odd"})
    assert texts([f"{root}/b/*.ht*"]) == ["<p>second", "<p>third é"]
    assert texts([f"{root}/**/*.htm"]) == ["<p>third é"]
    assert texts([f"{root}/*"]) == ["first\n", "<p>second", "<p>third é"]
    assert texts([root / "odd.name"]) == ["odd"]


def test_a_name_with_pattern_signs_is_a_name_first(folder):
    root = folder({"a[1].txt": "one", "a1.txt": "other"})
    assert texts([root / "a[1].txt"]) == ["one"]


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstd.compress)],
)
def test_compressed_pages(folder, suffix, pack):
    root = folder({f"a.txt{suffix}": pack(b"packed"), f"b.dat{suffix}": pack(b"no page")})
    assert tell([root]) == [(f"a.txt{suffix}", "packed", None, None)]


def test_zip(folder):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("b")
        for name, text in {**PAGES, "z.png": "no page", "g.txt.gz": "no gzip"}.items():
            archive.writestr(name, text)
    root = folder({"p.zip": data.getvalue()})
    rows = tell([root])
    assert [row[1] for row in rows] == ["first\n", "<p>second", "<p>third é", ""]
    assert [row[3] for row in rows] == [None, None, None, "undecodable"]
    assert next(read_pages([f"{root}/p.zip"])).path == f"{root}/p.zip!/a.txt"


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".xz", ".zst"])
def test_tar(folder, suffix):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, text in PAGES.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("l.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    pack = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd.compress}
    root = folder({f"p.tar{suffix}": pack[suffix](data.getvalue())})
    assert texts([root]) == list(PAGES.values())


ROWS = [
    {"text": "one", "url": "https://e.org/1"},
    {"text": "plain", "html": "<p>two", "url": None},
    {"text": 'a\n"b", c', "html": ""},
    {"text": None},
]
READ = [
    ("one", "https://e.org/1", None),
    ("<p>two", None, None),
    ('a\n"b", c', None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".gz", gzip.compress), (".zst", zstd.compress)])
def test_json_lines(folder, suffix, pack):
    data = "\n".join(map(json.dumps, ROWS)) + '\n\n[1]\n{"text": "cut'
    root = folder({f"t.jsonl{suffix}": pack(data.encode())})
    rows = tell([root])
    assert [row[1:] for row in rows] == [*READ, ("", None, "undecodable"), ("", None, "undecodable")]
    assert [row[0] for row in rows] == [f"t.jsonl{suffix}#{n}" for n in (1, 2, 3, 4, 6, 7)]


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".gz", gzip.compress), (".zst", zstd.compress)])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(folder, suffix, pack, delimiter):
    data = io.StringIO()
    writer = csv.DictWriter(data, ["url", "html", "text"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    root = folder({f"t.csv{suffix}": pack(b"\xef\xbb\xbf" + data.getvalue().encode())})
    assert [row[1:] for row in tell([root])] == READ


def test_csv_that_is_no_utf8_keeps_the_bytes(folder):
    root = folder({"t.csv": b"text\n\xb2\xe2\xca\xd4\n"})
    assert next(read_pages([f"{root}/t.csv"])).data == b"\xb2\xe2\xca\xd4"


def test_parquet(folder, tmp_path):
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    root = folder({})
    root.mkdir()
    table = pa.table(
        {
            "text": ["one", "plain", 'a\n"b", c', None],
            "html": pa.array([None, b"<p>two", b"", None], pa.binary()),
            "url": ["https://e.org/1", None, None, None],
            "other": [1, 2, 3, 4],
        }
    )
    parquet.write_table(table, root / "t.parquet", row_group_size=2)
    assert [row[1:] for row in tell([root])] == READ


def test_named_columns(folder):
    root = folder({"t.jsonl": json.dumps({"body": "here", "link": "u", "text": "not here"})})
    assert tell([root], Columns("body", "markup", "link")) == [("t.jsonl#1", "here", "u", None)]


def test_a_table_of_something_else_is_no_input(folder):
    root = folder({"t.jsonl": '{"x": 1}\n', "a.txt": "page"})
    assert texts([root]) == ["page"]


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".gz", gzip.compress), (".zst", zstd.compress)])
def test_warc(folder, suffix, pack):
    root = folder({f"c.warc{suffix}": warc(CRAWL, pack)})
    rows = [row[1:] for row in tell([root])]
    assert rows == [
        ("<p>one", "https://e.org/1", None),
        ("<p>two", "https://e.org/2", None),
        ("<p>3.", "https://e.org/3", None),
        ("no type", "https://e.org/4", None),
    ]


@pytest.mark.parametrize("name", ["c.wet", "c.warc.wet.gz"])
def test_wet(folder, name):
    pack = gzip.compress if name.endswith("gz") else bytes
    root = folder({name: warc([("conversion", "https://e.org/1", "café".encode(), False)], pack)})
    assert [row[1:] for row in tell([root])] == [("café", "https://e.org/1", None)]


def test_the_path_of_a_web_archive_record_is_its_offset(folder):
    data = warc(CRAWL, gzip.compress)
    root = folder({"c.warc.gz": data})
    offsets = [int(row[0].partition("#")[2]) for row in tell([root])]
    assert gzip.decompress(data[offsets[1] :]).startswith(b"WARC/1.")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a page", ["a page"]),
        (b"", [""]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (gzip.compress(b'{"html": "<p>one"}\n'), ["<p>one"]),
        (zstd.compress(b"a page"), ["a page"]),
        (b'{"title": "a page that is JSON"}', ['{"title": "a page that is JSON"}']),
    ],
)
def test_standard_input(monkeypatch, data, expected):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert texts(["-"]) == expected


def test_a_web_archive_on_standard_input(monkeypatch):
    data = warc(CRAWL, gzip.compress)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert texts(["-"])[:2] == ["<p>one", "<p>two"]


def test_mixed_inputs_come_in_the_order_given(folder):
    root = folder({"t.jsonl": '{"text": "row"}\n', "d/a.txt": "file", "c.warc": warc(CRAWL[2:3])})
    assert texts([root / "c.warc", root / "d", root / "t.jsonl", root / "d/a.txt"]) == ["<p>one", "file", "row"]


def test_a_remote_store(folder):
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe("/bucket/b.txt", b"two")
    store.pipe("/bucket/a.txt", b"one")
    store.pipe("/bucket/t.jsonl.gz", gzip.compress(b'{"text": "row"}\n'))
    store.pipe("/bucket/x.bin", b"no page")
    assert texts(["memory://bucket"]) == ["one", "two", "row"]
    assert texts(["memory://bucket/*.txt"]) == ["one", "two"]
    with pytest.raises(NoInputError):
        texts(["memory://nothing/here.txt"])


@pytest.fixture
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = warc(CRAWL, gzip.compress) if self.path == "/c.warc.gz" else b"<p>page"
            self.send_response(404 if self.path == "/none" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_the_web(server):
    pytest.importorskip("aiohttp")
    assert texts([f"{server}/c.warc.gz"])[:2] == ["<p>one", "<p>two"]
    assert tell([f"{server}/p.html?q=1"]) == [("p.html?q=1", "<p>page", f"{server}/p.html?q=1", None)]
    with pytest.raises(NoInputError):
        texts([f"{server}/none"])


@pytest.mark.parametrize("name", ["nowhere", "empty", "no*", "fifo"])
def test_what_is_no_input_is_said(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/x.pdf").touch()
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(NoInputError, match=name.rstrip("*")):
        list(read_pages([str(Path(tmp_path, name))]))


def test_the_header_of_a_response_says_its_character_set(folder):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-5\r\n\r\n"
    root = folder(
        {"c.warc": warc([("response", "https://e.org/1", head + "<html><p>текст</html>".encode("iso8859-5"), True)])}
    )
    (page,) = read_pages([str(root)])
    assert page.charset == "iso-8859-5"
    assert extract(page.data, charset=page.charset).text == "текст"


COMPLETE = {
    "Night fears.html": "<p>one",
    "Night fears_files/saved_resource.html": "frame",
    "Night fears_files/ads/b.txt": "frame",
    "Ängste.htm": "<p>two",
    "Ängste-Dateien/x.html": "frame",
    "Peurs.mht": "<p>three",
    "Peurs_fichiers/x.html": "frame",
    "my_files/d.html": "<p>four",
}


@pytest.mark.parametrize("kind", ["folder", "zip", "tar"])
def test_the_folder_beside_a_saved_page_is_none(folder, tmp_path, kind):
    root = folder(COMPLETE)
    target = root
    if kind == "zip":
        target = tmp_path / "a.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in reversed(COMPLETE.items()):
                archive.writestr(name, data)
            archive.writestr("__MACOSX/._Peurs.html", "resource fork")
    elif kind == "tar":
        target = tmp_path / "a.tar"
        with tarfile.open(target, "w") as archive:
            for name in COMPLETE:
                archive.add(root / name, name)
    assert sorted(texts([target])) == ["<p>four", "<p>one", "<p>three", "<p>two"]


def test_what_is_no_page_is_counted_and_named(folder, tmp_path):
    root = folder({**PAGES, "x.pdf": "%PDF", "b/y.DOCX": "PK", "z": "?", ".hidden": "no", "other.csv": "name\nrow\n"})
    with zipfile.ZipFile(root / "more.zip", "w") as archive:
        archive.writestr("page.html", "<p>in the archive")
        archive.writestr("figure.png", "PNG")
    run([root], tmp_path / "out", workers=1)
    left = json.loads((tmp_path / "out/run.json").read_bytes())["counts"]["left_out"]
    assert left["files"] == 5
    assert left["suffixes"] == {"": 1, ".csv": 1, ".docx": 1, ".pdf": 1, ".png": 1}
    assert {name.removeprefix(f"{root}/") for name in left["names"]} == {
        "x.pdf",
        "b/y.DOCX",
        "z",
        "other.csv",
        "more.zip!/figure.png",
    }


def test_wacz(tmp_path):
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://e.org/1"}\n')
        archive.writestr("archive/a.warc.gz", warc(CRAWL, gzip.compress))
        archive.writestr("archive/b.warc", warc(CRAWL[:3]))
    rows = tell([tmp_path / "crawl.wacz"])
    assert [row[1] for row in rows] == ["<p>one", "<p>two", "<p>3.", "no type", "<p>one"]
    assert rows[0][2] == "https://e.org/1"
    paths = [page.path for page in read_pages([str(tmp_path / "crawl.wacz")])]
    assert all("crawl.wacz!/archive/" in path for path in paths) and len(set(paths)) == 5


def test_the_day_of_a_crawl_and_the_id_of_a_row(tmp_path):
    (tmp_path / "a.warc").write_bytes(
        warc(CRAWL).replace(b"WARC-Type: response", b"WARC-Date: 2024-03-12T23:59:59Z\r\nWARC-Type: response")
    )
    assert {page.accessed for page in read_pages([str(tmp_path / "a.warc")])} == {"2024-03-12"}
    (tmp_path / "t.jsonl").write_text('{"text": "a", "id": 7}\n{"text": "b", "id": "x"}\n{"text": "c", "key": "k"}\n')
    assert [page.input_id for page in read_pages([str(tmp_path / "t.jsonl")])] == ["7", "x", None]
    keyed = read_pages([str(tmp_path / "t.jsonl")], Columns(id="key"))
    assert [page.input_id for page in keyed] == [None, None, "k"]


def test_the_storage_of_zotero(folder, tmp_path):
    root = folder(
        {
            "storage/ABCD2345/Gray 2024 - Barriers.html": "<!-- saved from url=(0015)https://e.org/1 --><p>one",
            "storage/ABCD2345/.zotero-ft-cache": "one",
            "storage/EFGH6789/Gray - 2024.pdf": "%PDF",
            "storage/EFGH6789/.zotero-ft-info": "info",
            "zotero.sqlite": "SQLite format 3",
        }
    )
    assert [row[1][-6:] for row in tell([root])] == ["<p>one"]
    run([root], tmp_path / "out", workers=1)
    counts = json.loads((tmp_path / "out/run.json").read_bytes())["counts"]
    assert counts["pages"] == 1 and counts["left_out"]["suffixes"] == {".pdf": 1, ".sqlite": 1}
