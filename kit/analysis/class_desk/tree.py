"""Markup as a tree of plain lists, which travels to the page as data and is built there element by element."""

import re
from typing import Any
from xml.etree import ElementTree

from kit.ui.markup import Markup

#: `["p", {"class": "about"}, "text", ["em", {}, "more"]]`, or a text. Elements of a drawing are called `svg:path`.
Tree = str | list[Any]

_SVG = "{http://www.w3.org/2000/svg}"
_UNREADABLE = re.compile("[\ufffe\uffff]")
#: What a drawing says of itself to other programs.
_LEFT_OUT = "metadata"


def tree_of(markup: Markup) -> list[Tree]:
    """Return a piece of HTML, every element of which is closed, as a list of trees."""
    element = ElementTree.fromstring(f"<div>{_UNREADABLE.sub('', markup)}</div>")
    return list(_children(element))


def _children(element: ElementTree.Element, in_drawing: bool = False) -> list[Tree]:
    found: list[Tree] = [element.text] if element.text else []
    for child in element:
        if not child.tag.endswith(_LEFT_OUT):
            name = child.tag.removeprefix(_SVG)
            is_drawn = in_drawing or name == "svg"  # as in HTML, where a drawing needs no namespace
            attributes = {_plain(key): value for key, value in child.items()}
            found.append([f"svg:{name}" if is_drawn else name, attributes, *_children(child, is_drawn)])
        if child.tail:
            found.append(child.tail)
    return found


def _plain(key: str) -> str:
    return key.rpartition("}")[2]
