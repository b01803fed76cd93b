"""Identifiers: values, spans, look-alikes, and that nothing raises."""

from collections.abc import Callable
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.detectors import identifiers as ids
from extractors.found import Found

SICI = "10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM16>3.0.CO;2-B"

FINDERS: list[tuple[Callable[..., list[Found[str]]], Callable[[str], str | None]]] = [
    (ids.find_dois, ids.normalise_doi),
    (ids.find_issns, ids.normalise_issn),
    (lambda text: ids.find_issns(text, labelled=False), ids.normalise_issn),
    (ids.find_isbns, ids.normalise_isbn),
    (lambda text: ids.find_isbns(text, labelled=False), ids.normalise_isbn),
    (ids.find_pmids, ids.normalise_pmid),
    (ids.find_pmcids, ids.normalise_pmcid),
    (ids.find_arxiv_ids, ids.normalise_arxiv_id),
    (ids.find_orcids, ids.normalise_orcid),
]


def values(found: list[Found[str]]) -> list[str]:
    return [item.value for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1021/JA059789+, 10.2514/a.646", ["10.1021/ja059789+", "10.2514/a.646"]),
        ("DOI: | 10.1007/s10597-021-00807-8 |", ["10.1007/s10597-021-00807-8"]),
        ("DOI10.1177/0361198120958421", ["10.1177/0361198120958421"]),
        ("D O I\n10.1192/bjp.bp.113.139188\n", ["10.1192/bjp.bp.113.139188"]),
        (f"doi:{SICI}.", [SICI.lower()]),
        (f"({SICI})", [SICI.lower()]),
        (
            "https://doi.org/10.1002/%28SICI%291097-4636%28199823%2943%3A4%3C338%3A%3AAID-JBM16%3E3.0.CO%3B2-B",
            [SICI.lower()],
        ),
        ("10.1002/(SICI)1097-4636(199823)43:4&lt;338::AID-JBM16&gt;3.0.CO;2-B", [SICI.lower()]),
        (
            "10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2 Lorenz",
            ["10.1175/1520-0469(1963)020<0130:dnf>2.0.co;2"],
        ),
        (
            "10.1890/0012-9658(2006)87[1445:TEOH]2.0.CO;2",
            ["10.1890/0012-9658(2006)87[1445:teoh]2.0.co;2"],
        ),
        ("10.1016/S0140-6736(83)90913-3.", ["10.1016/s0140-6736(83)90913-3"]),
        ("(doi: 10.1016/S0140-6736(83)90913-3).", ["10.1016/s0140-6736(83)90913-3"]),
        ("10.1007/JHEP09(2025)198", ["10.1007/jhep09(2025)198"]),
        ("DOI: 10.32604/EE.2021.012416,", ["10.32604/ee.2021.012416"]),
        ("info:doi/10.1371/journal.pone.0213978.t001", ["10.1371/journal.pone.0213978.t001"]),
        ("https://onlinelibrary.wiley.com/x?doi=10.1002%2Fabc.123&rft=1", ["10.1002/abc.123"]),
        ("?url=https%3A%2F%2Fdoi.org%2F10.1002%2Fjrsm.1563&text=Title", ["10.1002/jrsm.1563"]),
        ("https://dx.doi.org/10.1590/S1137-66272011000200003 ·", ["10.1590/s1137-66272011000200003"]),
        ("10.1007/s00127-018-1549-3CrossRefGoogle Scholar", ["10.1007/s00127-018-1549-3"]),
        ("doi: 10.3389/fpsyt.2021.691707PubMed Abstract | CrossRef Full Text", ["10.3389/fpsyt.2021.691707"]),
        ("10.1000/abc.2020[Google Scholar]", ["10.1000/abc.2020"]),
        ("doi:10.11999/JEIT200876shu", ["10.11999/jeit200876"]),
        ("DOI: 10.12677/ass.2020.91001, PDF, HTML, XML", ["10.12677/ass.2020.91001"]),
        ("DOI: 10.12677/ass.2020.91001,PDF,HTML", ["10.12677/ass.2020.91001"]),
        ("DOI：10.3969/j.issn.1006-1959.2024.04.030。摘要", ["10.3969/j.issn.1006-1959.2024.04.030"]),
        ("（10.3969/j.issn.1000-1234）", ["10.3969/j.issn.1000-1234"]),
        ("“10.1000/quoted”", ["10.1000/quoted"]),
        ("10.1000/tag<br>next", ["10.1000/tag"]),
        ("10.1007/\u200bs10597-021-\u200b00807-8", ["10.1007/s10597-021-00807-8"]),
        ("10.1007/s10597‐021‐00807‐8", ["10.1007/s10597-021-00807-8"]),
        ("https://www.frontiersin.org/articles/10.3389/fpsyt.2021.691707/full", ["10.3389/fpsyt.2021.691707"]),
        ("https://x.org/doi/pdf/10.1000/abc.pdf", ["10.1000/abc"]),
        ("journals.aps.org/rmp/article/10.1103/RevModPhys.94.045004/figures/8/t", ["10.1103/revmodphys.94.045004"]),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", ["10.1101/2020.01.01.123456"]),
        ("https://doi.org/10.1002/central/CN-00123456/full", ["10.1002/central/cn-00123456/full"]),
        ("https://doi.org/10.7717/peerj.4886/fig-3?x=1#top", ["10.7717/peerj.4886/fig-3"]),
        ("10.1000/abchttps://doi.org/10.1000/abc", ["10.1000/abc", "10.1000/abc"]),
        ("10.1000/abc;10.1000/def", ["10.1000/abc", "10.1000/def"]),
        ("10.4236/ojn.2017.72014\n", ["10.4236/ojn.2017.72014"]),
    ],
)
def test_dois_are_found_bare(text: str, expected: list[str]) -> None:
    assert values(ids.find_dois(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "version 10.2 and 10.15/3",
        "from 09.2014-10.2015/16",
        "ratio 10.1234/5.67",
        "192.10.1000/abc",
        "10.1000/",
        "doi:10.1007/s10597-021-\n00807-8",  # where the line broke the rest is lost
        "10.1016/0022-4596(82",  # cut off inside the parentheses
        "10.1002/(SICI)1097-4636(199823)43:43.0.CO;2-B",  # the scrape took <338::AID-JBM16> for a tag
        "10.1002/(SICI)1097-4636(199823)43:4 <338::AID-JBM16>3.0.CO;2-B",
        "10.1175/1520-0469(1963)020",
        "Funder https://doi.org/10.13039/501100001809",
        "http://repo.example/handle/10.1234/abc",
        "10.1000/" + "a" * 400,
    ],
)
def test_what_is_no_sure_doi_is_left(text: str) -> None:
    assert ids.find_dois(text) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.1007/S10597-021-00807-8", "10.1007/s10597-021-00807-8"),
        (" doi:10.1000/abc ", "10.1000/abc"),
        ("DOI 10.1000/abc.", "10.1000/abc"),
        ("info:doi/10.1000/abc", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "10.1000/abc"),
        ("doi: http://dx.doi.org/10.1000/abc", "10.1000/abc"),
        ("doi.org/10.1000/abc", "10.1000/abc"),
        ("https://link.springer.com/article/10.1007/s10597-021-00807-8?error=x", "10.1007/s10597-021-00807-8"),
        ("10.1016/j.x.2020.01.001 [doi]", "10.1016/j.x.2020.01.001"),
        ("10.1000/a,b", "10.1000/a,b"),
        (SICI, SICI.lower()),
        ("10.2015/16", "10.2015/16"),
        ("Not available", None),
        ("", None),
        ("10.1000", None),
        ("10.1000/abc and more", None),
        ("10.1000/abc; 10.1000/def", None),
        ("see page 10.1000/abc", None),
        ("S0140-6736(83)90913-3", None),
    ],
)
def test_doi_field(value: str, expected: str | None) -> None:
    assert ids.normalise_doi(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISSN: 2042-8308", ["2042-8308"]),
        ("ISSN0361-1981\n2169-4052\nDOI", ["0361-1981", "2169-4052"]),
        ("ISSN: | 0010-3853 1573-2789 |", ["0010-3853", "1573-2789"]),
        ("ISSN:1445-8330, 1447-0349, 1447-0349", ["1445-8330", "1447-0349", "1447-0349"]),
        ("ISSN: 1083-3196 (Print) 1743-288X (Online)", ["1083-3196", "1743-288X"]),
        ("EISSN: 2313-3724, Print ISSN: 2313-626X", ["2313-3724", "2313-626X"]),
        ("e-ISSN 2715-6885; p-ISSN 2714-9757", ["2715-6885", "2714-9757"]),
        ("Online ISSN : 2185-8888\nPrint ISSN :\nISSN-L : 2185-8888", ["2185-8888", "2185-8888"]),
        ("versión impresa ISSN 0864-2125versión On-line ISSN 1561-3038", ["0864-2125", "1561-3038"]),
        ("ISSN 0920-9964.", ["0920-9964"]),
        ("EISSN  1659-4436", ["1659-4436"]),
        ("ISSN 1539-0756 (online), 0034-6861 (print).", ["1539-0756", "0034-6861"]),
        ("&rft.issn=14629011&rft.volume=145", ["1462-9011"]),
        ("Revue : ISSN électronique 1773-018x", ["1773-018X"]),
        ("ISSN 0010–3853", ["0010-3853"]),
        ("I S S N\n0010-3853", ["0010-3853"]),
        ("ISSN 1006-1959 CN 11-3979/C", ["1006-1959"]),
        ("ISSN 0010-3854", []),  # check digit
        ("Journal ISSN\nVolume Title\n0010-3853", []),
        ("10.3969/j.issn.1006-1959.2024.04.030", []),
        ("10.3969/j.issn1006-1959.2024.04.030", []),
        ("文章编号:1006-1959(2024)04-0156-04", []),
        ("ISSN: 0010-3853 1990-1998", ["0010-3853"]),
        ("0010-3853", []),
        ("Supplement 0010-3853 printed", []),
    ],
)
def test_labelled_issns(text: str, expected: list[str]) -> None:
    assert values(ids.find_issns(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0010-3853 and 2313-626x", ["0010-3853", "2313-626X"]),
        ("https://orcid.org/0000-0002-1825-0097", []),
        ("文章编号:1006-1959(2024)04-0156-04", []),
        ("10.3969/j.issn.1006-1959.2024.04.030", []),
        (" ".join(f"{a}-{b}" for a in range(1980, 1995) for b in range(1995, 2010)), []),
    ],
)
def test_unlabelled_issns(text: str, expected: list[str]) -> None:
    assert values(ids.find_issns(text, labelled=False)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("03010104", "0301-0104"),
        ("1748-605x", "1748-605X"),
        ("ISSN 1748-605X", "1748-605X"),
        ("Print ISSN: 0010-3853", "0010-3853"),
        ("urn:ISSN:0010-3853", "0010-3853"),
        ("https://portal.issn.org/resource/ISSN/0010-3853", "0010-3853"),
        ("0010-3853 (Print)", "0010-3853"),
        ("0010-3854", None),
        ("0000-0000", None),
        ("0010-3853, 1573-2789", None),
        ("", None),
        ("10-3853", None),
    ],
)
def test_issn_field(value: str, expected: str | None) -> None:
    assert ids.normalise_issn(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISBN 978-1-939133-31-1", ["9781939133311"]),
        ("ISBN: 0-306-40615-2; 9781939133274 (ebook)", ["0306406152", "9781939133274"]),
        ("ISBN-13: 978 1 939133 31 1", ["9781939133311"]),
        ("ISBN-10 080442957X", ["080442957X"]),
        ("ISBN9781939133311", ["9781939133311"]),
        ("eISBN: 9781939133311", ["9781939133311"]),
        ("isbn = {978-1-939133-31-1}", ["9781939133311"]),
        ("ISBN 978-1-939133-31-2", []),
        ("978-1-939133-31-1", []),
        ("ISBN 978-1-939133-31-1 978-1-939133-27-4", ["9781939133311", "9781939133274"]),
    ],
)
def test_labelled_isbns(text: str, expected: list[str]) -> None:
    assert values(ids.find_isbns(text)) == expected


