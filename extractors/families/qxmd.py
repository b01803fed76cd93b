"""Read by QxMD (read.qxmd.com): the abstract page of a literature app, with PubMed's title and abstract.

The page opens with a widget to vote and save; title and abstract stand below it, on some captures with publication
types, authors and journal line above the abstract. The app's adverts, access prompts and legal notices follow, several
of them twice. From `Related Resources` on the page shows other papers.
"""

import re
from collections.abc import Mapping

from extractors.boilerplate.rules import holding, lines_of, opening, sign
from extractors.detectors.abstracts import split_abstract
from extractors.detectors.author_lines import looks_like_author_line
from extractors.detectors.copyright import copyright_start
from extractors.family import Family, reads
from extractors.found import Found
from extractors.page import Line, Page, Part
from extractors.values import Reading, read_abstract, read_authors, read_citation, read_date, read_text, read_title

_WIDGET = ("add like", "add dislike", "add to saved papers", "saved papers", "remove from saved papers")
_OTHER_PAPERS = ("related resources", "related papers", "trending papers", "comments")
# MeSH publication types as the page prints them, alone or several on a line
_TYPES = re.compile(
    r"(?i:(?:journal article|(?:systematic )?review|case reports?|meta-analysis|editorial|letter|comment|news|lecture"
    r"|(?:randomi[sz]ed controlled|controlled clinical|pragmatic clinical|clinical) trial(?:, phase [iv]{1,3})?"
    r"|(?:comparative|multicenter|observational|evaluation|validation|twin|clinical) study|(?:practice )?guideline"
    r"|research support, (?:non-)?u\.?s\.? gov['’]t(?:, (?:non-)?p\.?h\.?s\.?)?"
    r"|research support, n\.?i\.?h\.?, \w{2}tramural"
    r"|historical article|introductory journal article|english abstract|published erratum|biography|portrait"
    r"|video-audio media|consensus development conference|dataset|congress|preprint)(?:[\s,;|·]{1,3}|$))+"
)
# `Journal of Mental Health 2024 August 22`: online first, without volume
_ONLINE = re.compile(r"(?P<container>\S.{2,150}?) (?P<date>(?:19|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?)\.?")
_LONGEST_TITLE = 600
_LONGEST_IMPRINT = 300


class QxMD(Family):
    name = "qxmd"
    signs = (
        sign("add to saved papers", weight=2),
        sign("add dislike", weight=1, whole=True),
        sign("get seemless 1-tap access", weight=2),
        sign("for the best experience, use the read", weight=2),
        sign("you can now claim free cme credits for this literature search", weight=2),
        sign("we have located links that may give you full text access", weight=1),
        sign("can't access the paper?", "can’t access the paper?", weight=1),
        sign("read by qxmd", weight=2),
    )
    chrome = (
        lines_of("share_widget", *_WIDGET),
        holding("navigation", "| read by qxmd", "- read by qxmd", "read by qxmd icon", longest=400),
        lines_of("navigation", *_OTHER_PAPERS, "read by qxmd", "remove bar", "read", "journals", "collections"),
        lines_of("navigation", "topics", "papers", "discover", "search tips", "show references", "loading"),
        opening("navigation", "discover journals", "browse journals", "there are no comments", longest=120),
        lines_of("navigation", "paper collection", "view all", "want more personalized results?", "request trial"),
        lines_of("navigation", "use parentheses", "diabetic and foot", "diabetes or diabetic", "virchow -triad"),
        opening("navigation", "use boolean operators", "exclude a word using the 'minus' sign", longest=80),
        opening("navigation", "add an asterisk (*) at end of a word", "neuro* will search for", longest=120),
        opening("navigation", "use quotes to search for an exact phrase", 'primary prevention of cancer"', longest=80),
        opening("navigation", "water and (cup or glass)", "heart or cardiac or cardio*", longest=100),
        lines_of("access_prompt", "full text links", "full text", "read free full text", "find full text links"),
        opening(
            "access_prompt",
            *("can't access the paper", "can’t access the paper", "try logging in through your university"),
            *("we have located", "we have not located", "institutional login", "free full text"),
        ),
        opening(
            "app_advert",
            *("for the best experience, use the read", "get seemless 1-tap access", "get seamless 1-tap access"),
            *("mobile app image", "get the app", "save your favorite articles", "available on the app store"),
        ),
        opening("education_advert", "you can now claim free cme credits", "claim now"),
        opening("login_prompt", "already have an account", "sign up now", "sign up for a free", longest=120),
        holding("copyright", "by webmd llc", "material copyrighted by 3rd parties", "qxmd software inc"),
        opening("privacy_notice", "by using this service, you agree", "your privacy choices"),
        opening("placeholder", "no abstract text is available", "no abstract available", longest=120),
    )

    def parts(self, page: Page) -> list[Part]:
        """The page down to where it shows other papers; these, up to the next advert or notice, are chrome too."""
        first = next((line for line in page.lines if _shows_others(line)), None)
        if first is None:
            return [page.part()]
        for line in page.lines[first.number + 1 :]:
            if line.chrome is not None and not _shows_others(line):
                break
            line.chrome = first.chrome
        return [page.part(0, first.number)]

    @reads
    def title(self, part: Part) -> Reading:
        line = self._title_line(part)
        return read_title(part.page.text, line.start, line.end) if line else None

    @reads
    def type(self, part: Part) -> list[Found[str | None]]:
        lines = [line for line in self._body(part) if _names_types(line)]
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
        widget = max((n for n, line in enumerate(part.lines) if line.text.casefold() in _WIDGET), default=-1)
        body: list[Line] = []
        for line in part.lines[widget + 1 :]:
            if line.chrome is None or _ends_with_copyright(line):
                body.append(line)
            elif body:
                break
        return body

    def _title_line(self, part: Part) -> Line | None:
        body = [line for line in self._body(part) if not _names_types(line)]
        return body[0] if body and not _is_abstract(body[0], alone=len(body) == 1) else None

    def _below_title(self, part: Part) -> list[Line]:
        title = self._title_line(part)
        return [line for line in self._body(part) if not title or line.number > title.number]

    def _imprint(self, part: Part) -> list[Line]:
        """The lines below the title that tell who wrote the paper, where it appeared and of what kind it is."""
        below = self._below_title(part)
        return below[: next((n for n, line in enumerate(below) if not _is_imprint(part.page.text, line)), len(below))]


def _shows_others(line: Line) -> bool:
    return line.chrome is not None and line.text.casefold().strip(" :") in _OTHER_PAPERS


def _ends_with_copyright(line: Line) -> bool:
    """Whether a line that is taken for a copyright notice is a short abstract that ends with one."""
    return line.chrome is not None and not line.chrome.owner and copyright_start(line.text) < len(line.text)


def _names_types(line: Line) -> bool:
    return len(line.text) <= _LONGEST_IMPRINT and _TYPES.fullmatch(line.text) is not None


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
    return bool(_names_types(line) or looks_like_author_line(line.text) or _cited(text, line))


def _cited(text: str, line: Line) -> Mapping[str, Reading]:
    """`Journal 2018 June 1, 27 (3): 200-210`, or without volume where it is not in an issue yet."""
    if len(line.text) > _LONGEST_IMPRINT or not any(map(str.isdigit, line.text)):
        return {}
    online = _ONLINE.fullmatch(line.text)
    if online:
        container, date = ([line.start + at for at in online.span(name)] for name in ("container", "date"))
        return {"container_title": read_text(text, *container), "issued": read_date(text, *date)}
    cited = read_citation(text, line.start, line.end)
    return cited if "volume" in cited else {}
