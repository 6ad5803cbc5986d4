"""What is kept of the lines that come: each once, as it came, under the hub's user; and how the tables come to be."""

import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from kit.__main__ import main
from kit.sharing.service.database import DATABASE_VARIABLE, NoDatabase, open_database
from kit.sharing.service.schema import METADATA
from kit.sharing.service.store import Line, Store, Unavailable
from tests.service.conftest import emptied
from tests.service.lines import line, of
from tests.service.postgres import Postgres


def contents(store: Store, *owners: str) -> list[bytes]:
    """The lines that are kept of some owners."""
    return [kept.content for kept in store.lines_of(owners)]


def test_each_line_is_kept_once_in_its_order(store: Store) -> None:
    """Of 1,500 lines sent in two parts that overlap, each is there once, in the journal's order, byte for byte."""
    lines = [of("ann", number) for number in range(1500)]
    assert set(store.keep(lines[:900])) == {"kept"}
    states = store.keep(lines[600:])
    assert (states[:300], states[300:]) == (["known"] * 300, ["kept"] * 600)
    assert contents(store, "ann") == [each.content for each in lines]


def test_a_line_is_known_by_owner_journal_and_id(store: Store) -> None:
    """One id in two journals, and one journal with two owners, are different lines; the reader code plays no part."""
    lines = [of("ann", 1), of("ann", 1, "2b" * 16), of("ben", 1)]
    assert store.keep(lines) == ["kept"] * 3
    assert store.keep(lines[:1]) == ["known"]
    assert contents(store, "ann") == [lines[0].content, lines[1].content]
    assert contents(store, "ben") == [lines[2].content]


def test_other_words_under_a_known_id_are_told_apart(store: Store) -> None:
    """Of two lines with one id the first stands, whether they come together or one by one; the rest is kept."""
    first, other, third = of("ann", 1), of("ann", 1, labels=("denied",)), of("ann", 3)
    assert store.keep([first, other, third, first]) == ["kept", "different", "kept", "known"]
    assert store.keep([other, of("ann", 4)]) == ["different", "kept"]
    assert contents(store, "ann")[:2] == [first.content, third.content]


@pytest.mark.parametrize("changed", [b"%s\r", b"\xef\xbb\xbf%s", b" %s "])
def test_line_ends_of_another_program_change_nothing(changed: bytes, store: Store) -> None:
    """A line that an editor saved with other line ends, or a mark at its beginning, is the same line."""
    sent = of("ann", 1)
    assert store.keep([sent]) == ["kept"]
    assert store.keep([replace(sent, content=changed % sent.content)]) == ["known"]
    assert contents(store, "ann") == [sent.content]


def test_what_a_database_cannot_hold_takes_nothing_with_it(store: Store) -> None:
    """A name that is too long, or has a NUL, is refused alone where the database refuses it; the others are kept."""
    poison = [Line("ann", "j\0" * 300, "\0", "quiet-otter-41", b"{}"), Line("a" * 999, "j", "i", "r", b"{}")]
    states = store.keep([of("ann", 1), *poison, of("ann", 2)])
    assert (states[0], states[-1]) == ("kept", "kept")
    assert contents(store, "ann")[0] == of("ann", 1).content
    assert of("ann", 2).content in contents(store, "ann")


