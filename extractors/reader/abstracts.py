"""The abstract: the text below its heading, or paragraphs below the names where no heading stands."""

import re
from collections.abc import Sequence
from itertools import islice

from extractors.decision.candidates import Evidence, Proposal, Rank
from extractors.detectors.abstract_end import own_text
from extractors.detectors.section_labels import lookup
from extractors.found import AbstractText, Found
from extractors.page import Line
from extractors.page.features import Features
from extractors.reader.outline import Labelled, Outline
from extractors.reader.roles import digits_cite
from extractors.reader.titles import Scored
from extractors.values import read_abstract

_HEADED, _NAMED, _OTHER, _UNHEADED = 0.95, 0.85, 0.6, 0.65
_NAME = "abstract"  # the hint of an element that is called one
_TITLE = 0.3  # how sure the title must be that an abstract without heading stands below
_FAR = 45  # lines below the title that it begins in
_FIRST, _MOST_PARAGRAPHS = 200, 3
_MOST_OTHERS = 2  # paragraphs elsewhere on a page that shows an abstract without heading
_OPENING = 200  # characters of a paragraph that show whether it cites
_SHORTEST, _SHORTEST_HAN = 80, 30  # characters
_LONGEST = 15_000
_HAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_SCRIPTS = {
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "Greek or Cyrillic": re.compile("[\u0370-\u052f]"),
    "Semitic": re.compile("[\u0590-\u07ff]"),
    "East Asian": _HAN,
}
_LANGUAGE = re.compile(r"[(\[（][^\W\d_]{2,12}[)\]）]")  # `Abstract (German)`
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_LABEL = 60
_FEWEST_TERMS, _LONGEST_TERM, _LONGEST_TERMS = 4, 5, 600  # of keywords without a label
_PARAGRAPH = 80  # characters of a line that is prose whatever it ends with
_SENTENCE = 25  # characters of one that is, if it ends like one
_BROKEN, _FEWEST_WORDS = 40, 5  # characters of a line that may be broken, and blanks in it
_MOST_LINES = 400
_OPENING_TELLS = 60  # characters by which two texts are the same
_BUTTONS = 3  # lines of buttons between a heading and its text
_ENDS = tuple('.!?…。！？)”"»:：;；]')


def propose_abstracts(outline: Outline, scored: Scored, proposal: Proposal) -> None:
    """Proposes the abstracts that the page shows, the first under a heading before others.

    Those in another language, and a summary for laymen, are proposed as `abstracts`, beside the first.
    """
    first = True
    others: list[Found[AbstractText]] = []
    headed = [item for item in outline.values("abstract") if item.at.hints.beside in ("", "header")]
    headed.sort(key=lambda item: item.match.glued)  # a word of a sentence may look like a heading
    for item in _in_order(outline, scored, headed):
        read = _read_headed(outline, item)
        if read is not None:
            proposal.read(
                "abstract", read, "generic.abstract", Rank.READER, _HEADED if first else _OTHER, item.at.number
            )
            others.append(read)
            first = False
    others += [read for item in outline.values("plain_summary") if (read := _read_headed(outline, item)) is not None]
    _propose_others(outline.text, others, proposal)
    if first and outline.sections:
        _read(outline, outline.sections, _NAMED, "generic.sections", proposal)
    elif first and not _propose_named(outline, proposal):
        title = _title_number(scored)
        _propose_unheaded(outline, title if title < outline.foot else -1, proposal)


def _in_order(outline: Outline, scored: Scored, headed: list[Labelled]) -> list[Labelled]:
    """The headed abstracts, that in the language of the title first where their headings name languages: by the words
    that they share with it."""
    if sum(_LANGUAGE.search(item.at.text) is not None for item in headed) < 2:
        return headed
    told = outline.first("title")
    line = next((seen.text for seen, _ in scored if seen.number == _title_number(scored)), "")
    words = set(_WORD.findall((told.lines[0].text if told else line).casefold()))
    shared = [len(words & set(_WORD.findall(item.lines[0].text.casefold()))) for item in headed]
    return [item for _, item in sorted(zip(shared, headed, strict=True), key=lambda pair: -pair[0])]


def _title_number(scored: Scored) -> int:
    """The number of the line that is most likely the title, or -1."""
    lines = [item for item in scored if not item[0].is_prose]
    seen, roles = max(lines, key=lambda item: item[1]["title"], default=(None, {"title": 0.0}))
    return seen.number if seen is not None and roles["title"] >= _TITLE else -1


