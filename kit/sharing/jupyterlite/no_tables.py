"""Where pandas is not to be had: whoever asks for a table hears so in one sentence, in place of a traceback."""

from typing import NoReturn

from kit.lesson.plain_errors import SaidPlainly
from kit.ui.words import words


class NoTables(SaidPlainly, ImportError):
    """The site has no pandas, which makes tables and charts, or it could not be fetched. Reading needs none."""


def no_tables() -> NoReturn:
    """Say that there are none.

    Raises:
        NoTables: always.
    """
    raise NoTables(words()("jupyterlite.no_tables"))
