"""The command line, `winnow`. Each command imports what it needs when it is called, so that `--help` is fast."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from pipeline.choices import (
    MEMORY_LIMIT,
    PART_PAGES,
    SPLIT_SIZE,
    TIMEOUT,
    Body,
    CompressionName,
    EngineName,
    ExportName,
    FormatName,
    PrintedName,
)
from pipeline.console import counted, messages, output, say
from pipeline.errors import NoInputError, PipelineError
from pipeline.learning import commands as learning
from pipeline.viewing import commands as viewing
from pipeline.viewing.commands import Descriptions

if TYPE_CHECKING:
    from pipeline import golden
    from pipeline.counting import LeftOut, Summary
    from pipeline.merging.merge import MergeSummary

FAILED, BAD_USAGE, INTERRUPTED = 1, 2, 130
MB = 1_000_000
MERGEABLE = ("jsonl", "parquet")
_SHOWN_FIELDS = {  # of which the summary says how many records have them
    "title": "title",
    "authors": "authors",
    "issued": "date",
    "doi": "DOI",
    "abstract": "abstract",
}
_MOST_PRINTED = 10  # names of files that were left out

app = typer.Typer(
    help="Extract bibliographic records from scraped scholarly pages, offline. Every value points at its source.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help, in which lists of choices are not cut
    pretty_exceptions_enable=False,
)
golden_app = typer.Typer(
    help="Check, accept or review the golden files of the sample pages.", no_args_is_help=True, rich_markup_mode=None
)
Families = Annotated[list[str] | None, typer.Argument(help="Families to check. Default: all.", show_default=False)]
Root = Annotated[Path, typer.Option(help="Folder that contains seeds/ and golden/.")]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        help="Keep only records in this language (ISO 639-1 code, e.g. en). Can be repeated or comma-separated.",
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(help="Columns for csv or xlsx output, e.g. title,authors,doi. Can be repeated or comma-separated."),
]
Engine = Annotated[EngineName, typer.Option(help="Run on this machine, or on a Ray cluster (see RAY_ADDRESS).")]
Workers = Annotated[int | None, typer.Option(min=1, help="Number of worker processes. Default: one per core.")]
Bodies = Annotated[Body | None, typer.Option(help="Add the full text of the article to the records of HTML pages.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        output.print(f"winnow-scholar {version('winnow-scholar')}", highlight=False)
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    hidden = Path("pipeline.py")
    if hidden.is_file():
        say(f"note: this folder has its own {hidden}; `python -m pipeline` would run that, so use `winnow`", "yellow")


@app.command()
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, glob patterns, URLs, or - for standard input. Reads text, HTML and saved pages "
            "(mhtml, webarchive), zip and tar archives of pages, tables (jsonl, csv, parquet), WARC, WET, WACZ."
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="Output folder.")],
    lang: Languages = None,
    format: Annotated[
        FormatName, typer.Option(help="Output format of the records; with --merge, of the works.")
    ] = "jsonl",
    fields: Fields = None,
    compress: Annotated[CompressionName | None, typer.Option(help="Compress JSON Lines output.")] = None,
    merge_output: Annotated[bool, typer.Option("--merge-output", help="Do not split output files.")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="Merge records of the same work into works.jsonl.")] = False,
    split_size: Annotated[int, typer.Option(min=1, help="Maximum size of an output file in MB.")] = SPLIT_SIZE // MB,
    workers: Workers = None,
    engine: Engine = "local",
    resume: Annotated[bool, typer.Option("--resume", help="Resume an interrupted run.")] = False,
    timeout: Annotated[float, typer.Option(min=0, help="Time limit per page in seconds; 0 for no limit.")] = TIMEOUT,
    memory_limit: Annotated[
        int, typer.Option(min=0, help="Memory limit per page in MB; 0 for no limit.")
    ] = MEMORY_LIMIT // MB,
    part_pages: Annotated[int, typer.Option(min=1, help="Number of pages saved at a time.")] = PART_PAGES,
    text_column: Annotated[str, typer.Option(help="Table column with the text of the page.")] = "text",
    html_column: Annotated[str, typer.Option(help="Table column with the HTML of the page.")] = "html",
    url_column: Annotated[str, typer.Option(help="Table column with the URL of the page.")] = "url",
    id_column: Annotated[str, typer.Option(help="Table column with an id to copy to the output.")] = "id",
    body: Bodies = None,
    families: Descriptions = None,
) -> None:
    """Extract the records of many pages into a folder."""
    from pipeline import progress
    from pipeline.inputs import Columns
    from pipeline.running import note_duplicates
    from pipeline.running import run as run_pages

    exported = "jsonl" if format in MERGEABLE else format
    if merge:
        from pipeline.merging import check as check_merge

        check_merge(engine, exported, fields)
    with interrupted("run the same command with --resume to go on"), progress.shown(messages) as advance:
        summary = run_pages(
            inputs,
            out,
            lang,
            workers,
            advance,
            format="jsonl" if merge and format not in MERGEABLE else format,
            fields=None if merge else fields,
            engine=engine,
            resume=resume,
            merge_output=merge_output,
            compress=compress,
            columns=Columns(text_column, html_column, url_column, id_column),
            body=body,
            families=families,
            part_pages=part_pages,
            split_size=split_size * MB,
            timeout=timeout,
            memory_limit=memory_limit * MB,
        )
    _print_summary(summary, out)
    duplicates = None
    if merge and summary.records:
        done = _merge([out], out, format=exported, fields=fields, engine=engine, workers=workers)
        duplicates = done.duplicates + done.records - done.works
        note_duplicates(out, duplicates)
    _print_flow(summary.flow(duplicates))
    if summary.nothing_readable:
        say("error: nothing of the input could be read; rejects.jsonl says why", style="red")
        raise typer.Exit(BAD_USAGE)


@contextmanager
def interrupted(hint: str) -> Iterator[None]:
    """Ends the program where it is interrupted in the body, and says how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"Interrupted; {hint}", style="yellow")
        raise typer.Exit(INTERRUPTED) from None


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="A page, or - for standard input.")],
    lang: Languages = None,
    url: Annotated[str | None, typer.Option(help="Original URL of the page.")] = None,
    format: Annotated[PrintedName, typer.Option(help="Output format.")] = "json",
    fields: Fields = None,
    body: Bodies = None,
    families: Descriptions = None,
) -> None:
    """Extract one page and print its records."""
    from pipeline.many import extract_file
    from pipeline.options import languages
    from pipeline.outputs import format_named

    writer = None if format == "json" and not fields else format_named(format, fields)
    result = extract_file(file, url=url, lang=languages(lang), body=body, families=families)
    if writer:
        sys.stdout.buffer.write(writer.document(result.records))
        sys.stdout.buffer.flush()
    else:
        rows = [record.model_dump(mode="json") for record in result.records]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    if result.reason:
        say(f"No record found ({result.reason}){_explained(result.reason)}", style="yellow")
    if result.reason == "undecodable":
        raise typer.Exit(BAD_USAGE)