def test_unlabelled_isbns_need_their_whole_shape() -> None:
    text = "978-1-939133-31-1, 0-306-40615-2, 0306406152, 10.1007/978-3-540-74958-5"
    assert values(ids.find_isbns(text, labelled=False)) == ["9781939133311", "0306406152"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("ISBN 978-1-939133-31-1", "9781939133311"), ("080442957x (pbk.)", "080442957X"),
     ("urn:isbn:0306406152", "0306406152"), ("0306406153", None), ("0000000000", None), ("book", None)],
)  # fmt: skip
def test_isbn_field(value: str, expected: str | None) -> None:
    assert ids.normalise_isbn(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PMID: 40305025", ["40305025"]),
        ("PMID:\n40305025 DOI", ["40305025"]),
        ("PMCID: PMC8451234  PMID: 34477563", ["34477563"]),
        ("https://pubmed.ncbi.nlm.nih.gov/34477563/", ["34477563"]),
        ("[PMID: 34477563 PMCID: PMC1]", ["34477563"]),
        ("PMID: 0123", []),
        ("PMID: 123456789", []),
        ("PubMed 2010", []),
    ],
)
def test_pmids(text: str, expected: list[str]) -> None:
    assert values(ids.find_pmids(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PMCID: PMC8451234  PMID: 34477563", ["PMC8451234"]),
        ("PMCIDPMC8451234", ["PMC8451234"]),
        ("PMCID: 8451234", ["PMC8451234"]),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8451234/", ["PMC8451234"]),
        ("see PMC8451234.", ["PMC8451234"]),
        ("available in PMC: 2010 Dec 17.", []),
        ("the PMC1 gene", []),
    ],
)
def test_pmcids(text: str, expected: list[str]) -> None:
    assert values(ids.find_pmcids(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv:1807.08169v1 [cs.LG] 21 Jul 2018", ["1807.08169"]),
        ("https://arxiv.org/abs/2101.00001v3", ["2101.00001"]),
        ("arXiv preprint arXiv:1201.1234", ["1201.1234"]),
        ("https://doi.org/10.48550/arXiv.2101.00001", ["2101.00001"]),
        ("arXiv:math.GT/0309136", ["math/0309136"]),
        ("arxiv.org/pdf/hep-th/9901001v2", ["hep-th/9901001"]),
        ("1807.08169", []),
        ("arXiv:1813.08169", []),
    ],
)
def test_arxiv_ids(text: str, expected: list[str]) -> None:
    assert values(ids.find_arxiv_ids(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://orcid.org/0000-0002-1825-0097", ["0000-0002-1825-0097"]),
        ("ORCID 0000-0002-1694-233x,", ["0000-0002-1694-233X"]),
        ("0000-0002-1825-0098", []),
        ("4111-1111-1111-1111", []),
    ],
)
def test_orcids(text: str, expected: list[str]) -> None:
    assert values(ids.find_orcids(text)) == expected


