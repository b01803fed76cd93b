"""Authors: labelled names, and the lines that the roles take for names, one or several."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extractors.decision.candidates import Proposal, Rank
from extractors.detectors.affiliations import attach_affiliations, parse_affiliations
from extractors.detectors.author_lists import parse_authors
from extractors.detectors.line_shape import is_place
from extractors.detectors.names import parse_name
from extractors.detectors.roles import split_role
from extractors.found import Found, Name
from extractors.page import Line
from extractors.page.features import Features
from extractors.reader.names_in_brackets import lines_with_brackets
from extractors.reader.names_in_markup import marked_up, with_raised
from extractors.reader.outline import NAMES, Labelled, Outline
from extractors.reader.titles import Scored

_LABELLED, _BELOW = 0.9, 0.4
_MARKED, _WITH_ORGANISATIONS = 0.85, 0.92
_FAR, _GOES_ON = 30, 3  # lines below a title that its names stand in; below one of them
_LONGEST = 300  # characters of a name with its organisation
_LIKELY, _PERHAPS = 0.5, 0.1  # how much words before a comma must look like a name, and before an organisation
_ORGANISATION = re.compile(
    r"\b(?:Universi|Institut|Colleg|Hospital|Laborator|Academ|School|Faculty|Department|Centre|Center|Librar|Museum"
    r"|Planetarium|Inc\b|Ltd|GmbH|Foundation|Research|Politec|École|Hochschule|Klinik)",
    re.I,
)
# what is told of a person or offered: "Role: …", "Contributed equally with: …", "Contact Ada Roe"
_TOLD = re.compile(
    r"\w(?<!ORCID)(?<!orcid)(?<!iD)(?<!mail)\s?[:：]\s|^\W{0,3}(?:Contact|Follow|About|View|Email)\s(?=[^\W\d_a-z])"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LETTERED = re.compile(r"(?P<mark>[a-h])[)\s]?\s?(?=[^\W\d_a-z])")
_LEAST = 0.05
_RUN = 0.35  # how sure a line must be that goes on a list of names
_DOUBTFUL, _SURE = 0.04, 0.7
_LONG = 8  # names one below the other that are one list, whatever the roles make of each
# What the CRediT taxonomy says an author did: `Roles Methodology, Software`.
CREDIT = re.compile(
    r"(?:contributor )?roles?:? (?:conceptuali|data curation|formal analysis|funding|investigation|methodology|project"
    r"|resources|software|supervision|validation|visuali|writing)",
    re.I,
)
_NUMERALS, _FEWEST_GLUED = re.compile(r"(?<=[a-z\u00df-\u017f])(?:I{1,3}|IV|V|VI{1,3}|I[,;]\s?I{1,2})$"), 3
_AFFILIATED = 0.5  # how much a line that names where an author works must look like names to be such
_FEWEST, _NO_MENU = 3, 0.1  # the same where each is sure enough to be no menu's
_BYLINE, _ANNOUNCED = re.compile(r"(?:by|von|par|por)\s", re.I), 0.6  # what announces names below a title
_NO_NAME = re.compile(r"\s(?:of|for|the|in|on|with|to|at|de|del|da|do|für|des)$")  # how a line ends that was cut
_MOST_LINES = 20_000  # of names below a label
_MOST_BETWEEN = 6  # lines between two names of a list
_MOST_IN_BLOCK, _IN_BLOCK = 14, 0.5  # the same where each name has a block of its own, and how sure the name must be
_ASIDE = ("affiliations", "stop", "menu", "orcid")  # labels of what may stand in such a block
_BETWEEN = re.compile(
    r"[\W\d_]*(?:and|und|et|y|e|и|ve|orcid(?: icon| logo)?|e-?mail(?: logo)?|(?:show|see|view) all|more|less)?[\W\d_]*"
    r"|(?:(?:https?://)?orcid\.org/|orcid(?: ?id)?:? ?)?\d{4}-\d{4}-\d{4}-\d{3}[\dXx]/?"
    r"|\S{1,60}@\S{1,60}|affiliations?:?|\+ ?\d{1,3} (?:more|authors).{0,20}",
    re.I,
)


def propose_authors(outline: Outline, scored: Scored, proposal: Proposal) -> None:
    """Proposes every list of names that may be the authors."""
    text = _text(outline)
    if outline.page.rendered is not None and (marked := marked_up(outline.page.rendered)):
        proposal.read("authors", marked, "generic.authors", Rank.READER, _MARKED)
    if named := _with_organisations(outline, scored):
        proposal.read("authors", named, "generic.authors", Rank.READER, _WITH_ORGANISATIONS, outline.head[0].number)
    for first, names in lines_with_brackets(outline):
        proposal.read("authors", names, "generic.authors", Rank.READER, _WITH_ORGANISATIONS, first)
    organised = {item.start for item in named}  # read better with the organisation behind each
    sure = {seen.number: roles["authors"] for seen, roles in scored}
    for item in outline.values("authors"):
        lines = _labelled_lines(item)
        spans = [(line.start, line.end) for line in lines]
        below = _BELOW + (_LABELLED - _BELOW) * sure.get(item.first, 0.5)  # menus print the label, too
        announced = item.beside or item.at.hints.term or item.at.text.endswith((":", "："))
        score = _LABELLED if announced else below
        _propose(outline, text, spans, "generic.label.authors", score, item.at.number, proposal)
    _propose_contributors(outline, text, proposal)
    for run, score in _runs(scored):
        if _is_part_of_list(outline, run) or any(seen.line.start in organised for seen in run):
            continue
        spans = [(seen.line.start, seen.line.end) for seen in run]
        _propose(outline, text, spans, "generic.authors", score, run[0].number, proposal)


def _propose_contributors(outline: Outline, text: str, proposal: Proposal) -> None:
    """Those below a label for all who helped that are said to be the authors (`Gray, Ada (creator)`)."""
    for item in outline.values("editors"):
        lines = item.lines if item.beside else [seen.line for seen in takewhile(_is_plain, outline.below(item))]
        spans = [(line.start, line.end) for line in lines[:_FAR] if split_role(line.text).role == "author"]
        _propose(outline, text, spans, "generic.label.authors", _LABELLED, item.at.number, proposal)


def _is_plain(seen: Features) -> bool:
    return seen.label is None


def _propose(
    outline: Outline,
    text: str,
    spans: Sequence[tuple[int, int]],
    rule: str,
    score: float,
    place: int,
    proposal: Proposal,
) -> None:
    found = _each_once([Found(names, s, e) for s, e in spans if (names := parse_authors(text, "auto", s, e))])
    whole = [item for item in found if not any(_NO_NAME.search(name.literal) for name in item.value)]
    if len(whole) < len(found) and len(whole) < 2:
        return  # some of the names cannot be read
    found = whole
    if not found or not (found := _without_letters(outline, found)):
        return
    affiliate(outline, [name for item in found for name in item.value])
    proposal.read("authors", found, rule, Rank.READER, score, place)


def _each_once(found: list[Found[list[Name]]]) -> list[Found[list[Name]]]:
    """The names of several lines without those that a line above has told: a list, and below it each name again with
    where the person works."""
    told: set[str] = set()
    kept = []
    for item in found:
        names = [name for name in item.value if name.literal not in told]
        told |= {name.literal for name in names}
        kept += [Found(names, item.start, item.end)] if names else []
    return kept


def _without_letters(outline: Outline, found: list[Found[list[Name]]]) -> list[Found[list[Name]]]:
    """Names without the letters of their affiliations, where these are glued to them (`Obatab, Mbata`, and below them
    `a Department of …`); none where only some carry one: there a letter may be the name's own."""
    found = _without_numerals(found)
    letters = {match["mark"] for seen in outline.head if (match := _LETTERED.match(seen.text)) and _is_between(seen)}
    names = [name for item in found for name in item.value]
    carrying = [name.literal.rstrip("*,")[-1:] in letters for name in names]
    marked = any(mark.isalnum() for name in names for mark in name.marks)
    if "a" not in letters or (marked and not (all(carrying) and len(names) >= _FEWEST_GLUED)):
        return found
    if not all(carrying):
        return [] if any(carrying) else found
    return [Found([_without_letter(name, letters) for name in item.value], item.start, item.end) for item in found]


