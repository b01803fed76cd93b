"""Markup that publishers deposit with an abstract or title (JATS), where a site prints it as it is, or escaped."""

import re

# Tags within a word part nothing.
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
# An abstract's own heading, deposited with it; `Abstract algebra is …` opens a sentence.
_HEADING = re.compile(
    r"(?:Abstract|ABSTRACT|Summary|SUMMARY)(?=[A-Z\"“'‘(\d]|\s*\n)"
    rf"|(?:Abstract|ABSTRACT)[ \t\u00a0\u2060]*[:.]?\s+(?=(?:{_OPENERS})\b)"
)


def without_tags(text: str) -> str:
    """A text without tags."""
    return _TAG.sub("", text)


def blank_tags(text: str) -> str:
    """A text of the same length with every tag overwritten, so that offsets hold; a block begins a line."""

    def blank(match: re.Match[str]) -> str:
        size = len(match[0])
        return _JOINER * size if match["inline"] else "\n" + " " * (size - 1)

    return _TAG.sub(blank, text) if "<" in text or "&lt;" in text else text


def join(text: str) -> str:
    """A piece of a text that `blank_tags` gave, without what stands for tags; white space as one blank."""
    return " ".join(text.replace(_JOINER, "").split())


def behind_heading(text: str) -> int:
    """Where the text of an abstract begins that opens with a heading of its own; 0 where it has none."""
    at = len(text) - len(text.lstrip(_JOINER + " \n"))
    heading = _HEADING.match(text, at)
    return heading.end() if heading else 0
