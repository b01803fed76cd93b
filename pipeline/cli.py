"""The command line: `python -m pipeline`. Each command imports what it needs when it is called, so that help is there
at once."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from pipeline.choices import (
    MEMORY_LIMIT,
    PART_PAGES,
    SPLIT_SIZE,
    TIMEOUT,
    Body,
    ExportName,
    FormatName,
    PrintedName,
)
from pipeline.errors import PipelineError
from pipeline.viewing import commands as viewing

if TYPE_CHECKING:
    from pipeline import golden
    from pipeline.counting import LeftOut, Summary
    from pipeline.merging.merge import MergeSummary

FAILED, BAD_USAGE = 1, 2
MB = 1_000_000
MERGEABLE = ("jsonl", "parquet")
_MOST_PRINTED = 10  # names of files that were left out

app = typer.Typer(
    help="Scraped scholarly pages into clean, validated records, offline, with an account of every character.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
golden_app = typer.Typer(help="Golden files: accepted outputs that guard every extractor.", no_args_is_help=True)
app.add_typer(golden_app, name="golden")
app.command()(viewing.inspect)
app.command()(viewing.report)
golden_app.command("review")(viewing.review)
messages = Console(stderr=True)
output = Console()

Families = Annotated[list[str] | None, typer.Argument(help="Only these families.")]
Root = Annotated[Path, typer.Option(help="The folder that holds seeds/ and golden/.")]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", help="Keep records in this language (ISO 639-1, such as en); repeat it, or part several by commas."
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(help="Columns of csv or xlsx, such as title,authors,doi; repeat it, or part several by commas."),
]
Bodies = Annotated[Body | None, typer.Option(help="Add the article's own text to records of HTML pages.")]


@app.command()
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, patterns, remote paths, or - for standard input. Pages are text or HTML files and "
            "saved pages (mhtml, webarchive), also in zip and tar archives, tables (jsonl, csv, parquet), and WARC, "
            "WET or WACZ files."
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for records, pages, rejects and run.json.")],
    lang: Languages = None,
    format: Annotated[FormatName, typer.Option(help="Format of the records; with --merge, of the works.")] = "jsonl",
    fields: Fields = None,
    compress: Annotated[str | None, typer.Option(help="Compress JSON Lines: gz or zst.")] = None,
    merge_output: Annotated[bool, typer.Option(help="One file of each kind, whatever its size.")] = False,
    merge: Annotated[bool, typer.Option("--merge", help="Then merge records of one work: works.jsonl.")] = False,
    split_size: Annotated[int, typer.Option(min=1, help="Split files of more than so many MB.")] = SPLIT_SIZE // MB,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes; by default one a core.")] = None,
    engine: Annotated[str, typer.Option(help="local, or ray: a cluster, see RAY_ADDRESS.")] = "local",
    resume: Annotated[bool, typer.Option(help="Go on where a run into OUT was ended.")] = False,
    timeout: Annotated[float, typer.Option(min=0, help="Seconds for a page; 0 is no limit.")] = TIMEOUT,
    memory_limit: Annotated[int, typer.Option(min=0, help="MB for a page; 0 is no limit.")] = MEMORY_LIMIT // MB,
    part_pages: Annotated[int, typer.Option(min=1, help="Pages that are committed at once.")] = PART_PAGES,
    text_column: Annotated[str, typer.Option(help="Column of a table that holds text.")] = "text",
    html_column: Annotated[str, typer.Option(help="Column of a table that holds HTML.")] = "html",
    url_column: Annotated[str, typer.Option(help="Column of a table that holds the page's URL.")] = "url",
    id_column: Annotated[str, typer.Option(help="Column of a table that holds the page's id, to hand on.")] = "id",
    body: Bodies = None,
) -> None:
    """Extract every page of INPUTS into OUT."""
    from pipeline import progress
    from pipeline.inputs import Columns
    from pipeline.running import note_duplicates
    from pipeline.running import run as run_pages

    exported = "jsonl" if format in MERGEABLE else format
    if merge:
        from pipeline.merging import check as check_merge

        check_merge(engine, exported, fields)
    with progress.shown(messages) as advance:
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
            part_pages=part_pages,
            split_size=split_size * MB,
            timeout=timeout,
            memory_limit=memory_limit * MB,
        )
    _print_summary(summary, out)
    duplicates = None
    if merge:
        done = _merge([out], out, format=exported, fields=fields, engine=engine, workers=workers)
        duplicates = done.duplicates + done.records - done.works
        note_duplicates(out, duplicates)
    _print_flow(summary.flow(duplicates))


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="One page, or - for standard input.")],
    lang: Languages = None,
    url: Annotated[str | None, typer.Option(help="Where the page came from.")] = None,
    format: Annotated[PrintedName, typer.Option(help="Format of the records.")] = "json",
    fields: Fields = None,
    body: Bodies = None,
) -> None:
    """Extract one page; its records on standard output, as a JSON list or in another format."""
    from pipeline.many import extract_file
    from pipeline.outputs import format_named

    writer = None if format == "json" and not fields else format_named(format, fields)
    result = extract_file(file, url=url, lang=lang, body=body)
    if writer:
        sys.stdout.buffer.write(writer.document(result.records))
        sys.stdout.buffer.flush()
    else:
        rows = [record.model_dump(mode="json") for record in result.records]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    if result.reason:
        messages.print(f"no record: {result.reason}", style="yellow")
    if result.reason == "undecodable":
        raise typer.Exit(BAD_USAGE)


@app.command("merge")
def merge_runs(
    runs: Annotated[list[Path], typer.Argument(help="Finished runs, their record files, or earlier works.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for works.jsonl and merge.json.")],
    format: Annotated[ExportName, typer.Option(help="Write the works in this format, too.")] = "jsonl",
    fields: Fields = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes; by default one a core.")] = None,
    engine: Annotated[str, typer.Option(help="local, or ray: a cluster, see RAY_ADDRESS.")] = "local",
    memory: Annotated[int, typer.Option(min=100, help="MB for the database, before it goes to disk.")] = 3000,
) -> None:
    """Put the records that describe one work together, and say why."""
    _merge(runs, out, format=format, fields=fields, engine=engine, workers=workers, memory=f"{memory}MB")


def _merge(runs: list[Path], out: Path, **options: Any) -> "MergeSummary":
    from pipeline.merging import merge as merge_records

    with messages.status("merging") as status:
        done = merge_records(
            runs, out, progress=lambda stage, count: status.update(f"merging: {stage}, {count}"), **options
        )
    messages.print(
        f"{done.records} records, {done.works} works, {done.merged} of several records; written to {out}", markup=False
    )
    if done.rejected:
        messages.print(f"{done.rejected} lines were no records: {out / 'merge_rejects.jsonl'}", style="yellow")
    return done


@app.command()
def families(root: Root = Path()) -> None:
    """What is understood, with its seeds and the state of its golden files."""
    from extractors.registry import families as known_families
    from pipeline import golden

    table = Table("family", "what it is", "seeds", "golden")
    for name, family in known_families().items():
        own = golden.cases(root, [name])
        differing = sum(bool(golden.check(case)) for case in own)
        state = "none" if not own else "all as accepted" if not differing else f"{differing} differ"
        module = sys.modules[type(family).__module__]
        table.add_row(name, (module.__doc__ or "").split("\n")[0], str(len(own)), state)
    output.print(table)


@golden_app.command("check")
def golden_check(names: Families = None, root: Root = Path()) -> None:
    """Hold what comes out now against the golden files, field by field."""
    from pipeline import golden

    chosen = _cases(root, names)
    failing = 0
    for case in chosen:
        found = golden.check(case)
        failing += bool(found)
        _print_differences(case, found)
    output.print(f"{len(chosen) - failing} of {len(chosen)} pages as accepted")
    raise typer.Exit(FAILED if failing else 0)


@golden_app.command("accept")
def golden_accept(names: Families = None, root: Root = Path()) -> None:
    """Write what comes out now as golden, showing each difference; read it before you commit it."""
    from pipeline import golden

    for case in _cases(root, names):
        found = golden.check(case)
        if found:
            _print_differences(case, found)
            golden.accept(case)
            output.print(f"accepted {case.golden}", markup=False)


def _cases(root: Path, names: list[str] | None) -> "list[golden.Case]":
    from pipeline import golden

    chosen = golden.cases(root, names or ())
    if not chosen:
        raise PipelineError(f"no seeds under {root / 'seeds'} for {', '.join(names) if names else 'any family'}")
    return chosen


def _print_differences(case: "golden.Case", found: "list[golden.Difference]") -> None:
    for difference in found:
        output.print(f"{case.family}/{case.seed.name} {difference.where}", style="bold", markup=False)
        output.print(f"  accepted: {difference.expected!r}", markup=False)
        output.print(f"  now:      {difference.actual!r}", markup=False)


def _print_summary(summary: "Summary", out: Path) -> None:
    rejected = ", ".join(f"{count} {reason}" for reason, count in sorted(summary.rejects.items())) or "none"
    messages.print(
        f"{summary.pages} pages, {summary.records} records, rejected: {rejected}; written to {out}", markup=False
    )
    _print_left_out(summary.left_out)
    if not summary.filled:
        return
    table = Table("family", "records", "fields filled", show_lines=True)
    for name, counts in sorted(summary.filled.items()):
        shares = ", ".join(f"{field} {count / summary.families[name]:.0%}" for field, count in counts.most_common())
        table.add_row(name, str(summary.families[name]), shares)
    messages.print(table)


def _print_flow(flow: Mapping[str, int | None]) -> None:
    """The counts for a PRISMA flow diagram, in a line."""
    parts = [f"{flow['records_identified']} records identified"]
    if flow["duplicates_removed"] is not None:
        parts.append(f"{flow['duplicates_removed']} duplicates removed")
    parts.append(f"{flow['records_excluded_by_language']} excluded by language")
    parts.append(f"{flow['pages_not_readable']} pages not readable")
    messages.print(f"PRISMA: {', '.join(parts)}; {flow['records_to_screen']} to screen", markup=False, highlight=False)


def _print_left_out(left_out: "LeftOut") -> None:
    if not (count := left_out.suffixes.total()):
        return
    suffixes = ", ".join(f"{number} {suffix or 'without suffix'}" for suffix, number in left_out.suffixes.most_common())
    messages.print(f"{count} files are no pages and were left out ({suffixes}):", style="yellow", markup=False)
    for name in left_out.names[:_MOST_PRINTED]:
        messages.print(f"  {name}", markup=False, highlight=False)
    if count > _MOST_PRINTED:
        messages.print("  … all in run.json, under counts.left_out", markup=False)


def main() -> None:
    """Runs the command line; our own errors are one line and exit status 2."""
    try:
        app()
    except PipelineError as error:
        messages.print(f"error: {error}", style="red", markup=False)
        sys.exit(BAD_USAGE)
