"""The benchmarks drive the same browser and JupyterLab as the browser tests."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import browser, lab, new_context  # noqa: F401 (fixtures)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:  # noqa: F811 (a fixture is asked for by its name)
    """A page in a browser window of its own."""
    return new_context().new_page()
