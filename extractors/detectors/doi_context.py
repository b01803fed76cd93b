"""Whose a DOI is, by the words beside it: the work's own, its data's, a figure's, another article's.

The phrases are `doi_contexts.tsv`. What says nothing is taken for the work's own.
"""

import re
from pathlib import Path
from typing import Literal

from extractors.detectors.date_words import fold

Owner = Literal["data", "component", "article"]

_REACH = 200  # how far before the DOI its sentence is read
# Suffixes that publishers give to parts of an article: PLOS .g001 .t001 .s001, PeerJ /fig-1 /supp-1, eLife .003.
_COMPONENT = re.compile(
    r"\.[gtse]\d{3}$|/(?:fig|table|supp|video|box|appendix)-?\d{1,3}$|elife\.\d{5}\.\d{3}$"
    r"|[._/-](?:suppl?|moesm)\d{0,3}$|/suppl_file\b"
)
_STOP = re.compile(r"(?<=[^\W\d_]{3}[.!?;])\s(?=\S)|\n")
_LABEL_ONLY = re.compile(r"\W{0,4}(?:doi|https?|dx|doi\.org|org|available|at|link|url|[\W_]){0,12}", re.IGNORECASE)
_NUMBERED = re.compile(r"[se]\d{1,2}\s(?:data|fig|table|text|file|video|movie|appendix|dataset)")


def _read_phrases() -> list[tuple[str, str]]:
    rows = []
    for line in (Path(__file__).parent / "doi_contexts.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, phrase, _ = line.split("\t")
            rows.append((kind, fold(phrase)))
    return sorted(rows, key=lambda row: (-len(row[1]), row))


_KINDS = {phrase: kind for kind, phrase in _read_phrases()}
_GOES_ON = re.compile(r"(?::|\b(?:at|from|in|under|via|see|on|doi|bei|unter|à|en|em|по адресу))$")
# Words of figures name their owner only at the start of a caption; elsewhere a text may speak of them.
_CAPTION = re.compile(r"\W{0,3}(?:supplement\w*\s)?(?P<word>[^\W\d_]+\.?)\s?s?\d{1,3}\b|[图表]\s?\d")


def owner(text: str, start: int, doi: str) -> Owner | None:
    """Whose the DOI `doi` at `start` is where not the work's own: of `data`, a `component`, another `article`."""
    if _COMPONENT.search(doi):
        return "component"
    before = text[max(0, start - _REACH) : start]
    cuts = list(_STOP.finditer(before))
    sentence = before[cuts[-1].end() :] if cuts else before
    kind = _kind(sentence)
    if kind is None and cuts and _LABEL_ONLY.fullmatch(sentence):
        kind = _kind_above(before[: cuts[-1].start()])
    return kind


def _kind_above(above: str) -> Owner | None:
    """What the line above says of a DOI that stands alone: a caption, a heading, a sentence that goes on."""
    line = above.rstrip().rpartition("\n")[2].strip()
    folded = fold(line)
    if _is_caption(folded):
        return "component"
    heading = folded.strip(" .:") in _KINDS and folded.strip(" .:") not in ("citation", "figure", "table")
    return _kind(line) if heading or _GOES_ON.search(folded) else None


def _is_caption(folded: str) -> bool:
    if _NUMBERED.match(folded.lstrip()):
        return True
    caption = _CAPTION.match(folded)
    return caption is not None and (caption["word"] is None or _KINDS.get(caption["word"]) == "component")


def _begins_word(folded: str, phrase: str) -> bool:
    at = folded.find(phrase)
    return at == 0 or not folded[at - 1].isalnum() or phrase[0] > "\u2e80"


def _kind(sentence: str) -> Owner | None:
    folded = fold(sentence)
    if _is_caption(folded):
        return "component"
    kinds = {kind for phrase, kind in _KINDS.items() if phrase in folded and _begins_word(folded, phrase)}
    if "own" in kinds:
        return None
    return "data" if "data" in kinds else "article" if "article" in kinds else None
