"""What each line above the abstract could be: the title, or the names, with how sure that is.

Every line is scored for both roles by what can be seen in it and around it; a second pass sees what the first made of
its neighbours. The weights (`weights.tsv`) are fitted by `benchmarks/fit_reader.py` on labelled pages; a feature that
the table does not name weighs nothing.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from extractors.html.hints import NO_HINTS
from extractors.page.features import Features
from extractors.reader.outline import Outline

ROLES = ("title", "authors")
_SIZES = (0, 12, 25, 50, 90, 160, 300)
_WORDS = (0, 1, 2, 3, 4, 7, 12, 25)
_PLACES = (0, 1, 2, 3, 4, 8, 16)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BULLET = re.compile(r"(?:[•▪◦*·●■-]|\d{1,3}[.)])\s")
_MARKED = re.compile(r"[^\W\d_][\d¹²³⁴⁵⁶⁷⁸⁹*†‡✉]")
_COUNTER = re.compile(r"[\d.,]+\s?[kKM]?$|[\d.,]+ \D{1,12}$")
_CITES = re.compile(
    r"\d\s?[(（]\s?[\w.]{1,8}(?:[-–/]\d{1,3})?\s?[)）]\s?[:：,，;]|\b(?:vol(?:ume)?|issue|iss|no|nr|pp?|pages?|jg|cilt|tom|том|núm)\b\.?\s?\d"
    r"|;\s?\d{1,4}\s?[(:]|\d\s?[卷期巻号页頁]|第\s?\d",
    re.I,
)
_TYPE = re.compile(
    r"(?:original |research |review |short |case |brief |open access |full |regular |invited |featured? |special )*"
    r"(?:article|paper|report|review|communication|letter|editorial|research|commentary|note|study|thesis|dissertation"
    r"|artículos?(?: originale?s?)?|artigos?(?: origina\w*)?|artikel|aufsatz|статья|원저|论著|综述|研究论文)s?",
    re.I,
)


def score_roles(outline: Outline) -> list[tuple[Features, dict[str, float]]]:
    """The lines of the page's head, in order, each with how sure it is in each role, from 0 to 1."""
    described = describe(outline)
    lines = outline.head[: len(described)]
    weights = _weights()
    first = [_score(names, weights[1]) for names in described]
    most = best_scores(first)
    scored = []
    for n, names in enumerate(described):
        scored.append(_score(names + describe_neighbours(first, n, most), weights[2]))
    return list(zip(lines, scored, strict=True))


def describe(outline: Outline) -> list[list[str]]:
    """The features of each line of the page's head, by name."""
    lines = outline.head
    text = outline.page.text
    head = outline.page.head
    page_title = (head.page_title or "").casefold() if head else ""
    found = []
    for n, seen in enumerate(lines):
        names = _shape(seen) + _detected(seen) + _hinted(seen)
        names.append(f"at={_bucket(n, _PLACES)}")
        names.append(f"to_end={min(len(lines) - 1 - n, 6)}")
        if outline.abstract is not None:
            names.append("abstract_below")
        if seen.line.spaced:
            names.append("spaced")
        if n + 1 < len(lines) and lines[n + 1].line.spaced:
            names.append("spaced_below")
        if len(seen.text) >= 15:
            low = seen.text.rstrip(" .*")
            if text.find(low, seen.line.end) >= 0:
                names.append("again_below")
            if text.rfind(low, 0, seen.line.start) >= 0:
                names.append("again_above")
            if page_title and low.casefold() in page_title:
                names.append("in_page_title")
        found.append(names)
    for n, names in enumerate(found):
        _beside(names, "above", lines[n - 1] if n else None)
        _beside(names, "below", lines[n + 1] if n + 1 < len(lines) else None)
        _beside(names, "below2", lines[n + 2] if n + 2 < len(lines) else None)
    return found


def best_scores(first: Sequence[dict[str, float]]) -> dict[str, float]:
    """The highest score that the first pass gave any line, by role."""
    return {role: max((score[role] for score in first), default=0.0) for role in ROLES}


def describe_neighbours(first: Sequence[dict[str, float]], n: int, most: dict[str, float]) -> list[str]:
    """What the first pass made of the lines around line `n`, and of the line itself, as features; `most` is
    `best_scores` of all lines."""
    names = []
    for role in ROLES:
        own = first[n][role]
        names.append(f"{role}={_step(own)}")
        near = [("above", first[max(n - 1, 0) : n]), ("above4", first[max(n - 4, 0) : n])]
        near += [("below", first[n + 1 : n + 2]), ("below4", first[n + 1 : n + 5])]
        names += [f"{where}:{role}={_step(max((s[role] for s in some), default=0.0))}" for where, some in near]
        best = most[role]
        names.append(f"best:{role}" if own >= best and own > 0.05 else f"beaten:{role}={_step(best - own)}")
    return names


def _bucket(number: int, bounds: tuple[int, ...]) -> int:
    """The last of the bounds that a number reaches."""
    return bounds[bisect_right(bounds, number) - 1]


def _kind(character: str) -> str:
    if character.isupper():
        return "upper"
    return "lower" if character.islower() else "digit" if character.isdigit() else "other"


def _step(score: float) -> int:
    return 0 if score < 0.05 else 1 if score < 0.2 else 2 if score < 0.5 else 3 if score < 0.8 else 4


