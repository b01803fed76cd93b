"""The one reader of pages that no family describes: text and HTML, field by field, over lines."""
