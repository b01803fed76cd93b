"""Whether pages of two designs may be of one site: by host, publisher, journal, registrant of DOIs, or own lines."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from extractors.decision.agreement import letters
from pipeline.learning.recurring import folded
from pipeline.learning.samples import Sample
from pipeline.learning.signs import host_of, printed_elsewhere

_SHARE = 0.3  # of the pages of each design that show it
_SHORTEST = 12  # characters of a line that tells a site


def one_site(one: Sequence[Sample], other: Sequence[Sample]) -> bool:
    """Whether anything speaks for one site."""
    hosts = [{_domain(host_of(sample)) for sample in group} - {""} for group in (one, other)]
    if hosts[0] and hosts[1]:
        return bool(hosts[0] & hosts[1])
    return any(_usual(one, tell) & _usual(other, tell) for tell in (_registrants, _owners, _lines))


def _domain(host: str) -> str:
    """A host without its first names: `www.tandfonline.com` and `tandfonline.com` are one."""
    parts = host.split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3  # co.uk, ac.jp
    return ".".join(parts[-3:] if short else parts[-2:])


def _usual(samples: Sequence[Sample], tell: Callable[[Sample], Iterable[str]]) -> set[str]:
    """What a good part of the pages tell."""
    counts = Counter(told for sample in samples for told in set(tell(sample)))
    return {told for told, count in counts.items() if count >= max(2, _SHARE * len(samples))}


def _registrants(sample: Sample) -> Iterable[str]:
    best = sample.best("doi")
    if best is not None:
        yield str(best.value).partition("/")[0]


def _owners(sample: Sample) -> Iterable[str]:
    for name in ("publisher", "container_title"):
        best = sample.best(name)
        if best is not None:
            yield letters(str(best.value))
    head = sample.page.head
    if head is not None and head.site_name:
        yield letters(head.site_name)


def _lines(sample: Sample) -> Iterable[str]:
    """Lines that no other site is known to print, long enough to be more than a menu's entry."""
    for line in sample.page.lines:
        if _SHORTEST <= len(line.text) <= 100 and " " in line.text and not printed_elsewhere(line.text):
            yield folded(line.text)