def test_deleting_takes_all_of_one_owner_and_nothing_else(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit marks-service --delete` removes a student's lines, says how many, and leaves the others'; no number is
    given twice."""
    store.keep([of("ann", 1), of("ben", 1), of("ann", 2, reason="A secret."), of("ann", 3)])
    last = max(kept.number for kept in store.lines_of(["ann", "ben"]))
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    assert main(["marks-service", "--delete", "ann"]) == 0
    assert "3 lines of “ann” were deleted" in capsys.readouterr().out
    assert main(["marks-service", "--delete", "ann"]) == 1
    assert "Nothing is kept of “ann”" in capsys.readouterr().err
    assert (contents(store, "ann"), len(contents(store, "ben"))) == ([], 1)
    store.keep([of("ann", 1)])
    assert next(store.lines_of(["ann"])).number > last


def test_what_was_deleted_is_not_in_the_file_any_more(tmp_path: Path) -> None:
    """After a deletion, SQLite's files hold none of the student's words."""
    store = Store(open_database(f"sqlite:///{tmp_path}/marks.sqlite"))
    store.keep([of("ann", number, reason="Because of the heron.") for number in range(50)])
    files = [path for path in tmp_path.iterdir() if b"heron" in path.read_bytes()]
    assert files
    store.delete("ann")
    store.close()
    assert [path for path in tmp_path.iterdir() if b"heron" in path.read_bytes()] == []


def test_only_what_came_since_is_read(store: Store) -> None:
    """After a number, those lines alone come, of the owners that were asked for."""
    store.keep([of("ann", 1), of("ben", 1)])
    last = max(kept.number for kept in store.lines_of(["ann", "ben"]))
    store.keep([of("ann", 2), of("cas", 1)])
    assert [kept.content for kept in store.lines_of(["ann", "ben"], after=last)] == [of("ann", 2).content]


def test_looking_again_reads_only_what_is_new(store: Store) -> None:
    """Of 100 owners with 3,000 lines, the lines after a number are found without reading those before it.

    A look for what is new takes a small part of the time that reading all of it takes.
    """
    owners = [f"student-{number}" for number in range(100)]
    for start in range(0, 30, 10):
        store.keep([of(owner, number) for number in range(start, start + 10) for owner in owners])

    def seconds(after: int, number: int) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            assert len(list(store.lines_of(owners, after))) == number
            times.append(time.perf_counter() - began)
        return min(times)

    last, whole = max(kept.number for kept in store.lines_of(owners)), seconds(0, 3000)
    store.keep([of(owner, 100) for owner in owners[:3]])
    assert seconds(last, 3) < whole / 4


def test_how_much_is_kept_is_counted(store: Store) -> None:
    """Lines and bytes are counted for each of many owners, and whoever has sent nothing is left out."""
    store.keep([of(f"student-{number}", 1) for number in range(1200)])
    kept = store.kept_of([f"student-{number}" for number in range(1300)])
    assert len(kept) == 1200
    assert (kept["student-7"].lines, kept["student-7"].size) == (1, len(line(1)))


def test_what_is_committed_is_on_the_disk(address: str, store: Store) -> None:
    """Each commit waits for the disk, whatever the server's own settings are."""
    with store._engine.connect() as connection:
        if address.startswith("sqlite"):
            asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
            assert asked == ["wal", 2]
        else:
            assert connection.execute(sa.text("SHOW synchronous_commit")).scalar() == "on"


def test_the_tables_are_as_the_code_has_them(address: str) -> None:
    """What the steps make is what the code reads, on each database; opening again changes nothing."""
    open_database(address).dispose()
    engine = open_database(address)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_tables_of_a_newer_kit_are_left_alone(address: str) -> None:
    """A layout that this version does not know is named, with what to do, and nothing is changed."""
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NoDatabase, match="layout 9999, which a newer version of this kit has made; .*after 0001"):
        open_database(address)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


def test_tables_of_another_program_are_left_alone(address: str) -> None:
    """A database in which somebody else has such a table is refused."""
    driver = address.replace("postgresql:", "postgresql+psycopg:")
    engine = sa.create_engine(driver)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE lines (poem VARCHAR(80))"))
    with pytest.raises(NoDatabase, match="another program has a table “lines”"):
        open_database(address)
    with engine.connect() as connection:
        assert not sa.inspect(connection).has_table("alembic_version")
    engine.dispose()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("marks.sqlite", "not the address of a database"),
        ("", "not the address of a database"),
        ("sqlite://", "a file of SQLite, or in PostgreSQL"),
        ("mysql://marks@localhost/marks", "a file of SQLite, or in PostgreSQL"),
        ("sqlite:////nowhere/at/all/marks.sqlite", "no folder “/nowhere/at/all”"),
        ("postgresql://marks:heron@127.0.0.1:9/marks", "cannot be used: .*Check the address"),
        (" postgres://marks:heron@127.0.0.1:9/marks", r"postgresql://marks:\*\*\*@127.0.0.1:9/marks cannot be used"),
        ("postgresql://marks:heron@127.0.0.1:port/marks", "not the address of a database"),
        ("postgresql://marks@127.0.0.1:9/marks?sslmode=heronless", "cannot be used: connection is bad"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(wrong: str, says: str) -> None:
    """What is wrong with an address is said in a sentence, without its password."""
    with pytest.raises(NoDatabase, match=says) as raised:
        open_database(wrong)
    assert "heron@" not in str(raised.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A file of something else is not written over."""
    other = tmp_path / "marks.sqlite"
    other.write_bytes(b"A letter to the headmaster. " * 100)
    with pytest.raises(NoDatabase, match="cannot be used: file is not a database"):
        open_database(f"sqlite:///{other}")
    assert other.read_bytes().startswith(b"A letter")


def test_a_database_that_stops_is_told_and_comes_back(postgres: Postgres) -> None:
    """While the database is away, keeping and reading say so; once it is back, they go on, and nothing is doubled."""
    store = Store(open_database(emptied(postgres)))
    store.keep([of("zoe", 1)])
    postgres.stop()
    with pytest.raises(Unavailable):
        store.keep([of("zoe", 2)])
    with pytest.raises(Unavailable):
        contents(store, "zoe")
    postgres.start()
    assert store.keep([of("zoe", 1), of("zoe", 2)]) == ["known", "kept"]
    assert len(contents(store, "zoe")) == 2
    store.close()


def test_a_file_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program keeps SQLite's file locked, whoever sends is asked to come again, and nothing is lost."""
    monkeypatch.setattr("kit.sharing.service.database._PATIENCE", 0.1)
    store = Store(open_database(f"sqlite:///{tmp_path}/marks.sqlite"))
    holder = sqlite3.connect(tmp_path / "marks.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        store.keep([of("ann", 1)])
    holder.close()
    assert store.keep([of("ann", 1)]) == ["kept"]
    store.close()


def test_a_machine_without_postgresql_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PostgreSQL is missing and cannot be got, these tests fail and say what to install."""
    monkeypatch.setattr("tests.service.postgres._found", lambda program: "")
    monkeypatch.setattr("shutil.which", lambda program: None)
    with pytest.raises(AssertionError, match="could not be started, so nothing .*sudo apt-get install postgresql"):
        Postgres()
