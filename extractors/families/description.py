"""The form of a family's description: a file that a person reads in a minute and a program can write.

A description is TOML. An unknown key, field or slot is an error that names the file and the line. Every key is
described here; `docs/adding-a-family.md` shows each with an example.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractors.families.entries import MOST_ROLES, SKIP, TOP
from extractors.families.templates import FIELDS, Template, TemplateError, compile_template
from extractors.families.wordings import read_wordings, translate
from schemas.codes import explained

_CATEGORY = re.compile(r"[a-z][a-z_]{1,30}")
_ELEMENT = re.compile(r"[.#][\w-]{2,60}")
LABEL_KEYS = FIELDS | {"references", "related", "body", "cited_by", "affiliations", "stop"}
ROLES = FIELDS | {"section", "skip", "title+"}

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
    where: Annotated[
        Literal["text", "url", "generator", "element"],
        Field(description="what the phrase stands in; `element`: the class or id of one, `.work`, `#abs`"),
    ] = "text"

    @field_validator("phrases")
    @classmethod
    def _told(cls, phrases: Strings) -> Strings:
        for phrase in phrases:
            if len(phrase.strip()) < (3 if phrase[:1] < "\u2e80" else 2):  # ideographs are words
                raise ValueError(f"{phrase!r} is too short for a sign; use what only such pages print")
        return phrases

    @model_validator(mode="after")
    def _selects(self) -> "SignOf":
        for phrase in self.phrases if self.where == "element" else ():
            if not _ELEMENT.fullmatch(phrase):
                raise ValueError(f"{phrase!r} is no name of an element; write `.class` or `#id`")
        return self


class OrderOf(_Part):
    """What stands above or below a line that is sure: roles from top to bottom, `?` behind those that may lack."""

    anchor: Annotated[str, Field(description="`top`, `label:FIELD`, or the template of a line")]
    above: Annotated[Strings, Field(description="roles of the lines right above the anchor, the nearest last")] = []
    below: Annotated[Strings, Field(description="roles of the lines right below the anchor, the nearest first")] = []
    each: Annotated[
        bool, Field(description="it holds at every line that fits the anchor, and adds to the lists told before it")
    ] = False

    @field_validator("anchor")
    @classmethod
    def _anchored(cls, anchor: str) -> str:
        label = anchor.removeprefix("label:")
        if label != anchor and label not in LABEL_KEYS:
            raise ValueError(f"{label!r} is no field; known are {', '.join(sorted(LABEL_KEYS))}")
        if label == anchor and anchor != "top":
            compile_template(anchor)
        return anchor

    @field_validator("above", "below")
    @classmethod
    def _known(cls, roles: Strings) -> Strings:
        for role in roles:
            name = role.removesuffix("?")
            if "{" in name:
                compile_template(name)
            elif name not in ROLES:
                raise ValueError(
                    f"{role!r} is no role; use a record field, `title+`, `section`, `skip` or a template, with `?` "
                    "behind one that may lack"
                )
        return roles


class Description(_Part):
    """What a family says of its pages."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,40}$", description="the name in `source.extractor`")]
    serves: Annotated[str, Field(description="whom it serves: the site or platform, in a line")]
    hosts: Annotated[Strings, Field(description="hosts that such pages were seen at")] = []
    platform: Annotated[str | None, Field(description="the software behind the pages, if known")] = None
    seen: Annotated[Strings, Field(description="what was seen where, and when; what is guessed")] = []
    enough: Annotated[int, Field(ge=1, description="weight of the signs that make a page one of the family")] = 3
    opens: Annotated[
        list[Strings],
        Field(description="lines that follow each other where a page opens: enough for one that is cut short"),
    ] = []
    signs: Annotated[list[SignOf], Field(min_length=1, description="how its pages are recognised")]
    chrome: Annotated[
        dict[str, Strings], Field(description="templates of lines that are no part of a record, by category")
    ] = {}
    rest: Annotated[
        dict[str, Strings], Field(description="lines from which on all is no part of a record, by category")
    ] = {}
    labels: Annotated[dict[str, Strings], Field(description="printed labels by record field; `stop` ends a value")] = {}
    others: Annotated[
        dict[str, Strings], Field(description="labels of values that no field is kept for, by names of your own")
    ] = {}
    chrome_labels: Annotated[
        dict[str, Strings], Field(description="labels whose values are no part of a record, by category")
    ] = {}
    glued: Annotated[Strings, Field(description="fields whose values may be glued to their labels")] = []
    long: Annotated[Strings, Field(description="fields whose values may go on below a blank line")] = []
    translations: Annotated[
        str | None,
        Field(description="a table beside the file: a message and, behind a tab, its wordings with bars between"),
    ] = None
    lines: Annotated[Strings, Field(description="templates of lines that carry values")] = []
    order: Annotated[list[OrderOf], Field(description="what stands above and below what")] = []
    ends: Annotated[Strings, Field(description="templates of the lines where the work stops and others begin")] = []
    records: Annotated[
        Strings, Field(description="how an entry begins, on pages that show several works: roles or templates of lines")
    ] = []
    selectors: Annotated[dict[str, Strings], Field(description="CSS selectors of HTML elements by record field")] = {}
    lacks: Annotated[Strings, Field(description="fields that these pages never show; what looks like one is not")] = []
    repair: Annotated[
        dict[str, Strings], Field(description="templates of lines that show what a scrape lost, by warning")
    ] = {}

    def fields(self) -> set[str]:
        """The record fields that its templates, labels, selectors and orders tell."""
        orders = [part for order in self.order for part in (order.anchor, *order.above, *order.below)]
        labels = [label for printed in self.labels.values() for label in printed]
        templates = [part for part in (*self.lines, *orders, *labels) if "{" in part]
        slots = {slot for part in templates for slot in compile_template(part.removesuffix("?")).fields}
        roles = {part.rstrip("?+") for part in orders if "{" not in part}
        return (slots | roles | set(self.labels) | set(self.selectors)) & FIELDS

    def label_keys(self) -> tuple[dict[str, list[str]], dict[str, str]]:
        """The labels by what they announce, each once; and of those that announce two things, the second."""
        first = {label: "" for labels in self.chrome_labels.values() for label in labels}
        told: dict[str, list[str]] = {}
        second: dict[str, str] = {}
        for key, labels in (self.others | self.labels).items():
            key = "" if key == "stop" else key
            told[key] = [label for label in labels if label not in first]
            second |= {label: key for label in labels if first.get(label)}
            first |= dict.fromkeys(told[key], key)
        return told, second

    @field_validator("labels", "selectors")
    @classmethod
    def _labelled(cls, value: dict[str, Strings]) -> dict[str, Strings]:
        for label in (item for items in value.values() for item in items if "{" in item):
            compile_template(label)
        return {_one_of(name, LABEL_KEYS): items for name, items in value.items()}

    @field_validator("records", "opens")
    @classmethod
    def _openings(cls, value: Any) -> Any:
        for opening in value if value and isinstance(value[0], list) else [value] if value else []:
            for role in opening:
                if (name := role.removesuffix("?")) not in FIELDS | {TOP, SKIP}:
                    _worded(name)
            if all(role.endswith("?") or role in (TOP, SKIP) for role in opening) or len(opening) > MOST_ROLES:
                raise ValueError(f"{opening[0]!r} opens nothing: tell 1 to {MOST_ROLES} lines, one without `?`")
        return value

    @field_validator("lacks")
    @classmethod
    def _fields(cls, value: Strings) -> Strings:
        return [_one_of(name, LABEL_KEYS) for name in value]

    @model_validator(mode="after")
    def _keys(self) -> "Description":
        for name in (*self.glued, *self.long):
            _one_of(name, LABEL_KEYS | self.others.keys() | {"all"})
        for name in self.others:
            if name in LABEL_KEYS or not _CATEGORY.fullmatch(name):
                raise ValueError(f"{name!r} is a field or no name; labels of fields stand in `labels`")
        return self

    @field_validator("lines", "ends")
    @classmethod
    def _templates(cls, value: Strings) -> Strings:
        for template in value:
            _worded(template)
        return value

    @field_validator("chrome", "repair")
    @classmethod
    def _by_category(cls, value: dict[str, Strings]) -> dict[str, Strings]:
        for category, templates in value.items():
            if not _CATEGORY.fullmatch(category):
                raise ValueError(f"{category!r} is no name of a rule; use small letters and `_`")
            for template in templates:
                if _worded(template).fields:
                    raise ValueError(f"{template!r} reads a field; such a template belongs in `lines`")
        return value

    @field_validator("repair")
    @classmethod
    def _warnings(cls, value: dict[str, Strings]) -> dict[str, Strings]:
        for warning in value:
            if explained(warning) is None:
                raise ValueError(f"{warning!r} is no warning; docs/reasons-and-warnings.md lists them")
        return value

    @field_validator("selectors")
    @classmethod
    def _selectors(cls, value: dict[str, Strings]) -> dict[str, Strings]:
        for selector in (item for items in value.values() for item in items):
            try:
                CSSSelector(selector)
            except SelectorError as error:
                raise ValueError(f"{selector!r} is no CSS selector: {error}") from None
        return value


