"""The outbox: what stands in the journals reaches the service once, in order, and costs whoever marks nothing."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.lesson.lesson import Lesson
from kit.marks import outbox as outbox_file
from kit.marks.acknowledged import note_of
from kit.marks.folder import EACH_IS_ONE
from kit.marks.journal import Journal
from kit.marks.lines import LONGEST_LINE
from kit.marks.outbox import FIRST_PAUSE, LONGEST_PAUSE, SERVICE_VARIABLE, TOKEN_VARIABLE, USER_VARIABLE, Outbox
from kit.marks.posting import NotReached, TooLarge, post_lines
from kit.reading.widget import ReadingWidget
from kit.ui.words import words
from tests.journals import mark, text

PATIENCE = 20


class Service:
    """Keeps what it is sent, each line once; while it is `down`, nobody answers."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.posts: list[list[bytes]] = []
        self.told: list[int] = []
        self.down = False

    def post(self, lines: Sequence[bytes], waiting: int) -> list[bool]:
        """Answer as the service does."""
        if self.down:
            raise NotReached("down")
        self.posts.append(list(lines))
        self.told.append(waiting)
        self.lines += [line for line in dict.fromkeys(lines) if line not in self.lines and line.startswith(b"{")]
        return [line.startswith(b"{") for line in lines]


@pytest.fixture
def service() -> Service:
    """A service that answers."""
    return Service()


@pytest.fixture
def folder(marks_folder: Path) -> Path:
    """A marks folder that is there."""
    marks_folder.mkdir()
    return marks_folder


def box(folder: Path, service: Service, user: str = "ann", address: str = "http://x/") -> Outbox:
    """An outbox as a kernel that starts now has it."""
    return Outbox(folder, address, user, service.post)


def journal(folder: Path, lesson: Lesson, numbers: Sequence[int], reader: str = "quiet-otter-41") -> bytes:
    """Write a journal, and return its bytes."""
    content = text(mark(lesson, "c01", number) for number in numbers)
    (folder / f"{reader}.jsonl").write_bytes(content)
    return content


def test_what_is_acknowledged_is_not_sent_again(folder: Path, lesson: Lesson, service: Service) -> None:
    """Lines go once: a kernel that starts later goes on behind what was acknowledged, and says how many wait."""
    journal(folder, lesson, range(3))
    box(folder, service).send()
    content = journal(folder, lesson, range(5))
    later = box(folder, service)
    assert later.waiting == 2
    later.send()
    assert [len(post) for post in service.posts] == [3, 2]
    assert b"".join(service.lines) == content
    assert later.waiting == 0


def test_many_lines_go_in_parts_that_say_what_waits(folder: Path, lesson: Lesson, service: Service) -> None:
    """A journal of 450 lines goes in three posts, each of which says how many lines of all journals wait behind it."""
    journal(folder, lesson, range(450))
    journal(folder, lesson, [0], "wise-wren-12")
    box(folder, service).send()
    assert (list(map(len, service.posts)), service.told) == ([200, 200, 50, 1], [251, 51, 1, 0])


def test_a_service_that_is_down_gets_everything_later(folder: Path, lesson: Lesson, service: Service) -> None:
    """While nobody answers, nothing is taken for sent; what was acknowledged before stays so."""
    journal(folder, lesson, range(2))
    box(folder, service).send()
    service.down = True
    content = journal(folder, lesson, range(4))
    with pytest.raises(NotReached):
        box(folder, service).send()
    assert box(folder, service).waiting == 2
    service.down = False
    box(folder, service).send()
    assert b"".join(service.lines) == content
    assert len(service.posts) == 2


