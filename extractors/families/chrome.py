"""What a description says of its pages' signs and chrome, as the one pass over all phrases and the lines take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.boilerplate.rules import Boilerplate, Sign, holding, lines_of, opening, rest_from
from extractors.families.description import Description
from extractors.families.templates import Template, compile_template
from extractors.page import Line, Page

_LONGEST_OPENED, _LONGEST_HOLDING = 300, 600  # characters of a line that opens with a phrase, and that holds one
_LONGEST_PATTERN = 200


@dataclass(frozen=True, slots=True)
class Chrome:
    """Lines that are no part of a record: rules that phrases tell, and templates for what phrases do not."""

    rules: tuple[Boilerplate, ...] = ()
    patterns: tuple[tuple[Boilerplate, Template], ...] = ()

    def mark(self, page: Page) -> None:
        """Marks the lines that the templates cover whole."""
        for rule, template in self.patterns:
            for line in page.lines:
                if line.chrome is None and _fits(template, line):
                    line.chrome = rule


def signs_of(told: Description) -> tuple[Sign, ...]:
    """How the pages of a family are recognised."""
    return tuple(
        Sign(tuple(phrase.lower() for phrase in sign.phrases), sign.weight, sign.whole, sign.where)
        for sign in told.signs
    )


def chrome_of(told: Description) -> Chrome:
    """The chrome of a family's pages."""
    rules = [rest_from(category, *phrases) for category, phrases in told.rest.items()]
    patterns: list[tuple[Boilerplate, Template]] = []
    for category, templates in _compiled(told.chrome).items():
        by_phrase = list(filter(_is_phrase, templates))
        whole = [t.phrase for t in by_phrase if t.place == "line"]
        opens = [t.phrase.lower() for t in by_phrase if t.place == "opens"]
        within = [t.phrase.lower() for t in by_phrase if t.place == "within"]
        rules += [lines_of(category, *whole)] if whole else []
        rules += [opening(category, *opens, longest=_LONGEST_OPENED)] if opens else []
        rules += [holding(category, *within, longest=_LONGEST_HOLDING)] if within else []
        owned = Boilerplate(category, (), owner=told.name)
        patterns += [(owned, template) for template in templates if not _is_phrase(template)]
    return Chrome(tuple(rules), tuple(patterns))


def _compiled(told: Mapping[str, Sequence[str]]) -> dict[str, list[Template]]:
    return {category: list(map(compile_template, texts)) for category, texts in told.items()}


def _is_phrase(template: Template) -> bool:
    return any(map(str.isalnum, template.phrase))


def _fits(template: Template, line: Line) -> bool:
    return len(line.text) <= _LONGEST_PATTERN and template.match(line) is not None
