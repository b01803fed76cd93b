"""A Chinese citation portal with records in the manner of Web of Science (site not identified).

An English record under Chinese labels, some spaced out (`D O I`), values on the lines below: names as
`Family, Given [1 ,2 ]` with numbered affiliations, author keywords and Keywords Plus in one list, classification codes,
pages, citation count; then related papers, each with its own authors and citation line. Journal, year and volume of the
page's own paper are mostly not shown, and those of the related papers are never its own.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.boilerplate.rules import Boilerplate, lines_of, sign
from extractors.decision.candidates import Proposal
from extractors.detectors.affiliations import attach_affiliations
from extractors.detectors.citations import is_locator, parse_citation, parse_pages
from extractors.detectors.keywords import split_index_terms, split_keywords
from extractors.detectors.name_marks import marks_alone, strip_marks
from extractors.detectors.name_words import PARTICLES, SUFFIXES
from extractors.detectors.names import parse_name
from extractors.families.chrome import Chrome
from extractors.families.templates import compile_template
from extractors.family import Family, reads
from extractors.found import CitedWork, Found, Name
from extractors.page import Entry, Line, Page, Part
from extractors.values import Reading, fold, read_number, read_title

# A scheme's label, and its name in the record. Both are codes that the portal itself assigns.
SCHEMES = {"clc": "CLC", "discipline": "GB/T 13745"}

# Enough of the page for one that is cut off below its authors: the counter above them, or the marks behind them.
_LAYOUT = re.compile(
    r"^被引[:\uff1a][ \t]*\d{0,9}\s*\n(?:[ \t]*\|\s*\n)?\s*作者[ \t]*\r?$"
    r"|^作者[ \t]*\r?\n[^\n\[]{2,80}\[\d[\d ,]{0,40} \]",
    re.M,
)
_CODE = re.compile(
    r"(?P<code>[A-Z]{0,3}-?\d[\w.+/=():-]*|[A-Z]{1,3})\s*(?:\[(?P<name>[^\n]{1,80}?)\](?=\s*(?:[;\uff1b,]|$)|\s+[A-Z\d]))?"
)
_AFFILIATION = re.compile(r"(?:^|(?<=[;\uff1b])\s*)\[\s*(\d{1,3})\s*\]\s*")
_ORDINAL = re.compile(r"(?:[•●·*–-]\s*)?\[\s*(\d{1,5})\s*\]\s*")
_TOTAL = re.compile(r"[(\uff08]?共有?\s*([\d,]{1,9})\s*[条篇]")
# `JOURNAL, 2021, 30 (01) : 261 - 273`, `JOURNAL, 2021, 1 (04): : 400 - 411`, `PROCEEDINGS, 2015, : 12 - 17`
_CITED = re.compile(
    r"(?P<container>\S.{0,298}?)\s?,\s?(?P<year>(?:1[5-9]|20)\d\d)"
    r"(?:,\s{0,3}(?P<volume>[^\s,:()]{1,15})?\s{0,3}(?:\(\s?(?P<issue>[^()]{1,25}?)\s?\))?)?"
    r"(?:\s{0,3}:){0,2}\s{0,3}(?P<pages>[^,:()]{1,40})?"
)
_OPEN_END = re.compile(r"\s*[-–/]\s*[+&]?\s*$")  # `508 - +`: goes on elsewhere in the issue
# `JOURNAL | 2020年 / 12卷 / 03期`, on one line or several
_SOURCE = {
    "container_title": re.compile(r"(?P<value>[^\s|/][^\n|]*?)\s*(?=[|\n]|,?\s*\d{4}\s*年|$)"),
    "issued": re.compile(r"(?P<value>(?:1[5-9]|20)\d\d)\s*年"),
    "volume": re.compile(r"(?P<value>[\w.-]{1,15})\s*卷"),
    "issue": re.compile(r"(?P<value>[\w.-]{1,15}(?: \w{1,8})?)\s*期"),
}
# A title goes on below where it ends in one of these.
_UNFINISHED = re.compile(r"(?:[:,&(–-]|(?<!\w)(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE)
_NO_NAME = frozenset({"不详", "佚名", "匿名"})


class CnCitationIndex(Family):
    name = "cn_citation_index"
    signs = (
        sign("学科分类号", weight=2, whole=True),
        sign("中图分类号", weight=1, whole=True),
        sign("d o i", weight=1, whole=True),
        sign("被引:", "被引\uff1a", weight=1),
        sign("相关论文", weight=1, whole=True),
        sign("页码:", "页码\uff1a", weight=1),
        sign("页数:", "页数\uff1a", weight=1),
        sign("机构", weight=1, whole=True),
        sign("关键词", weight=1, whole=True),
        sign("作者", weight=1, whole=True),
    )
    enough = 4
    chrome = (
        lines_of("share_widget", "引用", "收藏", "分享", "导出", "打印", "下载", "全文", "原文链接", "查看原文"),
        lines_of("navigation", "查看更多", "更多", "返回", "上一页", "下一页", "返回列表", "返回顶部"),
        lines_of(
            "navigation", "首页", "检索", "高级检索", "搜索", "登录", "注册", "个人中心", "关于我们", "联系我们", "帮助"
        ),
    )
    _patterns = Chrome(
        (), ((Boilerplate("navigation", (), owner="cn_citation_index"), compile_template("[<]{#} {#} {#}[ >]")),)
    )
    labels = {
        "citation_count": ("被引", "被引频次", "被引次数", "被引用次数"),
        "authors": ("作者",),
        "affiliations": ("机构", "作者机构", "作者单位"),
        "keywords": ("关键词", "关键字", "作者关键词"),
        "index_terms": ("扩展关键词", "Keywords Plus", "KeyWords Plus"),
        "doi": ("D O I", "DOI"),
        "issn": ("ISSN", "I S S N"),
        "isbn": ("ISBN", "I S B N"),
        "clc": ("中图分类号",),
        "discipline": ("学科分类号",),
        "abstract": ("摘要",),
        "pages": ("页码", "起止页码", "起止页"),
        "page_count": ("页数",),
        "source": ("来源", "期刊", "刊名", "来源期刊", "来源出版物", "出版物"),
        "publisher": ("出版社", "出版者", "出版商"),
        "publisher_place": ("出版地",),
        "issued": ("出版日期", "发表日期", "出版年", "出版时间", "年份", "发表时间"),
        "volume": ("卷", "卷号"),
        "issue": ("期", "期号"),
        "article_number": ("文献号", "论文编号"),
        "language": ("语种", "语言"),
        "references": ("参考文献", "引用文献"),
        "related": ("相关论文", "相关文献"),
        # told apart, so that they end the value above them; no field is kept for them
        "corresponding": ("通讯作者", "通讯作者地址", "通信作者", "电子邮箱", "邮箱"),
        "funding": ("基金", "基金项目", "基金资助", "资助机构", "资助项目"),
        "conference": ("会议", "会议名称", "会议地点", "会议日期", "会议时间", "主办单位", "会议录"),
        "series": ("丛书", "丛书名", "丛书名称", "编者", "编辑", "主编"),
        "kind": ("文献类型", "类型", "收录", "收录情况", "研究方向", "学科", "学科类别", "入藏号", "影响因子"),
        "citing": ("引证文献", "施引文献"),
    }
    glued = ("related",)

    def recognises(self, page: Page, weight: int) -> bool:
        """A page that is cut off short shows few signs; then how it opens has to do."""
        return weight >= self.enough or _LAYOUT.search(page.text, 0, 5000) is not None

    @reads
    def title(self, part: Part) -> Reading:
        lines = [line for line in part.lines if line.chrome is None]
        if not lines or (self._table and self._table.match(lines[0].text)):
            return None
        return read_title(part.page.text, lines[0].start, lines[_title_lines(lines) - 1].end)

    @reads
    def authors(self, part: Part) -> Found[list[Name]] | None:
        entry = part.entries.get("authors")
        if not entry:
            return None
        names = _one_per_line(part.page.text, entry.lines)
        affiliations = part.entries.get("affiliations")
        if affiliations:
            attach_affiliations(names, _affiliations(affiliations))
        return Found(names, entry.start, entry.end) if names else None

    @reads
    def affiliations(self, part: Part) -> Reading:
        entry = part.entries.get("affiliations")
        return Found(None, entry.start, entry.end) if entry and part.entries.get("authors") else None

    @reads
    def keywords(self, part: Part) -> dict[str, Reading]:
        text = part.page.text
        lists = {key: part.entries[key] for key in ("keywords", "index_terms") if part.entries.get(key)}
        items = {key: split_keywords(text, entry.start, entry.end) for key, entry in lists.items()}
        if "keywords" in items and "index_terms" not in items:
            items["keywords"], items["index_terms"] = split_index_terms(items["keywords"])
        return {
            key: Found([item.value for item in found], found[0].start, found[-1].end)
            for key, found in items.items()
            if found
        }

    @reads
    def classifications(self, part: Part) -> list[Found[list[dict[str, str | None]]]]:
        return [
            Found([{"scheme": scheme, "code": match["code"], "name": match["name"]}], match.start(), match.end())
            for key, scheme in SCHEMES.items()
            if (entry := part.entries.get(key))
            for line in entry.lines
            for match in _codes(part.page.text, line)
        ]

    @reads
    def source(self, part: Part) -> dict[str, Reading]:
        entry = part.entries.get("source")
        if not entry:
            return {}
        cited = _CITED.fullmatch(part.page.text, entry.start, entry.end)
        if cited:
            return _source_line(cited)
        matches = {
            name: pattern.match(part.page.text, entry.start, entry.end)
            if name == "container_title"
            else pattern.search(part.page.text, entry.start, entry.end)
            for name, pattern in _SOURCE.items()
        }
        return {
            name: Found(fold(match["value"]), *match.span("value"))
            for name, match in matches.items()
            if match is not None
        }

    @reads
    def pages(self, part: Part) -> dict[str, Reading]:
        entry = part.entries.get("pages")
        if not entry:
            return {}
        line = entry.lines[0]
        first, last = _pages(line.text)
        found = {"first_page": first, "last_page": last, "article_number": _electronic(first, last)}
        return {name: Found(value, line.start, line.end) for name, value in found.items() if value}

    @reads
    def references(self, part: Part) -> dict[str, Reading]:
        return _list(part, "references", "reference_count")

    @reads
    def related(self, part: Part) -> dict[str, Reading]:
        return _list(part, "related", "related_total")

    def finish(self, part: Part, proposal: Proposal) -> None:
        if (proposal.first("related_total") or 0) > len(proposal.first("related") or []):
            proposal.warn("related_incomplete")
        if (proposal.first("reference_count") or 0) > len(proposal.first("references") or []):
            proposal.warn("references_incomplete")
        if part.entries.get("authors") and not proposal.has("authors"):
            proposal.warn("authors_blank")
        if not proposal.has("title"):
            proposal.warn("title_missing")


def _title_lines(lines: list[Line]) -> int:
    """How many lines from the first on are one title that the text tool wrapped."""
    count = 1
    while count < len(lines) and not lines[count].spaced:
        goes_on = lines[count].text[:1].islower() and "," not in lines[count].text[:40]
        if not goes_on and not _UNFINISHED.search(lines[count - 1].text):
            break
        count += 1
    return count


def _one_per_line(text: str, lines: list[Line]) -> list[Name]:
    names: list[Name] = []
    for line in lines:
        alone = marks_alone(line.text)
        if alone is not None:
            if names:
                names[-1].marks += alone
            continue
        start = line.start
        for piece in re.split("[;\uff1b]", line.text):
            name = _name(text, start, start + len(piece))
            names += [name] if name else []
            start += len(piece) + 1
    return names


def _name(text: str, start: int, end: int) -> Name | None:
    """`Family, Given` with marks: never a degree, so that `Lange, Joep M.A.` has initials. Without a comma, a group."""
    start, end, marks = strip_marks(text, start, end)
    literal = fold(text[start:end])
    family, comma, given = (part.strip() for part in literal.partition(","))
    if any(map(str.isdigit, given)):
        return None  # a citation line that the page breaks off
    forenames, _, last = (part.strip() for part in given.rpartition(","))
    if last in SUFFIXES:
        family, given = f"{family} {last}", forenames
    particle = given.split()[-1:] and given.split()[-1] in PARTICLES  # `Reis, Ana dos`
    if comma and not particle and any(map(str.isalpha, family)) and any(map(str.isalpha, given)):
        return Name(literal, family, given, marks=marks, start=start, end=end)
    name = parse_name(text[start:end], "auto", start) if literal not in _NO_NAME else None
    if name is not None:
        name.marks += marks
        if not comma and " " in literal and literal.isascii():
            name.family = name.given = None
    return name


def _affiliations(entry: Entry) -> dict[str, str]:
    """Organisations by number; a line without a number goes on from the one above, or stands alone."""
    found: dict[str, str] = {}
    mark = "0"
    for line in entry.lines:
        pieces = _AFFILIATION.split(line.text)
        found[mark] = f"{found.get(mark, '')} {pieces[0]}".strip(" ;\uff1b")
        for mark, name in zip(pieces[1::2], pieces[2::2], strict=True):
            found[mark] = name.strip(" ;\uff1b")
    return {mark: fold(name) for mark, name in found.items() if name}


def _codes(text: str, line: Line) -> Iterator[re.Match[str]]:
    """`R749 [精神病学]; B84 [心理学];`, `100205 ;`: each code opens its piece."""
    at = line.start
    while match := _CODE.match(text, at, line.end):
        yield match
        at = match.end()
        while at < line.end and (text[at].isspace() or text[at] in ";\uff1b,"):
            at += 1


def _source_line(cited: re.Match[str]) -> dict[str, Reading]:
    named = {"container_title": "container", "issued": "year", "volume": "volume", "issue": "issue"}
    found = {name: Found(fold(cited[group]), *cited.span(group)) for name, group in named.items() if cited[group]}
    first, last = _pages(cited["pages"] or "")
    pages = {"first_page": first, "last_page": last, "article_number": _electronic(first, last)}
    return {**found, **{name: Found(value, *cited.span("pages")) for name, value in pages.items() if value}}


def _pages(printed: str) -> tuple[str | None, str | None]:
    """First and last page of `28 / 34`, `1065 - U23`, `508 - +`, `e123`."""
    return parse_pages(_OPEN_END.sub("", printed)) or (None, None)


def _electronic(first: str | None, last: str | None) -> str | None:
    """A locator in the place of the pages is the article's number too, as in citation lines."""
    return first if first and not last and is_locator(first) else None


