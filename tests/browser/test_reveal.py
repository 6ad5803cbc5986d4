"""The reveal: the horizon, the cards, what the reader makes of them, and what can go wrong."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, WebSocket, expect

import kit
from kit.lesson.class_figures import OTHER, ClassFigures
from kit.reading.reading import Reading
from kit.ui.words import words
from tests.browser.disk import full_disk
from tests.browser.lab import Notebook, Server, notebook_cells
from tests.browser.sitting import PlainSitting, Sitting
from tests.lessons import small_lesson
from tests.reveals import mark_as_a_reader

pytestmark = pytest.mark.browser

DENIAL = "absolutely false"
SAMPLE = ("mark('c02', ['sourced'])", "mark('c03', ['anonymous'], reason='No names.')", "mark('c06', ['sourced'])")
MODELS = "import json; from ipywidgets import Widget; print(json.dumps(Widget.get_manager_state(drop_defaults=False)))"


def say(key: str, **values: Any) -> str:
    """Return one of the reveal's own texts."""
    texts = words("en")["widget"] | words("en")["reveal"]
    chosen = texts.get(f"{key}_one") if values.get("n") == 1 else None
    return str(chosen or texts[key]).format(**values)


class Reveal:
    """One reveal on the page, handled by what it says."""

    def __init__(self, page: Page, index: int = 0) -> None:
        self.page = page
        self.root = page.locator(".cbc-reveal").nth(index)
        self.button = self.root.locator("[data-do=reveal]")
        self.heading = self.root.get_by_role("heading", level=2)
        self.status = self.root.get_by_role("status").first
        self.cards = self.root.get_by_role("article")

    def card(self, claim: str) -> Locator:
        """The card of a claim."""
        return self.root.locator(f"[data-card={claim}]")

    def side(self, claim: str, whose: str) -> Locator:
        """One side of a card: `yours` or `theirs`."""
        return self.card(claim).get_by_role("group", name=say(whose), exact=True)

    def press(self, cards: int) -> None:
        """Press the button and wait for so many cards."""
        self.button.click()
        expect(self.cards).to_have_count(cards)

    def open(self, cards: int) -> None:
        """Press the button, and unfold all cards, of which there are so many."""
        self.press(cards)
        for opener in self.root.locator("[data-do=fold][aria-expanded=false]").all()[::-1]:
            opener.click()

    def opener(self, claim: str) -> Locator:
        """The line of a card, which unfolds and folds it."""
        return self.card(claim).locator("[data-do=fold]")

    def take_stand(self, claim: str, stance: str) -> None:
        """Press one of the three buttons of a card."""
        self.card(claim).get_by_role("button", name=say(f"stance_{stance}"), exact=True).click()

    def save(self, claim: str, because: str) -> None:
        """Type a reason and save."""
        self.card(claim).get_by_role("textbox").fill(because)
        self.card(claim).get_by_role("button", name=say("save"), exact=True).click()


def reveal_cells(reader: str, *more: str, lesson: str = "warm-up") -> list[str]:
    """Return the cells of a notebook that opens a lesson and goes on with `more`, each a call on the reading."""
    return [*notebook_cells(lesson, reader=reader), *(f"_ = reading.{call}" for call in more)]


def mark_sample(reading: Reading) -> None:
    """Mark three claims of the warm-up, as `SAMPLE` does in a notebook."""
    reading.mark("c02", ["sourced"])
    reading.mark("c03", ["anonymous"], reason="No names.")
    reading.mark("c06", ["sourced"])


@pytest.fixture
def marked(plain: PlainSitting) -> Reveal:
    """The warm-up's reveal, with three claims marked."""
    mark_sample(plain.read())
    plain.reveal(1)
    reveal = Reveal(plain.page)
    expect(reveal.button).to_have_text(say("button", n=3))
    return reveal


# The horizon


