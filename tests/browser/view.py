"""One widget on the page, handled as a reader does: by what it says, with mouse and keys."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from kit.ui.words import words

WORDS = words("en")
#: Where something is said, behind the labels.
STEP_OF = {"who": "words", "evidence": "words", "reason": "why", "sure": "sure", "pass_on": "pass_on"}


def say(key: str, **values: Any) -> str:
    """Return one of the widget's own texts."""
    texts = WORDS["widget"]
    chosen = texts.get(f"{key}_one") if values.get("n") == 1 else None
    return str(chosen or texts[key]).format(**values)


class View:
    """One view of the reading widget. `root` is its element."""

    def __init__(self, root: Locator) -> None:
        self.root, self.page = root, root.page
        self.alert = root.get_by_role("alert")
        self.status = root.get_by_role("status").first
        self.panel = root.get_by_role("complementary")
        self.live = root.locator("[aria-live=polite]")

    def claim(self, words_of_it: str) -> Locator:
        """The claim in the text that begins with a piece that has these words."""
        return self.root.locator("[data-claim][role=button]", has_text=words_of_it)

    def label(self, name: str) -> Locator:
        """The button of a label: sourced, anonymous, denied or none."""
        group = self.root.get_by_role("group", name=say("question"))
        return group.get_by_role("button", name=re.compile(f"^{say(f'label_{name}')}"))

    def button(self, key: str, **values: Any) -> Locator:
        """The button with this text of the interface; its step is opened where it is not."""
        for beginning, step in STEP_OF.items():
            if key.startswith(f"{beginning}_"):
                self.step(step)
        return self.root.get_by_role("button", name=say(key, **values), exact=True)

    def look_up(self, name: str) -> None:
        """Open a page of the menu: `reference_codebook`, `reference_who` or `reference_account`."""
        self.button("menu").click()
        self.button(name).click()

    def step(self, name: str) -> None:
        """Open one of the steps behind the labels, where it is not open: words, why, sure, pass_on."""
        tab = self.root.locator(f"[data-do=step][data-value={name}]")
        tab.wait_for(state="attached")  # a view that is not drawn yet has no step that could be open
        if tab.get_attribute("aria-expanded") == "false" and tab.is_visible():
            tab.click()

    def field(self, name: str) -> Locator:
        """The field for `who` or `reason`; its step is opened where it is not."""
        self.step(STEP_OF[name])
        return self.root.get_by_role("textbox", name=say(f"{name}_title"))

    def paragraph(self, number: int) -> Locator:
        """The text of a paragraph."""
        return self.root.locator(f"[data-paragraph='{number}']")

    def choose(self, words_of_it: str) -> None:
        """Click a claim in the text."""
        self.claim(words_of_it).click()
        expect(self.claim(words_of_it)).to_have_attribute("aria-current", "true")

    def press(self, *labels: str) -> None:
        """Click labels, one after the other."""
        for name in labels:
            self.label(name).click()

    def mark(self, words_of_it: str, *labels: str) -> None:
        """Click a claim and its labels, and wait until that is saved."""
        self.choose(words_of_it)
        self.press(*labels)
        self.expect_saved()

    def expect_saved(self) -> None:
        """Wait until the widget says that everything is saved, and has nothing newer to say."""
        expect(self.status).not_to_have_attribute("aria-busy", "true")
        expect(self.status).to_contain_text(say("saved", time=""))
        expect(self.alert).to_be_hidden()

    def expect_pressed(self, *labels: str) -> None:
        """Wait until exactly these labels are pressed."""
        for name in ("sourced", "anonymous", "denied", "none"):
            expect(self.label(name)).to_have_attribute("aria-pressed", str(name in labels).lower())

    def expect_state(self, words_of_it: str, *labels: str) -> None:
        """Wait until the claim in the text is described with exactly these labels, or as not marked."""
        chips = ", ".join(say(f"chip_{name}") for name in labels)
        said = say("state_marked", labels=chips) if labels else say("state_open")
        expect(self.claim(words_of_it)).to_have_accessible_description(re.compile(re.escape(said)))

    def drag(self, number: int, caught: str) -> None:
        """Drag the mouse over exactly these letters of a paragraph, which may begin and end within words."""
        start, end = self.paragraph(number).evaluate(
            """(text, caught) => {
              text.scrollIntoView({block: "center"});
              const at = text.textContent.indexOf(caught);
              const letter = (index) => {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(), left = index; node; node = walker.nextNode()) {
                  if (left < node.data.length) {
                    const range = document.createRange();
                    range.setStart(node, left);
                    range.setEnd(node, left + 1);
                    return range.getClientRects()[0];
                  }
                  left -= node.data.length;
                }
              };
              const first = letter(at), last = letter(at + caught.length - 1);
              return [[first.left + 1, (first.top + first.bottom) / 2], [last.right - 1, (last.top + last.bottom) / 2]];
            }""",
            caught,
        )
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
        mouse.move(*end, steps=3)
        mouse.up()

    def evidence(self) -> list[str]:
        """Return the quotes that the panel lists."""
        return self.panel.locator("q").all_text_contents()
