"""Character sets: the labels pages use for them, and how plausible a reading of some bytes is.

A legacy character set reads nearly any bytes without an error; what tells the readings apart is whether the result
looks like the writing it should be. Each set has a plausibility from 0 to 1: the share of its characters outside ASCII
that are frequent, or stand where they usually stand, in the languages written with it.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import webencodings

_NO_SETS = ("replacement", "x-user-defined")  # of the Encoding Standard, that no text is in
_WIDER = {"gbk": "gb18030", "cp950": "big5hkscs"}  # what the standard decodes them as
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:+.-]{1,40}")


def charset_of_label(label: str | None) -> str | None:
    """Python's codec for a label as pages and headers print it ("gb2312" → "gb18030"); None for unknown ones."""
    name = (label or "").strip(" \t\r\n\f\"';").lower()
    if not _LABEL.fullmatch(name):
        return None
    if known := webencodings.lookup(name):  # the labels of the WHATWG Encoding Standard (§4.2)
        return None if known.name in _NO_SETS else _WIDER.get(known.name, known.codec_info.name)
    try:  # other names of these sets that Python knows, such as cp949 and utf_8
        codec = _WIDER.get(found := codecs.lookup(name).name, found)
    except (LookupError, ValueError):
        return None
    if codec in _codecs():
        return codec
    return charset_of_label(alias) if (alias := codec.replace("_", "-")) != name else None


@cache
def _codecs() -> frozenset[str]:
    """Python's codecs of the sets a page may declare."""
    known = {webencodings.lookup(label) for label in webencodings.LABELS}
    return frozenset(one.codec_info.name for one in known if one.name not in _NO_SETS)


# The some 500 most frequent characters of modern Chinese with those of scholarly pages, then traditional forms of them.
_HANZI = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "医药患病疗析评预摘键词篇刊卷页索献健康险虑抑郁障碍护症临床检测试讨访显异福幸童孩师职网络链载读免费浏览击下登录注册版权所有版摘"
    "刘陈李杨黄赵吴孙朱胡郭何罗宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范方任姚"
    "這為個國時來們對會發動過說產種後經進著電裡裏現實兩體機當點從業應開還義間樣與關線數麼質氣變條沒結問無軍總設員長頭資邊級圖統較將組見計別"
    "論運農幾區強決戰則處隊給門規熱領東導壓爭濟階術極聯認權證單風帶場車務萬達積議聲報類離華確張馬節話況溫傳許廣記觀織裝眾書復複兒"
    "須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親層狀廠識適屬圓滿縣參紅細聽該鐵價嚴學醫藥療評預鍵詞頁獻險慮鬱礙護臨檢測試討"
    "訪顯異師職網絡鏈載讀費瀏覽擊錄註冊版劉陳楊黃趙吳孫鄭謝韓馮蕭鄧呂蘇蔣賈葉閻鐘範"
)
_EAST_MARKS = frozenset(
    "　、。，．；：？！（）《》〈〉「」『』【】〔〕“”‘’—…·～％－＋＝／０１２３４５６７８９ＡＢＣ①②③④⑤・ー々"
)
_HANGUL = frozenset(
    "이다는의에을가로고하한를은지사기도자어인리그대시나아서정수해연구과성적으일부전제들상장주면동있게보만조위라것학여관용국스계안비"
    "트와생무경분중음원유결방공문신선교모미개단간력였년심차내심등및우소야행회세체요목된할되니민화터진실식발치거노물건물강재박김최저본표"
)
_JAPANESE = (
    _HANZI
    | _EAST_MARKS
    | frozenset(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7))))
    | frozenset("気対労働図書験総")
)
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ")
_FREQUENT_CYRILLIC = frozenset("оеаинтсрвлкмдпу")
_MARKS = frozenset("“”‘’„‚«»‹›–—…•·\u00a0°±×÷µ§¶©®™€£¥¹²³½¼¾¿¡†‡‰´¨ª№\u00ad¬")
_LETTERS_1252 = frozenset("àâäáãåæçèéêëìíîïñòóôöøœùúûüýÿßšžÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØŒÙÚÛÜÝŠŽðþÐÞ")
_WORDS_1252 = frozenset("àáéèêíóòôöúøåæÀÁÉÈÊÍÓÔÖÚØÅÆ")  # that are words of their own
# In the middle of a word these are letters of another set: ³ for ł, ¿ for ż, þ for ş.
_STRAY_IN_WORD = frozenset("¹²³¼½¾¿¡ª£¥¢¤¦§¬µ¶±×÷¨¯¸þðýÞÐ")

