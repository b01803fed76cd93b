"""Synthetic pages in the layouts of many sites, with what each page shows: for fitting and measuring readers.

    python -m benchmarks.layouts CORPUS OUT         pages, and OUT/gold.jsonl
    python -m benchmarks.layouts.score OUT          how extract() reads them

A layout is a jinja2 template under `article/` or `lists/`. Its header comment names the site it mirrors and may set
`languages:` (of the papers; `corpus` for papers of the corpus), `interface:` (of menus and buttons) and, for lists,
`entries: issue` (all entries are of one issue). What a template asks of a paper (`w`, or `e` for an entry and `issue`
for what stands once for all) is in `shown.py`; chance, menus and footers are in `tools.py`; words are in `words/`.

A line of gold.jsonl has the facts that the page shows (null where it shows none; `alt` holds other prints of the same
page that are as right), `held_out` (a third of the layouts), and for text pages `spans`: [name, start, end, record] in
the characters of the file, also of what is no fact: affiliation, date (received, accepted), abstract, reference,
chrome, and the parallel part in English (`…_translated`). Record -1 stands for all records of a list.
"""

from benchmarks.layouts.rendering import Layout, Page, layouts, pages, render

__all__ = ["Layout", "Page", "layouts", "pages", "render"]
