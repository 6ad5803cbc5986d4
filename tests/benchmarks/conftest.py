"""The benchmarks drive the same browser and JupyterLab as the browser tests."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser window of its own."""
    return new_context().new_page()
