"""What the commands say: nothing commands the terminal, no window's alphabet and no closed pipe stops a command."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.__main__ import main
from kit.analysis.sample_class import write_sample_class
from kit.commands import collect as collecting
from kit.commands.outcome import STOPPED, ended
from kit.commands.screen import Door
from kit.lesson.printable import UNPRINTABLE, printable
from kit.sharing.sample_files import write_sample_files
from tests.journals import mark, put, text

#: Colours, a window's title, one sign that begins a command, a turned direction, a line that looks like ours.
COMMANDS = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202egnp.\u2066\rkit: all is well\x08\x7f\u200b"
ALL_HELP = """
import sys
from kit.__main__ import main
for command in sys.argv[1:]:
    try:
        main([command, "--help"])
    except SystemExit as left:
        assert left.code == 0, command
    else:
        raise AssertionError(command)
"""
ENCODINGS = ["cp437", "cp1252", "ascii", "latin-1", "shift_jis", "utf-16"]


@pytest.fixture
def handed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a class handed in, in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    return write_sample_class(kit.open_lesson("warm-up"), tmp_path / "handed in", readers=6)


def run(*arguments: str, encoding: str = "utf-8", **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m kit` as a program of its own, with a window that knows some letters."""
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "kit", *arguments]
    return subprocess.run(command, env=environment, check=False, **{"capture_output": True} | options)


def test_what_commands_a_terminal_is_seen_instead() -> None:
    """Each sign that a terminal obeys, or that turns letters around, becomes one that is seen; letters stay."""
    assert printable(COMMANDS) == re.sub("[^ -~]", UNPRINTABLE, COMMANDS.replace("\x7f", "\x00"))
    assert printable("a\nb\tc", also="\n\t") == "a\nb\tc"
    assert printable("Zoë Łącka 王 سلام‌ها \u00a0👩‍🏫") == "Zoë Łącka 王 سلام‌ها \u00a0👩‍🏫"


@given(st.text(), st.sampled_from(ENCODINGS))
def test_whatever_is_printed_passes_the_door(said: str, encoding: str) -> None:
    """No text is refused by any alphabet, and no control sign but line ends and tabs comes out."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    door = Door(stream)
    print(f"- {said}", file=door)
    door.flush()
    shown = stream.buffer.getvalue().decode(encoding)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_letters_that_a_window_lacks_are_replaced_by_their_nearest() -> None:
    """Quotes and dashes become plain ones, accents are left off, and the rest is a question mark."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    door = Door(stream)
    door.write("“Żak” – 王…")
    door.flush()
    assert stream.buffer.getvalue() == b'"Zak" - ?...'


@pytest.mark.parametrize("command", ["collect", "report"])
def test_terminal_commands_in_what_was_handed_in_come_to_nothing(
    command: str, handed_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the name of a file, in a lesson's id, in an edition and in a reason: they are shown and not obeyed."""
    lesson = kit.open_lesson("warm-up")
    other = replace(mark(lesson, "c03", 1, reader="brave-heron-52", journal="2b"), lesson=COMMANDS)
    put(handed_in, "other.jsonl", text([other]))
    put(handed_in, "edition.jsonl", text([mark(lesson, "c03", 1, edition=COMMANDS, journal="3c")]))
    put(handed_in, f"named {COMMANDS.replace('/', '')}.txt", COMMANDS.encode())
    assert main([command, str(handed_in), "--lesson", "warm-up"]) == 0
    said = capsys.readouterr()
    assert "red" in said.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said.out + said.err)
    files = kit.collect(handed_in, lesson).files
    assert all(each.isprintable() for each in [*files["file"], *files["why"]])


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_alphabet_stops_a_command(encoding: str, handed_in: Path, tmp_path: Path) -> None:
    """Help, an error, and a class with names that the window cannot show: each ends as it should, its file is right."""
    put(handed_in, "Łukasz 王.jsonl", b"no journal")
    assert run("grade", "--help", encoding=encoding).returncode == 0
    assert run("collect", "Żak", encoding=encoding).returncode == 1
    done = run("collect", str(handed_in), "--out", f"{encoding}.csv", encoding=encoding)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert (tmp_path / f"{encoding}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", ["cp437", "cp1252"])
