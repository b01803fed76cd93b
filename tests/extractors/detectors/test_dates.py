"""Dates: what is printed to EDTF, look-alikes, spans, and that nothing raises."""

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.detectors import date_words
from extractors.detectors.dates import find_dates, labelled_dates, month_number, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22 August 2024", "2024-08-22"),
        ("03 October 2016", "2016-10-03"),
        ("27 Oct 2020", "2020-10-27"),
        ("Received04 Feb 2021", "2021-02-04"),
        ("2021 Sep 3", "2021-09-03"),
        ("2021 Sep 3;", "2021-09-03"),
        ("2021 Sep", "2021-09"),
        ("December 21, 2016", "2016-12-21"),
        ("December 21st, 2016", "2016-12-21"),
        ("Aug 31, 2020", "2020-08-31"),
        ("07-Mar-2020", "2020-03-07"),
        ("Mar-07-2020", "2020-03-07"),
        ("2020-Mar-07", "2020-03-07"),
        ("Date of Submission07-Mar-2020", "2020-03-07"),
        ("2016.08.08", "2016-08-08"),
        ("2016. 8. 8.", "2016-08-08"),
        ("2018-10-15", "2018-10-15"),
        ("2018-10-15T23:30:00-05:00", "2018-10-15"),
        ("2018-10-15 00:00:00", "2018-10-15"),
        ("2018-10-15T08:00:00.000Z", "2018-10-15"),
        ("2018/10/15", "2018-10-15"),
        ("2018/1/5", "2018-01-05"),
        ("20181015", "2018-10-15"),
        ("Tue, 04 May 2021 10:00:00 GMT", "2021-05-04"),
        ("2020-08", "2020-08"),
        ("2025–10", "2025-10"),
        ("2010–11", "2010"),  # may be two years
        ("08/2020", "2020-08"),
        ("jul.-set. 2021", "2021"),
        ("ago. 2011", "2011-08"),
        ("jun. 2023", "2023-06"),
        ("set. 2021", "2021-09"),
        ("08 Noviembre 2019", "2019-11-08"),
        ("8 de novembro de 2018", "2018-11-08"),
        ("22 de agosto del 2024", "2024-08-22"),
        ("Mai 2021", "2021-05"),
        ("1er mars 2020", "2020-03-01"),
        ("1º de março de 2020", "2020-03-01"),
        ("2 Oktober 2020", "2020-10-02"),
        ("5. März 2021", "2021-03-05"),
        ("3 mrt. 2021", "2021-03-03"),
        ("4 мая 2021 г.", "2021-05-04"),
        ("Июль-сентябрь 2021", "2021"),
        ("12 Ağustos 2019", "2019-08-12"),
        ("7 ŞUBAT 2020", "2020-02-07"),
        ("14 settembre 2020", "2020-09-14"),
        ("2021年3月5日", "2021-03-05"),
        ("2021 年 3 月 5 日", "2021-03-05"),
        ("2021年3月", "2021-03"),
        ("2021 年", "2021"),
        ("2021년 3월 5일", "2021-03-05"),
        ("July 2020", "2020-07"),
        ("(Jan., 1953)", "1953-01"),
        ("may 2009", "2009-05"),
        ("Published online: 06 Feb 2022", "2022-02-06"),
        ("May 2 - May 7 2004", "2004-05"),
        ("May 2-7, 2004", "2004-05"),
        ("2–7 May 2004", "2004-05"),
        ("28 May - 3 June 2004", "2004"),
        ("28 May 2004 - 3 June 2004", "2004"),
        ("2004-05-02 – 2004-05-07", "2004-05"),
        ("May/June 2020", "2020"),
        ("2020 May-Jun", "2020"),
        ("Spring 2020", "2020"),
        ("Winter, 1995", "1995"),
        ("2020", "2020"),
        ("[2020].", "2020"),
        ("13/02/2021", "2021-02-13"),
        ("02/13/2021", "2021-02-13"),
        ("10/02/2021", "2021"),
        ("10/10/2021", "2021-10-10"),
        ("29 February 2020", "2020-02-29"),
        ("31 February 2020", None),
        ("29 February 2021", None),
        ("2021-02-30", None),
        ("2021-13-01", None),
        ("31.04.2020", None),
        ("20200231", None),
        ("1990-1998", None),
        ("2020/21", None),
        ("2019-11-01 – 2020-02-01", None),
        ("1499", None),
        ("2101", None),
        ("3 May 2210", None),
        ("circa 1850", None),
        ("before 2020", None),
        ("1850?", None),
        ("Vol. 5 2021", None),
        ("109", None),
        ("07-Mar-20", None),
        ("2020 was a year", None),
        ("", None),
    ],
)
def test_one_date(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("10/02/2021", "2021-02-10", "2021-10-02"),
        ("01-11-2021", "2021-11-01", "2021-01-11"),
        ("01.12.2020", "2020-12-01", "2020-01-12"),
        ("30-03-2020", "2020-03-30", "2020-03-30"),
        ("03/30/2020", "2020-03-30", "2020-03-30"),
    ],
)
def test_order_decides_only_what_is_open(text: str, day_first: str, month_first: str) -> None:
    assert (parse_date(text, order="dmy"), parse_date(text, order="mdy")) == (day_first, month_first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pages 828-838 | Received 27 Oct 2020, Accepted 29 Nov 2021", ["2020-10-27", "2021-11-29"]),
        ("Vol. 15 No.\n\n2 Oktober 2020\nPrint ISSN", ["2020-10"]),  # the issue is no day
        ("Volume 5 Nomor 3, Agustus 2023", ["2023-08"]),
        ("vol.37 no.3 Ciudad jul.-set. 2021  Epub 01-Sep-2021", ["2021", "2021-09-01"]),
        (". 2021 Sep 3;5(9):e27137. doi:", ["2021-09-03"]),
        ("2021 Sep 5(9):e27137", []),
        ("2021 Sep;5(9):e27137", ["2021-09"]),
        ("J 2020-08, Vol.27 (4), p.380-392", ["2020-08"]),
        ("J 2020-05, Vol.MA2020-01 (35), p.2456-2456", ["2020-05"]),
        ("Volume 10, Issue 7 (July 2023), Pages: 11-16", ["2023-07"]),
        ("2022年09期 v.47;No.291 1-7页", ["2022"]),
        ("17-01-2018 20:01 UTC", []),
        ("https://x.org/2020/05/04/a", []),
        ("10.3969/j.issn.1006-1959.2024.04.030", []),
        ("1006-1959(2024)04-0156-04", []),
        ("ISSN: 2042-8308", []),
        ("we may 2000 times set 2001 out 2002 des 2003", []),
        ("In May 2000 it rose", ["2000-05"]),
        ("2019—2021年", []),
        ("2010年代", []),
        ("issue 5/2020", []),
        ("from 2019-05-01 to 2020-06-30", []),
        ("1600\nAbstract", []),
        ("2020 Mar. Biol. 5", []),
        ("10/02/2021]", ["2021"]),
    ],
)
def test_dates_in_text(text: str, expected: list[str]) -> None:
    assert [d.value for d in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith (2010), 2011; 1990-1998, 1500-2000, 2042-8308, MA2020, pp. 1997-2005.", ["2010", "2011"]),
        ("2020: 15 May 2019", ["2020", "2019-05-15"]),
    ],
)
def test_bare_years_only_when_asked(text: str, expected: list[str]) -> None:
    assert [d.value for d in find_dates(text, years=True)] == expected
    assert len(find_dates(text)) < len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Received04 Feb 2021\nAccepted 2 Mar 2021", [("received", "2021-02-04"), ("accepted", "2021-03-02")]),
        ("Published online: 06 Feb 2022", [("online", "2022-02-06")]),
        ("Publication date: 22 August 2024", [("published", "2024-08-22")]),
        ("Pub Date : 2023-12-28", [("published", "2023-12-28")]),
        ("Date of Web Publication30-Jun-2020", [("online", "2020-06-30")]),
        ("Date of Decision\n30-Jun-2020", [("decision", "2020-06-30")]),
        ("Received in revised form 3 May 2020", [("revised", "2020-05-03")]),
        ("收稿日期：2020-05-04 修回日期: 2020-06-04", [("received", "2020-05-04"), ("revised", "2020-06-04")]),
        ("网络出版日期:2020年5月4日", [("online", "2020-05-04")]),
        (
            "Recebido em 8 de novembro de 2018; aceito em 3 de maio de 2019",
            [("received", "2018-11-08"), ("accepted", "2019-05-03")],
        ),
        ("Enviado: 12-10-2022 Publicado: 13-10-2022", [("received", "2022"), ("published", "2022-10-13")]),
        ("Received : 2016.08.08", [("received", "2016-08-08")]),
        ("발행 : 2007.12.30", [("published", "2007-12-30")]),
        ("Gönderim Tarihi: 08.08.2023", [("received", "2023-08-08")]),
        ("Поступила в редакцию 4 мая 2021 г.", [("received", "2021-05-04")]),
        ("Issue Date: May-2019", [("issue", "2019-05")]),
        ("Accepted: Tuesday, 04 May 2021", [("accepted", "2021-05-04")]),
        ("unpublished 2020-05-04", []),
        ("4 May 2021", []),
        ("Received\n\n\n\n4 May 2021", []),
    ],
)
def test_labels_say_the_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [d.value for d in labelled_dates(text)] == expected


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Jan.", 1),
        ("août", 8),
        ("AOUT", 8),
        ("Сентября", 9),
        ("Mayıs", 5),
        ("MAYIS", 5),
        ("des", 12),
        ("Monday", None),
        ("", None),
    ],
)
def test_month_names(word: str, number: int | None) -> None:
    assert month_number(word) == number


