"""Writes `extractors/detectors/person_words.tsv`: words that are given or family names, in lower case; and the row of
subject words of `line_words.tsv`: words that titles of the corpus print in lower case again and again.

    python -m benchmarks.line_likeness.tables CORPUS.jsonl.gz

The names come from Faker (MIT), whose lists are the usual names of some seventy countries, from the authors of a corpus
of records where they recur, and from `far_names.tsv` (usual names in Hebrew, Arabic and Indic script). A name that is
also a common word of running text is left out of neither list: the weights learn what an ambiguous word is worth. Every
third record is left for fitting to measure on.
"""

import collections
import gzip
import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

import faker.providers.person as persons

from extractors.detectors.names import parse_name

_TABLES = Path(__file__).parents[2] / "extractors" / "detectors"
_FIRST = {"given": 250, "family": 60}  # names of one country that no other has: its most usual
_TITLES = 4  # titles that a subject word stands in
_RECURS = 4  # authors of the corpus


def main(corpus: str) -> None:
    seen: dict[str, dict[str, set[str]]] = {
        "given": collections.defaultdict(set),
        "family": collections.defaultdict(set),
    }
    usual: dict[str, set[str]] = {"given": set(), "family": set()}
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field, kind in (
            ("first_names", "given"),
            ("first_names_male", "given"),
            ("first_names_female", "given"),
            ("last_names", "family"),
        ):
            words = [w.lower() for w in _listed(provider, field) if _is_word(w)]
            usual[kind].update(words[: _FIRST[kind] if words and words[0][0] < "\u0590" else _FIRST[kind] // 5])
            for word in words:
                seen[kind][word].add(module.name[:2])
    for kind, countries in seen.items():
        usual[kind].update(word for word, where in countries.items() if len(where) > 1)
    for row in (Path(__file__).parent / "far_names.tsv").read_text(encoding="utf-8").splitlines():
        kind, words_in_row = row.split("\t")
        usual[kind].update(words_in_row.split(" "))
    for kind, counts in _corpus(corpus).items():
        usual[kind].update(word for word, n in counts.items() if n >= _RECURS)
    rows: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for word in sorted(usual["given"] | usual["family"]):
        both = word in usual["given"] and word in usual["family"]
        kind = "both" if both else "given" if word in usual["given"] else "family"
        rows[kind, word[0]].append(word)
    lines = [f"{kind}\t{' '.join(words)}\n" for (kind, _), words in sorted(rows.items())]
    (_TABLES / "person_words.tsv").write_text("".join(lines), encoding="utf-8")
    _write_subjects(corpus)
    print(f"{sum(map(len, rows.values()))} words")


def _listed(provider: type, field: str) -> list[str]:
    words = getattr(provider, field, ())
    return [word for word in words if isinstance(word, str)] if isinstance(words, tuple | list | dict) else []


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and not "\u3040" <= word[0] <= "\ud7ff"


def _corpus(path: str) -> dict[str, collections.Counter[str]]:
    counts: dict[str, collections.Counter[str]] = {"given": collections.Counter(), "family": collections.Counter()}
    for record in _records(path):
        for author in record["authors"]:
            name = parse_name(author["name"], "given-first")
            if name and name.family and name.given:
                counts["family"].update(w.lower() for w in name.family.split() if _is_word(w) and w[0].isupper())
                counts["given"].update(w.lower() for w in name.given.split()[:1] if _is_word(w) and w[0].isupper())
    return counts


def _records(path: str) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for number, line in enumerate(lines) if number % 3]


def _write_subjects(corpus: str) -> None:
    counts: collections.Counter[str] = collections.Counter()
    for record in _records(corpus):
        counts.update({w.lower() for w in (record["title"] or "").split() if w.isalpha() and len(w) > 2})
    path = _TABLES / "line_words.tsv"
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("subject\t")]
    known = {word for row in rows for word in row.split("\t")[1].split(" ")}
    words = sorted(
        word for word, n in counts.items() if n >= _TITLES and word not in known and "a" <= word[0] < "\u0590"
    )
    path.write_text("\n".join([*rows, "subject\t" + " ".join(words)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
