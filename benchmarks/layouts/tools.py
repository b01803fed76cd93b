"""What templates call beside the paper: chance, chrome in shuffled order, wrapping, counters."""

import random
import re
import textwrap
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from benchmarks.layouts.marks import Marks, bare
from benchmarks.layouts.papers import LANGUAGES


@dataclass(frozen=True)
class Tools:
    """Helpers of one page; `lists` are the words of its interface language."""

    rng: random.Random
    marks: Marks
    lists: dict[str, Any]

    def pick(self, *choices: Any) -> Any:
        """One of `choices`."""
        return self.rng.choice(choices)

    def chance(self, odds: float = 0.5) -> bool:
        return self.rng.random() < odds

    def num(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def thousands(self, low: int, high: int, comma: str = ",") -> str:
        """A counter such as `5,868`."""
        return f"{self.rng.randint(low, high):,}".replace(",", comma)

    def hexes(self, length: int) -> str:
        return "".join(self.rng.choices("0123456789abcdef", k=length))

    def orcid(self) -> str:
        digits = "".join(self.rng.choices("0123456789", k=16))
        return "-".join(textwrap.wrap(digits, 4))

    def _some(self, name: str, count: int, sep: str) -> str:
        chosen = self.rng.sample(self.lists[name], min(count, len(self.lists[name])))
        rows = [self.marks.put("chrome", row, "") for row in chosen]
        return Markup(sep).join(rows) if self.marks.markup else sep.join(rows)

    def menu(self, count: int = 8, sep: str = "\n") -> str:
        """Lines of a menu, in any order."""
        return self._some("menu", count, sep)

    def buttons(self, count: int = 4, sep: str = "\n") -> str:
        return self._some("buttons", count, sep)

    def footer(self, count: int = 5, sep: str = "\n") -> str:
        return self._some("footer", count, sep)

    def shuffled(self, *blocks: str) -> list[str]:
        """`blocks` in any order."""
        return self.rng.sample(blocks, len(blocks))

    def code(self, language: str) -> str:
        """A language with a word list."""
        return language if language in LANGUAGES else "en"


def wrap(text: str, width: int = 72, hyphens: bool = False) -> str:
    """`text` hard-wrapped as text of a PDF is; marks have no width."""
    lines, line, length = [], [], 0
    for word in re.split(r"[ \n]+", text):
        size = len(bare(word))
        if line and length + size > width:
            lines.append(" ".join(line))
            line, length = [], 0
        line.append(word)
        length += size + 1
    return "\n".join([*lines, " ".join(line)])


def one_line(text: str) -> str:
    """All white space made single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def glued_lines(text: str) -> str:
    """Lines run together without anything between."""
    return re.sub(r"\s*\n\s*", "", text)


def no_blank_lines(text: str) -> str:
    return re.sub(r"\n{2,}", "\n", text)


FILTERS = {"wrap": wrap, "one_line": one_line, "glued_lines": glued_lines, "no_blank_lines": no_blank_lines}
