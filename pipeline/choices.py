"""What a run may be told, and what holds by default. Kept light: the command line's help reads it."""

from typing import Literal

FormatName = Literal["jsonl", "parquet", "ris", "bibtex", "csl-json", "csv", "xlsx"]
ExportName = Literal["jsonl", "ris", "bibtex", "csl-json", "csv", "xlsx"]
PrintedName = Literal["json", "jsonl", "ris", "bibtex", "csl-json", "csv"]
Body = Literal["text", "markdown"]
CompressionName = Literal["gz", "zst"]
EngineName = Literal["local", "ray"]

PART_PAGES = 250  # some tenths of a second of work
SPLIT_SIZE = 256_000_000  # bytes
TIMEOUT = 60.0  # seconds
MEMORY_LIMIT = 1_000_000_000  # bytes
SAMPLES = 5  # pages to look at, of each family, reason and warning
