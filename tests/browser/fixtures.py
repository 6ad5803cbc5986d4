"""The browser, the Jupyter server and the open JupyterLab that all tests share: one of each for a whole run."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_or_get
from tests.browser.lab import STEP_MS, Server, Workbench

SIZE = {"width": 1300, "height": 900}

expect.set_options(timeout=STEP_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the run fails and says how to get it."""
    path = find_or_get()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Jupyter server, with JupyterLab and Notebook 7."""
    server = Server(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def workbench(browser: Browser, lab: Server) -> Iterator[Workbench]:
    """A JupyterLab in which the tests that need no window of their own open their notebooks."""
    context = browser.new_context(viewport=SIZE)
    yield Workbench(context.new_page(), lab)
    context.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers with storage of their own, and closes them."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(**({"viewport": SIZE} | options)))
        return contexts[-1]

    yield open_one
    for context in contexts:
        context.close()
