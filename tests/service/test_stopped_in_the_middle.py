"""What is acknowledged stays: the service, or its database, is stopped in the middle of many writers and comes back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kit.sharing.service.database import open_database
from kit.sharing.service.store import Store
from tests.service.conftest import emptied
from tests.service.many import Sent, send
from tests.service.postgres import Postgres
from tests.service.running import HubStandIn, Running, student

WRITERS = [f"student-{number}" for number in range(50)]
EACH = 12


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    """A stand-in for the hub that knows the writers."""
    hub = HubStandIn({f"of-{writer}": student(writer) for writer in WRITERS}, {})
    yield hub
    hub.close()


def run(database: str, hub: HubStandIn, place: Path, meanwhile: Callable[[Running], None]) -> Sent:
    """Let all send, with something happening in the middle, and compare what is kept with what was acknowledged."""
    running = Running(database, hub.url, place / "log")
    try:
        sent = send(running, WRITERS, range(EACH), meanwhile=lambda: meanwhile(running))
    finally:
        running.close()
    store = Store(open_database(database))
    kept: dict[str, list[bytes]] = {writer: [] for writer in WRITERS}
    for line in store.lines_of(WRITERS):
        kept[line.owner].append(line.content)
    store.close()
    assert {writer: sorted(lines) for writer, lines in kept.items()} == {
        writer: sorted(lines) for writer, lines in sent.acknowledged.items()
    }
    assert sum(map(len, kept.values())) == len(WRITERS) * EACH
    return sent


def again(running: Running) -> None:
    """Kill the service, and start it again, as the hub does."""
    running.kill()
    running.start()


def test_the_service_is_killed_and_started_again(address: str, hub: HubStandIn, tmp_path: Path) -> None:
    """With 32 posts under way, the service is killed (-9): nothing acknowledged is lost, and nothing is doubled."""
    run(address, hub, tmp_path, again)


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_the_database_is_stopped_and_started_again(
    how: str, postgres: Postgres, hub: HubStandIn, tmp_path: Path
) -> None:
    """PostgreSQL is restarted, or cut off as by a power cut: whoever sends comes again, and all arrives once."""

    def restarted(_: Running) -> None:
        postgres.stop(how)
        postgres.start()

    sent = run(emptied(postgres), hub, tmp_path, restarted)
    assert set(sent.refused) == {503}
