"""Input that was made to break things, or is broken: a reject or a clear message, and the run goes on."""

import errno
import gzip
import io
import json
import os
import tarfile
import zipfile

import pytest

from pipeline import run, workspace
from pipeline.errors import MissingExtraError, NoInputError, RunError, WriteError
from pipeline.inputs import LARGEST

from .making import CRAWL, warc


@pytest.fixture
def rejects(tmp_path, lines):
    """Runs over inputs and gives (last part of the path, reason) of each page; pages.jsonl must have them all."""

    def read(*inputs, **options):
        run(inputs, tmp_path / "out", workers=1, **options)
        assert {path.name for path in tmp_path.iterdir()} <= {"in", "out"}
        return [(row["path"].rpartition("/")[2], row["reason"]) for row in lines(tmp_path / "out")]

    return read


def zipped(members, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def tarred(members):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, text in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return data.getvalue()


def test_paths_that_climb_stay_names(folder, rejects, tmp_path):
    names = ["../../climbed.txt", "/tmp/absolute.txt", "a/../../b.txt"]
    root = folder({"p.zip": zipped(dict.fromkeys(names, "page")), "p.tar": tarred(dict.fromkeys(names, b"page"))})
    assert [reason for _, reason in rejects(root)] == [None] * 6
    assert not (tmp_path / "climbed.txt").exists()


def test_bombs(folder, rejects):
    """A page, an archive member and a row that unpack to more than a page may have."""
    zeros = b"\0" * (LARGEST + 1)
    root = folder(
        {
            "a.txt.gz": gzip.compress(zeros),
            "b.zip": zipped({"m.txt": zeros, "n.txt.gz": gzip.compress(zeros), "o.txt": "page"}),
            "c.tar.gz": gzip.compress(tarred({"m.txt": zeros, "o.txt": b"page"})),
            "d.jsonl.gz": gzip.compress(b'{"text": "one"}\n{"text": "' + zeros + b'"}\n{"text": "two"}'),
            "e.warc.gz": gzip.compress(warc([("response", "u", b"HTTP/1.1 200 OK\r\n\r\n" + zeros, True), CRAWL[2]])),
        }
    )
    found = rejects(root)
    assert [(name.partition("#")[0], reason) for name, reason in found] == [
        ("a.txt.gz", "too_large"),
        ("m.txt", "too_large"),
        ("n.txt.gz", "too_large"),
        ("o.txt", None),
        ("m.txt", "too_large"),
        ("o.txt", None),
        ("d.jsonl.gz", None),
        ("d.jsonl.gz", "too_large"),
        ("d.jsonl.gz", None),
        ("e.warc.gz", "too_large"),
        ("e.warc.gz", None),
    ]


def test_a_sparse_file_of_gigabytes_is_not_read(folder, rejects):
    root = folder({"b.txt": "page"})
    with (root / "a.txt").open("wb") as stream:
        stream.truncate(1 << 40)
    assert rejects(root) == [("a.txt", "too_large"), ("b.txt", None)]


def test_a_content_encoding_bomb(folder, rejects):
    block = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"a" * (LARGEST + 1))
    root = folder({"c.warc": warc([("response", "u", block, True), CRAWL[2]])})
    assert [reason for _, reason in rejects(root)] == ["too_large", None]


