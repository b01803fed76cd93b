"""The way of a page: decode, page text, extraction, language, validation."""

import hashlib
import logging
from codecs import BOM_UTF8
from collections.abc import Collection
from typing import Any

from extractors.html.pages import html_page
from extractors.page import Page
from extractors.page.account import cleaned
from extractors.reading import PageReading, read_page
from pipeline.decoding import decode, looks_like_html
from pipeline.errors import Undecodable
from pipeline.language import language_matches
from pipeline.records import build_record
from schemas import PageResult, Record
from schemas.page import Reason

LONGEST = 64_000_000  # bytes; a longer page is no scholarly page

_log = logging.getLogger(__name__)


def extract(
    page: str | bytes,
    url: str | None = None,
    lang: str | Collection[str] | None = None,
    path: str | None = None,
    charset: str | None = None,
) -> PageResult:
    """Turns one scraped page into records and an account of its text.

    `page` is a text dump or HTML, as text or bytes. `lang` keeps records in these languages (ISO 639-1) and rejects the
    rest. `charset` is what an HTTP header said of the bytes; they may say otherwise. Never raises on any page, save
    MemoryError: what cannot be read is a rejected result with its reason, and a fault of ours is `crash`, with the
    traceback in the log.
    """
    data = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    page_id = f"sha256:{hashlib.sha256(data).hexdigest()}"
    reason: Reason
    try:
        if len(data) <= LONGEST:
            return _extract(_page(page, url, charset), page_id, path, [lang] if isinstance(lang, str) else lang)
        reason = "too_large"
    except Undecodable:
        reason = "undecodable"
    except MemoryError:  # the caller's to judge: it knows its limits
        raise
    except Exception:
        _log.exception("page %s (%s)", page_id, path)
        reason = "crash"
    return PageResult(page_id=page_id, path=path, url=url, status="rejected", reason=reason)


def _page(page: str | bytes, url: str | None, charset: str | None) -> Page:
    if isinstance(page, str):
        return html_page(page, url) if looks_like_html(page) else Page.of(page, url=url)
    decoded = decode(page, charset)
    if decoded.media == "text":
        return Page.of(decoded.text, url=url)
    if decoded.encoding == "utf-8" and not decoded.repaired and not decoded.cut:  # what the parser reads
        return html_page(page.removeprefix(BOM_UTF8), url, checked=True)
    return html_page(decoded.text, url)


def _extract(page: Page, page_id: str, path: str | None, lang: Collection[str] | None) -> PageResult:
    reading = read_page(page)
    records = [
        build_record(draft, page, page_id, path, position, reading.extractor)
        for position, draft in enumerate(reading.drafts)
    ]
    kept = [record for record in records if not lang or language_matches(record.language, lang)]
    dropped = [record for record in records if record not in kept] if len(kept) < len(records) else []
    reason: Reason | None = None
    if not kept:
        blank = page.media == "text" and not page.lines
        reason = "language" if dropped else "empty" if blank else reading.refusal or "no_record"
    return _result({"page_id": page_id, "path": path, "reason": reason}, page, reading, kept, dropped)


def _result(
    about: dict[str, Any], page: Page, reading: PageReading, kept: list[Record], dropped: list[Record]
) -> PageResult:
    claims = reading.account.tile()
    languages = {record.language for record in kept or dropped}
    return PageResult.model_validate(
        {
            **about,
            "url": page.url,
            "status": "extracted" if kept else "rejected",
            "extractor": reading.extractor if kept or dropped else None,
            "language": languages.pop() if len(languages) == 1 else None,
            "record_ids": [record.record_id for record in kept],
            "length": len(page.text),
            "text": cleaned(page.text, claims),
            "segments": [{"start": start, "end": end, "kind": kind, "rule": rule} for start, end, kind, rule in claims],
            "records": kept,
            "dropped": dropped,
            "page_text": page.text,
        }
    )
