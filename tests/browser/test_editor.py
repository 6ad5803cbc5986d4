"""The editor as a teacher uses it: by mouse, by keys alone, and when something goes wrong on the way to the files."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from kit.authoring.editor.editing import Editing
from kit.authoring.editor.in_hand import AnswerInHand
from kit.authoring.editor.widget import EditorWidget
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.ui.words import words
from tests.browser.disk import full_disk
from tests.browser.lab import until
from tests.browser.sitting import PlainSitting
from tests.browser.test_accessible import axe
from tests.browser.view import View
from tests.lessons import write_lesson

pytestmark = pytest.mark.browser

SAID = words("en")["editor"] | {
    f"label_{name}": words("en")["widget"][f"label_{name}"] for name in ("sourced", "denied")
}


def say(key: str, **values: object) -> str:
    """Return one of the editor's own texts."""
    chosen = SAID.get(f"{key}_one") if values.get("n") == 1 else None
    return str(chosen or SAID[key]).format(**values)


class Desk(View):
    """The editor on a page, with the lesson behind it."""

    def __init__(self, sitting: PlainSitting, folder: Path) -> None:
        self.sitting, self.folder = sitting, write_lesson(folder / "bridge")
        self.editing = Editing(self.folder)
        self.show()
        super().__init__(sitting.page.locator(".cbc"))

    def show(self) -> None:
        """Show the editor, once more where it is shown already."""
        self.sitting.kernel.close_all()
        self.sitting.kernel.show(EditorWidget(self.editing))
        self.sitting.wait_for_widgets(1)

    @property
    def lesson(self) -> Lesson:
        """The lesson as its files are."""
        return open_lesson(self.folder)

    def press(self, *names: str) -> None:  # type: ignore[override]
        """Press buttons by what they say, a key's sign behind it or not."""
        for name in names:
            self.root.get_by_role("button", name=re.compile(rf"^{re.escape(name)}( \w)?$")).first.click()

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other, each once the one before is in the files."""
        for key in keys:
            self.page.keyboard.press(key)
            self.wait()

    def wait(self) -> None:
        """Wait until everything is saved."""
        expect(self.root.locator(".cbc-save-state")).to_have_text(say("saved"))

    def written(self, label: str) -> Locator:
        """A field by its label."""
        return self.root.get_by_label(label, exact=True)


@pytest.fixture
def desk(plain: PlainSitting, tmp_path: Path) -> Desk:
    """The small lesson in the editor."""
    return Desk(plain, tmp_path)


def test_a_claim_by_mouse(desk: Desk) -> None:
    """Drag over words, press “Make a claim”, a label, and “Confirm”: the files have it, and the next open one is up."""
    desk.drag(1, "ople were surpr")
    desk.press(say("make_words", words="People were surprised"))
    desk.root.locator("[data-do=label][data-value=none]").click()
    desk.press(say("confirm"))
    desk.wait()
    lesson = until(lambda: not desk.lesson.unconfirmed and desk.lesson, "the answer is confirmed")
    assert (lesson.claim("c07").text, lesson.key["c07"].labels) == ("People were surprised", frozenset())
    expect(desk.root.locator(".cbc-progress")).to_have_text(say("progress", done=7, n=7))


def test_a_hurried_person_on_a_slow_machine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pressed before a new claim is there is for that claim; whoever has gone elsewhere stays there."""
    held: list[dict[str, Any]] = []
    kernel = desk.sitting.kernel
    monkeypatch.setattr(kernel, "hear", held.append)
    desk.drag(1, "ople were surpr")
    desk.press(say("make_words", words="People were surprised"))
    desk.root.locator("[data-do=label][data-value=anonymous]").click()
    desk.root.locator("[data-claim=c05][role=button]").click()
    until(lambda: held, "the first step is sent")
    monkeypatch.undo()
    kernel.hear(held[0])

    def answers() -> Mapping[str, AnswerInHand]:
        return desk.editing.hand.answers

    until(lambda: "c07" in answers() and answers()["c07"].answer.labels, "the claim is made and labelled")
    assert answers()["c07"].answer.labels == {"anonymous"}
    assert desk.lesson.unconfirmed == ("c07",)
    expect(desk.root.locator("[data-claim=c05][role=button]")).to_be_focused()


