"""Many writers at once: each sends its lines, a post at a time, again and again until it hears that they are kept."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from queue import Empty, Queue

from tests.service.lines import line
from tests.service.running import CUT_OFF, PREFIX, Running, asked

#: How many of them send at the same time.
AT_ONCE = 32
#: Seconds until somebody who was not answered tries again.
PAUSE = 0.1


@dataclass
class Sent:
    """What was sent and acknowledged: the lines of each writer, the seconds of each post, and of all."""

    acknowledged: dict[str, list[bytes]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Lines a second."""
        return sum(map(len, self.acknowledged.values())) / self.seconds

    def wait(self, percent: int) -> float:
        """The seconds in which so many of a hundred posts are answered."""
        return statistics.quantiles(self.waits, n=100)[percent - 1]


def send(
    running: Running,
    writers: list[str],
    numbers: range,
    *,
    a_post: int = 1,
    at_once: int = AT_ONCE,
    meanwhile: Callable[[], None] | None = None,
) -> Sent:
    """Let each writer send the lines of these numbers; `meanwhile` is what happens to the service in the middle."""
    sent, posts = Sent({writer: [] for writer in writers}), Queue[tuple[str, list[bytes]]]()
    for start in range(0, len(numbers), a_post):
        for number, writer in enumerate(writers):
            lines = [line(place, journal=f"{number:032x}") for place in numbers[start : start + a_post]]
            posts.put((writer, lines))
    half, began = posts.qsize() // 2, time.perf_counter()
    threads = [threading.Thread(target=_writer, args=(running, posts, sent)) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    if meanwhile:
        while posts.qsize() > half:
            time.sleep(0.01)
        meanwhile()
    for thread in threads:
        thread.join()
    sent.seconds = time.perf_counter() - began
    return sent


def _writer(running: Running, posts: "Queue[tuple[str, list[bytes]]]", sent: Sent) -> None:
    connection = HTTPConnection("127.0.0.1", running.port, timeout=30)
    while True:
        try:
            writer, lines = posts.get_nowait()
        except Empty:
            connection.close()
            return
        body = b"\n".join(lines)
        while True:
            began = time.perf_counter()
            try:
                answer = asked(connection, "POST", PREFIX + "lines", f"of-{writer}", body)
            except CUT_OFF:
                connection.close()
                time.sleep(PAUSE)
                continue
            if answer.status == 200:
                break
            sent.refused.append(answer.status)
            time.sleep(PAUSE)
        sent.waits.append(time.perf_counter() - began)
        sent.acknowledged[writer] += lines
