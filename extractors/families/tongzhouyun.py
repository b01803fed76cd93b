"""Tongzhouyun 同舟云学术 (globalauthorid.com): a Chinese portal's page of one English paper, made from Crossref's data.

Labels stand on lines of their own, values below, blank lines between. Names are `Family Given`, divided by commas
without spaces; so are subjects, whose names may hold a comma with a space. The labels of the abstract's sections are
glued to their sentences on both sides. The references are those that Crossref has, fewer than the number stated: as
printed in the journal, or in the portal's own style, `Title;Author;Journal,Year`.
"""

import re
from dataclasses import replace

from extractors.boilerplate.rules import holding, lines_of, opening, rest_from, sign
from extractors.decision.candidates import Proposal
from extractors.detectors.affiliations import attach_affiliations, parse_affiliations
from extractors.detectors.author_lists import parse_authors
from extractors.detectors.keywords import split_keywords
from extractors.detectors.name_marks import marks_alone
from extractors.detectors.names import parse_name
from extractors.detectors.references import parse_reference, split_references
from extractors.family import Family, reads
from extractors.found import AbstractText, CitedWork, Found, Name
from extractors.page import Page, Part
from extractors.values import Reading, fold, read_abstract, read_title

# How the page opens. A page that is cut off has lost the footer, which tells it best.
_LAYOUT = re.compile(
    r"\s*\S[^\n]{0,600}\n(?:\S[^\n]{0,600}\n){0,2}\s*Author:[ \t]*\r?\n(?:\s*[^\n]{1,20000}\n)?"
    r"\s*(?:Abstract|Publisher|Subject|Affiliation:|Reference\d{1,5} articles?\.)\s*\n"
)
_STATED = re.compile(r"(\d{1,5})[ \t]*(?:articles?\b\.?|[篇条])")
_ORCID = re.compile(r"ORCID(?=,|\s*$)")
# The tags of the deposited metadata (JATS), as they are or escaped. Those within a word part nothing.
_INLINE = "i|b|u|em|strong|sub|sup|sc|italic|bold|underline|tt|inline-formula|xref|ext-link"
_TAG = re.compile(
    rf"(?:<|&lt;)(?:(?P<inline>/?(?:jats:)?(?:{_INLINE}))|/?(?:jats:[\w-]{{1,30}}|title)|/?(?:p|br|sec|div|span))"
    r"(?:[ \t/][^<>&\n]{0,200})?(?:>|&gt;)",
    re.IGNORECASE,
)
_JOINER = "\u2060"  # stands for the characters of a tag within a word, so that every offset holds
_OPENERS = (
    "A|An|The|This|These|In|We|To|It|Our|There|Although|While|With|For|As|On|Most|Many|Recent|Since|By|Here|Despite|Using|Both"
    "|Background|Introduction|Objectives?|Purpose|Aims?|Methods?"
)
# The abstract's own heading, deposited with it; `Abstract algebra is …` opens a sentence.
_HEADING = re.compile(
    r"(?:Abstract|ABSTRACT|Summary|SUMMARY)(?=[A-Z\"“'‘(\d])"
    r"|(?:Abstract|ABSTRACT|Summary|SUMMARY)(?=\s*\n)"
    rf"|(?:Abstract|ABSTRACT)[ \t\u00a0\u2060]*[:.]?\s+(?=(?:{_OPENERS})\b)"
)
# `Title;Author;Journal,Year`, where Crossref has the parts of a reference and not its text
_PARTS = re.compile(
    r"(?P<title>[^\n]{0,1000}?);(?:(?P<author>[^;\n]{0,100});)?(?P<container>[^;\d\s][^;\n]{0,250}|),(?P<year>(?:1[5-9]|20)\d\d)"
)


