"""The one who writes: what comes together is committed together, and everybody who waits hears what became of it."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from kit.sharing.service import writer as writer_file
from kit.sharing.service.store import Line, State, Unavailable
from kit.sharing.service.writer import Writer
from tests.loops import run_apart
from tests.service.lines import of


class SlowStore:
    """Notes how many lines each commit has; the first one waits until it is let go."""

    def __init__(self, error: Exception | None = None) -> None:
        self.commits: list[int] = []
        self.go, self._error = threading.Event(), error

    def keep(self, lines: Sequence[Line]) -> list[State]:
        """Keep lines, of which every one with an even number is known already."""
        self.commits.append(len(lines))
        assert self.go.wait(20)
        if self._error:
            raise self._error
        return ["kept" if int(line.entry, 16) % 2 else "known" for line in lines]


async def posts(store: SlowStore, sizes: Sequence[int]) -> list[list[State] | BaseException]:
    """Send posts of so many lines at once, the first of which is committed alone."""
    writer = Writer(store)  # type: ignore[arg-type]
    numbers = iter(range(10_000))
    tasks = []
    for size in sizes:
        tasks.append(asyncio.create_task(writer.keep([of("ann", next(numbers)) for _ in range(size)])))
        while not store.commits:
            await asyncio.sleep(0.001)
    await asyncio.sleep(0)
    store.go.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    await writer.close()
    return answers


def test_what_comes_together_is_committed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one commit waits for the disk, all that comes is gathered into the next, up to a limit; answers fit."""
    monkeypatch.setattr(writer_file, "MOST_TOGETHER", 60)
    store = SlowStore()
    answers = run_apart(posts(store, [1] * 130 + [3]))
    assert sum(store.commits) == 133 and store.commits[1] == 60 and len(store.commits) <= 4
    assert answers[:130] == [["kept" if number % 2 else "known"] for number in range(130)]
    assert answers[130] == ["known", "kept", "known"]


@pytest.mark.parametrize("error", [Unavailable("no disk"), ZeroDivisionError()])
def test_everybody_hears_of_a_commit_that_failed(error: Exception) -> None:
    """Whatever stops a commit, each of those who wait is told, and the next commit is tried."""
    store = SlowStore(error)
    answers = run_apart(posts(store, [1, 2, 3]))
    assert {type(answer) for answer in answers} == {type(error)}
    assert len(store.commits) == 2


def test_too_much_that_waits_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what may wait in memory, a post is turned away at once, and those before it are kept."""
    monkeypatch.setattr(writer_file, "MOST_WAITING", 3 * len(of("ann", 1).content))
    answers = run_apart(posts(SlowStore(), [1, 2, 1]))
    assert answers[:2] == [["known"], ["kept", "known"]]
    assert isinstance(answers[2], Unavailable)


def test_who_has_gone_does_not_stop_the_others() -> None:
    """A student who closes the laptop while the line is written costs the next one nothing."""

    async def go() -> list[State]:
        store = SlowStore()
        writer = Writer(store)  # type: ignore[arg-type]
        gone = asyncio.create_task(writer.keep([of("ann", 1)]))
        while not store.commits:
            await asyncio.sleep(0.001)
        gone.cancel()
        stays = asyncio.create_task(writer.keep([of("ben", 3)]))
        store.go.set()
        answer = await stays
        await writer.close()
        return answer

    assert run_apart(go()) == ["kept"]
