"""What a page says of its work in JSON-LD, microdata, RDFa and COinS, whole and damaged, and of which work."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.html.head import Head, read_head
from extractors.html.json_repair import load
from extractors.html.parsing import parse

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    "headline": "Quiet water in the old harbour",
    "author": [{"@type": "Person", "name": "Ann Gray"}, {"@type": "Person", "name": "Bo Lind"}],
    "datePublished": "2019-05-04",
}


def page(body: str, head: str = "", title: str = "Quiet water in the old harbour") -> Head:
    return read_head(parse(f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()))


def script(text: str, body: str = "") -> Head:
    return page(body, f'<script type="application/ld+json">{text}</script>')


def values(head: Head) -> dict[str, Any]:
    return {name: reading.value for name, reading in head.fields.items()}


def names(head: Head) -> list[str]:
    reading = head.fields.get("authors")
    return [f"{name.family}|{name.given}" if name.family else name.literal for name in reading.value] if reading else []


TEXT = json.dumps(ARTICLE)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"<!-- {TEXT} -->",
        f"<![CDATA[{TEXT}]]>",
        f"//<![CDATA[\n{TEXT}\n//]]>",
        f"/*<![CDATA[*/{TEXT}/*]]>*/",
        f"<!--//--><![CDATA[//><!--\n{TEXT}\n//--><!]]>",
        f"{TEXT};",
        TEXT.replace('"2019-05-04"}', '"2019-05-04",}').replace('"Bo Lind"}]', '"Bo Lind",},]'),
        TEXT.replace("the old", "the\n\told"),
        TEXT.replace('"', "&quot;"),
        TEXT.replace("{", '{"license":"a\\_b",', 1),
        f'{{"@type":"WebSite","name":"Press"}}{TEXT}',
        f'[{{"@type":"WebSite","name":"Press"}},{TEXT}]',
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Press"}, ARTICLE]}),
        json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}),
        TEXT.replace('"headline"', '"schema:headline"').replace("ScholarlyArticle", "schema:ScholarlyArticle"),
        TEXT.replace('"@type"', '"type"'),
        TEXT.replace('"ScholarlyArticle"', '["CreativeWork", "http://schema.org/ScholarlyArticle"]'),
    ],
)
def test_json_ld_is_read_as_pages_print_it(text: str) -> None:
    head = script(text)
    assert values(head)["title"] == ARTICLE["headline"]
    assert values(head)["issued"] == "2019-05-04"
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    assert head.fields["authors"].tags == ["ld+json:author"]
    assert not head.repaired


def test_quotes_within_strings_are_guessed_and_told() -> None:
    head = script(TEXT.replace("Quiet water", 'The "quiet" water, said "so"'), "<h1>Other</h1>")
    assert values(head)["title"] == 'The "quiet" water, said "so" in the old harbour'
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    assert {"title", "authors", "issued"} <= head.repaired


@pytest.mark.parametrize("text", ["", "{", "window.x = 1", '{"@type":"ScholarlyArticle","headline":', "[[[", "&quot;"])
def test_what_is_no_json_says_nothing(text: str) -> None:
    assert "issued" not in values(script(text))


@given(st.text(alphabet='{}[]",:\\ a1&;<!->/*', max_size=60))
def test_loading_never_fails(text: str) -> None:
    load(text)


@given(st.recursive(st.none() | st.text(max_size=8), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_is_json_is_read_as_it_stands(value: Any) -> None:
    if isinstance(value, (dict, list)):
        assert load(json.dumps(value)) == ([value], False)


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Ann Gray, Bo Lind and Cy Moe", ["Gray|Ann", "Lind|Bo", "Moe|Cy"]),
        ("Gray, Ann; Lind, Bo", ["Gray|Ann", "Lind|Bo"]),
        ({"@type": "Person", "name": "Ann Gray and Bo Lind"}, ["Gray|Ann", "Lind|Bo"]),
        ([{"@type": "Person", "name": "Gray, Ann"}, {"@type": "Person", "name": "Lind, Bo"}], ["Gray|Ann", "Lind|Bo"]),
        ({"@list": [{"@type": "Person", "name": "Ann Gray"}, "Bo Lind"]}, ["Gray|Ann", "Lind|Bo"]),
        (["Ann Gray", "Bo Lind & Cy Moe"], ["Gray|Ann", "Lind|Bo", "Moe|Cy"]),
        ({"@type": "Person", "givenName": "Ann", "familyName": "van der Gray"}, ["van der Gray|Ann"]),
        ({"@type": "Organization", "name": "Gray and Lind"}, ["Gray and Lind"]),
        ({"@type": "Person", "name": "Ann Gray (translator)"}, []),
    ],
)
def test_authors_of_json_ld(author: Any, found: list[str]) -> None:
    assert names(script(json.dumps({**ARTICLE, "author": author}))) == found


def test_authors_may_be_nodes_of_the_graph() -> None:
    graph = [
        {**ARTICLE, "author": [{"@id": "#a"}, {"@id": "#b"}]},
        {"@id": "#b", "@type": "Person", "name": "Bo Lind"},
        {"@id": "#a", "@type": "Person", "name": "Ann Gray", "identifier": "https://orcid.org/0000-0002-1825-0097"},
    ]
    head = script(json.dumps({"@graph": graph}))
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    assert head.fields["authors"].value[0].orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("headline", "name", "title"),
    [
        ("A town sits down", "Quiet water in the old harbour", "Quiet water in the old harbour"),
        ("Quiet water in the old harbour", "article-123", "Quiet water in the old harbour"),
        ("Quiet water in the…", "Quiet water in the old harbour", "Quiet water in the old harbour"),
        ("Quiet water in the old harbour", None, "Quiet water in the old harbour"),
        (None, "Quiet water in the old harbour", "Quiet water in the old harbour"),
    ],
)
def test_the_title_is_the_property_that_the_page_shows(headline: str | None, name: str | None, title: str) -> None:
    head = script(json.dumps({**ARTICLE, "headline": headline, "name": name}))
    assert head.fields["title"].value == title
    assert "title" not in head.conflicts


OTHER = {**ARTICLE, "headline": "Loud water in the new harbour", "author": "Di Olsen", "datePublished": "1999"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([OTHER, ARTICLE]),
        json.dumps({"@graph": [OTHER, ARTICLE]}),
        json.dumps([{"@type": "ItemList", "itemListElement": [{"item": OTHER}]}, ARTICLE]),
        json.dumps({**ARTICLE, "isRelatedTo": OTHER, "citation": [OTHER]}),
    ],
)
def test_the_work_is_the_one_with_the_title_of_the_page(text: str) -> None:
    head = script(text)
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    assert values(head)["issued"] == "2019-05-04"


def test_cited_works_of_json_ld_keep_their_parts() -> None:
    cited = {"@type": "ScholarlyArticle", "name": "On tides", "author": "Cy Moe", "isPartOf": {"name": "Tide Letters"}}
    cited |= {"datePublished": "2001", "sameAs": "https://doi.org/10.5555/tl.2001.7"}
    work, plain = (
        script(json.dumps({**ARTICLE, "citation": [cited, "Olsen D. On ebb. 1999."]})).fields["references"].value
    )
    assert (work.title, work.container_title, work.year, work.doi) == (
        "On tides",
        "Tide Letters",
        2001,
        "10.5555/tl.2001.7",
    )
    assert [name.family for name in work.authors] == ["Moe"]
    assert plain.raw == "Olsen D. On ebb. 1999."


MICRODATA = (
    """<div itemscope itemtype="https://schema.org/ScholarlyArticle">
