"""What a head says: every scheme of metadata, the lies seen in them, and what is proposed where they disagree."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.html.head import Head, read_head
from extractors.html.parsing import parse


def meta(*pairs: tuple[str, str], more: str = "") -> Head:
    tags = "".join(f'<meta name="{name}" content="{content}">' for name, content in pairs)
    return read_head(parse(f"<html><head>{tags}{more}</head><body></body></html>".encode()))


def json_ld(value: Any, *pairs: tuple[str, str]) -> Head:
    text = value if isinstance(value, str) else json.dumps(value)
    return meta(*pairs, more=f'<script type="application/ld+json">{text}</script>')


def values(head: Head) -> dict[str, Any]:
    return {name: reading.value for name, reading in head.fields.items()}


def names(head: Head) -> list[tuple[str | None, str | None]]:
    return [(name.given, name.family) for name in head.fields["authors"].value]


@pytest.mark.parametrize(
    ("tag", "content", "field", "value"),
    [
        ("citation_title", "A title.", "title", "A title"),
        ("DC.Title", "A title", "title", "A title"),
        ("dcterms.title", "A title", "title", "A title"),
        ("DCTERMS:title", "A title", "title", "A title"),
        ("eprints.title", "A title", "title", "A title"),
        ("bepress_citation_title", "A title", "title", "A title"),
        (
            "citation_title",
            "On &amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt; &amp;amp; H<sub>2</sub>O",
            "title",
            "On E. coli & H2O",
        ),
        ("citation_title", "If a < b and c > d", "title", "If a < b and c > d"),
        ("citation_title", "In <math><mi>s</mi><mo>,</mo><mi>p</mi></math> orbitals", "title", "In s,p orbitals"),
        ("dc.title", "In&amp;nbsp;vitro  tests", "title", "In vitro tests"),
        ("citation_journal_title", "Science &amp; Policy", "container_title", "Science & Policy"),
        ("prism.publicationName", "Journal", "container_title", "Journal"),
        ("citation_publisher", "Quay Press55 Main Street, Port 2142USAmail@quay.org", "publisher", "Quay Press"),
        ("citation_publisher", "Quay PressOne Main Street, Port 2142USAmail@quay.org", "publisher", "Quay Press"),
        ("citation_publisher", "Quay PublicationsQuay UK: London, England", "publisher", "Quay Publications"),
        ("citation_publisher", "3e Press, Inc.", "publisher", "3e Press, Inc."),
        ("DC.Source", "First Journal; Vol 3 No 2 (2019); 1-10", "container_title", "First Journal"),
        ("dc.source", "Il Nuovo Cimento B (1971-1996) 1977 37:1", "container_title", "Il Nuovo Cimento B (1971-1996)"),
        ("dc.source", "https://doi.org/10.5555/12345678", "container_title", None),
        ("citation_journal_abbrev", "J. Clin. Tests", "container_title", "J. Clin. Tests"),
        ("citation_journal_abbrev", "1", "container_title", None),
        ("citation_journal_abbrev", "dmj", "container_title", None),
        ("og:site_name", "ScienceHub", "container_title", None),
        ("citation_conference_title", "Proceedings of Tests", "container_title", "Proceedings of Tests"),
        ("citation_dissertation_institution", "University of Tests", "publisher", "University of Tests"),
        ("dc.publisher", "https://press.example.org", "publisher", None),
        ("citation_volume", "Vol. 12", "volume", "12"),
        ("citation_volume", "0", "volume", None),
        ("citation_volume", "ahead-of-print", "volume", None),
        ("citation_issue", "3/4", "issue", "3/4"),
        ("prism.number", "4-6", "issue", "4-6"),
        ("citation_issue", "N/A", "issue", None),
        ("citation_publication_date", "2021/6", "issued", "2021-06"),
        ("citation_publication_date", "2021/06/00", "issued", "2021-06"),
        ("citation_date", "Apr 22, 2019", "issued", "2019-04-22"),
        ("citation_date", "22 April 2019", "issued", "2019-04-22"),
        ("dc.date", "2007-10-23T00:00:00Z", "issued", "2007-10-23"),
        ("citation_date", "13/02/2021", "issued", "2021-02-13"),
        ("citation_date", "10/02/2021", "issued", "2021"),
        ("citation_online_date", "1976/10/01", "issued", "1976-10-01"),
        ("DC.Date.dateSubmitted", "2019-09-15", "issued", None),
        ("citation_doi", "https://doi.org/10.5555/ABC.1", "doi", "10.5555/abc.1"),
        ("dc.identifier", "doi:10.5555/abc.1", "doi", "10.5555/abc.1"),
        ("DC.Identifier", "10274", "doi", None),
        ("citation_doi", "ade/1391109086", "doi", None),
        ("dc.relation", "10.5555/other.1", "doi", None),
        ("citation_issn", "20428308", "issn", ["2042-8308"]),
        ("citation_issn", "ISSN: 2042-8308", "issn", ["2042-8308"]),
        ("citation_issn", "2042-8308, 1476-4687", "issn", ["2042-8308", "1476-4687"]),
        ("citation_issn", "2042-8309", "issn", None),
        ("citation_isbn", "978-1-939133-31-1", "isbn", ["9781939133311"]),
        ("citation_pmid", "12345678", "pmid", "12345678"),
        ("citation_language", "eng", "language", "en"),
        ("DC.language", "En", "language", "en"),
        ("og:locale", "pt_BR", "language", "pt"),
        ("citation_keywords", "peer support; recovery;", "keywords", ["peer support", "recovery"]),
        ("citation_keywords", "15B52; 60B20; random matrices", "keywords", ["random matrices"]),
        ("citation_keywords", "34C20; 34E05; ", "keywords", None),
        ("citation_keywords", "34C20; 34E05; ", "classifications", [("MSC", "34C20"), ("MSC", "34E05")]),
        ("keywords", "A. Author, B. Author", "keywords", None),
        ("dc.subject", "Publishing", "keywords", None),
        ("dc.subject", "Publishing", "subjects", ["Publishing"]),
        ("dc.type", "phdthesis", "type", "thesis"),
        ("DC.Type", "Text.Serial.Journal", "type", "article-journal"),
        ("citation_journal_title", "Journal", "type", "article-journal"),
        ("citation_conference_title", "Proceedings", "type", "paper-conference"),
        ("citation_technical_report_number", "w123", "type", "report"),
        ("og:type", "article", "type", None),
    ],
)
def test_one_tag(tag: str, content: str, field: str, value: Any) -> None:
    assert values(meta((tag, content))).get(field) == value


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        ("1435", "1441", ("1435", "1441")),
        ("444-445", "", ("444", "445")),
        ("1435", "41", ("1435", "1441")),
        ("e0213978", "", ("e0213978", None)),
        ("041027", "", ("041027", None)),
        ("12", "12", ("12", None)),
    ],
)
def test_pages(first: str, last: str, pages: tuple[str, str | None]) -> None:
    found = values(meta(("citation_firstpage", first), ("citation_lastpage", last)))
    assert (found.get("first_page"), found.get("last_page")) == pages


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["Leinaas, J. M.", "Myrheim, J."], [("J. M.", "Leinaas"), ("J.", "Myrheim")]),
        (["D N Astrov"], [("D N", "Astrov")]),
        (["Schäfer Aguilar, Paloma"], [("Paloma", "Schäfer Aguilar")]),
        (["Smith, John; Doe, Jane"], [("John", "Smith"), ("Jane", "Doe")]),
        (["John Smith, Jane Doe, Ann Lee"], [("John", "Smith"), ("Jane", "Doe"), ("Ann", "Lee")]),
        (["John Smith, Jane M. Doe"], [("John", "Smith"), ("Jane M.", "Doe")]),
        (["John Smith and Jane Doe"], [("John", "Smith"), ("Jane", "Doe")]),
        (["Smith, John", "Doe, Jane", "Smith, John", "Doe, Jane"], [("John", "Smith"), ("Jane", "Doe")]),
        (["Smith, John", "Smith, John", "Doe, Jane", "Doe, Jane"], [("John", "Smith"), ("Jane", "Doe")]),
        (["Wei Wang", "Li Zhang", "Wei Wang"], [("Wei", "Wang"), ("Li", "Zhang"), ("Wei", "Wang")]),
    ],
)
@pytest.mark.parametrize("name", ["citation_author", "DC.Creator", "DC.creator.PersonalName", "eprints.creators_name"])
def test_author_styles(name: str, tags: list[str], expected: list[tuple[str, str]]) -> None:
    assert names(meta(*((name, text) for text in tags))) == expected


def test_author_tags_belong_to_the_author_before_them() -> None:
    head = meta(
        ("citation_author", "Ann Lee"),
        ("citation_author_institution", "University of Tests"),
        ("citation_author_institution", "Institute of Trials"),
        ("citation_author_email", "a.lee@example.org"),
        ("citation_author", "Bo Kim"),
        ("citation_author_orcid", "http://orcid.org/0000-0002-1825-0097"),
    )
    ann, bo = head.fields["authors"].value
    assert (ann.affiliations, ann.orcid) == (["University of Tests", "Institute of Trials"], None)
    assert (bo.affiliations, bo.orcid) == ([], "0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("homes", "affiliations"),
    [(["X University", "Y University"], [["X University"], ["Y University"]]), (["X University"], [[], []])],
)
def test_institutions_behind_all_authors(homes: list[str], affiliations: list[list[str]]) -> None:
    pairs = [("citation_author", "Ann Lee"), ("citation_author", "Bo Kim")]
    head = meta(*pairs, *(("citation_author_institution", home) for home in homes))
    assert [name.affiliations for name in head.fields["authors"].value] == affiliations


def test_weak_authors_are_not_proposed() -> None:
    head = meta(("author", "Ann Lee"), ("dc.contributor", "Bo Kim"))
    assert "authors" not in head.fields
    assert [name.family for name in head.weak["authors"][0].value] == ["Lee"]
    assert not meta(("author", "Test University Press")).weak.get("authors")


def test_joined_creators_agree_with_authors() -> None:
    pairs = [("citation_author", "David Lucca"), ("citation_author", "Jonathan H. Wright")]
    head = meta(*pairs, ("dcterms.creator", "David Lucca, Jonathan H. Wright"))
    assert head.fields["authors"].tags == ["citation_author", "dcterms.creator"]
    assert not head.conflicts


def test_rank_and_conflict() -> None:
    head = meta(
        ("dc.date", "2007-10-23"),
        ("citation_publication_date", "1977/01"),
        ("citation_online_date", "2007/10/23"),
        ("dc.title", "A Title"),
        ("citation_title", "A title."),
        ("citation_volume", "37"),
        ("prism.volume", "38"),
    )
    assert values(head) == {"issued": "1977-01", "title": "A title", "volume": "37"}
    assert head.fields["title"].tags == ["citation_title", "dc.title"]
    assert {name: [(c.value, c.tags) for c in found] for name, found in head.conflicts.items()} == {
        "issued": [("2007-10-23", ["dc.date"])],
        "volume": [("38", ["prism.volume"])],
    }


@pytest.mark.parametrize("other", ["2021-02-10", "2021/02/10"])
def test_another_date_settles_the_order(other: str) -> None:
    assert values(meta(("citation_date", "10/02/2021"), ("dc.date", other)))["issued"] == "2021-02-10"


def test_valid_doi_behind_a_broken_one() -> None:
    head = meta(("citation_doi", "ade/1391109086"), ("dc.Identifier", "10.57262/ade/1391109086"))
    assert head.fields["doi"].value == "10.57262/ade/1391109086"
    assert head.fields["doi"].tags == ["dc.Identifier"]


ABSTRACT = (
    "Background: Tests were few and far between in the field. Methods: We wrote many of them. Results: They hold."
)


@pytest.mark.parametrize("tag", ["citation_abstract", "DC.Description", "dcterms.abstract", "eprints.abstract"])
def test_abstract(tag: str) -> None:
    head = meta(("description", ABSTRACT), (tag, ABSTRACT))
    reading = head.fields["abstract"]
    assert [section.label for section in reading.value.sections] == ["Background", "Methods", "Results"]
    assert not reading.value.truncated
    assert reading.tags == [tag, "description"]


def test_descriptions_are_not_abstracts() -> None:
    head = meta(("description", ABSTRACT), ("og:description", "A teaser …"), ("dc.description", "38 p."))
    assert "abstract" not in head.fields
    assert [reading.value for reading in head.descriptions] == [ABSTRACT, "A teaser …"]


def test_whole_abstract_beats_a_cut_one() -> None:
    cut = ABSTRACT * 2
    head = meta(("citation_abstract", cut[:150] + "…"), ("dc.description", ABSTRACT))
    assert not head.fields["abstract"].value.truncated
    assert meta(("citation_abstract", cut[:150] + " ...")).fields["abstract"].value.truncated


def test_doubled_abstract() -> None:
    text = (
        "One sentence that is long enough to be taken for the abstract of a paper, and was printed twice by its site."
    )
    head = meta(("dc.description", f"{text}  {text}"))
    assert [section.text for section in head.fields["abstract"].value.sections] == [text]


def test_abstract_in_the_language_of_the_work() -> None:
    french = (
        "Un texte assez long pour être pris pour le résumé de quelque article, imprimé avant celui qui est en anglais."
    )
    tags = f'<meta name="citation_abstract" xml:lang="fr" content="{french}">'
    tags += f'<meta name="citation_abstract" xml:lang="en" content="{ABSTRACT}">'
    head = meta(("citation_language", "en"), more=tags)
    assert head.fields["abstract"].value.sections[0].label == "Background"


@pytest.mark.parametrize(
    ("title", "pairs", "value"),
    [
        ("A title | ScienceHub", [("og:site_name", "ScienceHub")], "A title"),
        (
            "A title - Journal of Tests | ScienceHub",
            [("og:site_name", "ScienceHub"), ("dc.source", "Journal of Tests")],
            "A title",
        ),
        ("ScienceHub - A title", [("og:site_name", "ScienceHub")], "A title"),
        ("A title [PeerJ]", [("citation_journal_title", "PeerJ")], "A title"),
        ("Peer - support", [], "Peer - support"),
        ("ScienceHub", [("og:site_name", "ScienceHub")], None),
    ],
)
def test_page_title(title: str, pairs: list[tuple[str, str]], value: str | None) -> None:
    reading = meta(*pairs, more=f"<title>{title}</title>").fields.get("title")
    assert (reading.value if reading else None) == value
    assert reading is None or reading.weak


def test_names_of_tags() -> None:
    markup = b"""<meta property="og:title" content="A title"><meta id="DOI" content="10.5555/x"><body>
        <meta itemprop="datePublished" content="2017-05-15"><meta name="citation_volume" content="3">"""
    assert values(read_head(parse(markup))) == {
        "title": "A title",
        "doi": "10.5555/x",
        "issued": "2017-05-15",
        "volume": "3",
    }


@pytest.mark.parametrize(
    ("tags", "url"),
    [
        (
            '<link rel="canonical" href="https://x.org/1"><meta property="og:url" content="https://x.org/2">',
            "https://x.org/1",
        ),
        ('<link rel="canonical" href="/1"><meta property="og:url" content="https://x.org/2">', "https://x.org/2"),
        ('<link rel="canonical" href="/1">', "/1"),
        ("", None),
    ],
)
def test_url(tags: str, url: str | None) -> None:
    assert meta(more=tags).url == url


ARTICLE = {
    "@type": "ScholarlyArticle",
    "headline": "A title",
    "datePublished": "2010-05-05T00:00:00Z",
    "pageStart": "231",
    "pageEnd": "234",
    "sameAs": "https://doi.org/10.5555/JLD.1",
    "inLanguage": {"@type": "Language", "name": "English"},
    "author": [
        {
            "@type": "Person",
            "name": "Ann Lee",
            "@id": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": [{"@type": "Organization", "name": "X University"}],
        },
        {"@type": "Person", "givenName": "Bo", "familyName": "Kim"},
    ],
    "isPartOf": {
        "@type": "PublicationIssue",
        "issueNumber": "3",
        "isPartOf": {
            "@type": ["PublicationVolume"],
            "volumeNumber": 18,
            "isPartOf": {"@type": "Periodical", "name": "Journal of Tests", "issn": ["1572-8900", "1566-2543"]},
        },
    },
    "publisher": {"@type": "Organization", "name": "Test Press"},
}
EXPECTED = {
    "title": "A title",
    "issued": "2010-05-05",
    "first_page": "231",
    "last_page": "234",
    "doi": "10.5555/jld.1",
    "volume": "18",
    "issue": "3",
    "container_title": "Journal of Tests",
    "issn": ["1572-8900", "1566-2543"],
    "publisher": "Test Press",
    "language": "en",
    "type": "article-journal",
}


@pytest.mark.parametrize(
    "wrapped",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Site"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        json.dumps(ARTICLE).replace('"A title"', '"A\ntitle"').replace("]}}}", "],}}}"),
        f"<!-- {json.dumps(ARTICLE)} -->",
    ],
)
def test_json_ld(wrapped: Any) -> None:
    head = json_ld(wrapped)
    found = values(head)
    authors = found.pop("authors")
    assert found == EXPECTED
    assert [(name.given, name.family, name.orcid, name.affiliations) for name in authors] == [
        ("Ann", "Lee", "0000-0002-1825-0097", ["X University"]),
        ("Bo", "Kim", None, []),
    ]
    assert head.fields["title"].tags == ["ld+json:headline"]


def test_json_ld_completes_authors_of_tags() -> None:
    head = json_ld(ARTICLE, ("citation_author", "Lee, Ann"), ("citation_author", "Kim, Bo"))
    ann = head.fields["authors"].value[0]
    assert (ann.literal, ann.orcid, ann.affiliations) == ("Lee, Ann", "0000-0002-1825-0097", ["X University"])


def test_json_ld_references_in_a_graph() -> None:
    graph = [
        {"@type": "Article", "name": "A title", "author": {"@id": "#a"}, "isPartOf": {"@id": "#j"}},
        {"@type": "Person", "@id": "#a", "name": "Ann Lee"},
        {"@type": "Periodical", "@id": "#j", "name": "Journal of Tests"},
    ]
    head = json_ld({"@graph": graph})
    assert names(head) == [("Ann", "Lee")]
    assert head.fields["container_title"].value == "Journal of Tests"


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "WebSite", "name": "Site"},
        {"@type": "Organization", "name": "House"},
        [{"@type": "Article", "name": "One"}, {"@type": "Article", "name": "Two"}],
        "{not json",
        "[" * 100_000,
        "null",
        {"@type": "Article", "isPartOf": {"@type": "Periodical", "name": "No title"}},
    ],
)
def test_json_ld_that_says_nothing(value: Any) -> None:
    assert values(json_ld(value)) == {}


def test_one_of_several_works_has_the_title_of_the_page() -> None:
    works = [{"@type": "Article", "name": name, "isPartOf": {"issueNumber": name}} for name in ("One", "Two")]
    assert json_ld(works, ("citation_title", "Two")).fields["issue"].value == "Two"


def test_references() -> None:
    head = meta(
        (
            "citation_reference",
            "citation_title=On tests; citation_author=S Mali, M. Victoria; citation_journal_title=J. Tests;"
            " citation_volume=19; citation_issue=2; citation_publication_date=2005; citation_pages=177-184;"
            " citation_doi=10.5555/R.1",
        ),
        (
            "citation_reference",
            "citation_title=More;citation_author=Van Dyk, A.;citation_author=Li Q;citation_firstpage=5",
        ),
        ("citation_reference", "Lee, A. (2004), A Book of Tests, Test Press, London."),
    )
    first, second, third = head.fields["references"].value
    assert (first.ordinal, first.title, first.container_title, first.year) == (1, "On tests", "J. Tests", 2005)
    assert (first.volume, first.issue, first.first_page, first.last_page) == ("19", "2", "177", "184")
    assert first.doi == "10.5555/r.1"
    assert [(name.given, name.family) for name in first.authors] == [("S", "Mali"), ("M.", "Victoria")]
    assert [(name.given, name.family) for name in second.authors] == [("A.", "Van Dyk"), ("Q", "Li")]
    assert (second.first_page, second.last_page, second.raw) == ("5", None, "More; Van Dyk, A.; Li Q; 5")
    assert third.raw == "Lee, A. (2004), A Book of Tests, Test Press, London." and third.year == 2004


NAMES = [
    "citation_title",
    "citation_author",
    "citation_author_institution",
    "citation_date",
    "dc.creator",
    "citation_doi",
]
NAMES += ["citation_reference", "citation_firstpage", "citation_keywords", "citation_issn", "dc.source", "description"]
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["ScholarlyArticle", "Periodical"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "name", "author", "isPartOf", "value"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=60)), max_size=12), JSON)
def test_any_head_is_read(pairs: list[tuple[str, str]], value: Any) -> None:
    tags = "".join(f"<meta name={name} content='{content}'>" for name, content in pairs)
    markup = f"{tags}<script type=application/ld+json>{json.dumps(value)}</script>".encode("utf-8", "replace")
    assert values(read_head(parse(markup))) == values(read_head(parse(markup)))


PROSE = "Water that does not move tells little to those who wait for it at the bend. " * 3


@pytest.mark.parametrize(
    "before",
    [
        *("Abstract", "ABSTRACT", "Abstract ", "Abstract: ", "ABSTRACT ", "Abstract. ", "Summary", "Resumen: "),
        *("Zusammenfassung ", "Résumé : ", "Аннотация. ", "【摘要】"),
    ],
)
@pytest.mark.parametrize("tag", ["citation_abstract", "DC.Description", "dcterms.abstract"])
def test_the_heading_of_an_abstract_is_no_part_of_it(tag: str, before: str) -> None:
    (section,) = meta((tag, before + PROSE)).fields["abstract"].value.sections
    assert (section.label, section.text) == (None, PROSE.strip())


@pytest.mark.parametrize(
    "opening", ["Abstract interpretation is a method.", "Summary judgment is rare.", "Abstraction helps."]
)
def test_what_only_looks_like_a_heading_stays(opening: str) -> None:
    (section,) = meta(("citation_abstract", f"{opening} {PROSE}")).fields["abstract"].value.sections
    assert section.text.startswith(opening)


@pytest.mark.parametrize(
    "note",
    [
        "Harbour Letters is a journal on harbours and those who live in them, and many people read it.",
        "A peer-reviewed, open access quarterly; it is the journal of the harbour society and its members.",
        "Made available in DSpace on 2016-03-15. Previous issue date: 2015. No. of bitstreams: 1, in one bundle only.",
        "Thesis (Ph.D.)--University of Norrby, 2011. Includes bibliographical references (leaves 101-119), an index.",
        "Includes bibliographical references and index; the plates are folded, the last one is missing here.",
    ],
)
def test_a_note_is_no_abstract(note: str) -> None:
    head = meta(("citation_journal_title", "Harbour Letters"), ("DC.Description", note))
    assert "abstract" not in head.fields
    assert head.descriptions == []


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        *(("2016-00-00", "2016"), ("2016/00/05", "2016"), ("2016-03-00", "2016-03"), ("2016/3", "2016-03")),
        ("2016-13-01", "2016"),
    ],
)
def test_months_and_days_that_are_zero(date: str, issued: str) -> None:
    assert meta(("citation_date", date)).fields["issued"].value == issued


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://press.example/doi/full/10.5555/IAS.15.5.18440?af=R", "10.5555/ias.15.5.18440"),
        ("https://press.example/doi/10.5555/embu/16.11.3219/full", "10.5555/embu/16.11.3219"),
        ("https://doi.org/10.5555/hl.2019.7", "10.5555/hl.2019.7"),
        ("https://press.example/article/10.5555", None),
        ("https://press.example/compare?a=10.5555/1234&amp;b=10.5555/4321", None),
    ],
)
def test_the_doi_in_the_address_of_the_page(address: str, doi: str | None) -> None:
    head = meta(("citation_title", "Slow water"), more=f'<link rel="Canonical" href="{address}">')
    assert values(head).get("doi") == doi
    assert (
        values(meta(("citation_doi", "10.5555/other"), more=f'<link rel=canonical href="{address}">'))["doi"]
        == "10.5555/other"
    )


@pytest.mark.parametrize(
    "formula",
    [
        "<math><semantics><mrow><mi>x</mi><mo>=</mo><mn>3</mn></mrow><annotation>x = 3</annotation></semantics></math>",
        "<jats:alternatives><jats:tex-math>$$x=3$$</jats:tex-math><mml:math><mml:mi>x=3</mml:mi></mml:math></jats:alternatives>",
        "<inline-formula><mml:math><mml:mi>x=3</mml:mi></mml:math><tex-math>\\(x=3\\)</tex-math></inline-formula>",
    ],
)
def test_a_formula_in_a_tag_is_read_once(formula: str) -> None:
    content = f"The slope where {formula} holds".replace("<", "&lt;").replace(">", "&gt;")
    assert meta(("citation_title", content)).fields["title"].value == "The slope where x=3 holds"


def test_an_article_number_in_the_place_of_pages() -> None:
    assert meta(("citation_publication_number", "190")).fields["first_page"].value == "190"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "10.5555/%s",
            "10.12345/journal.v1i1.%ARTICLE_ID%",
            "10.5555/{{doi}}",
            "10.5555/[id",
            "10.5555/$id",
            "10.5555/",
        ),
        *("10.5555/xxxxx", "10.5555/aaa.v0i0.XXX", "10.5555/null", "10.5555/undefined", "10.0000/0000", "10.xxxx/1"),
    ],
)
def test_what_a_template_left_unfilled_is_no_doi(text: str) -> None:
    assert "doi" not in meta(("citation_doi", text)).fields


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        (
            "10.5555/1097-0142(195103)4:2&lt;387::AID-X28&gt;3.0.CO;2-Y",
            "10.5555/1097-0142(195103)4:2<387::aid-x28>3.0.co;2-y",
        ),
        ("10.5555/0012-9658(2006)87[2832:NIHEF]2.0.CO;2", "10.5555/0012-9658(2006)87[2832:nihef]2.0.co;2"),
        ("doi:10.5555/2020.07.29.222794", "10.5555/2020.07.29.222794"),
        ("10.5555/xxx.2019", "10.5555/xxx.2019"),
    ],
)
def test_dois_of_tags(printed: str, doi: str) -> None:
    assert meta(("citation_doi", printed)).fields["doi"].value == doi


def test_the_site_is_no_author() -> None:
    author = {"@type": "Organization", "name": "Quay Press"}
    work = {"@type": "ScholarlyArticle", "headline": "Slow water", "author": author, "publisher": author}
    assert "authors" not in json_ld(work).fields
    work["publisher"] = {"name": "Harbour Press"}
    assert json_ld(work).fields["authors"].value[0].literal == "Quay Press"
