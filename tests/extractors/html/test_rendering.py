"""The page text of HTML: what shows, where lines break, and which element stands behind which characters."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.html.rendering import render

TAGS = (
    *("p", "div", "span", "b", "h1", "h3", "table", "tr", "td", "th", "br", "ul", "li", "pre", "script", "style"),
    *("sup", "svg", "select", "a", "section", "textarea", "title", "head", "body"),
)
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["<p hidden>", "<div style='display:none'>", "<!--", "-->", "&nbsp;", "&#xFDD4;", "<", "&", "\0", "\ud800"]
    ),
    st.text(max_size=8),
)
MARKUP = st.lists(PIECES, max_size=40).map("".join)

CATALOGUE = """<h1>Title</h1><table>
  <tr><th>Published in:</th><td><a href="#">Journal of Tests</a> Vol. 5</td></tr>
  <tr><th></th><td></td></tr>
  <tr><th>Published:</th><td><div>New York</div><div>Springer</div></td></tr>
  <tr><th>Tags:</th><td> </td></tr>
</table>"""


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<div>One</div><div>two</div>", "One\ntwo"),
        ("<h1>Title</h1>By line", "Title\n\nBy line"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<p>  a \n\t b <b> c</b></p>", "a b c"),
        ("<p>a&nbsp;&nbsp;b</p>", "a b"),
        ("<p>a\u3000b</p>", "a\u3000b"),
        ("<p>Schluss\u00adfolge\u200brung</p>", "Schlussfolgerung"),
        ("H<sub>2</sub>O and m<sup>2</sup>", "H2O and m2"),
        ("<p>Tom &amp; Jerry &lt;i&gt; &eacute;</p>", "Tom & Jerry <i> é"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<pre>\n  x = 1\n\ty\n\n\n z  </pre>after", "  x = 1\n\ty\n\n z\n\nafter"),
        ("<p>x</p><pre>y</pre><p>a  <b> b</b></p>", "x\n\ny\n\na b"),
        ("<textarea>@article{x,\n  year=1}</textarea>", "@article{x,\n  year=1}"),
        ("<img alt='portrait'>seen", "seen"),
        ("<button>A. Author</button>, <button>B. Author</button>", "A. Author, B. Author"),
        ("<p>a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", "af"),
        ("<svg><title>icon</title><text>t</text></svg>a<select><option>b</select>", "a"),
        ("<!-- a --><p>b<!-- c --> d", "b d"),
        ("<p hidden>a</p><p style='color:red; Display : None'>b</p><p style='visibility:hidden'>c</p>d", "d"),
        ("<body style='visibility:hidden'>shown", "shown"),
        ("<div aria-hidden='true'>shown</div>", "shown"),
        ("<dialog>closed</dialog><dialog open>open</dialog>", "open"),
        ("<math><mi>n</mi><mo>×</mo><mi>n</mi><annotation>n \\times n</annotation></math>", "n×n"),
        ("", ""),
        ("   ", ""),
        ("plain words", "plain words"),
        ("<plaintext>a <b>", "a <b>"),
        ("<frameset><frame src=a></frameset>", ""),
        ("<?xml version='1.0' encoding='gbk'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>é中</p>", "é中"),
        ("\ufeff<p>a\0b", "ab"),
        ("<p>a\ud800b", "a\ufffdb"),
        ("<p>\ufdd2a&#xFDD3;&#64980;b", "ab"),
        ("<a><b><i>x</a>y</b>z", "xyz"),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert render(markup).text == text


MATHML = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            f"a <span class=katex><span class=katex-mathml>{MATHML}</span>"
            "<span class=katex-html aria-hidden=true><span class=base>x<span>2</span></span></span></span> b",
            "a x2 b",
        ),
        ("a <span class=katex><span class=katex-html><span class=base>x</span></span></span> b", "a x b"),
        (
            "a <span class=MathJax_Preview>[x squared]</span><span class=MathJax><nobr>x2</nobr>"
            f"<span class=MJX_Assistive_MathML role=presentation>{MATHML}</span></span> b",
            "a x2 b",
        ),
        (
            "a <span class='mjx-chtml MathJax_CHTML'><span class=mjx-math>x2</span>"
            f"<span class='MJX_Assistive_MathML MJX_Assistive_MathML_Block'>{MATHML}</span></span> b",
            "a x2 b",
        ),
        (
            "a <mjx-container><mjx-math aria-hidden=true><mjx-utext>x</mjx-utext>2</mjx-math>"
            f"<mjx-assistive-mml>{MATHML}</mjx-assistive-mml></mjx-container> b",
            "a x2 b",
        ),
        ("a <span class=MathJax><nobr>x2</nobr></span> b", "a x2 b"),
        (f"a {MATHML} and {MATHML} b", "a x2 and x2 b"),
    ],
)
def test_a_formula_shows_once(markup: str, text: str) -> None:
    assert render(f"<p>{markup}</p>").text == text


PROSE = "The bench stood at the bend of the river where the current was slow. " * 8


@pytest.mark.parametrize(
    "markup",
    [
        f"<nav>Home</nav><div style='display:none'><h1>Title</h1><p>{PROSE}</p></div>",
        f"<div hidden><div style='visibility: hidden'><h1>Title</h1><p>{PROSE}</p></div></div>",
        f"<p>Loading …</p><main hidden><h1>Title</h1><p>{PROSE}</p><p hidden>secret</p></main>",
    ],
)
def test_a_page_that_hides_all_it_has_is_shown(markup: str) -> None:
    text = render(markup).text
    assert "Title" in text
    assert PROSE.strip() in text
    assert "secret" not in text


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{PROSE}</p><div hidden>secret {PROSE * 9}</div>",
        "<p>Short page</p><div hidden>secret</div>",
        f"<p>Short page</p><template>secret {PROSE}</template><div hidden><script>secret {PROSE}</script></div>",
    ],
)
def test_what_is_hidden_beside_the_page_stays_hidden(markup: str) -> None:
    assert "secret" not in render(markup).text


def test_bytes_are_utf8() -> None:
    assert render("<p>é中</p>".encode()).text == "é中"
    assert render(b"<p>\xe9</p>").text == "\ufffd"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            CATALOGUE,
            "Title\n\nPublished in: | Journal of Tests Vol. 5 |\n---|---|\n"
            "Published: |\nNew York\nSpringer |\nTags: | |",
        ),
        ("<table><tr><td>Label</td><td>value</td></tr></table>end", "Label | value |\n\nend"),
        ("<table><tr><td></td><td>b</td></tr><tr><td>c</td></tr></table>", "| b |\n---|---|\nc |"),
        ("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one\ntwo"),
        ("<table><tr><td>menu</td><td><h2>Title</h2>text</td></tr></table>", "menu\n\nTitle\n\ntext"),
        ("<table><tr><td>menu</td><td>" + "<p>x</p>" * 4 + "</td></tr></table>", "menu\n\nx\n\nx\n\nx\n\nx"),
        (
            "<table><tr><td>menu</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
            "menu\n\na | b |",
        ),
    ],
)
def test_tables(markup: str, text: str) -> None:
    assert render(markup).text == text


def test_elements_of_text() -> None:
    rendered = render(CATALOGUE)
    link = rendered.root.find(".//a")
    assert link is not None
    assert rendered.text_of(link) == "Journal of Tests"
    at = rendered.text.index("of Tests")
    assert rendered.element_at(at) is link
    assert rendered.run_element(3).tag == "th"
    cells = [rendered.text_of(cell) for cell in rendered.root.iter("td")]
    assert cells == ["Journal of Tests Vol. 5", "", "New York\nSpringer", ""]
    assert rendered.span_of(rendered.root) == (0, len(rendered.text) - 4)


def test_hidden_elements_have_no_span() -> None:
    rendered = render("<p>a<span hidden><b>x</b></span>b<svg><g><path></g></svg> c</p>")
    hidden = rendered.root.find(".//b")
    assert hidden is not None
    assert rendered.span_of(hidden) is None
    element = rendered.element_at(rendered.text.index("c"))
    assert element is not None and element.tag == "p"


def test_nothing_stands_before_the_first_line() -> None:
    assert render("").element_at(0) is None


def test_headings() -> None:
    rendered = render("<h1>A title<br>and more</h1><p>x</p><h2></h2><p>y</p><h3>Ab<i>str</i>act</h3>z")
    found = [(h.rank, rendered.text[h.start : h.end], h.run) for h in rendered.headings]
    assert found == [(1, "A title\nand more", 0), (3, "Abstract", 4)]


@pytest.mark.parametrize(
    "fragment", ["<div>x", "<table><tr><td>x", "<b>x", "<ul><li>x", "<tr><td>x", "<font>x", "<td>x"]
)
@pytest.mark.parametrize("closed", [False, True])
def test_depth_loses_nothing(fragment: str, closed: bool) -> None:
    depth = 3000
    ends = "".join(f"</{tag}" for tag in reversed(fragment[:-1].split("<")[1:]))
    text = render("<p>start</p>" + fragment * depth + "inner" + ends * depth * closed + "<p>end</p>").text
    assert text.startswith("start") and text.count("x") == depth and "inner" in text and text.endswith("end")


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit",
    [
        "<tr><td>x",
        "<table>",
        "<p>x<b>y</b>",
        "<br>",
        "<pre> ",
        "&#xFDD0;",
        "<!--",
        "<",
        " \n",
        "<td>",
        "<i style='color:none'>x",
    ],
)
def test_cost_is_linear(unit: str) -> None:
    def cost(times: int) -> float:
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            render(unit * times).element_at(3)
            best = min(best, time.process_time() - start)
        return best

    assert cost(40_000) < 40 * (cost(4_000) + 0.001)  # quadratic would be 100 times


@given(MARKUP)
def test_any_markup_renders(markup: str) -> None:
    rendered = render(markup)
    assert rendered.text == render(markup).text
    for start, end in zip(rendered.run_starts, rendered.run_ends, strict=True):
        assert start < end and "\n" not in rendered.text[start:end]


@given(MARKUP)
def test_spans_nest(markup: str) -> None:
    rendered = render(markup)
    for number, start in enumerate(rendered.run_starts):
        span = rendered.span_of(rendered.run_element(number))
        assert span is None or span[0] <= start < span[1] or rendered.text[start].isspace()
    for element in rendered.elements:
        span = rendered.span_of(element)
        parent = element.getparent()
        outer = rendered.span_of(parent) if parent is not None else None
        if span and outer:
            assert outer[0] <= span[0] < span[1] <= outer[1]


def test_markup_behind_a_closed_root_belongs_to_the_page():
    rendered = render("<!><html /><p>Seen")
    assert rendered.text == "Seen"
    assert rendered.run_element(0).tag == "p"


@pytest.mark.parametrize("depth", [300, 1470, 1500, 2000, 2050, 20_000])
@pytest.mark.parametrize("tag", ["div", "span", "wbr", "source", "embed", "x-y", "table", "li", "b", "svg"])
def test_elements_of_any_depth(tag: str, depth: int) -> None:
    """What stands behind them is read: libxml2 stops at 2,048 open elements, and libxslt before."""
    closed = f"<p>before{f'<{tag}>' * depth}within{f'</{tag}>' * depth}<p>behind"
    assert render(closed).text.split()[-1] == "behind"
    if tag != "svg":  # which hides all that is in it
        beside = f"<p>before{f'<{tag}>a' * depth}<p>behind"
        assert render(beside).text.count("a") == depth
        assert render(beside).text.split()[-1] == "behind"


def test_broken_tags_in_a_deep_page_cost_their_length() -> None:
    for piece in ("<a '", '<a "', "<a ", "<a '<b \"", "</", "<a x=\"<a y='"):
        assert render("<div>" * 3000 + piece * 100_000 + "</div>" * 3000 + "<p>behind").text is not None


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}='>'", "a{}", 'a{}="<"', "a{} = x", "a{}\n=\n'y'"])
def test_attributes_beyond_number(attribute: str) -> None:
    """libxml2 compares each with all before it: half a million would take hours."""
    many = " ".join(attribute.format(number) for number in range(500_000))
    rendered = render(f"<p>before<p title='kept' {many}>within</p><p>behind")
    assert rendered.text.split() == ["before", "within", "behind"]
    (element,) = rendered.root.xpath("//p[@title]")
    assert element.get("title") == "kept"


def test_long_values_of_attributes_stay() -> None:
    value = "x = 1, y > 2; " * 20_000
    rendered = render(
        f"<meta name='description' content='{value}'><p data-a='{value}' id='i'>shown" + "<i a=b>c</i>" * 2000
    )
    assert rendered.root.xpath("//meta/@content") == [value]
    assert rendered.root.xpath("//p/@data-a") == [value]


@pytest.mark.parametrize(
    "piece",
    ["<div></p>", "<div><table></div>", "<b><i></b>", "<table><p></table><div>", "<x-y></p><wbr>", "<li></ul><ul>"],
)
def test_elements_that_only_seem_to_be_closed(piece: str) -> None:
    """An end tag may close nothing, so the depth of a page cannot be told from its tags."""
    rendered = render(f"<p>before {piece * 3000} within<p>behind")
    assert [word for word in rendered.text.split() if word != "|"] == ["before", "within", "behind"]


@pytest.mark.parametrize(
    "oddity", ['<p a"b>', "<p a='b", "<script>x<y='</script>", "<!-- <p a='", '<p a="', "<p =\"'>"]
)
@pytest.mark.parametrize("tag", ["div", "span", "x-y"])
def test_deep_elements_among_broken_markup(tag: str, oddity: str) -> None:
    """However deep, and however the markup is to be read, a page is read to some text."""
    for count in (1500, 2000, 5000):
        assert render(f"<p>before{oddity}{f'<{tag}>' * count}within{oddity}{f'<{tag}>' * count}").text.startswith(
            "before"
        )


@pytest.mark.parametrize(
    "markup",
    [
        "<pre>\n x<h2><tr> <p>word",
        "<pre>x<h2>\n</h2>word",
        "<h2> </h2><p>word",
        "<pre><h1>\n\n<p>word</p></h1>x",
        "<h2><!-- --></h2><h3>\t</h3>word",
        "<pre>\t<h1>\t<tr>\tword",
    ],
)
def test_headings_without_text_of_their_own(markup):
    rendered = render(f"<html><body>{markup}</body></html>")
    for heading in rendered.headings:
        assert rendered.text[heading.start : heading.end].strip()