def test_first_claim_is_not_spoilt_after_section_1(
    open_notebook: Callable[..., Notebook], new_context: Callable[..., BrowserContext], lab: Server, reader: str
):
    """After section 1 neither page, nor model, nor any message holds the denial; after section 2 c01 has it."""
    context, received = new_context(), []
    context.on("page", lambda page: page.on("websocket", lambda socket: _keep(socket, received)))
    first = "reading.show(*range(1, 10))"
    name = lab.write("horizon.ipynb", *notebook_cells("inner-circle", reader=reader), first, "reading.reveal(1)")
    notebook = open_notebook(name, context=context)
    notebook.run_all()
    notebook.page.locator("[data-claim=c01][role=button]").click()
    notebook.page.keyboard.press("a")
    reveal = Reveal(notebook.page)
    expect(reveal.button).to_have_text(say("button", n=1))
    reveal.press(1)
    expect(reveal.side("c01", "theirs")).to_contain_text(say("as_read"))
    expect(reveal.card("c01")).to_contain_text(say("open"))
    assert "denied" not in reveal.side("c01", "theirs").inner_text().lower()
    everything = [notebook.page.content(), notebook.ask(MODELS), *received]
    assert len(everything) > 20
    assert [text[:200] for text in everything if DENIAL in text] == []
    notebook.ask("reading.mark('c29', ['sourced'])")
    notebook.set_cells(*reveal_cells(reader, "reveal(2)", lesson="inner-circle"))
    notebook.run_all()
    then = Reveal(notebook.page)
    then.press(2)
    expect(then.side("c01", "theirs")).to_contain_text(DENIAL)
    expect(then.side("c01", "theirs")).to_contain_text("Denied")
    expect(then.card("c01")).to_contain_text("In paragraph 17")
    assert [(line["claim"], line["full"]) for line in lab.lines(reader) if line["kind"] == "reveal"] == [
        ("c01", False),
        ("c01", True),
        ("c29", True),
    ]


def _keep(socket: WebSocket, received: list[str]) -> None:
    def note(frame: bytes | str) -> None:
        received.append(frame.decode("utf-8", errors="replace") if isinstance(frame, bytes) else frame)

    socket.on("framereceived", note)


# The cards


def test_cards_lay_both_answers_side_by_side(marked: Reveal):
    """A press shows a card for each marked claim, puts the focus on the heading, and says how the answers stand."""
    marked.press(3)
    expect(marked.heading).to_be_focused()
    said = "None of the 3 as in the key. Three to talk about."
    expect(marked.root.locator(".cbc-hidden[aria-live=polite]")).to_have_text(said)
    expect(marked.root.locator(".cbc-sentence")).to_have_text(said)
    marked.opener("c03").click()
    card = marked.card("c03")
    expect(card).to_contain_text(f"{say('compare_both', labels='anonymous')} {say('compare_key', labels='denied')}")
    expect(marked.side("c03", "yours")).to_contain_text("No names.")
    expect(marked.side("c03", "theirs")).to_contain_text("two people who have read its report")
    expect(card.locator(".cbc-painted .is-theirs")).to_have_text("according to two people who have read its report")
    expect(card).to_contain_text("Right about who tells us.")
    expect(card).not_to_contain_text(say("open"))
    expect(card.get_by_role("checkbox")).to_have_count(3)
    expect(marked.card("c02").get_by_role("checkbox")).to_have_count(0)
    expect(marked.card("c02")).to_contain_text(say("nature_fact"))


def test_words_of_both_are_told_apart_without_colour(marked: Reveal):
    """The reader's words have a dashed line, the key's a solid one, and words of both have the two."""
    marked.press(3)
    styles = marked.root.locator(".cbc-legend").evaluate(
        """(legend) => ["yours", "theirs"].map((kind) => {
          const style = getComputedStyle(legend.querySelector(`.is-${kind}`));
          return [style.borderBottomStyle, style.textDecorationLine, style.textDecorationStyle];
        })"""
    )
    assert styles == [["dashed", "none", "solid"], ["none", "underline", "solid"]]


def test_narrow_pages_stack_the_sides(sit_plain: Callable[..., PlainSitting]):
    """On a wide page the two answers stand beside each other, on a phone one above the other."""
    sitting = sit_plain(viewport={"width": 420, "height": 900})
    mark_sample(sitting.read())
    sitting.reveal(1)
    reveal = Reveal(sitting.page)
    reveal.open(3)
    boxes = [reveal.side("c03", whose).bounding_box() for whose in ("yours", "theirs")]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert reveal.root.evaluate("(root) => root.scrollWidth <= root.clientWidth")


