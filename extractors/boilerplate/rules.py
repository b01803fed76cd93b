"""What a family or the shared boilerplate says of its pages: signs that recognise them, phrases that are no record."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sign:
    """Something only pages of a family show. Any of `phrases` (translations, spellings) counts, once."""

    phrases: tuple[str, ...]
    weight: int = 1
    whole: bool = False  # must be a whole line
    where: Literal["text", "url", "generator", "element"] = "text"  # what it stands in: page text, address, a tag


def sign(*phrases: str, weight: int = 1, whole: bool = False) -> Sign:
    """A sign shown by any of `phrases`."""
    return Sign(phrases, weight, whole)


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Lines that are no part of a record, found by a phrase.

    `where` says how the phrase stands: it is the line, opens it, or stands within it. A line longer than `longest`
    characters is prose that happens to hold the phrase. With `rest`, all that follows on the page is covered too.
    """

    category: str
    phrases: tuple[str, ...]
    where: Literal["line", "opens", "within"] = "opens"
    longest: int = 300
    rest: bool = False
    owner: str = ""

    @property
    def rule(self) -> str:
        """The rule's name in the account."""
        return f"{self.owner}.{self.category}" if self.owner else self.category

    def covers(self, line: str, at: int) -> bool:
        """Whether a phrase that stands at the offset `at` of a line makes the line boilerplate."""
        if len(line) > self.longest:
            return False
        # bullets, quotation marks and brackets before a phrase do not count
        return self.where != "opens" or not any(map(str.isalnum, line[:at]))


def lines_of(category: str, *phrases: str) -> Boilerplate:
    """A rule for lines that are exactly one of `phrases`, but for marks around them."""
    return Boilerplate(category, phrases, "line")


def opening(category: str, *phrases: str, longest: int = 300) -> Boilerplate:
    """A rule for lines that open with one of `phrases`."""
    return Boilerplate(category, phrases, "opens", longest)


def holding(category: str, *phrases: str, longest: int = 300) -> Boilerplate:
    """A rule for lines that hold one of `phrases` anywhere."""
    return Boilerplate(category, phrases, "within", longest)


def rest_from(category: str, *phrases: str) -> Boilerplate:
    """A rule for everything from a line that is one of `phrases` to the end of the page."""
    return Boilerplate(category, phrases, "line", rest=True)
