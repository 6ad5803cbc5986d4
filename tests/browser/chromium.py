"""Finds a Chromium, Chrome or Edge on this machine, else gets one, else says how to get one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
HOW_TO_GET_ONE = (
    "No browser was found for the browser tests, and none could be installed. Install Chromium, Chrome or Edge "
    "(Debian or Ubuntu: sudo apt-get install chromium), or set CLAIM_BY_CLAIM_BROWSER to the program's path; "
    "then run the tests again."
)
#: What Playwright switches off (this list takes the place of its own), and two pages that each window would draw for
#: its address bar: with a window a test, they took a tenth of the suite's processor time.
_OFF = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]
#: Quiet, offline, and without the parts that need a screen.
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_OFF)}",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


class NoBrowser(RuntimeError):
    """There is no browser, and none could be had."""


def find_or_get() -> str:
    """Return the path of a browser, installing one where that is possible; of several processes one does, others wait.

    Raises:
        NoBrowser: there is none; the text says how to get one.
    """
    with FileLock(Path(tempfile.gettempdir()) / "claim-by-claim-browser.lock"):
        found = find()
        for get in () if found else (_from_playwright, _from_apt):
            get()
            found = find()
            if found:
                break
    if not found:
        raise NoBrowser(HOW_TO_GET_ONE)
    return found


def find() -> str | None:
    """Return the path of a browser that is already here, or None."""
    return next((path for path in _candidates() if path and Path(path).is_file()), None)


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("CLAIM_BY_CLAIM_BROWSER")
    yield from map(shutil.which, NAMES)
    yield from (str(Path(place).expanduser()) for place in PLACES)
    yield _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _from_playwright() -> None:
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _from_apt() -> None:
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        _run("apt-get", "update", "--quiet")
        _run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core")


def _run(*command: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, timeout=900, env=environment, stdin=subprocess.DEVNULL)
