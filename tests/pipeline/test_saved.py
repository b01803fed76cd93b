"""Pages as browsers save them give the records that the page itself gives."""

import io
import plistlib
import zipfile
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.saved import origin_of

SEED = Path(__file__).parents[2] / "seeds/generic/two_abstracts.html"
HTML = SEED.read_text("utf-8")
HTML = HTML.replace("<title>", "<title>Ä€ ", 1)
URL = "https://example.org/articles/17?x=1&y=ü"


def same(result, url=URL, accessed=None):
    """Holds a result against that of the plain page: all values and spans but where it came from."""
    plain = extract(HTML, url=url)
    keep = {"record_id", "source"}
    assert [r.model_dump(exclude=keep) for r in result.records] == [r.model_dump(exclude=keep) for r in plain.records]
    assert result.records and result.text == plain.text
    assert {(r.source.url, r.source.accessed) for r in result.records} == {(url, accessed)}
    assert (result.url, result.accessed) == (url, accessed)


def mhtml(charset="utf-8", location=URL, **headers):
    message = MIMEMultipart("related", type="text/html")
    message["Snapshot-Content-Location"] = location
    for name, value in headers.items():
        message[name] = value
    style = MIMEText("p { color: red }", "css")
    style["Content-Location"] = "cid:css-1@mhtml.blink"
    page = MIMEText(HTML, "html", charset)
    page["Content-Location"] = location
    frame = MIMEText("<title>An advert</title>", "html")
    frame["Content-Location"] = "https://example.net/frame"
    image = MIMEApplication(bytes(range(256)) * 300, "png")
    for part in (style, frame, page, image):
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le"])
def test_mhtml(charset, ending):
    page = mhtml(charset, Date="Tue, 12 Mar 2024 23:10:00 +0100").replace(b"\n", ending)
    same(extract(b"From: <Saved by Blink>" + ending + page), accessed="2024-03-12")


def test_mhtml_as_text_and_quoted_printable():
    import quopri

    body = quopri.encodestring(HTML.encode()).decode()
    page = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {URL.replace('ü', '%C3%BC')}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----b"\n\n\n'
        f"------b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n------b--\n"
    )
    same(extract(page), URL.replace("ü", "%C3%BC"))
    same(extract(page, url="https://other.example/"), "https://other.example/")


def test_mhtml_of_a_file_on_disk_has_no_address():
    assert extract(mhtml(location="file:///C:/x.html")).url == extract(HTML).url


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_safari_web_archive(form):
    main = {
        "WebResourceData": HTML.encode("utf-16-le"),
        "WebResourceURL": URL,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-16LE",
    }
    same(extract(plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)))


@pytest.mark.parametrize(
    "broken",
    [
        b"bplist00 and no more",
        plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}}, fmt=plistlib.FMT_BINARY),
        plistlib.dumps(["something else"], fmt=plistlib.FMT_BINARY),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--\n",
    ],
)
def test_what_holds_no_page_is_undecodable(broken):
    assert extract(broken).reason == "undecodable"


NOTES = {
    f"<!DOCTYPE html>\n<!-- saved from url=(0042){URL} -->\n": (URL, None),
    "<!DOCTYPE html><!-- saved from url=(0027)https://e.org/a%2D%2Db -->": ("https://e.org/a--b", None),
    f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Tue Mar 12 2024 "
    "14:22:33 GMT+0100 (Mitteleuropäische Normalzeit)\n-->": (URL, "2024-03-12"),
    f"<!-- Saved from {URL} at 2024-03-12T13:22:33Z using monolith v2.8 -->\n": (URL, "2024-03-12"),
    f'<html data-scrapbook-source="{URL.replace("&", "&amp;")}" data-scrapbook-create="20240312132233000">': (
        URL,
        "2024-03-12",
    ),
    f'<meta name="savepage-url" content="{URL.replace("&", "&amp;")}"><meta name="savepage-date" content="Tue Mar 12 '
    '2024 14:22:33 GMT+0100">': (URL, "2024-03-12"),
    "<!-- saved from url=(0014)about:internet -->": (None, None),
    "<!-- saved from url=(0016)file:///C:/x.htm -->": (None, None),
    "<p>saved from url=(0042)https://e.org/ -->": (None, None),
}


@pytest.mark.parametrize("note", NOTES)
def test_a_saved_page_says_where_it_came_from(note):
    origin = origin_of(note + "<p>text")
    assert (origin.url, origin.accessed) == NOTES[note]


def test_the_note_ranks_behind_the_address_that_is_given_and_before_that_of_the_head():
    page = f"<!-- saved from url=(0042){URL} -->\n{HTML}"
    assert extract(page).url == URL and extract(page.encode()).records[0].source.url == URL
    assert extract(page, url="https://other.example/").url == "https://other.example/"


NOTE = (
    "<!--\n Page saved with SingleFile \n url: https://example.org/a"
    " \n saved date: Tue Mar 12 2024 14:22:33 GMT+0100\n-->"
)


def self_extracting():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", HTML)
        archive.writestr("images/0.png", bytes(range(256)))
    return (
        f"<!DOCTYPE html><html>{NOTE}<body hidden>Please wait...<!--".encode()
        + packed.getvalue()
        + b"--></body></html>"
    )


def test_singlefile_self_extracting_page():
    same(extract(self_extracting()), url="https://example.org/a", accessed="2024-03-12")


def test_a_damaged_self_extracting_page_is_undecodable():
    page = self_extracting()
    at = page.index(b"index.html") + 40
    assert extract(page[:at] + b"damaged!!" + page[at + 9 :]).reason == "undecodable"


def test_text_that_looks_a_little_like_mail_stays_text():
    text = "From: the editors\nContent-Type: see below\n\nA page of text about multipart/related messages.\n"
    assert extract(text).page_text == text


def test_what_the_input_says_of_a_page_is_handed_on():
    result = extract(HTML, accessed="2024-03", input_id="row-1")
    assert (result.accessed, result.input_id) == ("2024-03", "row-1")
    assert (result.records[0].source.accessed, result.records[0].source.input_id) == ("2024-03", "row-1")
    assert not {"accessed", "input_id"} & set(extract(HTML).model_dump())


@pytest.mark.parametrize(("body", "mark"), [("text", "Los precios siguen"), ("markdown", "**")])
def test_the_body_of_an_article(body, mark):
    (record,) = extract(HTML, body=body).records
    (plain,) = extract(HTML).records
    assert mark in record.body and record.provenance["body"][0].rule == f"trafilatura.{body}"
    assert record.model_dump(exclude={"body", "provenance"}) == plain.model_dump(exclude={"provenance"})


def test_text_has_no_body_to_be_told_from_the_rest():
    page = (SEED.parent / "scielo_article.txt").read_text("utf-8")
    (record,) = extract(page, body="text").records
    assert record.body is None