def test_button_wakes_up_with_the_first_mark(plain: PlainSitting):
    """Without marks the button is off and says why; a mark in the widget above switches it on and is counted."""
    plain.run((3,)).reveal(1)
    reveal = Reveal(plain.page)
    expect(reveal.button).to_have_attribute("aria-disabled", "true")
    expect(reveal.root).to_contain_text(say("none_marked"))
    reveal.button.click(force=True)
    plain.view().mark("the meat had thawed", "anonymous")
    expect(reveal.button).to_have_text(say("button", n=1))
    reveal.press(1)
    plain.view().mark("The office declined to comment", "none")
    expect(reveal.button).to_have_text(say("button_more", n=1))
    reveal.press(2)
    expect(reveal.button).to_be_hidden()


def test_without_a_key_there_is_a_sentence_and_no_button(plain: PlainSitting, tmp_path: Path):
    """A lesson without a key says kindly that there is none yet."""
    plain.read(small_lesson(tmp_path / "bare", key=None)).mark("c01", [])
    plain.reveal(1)
    reveal = Reveal(plain.page)
    expect(reveal.root).to_contain_text(say("no_key"))
    expect(reveal.button).to_have_count(0)


# Folding


def test_what_the_lesson_turns_on_is_unfolded(marked: Reveal):
    """The first card is unfolded, the others are a line each that says the answers; a press shows a card whole."""
    marked.press(3)
    assert [marked.opener(claim).get_attribute("aria-expanded") for claim in ("c02", "c03", "c06")] == [
        "true",
        "false",
        "false",
    ]
    expect(marked.opener("c03")).to_have_accessible_name(re.compile(r"^Core · paragraph 3 .*You: Anonymous Key: Anony"))
    expect(marked.side("c03", "yours")).to_be_hidden()
    marked.opener("c03").click()
    expect(marked.side("c03", "yours")).to_be_visible()
    expect(marked.opener("c03")).to_be_focused()
    marked.opener("c03").click()
    expect(marked.side("c03", "yours")).to_be_hidden()


def test_going_on_folds_a_card_and_unfolds_the_next(marked: Reveal):
    """“Next claim” goes from card to card, each at the top of the page; behind the last there is none."""
    marked.press(3)
    for claim, following in (("c02", "c03"), ("c03", "c06")):
        marked.card(claim).get_by_role("button", name=say("next_card")).click()
        expect(marked.opener(following)).to_be_focused()
        expect(marked.opener(following)).to_be_in_viewport()
        expect(marked.opener(claim)).to_have_attribute("aria-expanded", "false")
    expect(marked.card("c06").get_by_role("button", name=say("next_card"))).to_have_count(0)


def test_a_stop_shows_what_differs_once_the_key_is_open(plain: PlainSitting, marked: Reveal):
    """Beside the text, too, a dot says that its answer differs, once the key is open, until the answer is the key's."""
    plain.show(3)
    plain.wait_for_widgets(2)
    dots = plain.page.locator(".cbc:not(.cbc-reveal) [data-dot]")
    expect(dots).to_have_count(7)
    expect(plain.page.locator(".cbc-dot.is-differs:not(.cbc-dots-legend *)")).to_have_count(0)
    marked.open(3)
    differing = plain.page.locator(".cbc:not(.cbc-reveal) .is-differs")
    expect(differing).to_have_count(3)
    expect(differing.first).to_have_accessible_name(re.compile(say("dot_differs")))
    plain.reading.mark("c02", ["sourced", "denied"])
    expect(differing).to_have_count(2)