def cut(data):
    return data[: len(data) * 2 // 3]


LONG = os.urandom(40_000).hex()
BROKEN = {
    "a.zip": cut(zipped({"m.txt": LONG, "n.txt": LONG})),
    "b.tar": cut(tarred({"m.txt": LONG.encode(), "n.txt": LONG.encode()})),
    "b.tar.gz": cut(gzip.compress(tarred({"m.txt": LONG.encode(), "n.txt": LONG.encode()}))),
    "between.tar": tarred({"m.txt": b"page"})[:1024],
    "c.warc": cut(warc(CRAWL[2:5])),
    "c.warc.gz": cut(warc([("response", "u", b"HTTP/1.1 200 OK\r\n\r\n" + LONG.encode(), True)], gzip.compress)),
    "d.txt.gz": cut(gzip.compress(LONG.encode())),
    "e.jsonl.gz": cut(gzip.compress(json.dumps({"text": LONG}).encode())),
    "noise.zip": LONG.encode(),
    "noise.tar": LONG.encode(),
    "noise.tar.gz": LONG.encode(),
    "noise.warc": LONG.encode(),
    "noise.warc.gz": LONG.encode(),
    "noise.txt.gz": LONG.encode(),
    "noise.txt.zst": LONG.encode(),
    "noise.parquet": LONG.encode(),
    "noise.jsonl": LONG.encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_and_cut_short(folder, rejects, name):
    """What can be read is read; that there was more is a reject. The page behind comes as ever."""
    root = folder({name: BROKEN[name], "z.txt": "page"})
    *before, broken, last = rejects(root)
    assert all(reason is None for _, reason in before)
    assert broken[1] == "undecodable" and broken[0].startswith(name)
    assert last == ("z.txt", None)


def test_one_broken_member_of_a_zip(folder, rejects):
    data = bytearray(zipped({"a.txt": "one", "b.txt": "two" * 99, "c.txt": "three"}))
    at = data.index(b"b.txt") + 8
    data[at : at + 4] = b"\xff\xff\xff\xff"
    root = folder({"p.zip": bytes(data)})
    assert rejects(root) == [("a.txt", None), ("b.txt", "undecodable"), ("c.txt", None)]


def test_an_empty_archive(folder, rejects):
    assert rejects(folder({"p.zip": zipped({"x.png": "no page"})})) == [("p.zip", "empty")]


def test_links_that_go_in_circles_or_nowhere(folder, rejects):
    root = folder({"a.txt": "page", "d/b.txt": "page"})
    (root / "d/loop").symlink_to(root)
    (root / "self.txt").symlink_to(root / "self.txt")
    (root / "gone.txt").symlink_to(root / "nowhere.txt")
    assert rejects(root) == [("a.txt", None), ("b.txt", None), ("gone.txt", "undecodable"), ("self.txt", "undecodable")]


def test_names_that_are_no_unicode(folder, rejects):
    root = folder({"a.txt": "page"})
    (root / "a.txt").rename(os.fsdecode(os.fsencode(root) + b"/\xff\xfe.txt"))
    assert rejects(root) == [("\\xff\\xfe.txt", None)]


def test_extended_tar_headers_of_any_claimed_length(folder, rejects):
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 1 << 32
    data = tarred({"a.txt": b"page"})[:1024] + member.tobuf(tarfile.USTAR_FORMAT) + b"\0" * 4096
    assert rejects(folder({"p.tar": data})) == [("a.txt", None), ("p.tar", "undecodable")]


def test_entities_that_multiply(folder, rejects):
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    page = f'<!DOCTYPE html [<!ENTITY l0 "lol">{lol}]><html><body>&l19;</body></html>'
    assert rejects(folder({"a.xhtml": page}), timeout=20) == [("a.xhtml", None)]


def test_an_out_below_the_input_is_no_input(folder, lines):
    root = folder({"a.txt": "page"})
    for _ in range(2):
        run([root], root / "out", workers=1)
        assert len(lines(root / "out")) == 1


def test_an_out_that_is_a_link_away_is_not_followed(folder, tmp_path):
    """It is refused, as any file is that no run wrote."""
    root = folder({"a.txt": "page"})
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "out/records.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match=r"records\.jsonl"):
        run([root], tmp_path / "out", workers=1)
    assert (tmp_path / "elsewhere").read_text() == "mine"
    assert (tmp_path / "out/records.jsonl").is_symlink()


@pytest.mark.parametrize("where", ["commit", "assemble"])
def test_a_full_disk_is_said_and_leaves_nothing_half(folder, tmp_path, monkeypatch, where, contents):
    root = folder({f"{n}.txt": "page" for n in range(9)})
    real = os.fsync

    def full(handle):
        path = os.readlink(f"/proc/self/fd/{handle}")
        if (".winnow/parts/~" in path) if where == "commit" else path.endswith(f"~pages.jsonl.{os.getpid()}"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(workspace.os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device"):
        run([root], tmp_path / "out", workers=1, part_pages=4)
    assert not (tmp_path / "out/pages.jsonl").exists()
    assert not list((tmp_path / "out").rglob("~*"))
    monkeypatch.setattr(workspace.os, "fsync", real)
    run([root], tmp_path / "out", workers=1, part_pages=4, resume=True)
    run([root], tmp_path / "other", workers=1, part_pages=4)
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


def test_an_out_that_is_a_file(folder, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(WriteError):
        run([folder({"a.txt": "page"})], tmp_path / "out")


def test_bad_input_writes_nothing(tmp_path):
    with pytest.raises(NoInputError):
        run([tmp_path / "nowhere"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_named_table_without_pages_is_refused(folder, tmp_path):
    root = folder({"t.csv": "x,y\n1,2\n"})
    with pytest.raises(NoInputError, match="--text-column"):
        run([root / "t.csv"], tmp_path / "out")


@pytest.mark.parametrize("option", [{"format": "word"}, {"engine": "magic"}, {"compress": "rar"}, {"part_pages": 0}])
def test_options_that_do_not_exist(folder, tmp_path, option):
    with pytest.raises(RunError):
        run([folder({"a.txt": "page"})], tmp_path / "out", **option)


def test_a_missing_library_names_its_extra(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "rispy", None)
    with pytest.raises(MissingExtraError, match=r"winnow-scholar\[ris\]"):
        run([folder({"a.txt": "page"})], tmp_path / "out", format="ris")


def test_names_of_any_depth(folder, rejects):
    """Members that claim to lie in hundreds of thousands of folders, all named as a saved page's are."""
    page = b"page"
    for name in ("a/" * 200_000, "a_files/" * 50_000):
        member = tarfile.TarInfo(f"{name}x.txt")
        member.size = len(page)
        data = io.BytesIO()
        with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as archive:
            archive.addfile(member, io.BytesIO(page))
        (row,) = rejects(folder({"p.tar": data.getvalue()}, f"in/{len(name)}"), timeout=30)
        assert row == ("x.txt", None)


def test_members_that_are_no_files_are_said(folder, rejects, tmp_path):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, kind in (
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, name
            archive.addfile(member)
        member = tarfile.TarInfo("a.txt")
        member.size = 4
        archive.addfile(member, io.BytesIO(b"page"))
    assert rejects(folder({"p.tar": data.getvalue()})) == [("a.txt", None)]
    left = json.loads((tmp_path / "out/run.json").read_bytes())["counts"]["left_out"]
    assert "link.txt" in json.dumps(left) and "pipe.txt" in json.dumps(left)
