"""Collecting: from the files that a class handed in to one table of annotations, and what became of each file."""
