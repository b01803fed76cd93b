"""The pages behind a drift: those to learn a family's description again from."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.viewing.drift import Drift
from pipeline.viewing.run_files import RunFiles

_MOST = 40  # pages of a family


def changed_pages(run: RunFiles, drift: Drift, before: Path | None) -> dict[str, list[str]]:
    """By family, the pages that it reads worse now, or that it read before and does not any more.

    `before` is the folder of the earlier run; of a baseline file it is not known which pages a family read.
    """
    lost = {(one.family, one.name) for one in drift.moved if one.family and one.what == "field" and one.change < 0}
    gone = {one.name.removeprefix("family:") for one in drift.moved if one.what == "page" and one.change < 0}
    gone |= {family for family, _ in lost if family}
    found: dict[str, dict[str, None]] = {}
    for record in run.records():
        family, path = _source(record)
        if path and any(owner == family and not record.get(name) for owner, name in lost):
            found.setdefault(family, {})[path] = None
    if before is not None and before.is_dir() and gone:
        for family, path in _moved(run.pages(), _places(RunFiles(before).pages(), gone)):
            found.setdefault(family, {})[path] = None
    return {family: list(paths)[:_MOST] for family, paths in sorted(found.items())}


def _source(record: Mapping[str, Any]) -> tuple[str, str]:
    source = record.get("source") or {}
    return str(source.get("extractor") or ""), str(source.get("path") or "")


def _places(pages: Iterable[Mapping[str, Any]], families: set[str]) -> dict[str, str]:
    """By path and host, the family that read pages there."""
    places: dict[str, str] = {}
    for page in pages:
        if page.get("extractor") in families:
            for place in (page.get("path"), _host(page)):
                if place:
                    places[str(place)] = str(page["extractor"])
    return places


def _moved(pages: Iterable[Mapping[str, Any]], places: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for page in pages:
        family = places.get(str(page.get("path") or "")) or places.get(_host(page))
        if family and page.get("extractor") != family and page.get("path"):
            yield family, str(page["path"])


def _host(page: Mapping[str, Any]) -> str:
    return urlsplit(str(page.get("url") or "")).hostname or ""
