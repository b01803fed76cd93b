"""The language of a record's title and abstract, and the names languages go by.

Two witnesses read the text: fastText's small model, which comes with this package and costs some 60 µs, answers
where it is sure; langdetect, seeded and some thirty times slower, decides the rest. Where the script alone settles the
language neither is asked.
"""

import json
import re
from collections.abc import Collection
from functools import cache
from importlib.resources import as_file, files
from typing import Any

LOOKED_AT = 2_000  # code points; a language does not change its mind later
SAMPLE = 300  # code points the fast witness reads, from the middle: a title may be in another language
MIN_LETTERS = 20  # fewer letters of an alphabet that many languages share tell nothing
SHORT = 60  # letters; below this the fast witness must be surer, or both must agree
SURE = 0.6
SURE_SHORT = 0.85
SURE_SECOND = 0.8

# Scripts that (nearly) one language of scholarship is written in: code points, language, letters that settle it.
_SCRIPTS: tuple[tuple[str, str | None, int], ...] = (
    ("\u0370-\u03ff\u1f00-\u1fff", "el", 8),
    ("\u0400-\u052f", None, 0),
    ("\u0530-\u058f", "hy", 4),
    ("\u0590-\u05ff\ufb1d-\ufb4f", "he", 4),
    ("\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", None, 0),
    ("\u0900-\u097f", None, 0),
    ("\u0980-\u09ff", None, 0),
    ("\u0a00-\u0a7f", "pa", 4),
    ("\u0a80-\u0aff", "gu", 4),
    ("\u0b80-\u0bff", "ta", 4),
    ("\u0c00-\u0c7f", "te", 4),
    ("\u0c80-\u0cff", "kn", 4),
    ("\u0d00-\u0d7f", "ml", 4),
    ("\u0d80-\u0dff", "si", 4),
    ("\u0e00-\u0e7f", "th", 4),
    ("\u0e80-\u0eff", "lo", 4),
    ("\u1000-\u109f", "my", 4),
    ("\u10a0-\u10ff\u1c90-\u1cbf", "ka", 4),
    ("\u1780-\u17ff", "km", 4),
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"

_NOT_HAN, _NOT_KANA, _NOT_HANGUL = (re.compile(f"[^{block}]+") for block in (_HAN, _KANA, _HANGUL))
_NOT_LATIN = re.compile("[^\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
_NOT_OTHER = tuple((re.compile(f"[^{block}]+"), language, least) for block, language, least in _SCRIPTS)
_LATIN_RUN = re.compile("[\0-\u036f\u1d00-\u1eff\u2000-\u2bff\ufb00-\ufb06\ufe00-\ufe2f\ufffd]+")  # with all symbols
_NOT_ASCII_LETTERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalpha()))
_NOT_UPPER = bytes(code for code in range(256) if not 65 <= code <= 90)
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,300}>|(?:https?://|www\.)\S{1,2000}|&#?\w{1,10};|\S{1,80}@\S{1,80}")

# One Han character or Hangul syllable carries about as much as this many letters of an alphabet.
_HAN_WEIGHT, _HANGUL_WEIGHT, _KANA_WEIGHT = 3, 3, 2
_KANA_SHARE = 0.05  # of the Chinese and Japanese characters: a lone の on a Chinese page is decoration

# fastText labels that are not how a catalogue would put it.
_SAME = {"arz": "ar", "wuu": "zh", "yue": "zh", "als": "gsw", "bh": "bho", "nb": "no", "nn": "no", "zh-cn": "zh"}
_SAME |= {"zh-tw": "zh", "tl": "fil"}

_Answer = tuple[str | None, float]


def detect_language(text: str) -> str | None:
    """The language of a title and abstract: ISO 639-1 (639-3 where that has none); None if it cannot be told.

    Only the first 2,000 code points are looked at. Text of fewer than 20 letters gets an answer only from its script:
    Han without kana is "zh". The same text gets the same answer in every process; safe to call from several threads.
    """
    head = text[:LOOKED_AT]
    if "<" in head or "://" in head or "&" in head or "@" in head or "www." in head:
        head = _MARKUP.sub(" ", head)
    latin = _letters(head)
    others = "" if head.isascii() else _LATIN_RUN.sub("", head)
    return _by_script(head, latin, others) if others else _by_model(head, latin)


def _letters(text: str) -> int:
    """How many Latin letters there are. Those of ASCII are counted as bytes, which costs a tenth."""
    plain = len(text.encode("ascii", "ignore").translate(None, _NOT_ASCII_LETTERS))
    return plain if text.isascii() else plain + len(_NOT_LATIN.sub("", text))


def _by_script(head: str, latin: int, others: str) -> str | None:
    han, kana, hangul = (len(pattern.sub("", others)) for pattern in (_NOT_HAN, _NOT_KANA, _NOT_HANGUL))
    east = han * _HAN_WEIGHT + kana * _KANA_WEIGHT + hangul * _HANGUL_WEIGHT
    other, language, least = max(
        ((len(pattern.sub("", others)), language, least) for pattern, language, least in _NOT_OTHER),
        key=lambda of: of[0],
    )
    if east > latin and east > other:
        if hangul * 2 > han + kana:
            return "ko" if hangul > 1 else None
        if kana > _KANA_SHARE * (han + kana):
            return "ja"
        return "zh" if han > 1 else None
    if other > latin:
        return language if language and other >= least else _by_model(head, other)
    return _by_model(head, latin)


def _by_model(head: str, letters: int) -> str | None:
    if letters < MIN_LETTERS:
        return None
    sample = head
    if len(head) > SAMPLE:
        start = (len(head) - SAMPLE) // 2
        sample = head[start : start + SAMPLE]
    if len(sample.encode("ascii", "ignore").translate(None, _NOT_UPPER)) * 3 > letters * len(sample) // len(head):
        sample = sample.lower()  # capitals look like another language to both
        head = head.lower()
    first, score = _first_witness(sample)
    if score >= (SURE if letters >= SHORT else SURE_SHORT):
        return first
    second, probability = _second_witness(head)
    if first == second:
        return first
    return second if letters >= SHORT and probability >= SURE_SECOND else None


def _first_witness(sample: str) -> _Answer:
    line = sample.replace("\n", " ")
    try:
        labels, scores = _fast_model().predict(line)
    except (TypeError, UnicodeEncodeError):  # the model takes UTF-8 only
        labels, scores = _fast_model().predict(_SURROGATES.sub(" ", line))
    if not labels:
        return None, 0.0
    label = str(labels[0]).removeprefix("__label__")
    return _SAME.get(label, label), min(float(scores[0]), 1.0)


def _second_witness(head: str) -> _Answer:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _second_factory().create()
    try:
        detector.append(head)
        found = detector.get_probabilities()
    except LangDetectException:  # no letters it knows
        return None, 0.0
    return (_SAME.get(found[0].lang, found[0].lang), found[0].prob) if found else (None, 0.0)


@cache
def _fast_model() -> Any:
    """The bundled model (`lid.176.NOTICE.md`). Loading twice does no harm."""
    import fasttext

    with as_file(files("pipeline").joinpath("lid.176.ftz")) as path:
        return fasttext.load_model(str(path))


@cache
def _second_factory() -> Any:
    """langdetect with its profiles in a fixed order and a seed of its own, whatever else the process does with it."""
    from langdetect.detector_factory import DetectorFactory
    from langdetect.utils.lang_profile import LangProfile

    folder = files("langdetect").joinpath("profiles")
    profiles = sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=lambda e: e.name)
    factory = DetectorFactory()
    for number, entry in enumerate(profiles):  # its own way to load them takes an interrupt for a broken profile
        factory.add_profile(LangProfile(**json.loads(entry.read_text("utf-8"))), number, len(profiles))
    factory.set_seed(0)
    return factory