def test_a_dot_leads_to_its_card(plain: PlainSitting, marked: Reveal):
    """A press on a claim's dot unfolds its card and goes there; the dots tell differences, and follow the answers."""
    marked.press(3)
    toolbar = marked.root.get_by_role("toolbar")
    expect(toolbar).to_have_accessible_name("Marked: 3 of 7 claims. Core claims: 2 of 2. 3 differ from the key.")
    toolbar.get_by_role("button").nth(5).click()
    expect(marked.opener("c06")).to_be_focused()
    expect(marked.side("c06", "yours")).to_be_visible()
    toolbar.get_by_role("button").nth(0).click()
    expect(marked.cards).to_have_count(3)
    plain.reading.mark("c03", ["anonymous", "denied"])
    expect(marked.root.locator(".cbc-sentence")).to_have_text("1 of 3 as in the key. Two to talk about.")
    expect(toolbar).to_have_accessible_name(re.compile(re.escape("2 differ from the key.")))


@pytest.mark.parametrize("section", range(1, 6))
def test_a_reveal_can_be_overlooked(section: int, sit_plain: Callable[..., PlainSitting]):
    """With every claim marked, no section's reveal is longer than 2,500 px on a Chromebook, as it first stands."""
    sitting = sit_plain(viewport={"width": 1366, "height": 625})
    mark_as_a_reader(sitting.read("inner-circle"), section)
    sitting.reveal(section)
    reveal = Reveal(sitting.page)
    reveal.button.click()
    expect(reveal.cards.first).to_be_visible()
    assert len(reveal.cards.all()) > 12
    assert reveal.root.bounding_box()["height"] <= 2500


def test_lines_fit_a_phone(sit_plain: Callable[..., PlainSitting]):
    """At 390 px nothing stands beside the page, every line is tall enough for a thumb, and no track strikes a quote."""
    sitting = sit_plain(viewport={"width": 390, "height": 760})
    mark_as_a_reader(sitting.read("inner-circle"), 2)
    sitting.reveal(2)
    reveal = Reveal(sitting.page)
    reveal.button.click()
    expect(reveal.cards.first).to_be_visible()
    assert sitting.page.evaluate("document.documentElement.scrollWidth") <= 390
    for line in sitting.page.locator(".is-in-same .cbc-fold").all():
        label, quote = (line.locator(part).bounding_box() for part in (".is-sample", ".cbc-line-quote"))
        assert label["y"] + label["height"] <= quote["y"]
    heights = reveal.root.locator("[data-do=fold]").evaluate_all("(all) => all.map((line) => line.offsetHeight)")
    assert len(heights) > 12
    assert min(heights[1:]) >= 44


# What the reader makes of it


def test_keep_changed_and_disagree_are_in_the_journal(plain: PlainSitting, marked: Reveal):
    """The three ways to go on are answers in the journal, with their stance and reason; the cards follow them."""
    marked.open(3)
    marked.take_stand("c02", "keep")
    marked.save("c02", "He was there.")
    expect(marked.card("c02")).to_contain_text(say("said_keep"))
    marked.take_stand("c06", "disagree")
    marked.save("c06", "We know where this person works.")
    expect(marked.side("c06", "yours")).to_contain_text(say("own_disagree"))
    marked.take_stand("c03", "changed")
    marked.card("c03").get_by_role("button", name=re.compile("^Denied")).click()
    marked.save("c03", "")
    expect(marked.card("c03")).to_contain_text(say("compare_same"))
    expect(marked.side("c03", "yours")).to_contain_text(say("own_before", labels="anonymous"))
    after = [line for line in plain.lines() if "stance" in line]
    assert [(line["claim"], line["stance"], line["labels"], line.get("reason")) for line in after] == [
        ("c02", "keep", ["sourced"], "He was there."),
        ("c06", "disagree", ["sourced"], "We know where this person works."),
        ("c03", "changed", ["anonymous", "denied"], "No names."),
    ]
    mine = plain.reading.annotations().query("claim == 'c03'")
    assert [*mine["phase"], *mine["stance"].dropna()] == ["own", "revised", "changed"]


