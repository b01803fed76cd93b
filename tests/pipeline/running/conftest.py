"""Pages of our own, and a stand-in for the extraction, so that these tests hold the running and nothing else."""

import hashlib
import importlib
import json
import os
import signal
import time
from pathlib import Path

import pytest

from pipeline import extracting
from schemas import PageResult, Record


def standin(page, url=None, lang=None, path=None, **_):
    """One record for a page, its title the first line; some first lines do what hostile pages do."""
    data = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    page_id = f"sha256:{hashlib.sha256(data).hexdigest()}"
    text = data.decode("utf-8", "replace")
    title = text.strip().partition("\n")[0]
    if title.startswith("!"):
        return misbehave(title, PageResult(page_id=page_id, path=path, url=url, status="rejected", reason="no_record"))
    if not title:
        return PageResult(page_id=page_id, path=path, url=url, status="rejected", reason="empty")
    record = Record(
        record_id=page_id[7:39],
        source={"page_id": page_id, "path": path, "url": url, "extractor": "standin", "media": "text"},
        title=title,
    )
    return PageResult(
        page_id=page_id, path=path, url=url, status="extracted", extractor="standin", record_ids=[record.record_id],
        length=len(text), text=text, records=[record],
    )  # fmt: skip


def misbehave(order, otherwise):
    if order == "!hang":
        time.sleep(3600)
    elif order == "!spin":
        while True:
            pass
    elif order == "!die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "!abort":
        os.abort()
    elif order == "!raise":
        raise ValueError("a fault")
    elif order == "!deep":
        return misbehave(order, otherwise)
    elif order == "!eat":
        return [b"x" * 10_000_000 for _ in range(1000)]
    elif order.startswith("!once"):  # dies the first time only, as a worker that somebody kills
        flag = Path(order.split()[1])
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif order.startswith("!slow"):
        time.sleep(float(order.split()[1]))
    return otherwise


# These keep the function they find when they are first imported, which must not be the stand-in.
for _name in ("pipeline.checking", "pipeline.golden", "pipeline.many", "pipeline.viewing.again"):
    importlib.import_module(_name)


@pytest.fixture(autouse=True)
def _standin(monkeypatch):
    monkeypatch.setattr(extracting, "extract", standin)  # worker processes are forked from this one


@pytest.fixture
def lines():
    """Reads the JSON lines of a stream of a run, whatever files it is in."""

    def read(out, stream="pages"):
        files = sorted(Path(out).glob(f"{stream}*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_bytes().splitlines()]

    return read


@pytest.fixture
def folder(tmp_path):
    """Writes files below a folder of its own: `folder({"a.txt": "…"})` gives the folder."""

    def write(files, name="in"):
        for path, data in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path / name

    return write


@pytest.fixture
def contents():
    """The files of a finished run and their bytes, but for the timings, which no two runs share."""

    def read(out):
        found = {}
        for path in sorted(Path(out).rglob("*")):
            if path.is_file():
                found[path.relative_to(out).as_posix()] = path.read_bytes()
        if "run.json" in found:
            facts = json.loads(found["run.json"])
            del facts["timings"]
            found["run.json"] = facts
        return found

    return read
