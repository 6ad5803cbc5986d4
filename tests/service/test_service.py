"""The service over HTTP: each line answered by itself, limits said, and nothing that a student wrote in any log."""

import io
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.marks.lines import LONGEST_LINE
from kit.sharing.service.class_zip import folder_of
from kit.sharing.service.intake import LARGEST_POST, MOST_LINES, taken_in
from kit.sharing.service.limits import A_SECOND, BURST, Rates
from kit.sharing.service.page import ago
from kit.sharing.service.store import Line
from tests.service.lines import line
from tests.service.running import ACCESS, CUT_OFF, PATIENCE, HubStandIn, Running, student

TOKENS = {"ann": "of-ann", "Ödön/../x": "of-oedoen"}
SECRET = "The heron told me."
CLASS = ["ann", "ben", "Ödön/../x"]
MODELS = {f"of-{name}": student(name) for name in ("ann", "ben", "eve")} | {
    "of-oedoen": student("Ödön/../x"),
    "of-the-teacher": {"name": "kim", "kind": "user", "scopes": [ACCESS, "custom:marks:collect!group=7b"]},
    "of-the-office": {"name": "desk", "kind": "service", "scopes": [ACCESS, "custom:marks:delete"]},
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The service beside a stand-in for the hub, with SQLite."""
    place = tmp_path_factory.mktemp("service")
    hub = HubStandIn(MODELS, {"7b": CLASS, "empty": []})
    service = Running(f"sqlite:///{place}/marks.sqlite", hub.url, place / "log")
    yield service
    service.close()
    hub.close()


def poisons() -> dict[str, bytes]:
    """Lines that nobody can keep, by what is wrong with them."""
    return {
        "torn": line(900)[:90],
        "wrong kind": line(901).replace(b'"kind":"mark"', b'"kind":"poem"'),
        "another format": line(902).replace(b'"v":1', b'"v":2'),
        "NUL": line(903).replace(b"anonymous", b"anony\0mous"),
        "NUL in the id": line(904).replace(b"%032x" % 904, b"a\\u0000b"),
        "not UTF-8": line(905, reason="Heron").replace(b"Heron", b"H\xe9ron"),
        "half an emoji": line(906).replace(b"%032x" % 906, b"a\\ud83db"),
        "too big": line(907, reason="x").replace(b'"x"', b'"%s"' % (b"x" * LONGEST_LINE)),
        "no object": b"[1, 2]",
        "blank": b"   ",
        "deep": b"[" * 100_000,
        "a long number": line(908).replace(b'"codebook":1', b'"codebook":1' + b"0" * 5000),
        "a name for a code": line(909).replace(b"quiet-otter-41", b"Kim Heron"),
        "a long id": line(910).replace(b"%032x" % 910, b"9" * 201),
    }


@pytest.mark.parametrize("what", poisons())
def test_a_poisonous_line_blocks_nothing(what: str, running: Running) -> None:
    """A line that cannot be kept is answered with why, alone too, and its neighbours in the same post are kept."""
    number = 1000 + 2 * list(poisons()).index(what)
    answer = running.post("of-ann", line(number), poisons()[what], line(number + 1))
    assert (answer.status, answer.states) == (207, ["kept", "refused", "kept"])
    assert len(answer.json["lines"][1]["why"]) > 20
    alone = running.post("of-ann", poisons()[what])
    assert (alone.status, alone.states) == (422, ["refused"])


def test_the_same_line_twice_is_one_and_other_words_are_told(running: Running) -> None:
    """Sent again, a line is known; with other words under its id it is told apart; the first stands, byte for byte."""
    mine = [line(1, reason="Ünnamed – “two” 🦉", journal="b" * 32), b" " + line(2, journal="b" * 32) + b"\r"]
    assert running.post("of-ben", *mine).states == ["kept", "kept"]
    assert running.post("of-ben", *mine, mine[0]).states == ["known"] * 3
    other = line(1, reason="Something else.", journal="b" * 32)
    answer = running.post("of-ben", other)
    assert (answer.status, answer.states) == (422, ["different"])
    assert running.ask("GET", "lines", "of-ben").body == b"".join(each + b"\n" for each in mine)


def test_a_class_comes_as_kit_collect_reads_it(running: Running, tmp_path: Path) -> None:
    """The zip of a class has a folder for each of the hub's users who sent lines, and is collected as it is."""
    for owner, number in (("ann", 2), ("Ödön/../x", 3)):
        lines = [line(each, f"{number}" * 32, f"wise-wren-1{number}", claim=f"c0{each}") for each in range(1, number)]
        assert set(running.post(TOKENS[owner], *lines).states) == {"kept"}
    running.post("of-ann", line(1, "e" * 32, "wise-wren-12"))  # a second journal with the code of the first
    running.post("of-eve", line(1, "f" * 32, "calm-crane-99"))
    answer = running.ask("GET", "classes/7b.zip", "of-the-teacher")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/zip")
    names = zipfile.ZipFile(io.BytesIO(answer.body)).namelist()
    assert {"ann/wise-wren-12.jsonl", "ann/wise-wren-12 (2).jsonl", "Ödön%2F..%2Fx/wise-wren-13.jsonl"} <= set(names)
    assert not any("eve" in name or "calm-crane" in name for name in names)
    (tmp_path / "7b.zip").write_bytes(answer.body)
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''7b.zip"
    collected = kit.collect(tmp_path / "7b.zip")
    assert set(collected.hub_users.values()) >= {"ann", "Ödön%2F..%2Fx"}
    assert collected.files["used"].all() and not collected.files["lines_refused"].any()
    assert {"wise-wren-13", "wise-wren-12"} <= set(collected.annotations["reader"])


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), st.text(min_size=1, max_size=3))
def test_a_folder_is_one_users_and_leads_nowhere(name: str, other: str) -> None:
    """Whatever a user is called, the folder's name is no path, and no two users have the same."""
    folder = folder_of(name)
    assert not set(folder) & set('/\\:*?"<>|\0\n') and folder.strip(". ") == folder and folder
    assert folder_of(name + other.encode("utf-8", "ignore").decode()) != folder or not other.encode("utf-8", "ignore")


