"""Title: where it is chosen from. Proposes the labelled title and the lines that the roles take for one."""

import math
import re
from collections.abc import Sequence

from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.notices import read_notice
from extractors.detectors.titles import trim_title
from extractors.found import Found
from extractors.html.hints import NO_HINTS
from extractors.page.features import Features
from extractors.reader.outline import Outline
from extractors.reader.roles import is_type

Scored = Sequence[tuple[Features, dict[str, float]]]

_LABELLED = 0.9
_LEAST = 0.05  # below it, a line is not worth proposing
_JOINED = 0.3  # how sure each line of a title over several lines must be
_FEW_WORDS = 4
_ALIKE = 0.6  # how much two lines look like titles, of which either may be it
_LONG = 60  # characters of a line that a text tool may have broken
_MOST_LINES = 5
_NAMES_BELOW, _MOST_WORDS = 0.5, 8  # how sure the names are below a title in two lines, and words of the first
_LONGEST_PROSE = 150  # characters of a title that ends like a sentence
_SHARE = 0.6  # of a line that is the title, where words stand before it
_UNFINISHED = re.compile(
    r"(?:[:,&(–—-]|(?<!\w)(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|und|der|die|de|la|el|et|y|e|и|в|на))$",
    re.I,
)
_STEP, _FEWEST_STEPS = re.compile(r"\s[>›»/]\s{1,3}"), 2  # between the parts of a path
_CITED = re.compile(r"\[[A-Z]{1,2}(?:/OL)?\]")


def propose_titles(outline: Outline, scored: Scored, proposal: Proposal) -> None:
    """Proposes every title that the page may show."""
    text = outline.text
    for item in outline.values("title"):
        line = item.lines[0]
        if found := trim_title(text, line.start, line.end):
            proposal.read("title", found, "generic.label.title", Rank.READER, _LABELLED, item.at.number)
    _propose_translated(outline, proposal)
    runs = [
        (found, score, lines)
        for lines, score in _runs(outline, scored)
        if (found := _read(text, lines[0].line.start, lines[-1].line.end))
    ]
    least = min((_SHARE * len(found.value) for found, _, _ in runs), default=math.inf)
    long = [seen for seen, _ in scored if len(seen.text) >= least]  # shorter lines are in none of them
    whole = [(found, seen) for seen in long if (found := _whole_line(text, seen))]
    for found, score, lines in runs:
        inner = next((item for item in whole if _is_inside(item[0].value, found.value)), None)
        # a path, a section or the site's words stand before it here, and it alone elsewhere
        if inner and inner[1] not in lines:
            proposal.read("title", inner[0], "generic.title", Rank.READER, score, inner[1].number)
        else:
            proposal.read("title", found, "generic.title", Rank.READER, score, lines[0].number)


def _read(text: str, start: int, end: int) -> Found[str] | None:
    """The title of a line, without the path that leads to it."""
    steps = list(_STEP.finditer(text, start, end))
    last = steps[-1].end() if steps else end
    listed = text.find(",", start, last) >= 0  # `Slopes of CO / CO2, and CH4 / Hg` is no path
    if len(steps) >= _FEWEST_STEPS and not listed and text.count(" ", last, end) >= _FEWEST_STEPS:
        start = steps[-1].end()
    return trim_title(text, start, end)


def _whole_line(text: str, seen: Features) -> Found[str] | None:
    """A line that can be a title by itself."""
    if seen.label is not None or not 12 <= len(seen.text) <= 400 or seen.names > 0.5:
        return None
    return trim_title(text, seen.line.start, seen.line.end)


def _is_inside(title: str, longer: str) -> bool:
    """Whether a title stands alone elsewhere that a line prints with words around it."""
    return len(longer) > len(title) >= _SHARE * len(longer) and title.count(" ") >= 2 and longer.endswith(title)


def _propose_translated(outline: Outline, proposal: Proposal) -> None:
    """The titles in other languages that a label announces."""
    lines = [item.lines[0] for item in outline.values("translated_title")]
    read = [found for line in lines if (found := trim_title(outline.text, line.start, line.end))]
    different = {item.value.casefold(): item for item in read}
    if different:
        evidence = [Evidence("generic.label.title_translated", item.start, item.end) for item in different.values()]
        values = [item.value for item in different.values()]
        proposal.propose("title_translated", values, evidence, Rank.READER, _LABELLED)


