"""Runs that nobody wishes for: pages that were tampered with, processes that are killed, pages of doubled size."""

import tomllib
from pathlib import Path

PIECES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text("utf-8"))
