"""The benchmarks drive the same browser and JupyterLab as the browser tests."""

from tests.browser.conftest import browser, lab, page  # noqa: F401 (fixtures)
