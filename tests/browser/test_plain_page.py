"""The plain page, and the widgets on it with their true Python behind, without Jupyter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kit.reading.reading import Reading
from kit.reading.widget import ReadingWidget
from kit.ui.plain_page import plain_page
from tests.browser.host import Host
from tests.browser.lab import until
from tests.browser.sitting import PlainSitting
from tests.browser.view import say

pytestmark = pytest.mark.browser

CORE = "the meat had thawed"  # c03, paragraph 3

# The page

HOSTILE = "</script><script>window.ran = 1</script><!-- <script> </style><img src=x onerror='window.ran = 2'>"
SCRIPT = """
// </script> <!-- <script>
const text = "</SCRIPT><!--";
window.told = [text, JSON.parse(document.getElementById("data").textContent)];
"""


@pytest.fixture
def open_file(new_context: Callable[..., BrowserContext], tmp_path: Path) -> Callable[[str], tuple[Page, list[str]]]:
    """Opens a page as a file, as from a stick, and lists what it asks for."""

    def open_one(html: str) -> tuple[Page, list[str]]:
        path, asked = tmp_path / "page.html", []
        path.write_text(html, encoding="utf-8")
        page = new_context().new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page, asked

    return open_one


def test_a_page_from_a_file_runs_its_module_and_asks_for_nothing(open_file: Callable[[str], tuple[Page, list[str]]]):
    """Script, style and data arrive as they were given, whatever they hold, and the only request is the file."""
    style = 'main { color: rgb(1, 2, 3); } main::after { content: "</style>"; }'
    page, asked = open_file(plain_page(SCRIPT, title=HOSTILE, style=style, data={"text": HOSTILE}))
    assert page.evaluate("window.told") == ["</SCRIPT><!--", {"text": HOSTILE}]
    assert page.title() == HOSTILE
    main = "(kind) => { const {color, content} = getComputedStyle(document.querySelector('main'), kind); return "
    assert page.evaluate(main + "color; }", None) == "rgb(1, 2, 3)"
    assert page.evaluate(main + "content; }", "::after") == '"</style>"'
    assert page.evaluate("window.ran ?? null") is None
    assert asked == [page.url]


@pytest.mark.parametrize(
    "attempt",
    [
        "eval('1')",
        "document.body.setAttribute('onclick', '1'); document.body.click()",
        "document.body.setAttribute('style', 'color: red')",
        "document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))",
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/a.png' }))",
        "fetch('https://example.org/').catch(() => {})",
        "new WebSocket('ws://127.0.0.1:9')",
        "import('data:text/javascript,1').catch(() => {})",
    ],
)
def test_the_page_lets_nothing_else_through(attempt: str, open_file: Callable[[str], tuple[Page, list[str]]]):
    """The policy stops what the page's own script does not need: foreign scripts, handlers, styles, and any request."""
    listen = "document.addEventListener('securitypolicyviolation', () => { window.stopped = true; });"
    page, _ = open_file(plain_page(f"{listen}\ntry {{ {attempt}; }} catch {{}}", title="T"))
    page.wait_for_function("() => window.stopped")


# The widgets on it


def test_a_mark_goes_up_and_its_acknowledgement_comes_down(plain: PlainSitting):
    """A click on the page is a line in the journal, and the page says that it is saved."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    assert [(line["claim"], line["labels"]) for line in plain.lines()] == [("c03", ["anonymous"])]


def test_a_page_that_loads_again_shows_what_python_holds(plain: PlainSitting):
    """After a reload the widgets are there again, with the marks of before and of meanwhile."""
    plain.run((2,), (3,)).view(1).mark(CORE, "anonymous")
    plain.reading.mark("c04", [])
    plain.page.reload()
    plain.wait_for_widgets(2)
    plain.view(1).expect_state(CORE, "anonymous")
    plain.view(1).expect_state("The office declined", "none")
    plain.view(1).mark(CORE, "denied")
    assert len(plain.lines()) == 3


def test_two_pages_with_a_kernel_each_share_the_journal(plain: PlainSitting, sit_plain: Callable[..., PlainSitting]):
    """What is marked on one page shows on another one of this browser, as with two notebooks."""
    other = sit_plain(beside=plain).run((3,))
    plain.run((3,)).view().mark(CORE, "denied")
    other.view().expect_state(CORE, "denied")


def test_a_dead_kernel_is_felt_at_once(plain: PlainSitting):
    """Where the line is cut, sending fails, and the page says that the answer is not saved."""
    view = plain.run((3,)).view()
    view.choose(CORE)
    plain.kernel.die()
    view.press("anonymous")
    expect(view.alert).to_contain_text(say("not_saved", n=1))
    assert plain.lines() == []


def test_a_widget_that_fails_in_python_is_not_passed_over(
    plain: PlainSitting, host: Host, faults: list[str], monkeypatch: pytest.MonkeyPatch
):
    """What goes wrong while Python hears a message, or on the page, is a fault of the test."""
    view = plain.run((3,)).view()
    view.mark(CORE, "anonymous")
    monkeypatch.setattr(Reading, "answer", lambda *_given, **_named: 1 / 0)
    view.press("denied")
    until(lambda: host.failures, "the failure is noted")
    assert "ZeroDivisionError" in host.failures.pop()
    with plain.page.expect_event("pageerror"):
        plain.page.evaluate("setTimeout(() => { throw new Error('on the page'); })")
    assert len(faults) == 1
    assert "on the page" in faults.pop()


def test_a_closed_widget_leaves_the_page(plain: PlainSitting):
    """What Python closes goes from the page; the others stay and live."""
    plain.run((2,))
    second = ReadingWidget(plain.reading, (3,))
    plain.kernel.show(second)
    plain.wait_for_widgets(2)
    second.close()
    plain.wait_for_widgets(1)
    plain.view().mark("The freezer was switched off", "sourced")


@pytest.mark.parametrize(("theme", "light"), [("light", True), ("dark", False)])
def test_the_page_follows_the_systems_colours(theme: str, light: bool, plain: PlainSitting):
    """Without Jupyter's themes the widget and the page around it are light or dark as the system is."""
    plain.theme(theme)
    plain.run((3,))
    colour = "(element) => getComputedStyle(element).color.match(/\\d+/g).map(Number)"
    assert (max(plain.widgets().evaluate(colour)) < 128) == light
    assert (max(plain.page.locator("body").evaluate(colour)) < 128) == light
