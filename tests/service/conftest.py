"""What the tests of the marks service share: one PostgreSQL, and lines as the kit writes them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit.sharing.service.database import open_database
from kit.sharing.service.store import Store
from tests.service.postgres import Postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/marks.sqlite"
    return emptied(request.getfixturevalue("postgres"))


def emptied(server: Postgres) -> str:
    """The address of the server's database, with nothing in it."""
    engine = sa.create_engine(server.url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    return server.url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    store = Store(open_database(address))
    yield store
    store.close()
