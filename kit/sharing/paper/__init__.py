"""Paper: a lesson for a day without computers, and for whoever was away. Nothing of the key is on it."""

from kit.sharing.paper.pages import Paper, paper

__all__ = ["Paper", "paper"]