def _worded(text: str) -> Template:
    """A template that not every line fits."""
    template = compile_template(text)
    if template.wordless:
        raise ValueError(f"{text!r}: no words beside its slots")
    return template


def _one_of(name: str, known: frozenset[str]) -> str:
    if name not in known:
        raise ValueError(f"{name!r} is no field; known are {', '.join(sorted(known))}")
    return name


def load_description(path: Path) -> Description:
    """Reads a description. Raises DescriptionError, with file and line, where it cannot be used."""
    try:
        source = path.read_text("utf-8")
        data: dict[str, Any] = tomllib.loads(source)
    except (OSError, UnicodeDecodeError) as error:
        raise DescriptionError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise DescriptionError(f"{path}: no valid TOML: {error}") from None
    if isinstance(table := data.get("translations"), str):
        _translate(data, path, table)
    try:
        return Description.model_validate(data)
    except ValidationError as error:
        raise DescriptionError("\n".join(_explain(path, source, error))) from None


def _translate(data: dict[str, Any], path: Path, table: str) -> None:
    try:
        translate(data, read_wordings(path.parent / table))
    except (OSError, UnicodeDecodeError) as error:
        raise DescriptionError(f"{path}:1: translations: {table!r} cannot be read: {error}") from None
    except (AttributeError, TypeError):
        return  # a table that is none; the validation says where


