"""Pages and dates as they stand in citation lines and page fields."""

import re

from extractors.detectors import citation_grammar as grammar
from extractors.detectors.date_words import SEASONS, fold
from extractors.detectors.dates import month_number, parse_date


def complete_last_page(first: str, last: str) -> str:
    """The last page of a range in full: `33`, `7` → `37`; `S101`, `9` → `S109`; anything else as it is printed.

    Completed only where `last` is digits alone, shorter than `first`, and the completed number is the greater one
    (the abbreviated ranges of the NLM's style, https://www.ncbi.nlm.nih.gov/books/NBK7256/).
    """
    if not (last.isascii() and last.isdigit()) or not len(last) < len(first) <= 30:
        return last
    digits = first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if not (digits.isascii() and digits.isdigit()):
        return last
    whole = first[: len(first) - len(last)] + last
    number = whole[len(first) - len(digits) :]
    return whole if len(last) <= len(digits) and int(number) > int(digits) else last


_PAGES_ALONE = grammar.pattern(
    rf"\s*(?:{grammar.PAGES_LABEL}{grammar.AFTER_LABEL})?(?:{grammar.PAGES})\s*[页頁쪽]?[\s.]*"
)


def parse_pages(text: str) -> tuple[str, str | None] | None:
    """First and last page of a text that holds nothing else (`28 / 34`, `pp. 1435-41`, `e12-e18`, `p. 5`).

    The last page is completed where it is abbreviated, and None where one page is printed. None for any other text.
    """
    match = _PAGES_ALONE.fullmatch(text) if len(text) <= 100 else None
    return read_pages(match) if match else None


def is_locator(page: str) -> bool:
    """Whether a single page is an electronic locator (`e27137`, `Doc10`, `041027`), not a number of a printed page."""
    digits = page.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    letters = page[: len(page) - len(digits)]
    if letters:
        return bool(digits) and (letters == "e" or len(letters) > 1)
    return len(digits) >= 6 or (len(digits) == 5 and digits[0] == "0")


def read_pages(match: re.Match[str]) -> tuple[str, str | None]:
    """First and completed last page of a match of `citation_grammar`'s page expressions."""
    first, last = match["first"] or match["rfirst"], match["last"] or match["rlast"]
    return first, complete_last_page(first, last) if last else None


def read_date(text: str, start: int, end: int, months: bool = True) -> tuple[str | None, int]:
    """The date that stands at `start`, as EDTF, and where it ends; (None, start) where none does.

    A range of months and a season give their year alone. Without `months`, `2001-10` is not read: behind a volume it
    is a range of pages.
    """
    digit = start < end and text[start].isdigit()
    for pattern in () if not digit else grammar.NUMBER_DATES if months else grammar.FULL_DATES:
        match = pattern.match(text, start, end)
        value = parse_date(match[0], order=None if "/" in match[0] else "dmy") if match else None
        if match and value:
            return value, match.end()
    for pattern in grammar.DATES_FROM_NUMBER if digit else grammar.DATES_FROM_WORD:
        match = pattern.match(text, start, end)
        if not match:
            continue
        month = match["month"]
        if fold(month) in SEASONS or (match.groupdict().get("until") and month_number(month)):
            return match["year"], match.end()
        value = parse_date(match[0]) if month_number(month) else None
        if value:
            return value, match.end()
    match = grammar.PLAIN_YEAR.match(text, start, end)
    return (match["year"], match.end()) if match else (None, start)
