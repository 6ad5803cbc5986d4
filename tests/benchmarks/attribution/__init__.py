"""Measures how well the kit finds attributions, on a corpus that is not part of it."""