def test_a_changed_mind_needs_another_label(plain: PlainSitting, marked: Reveal):
    """With the labels as they were, “I changed my mind” is not saved but explained; a change can be told more about."""
    marked.open(3)
    card = marked.card("c03")
    marked.take_stand("c03", "changed")
    marked.save("c03", "Now I see.")
    expect(card.get_by_role("status")).to_have_text(say("need_change"))
    expect(card.get_by_role("status")).to_be_in_viewport(ratio=0.9)
    expect(card.get_by_role("textbox")).to_have_value("Now I see.")
    assert not [line for line in plain.lines() if "stance" in line]
    card.get_by_role("button", name=re.compile("^Denied")).click()
    expect(card).not_to_contain_text(say("need_change"))
    marked.save("c03", "Now I see.")
    expect(marked.side("c03", "yours")).to_contain_text(say("own_changed"))
    marked.take_stand("c03", "changed")
    marked.save("c03", "Paragraph 4 rejects it.")
    expect(marked.side("c03", "yours")).to_contain_text("Paragraph 4 rejects it.")
    after = [line for line in plain.lines() if "stance" in line]
    assert [(line["stance"], line["labels"]) for line in after] == [("changed", ["anonymous", "denied"])] * 2


def test_the_hint_stands_below_the_field(marked: Reveal):
    """What is said about the reason of a stance is not written over the field for it."""
    marked.open(3)
    marked.take_stand("c02", "disagree")
    field = marked.card("c02").get_by_role("textbox").bounding_box()
    assert field["y"] + field["height"] <= marked.card("c02").get_by_text(say("hint_disagree")).bounding_box()["y"]


def test_a_chosen_stance_is_seen_as_chosen(plain: PlainSitting, marked: Reveal):
    """What the reader chose is pressed and stands in the card's line, also after a reload; a new choice takes over."""
    marked.open(3)
    marked.take_stand("c03", "disagree")
    marked.save("c03", "Paragraph 4 says nothing of it.")
    chosen = marked.card("c03").locator("[data-do=stance][aria-pressed=true]")
    expect(chosen).to_have_text(say("stance_disagree"))
    plain.page.reload()
    marked.open(3)
    expect(chosen).to_have_text(say("stance_disagree"))
    expect(marked.opener("c03")).to_have_accessible_name(re.compile(say("line_disagree")))
    marked.take_stand("c03", "keep")
    marked.save("c03", "")
    expect(chosen).to_have_text(say("stance_keep"))


def test_a_text_that_comes_to_its_limit_says_so(marked: Reveal):
    """The last tenth of the room is told while typing, and so is that nothing more fits; a short text says nothing."""
    marked.press(3)
    marked.take_stand("c02", "keep")
    card, text = marked.card("c02"), marked.card("c02").get_by_role("textbox")
    text.fill("x" * 1700)
    expect(card.locator(".cbc-room-left")).to_have_text("")
    text.fill("x" * 1940)
    expect(card).to_contain_text(say("text_room", n=100))
    text.fill("x" * 1999)
    text.press_sequentially("yz")
    expect(text).to_have_value("x" * 1999 + "y")
    expect(card).to_contain_text(say("text_full", n=2000))


def test_nobody_disagrees_with_the_same_answer(plain: PlainSitting):
    """Where both say the same, “I still disagree” is not offered; one that was stored before is shown as it is."""
    mark_sample(plain.read())
    plain.reading.mark("c04", [])
    plain.reading.answer("c04", {"labels": [], "stance": "disagree", "reason": "Hm."})
    plain.reveal(1)
    reveal = Reveal(plain.page)
    reveal.open(4)
    expect(reveal.card("c04")).to_contain_text(say("compare_same"))
    assert stances_of(reveal, "c04") == ["changed", "keep"]
    expect(reveal.side("c04", "yours")).to_contain_text(say("own_disagree"))
    assert stances_of(reveal, "c03") == ["changed", "keep", "disagree"]
    reveal.take_stand("c03", "disagree")
    plain.reading.mark("c03", ["anonymous", "denied"])
    expect(reveal.card("c03")).to_contain_text(say("compare_same"))
    assert stances_of(reveal, "c03") == ["changed", "keep"]
    expect(reveal.card("c03").get_by_role("textbox")).to_have_count(0)
    expect(reveal.card("c03").locator("[data-do=stance]").first).to_be_focused()


def stances_of(reveal: Reveal, claim: str) -> list[str]:
    """Return the ways to go on that a card offers."""
    buttons = reveal.card(claim).locator("[data-do=stance]:visible")
    return [str(value) for value in buttons.evaluate_all("(all) => all.map((button) => button.dataset.value)")]


