"""The article's own text, for those who build corpora: read from the markup of a page by trafilatura."""

from typing import Any, Literal

from schemas import Evidence, Record


def with_body(record: Record, markup: str | bytes, url: str | None, body: Literal["text", "markdown"]) -> Record:
    """The record with the text of its page's article, without comments; unchanged where trafilatura finds none."""
    import trafilatura

    text = trafilatura.extract(
        markup,
        url=url,
        output_format="markdown" if body == "markdown" else "txt",
        include_comments=False,
        include_tables=True,
        include_formatting=body == "markdown",
    )
    if not text:
        return record
    evidence = [Evidence(rule=f"trafilatura.{body}", tag="body")]
    changed: dict[str, Any] = {"body": text, "provenance": {**record.provenance, "body": evidence}}
    return record.model_copy(update=changed)