def best_title(scored: Scored, outline: Outline) -> Found[str] | None:
    """The title that the roles are surest of, to know the work's own citation by."""
    item = outline.first("title")
    if item:
        return trim_title(outline.text, item.lines[0].start, item.lines[0].end)
    runs = _runs(outline, scored)
    if not runs:
        return None
    lines, score = max(runs, key=lambda run: run[1])
    return trim_title(outline.text, lines[0].line.start, lines[-1].line.end) if score >= _JOINED else None


def _runs(outline: Outline, scored: Scored) -> list[tuple[list[Features], float]]:
    """The lines that may be titles, joined where one goes on in the next, each with how sure it is."""
    runs: list[tuple[list[Features], float]] = []
    n = 0
    while n < len(scored):
        seen, roles = scored[n]
        score = roles["title"]
        n += 1
        if score < _LEAST or _is_other(seen):
            continue
        run = [seen]
        if n > 1 and n < len(scored) and _opens(scored[n - 2][0], seen, *scored[n]):
            run.insert(0, scored[n - 2][0])
        while n < len(scored) and len(run) < _MOST_LINES and _goes_on(run[-1], *scored[n]):
            run.append(scored[n][0])
            score = max(score, scored[n][1]["title"])
            n += 1
        runs.append((run, _doubted(runs, run, score)))
    return runs


def _doubted(runs: Sequence[tuple[list[Features], float]], run: list[Features], score: float) -> float:
    """How sure a title is below a line that may be it as well: one of the two is a subtitle, and nobody can tell."""
    if not runs or runs[-1][1] < _JOINED or runs[-1][0][-1].number != run[0].number - 1 or run[0].line.spaced:
        return score
    alike = min(runs[-1][0][0].title, run[0].title) >= _ALIKE
    return min(score, runs[-1][1]) if alike else score


def _opens(above: Features, seen: Features, below: Features, roles: dict[str, float]) -> bool:
    """Whether a short line and the title below it are one paragraph, title and subtitle, with names below."""
    if not above.line.spaced or seen.line.spaced or not below.line.spaced or roles["authors"] < _NAMES_BELOW:
        return False
    short = 2 <= above.text.count(" ") + 1 <= _MOST_WORDS and above.text[-1].isalpha() and above.text[0].isupper()
    plain = above.label is None and not is_type(above.text) and not above.periodical and above.names < _NAMES_BELOW
    return short and plain and above.number == seen.number - 1 and not any(map(str.isdigit, above.text))


def _is_other(seen: Features) -> bool:
    """Whether a line carries a label: a labelled title is proposed with its label."""
    if len(seen.text) > _LONGEST_PROSE and seen.is_prose:
        return True
    if seen.label is None or (seen.label.key == "stop" and read_notice(seen.text) is not None):
        return False  # `Erratum: Quiet water` is a title
    return seen.label.key != "title" or seen.label.value_start < len(seen.text)


def _is_cut_off(seen: Features, below: Features) -> bool:
    """Whether a text tool broke a title before its last words: some in lower case stand right below."""
    words = below.text.split()
    return len(seen.text) >= _LONG and len(words) <= _FEW_WORDS and words[0].isalpha() and words[0].islower()


def _goes_on(seen: Features, below: Features, roles: dict[str, float]) -> bool:
    """Whether a title goes on in the line below."""
    if below.number != seen.number + 1 or _is_other(below) or below.names > 0.8:
        return False
    if below.text[:_LONG] in seen.text or seen.text[:_LONG] in below.text:  # printed twice, or at the end of a path
        return False
    if seen.hints.heading != below.hints.heading:
        return False
    hyphen = seen.text[-1] in "-‐" and below.text[0].islower()
    if below.line.spaced and not hyphen:
        return False
    if hyphen or (below.text[0].islower() and roles["title"] >= 0.05 and len(seen.text) > 25):
        return True
    if seen.hints is NO_HINTS and _is_cut_off(seen, below):
        return True
    if roles["title"] < _JOINED:
        return False
    if seen.hints is not NO_HINTS and not seen.hints.heading:
        return False
    capitals = seen.text.isupper() and below.text.isupper()
    return capitals or len(seen.text) >= _LONG or _UNFINISHED.search(seen.text) is not None
