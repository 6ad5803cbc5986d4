"""Counts what goes over a notebook's websocket: the comm messages, up and down, and their bytes."""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, WebSocket

COMM = ("comm_open", "comm_msg", "comm_close")


@dataclass
class Frames:
    """The comm messages since the last `clear()`."""

    up: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what was counted."""
        self.up.clear()
        self.down.clear()

    @property
    def count(self) -> int:
        """How many messages went up and down."""
        return len(self.up) + len(self.down)

    def watch(self, page: Page) -> "Frames":
        """Count on every websocket that the page opens from now on."""
        page.on("websocket", self._follow)
        return self

    def leave(self, page: Page) -> None:
        """Count on no further websocket of the page."""
        page.remove_listener("websocket", self._follow)

    def _follow(self, socket: WebSocket) -> None:
        if "/channels" in socket.url:
            socket.on("framesent", _counter(self.up))
            socket.on("framereceived", _counter(self.down))


def _counter(sizes: list[int]) -> Callable[[Any], None]:
    def count(frame: bytes | str) -> None:
        if isinstance(frame, bytes) and _kind(frame) in COMM:
            sizes.append(len(frame))

    return count


def _kind(frame: bytes) -> str:
    """The message type of a frame of Jupyter's v1 websocket protocol: offsets, then channel, then the header."""
    number = struct.unpack_from("<Q", frame)[0]
    offsets = struct.unpack_from(f"<{number}Q", frame, 8)
    return str(json.loads(frame[offsets[1] : offsets[2]])["msg_type"])
