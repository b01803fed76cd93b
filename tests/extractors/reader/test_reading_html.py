"""Landing pages of no known family: what the head says, and what the page shows where the head is silent."""

import pytest

from extractors.decision.draft import Draft
from extractors.html.pages import html_page
from extractors.reading import read_page

PROSE = (
    "Harbour walls are built of stone that nobody counts. We counted the stones of nine walls over four winters and "
    "found that those set by hand outlast those set by crane. The difference grows with the depth of the water, and "
    "it is larger where ferries turn."
)
SECOND = (
    "Masons were asked how they choose a stone. They answered that the stone chooses its place, and no better rule was "
    "found in the records of the port."
)
OTHER = "Lime was burnt on the quay for most of these walls, and its ash can be found in the joints to this day. " * 2
HEAD = (
    '<meta name="citation_title" content="Stones of nine harbours"><meta name="citation_author" content="Gray, Ada">'
    '<meta name="citation_doi" content="10.5555/snh.9"><meta name="citation_journal_title" content="Quay Studies">'
)
TITLE = "<h1>Stones of nine harbours</h1>"


def read(body: str, head: str = HEAD) -> Draft:
    drafts = read_page(html_page(f"<html><head>{head}</head><body>{body}</body></html>")).drafts
    assert len(drafts) == 1
    return drafts[0]


def abstract_of(draft: Draft) -> str | None:
    abstract = draft.values.get("abstract")
    return " / ".join(section.text for section in abstract.sections) if abstract else None


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Abstract</h2><p>{PROSE}</p><h2>Introduction</h2><p>{OTHER}</p>",
        f"<div><b>ABSTRACT</b></div><div>{PROSE}</div><div>Keywords: stone; water</div>",
        f"<p><b>Abstract.</b> {PROSE}</p><h2>1 Introduction</h2>",
        f"<h3>Zusammenfassung</h3><p>{PROSE}</p>",
        f'<div id="abstract"><p>{PROSE}</p></div><p>{OTHER}</p>',
        f'<section role="doc-abstract"><p>{PROSE}</p></section>',
        # jump marks, buttons and notes around it
        f"<ul><li>Abstract<li>References</ul><h2>Abstract</h2><button>Show</button><p>{PROSE}</p><p>Export</p>",
        f"<h2>Abstract</h2><p>{PROSE}</p><p>This is a preview of subscription content, log in to check access.</p>",
        f"<h2>Abstract</h2><p>{PROSE}</p><p>© 2019 Quay Press. All rights reserved.</p>",
        # what is called like one
        f"<h2>Graphical abstract</h2><p>{OTHER}</p><h2>Abstract</h2><p>{PROSE}</p>",
        f"<h2>Highlights</h2><ul><li>{SECOND}</ul><h2>Abstract</h2><p>{PROSE}</p>",
        f"<h2>Abstract</h2><p>{PROSE}</p><h2>Popular Summary</h2><p>{OTHER}</p>",
        # a table of contents, a licence, dates, and keywords that nothing calls so
        f'<h2>Abstract</h2><ul><li><a href="#a">Abstract</a><li><a href="#b">Walls</a></ul><p>{PROSE}</p><h3>W</h3>',
        f"<h2>Abstract</h2><p>{PROSE}</p><p>Content from this work may be used under the terms of the CC licence.</p>",
        f"<h2>Abstract</h2><p>{PROSE}</p><p>(Received December 10 2015)</p><p>(Revised February 25 2016)</p>",
        f"<h2>Abstract</h2><p>{PROSE}</p><p>{', '.join(['stone', 'harbour walls', 'lime', 'ferries'] * 4)}</p>",
        f"<h2>Abstract</h2><p>{PROSE}</p><h2>References</h2><ol><li>{OTHER}<a>Abstract</a><li>{OTHER}</ol>",
        # letters go on without a heading
        f"<div><h4>Abstract</h4><p>{PROSE}</p></div><div><p>{OTHER}</p></div><div><p>{OTHER}</p></div>",
    ],
)
def test_abstract_ends_where_it_ends(body: str) -> None:
    assert abstract_of(read(TITLE + body)) == PROSE


