"""Fits the weights of `extractors/detectors/line_likeness.tsv` and prints how well they do on lines held out.

    python -m benchmarks.line_likeness CORPUS.jsonl.gz [PAGES_DIRECTORY GOLD.jsonl]

Lines of names, titles, affiliations, journals and publishers are printed from the records of the corpus; labels and
buttons are in `page_lines.txt`. Text pages with a gold list of what they hold give real lines besides. Every third
record is never fitted on, nor are, while measuring, whole families of the pages.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.line_likeness.page_lines import lines_of_pages
from benchmarks.line_likeness.printed import (
    far_script_line,
    names_by_script,
    names_line,
    no_author_line,
    other_script_line,
    other_script_place,
    other_script_title,
)
from extractors.detectors.line_likeness import ROLES, features
from extractors.detectors.line_shape import KINDS

_TABLE = Path(__file__).parents[2] / "extractors" / "detectors" / "line_likeness.tsv"
_LEAST = 0.05  # a smaller weight is left out
_OTHER_NAMES = 0.85
_COUNT = len(KINDS)
Line = tuple[str, str, bool]  # text, role, held out


def _corpus_lines(path: str, rng: random.Random) -> Iterator[Line]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for number, row in enumerate(rows):
            for text, role in _record_lines(json.loads(row), rng):
                if 1 < len(text) < 1500:
                    yield text, role, not number % 3
    for number, text in enumerate((Path(__file__).parent / "page_lines.txt").read_text(encoding="utf-8").splitlines()):
        for printed in (
            (text, text.upper(), text + ":", text.capitalize()) if text.isascii() else (text, text, text + ":")
        ):
            yield printed, "none", not number % 3
    names = names_by_script([word for row in _person_rows() for word in row.split("\t")[1].split(" ")])
    for number in range(1200):
        yield *far_script_line(rng, names), not number % 3
    for number in range(1800):
        yield other_script_line(rng), "authors", not number % 3
        if number % 2:
            yield other_script_title(rng), "title", not number % 3
        elif number % 4:
            yield other_script_place(rng), "affiliation", not number % 3


def _person_rows() -> list[str]:
    return _TABLE.with_name("person_words.tsv").read_text(encoding="utf-8").splitlines()


def _record_lines(record: dict[str, Any], rng: random.Random) -> Iterator[tuple[str, str]]:
    for _ in range(3):
        if line := names_line(record, rng):
            yield line, "authors"
    if rng.random() < 0.3 and (line := no_author_line(record, rng)):
        yield line, "none"
    if title := record["title"]:
        yield title, "title"
        words = title.split()
        if len(words) > 8:
            yield " ".join(words[: len(words) // 2 + 1]), "part"
        if rng.random() < 0.15:
            yield title.title(), "title"
        if rng.random() < 0.1:
            yield title.upper(), "title"
    places = list(dict.fromkeys(a for author in record["authors"][:8] for a in author["affiliations"]))
    for place in places[:2]:
        yield rng.choice(["", "", "1 ", "a ", "2", "[1] "]) + place + rng.choice(["", "", "."]), "affiliation"
    journal = record["container_title"]
    if journal:
        yield journal, "none"
        if record["volume"] and record["year"]:
            yield (
                rng.choice(
                    [
                        "{j}, {y}, {v}({i}): {p}",
                        "{j} volume {v}, pages {p} ({y})",
                        "{j} {v}, {p} ({y})",
                        "Volume {v}, Issue {i}, {y}, Pages {p}",
                        "{j} - Vol. {v}, No. {i}",
                    ]
                ).format(
                    j=journal, y=record["year"], v=record["volume"], i=record["issue"] or 1, p=record["first_page"] or 1
                ),
                "none",
            )
    if record["publisher"] and rng.random() < 0.5:
        yield record["publisher"], "none"
    if record["keywords"]:
        yield rng.choice([", ", "; ", " · "]).join(record["keywords"][:6]), "none"
        yield rng.choice(record["keywords"]), "none"
    sentences = (record["abstract"] or "").split(". ")
    yield ". ".join(sentences[: rng.choice([1, 1, 3, 9])])[:1000] + ".", "none"


def _matrix(lines: list[Line]) -> csr_matrix:
    data, columns, ends = [], [], [0]
    for text, _, _ in lines:
        pairs, present, size = features(text)
        for pair in pairs:
            data += [1 / len(pairs)] * 2
            columns += [pair, _COUNT**2 + pair % _COUNT]
        data += [1.0] * len(present) + [1.0]
        columns += [_COUNT**2 + _COUNT + kind for kind in present] + [_COUNT**2 + 2 * _COUNT + size]
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(lines), _COUNT**2 + 2 * _COUNT + 11))


def _fit(lines: list[Line], role: str) -> LogisticRegression:
    lines = [line for line in lines if not (role == "title" and line[1] == "part")]
    answers = np.array([line[1] == role for line in lines])
    balanced = {True: 3.0, False: 1.0} if role == "title" else None  # few lines are titles, but a page has one
    model = LogisticRegression(
        C=2.0, max_iter=400, l1_ratio=1.0, solver="liblinear", random_state=1, class_weight=balanced
    )
    return model.fit(_matrix(lines), answers)


def _without_other_names(lines: list[Line], model: LogisticRegression) -> list[Line]:
    """The gold files know a page's authors alone: what is clearly a list of other people tells nothing."""
    scores = model.predict_proba(_matrix(lines))[:, 1]
    return [line for line, score in zip(lines, scores, strict=True) if line[1] != "none" or score < _OTHER_NAMES]


