"""The plain page: a whole page with one module, its style and its data, on which a widget lives without Jupyter."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.ui.markup import Markup
from kit.ui.page import TEMPLATES, script_text, whole_page

_STYLE = (Path(__file__).parent / "plain_page.css").read_text(encoding="utf-8")


def plain_page(
    script: str,
    *,
    title: str,
    language: str = "en",
    style: str = "",
    data: Any = None,
    allowed: Mapping[str, str] | None = None,
) -> str:
    """Return a page as HTML: an empty `main`, the data as JSON in the element with the id `data`, and the script.

    Args:
        script: an ES module that imports nothing, such as `kit.ui.joiner.join` returns.
        title: the page's title.
        language: the code of the language that the page is in, such as `en`.
        style: CSS, behind the page's own.
        data: what the script reads, as JSON holds it.
        allowed: more sources by directive of the page's policy (`kit.ui.page.whole_page`).
    """
    return whole_page(
        TEMPLATES / "plain_page.html.jinja",
        title=title,
        language=language,
        style=f"{_STYLE}{style}",
        script=script_text(script),
        allowed=allowed,
        data=Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")),
    )