def _score(names: Sequence[str], weights: dict[str, tuple[float, ...]]) -> dict[str, float]:
    """How sure each role is, by the features of a line."""
    known = [weights[name] for name in ("", *names) if name in weights]
    totals = map(sum, zip(*known, strict=True))
    return {
        role: 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0))) for role, total in zip(ROLES, totals, strict=True)
    }


def _shape(seen: Features) -> list[str]:
    text = seen.text
    size, words = len(text), text.count(" ") + 1
    if not text.isascii() and any("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text[:40]):
        size, words = size * 3, max(words, size // 3)
        names = ["ideographs"]
    else:
        names = []
    names.append(f"size={_bucket(size, _SIZES)}")
    names.append(f"words={_bucket(words, _WORDS)}")
    last = text[-1]
    names.append(f"ends={last if last in '.:?!…,;*|' else 'alnum' if last.isalnum() else 'other'}")
    names.append(f"opens={_kind(text[0])}")
    digits = sum(map(text.count, "0123456789"))
    if digits:
        names.append("digits" if digits * 5 < len(text) else "many_digits")
        if _YEAR.search(text):
            names.append("year")
        if _COUNTER.fullmatch(text):
            names.append("counter")
        if _MARKED.search(text):
            names.append("marked")
    commas = sum(map(text.count, ",，、،・"))
    names.append(f"commas={min(commas, 3)}")
    for mark, name in (
        (";", "semicolon"),
        ("؛", "semicolon"),
        ("|", "bar"),
        ("@", "at_sign"),
        ("http", "address"),
        (" - ", "dash"),
        (": ", "colon"),
        ("©", "copyright"),
        (">", "path"),
        ("/", "slash"),
        ("(", "bracket"),
        ("?", "question"),
    ):
        if mark in text:
            names.append(name)
    if _BULLET.match(text):
        names.append("bullet")
    if text.isupper() and words > 1:
        names.append("capitals")
    elif words > 2:
        parts = text.split()
        capital = sum(part[0].isupper() for part in parts) / len(parts)
        names.append(f"capitalised={int(capital * 4)}")
    return names


def _detected(seen: Features) -> list[str]:
    text = seen.text
    names = [f"names={int(seen.names * 5)}", f"likeness={int(seen.title * 5)}"]
    if seen.label is not None:
        alone = seen.label.value_start >= len(text)
        names += ["label", f"label:{seen.label.key}", "label_alone" if alone else "label_beside"]
    if seen.affiliation:
        names.append("affiliation")
    if seen.is_prose:
        names.append("prose")
    if "10." in text and "/" in text:
        names.append("doi")
    if digits_cite(text):
        names.append("cites")
    if seen.dates:
        names.append("date")
    if seen.periodical:
        names.append("periodical")
    if is_type(text):
        names.append("type")
    return names


def is_type(text: str) -> bool:
    """Whether a line says what kind of work it is and nothing else (`Original Article`)."""
    return len(text) < 60 and _TYPE.fullmatch(text.strip(" :.")) is not None


def digits_cite(text: str) -> bool:
    """Whether a line prints numbers as citations do: volume, issue, pages."""
    return len(text) < 400 and _CITES.search(text) is not None


def _hinted(seen: Features) -> list[str]:
    hints = seen.hints
    if hints is NO_HINTS:
        return ["no_hints"]
    names = [f"heading={hints.heading}"]
    names += [f"hint:{name}" for name in hints.named]
    names += [f"holds:{name}" for name in hints.holds]
    if hints.beside:
        names.append(f"beside:{hints.beside}")
    if hints.item:
        names.append("item")
    if hints.column >= 0:
        names.append("cell")
    if hints.term:
        names.append("term")
    if hints.definition:
        names.append("definition")
    if hints.links > 0.8:
        names.append("link")
    if hints.bold > 0.8:
        names.append("bold")
    return names


def _beside(names: list[str], where: str, seen: Features | None) -> None:
    if seen is None:
        names.append(f"{where}:none")
        return
    names.append(f"{where}:names={int(seen.names * 2.5)}")
    names.append(f"{where}:likeness={int(seen.title * 2.5)}")
    if seen.affiliation:
        names.append(f"{where}:affiliation")
    if seen.label is not None:
        names.append(f"{where}:label:{seen.label.key}")
    if seen.dates:
        names.append(f"{where}:date")
    if "10." in seen.text and "/" in seen.text:
        names.append(f"{where}:doi")
    if seen.is_prose:
        names.append(f"{where}:prose")
    if is_type(seen.text):
        names.append(f"{where}:type")
    if len(seen.text) < 25:
        names.append(f"{where}:short")


@lru_cache(maxsize=1)
def _weights() -> dict[int, dict[str, tuple[float, ...]]]:
    """By pass, the weights of each feature in each role; those of the empty name are added to all."""
    table: dict[int, dict[str, tuple[float, ...]]] = {}
    for row in Path(__file__).with_name("weights.tsv").read_text("utf-8").splitlines()[1:]:
        role, number, name, weight = row.split("\t")
        weights = table.setdefault(int(number), {"": (0.0,) * len(ROLES)})
        known = weights.get(name, (0.0,) * len(ROLES))
        weights[name] = tuple(float(weight) if told == role else old for told, old in zip(ROLES, known, strict=True))
    return table
