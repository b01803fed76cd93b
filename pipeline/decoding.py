"""From bytes to the text of a page, without a guess that is not certain and without replacement characters.

Order of belief: byte order mark; UTF-8 wherever the bytes are valid UTF-8; for HTML (and where a header is given) the
declared character set, unless the bytes contradict it; the most plausible legacy set; charset-normalizer's opinion.
"""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.charsets import (
    SCORERS,
    charset_of_label,
    plausibility,
    sample_around,
    sets_of_language,
    share_of_alphabet,
)
from pipeline.errors import UndecodableError
from pipeline.language import detect_language

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page's bytes. `encoding` is Python's name of the codec; `repaired` says that mojibake or single
    Windows-1252 bytes in UTF-8 were put right; `cut` that the input broke off within a character, whose bytes are not
    in the text."""

    text: str
    encoding: str
    media: Media
    repaired: bool = False
    cut: bool = False


def decode(data: bytes, declared: str | None = None, media: Media | None = None) -> Decoded:
    """The text of a page.

    `declared` is the character set of the transport ("gbk", or a whole Content-Type value), where known. `media` is
    found from the content where it is not given. A byte order mark is not part of the text; NULs within good text are.
    Raises UndecodableError for what is no text, or no text that can be read with certainty.
    """
    read = _by_bom(data) or _as_utf8(data.removeprefix(_BOMS[0][0])) or _by_declaration_or_looks(data, declared, media)
    plain = read.encoding == "utf-8" and not read.repaired and not read.cut
    text = repair_mojibake(read.text, data if plain else None)
    repaired = read.repaired or text != read.text
    return Decoded(text, read.encoding, media or ("html" if looks_like_html(text) else "text"), repaired, read.cut)


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    encoding: str
    repaired: bool = False
    cut: bool = False


# --- Byte order marks, UTF-16 without one, binary -------------------------------------------------------------------

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),  # before UTF-16, whose mark it starts with
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def _by_bom(data: bytes) -> _Read | None:
    for mark, codec in _BOMS:
        if data.startswith(mark) and (read := _strictly(data[len(mark) :], codec)):
            return read
    return None


_MAGIC = (
    (b"%PDF-", "a PDF file; convert it to text or HTML first"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive (or an office document); unpack or convert it first"),
    (b"\x1f\x8b", "gzip data; unpack it first"),
    (b"BZh", "bzip2 data; unpack it first"),
    (b"\xfd7zXZ", "xz data; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a", "a RAR archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; convert it first"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
    (b"SQLite format 3\0", "an SQLite database"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_TEXT_CONTROLS = 0.02  # share of control bytes that text may have


def _refuse_known_files(data: bytes) -> None:
    """Raises UndecodableError for files that are known not to be text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"this is {what}")


