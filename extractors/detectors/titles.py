"""Titles: how much a line looks like one, and what is glued to one."""

from extractors.detectors.line_likeness import likeness
from extractors.found import Found


def title_likeness(text: str) -> float:
    """From 0 to 1, how much a line looks like the title of a scholarly work. Short titles score low (0.05 to 0.3): the
    words of `Sleep and bread` might as well be a menu's; their place on the page has to say the rest."""
    return likeness(text)[1]


def trim_title(text: str, start: int, end: int) -> Found[str] | None:
    """The title printed in `text[start:end]` on one line, without a closing full stop, or None where there is none."""
    value = " ".join(text[start:end].split())
    if value.endswith((".", "。")) and not value.endswith(".."):
        value = value[:-1].rstrip()
    return Found(value, start, end) if any(map(str.isalnum, value)) else None
