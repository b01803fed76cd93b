"""The form of a family's description: a file that a person reads in a minute and a program can write.

A description is TOML. An unknown key, field or slot is an error that names the file and the line. Every key is
described here; `docs/adding-a-family.md` shows each with an example.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractors.families.templates import SLOTS, TemplateError, compile_template

# the fields that a label, a selector or a place in the order may carry
FIELDS = frozenset(SLOTS) - {"-"}
_ROLE = re.compile(r"(?P<name>[a-z_]+)(?P<optional>\?)?")

Strings = list[str]


class DescriptionError(Exception):
    """A description that cannot be used; the message says where and what to do."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SignOf(_Part):
    """Something that only pages of the family show; any of `phrases` counts, once."""

    phrases: Annotated[Strings, Field(min_length=1, description="translations or spellings of one sign")]
    weight: Annotated[
        int, Field(ge=1, le=9, description="how much it tells; `enough` makes a page one of the family")
    ] = 1
    whole: Annotated[bool, Field(description="the phrase is a whole line")] = False
    where: Annotated[Literal["text", "url", "generator"], Field(description="what the phrase stands in")] = "text"


class OrderOf(_Part):
    """What stands above or below a line that is sure: roles from top to bottom, `?` behind those that may lack."""

    anchor: Annotated[str, Field(description="`top`, `label:KEY`, or a line's template")]
    above: Annotated[Strings, Field(description="roles of the lines right above the anchor, the nearest last")] = []
    below: Annotated[Strings, Field(description="roles of the lines right below the anchor, the nearest first")] = []

    @field_validator("above", "below")
    @classmethod
    def _known(cls, roles: Strings) -> Strings:
        for role in roles:
            match = _ROLE.fullmatch(role)
            if match is None or match["name"] not in FIELDS | {"section", "skip"}:
                raise ValueError(
                    f"{role!r} is no role; use a record field, `section` or `skip`, with `?` if it may lack"
                )
        return roles


class Description(_Part):
    """What a family says of its pages."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,40}$", description="the name in `source.extractor`")]
    serves: Annotated[str, Field(description="whom it serves: the site or platform, in a line")]
    hosts: Annotated[Strings, Field(description="hosts that such pages were seen at")] = []
    platform: Annotated[str | None, Field(description="the software behind the pages, if known")] = None
    seen: Annotated[Strings, Field(description="where each rule was seen, and when")] = []
    enough: Annotated[int, Field(ge=1, description="weight of the signs that make a page one of the family")] = 3
    signs: Annotated[list[SignOf], Field(min_length=1, description="how its pages are recognised")]
    chrome: Annotated[
        dict[str, Strings], Field(description="whole lines that are no part of a record, by category")
    ] = {}
    chrome_openings: Annotated[dict[str, Strings], Field(description="how such lines begin, by category")] = {}
    chrome_patterns: Annotated[dict[str, Strings], Field(description="expressions for such lines, by category")] = {}
    labels: Annotated[dict[str, Strings], Field(description="printed labels by record field")] = {}
    lines: Annotated[Strings, Field(description="templates of whole lines with typed slots")] = []
    order: Annotated[list[OrderOf], Field(description="what stands above and below what")] = []
    ends: Annotated[Strings, Field(description="lines at which the work stops and others begin")] = []
    records: Annotated[Strings, Field(description="templates of the line that begins an entry of a list")] = []
    selectors: Annotated[dict[str, Strings], Field(description="CSS selectors of HTML elements by record field")] = {}
    repair: Annotated[
        dict[str, Strings], Field(description="warnings, by the line templates that show what a scrape lost")
    ] = {}

    @field_validator("labels", "selectors")
    @classmethod
    def _fields(cls, value: dict[str, Strings]) -> dict[str, Strings]:
        for name in value:
            if name not in FIELDS | {"stop"}:
                raise ValueError(f"{name!r} is no field; known are {', '.join(sorted(FIELDS))}, and `stop`")
        return value

    @field_validator("lines", "records")
    @classmethod
    def _templates(cls, value: Strings) -> Strings:
        for template in value:
            compile_template(template)
        return value

    @field_validator("chrome_patterns")
    @classmethod
    def _expressions(cls, value: dict[str, Strings]) -> dict[str, Strings]:
        for expression in (item for items in value.values() for item in items):
            try:
                re.compile(expression)
            except re.error as error:
                raise ValueError(f"{expression!r} is no regular expression: {error}") from None
        return value


def load_description(path: Path) -> Description:
    """Reads a description. Raises DescriptionError, with file and line, where it cannot be used."""
    try:
        source = path.read_text("utf-8")
        data: dict[str, Any] = tomllib.loads(source)
    except (OSError, UnicodeDecodeError) as error:
        raise DescriptionError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise DescriptionError(f"{path}: no valid TOML: {error}") from None
    try:
        return Description.model_validate(data)
    except (ValidationError, TemplateError) as error:
        raise DescriptionError(_explain(path, source, error)) from None


def _explain(path: Path, source: str, error: Exception) -> str:
    """One line a fault: file, line, key, what is wrong."""
    if not isinstance(error, ValidationError):
        return f"{path}: {error}"
    lines = []
    for fault in error.errors():
        where = [str(part) for part in fault["loc"]]
        said = fault["msg"].removeprefix("Value error, ")
        said = "unknown key" if fault["type"] == "extra_forbidden" else said
        lines.append(f"{path}:{_line_of(source, where)}: {'.'.join(where)}: {said}")
    return "\n".join(lines)


def _line_of(source: str, where: list[str]) -> int:
    """The line that the innermost named key stands on, 1 where it is missing."""
    rows = source.splitlines()
    for key in reversed([part for part in where if not part.isdigit()]):
        for number, row in enumerate(rows, 1):
            if re.match(rf"\s*(?:\[+\s*(?:[\w.]+\.)?)?\"?{re.escape(key)}\"?\s*(?:=|\])", row):
                return number
    return 1
