"""Where a site has no pandas: whoever asks for a table hears so in one sentence, in place of a traceback."""

from typing import NoReturn

from kit.lesson.plain_errors import SaidPlainly
from kit.ui.words import words


class NoTables(SaidPlainly, ImportError):
    """This site's Python came without pandas, which makes tables and charts. Reading and marking need none."""


def no_tables() -> NoReturn:
    """Say that there are none.

    Raises:
        NoTables: always.
    """
    raise NoTables(words()("jupyterlite.no_tables"))
