"""Roles printed beside names: who wrote a work, who edited it, and who did something else for it."""

import re
from pathlib import Path
from typing import Literal, NamedTuple

Role = Literal["author", "editor", "other"]

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("roles.tsv").read_text(encoding="utf-8").splitlines()[2:]  # behind the heads
]
_ROLES: dict[str, Role] = {word: role for word, role in _ROWS if role != "nobody"}  # type: ignore[misc]
_NOBODY = frozenset(word for word, role in _ROWS if role == "nobody")
_BRACKETED = re.compile(r"\s{0,3}[(\[（【]([^()\[\]（）【】]{1,40})[)\]）】]\s{0,3}\.?\s*$")
_BEHIND_COMMA = re.compile(r"\s{0,3},\s{0,3}([^\W\d_][^\d,;()]{1,30})$")
_YEAR = r"(?:1[4-9]|20)\d\d"
_LIFE = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}[(\[]?(?:b\.\s?|born |ca?\.\s?)?{_YEAR}\s?[-–]\s?(?:{_YEAR})?[)\]]?\.?"
    r"(?=\s{0,3}(?:$|[,;(\[]))"
)
# roles that are no author's (MARC relator terms), by how they begin
_NO_AUTHOR = re.compile(
    r"(?:vol(?:ume)?\.? |series |academic |akad\w{0,12} |scientific |wissenschaftl\w{0,6} |degree |thesis"
    r" |doctoral ){0,2}"
    r"(?:[eé]dit|eds?\.?$|hrsg|herausg|toimit|redak|uredn|szerk|translat|trl|übers|traduc|tradut|illustr|advis|ases|tutor"
    r"|supervis|betreu|begutacht|gutacht|review|préfac|prefac|postfac|vorwort|directeur|director|coord|orientador|publish"
    r"|verlag|grant|issuing|funder|sponsor|host|print|druck|distrib)",
    re.IGNORECASE,
)


class Printed(NamedTuple):
    """A name as printed without the role behind it, and that role."""

    name: str
    role: Role | None


def role_of(word: str) -> Role | None:
    """The role that a word or phrase says (`translator`, `Hrsg.`, `导师`)."""
    return _ROLES.get(word.strip(" .:").casefold())


def is_no_author(role: str) -> bool:
    """Whether a role behind a name is no author's, by how it begins, in whatever form a catalogue prints it."""
    return _NO_AUTHOR.match(role) is not None


def split_role(text: str) -> Printed:
    """A name and the role printed behind it in brackets or behind a comma (`Gray, Ann (translator)`).

    Years of birth and death are left off, too.
    """
    role: Role | None = None
    text = _LIFE.sub("", text)
    for shape in (_BRACKETED, _BEHIND_COMMA):
        match = shape.search(text)
        said = role_of(match.group(1)) if match else None
        if match and said and (shape is _BRACKETED or len(match.group(1)) > 4 or "," in text[: match.start()]):
            text, role = text[: match.start()], said
    return Printed(_LIFE.sub("", text).strip(), role)


def names_nobody(text: str) -> bool:
    """Whether a text that should name a person is what software puts where none is known (`admin`)."""
    return text.strip(" .()[]").casefold() in _NOBODY