@pytest.mark.parametrize(
    "value", ["0000000218250097", "http://orcid.org/0000-0002-1825-0097", "ORCID iD: 0000-0002-1825-0097"]
)
def test_orcid_field(value: str) -> None:
    assert ids.normalise_orcid(value) == "0000-0002-1825-0097"


def test_bounds_are_kept() -> None:
    text = "ISSN 0010-3853 10.1000/abc.def"
    assert values(ids.find_dois(text, 0, 26)) == ["10.1000/abc"]
    assert ids.find_issns(text, 5) == []
    assert ids.find_dois(text, 16) == []


PIECES = [
    "10.1000/abc", "10.", "/", "(", ")", "<", ">", "[", "]", ".", ",", ";", "-", "\u2013", " ", "\n", "%2F", "%28",
    "&lt;", "&amp;", "&", "?", "#", "https://doi.org/", "https://x.org/doi/", "doi:", "CrossRef", "shu", "(SICI)",
    "CO;2-B", "ISSN", "issn", "e", "p", "0010-3853", "0361-1981", "ISBN", "-10", "978-1-939133-31-1", "0306406152",
    "PMID", ":", "PMC8451234", "PMCID", "40305025", "arXiv:", "1807.08169", "v2", "math.GT/0309136",
    "0000-0002-1825-0097", "\u200b", "\ud800", "\u0000", "期", "X", "a", "1990", "/full", ".pdf",
]  # fmt: skip
SCRAPS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@given(SCRAPS, st.integers(0, 20), st.integers(0, 60))
@settings(max_examples=400, deadline=None)
def test_spans_say_the_value_and_nothing_raises(text: str, start: int, length: int) -> None:
    for find, normalise in FINDERS:
        for item in find(text):
            assert normalise(text[item.start : item.end]) == item.value
        normalise(text)
    for finder in (ids.find_dois, ids.find_issns, ids.find_isbns, ids.find_pmids, ids.find_pmcids, ids.find_orcids):
        for item in finder(text, start, start + length):
            assert start <= item.start < item.end <= min(start + length, len(text))


