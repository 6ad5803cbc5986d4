"""The database by its address: opened so that what is committed is on the disk, and with the layout of this version."""

import os
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from kit.lesson.plain_errors import SaidPlainly

#: The address of the database; a variable, and no option: it may hold a password, and whoever is on a machine can see
#: the options of its programs.
DATABASE_VARIABLE = "CLAIM_BY_CLAIM_DATABASE"
#: Without an address: a file in the folder that the service is started in.
DEFAULT = "sqlite:///marks.sqlite"
#: Seconds that SQLite waits for another program, such as one that makes a copy, and PostgreSQL for a connection.
_PATIENCE = 10
#: Held in PostgreSQL while the layout is changed, so that two services that start at once do not both change it.
_UPGRADING = 0x636C61696D

_EXAMPLES = "sqlite:////srv/marks/marks.sqlite, or postgresql://marks:PASSWORD@localhost/marks"


class NoDatabase(SaidPlainly, ValueError):
    """The database cannot be used; the text says why, and what to do. It holds no password."""


def open_database(address: str | None = None) -> sa.Engine:
    """Open the database at `address`, make or upgrade its tables, and return the engine.

    Args:
        address: a URL of SQLAlchemy's for SQLite or PostgreSQL (which is reached with psycopg 3). Left out, it is the
            environment variable `CLAIM_BY_CLAIM_DATABASE`, or else the file `marks.sqlite` in this folder.

    Raises:
        NoDatabase: the address is of neither, nobody answers there, or a newer version of the kit made its tables.
    """
    engine = _engine(os.environ.get(DATABASE_VARIABLE) or DEFAULT if address is None else address)
    place = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=True)
    try:
        with engine.begin() as connection:
            _upgrade(connection, place)
    except sa.exc.DBAPIError as error:
        engine.dispose()
        remedy = "Check the address, that the database runs, and that its user may make tables."
        reason = str(error.orig).strip().split("\n")[0] or type(error.orig).__name__
        raise NoDatabase(f"The database {place} cannot be used: {reason.rstrip('.')}. {remedy}") from error
    except NoDatabase:
        engine.dispose()
        raise
    return engine


def _engine(address: str) -> sa.Engine:
    try:
        url = sa.make_url(re.sub("^postgres:", "postgresql:", address.strip()))  # as some hosts write it
    except (sa.exc.ArgumentError, ValueError) as error:
        raise NoDatabase(f"This is not the address of a database. Write it as in {_EXAMPLES}.") from error
    # Parameters are hidden: the text of a student must not get into a log with an error.
    options: dict[str, Any] = {"hide_parameters": True}
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
        return _of_postgresql(
            sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _PATIENCE}, **options)
        )
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        if not folder.is_dir():
            raise NoDatabase(f"There is no folder “{folder}” for the database. Make it, or give another address.")
        url = url.set(drivername="sqlite")
        return _of_sqlite(sa.create_engine(url, connect_args={"timeout": _PATIENCE}, **options))
    raise NoDatabase(f"Marks are kept in a file of SQLite, or in PostgreSQL. Write the address as in {_EXAMPLES}.")


def _of_sqlite(engine: sa.Engine) -> sa.Engine:
    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # Python's own BEGIN would leave the making of tables out of the transaction
        for line in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {line}").close()

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _of_postgresql(engine: sa.Engine) -> sa.Engine:
    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.execute("SET synchronous_commit TO on")  # whatever the server's own setting is
        connection.commit()

    return engine


def _upgrade(connection: sa.Connection, place: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADING)))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    steps = ScriptDirectory.from_config(config)
    known = {step.revision for step in steps.walk_revisions()}
    there = MigrationContext.configure(connection).get_current_revision()
    if there is not None and there not in known:
        remedy = "Install that version of the kit, or a newer one. Nothing was changed."
        raise NoDatabase(
            f"The tables in {place} are of the layout {there}, which a newer version of this kit has made; this one "
            f"knows none after {steps.get_current_head()}. {remedy}"
        )
    if there is None and sa.inspect(connection).has_table("lines"):
        raise NoDatabase(f"In {place} another program has a table “lines”. Give the marks a database of their own.")
    command.upgrade(config, "head")