def _propose_others(text: str, found: Sequence[Found[AbstractText]], proposal: Proposal) -> None:
    """Proposes what the page shows beside the first abstract: each text once."""
    openings = {text[item.start : item.start + _OPENING_TELLS].casefold() for item in found[:1]}
    others = []
    for item in found[1:]:
        opening = text[item.start : item.start + _OPENING_TELLS].casefold()
        if opening not in openings:
            openings.add(opening)
            others.append(item)
    if others:
        evidence = [Evidence("generic.abstract", item.start, item.end) for item in others]
        proposal.propose("abstracts", [item.value for item in others], evidence, Rank.READER, _HEADED)


def _read_headed(outline: Outline, item: Labelled) -> Found[AbstractText] | None:
    """The text of an abstract below its heading or beside it."""
    if not item.beside and next(outline.below(item)).hints.heading and not _is_section(next(outline.below(item))):
        return None  # announced and left out
    first = item.lines[0] if item.beside else None
    lines = _run(list(islice(outline.below(item), _MOST_LINES)), first, item.at.hints.heading)
    if not lines:
        return None
    lines = _of_one_element(outline, item.at, lines)
    return _read_text(outline, lines[0].start, lines[-1].end)


def _read_text(outline: Outline, start: int, stop: int) -> Found[AbstractText] | None:
    """The abstract in these lines, without what stands behind it."""
    end = own_text(outline.text, start, stop)
    if end - start > _LONGEST or not _is_long(outline.text[start:end]):
        return None
    return read_abstract(outline.text, start, end)


def _run(below: Sequence[Features], first: Line | None, rank: int) -> list[Line]:
    """The lines of prose from a heading on, with the labels of sections between them, up to anything else.

    `first` is what stands beside the heading. A heading of the same `rank` is none of its sections. The labels of
    sections open the first section too: below an abstract without, `Introduction` heads the work's text.
    """
    run: list[Line] = [first] if first else []
    waiting: list[Line] = []  # labels of sections, taken with the prose below them
    labels: set[str] = set()
    skipped = size = 0
    for n, seen in enumerate(below):
        if size > _LONGEST or _ends_text(seen, bool(run)) or 0 < seen.hints.heading <= rank:
            break
        if run and len(seen.text) >= _PARAGRAPH and _script(seen.text) != _script(run[0].text):
            break  # the abstract in another language
        if _is_section(seen):
            label = seen.text.rstrip(" :.").casefold()
            opens_body = seen.label is not None and seen.label.key == "body"
            if (run and (not labels or opens_body)) or label in labels:
                break
            labels.add(label)
            waiting.append(seen.line)
        elif run and is_list_of_terms(seen.text):
            break
        elif _is_text(seen) or _is_broken(seen, below[n + 1 : n + 2]) or (run and _is_wrapped(run[-1], seen, waiting)):
            run += [*waiting, seen.line]
            waiting = []
            size += len(seen.text)
        elif run or waiting or skipped == _BUTTONS:
            break
        else:
            skipped += 1
    return run


def _script(text: str) -> str:
    """The script that most of a paragraph's opening is written in."""
    opening = text[:_FIRST]
    counts = {name: len(letters.findall(opening)) for name, letters in _SCRIPTS.items()}
    return max(counts, key=lambda name: counts[name])


def _ends_text(seen: Features, begun: bool) -> bool:
    """Whether a line is the heading of something else."""
    if seen.hints.beside or (seen.hints.heading and begun and not _is_section(seen)):
        return True
    return seen.label is not None and not _is_section(seen) and not _is_inline_section(seen)


def _is_inline_section(seen: Features) -> bool:
    """Whether a line is a section with its label before it: `Introduction: Night nurses …`."""
    label = seen.label
    return label is not None and label.key == "body" and label.value_start < len(seen.text)


def _of_one_element(outline: Outline, heading: Features, lines: list[Line]) -> list[Line]:
    """The lines that stand in the smallest element that holds the heading and the first line below it: the text of
    letters follows their abstract without a heading of its own."""
    rendered = outline.page.rendered
    if rendered is None or len(lines) < 2:
        return lines
    first, title = rendered.element_at(lines[0].start), rendered.element_at(heading.line.start)
    if first is None or title is None:
        return lines
    around = set(first.iterancestors())
    common = next((above for above in title.iterancestors() if above in around), None)
    span = rendered.span_of(common) if common is not None else None
    return [line for line in lines if span is None or line.start < span[1]]