def _explain(path: Path, source: str, error: ValidationError) -> list[str]:
    """One line a fault: file, line, key, what is wrong."""
    lines = []
    for fault in error.errors():
        where = [str(part) for part in fault["loc"]]
        said = fault["msg"].removeprefix("Value error, ")
        if fault["type"] == "extra_forbidden":
            known = SignOf if where[0] == "signs" else OrderOf if where[0] == "order" else Description
            said = f"unknown key; known are {', '.join(known.model_fields)}"
        key = "".join(f"{part}." for part in where)[:-1]
        lines.append(f"{path}:{_line_of(source, where, said)}: {f'{key}: ' if key else ''}{said}")
    return lines


def _line_of(source: str, where: list[str], said: str) -> int:
    """The line of what the message quotes, else of the innermost key that is told; 1 where it is missing."""
    rows = source.splitlines()
    quoted = re.match(r"'([^']+)'", said)
    if quoted:
        for number, row in enumerate(rows, 1):
            if re.search(rf"(?<![\w ]){re.escape(quoted.group(1))}(?![\w ])", row):
                return number
    for key in reversed([part for part in where if not part.isdigit()]):
        for number, row in enumerate(rows, 1):
            if re.match(rf"\s*(?:\[+\s*(?:[\w.]+\.)?)?\"?{re.escape(key)}\"?\s*(?:=|\])", row):
                return number
    return 1


__all__ = ["FIELDS", "Description", "DescriptionError", "OrderOf", "SignOf", "TemplateError", "load_description"]
