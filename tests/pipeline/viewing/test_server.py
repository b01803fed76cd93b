"""`winnow view`: pages dropped in a real browser; what other sites, other users and hostile pages cannot do."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import NoInputError
from pipeline.viewing import collection as limits
from pipeline.viewing.collection import Collection, plain_name
from pipeline.viewing.server import Server

SEEDS = Path(__file__).parents[3] / "seeds"
SEED = SEEDS / "qxmd/paper_page.html"
HOSTILE = """<html><head><title>x</title>
<meta name="citation_title" content="Mud &lt;script&gt;parent.owned=1&lt;/script&gt;">
<meta name="citation_author" content="Gray, Ann"><meta name="citation_journal_title" content="Tides">
<meta name="citation_date" content="2020"></head><body><script>document.title='owned'</script>
<img src=x onerror="document.title='owned'"><a href="javascript:document.title='owned'">Mud</a></body></html>"""


@pytest.fixture
def served():
    """A running server, its collection empty."""
    collection = Collection()
    server = Server(collection)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    collection.close()


def ask(server, method, path, body=None, **headers):
    """An answer's status, headers and body. Headers are given as keywords; `host` and `origin` are right by default."""
    own = f"127.0.0.1:{server.server_port}"
    sent = {"Host": own, "Origin": f"http://{own}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    data = b"" if body is None else body
    for name, value in ({"Content-Length": str(len(data))} | sent).items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders()
    connection.send(data)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def own(server, path=""):
    return urlsplit(server.url).path + path


def drop(server, *pages):
    for name, data in pages:
        assert ask(server, "POST", own(server, "files"), data, X_Name=name)[0] == 200
    assert ask(server, "POST", own(server, "read"))[0] == 200


def test_dropped_pages_become_a_table_with_inspections_and_downloads(show, served):
    shown = show(served.url)
    assert shown.page.query_selector("#records") is None
    with shown.page.expect_navigation():
        shown.page.set_input_files("#files", [SEED, *sorted((SEEDS / "vufind").glob("b*.txt")), Path(__file__)])
    shown.page.wait_for_selector(".listing")
    titles = shown.page.evaluate("[...document.querySelectorAll('.listing tbody th')].map(t => t.innerText)")
    assert len(titles) >= 3
    assert Path(__file__).name in shown.page.inner_text("[aria-labelledby=rejected]")
    for suffix, start in (("ris", "TY  - "), ("bib", "@"), ("csv", "record_id,"), ("json", "[")):
        with shown.page.expect_download() as download:
            shown.page.click(f"a[download='records.{suffix}']")
        assert download.value.suggested_filename == f"records.{suffix}"
        assert Path(download.value.path()).read_text(encoding="utf-8").startswith(start)
    shown.page.click(".listing tbody th a >> nth=0")
    shown.page.wait_for_selector(".inspection")
    assert SEED.name in shown.page.text_content("h1")
    shown.page.go_back()
    with shown.page.expect_navigation():
        shown.page.click("#clear")
    assert shown.page.query_selector(".listing") is None
    assert shown.said == []


def test_a_folder_can_be_dropped_without_what_belongs_to_its_pages(show, served):
    shown = show(served.url)
    with shown.page.expect_navigation():
        shown.page.evaluate(
            """async text => {
                const inside = (name, content) => ({ isFile: true, fullPath: name,
                    file: done => done(new File([content], name.split("/").pop())) });
                const folder = (name, inner) => { let left = [inner, []]; return { isFile: false, fullPath: name,
                    createReader: () => ({ readEntries: done => done(left.shift()) }) }; };
                const dropped = folder("/saved", [inside("/saved/a.txt", text), inside("/saved/.hidden", "x"),
                    folder("/saved/a_files", [inside("/saved/a_files/ad.html", "x")])]);
                const event = new Event("drop", { bubbles: true, cancelable: true });
                event.dataTransfer = { items: [{ webkitGetAsEntry: () => dropped }] };
                document.dispatchEvent(event);
            }""",
            (SEEDS / "qxmd/plain_abstract.txt").read_text(encoding="utf-8"),
        )
    shown.page.wait_for_selector(".listing")
    assert [result.path for result in served.collection.results] == ["saved/a.txt"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_and_nothing_is_cut(show, served, scheme, width):
    drop(served, ("a.html", SEED.read_bytes()), ("b.txt", b"Opening hours"), ("c.bin", b"\x00\x01" * 99))
    shown = show(served.url, scheme, width)
    assert shown.violations() == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    shown.quiet()


def test_hostile_pages_run_nothing(show, served):
    name = "<img src=x onerror=alert(1)>.html"
    drop(served, (name, HOSTILE.encode()))
    assert "parent.owned" in served.collection.records()[0].title
    for path in ("", "page/0"):
        shown = show(served.url + path)
        shown.page.wait_for_timeout(200)
        assert shown.page.title() != "owned" and not shown.page.evaluate("window.owned")
        assert "<script>parent.owned=1</script>" in shown.page.text_content("body")
        shown.quiet()
        status, headers, _ = ask(served, "GET", own(served, path))
        assert status == 200 and headers["X-Content-Type-Options"] == "nosniff"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "", None, "127.0.0.1.evil.example"])
