"""The command `learn`. It imports what it needs when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import counted, messages, say
from pipeline.errors import WriteError


def learn(
    pages: Annotated[
        list[str],
        typer.Argument(help="Pages of one site, about twenty: files, folders, archives, tables, as `run` takes them."),
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Description to write, e.g. families/portal.toml.")
    ] = None,
    serves: Annotated[str | None, typer.Option(help="The site, in a line, for the list of families.")] = None,
    one_site: Annotated[
        bool, typer.Option("--one-site", help="The pages are designs of one site, though they share nothing.")
    ] = False,
) -> None:
    """Write the description of a site from about twenty of its pages.

    What recurs on the pages is a heading, a label or a menu; what varies at the same place is a value. No network is
    used, and the same pages give the same description.
    """
    from pipeline.inputs import read_pages
    from pipeline.learning.making import learn_description

    if out is None:
        raise typer.BadParameter("name the description to write with -o, such as -o families/portal.toml")
    name = _name_of(out)
    if out.exists():
        raise WriteError(f"{out} is there; remove it, or choose another name")
    with messages.status("Learning") as status:
        made = learn_description(read_pages(pages), name, serves, one_site, status.update)
    _write(out, made.text)
    say(f"Wrote {out}, learnt from {counted(made.learnt.pages, 'page')}")
    for sample in made.designs.strange:
        say(f"  not like the others: {sample.path}", style="yellow")
    for path in made.unread:
        say(f"  could not be read: {path}", style="yellow")


def _name_of(out: Path) -> str:
    """The name of the family that a file describes. Raises BadParameter."""
    import re

    if out.suffix != ".toml" or not re.fullmatch(r"[a-z][a-z0-9_]{1,40}", out.stem):
        raise typer.BadParameter(f"{out.name}: a description is named in small letters, digits and _, with .toml")
    return out.stem


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror or error}") from error
