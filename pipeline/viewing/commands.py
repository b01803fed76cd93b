"""The commands that show: `inspect`, `report` and `golden review`. Each imports what it needs when it is called."""

import contextlib
import json
import shlex
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.choices import SAMPLES
from pipeline.console import counted, say
from pipeline.errors import NoInputError, RunError

Descriptions = Annotated[
    Path | None,
    typer.Option("--families", help="Folder (or file) of descriptions of further families of pages (*.toml)."),
]


def inspect(
    page: Annotated[
        str,
        typer.Argument(
            help="A page, a page in an archive or table (pages.zip!/a.txt, pages.jsonl#17), or - for standard input."
        ),
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="HTML file to write. Default: standard output.")
    ] = None,
    lang: Annotated[
        list[str] | None, typer.Option("--lang", help="Keep only records in this language (ISO 639-1 code, e.g. en).")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Original URL of the page.")] = None,
    works: Annotated[
        Path | None,
        typer.Option(help="A merged run, or its works.jsonl, to show the works that the records are part of."),
    ] = None,
    families: Descriptions = None,
) -> None:
    """Show how a page was read, in an HTML file.

    The file shows every value with its place on the page, and what was left out.
    """
    from pipeline.inputs import page_named
    from pipeline.options import languages
    from pipeline.viewing.again import link_to, result_of
    from pipeline.viewing.inspection import inspect as inspect_page
    from pipeline.viewing.run_files import read_works
    from pipeline.viewing.works import see_works

    raw = page_named(page)
    result = result_of(replace(raw, url=url or raw.url), languages(lang), families)
    seen = see_works(read_works(works), {result.page_id}).by_page if works else {}
    write(out, inspect_page(result, seen.get(result.page_id, ()), link_to(raw.path, out.parent if out else None)))


def view(
    pages: Annotated[Path | None, typer.Argument(help="Folder or file with saved pages to show at once.")] = None,
    lang: Annotated[
        list[str] | None, typer.Option("--lang", help="Keep only records in this language (ISO 639-1 code, e.g. en).")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free port.")] = 0,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    families: Descriptions = None,
) -> None:
    """Drop saved pages in a browser and get their records.

    Starts a local web page that only this computer can reach. It lists the records of the pages, shows how each page
    was read, and offers downloads as RIS, BibTeX, CSV and more. No page leaves the computer.
    """
    from contextlib import closing

    from pipeline.viewing.collection import Collection
    from pipeline.viewing.server import Server

    if pages is not None and (pages / "run.json").is_file():
        raise NoInputError(f"{pages} is the output of a run; show it with: winnow report {pages}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl+C does, and leaves no file behind
    with closing(Collection(lang, families)) as collection:
        if pages is not None:
            say(f"Reading {pages}")
            collection.read_input(str(pages))
        try:
            server = Server(collection, port)
        except OSError as error:
            raise RunError(f"cannot listen on port {port}: {error.strerror}; choose another --port") from error
        with server:
            say(f"Open {server.url} in a browser on this computer. Press Ctrl+C to stop.")
            if browse:
                typer.launch(server.url)
            with contextlib.suppress(KeyboardInterrupt):
                server.serve_forever()


def write(out: Path | None, html: str) -> None:
    """Writes a document, to standard output where there is no file. Raises WriteError where it cannot be written."""
    from pipeline.viewing.writing import write_document

    if out is None:
        sys.stdout.write(html)
    else:
        write_document(out, html)


def report(
    out: Annotated[Path, typer.Argument(help="Output folder of a finished run.")],
    html: Annotated[
        Path | None, typer.Option("-o", "--out", help="HTML file to write. Default: OUT/report.html.")
    ] = None,
    against: Annotated[Path | None, typer.Option(help="An earlier run, or a baseline file, to compare with.")] = None,
    fail_on_drift: Annotated[
        bool, typer.Option("--fail-on-drift", help="Exit with status 1 if the comparison shows a change.")
    ] = False,
    save_baseline: Annotated[
        Path | None, typer.Option(help="Save the counts of this run to a file, to compare later runs with.")
    ] = None,
    samples: Annotated[
        int, typer.Option(min=0, help="Number of sample pages per family, reason and warning.")
    ] = SAMPLES,
) -> None:
    """Show the results of a run, in an HTML file.

    The file lists records, warnings and rejected pages, and what changed since another run.
    """
    from pipeline.viewing.report import report as make_report
    from pipeline.viewing.writing import write_baseline

    if fail_on_drift and against is None:
        raise typer.BadParameter("--fail-on-drift needs --against")
    target = html or out / "report.html"
    made = make_report(out, target, against, samples)
    write(target, made.html)
    if save_baseline:
        write_baseline(save_baseline, json.dumps(made.tally.as_json(), ensure_ascii=True, indent=1) + "\n")
    say(f"Wrote {target}")
    for one in made.drift.moved if made.drift else []:
        where = one.family or "all pages"
        say(f"{where} {one.name}: {one.before:.1%} → {one.after:.1%}")
    for family, pages in made.changed.items():
        say(f"{family}: {counted(len(pages), 'page')} to learn from, to bring its description up to date:")
        say(f"  winnow learn --update families/{family}.toml {shlex.join(pages)}")
    if fail_on_drift and made.drift and made.drift.moved:
        raise typer.Exit(1)


def review(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FAMILIES]...",
            help="Families, or single pages as FAMILY/CASE. Default: all.",
            show_default=False,
        ),
    ] = None,
    root: Annotated[Path, typer.Option(help="Folder that contains seeds/ and golden/.")] = Path(),
    out: Annotated[Path, typer.Option("-o", "--out", help="HTML file to write.")] = Path("golden-review.html"),
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the file in a browser.")] = False,
    families: Descriptions = None,
) -> None:
    """Show the golden files that differ, in an HTML file."""
    from pipeline import golden
    from pipeline.descriptions import family_folder
    from pipeline.viewing.review import review as make_review

    if not golden.cases(root, names or (), family_folder(families)):
        raise NoInputError(golden.no_seeds(root, names or ()))
    html, differing = make_review(root, names or (), families)
    write(out, html)
    say(f"{differing} pages differ from their golden files. Wrote {out}")
    if browse:
        typer.launch(out.resolve().as_uri())
