"""Where the authors end in a reference that marks it by nothing but punctuation.

`Smith, J., Doe, A., 2000. Title.` (Elsevier's Harvard, CSE), `Smith J, Doe A: Title.` (BioMed Central), `Smith, J. et
al. Title.` (Nature), `J. Smith, A. Doe, Title, Journal` (Elsevier's numbered style), `Smith, J.; Doe, A. Title.` (ACS).
"""

import re
from typing import NamedTuple

_UPPER = r"[^\W\d_a-zß-öø-ÿа-яёіїєґђ-џ]"
_PARTICLES = r"(?:(?:van|von|de|der|den|la|le|di|da|del|dos|du|ten|ter|el|al|bin|zu) ){0,3}+"
_WORD = rf"{_PARTICLES}{_UPPER}[\w'’‐-]{{1,40}}+"
_DOTTED = rf"{_UPPER}\.(?:[ -]?{_UPPER}\.){{0,4}}+"
_CAPITALS = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĆ][A-ZÀ-ÖØ-ÞŁŚŠŽČĆ'’]{1,40}+"
_FORMS = (
    rf"{_WORD}(?: {_UPPER}[\w'’‐-]{{1,40}}+){{0,2}},? {_DOTTED}(?:,? (?:Jr|Sr)\.)?",  # Smith, J. A.
    rf"{_WORD}(?: {_UPPER}[\w'’‐-]{{2,40}}+)? {_UPPER}{{1,4}}(?:-{_UPPER})?"
    r"(?: (?:Jr|Sr|II|III))?(?!\w|\.(?! (?:1[5-9]|20)\d\d))",  # Smith JA
    rf"{_DOTTED} {_WORD}(?:,? (?:Jr|Sr)\.|,? (?:III|II|IV)(?!\w))?",  # J. A. Smith
    rf"{_WORD}(?: {_UPPER}(?:-{_UPPER})?){{1,4}}(?![\w.])",  # Smith J A
    rf"{_PARTICLES}{_CAPITALS}(?:[ -]{_CAPITALS}){{0,3}}, {_WORD}(?: {_WORD}| {_UPPER}\.){{0,3}}",  # ROE, Jane
)
_BETWEEN = r"(?:\s?[,;] (?:and |& |y )?|,? (?:and|&|und|et|y|e|a|i) )"
_RUNS = tuple(
    re.compile(rf"{form}(?:{_BETWEEN}{form}){{0,199}}+(?:[,;]? (?:and |& )?(?:et al\.?|others))?") for form in _FORMS
)
_BEHIND = re.compile(
    r"[.,]? (?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?P<mark>[.:,]) (?=\S)"
    r"| (?P<bare>(?:1[5-9]|20)\d\d)[a-z]? (?=[^\W_])"
    r"|\s?(?P<colon>:) (?=\S)|(?P<comma>,) (?=\S)|\.? (?=[^\W_])"
)
_GIVEN_FIRST = (
    r"(?:[^\W\d_a-z][\w.'’-]{0,30}+ ){1,4}(?:(?:van|von|de|der|den|la|le|di|da|del|dos) ){0,3}[^\W\d_a-z][\w'’-]{1,30}+"
)
NAMES_AND_SEMICOLON = re.compile(rf"(?P<names>{_GIVEN_FIRST}(?:,? (?:and |& )?{_GIVEN_FIRST}){{0,60}}+); (?=[^\W_])")
"""`Jane Roe, Alan Doe; Title.` (Oxford, AIP): given names first, closed by a semicolon."""
_JOURNAL_INITIAL = re.compile(r" J\.$")
_ABBREVIATION = re.compile(r"[A-Z][a-z]{1,9}\.? (?:[A-Z][a-z]{0,9}\.? )*(?:[A-Z][a-z]{0,9}\.?|(?:1[5-9]|20)\d\d)")


class AuthorRun(NamedTuple):
    """The end of the names, the start of what follows, the mark between (`.`, `:`, `,`), and the year in it."""

    end: int
    body: int
    mark: str
    year: int | None


def author_run(text: str, start: int, stop: int) -> AuthorRun | None:
    """The names with initials that open `text[start:stop]`; None where it opens with anything else."""
    for number, pattern in enumerate(_RUNS):
        run = pattern.match(text, start, stop)
        if not run:
            continue
        end = run.end()
        behind = _BEHIND.match(text, end, stop)
        if not behind:
            return None
        if behind["year"]:
            return AuthorRun(end, behind.end(), behind["mark"], int(behind["year"]))
        if behind["bare"]:  # the IOP's `Smith J A and Doe B 2008 Nat. Mater. 7 442`
            return AuthorRun(end, behind.end(), " ", int(behind["bare"]))
        mark = behind["colon"] or behind["comma"] or "."
        if number == 1 and (mark == "," or (mark == "." and text[end] != ".")):
            return None  # `Smith J, World Health Organization`; `Smith J Doe A Title`
        # `Doe, A. J. Am. Chem. Soc.`: in a list with semicolons the last initial may be the journal's
        acs = mark == "." and text.find(";", start, end) > 0 and _JOURNAL_INITIAL.search(text, start, end)
        if acs and _ABBREVIATION.match(text, behind.end(), stop):
            return AuthorRun(end - 3, end - 2, mark, None)
        if number == 2 and mark == "." and text[behind.end()].isdigit():  # `J. Smith, J. Things 12`: no third name
            end = text.rfind(", ", start, end)
            return AuthorRun(end, end + 2, ",", None) if end > 0 else None
        return AuthorRun(end, behind.end(), mark, None)
    return None