def _without_numerals(found: list[Found[list[Name]]]) -> list[Found[list[Name]]]:
    """Names without the Roman numerals of their affiliations, where all have them glued to them (`Roque SalazarII`)."""
    names = [name for item in found for name in item.value]
    glued = [_NUMERALS.search(name.literal) for name in names]
    if len(names) < _FEWEST_GLUED or not all(match and name.family for match, name in zip(glued, names, strict=True)):
        return found
    for match, name in zip(glued, names, strict=True):
        if match and name.family:
            cut = len(name.literal) - match.start()
            name.literal, name.marks, name.end = name.literal[:-cut], (match[0],), name.end - cut
            if _NUMERALS.search(name.family):
                name.family = _NUMERALS.sub("", name.family)
    return found


def _without_letter(name: Name, letters: set[str]) -> Name:
    bare = name.literal.rstrip("*,")[:-1].rstrip(",")
    cut = len(name.literal) - len(bare)
    if not name.family or not bare or bare[-1] in " .-":
        return name
    family = name.family.rstrip("*,")[:-1].rstrip(",")
    marks = (name.literal.rstrip("*,")[-1],)
    return replace(name, literal=bare, family=family, end=name.end - cut, marks=marks)


def _is_part_of_list(outline: Outline, run: list[Features]) -> bool:
    """Whether names one a line are but some of those printed: what parts names stands right above them."""
    if "," in run[0].text or " and " in run[0].text or run[0] is outline.head[0]:
        return False
    above = outline.lines[run[0].number - 1]
    return above.label is None and above.text.strip(" ,;&") == ""


