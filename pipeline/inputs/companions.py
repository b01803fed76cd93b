"""Folders of images, frames and style sheets that a browser saves beside a page: nothing in them is a page.

`Title.html` and `Title_files/` belong together ("Web page, complete"). What stands behind the name of the page depends
on the browser and its language; the endings are those that Windows keeps together as connected files, and Firefox's.
"""

import os
from collections.abc import Collection, Iterator

_PAGES = (".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht")
_ENDINGS = tuple(
    f"{mark}{word}"
    for mark in "_-. "
    for word in (
        *("files", "file", "Dateien", "fichiers", "bestanden", "archivos", "arquivos", "ficheiros", "filer"),
        *("tiedostot", "pliki", "soubory", "subory", "elemei", "dosyalar", "datoteke", "fitxers", "failid"),
        *("fails", "bylos", "fajlovi", "fitxategiak", "fajlai", "faili", "data"),
    )
)
_DEEPEST = 200  # folders; a name may have any number of them
_SEEN = 10_000  # names of pages that are remembered of a stream


def page_stem(name: str) -> str | None:
    """The name of a saved page without its suffix; None for what is no such page."""
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in _PAGES else None


def is_companion(folder: str, stems: Collection[str]) -> bool:
    """Whether a folder belongs to one of the pages (without their suffixes) that lie beside it."""
    return any(folder.endswith(ending) and folder[: -len(ending)] in stems for ending in _ENDINGS)


class Companions:
    """The same for members of an archive, which come one at a time: a page stands before its folder, or `known` says
    the names of all."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self._stems = dict.fromkeys(stem for name in known if (stem := page_stem(name)) is not None)

    def hold(self, name: str) -> bool:
        """Whether a member lies in a page's folder. Remembers it where it is a page itself."""
        if any(is_companion(folder, self._stems) for folder in _folders(name)):
            return True
        if (stem := page_stem(name)) is not None:
            self._stems[stem] = None
            if len(self._stems) > _SEEN:
                del self._stems[next(iter(self._stems))]
        return False


def _folders(name: str) -> Iterator[str]:
    """The folders that a member lies in, down to a depth, that are named as one of a page is."""
    at = name.find("/")
    for _ in range(_DEEPEST):
        if at < 0:
            return
        if name.endswith(_ENDINGS, 0, at):
            yield name[:at]
        at = name.find("/", at + 1)
