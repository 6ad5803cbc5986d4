"""Errors for people who do not program: a notebook shows them as sentences, without a traceback."""

from kit.lesson.printable import printable

_LONGEST_SHOWN = 100


class SaidPlainly:
    """An error that a notebook shows as its own sentences: they say what is wrong, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """What IPython asks an error for, and prints in place of the traceback."""
        return [printable(line) for line in str(self).splitlines()]


class Mistake(SaidPlainly, ValueError):
    """Someone asked for something that does not exist; the text says what does."""


def shown(value: object) -> str:
    """Return `value` for a sentence, as Python writes it, cut where it is long: it may be anything at all."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, a list within itself
        return "something very long"
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
