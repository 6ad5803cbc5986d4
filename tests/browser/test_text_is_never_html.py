"""Text is never HTML: whatever a lesson or a reader writes shows as it is written, and nothing of it runs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import Notebook, Server, until
from tests.browser.sitting import PlainSitting, Sitting
from tests.browser.view import say

pytestmark = pytest.mark.browser

EVIL = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><svg onload='window.ran = 3'></svg>"
    "</textarea></p><b>bold</b><iframe srcdoc='<script>parent.ran = 4</script>'></iframe>"
    "<a href='javascript:window.ran = 5'>link</a> &lt;u&gt; &amp; {{constructor}} ${window.ran = 6} <!-- --> ]]>"
)
IN_MARKDOWN = re.sub(r"([<{}\]&])", r"\\\1", EVIL)
#: What the fields of a lesson let through: a tag that is not closed, and would end with whatever stands behind it.
UNCLOSED = '<img src=x onerror="window.ran = 7" alt='
ARTICLE = f"""\
---
lesson: evil
title: '{UNCLOSED}'
language: en
codebook: 1
credit: '{UNCLOSED}'
licence: '{UNCLOSED}'
date_line: '{UNCLOSED}'
notice: '{UNCLOSED}'
content_note: '{UNCLOSED}'
whos_who:
  - {{name: '{UNCLOSED}', who: '{UNCLOSED}'}}
points:
  - '{UNCLOSED}'
---

## A title {UNCLOSED}

Before {IN_MARKDOWN} it [we read {IN_MARKDOWN} here]{{#c01 .core}}, said somebody.
"""
EXPECTED = f"Before {EVIL} it we read {EVIL} here, said somebody."


def assert_nothing_ran(page: Page) -> None:
    """No script of a text has run, and no element of a text was made."""
    assert page.evaluate("() => window.ran ?? null") is None
    made = "b, iframe, img, svg, script, a, u"
    assert page.locator(".cbc").locator(made).count() == 0
    assert page.locator(".cbc-static").locator(made).count() == 0


def test_text_of_a_lesson_and_of_a_reader(sit_alone: Callable[..., Sitting], lab: Server):
    """Scripts in a lesson and in answers show and never run: in the widget, in a trusted and in a foreign copy."""
    sitting = sit_alone((1,), lesson=lab.write_lesson("evil", ARTICLE))
    view, page = sitting.view(), sitting.page
    page.evaluate("() => { window.ran = null; }")
    expect(view.paragraph(1)).to_have_text(EXPECTED, use_inner_text=False)
    view.choose("we read")
    expect(view.panel).to_contain_text(EVIL)
    view.press("anonymous")
    view.field("who").fill(EVIL[:200])
    view.field("reason").fill(EVIL)
    view.drag(1, "aid someb")
    view.button("use_words", words="said somebody").click()
    sitting.wait_for_line(lambda line: line.get("reason") == EVIL and "evidence" in line, "the whole answer")
    view.look_up("reference_who")
    expect(view.panel).to_contain_text(UNCLOSED)
    view.button("back_to_claim").click()
    expect(view.field("reason")).to_have_value(EVIL)
    copy = page.locator(".jp-OutputArea-output", has_text="A copy to read").last
    expect(copy).to_contain_text(f"anonymous · {EVIL[:200]}")
    assert_nothing_ran(page)
    sitting.notebook.save()
    saved = sitting.server.notebooks / sitting.notebook.name
    until(lambda: "anonymous</strong> · " in saved.read_text(encoding="utf-8"), "the copy is saved")
    sitting.server.stop_kernels(sitting.notebook.name)
    sitting.notebook.reopen()
    expect(copy).to_be_visible()
    expect(copy).to_contain_text(EXPECTED)
    assert_nothing_ran(page)
    foreign = lab.notebooks / "foreign.ipynb"
    foreign.write_text(
        saved.read_text(encoding="utf-8").replace("import kit", "import kit  # changed"), encoding="utf-8"
    )
    Notebook(page, lab, foreign.name)
    expect(page.locator(".jp-RenderedHTML:not(.jp-mod-trusted)", has_text="A copy to read")).to_contain_text(EXPECTED)
    assert_nothing_ran(page)
    lab.stop_kernels(foreign.name)


def test_evil_reader_code_is_refused_as_text(plain: PlainSitting):
    """A reader code with markup is refused, and the refusal shows the markup as text."""
    view = plain.run((3,)).view()
    view.look_up("reference_account")
    view.root.get_by_label(say("switch_label")).fill("<img src=x onerror='window.ran=9'>")
    view.button("switch").click()
    expect(view.panel).to_contain_text("<img src=x onerror=")
    assert_nothing_ran(plain.page)
