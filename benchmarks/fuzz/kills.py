"""Kills at any moment, of the main process, of workers, while output is put together, and during a merge; and what is
there after the run was gone on with: the same bytes, no page lost, no process left."""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import psutil

from benchmarks.synthetic import FAMILIES, pages
from benchmarks.synthetic.invented import invented

_FILES, _ROWS = 300, 300
_PATIENCE = 15.0  # seconds until every process of a killed run must be gone
_STANDSTILL = 120.0  # seconds
_KINDS = ("main", "worker", "assembly", "merge", "merge worker")


def fuzz(count: int, engines: list[str]) -> int:
    """So many kills, of all kinds in turn; prints what fails."""
    chance = random.Random(5)
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        source = _make(root / "in")
        expected: dict[str, dict[str, bytes]] = {}
        spent: dict[str, float] = {}
        for engine in engines:
            began = time.monotonic()
            _command("run", source, root / "expected", engine).wait()
            spent[engine] = time.monotonic() - began
            expected[engine] = read(root / "expected")
        began = time.monotonic()
        _command("merge", root / "expected", root / "works", "local").wait()
        spent["merge"] = time.monotonic() - began
        works = read(root / "works")
        if len({tuple(sorted(found.items())) for found in expected.values()}) != 1:
            print("the engines differ")
            failed += 1
        turns = zip(range(count), cycle(_KINDS), strict=False)
        for number, kind in turns:
            engine = engines[number // len(_KINDS) % len(engines)]
            if "merge" in kind:
                problem = _kill_merge(root, kind, spent["merge"], chance, works)
            else:
                problem = _kill_run(root, source, engine, kind, spent[engine], chance, expected[engine])
            failed += problem is not None
            if problem:
                print(f"kill {number} ({engine}, {kind}): {problem}", flush=True)
            if (number + 1) % 5 == 0:
                print(f"{number + 1} kills, {failed} failed", flush=True)
    print(f"{count} kills of {', '.join(_KINDS)} with {' and '.join(engines)}: {failed} failed")
    return int(failed > 0)


def _make(folder: Path) -> Path:
    """Page files, and a table of as many rows."""
    folder.mkdir()
    pool = invented(random.Random(0), 200)
    texts = [page.text for family in FAMILIES for page in pages(pool, family, (_FILES + _ROWS) // len(FAMILIES) + 1)]
    for number, text in enumerate(texts[:_FILES]):
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
    rows = (json.dumps({"text": text}) + "\n" for text in texts[_FILES : _FILES + _ROWS])
    (folder / "rows.jsonl").write_text("".join(rows), "utf-8")
    return folder


def _command(command: str, source: Path, out: Path, engine: str, *more: str) -> subprocess.Popen[bytes]:
    options = ["--engine", engine, "--workers", "2", *(["--part-pages", "20"] if command == "run" else []), *more]
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", command, str(source), "-o", str(out), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def read(out: Path) -> dict[str, bytes]:
    """The files of a run, but for the timings, which no two runs share."""
    found = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    if "run.json" in found:
        facts = json.loads(found["run.json"])
        del facts["timings"]
        found["run.json"] = json.dumps(facts).encode()
    return found


def _kill_run(
    root: Path, source: Path, engine: str, kind: str, long: float, chance: random.Random, expected: dict[str, bytes]
) -> str | None:
    out = root / "out"
    shutil.rmtree(out, ignore_errors=True)
    process = _command("run", source, out, engine)
    if kind == "assembly":
        _wait(process, lambda: (out / ".winnow/new").exists(), long * 4)
        time.sleep(chance.uniform(0, 0.05))
    else:
        time.sleep(chance.uniform(0.2, 1.1) * long)
    if kind == "worker":
        return _kill_worker(process, chance) or _compare(process, out, expected)
    left = _kill_main(process)
    if left:
        return left
    return _compare(_command("run", source, out, engine, "--resume"), out, expected)


def _kill_merge(root: Path, kind: str, long: float, chance: random.Random, works: dict[str, bytes]) -> str | None:
    out = root / "merged"
    process = _command("merge", root / "expected", out, "local")
    time.sleep(chance.uniform(0.2, 1.1) * long)
    if kind == "merge worker":
        return _kill_worker(process, chance) or _compare(process, out, works)
    return _kill_main(process) or _compare(_command("merge", root / "expected", out, "local"), out, works)


def _wait(process: "subprocess.Popen[bytes]", done: Callable[[], bool], limit: float) -> None:
    until = time.monotonic() + limit
    while process.poll() is None and time.monotonic() < until and not done():
        time.sleep(0.002)


def _kill_worker(process: "subprocess.Popen[bytes]", chance: random.Random) -> str | None:
    try:
        family = psutil.Process(process.pid).children(recursive=True)
        own = [child for child in family if not _is_of_ray(child)]
        if own:
            chance.choice(own).send_signal(signal.SIGKILL)
    except psutil.Error:  # it was done already
        return None
    return None


def _is_of_ray(process: psutil.Process) -> bool:
    """Whether a process is one of the cluster itself: who kills that, kills the machine."""
    name = " ".join(process.cmdline()[:3])
    return any(word in name for word in ("gcs_server", "raylet", "ray/_private", "ray/dashboard", "log_monitor"))


def _kill_main(process: "subprocess.Popen[bytes]") -> str | None:
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        family = []
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _, left = psutil.wait_procs(family, timeout=_PATIENCE)
    for one in left:
        one.kill()
    return f"{len(left)} processes were left" if left else None


def _finish(process: "subprocess.Popen[bytes]") -> int | None:
    """The exit status; None where no process of the run has worked for a while. That a loaded machine makes a run slow
    is no failure."""
    worked = -1.0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_STANDSTILL)
        before, worked = worked, _work(process)
        if worked == before:
            return None


def _work(process: "subprocess.Popen[bytes]") -> float:
    """The processor's seconds of a process and all below it, those that ended too."""
    total = 0.0
    with contextlib.suppress(psutil.Error):
        own = psutil.Process(process.pid)
        for one in [own, *own.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += sum(one.cpu_times()[:4])
    return total


def _compare(process: "subprocess.Popen[bytes]", out: Path, expected: dict[str, bytes]) -> str | None:
    status = _finish(process)
    if status is None:
        process.kill()
        return "it hangs"
    if status:
        return f"it ended with {status}"
    if (out / ".winnow").exists():
        return "something unfinished was left"
    found = read(out)
    differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    return f"other bytes in {', '.join(differing)}" if differing else None
