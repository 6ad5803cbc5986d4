"""What keeps a site for reading offline: a service worker, with the list of all that it keeps.

Its version is a fingerprint of these files and of the worker itself: the same site is always the same bytes, and
another one is always noticed, since a worker is renewed when its bytes change (https://www.w3.org/TR/service-workers/).
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kit.ui.javascript import without_comments

_WORKER = Path(__file__).parent / "view" / "worker.js"


def worker_script(files: Mapping[str, bytes]) -> bytes:
    """Return the worker's script, which keeps these files, given by their ways from the site's folder.

    It takes up a version only when every file is there and is the one that was made: SHA-256, in base64.
    """
    script = without_comments(_WORKER.read_text(encoding="utf-8"))
    kept = {name: b64encode(sha256(files[name]).digest()).decode("ascii") for name in sorted(files)}
    listed = json.dumps(kept, separators=(",", ":"))
    version = sha256(f"{listed}\n{script}".encode()).hexdigest()[:16]
    return f"self.SITE={{version:{json.dumps(version)},files:{listed}}};\n{script}".encode()
