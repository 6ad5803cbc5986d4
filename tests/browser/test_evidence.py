"""Evidence: the words of the text that tell, caught with mouse or keyboard, and kept with exact offsets."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import kit
from tests.browser.sitting import PlainSitting
from tests.browser.view import View, say
from tests.lessons import one_section, small_lesson

pytestmark = pytest.mark.browser

TEXTS = {paragraph.number: paragraph.text for paragraph in kit.open_lesson("warm-up").article.paragraphs}
CORE = "the meat had thawed"  # c03, paragraph 3
PEOPLE = "two people who have read its report"


def piece(number: int, quote: str, texts: dict[int, str] = TEXTS) -> dict[str, object]:
    """Evidence as the journal must hold it: Python counts code points."""
    start = texts[number].index(quote)
    return {"paragraph": number, "start": start, "end": start + len(quote), "quote": quote}


@pytest.fixture
def view(plain: PlainSitting) -> View:
    """The warm-up's third paragraph, with its core claim marked."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    return view


def test_dragged_words_are_made_whole(plain: PlainSitting, view: View):
    """A drag from within a word to within another one catches both words whole, and the claim stays chosen."""
    view.drag(3, "wo people who have read its repo")
    view.button("use_words", words=PEOPLE).click()
    view.expect_saved()
    assert plain.wait_for_lines(2)[-1]["evidence"] == [piece(3, PEOPLE)]
    assert view.evidence() == [PEOPLE]
    expect(view.claim(CORE)).to_have_attribute("aria-current", "true")


def test_drag_across_a_claim_selects_and_does_not_choose(plain: PlainSitting, view: View):
    """A drag that ends inside another claim catches words; it is no click on that claim."""
    view.drag(3, "its report. The office decl")
    view.button("use_words", words="its report. The office declined").click()
    assert plain.wait_for_lines(2)[-1]["evidence"] == [piece(3, "its report. The office declined")]
    assert plain.lines()[-1]["claim"] == "c03"


def test_evidence_from_an_earlier_paragraph(plain: PlainSitting, view: View):
    """Earlier paragraphs can be opened, and their words are evidence with the number of their own paragraph."""
    view.button("show_earlier", n=2, first=1, last=2).click()
    view.drag(2, "caretaker Tom Bell")
    view.button("use_words", words="caretaker Tom Bellamy").click()
    view.expect_saved()
    assert plain.wait_for_lines(2)[-1]["evidence"] == [piece(2, "caretaker Tom Bellamy")]


def test_evidence_is_painted_when_its_paragraph_is_shown(plain: PlainSitting):
    """Evidence in an earlier paragraph is marked in the text as soon as that paragraph is shown, and after a label."""
    reading = plain.read()
    reading.mark("c03", ["anonymous"], evidence=[(2, "caretaker Tom Bellamy"), (3, PEOPLE)])
    view = plain.run((3,)).view()
    painted = "() => [...CSS.highlights.get('cbc-evidence')].map(String).sort()"
    view.choose(CORE)
    assert plain.page.evaluate(painted) == [PEOPLE]
    view.button("show_earlier", n=2, first=1, last=2).click()
    assert plain.page.evaluate(painted) == ["caretaker Tom Bellamy", PEOPLE]
    view.press("denied")
    view.expect_saved()
    assert plain.page.evaluate(painted) == ["caretaker Tom Bellamy", PEOPLE]


def test_evidence_by_keyboard_only(plain: PlainSitting, view: View):
    """e, arrows, Shift and arrow, Enter: words of this and of an earlier paragraph, without a mouse."""
    view.button("show_earlier", n=2, first=1, last=2).click()
    view.claim(CORE).focus()
    keyboard = plain.page.keyboard
    keyboard.press("e")
    expect(view.live).to_contain_text(say("choosing_now", words="according"))
    for key in ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"]:
        keyboard.press(key)
    expect(view.claim(CORE)).to_be_focused()
    keyboard.press("e")
    for key in ["ArrowUp", "ArrowRight", "Shift+ArrowRight", "Enter"]:
        keyboard.press(key)
    view.expect_saved()
    assert plain.wait_for_lines(3)[-1]["evidence"] == [piece(3, "two people"), piece(2, "freezer was")]