_RUNS = re.compile(r"[^\x00-\x7f]+")
_MOST_RUNS, _LONGEST_RUN = 2_000, 200  # enough to judge by


class _Run(NamedTuple):
    """Characters outside ASCII that stand together, and their ASCII neighbours ("" at the ends)."""

    before: str
    text: str
    after: str


def _runs(text: str) -> Iterable[_Run]:
    for count, match in enumerate(_RUNS.finditer(text)):
        if count == _MOST_RUNS:
            return
        start, end = match.span()
        yield _Run(text[start - 1 : start], text[start : min(end, start + _LONGEST_RUN)], text[end : end + 1])


def _east_asian(frequent: frozenset[str], common: Callable[[str], bool]) -> Callable[[Iterable[_Run]], float]:
    """Frequent characters count in full, common ones by half, private and unassigned ones against."""

    def score(runs: Iterable[_Run]) -> float:
        total = good = 0.0
        for run in runs:
            # A Latin word misread: its accented letter and the next make one character.
            before, after = run.before.isalpha(), run.after.isalpha()
            glued = (before and after and len(run.text) < 3) or ((before or after) and len(run.text) == 1)
            for char in run.text:
                total += 1
                if glued:
                    continue
                if char in frequent or char in _EAST_MARKS:
                    good += 1
                elif common(char):
                    good += 0.4
                elif unicodedata.category(char)[0] == "C":
                    good -= 1
        return max(0.0, good / total) if total else 0.0

    return score