def test_other_names_of_this_computer_are_not_answered(served, host):
    """DNS rebinding: a site whose name is made to point here still says its own name."""
    drop(served, ("a.html", SEED.read_bytes()))
    status, _, body = ask(served, "GET", own(served), Host=host)
    assert status in (400, 404) and b"listing" not in body


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None, "https://127.0.0.1", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["files", "read", "clear"])
def test_other_sites_change_nothing(served, origin, path):
    drop(served, ("a.html", SEED.read_bytes()))
    assert ask(served, "POST", own(served, path), b"x", Origin=origin, X_Name="b.txt")[0] == 404
    assert len(served.collection.results) == 1 and not served.collection._waiting


@pytest.mark.parametrize("path", ["/", "/x/", "//", "/../", "/page/0", "/%00/", "/%C3%BC/"])
def test_without_the_secret_there_is_nothing(served, path):
    assert ask(served, "GET", path)[0] in (400, 404)
    assert ask(served, "POST", path + "clear")[0] in (400, 404)


@pytest.mark.parametrize(
    "path", ["page/7", "page/-1", "page/%D9%A3", "page/../..", "download/exe", "download/../ris", "x"]
)
def test_what_is_not_there_is_not_found(served, path):
    drop(served, ("a.html", SEED.read_bytes()))
    assert ask(served, "GET", own(served, path))[0] == 404


def test_it_listens_on_the_loopback_interface_only(served):
    assert served.socket.getsockname()[0] == "127.0.0.1"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.2", served.server_port))  # free, as is every other address


def test_uploads_are_limited(served, monkeypatch):
    status, _, said = ask(served, "POST", own(served, "files"), b"", Content_Length="64000001", X_Name="a.txt")
    assert status == 413 and b"winnow run" in said
    assert ask(served, "POST", own(served, "files"), b"", Content_Length="9" * 30)[0] == 413
    assert ask(served, "POST", own(served, "files"), b"", Content_Length="-1")[0] == 411
    assert ask(served, "POST", own(served, "files"), b"0\r\n\r\n", Transfer_Encoding="chunked")[0] == 411
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    assert ask(served, "POST", own(served, "files"), b"x" * 900, X_Name="a.txt")[0] == 200
    assert ask(served, "POST", own(served, "files"), b"x" * 900, X_Name="b.txt")[0] == 413


def test_archives_are_read_up_to_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_PAGES", 3)
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for n in range(9):
            archive.writestr(f"{n}.txt", f"page {n}")
    collection = Collection()
    collection.read_input(str(tmp_path / "pages.zip"))
    assert collection.full and [Path(result.path).name for result in collection.results] == ["0.txt", "1.txt", "2.txt"]
    collection.close()


def test_a_page_dropped_twice_is_one(served):
    drop(served, ("a.html", SEED.read_bytes()))
    drop(served, ("b.html", SEED.read_bytes()))
    assert [result.path for result in served.collection.results] == ["a.html"]


def test_nothing_is_left_behind(served):
    drop(served, ("a.html", SEED.read_bytes()))
    folder = Path(served.collection._folder.name)
    assert folder.is_dir() and not list(folder.iterdir())
    served.collection.close()
    assert not folder.exists()


def test_a_folder_with_nothing_to_read_is_an_error(tmp_path):
    collection = Collection()
    with pytest.raises(NoInputError):
        collection.read_input(str(tmp_path))
    collection.close()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("saved/a.html", "saved/a.html"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Users\\x\\a.html", "C:/Users/x/a.html"),
        ("/abs.txt", "abs.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("..", "page"),
        ("", "page"),
        ("x" * 500 + ".html", "x" * 195 + ".html"),
        ("论文.html", "论文.html"),
    ],
)
def test_names_from_a_browser_mean_nothing_to_the_file_system(name, plain):
    assert plain_name(name) == plain


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_stopped_and_leaves_nothing(tmp_path, end):
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "pipeline", "view", SEED, "--no-open"]
    process = subprocess.Popen(command, cwd=SEEDS.parent, env=environment, stderr=subprocess.PIPE, text=True)
    said = [process.stderr.readline(), process.stderr.readline()]
    url = re.search(r"http://127\.0\.0\.1:\d+/\S+/", said[1])[0]
    with urllib.request.urlopen(url) as answer:
        assert SEED.name in answer.read().decode()
    assert list(tmp_path.glob("winnow-*"))
    process.send_signal(end)
    assert process.wait(30) == 0 and process.stderr.read() == ""
    assert not list(tmp_path.glob("winnow-*"))


def test_the_output_of_a_run_is_for_the_report(tmp_path):
    (tmp_path / "run.json").write_text("{}")
    done = CliRunner().invoke(app, ["view", str(tmp_path), "--no-open"])
    assert isinstance(done.exception, NoInputError) and "winnow report" in str(done.exception)