def test_escape_stops_choosing_words(plain: PlainSitting, view: View):
    """Esc leaves the choosing of words without taking any, back at the claim, where keys label again."""
    view.claim(CORE).focus()
    plain.page.keyboard.press("e")
    plain.page.keyboard.press("Escape")
    expect(view.claim(CORE)).to_be_focused()
    plain.page.keyboard.press("3")
    view.expect_saved()
    line = plain.wait_for_lines(2)[-1]
    assert line["labels"] == ["anonymous", "denied"]
    assert "evidence" not in line


def test_keys_go_on_after_the_bubble(plain: PlainSitting, view: View):
    """Once the bubble's button is pressed, by mouse or key, the focus is at the claim, and keys label again."""
    for caught, use in [
        ("two people", lambda button: button.click()),
        ("food office", lambda button: button.press("e")),
    ]:
        view.drag(3, caught)
        use(view.button("use_words", words=caught))
        expect(view.claim(CORE)).to_be_focused()
    plain.page.keyboard.press("3")
    view.expect_pressed("anonymous", "denied")


def test_evidence_can_be_removed(plain: PlainSitting, view: View):
    """Each piece has a button that removes it, and the focus stays in the widget."""
    for caught in ["two people", "food office"]:
        view.drag(3, caught)
        view.button("use_words", words=caught).click()
    plain.wait_for_lines(3)
    view.button("evidence_remove", quote="two people").click()
    view.expect_saved()
    assert plain.wait_for_lines(4)[-1]["evidence"] == [piece(3, "food office")]
    assert view.evidence() == ["food office"]
    view.button("evidence_remove", quote="food office").click()
    view.expect_saved()
    assert "evidence" not in plain.wait_for_lines(5)[-1]
    assert view.root.evaluate("(root) => root.contains(document.activeElement)")


def test_same_words_twice_are_told(plain: PlainSitting, view: View):
    """Words that are evidence already are not taken again, and the page says why."""
    view.drag(3, "two people")
    view.button("use_words", words="two people").click()
    plain.wait_for_lines(2)
    view.drag(3, "two people")
    expect(view.root.get_by_text(say("evidence_twice")).first).to_be_visible()
    expect(view.button("use_words", words="two people")).to_be_disabled()
    plain.page.keyboard.press("e")
    expect(view.live).to_have_text(say("evidence_twice"))
    assert len(plain.lines()) == 2


CLAIM = "Zoë\u0301 sees 𝟙𝟚 👍🏽 there"
BEFORE = "👩‍👩‍👧‍👦 and 🏳️‍🌈 met n\u0301ora\u0308 in 𝔘𝔫𝔦. "
BEHIND = ", the 👨‍🚀 pilot said. One 🇩🇪 flag stays."
STRANGE = one_section("strange-letters", f"{BEFORE}[{CLAIM}]{{#c01 .core}}{BEHIND}")


@pytest.mark.parametrize(
    ("caught", "quote"),
    [
        ("ilot sai", "pilot said"),
        ("👨‍🚀 pil", "👨‍🚀 pilot"),
        ("n\u0301ora\u0308 i", "n\u0301ora\u0308 in"),
        ("ees 𝟙𝟚 👍🏽 the", "sees 𝟙𝟚 👍🏽 there"),
        ("ne 🇩🇪 fl", "One 🇩🇪 flag"),
    ],
)
def test_offsets_are_code_points(plain: PlainSitting, tmp_path: Path, caught: str, quote: str):
    """Behind emoji, joined families, combining marks and astral letters the offsets count code points."""
    view = plain.run((1,), lesson=small_lesson(tmp_path / "strange-letters", STRANGE, key=None)).view()
    view.choose("sees")
    view.press("sourced")
    view.drag(1, caught)
    view.button("use_words", words=quote).click()
    view.expect_saved()
    assert plain.wait_for_lines(2)[-1]["evidence"] == [piece(1, quote, {1: BEFORE + CLAIM + BEHIND})]
