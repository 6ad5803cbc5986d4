"""The one who writes: what has come together is committed together, and answered once it is on the disk.

A commit waits for the disk, and a disk takes a hundred lines as quickly as one. While it writes, the next ones gather.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import NamedTuple

from kit.sharing.service.store import Line, State, Store, Unavailable

#: Lines of one commit, and bytes that may wait for theirs: beyond, whoever sends is asked to come again.
MOST_TOGETHER, MOST_WAITING = 2000, 64 * 2**20


class _Post(NamedTuple):
    lines: Sequence[Line]
    size: int
    answer: "asyncio.Future[list[State]]"


class Writer:
    """Writes to a store, from one thread, for all who have something to be kept. Made within an event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._posts: asyncio.Queue[_Post] = asyncio.Queue()
        self._waiting = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._task = asyncio.get_running_loop().create_task(self._write())

    async def keep(self, lines: Sequence[Line]) -> list[State]:
        """Return what became of each line, once those that are kept are on the disk.

        Raises:
            Unavailable: the database does not answer, or too much waits for it already.
        """
        if not lines:
            return []
        size = sum(len(line.content) for line in lines)
        if self._waiting + size > MOST_WAITING:
            raise Unavailable("too much waits")
        post = _Post(lines, size, asyncio.get_running_loop().create_future())
        self._waiting += size
        self._posts.put_nowait(post)
        try:
            return await post.answer
        finally:
            self._waiting -= size

    async def close(self) -> None:
        """Write what has come, and stop."""
        while self._waiting:
            await asyncio.sleep(0.01)
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._thread.shutdown()

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            posts = await self._together()
            lines = [line for post in posts for line in post.lines]
            try:
                states = await loop.run_in_executor(self._thread, self._store.keep, lines)
            except Exception as error:  # whatever it is: each of those who wait must hear so
                for post in posts:
                    if not post.answer.done():
                        post.answer.set_exception(error)
                continue
            of_next = iter(states)
            for post in posts:
                answer = [next(of_next) for _ in post.lines]
                if not post.answer.done():  # who sent it may have gone
                    post.answer.set_result(answer)

    async def _together(self) -> list[_Post]:
        posts = [await self._posts.get()]
        number = len(posts[0].lines)
        while number < MOST_TOGETHER and not self._posts.empty():
            posts.append(self._posts.get_nowait())
            number += len(posts[-1].lines)
        return posts