def test_only_what_is_there_is_told(plain: PlainSitting):
    """An earlier reason stays only where there is one, and words are compared only where both sides have some."""
    mark_sample(plain.read())
    plain.reading.mark("c04", [])
    plain.reading.mark("c06", ["anonymous"], evidence=[(5, "said a person")])
    plain.reveal(1)
    reveal = Reveal(plain.page)
    reveal.open(4)
    for claim, hint in [("c03", "hint_because_kept"), ("c02", "hint_because")]:
        reveal.take_stand(claim, "keep")
        expect(reveal.card(claim).get_by_role("textbox")).to_have_accessible_description(say(hint))
    expect(reveal.card("c06").locator(".cbc-verdict")).to_have_text(f"{say('compare_same')} {say('compare_words')}")
    expect(reveal.card("c04").locator(".cbc-verdict")).to_have_text(say("compare_same"))
    expect(reveal.card("c06")).to_contain_text(f"{say('nature_title')} {say('nature_fact')}")


def test_keyboard_only(sit: Sitting):
    """Tab, Enter, typing and Escape do everything; letters pressed on buttons reach neither Jupyter nor the cells."""
    sit.notebook.set_cells(*reveal_cells(sit.reader, *SAMPLE, "reveal(1)"))
    sit.notebook.run_all()
    marked, cells, keyboard = Reveal(sit.page), sit.notebook.sources(), sit.page.keyboard
    marked.button.focus()
    keyboard.press("Enter")
    expect(marked.heading).to_be_focused()
    for key in "xddab":
        keyboard.press(key)
    assert sit.notebook.sources() == cells
    tab_to(sit.page, marked.opener("c02"))
    keyboard.press("Enter")
    expect(marked.opener("c02")).to_have_attribute("aria-expanded", "false")
    keyboard.press("Enter")
    keep = marked.card("c02").get_by_role("button", name=say("stance_keep"), exact=True)
    tab_to(sit.page, keep)
    for key in "xdd":
        keyboard.press(key)
    assert sit.notebook.sources() == cells
    keyboard.press("Enter")
    expect(marked.card("c02").get_by_role("textbox")).to_be_focused()
    keyboard.press("Escape")
    expect(keep).to_be_focused()
    expect(keep).to_have_attribute("aria-expanded", "false")
    keyboard.press("Enter")
    keyboard.type("xdd He was in the room.")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(marked.card("c02")).to_contain_text(say("said_keep"))
    expect(keep).to_be_focused()
    line = sit.wait_for_line(lambda line: line.get("stance") == "keep", "the stance in the journal")
    assert line["reason"] == "xdd He was in the room."
    tab_to(sit.page, marked.card("c02").get_by_role("button", name=say("next_card")))
    keyboard.press("Enter")
    expect(marked.opener("c03")).to_be_focused()
    expect(marked.opener("c03")).to_have_attribute("aria-expanded", "true")
    tick = marked.card("c03").get_by_role("checkbox").first
    tab_to(sit.page, tick)
    keyboard.press("Space")
    expect(tick).to_be_checked()
    assert sit.notebook.sources() == cells


def tab_to(page: Page, there: Locator) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if there.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there")


# What can go wrong


def test_full_disk_keeps_the_key_closed(plain: PlainSitting, marked: Reveal):
    """If the look cannot be written, the page says why and shows nothing; the next press works."""
    with full_disk():
        marked.button.click()
        expect(marked.status).to_contain_text("The disk is full")
        expect(marked.cards).to_have_count(0)
        assert not [line for line in plain.lines() if line["kind"] == "reveal"]
    marked.press(3)
    expect(marked.status).to_have_text("")


def test_restart_and_run_again(sit_alone: Callable[..., Sitting]):
    """On a page that lost its kernel the button says so; after Run All the key is there again, with no new lines."""
    sitting = sit_alone()
    sitting.notebook.set_cells(*reveal_cells(sitting.reader, *SAMPLE, "show(3)", "reveal(1)"))
    sitting.notebook.run_all()
    reveal = Reveal(sitting.page)
    reveal.press(3)
    sitting.notebook.set_cells(*reveal_cells(sitting.reader, "show(3)", "reveal(1)"))
    sitting.notebook.run_all()
    expect(reveal.cards).to_have_count(0)
    sitting.notebook.restart()
    reveal.button.click()
    expect(reveal.status).to_have_text(re.compile(re.escape(say("not_shown_unreachable"))))
    sitting.notebook.run_all()
    expect(reveal.button).to_have_text(say("button", n=3))
    reveal.press(3)
    assert len([line for line in sitting.lines() if line["kind"] == "reveal"]) == 3


