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
EACH = 10


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


def test_the_service_is_killed_and_started_again(hub: HubStandIn, tmp_path: Path) -> None:
    """With 32 posts under way, the service is killed (-9): nothing acknowledged is lost, and nothing is doubled."""
    run(f"sqlite:///{tmp_path}/marks.sqlite", hub, tmp_path, again)


def test_the_database_is_cut_off_and_the_service_killed(postgres: Postgres, hub: HubStandIn, tmp_path: Path) -> None:
    """PostgreSQL is cut off as by a power cut, then the service: whoever sends comes again, and all arrives once."""

    def both(running: Running) -> None:
        postgres.stop("immediate")
        postgres.start()
        again(running)

    sent = run(emptied(postgres), hub, tmp_path, both)
    assert set(sent.refused) == {503}