def test_no_month_name_means_two_months() -> None:
    seen: dict[str, int] = {}
    rows = date_words._rows("date_words.tsv")
    assert len(rows) > 600
    for kind, number, word, *_ in rows:
        if kind == "month":
            assert 1 <= int(number) <= 12
            assert seen.setdefault(date_words.fold(word), int(number)) == int(number)


def test_no_label_means_two_kinds() -> None:
    rows = date_words._rows("date_labels.tsv")
    assert len({date_words.fold(label) for _, label, _ in rows}) == len(rows)


def test_bounds_are_kept() -> None:
    text = "12 May 2020-06"
    assert [d.value for d in find_dates(text, 1)] == ["2020-05-02"]
    assert [d.value for d in find_dates(text, 7)] == ["2020-06"]
    assert find_dates(text, 0, 10) == []


DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2100, 12, 31))


@given(
    DAYS,
    st.sampled_from(
        ["{d} {m} {y}", "{m} {d}, {y}", "{y} {m} {d}", "{d}-{m}-{y}", "{d} de {m} de {y}", "{y}年{n}月{d}日"]
    ),
    st.sampled_from(sorted(date_words.MONTHS)),
)
@settings(deadline=None)
def test_every_day_is_read_in_every_language(day: Any, shape: str, name: str) -> None:
    number = date_words.MONTHS[name] if "{m}" in shape else day.month
    printed = shape.format(d=min(day.day, 28), m=name.capitalize(), n=number, y=day.year)
    assert parse_date(printed) == f"{day.year}-{number:02}-{min(day.day, 28):02}"


