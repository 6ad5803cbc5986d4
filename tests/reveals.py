"""A page in front of a reveal: everything that it is sent, without a browser."""

import json
from itertools import count
from typing import Any

from kit.lesson.codebook import LABEL_SETS, ordered
from kit.reading.reading import Reading
from kit.reading.reveal import horizon_of
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


def mark_as_a_reader(reading: Reading, last_section: int) -> None:
    """Mark every claim up to the end of a section as an able reader does: most as the key, some otherwise.

    Every sixth answer is one that the key does not defend, and another sixth an alternative where there is one. Core
    claims have words of the text and a reason.
    """
    lesson = reading.lesson
    assert lesson.key is not None
    for index, claim in enumerate(claim for claim in lesson.claims if lesson.section_of(claim) <= last_section):
        answer = lesson.key[claim.id]
        defended = (answer.labels, *answer.also_defensible)
        other = next(labels for labels in LABEL_SETS if labels not in defended)
        given = other if index % 6 == 4 else defended[-1] if index % 6 == 1 else answer.labels
        horizon = horizon_of(lesson, lesson.section_of(claim))
        words = [(one.paragraph, one.quote) for one in answer.evidence if one.paragraph <= horizon][:1]
        more = {"evidence": words, "reason": "They say who told them, and how that person could know it."}
        reading.mark(claim.id, ordered(given), **(more if claim.core else {}))
