"""The view's files, put together: one ES module a widget, and one stylesheet for all of them."""

import re
from functools import cache
from pathlib import Path

VIEW = Path(__file__).parent / "view"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)


@cache
def module(entry: str) -> str:
    """Return a view's file with all that it imports, as one ES module that imports nothing.

    That is what anywidget and a single HTML page need. Each file stands once, below the files that it imports; names
    are unique across all of them.
    """
    texts: dict[str, str] = {}
    _collect(entry, texts)
    return "\n".join(texts.values())


def _collect(name: str, texts: dict[str, str]) -> None:
    source = (VIEW / name).read_text(encoding="utf-8")
    for imported in _IMPORT.findall(source):
        if imported not in texts:
            _collect(imported, texts)
    texts[name] = _IMPORT.sub("", source)


@cache
def style() -> str:
    """Return the widgets' stylesheet."""
    return "\n".join((VIEW / name).read_text(encoding="utf-8") for name in ("widget.css", "reveal.css"))