def test_abstract_of_two_paragraphs_is_read_whole() -> None:
    draft = read(f"{TITLE}<div><h2>Abstract</h2><p>{PROSE}</p><p>{SECOND}</p></div><h2>Introduction</h2><p>{OTHER}</p>")
    assert abstract_of(draft) == f"{PROSE} {SECOND}"


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Abstract</h2><h3>Aims</h3><p>{SECOND}</p><h3>Results</h3><p>{PROSE}</p><h2>Introduction</h2><p>{OTHER}</p>",
        f"<h2>Abstract</h2><p><b>Aims:</b> {SECOND}</p><p><b>Results:</b> {PROSE}</p>",
    ],
)
def test_sections_are_told_by_headings_and_labels(body: str) -> None:
    sections = read(TITLE + body).values["abstract"].sections
    assert [(section.label, section.text) for section in sections] == [("Aims", SECOND), ("Results", PROSE)]


def test_shown_abstract_beats_the_teaser_of_the_head() -> None:
    teaser = f'<meta name="citation_abstract" content="{PROSE[:120]}...">'
    draft = read(f"{TITLE}<h2>Abstract</h2><p>{PROSE}</p>", HEAD + teaser)
    assert abstract_of(draft) == PROSE
    assert not draft.values["abstract"].truncated
    assert "citation_abstract" in [item.tag for item in draft.evidence["abstract"]]


def test_paragraph_between_names_and_the_rest_is_the_abstract() -> None:
    assert abstract_of(read(f"{TITLE}<p>Ada Gray</p><p>{PROSE}</p><h2>Media</h2>")) == PROSE


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{OTHER}</p>" for _ in range(6)),  # an article of news
        f"<h2>Abstract</h2><h2>Results</h2><p>{OTHER}</p>",  # announced and left out
        f"<aside><h2>Abstract</h2><p>{OTHER}</p></aside>",
        f"<h2>Recommended articles</h2><h3>Mortar</h3><p>{OTHER}</p>",
    ],
)
def test_no_abstract_is_made_of_other_text(body: str) -> None:
    assert abstract_of(read(f"{TITLE}<p>Ada Gray</p>{body}")) is None


NO_AUTHORS = (
    '<meta name="citation_title" content="Stones of nine harbours"><meta name="citation_doi" content="10.5555/s.9">'
)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<p>Ada Gray, Ben O'Hara and Inés de la Cruz</p>", ["Ada Gray", "Ben O'Hara", "Inés de la Cruz"]),
        ("<p>By ADA GRAY</p>", ["ADA GRAY"]),
        ("<ul><li>Ada Gray,<li>Ben O'Hara</ul>", ["Ada Gray", "Ben O'Hara"]),
        (
            "<div>Ada Gray<sup>a</sup>, Maria Lopez<sup>b</sup></div><div><sup>a</sup> Quay</div>",
            ["Ada Gray", "Maria Lopez"],
        ),
        (
            "<p>Ada Gray, University of Umeå</p><p>ada [at] umu.example</p><p>Ben O'Hara, The Port Museum</p>",
            ["Ada Gray", "Ben O'Hara"],
        ),
        (
            '<div>Show authors<span><span class="given-name">Ada</span> <span class="surname">Gray</span></span></div>',
            ["Ada Gray"],
        ),
        ("<dl><dt>Authors:<dd>Ada Gray; Maria Lopez</dl>", ["Ada Gray", "Maria Lopez"]),
        ("<p>Share this page</p><p>Open Access</p>", []),
    ],
)
def test_names_stand_below_the_title(body: str, names: list[str]) -> None:
    draft = read(f"{TITLE}{body}<h2>Abstract</h2><p>{PROSE}</p>", NO_AUTHORS)
    assert [name.literal for name in draft.values.get("authors", [])] == names


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ada Gray<sup>a</sup>, Maria Lopez<sup>a,b</sup></p>"
        "<p><sup>a</sup>Port College</p><p><sup>b</sup>Sea Institute</p>",
        "<p>Ada Gray1, Maria Lopez1,2</p><ul><li>1 Port College<li>2 Sea Institute</ul>",
    ],
)
def test_marks_lead_to_affiliations(body: str) -> None:
    names = read(f"{TITLE}{body}<h2>Abstract</h2><p>{PROSE}</p>", NO_AUTHORS).values["authors"]
    assert [(name.literal, name.affiliations) for name in names] == [
        ("Ada Gray", ["Port College"]),
        ("Maria Lopez", ["Port College", "Sea Institute"]),
    ]


