"""The page before the notebooks: which there are, and whether this browser will keep what is marked in them."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from kit.sharing.jupyterlite.shelf import Shelf
from kit.ui.javascript import without_comments
from kit.ui.page import script_text, whole_page
from kit.ui.pages import Page
from kit.ui.words import words

_HERE = Path(__file__).parent
#: The address of JupyterLite's view of one notebook, as seen from the door.
_VIEW = "notebooks/index.html?path="


def door(shelves: Sequence[Shelf], version: str) -> bytes:
    """Return the page, in the language of the first lesson.

    Its script starts what keeps the files (JupyterLite's service worker) before a notebook is opened, and says where a
    browser keeps none.

    Args:
        shelves: the lessons' notebooks.
        version: JupyterLite's.
    """
    say = words(shelves[0].lesson.article.language)
    return whole_page(
        _HERE / "door.html.jinja",
        title=say("jupyterlite.title"),
        language=str(say["widget"]["lang"]),
        style=(_HERE / "door.css").read_text(encoding="utf-8"),
        script=script_text(without_comments((_HERE / "door.js").read_text(encoding="utf-8"))),
        allowed={"worker-src": "'self'"},
        say=say,
        version=version,
        shelves=shelves,
        address=_address,
    ).encode("utf-8")


def _address(shelf: Shelf, page: Page) -> str:
    return _VIEW + quote(f"notebooks/{shelf.lesson.id}/{page.file}")