def test_every_command_explains_itself_in_any_alphabet(encoding: str) -> None:
    """The help of all commands is shown, whatever signs stand in it."""
    helped = run("--help", encoding=encoding)
    commands = re.findall(r"^    ([a-z][a-z-]+)", helped.stdout.decode(encoding), re.MULTILINE)
    assert {"grade", "feedback", "student-copy", "key"} <= set(commands)
    program = [sys.executable, "-c", ALL_HELP, *commands]  # one for all: most of the time, a program starts
    done = subprocess.run(program, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"usage: kit ") == len(commands)


def test_a_closed_pipe_stops_only_the_talking(handed_in: Path, tmp_path: Path) -> None:
    """With nobody listening (`| head`), the file is written all the same, and nothing is said about the pipe."""
    reads, writes = os.pipe()
    os.close(reads)
    done = run(
        "collect", str(handed_in), "--out", "answers.csv", stdout=writes, stderr=subprocess.PIPE, capture_output=False
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "answers.csv").stat().st_size > 1000


def test_a_full_disk_under_the_output_is_said(handed_in: Path) -> None:
    """If what the command says cannot be kept, a sentence says so, and the exit code is 1."""
    with Path("/dev/full").open("wb") as full:
        done = run("collect", str(handed_in), stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"kit: No space left")


def test_ctrl_c_is_no_accident(handed_in: Path) -> None:
    """Stopping a command ends it with a word and the exit code that a shell knows, without a traceback."""
    slow = "lambda *_: print('!', flush=True) or time.sleep(99)"
    slow = f"import kit.commands.collect as collect, time; collect.collect_and_tell = {slow}"
    code = f"{slow}; from kit.__main__ import main; raise SystemExit(main(['collect', 'x']))"
    ready = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=-1, stderr=-1, **ready) as process:
        assert process.stdout
        assert process.stdout.read(1) == b"!"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (STOPPED, b"kit: Stopped.\n")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ValueError("So it is."), "kit: So it is.\n"),
        (PermissionError(13, "Permission denied", "marks"), "kit: marks: Permission denied.\n"),
        (OSError(28, "No space left on device"), "kit: No space left on device.\n"),
        (MemoryError(), "There is too much in these files"),
        (RecursionError(), "There is too much in these files"),
        (TypeError("no number"), "This is a fault of the kit itself (TypeError: no number)."),
        (ValueError("9" * 100_000), "kit: 999"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_error_is_one_sentence(error: Exception, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stops a command is said in one line that can be read, with exit code 1."""

    def fails() -> int:
        raise error

    assert ended(fails) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert len(said) < 700


@pytest.mark.parametrize(
    "arguments",
    [["collect", "x" * 100_000], ["collect", "x", "--lesson", "y" * 100_000], ["read", "--port", "9" * 100_000]]
    + [["nope" * 30_000], ["report", "x", "--out", "z" * 100_000], ["report", "x", "--key", "k" * 100_000]],
    ids=lambda arguments: " ".join(arguments)[:20],
)
def test_no_argument_is_too_long(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name or a number of 100,000 signs gets an answer that fits a window."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        raise SystemExit(main(arguments))
    assert left.value.code in {1, 2}
    assert len(capsys.readouterr().err) < 2500


def test_a_fault_of_the_kits_own_is_no_traceback(
    handed_in: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody foresaw is said in a sentence, too."""
    monkeypatch.setattr(collecting, "collect_and_tell", lambda *_: 1 / 0)
    assert main(["collect", str(handed_in)]) == 1
    assert capsys.readouterr().err.startswith("kit: This is a fault of the kit itself (ZeroDivisionError")


def test_grading_on_a_window_of_few_letters_fills_the_right_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an alphabet that lacks a student's letters, the filled gradebook is the same as with any other."""
    monkeypatch.chdir(tmp_path)
    files = write_sample_files(kit.open_lesson("warm-up"), tmp_path / "class")
    for place in (files.roster, files.gradebook):
        place.write_text(place.read_text("utf-8-sig").replace("Sample", "Łącki 王"), "utf-8-sig")
    arguments = ["grade", files.handed_in, "--lesson", "warm-up", "--roster", files.roster]
    arguments += ["--gradebook", files.gradebook, "--column", "Claim by Claim"]
    filled = {}
    for encoding in ("utf-8", "cp1252", "cp437"):
        done = run(*map(str, arguments), "--out", encoding, encoding=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        filled[encoding] = next((tmp_path / encoding).iterdir()).read_bytes()
    assert "Łącki 王".encode() in filled["utf-8"]
    assert len(set(filled.values())) == 1