def _text(outline: Outline) -> str:
    """The page text, with raised letters for marks where the markup tells them."""
    if outline.page.rendered is None or not outline.head:
        return outline.text
    return with_raised(outline.text, outline.page.rendered, outline.head[0].line.start, outline.head[-1].line.end)


def _with_organisations(outline: Outline, scored: Scored) -> list[Found[list[Name]]]:
    """Names each followed by its organisation, one line an author, below the line that is most likely the title."""
    title = max(scored, key=lambda item: item[1]["title"], default=None)
    found: list[Found[list[Name]]] = []
    certain = 0
    last = title[0].number + _FAR if title else 0
    for seen in outline.head:
        if title is None or not title[0].number < seen.number <= last:
            continue
        front, comma, rest = seen.text.partition(",")
        if not comma or not rest.strip() or len(seen.text) > _LONGEST:
            continue
        organised = _ORGANISATION.search(rest) is not None
        if Features(Line(front, 0, 0, 0)).names < (_PERHAPS if organised else _LIKELY):
            continue
        name = parse_name(front, "auto", seen.line.start)
        if name is None or not name.family:
            continue
        certain += organised
        last = max(last, seen.number + _GOES_ON)
        name.affiliations = [rest.strip(" .;")]
        found.append(Found([name], seen.line.start, seen.line.end))
    return found if len(found) > 1 and 2 * certain >= len(found) else []


def _labelled_lines(item: Labelled) -> list[Line]:
    """The lines of names behind a label: its own line; or those below, as long as they are names."""
    first, *rest = item.lines
    lines = [first]
    if item.beside:
        return lines
    if re.fullmatch(r"listed:?", first.text, re.I) and rest:  # RePEc
        lines = [rest[0]]
        rest = rest[1:]
    for line in rest[:_MOST_LINES]:
        if line.spaced and not _BETWEEN.fullmatch(line.text) and not Features(line).names > 0.8:
            break
        seen = Features(line)
        if seen.names > 0.5:
            lines.append(line)
        elif not (_BETWEEN.fullmatch(line.text) or seen.affiliation):
            break
    return lines


def _runs(scored: Scored) -> list[tuple[list[Features], float]]:
    """Lines of names, joined where only affiliations and marks stand between, each with how sure it is."""
    runs: list[_Run] = []
    repeated = Counter(seen.text for seen, _ in scored)
    last: _Run | None = None  # the one that may go on
    for (seen, roles), score in zip(scored, _filled(scored), strict=True):
        key = seen.label.key if seen.label is not None else None
        if key == "authors":
            continue  # proposed with its label
        if (key is not None and key not in _ASIDE and repeated[seen.text] < 2) or roles["title"] >= _RUN:
            last = None
        elif (
            key is None
            and last is not None
            and score >= _RUN
            and not _is_home(seen, score)
            and last.is_followed_by(seen, score)
        ):
            last.add(seen, score)
        elif key is None and score >= _LEAST and not ((score < _RUN or _is_home(seen, score)) and _is_between(seen)):
            runs.append(_Run([seen], score))
            if score >= _IN_BLOCK or last is None:
                last = runs[-1] if score >= _RUN else None
            else:
                last.gap += 1
        elif last is not None:
            last.gap += 1
            last.between += _is_between(seen)
            last.telling += seen.affiliation or repeated[seen.text] > 1
    return [(run.lines, run.score) for run in runs]