<h1 itemprop="headline name">Quiet water in the old harbour</h1>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Gray</span>,
<span itemprop="affiliation" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Port University</b>
</span></span>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="givenName">Bo</span>
<span itemprop="familyName">Lind</span></span>
<time itemprop="datePublished" datetime="2019-05-04">4 May</time>
<span itemprop="isPartOf" itemscope itemtype="https://schema.org/PublicationVolume">
<span itemprop="volumeNumber">7</span><span itemprop="isPartOf" itemscope itemtype="https://schema.org/Periodical">
<i itemprop="name">Harbour Letters</i><meta itemprop="issn" content="2049-3630"></span></span>
<a itemprop="sameAs" href="https://doi.org/10.5555/hl.2019.7">DOI</a>
<div itemprop="abstract"><h2>Abstract</h2><p>"""
    + "Water that does not move tells little to those who wait for it. " * 3
    + """</p></div>
<p itemprop="citation" itemscope itemtype="https://schema.org/ScholarlyArticle"><b itemprop="name">Tides</b></p>
</div>"""
)
RDFA = """<article vocab="https://schema.org/" typeof="ScholarlyArticle">
<h1 property="name">Quiet water in the old harbour</h1>
<span property="author" typeof="Person"><span property="name">Ann Gray</span></span>
<span property="schema:author" typeof="schema:Person"><span property="schema:name">Bo Lind</span></span>
<meta property="datePublished" content="2019-05-04"></article>"""


def test_microdata_is_read() -> None:
    head = page(MICRODATA, title="Harbour Letters")
    found = values(head)
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    assert head.fields["authors"].value[0].affiliations == ["Port University"]
    assert (found["title"], found["issued"], found["volume"]) == ("Quiet water in the old harbour", "2019-05-04", "7")
    assert (found["container_title"], found["issn"]) == ("Harbour Letters", ["2049-3630"])
    assert found["doi"] == "10.5555/hl.2019.7"
    assert found["abstract"].sections[0].text.startswith("Water that")
    assert "references" not in found
    assert head.fields["doi"].tags == ["microdata:sameAs"]


def test_rdfa_is_read() -> None:
    head = page(RDFA, title="x")
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    assert values(head)["issued"] == "2019-05-04"


@pytest.mark.parametrize(
    "body",
    [
        MICRODATA.replace("Quiet water in the old harbour", "Loud water in the new harbour").replace("h1", "h4"),
        f"<div itemscope itemtype=https://schema.org/ItemList><div itemprop=itemListElement {MICRODATA[4:]}</div>",
        "<div itemscope><span itemprop=author>Ann Gray</span><time itemprop=datePublished>2019</time></div>",
    ],
)
def test_microdata_of_other_works_is_not(body: str) -> None:
    head = page(body)
    assert names(head) == []
    assert "issued" not in values(head)


COINS = (
    "ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&amp;rft.genre=article"
    "&amp;rft.atitle=Quiet+water+in+the+old+harbour&amp;rft.jtitle=Harbour+Letters&amp;rft.stitle=HL&amp;rft.au=Gray%2C+Ann"
    "&amp;rft.au=Lind%2C+Bo&amp;rft.date=2019-05&amp;rft.volume=7&amp;rft.issue=2&amp;rft.spage=11&amp;rft.epage=19"
    "&amp;rft.issn=2049-3630&amp;rft_id=info%3Adoi%2F10.5555%2Fhl.2019.7&amp;rft_id=info%3Apmid%2F27000011"
)
BOOK = (
    "ctx_ver=Z39.88-2004&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.genre=bookitem&amp;rft.atitle=Quiet+water+in+the+old"
    "+harbour&amp;rft.btitle=Harbours&amp;rft.aulast=Gray&amp;rft.aufirst=Ann&amp;rft.pub=Quay+Press&amp;rft.isbn=9783161484100"
)


def span(title: str) -> str:
    return f'<span class="Z3988" title="{title}"></span>'


def test_coins_are_read() -> None:
    head = page(span(COINS))
    found = values(head)
    assert names(head) == ["Gray|Ann", "Lind|Bo"]
    expected = {
        "container_title": "Harbour Letters",
        "issued": "2019-05",
        "volume": "7",
        "issue": "2",
        "first_page": "11",
        "last_page": "19",
        "doi": "10.5555/hl.2019.7",
        "pmid": "27000011",
        "issn": ["2049-3630"],
        "type": "article-journal",
    }
    assert {name: found.get(name) for name in expected} == expected
    assert head.fields["volume"].tags == ["coins:rft.volume"]


def test_coins_of_a_chapter() -> None:
    head = page(span(BOOK))
    found = values(head)
    assert (found["container_title"], found["type"]) == ("Harbours", "chapter")
    assert found["isbn"] == ["9783161484100"]
    assert "authors" not in found  # who else wrote it, it does not say
    assert [name.family for name in head.weak["authors"][0].value] == ["Gray"]


def test_coins_of_other_works_are_not_read() -> None:
    others = "".join(span(COINS.replace("Quiet", word)) for word in ("Loud", "Deep"))
    assert "volume" not in values(page(others))
    assert values(page(others + span(COINS)))["volume"] == "7"
    assert "volume" not in values(page(span(COINS), title="Search results"))


def test_meta_tags_come_before_what_stands_in_the_body() -> None:
    head = page(span(COINS) + MICRODATA, '<meta name="citation_volume" content="8">')
    assert values(head)["volume"] == "8"
    assert [reading.value for reading in head.conflicts["volume"]] == ["7"]
