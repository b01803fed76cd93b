"""Fits the weights of the gate (`extractors/decision/gate.tsv`): does a page show a scholarly work at all?

    python -m benchmarks.fit_gate --works GOLD.jsonl... --others FOLDER... [--write] [--most 0.01]

Works are the pages of gold files as `fit_reader` takes them, HTML also as its own text; others are ordinary pages.
The cut is set so that at most the given share of the others passes; prints, for families left out of the fit, how many
works do.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.fit_reader import family_of, pages
from extractors.boilerplate.phrases import mark_chrome
from extractors.decision.choice import decide
from extractors.decision.gate import describe, is_no_work
from extractors.html.pages import html_page
from extractors.html.proposals import propose_head
from extractors.page import Page
from extractors.page.account import Account
from extractors.reader.reader import propose_reading
from extractors.registry import phrasebook
from pipeline.decoding import decode
from pipeline.errors import UndecodableError

TABLE = Path(__file__).parents[1] / "extractors/decision/gate.tsv"
_STRENGTH = 0.5


def features(page: Page) -> set[str] | None:
    """What the gate sees of a page; None where it is refused before the gate."""
    mark_chrome(page, phrasebook().scan(page), "generic")
    proposal = propose_reading(page)
    if page.head is not None:
        propose_head(proposal, page.head)
    draft = decide(proposal, Account(page.text))
    return None if is_no_work(proposal) else describe(draft)


def works(gold: Path) -> list[tuple[str, set[str]]]:
    """The pages of a gold file, each with its family."""
    return [(family_of(row), found) for row, page in pages(gold) if (found := features(page))]


def others(folder: Path) -> list[tuple[str, set[str]]]:
    """Ordinary pages, each a family of its own."""
    return [(f"{folder.name}/{n}", found) for n, page in enumerate(_ordinary(folder)) if (found := features(page))]


def _ordinary(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".html", ".htm", ".txt"):
            continue
        try:
            decoded = decode(path.read_bytes())
        except UndecodableError:
            continue
        yield html_page(decoded.text) if decoded.media == "html" else Page.of(decoded.text)


def main() -> int:
    """Reads the pages, measures, and writes where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--works", nargs="+", type=Path, required=True)
    parser.add_argument("--others", nargs="+", type=Path, required=True)
    parser.add_argument("--most", type=float, default=0.01, help="share of ordinary pages that may pass")
    parser.add_argument("--write", action="store_true", help="write the table of weights")
    args = parser.parse_args()
    with ProcessPoolExecutor(2) as pool:
        some = [item for found in pool.map(works, args.works) for item in found]
        rest = [item for found in pool.map(others, args.others) for item in found]
    data = [*zip(some, repeat(True)), *zip(rest, repeat(False))]
    rows = [dict.fromkeys(names, 1.0) for (_, names), _ in data]
    wanted = np.array([label for _, label in data])
    groups = [family for (family, _), _ in data]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(rows)
    scores = np.zeros(len(rows))
    for seen, unseen in GroupKFold(5).split(table, groups=groups):
        model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(table[seen], wanted[seen])
        scores[unseen] = model.decision_function(table[unseen])
    cut = float(np.quantile(scores[~wanted], 1.0 - args.most))
    passing = np.mean(scores[wanted] > cut)
    print(f"{wanted.sum()} works, {(~wanted).sum()} others; at {cut:.2f} {passing:.3f} of works pass")
    if args.write:
        model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(table, wanted)
        weights = {name: round(float(w), 2) for name, w in zip(vectorizer.feature_names_, model.coef_[0], strict=True)}
        told = [f"{name}\t{weight}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.02]
        TABLE.write_text(
            "\n".join(["feature\tweight", f"\t{float(model.intercept_[0]) - cut:.2f}", *told]) + "\n", "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
