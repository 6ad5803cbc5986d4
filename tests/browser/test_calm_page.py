"""The page is calm: tools take little room, nothing moves when something is marked, and all of it is quick."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import View, say
from tests.lessons import one_section, write_lesson

pytestmark = pytest.mark.browser

#: A Chromebook's window: 1366 x 768 less the browser's own bars.
CHROMEBOOK = {"width": 1366, "height": 625}
CORE = "the bridge would be closed"  # c02, the core claim of paragraph 2, which has four lines
OPTIONAL = "The engineers had warned"  # c03, paragraph 3
STOP = (
    "People familiar with the plans said that [the bridge would be closed to all traffic for the whole of next summer, "
    "and that the buses would have to go round by the lake]{#c02 .core}. To speak of plans that are not public yet, "
    "they asked not to be named."
)
NEXT_STOP = (
    "According to one of these people, [The engineers had warned of the rust in the northern piers for years]{#c03}, "
    "and their letters lay in a drawer of the office. The office did not answer."
)
BRIDGE = one_section(
    "bridge",
    f"""\
[The bridge is older than the town hall]{{#c01}}, and nobody disputes it.

{STOP}

{NEXT_STOP}

[The mayor will speak on Friday]{{#c04 .core}}, her office wrote.""",
)
NARROW = {"width": 390, "height": 700}


@pytest.fixture
def bridge(tmp_path: Path) -> str:
    """The folder of a small lesson."""
    return str(write_lesson(tmp_path / "bridge", BRIDGE, None))


@pytest.fixture
def in_lab(sit_alone: Callable[..., Sitting], bridge: str) -> Sitting:
    """A reader in JupyterLab on a Chromebook, its left sidebar closed, at a stop of four lines and one more."""
    sitting = sit_alone((2,), (3,), lesson=bridge, viewport=CHROMEBOOK)
    sitting.notebook.command("application:toggle-left-area")
    sitting.view().choose(CORE)
    return sitting


def test_a_stop_leaves_the_page_to_the_text(in_lab: Sitting):
    """In JupyterLab a four-line stop with its core claim chosen has 48 px of tools over it, and is 380 px high."""
    view = in_lab.view()
    text, frame = view.paragraph(2).bounding_box(), view.root.bounding_box()
    assert view.paragraph(2).evaluate(LINES) == 4
    assert text["y"] - frame["y"] <= 48
    assert frame["height"] <= 380


#: How many lines a text has.
LINES = "(text) => Math.round(text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight))"
LABELS = ("sourced", "anonymous", "denied", "none")


def test_quote_and_labels_are_in_sight_and_nothing_scrolls_in_itself(in_lab: Sitting):
    """Of each stop quote and labels are seen when its claim is chosen, and no part of it has a scroll bar."""
    for view, words in [(in_lab.view(0), CORE), (in_lab.view(1), OPTIONAL)]:
        view.choose(words)
        for part in [
            view.panel.locator("blockquote"),
            *(view.label(one) for one in ("sourced", "anonymous", "denied", "none")),
        ]:
            assert part.evaluate(IS_SEEN), part
        view.press("anonymous")
        for step in ("words", "why", "sure", "pass_on"):
            view.step(step)
            assert view.root.evaluate(SCROLLING) == []


#: Whether the corners of an element are on the page and nothing covers them.
IS_SEEN = """(element) => {
  const box = element.getBoundingClientRect();
  const isHit = (x, y) => element.contains(document.elementFromPoint(x, y));
  return isHit(box.left + 4, box.top + 4) && isHit(box.right - 4, box.bottom - 4);
}"""

#: The elements in a widget that hold more than they show, and would scroll it.
SCROLLING = """(root) => [...root.querySelectorAll("*:not(textarea)")].filter((one) =>
  /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1
).map((one) => one.className)"""


def test_words_become_evidence_where_they_were_caught(in_lab: Sitting):
    """One drag and one click make evidence, and the button is within 80 px of the words; also of an optional claim."""
    for index, number, words, claim in [(0, 2, "People familiar", CORE), (1, 3, "one of these people", OPTIONAL)]:
        view = in_lab.view(index)
        view.choose(claim)
        view.drag(number, words)
        mouse, button = (
            view.paragraph(number).evaluate(END_OF_SELECTION),
            view.button("use_words", words=words).bounding_box(),
        )
        across = max(button["x"] - mouse[0], 0, mouse[0] - button["x"] - button["width"])
        down = max(button["y"] - mouse[1], 0, mouse[1] - button["y"] - button["height"])
        assert (across**2 + down**2) ** 0.5 <= 80
        view.button("use_words", words=words).click()
        assert view.evidence() == [words]


END_OF_SELECTION = """() => {
  const rects = document.getSelection().getRangeAt(0).getClientRects();
  const last = rects[rects.length - 1];
  return [last.right, last.bottom];
}"""


@pytest.fixture(params=[CHROMEBOOK, NARROW], ids=["Chromebook", "phone"])
def page_of_stops(request: pytest.FixtureRequest, sit_plain: Callable[..., PlainSitting], bridge: str) -> PlainSitting:
    """Two stops on a plain page, with a paragraph between them that is not shown."""
    return sit_plain(viewport=request.param).run((2,), (4,), lesson=bridge)


#: Starts to note what moves: what the browser counts as a shift, and which elements stand elsewhere than now.
WATCH = """() => {
  window.shifts = [];
  const said = ({node, previousRect: {x, y}, currentRect: to}) =>
    `${(node?.outerHTML ?? node?.textContent ?? "?").slice(0, 90)}: ${x},${y} -> ${to.x},${to.y}`;
  const note = (list) => window.shifts.push(...list.getEntries().flatMap((one) => one.sources.map(said)));
  new PerformanceObserver(note).observe({type: "layout-shift"});
  const placeOf = (one) => ["x", "y"].map((way) => Math.round(one.getBoundingClientRect()[way])).join();
  const appears = "[aria-live], .cbc-step-body, .cbc-bubble, .cbc-alarm";
  const isWatched = (one) => !one.closest(appears) && one.checkVisibility();
  const places = new Map([...document.querySelectorAll(".cbc *")].filter(isWatched).map((one) => [one, placeOf(one)]));
  window.moved = () => [...places].filter(([one, place]) => one.isConnected && placeOf(one) !== place)
    .map(([one, place]) => `${one.tagName} ${one.className}: ${place} -> ${placeOf(one)}`);
}"""
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def test_nothing_moves_when_something_is_marked(page_of_stops: PlainSitting):
    """Whatever is marked, by mouse or key, taken back, undone or added: nothing else on the page changes its place."""
    view, page = page_of_stops.view(), page_of_stops.page
    view.choose(CORE)
    view.label("sourced").scroll_into_view_if_needed()
    acts = {
        "a label": lambda: view.press("anonymous"),
        "one more": lambda: page.keyboard.press("3"),
        "saved": view.expect_saved,
        "undo": lambda: page.keyboard.press("u"),
        "taken back": lambda: page.keyboard.press("t"),
        "no source": lambda: view.press("none"),
        "saved again": view.expect_saved,
    }
    page.evaluate(WATCH)
    for name, act in acts.items():
        act()
        page.evaluate(DRAWN)
        assert page.evaluate("moved()") == [], name
    assert page.evaluate("shifts") == []


def test_nothing_moves_when_an_answer_is_not_saved(page_of_stops: PlainSitting):
    """The alarm moves nothing and hides no claim; it can be folded, and then a button says how many answers wait."""
    view, page = page_of_stops.view(), page_of_stops.page
    view.choose(CORE)
    page_of_stops.kernel.die()
    page.evaluate(WATCH)
    view.press("anonymous")
    expect(view.alert).to_contain_text(say("not_saved", n=1))
    view.button("alarm_fold").click()
    expect(view.alert).to_be_hidden()
    expect(view.button("alarm_unfold", n=1)).to_be_focused()
    view.press("denied")
    expect(view.alert).to_be_hidden()
    view.button("alarm_unfold", n=2).click()
    expect(view.alert).to_contain_text(say("not_saved", n=2))
    assert page.evaluate("moved()") == []
    assert page.evaluate("shifts") == []


def test_labels_are_dark_only_where_the_reader_is(sit_plain: Callable[..., PlainSitting], bridge: str):
    """Before a reader has come to a stop its labels are as light as the page; then they are the darkest thing on it."""
    sitting = sit_plain(viewport=CHROMEBOOK).run((2,), (3,), lesson=bridge)
    first, second = sitting.view(0), sitting.view(1)
    page, dark = first.label("denied").evaluate(GROUND), first.root.evaluate(MAIN)
    assert second.label("denied").evaluate(GROUND) == page != dark
    first.choose(CORE)
    assert first.label("denied").evaluate(GROUND) == dark
    assert second.label("denied").evaluate(GROUND) == page
    first.press("anonymous")
    assert [first.label(name).evaluate(GROUND) for name in ("anonymous", "denied")] == [dark, page]


#: The colour behind an element, and the one that the kit's main buttons have.
GROUND = "(one) => getComputedStyle(one).backgroundColor"
MAIN = (
    "(root) => { const one = document.createElement('i'); one.className = 'cbc-button is-main'; root.append(one); "
    "const ground = getComputedStyle(one).backgroundColor; one.remove(); return ground; }"
)


def test_nothing_moves_when_a_reason_is_given(page_of_stops: PlainSitting):
    """Words, reason, how sure and how to pass it on change what is in the panel, and not where anything is."""
    view, page = page_of_stops.view(), page_of_stops.page
    view.choose(CORE)
    view.press("anonymous")
    view.expect_saved()
    view.drag(2, "People familiar")
    page.evaluate(WATCH)
    view.button("use_words", words="People familiar").click()
    assert page.evaluate("moved()") == []
    for step, act in {
        "why": lambda: view.field("reason").fill("They are not named."),
        "sure": lambda: view.button("sure_2").click(),
        "pass_on": lambda: view.button("pass_on_not_yet").click(),
    }.items():
        view.step(step)
        act()
        view.expect_saved()
        assert page.evaluate("moved()") == [], step
    assert page.evaluate("shifts") == []


def test_two_keys_lead_from_a_claim_to_the_next_one_answered(page_of_stops: PlainSitting):
    """From an answered claim on, n and one label answer the next, in the next stop, too."""
    first, second = page_of_stops.view(0), page_of_stops.view(1)
    first.mark(CORE, "anonymous")
    for key in ("n", "2"):
        page_of_stops.page.keyboard.press(key)
    page_of_stops.wait_for_lines(2)
    expect(second.root.locator("[data-claim].is-anonymous").first).to_be_visible()


def test_a_press_on_plain_text_lets_go_of_the_claim(plain: PlainSitting):
    """After a press on words that are no claim no key answers anything, and n or an arrow leads back."""
    view = plain.run((3,)).view()
    view.choose("the meat had thawed")
    view.paragraph(3).evaluate("(text) => text.dispatchEvent(new MouseEvent('click', {bubbles: true, detail: 1}))")
    expect(view.root.locator("[data-claim][aria-current]")).to_have_count(0)
    expect(view.panel).to_contain_text(say("choose_a_claim"))
    for key in "123satuer":
        plain.page.keyboard.press(key)
    assert plain.lines() == []
    expect(view.root.locator("[data-claim][tabindex='0']")).to_have_count(1)
    view.paragraph(3).focus()
    plain.page.keyboard.press("ArrowRight")
    expect(view.root.locator("[data-claim][aria-current]")).to_have_count(1)


def test_hidden_paragraphs_take_their_claim_along(plain: PlainSitting):
    """Whoever hides the earlier paragraphs while the panel is at one of their claims has let go of it."""
    view = plain.run((3,)).view()
    view.button("show_earlier", n=2, first=1, last=2).click()
    view.choose("The freezer was switched off")
    view.button("hide_earlier", n=2, first=1, last=2).click()
    expect(view.panel).to_contain_text(say("choose_a_claim"))
    plain.page.keyboard.press("2")
    assert plain.lines() == []


def test_a_text_at_its_limit_says_so_while_it_is_typed(plain: PlainSitting):
    """The field that takes no more letters says so at once, and stops saying it when there is room again."""
    view = plain.run((3,)).view()
    view.choose("the meat had thawed")
    view.field("who").fill("x" * 199)
    expect(view.panel).not_to_contain_text(say("limit_reached", n=200))
    view.field("who").press("y")
    expect(view.panel).to_contain_text(say("limit_reached", n=200))
    view.field("who").press("Backspace")
    expect(view.panel).not_to_contain_text(say("limit_reached", n=200))


def test_the_sheet_never_hides_the_text_whole(sit_plain: Callable[..., PlainSitting], bridge: str):
    """On a phone, and on a Chromebook at 150%, half of the window at least is the text's, whatever the panel shows."""
    for size in (NARROW, {"width": 910, "height": 416}):
        view = sit_plain(viewport=size).run((2,), lesson=bridge).view()
        view.choose(CORE)
        view.press("anonymous")
        for look in ("words", "why", "reference_codebook"):
            view.look_up(look) if look.startswith("reference") else view.step(look)
            assert view.root.evaluate(SHARE_OF_TEXT) >= 0.4, (size, look)


def test_what_is_looked_up_begins_below_the_tools(sit_plain: Callable[..., PlainSitting]):
    """A page longer than the window opens at its title, with the way back in sight and nothing lying over it."""
    view = sit_plain(viewport=CHROMEBOOK).run((1, 2), (3,), (4, 5), lesson="inner-circle").view(1)
    view.choose("the information was judged")
    for name in ("reference_codebook", "reference_who"):
        view.look_up(name)
        tools = view.root.locator(".cbc-tools").bounding_box()
        for one in (view.root.get_by_role("heading", name=say(name), exact=True), view.button("back_to_claim")):
            box = one.bounding_box()
            assert tools["y"] + tools["height"] <= box["y"] <= CHROMEBOOK["height"] / 2, name
        view.page.keyboard.press("Escape")


def test_going_on_brings_the_labels_along(sit_plain: Callable[..., PlainSitting], bridge: str):
    """Whoever goes on to a stop that has only begun to show sees its claim and all its labels, without scrolling."""
    sitting = sit_plain(viewport=CHROMEBOOK).run((2,), (3,), (4,), lesson=bridge)
    sitting.view(0).choose(CORE)
    for index in (1, 2):
        sitting.page.keyboard.press("1")
        sitting.page.keyboard.press("n")
        view = sitting.view(index)
        expect(view.root.locator("[aria-current=true][role=button]")).to_be_focused()
        for one in (view.root.locator("[aria-current=true][role=button]"), *map(view.label, LABELS)):
            box = one.bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= CHROMEBOOK["height"]


def test_going_on_to_another_stop_leaves_its_claim_in_sight(sit_plain: Callable[..., PlainSitting], bridge: str):
    """On a phone the claim that Next leads to stands above the sheet, though that came up only on the way there."""
    sitting = sit_plain(viewport=NARROW).run((1,), (4,), lesson=bridge)
    sitting.view(0).choose("The bridge is older")
    sitting.view(0).press("none")
    sitting.view(0).root.locator("[data-do=next-open]").click()
    view = sitting.view(1)
    claim = view.claim("The mayor will speak")
    expect(claim).to_be_focused()
    box, sheet = claim.bounding_box(), view.panel.bounding_box()
    assert box["y"] + box["height"] <= sheet["y"]


#: What part of the window, line by line, shows the text's own column.
SHARE_OF_TEXT = """(root) => {
  const x = root.querySelector(".cbc-text").getBoundingClientRect().left + 5;
  const rows = [...Array(100).keys()].map((row) => (row + 0.5) * window.innerHeight / 100);
  return rows.filter((y) => document.elementFromPoint(x, y)?.closest("aside, .cbc-tools") === null).length / 100;
}"""


def test_who_says_so_is_offered_from_the_evidence(plain: PlainSitting):
    """Words that are evidence can be taken for who says so with one press; then nothing is offered any more."""
    view = plain.run((3,)).view()
    view.mark("the meat had thawed", "anonymous")
    view.drag(3, "two people")
    view.button("use_words", words="two people").click()
    view.button("who_offered", quote="two people").click()
    expect(view.field("who")).to_have_value("two people")
    expect(view.button("who_offered", quote="two people")).to_have_count(0)
    plain.wait_for_line(lambda line: line.get("who") == "two people", "who says so in the journal")


def test_words_without_a_claim_ask_for_one(plain: PlainSitting):
    """Words that were caught while no claim is chosen are no evidence of anything; the bubble says what to do."""
    view: View = plain.run((3,)).view()
    view.paragraph(3).evaluate("(text) => text.dispatchEvent(new MouseEvent('click', {bubbles: true, detail: 1}))")
    view.drag(3, "two people")
    expect(view.root.get_by_text(say("evidence_no_claim"))).to_be_visible()
    plain.page.keyboard.press("e")
    assert plain.lines() == []


@pytest.mark.parametrize("width", [390, 820, 1366])
def test_the_steps_and_what_comes_next_stand_side_by_side(sit_plain: Callable[..., PlainSitting], width: int):
    """The button that names the next paragraph, of two digits too, keeps its text and clears the steps beside it."""
    sitting = sit_plain(viewport={"width": width, "height": 800}).run((9,), (25,), lesson="inner-circle")
    view = sitting.view()
    view.mark("Putin sees a small number", "none")
    button = view.root.locator("[data-do=next-open]")
    expect(button).to_contain_text("¶ 2")
    assert button.evaluate("(button) => button.scrollWidth <= button.clientWidth")
    assert view.root.locator(".cbc-step-tabs").evaluate("(tabs) => tabs.scrollWidth <= tabs.clientWidth")
