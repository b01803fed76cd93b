"""A Scrapy item pipeline: items with a page go in, items with records come out (extra `scrapy`).

    ITEM_PIPELINES = {"pipeline.adapters.scrapy.ExtractPipeline": 300}

The page is in the item's field `WINNOW_FIELD` (setting; "body"), its URL in "url". The item gets the fields "records",
dicts as a line of `records.jsonl` holds them, and "status". An item without a record is dropped, unless the setting
`WINNOW_KEEP` is true; `WINNOW_LANG` is a list of languages to keep, `WINNOW_FAMILIES` a folder of descriptions of
further families.
"""

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from pipeline.extracting import extract


class ExtractPipeline:
    """See the module."""

    def __init__(
        self, field: str = "body", lang: list[str] | None = None, keep: bool = False, families: str | None = None
    ) -> None:
        self.field, self.lang, self.keep, self.families = field, lang or None, keep, families

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ExtractPipeline":
        """Scrapy's way to make one, with the settings of a crawl."""
        settings = crawler.settings
        return cls(
            settings.get("WINNOW_FIELD", "body"),
            settings.getlist("WINNOW_LANG"),
            settings.getbool("WINNOW_KEEP"),
            settings.get("WINNOW_FAMILIES"),
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item, with records. Raises DropItem where the page gave none; the reason is in its message.

        Scrapy up to 2.13 hands on the spider, later versions do not.
        """
        fields = ItemAdapter(item)
        page: Any = fields[self.field]
        url = fields.get("url")
        if isinstance(page, Response):
            page, url = page.body, url or page.url
        result = extract(page, url=url, lang=self.lang, families=self.families)
        if result.reason and not self.keep:
            raise DropItem(f"{result.reason}: {url}")
        fields["records"] = [record.model_dump(mode="json") for record in result.records]
        fields["status"] = result.reason or result.status
        return item
