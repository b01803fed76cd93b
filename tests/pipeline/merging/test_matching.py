"""Which records become one work, and which must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merging.containers import same_container
from pipeline.merging.names import overlap
from pipeline.merging.normal import words
from tests.pipeline.merging.shared_records import ABSTRACT, SECTIONS, TITLE, author, record, text

LIN = [author("Mara Linden", "Linden", "Mara"), author("Otto K. Reyes", "Reyes", "Otto K.")]
TURNED = [author("Reyes Otto K."), author("Linden Mara")]
SHORT = [author("Linden M", "Linden", "M"), author("Reyes OK", "Reyes", "OK")]
OTHERS = [author("Ada Quist", "Quist", "Ada"), author("Ben Moor", "Moor", "Ben")]
OTHER_ABSTRACT = (
    "Bridges over small rivers are seldom counted. Records of three counties were compared with what walkers found, "
    "and one bridge in nine was missing from the books. The missing ones were older, narrower and better liked."
)

GLUED = "".join(label + body for label, body in SECTIONS)
LINES = "\n".join(f"{label}\n{body}" for label, body in SECTIONS)
CURLY = ABSTRACT.replace("-", "‐").replace("'", "’")
COMMON = {"title": TITLE, "authors": LIN, "abstract": text(ABSTRACT), "issued": "2012"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"doi": "10.5555/abc", "title": TITLE}, {"doi": "10.5555/abc", "authors": LIN}),
        ({"pmid": "123456"}, {"pmid": "0123456", "title": TITLE}),
        ({"pmcid": "PMC99"}, {"pmcid": "99"}),
        ({"arxiv_id": "2101.00001v2"}, {"doi": "10.48550/arxiv.2101.00001"}),
        ({"title": TITLE, "authors": LIN}, {"title": TITLE.upper() + ".", "authors": SHORT}),
        ({"title": TITLE, "authors": LIN}, {"title": TITLE.replace(": ", " – "), "authors": TURNED}),
        ({"title": TITLE, "abstract": text(ABSTRACT)}, {"abstract": text(CURLY, sections=SECTIONS), "authors": LIN}),
        ({"authors": LIN, "abstract": text(LINES)}, {"title": TITLE, "authors": TURNED, "abstract": text(GLUED)}),
        ({"authors": LIN, "abstract": text("x", sections=SECTIONS)}, {"authors": SHORT, "abstract": text(GLUED)}),
        ({"title": TITLE, "abstract": text(ABSTRACT[:170] + "…", True)}, {"title": TITLE, "abstract": text(ABSTRACT)}),
        (
            {"abstract": text(ABSTRACT[:170] + "…", True), "authors": LIN},
            {"authors": TURNED, "abstract": text(ABSTRACT)},
        ),
        (
            {"title": TITLE, "first_page": "28", "issued": "2012"},
            {"title": TITLE, "first_page": "28", "last_page": "34"},
        ),
        ({"title": TITLE, "issued": "2011", "authors": LIN}, {"title": TITLE, "issued": "2012-02-24", "authors": LIN}),
        (
            {"title": TITLE[:19], "authors": LIN, "abstract": text(ABSTRACT)},
            {"title": TITLE, "abstract": text(ABSTRACT)},
        ),
        (
            {"authors": LIN, "container_title": "Weather Today", "volume": "9", "first_page": "41", "issued": "2012"},
            {"title": TITLE, "authors": LIN, "volume": "09", "first_page": "41"},
        ),
        (
            {"title": "Editorial", "authors": LIN, "issn": ["2042-8308"], "volume": "3", "first_page": "77"},
            {"title": "Editorial", "authors": SHORT, "issn": ["2042-8308"], "volume": "3", "first_page": "77"},
        ),
        (
            {"title": "庭園日記から見る天候の記述に関する研究", "authors": [author("董 慈")], "issued": "2012"},
            {"title": "庭園日記 から見る天候の記述に関する研究", "authors": [author("董慈", "董", "慈")]},
        ),
        (
            {"title": "庭园日记中的天气", "authors": LIN, "abstract": text(ABSTRACT)},
            {"title": TITLE, "authors": SHORT, "abstract": text(ABSTRACT), "issued": "2012"},
        ),
        (
            {"title": "Introduction", "authors": LIN, "first_page": "1", "last_page": "14", "issued": "2012"},
            {"title": "Introduction", "authors": SHORT, "first_page": "1", "last_page": "14", "issued": "2012"},
        ),
        (
            {"title": TITLE, "authors": [author("Tan Gz", "Tan", "Gz")], "issued": "2012", "first_page": "3"},
            {"title": TITLE, "authors": [author("Guo-zhen Tan", "Tan", "Guo-zhen")], "first_page": "3"},
        ),
        (
            {"title": TITLE, "abstract": text(ABSTRACT[ABSTRACT.index("Forty") :])},
            {"title": TITLE, "abstract": text(ABSTRACT), "issued": "2012"},
        ),
        (
            {"authors": LIN, "abstract": text(f"Abstract Background: {ABSTRACT}"[:190] + "…", True)},
            {"authors": LIN, "abstract": text(ABSTRACT), "title": TITLE},
        ),
        (
            {"authors": LIN, "abstract": text(f"{ABSTRACT[:160]}… © 2012 Weather Press Ltd. All rights reserved.")},
            {"authors": LIN, "abstract": text(ABSTRACT), "title": TITLE},
        ),
        # A subtitle left out, and a letter misread in what is left.
        (
            {
                "title": "Raim in the margins of diaries",
                "authors": LIN,
                "first_page": "28",
                "last_page": "34",
                "volume": "3",
            },
            {"title": "Rain in the margins of diaries: a study", "first_page": "28", "last_page": "34", "volume": "3"},
        ),
        ({"title": f"{TITLE}: a review", "authors": LIN}, {"title": TITLE, "authors": LIN}),
        (
            {"title": "What garden diaries tell of COVID-19", "authors": LIN},
            {"title": "What garden diaries tell of COVID-19: a note", "authors": LIN},
        ),
        (
            {"title": "Α-particles in garden soils of the north", "authors": LIN},
            {"title": "α-Particles in garden soils of the north", "authors": LIN},
        ),
        # One of the titles is a translation; the same authors fill the same pages once.
        (
            {"title": "Дождь на полях дневников", "authors": LIN, "first_page": "28", "last_page": "34"},
            {"title": TITLE, "authors": LIN, "volume": "3", "first_page": "28", "last_page": "34"},
        ),
        # A title that many works have, on a page that few have.
        (
            {"title": "Editorial", "authors": LIN, "first_page": "1608", "last_page": "1608"},
            {"title": "Editorial", "authors": SHORT, "volume": "3", "first_page": "1608", "last_page": "1608"},
        ),
        # What pages print before and behind a title.
        ({"title": f"Full paper: {TITLE}", "authors": LIN}, {"title": f"“{TITLE}1”", "authors": LIN}),
        (
            {"title": f"Original article {TITLE}", "authors": LIN, "first_page": "28"},
            {"title": TITLE, "authors": LIN, "first_page": "28"},
        ),
        ({"title": f"RESEARCH ARTICLE {TITLE}", "authors": LIN}, {"title": f"{TITLE} ☆", "authors": LIN}),
        ({"title": f"{TITLE}. Part II", "authors": LIN}, {"title": f"{TITLE} (part 2)", "authors": LIN}),
        ({"title": f"{TITLE}: Part one", "authors": LIN}, {"title": f"{TITLE}, Part I", "authors": LIN}),
        ({"title": f"Erratum to: “{TITLE}”", "authors": LIN}, {"title": f"Corrigendum - {TITLE}", "authors": LIN}),
        ({"title": f"{TITLE} (vol 3, pg 28, 2012)", "authors": LIN}, {"title": f"Correction: {TITLE}", "authors": LIN}),
        (
            {"title": "Rain and the diaries of &lt;i&gt;Salix alba&lt;/i&gt; gardeners", "authors": LIN},
            {"title": "Rain and the diaries of <i>Salix alba</i> gardeners", "authors": LIN},
        ),
        # Names glued, turned, with the number of a footnote, or all of particles.
        ({"title": TITLE, "authors": [author("MaraLinden"), author("Otto K.Reyes")]}, {"title": TITLE, "authors": LIN}),
        (
            {"title": TITLE, "authors": [author("M. Linden", "M.", "Linden"), author("O. Reyes", "O.", "Reyes")]},
            {"title": TITLE, "authors": SHORT},
        ),
        (
            {"title": TITLE, "authors": [author("Mara Linden1"), author("Otto Reyes*")]},
            {"title": TITLE, "authors": LIN},
        ),
        (
            {"title": TITLE, "authors": [author("Qu Bin")], "issued": "2012"},
            {"title": TITLE, "authors": [author("Bin Qu", "Qu", "Bin")], "issued": "2012"},
        ),
        (
            {"title": "Garden weather", "isbn": ["9780306406157"], "issued": "2012", "type": "book"},
            {"title": "Garden weather", "isbn": ["9780306406157"], "issued": "2012", "publisher": "Weather Press"},
        ),
        (
            COMMON | {"issued": "2012", "container_title": "Weather Today : a journal of gardens"},
            {"title": TITLE, "authors": LIN, "issued": "2013", "container_title": "Weather Tod."},
        ),
        ({"title": TITLE, "abstract": text(ABSTRACT)}, {"abstract": text(ABSTRACT[:300] + "…", True), "volume": "3"}),
        ({"title": f"{TITLE}: II. Frost", "authors": LIN}, {"title": f"{TITLE} – Pt. 2, frost", "authors": LIN}),
        ({"title": f"Comment  on  {TITLE}", "authors": LIN}, {"title": f"Comment on “{TITLE}”", "authors": LIN}),
        # A translated title, and names in another script.
        (
            {"title": "Lluvia al margen: los diarios", "abstract": text(ABSTRACT)},
            {"title": TITLE, "abstract": text(ABSTRACT)},
        ),
        (
            {"title": "Lluvia al margen", "authors": LIN, "first_page": "28", "last_page": "34", "volume": "3"},
            {"title": TITLE, "authors": SHORT, "first_page": "28", "last_page": "34", "volume": "3"},
        ),
        (
            {
                "title": TITLE,
                "authors": [author("Линден М."), author("Рейес О.")],
                "first_page": "28",
                "last_page": "34",
            },
            {"title": TITLE, "authors": LIN, "first_page": "28"},
        ),
        (
            {"title": "Editorial", "container_title": "Weather Today", "volume": "3", "issue": "1", "first_page": "1"},
            {"title": "Editorial", "container_title": "Weather Today", "volume": "3", "issue": "1", "first_page": "1"}
            | {"issued": "2012"},
        ),
        (COMMON | {"volume": "3", "issue": "Suppl. 1"}, COMMON | {"volume": "3", "issue": "S1"}),
        (COMMON | {"volume": "3", "issue": "1-2"}, COMMON | {"volume": "3", "issue": "2"}),
        (COMMON | {"last_page": "437"}, COMMON | {"first_page": "431", "last_page": "37"}),
        (COMMON | {"type": "article", "container_title": "Garden Days 2012"}, COMMON | {"type": "paper-conference"}),
    ],
)
def test_one_work(groups, a, b):
    assert groups(record("a", **a), record("b", "qxmd", **b)) == [["a", "b"]]


EDITOR = {"authors": LIN[:1], "container_title": "Weather Today", "first_page": "1"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (COMMON | {"doi": "10.5555/a"}, COMMON | {"doi": "10.5555/b"}),
        (COMMON | {"doi": "10.5555/a", "pmid": "1"}, COMMON | {"doi": "10.5555/a", "pmid": "2"}),
        (COMMON | {"pmcid": "PMC1"}, COMMON | {"pmcid": "PMC2"}),
        ({"title": TITLE}, {"title": TITLE}),
        (COMMON | {"first_page": "431", "last_page": "437"}, COMMON | {"last_page": "12"}),
        (COMMON | {"volume": "3", "issue": "S1"}, COMMON | {"volume": "3", "issue": "4", "first_page": "28"}),
        (COMMON | {"title": TITLE}, COMMON | {"title": f"{TITLE} (review)"}),
        ({"title": TITLE, "authors": LIN}, {"title": f"{TITLE}: five-year results", "authors": LIN}),
        (
            {"title": "Open access publishing of garden diaries", "authors": LIN},
            {"title": "Publishing of garden diaries", "authors": LIN},
        ),
        ({"title": TITLE, "authors": LIN}, {"title": f"{TITLE} (vol 3, pg 28, 2012)", "authors": LIN}),
        (
            {"title": "From the editor", "authors": LIN, "issued": "2012", "first_page": "6", "last_page": "7"},
            {"title": "From the editor", "authors": LIN, "issued": "2013", "first_page": "6", "last_page": "7"},
        ),
        (COMMON | {"type": "book"}, COMMON | {"first_page": "28", "last_page": "44"}),
        # Two letters of a word, and the numbers of an abstract.
        (
            {"title": "What garden diaries tell of men", "abstract": text(ABSTRACT)},
            {"title": "What garden diaries tell of women", "abstract": text(ABSTRACT)},
        ),
        (
            {"title": TITLE, "abstract": text(f"In 2011 we read 40 diaries of 12 gardens. {ABSTRACT}")},
            {"authors": LIN, "abstract": text(f"In 1998 we read 73 diaries of 65 gardens. {ABSTRACT}")},
        ),
        (COMMON | {"type": "article"}, COMMON | {"container_title": "Weather Today"}),
        # An earlier version, though neither page says so.
        (
            {"title": TITLE, "authors": LIN, "abstract": text(f"{ABSTRACT} {OTHER_ABSTRACT[:160]}"), "issued": "2011"},
            {"title": TITLE, "authors": LIN, "abstract": text(f"{OTHER_ABSTRACT[160:]} {ABSTRACT}"), "issued": "2012"},
        ),
        (
            {"title": "Editorial", "authors": LIN[:1], "first_page": "3", "last_page": "3"},
            {"title": "Editorial", "authors": LIN[:1], "volume": "3", "first_page": "3", "last_page": "3"},
        ),
        ({"title": TITLE, "issued": "2012"}, {"title": TITLE, "issued": "2012"}),
        ({"title": "Introduction", "authors": LIN}, {"title": "Introduction", "authors": LIN}),
        (
            {"title": "Editorial", "issued": "2012", "volume": "3"},
            {"title": "Editorial", "issued": "2012", "volume": "3"},
        ),
        ({"title": TITLE, "authors": LIN}, {"title": TITLE, "authors": OTHERS}),
        ({"title": TITLE, "authors": LIN, "issued": "2012"}, {"title": TITLE, "authors": LIN, "issued": "2016"}),
        ({"authors": LIN, "issued": "2012"}, {"authors": LIN, "issued": "2012", "title": TITLE}),
        (COMMON, COMMON | {"title": f"Erratum to: {TITLE}"}),
        (COMMON, COMMON | {"title": f"Author Correction: {TITLE}"}),
        (COMMON, COMMON | {"title": f"Comment on “{TITLE}”"}),
        (COMMON, COMMON | {"title": f"Retraction: {TITLE}"}),
        (COMMON | {"title": f"{TITLE}. Part I"}, COMMON | {"title": f"{TITLE}. Part II"}),
        (COMMON | {"title": TITLE}, COMMON | {"title": f"{TITLE}: Part 2"}),
        (COMMON | {"title": f"{TITLE} I"}, COMMON | {"title": f"{TITLE} II"}),
        (
            COMMON | {"title": "Hepatitis B in the gardens of the north"},
            COMMON | {"title": "Hepatitis C in the gardens of the north"},
        ),
        (
            COMMON | {"title": "Report on the gardens of the north, 1998"},
            COMMON | {"title": "Report on the gardens of the north, 1999"},
        ),
        (COMMON | {"type": "book"}, COMMON | {"type": "chapter"}),
        (COMMON | {"type": "book", "doi": "10.5555/a"}, COMMON | {"type": "chapter", "doi": "10.5555/a"}),
        (COMMON | {"type": "thesis"}, COMMON | {"type": "article-journal"}),
        (COMMON | {"first_page": "12"}, COMMON | {"first_page": "13"}),
        (COMMON | {"volume": "12"}, COMMON | {"volume": "13"}),
        (
            {"title": TITLE, "issued": "2012", "authors": LIN, "abstract": text(ABSTRACT)},
            {"title": TITLE, "issued": "2012", "authors": LIN, "abstract": text(OTHER_ABSTRACT)},
        ),
        (
            {"doi": "10.5555/book", "title": "The wells", "type": "chapter", "authors": LIN},
            {"doi": "10.5555/book", "title": "On rivers and ponds", "type": "chapter", "authors": OTHERS},
        ),
        *(
            ({"title": f"{TITLE}{end}", "authors": LIN}, {"title": TITLE, "authors": LIN})
            for end in (
                ": study protocol", ". A protocol for a systematic review", " (2011)", ": report for 2011",
                ". Second report", ": Zweiter Teil", ". Deuxième partie", ": a pilot study", ": an update",
                ": a rejoinder", ": Reply", " – revisited", ". By Mara Linden", ": long-term follow-up",
            )
        ),
        (
            {"title": f"{TITLE}: a longer view", "authors": LIN, "abstract": text(OTHER_ABSTRACT)},
            {"title": TITLE, "authors": LIN, "abstract": text(ABSTRACT)},
        ),
        (
            {"title": TITLE, "authors": LIN, "issued": "2011", "container_title": "Proceedings of the Wells Congress"},
            {"title": TITLE, "authors": LIN, "issued": "2012", "container_title": "Weather Today"},
        ),
        *(
            ({"title": title, "issued": "2011", **EDITOR}, {"title": title, "issued": "2012", **EDITOR})
            for title in ("Editorial", "From the editor", "Books received")
        ),
        (
            {"doi": "10.5555/b_1", "isbn": ["9780306406157"], "title": "Introduction", "authors": LIN},
            {"isbn": ["9780306406157"], "title": "Conclusion", "authors": LIN},
        ),
    ],
)  # fmt: skip
def test_two_works(groups, a, b):
    assert groups(record("a", **a), record("b", "qxmd", **b)) == [["a"], ["b"]]


def test_a_conference_abstract_stays_apart_from_its_paper(groups):
    both = {"title": TITLE, "authors": LIN}
    found = groups(
        record("a", doi="10.5555/a", issued="2012", abstract=text(ABSTRACT), **both),
        record("b", "qxmd", abstract=text(OTHER_ABSTRACT), **both),
        record("c", "tongzhouyun", title=TITLE, abstract=text(ABSTRACT)),
        record("d", "emerald_search", issued="2012", **both),  # of either, but by its year rather of one
    )
    assert ["b"] in found
    assert not any({"a", "b"} <= set(group) for group in found)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Journal of Weather Studies", "J Weather Stud", True),
        ("Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci", True),
        ("Proceedings of the National Academy of Sciences", "PNAS", True),
        ("Journal of the American Medical Association", "JAMA", True),
        ("Weather Today", "WT", False),
        ("Journal of Weather Studies", "J Water Stud", False),
        ("Rivers", "Wells", False),
    ],
)
def test_containers(a, b, same):
    assert same_container(words(a), words(b)) is same
    assert same_container(words(b), words(a)) is same


NAME_WORDS = st.lists(st.sampled_from(["li", "l", "li li", "ma", "m", "van"]), max_size=3).map(" ".join)
KEYS = st.lists(st.tuples(NAME_WORDS, NAME_WORDS).map(";".join), max_size=4).map("\n".join)


@given(KEYS, KEYS)
def test_any_two_lists_of_names_compare(a, b):
    assert overlap(a, b) in ("absent", "none", "some", "one", "same")
    assert (overlap(a, b) == "absent") == (overlap(b, a) == "absent")


def test_a_group_never_holds_two_identifiers(merged):
    works = merged(
        record("a", doi="10.5555/a", **COMMON), record("b", doi="10.5555/b", **COMMON), record("c", "qxmd", **COMMON)
    )
    assert sorted(len(work.members) for work in works) == [1, 1, 1]  # c fits both equally well: it goes to neither


def test_the_better_match_takes_the_record(groups):
    full = COMMON | {"first_page": "28", "last_page": "34"}
    near = COMMON | {"title": TITLE.replace("diaries", "dairies")}
    found = groups(
        record("a", doi="10.5555/a", **full), record("b", doi="10.5555/b", **near), record("c", "qxmd", **full)
    )
    assert found == [["a", "c"], ["b"]]


def test_abstracts_that_only_begin_alike_are_told_apart(groups):
    begin = "Garden Weekly is an abstracting service that gives word of what many journals print every week. And so on."
    words = ABSTRACT.split()
    made = []
    for n in range(4):
        body = text(f"{begin} {' '.join(words[n * 9 :] + words[: n * 9])}")
        made += [record(f"{n}a", title=f"{words[n]} {TITLE}", abstract=body), record(f"{n}b", "qxmd", abstract=body)]
    assert groups(*made) == [[f"{n}a", f"{n}b"] for n in range(4)]


def test_what_a_group_differs_in_itself_keeps_no_record_out(groups):
    place = {"container_title": "Weather Today", "volume": "3", "issued": "2012"}
    assert groups(
        record("a", doi="10.5555/a", title="Lluvia al margen de los diarios", authors=LIN, **place),
        record("b", doi="10.5555/a", title=TITLE, authors=LIN, **place),
        record("c", "qxmd", title=TITLE, authors=LIN, **place),
    ) == [["a", "b", "c"]]


def test_an_abstract_that_stands_on_many_works_says_nothing(groups):
    notice = (
        "A summary is not available for this content, so a preview of its first page has been provided instead. " * 3
    )
    titles = ["Of wells and ponds", "Bridges nobody counted", "How a county lost its maps", "Nine ways of crossing"]
    works = [record(f"w{i}", title=title, abstract=text(notice)) for i, title in enumerate(titles)]
    untitled = record("x", "emerald_search", authors=LIN, abstract=text(notice))
    assert groups(*works, untitled) == [["w0"], ["w1"], ["w2"], ["w3"], ["x"]]


def test_preprint_and_article_stay_apart_and_are_linked(merged):
    article = record(
        "a", doi="10.5555/a", container_title="Weather Today", volume="9", type="article-journal", **COMMON
    )
    preprint = record("p", doi="10.48550/arxiv.1105.00001", container_title="arXiv", **(COMMON | {"issued": "2011"}))
    page = record("q", "qxmd", title=TITLE, abstract=text(ABSTRACT))
    works = {work.doi: work for work in merged(article, preprint, page)}
    assert [m.record_id for m in works["10.5555/a"].members] == ["a", "q"]
    (link,) = works["10.48550/arxiv.1105.00001"].is_version_of
    assert link.work_id == works["10.5555/a"].work_id
    assert (link.why.a, set(link.why.evidence)) == ("p", {"title", "abstract", "authors"})
    assert works["10.5555/a"].is_version_of == []


def test_why(merged):
    (work,) = merged(
        record("a", doi="10.5555/a", title=TITLE),
        record("b", doi="10.5555/a", **COMMON),
        record("c", "qxmd", abstract=text(ABSTRACT), authors=SHORT),
    )
    assert [(match.a, match.b, match.evidence) for match in work.why] == [
        ("a", "b", ["doi"]),
        ("b", "c", ["abstract", "authors"]),
    ]
