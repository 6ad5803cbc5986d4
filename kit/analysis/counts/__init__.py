"""Counts: how often each claim got each answer. What figures of a class are made from; counts of classes add up."""

from kit.analysis.counts.table import Counts, added, counted, counts_of, less

__all__ = ["Counts", "added", "counted", "counts_of", "less"]