@pytest.mark.parametrize(
    ("body", "keywords"),
    [
        ("<p>Keywords: stone, water, walls</p>", ["stone", "water", "walls"]),
        ("<h3>Key words</h3><ul><li>stone<li>old walls</ul><h3>Access</h3>", ["stone", "old walls"]),
        ("<h3>Keywords</h3><div><i>stone</i> <i>old walls</i></div>", ["stone", "old walls"]),
        ("<h3>Keywords</h3><div>stone</div><div>walls</div><button>Recommended articles</button>", ["stone", "walls"]),
        ("<table><tr><th>Keywords<td>stone; walls</table>", ["stone", "walls"]),
        # what JATS' renderings call keywords
        ('<ul class="kwd-group"><li class="kwd">stone<li class="kwd">old walls</ul>', ["stone", "old walls"]),
        (
            '<div><a class="kwd-part" href="#">stone</a>, <a class="kwd-part" href="#">walls</a></div>',
            ["stone", "walls"],
        ),
        ('<div class="kwd-group"><a class="kwd-part">stone, walls, lime</a></div>', ["stone", "walls", "lime"]),
        ("<p>Key words</p><ul><li><i>Lima</i> limestone;<li>walls;</ul>", ["Lima limestone", "walls"]),
        ("<h3>Keywords</h3><ul><li><i>Lima</i><li>old walls</ul>", ["Lima", "old walls"]),
        (
            '<form><input class="keyword"><b class="keyword-label">Search</b><b class="keyword-tip">Tips</b></form>',
            None,
        ),
        ("<select><option>Keywords</select><p>Keywords</p><p>Advanced search</p>", None),
    ],
)
def test_keywords_are_what_their_label_announces(body: str, keywords: list[str] | None) -> None:
    assert read(f"{TITLE}<h2>Abstract</h2><p>{PROSE}</p>{body}").values.get("keywords") == keywords


def test_printed_keywords_beat_terms_made_for_search_engines() -> None:
    head = HEAD + '<meta name="citation_keyword" content="memory">'
    body = f'<h2>Abstract</h2><p>{PROSE}</p><p class="kwd-group"><a class="kwd">stone</a>, <a class="kwd">wall</a></p>'
    assert read(TITLE + body, head).values["keywords"] == ["stone", "wall"]
    assert read(TITLE, head).values["keywords"] == ["memory"]


@pytest.mark.parametrize("below", [f"<h2>Digest</h2><p>{OTHER}</p>", ""])
def test_abstract_beats_a_description_that_is_printed_elsewhere(below: str) -> None:
    draft = read(
        f"{TITLE}<h2>Abstract</h2><p>{PROSE}</p>{below}", f'{HEAD}<meta name="dc.description" content="{OTHER}">'
    )
    assert abstract_of(draft) == PROSE
    assert "conflict:abstract" in draft.warnings


def test_description_that_is_one_of_two_abstracts_stays() -> None:
    body = f"{TITLE}<h2>Resumen</h2><p>{SECOND}</p><h2>Abstract</h2><p>{PROSE}</p>"
    assert abstract_of(read(body, f'{HEAD}<meta name="dc.description" content="{PROSE}">')) == PROSE


@pytest.mark.parametrize(
    ("body", "issn"),
    [
        ("<footer>Quay Studies ISSN 1476-4687 (online)</footer>", ["1476-4687"]),
        ("<footer>ISSN 1539-0756 (online), 0034-6861 (print).</footer>", ["1539-0756", "0034-6861"]),
        # of sister journals, and of other works
        (
            "<footer><p>Quay Studies ISSN: 2167-8359</p><p>Pier News ISSN: 2376-5992</p><p>ISSN 1476-4687</p></footer>",
            ["2167-8359"],
        ),
        (f"<h2>Recommended articles</h2><p>Mortar, ISSN 1476-4687</p>{'<p>More</p>' * 30}", None),
    ],
)
def test_issn_is_the_journals_own(body: str, issn: list[str] | None) -> None:
    assert read(TITLE + body).values.get("issn") == issn