def test_a_claim_by_keys_alone(desk: Desk) -> None:
    """Words are walked to, made a claim, labelled, widened, confirmed, and all of it is taken back, without a mouse."""
    desk.root.locator("[data-claim=c01][role=button]").focus()
    desk.page.keyboard.press("m")
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        desk.page.keyboard.press(key)
    expect(desk.root.get_by_role("button", name=say("make_words", words="People were surprised"))).to_be_focused()
    desk.keys("Enter")
    expect(desk.root.locator("[data-claim=c07][role=button]")).to_be_focused()
    desk.keys("0", "Shift+ArrowLeft", "c")
    lesson = until(lambda: not desk.lesson.unconfirmed and desk.lesson, "the answer is confirmed")
    assert lesson.claim("c07").text == "People were"
    desk.keys("u", "u", "u", "u")
    until(lambda: not desk.editing.last_step, "everything is taken back")
    assert desk.editing.changes() == ""


def test_words_show_a_label(desk: Desk) -> None:
    """Selected words become evidence; a label that the answer had not yet comes with them."""
    desk.root.locator("[data-claim=c01][role=button]").click()
    desk.drag(2, "two people")
    desk.press(say("evidence_for_words", words="two people", label=SAID["label_denied"]))
    desk.wait()
    until(lambda: desk.lesson.unconfirmed == ("c01",), "the answer is open again")
    assert [piece.quote for piece in desk.editing.hand.answers["c01"].answer.evidence] == ["two people"]
    expect(desk.panel.locator("q")).to_have_text("two people")


def test_what_is_typed_is_saved_and_what_is_refused_stays(desk: Desk) -> None:
    """A text is in the file a moment later; one that readers would see as markup keeps its place, with the reason."""
    desk.root.locator("[data-claim=c01][role=button]").click()
    why = desk.written(say("why"))
    why.fill("It says so itself.")
    until(lambda: desk.lesson.key["c01"].why == "It says so itself.", "the text is in the file")
    why.fill("It says so *itself*.")
    expect(desk.panel.get_by_text("marked as bold or italic")).to_be_visible()
    desk.root.locator("[data-claim=c05][role=button]").click()
    expect(why).to_have_value("An office on the record.")
    desk.root.locator("[data-claim=c01][role=button]").click()
    expect(why).to_have_value("It says so *itself*.")
    why.fill("It says so alone.")
    until(lambda: desk.lesson.key["c01"].why == "It says so alone.", "the mended text is in the file")


def test_a_failed_save_is_said_and_kept(desk: Desk) -> None:
    """On a full disk the step waits, also for a page that is loaded anew, and is made when there is room again."""
    desk.root.locator("[data-claim=c05][role=button]").click()
    with full_disk():
        desk.press(say("core"))
        expect(desk.alert).to_contain_text(say("not_saved", n=1))
    assert not desk.lesson.claim("c05").core
    desk.show()
    expect(desk.alert).to_contain_text(say("kept_earlier", n=1))
    desk.press(say("try_again"))
    desk.wait()  # both files: in between, article and key do not fit each other
    assert desk.lesson.claim("c05").core
    expect(desk.alert).to_be_hidden()


def test_a_kernel_that_does_not_answer_is_said(desk: Desk) -> None:
    """A step that nobody hears is told as not saved after a while, and one press makes it when Python hears again."""
    desk.root.locator("[data-claim=c05][role=button]").click()
    desk.sitting.hold_clock()
    desk.sitting.kernel.hears = False
    desk.press(say("core"))
    desk.sitting.wait_in_vain()
    expect(desk.alert).to_contain_text(say("why_unanswered"))
    desk.sitting.kernel.hears = True
    desk.press(say("try_again"))
    desk.wait()  # both files: in between, article and key do not fit each other
    assert desk.lesson.claim("c05").core


def test_what_another_program_writes_comes_into_sight(desk: Desk) -> None:
    """A file that was changed elsewhere is not written over: it is shown, and the step waits for a second word."""
    path = desk.folder / "key.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("its own voice", "its voice"), encoding="utf-8")
    desk.root.locator("[data-claim=c01][role=button]").click()
    desk.root.locator("[data-do=nature][data-value=forecast]").click()
    expect(desk.alert).to_contain_text("key.yaml")
    expect(desk.written(say("why"))).to_have_value("The article says it in its voice.")
    assert desk.lesson.key["c01"].nature == "fact"
    desk.press(say("try_again"))
    until(lambda: desk.lesson.key["c01"].nature == "forecast", "the step is made on the new text")
    assert desk.lesson.key["c01"].why == "The article says it in its voice."


