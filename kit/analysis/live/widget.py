"""The class while it reads, in a notebook: the page asks for news by message, and nothing of it gets into the file."""

from typing import Any

import anywidget
import traitlets
from IPython.display import HTML, display

from kit.analysis.live.live_class import LiveClass
from kit.analysis.live.view_files import VIEW, style, values
from kit.ui.joiner import join
from kit.ui.markup import element
from kit.ui.saved_copy import in_place_of_widget

_MIME = "application/vnd.jupyter.widget-view+json"


class LiveWidget(anywidget.AnyWidget):
    """Shows a `LiveClass`. A view asks as long as it is on the page and somebody looks; here, nothing runs by itself.

    What is synced, and may be saved with the notebook, are words.
    """

    _esm = join(VIEW / "live.js")
    _css = style()

    words = traitlets.Dict().tag(sync=True)
    about = traitlets.Dict().tag(sync=True)

    def __init__(self, live: LiveClass) -> None:
        super().__init__(**values(live))
        self._live = live
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        self.send(self._live.answer(message))

    def close(self) -> None:
        """Close the widget and its layout."""
        self.layout.close()
        super().close()

    def __repr__(self) -> str:
        return repr(self._live)


#: The widgets on the page, by what they show: one that is shown again takes the place of the one before.
_shown: dict[str, LiveWidget] = {}


def show_live(live: LiveClass) -> LiveWidget:
    """Show a class in the running cell; one of the same name that was shown before is closed."""
    if before := _shown.pop(live.source.name, None):
        before.close()
    widget = _shown[live.source.name] = LiveWidget(live)
    kept = element("p", element("em", repr(live)), class_="cbc-live-kept")
    reference = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({"text/plain": repr(live), _MIME: reference}, raw=True)
    hidden = ".jp-OutputArea:has(.cbc-live) .cbc-live-kept { display: none; }"
    copy = in_place_of_widget(kept, copy_class="cbc-live-kept", widget_class="cbc-live")
    display(HTML(copy + element("style", hidden)))
    return widget
