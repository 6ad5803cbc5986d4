"""HTML put together from elements, so that text is never taken for markup: whatever is no `Markup` is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from unicodedata import category

#: Elements without content and end tag.
_VOID = frozenset({"br", "input", "link", "meta"})
#: The classes of what a notebook's MathJax leaves alone: of version 3, and of version 2, which some notebooks have.
NO_MATHEMATICS = "mathjax_ignore tex2jax_ignore"
#: Control characters, and surrogates: each is half a character.
_NEVER = frozenset({"Cc", "Cs"})


class Markup(str):
    """A piece of HTML that was put together here, and is safe to stand in a page."""

    __slots__ = ()

    def __html__(self) -> "Markup":  # by which templates know what they need not escape
        return self


def text(value: object) -> Markup:
    """Return any text as HTML that shows just this text; what no page may hold, control characters, is left out."""
    shown = (sign for sign in str(value) if sign in "\n\t" or category(sign) not in _NEVER)
    return Markup(escape("".join(shown), quote=True))


def element(name: str, *content: object, **attributes: Any) -> Markup:
    """Return an element with its content, each piece escaped unless it is `Markup`.

    An attribute's name may end in `_` (`class_`), and `_` inside it is written `-` (`aria_label`). None and False leave
    the attribute out; True writes it without a value.
    """
    given = {key: value for key, value in attributes.items() if value is not None and value is not False}
    written = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in given.items())
    start = f"<{name}{written}>"
    if name in _VOID:  # closed in itself, so that what reads it as XML does, too, as the class's pages do
        return Markup(f"{start.removesuffix('>')}/>")
    return Markup(f"{start}{joined(*content)}</{name}>")


def joined(*content: object) -> Markup:
    """Return several pieces one after the other, each escaped unless it is `Markup`; None is nothing."""
    pieces = (piece for piece in content if piece is not None)
    return Markup("".join(piece if isinstance(piece, Markup) else text(piece) for piece in pieces))


def filled(words: str, **values: object) -> Markup:
    """Return a text with its names in braces filled in, each value escaped unless it is `Markup`."""
    return Markup(text(words).format(**{name: joined(value) for name, value in values.items()}))


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> Markup:
    """Return a table whose first column names its rows.

    Args:
        caption: what the table shows.
        head: the columns' names.
        rows: for each row its cells; the numbers' columns are set to the right.
        numbers: which columns, counted from 0, hold numbers.
    """
    kinds = ["n" if position in numbers else None for position in range(len(head))]
    names = (element("th", name, scope="col", class_=kind) for name, kind in zip(head, kinds, strict=True))
    body = element("tbody", *(_row(first, cells, kinds[1:]) for first, *cells in rows))
    return element("table", element("caption", caption), element("thead", element("tr", *names)), body)


def _row(name: object, cells: Sequence[object], kinds: Sequence[str | None]) -> Markup:
    rest = (element("td", cell, class_=kind) for cell, kind in zip(cells, kinds, strict=True))
    return element("tr", element("th", name, scope="row"), *rest)


def _attribute(name: str, value: object) -> str:
    if value is True:
        return f' {name}=""'  # HTML takes a bare name, too; what reads this as XML does not
    written = text(value).replace("\n", "&#10;").replace("\t", "&#9;")  # as they are, XML would make blanks of them
    return f' {name}="{written}"'
