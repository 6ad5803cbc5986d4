"""The name that was meant by one that does not exist."""

from collections.abc import Iterable


def closest(given: str, names: Iterable[str]) -> str:
    """Return the name that is most like `given`, or "" where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 (only a slip needs it)

    return next(iter(get_close_matches(given, list(names), n=1)), "")
