"""Merging on a local Ray cluster: the bytes of one machine, in every file."""

import random

import pytest

from pipeline.merging import merge
from tests.pipeline.merging.conftest import write_records
from tests.pipeline.merging.shared_records import ABSTRACT, TITLE, author, record, text

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")


def records():
    """Three hundred records of a hundred and some works: of one to four records, contested ones, and preprints."""
    dice = random.Random(6)
    found = []
    for n in range(100):
        words = [f"{word}{dice.choice('aeiou')}" for word in ABSTRACT.split()]
        dice.shuffle(words)
        title, body = f"{' '.join(words[:6])} {TITLE}", text(" ".join(words))
        names = [author(f"{words[6].title()} {words[7].title()}"), author("Otto Reyes", "Reyes", "Otto")]
        found.append(record(f"{n}a", doi=f"10.5555/{n}", title=title, issued="2012", first_page=str(n + 1)))
        found.append(record(f"{n}b", "qxmd", title=title.upper(), abstract=body, first_page=str(n + 1)))
        found.append(record(f"{n}c", "emerald_search", authors=names, abstract=body, issued="2012", volume="3"))
        if n % 7 == 0:
            found.append(record(f"{n}p", doi=f"10.48550/arxiv.1105.{n}", title=title, authors=names, abstract=body))
        if n % 9 == 0:
            found.append(record(f"{n}d", "tongzhouyun", title=title, authors=names))
    return found


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_bytes_as_local(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.merging.inputs._LINES", 60)  # several tasks of a file
    made = records()
    write_records(tmp_path / "a" / "records.jsonl", made[::2])
    path = write_records(tmp_path / "b" / "records.jsonl", made[1::2])
    path.write_bytes(path.read_bytes() + b"{\n")
    local = merge([tmp_path / "a", tmp_path / "b"], tmp_path / "local", workers=1, format="csl-json")
    spread = merge([tmp_path / "a", tmp_path / "b"], tmp_path / "ray", workers=2, engine="ray", format="csl-json")
    assert spread == local
    assert (local.rejected, local.versions > 10, 100 < local.works < len(made) / 2) == (1, True, True)
    assert files(tmp_path / "ray") == files(tmp_path / "local")
    assert not ray.is_initialized()