def _refuse_binary(data: bytes) -> None:
    """Raises UndecodableError for bytes full of control codes."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(4, _TEXT_CONTROLS * len(data)) or controls * 2 > len(data):
        raise UndecodableError(f"this is binary data ({controls} control bytes of {len(data)})")


def _utf16_without_bom(data: bytes) -> _Read | None:
    """Western text, by its NULs at every other byte; other text, if it reads as Chinese. None where that is unsure."""
    head = data[:8192]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    western = min(even, odd) * 20 <= max(even, odd) and max(even, odd) * 3 > len(head) // 2 > 1
    for codec in ("utf-16-le", "utf-16-be") if odd > even else ("utf-16-be", "utf-16-le"):
        read = _strictly(data, codec)
        if read and not _ODD_UTF16.search(read.text[:4096]) and (western or plausibility(read.text, codec) >= _LIKELY):
            return read
    return None


_ODD_UTF16 = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufffb\uffff]")


# --- UTF-8 ----------------------------------------------------------------------------------------------------------


def _as_utf8(data: bytes) -> _Read | None:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        _refuse_known_files(data)
        if 0 in data and (read := _utf16_without_bom(data)):
            return read
        _refuse_binary(data)
        return _as_broken_utf8(data, error)
    _refuse_known_files(data)
    if 0 in data:
        if read := _utf16_without_bom(data):
            return read
        _refuse_binary(data)
    return None if 0x1B in data and _ISO_2022_JP.search(data) else _Read(text, "utf-8")


_ISO_2022_JP = re.compile(rb"\x1b\$[@B][!-~]{2}")
_BAD = re.compile("[\udc80-\udcff]")
_LONE_1252 = re.compile("(?<![^\x00-\x7f])[\udc80\udc82-\udc8c\udc8e\udc91-\udc9c\udc9e-\udcff](?![^\x00-\x7f])")


def _as_broken_utf8(data: bytes, error: UnicodeDecodeError) -> _Read | None:
    """UTF-8 that was cut within its last character, or that holds single Windows-1252 bytes; None if it is no UTF-8.

    Raises UndecodableError for what is UTF-8 beyond doubt and damaged elsewhere: any legacy reading would be
    wrong.
    """
    if error.reason == "unexpected end of data" and len(data) - error.start < 4:
        text = data[: error.start].decode()
        if not text.isascii():  # else it may as well be a last letter in Windows-1252
            return _Read(text, "utf-8", cut=True)
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_BAD.findall(text))
    good = sum(2 * len(char.encode()) - 3 for char in _NON_ASCII.findall(text))
    if good < 3 * bad:
        return None
    mended = _LONE_1252.sub(_as_1252, text)
    if not _BAD.search(mended):
        return _Read(mended, "utf-8", repaired=True)
    raise UndecodableError(f"UTF-8 with {bad} damaged bytes, the first at byte {error.start}; fetch the page again")


_NON_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


def _as_1252(match: re.Match[str]) -> str:
    """A lone byte between ASCII characters: a mark anywhere, a letter only beside a letter."""
    byte = ord(match[0]) - 0xDC00
    if byte >= 0xC0:
        text, start = match.string, match.start()
        if not (text[start - 1 : start].isalpha() or text[start + 1 : start + 2].isalpha()):
            return match[0]
    return bytes((byte,)).decode("cp1252")


# --- Declared and legacy sets ---------------------------------------------------------------------------------------

_LIKELY = 0.5  # plausibility that an undeclared reading needs
_AHEAD = 0.15  # by how much it must lead the next different reading
_CONTRADICTED = 0.3  # by how much another reading must lead a declared one to overrule it
_CREDIBLE = 0.35  # plausibility that a declared reading needs
_OWN_LETTERS = 0.8  # share of the characters outside ASCII that must be letters of the language
_HEAD = 4096

_CHARSET_PARAMETER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';>]{1,60})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:+.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:+.-]{2,40})[\"']", re.IGNORECASE)


def _declared_sets(data: bytes, declared: str | None, media: Media | None) -> list[str]:
    """Codecs by declared rank: transport, then meta element, then XML declaration (WHATWG HTML §13.2.3.2)."""
    labels = []
    if declared:
        parameter = _CHARSET_PARAMETER.search(declared)
        labels.append(parameter[1] if parameter else declared)
    head = data[:_HEAD]
    if media == "html" or (media is None and looks_like_html(head.decode("latin-1"))):
        labels += [found[1].decode("ascii") for pattern in (_META, _XML) if (found := pattern.search(head))]
    codecs = (charset_of_label(label) for label in labels)
    return list(dict.fromkeys(codec for codec in codecs if codec and not codec.startswith("utf-")))


_CUT_REASONS = ("incomplete", "truncated", "unexpected end")


def _strictly(data: bytes, codec: str) -> _Read | None:
    """The bytes in a codec, without an incomplete last character; None if they are not valid in it."""
    try:
        return _Read(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.start and error.reason.startswith(_CUT_REASONS):
            return _Read(data[: error.start].decode(codec), codec, cut=True)
        return None


def _by_declaration_or_looks(data: bytes, declared: str | None, media: Media | None) -> _Read:
    sets = _declared_sets(data, declared, media)
    if _ISO_2022_JP.search(data):
        sets.append("iso2022_jp")
    chosen = _beyond_doubt(data, sets) or _compared(data, sets)
    if chosen is None or chosen.encoding == "cp1252":
        chosen = _by_language(data, chosen) or chosen or _by_normalizer(data)
    if chosen is None:
        raise UndecodableError("no character set gives readable text; save the page as UTF-8")
    return chosen


def _beyond_doubt(data: bytes, sets: list[str]) -> _Read | None:
    """The declared reading, where it is so plausible that no other could overrule it."""
    read = next((read for codec in sets if (read := _strictly(data, codec))), None)
    return read if read and plausibility(read.text, read.encoding) > 1 - _CONTRADICTED else None


def _compared(data: bytes, sets: list[str]) -> _Read | None:
    readings = [read for codec in dict.fromkeys((*sets, *SCORERS)) if (read := _strictly(data, codec))]
    scores = {read.encoding: plausibility(read.text, read.encoding) for read in readings}
    readings.sort(key=lambda read: scores[read.encoding], reverse=True)
    return _believed(readings, scores, sets)


def _believed(readings: list[_Read], scores: dict[str, float], sets: list[str]) -> _Read | None:
    """The declared reading unless another is much better, else the best if it is good and ahead of what differs."""
    if not readings:
        return None
    best = scores[readings[0].encoding]
    for codec in sets:
        for read in readings:
            if read.encoding == codec and scores[codec] > max(best - _CONTRADICTED, _CREDIBLE):
                return read
    others = (scores[read.encoding] for read in readings[1:] if read.text != readings[0].text)
    return readings[0] if best >= _LIKELY and next(others, 0.0) <= best - _AHEAD else None


def _by_language(data: bytes, western: _Read | None) -> _Read | None:
    """What reads as Windows-1252 at first sight may be Polish or Turkish, whose sets share most of its letters.

    None where it is not, or where no set of the language gives its letters.
    """
    seen = western.text if western else data.decode("latin-1")
    language = detect_language(sample_around(seen))
    if language is None or not (codecs := sets_of_language(language)):
        return None
    readings = [read for codec in codecs if (read := _strictly(data, codec))]
    shares = [share_of_alphabet(read.text, language) for read in readings]
    best = max(shares, default=0.0)
    if best < _OWN_LETTERS or best <= share_of_alphabet(seen, language):
        return None
    return readings[shares.index(best)]


_LESS_COMMON = ["cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "cp1258"]


def _by_normalizer(data: bytes) -> _Read | None:
    """charset-normalizer's opinion on the sets that have no measure here, where it finds words of a language in it."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000], cp_isolation=_LESS_COMMON, threshold=0.1, enable_fallback=False).best()
    return _strictly(data, best.encoding) if best and best.coherence >= 0.4 else None


