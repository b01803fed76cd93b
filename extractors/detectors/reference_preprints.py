"""References to preprints: `Gray A, Lind B. Title. arXiv:1906.04567. 2019.`, whose number is no volume and no year."""

import re

from extractors.detectors.reference_authors import author_run
from extractors.detectors.reference_parts import VANCOUVER_AUTHOR, EntryParts

# Where the number of a preprint begins, with what is printed before it.
PREPRINT = (
    r"(?:in )?(?:arxiv(?: preprint| e-prints?)?,? (?:\(?(?:19|20)\d\d\)?[;,]? ?)?|corr,? |preprint,? )?"
    r"(?:arxiv\s?:\s?|arxiv (?=\d{4}\.\d)|abs/)(?:\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[a-z]{2})?/\d{7})"
)
_PREPRINT = re.compile(PREPRINT, re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d./:])(?:1[5-9]|20)\d\d(?![\d./-]\d)")
_YEAR_ABOVE = re.compile(r"[.,(\s]{1,3}((?:1[5-9]|20)\d\d)[).,;\s]{0,3}(?:[A-Za-z]{0,10}\s)?$")


def read_preprint(entry: EntryParts, stop: int) -> None:
    """Reads the year of an entry that names a preprint, and names and title where no style of printed works fits it.

    `stop` is where the entry ends.
    """
    text, start = entry.text, entry.start
    phrase = _PREPRINT.search(text, start, stop)
    if phrase is None:
        return
    end = phrase.start()
    within = _YEAR.search(text, phrase.start(), phrase.end())
    above = _YEAR_ABOVE.search(text, max(start, end - 20), end)
    year = within or _YEAR.search(text, phrase.end(), stop)
    if entry.work.year is None and above:
        entry.work.year, end = int(above[1]), above.start()
        entry.spans["issued"] = above.span(1)
    elif entry.work.year is None and year:
        entry.work.year = int(year[0])
        entry.spans["issued"] = year.span()
    if entry.work.title is not None or entry.place is not None:
        return
    run = author_run(text, start, end)
    dot = text.find(". ", start, end) if VANCOUVER_AUTHOR.match(text, start, end) else -1
    if run is not None and run.body < end:
        entry._authors(start, run.end)
        entry._title(run.body, end)
    elif dot > 0:
        entry._authors(start, dot)
        entry._title(dot + 2, end)