def test_a_stance_on_a_dead_page_is_not_lost(plain: PlainSitting, marked: Reveal):
    """A stance that could not be saved is told as not saved, offered when the page is there again, and saved once."""
    plain.hold_clock()
    marked.open(3)
    plain.kernel.die()
    marked.take_stand("c02", "disagree")
    marked.save("c02", "He mends lamps.")
    alert = marked.root.get_by_role("alert")
    expect(alert).to_contain_text(say("not_saved", n=1))
    expect(marked.card("c02")).not_to_contain_text(say("said_disagree"))
    plain.page.reload()
    expect(marked.button).to_be_visible()
    plain.wait_in_vain()
    expect(alert).to_contain_text(say("earlier_unsaved", n=1))
    marked.root.get_by_role("button", name=say("save_now")).click()
    expect(alert).to_be_hidden()
    line = plain.wait_for_line(lambda line: "stance" in line, "the stance in the journal")
    assert (line["claim"], line["stance"], line["labels"]) == ("c02", "disagree", ["sourced"])
    assert line["reason"] == "He mends lamps."
    assert len([line for line in plain.lines() if "stance" in line]) == 1


def test_reload_shows_the_button_again(plain: PlainSitting, marked: Reveal):
    """After a reload of the page, with the kernel alive, one press shows the cards again, and writes nothing more."""
    marked.press(3)
    plain.page.reload()
    expect(marked.button).to_have_text(say("button", n=3))
    marked.press(3)
    assert len([line for line in plain.lines() if line["kind"] == "reveal"]) == 3


@pytest.mark.parametrize("theme", ["light", "dark", "high contrast"])
def test_axe_finds_nothing(theme: str, plain: PlainSitting, marked: Reveal):
    """axe finds no violation before the press, with the cards, and with a form open, in every theme."""
    plain.theme(theme)
    assert violations(plain.page) == []
    marked.open(3)
    marked.take_stand("c03", "changed")
    marked.take_stand("c02", "keep")
    assert violations(plain.page) == []


def violations(page: Page) -> list[str]:
    """What axe has against the reveal: each with the elements."""
    found = Axe().run(page, context=".cbc-reveal").response["violations"]
    return [f"{one['id']}: {[node['html'][:150] for node in one['nodes']]}" for one in found]


# Where readers split


def test_bars_show_how_a_class_answered(plain: PlainSitting):
    """Behind a press, each claim that split has a bar an answer, with its number in words, and one's own is told."""
    answers = {"c03": {"anonymous": 12, "anonymous + denied": 9, OTHER: 6}, "c06": {"sourced": 30, "denied": 5}}
    mark_sample(plain.read(replace(kit.open_lesson("warm-up"), class_figures=ClassFigures(answers))))
    plain.reveal(1)
    reveal = Reveal(plain.page)
    opener = reveal.root.get_by_role("button", name=say("splits"))
    expect(opener).to_have_count(0)
    reveal.press(3)
    expect(reveal.root.locator("meter").first).to_be_hidden()
    opener.click()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    bars = reveal.root.get_by_role("region", name=say("splits")).get_by_role("listitem")
    own = f"{say('splits_readers', n=12, all=27)} · {say('splits_yours')}"
    others = ["Anonymous Denied 9 of 27", "other answers 6 of 27", "Sourced 30 of 35", "Denied 5 of 35"]
    expect(bars).to_contain_text([f"Anonymous {own}", *others])
    widths = reveal.root.locator("meter").evaluate_all("(all) => all.map(({ value, max }) => value / max)")
    assert widths == pytest.approx([12 / 27, 9 / 27, 6 / 27, 30 / 35, 5 / 35])
    assert violations(plain.page) == []
