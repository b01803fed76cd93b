"""Synthetic pages in the layouts of many sites, with what each page shows: for fitting and measuring readers.

A layout is a jinja2 template under `article/` or `lists/`. Its header comment names the site it mirrors and may set
`languages:` (of the papers; `corpus` for papers of the corpus), `interface:` (of menus and buttons) and, for lists,
`entries: issue` (all entries are of one issue).
"""

from benchmarks.layouts.rendering import Layout, Page, layouts, pages, render

__all__ = ["Layout", "Page", "layouts", "pages", "render"]
