"""The plain page: one HTML file with one module, its style and its data, that asks nobody for anything."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

_STYLE = (Path(__file__).parent / "plain_page.css").read_text(encoding="utf-8")
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main></main>
<script type="application/json" id="data">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def plain_page(
    script: str,
    *,
    title: str,
    language: str = "en",
    style: str = "",
    data: Any = None,
    allowed: Mapping[str, str] | None = None,
) -> str:
    """Return a page as HTML: an empty `main`, the data as JSON in the element with the id `data`, and the script.

    A content security policy lets only this script and this style through, no request, no inline handler and no `eval`;
    it holds for a file on a stick as for a page of a server (https://www.w3.org/TR/CSP3/, hashes in 6.7.3.3).

    Args:
        script: an ES module that imports nothing, such as `kit.ui.joiner.join` returns.
        title: the page's title.
        language: the code of the language that the page is in, such as `en`.
        style: CSS, behind the page's own.
        data: what the script reads, as JSON holds it.
        allowed: more sources by directive of the policy, for a page that talks to somebody:
            `{"connect-src": "ws://127.0.0.1:8000"}`.
    """
    script = re.sub(r"<(?=/script|!--)", r"\\x3C", f"\n{script}", flags=re.IGNORECASE)
    style = re.sub(r"<(?=/style)", r"\\3C ", f"\n{_STYLE}{style}", flags=re.IGNORECASE)
    sources = {"default-src": "'none'", "script-src": _hash(script), "style-src": _hash(style), "img-src": "data:"}
    for directive, more in (allowed or {}).items():
        sources[directive] = f"{sources.get(directive, '')} {more}".strip()
    return _PAGE.format(
        language=escape(language),
        policy=escape("; ".join(f"{directive} {source}" for directive, source in sources.items())),
        title=escape(title),
        style=style,
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        script=script,
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"