def merge_runs(
    runs: Annotated[list[Path], typer.Argument(help="Output folders of finished runs, record files, or works files.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Output folder for works.jsonl and merge.json.")],
    format: Annotated[ExportName, typer.Option(help="Additional output format of the works.")] = "jsonl",
    fields: Fields = None,
    workers: Workers = None,
    engine: Engine = "local",
    memory: Annotated[int, typer.Option(min=100, help="Memory limit of the database in MB.")] = 3000,
) -> None:
    """Merge the records that describe the same work."""
    _merge(runs, out, format=format, fields=fields, engine=engine, workers=workers, memory=f"{memory}MB")


def _merge(runs: list[Path], out: Path, **options: Any) -> "MergeSummary":
    from pipeline.merging import merge as merge_records

    with interrupted("earlier works in the folder are as they were"), messages.status("Merging") as status:
        done = merge_records(
            runs, out, progress=lambda stage, count: status.update(f"Merging: {stage}, {count}"), **options
        )
    say(f"Merged {counted(done.records, 'record')} into {counted(done.works, 'work')} in {out}")
    if done.rejected:
        rejects = out / "merge_rejects.jsonl"
        say(f"Skipped {counted(done.rejected, 'line')} without a record, see {rejects}", style="yellow")
    return done


def list_families(
    pages: Annotated[list[Path] | None, typer.Argument(help="With --check: pages to try it on.")] = None,
    check: Annotated[
        Path | None, typer.Option(help="Check a description, or a folder of them, and show line by line what it reads.")
    ] = None,
    root: Root = Path(),
    families: Descriptions = None,
) -> None:
    """List the supported families of pages, or check a description of one."""
    from pipeline import golden
    from pipeline.descriptions import listed

    if check is not None:
        from pipeline.checking import check as check_description

        for line in check_description(check, _pages_given(pages)):
            output.print(line, markup=False, highlight=False, soft_wrap=True)
        return
    table = Table("family", "description", "seeds", "golden")
    for name, description in listed(families):
        own = golden.cases(root, [name], families)
        differing = sum(bool(golden.check(case)) for case in own)
        state = "none" if not own else "all match" if not differing else f"{differing} differ"
        table.add_row(name, description, str(len(own)), state)
    output.print(table)