def _of_role(printed: list[Line], shown: list[Line], role: str) -> list[Line]:
    """What a role is fitted on: the gold files do not know affiliations."""
    return printed if role == "affiliation" else printed + shown * 3


def _show(model: LogisticRegression, lines: list[Line], role: str, what: str) -> None:
    lines = [line for line in lines if not (role == "title" and line[1] == "part")]
    if not lines:
        return
    scores = model.predict_proba(_matrix(lines))[:, 1]
    answers = np.array([line[1] == role for line in lines])
    for cut in (0.5, 0.8, 0.9):
        taken = scores >= cut
        right = (taken & answers).sum()
        print(f"{what:7} {role:12} cut {cut}: precision {right / max(taken.sum(), 1):.3f} recall "
              f"{right / max(answers.sum(), 1):.3f} of {answers.sum()} among {len(lines)}")  # fmt: skip


def _write(models: list[LogisticRegression]) -> None:
    names = [f"pair {a} {b}" for a in KINDS for b in KINDS] + [f"one {k}" for k in KINDS]
    names += [f"any {k}" for k in KINDS] + [f"size {n}" for n in range(11)]
    rows = ["feature\t" + "\t".join(ROLES), "bias\t" + "\t".join(f"{m.intercept_[0]:.2f}" for m in models)]
    for name, *numbers in zip(names, *(m.coef_[0] for m in models), strict=True):
        if any(abs(n) >= _LEAST for n in numbers):
            rows.append(name + "\t" + "\t".join(f"{n:.2f}" for n in numbers))
    _TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} rows")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("pages", nargs="*", help="pairs of a directory of text pages and its gold file")
    options = parser.parse_args()
    rng = random.Random(7)
    printed = list(_corpus_lines(options.corpus, rng))
    shown = [line for at in range(0, len(options.pages), 2) for line in lines_of_pages(*options.pages[at : at + 2])]
    shown = _without_other_names(shown, _fit([line for line in printed if not line[2]], "authors"))
    for role in ROLES:
        model = _fit([line for line in _of_role(printed, shown, role) if not line[2]], role)
        _show(model, [line for line in printed if line[2]], role, "corpus")
        if role != "affiliation":
            _show(model, [line for line in shown if line[2]], role, "pages")
    _write([_fit(_of_role(printed, shown, role), role) for role in ROLES])


if __name__ == "__main__":
    main()
