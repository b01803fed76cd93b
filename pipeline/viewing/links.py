"""Where identifiers resolve."""

from collections.abc import Callable
from urllib.parse import quote

_SAFE = "/:;()._-"


def doi_link(doi: str | None) -> str | None:
    """The address under which a DOI resolves."""
    return f"https://doi.org/{quote(doi, safe=_SAFE)}" if doi else None


LINKS: dict[str, Callable[[str], str | None]] = {
    "doi": doi_link,
    "pmid": lambda number: f"https://pubmed.ncbi.nlm.nih.gov/{quote(number)}/",
    "pmcid": lambda number: f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(number)}/",
    "arxiv_id": lambda number: f"https://arxiv.org/abs/{quote(number, safe=_SAFE)}",
}
"""By field."""
