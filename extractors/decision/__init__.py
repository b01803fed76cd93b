"""What is chosen among the candidates of a page, and what the page shows at all."""