def _in_rows(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Whether a character stands in the rows of a set where its designers put the common ones."""

    def common(char: str) -> bool:
        try:
            data = char.encode(codec)
        except UnicodeEncodeError:
            return False
        return len(data) == 2 and first <= data[0] <= last

    return common


_simplified = _east_asian(_HANZI, _in_rows("gb2312", 0xB0, 0xD7))  # GB/T 2312 level 1
_traditional = _east_asian(_HANZI, _in_rows("big5", 0xA4, 0xC6))  # Big5 level 1
_korean = _east_asian(_HANGUL, lambda char: "가" <= char <= "힣")
_kanji = _east_asian(_JAPANESE, _in_rows("euc_jp", 0xB0, 0xCF))  # JIS X 0208 level 1


def _japanese(runs: Iterable[_Run]) -> float:
    kept = list(runs)
    text = "".join(run.text for run in kept)
    kana = sum("ぁ" <= char <= "ヺ" for char in text)
    return _kanji(kept) if kana * 8 >= len(text) else 0.0  # no Japanese sentence goes without kana


def _western(runs: Iterable[_Run]) -> float:
    """Windows-1252: single letters inside words, marks at their edges; never three letters in a row."""
    total = good = 0
    for before, text, after in runs:
        total += len(text)
        beside = before.isalpha() or after.isalpha()
        letters = sum(char in _LETTERS_1252 for char in text)
        if letters > 2 or not (before or after) or (letters and not (beside or text in _WORDS_1252)):
            continue
        if before.isalpha() and after.isalpha() and any(char in _STRAY_IN_WORD for char in text):
            continue
        good += letters + sum(char in _MARKS for char in text)
    return good / total if total else 0.0


_CYRILLIC_PARTS = re.compile("[\u0400-\u052f]+|[^\u0400-\u052f]+")


def _cyrillic(runs: Iterable[_Run]) -> float:
    """Words of frequent letters, small but for the first, or (less often) all capitals; longer than a letter or two."""
    total = good = 0.0
    long_words = short_words = 0
    for before, text, after in runs:
        total += len(text)
        for word in _CYRILLIC_PARTS.findall(text):
            if not "\u0400" <= word[0] <= "\u052f":
                good += sum(char in _MARKS for char in word) if len(word) == len(text) or len(word) < 3 else 0
            elif not (before.isalpha() or after.isalpha()):
                long_words += len(word) > 2
                short_words += len(word) < 3
                likely = sum(1.0 if char in _FREQUENT_CYRILLIC else 0.3 * (char in _CYRILLIC) for char in word.lower())
                plain = word.islower() or word[1:].islower() or len(word) == 1
                good += likely if plain else likely * 0.7 if word.isupper() else 0.0
    return good / total if long_words and long_words >= short_words / 4 else 0.0


def _any_letters(runs: Iterable[_Run]) -> float:
    """For a declared set without a measure of its own: letters and marks, no controls, nothing private."""
    total = good = 0
    for run in runs:
        for char in run.text:
            total += 1
            good += char in _MARKS or unicodedata.category(char)[0] in "LMNP"
    return 0.8 * good / total if total else 0.0


# The sets tried on undeclared bytes. Where two readings are equally plausible the earlier wins.
SCORERS: dict[str, Callable[[Iterable[_Run]], float]] = {
    "gb18030": _simplified,
    "big5hkscs": _traditional,
    "cp1252": _western,
    "cp932": _japanese,
    "euc_jp": _japanese,
    "cp949": _korean,
    "cp1251": _cyrillic,
    "koi8-r": _cyrillic,
    "iso8859-5": _cyrillic,
    "cp866": _cyrillic,
}
_SCORERS_DECLARED = SCORERS | {"iso2022_jp": _japanese, "koi8-u": _cyrillic, "mac-cyrillic": _cyrillic}
_SCORERS_DECLARED |= {"utf-16-le": _simplified, "utf-16-be": _simplified}


def plausibility(text: str, charset: str) -> float:
    """How much a text looks like what is written in a character set, from 0 to 1; 0 for text that is all ASCII."""
    return _SCORERS_DECLARED.get(charset, _any_letters)(_runs(text))


# Languages that Windows-1252 cannot write, though most of their letters look right in it: sets, letters outside ASCII.
_CENTRAL = ("cp1250", "iso8859-2")
_ALPHABETS: dict[str, tuple[tuple[str, ...], str]] = {
    "pl": (_CENTRAL, "ąćęłńóśźż"),
    "cs": (_CENTRAL, "áčďéěíňóřšťúůýž"),
    "sk": (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),
    "hu": (_CENTRAL, "áéíóöőúüű"),
    "sl": (_CENTRAL, "čšžćđ"),
    "hr": (_CENTRAL, "čćđšž"),
    "bs": (_CENTRAL, "čćđšž"),
    "sr": (_CENTRAL, "čćđšž"),
    "sh": (_CENTRAL, "čćđšž"),
    "ro": ((*_CENTRAL, "iso8859-16"), "ăâîșțşţ"),
    "tr": (("cp1254",), "çğıöşüâîûi̇"),
    "az": (("cp1254",), "çğıöşüəi̇"),
    "lt": (("cp1257", "iso8859-13"), "ąčęėįšųūž"),
    "lv": (("cp1257", "iso8859-13"), "āčēģīķļņšūž"),
}


def sets_of_language(language: str | None) -> tuple[str, ...]:
    """The single-byte sets of a language that needs another than Windows-1252; empty for the rest."""
    return _ALPHABETS[language][0] if language in _ALPHABETS else ()


def share_of_alphabet(text: str, language: str) -> float:
    """The share of the characters outside ASCII that are marks or letters of the language's own, from 0 to 1."""
    letters = _ALPHABETS[language][1]
    total = own = 0
    for before, run, after in _runs(text):
        in_word = before.isalpha() or after.isalpha()
        total += len(run)
        own += sum(
            char.lower() in letters or (char in _MARKS and not (in_word and char in _STRAY_IN_WORD)) for char in run
        )
    return own / total if total else 0.0


_OUTSIDE = re.compile(r"[^\x00-\x7f]+")
_BREAK = re.compile(r"[<>\x00-\x1f]")
_BEFORE = 60


def sample_around(text: str) -> str:
    """Up to some 2,000 characters around those outside ASCII, for a look at the language."""
    parts: list[str] = []
    size = 0
    last = 0
    for match in _OUTSIDE.finditer(text):
        before = _BREAK.split(text[max(last, match.start() - _BEFORE) : match.start()])[-1]
        last = match.end()
        parts.append((before + match[0])[-120:] + text[last : last + 1])
        size += len(parts[-1])
        if size > 2_000:
            break
    return "".join(parts)
