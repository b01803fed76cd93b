"""Papers to print: real ones of a corpus, and invented ones in the languages that the corpus hardly has."""

import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.synthetic.invented import issn
from benchmarks.synthetic.works import Person, Work

_WORDS = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(path.stem for path in _WORDS.glob("*.toml")))
_FAMILY_FIRST = ("zh", "ja", "ko")


@dataclass(frozen=True)
class Paper:
    """All that a page may show of one paper; None or empty where it has no such thing."""

    language: str
    title: str
    authors: tuple[Person, ...]
    journal: str
    publisher: str
    place: str
    year: int
    month: int
    day: int
    title_en: str = ""
    authors_en: tuple[Person, ...] = ()
    journal_abbr: str = ""
    journal_en: str = ""
    issn: tuple[str, ...] = ()
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    article_number: str | None = None
    doi: str | None = None
    keywords: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    sentences_en: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    labels_en: tuple[str, ...] = ()
    article_type: str = "Article"
    cited_by: int = 0

    @property
    def affiliations(self) -> list[str]:
        """The organisations of all authors, each once, in order."""
        return list(dict.fromkeys(a for person in self.authors for a in person.affiliations))

    @property
    def native(self) -> bool:
        """Names are printed family first and without a blank."""
        return self.language in _FAMILY_FIRST


@cache
def words(language: str) -> dict[str, Any]:
    """The word list of `language`; what it lacks is English."""
    own: dict[str, Any] = tomllib.loads((_WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    return own if language == "en" else words("en") | own


def _pair(entry: str) -> tuple[str, str]:
    own, _, english = entry.partition("|")
    return own, english or own


def _people(rng: random.Random, lists: dict[str, Any]) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    count = rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12)) if rng.random() < 0.97 else rng.randint(15, 30)
    names = list(dict.fromkeys((rng.choice(lists["given"]), rng.choice(lists["family"])) for _ in range(count)))
    organisations = [_pair(a) for a in rng.sample(lists["affiliations"], min(3, len(lists["affiliations"])))]
    own, english = [], []
    for given, family in names:
        where = rng.sample(organisations, rng.choice((1, 1, 1, 2)))
        own.append(Person(_pair(given)[0], _pair(family)[0], tuple(a for a, _ in where)))
        english.append(Person(_pair(given)[1], _pair(family)[1], tuple(a for _, a in where)))
    return tuple(own), tuple(english)


def prose(rng: random.Random, language: str, count: int) -> tuple[str, ...]:
    """`count` sentences that were written for such pages and say nothing."""
    pool = words(language)["sentences"]
    return tuple(
        s.format(n=rng.randint(12, 400), m=rng.randint(10, 60)) for s in rng.sample(pool, min(count, len(pool)))
    )


def _labels(rng: random.Random, language: str, sentences: int) -> tuple[str, ...]:
    schemes = [s for s in words(language)["schemes"] if len(s) <= sentences]
    return tuple(rng.choice(schemes)) if schemes and rng.random() < 0.4 else ()


def invent(rng: random.Random, language: str) -> Paper:
    """A paper in `language` that nobody wrote."""
    lists = words(language)
    head, tail = _pair(rng.choice(lists["titles"])), _pair(rng.choice(lists["subtitles"]))
    long = rng.random() < 0.6
    colon = lists.get("colon", ": ")
    authors, authors_en = _people(rng, lists)
    journal, abbr, journal_en, publisher, place = (rng.choice(lists["journals"]).split("|") + [""] * 4)[:5]
    chosen = [_pair(k) for k in rng.sample(lists["keywords"], rng.randint(3, min(7, len(lists["keywords"]))))]
    sentences = prose(rng, language, rng.randint(4, 8))
    sentences_en = prose(rng, "en", rng.randint(4, 8))
    labels = _labels(rng, language, len(sentences))
    first = rng.randint(1, 900)
    return Paper(
        language=language,
        title=head[0] + (colon + tail[0] if long else ""),
        title_en=head[1] + (": " + tail[1] if long else ""),
        authors=authors,
        authors_en=authors_en,
        journal=journal,
        journal_abbr=abbr or journal,
        journal_en=journal_en or journal,
        publisher=publisher or "Meridian House",
        place=place or "Leeds",
        year=rng.randint(1998, 2025),
        month=rng.randint(1, 12),
        day=rng.randint(1, 28),
        issn=tuple(issn(rng) for _ in range(rng.choice((1, 1, 2)))),
        volume=str(rng.randint(1, 120)),
        issue=rng.choice(("1", "2", "3", "4", "5", "6", "11", "12", "1-2")),
        first_page=str(first),
        last_page=str(first + rng.randint(2, 30)),
        doi=_doi(rng),
        keywords=tuple(own for own, _ in chosen),
        keywords_en=tuple(english for _, english in chosen),
        sentences=sentences,
        sentences_en=sentences_en,
        labels=labels,
        labels_en=_labels(rng, "en", len(sentences_en)) if labels else (),
        article_type=rng.choice(lists["article_types"]),
        cited_by=rng.choice((0, 0, 1, 3, 12, 41, 204)),
    )


