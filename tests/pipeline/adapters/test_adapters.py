"""The adapters within the real libraries. The pages are a seed, which has a record, and an empty one."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pipeline import extract

SEED = Path(__file__).parents[3] / "seeds/qxmd/paper_page.html"
PAGE = SEED.read_text("utf-8")
TITLE = extract(PAGE).records[0].title
NONE = " "


def test_datatrove(tmp_path):
    executor = pytest.importorskip("datatrove.executor")
    from datatrove.data import Document
    from datatrove.pipeline.writers import JsonlWriter

    from pipeline.adapters.datatrove import ExtractRecords

    documents = [Document(PAGE, "1", metadata={"url": "https://e.org/1"}), Document(NONE, "2")]
    steps = [documents, ExtractRecords(), JsonlWriter(str(tmp_path / "out"), compression=None)]
    executor.LocalPipelineExecutor(steps, logging_dir=str(tmp_path / "logs")).run()
    (file,) = (tmp_path / "out").glob("*.jsonl")
    (row,) = map(json.loads, file.read_text().splitlines())
    assert row["id"] == "1" and row["metadata"]["status"] == "extracted"
    record, *_ = row["metadata"]["records"]
    assert record["title"] == TITLE and record["source"]["url"] == "https://e.org/1"


def test_the_example_of_the_datatrove_block(tmp_path):
    executor = pytest.importorskip("datatrove.executor")
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from pipeline.adapters.datatrove import ExtractRecords

    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.jsonl").write_text(json.dumps({"html": PAGE, "id": "1", "url": "https://e.org/1"}) + "\n")
    writer = JsonlWriter(str(tmp_path / "out"), compression=None)
    steps = [JsonlReader(str(tmp_path / "pages"), text_key="html"), ExtractRecords(lang=["en"]), writer]
    executor.LocalPipelineExecutor(steps, logging_dir=str(tmp_path / "logs")).run()
    (file,) = (tmp_path / "out").glob("*.jsonl")
    (row,) = map(json.loads, file.read_text().splitlines())
    assert row["metadata"]["records"][0]["title"] == TITLE


def test_datatrove_may_keep_what_has_no_record():
    pytest.importorskip("datatrove")
    from datatrove.data import Document

    from pipeline.adapters.datatrove import ExtractRecords

    (kept,) = ExtractRecords(keep=True).run(iter([Document(NONE, "2")]))
    assert kept.metadata["records"] == [] and kept.metadata["status"] == "empty"


@pytest.fixture
def site():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = (PAGE if self.path == "/1" else NONE).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


SPIDER = """
import scrapy

class Pages(scrapy.Spider):
    name = "pages"
    custom_settings = {{
        "ITEM_PIPELINES": {{"pipeline.adapters.scrapy.ExtractPipeline": 300}},
        "FEEDS": {{"{out}": {{"format": "jsonlines"}}}},
        "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "LOG_LEVEL": "ERROR",
    }}
    start_urls = ["{site}/1", "{site}/2"]

    def parse(self, response):
        yield {{"body": response.text, "url": response.url}}
"""


def test_scrapy(site, tmp_path):
    pytest.importorskip("scrapy")
    (tmp_path / "spider.py").write_text(SPIDER.format(site=site, out=tmp_path / "items.jsonl"))
    command = [sys.executable, "-m", "scrapy", "runspider", str(tmp_path / "spider.py")]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": "."}, timeout=120)
    (item,) = map(json.loads, (tmp_path / "items.jsonl").read_text().splitlines())
    assert item["url"] == f"{site}/1" and item["status"] == "extracted"
    assert item["records"][0]["title"] == TITLE


def test_scrapy_drops_with_the_reason():
    pytest.importorskip("scrapy")
    from scrapy.exceptions import DropItem

    from pipeline.adapters.scrapy import ExtractPipeline

    with pytest.raises(DropItem, match="empty"):
        ExtractPipeline().process_item({"body": NONE})
    assert ExtractPipeline(keep=True).process_item({"body": NONE})["records"] == []


def test_scrapy_of_before_hands_on_the_spider():
    pytest.importorskip("scrapy")
    from pipeline.adapters.scrapy import ExtractPipeline

    spider = object()
    assert ExtractPipeline().process_item({"body": PAGE}, spider)["records"][0]["title"] == TITLE
    assert ExtractPipeline().process_item({"body": PAGE}, spider=spider)["status"] == "extracted"


def test_web_poet():
    web_poet = pytest.importorskip("web_poet")
    import asyncio

    from pipeline.adapters.webpoet import RecordsPage

    response = web_poet.HttpResponse(
        "https://e.org/1", PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8"}
    )
    page = RecordsPage(response)
    item = asyncio.run(page.to_item())
    assert item["records"][0]["title"] == TITLE and item["records"][0]["source"]["url"] == "https://e.org/1"
    assert item["status"] == "extracted" and item["text"] == page.result().text
    empty = RecordsPage(web_poet.HttpResponse("https://e.org/2", NONE.encode()))
    assert asyncio.run(empty.to_item()) == {"records": [], "status": "empty", "text": ""}
