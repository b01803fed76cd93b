"""Takes the screenshots of docs/viewing.md, from the seeds, with Debian's Chromium: `python docs/screenshots.py`.

Run it from the root of the checkout. It needs playwright, and pngquant to make the pictures small.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from pipeline.viewing.collection import Collection
from pipeline.viewing.overview import overview

IMAGES = Path("docs/images")
PAGES = {  # a seed of each family, and the field that is pointed at
    "qxmd": ("seeds/qxmd/labels_in_capitals.txt", "title"),
    "vufind": ("seeds/vufind/lines_blanked_german_labels.txt", "container title"),
    "cn_citation_index": ("seeds/cn_citation_index/shared_affiliations.txt", "authors"),
    "tongzhouyun": ("seeds/tongzhouyun/structured_harvard.txt", "publisher"),
    "emerald_search": ("seeds/emerald_search/kinds_and_filters.txt", "authors"),
}


def pipeline(*words: str | Path) -> None:
    """Runs our command line."""
    subprocess.run([sys.executable, "-m", "pipeline", *words], check=True, stderr=subprocess.DEVNULL)


def main() -> None:
    """Writes the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )

        def draw(name: str, html: Path, act: Callable[[Any], None], width: int = 1280, height: int = 800) -> None:
            for scheme in ("light", "dark"):
                page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": height})
                page.goto(html.as_uri())
                act(page)
                file = IMAGES / f"{name}-{scheme}.png"
                page.screenshot(path=file)
                subprocess.run(["pngquant", "--force", "--strip", "--output", file, "64", file], check=True)
                page.close()

        for name, (seed, field) in PAGES.items():
            pipeline("inspect", seed, "-o", place / f"{name}.html")

            def point(page: Any, field: str = field) -> None:
                page.hover(f".row .name a:text-is('{field}')")
                page.wait_for_selector(".seg a.lit, .tags a.lit")

            draw(f"inspect-{name}", place / f"{name}.html", point)
        draw("inspect-narrow", place / "qxmd.html", lambda page: None, 390, 760)
        pipeline("run", "seeds", "-o", place / "run")
        pipeline("report", place / "run")
        draw("report", place / "run" / "report.html", lambda page: None, 1280, 1000)
        with closing(Collection()) as collection:
            collection.read_input("seeds/vufind")
            (place / "view.html").write_text(overview(collection), encoding="utf-8")
        draw("view", place / "view.html", lambda page: None, 1280, 900)


if __name__ == "__main__":
    main()
