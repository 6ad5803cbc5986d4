"""A page that the browser translates: the article's own words stay, and no label is lost over them."""

import re

import pytest
from playwright.sync_api import Page, expect

from kit.reading.reading import Reading
from tests.browser.sitting import PlainSitting
from tests.browser.test_evidence import TEXTS, piece
from tests.browser.view import View, say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3
PEOPLE = "two people who have read its report"

#: What a translating browser does: other words, in two elements, in the place of every text that it may translate.
TRANSLATE = """(isPolite) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node);
  for (const node of found) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, textarea")) continue;
    if (isPolite && parent.closest("[translate=no], .notranslate")) continue;
    const inner = document.createElement("font");
    inner.textContent = node.data.replace(/\\p{L}+/gu, (word) => `le ${[...word].reverse().join("")}`);
    const outer = document.createElement("font");
    outer.append(inner);
    node.replaceWith(outer);
  }
}"""


def translate(page: Page, *, is_polite: bool = True) -> None:
    """Translate the page as it is now; a polite browser leaves alone what says that it must not be translated."""
    page.evaluate(TRANSLATE, is_polite)


@pytest.fixture
def view(plain: PlainSitting) -> View:
    """The warm-up's third paragraph, with its core claim marked."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    return view


def test_b1_the_articles_words_stay_and_are_evidence(plain: PlainSitting, view: View):
    """B1: on a translated page words are selected, used and saved with their own offsets, and a later label too."""
    translate(plain.page)
    expect(view.panel.get_by_text(say("question"))).to_have_count(0)  # the page around the article is translated
    expect(view.paragraph(3)).to_have_text(TEXTS[3])
    expect(view.panel.locator("blockquote")).to_have_text(re.compile(CORE))
    view.drag(3, "wo people who have read its repo")
    view.root.locator("[data-do=use-words]").click()
    plain.wait_for_lines(2)
    translate(plain.page)
    assert view.evidence() == [PEOPLE]
    view.root.locator("[data-do=label][data-value=denied]").click()
    line = plain.wait_for_lines(3)[-1]
    assert (line["labels"], line["evidence"]) == (["anonymous", "denied"], [piece(3, PEOPLE)])
    expect(view.alert).to_be_hidden()


def test_b1_words_that_something_changed_are_not_taken(plain: PlainSitting, view: View):
    """B1: where an extension changes even the article, its words are no evidence, and labels are saved all the same."""
    translate(plain.page, is_polite=False)
    view.drag(3, "le elpoep le ohw")
    use = view.root.locator("[data-do=use-words]")
    expect(use).to_be_disabled()
    expect(view.root.get_by_text(say("evidence_altered")).first).to_be_visible()
    view.root.locator("[data-claim][aria-current=true]").focus()
    plain.page.keyboard.press("e")
    expect(view.live).to_have_text(say("evidence_altered"))
    plain.page.mouse.click(*centre(view))
    view.root.locator("[data-claim=c03]").first.click()
    plain.page.keyboard.press("e")
    plain.page.keyboard.press("Enter")
    expect(view.live).to_have_text(say("evidence_altered"))
    assert view.evidence() == []
    plain.page.keyboard.press("d")
    line = plain.wait_for_lines(2)[-1]
    assert line["labels"] == ["anonymous", "denied"]
    assert "evidence" not in line


def centre(view: View) -> tuple[float, float]:
    """A point in the article on no claim: a click there lets go of the words that are caught."""
    box = view.paragraph(3).bounding_box()
    assert box
    return box["x"] + box["width"] - 3, box["y"] + box["height"] - 3


def refuse(*_given: object) -> None:
    """Find no words in any text."""
    raise ValueError("not there")


def test_b1_words_that_are_not_accepted_do_not_cost_the_label(
    plain: PlainSitting, view: View, monkeypatch: pytest.MonkeyPatch
):
    """B1: if Python does not find the words in the text, the label is saved, and the words are told, in sight."""
    with monkeypatch.context() as patch:
        patch.setattr(Reading, "check_evidence", refuse)
        view.drag(3, "two people")
        view.button("use_words", words="two people").click()
        note = view.panel.get_by_text(say("evidence_left_out", n=1))
        expect(note).to_be_visible()
        expect(view.panel.locator("q")).to_have_text(["two people"])
        view.press("denied")
        expect(view.alert).to_be_hidden()
        view.expect_saved()
    assert [line["labels"] for line in plain.lines()] == [["anonymous"], ["anonymous"], ["anonymous", "denied"]]
    assert not any("evidence" in line for line in plain.lines())
    view.button("left_out_done").click()
    expect(note).to_be_hidden()
    expect(view.button("choose_words")).to_be_focused()
    view.drag(3, "two people")
    view.button("use_words", words="two people").click()
    assert plain.wait_for_lines(4)[-1]["evidence"] == [piece(3, "two people")]


def test_the_reveals_quotes_are_not_translated(plain: PlainSitting):
    """Beside the key, paragraphs, claims and both sides' quotes stay the article's words; explanations may change."""
    plain.read().mark("c03", ["anonymous"], evidence=[(3, PEOPLE)])
    plain.reveal()
    plain.wait_for_widgets(1)
    root = plain.widgets()
    root.get_by_role("button", name="Show the key").click()
    card = root.get_by_role("article")
    expect(card).to_have_count(1)
    quotes = card.locator("q").all_text_contents()
    name = card.get_by_role("heading").locator("[translate=no]").text_content()
    assert PEOPLE in quotes
    translate(plain.page)
    expect(card.get_by_text(TEXTS[3])).to_be_visible()
    assert card.locator("q").all_text_contents() == quotes
    assert card.get_by_role("heading").locator("[translate=no]").text_content() == name