def test_a_page_that_renews_itself_gets_what_is_new(running: Running) -> None:
    """After a number come the lines since, with the user of each, and how many more wait where a notebook said so."""
    before = running.ask("GET", "classes/7b/lines", "of-the-teacher").json
    new = line(77, "d" * 32, reason="Neu – 🦉")
    running.post("of-ann", new, Claim_By_Claim_Waiting="12")
    running.post("of-eve", line(77, "d" * 32))
    since = running.ask("GET", f"classes/7b/lines?after={before['last']}", "of-the-teacher").json
    assert [(each["user"], each["line"].encode()) for each in since["lines"]] == [("ann", new)]
    assert (since["last"] > before["last"], since["waiting"]) == (True, {"ann": 12})
    for wrong in ("x", "-1", "1" * 30, "%C2%B2"):
        assert running.ask("GET", f"classes/7b/lines?after={wrong}", "of-the-teacher").status == 400
    running.post("of-ann", line(78, "d" * 32), Claim_By_Claim_Waiting="0")


def test_the_teachers_page_shows_who_has_sent(running: Running) -> None:
    """The page names each student with the number of lines, and links to the zip; names are text and no markup."""
    running.post("of-ann", line(5, "c" * 32), b"torn", Claim_By_Claim_Waiting="3")
    answer = running.ask("GET", "", "of-the-teacher")
    page = answer.body.decode()
    assert answer.status == 200 and 'href="classes/7b.zip"' in page
    assert "Ödön/../x" in page and ">3<" in page and "just now" in page
    assert "were not taken: ann (" in page
    assert "no class here" in running.ask("GET", "", "of-ann").body.decode()
    assert running.ask("GET", "").status == 302  # to the hub's log-in


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (7200, "2 h ago"),
        (86400, "1 day ago"),
    ]
    + [(10**6, "11 days ago")],
)
def test_the_page_says_how_long_ago_a_line_came(seconds: int, says: str) -> None:
    """The time of the last line is told as a teacher counts it, wherever the server stands."""
    assert ago(timedelta(seconds=seconds)) == says


def _is_turned_away(running: Running, body: bytes) -> bool:
    try:
        return running.ask("POST", "lines", "of-ben", body).status == 400
    except CUT_OFF:  # the server has closed the connection before all was sent
        return True