@given(SCRAPS)
@settings(deadline=None)
def test_dois_do_not_overlap(text: str) -> None:
    spans = [(item.start, item.end) for item in ids.find_dois(text)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def seconds(text: str) -> float:
    started = perf_counter()
    for find, _ in FINDERS:
        find(text)
    return perf_counter() - started


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit",
    [
        "10.1000/((((",
        "10.1000/))))",
        "10.1000/%25",
        "10.1000/(SICI)<a;",
        "ISSN 0010-3853 ",
        "ISBN-10 0-",
        "0-",
        "978",
        "PMID: ",
        "0000-",
        "arXiv:",
    ],
)
def test_cost_grows_with_size_only(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (20_000, 160_000))
    # Eight times the text; quadratic cost would be sixty-four times.
    assert min(seconds(large) for _ in range(2)) < 30 * min(seconds(small) for _ in range(3)) + 0.05


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"doi = {10.5555/978-3-030-02671-4\_7}", "10.5555/978-3-030-02671-4_7"),
        (r"https://doi.org/10.5555/978-3-030-02671-4\_7", "10.5555/978-3-030-02671-4_7"),
        (r"10.5555/a{\_}7 next", "10.5555/a_7"),
        ("10.5555/asw.<wbr>2016.0014 x", "10.5555/asw.2016.0014"),
        ("10.5555/asw.<wbr/>2016.<wbr>0014", "10.5555/asw.2016.0014"),
        ("10.5555/asw.&#8203;2016.0014", "10.5555/asw.2016.0014"),
        ("10.5555/asw.&shy;2016.0014", "10.5555/asw.2016.0014"),
        ("doi 10.5555/asw.2016.0014\nand more", "10.5555/asw.2016.0014"),
        ("doi 10.5555/asw.2016.0014.\nThe next", "10.5555/asw.2016.0014"),
        ("doi 10.5555/asw.2016.0014.\nand the next", "10.5555/asw.2016.0014"),
        ("10.5555/asw.2016.0014<br>Published", "10.5555/asw.2016.0014"),
    ],
)
def test_what_stands_for_nothing_does_not_cut_a_doi(text: str, value: str) -> None:
    found = ids.find_dois(text)
    assert [(item.value, item.doubtful) for item in found] == [(value, False)]