def test_two_kernels_that_send_the_same_are_harmless(folder: Path, lesson: Lesson, service: Service) -> None:
    """Two outboxes of one folder, at once and in turn, end with each line once, in the journal's order."""
    content = journal(folder, lesson, range(300))
    boxes = [box(folder, service) for _ in range(2)]
    threads = [threading.Thread(target=each.send) for each in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert b"".join(service.lines) == content
    assert [each.waiting for each in boxes] == [0, 0]


@pytest.mark.parametrize(
    "poison", [b"torn {\n", b"{" + b"x" * LONGEST_LINE + b"}\n", b"\xff\xfe\n", b"\0\n", b"\n", b" \r\n"]
)
def test_a_line_that_no_service_takes_blocks_nothing(
    poison: bytes, folder: Path, lesson: Lesson, service: Service
) -> None:
    """What is refused for good, is too large or blank is passed, and what stands behind it arrives."""
    first, last = text([mark(lesson, "c01", 1)]), text([mark(lesson, "c02", 2)])
    (folder / "quiet-otter-41.jsonl").write_bytes(first + poison + last)
    box(folder, service).send()
    assert service.lines == [first, last]
    assert box(folder, service).waiting == 0
    noted = json.loads(note_of(folder / "quiet-otter-41.jsonl").read_bytes())
    assert noted["refused"] == bool(poison.strip())


def test_a_body_that_is_too_large_goes_in_halves(folder: Path, lesson: Lesson, service: Service) -> None:
    """Where something on the way takes no body of this size, fewer lines go at a time, and one alone is refused."""
    content = journal(folder, lesson, range(10))
    posts = []

    def post(lines: Sequence[bytes], waiting: int) -> list[bool]:
        posts.append(len(lines))
        if len(lines) > 3 or b'"c02"' in lines[0]:
            raise TooLarge
        return service.post(lines, waiting)

    Outbox(folder, "http://x/", "ann", post).send()
    assert b"".join(service.lines) == content
    assert posts[0] == 10 and max(map(len, service.posts)) <= 3
    (folder / "quiet-otter-41.jsonl").write_bytes(content + text([mark(lesson, "c02", 11), mark(lesson, "c01", 12)]))
    Outbox(folder, "http://x/", "ann", post).send()
    assert service.lines[10:] == [text([mark(lesson, "c01", 12)])]


def test_a_torn_end_waits_and_a_whole_one_goes(folder: Path, lesson: Lesson, service: Service) -> None:
    """A last line without its newline goes if it is whole, once; half a line waits until it is closed or completed."""
    path = folder / "quiet-otter-41.jsonl"
    first, second, third = (text([mark(lesson, "c01", number)]) for number in range(3))
    path.write_bytes(first + second.rstrip())
    box(folder, service).send()
    assert service.posts == [[first, second.rstrip()]]
    path.write_bytes(first + second + third[:40])
    box(folder, service).send()
    assert len(service.posts) == 1
    path.write_bytes(first + second + third)
    box(folder, service).send()
    assert service.posts[1:] == [[third]]


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b"[]", b"null", b'{"to": 5}', b"\xff", b"[" * 5000]
    + [
        b'{"service":"http://x/","user":"ann","to":%s,"start":%s,"digest":"","refused":0}' % each
        for each in (
            (b"10", b"0"),
            (b"9e99", b"0"),
            (b"-5", b"-9"),
            (b'"x"', b"0"),
            (b"99999", b"0"),
            (b"true", b"true"),
        )
    ],
)
def test_a_note_that_is_lost_or_wrong_sends_everything_again(
    note: bytes, folder: Path, lesson: Lesson, service: Service
) -> None:
    """Whatever stands in the note, no line is left out."""
    content = journal(folder, lesson, range(3))
    note_of(folder / "quiet-otter-41.jsonl").write_bytes(note)
    box(folder, service).send()
    assert b"".join(service.lines) == content


@pytest.mark.parametrize("change", ["user", "address", "journal", "shorter"])
def test_a_note_of_something_else_does_not_count(change: str, folder: Path, lesson: Lesson, service: Service) -> None:
    """What was sent for another user, to another service, or from another file in its place, is sent again."""
    journal(folder, lesson, range(3))
    box(folder, service).send()
    other = {"user": "ben"} if change == "user" else {"address": "http://y/"} if change == "address" else {}
    if change in ("journal", "shorter"):
        journal(folder, lesson, range(10, 14) if change == "journal" else range(2))
    expected = len((folder / "quiet-otter-41.jsonl").read_bytes().splitlines())
    box(folder, service, **other).send()
    assert len(service.posts[-1]) == expected and len(service.posts) == 2


def test_only_journals_of_the_folder_are_sent(folder: Path, lesson: Lesson, service: Service, tmp_path: Path) -> None:
    """Other files, links to files elsewhere, folders and journals in UTF-16 are left alone; the rest goes."""
    content = journal(folder, lesson, range(2))
    (tmp_path / "other.jsonl").write_bytes(content)
    (folder / "wise-wren-12.jsonl").symlink_to(tmp_path / "other.jsonl")
    (folder / "notes.jsonl").write_bytes(content)
    (folder / "calm-crane-11.jsonl").mkdir()
    (folder / "bold-bison-10.jsonl").write_bytes(content.decode().encode("utf-16"))
    box(folder, service).send()
    assert service.posts == [content.splitlines(keepends=True)]