def _is_section(seen: Features) -> bool:
    """Whether a line is the label of an abstract's section and nothing else."""
    text = seen.text
    return len(text) <= _LONGEST_LABEL and lookup(text.rstrip(" :：.")) is not None


def _is_text(seen: Features) -> bool:
    text = seen.text
    if text.isupper() and text.endswith((":", "：")):
        return False  # a heading
    factor = 2 if _HAN.search(text, 0, _FIRST) else 1
    return len(text) * factor >= _PARAGRAPH or (len(text) * factor >= _SENTENCE and text.endswith(_ENDS))


def _is_wrapped(above: Line, seen: Features, waiting: Sequence[Line]) -> bool:
    """Whether a line goes on with a sentence that a text tool broke, or ends a paragraph that it broke."""
    return not waiting and not seen.line.spaced and not above.text.endswith(_ENDS[:7]) and len(above.text) > _BROKEN


def _is_broken(seen: Features, below: Sequence[Features]) -> bool:
    """Whether a line is the first of a sentence that a text tool broke: long, and it goes on in small letters."""
    goes_on = bool(below) and not below[0].line.spaced and (below[0].text[0].islower() or seen.text[-1] in "-,")
    return goes_on and len(seen.text) > _BROKEN and seen.label is None and seen.text.count(" ") >= _FEWEST_WORDS


def _propose_named(outline: Outline, proposal: Proposal) -> bool:
    """The text of an element that is named an abstract."""
    run: list[Features] = []
    for seen in outline.own():
        if _NAME in seen.hints.named[:2] and not seen.hints.beside and seen.hints.links < 0.5:
            if run and seen.number > run[-1].number + 1:
                break
            if not seen.hints.heading or run:
                run.append(seen)
        elif run:
            break
    return bool(run) and _read(outline, run, _NAMED, "generic.named", proposal)


def _propose_unheaded(outline: Outline, title: int, proposal: Proposal) -> None:
    """The first paragraphs of prose below the title, where no other heading stands above them and little text below."""
    if any(item.at.hints.heading for item in outline.labelled.get("abstract", ())):
        return  # announced and left out
    run: list[Features] = []
    others = 0
    for seen in islice(outline.lines, title + 1, outline.own_end):
        if run and (seen.number > run[-1].number + 1 or not _is_paragraph(seen)):
            others += _is_paragraph(seen)
        elif _is_paragraph(seen) and _is_first(seen, run):
            run.append(seen)
        elif (seen.hints.heading and seen.number > title + 1) or (seen.number > title + _FAR):
            break
    if run and len(run) <= _MOST_PARAGRAPHS and others <= _MOST_OTHERS:
        _read(outline, run, _UNHEADED, "generic.paragraphs", proposal)


def _is_paragraph(seen: Features) -> bool:
    return seen.is_prose and seen.hints.beside in ("", "header") and seen.hints.links < 0.3 and seen.label is None


def _is_first(seen: Features, run: list[Features]) -> bool:
    """Whether a paragraph is long enough to open an abstract, and no citation."""
    return bool(run) or (len(seen.text) >= _FIRST and not digits_cite(seen.text[:_OPENING]))


def _read(outline: Outline, run: list[Features], score: float, rule: str, proposal: Proposal) -> bool:
    read = _read_text(outline, run[0].line.start, run[-1].line.end)
    if read is not None:
        proposal.read("abstract", read, rule, Rank.READER, score, run[0].number)
    return read is not None


def is_list_of_terms(text: str) -> bool:
    """Whether a line is keywords that no label announces: short terms, parted alike, and no sentence."""
    terms = re.split(r"[;；]\s?|[,，、]\s?|\s·\s", text)
    return (
        len(terms) >= _FEWEST_TERMS
        and len(text) <= _LONGEST_TERMS
        and not text.endswith((".", "?", "!", "。"))
        and all(0 < len(term.split()) <= _LONGEST_TERM for term in terms)
    )


def _is_long(text: str) -> bool:
    return len(text) >= (_SHORTEST_HAN if _HAN.search(text, 0, _FIRST) else _SHORTEST)