def _list(part: Part, key: str, total: str) -> dict[str, Reading]:
    """`共 50 条`, then works: `[21] title`, names one a line, and a citation line."""
    entry = part.entries.get(key)
    if not entry:
        return {}
    text, read = part.page.text, dict[str, Reading]()
    stated = _TOTAL.match(entry.lines[0].text)
    if stated:
        at = entry.start + stated.start(1)
        read[total] = read_number(text, at, at + len(stated.group(1)))
    starts = [n for n, line in enumerate(entry.lines) if _ORDINAL.match(line.text)]
    works = [_work(text, entry.lines[a:b]) for a, b in pairwise([*starts, len(entry.lines)])]
    if works:
        read[key] = Found(works, works[0].start, works[-1].end)
    return read


def _work(text: str, lines: list[Line]) -> CitedWork:
    """A work of a list. What stands below its citation line (page numbers of the list) is no part of it."""
    head = _ORDINAL.match(lines[0].text)
    assert head is not None
    start = lines[0].start + head.end()
    work = CitedWork("", int(head.group(1)), start=lines[0].start, end=lines[-1].end)
    titled = _title_lines(lines)
    title = read_title(text, start, lines[titled - 1].end) if start < lines[0].end else None
    work.title = title.value if title else None
    cited = next((n for n in range(1, len(lines)) if _cite(work, lines[n].text)), None)
    if cited is not None:
        work.end = lines[cited].end
    work.raw = fold(text[start : work.end])
    names = lines[titled:cited]
    if cited is None and names and names[-1].text.isupper() and " " in names[-1].text:
        names.pop()  # a journal without its year
    work.authors = _one_per_line(text, names)
    return work


def _cite(work: CitedWork, line: str) -> bool:
    """Reads a citation line into the work; False where the line is none."""
    cited = _CITED.fullmatch(line)
    if cited:
        first, last = _pages(cited["pages"] or "")
        if first or not cited["pages"]:
            work.container_title, work.year = fold(cited["container"]), int(cited["year"])
            work.volume, work.issue, work.first_page, work.last_page = cited["volume"], cited["issue"], first, last
            return True
    found = parse_citation(line, 0, len(line), known=True) if any(map(str.isdigit, line)) else None
    if found is None or found.issued is None:
        return False
    work.container_title, work.year, work.doi = found.container_title, int(found.issued[:4]), found.doi
    work.volume, work.issue, work.first_page, work.last_page = (
        found.volume,
        found.issue,
        found.first_page,
        found.last_page,
    )
    return True
