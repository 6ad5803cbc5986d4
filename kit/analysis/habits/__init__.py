"""Habits: what a teacher should know of a reader's way of marking before a grade or a figure rests on it."""

from kit.analysis.habits.remarks import HABITS, habits, minutes, without_readers

__all__ = ["HABITS", "habits", "minutes", "without_readers"]
