"""What holds for every page, whatever it is: it is read or refused, and accounted for to the last character."""

from pipeline import extract


def check(page):
    """Extracts a page (text or bytes) and asserts the promises; a fault of ours is `crash`, and never right."""
    result = extract(page)
    assert result.reason != "crash"
    at = 0
    for segment in result.segments:
        assert segment.start == at < segment.end
        at = segment.end
    assert at == result.length == len(result.page_text)
    assert (result.status == "extracted") == bool(result.records) == (result.reason is None)
    for record in result.records:
        filled = {name for name, value in record.model_dump().items() if value not in (None, [])}
        given = filled - {"record_id", "source", "warnings", "provenance", "language"}
        assert given <= set(record.provenance), "a value without its source"
        for number, author in enumerate(record.authors):
            assert not author.affiliations or f"authors.{number}.affiliations" in record.provenance
        for evidence in (item for items in record.provenance.values() for item in items):
            assert evidence.tag or 0 <= evidence.start < evidence.end <= result.length
    return result