@pytest.mark.parametrize(
    "text",
    [
        "10.5555/abc\\def",
        "doi: 10.5555/asw.\n2016.0014",
        "doi: 10.5555/asw.\n  2016.0014",
        "doi: 10.5555/asw.2016\n.0014",
        "https://doi.org/10.5555/j.\njinf.2020.01.002",
        "https://doi.org/10.5555/j. jinf.2020.01.002",
        "https://doi.org/10.5555/j.jinf…",
        "https://doi.org/10.5555/j.jinf...",
        "10.5555/asw.2016<br>0014",
    ],
)
def test_a_doi_that_may_go_on_is_doubtful(text: str) -> None:
    found = ids.find_dois(text)
    assert [item.doubtful for item in found] == [True]
    assert ids.find_own_dois(text) == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Data availability\n\nThe diaries are available at Zenodo: https://doi.org/10.5555/zenodo.5", "data"),
        ("Supplementary material: tables S1 to S4 are at https://doi.org/10.5555/m9.v1.", "data"),
        ("Software archive 10.5555/zenodo.10162614", "data"),
        ("Dataset\n\nhttps://doi.org/10.5555/dryad.abc1", "data"),
        ("Los datos están en https://doi.org/10.5555/d1", "data"),
        ("Figure 1. A bench.\ndoi:10.5555/wat.0263302", "component"),
        ("Tabelle 2. Bänke. doi:10.5555/wat.0263302", "component"),
        ("doi:10.5555/journal.pwat.0263302.t001", "component"),
        ("https://doi.org/10.5555/peerj.4886/supp-1", "component"),
        ("S1 Data. https://doi.org/10.5555/wat.0263302", "component"),
        ("The original article can be found online at https://doi.org/10.5555/asw.2016.0014", "article"),
        ("The original article can be found online at\nhttps://doi.org/10.5555/asw.2016.0014", "article"),
        ("This article is a comment on: https://doi.org/10.5555/asw.2015.0099", "article"),
        ("Erratum in: J Quays 2019. doi: 10.5555/x1", "article"),
        ("Related article https://doi.org/10.5555/x1", "article"),
        ("Now published in J Quays doi: 10.5555/x", "article"),
        ("DOI: 10.5555/zenodo.10162614", None),
        ("The online version contains supplementary material available at https://doi.org/10.5555/s1.", None),
        ("A review of data repositories\n\nJane Roe\n\nhttps://doi.org/10.5555/1", None),
        ("Research data management in libraries\nhttps://doi.org/10.5555/1", None),
        ("Original Article\n\nhttps://doi.org/10.5555/1", None),
        ("bioRxiv preprint doi: https://doi.org/10.5555/2020.01.01.123456", None),
        ("Software: Practice and Experience 12(3), 4-9, doi:10.5555/1", None),
        ("Table of contents DOI: 10.5555/1", None),
        ("Cite this article: Roe J. Data sets of rivers. J Quays 2019;1:2. https://doi.org/10.5555/1", None),
    ],
)
def test_the_words_beside_a_doi_say_whose_it_is(text: str, other: str | None) -> None:
    found = ids.find_dois(text)
    assert [item.other for item in found] == [other]
    assert len(ids.find_own_dois(text)) == (other is None)
