"""The tagged format of the Web of Science, once ISI (`PT J`, `AU`, and `ER` behind each record)."""

import re

from extractors.formats.tagged import Tagged

FORMAT = Tagged(
    "isi",
    re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z\d])(?= |$)(?P<value>.*)"),
    begins=frozenset(("PT",)),
    ends=frozenset(("ER", "EF")),
    joined=False,
    kind=re.compile("[A-Z]"),
)
