"""Learning a family's description from pages of one site: `pipeline/learning/making.py` is the way, in one screen."""
