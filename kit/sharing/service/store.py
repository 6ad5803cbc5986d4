"""What is kept: lines as they came, each once, under the hub's user who sent it."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kit.sharing.service.schema import LINES

#: What became of a line: it is kept from now on, or was already; another line has its id; the database refuses it.
State = Literal["kept", "known", "different", "unkeepable"]
Key = tuple[str, str, str]

_KEY = (LINES.c.owner, LINES.c.journal, LINES.c.entry)
#: Owners that are asked for at once: a database takes only so many values.
_OWNERS_AT_ONCE = 500
#: Lines that are in memory at once while a class is read.
_ROWS_AT_ONCE = 1000


class Unavailable(Exception):
    """The database does not answer, or has no space: nothing of what was asked for was done, as far as is known."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a journal, under the hub's user who sent it; `content` is as it came, without its newline."""

    owner: str
    journal: str
    entry: str
    reader: str
    content: bytes

    @property
    def key(self) -> Key:
        """What it is known by."""
        return (self.owner, self.journal, self.entry)


class KeptLine(NamedTuple):
    """A line as it is kept; `number` is the order of arrival."""

    number: int
    owner: str
    journal: str
    reader: str
    content: bytes


class Kept(NamedTuple):
    """How much is kept of one owner, and when the last of it came."""

    lines: int
    size: int
    last: datetime


class Store:
    """The lines in a database, of which `engine` is the one of `open_database`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        insert = sqlite.insert(LINES) if engine.dialect.name == "sqlite" else postgresql.insert(LINES)
        self._insert = insert.on_conflict_do_nothing(index_elements=_KEY).returning(*_KEY)

    def keep(self, lines: Sequence[Line]) -> list[State]:
        """Keep lines of any owners in their order, and return what became of each, once they are on the disk.

        Raises:
            Unavailable: send them again later; those that were kept all the same will then be known.
        """
        try:
            with self._engine.begin() as connection:
                states = self._keep(connection, lines)
        except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as error:
            raise Unavailable(type(error).__name__) from error
        except sa.exc.DBAPIError as error:
            if error.connection_invalidated:
                raise Unavailable(type(error).__name__) from error
            # One of them is what this database cannot hold: it must not take the others with it.
            return ["unkeepable"] if len(lines) == 1 else [self.keep([line])[0] for line in lines]
        return states

    def _keep(self, connection: sa.Connection, lines: Sequence[Line]) -> list[State]:
        first: dict[Key, int] = {}
        for place, line in enumerate(lines):
            first.setdefault(line.key, place)
        now = datetime.now(UTC)
        rows = [
            {"owner": line.owner, "journal": line.journal, "entry": line.entry, "reader": line.reader}
            | {"received": now, "content": line.content}
            for line in map(lines.__getitem__, first.values())
        ]
        new = {tuple(row) for row in connection.execute(self._insert, rows)}
        there = self._contents(connection, [key for key in first if key not in new])
        stands = {key: there.get(key, lines[place].content) for key, place in first.items()}
        return [
            "kept" if line.key in new and place == first[line.key] else _state(line, stands[line.key])
            for place, line in enumerate(lines)
        ]

    def _contents(self, connection: sa.Connection, keys: Sequence[Key]) -> dict[Key, bytes]:
        if not keys:
            return {}
        found = connection.execute(sa.select(*_KEY, LINES.c.content).where(sa.tuple_(*_KEY).in_(keys)))
        contents = {(owner, journal, entry): bytes(content) for owner, journal, entry, content in found}
        if len(contents) < len(keys):
            raise Unavailable("deleted meanwhile")
        return contents

    def lines_of(self, owners: Collection[str], after: int = 0) -> Iterator[KeptLine]:
        """Yield the lines of some owners that came after a number: an owner's in the order in which they came.

        Raises:
            Unavailable: the database does not answer.
        """
        columns = (LINES.c.number, LINES.c.owner, LINES.c.journal, LINES.c.reader, LINES.c.content)
        with self._reading() as connection:
            for some in _parted(owners):
                wanted = sa.select(*columns).where(LINES.c.owner.in_(some), LINES.c.number > after)
                in_order = wanted.order_by(LINES.c.owner, LINES.c.number).execution_options(yield_per=_ROWS_AT_ONCE)
                for number, owner, journal, reader, content in connection.execute(in_order):
                    yield KeptLine(number, owner, journal, reader, bytes(content))

    def kept_of(self, owners: Collection[str]) -> dict[str, Kept]:
        """Return how much is kept of each of these owners; nothing stands for those of whom nothing is.

        Raises:
            Unavailable: the database does not answer.
        """
        found = {}
        figures = (sa.func.count(), sa.func.sum(sa.func.length(LINES.c.content)), sa.func.max(LINES.c.received))
        with self._reading() as connection:
            for some in _parted(owners):
                wanted = sa.select(LINES.c.owner, *figures).where(LINES.c.owner.in_(some)).group_by(LINES.c.owner)
                for owner, lines, size, last in connection.execute(wanted):
                    found[owner] = Kept(lines, int(size), last.replace(tzinfo=last.tzinfo or UTC))
        return found

    def delete(self, owner: str) -> int:
        """Delete all that is kept of one owner; return how many lines it was.

        Raises:
            Unavailable: the database does not answer, and nothing was deleted.
        """
        with self._reading() as connection, connection.begin():
            number = connection.execute(sa.delete(LINES).where(LINES.c.owner == owner)).rowcount
        if self._engine.dialect.name == "sqlite":
            with self._reading() as connection:  # else the lines would stand in the log beside the file for a while
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return number

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
            raise Unavailable(type(error).__name__) from error


def _state(line: Line, stands: bytes) -> State:
    """What a line is beside the one that stands under its id."""
    return "known" if _says_the_same(line.content, stands) else "different"


def _says_the_same(line: bytes, other: bytes) -> bool:
    # Another program may have saved the journal meanwhile, with other line ends or a mark at its beginning.
    return line == other or json.loads(line.decode("utf-8-sig")) == json.loads(other.decode("utf-8-sig"))


def _parted(owners: Collection[str]) -> Iterator[list[str]]:
    in_order = sorted(set(owners))
    for start in range(0, len(in_order), _OWNERS_AT_ONCE):
        yield in_order[start : start + _OWNERS_AT_ONCE]