class Flaky:
    """A service that fails as it is told to: before it keeps a line, after it, or in the middle of a post."""

    def __init__(self, faults: list[int]) -> None:
        self._faults, self.kept = iter(faults), dict[bytes, None]()

    def post(self, lines: Sequence[bytes], _waiting: int) -> list[bool]:
        """Keep some of the lines, and perhaps say so."""
        fault = next(self._faults, 3)
        if fault == 0:
            raise NotReached("before")
        for line in lines[: len(lines) // 2] if fault == 1 else lines:
            self.kept.setdefault(line.strip())
        if fault in (1, 2):
            raise NotReached("in the middle, or after")
        return [True] * len(lines)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 300), st.booleans()), min_size=1, max_size=6))
def test_nothing_is_lost_and_nothing_doubled(steps: list[tuple[int, int, bool]]) -> None:
    """However the service fails, and whether notes get lost, it ends with each line once, in the journal's order."""
    import tempfile  # noqa: PLC0415 (a fixture's folder would be the same for every example)

    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "quiet-otter-41.jsonl")
        service, lines = Flaky([fault for fault, _, _ in steps]), list[bytes]()
        for _, number, lose in [*steps, (3, 1, False)]:
            lines += [b'{"n":%d}' % (len(lines) + each) for each in range(number)]
            path.write_bytes(b"".join(line + b"\n" for line in lines))
            with suppress(NotReached):
                Outbox(path.parent, "http://x/", "ann", service.post).send()
            if lose:
                note_of(path).unlink(missing_ok=True)
        while True:
            try:
                Outbox(path.parent, "http://x/", "ann", service.post).send()
            except NotReached:
                continue
            break
        assert list(service.kept) == lines