@dataclass(slots=True)
class _Run:
    """Lines of names, how sure they are, and what has been seen below the last of them: `gap` lines, `between` of them
    such as stand between names, `telling` such as stand below each name."""

    lines: list[Features]
    score: float
    gap: int = 0
    between: int = 0
    telling: int = 0

    def is_followed_by(self, seen: Features, score: float) -> bool:
        """Whether a name below the gap belongs to those above it; the farther, the surer it must be. Names in another
        script are the same people's."""
        if _CJK.search(seen.text) is None and _CJK.search(self.lines[-1].text):
            return False
        if self.gap == self.between <= _MOST_BETWEEN and (score >= _IN_BLOCK or not self.telling):
            return True
        return self.gap <= _MOST_IN_BLOCK and score >= _IN_BLOCK and 3 * self.telling >= self.gap

    def add(self, seen: Features, score: float) -> None:
        self.lines.append(seen)
        self.score = max(self.score, score)
        self.gap = self.between = self.telling = 0


def _is_home(seen: Features, score: float) -> bool:
    """Whether a line that may be names says where authors work or what they did, and does not look like names."""
    home = seen.affiliation and seen.names < _AFFILIATED and score < _SURE
    return home or CREDIT.match(seen.text) is not None


def _is_between(seen: Features) -> bool:
    """Whether a line is what stands between names that are printed one a line."""
    return (
        seen.affiliation
        or is_place(seen.text)
        or _BETWEEN.fullmatch(seen.text) is not None
        or CREDIT.match(seen.text) is not None
        or (len(seen.text) <= _LONGEST and _ORGANISATION.search(seen.text) is not None)
    )


def _filled(scored: Scored) -> list[float]:
    """Scores where a doubtful line below a name counts as a name, too, if it looks like one or another follows: buttons
    and marks spoil its looks."""
    scores = [0.0 if _TOLD.search(seen.text) else roles["authors"] for seen, roles in scored]
    filled = list(scores)
    for n in range(1, len(scores)):
        if not _RUN > scores[n] >= _DOUBTFUL or filled[n - 1] < _RUN or scored[n][0].label is not None:
            continue
        alike = scored[n][0].names >= NAMES
        below = scores[n + 1 : n + 3]
        goes_on = any(score >= (_RUN if alike else _SURE) for score in below) or min(below, default=0.0) >= _IN_BLOCK
        if (alike and scores[n - 1] >= _IN_BLOCK) or (goes_on and scores[n - 1] >= _RUN):
            filled[n] = _RUN
    for n, (seen, _) in enumerate(scored):
        below_title = any(roles["title"] >= _IN_BLOCK for _, roles in scored[max(n - 2, 0) : n])
        if below_title and _BYLINE.match(seen.text) and seen.names >= NAMES:
            filled[n] = max(filled[n], _ANNOUNCED)
    for start, end in _stretches(scored):
        best = max(filled[start:end])
        if best >= (_RUN if end - start >= _LONG else _IN_BLOCK):
            filled[start:end] = [max(score, _RUN) for score in filled[start:end]]
    return filled


def _stretches(scored: Scored) -> Iterator[tuple[int, int]]:
    """Where many lines stand one below the other that each look like names and nothing else, or some that are no
    menu's."""
    start, least = 0, 1.0
    for n in range(len(scored) + 1):
        seen = scored[n][0] if n < len(scored) else None
        named = seen is not None and seen.label is None and seen.names >= NAMES
        if seen is not None and named and (n == start or _is_below(seen, scored[n - 1][0])):
            least = min(least, scored[n][1]["authors"])
            continue
        if n - start >= _LONG or (n - start >= _FEWEST and least >= _NO_MENU):
            yield start, n
        start = n if named else n + 1
        least = scored[n][1]["authors"] if named else 1.0


def _is_below(seen: Features, above: Features) -> bool:
    return seen.number == above.number + 1


def affiliate(outline: Outline, names: Iterable[Name]) -> None:
    """Gives names with marks the affiliations that carry the same marks."""
    marked = [name for name in names if name.marks]
    if not marked:
        return
    lines = [seen.text for seen in outline.head if seen.affiliation]
    if lines:
        attach_affiliations(marked, parse_affiliations(lines))
