"""Read by QxMD: where the title, the lines below it and the abstract stand, none of them labelled."""

import re
from collections.abc import Mapping

from extractors.detectors.abstracts import split_abstract
from extractors.detectors.author_lines import looks_like_author_line
from extractors.detectors.citations import parse_citation
from extractors.detectors.copyright import copyright_start
from extractors.detectors.kinds_of_work import names_kinds
from extractors.family import Family, reads
from extractors.found import Found
from extractors.page import Line, Part
from extractors.values import Reading, read_abstract, read_authors, read_citation, read_title

_LONGEST_TITLE, _LONGEST_IMPRINT = 600, 300


class QxMD(Family, described=__file__):
    @reads
    def title(self, part: Part) -> Reading:
        line = self._title_line(part)
        return read_title(part.page.text, line.start, line.end) if line else None

    @reads
    def type(self, part: Part) -> list[Found[str | None]]:
        lines = [line for line in self._body(part) if names_kinds(line.text)]
        return [Found(None if n else "article-journal", line.start, line.end) for n, line in enumerate(lines)]

    @reads
    def authors(self, part: Part) -> Reading:
        line = next((line for line in self._imprint(part) if looks_like_author_line(line.text)), None)
        return read_authors(part.page.text, line.start, line.end) if line else None

    @reads
    def citation(self, part: Part) -> Mapping[str, Reading]:
        return next((cited for line in self._imprint(part) if (cited := _cited(part.page.text, line))), {})

    @reads
    def abstract(self, part: Part) -> Mapping[str, Reading]:
        """The paragraphs below title and imprint, without the copyright statement they may end with."""
        lines = self._below_title(part)[len(self._imprint(part)) :]
        if not lines:
            return {}
        start, end = lines[0].start, lines[-1].end
        stop = copyright_start(part.page.text, start, end)
        read = {"abstract": read_abstract(part.page.text, start, stop)}
        return read if stop == end else {**read, "!copyright": Found(None, stop, end)}

    def _body(self, part: Part) -> list[Line]:
        """What stands between the widget on top and the first prompt or advert behind it."""
        widget = max((n for n, line in enumerate(part.lines) if _is_widget(line)), default=-1)
        body: list[Line] = []
        for line in part.lines[widget + 1 :]:
            if line.chrome is None or _ends_with_copyright(line):
                body.append(line)
            elif body:
                break
        return body

    def _title_line(self, part: Part) -> Line | None:
        body = [line for line in self._body(part) if not names_kinds(line.text)]
        return body[0] if body and not _is_abstract(body[0], alone=len(body) == 1) else None

    def _below_title(self, part: Part) -> list[Line]:
        title = self._title_line(part)
        return [line for line in self._body(part) if not title or line.number > title.number]

    def _imprint(self, part: Part) -> list[Line]:
        """The lines below the title that tell who wrote the paper, where it appeared and of what kind it is."""
        below = self._below_title(part)
        return below[: next((n for n, line in enumerate(below) if not _is_imprint(part.page.text, line)), len(below))]


def _is_widget(line: Line) -> bool:
    return line.chrome is not None and line.chrome.rule == "qxmd.share_widget"


def _ends_with_copyright(line: Line) -> bool:
    """Whether a line that is taken for a copyright notice is a short abstract that ends with one."""
    return line.chrome is not None and not line.chrome.owner and copyright_start(line.text) < len(line.text)


def _is_abstract(line: Line, alone: bool) -> bool:
    """Whether the first line is the abstract because the title was lost: it is long, or opens with a label.

    Titles may open like one too (`Results: a reading of …`), but have no second sentence.
    """
    if len(line.text) > _LONGEST_TITLE:
        return True
    sentences = len(re.findall(r"[^\W\d_]{3}[.?!]\s", line.text))
    labelled = next((section.label for section in split_abstract(line.text)), None)
    return bool(labelled and (sentences or labelled.isupper())) or (alone and sentences > 1 and len(line.text) > 200)


def _is_imprint(text: str, line: Line) -> bool:
    if len(line.text) > _LONGEST_IMPRINT:
        return looks_like_author_line(line.text)
    return names_kinds(line.text) or looks_like_author_line(line.text) or bool(_cited(text, line))


def _cited(text: str, line: Line) -> Mapping[str, Reading]:
    """`Journal 2018 June 1, 27 (3): 200-210`, or without volume where it is not in an issue yet."""
    if len(line.text) > _LONGEST_IMPRINT or not any(map(str.isdigit, line.text)):
        return {}
    cited = parse_citation(text, line.start, line.end, known=True)
    dated = cited is not None and cited.container_title and cited.spans.get("issued", (0, 0))[1] >= line.end - 1
    return read_citation(text, line.start, line.end, known=True) if cited and (cited.volume or dated) else {}
