"""Collaborations have thousands of authors: all of them are read, in every printing style, or none."""

import json

import pytest

from pipeline import extract

GIVEN = ["Ada", "Bo", "Cyril", "Deirdre", "Eli", "Fay", "Gustav", "Harold", "Ivy", "Josephine"]
FAMILY = ["Gray", "Lind", "Moss", "Nash", "Orr", "Pike", "Quinn", "Reed", "Shaw", "Tate"]
TITLE = "The height of spring tides on four sheltered coasts"
NAMES = [(f"{GIVEN[n % 10]} {chr(65 + n // 100)}.", FAMILY[n // 10 % 10]) for n in range(2000)]
WHOLE = [f"{given} {family}" for given, family in NAMES]
INVERTED = [f"{family}, {given}" for given, family in NAMES]
BELOW = "Tides come and go twice a day along every coast that was visited in the years of this study."
RECORD = {"@type": "ScholarlyArticle", "headline": TITLE, "author": [{"@type": "Person", "name": n} for n in WHOLE]}


def html(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>Tides</title>{head}</head><body><h1>{TITLE}</h1>{body}"
        f"<h2>Abstract</h2><p>{BELOW}</p><p>DOI: 10.5555/tides.1</p></body></html>"
    )


def text(names: str) -> str:
    return f"{TITLE}\n\n{names}\n\nAbstract\n\n{BELOW}\n\nDOI: 10.5555/tides.1\n"


PAGES = {
    "raised marks": html("<p>" + ", ".join(f"{n}<sup>{i % 40 + 1},2</sup>" for i, n in enumerate(WHOLE)) + "</p>"),
    "raised marks in lists": html(
        "<div>" + ", ".join(f"<a>{n}</a><sup><a>1</a>,<a>2</a>,<a>*</a></sup>" for n in WHOLE) + "</div>"
    ),
    "several sup a name": html("<p>" + ", ".join(f"{n}<sup>1</sup><sup>2</sup><sup>3</sup>" for n in WHOLE) + "</p>"),
    "list": html("<ul class=authors>" + "".join(f"<li>{n}</li>" for n in WHOLE) + "</ul>"),
    "paragraphs": html("".join(f"<p>{n}</p>" for n in WHOLE)),
    "parts": html(
        "".join(f"<b><i class=given-names>{g}</i> <i class=surname>{f}</i></b>, " for g, f in NAMES),
    ),
    "tags": html("", "".join(f"<meta name=citation_author content='{n}'>" for n in INVERTED)),
    "one tag": html("", f"<meta name=citation_authors content='{'; '.join(INVERTED)}'>"),
    "JSON-LD": html("", f'<script type="application/ld+json">{json.dumps(RECORD)}</script>'),
    "one line": text(", ".join(WHOLE)),
    "glued marks": text(", ".join(f"{n}{i % 40 + 1}" for i, n in enumerate(WHOLE))),
    "lines": text("\n".join(WHOLE)),
    "labelled line": text(f"Authors: {'; '.join(INVERTED)}"),
    "labelled lines": text("Authors:\n" + "\n".join(WHOLE)),
    "RIS": f"TY  - JOUR\nTI  - {TITLE}\n" + "".join(f"AU  - {n}\n" for n in INVERTED) + "ER  - \n",
}


@pytest.mark.parametrize("name", PAGES)
def test_thousands_of_authors(name):
    (record,) = extract(PAGES[name]).records
    assert record.title == TITLE
    assert [author.family for author in record.authors] == [family for _, family in NAMES]


def test_a_page_of_raised_marks_without_end():
    """The page that once took half a minute; the same name two thousand times is no list of authors to insist on."""
    page = html("Smith J<sup>1</sup>, " * 2000)
    (record,) = extract(page).records
    assert len(record.authors) in (0, 1, 2000)


def test_a_tag_too_long_to_be_names_gives_none_instead_of_some():
    tag = "; ".join(INVERTED * 10)
    (record,) = extract(html("", f"<meta name=citation_authors content='{tag}'>")).records
    assert record.authors == []
