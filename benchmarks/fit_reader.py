"""Fits the weights of line roles (`extractors/reader/weights.tsv`) on labelled pages, measured on families left out.

    python -m benchmarks.fit_reader PAGES/gold.jsonl... [--write]

A line of gold.jsonl says where a page is (`file`, beside gold.jsonl, or `n` for `n`.txt), its `family` (or `layout`,
`host`) and what it shows: `title` and `authors`. HTML is read twice, as it is and as the text of itself. Prints, for
pages of families that took no part in the fit, how often the best line of a role is right, at several thresholds.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from extractors.boilerplate.phrases import mark_chrome
from extractors.html.pages import html_page
from extractors.page import Page
from extractors.reader.outline import outline_of
from extractors.reader.roles import ROLES, best_scores, describe, describe_neighbours
from extractors.registry import phrasebook
from pipeline.decoding import decode
from pipeline.errors import UndecodableError

WEIGHTS = Path(__file__).parents[1] / "extractors/reader/weights.tsv"
_FEWEST = 3  # pages that a feature must be seen on
_SMALLEST = 0.03  # weight worth keeping
_STRENGTH = 0.3  # inverse of the regularisation
_FOLDS = 4


class Sample(NamedTuple):
    """One page: the family it is of, the features of its lines, and the roles of each."""

    family: str
    lines: list[list[str]]
    roles: list[dict[str, bool]]


def letters(text: str) -> str:
    """What is compared of a text."""
    return re.sub(r"[\W_\d]+", "", text.casefold())


def label(line: str, title: str, authors: list[str]) -> dict[str, bool]:
    """The roles of a line, by what the page is known to show."""
    low = letters(line)
    whole = letters(title)
    is_title = bool(low and whole) and (
        low == whole
        or (whole in low and len(whole) >= 0.6 * len(low) and len(whole) >= 6)
        or (low in whole and len(low) >= 12 and len(low) >= 0.25 * len(whole) and whole.startswith(low[:6]))
        or (low in whole and len(low) >= 25)
    )
    covered = 0
    rest = low
    for name in sorted(authors, key=len, reverse=True):
        parts = [letters(part) for part in re.split(r"[\s,]+", name) if len(letters(part)) > 1 or not part.isascii()]
        if parts and all(part in rest for part in parts):
            for part in parts:
                rest = rest.replace(part, "", 1)
                covered += len(part)
    is_names = not is_title and covered >= 0.5 * max(len(low), 1) and covered > 1 and whole not in low
    return {"title": is_title, "authors": is_names}


def pages(gold: Path) -> Iterator[tuple[dict[str, Any], Page]]:
    """The pages of a gold file, HTML twice: as it is, without its head's metadata, and as its own text."""
    for row in map(json.loads, gold.open(encoding="utf-8")):
        folder = (
            gold.parent
            if (gold.parent / str(row.get("file"))).exists()
            else gold.with_name(gold.stem.removesuffix("-gold"))
        )
        path = folder / str(row.get("file") or f"{row['n']}.txt")
        if (
            row.get("kind", "article") not in ("article", "scholar")
            or not row.get("title")
            or row.get("blocked")
            or "list" in row
            or row.get("records")
            or not path.exists()
        ):
            continue
        try:
            decoded = decode(path.read_bytes())
        except UndecodableError:
            continue
        if decoded.media == "html":
            page = html_page(decoded.text)
            yield row, page
            yield row, Page.of(page.text)
        else:
            yield row, Page.of(decoded.text)


def family_of(row: dict[str, Any]) -> str:
    """What is left out together: the family, or the host the page was found at."""
    named = row.get("family") or row.get("layout") or row.get("host") or urlsplit(row.get("url") or "").hostname
    registrant = (row.get("doi") or "").partition("/")[0]  # one publisher's
    return str(named or registrant or Path(str(row.get("file"))).name.split("_")[0])


def samples(gold: Path) -> list[Sample]:
    """What can be fitted on, of one gold file: pages with a line that is the title."""
    found = []
    for row, page in pages(gold):
        mark_chrome(page, phrasebook().scan(page), "generic")
        outline = outline_of(page)
        described = describe(outline)
        roles = [label(seen.text, row["title"], row.get("authors") or []) for seen in outline.head[: len(described)]]
        if any(role["title"] for role in roles):
            found.append(Sample(family_of(row), described, roles))
    return found