PLAIN = "<title>Stones of nine harbours - Port Library</title>"


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "Quay Studies, Volume 25, Number 10 - 5 October 2020",
            {"container_title": "Quay Studies", "volume": "25", "issue": "10", "issued": "2020-10-05"},
        ),
        ("Cite this article as: Quay 2019;8:e44753", {"container_title": "Quay", "volume": "8", "issued": "2019"}),
        (
            "Quay Studies, Volumes 5–6, Issues 1-3, August 2012, Pages 19–26",
            {"volume": "5–6", "issue": "1-3", "issued": "2012-08", "first_page": "19"},
        ),
        (
            "Gray, A., & O'Hara, B. B. (2016). Stones of nine harbours. Annals of Quays, 4(1), 32-37.",
            {"container_title": "Annals of Quays", "volume": "4", "issued": "2016", "last_page": "37"},
        ),
        ("August 2024", {"issued": "2024-08"}),
        ("Available online 11 June 2012", {"issued": "2012-06-11"}),
        ("Received 6 December 2011", {"issued": None}),
        (
            f"When using these data, cite: Gray A (2008) {OTHER[:70]}. Quay Studies 17(22): 4897-4911.",
            {"volume": None, "first_page": None},
        ),
        ("Table of Contents - Volume 2", {"container_title": None, "volume": "2"}),
    ],
)
def test_place_and_date_stand_near_the_title(line: str, values: dict[str, str]) -> None:
    draft = read(f"{TITLE}<p>Ada Gray, Ben B. O'Hara</p><p>{line}</p><h2>Abstract</h2><p>{PROSE}</p>", PLAIN)
    assert draft.values["title"] == "Stones of nine harbours"
    assert {name: draft.values.get(name) for name in values} == values


def test_journal_is_the_heading_above_its_volume() -> None:
    body = f"<h3>Quay Magazine</h3><p>May/June 2017</p><p>Volume 23, Number 5/6</p><h3>{TITLE[4:-5]}</h3>"
    draft = read(f"{body}<p>Ada Gray, Ben B. O'Hara</p><h3>Abstract</h3><p>{PROSE}</p>", PLAIN)
    assert (draft.values["container_title"], draft.values["volume"], draft.values["issue"]) == (
        "Quay Magazine",
        "23",
        "5/6",
    )


@pytest.mark.parametrize(
    ("over", "journal"),
    [
        ('<div><a href="/quays">Quay Studies</a></div>', "Quay Studies"),
        ('<ul><li><a href="/help">Author Rights &amp; Permissions</a></ul>', None),
        ("<p>Access provided by Port Library</p>", None),
    ],
)
def test_journal_above_its_volume_leads_to_it(over: str, journal: str | None) -> None:
    body = f"{over}<p>Volume 23, Number 5, July 2013, Pages 4-9</p>{TITLE}<h3>Abstract</h3><p>{PROSE}</p>"
    assert read(body, PLAIN).values.get("container_title") == journal


@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_title_may_stand_last_in_the_pages_title(heading: str) -> None:
    head = "<title>Quay Studies | Full text | Stones of nine harbours</title>"
    body = f"<{heading}>Quay Studies</{heading}>{TITLE}<p>Ada Gray, Ben B. O'Hara</p><h2>Abstract</h2><p>{PROSE}</p>"
    assert read(body, head).values["title"] == "Stones of nine harbours"


PLACED = (
    HEAD + '<meta name="citation_volume" content="7"><meta name="citation_issue" content="4">'
    '<meta name="citation_firstpage" content="637">'
)


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("Quay Stud. 2005 Aug;7(4):637–645.", "645"),
        ("Quay Stud. 2005 Aug;7(4):601–645.", None),
        ("Pier News. 2005 Aug;8(4):637–645.", None),
    ],
)
def test_last_page_is_that_of_a_citation_that_agrees(line: str, last: str | None) -> None:
    assert read(f"{TITLE}<p>{line}</p>", PLACED).values.get("last_page") == last


