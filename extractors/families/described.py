"""A family that a description file tells: what it proposes, and what it tells the reader of its pages' layout."""

from dataclasses import dataclass, field
from functools import cached_property

from extractors.boilerplate.rules import Boilerplate, Sign, lines_of, opening
from extractors.families.description import Description

_LONGEST_CHROME = 200


@dataclass
class Described:
    """A description ready to be used on pages."""

    description: Description
    complete: bool = field(default=False, init=False)  # the reader of unknown pages fills what it leaves open

    @property
    def name(self) -> str:
        return self.description.name

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """The signs found in a page's text."""
        told = [sign for sign in self.description.signs if sign.where == "text"]
        return tuple(Sign(tuple(p.lower() for p in sign.phrases), sign.weight, sign.whole) for sign in told)

    @cached_property
    def chrome(self) -> tuple[Boilerplate, ...]:
        """The boilerplate rules of the family, but for those told by expressions."""
        lines = [lines_of(category, *phrases) for category, phrases in self.description.chrome.items()]
        openings = [
            opening(category, *(p.lower() for p in phrases), longest=_LONGEST_CHROME)
            for category, phrases in self.description.chrome_openings.items()
        ]
        return (*lines, *openings)
