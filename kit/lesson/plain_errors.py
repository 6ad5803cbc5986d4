"""Errors for people who do not program: a notebook shows them as sentences, without a traceback."""


class SaidPlainly:
    """An error that a notebook shows as its own sentences: they say what is wrong, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """What IPython asks an error for, and prints in place of the traceback."""
        return str(self).splitlines()


class Mistake(SaidPlainly, ValueError):
    """Somebody asked for what there is not; the text says what there is."""