class Tongzhouyun(Family):
    name = "tongzhouyun"
    signs = (
        sign("同舟云学术", weight=3),
        sign("www.globalauthorid.com", weight=2),
        sign("同舟云网络信息技术", weight=2),
        sign("学者识别学者识别", "学术分析学术分析", "人才评估人才评估", weight=1),
        sign("author:", weight=1, whole=True),
    )
    chrome = (
        rest_from("portal_footer", "同舟云学术"),
        lines_of("portal_footer", "同舟云学术"),
        opening("portal_footer", "1.学者识别", "2.学术分析", "3.人才评估", longest=60),
        holding("portal_footer", "是以全球学者为主线", longest=2000),
        holding("portal_footer", "同舟云网络信息技术有限公司", "www.globalauthorid.com", longest=200),
        opening("access_prompt", "订阅此论文施引文献"),
    )
    labels = {
        "authors": ("Author", "Authors", "作者"),
        "affiliations": ("Affiliation", "Affiliations", "机构", "单位"),
        "abstract": ("Abstract", "摘要"),
        "publisher": ("Publisher", "出版商", "出版社", "出版者"),
        "subjects": ("Subject", "Subjects", "学科", "主题"),
        "keywords": ("Keywords", "Keyword", "关键词"),
        "container_title": ("Journal", "期刊"),
        "doi": ("DOI",),
        "issn": ("ISSN",),
        "references": ("Reference", "References", "Reference ", "References ", "参考文献"),
        "cited_by": ("Cited by", "Cited By", "Cited by ", "Cited By ", "施引文献", "被引"),
        # no field is kept for it
        "funder": ("Funder", "Funders", "Funding", "基金", "资助机构"),
    }
    glued = ("references", "cited_by", "abstract")
    long = frozenset({"abstract", "references", "cited_by"})

    def recognises(self, page: Page, weight: int) -> bool:
        return weight >= self.enough or _LAYOUT.match(page.text) is not None

    @reads
    def title(self, part: Part) -> Reading:
        """The lines above the first label. A page without labels has no title but one reference."""
        lines = [line for line in part.lines if line.chrome is None]
        if not lines or not part.entries or (self._table and self._table.match(lines[0].text)):
            return None
        end = lines[0].end
        for line in lines[1:3]:
            if line.spaced or (self._table and self._table.match(line.text)):
                break
            end = line.end
        found = read_title(_TAG.sub("", part.page.text[lines[0].start : end]), 0, end)
        return replace(found, start=lines[0].start, end=end) if found else None

    @reads
    def authors(self, part: Part) -> Found[list[Name]] | None:
        entry = part.entries.get("authors")
        if not entry:
            return None
        names = _names(part.page.text, entry.start, entry.end)
        affiliations = part.entries.get("affiliations")
        if affiliations:
            attach_affiliations(names, parse_affiliations([line.text for line in affiliations.lines]))
        return Found(names, entry.start, entry.end) if names else None

    @reads
    def affiliations(self, part: Part) -> Reading:
        entry = part.entries.get("affiliations")
        return Found(None, entry.start, entry.end) if entry and part.entries.get("authors") else None

    @reads
    def abstract(self, part: Part) -> Found[AbstractText] | None:
        entry = part.entries.get("abstract")
        if not entry:
            return None
        text = _without_tags(part.page.text[entry.start : entry.end])
        heading = _HEADING.match(text.lstrip(_JOINER + " \n"))
        start = len(text) - len(text.lstrip(_JOINER + " \n")) + heading.end() if heading else 0
        found: Found[AbstractText] | None = read_abstract(text, start, len(text))
        if found is None:
            return None
        for section in found.value.sections:
            section.text = fold(section.text.replace(_JOINER, ""))
        return Found(found.value, entry.start + start, entry.end)

    @reads
    def subjects(self, part: Part) -> Reading:
        entry = part.entries.get("subjects")
        lines = entry.lines if entry else []
        found = [item for line in lines for item in split_keywords(part.page.text, line.start, line.end, ",")]
        return Found([item.value for item in found], found[0].start, found[-1].end) if found else None

    @reads
    def cited_by(self, part: Part) -> dict[str, Reading]:
        """The count; the papers listed below it are neither the page's own nor cited by it."""
        entry = part.entries.get("cited_by")
        stated = _STATED.match(part.page.text, entry.start, entry.end) if entry else None
        return {"citation_count": Found(int(stated[1]), *stated.span())} if stated else {}

    @reads
    def references(self, part: Part) -> dict[str, Reading]:
        entry = part.entries.get("references")
        if not entry:
            return {}
        text, read = part.page.text.replace("\u00a0", " "), dict[str, Reading]()
        start, stated = entry.start, _STATED.match(entry.lines[0].text)
        if stated:
            read["reference_count"] = Found(int(stated.group(1)), start, start + stated.end())
            start += stated.end()
        works = [_work(text, *span) for span in split_references(text, start, entry.end)]
        if works:
            read["references"] = Found(works, works[0].start, works[-1].end)
        return read

    @reads
    def lone_reference(self, part: Part) -> dict[str, Reading]:
        """The page of a work that the portal knows from reference lists alone: one reference, printed twice."""
        lines = [line for line in part.lines if line.chrome is None]
        if part.entries or len(lines) > 2 or len({line.text for line in lines}) != 1:
            return {}
        start, end = lines[0].start, lines[0].end
        work = parse_reference(part.page.text, start, end)
        if work.title is None and work.container_title is None:
            return {}
        sure = all(name.family and name.given for name in work.authors)
        values = {
            "title": work.title,
            "authors": work.authors if sure else None,
            "container_title": work.container_title,
            "issued": str(work.year) if work.year else None,
            **{name: getattr(work, name) for name in ("volume", "issue", "first_page", "last_page", "doi")},
        }
        again = Found(None, lines[-1].start, lines[-1].end)
        return {**{name: Found(value, start, end) for name, value in values.items() if value}, "again": again}

    def finish(self, part: Part, proposal: Proposal) -> None:
        if (proposal.first("reference_count") or 0) > len(proposal.first("references") or []):
            proposal.warn("references_incomplete")
        if proposal and not proposal.has("title"):
            proposal.warn("title_missing")


def _names(text: str, start: int, end: int) -> list[Name]:
    """`Faulkner Alison1,2,Basset Thurstine2`: only commas part names; marks are the name's before."""
    names: list[Name] = []
    printed = _ORCID.sub(lambda match: " " * len(match[0]), text[start:end])
    for piece in re.finditer(r"[^,\uff0c]+", printed):
        marks = marks_alone(piece[0])
        if marks is not None and names:
            names[-1].marks += marks
        elif name := parse_name(piece[0], "family-first", start + piece.start()):
            names.append(name)
    return names


def _without_tags(text: str) -> str:
    """`text` with every tag overwritten, so that offsets hold; a block begins a line."""

    def blank(match: re.Match[str]) -> str:
        size = len(match[0])
        return _JOINER * size if match["inline"] else "\n" + " " * (size - 1)

    return _TAG.sub(blank, text) if "<" in text or "&lt;" in text else text


def _work(text: str, ordinal: int | None, start: int, end: int) -> CitedWork:
    parts = _PARTS.fullmatch(text, start, end)
    if parts is None:
        work = parse_reference(text, start, end)
    else:
        work = CitedWork(fold(text[start:end]), year=int(parts["year"]), start=start, end=end)
        title = read_title(text, *parts.span("title"))
        work.title = title.value if title and (parts["author"] is not None or len(title.value.split()) > 3) else None
        work.container_title = fold(parts["container"]) or None
        work.authors = parse_authors(text, "auto", *parts.span("author")) if parts["author"] else []
    work.ordinal = ordinal
    return work
