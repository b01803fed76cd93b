"""MEDLINE/PubMed data element format, also saved as NBIB (https://www.nlm.nih.gov/bsd/mms/medlineelements.html)."""

import re

from extractors.formats.tagged import Tagged

FORMAT = Tagged(
    "medline",
    re.compile(r"\ufeff?(?P<tag>[A-Z]{2,4}) {0,2}-(?= |$)(?P<value>.*)"),
    begins=frozenset(("PMID",)),
    joined=False,
)
