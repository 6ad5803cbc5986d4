"""The notebooks of a site in JupyterLite, whose Python comes from the site: read, marked, reloaded, handed in."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect

import kit
from kit.marks.lines import from_line, to_line
from kit.sharing.jupyterlite import pyodide as pyodide_module
from kit.sharing.jupyterlite.make import jupyterlite
from tests.browser.chromium import ARGUMENTS, find_or_get
from tests.browser.pyodide_folder import pyodide_folder
from tests.browser.site_host import FOLDER, SiteHost, hosted
from tests.browser.test_accessible import axe
from tests.lessons import KEY, write_lesson

#: Milliseconds until Python has started and all cells have run: here in 15 seconds, on a busy machine in a minute.
START = 150_000
READY = """() => document.querySelector(".cbc-reader-page [data-claim]")
  && !document.querySelector(".cbc-reader-line:not([hidden])")"""
SECRET = "Nobody but the key says this sentence."
WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope).sort())"


@pytest.fixture(scope="module")
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteHost]:
    """A host for the site of a lesson of one's own, without its key, and with all that its notebooks run on."""
    python = pyodide_folder(request.config.cache.mkdir("pyodide"), PYODIDE_VERSION)
    key = KEY.replace("The article says it in its own voice.", SECRET)
    lesson = write_lesson(tmp_path_factory.mktemp("own") / "bridge", key=key)
    assert SECRET in kit.open_lesson(lesson).key["c01"].why
    lite = jupyterlite([lesson], self_hosted=python)
    assert "pandas" in lite.lacks
    with hosted(kit.site(kit.open_lesson(lesson), parts=[lite.part])) as host:
        yield host


def wait_until_ready(page: Page) -> Locator:
    """Wait until the notebook has run by itself, and return its first stop; a start that stalls is tried once more."""
    try:
        page.wait_for_function(READY, timeout=START)
    except TimeoutError:
        page.reload()
        page.wait_for_function(READY, timeout=START)
    return page.locator(".cbc").first


def test_a_lesson_is_read_and_marked_without_a_server(
    host: SiteHost, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """From the start page to an answer that is there after a reload, and is handed in as Jupyter's are; nobody else is
    asked for anything, and what keeps the site for reading offline goes on doing so."""
    context = new_context(viewport={"width": 1366, "height": 625})
    elsewhere: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url))
    page = context.new_page()
    page.goto(host.address)
    expect(page.get_by_text("This site is kept in your browser")).to_be_visible()
    page.get_by_role("link", name="To the notebooks").click()
    page.get_by_role("link", name="01").click()
    stop = wait_until_ready(page)
    expect(page.locator(".jp-OutputArea-output").first).to_contain_text("are kept in this browser, on this computer")
    stop.get_by_role("button", name="Anonymous").click()
    expect(stop.get_by_text(re.compile("^Saved "))).to_be_visible()
    expect(stop.get_by_role("button", name="Next open claim: paragraph 2")).to_be_visible()
    page.reload()
    stop = wait_until_ready(page)
    expect(stop.get_by_role("button", name="Anonymous")).to_have_attribute("aria-pressed", "true")
    stop.get_by_role("button", name="More").click()
    stop.get_by_role("button", name="This computer").click()
    with page.expect_download() as download:
        stop.get_by_role("button", name="Download my answers").click()
    journal = tmp_path / download.value.suggested_filename
    download.value.save_as(journal)
    (line,) = journal.read_bytes().splitlines(keepends=True)
    assert to_line(from_line(line)) == line
    annotations = kit.collect(tmp_path).annotations
    assert annotations[["lesson", "claim", "labels", "phase"]].values.tolist() == [
        ["bridge", "c01", "anonymous", "own"]
    ]
    assert page.evaluate(WORKERS) == [host.address, f"{host.address}lite/"]
    assert [url for url in elsewhere if not url.startswith((host.address.removesuffix(FOLDER), "blob:", "data:"))] == []


def test_the_site_holds_nothing_of_a_key_that_is_not_to_be_there(host: SiteHost) -> None:
    """No file of the site is a key, or holds a sentence of one."""
    assert [name for name, data in host.files.items() if SECRET.encode() in data] == []
    assert [name for name in host.files if name.endswith("key.yaml")] == []


def test_where_a_browser_keeps_no_files_the_door_says_so(host: SiteHost, browser: Browser) -> None:
    """Under a name of the school's own network, without https: it is said before a notebook is opened."""
    rules = "--host-resolver-rules=MAP school.test 127.0.0.1, MAP * ~NOTFOUND"
    arguments = [one for one in ARGUMENTS if "host-resolver-rules" not in one]
    other = browser.browser_type.launch(executable_path=find_or_get(), args=[*arguments, rules])
    page = other.new_page()
    page.goto(f"http://school.test:{host.server.server_port}{FOLDER}lite/index.html")
    expect(page.get_by_role("alert")).to_contain_text("What you mark here would be lost")
    expect(page.get_by_text("is kept in this browser, on this computer")).to_be_hidden()
    assert axe(page, "door") == []
    other.close()


def test_the_published_packages_are_those_of_pyodide(request: pytest.FixtureRequest) -> None:
    """What the kit has noted of each package is what the list of that very version says, to the letter."""
    known = json.loads(Path(pyodide_module.__file__).with_name("pyodide.json").read_bytes())
    python = pyodide_folder(request.config.cache.mkdir("pyodide"), known["version"])
    listed = json.loads((python / "package" / "pyodide-lock.json").read_bytes())
    assert known["info"] == listed["info"]
    assert known["packages"] == {name: listed["packages"][name] for name in known["packages"]}
    needed = {need.lower() for about in known["packages"].values() for need in about["depends"]}
    assert needed | {"micropip", "pandas", "matplotlib"} <= set(known["packages"])