def language_matches(language: str | None, wanted: Collection[str]) -> bool:
    """Whether a language is among the wanted ones, by their primary subtag: "en-GB" matches "en" and "EN", and "eng"
    too. An unknown language (None) matches nothing."""
    if language is None:
        return False
    mine = normalise_language_tag(language) or _primary(language)
    return any(mine == (normalise_language_tag(other) or _primary(other)) for other in wanted)


_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}(?:\.[A-Za-z0-9-]{1,12})?")
_NOTE = re.compile(r"\s*[(（\[][^()（）\[\]]{0,60}[)）\]]\s*$")
_WORD = re.compile(r"^(?:in|auf|en)\s+|\s+(?:language|sprache|text|edition)$")


def _primary(tag: str) -> str:
    return re.split("[-_]", tag.strip(), maxsplit=1)[0].lower()


@cache
def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in files("pipeline").joinpath("languages.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, codes, names = line.split("\t")
        for name in (code, *codes.split("|"), *names.split("|")):
            table.setdefault(name, code)
    del table[""]
    return table


def normalise_language_tag(value: str) -> str | None:
    """The ISO 639-1 code for a language as a page or a metadata tag prints it; None if it names none, or several.

    Takes codes (BCP 47, ISO 639-2/B and /T, "en_US.UTF-8") and names in a dozen languages, whatever their case:
    "English", "Englisch", "英语", "ger", "chi", "pt-BR". Codes and names: ISO 639, Unicode CLDR (`languages.tsv`).
    """
    text = value[:100].strip(" \t\r\n.,;:'\"").casefold()
    known = _names()
    if found := known.get(text):
        return _SAME.get(found, found)
    if tag := _TAG.fullmatch(text):
        found = known.get(tag[1])
        # A short word may be a code by chance: "de la" is none, "en-gb" is.
        return _SAME.get(found, found) if found else None
    text = _WORD.sub("", _NOTE.sub("", text)).strip()
    found = known.get(text)
    return _SAME.get(found, found) if found else None
