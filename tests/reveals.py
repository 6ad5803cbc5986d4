"""A page in front of a reveal: everything that it is sent, without a browser."""

import json
from itertools import count
from typing import Any

from kit.reading.reading import Reading
from kit.reading.reveal_widget import RevealWidget

_ids = count(1)
#: What is the same for every lesson: the widget's module, stylesheet and texts.
ALWAYS = ("_esm", "_css", "words")


class Page:
    """A widget for one section, and `sent`, the messages that came down from it."""

    def __init__(self, reading: Reading, section: int) -> None:
        self.widget = RevealWidget(reading, section)
        self.sent: list[dict[str, Any]] = []
        self.widget.send = lambda message, buffers=None: self.sent.append(json.loads(json.dumps(message)))

    def send(self, message: dict[str, Any]) -> None:
        """Send a message up, as JavaScript does."""
        self.widget._receive(self.widget, message, [])

    def press(self) -> dict[str, Any]:
        """Press the button, and return the answer: `revealed` or `refused`."""
        message_id = f"press-{next(_ids)}"
        self.send({"kind": "reveal", "id": message_id})
        [answer] = [message for message in self.sent if message.get("id") == message_id]
        return answer

    def kinds(self) -> list[str]:
        """The kinds of the messages so far."""
        return [message["kind"] for message in self.sent]

    def state(self) -> str:
        """What is synced with the page, but for what is the same for every lesson."""
        state = self.widget.get_state()
        return json.dumps({name: value for name, value in state.items() if name not in ALWAYS}, ensure_ascii=False)

    def everything(self) -> str:
        """All that reached the page: its state, and every message."""
        return self.state() + json.dumps(self.sent, ensure_ascii=False)
