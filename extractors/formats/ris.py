"""RIS, as Reference Manager and most publishers write it (`TY  - JOUR`)."""

import re

from extractors.formats.tagged import Tagged

FORMAT = Tagged(
    "ris",
    re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z\d]) {1,2}-(?= |$)(?P<value>.*)"),
    begins=frozenset(("TY",)),
    ends=frozenset(("ER",)),
)
