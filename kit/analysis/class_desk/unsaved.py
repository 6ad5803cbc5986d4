"""A part of a page that never gets into the notebook's file: it comes to the browser by message, and is shown there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import anywidget
from IPython.display import HTML, display, update_display

from kit.analysis.class_desk.tree import tree_of
from kit.ui.joiner import join
from kit.ui.markup import Markup, element
from kit.ui.saved_copy import in_place_of_widget
from kit.ui.tokens import notebook_properties

_VIEW = "application/vnd.jupyter.widget-view+json"
_HERE = Path(__file__).parent
#: The class of what stands in the saved notebook; while the part itself is shown, its stylesheet hides this.
KEPT = "class-desk-kept"
WIDGET = "class-desk"


@dataclass(frozen=True)
class Drawn:
    """What a part shows: pieces of HTML by key, in their order, and what the controls in them are set to, by name.

    A checkbox is set by the list of the values that are ticked under its name. `kept` is what may stand in the file.
    """

    pieces: Mapping[str, Markup]
    values: Mapping[str, Any] = field(default_factory=dict)


class Unsaved(anywidget.AnyWidget):
    """Shows what nobody should find in a saved notebook.

    A widget's synced values can be saved with the notebook, and so can every other output. So nothing is synced: each
    view on the page asks for its content and gets it in a message. In the file stands one sentence (`kept`).

    Args:
        draw: what is shown now; asked for whenever `refresh` is called.
        hear: is given each message of a person: `set`, `press`, `begin`, `bytes`, `end`, with its buffers; for the last
            three it returns whether to go on.
        texts: `gone`, said where the kernel was restarted.
    """

    _esm = join(_HERE / "unsaved.js")
    _css = notebook_properties(f".{WIDGET}") + (_HERE / "unsaved.css").read_text(encoding="utf-8")

    def __init__(
        self,
        draw: Callable[[], Drawn],
        hear: Callable[[Mapping[str, Any], Sequence[Any]], bool],
        kept: Callable[[], str],
        texts: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._draw, self._hear_person, self._kept, self._texts = draw, hear, kept, texts
        self._note = uuid4().hex
        self._noted = ""
        self._drawn: Drawn | None = None
        self._views = 0
        self.on_msg(self._hear)

    @property
    def drawn(self) -> Drawn:
        """What is shown now. It is drawn when somebody looks: at a view on the page, or at this."""
        if self._drawn is None:
            self._drawn = self._draw()
        return self._drawn

    @property
    def html(self) -> str:
        """What is shown now, as one piece of HTML."""
        return "\n".join(self.drawn.pieces.values())

    def refresh(self) -> None:
        """Show what there is to be shown now, in every view on the page."""
        self._drawn = None
        if self._views > 0:
            self._show()
        if self._noted and self._noted != self._kept():
            update_display(self._sentence(), display_id=self._note)

    def give(self, name: str, data: bytes, kind: str) -> None:
        """Hand a file to the browser, which saves it as a download."""
        self.send({"kind": "file", "name": name, "type": kind}, [data])

    def _show(self) -> None:
        drawn = self.drawn
        pieces = [[key, tree_of(markup)] for key, markup in drawn.pieces.items()]
        self.send({"kind": "show", "pieces": pieces, "values": dict(drawn.values), "texts": dict(self._texts)})

    def _hear(self, _widget: Any, message: Mapping[str, Any], buffers: Sequence[Any]) -> None:
        if message.get("kind") == "ready":
            self._views += 1
            self._show()
            return
        if message.get("kind") == "left":
            self._views -= 1
            return
        goes = self._hear_person(message, buffers)
        if "id" in message:
            self.send({"kind": "next", "id": message["id"], "go": bool(goes)})

    def _sentence(self) -> HTML:
        self._noted = self._kept()
        kept = element("p", element("em", self._noted), class_=KEPT)
        return HTML(in_place_of_widget(kept, copy_class=KEPT, widget_class=WIDGET))

    def _ipython_display_(self) -> None:
        reference = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        display({"text/plain": self._kept(), _VIEW: reference}, raw=True)
        display(self._sentence(), display_id=self._note)

    def __repr__(self) -> str:
        return self._kept()
