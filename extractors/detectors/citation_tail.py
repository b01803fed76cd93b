"""The tail of a citation line: dates, volume, issue, pages, article number, in any order and any punctuation."""

import re
from collections.abc import Callable
from functools import lru_cache

from extractors.detectors import citation_grammar as grammar
from extractors.detectors.citation_parts import is_locator, read_date, read_pages
from extractors.detectors.date_words import fold
from extractors.detectors.dates import month_number
from extractors.found import Citation

_MAX_PARTS = 20
_PLACE = ("volume", "issue", "first_page", "article_number", "publication_stage", "page_count", "issued")


class Tail:
    """Reads parts from `start` on for as long as they last.

    `found` holds them, `complete` says whether they reach `stop` or something that closes a citation (a DOI, a link, a
    new label), `labelled` names the fields that stood with a label. `known_volume`: a number alone is a volume;
    `dated`: the year is known from elsewhere.
    """

    def __init__(self, text: str, start: int, stop: int, known_volume: bool = False, dated: bool = False) -> None:
        self.text, self.start, self.stop = text, start, stop
        self.found = Citation(start=start, end=start)
        self.known_volume, self.dated = known_volume, dated
        self.labelled: set[str] = set()
        self.after_date = self.colon = self.complete = self.hard_stop = False
        self._read(start)

    def _read(self, position: int) -> None:
        for _ in range(_MAX_PARTS):
            separators = grammar.SEPARATORS.match(self.text, position, self.stop)
            after = separators.end() if separators else position
            self.colon = ":" in self.text[position:after] or ":" in self.text[position:after]
            if after >= self.stop or (self._evidence() and self._closes(position, after)):
                self.complete = True
                return
            position = self._part(after)
            if position <= after:
                self.complete = self._ends_breadcrumbs(separators[0] if separators else "")
                self.hard_stop = after > 0 and self.text[after - 1] in "|\n\t"
                return
            self.found.end = position

    def _evidence(self) -> bool:
        return any(getattr(self.found, name) for name in _PLACE)

    def _closes(self, position: int, after: int) -> bool:
        """A DOI, a link, a new label; behind a whole issue also the issue's own title: "Vol 12 No 3 (2018): Water"."""
        found = self.found
        if found.issued is None and grammar.PUBLISHED.match(self.text, after, self.stop):
            return False
        if grammar.TERMINATOR.match(self.text, after, self.stop):
            return True
        whole = found.issue and found.issued and "issue" in self.labelled and not found.first_page
        if not (whole and self.colon and self.text[after].isalpha() and self.text[after - 1].isspace()):
            return False
        return grammar.PAGES_BARE.match(self.text, after, self.stop) is None

    def _ends_breadcrumbs(self, separators: str) -> bool:
        """ "Home > J Water > Volume 50(4); 2020 > Article"."""
        return not {">", "›", "»"}.isdisjoint(separators) and not {"volume", "issue"}.isdisjoint(self.labelled)

    def _part(self, at: int) -> int:
        after_date, self.after_date = self.after_date, False
        for rule in self._rules(at):
            end = rule(self, at)
            if end > at:
                return end
        end = self._bare_volume(at, after_date)
        return end if end > at else self._bare_pages(at)

    def _rules(self, at: int) -> "tuple[_Rule, ...]":
        """The rules that can hold at `at`: a number has no label before it, and most words begin no part at all."""
        first = self.text[at]
        after_colon = self.colon and self._placed()
        if first.isdigit():
            return (Tail._labelled_pages, Tail._bare_pages, *_NUMBERS) if after_colon else _NUMBERS
        if first in "(（":
            return _PARENTHESES
        word = _WORD.match(self.text, at, self.stop)
        if word and not _begins_part(word[0]):
            return (Tail._passed_over,)
        return (Tail._labelled_pages, Tail._supplement, Tail._bare_pages, *_WORDS) if after_colon else _WORDS

    def _placed(self) -> bool:
        return bool(self.found.volume or self.found.issue) and self.found.first_page is None

    def _set(self, name: str, value: str | None, start: int, end: int) -> bool:
        """Keeps the first value of a field. A second one is passed over: "2022年09期 v.47;No.291" has two issues."""
        if value is None:
            return False
        if getattr(self.found, name) is None:
            setattr(self.found, name, value)
            self.found.spans[name] = (start, end)
        return True

    def _groups(self, match: re.Match[str]) -> int:
        """Every named group of the match is the field of its name."""
        for name, value in match.groupdict().items():
            self._set(name, value, *match.span(name))
        return match.end()

    # --- labelled parts ---

    def _labelled(self, at: int) -> int:
        for pattern, name in _BEHIND if self.text[at].isdigit() else _LABELLED:
            match = pattern.match(self.text, at, self.stop)
            if match:
                self.labelled.add(name)
                group = name if match[name] else "inner"
                self._set(name, match[group].strip(), *match.span(group))
                return self._of_year(match.end()) if name == "issue" else match.end()
        return self._together(at)

    def _of_year(self, at: int) -> int:
        """ "Nr. 3/2018": the year behind an issue's number."""
        match = grammar.OF_YEAR.match(self.text, at, self.stop)
        return self._groups(match) if match and self.found.issued is None else at

    def _together(self, at: int) -> int:
        """Parts that only together are told: "v12 n3", "8.2 (2014)", "3/2018", "2 т.31"."""
        placed = self.found.volume or self.found.issue
        for pattern, labels in _TOGETHER:
            match = pattern.match(self.text, at, self.stop)
            if not match or (placed and "volume" in match.groupdict()):
                continue
            if "issued" in match.groupdict() and (self.found.issued or self.found.issue):
                continue
            if pattern is grammar.ISSUE_FIRST and at != self.start:
                continue
            self.labelled.update(labels)
            return self._groups(match)
        return at

    def _supplement(self, at: int) -> int:
        """ "8 Suppl 2:S12", "Volume 15, Issue 3, Supplement 1": an issue of its own, or the issue's other half."""
        found = self.found
        if not (found.volume or found.issue) or found.first_page:
            return at
        match = grammar.MAYBE_SUPPLEMENT.match(self.text, at, self.stop)
        if not match:
            return at
        self.labelled.add("issue")
        if found.issue is None:
            self._set("issue", match[0].strip(), at, at + len(match[0].rstrip()))
            return match.end()
        start, end = found.spans["issue"]
        between = self.text[end:at]
        if between.strip(" ,;") == "" and len(between) <= 3:
            found.spans["issue"] = (start, at + len(match[0].rstrip()))
            found.issue = " ".join(self.text[start : found.spans["issue"][1]].split())
        return match.end()

    def _labelled_pages(self, at: int) -> int:
        if self.found.first_page is not None:
            return at
        patterns = (grammar.LABELLED_PAGES, grammar.PAGES_BEHIND, grammar.CJK_PAGES)
        for pattern in patterns[1:] if self.text[at].isdigit() else patterns:
            match = pattern.match(self.text, at, self.stop)
            if match:
                self.labelled.add("pages")
                return self._take_pages(match, at)
        return at

    def _take_pages(self, match: re.Match[str] | None, at: int) -> int:
        if not match or self.found.first_page is not None:
            return at
        first, last = read_pages(match)
        arabic = match["first"] is not None
        if not first.strip("0"):
            return at
        span = match.span("first" if arabic else "rfirst")
        self._set("first_page", first, *span)
        if last:
            self._set("last_page", last, *match.span("last" if arabic else "rlast"))
        elif is_locator(first):
            self._set("article_number", first, *span)
        return match.end()

    def _stage(self, at: int) -> int:
        match = grammar.STAGE.match(self.text, at, self.stop)
        if not match or self.found.volume:
            return at
        self._set("publication_stage", "ahead-of-print", at, match.end())
        return match.end()

    def _page_count(self, at: int) -> int:
        match = grammar.PAGE_COUNT.match(self.text, at, self.stop)
        if not match:
            return at
        if self.found.page_count is None:
            self.found.page_count = int(match[match.lastindex or 1])
            self.found.spans["page_count"] = match.span(match.lastindex or 1)
        return match.end()

    def _journal_line(self, at: int) -> int:
        """ "JournalX" on a line of its own among the other parts (Pure portals)."""
        match = grammar.JOURNAL_LINE.match(self.text, at, self.stop)
        if not match or not (at == 0 or self.text[at - 1] == "\n"):
            return at
        self._set("container_title", match[1].strip(), *match.span(1))
        return match.end()

    # --- dates ---

    def _date(self, at: int) -> int:
        """The first date; a later one only where it is of the same year: "Year 2023, Volume: 6 …, 08.09.2023"."""
        label = grammar.PUBLISHED.match(self.text, at, self.stop)
        begin = label.end() if label else at
        issued = self.found.issued
        value, end = read_date(self.text, begin, self.stop, months=self.found.volume is None)
        if value is None and (match := grammar.MONTH_OF_YEAR.match(self.text, begin, self.stop)):
            value, end = f"{match['year']}-{match['month']}", match.end()
        if value is not None and self.dated and len(value) == 4:
            return at
        if value is None or (issued is not None and (not value.startswith(issued[:4]) or value == issued[:4])):
            return at
        if issued is None or len(value) > len(issued):
            self.found.issued, self.found.spans["issued"] = value, (begin, end)
        self.after_date = issued is None
        return end

    def _parentheses(self, at: int) -> int:
        """A date, or the issue, or labelled parts: "16 (1971)", "30 (01)", "79(C)", "(Volume: 12, March 2018)"."""
        match = grammar.PARENTHESES.match(self.text, at, self.stop)
        if not match:
            return at
        inner, (start, end) = match["inner"], match.span("inner")
        if not inner:
            return match.end() if self.found.volume else at
        if self.found.issued is None:
            value, stop = read_date(self.text, start, end, months=True)
            if value and not self.text[stop:end].strip():
                self._set("issued", value, start, end)
                return match.end()
        if self.found.first_page is not None and grammar.DAY.fullmatch(inner):  # "315:243-246 (26 July)"
            return match.end()
        if self._inner_parts(start, end):
            return match.end()
        placed = self.found.volume or self.found.issued
        if self.found.first_page is not None or not placed or not grammar.IS_ISSUE.fullmatch(inner):
            return at
        self._set("issue", inner, start, end)
        return match.end()

    def _inner_parts(self, start: int, end: int) -> bool:
        """Reads labelled parts, page counts and dates in parentheses as if these were not there."""
        inner = Tail(self.text, start, end, dated=self.dated)
        told = inner.labelled or inner.found.page_count or (inner.found.issued and not inner.found.volume)
        if not inner.complete or not told or (self.found.volume and inner.found.volume):
            return False
        if inner.labelled == {"issue"} and self.found.issue is None and self.found.issued is None:
            return False  # "Bd. 12 (Suppl 1)": the issue as it is printed
        for name, span in inner.found.spans.items():
            value = getattr(inner.found, name)
            if getattr(self.found, name) is None and (name != "issued" or self.found.issued is None):
                setattr(self.found, name, value)
                self.found.spans[name] = span
        self.labelled |= inner.labelled
        return True

    # --- parts without a label ---

    def _bare_volume(self, at: int, after_date: bool) -> int:
        """A volume without a label: only after a date, or before an issue or pages. "2020, 11", "30 (01)", "3:18"."""
        if self.found.volume is not None or self.found.issue is not None or self.found.first_page is not None:
            return at
        match = grammar.COMMA_ISSUE.match(self.text, at, self.stop)
        if match:
            return self._groups(match)
        match = grammar.BARE_VOLUME_SPAN.match(self.text, at, self.stop)
        if not match and after_date and ";" in self.text[max(self.start, at - 3) : at]:
            match = grammar.PMC_SPAN.match(self.text, at, self.stop)
            if match:
                self._set("volume", match["volume"].strip(), *match.span("volume"))
                self._set("issue", match["issue"], *match.span("issue"))
                return match.end()
        if not match:
            match = grammar.BARE_VOLUME.match(self.text, at, self.stop)
            if match and not match["volume"][-1:].isdigit() and not (self.known_volume or self._context(match.end())):
                return at
            if match and grammar.RANGE_GOES_ON.match(self.text, match.end(), self.stop):
                return at
        if not match or not (after_date or self.known_volume or self._context(match.end())):
            return at
        self._set("volume", match["volume"], *match.span("volume"))
        issue = grammar.COLON_ISSUE.match(self.text, match.end(), self.stop)
        if issue:
            return self._groups(issue)
        return self._article_after_colon(match.end())

    def _article_after_colon(self, at: int) -> int:
        """ "3:18": a volume without an issue, then one number: the article's (BMC, PLOS and others number articles)."""
        match = grammar.COLON_ARTICLE.match(self.text, at, self.stop)
        if not match or not match[1].strip("0"):
            return at
        self._set("first_page", match[1], *match.span(1))
        self._set("article_number", match[1], *match.span(1))
        return match.end()

    def _context(self, at: int) -> bool:
        return grammar.VOLUME_CONTEXT.match(self.text, at, self.stop) is not None

    def _bare_pages(self, at: int) -> int:
        found = self.found
        if found.first_page is not None:
            return at
        match = grammar.PAGES_BARE.match(self.text, at, self.stop)
        if not match:
            return at
        placed = found.volume or found.issue or (found.issued and (match["last"] or match["rlast"]))
        return self._take_pages(match, at) if placed else at

    def _passed_over(self, at: int) -> int:
        """Of no field: a place between issue and date (SciELO), a month alone at the end (RePEc), further pages."""
        found = self.found
        if not (found.volume or found.issue):
            return at
        if found.first_page:
            more = grammar.MORE_PAGES.match(self.text, found.end, self.stop)
            if more and more.end() > at:
                return more.end()
        if found.issued is None:
            for pattern in (grammar.CITY, grammar.OTHER_CALENDAR):
                match = pattern.match(self.text, at, self.stop)
                if match:
                    return match.end()
        status = grammar.STATUS.match(self.text, at, self.stop)
        if status:
            return status.end()
        month = grammar.LONE_MONTH.match(self.text, at, self.stop)
        return month.end() if month and month_number(month[0]) else at