class Model:
    """A logistic regression over named features."""

    def __init__(self, rows: list[list[str]], wanted: list[bool], page_of: list[int]) -> None:
        seen: dict[str, set[int]] = {}
        for names, page in zip(rows, page_of, strict=True):
            for name in names:
                seen.setdefault(name, set()).add(page)
        self.index = {name: n for n, name in enumerate(sorted(n for n, p in seen.items() if len(p) >= _FEWEST))}
        self.model = LogisticRegression(C=_STRENGTH, max_iter=2000)
        self.model.fit(self._matrix(rows), np.array(wanted))

    def _matrix(self, rows: list[list[str]]) -> csr_matrix:
        cells = [(r, self.index[name]) for r, names in enumerate(rows) for name in names if name in self.index]
        at = np.array(cells, dtype=int).reshape(-1, 2)
        return csr_matrix((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(len(rows), len(self.index)))

    def score(self, rows: list[list[str]]) -> list[float]:
        """How sure each row is."""
        return [float(p) for p in self.model.predict_proba(self._matrix(rows))[:, 1]] if rows else []

    def weights(self) -> dict[str, float]:
        """The weight of each feature, that of the empty name for all."""
        found = {name: float(self.model.coef_[0][n]) for name, n in self.index.items()}
        kept = {name: round(weight, 2) for name, weight in found.items() if abs(weight) >= _SMALLEST}
        return {"": round(float(self.model.intercept_[0]), 2), **kept}


def fit(train: list[Sample], role: str, rows: list[list[list[str]]]) -> Model:
    """A model of one role over the given features of the pages' lines."""
    flat = [names for lines in rows for names in lines]
    wanted = [roles[role] for sample in train for roles in sample.roles]
    page_of = [n for n, lines in enumerate(rows) for _ in lines]
    return Model(flat, wanted, page_of)


def first_pass(train: list[Sample]) -> dict[str, Model]:
    """The models that see a line and its surroundings."""
    return {role: fit(train, role, [sample.lines for sample in train]) for role in ROLES}


def scored(models: dict[str, Model], some: list[Sample]) -> list[list[dict[str, float]]]:
    """What the first pass makes of the lines of each page."""
    return [
        [
            dict(zip(ROLES, row, strict=True))
            for row in zip(*(models[role].score(s.lines) for role in ROLES), strict=True)
        ]
        for s in some
    ]


def with_neighbours(some: list[Sample], first: list[list[dict[str, float]]]) -> list[list[list[str]]]:
    """The features of the second pass."""
    return [
        [names + describe_neighbours(scores, n, best_scores(scores)) for n, names in enumerate(sample.lines)]
        for sample, scores in zip(some, first, strict=True)
    ]


def out_of_fold(train: list[Sample]) -> list[list[dict[str, float]]]:
    """What first passes that did not see a page's family make of it, so that the second learns from honest scores."""
    found: list[list[dict[str, float]]] = [[] for _ in train]
    groups = [sample.family for sample in train]
    for seen, unseen in GroupKFold(min(_FOLDS, len(set(groups)))).split(train, groups=groups):
        models = first_pass([train[n] for n in seen])
        for n, scores in zip(unseen, scored(models, [train[n] for n in unseen]), strict=True):
            found[n] = scores
    return found


def both_passes(train: list[Sample]) -> tuple[dict[str, Model], dict[str, Model]]:
    """The models of both passes."""
    rows = with_neighbours(train, out_of_fold(train))
    return first_pass(train), {role: fit(train, role, rows) for role in ROLES}


def measure(data: list[Sample]) -> None:
    """Prints how the best line of each role fares on families left out."""
    groups = [sample.family for sample in data]
    best: dict[str, list[tuple[float, bool, bool]]] = {role: [] for role in ROLES}
    for seen, unseen in GroupKFold(min(_FOLDS, len(set(groups)))).split(data, groups=groups):
        one, two = both_passes([data[n] for n in seen])
        some = [data[n] for n in unseen]
        for sample, rows in zip(some, with_neighbours(some, scored(one, some)), strict=True):
            for role in ROLES:
                scores = two[role].score(rows)
                top = max(range(len(scores)), key=scores.__getitem__)
                shown = any(roles[role] for roles in sample.roles)
                best[role].append((scores[top], sample.roles[top][role], shown))
    for role in ROLES:
        shown = sum(item[2] for item in best[role])
        print(f"{role}: {len(best[role])} pages of {len(set(groups))} families, {shown} show it")
        for cut in (0.0, 0.3, 0.5, 0.7, 0.8, 0.9):
            given = [right for score, right, _ in best[role] if score >= cut]
            precision, recall = sum(given) / max(len(given), 1), sum(given) / max(shown, 1)
            print(f"  at {cut:.1f}: precision {precision:.3f}, recall {recall:.3f}")


def write(one: dict[str, Model], two: dict[str, Model]) -> None:
    """Writes the table that the reader uses."""
    rows = ["role\tpass\tfeature\tweight"]
    for number, models in ((1, one), (2, two)):
        for role in ROLES:
            weights = models[role].weights()
            rows += [f"{role}\t{number}\t{name}\t{weights[name]}" for name in sorted(weights)]
    WEIGHTS.write_text("\n".join(rows) + "\n", "utf-8")


def main() -> int:
    """Reads the pages, measures, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table of weights")
    parser.add_argument("--no-measure", action="store_true", help="fit only")
    args = parser.parse_args()
    with ProcessPoolExecutor(2) as pool:
        data = [sample for some in pool.map(samples, args.gold) for sample in some]
    if not args.no_measure:
        measure(data)
    if args.write:
        write(*both_passes(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
