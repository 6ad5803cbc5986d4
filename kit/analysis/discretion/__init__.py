"""Discretion: what keeps readers unexposed, whoever sees their reasons."""

from kit.analysis.discretion.eye import Discretion, Eye, Reason

__all__ = ["Discretion", "Eye", "Reason"]
