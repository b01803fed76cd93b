"""The Ray engine on a local cluster, with the real extraction: the bytes of the local engine, whatever happens."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from pipeline import run
from pipeline.errors import RunError

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")
psutil = pytest.importorskip("psutil")

SEEDS = Path(__file__).parents[3] / "seeds"
OPTIONS = {"part_pages": 25, "workers": 2}


@pytest.fixture(scope="module")
def cluster():
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A thousand page files, and a table of as many: the seeds, over and over, each copy its own page."""
    root = tmp_path_factory.mktemp("in")
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.rglob("*.txt"))]
    pages = [f"{seeds[number % len(seeds)]}\n{number}\n" for number in range(1000)]
    (root / "files").mkdir()
    for number, page in enumerate(pages):
        (root / f"files/{number:04}.txt").write_text(page, "utf-8")
    (root / "rows.jsonl").write_text("".join(json.dumps({"text": page}) + "\n" for page in pages))
    return [root / "files", root / "rows.jsonl"]


@pytest.fixture(scope="module")
def expected(inputs, tmp_path_factory):
    out = tmp_path_factory.mktemp("local")
    run(inputs, out, **OPTIONS)
    return read(out)


def read(out):
    found = {path.name: path.read_bytes() for path in Path(out).iterdir() if path.is_file()}
    facts = json.loads(found["run.json"])
    del facts["timings"]
    return found | {"run.json": facts}


def test_the_same_bytes_as_local(cluster, inputs, expected, tmp_path):
    run(inputs, tmp_path / "out", engine="ray", **OPTIONS)
    assert read(tmp_path / "out") == expected


def test_a_worker_is_killed(cluster, inputs, expected, tmp_path):
    killed = []

    def kill():
        parts = tmp_path / "out/.winnow/parts"
        while not killed:
            if parts.is_dir() and sum(1 for _ in parts.glob("*.done")) >= 3:
                for process in psutil.Process().children(recursive=True):
                    name = "".join(process.cmdline()[:1])
                    if name.startswith("ray::") and "IDLE" not in name and process.children():
                        process.send_signal(signal.SIGKILL)
                        killed.append(name)
                        break
            time.sleep(0.01)

    threading.Thread(target=kill, daemon=True).start()
    run(inputs, tmp_path / "out", engine="ray", **OPTIONS)
    assert killed
    assert read(tmp_path / "out") == expected


def test_a_run_on_the_cluster_is_gone_on_with_locally(cluster, inputs, expected, tmp_path):
    def stop(progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(inputs, tmp_path / "out", engine="ray", progress=stop, **OPTIONS)
    assert list((tmp_path / "out/.winnow/parts").glob("*.done"))
    run(inputs, tmp_path / "out", resume=True, **OPTIONS)
    assert read(tmp_path / "out") == expected


def test_standard_input_is_refused(cluster, tmp_path):
    with pytest.raises(RunError, match="standard input"):
        run(["-"], tmp_path / "out", engine="ray")
    assert os.listdir(tmp_path / "out") in ([], [".winnow"])
