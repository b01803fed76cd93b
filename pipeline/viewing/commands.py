"""The commands that show: `inspect`, `report` and `golden review`. Each imports what it needs when it is called."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.choices import SAMPLES
from pipeline.errors import NoInputError, WriteError

messages = Console(stderr=True)


def inspect(
    page: Annotated[
        str, typer.Argument(help="A page, a member (pages.zip!/a.txt, pages.jsonl#17), or - for standard input.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The HTML file to write; standard output without it.")
    ] = None,
    lang: Annotated[
        list[str] | None, typer.Option("--lang", help="Keep records in this language, as `run` does.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where the page came from.")] = None,
    works: Annotated[
        Path | None, typer.Option(help="A merged run, or its works.jsonl: show the works that records of it went into.")
    ] = None,
) -> None:
    """See one page: what was read, what was removed, and why, as one HTML file."""
    from pipeline.inputs import page_named
    from pipeline.viewing.again import result_of
    from pipeline.viewing.inspection import inspect as inspect_page
    from pipeline.viewing.run_files import read_works
    from pipeline.viewing.works import see_works

    raw = page_named(page)
    result = result_of(replace(raw, url=url or raw.url), lang)
    seen = see_works(read_works(works), {result.page_id}).by_page if works else {}
    write(out, inspect_page(result, seen.get(result.page_id, ())))


def write(out: Path | None, html: str) -> None:
    """Writes a document. Raises WriteError where it cannot be written."""
    if out is None:
        sys.stdout.write(html)
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WriteError(f"{out} cannot be written: {error.strerror}") from error


def report(
    out: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    html: Annotated[Path | None, typer.Option("-o", "--out", help="The HTML file; by default OUT/report.html.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="An earlier run, or a baseline file: show what moved since.")
    ] = None,
    fail_on_drift: Annotated[
        bool, typer.Option("--fail-on-drift", help="Exit status 1 where something moved.")
    ] = False,
    save_baseline: Annotated[
        Path | None, typer.Option(help="Write the counts of this run here, to hold later runs against.")
    ] = None,
    samples: Annotated[int, typer.Option(min=0, help="Pages to inspect of each family, reason and warning.")] = SAMPLES,
) -> None:
    """See a run as one HTML page: families, fields, rejects, warnings, and what moved since another run."""
    from pipeline.viewing.report import report as make_report

    if fail_on_drift and against is None:
        raise typer.BadParameter("--fail-on-drift needs --against")
    target = html or out / "report.html"
    made = make_report(out, target, against, samples)
    write(target, made.html)
    if save_baseline:
        write(save_baseline, json.dumps(made.tally.as_json(), ensure_ascii=True, indent=1) + "\n")
    messages.print(f"written to {target}", markup=False, highlight=False)
    for one in made.drift.moved if made.drift else []:
        where = one.family or "all pages"
        messages.print(f"{where} {one.name}: {one.before:.1%} → {one.after:.1%}", markup=False, highlight=False)
    if fail_on_drift and made.drift and made.drift.moved:
        raise typer.Exit(1)


def review(
    families: Annotated[list[str] | None, typer.Argument(help="Only these families, or pages: family/case.")] = None,
    root: Annotated[Path, typer.Option(help="The folder that holds seeds/ and golden/.")] = Path(),
    out: Annotated[Path, typer.Option("-o", "--out", help="The HTML file to write.")] = Path("golden-review.html"),
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = False,
) -> None:
    """See the golden files that differ as one HTML page: expected and actual side by side."""
    from pipeline import golden
    from pipeline.viewing.review import review as make_review

    if not golden.cases(root, families or ()):
        raise NoInputError(f"no seeds under {root / 'seeds'} for {', '.join(families) if families else 'any family'}")
    html, differing = make_review(root, families or ())
    write(out, html)
    messages.print(f"{differing} pages differ; written to {out}", markup=False, highlight=False)
    if browse:
        typer.launch(out.resolve().as_uri())
