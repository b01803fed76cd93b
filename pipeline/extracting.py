"""The way of a page: decode, page text, extraction, language, validation."""

import hashlib
import logging
import os
from codecs import BOM_UTF8
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.decision.candidates import Candidate
from extractors.detectors.abstracts import render_abstract
from extractors.found import AbstractText
from extractors.html.pages import html_page
from extractors.page import Page
from extractors.page.account import cleaned
from extractors.reading import PageReading, read_page
from pipeline.choices import Body
from pipeline.decoding import decode, looks_like_html
from pipeline.descriptions import family_folder
from pipeline.errors import UndecodableError, WrongArgumentError
from pipeline.exporting import PageResult, Record
from pipeline.inputs.page import LARGEST
from pipeline.language import language_matches
from pipeline.records import build_record
from pipeline.saved import Origin, open_saved, origin_of
from schemas.page import Reason

_log = logging.getLogger(__name__)


def extract(
    page: str | bytes,
    url: str | None = None,
    lang: str | Collection[str] | None = None,
    path: str | None = None,
    charset: str | None = None,
    *,
    accessed: str | None = None,
    input_id: str | None = None,
    body: Body | None = None,
    families: str | os.PathLike[str] | None = None,
) -> PageResult:
    """Turns one scraped page into records and an account of its text.

    `page` is the page itself: a text dump, HTML, or a file as a browser saved it (MHTML, Safari web archive), as text
    or bytes; for a file on disk there is `extract_file`. `lang` keeps records in these languages (ISO 639-1) and
    rejects the rest. `charset` is what an HTTP header said of the bytes; they may say otherwise. `accessed` (the day it
    was fetched, EDTF) and `input_id` are handed on. `body` adds the article's own text to the record of a page that has
    one. `families` is a folder of descriptions (`*.toml`) of further kinds of pages.

    Raises WrongArgumentError for what is no page, such as a path, and FamilyError for a description that cannot be
    used. Never raises on any page, save MemoryError: what cannot be read is a rejected result with its reason, and a
    fault of ours is `crash`, with the traceback in the log.

    There is no time limit, but none is needed: the time grows with the length of the page alone, and a page of more
    than 64 MB is `too_large`. The worst pages known take some ten seconds a megabyte.
    """
    check_page(page)
    folder = family_folder(families)
    data = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    about = _About(f"sha256:{hashlib.sha256(data).hexdigest()}", path, input_id)
    reason: Reason
    try:
        if len(data) <= LARGEST:
            opened = _open(page, data, url, charset)
            opened.accessed = accessed or opened.accessed
            return _extract(opened, about, [lang] if isinstance(lang, str) else lang, body, folder)
        reason = "too_large"
    except UndecodableError:
        reason = "undecodable"
    except MemoryError:  # the caller's to judge: it knows its limits
        raise
    except Exception:
        _log.exception("page %s (%s)", about.page_id, path)
        reason = "crash"
    return about.rejected(url, accessed, reason)


def page_of(data: bytes, url: str | None = None, charset: str | None = None) -> Page:
    """The page of a file's bytes, text or HTML, not read yet. Raises UndecodableError."""
    return _open(data, data, url, charset).page


def check_page(page: object) -> None:
    """Raises WrongArgumentError for what is no page; its message says what to pass."""
    if isinstance(page, os.PathLike):
        raise WrongArgumentError(f"extract takes a page, not its path; use extract_file({os.fspath(page)!r})")
    if not isinstance(page, str | bytes):
        raise WrongArgumentError(
            f"extract takes a page as text or bytes, not {type(page).__name__}; pass the HTML or text of one page, use "
            "extract_file for a file, extract_many for several pages, or run for folders"
        )


@dataclass(frozen=True, slots=True)
class _About:
    page_id: str
    path: str | None
    input_id: str | None

    def rejected(self, url: str | None, accessed: str | None, reason: Reason) -> PageResult:
        return PageResult(
            page_id=self.page_id,
            path=self.path,
            url=url,
            status="rejected",
            reason=reason,
            accessed=accessed,
            input_id=self.input_id,
        )


@dataclass(slots=True)
class _Opened:
    """A page, the markup it was made of, and the day it was fetched or saved."""

    page: Page
    markup: str | bytes | None = None
    accessed: str | None = None