PIECES = [
    "2021", "1990", "2020-05-04", "10/02/2021", "May", "may", "jul.", "set.", "mars", "3", "31",
    "12", " ", " ", "-", "–", "/", ".", ",", "年", "月", "日", "de", "to", "a", "º", "th", "Received",
    "Vol.", "No.", "(", ")", "\n", "T10:00", "10:00", "Spring", "х", "²", "٣", "\ud800", "İ",
]  # fmt: skip
SCRAPS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@given(SCRAPS, st.sampled_from([None, "dmy", "mdy"]), st.booleans())
@settings(max_examples=600, deadline=None)
def test_spans_say_the_value_and_nothing_raises(text: str, order: Any, years: bool) -> None:
    parse_date(text, order)
    labelled_dates(text, order=order)
    last = 0
    for d in find_dates(text, order=order, years=years):
        assert last <= d.start < d.end
        last = d.end
        assert parse_date(text[d.start : d.end], order) == d.value


def seconds(text: str) -> float:
    started = perf_counter()
    find_dates(text, years=True)
    labelled_dates(text)
    return perf_counter() - started


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit", ["2021", "May 2021 ", "1/", "2021-", "Received: 2021 ", "2021 Apr", " " * 60 + "2021", "May-"]
)
def test_cost_grows_with_size_only(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (20_000, 160_000))
    # Eight times the text; quadratic cost would be sixty-four times.
    assert min(seconds(large) for _ in range(2)) < 30 * min(seconds(small) for _ in range(3)) + 0.05


def _labelled() -> list[tuple[str, list[str]]]:
    lines = (Path(__file__).parent / "labelled_dates.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0].replace("\\n", "\n").replace("\\t", "\t"), row[1].split() if row[1:] else []) for row in rows]


@pytest.mark.parametrize(("text", "wanted"), _labelled())
def test_labels_of_many_places(text: str, wanted: list[str]) -> None:
    found = labelled_dates(text, order="dmy")
    assert [word for item in found for word in item.value] == wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-05-00", "2020-05"),
        ("2020-00-00", "2020"),
        ("2020/00/00", "2020"),
        ("20200500", "2020-05"),
        ("00 May 2020", "2020-05"),
        ("00.05.2020", "2020-05"),
        ("2020-00", "2020"),
        ("3. května 2020", "2020-05-03"),
        ("2020. május 3.", "2020-05-03"),
        ("3 października 2020", "2020-10-03"),
        ("3 Μαΐου 2020", "2020-05-03"),
        ("3 maijs 2020", "2020-05-03"),
    ],
)
def test_open_months_and_months_of_more_languages(text: str, expected: str) -> None:
    assert parse_date(text, order="dmy") == expected
