"""What pages' bytes become: the right text, or a refusal that says why; never a replacement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charsets import charset_of_label
from pipeline.decoding import decode, looks_like_html, repair_mojibake
from pipeline.errors import UndecodableError

SIMPLIFIED = "作者：张磊，王芳。摘要：目的 探讨老年抑郁症患者认知功能障碍的相关因素。方法 选取收治的患者120例。"
TRADITIONAL = "作者：張磊，王芳。摘要：目的 探討老年患者認知功能障礙的相關因素。方法 選取收治的患者一百二十例。"
JAPANESE = "うつ病患者の認知機能に関する研究。高齢者を対象とした調査の結果を報告する。"
KOREAN = "노인 우울증 환자의 인지 기능에 관한 연구. 본 연구는 결과를 분석하였다."
RUSSIAN = "Исследование когнитивных функций у пожилых пациентов. Цель работы: оценить влияние депрессии."
FRENCH = "Étude des fonctions chez l’homme âgé : « résultats préliminaires » — été 2020, à coûts élevés"
ENGLISH = "The patient’s “quality of life” – a review of what the patients’ families say"
POLISH = "Badanie funkcji poznawczych u osób w podeszłym wieku: główne wyniki są następujące, że można żyć dłużej"
CZECH = "Vliv deprese na kognitivní funkce u starších pacientů: příčiny, důsledky a možnosti léčby"
TURKISH = "Yaşlılarda depresyonun bilişsel işlevler üzerindeki etkisi: bir araştırma için değerlendirme yapılmıştır"
GERMAN = "Bücher für Äquivalenzprüfungen über größere Sätze"

WRITTEN = [
    *((SIMPLIFIED, codec) for codec in ("gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32")),
    *((TRADITIONAL, codec) for codec in ("big5", "gbk", "utf-16-be")),
    *((JAPANESE, codec) for codec in ("cp932", "euc_jp", "iso2022_jp")),
    *((RUSSIAN, codec) for codec in ("cp1251", "koi8-r", "iso8859-5", "cp866")),
    *((POLISH, codec) for codec in ("cp1250", "iso8859-2")),
    *((text, "cp1252") for text in (FRENCH, ENGLISH, GERMAN)),
    (KOREAN, "cp949"),
    (CZECH, "cp1250"),
    (TURKISH, "cp1254"),
    (ENGLISH, "utf-16-le"),
    ("作者简介", "gbk"),
    ("Title: x\n作者 Zhang\n", "gbk"),
    ("don’t", "cp1252"),
    ("1905–1962", "cp1252"),
    ("caf\u00e9", "cp1252"),
    ("Äquivalenz", "cp1252"),
]


@pytest.mark.parametrize(("text", "codec"), WRITTEN)
def test_undeclared_bytes_are_read_in_the_set_they_were_written_in(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


LABELS = ("iso-8859-1", "gb2312", "big5", "utf-8", "euc-kr", "nonsense", "")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    ("text", "codec"),
    [(SIMPLIFIED, "gbk"), (SIMPLIFIED, "utf-8"), (TRADITIONAL, "big5"), (FRENCH, "cp1252"), (FRENCH, "utf-8")],
)
def test_a_declaration_that_the_bytes_contradict_loses(text: str, codec: str, label: str) -> None:
    page = f'<!DOCTYPE html><html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'
    read = decode(page.encode(codec))
    assert (read.text, read.media) == (page, "html")
    assert decode(page.encode(codec), declared=f"text/html; charset={label}").text == page


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">',
        '<?xml version="1.0" encoding="ISO-8859-2"?><html><head>',
        "<html><head><meta charset=iso-8859-2>",
    ],
)
def test_a_page_is_read_as_it_declares(head: str) -> None:
    page = f"{head}<title>x</title></head><body>Šťastný Ľubomír ¤</body></html>"
    read = decode(page.encode("iso8859-2"))
    assert (read.text, read.encoding) == (page, "iso8859-2")


def test_the_transport_comes_before_the_page() -> None:
    page = "<html><head><meta charset=iso-8859-2></head><body>Šťastný</body></html>"
    assert decode(page.encode("cp1250"), declared="text/html; charset=windows-1250").text == page


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("x-gbk", "gb18030"),
        ("ISO-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("Shift_JIS", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("big5", "big5hkscs"),
        ('"utf-8"', "utf-8"),
        ("rot13", None),
        ("unicode_escape", None),
        ("idna", None),
        ("..", None),
        ("\0", None),
        (None, None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str | None, codec: str | None) -> None:
    assert charset_of_label(label) == codec


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"%PDF-1.4\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"PK\x03\x04\x14\0\0", "ZIP"),
        (b"\x1f\x8b\x08\0\0", "gzip"),
        (bytes(range(256)) * 10, "binary"),
        (b"\0" * 100, "binary"),
        (b"\x80\x80", "readable"),
        (b"\xff", "readable"),
        (SIMPLIFIED.encode()[:30] + SIMPLIFIED.encode()[31:], "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(UndecodableError) as refused:
        decode(data)
    assert says in refused.value.reason


def test_a_stray_nul_stays() -> None:
    text = "good text \0 with a stray é"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16"])
def test_an_input_broken_off_within_a_character_keeps_the_rest(codec: str) -> None:
    text = TRADITIONAL.rstrip("。")
    read = decode(text.encode(codec)[:-1])
    assert (read.text, read.cut) == (text[:-1], True)


def test_single_windows_bytes_in_utf8_are_read_as_such() -> None:
    read = decode("Müller’s “rösti” and ’s – ".encode() + b"don\x92t \x96 caf\xe9")
    assert (read.text, read.encoding, read.repaired) == ("Müller’s “rösti” and ’s – don’t – café", "utf-8", True)


@pytest.mark.parametrize(
    "text",
    [
        "It’s “fine” – really",
        "Étude des élèves",
        "Müller, Größe",
        "naïve – “x”",
        "価値",
        "研究 – “结果”",
        "Исследование",
    ],
)
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_certain_mojibake_is_repaired(text: str, wrong: str) -> None:
    try:
        broken = text.encode().decode(wrong)
    except UnicodeDecodeError:
        pytest.skip("has bytes that Windows-1252 does not define")
    assert repair_mojibake(broken) == text
    assert decode(broken.encode()).repaired


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        FRENCH,
        POLISH,
        TURKISH,
        SIMPLIFIED,
        "INFORMAÇÃO E SAÚDE – “NÃO”",
        "© 2020 ® ½ “é” à » « É…",
        "fi ligature ﬁ, full width ＡＢＣ, \u2028 separators, caf\u0065\u0301 and ‘curls’",
        "lone \ud800 surrogate Ã",
        "price 5 € – Ångström Å…",
    ],
)
def test_text_that_is_no_mojibake_stays_as_it_is(text: str) -> None:
    assert repair_mojibake(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "<!doctypehtml><title>x</title>",
        "\n\n<!-- saved --><HTML lang='en'>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n<html>',
        '<div class="a"><h1>T</h1><p>x</p></div>',
    ],
)
def test_html_is_recognised(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A title with p < 0.05 and n > 3",
        '<tr id="ms1"> Psychiatry research\nAuthors: A, B\n' + "words of the page " * 30,
        "<jats:sec><jats:title>Aims</jats:title><jats:p>To see.</jats:p></jats:sec>",
        "Abstract\n<p>Some text of the abstract.</p> and more <br/> <i>in vivo</i>",
        "We describe <html> and <body> elements in a tutorial.",
        '<?xml version="1.0"?><article><front/></article>',
    ],
)
def test_text_dumps_with_literal_tags_stay_text(text: str) -> None:
    assert not looks_like_html(text)


def test_the_caller_may_say_what_it_is() -> None:
    assert decode(b"x", media="html").media == "html"


@given(st.text())
def test_utf8_comes_back_unless_refused_or_repaired(text: str) -> None:
    try:
        read = decode(text.encode())
    except UndecodableError:
        return
    if not read.repaired and read.encoding == "utf-8":
        assert read.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "utf-8", "\0", "shift_jis"]))
def test_any_bytes_give_text_or_a_refusal(data: bytes, declared: str | None) -> None:
    try:
        read = decode(data, declared)
    except UndecodableError as refused:
        assert refused.reason
    else:
        assert b"\xef\xbf\xbd" in data or "\ufffd" not in read.text or not read.encoding.startswith("utf-8")