def _open(page: str | bytes, data: bytes, url: str | None, charset: str | None) -> _Opened:
    saved = open_saved(data)
    if saved:
        opened = _decoded(saved.data, url or saved.origin.url, saved.charset or charset)
        opened.accessed = saved.origin.accessed or opened.accessed
        return opened
    if isinstance(page, bytes):
        return _decoded(page, url, charset)
    return _html(page, url, page) if looks_like_html(page) else _Opened(Page.of(page, url=url))


def _decoded(data: bytes, url: str | None, charset: str | None) -> _Opened:
    decoded = decode(data, charset)
    if decoded.media == "text":
        return _Opened(Page.of(decoded.text, url=url))
    if decoded.encoding == "utf-8" and not decoded.repaired and not decoded.cut:  # what the parser reads
        return _html(decoded.text, url, data.removeprefix(BOM_UTF8))
    return _html(decoded.text, url, decoded.text)


def _html(text: str, url: str | None, markup: str | bytes) -> _Opened:
    origin = origin_of(text)
    page = html_page(markup, url or origin.url, checked=isinstance(markup, bytes))
    return _Opened(page, markup, (origin if url in (None, origin.url) else Origin()).accessed)


def _extract(
    opened: _Opened, about: _About, lang: Collection[str] | None, body: Body | None, folder: Path | None
) -> PageResult:
    page = opened.page
    reading = read_page(page, folder)
    source = {
        "page_id": about.page_id,
        "path": about.path,
        "url": page.url,
        "extractor": reading.extractor,
        "media": page.media,
        "accessed": opened.accessed,
        "input_id": about.input_id,
    }
    records = [build_record(draft, page, source, position) for position, draft in enumerate(reading.drafts)]
    kept = [record for record in records if not lang or language_matches(record.language, lang)]
    dropped = [record for record in records if record not in kept] if len(kept) < len(records) else []
    reason: Reason | None = None
    if not kept:
        blank = page.media == "text" and not page.lines
        reason = "language" if dropped else "empty" if blank else reading.refusal or "no_record"
    if body and len(kept) == 1:
        kept = [_with_body(kept[0], opened, body)]
    return _result(about, opened, reading, kept, dropped, reason)


def _with_body(record: Record, opened: _Opened, body: Body) -> Record:
    from pipeline.bodies import with_body

    return with_body(record, opened.markup, opened.page.url, body) if opened.markup else record


def _candidate(lost: Candidate) -> dict[str, Any]:
    """A candidate that was not chosen, as the result carries it."""
    first = lost.evidence[0]
    value: Any = lost.value
    if isinstance(value, AbstractText):
        value = render_abstract(value.sections)
    elif isinstance(value, list):
        value = [getattr(item, "literal", None) or getattr(item, "raw", None) or item for item in value]
    return {
        "field": lost.field,
        "value": value,
        "rule": first.rule,
        "score": lost.score,
        "reason": lost.lost,
        "start": first.start,
        "end": first.end,
        "tag": first.tag,
    }


def _result(
    about: _About,
    opened: _Opened,
    reading: PageReading,
    kept: list[Record],
    dropped: list[Record],
    reason: Reason | None,
) -> PageResult:
    page, claims = opened.page, reading.account.tile()
    languages = {record.language for record in kept or dropped}
    values: dict[str, Any] = {
        "page_id": about.page_id,
        "path": about.path,
        "url": page.url,
        "status": "extracted" if kept else "rejected",
        "reason": reason,
        "extractor": reading.extractor if kept or dropped else None,
        "language": languages.pop() if len(languages) == 1 else None,
        "record_ids": [record.record_id for record in kept],
        "length": len(page.text),
        "text": cleaned(page.text, claims),
        "segments": [{"start": start, "end": end, "kind": kind, "rule": rule} for start, end, kind, rule in claims],
        "accessed": opened.accessed,
        "input_id": about.input_id,
        "records": kept,
        "dropped": dropped,
        "candidates": [_candidate(lost) for draft in reading.drafts for lost in draft.lost if lost.lost],
        "page_text": page.text,
    }
    return PageResult.model_validate(values)
