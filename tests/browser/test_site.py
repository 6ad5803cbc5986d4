"""A site of lessons on a host: opened once, it opens without a network; a new version never mixes with the old one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

import kit
from kit.lesson.lesson import Lesson
from kit.sharing.site import Site, site
from tests.browser.lesson_page import At
from tests.browser.site_host import FOLDER, SiteHost, hosted
from tests.lessons import ARTICLE, small_lesson

pytestmark = pytest.mark.browser

CORE = "A crack runs through the main arch"  # c02, paragraph 2
LESSON = "lessons/bridge.html"
SHOWN = "[data-when={}]:not([hidden])"


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A small lesson, with a key."""
    return small_lesson(tmp_path_factory.mktemp("lesson"))


@pytest.fixture(scope="module")
def first(bridge: Lesson) -> Site:
    """The site as it is at first."""
    return site(bridge, title="The first")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site later on: another title, and a text in which another paragraph was mended."""
    mended = ARTICLE.replace("People were surprised.", "Most people were surprised.")
    return site(small_lesson(tmp_path_factory.mktemp("later"), article=mended), title="The second")


@pytest.fixture
def host(first: Site) -> Iterator[SiteHost]:
    """A host that hands out the first site."""
    with hosted(first) as one:
        yield one


@pytest.fixture
def context(new_context: Callable[..., BrowserContext], faults: list[str], host: SiteHost) -> BrowserContext:
    """A browser; whatever it asks of anybody but the host is a fault."""
    made = new_context()
    made.on(
        "request", lambda one: None if one.url.startswith((host.address, "data:", "blob:")) else faults.append(one.url)
    )
    return made


def shows(page: Page, when: str) -> None:
    """Wait until the page says this of reading offline, and nothing else."""
    expect(page.locator(SHOWN.format(when))).to_be_visible()
    expect(page.locator("[data-when]:not([hidden])")).to_have_count(1)


def begin(context: BrowserContext, host: SiteHost) -> Page:
    """Open the start page, and wait until the site is kept."""
    page = context.new_page()
    page.goto(host.address)
    shows(page, "kept")
    return page


def at_lesson(page: Page, host: SiteHost, faults: list[str]) -> At:
    """Open the lesson."""
    return At(page, host.address + LESSON, "", faults)


def test_after_the_first_visit_it_opens_without_a_network(
    context: BrowserContext, host: SiteHost, faults: list[str]
) -> None:
    """Marked, and the host falls silent: all pages open, by links, too; the mark is there, and another one is kept."""
    page = begin(context, host)
    at = at_lesson(page, host, faults)
    at.stop(2).mark(CORE, "anonymous")
    host.is_on = False
    page.reload()
    at.ready()
    at.stop(2).expect_state(CORE, "anonymous")
    at.stop(2).mark(CORE, "denied")
    page.get_by_role("link", name="All lessons").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first")
    page.get_by_role("link", name="Worksheet").click()
    expect(page.locator("section.grid")).to_contain_text("c02")
    page.goto(f"{host.address}nowhere/at/all")
    expect(page.locator("[data-start]")).to_have_attribute("href", f"{host.address}index.html")
    page.locator("[data-start]").click()
    page.locator("a.way").click()
    at.ready()
    at.stop(2).expect_state(CORE, "anonymous", "denied")
    shows(page, "kept")
    assert len(at.lines()) == 2
    assert all(path.startswith(FOLDER) for path in host.asked)


def test_a_new_version_takes_over_when_the_page_is_opened(
    context: BrowserContext, host: SiteHost, second: Site, faults: list[str]
) -> None:
    """Whoever reads goes on in the old version, and is told; opened anew, the new one is there, with every mark."""
    page = begin(context, host)
    at = at_lesson(page, host, faults)
    at.stop(2).mark(CORE, "anonymous")
    shows(page, "kept")
    host.publish(second)
    page.reload()
    at.ready()
    shows(page, "newer")
    expect(at.stop(1).paragraph(1)).not_to_contain_text("Most people")
    page.goto(host.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second")
    shows(page, "kept")
    at = at_lesson(page, host, faults)
    expect(at.stop(1).paragraph(1)).to_contain_text("Most people")
    at.stop(2).expect_state(CORE, "anonymous")
    assert page.evaluate("caches.keys().then((names) => names.length)") == 1


def test_with_two_pages_open_the_reader_is_asked(
    context: BrowserContext, host: SiteHost, second: Site, faults: list[str]
) -> None:
    """While another page is open nothing is taken up by itself; the button does it, and the other page says so."""
    page = begin(context, host)
    at = at_lesson(context.new_page(), host, faults)
    at.stop(2).choose(CORE)
    host.publish(second)
    page.reload()
    shows(page, "newer")
    page.reload()
    shows(page, "newer")
    expect(page.get_by_role("heading", level=1)).to_have_text("The first")
    page.locator(SHOWN.format("newer")).get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The second")
    shows(at.page, "newer")
    at.stop(2).press("anonymous")
    at.stop(2).expect_saved()
    at.page.locator(SHOWN.format("newer")).get_by_role("button").click()
    expect(at.stop(1).paragraph(1)).to_contain_text("Most people")
    at.stop(2).expect_state(CORE, "anonymous")


def test_a_half_published_version_is_not_taken_up(
    context: BrowserContext, host: SiteHost, first: Site, second: Site
) -> None:
    """As long as the host mixes two versions, the old one is kept whole; once it does not, the new one comes."""
    page = begin(context, host)
    host.publish(second)
    host.files[LESSON] = first.files[LESSON]  # type: ignore[assignment]
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update()).catch(() => {})")
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((one) => !one.installing)")
    page.reload()
    shows(page, "kept")
    host.is_on = False
    page.goto(host.address + LESSON)
    expect(page.locator("[data-paragraph='1']").first).not_to_contain_text("Most people")
    host.is_on = True
    host.publish(second)
    page.goto(host.address)
    shows(page, "newer")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("The second")


def test_a_host_that_shortens_addresses(context: BrowserContext, host: SiteHost, faults: list[str]) -> None:
    """Where a host sends readers from page.html on to page, both addresses open without a network."""
    host.is_brief = True
    page = begin(context, host)
    host.is_on = False
    for address in (LESSON, LESSON.removesuffix(".html")):
        at = At(page, host.address + address, "", faults)
        expect(at.stop(1).paragraph(1)).to_contain_text("The bridge has been closed")


def test_an_address_that_leads_nowhere_leads_back(context: BrowserContext, host: SiteHost) -> None:
    """However deep it lies, the host's page for a wrong address leads to the start page."""
    page = context.new_page()
    page.goto(f"{host.address}lessons/deep/down/bridge.html")
    link = page.locator("[data-start]")
    expect(link).to_have_attribute("href", f"{host.address}index.html")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first")


