"""Reference lists and the styles of their entries."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.detectors.references import find_reference_list, parse_reference, split_references
from extractors.found import CitedWork

ROE = "Roe, J. (2010). Stones beside slow rivers. Quays, 4, 5-9."
DOE = "Doe, A. (2011). Lamps and harsh light. Quays, 5, 10-19."
MOE = "Moe, I. (2012). A seat for all. River Notes, 6, 12-20."


def bodies(text: str, start: int = 0) -> list[tuple[int | None, str]]:
    return [(ordinal, text[a:b]) for ordinal, a, b in split_references(text, start)]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. One.\n2. Two.\n", [(1, "One."), (2, "Two.")]),
        ("1. One\n   goes on.\n\n2. Two.", [(1, "One\n   goes on."), (2, "Two.")]),
        ("[21] One\n[22] Two\n[24] Four", [(21, "One"), (22, "Two"), (24, "Four")]),
        ("  • [21] One\n    A, B\n  • [23] Two", [(21, "One\n    A, B"), (23, "Two")]),
        ("(1) One\n(2) Two", [(1, "One"), (2, "Two")]),
        ("1) One\n2) Two", [(1, "One"), (2, "Two")]),
        ("［1］ 一\n［2］ 二", [(1, "一"), (2, "二")]),
        # a year or a page that begins a line is no ordinal
        ("1. One in\n2010. More.\n2. Two.", [(1, "One in\n2010. More."), (2, "Two.")]),
        ("1. One, pp.\n3. More\n2. Two.\n3. Three.", [(1, "One, pp.\n3. More"), (2, "Two."), (3, "Three.")]),
        ("5. Five, vol.\n3. More\n6. Six", [(5, "Five, vol.\n3. More"), (6, "Six")]),
        # the footer's own numbers are no entries
        ("1. One.\n\n2. Two.\n\nSite\n\n1.Menu\n\n2.Menu\n\n3.Menu", [(1, "One."), (2, "Two.")]),
        # broken off, without numbers, empty
        ("1. One.\n2. Tw", [(1, "One."), (2, "Tw")]),
        (f"{ROE}\n{DOE}", [(None, ROE), (None, DOE)]),
        (
            f"Roe, J. (2010),\nStones. Sage, London.\n\n{DOE}",
            [(None, "Roe, J. (2010),\nStones. Sage, London."), (None, DOE)],
        ),
        # bullets, numbers on lines of their own or twice, numbers that run on
        (f"• {ROE}\n• {DOE}", [(None, ROE), (None, DOE)]),
        (f"- {ROE}\n- {DOE}\n- {MOE}", [(None, ROE), (None, DOE), (None, MOE)]),
        (f"1\n{ROE}\n2\n{DOE}", [(1, ROE), (2, DOE)]),
        (f"1\n1. {ROE}\n2\n2. {DOE}", [(1, ROE), (2, DOE)]),
        (f"1.\n\n{ROE}\n\n2.\n\n{DOE}", [(1, ROE), (2, DOE)]),
        (f"[1] {ROE} [2] {DOE} [3] {MOE}", [(1, ROE), (2, DOE), (3, MOE)]),
        (f"1. {ROE} 2. {DOE} 3. {MOE}", [(1, ROE), (2, DOE), (3, MOE)]),
        # wrapped lines without blank lines between the entries
        (
            f"Roe, J. (2010). Stones beside\nslow rivers. Quays, 4, 5-9.\n{DOE}\n{MOE}",
            [(None, "Roe, J. (2010). Stones beside\nslow rivers. Quays, 4, 5-9."), (None, DOE), (None, MOE)],
        ),
        # several entries in one paragraph, a line each, and a footer
        (f"{ROE}\n{DOE}\n\n© 2020 Quays\n\nPrivacy policy", [(None, ROE), (None, DOE)]),
        # link texts beside the entries
        (f"1. {ROE} CrossRefGoogle Scholar\n2. {DOE}\nView Article\nPubMed", [(1, ROE), (2, DOE)]),
        (f"{ROE}\n\nCrossref | Google Scholar\n\n{DOE} [Google Scholar] [CrossRef]", [(None, ROE), (None, DOE)]),
        # authors and title in one paragraph, the place in the next
        (
            f"Roe J, Doe A: Stones beside slow rivers.\n\nQuays 2008, 174:51-60. Publisher Full Text\n\n{MOE}",
            [(None, "Roe J, Doe A: Stones beside slow rivers.\n\nQuays 2008, 174:51-60."), (None, MOE)],
        ),
        # a menu's numbers, a list that another heading closes
        (f"1. Introduction\n2. Methods\n\n{ROE}\n\n{DOE}", [(None, ROE), (None, DOE)]),
        (f"{ROE}\n\n{DOE}\n\nAuthor information\n\nRoe, J. was born in 1960, in Leeds.", [(None, ROE), (None, DOE)]),
        ("Show all references", []),
        ("View references (34)\n\nDownload PDF", []),
        ("  \n ", []),
    ],
)
def test_splits_lists(text: str, entries: list[tuple[int | None, str]]) -> None:
    assert bodies(text) == entries


@given(st.text(alphabet="1234567890.[]()• \nab", max_size=200))
def test_entries_ascend_and_do_not_overlap(text: str) -> None:
    entries = split_references(text)
    assert all(start < end <= len(text) for _, start, end in entries)
    assert all(one[2] <= other[1] for one, other in pairwise(entries))
    ordinals = [ordinal for ordinal, _, _ in entries if ordinal is not None]
    assert ordinals == sorted(set(ordinals))


@pytest.mark.parametrize(
    ("text", "label", "count", "listed"),
    [
        (f"x\n\nReference9 articles.\n\n1. {ROE}\n\n2. {DOE}\n\nFooter", "Reference", 9, f"1. {ROE}\n\n2. {DOE}"),
        (f"References (79)\n[1] {ROE}\n[2] {DOE}", "References", 79, f"[1] {ROE}\n[2] {DOE}"),
        (
            "参考文献\n[1] 李青岚. 小城河岸长椅的使用研究[J]. 小水域研究, 2023, 42(2): 220-232.",
            "参考文献",
            None,
            "[1] 李青岚. 小城河岸长椅的使用研究[J]. 小水域研究, 2023, 42(2): 220-232.",
        ),
        (f"参 考 文 献\n[1] {ROE}", "参 考 文 献", None, f"[1] {ROE}"),
        (f"Literatur:\n{ROE}", "Literatur", None, ROE),
        (f"Список литературы\n1. {ROE}", "Список литературы", None, f"1. {ROE}"),
        (f"Kaynakça\n{ROE}", "Kaynakça", None, ROE),
        (f"BIBLIOGRAFÍA\n{ROE}", "BIBLIOGRAFÍA", None, ROE),
        (f"Irodalomjegyzék\n{ROE}", "Irodalomjegyzék", None, ROE),
        (f"Lähteet\n{ROE}", "Lähteet", None, ROE),
        (f"المراجع\n{ROE}", "المراجع", None, ROE),
        (f"7. References\n{ROE}", "References", None, ROE),
        (f"## References\n\n- {ROE}\n- {DOE}", "References", None, f"{ROE}\n- {DOE}"),
        (f"References\n1\n{ROE}\n2\n{DOE}", "References", None, f"1\n{ROE}\n2\n{DOE}"),
        (
            f"References\nCited by\nText\nReferences\n1. {ROE}\n2. {DOE}\n\nReferences\nMenu",
            "References",
            None,
            f"1. {ROE}\n2. {DOE}",
        ),
    ],
)
def test_finds_the_list(text: str, label: str, count: int | None, listed: str) -> None:
    found = find_reference_list(text)
    assert found is not None
    assert (found.label, found.count, text[found.start : found.end]) == (label, count, listed)
    assert text[found.label_start : found.label_end] == label
    if found.count_span:
        assert text[slice(*found.count_span)] == str(count)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no list here",
        "References",
        "References\n \n",
        "See the references 3 below.",
        "References\nShow all references",
        "References\n\nView references (34)\n\nCited by (12)",
        "References\n1. Introduction\n2. Methods",
        "References\nDOI: 10.5555/j.2012.11.027",
        "References\nVol. 93, Iss. 7, 15 February 2016",
        "References\nCiting Articles (3)\n© 2020 Quays, Inc., Leeds.",
    ],
)
def test_finds_no_list(text: str) -> None:
    assert find_reference_list(text) is None


# style, entry, authors, year, title, container, volume, issue, first page, last page
STYLES = [
    (
        "Bradstreet, S. (2006), “Harnessing the ‘lived experience’: formalising peer support approaches”, "
        "The Mental Health Review, Vol. 11 No. 2, pp. 33‐7.",
        [("Bradstreet", "S.")], 2006, "Harnessing the ‘lived experience’: formalising peer support approaches",
        "The Mental Health Review", "11", "2", "33", "37",
    ),
    (
        "Basset, T., Faulkner, A., Repper, J. and Stamou, E. (2010), Lived Experience: Peer Support, "
        "Together/University of Nottingham/NSUN, London.",
        [("Basset", "T."), ("Faulkner", "A."), ("Repper", "J."), ("Stamou", "E.")], 2010,
        "Lived Experience: Peer Support", None, None, None, None, None,
    ),
    (
        "Mead, S. (2003), “Defining peer support”, available at: www.example.org/pdfs/Defining.pdf.",
        [("Mead", "S.")], 2003, "Defining peer support", None, None, None, None, None,
    ),
    (
        "Department of Health (2009), New Horizons, a Vision, Department of Health, London.",
        [(None, None)], 2009, "New Horizons, a Vision", None, None, None, None, None,
    ),
    (
        "Doe, A. (2008), “A chapter”, in Smith, J. and Roe, B. (Eds), Handbook of Things, 2nd ed., Sage, "
        "Thousand Oaks, CA, pp. 1-20.",
        [("Doe", "A.")], 2008, "A chapter", "Handbook of Things", None, None, "1", "20",
    ),
    (
        "Doe, A. (2008), “A chapter. Part 1”, In Practice, Vol. 3 No. 4, pp. 5-6.",
        [("Doe", "A.")], 2008, "A chapter. Part 1", "In Practice", "3", "4", "5", "6",
    ),
    (
        "Roe, B. (2004), “A paper”, paper presented at the Conference on X, London, 5-7 May.",
        [("Roe", "B.")], 2004, "A paper", None, None, None, None, None,
    ),
    (
        "World Health Organization (n.d.), “Mental health”, available at: www.who.int/ (accessed 5 May 2010).",
        [(None, None)], None, "Mental health", None, None, None, None, None,
    ),
    (
        '(1999), "A "quoted" word in a title", Journal of X, Vol. 3 No. 4, pp. 5-6.',
        [], 1999, 'A "quoted" word in a title', "Journal of X", "3", "4", "5", "6",
    ),
    (
        "Jones, A. (2020), “Soon”, Journal of X, Vol. ahead-of-print No. ahead-of-print.",
        [("Jones", "A.")], 2020, "Soon", "Journal of X", None, None, None, None,
    ),
    (
        "Smith, J. (2010) 'It's the thing', Journal of Z, 12(3), pp. 33–37.",
        [("Smith", "J.")], 2010, "It's the thing", "Journal of Z", "12", "3", "33", "37",
    ),
    (
        "Smith, J., & Doe, A. (2010). Title of the work: A study. Journal of Things, 12(3), 33–37.",
        [("Smith", "J."), ("Doe", "A.")], 2010, "Title of the work: A study", "Journal of Things",
        "12", "3", "33", "37",
    ),
    (
        "Smith, J. (2010a). Is this so? A second sentence. J. Ment. Health, 1840(3), 33–37.",
        [("Smith", "J.")], 2010, "Is this so? A second sentence", "J. Ment. Health", "1840", "3", "33", "37",
    ),
    (
        "Smith, J. (2010). Title of a book (2nd ed.). Sage.",
        [("Smith", "J.")], 2010, "Title of a book", None, None, None, None, None,
    ),
    (
        "Smith, J. (2010). A chapter. In A. Doe & B. Roe (Eds.), The big book (pp. 1–20). Sage.",
        [("Smith", "J.")], 2010, "A chapter", "The big book", None, None, "1", "20",
    ),
    (
        "Smith J, Doe A. Title of the paper. J Abbrev Things. 2010;12(3):33-7.",
        [("Smith", "J"), ("Doe", "A")], 2010, "Title of the paper", "J Abbrev Things", "12", "3", "33", "37",
    ),
    (
        "Smith J, Doe A, et al. Is it “so”? J Abbrev 2010 Sep;12(3):33-7.",
        [("Smith", "J"), ("Doe", "A")], 2010, "Is it “so”?", "J Abbrev", "12", "3", "33", "37",
    ),
    (
        "Smith J. Big title. 2nd ed. London: Sage; 2010.",
        [("Smith", "J")], 2010, "Big title", None, None, None, None, None,
    ),
    (
        "张三, 李四. 某某研究[J]. 某某学报, 2022, 35(5): 177-182.",
        [("张", "三"), ("李", "四")], 2022, "某某研究", "某某学报", "35", "5", "177", "182",
    ),
    (
        "Smith J. A title of it[J]. Journal of X, 2022, 35(5): 177-182.",
        [("Smith", "J")], 2022, "A title of it", "Journal of X", "35", "5", "177", "182",
    ),
    (
        "J. Smith and A. Doe, “Title of the thing,” J. Abbrev., vol. 12, no. 3, pp. 33–37, 2010.",
        [("Smith", "J."), ("Doe", "A.")], 2010, "Title of the thing", "J. Abbrev.", "12", "3", "33", "37",
    ),
    (
        "Smith, John. “Title.” Journal of Y 12, no. 3 (2010): 33–37.",
        [("Smith", "John")], 2010, "Title", "Journal of Y", "12", "3", "33", "37",
    ),
    (
        "Автор А.А. Название // Журнал. – 2021. – Том 2. – № 3. – С. 181-200.",
        [("Автор", "А.А.")], 2021, "Название", "Журнал", "2", "3", "181", "200",
    ),
    (
        "He, Z. (2006), “Party Inc.” conglomerated, Routledge, London.",
        [("He", "Z.")], 2006, "“Party Inc.” conglomerated", None, None, None, None, None,
    ),
    ("Some text that is no reference", [], None, None, None, None, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "authors", "year", "title", "container", "volume", "issue", "first", "last"), STYLES)
def test_reads_the_styles(
    entry: str,
    authors: list[tuple[str | None, str | None]],
    year: int | None,
    title: str | None,
    container: str | None,
    volume: str | None,
    issue: str | None,
    first: str | None,
    last: str | None,
) -> None:
    work = parse_reference(entry)
    assert [(name.family, name.given) for name in work.authors] == authors
    assert (work.year, work.title, work.container_title) == (year, title, container)
    assert (work.volume, work.issue, work.first_page, work.last_page) == (volume, issue, first, last)


def test_raw_is_the_whole_entry_and_the_doi_comes_from_it() -> None:
    text = "1. Smith, J. (2010). Title\n  of it. Journal, 12(3), 33–37. https://doi.org/10.1000/ABC.\n2. x"
    [(_, start, end), _] = split_references(text)
    work = parse_reference(text, start, end)
    assert work.raw == "Smith, J. (2010). Title of it. Journal, 12(3), 33–37. https://doi.org/10.1000/ABC."
    assert (work.title, work.doi, work.container_title) == ("Title of it", "10.1000/abc", "Journal")
    assert text[work.authors[0].start : work.authors[0].end].startswith("Smith, J")


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    work = parse_reference(text)
    assert isinstance(work, CitedWork)
    assert work.raw == " ".join(text.split())
    find_reference_list(text)


@pytest.mark.parametrize("entry", [row[0] for row in STYLES])
def test_an_entry_cut_off_anywhere_is_read_without_an_error(entry: str) -> None:
    for end in range(len(entry)):
        assert parse_reference(entry, 0, end).raw == entry[:end].strip()


@pytest.mark.parametrize("piece", ["1. ", "1\n", "[1] “", "(2010) ", " ", "\n", ", ", "A. ", "References\n", "• [1]"])
def test_long_repetition_is_read_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    find_reference_list(text)
    assert all(start < end for _, start, end in split_references(text))
    assert parse_reference(text).title is None


JOURNAL = ("J. Things", "12", "33", "37")


@pytest.mark.parametrize(
    ("text", "authors", "year", "title", "place"),
    [
        (
            "Smith, J., Doe, A., 2000. A study of things. J. Things 12 (3), 33–37.",
            2,
            2000,
            "A study of things",
            JOURNAL,
        ),
        ("Smith J. 2000. A study of things. J. Things 12: 33-37.", 1, 2000, "A study of things", JOURNAL),
        (
            "Smith J, Doe A: A study of things. Things. 2012, 12: 33-37.",
            2,
            2012,
            "A study of things",
            ("Things", *JOURNAL[1:]),
        ),
        ("Smith, J. et al. A study of things. J. Things 12, 33–37 (2012).", 1, 2012, "A study of things", JOURNAL),
        ("J. Smith, A. Doe, A study of things, J. Things 12 (2012) 33–37.", 2, 2012, "A study of things", JOURNAL),
        ("J. Smith and A. Doe, J. Things 12, 33 (2012).", 2, 2012, None, ("J. Things", "12", "33", None)),
        ("Smith, J.; Doe, A. A study of things. J. Things 2012, 12, 33–37.", 2, 2012, "A study of things", JOURNAL),
        ("Smith, J.; Doe, A. J. Am. Chem. Soc. 2012, 12, 33.", 2, 2012, None, ("J. Am. Chem. Soc.", "12", "33", None)),
        ("Smith J Doe A A Study of Things. J. Things 2012; 12: 33-37.", 0, 2012, None, JOURNAL),
        ("Smith, J.; Doe, A. Angew. Chem. 2012, 12, 33.", 2, 2012, None, ("Angew. Chem.", "12", "33", None)),
    ],
)
def test_names_that_only_punctuation_closes(text, authors, year, title, place) -> None:
    work = parse_reference(text)
    assert [(name.family, bool(name.given)) for name in work.authors] == [("Smith", True), ("Doe", True)][:authors]
    assert (work.year, work.title) == (year, title)
    assert (work.container_title, work.volume, work.first_page, work.last_page) == place


@pytest.mark.parametrize("unit", ["Smith, J., ", "Smith J, ", "J. Smith, ", "van de ", "A. B. C. ", "Smith Doe Roe "])
def test_a_long_run_of_names_is_no_entry_or_read(unit: str) -> None:
    assert parse_reference(unit * 400).raw


@pytest.mark.parametrize(
    ("printed", "given"),
    [
        ("Roe A., Holm B. & Tan J.K. (1999) On bees. Bee Studies 6, 16–18.", ["A.", "B.", "J.K."]),
        ("Tan J. (1999) On bees. Bee Studies 6, 16–18.", ["J."]),
        ("Roe A, Tan J. (1999) On bees. Bee Studies 6, 16–18.", ["A", "J"]),
    ],
)
def test_last_initial_keeps_its_stop_where_the_others_have_one(printed, given):
    assert [name.given for name in parse_reference(printed).authors] == given
