"""Loops of asyncio in tests.

Where tests with a browser ran before in the same process, Playwright's loop goes on in its thread, and Python lets no
other one run there.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def apart(work: Callable[..., Result], *given: object) -> Result:
    """Call what runs a loop of its own in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *given).result()


def run_apart(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end in a thread of its own."""
    return apart(asyncio.run, coroutine)
