"""A real browser: Debian's Chromium, driven by Playwright, which downloads none of its own."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[test]'")
    if not CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium, or name its executable in CHROMIUM")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Opened:
    """A document in the browser, and all it said or asked for."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url))
        page.context.on("page", lambda other: self.said.append(f"opened {other.url}"))
        page.goto(address)
        self.own = address

    def quiet(self) -> None:
        """Nothing was logged, and nothing but the file itself was asked for."""
        assert self.said == []
        assert {url.partition("#")[0] for url in self.asked} == {self.own}

    def violations(self) -> list[str]:
        """What axe-core finds that is serious or worse."""
        source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        # Through the debugger's protocol: the document's own policy forbids scripts that are not in it.
        session = self.page.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": source})
        run = "axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))"
        answer = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
        found = json.loads(answer["result"]["value"])
        return [
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for rule in found
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"][:3]
        ]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens HTML text, a file, or an address in the browser."""
    contexts = []

    def open_(html: str | Path, scheme: str = "light", width: int = 1280, height: int = 800) -> Opened:
        file = html if isinstance(html, Path) else tmp_path / f"shown-{len(contexts)}.html"
        local = isinstance(html, str) and html.startswith("http://127.0.0.1")
        if isinstance(html, str) and not local:
            file.write_text(html, encoding="utf-8", newline="\n")
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
        contexts.append(context)
        return Opened(context.new_page(), str(html) if local else file.as_uri())

    yield open_
    for context in contexts:
        context.close()
