"""A datatrove block: documents whose text is a page become documents of cleaned text with records (extra `datatrove`).

LocalPipelineExecutor(
    [JsonlReader("pages/", text_key="html"), ExtractRecords(lang=["en"]), JsonlWriter("out/")]
).run()

The same after `WarcReader`, which needs `datatrove[io]` and the system's libmagic.
"""

import os
from collections.abc import Collection, Iterator
from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

from pipeline.extracting import extract


class ExtractRecords(PipelineStep):  # type: ignore[misc]
    """Replaces the text by the cleaned text, and adds `records`, `page_id` and `status` to the metadata.

    Documents without a record are dropped, and counted by reason, unless `keep`. The page's URL is `metadata["url"]`.
    `families` is a folder of descriptions of further families.
    """

    name = "📄 Bibliographic records"
    type = "🛢 - EXTRAC"

    def __init__(
        self,
        lang: str | Collection[str] | None = None,
        keep: bool = False,
        families: str | os.PathLike[str] | None = None,
    ) -> None:
        super().__init__()
        self.lang, self.keep, self.families = lang, keep, families

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """datatrove's way to run a block."""
        for document in data or ():
            self.stat_update(StatHints.total)
            with self.track_time():
                result = extract(
                    document.text, url=document.metadata.get("url"), lang=self.lang, families=self.families
                )
            self.stat_update(result.reason or result.status)
            if result.reason and not self.keep:
                self.stat_update(StatHints.dropped)
                continue
            document.text = result.text
            document.metadata |= {
                "page_id": result.page_id,
                "status": result.reason or result.status,
                "records": [record.model_dump(mode="json") for record in result.records],
            }
            self.stat_update(StatHints.forwarded)
            self.update_doc_stats(document)
            yield document