def test_too_much_is_told(running: Running) -> None:
    """Too many lines, too large a body, nothing at all, and other addresses are answered, and stop nobody else."""
    assert running.post("of-ben", *[b"x"] * (MOST_LINES + 1)).status == 413
    assert running.ask("POST", "lines", "of-ben", b"").status == 400
    assert _is_turned_away(running, b"x" * (LARGEST_POST + 1))
    assert running.ask("GET", "nowhere", "of-ben").status == 404
    assert running.ask("PUT", "lines", "of-ben", b"x").status == 405
    assert running.post("of-ben", line(55)).status == 200


def test_what_a_student_wrote_is_in_no_log(running: Running) -> None:
    """Kept, refused, or failed in the middle: the log holds neither words, codes nor tokens, at any level of detail."""
    running.post("of-ann", line(66, reason=SECRET), line(67, reason=SECRET)[:-5], reader_in_header=SECRET)
    with closing(sqlite3.connect(running.log.parent / "marks.sqlite")) as database:  # the database has trouble
        database.execute("ALTER TABLE lines RENAME TO elsewhere")
        answer = running.post("of-ann", line(68, reason=SECRET))
        database.execute("ALTER TABLE elsewhere RENAME TO lines")
    assert answer.status == 503 and "Nothing is lost" in answer.json["why"]
    running.ask("GET", f"classes/{SECRET.replace(' ', '%20')}.zip", "of-the-teacher")
    running.ask("DELETE", "students/heron-kim", "of-ann")
    running.ask("GET", "lines", "heron-token")
    end = time.monotonic() + PATIENCE
    while "403 GET Lines" not in (log := running.log.read_text()):  # written after the answer
        assert time.monotonic() < end
    assert "503 POST Lines" in log
    assert not any(word in log for word in ("heron", "Heron", "otter", "of-ann"))


def test_deleting_a_student_is_one_request(running: Running) -> None:
    """Who has the right deletes all of a student's lines, and hears how many; nobody else can, the student neither."""
    running.post("of-eve", line(1, "9" * 32), line(2, "9" * 32))
    number = len(running.ask("GET", "lines", "of-eve").body.splitlines())
    for token in ("of-eve", "of-ben", "of-the-teacher", "of-nobody", ""):
        assert running.ask("DELETE", "students/eve", token).status == 403
    assert running.ask("DELETE", "students/eve", "of-the-office").json == {"deleted": number}
    assert running.ask("GET", "lines", "of-eve").body == b""


def test_who_sends_faster_than_anybody_marks_is_slowed() -> None:
    """An allowance is used up by many lines at once and grows again with time, each user's by itself."""
    now = 0.0
    rates = Rates(lambda: now)
    assert rates.wait("ann", BURST) == 0
    assert rates.wait("ann", 100) == 100 / A_SECOND
    assert rates.wait("ben", BURST) == 0
    now = 100 / A_SECOND
    assert rates.wait("ann", 100) == 0
    assert rates.wait("ann", 1) > 0
    now = 1e6
    assert rates.wait("ann", BURST) == 0


def test_who_is_slowed_is_told_how_long(running: Running) -> None:
    """Beyond the allowance, a post is answered with 429 and the seconds to wait, and nothing of it is kept."""
    for _ in range(BURST // MOST_LINES):
        running.post("of-ben", *[b"x"] * MOST_LINES)
    answer = running.post("of-ben", *[b"x"] * MOST_LINES)
    assert answer.status == 429 and 0 < int(answer.headers["Retry-After"]) <= MOST_LINES / A_SECOND


@given(
    st.lists(st.one_of(st.binary(max_size=60), st.sampled_from([*poisons().values(), line(1), line(2)])), max_size=8)
)
def test_whatever_is_sent_every_line_has_an_answer(lines: list[bytes]) -> None:
    """Of any bytes at all, each line is taken as it is or refused with a reason; only sound ones are taken."""
    body = b"\n".join(lines)
    taken = taken_in(body, "ann")
    parts = body.removesuffix(b"\n").split(b"\n") if body else []
    assert len(taken) == len(parts)
    for part, each in zip(parts, taken, strict=True):
        assert each.content == part if isinstance(each, Line) else each.why
