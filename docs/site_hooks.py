"""Puts what lies beside `docs/` into the website: the README as its first page, and the files that pages link to."""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
COPIES = {
    **{f"schemas/{name}.schema.json": f"schemas/{name}.schema.json" for name in ("record", "page", "work")},
    "LICENSE": "LICENSE.txt",
}
_LINK = re.compile(r"(?<=\]\()([^)#\s:]+)(?=[#)])")


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages and files."""
    for source, target in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, target, content=_LINK.sub(_from_root, text)))
    for source, target in COPIES.items():
        files.append(File.generated(config, target, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Turns links that leave `docs/` into links within the website."""
    return _LINK.sub(lambda match: _placed(match[1].removeprefix("../")) if "../" in match[1] else match[1], markdown)


def _from_root(match: re.Match[str]) -> str:
    return _placed(match[1]).removeprefix("docs/")


def _placed(path: str) -> str:
    return PAGES.get(path) or COPIES.get(path) or path