def _doi(rng: random.Random) -> str:
    prefix, number = rng.randint(1000, 99999), rng.randint(1000, 9_999_999)
    suffix = rng.choice(("{0}", "s{0}", "j.{1}.{0}", "{1}-{0}", "{1}.2021.{2}", "{1}.v{2}i1.{0}", "A{0}-{2}"))
    letters = "".join(rng.choices("abcdefghijklmnoprstuvz", k=rng.randint(3, 6)))
    return f"10.{prefix}/{suffix.format(number, letters, rng.randint(1, 99))}"


def of_work(rng: random.Random, work: Work) -> Paper:
    """A paper of the corpus; an abstract, sections and type are invented where it has none."""
    language = work.language if work.language in LANGUAGES else "en"
    lists = words(language)
    sentences = work.sentences if work.sentences and rng.random() < 0.6 else prose(rng, language, rng.randint(3, 9))
    journal = work.container_title.split("/")[0].strip()
    year, month, day = (int(part) for part in (work.date + "-01-01").split("-")[:3])
    return Paper(
        language=language,
        title=work.title,
        title_en=work.title if language == "en" else "",
        authors=work.authors,
        authors_en=work.authors,
        journal=journal,
        journal_abbr=abbreviated(journal),
        journal_en=journal,
        publisher=work.publisher,
        place=rng.choice(lists["journals"]).split("|")[-1],
        year=year,
        month=month,
        day=rng.randint(1, 28) if day == 1 else day,
        issn=tuple(work.valid_issn),
        volume=work.volume,
        issue=work.issue,
        first_page=work.first_page,
        last_page=work.last_page,
        doi=work.doi,
        keywords=tuple(work.keywords[: rng.randint(3, 8)]),
        keywords_en=tuple(work.keywords[:5]),
        sentences=sentences,
        sentences_en=prose(rng, "en", rng.randint(3, 6)),
        labels=_labels(rng, language, len(sentences)),
        article_type=rng.choice(lists["article_types"]),
        cited_by=work.cited_by,
    )


_SHORT = {
    "journal": "J",
    "international": "Int",
    "annals": "Ann",
    "review": "Rev",
    "reviews": "Rev",
    "research": "Res",
    "science": "Sci",
    "sciences": "Sci",
    "medicine": "Med",
    "medical": "Med",
    "chemistry": "Chem",
    "physics": "Phys",
    "american": "Am",
    "european": "Eur",
    "clinical": "Clin",
    "engineering": "Eng",
    "biology": "Biol",
    "letters": "Lett",
    "psychology": "Psychol",
    "psychiatry": "Psychiatry",
    "health": "Health",
    "applied": "Appl",
    "archives": "Arch",
    "bulletin": "Bull",
    "proceedings": "Proc",
    "society": "Soc",
    "zeitschrift": "Z",
    "revue": "Rev",
    "revista": "Rev",
}
_SMALL = frozenset(("of", "the", "and", "in", "for", "on", "de", "la", "et", "für", "und", "der", "to", "a", "y"))


def abbreviated(title: str) -> str:
    """A journal title shortened roughly as ISO 4 does."""
    kept = [w for w in title.split() if w.lower() not in _SMALL]
    if len(kept) < 2:
        return title
    return " ".join(_SHORT.get(w.lower()) or (w[:6].rstrip("aeiou") if len(w) > 7 else w) for w in kept)


def vary(rng: random.Random, paper: Paper) -> Paper:
    """What this page happens not to have, or to have otherwise."""
    changed: dict[str, Any] = {}
    for name, odds in (("sentences", 0.1), ("keywords", 0.25), ("issue", 0.12), ("doi", 0.2), ("issn", 0.3)):
        if rng.random() < odds:
            changed[name] = None if name in ("issue", "doi") else ()
    for name in ("sentences", "keywords"):  # what is lost is lost in both languages
        if name in changed:
            changed[f"{name}_en"] = ()
    if rng.random() < 0.15:
        number = rng.choice(("e{}", "{}", "Art. {}", "10{}"))
        changed |= {"article_number": number.format(rng.randint(1000, 99999)).replace("Art. ", "")}
        changed |= {"first_page": None, "last_page": None}
    elif rng.random() < 0.05 or paper.first_page == paper.last_page:
        changed["last_page"] = None
    return replace(paper, **changed)
