"""The time of each stage on pages of every kind of element and line, and on pages of twice their size."""

from collections.abc import Callable
from time import process_time
from typing import Any

from benchmarks.fuzz import PIECES
from extractors.html.pages import html_page
from extractors.page import Page
from extractors.reading import read_page
from pipeline import extract
from pipeline.decoding import decode

_LEAST = 0.02  # seconds: below that, a ratio says nothing
_ROUNDS = 3
_HEAD = (
    "<html><head><title>A study of birds</title><meta name=citation_title content='A study of birds in the far north'>"
    "{}</head><body><h1>A study of birds in the far north</h1>"
)


def kinds() -> dict[str, Callable[[int], str]]:
    """Pages by kind, made in a certain size."""
    made: dict[str, Callable[[int], str]] = {}
    for element in PIECES["elements"]:
        close = "".join(f"</{part.split()[0]}>" for part in reversed(element.split("><")))
        made[f"<{element}>"] = _html(f"<{element}>Jones M, birds 12{close}\n")
    for name in PIECES["metas"]:
        made[f"meta {name}"] = _head(f"<meta name='{name}' content='Jones, Mary 2001'>\n")
        made[f"long meta {name}"] = _long_head(name)
    for line in PIECES["lines"]:
        made[f"lines {line[:20]!r}"] = _text(f"{line}\n")
        made[f"paragraphs {line[:20]!r}"] = _html(f"<p>{line}</p>\n")
    for piece in PIECES["pieces"]:
        made[f"one line of {piece!r}"] = _text(piece)
        made[f"one paragraph of {piece!r}"] = _html(piece)
    made["JSON-LD"] = _html(
        '<script type="application/ld+json">{"@type": "ScholarlyArticle", "name": "Birds"}</script>'
    )
    made["attributes"] = lambda size: _HEAD.format("") + "<p " + " ".join(f"a{n}=1" for n in range(size // 8)) + ">x"
    return made


def _html(piece: str) -> Callable[[int], str]:
    return lambda size: _HEAD.format("") + piece * (size // len(piece))


def _head(piece: str) -> Callable[[int], str]:
    return lambda size: _HEAD.format(piece * (size // len(piece))) + "<p>x"


def _long_head(name: str) -> Callable[[int], str]:
    return lambda size: _HEAD.format(f"<meta name='{name}' content='{'Jones, Mary; ' * (size // 13)}'>") + "<p>x"


def _text(piece: str) -> Callable[[int], str]:
    return lambda size: f"A study of birds in the far north\nMary Jones\n{piece * (size // len(piece))}"


def measure(size: int, most: float) -> int:
    """Prints the kinds of pages on which a stage grows by more than `most` times where the page doubles."""
    found = kinds()
    grown = []
    for kind, make in found.items():
        once, twice = _times(make(size)), _times(make(2 * size))
        for stage, spent in once.items():
            if spent >= _LEAST and twice[stage] > most * spent:
                once[stage], twice[stage] = _again(make, size, stage)
                if twice[stage] > most * once[stage]:
                    grown.append((twice[stage] / once[stage], kind, stage, once[stage]))
                    print(f"{grown[-1][0]:.1f} times: {stage} of {kind}, {once[stage]:.3f} s at {size}", flush=True)
        slow = twice["all"]
        if slow > 2 * size / 20_000:
            print(f"slow: {kind}, {slow:.2f} s for {2 * size} characters", flush=True)
    print(f"{len(found)} kinds of pages, {len(grown)} stages grow by more than {most} times")
    return int(bool(grown))


def _again(make: Callable[[int], str], size: int, stage: str) -> tuple[float, float]:
    """The smallest of some rounds, on pages four times as large: noise counts less."""
    sizes = (4 * size, 8 * size)
    pages = [make(each) for each in sizes]
    first, second = ([_times(page)[stage] for _ in range(_ROUNDS)] for page in pages)
    return min(first), min(second)


def _times(text: str) -> dict[str, float]:
    """The processor's seconds for each stage of a page."""
    spent: dict[str, float] = {}

    def stage(name: str, call: Callable[[], Any]) -> Any:
        began = process_time()
        value = call()
        spent[name] = process_time() - began
        return value

    data = text.encode()
    media = stage("decode", lambda: decode(data)).media
    page = stage("render", lambda: html_page(text) if media == "html" else Page.of(text))
    stage("read", lambda: read_page(page))
    stage("all", lambda: extract(data))
    return spent
