"""EndNote's tagged import format, and refer/BibIX before it (`%0 Journal Article`, `%A Gray, Ann`)."""

import re

from extractors.formats.tagged import Tagged

FORMAT = Tagged(
    "endnote",
    re.compile(r"\ufeff?%(?P<tag>[0-9A-Z@?!#$\]&()*+^><=\[~])(?= |$)(?P<value>.*)"),
    begins=frozenset(("0",)),
    separated=True,
)
