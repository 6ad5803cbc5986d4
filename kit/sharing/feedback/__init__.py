"""Feedback: for each reader one page with what they marked beside the key, to print two to a sheet and hand out."""

from kit.sharing.feedback.pages import Feedback, feedback

__all__ = ["Feedback", "feedback"]
