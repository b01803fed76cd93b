"""The page text, its lines and their features, spans, and the account of its characters."""

from extractors.page.lines import Entry, Line, Page, Part

__all__ = ["Entry", "Line", "Page", "Part"]
