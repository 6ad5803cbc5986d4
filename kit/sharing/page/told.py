"""What a guide tells, as HTML: its Markdown, with its links leading to the parts of one page."""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt

from kit.lesson.guide import LINK
from kit.sharing.notebooks.template import plain
from kit.ui.markup import Markup

#: A guide's headings stand below the title of the part that they are in, which is the page's second level.
_LOWER_BY, _LOWEST = 1, 6


def told(text: str, address_of: Callable[[str, str], str | None], name_of: Callable[[str, str], str]) -> Markup:
    """Return a text of a guide as HTML; HTML in it is shown as the text that it is.

    Args:
        text: Markdown.
        address_of: gives for the kind and name of a link (`kit.lesson.guide.LINK`) the address of that part, or None
            where the page has no such part: the link's words stand alone then.
        name_of: gives what such a part, or one of another page, is called: a number alone would say nothing there.
    """

    def linked(link: re.Match[str]) -> str:
        words, where = link["words"], (link["kind"], link["name"])
        address = address_of(*where)
        if words.isdigit() and not (address or "").startswith("#"):
            words = plain(name_of(*where))
        return words if address is None else f"[{words}]({address})"

    parser = _parser()
    tokens = parser.parse(LINK.sub(linked, text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + _LOWER_BY, _LOWEST)}"
    return Markup(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