def test_it_asks_more_and_more_rarely(folder: Path, lesson: Lesson) -> None:
    """While nobody answers, the pauses double up to a minute, and never fall below what the service asked for."""
    journal(folder, lesson, range(1))
    pauses: list[float] = []
    ended = threading.Event()

    def post(_lines: Sequence[bytes], _waiting: int) -> list[bool]:
        raise NotReached("down", 300 if len(pauses) == 9 else 0)

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 10:
            ended.set()
            threading.Event().wait()  # for ever: the thread is a daemon

    Outbox(folder, "http://x/", "ann", post, pause).wake()
    assert ended.wait(PATIENCE)
    for number, seconds in enumerate(pauses[:9]):
        most = min(FIRST_PAUSE * 2**number, LONGEST_PAUSE)
        assert most / 2 <= seconds <= most
    assert pauses[9] == 300


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def on_a_hub(monkeypatch: pytest.MonkeyPatch, service: Service) -> Iterator[Service]:
    """The environment that a hub makes, and its service, over HTTP."""
    seen: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 (the library's name)
            lines = self.rfile.read(int(self.headers["Content-Length"])).split(b"\n")
            seen.append(self.headers["Authorization"])
            try:
                there = service.post(lines, int(self.headers["Claim-By-Claim-Waiting"]))
            except NotReached:
                self.send_error(503)
                return
            states = [{"state": "kept" if each else "refused"} for each in there]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"lines": states}).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/services/marks"
    for name, value in ((SERVICE_VARIABLE, address), (TOKEN_VARIABLE, "a-token"), (USER_VARIABLE, "ann")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(outbox_file, "_OUTBOXES", {})
    monkeypatch.setattr(outbox_file, "FIRST_PAUSE", 0.05)
    yield service
    server.shutdown()
    server.server_close()
    assert set(seen) <= {"token a-token"}


def test_a_reading_sends_what_is_marked(on_a_hub: Service, lesson: Lesson, folder: Path) -> None:
    """Marks, retracts and reveals go by themselves, as they stand in the file; a reading tells that they do."""
    reading = kit.start_reading(lesson, folder=folder)
    reading.mark("c01", ["anonymous"], reason="Nobody – “is” named.")
    reading.retract("c01")
    reading.note_reveal({"c01": True})
    until(lambda: len(on_a_hub.lines) == 3)
    assert b"\n".join(on_a_hub.lines) + b"\n" == reading.path.read_bytes()
    assert "Your answers also go to your class’s collection" in repr(reading)
    until(lambda: "not been sent" not in repr(reading))


def test_what_one_kernel_has_not_sent_the_next_one_sends(on_a_hub: Service, lesson: Lesson, folder: Path) -> None:
    """While the service is down, marks are saved as ever; a reading that starts later sends them, and says so."""
    on_a_hub.down = True
    reading = kit.start_reading(lesson, folder=folder)
    reading.mark("c01", ["sourced"])
    reading.mark("c02", ["denied"])
    assert "2 lines of your answers have not been sent yet" in repr(reading)
    outbox_file._OUTBOXES.clear()  # as in a kernel of its own
    later = kit.start_reading(lesson, folder=folder)
    assert "2 lines" in repr(later)
    on_a_hub.down = False
    until(lambda: len(on_a_hub.lines) == 2)
    until(lambda: later.outbox is not None and later.outbox.waiting == 0)
    assert "not been sent" not in repr(later)


def test_a_reader_who_deletes_leaves_no_note(on_a_hub: Service, lesson: Lesson, folder: Path) -> None:
    """With the journal, the note of what was sent goes, too."""
    reading = kit.start_reading(lesson, folder=folder)
    reading.mark("c01", ["sourced"])
    note = note_of(reading.path)
    until(note.exists)
    reading.clear()
    assert not note.exists()


def test_the_widget_says_that_what_was_sent_stays(on_a_hub: Service, lesson: Lesson, folder: Path) -> None:
    """The page says that nothing is to be handed in, and that the class's collection keeps what is deleted here."""
    sending = ReadingWidget(kit.start_reading(lesson, folder=folder), [1]).words["widget"]
    own = words()["widget"]
    assert set(sending) == set(own)
    other = {"clear_sure", "cleared", "hand_in_text", "hand_in_shared"}
    assert {name for name in own if sending[name] != own[name]} == other
    assert all("class’s collection" in sending[name] for name in other)


def test_the_note_of_what_was_sent_is_no_stray_file(tmp_path: Path, lesson: Lesson, service: Service) -> None:
    """Where the class shares a disk, too, collecting does not speak of the notes beside the journals."""
    (tmp_path / "7b" / "ann").mkdir(parents=True)
    (tmp_path / "7b" / EACH_IS_ONE).touch()
    journal(tmp_path / "7b" / "ann", lesson, range(2))
    box(tmp_path / "7b" / "ann", service).send()
    assert note_of(tmp_path / "7b" / "ann" / "quiet-otter-41.jsonl").exists()
    assert kit.collect(tmp_path / "7b").files["file"].to_list() == ["ann/quiet-otter-41.jsonl"]


def test_without_a_service_nothing_is_sent(lesson: Lesson, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its address, or without a hub's token, there is no outbox, and a reading says nothing of one."""
    for service, token in (("", "a-token"), ("http://127.0.0.1:9/services/marks/", "")):
        monkeypatch.setenv(SERVICE_VARIABLE, service)
        monkeypatch.setenv(TOKEN_VARIABLE, token)
        reading = kit.start_reading(lesson, folder=folder)
        assert reading.outbox is None
        assert "collection" not in repr(reading)


def test_a_reading_loads_no_network_code(tmp_path: Path) -> None:
    """Who has no service, as nearly everybody, loads nothing of what would reach one."""
    code = f"""
import sys, kit
reading = kit.start_reading(kit.open_lesson("warm-up"), folder={str(tmp_path)!r})
reading.mark("c01", [])
print({{"socket", "ssl", "http.client"}} & set(sys.modules))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>Log in</html>"), (200, b'{"lines":[]}'), (200, b'{"lines":[{"state":"eaten"}]}'), (302, b"")]
    + [(200, b'{"lines":[{"state":"kept"},{"state":"kept"}]}'), (200, b"[]"), (403, b""), (404, b""), (500, b"")]
    + [(204, b""), (200, b'{"lines":{"state":"kept"}}')],
)
def test_an_answer_of_something_else_acknowledges_nothing(status: int, body: bytes) -> None:
    """A log-in page, a proxy's error or too few answers are never taken for an acknowledgement."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 (the library's name)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(NotReached) as raised:
            post_lines(f"http://127.0.0.1:{server.server_port}/", "a-token", [b"{}"], 0)
        server.shutdown()
    assert raised.value.wait == {200: 0, 403: 300, 404: 300}.get(status, 7)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "nonsense", "http://[::1", "ftp://x/", "http://x:port/"])
def test_an_address_that_leads_nowhere_is_tried_again(address: str, folder: Path, lesson: Lesson) -> None:
    """Whatever the address is, the outbox's thread goes on, and nothing is taken for sent."""
    journal(folder, lesson, range(1))
    outbox = Outbox(folder, address, "ann", lambda lines, waiting: post_lines(address, "a-token", lines, waiting))
    with pytest.raises(NotReached):
        outbox.send()
    assert outbox.waiting == 1


def test_a_journal_stays_as_it_is(folder: Path, lesson: Lesson, service: Service) -> None:
    """Sending reads the journal, and neither changes nor locks it."""
    content = journal(folder, lesson, range(3))
    kept = Journal(folder / "quiet-otter-41.jsonl")
    with kept._locked():
        box(folder, service).send()
    assert (folder / "quiet-otter-41.jsonl").read_bytes() == content
    assert len(service.lines) == 3
