"""What is published is what the models and the code say."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from schemas.codes import codes, explained
from schemas.page import Reason
from schemas.publishing import PUBLISHED, published, schema_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", published(), ids=lambda path: path.name)
def test_what_is_published_has_not_drifted(path):
    assert path.read_text(encoding="utf-8") == published()[path], "run `python -m schemas.publishing` and read it"


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for owner, part in [("", schema), *schema.get("$defs", {}).items()]:
        for name, one in part.get("properties", {}).items():
            yield f"{owner}.{name}", one


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_property_is_described_with_an_example_that_holds(name):
    schema = json.loads(schema_text(PUBLISHED[name]))
    for where, one in properties(schema):
        assert one.get("description") and one.get("examples"), where
        if "$ref" in json.dumps(one):
            continue  # examples of nested models show some keys only
        for example in one["examples"]:
            jsonschema.validate(example, {**one, "$defs": schema.get("$defs", {})})


def test_every_reason_is_explained():
    assert {one.code for one in codes() if one.kind == "reason"} == set(get_args(Reason))


def test_every_warning_in_the_code_is_explained():
    given = set(warned())
    assert len(given) > 6  # families name others in their descriptions
    assert {code for code in given if explained(code) is None} == set()
    assert explained("conflict:issued").code == "conflict:FIELD" and explained("nonsense") is None


def warned() -> Iterator[str]:
    """The codes that some call of `warn` names; of one that is put together, its beginning."""
    for package in ("extractors", "pipeline"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "warn":
                    for part in ast.walk(node.args[0]):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value[:1].isalpha():
                            yield part.value