def _pages_given(pages: list[Path] | None) -> list[Path]:
    """The files of pages, those in folders too."""
    found = [file for page in pages or () for file in (sorted(page.rglob("*")) if page.is_dir() else [page])]
    missing = next((file for file in found if not file.exists()), None)
    if missing is not None:
        raise NoInputError(f"{missing}: no such page")
    return [file for file in found if file.is_file()]


def _explained(code: str) -> str:
    from schemas.codes import explained

    found = explained(code)
    return f": {found.meaning} {found.advice}" if found else ""


@golden_app.command("check")
def golden_check(names: Families = None, root: Root = Path(), families: Descriptions = None) -> None:
    """Compare the current output with the golden files, field by field."""
    from pipeline import golden

    chosen = _cases(root, names, families)
    failing = 0
    for case in chosen:
        found = golden.check(case)
        failing += bool(found)
        _print_differences(case, found)
    output.print(f"{len(chosen) - failing} of {len(chosen)} pages match their golden files")
    raise typer.Exit(FAILED if failing else 0)


@golden_app.command("accept")
def golden_accept(names: Families = None, root: Root = Path(), families: Descriptions = None) -> None:
    """Update the golden files and print each difference. Read them before you commit."""
    from pipeline import golden

    for case in _cases(root, names, families):
        found = golden.check(case)
        if found:
            _print_differences(case, found)
            golden.accept(case)
            output.print(f"updated {case.golden}", markup=False, highlight=False, soft_wrap=True)


def _cases(root: Path, names: list[str] | None, families: Path | None = None) -> "list[golden.Case]":
    from pipeline import golden
    from pipeline.descriptions import family_folder

    chosen = golden.cases(root, names or (), family_folder(families))
    if not chosen:
        raise NoInputError(golden.no_seeds(root, names or ()))
    return chosen


def _print_differences(case: "golden.Case", found: "list[golden.Difference]") -> None:
    for difference in found:
        output.print(f"{case.family}/{case.seed.name} {difference.where}", style="bold", markup=False, soft_wrap=True)
        output.print(f"  expected: {difference.expected!r}", markup=False, soft_wrap=True)
        output.print(f"  actual:   {difference.actual!r}", markup=False, soft_wrap=True)


def _print_summary(summary: "Summary", out: Path) -> None:
    rejected = ", ".join(f"{count} {reason}" for reason, count in sorted(summary.rejects.items())) or "none"
    pages, records = counted(summary.pages, "page"), counted(summary.records, "record")
    say(f"Read {pages}, wrote {records} to {out} (rejected: {rejected})")
    _print_left_out(summary.left_out)
    for note in summary.notes:
        say(f"Note: {note}", style="yellow")
    if not summary.filled:
        return
    table = Table("family", "records", *(_SHOWN_FIELDS.values()))
    for name, counts in sorted(summary.filled.items()):
        shares = (f"{counts[field] / summary.families[name]:.0%}" for field in _SHOWN_FIELDS)
        table.add_row(name, str(summary.families[name]), *shares)
    messages.print(table)


def _print_flow(flow: Mapping[str, int | None]) -> None:
    """The counts for a PRISMA flow diagram, in a line."""
    parts = [f"records identified {flow['records_identified']}"]
    if flow["duplicates_removed"] is not None:
        parts.append(f"duplicates removed {flow['duplicates_removed']}")
    parts.append(f"excluded by language {flow['records_excluded_by_language']}")
    parts.append(f"pages not readable {flow['pages_not_readable']}")
    parts.append(f"records to screen {flow['records_to_screen']}")
    say(f"PRISMA: {', '.join(parts)}")


def _print_left_out(left_out: "LeftOut") -> None:
    if not (count := left_out.suffixes.total()):
        return
    suffixes = ", ".join(f"{number} {suffix or 'without suffix'}" for suffix, number in left_out.suffixes.most_common())
    say(f"Skipped {counted(count, 'other file')} ({suffixes}):", style="yellow")
    for name in left_out.names[:_MOST_PRINTED]:
        say(f"  {name}")
    if count > _MOST_PRINTED:
        say("  … see counts.left_out in run.json for all of them")


app.command()(viewing.view)
app.command()(viewing.inspect)
app.command()(viewing.report)
app.command("merge")(merge_runs)
app.command("families")(list_families)
app.command()(learning.learn)
app.add_typer(golden_app, name="golden")
golden_app.command("review")(viewing.review)


def main() -> None:
    """Runs the command line. Our own errors are printed in one line and end with exit status 2."""
    try:
        app(prog_name="winnow")
    except PipelineError as error:
        say(f"error: {error}", style="red")
        sys.exit(BAD_USAGE)
