"""The steps that can be taken back outlive the kernel, and are no part of the lesson."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.authoring.editor.editing import Editing, NotDone
from kit.authoring.editor.kept_steps import FILE, MOST, Done, KeptSteps
from kit.lesson.files import open_lesson
from tests.lessons import write_lesson

NATURES = ("forecast", "judgement", "fact")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small lesson."""
    return write_lesson(tmp_path / "bridge")


def test_a_new_kernel_takes_back_what_an_earlier_one_did(folder: Path) -> None:
    """Steps of two sittings are taken back one by one, to the letter; then nothing of them lies beside the lesson."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    first = Editing(folder)
    first.edit("core", claim_id="c05")
    first.edit("delete", claim_id="c06")
    first.edit("new_path")
    first.undo()
    second = Editing(folder)
    second.edit("nature", claim_id="c01", nature="forecast")
    third = Editing(folder)
    assert third.last_step == "nature"
    assert [third.undo().name for _ in range(3)] == ["nature", "delete", "core"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    with pytest.raises(NotDone, match="nothing to undo"):
        third.undo()


def test_what_others_wrote_since_is_not_written_over(folder: Path) -> None:
    """A file that was changed between two sittings ends what can be taken back, whichever file it is."""
    Editing(folder).edit("core", claim_id="c05")
    path = folder / "key.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    assert Editing(folder).last_step == ""
    assert not (folder / FILE).exists()


def test_two_editors_of_one_lesson_can_take_back_each_others_steps(folder: Path) -> None:
    """What one window did is taken in by the other, and can be taken back there."""
    one, other = Editing(folder), Editing(folder)
    one.edit("core", claim_id="c05")
    assert other.look() == ("article.md", "key.yaml")
    assert other.undo().name == "core"
    assert not open_lesson(folder).claim("c05").core


@pytest.mark.parametrize(
    "rest", [b"{", b"\xff\n", b"[]\n", b'{"v": 1}\n', b'{"v": 1, "before": 3, "step": 4, "led_to": {}}\n']
)
def test_a_damaged_line_costs_no_other_step(folder: Path, rest: bytes) -> None:
    """Half a line, or one that is none, is passed over."""
    Editing(folder).edit("core", claim_id="c05")
    with (folder / FILE).open("ab") as file:
        file.write(rest)
    assert Editing(folder).undo().name == "core"


def test_a_step_that_was_never_made_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel ends between keeping a step and making it: the one before it is taken back."""
    editing = Editing(folder)
    editing.edit("core", claim_id="c05")

    def ends(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kit.authoring.editor.lesson_files.LessonFiles.write", ends)
    with pytest.raises(KeyboardInterrupt):
        editing.edit("delete", claim_id="c06")
    monkeypatch.undo()
    assert Editing(folder).undo().name == "core"


def test_a_place_that_cannot_be_written_costs_no_step(folder: Path) -> None:
    """Where the steps cannot be kept, they are still made, and taken back in this sitting."""
    (folder / FILE).mkdir()
    editing = Editing(folder)
    editing.edit("core", claim_id="c05")
    assert open_lesson(folder).claim("c05").core
    assert editing.undo().name == "core"
    assert Editing(folder).last_step == ""


def test_the_file_stays_small(folder: Path) -> None:
    """A step takes a few hundred bytes and not the whole lesson; the oldest ones go where there are very many."""
    editing = Editing(folder)
    for at in range(20):
        editing.edit("nature", claim_id="c01", nature=NATURES[at % 3])
    assert (folder / FILE).stat().st_size < 20 * 400
    kept, now = KeptSteps(folder), dict(editing.hand.texts)
    for _ in range(MOST + 5):
        kept.add(Done("core", {"key.yaml": now["key.yaml"]}), now)
    assert len((folder / FILE).read_bytes().splitlines()) == MOST


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.fixed_dictionaries(
            {}, optional={name: st.text("ab\n…", max_size=9) for name in ("article.md", "key.yaml", "guide.yaml")}
        ),
        min_size=2,
        max_size=6,
    )
)
def test_any_texts_are_told_from_what_changed(texts: list[dict[str, str]], tmp_path: Path) -> None:
    """Whatever the files held, and whether they were there: what is kept of each step leads back to it."""
    kept = KeptSteps(tmp_path)
    for before, now in zip(texts, texts[1:], strict=False):
        changed = {name: before.get(name) for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
        if changed:
            kept.add(Done("core", changed), now)
    again, now = KeptSteps(tmp_path), dict(texts[-1])
    again.read(now)
    while again:
        for name, text in again.last.before.items():
            now.pop(name, None)
            if text is not None:
                now[name] = text
        again.drop_last()
    assert now == texts[0]