def test_without_a_service_worker_pages_say_so_and_work(
    new_context: Callable[..., BrowserContext], host: SiteHost, first: Site, tmp_path: Path, faults: list[str]
) -> None:
    """From plain http, in a browser that keeps no site, and as files of a folder: each says what is the case."""
    without = {
        "insecure": "Object.defineProperty(window, 'isSecureContext', { value: false });"
        "Object.defineProperty(navigator, 'serviceWorker', { value: undefined });",
        "not_kept": "navigator.serviceWorker.register = () => Promise.reject(new DOMException('', 'SecurityError'));",
    }
    for when, script in without.items():
        context = new_context()
        context.add_init_script(script)
        at = At(context.new_page(), host.address + LESSON, "", faults)
        shows(at.page, when)
        at.stop(2).mark(CORE, "anonymous")
        at.page.reload()
        at.stop(2).expect_state(CORE, "anonymous")
    folder = first.write(tmp_path / "site").folder
    page = new_context().new_page()
    page.goto((folder / "index.html").as_uri())
    shows(page, "file")
    page.locator("a.way").click()
    shows(page, "file")
    page.get_by_role("link", name="All lessons").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The first")


def test_the_pages_of_a_site_are_accessible(new_context: Callable[..., BrowserContext]) -> None:
    """By axe, on a phone, in both themes: start page with all that it can show, lost page, and above a lesson; nothing
    stands beyond the side."""
    made = site([kit.open_lesson("skate-hall"), kit.open_lesson("inner-circle")], ["first", "short"], key_sheets=True)
    with hosted(made) as host:
        for scheme, addresses in (("light", ("", "lessons/skate-hall_first.html")), ("dark", ("", "404.html"))):
            page = new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme).new_page()
            for address in addresses:
                page.goto(host.address + address)
                page.eval_on_selector_all("[data-when]", "(lines) => lines.forEach((line) => (line.hidden = false))")
                found = Axe().run(page)
                assert found.violations_count == 0, (address, found.generate_report())
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