@pytest.mark.parametrize(
    ("volume", "first"),
    [("Volume 7, Issue 4", "152"), ("Volume 8, Issue 4", None)],
)
def test_pages_may_stand_with_the_works_volume_below_its_text(volume: str, first: str | None) -> None:
    head = PLACED.replace("citation_firstpage", "robots")
    foot = f"<h2>References</h2><p>{OTHER}</p><h3>Published In</h3><p>{volume}</p><p>Pages: 152 - 162</p>"
    draft = read(f"{TITLE}<h2>Abstract</h2><p>{PROSE}</p>{foot}", head)
    assert draft.values.get("first_page") == first


def test_site_that_is_named_as_journal_yields_to_the_printed_one() -> None:
    head = HEAD.replace("Quay Studies", "Open Shelf") + '<meta property="og:site_name" content="Open Shelf">'
    draft = read(f"{TITLE}<p>Quay Studies, Vol. 3, No. 2 (2021), pp. 40-52</p>", head)
    assert draft.values["container_title"] == "Quay Studies"
    assert "conflict:container_title" in draft.warnings


def test_bibtex_of_the_work_is_a_witness() -> None:
    entry = "@inproceedings{x,\ntitle = {Stones of nine harbours},\npublisher = {Quay Press},\npages = {4--9}\n}"
    draft = read(f"{TITLE}<pre>{entry}</pre>")
    assert (draft.values["publisher"], draft.values["first_page"]) == ("Quay Press", "4")
    assert "publisher" not in read(f"{TITLE}<pre>{entry.replace('nine', 'ten')}</pre>").values


ENTRIES = ["A. Abara. Drying of clays. Soil Water 8, 14-20 (1998).", "B. Berger. Adobe. Earth Homes 2, 101-110 (2006)."]


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>References (2)</h2><ol><li>{ENTRIES[0]}<li>{ENTRIES[1]}</ol><h2>Cited by</h2><ul><li>C. C. 2020</ul>",
        f"<h2>References</h2><p>{ENTRIES[0]}</p><p>{ENTRIES[1]}</p>",
        f"<h2>References</h2><table><tr><td>[1]<td>{ENTRIES[0]}<tr><td>[2]<td>{ENTRIES[1]}</table>",
    ],
)
def test_references_stand_below_their_heading(body: str) -> None:
    works = read(f"{TITLE}<h2>Abstract</h2><p>{PROSE}</p>{body}").values["references"]
    assert [work.year for work in works] == [1998, 2006]


def test_evidence_names_tags_and_spans() -> None:
    page = html_page(
        f"<html><head>{HEAD}</head><body><nav>Home</nav>{TITLE}<h2>Abstract</h2><p>{PROSE}</p></body></html>"
    )
    reading = read_page(page)
    evidence = reading.drafts[0].evidence
    assert [item.tag for item in evidence["doi"]] == ["citation_doi"]
    shown = evidence["title"][-1]
    assert page.text[shown.start : shown.end] == "Stones of nine harbours"
    assert ("boilerplate", "navigation") in {(claim.kind, claim.rule) for claim in reading.account.claims()}


def test_page_that_names_no_work_gives_no_record() -> None:
    page = f"<html><head><title>Port Library</title></head><body><h1>Opening hours</h1><p>{OTHER}</p></body></html>"
    assert read_page(html_page(page)).drafts == []


def test_page_of_a_person_gives_no_record() -> None:
    body = f"<h1>Ada Gray</h1><p>Port College</p><p>Ada Gray, Ben B. O'Hara</p><h2>Abstract</h2><p>{PROSE}</p>"
    assert read_page(html_page(f"<html><body>{body}</body></html>")).drafts == []


def test_menu_that_offers_instructions_costs_no_record() -> None:
    head = HEAD.replace('<meta name="citation_author" content="Gray, Ada">', "")
    assert read(f"<ul><li>Instructions for authors</ul>{TITLE}<p>{PROSE}</p>", head).values["doi"] == "10.5555/snh.9"


@pytest.mark.parametrize(
    ("url", "link", "found"),
    [
        (None, "https://quay.example/9", "https://quay.example/9"),
        (None, "/articles/9", None),
        ("https://given.example/", "https://quay.example/9", "https://given.example/"),
    ],
)
def test_address_is_the_pages_own_word(url: str | None, link: str, found: str | None) -> None:
    assert html_page(f'<html><head><link rel="canonical" href="{link}"></head></html>', url).url == found
