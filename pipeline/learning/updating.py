"""A description brought up to date: what still holds stays, what pages show now is added, the rest goes."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from extractors.families.description import Description
from pipeline.learning.keeping import chrome_kept, ends_kept, labels_kept, repairs_kept, signs_kept
from pipeline.learning.learning import Learnt
from pipeline.learning.samples import Sample


def update(learnt: Learnt, earlier: Description, samples: Sequence[Sample]) -> Learnt:
    """What was learnt of pages, with all of an earlier description that these pages still show."""
    chrome = chrome_kept(earlier, samples)
    for category, lines in learnt.chrome.items():
        known = {line for told in chrome.values() for line in told}
        chrome[category] = [*chrome.get(category, []), *(line for line in lines if line not in known)]
    phrases = {phrase.casefold() for sign in learnt.signs for phrase in sign.phrases}
    beside = [
        sign
        for sign in signs_kept(earlier, samples)
        if sign.where != "text" and not phrases & set(map(str.casefold, sign.phrases))
    ]
    return replace(
        learnt,
        chrome=chrome,
        signs=[*learnt.signs, *beside],
        hosts=sorted({*learnt.hosts, *earlier.hosts}),
        platform=earlier.platform,
        seen=list(earlier.seen),
        glued=list(earlier.glued),
        lacks=list(earlier.lacks),
        labels=labels_kept(earlier, samples),
        ends_kept=ends_kept(earlier, samples),
        repair=repairs_kept(earlier),
    )


def difference(before: str, after: str, name: str) -> list[str]:
    """What changed in a file, as `diff -u` prints it."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (before)", f"{name} (now)", lineterm=""
    )
    return list(lines)
