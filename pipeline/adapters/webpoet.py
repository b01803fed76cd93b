"""A web-poet page object: what a page says of the works on it (extra `web-poet`).

    @inject
    async def parse(response, page: RecordsPage): yield await page.to_item()

It serves scrapy-poet and everything else that hands out page objects; `result` holds the account of the page as well.
"""

import os
from typing import Any, ClassVar

from web_poet import WebPage, cached_method, field

from pipeline.extracting import extract
from schemas import PageResult


class RecordsPage(WebPage[dict[str, Any]]):
    """The records of a page, its status, and its cleaned text.

    A subclass may name a folder of descriptions of further families: `families = "families"`.
    """

    families: ClassVar[str | os.PathLike[str] | None] = None

    @cached_method
    def result(self) -> PageResult:
        """The outcome for the page, with the account of its text."""
        response = self.response
        charset = response.headers.declared_encoding()
        return extract(bytes(response.body), url=str(response.url), charset=charset, families=self.families)

    @field
    def records(self) -> list[dict[str, Any]]:
        """The records, as a line of `records.jsonl` holds them."""
        return [record.model_dump(mode="json") for record in self.result().records]

    @field
    def status(self) -> str:
        """`extracted`, or the reason why there is no record."""
        result = self.result()
        return result.reason or result.status

    @field
    def text(self) -> str:
        """The page without labels and boilerplate."""
        return self.result().text
