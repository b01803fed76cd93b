"""RefWorks' tagged format (`RT Journal Article`)."""

import re

from extractors.formats.tagged import Tagged

FORMAT = Tagged(
    "refworks",
    re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z\d])(?= |$)(?P<value>.*)"),
    begins=frozenset(("RT",)),
)
