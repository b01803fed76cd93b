"""The package where a system lacks what Unix has: it is imported, and a run, its resuming and a merge go through."""

import subprocess
import sys

import pytest

TAKEN = """
import os, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "sched_getaffinity", "register_at_fork", "getppid", "link"):
    if hasattr(os, name):
        delattr(os, name)
"""
PROGRAM = """
import json, pathlib, sys
if __name__ == "__main__":
    from pipeline import extract_many, run
    root = pathlib.Path(sys.argv[1])
    (root / "in").mkdir()
    for number in range(9):
        (root / f"in/{number}.txt").write_text(f"A study of birds {number}\\nMary Jones\\n")
    (root / "in/rows.jsonl").write_text("".join(json.dumps({"text": f"row {n}"}) + "\\n" for n in range(5)))
    for engine in ("local",):
        summary = run([root / "in"], root / "out", workers=2, part_pages=2)
        assert summary.pages == 14, summary
        assert "crash" not in summary.rejects, summary
        assert run([root / "in"], root / "out", workers=2, part_pages=2, resume=True).pages == 14
        assert run([root / "in"], root / "out", workers=1).pages == 14
    assert len(list(extract_many(["one", "two"], workers=1))) == 2
    print("done")
"""


@pytest.mark.parametrize("blocked", [(), ("psutil",)])
def test_a_run_without_unix(tmp_path, blocked):
    (tmp_path / "sitecustomize.py").write_text(TAKEN + "".join(f"sys.modules[{name!r}] = None\n" for name in blocked))
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py"), str(tmp_path)],
        env={"PYTHONPATH": f"{tmp_path}:{':'.join(sys.path[1:])}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.stdout == "done\n", done.stderr


def test_every_module_is_imported_without_unix(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(TAKEN)
    program = (
        "import importlib, pkgutil\n"
        "for package in ('schemas', 'extractors', 'pipeline'):\n"
        "    found = importlib.import_module(package)\n"
        "    for info in pkgutil.walk_packages(found.__path__, package + '.'):\n"
        "        if not info.name.endswith('__main__') and '.adapters.' not in info.name:\n"
        "            importlib.import_module(info.name)\n"
        "print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": f"{tmp_path}:{':'.join(sys.path[1:])}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout == "done\n", done.stderr
