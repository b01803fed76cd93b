"""The command `learn`. It imports what it needs when it is called."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console import counted, messages, output, say
from pipeline.errors import FamilyError, WriteError

if TYPE_CHECKING:
    from extractors.families.description import Description


def learn(
    pages: Annotated[
        list[str],
        typer.Argument(help="Pages of one site, about twenty: files, folders, archives, tables, as `run` takes them."),
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Description to write, e.g. families/portal.toml.")
    ] = None,
    update: Annotated[
        Path | None,
        typer.Option(help="Bring this description up to date: keep what still holds, and show the changes."),
    ] = None,
    serves: Annotated[str | None, typer.Option(help="The site, in a line, for the list of families.")] = None,
    one_site: Annotated[
        bool, typer.Option("--one-site", help="The pages are designs of one site, though they share nothing.")
    ] = False,
    report: Annotated[bool, typer.Option(help="Write how well it reads, as HTML, beside the description.")] = True,
) -> None:
    """Write the description of a site from about twenty of its pages.

    What recurs on the pages is a heading, a label or a menu; what varies at the same place is a value. No network is
    used, and the same pages give the same description.
    """
    from pipeline.inputs import read_pages
    from pipeline.learning.making import learn_description, validated
    from pipeline.learning.report import report as make_report
    from pipeline.learning.updating import difference
    from pipeline.viewing.commands import write

    if out is None and update is None:
        raise typer.BadParameter("name the description to write with -o, such as -o families/portal.toml")
    earlier = _loaded(update) if update is not None else None
    target = out or update
    assert target is not None
    name = earlier.name if earlier else _name_of(target)
    if target.exists() and target != update:
        raise WriteError(f"{target} is there; remove it, choose another name, or bring it up to date with --update")
    with messages.status("Learning") as status:
        made = learn_description(
            read_pages(pages), name, serves or (earlier.serves if earlier else None), one_site, earlier, status.update
        )
        status.update("Reading pages that were left out")
        validation = validated(made) if report else None
    if update is not None:
        for line in difference(update.read_text("utf-8"), made.text, update.name):
            output.print(line, markup=False, highlight=False, soft_wrap=True)
    if validation is not None:
        write(target.with_suffix(".html"), make_report(made, name, validation))
    _write(target, made.text)
    say(f"Wrote {target}, learnt from {counted(made.learnt.pages, 'page')}")
    if len(made.designs.groups) > 1:
        sizes = " and ".join(str(len(group)) for group in made.designs.groups)
        say(f"{len(made.designs.groups)} designs are described, of {sizes} pages")
    for sample in made.designs.strange:
        say(f"not like the others: {sample.path}", style="yellow")
    for path in made.unread:
        say(f"could not be read: {path}", style="yellow")


def _loaded(path: Path) -> "Description":
    """The description of a file. Raises FamilyError, which says what is wrong with it."""
    from extractors.families.description import DescriptionError, load_description

    try:
        return load_description(path)
    except DescriptionError as error:
        raise FamilyError(str(error)) from None


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
