"""Dates as sites write them."""

import re

from benchmarks.layouts.papers import words

_CODE = re.compile(r"%([a-zA-Z])")


def written(form: str, parts: tuple[int, int, int], language: str) -> str:
    """`parts` (year, month, day) in `form`.

    %d day, %D of two digits, %o ordinal (`22nd`), %m month of two digits, %n without, %B name, %b short name,
    %Y year, %y of two digits.
    """
    year, month, day = parts
    lists = words(language)
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    values = {
        "d": str(day),
        "D": f"{day:02}",
        "o": f"{day}{ending}",
        "m": f"{month:02}",
        "n": str(month),
        "B": lists["months"][month - 1],
        "b": lists["short_months"][month - 1],
        "Y": str(year),
        "y": f"{year % 100:02}",
    }
    return _CODE.sub(lambda m: values[m[1]], form)


def precision(form: str, parts: tuple[int, int, int]) -> str:
    """The date that `form` shows, as EDTF: a year, a month or a day."""
    year, month, day = parts
    codes = set(_CODE.findall(form))
    if codes & {"d", "D", "o"}:
        return f"{year}-{month:02}-{day:02}"
    return f"{year}-{month:02}" if codes & {"m", "n", "B", "b"} else str(year)
