"""What is published of the models: their JSON Schema, and the pages of the documentation that list fields and codes.

`python -m schemas.publishing` writes all of it anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from schemas.codes import codes
from schemas.page import PageResult
from schemas.record import Record
from schemas.work import Work

PUBLISHED: dict[str, type[BaseModel]] = {
    "record.schema.json": Record,
    "page.schema.json": PageResult,
    "work.schema.json": Work,
}
_FIELDS_HEAD = """# Fields

What stands in `records.jsonl`, `pages.jsonl` and `works.jsonl`. Made from the models by `python -m schemas.publishing`;
the same is published as JSON Schema: [record](../schemas/record.schema.json), [page](../schemas/page.schema.json),
[work](../schemas/work.schema.json).

Keys are always there; what a page does not say is `null` or `[]`. Keys marked *optional* are left out where they have
no value.
"""
_CODES_HEAD = """# Reasons and warnings

Made from `schemas/codes.tsv` by `python -m schemas.publishing`.
"""
_SHOWN = 110  # characters of an example


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema (draft 2020-12) of a line of `records.jsonl` or `pages.jsonl`."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def fields_text() -> str:
    """The page of the documentation that lists every field."""
    parts, done = [_FIELDS_HEAD], set()
    for title, model in (("A record", Record), ("A page", PageResult), ("A work", Work)):
        schema = model.model_json_schema(mode="serialization")
        parts.append("\n".join([f"## {title}\n", schema.get("description", "").split("\n")[0], "", *_table(schema)]))
        for name, inner in schema.get("$defs", {}).items():
            if name not in done and "properties" in inner:
                done.add(name)
                heading = [f"### {name}\n", inner.get("description", "").split("\n")[0], ""]
                parts.append("\n".join([*heading, *_table(inner)]))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _table(schema: dict[str, Any]) -> Iterator[str]:
    yield "| key | type | what it is | example |"
    yield "| --- | --- | --- | --- |"
    for name, one in schema["properties"].items():
        said = one.get("description", "").replace(" OPTIONAL.", " *Optional.*")
        example = json.dumps(one["examples"][0], ensure_ascii=False) if one.get("examples") else ""
        example = example if len(example) <= _SHOWN else f"{example[: _SHOWN - 1]}…"
        cells = (f"`{name}`", _kind(one), said, f"`{example}`" if example else "")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _kind(one: dict[str, Any]) -> str:
    """The type of a property in a word or two."""
    if "anyOf" in one:
        return " or ".join(_kind(part) for part in one["anyOf"])
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    if "const" in one:
        return f"`{one['const']}`"
    if one.get("type") == "array":
        return f"list of {_kind(one['items'])}"
    if one.get("type") == "object" and isinstance(one.get("additionalProperties"), dict):
        return f"object of {_kind(one['additionalProperties'])}"
    return str(one.get("type", "any"))


def codes_text() -> str:
    """The page of the documentation that explains reasons and warnings."""
    parts = [_CODES_HEAD]
    for kind, heading, lead in (
        ("reason", "Reasons", "Why a page gave no record: `reason` in `pages.jsonl` and `rejects.jsonl`."),
        ("warning", "Warnings", "What is doubtful in a record: `warnings` in `records.jsonl`."),
    ):
        rows = [f"| `{one.code}` | {one.meaning} | {one.advice} |" for one in codes() if one.kind == kind]
        parts.append(
            "\n".join(
                [f"## {heading}\n", f"{lead}\n", "| code | what it means | what to do |", "| --- | --- | --- |", *rows]
            )
        )
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def published() -> dict[Path, str]:
    """Everything that is published, by its place."""
    here = Path(__file__)
    docs = here.parents[1] / "docs"
    return {
        **{here.with_name(name): schema_text(model) for name, model in PUBLISHED.items()},
        docs / "fields.md": fields_text(),
        docs / "reasons-and-warnings.md": codes_text(),
    }


def main() -> None:
    """Writes all of it."""
    for path, text in published().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
