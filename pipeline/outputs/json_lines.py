"""JSON Lines: one record, page or reject a line, UTF-8."""

import json

from schemas import PageResult, Record
from schemas.record import Model


def line(model: Model) -> bytes:
    """A model as a line of JSON. Lone surrogates, which UTF-8 cannot write, make the line all ASCII escapes."""
    try:
        return model.model_dump_json().encode() + b"\n"
    except ValueError:
        kept = {name for name, field in type(model).model_fields.items() if not field.exclude}
        return json.dumps(model.model_dump(include=kept), separators=(",", ":")).encode() + b"\n"


def records(results: list[Record]) -> bytes:
    """A line for each record."""
    return b"".join(map(line, results))


def reject_line(result: PageResult) -> str:
    """A line of `rejects.jsonl`: the page, the reason, and the records that the language filter kept out."""
    row = result.model_dump(include={"page_id", "path", "url", "extractor", "language", "length"})
    row["reason"] = result.reason or "language"
    row["detail"] = result.detail
    row["records"] = [record.model_dump() for record in result.dropped]
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return text