# --- Media ----------------------------------------------------------------------------------------------------------

_PROLOGUE = re.compile(
    r"(?:\ufeff|\s++|<!--(?:[^-]|-(?!->)){0,8000}+-->|<\?[^>]{0,500}>|<![Dd][Oo][Cc][Tt][^>h]{0,20}>)*+"
)
_ROOT = re.compile(r"<(?:!doctype\s*+html|html|head|body)\b", re.IGNORECASE)  # minifiers glue the two
_OPENS = re.compile(
    r"<(?:div|table|meta|title|link|script|style|main|article|section|header|p|h[1-6]|center)\b", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|a|table|tbody|tr|td|li|ul|ol|meta|link|script|style|title|br|h[1-6]|img|section|article)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_MANY_TAGS = 12
_TAG_SHARE = 0.1  # of the characters looked at


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML or XHTML source, by its start. Conservative: a text dump that holds some literal tags
    (`<tr id=…>`, `<jats:sec>`, `<br/>`) is text."""
    if "<" not in text[:10_000]:
        return False
    head = text[:20_000]
    prologue = _PROLOGUE.match(head)
    start = prologue.end() if prologue else 0
    if _ROOT.match(head, start):
        return True
    tags = [match[0] for match in _TAG.finditer(head)]
    closing = sum(tag.startswith("</") for tag in tags)
    if _OPENS.match(head, start):  # a fragment
        return closing >= 2 and sum(map(len, tags)) >= _TAG_SHARE * len(head)
    return len(tags) >= _MANY_TAGS and closing >= 4 and sum(map(len, tags)) >= 3 * _TAG_SHARE * len(head)


# --- Mojibake -------------------------------------------------------------------------------------------------------

# UTF-8 lead bytes as Windows-1252 shows them, then the continuation bytes it shows; and the start of that in UTF-8.
_TRAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_TELLTALE = re.compile(f"[\xc2-\xdf]{_TRAIL}|[\xe0-\xef]{_TRAIL}{{2}}|[\xf0-\xf4]{_TRAIL}{{3}}")
_TELLTALE_UTF8 = re.compile(rb"\xc3[\x82-\xb4](?:\xc2|\xe2[\x80\x82\x84]|[\xc5\xc6\xcb])")
_READ_AS = {"latin-1", "windows-1252", "sloppy-windows-1252", "iso-8859-1"}


def repair_mojibake(text: str, data: bytes | None = None) -> str:
    """The text with UTF-8 that was once read as Windows-1252 or Latin-1 put right, or the text unchanged.

    `data` is the text in UTF-8, where that is at hand.
    Only ftfy's step for this error is used, and only where its result holds fewer odd sequences, no replacement
    character that was not there, and reads back to what the text shows.
    """
    if text.isascii() or not _TELLTALE_UTF8.search(data or text.encode("utf-8", "surrogatepass")):
        return text
    if not _TELLTALE.search(text):
        return text
    import ftfy

    fixed, steps = ftfy.fix_encoding_and_explain(text, restore_byte_a0=False, replace_lossy_sequences=False)
    if fixed == text or not all(_is_utf8_step(step.action, step.parameter) for step in steps or ()):
        return text
    if fixed.count("\ufffd") > text.count("\ufffd") or (_C1.search(fixed) and not _C1.search(text)):
        return text
    return fixed if len(_TELLTALE.findall(fixed)) < len(_TELLTALE.findall(text)) else text


_C1 = re.compile("[\x80-\x84\x86-\x9f]")


def _is_utf8_step(action: str, parameter: str) -> bool:
    return (
        (action == "encode" and parameter in _READ_AS)
        or (action == "decode" and parameter == "utf-8")
        or (action == "apply" and parameter == "decode_inconsistent_utf8")
    )
