"""The README and the other documents: their commands work as they stand, their links lead somewhere."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PROGRAM = {"winnow": [sys.executable, str(ROOT / "winnow_scholar.py")]}


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """A section of the README."""
    return (ROOT / "README.md").read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_first_commands_of_the_readme_work_in_a_clone(tmp_path):
    pytest.importorskip("rispy")
    for name in ("seeds", "golden", "README.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    commands = blocks(section("Try it"), "sh")[0].splitlines()
    assert len(commands) >= 3
    for command in commands:
        program, *words = command.split()
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([*PROGRAM[program], *words], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stderr}"
    assert (tmp_path / "out/report.html").is_file() and done.stdout.startswith("TY  - ")


def test_the_python_of_the_readme_runs(tmp_path):
    pytest.importorskip("rispy")
    code = blocks(section("Use it"), "python")[0]
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("extracted None"), done.stderr


@pytest.mark.parametrize("command", re.findall(r"`(winnow [^`]+)`", section("Use it")))
def test_the_commands_of_the_readme_have_the_options_they_use(command):
    words = command.split()
    if words[1].isupper() or words[1].startswith("-"):
        return
    told = subprocess.run([*PROGRAM["winnow"], words[1], "--help"], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0
    for option in (word for word in words if word.startswith("-")):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", told.stdout), option


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_stand_on_one_line_each(document):
    """What is copied must not be broken, and must not name the module where the command does."""
    for block in blocks(document.read_text(encoding="utf-8"), "sh"):
        for line in block.splitlines():
            assert not line.endswith("\\") and not line.startswith("    "), line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document):
    for link in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (document.parent / link).exists(), link


def test_the_website_builds_without_a_warning(tmp_path):
    pytest.importorskip("material")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert "winnow" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/schemas/record.schema.json").is_file()


def test_the_extra_all_names_extras_that_exist():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = extras["all"][0].partition("[")[2].rstrip("]").split(",")
    assert set(named) <= set(extras) and "ris" in named
