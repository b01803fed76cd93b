"""What the metadata of a page's head add to a draft, by rank: below the family's own reading, above the detectors.

Where two witnesses disagree the higher rank holds, and a warning `conflict:<field>` is left.
"""

import re
from typing import Any

from extractors.decision.draft import Draft, Evidence
from extractors.html.head import Head, Reading

_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
# Fields whose values are one fact; lists and running texts differ without contradiction.
_ONE = (
    *("title", "container_title", "publisher", "issued", "volume", "issue", "first_page", "last_page"),
    *("doi", "pmid", "pmcid", "arxiv_id", "authors", "issn", "isbn"),
)
# A tag that often speaks of the site tells too little of these.
_NEVER_WEAK = frozenset(("keywords", "authors", "abstract"))


def fill_from_head(draft: Draft, head: Head) -> None:
    """Fills what is open in the draft from what the head says for certain, and notes where both disagree."""
    for name, reading in head.fields.items():
        if reading.weak:
            continue
        if name in draft.values:
            _compare(draft, name, reading)
        else:
            _put(draft, name, reading)
            if name in head.conflicts and name in _ONE:
                draft.warn(f"conflict:{name}")
            if name in head.repaired:
                draft.warn(f"repaired:{name}")


def fill_weakly(draft: Draft, head: Head) -> None:
    """Fills what no better witness told from tags that often speak of the site or the page."""
    for name, reading in head.fields.items():
        journal = draft.values.get("container_title")
        if name == "publisher" and journal and _key(journal) == _key(reading.value):
            continue  # `dc.publisher` holds the journal's name on many pages
        if reading.weak and name not in _NEVER_WEAK:
            _put(draft, name, reading)


def evidence(name: str, reading: Reading) -> list[Evidence]:
    """The tags of a reading, as evidence."""
    return [Evidence(f"head.{name}", tag=tag) for tag in reading.tags]


def agree(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same, as far as both go."""
    if name == "authors":
        return _families(one) == _families(other) or len(one) != len(other)
    if isinstance(one, list):
        return bool(set(one) & set(other))
    first, second = _key(str(one)), _key(str(other))
    if name in ("title", "container_title", "publisher", "issued"):
        return first.startswith(second) or second.startswith(first)
    return first.lstrip("0") == second.lstrip("0")


def abbreviates(short: str, full: str) -> bool:
    """Whether a name may be short for another (`Phys. Rev. X`): its words begin words of that, in order."""
    words = iter(_WORD.findall(full.casefold()))
    parts = _WORD.findall(short.casefold())
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _compare(draft: Draft, name: str, reading: Reading) -> None:
    if name not in _ONE:
        return
    if agree(name, draft.values[name], reading.value):
        draft.evidence[name] += evidence(name, reading)
    else:
        draft.warn(f"conflict:{name}")


def _put(draft: Draft, name: str, reading: Reading) -> None:
    value = reading.value
    if name == "classifications":
        value = [{"scheme": scheme, "code": code} for scheme, code in value]
    draft.put(name, value, *evidence(name, reading))


def _families(names: list[Any]) -> set[str]:
    return {_key(name.family or name.literal) for name in names}


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text.replace("&", "and").casefold()).removeprefix("the")