_WORD = re.compile(r"[^\W\d_]{1,24}")


@lru_cache(4096)
def _begins_part(word: str) -> bool:
    return (
        word.startswith("Journal")
        or grammar.IS_ROMAN.fullmatch(word) is not None
        or fold(word) in grammar.PART_WORDS
        or len(word) <= 3
        or word > "\u2e80"
    )


_BEHIND = (
    (grammar.VOLUME_BEHIND, "volume"),
    (grammar.ISSUE_BEHIND, "issue"),
    (grammar.CJK_VOLUME, "volume"),
    (grammar.CJK_ISSUE, "issue"),
)
_LABELLED = (
    (grammar.SUMMON_VOLUME, "volume"),
    (grammar.SUMMON_ISSUE, "issue"),
    (grammar.VOLUME, "volume"),
    (grammar.ISSUE, "issue"),
    (grammar.ARTICLE, "article_number"),
    *_BEHIND,
)
_TOGETHER: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (grammar.ERIC, ("volume", "issue")),
    (grammar.POINT_ISSUE, ()),
    (grammar.ISSUE_OF_YEAR, ()),
    (grammar.YEAR_AND_ISSUE, ()),
    (grammar.ISSUE_FIRST, ()),
)
_Rule = Callable[[Tail, int], int]
_NUMBERS: tuple[_Rule, ...] = (
    Tail._page_count,
    Tail._labelled_pages,
    Tail._labelled,
    Tail._date,
    Tail._passed_over,
)
_PARENTHESES: tuple[_Rule, ...] = (Tail._parentheses, Tail._passed_over)
_WORDS: tuple[_Rule, ...] = (
    Tail._stage,
    Tail._page_count,
    Tail._labelled_pages,
    Tail._labelled,
    Tail._supplement,
    Tail._date,
    Tail._journal_line,
    Tail._passed_over,
)