def test_the_list_of_what_is_missing_leads_there(desk: Desk) -> None:
    """Each line goes to its place: a stop without a question, the page of paths; what is done leaves the list."""
    desk.press(say("open_title", n=len(desk.editing.hand.guide.sections[0].stops) + 2))
    desk.press(say("point_question", paragraphs="2, 3"))
    expect(desk.written(say("stop_after")).nth(1)).to_be_focused()
    desk.press(say("questions"))
    desk.wait()
    until(lambda: all(stop.after for one in desk.lesson.guide.sections for stop in one.stops), "all are asked")
    desk.press(say("open_title", n=1), say("point_path"))
    desk.keys("Enter")
    desk.root.get_by_role("checkbox", name="The crack is harmless").uncheck()
    desk.wait()
    assert "c05" not in until(lambda: desk.lesson.paths, "there is a path")["short"].claims
    expect(desk.root.get_by_role("button", name=say("open_none"))).to_be_visible()


def test_the_article_is_mended_by_keys(desk: Desk) -> None:
    """Words, a new paragraph, who's who and what a section says at its end: typed, saved, and taken back with a key."""
    desk.press(say("page_text"))
    desk.written(say("paragraph", n=1)).fill("The bridge has been closed since last Sunday. People were surprised.")
    until(lambda: desk.lesson.claim("c01").text.endswith("last Sunday"), "the claim holds the new word")
    desk.keys(*["ArrowLeft"] * len("People were surprised."))
    desk.root.get_by_role("button", name=say("part_paragraph")).first.focus()
    desk.keys("Enter")
    until(lambda: desk.lesson.article.paragraph(2).text == "People were surprised.", "there is a paragraph more")
    desk.press(say("page_lesson"), say("person_add"))
    desk.page.keyboard.type("Oxley")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type("a town")
    desk.press(say("page_stops"))
    until(lambda: desk.lesson.article.whos_who[-1].name == "Oxley", "the entry is in the file")
    desk.root.get_by_text(say("section_more")).first.click()
    desk.written(say("section_closing")).first.fill("Who says so?")
    until(lambda: desk.lesson.guide.sections[0].closing == "Who says so?", "the closing is in the file")
    desk.root.locator("[data-claim=c01][role=button]").focus()
    for _ in range(20):  # a text that was typed slowly is several
        if desk.editing.last_step:
            desk.keys("u")
    assert desk.editing.changes() == ""
    assert desk.root.locator(":focus").count() == 1


def test_a_page_that_is_loaded_anew_can_still_undo(desk: Desk) -> None:
    """The steps are Python's: a reload loses none of them."""
    desk.root.locator("[data-claim=c05][role=button]").click()
    desk.press(say("core"))
    desk.wait()
    desk.page.reload()
    expect(desk.root.locator("[data-claim=c05].is-core").first).to_be_visible()
    desk.press(say("undo"))
    desk.wait()
    assert not desk.lesson.claim("c05").core
    expect(desk.root.get_by_text(say("undone", step=say("step_core")))).to_be_visible()


def test_axe_finds_nothing(sit_plain: Callable[..., PlainSitting], tmp_path: Path) -> None:
    """Every page of the editor, with words caught, in every theme and on a phone; nothing is wider than the page."""
    desk = Desk(sit_plain(), tmp_path)
    desk.editing.edit("new_path")
    found: list[str] = []
    for theme, width in (("light", 1300), ("dark", 390), ("high contrast", 820)):
        desk.sitting.theme(theme)
        desk.page.set_viewport_size({"width": width, "height": 800})
        for name in ("text", "stops", "paths", "lesson", "open", "changes", "claim"):
            desk.root.locator(f"[data-do=page][data-value={name}]").click()
            found += axe(desk.page, f"{name}, {theme}, {width}")
            assert desk.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        desk.drag(1, "People")
        found += axe(desk.page, f"words caught, {theme}")
        desk.page.keyboard.press("Escape")
    assert found == []
