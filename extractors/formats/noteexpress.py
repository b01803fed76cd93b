"""NoteExpress, as Chinese databases save it (`{Reference Type}: Journal Article`)."""

import re

from extractors.formats.tagged import Tagged

FORMAT = Tagged(
    "noteexpress",
    re.compile(r"\ufeff?\{(?P<tag>[A-Z][A-Za-z/ ]{2,30})\}:(?P<value>.*)"),
    begins=frozenset(("Reference Type",)),
)
