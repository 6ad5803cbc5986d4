"""Whole pages: one HTML file each, made from a template, that asks nobody for anything.

Templates are Jinja2's, and inherit `page.html.jinja` of this room, whose block `body` they fill in. Whatever they show
is escaped, unless it is `kit.ui.markup.Markup`.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.lesson.write_file import write_file
from kit.ui.markup import Markup, text
from kit.ui.tokens import page_properties

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, repr=False)
class MadePage:
    """A page that was made and is not written yet: `html` is the whole file, `title` its title."""

    html: str
    title: str

    def save(self, path: str | Path, *, replace: bool = False) -> Path:
        """Write the page to a file and return its path.

        Raises:
            AlreadyThere: there is such a file already, and `replace` is not set; it is left as it is.
            OSError: the file cannot be written.
        """
        return write_file(path, self.html.encode("utf-8"), replace=replace)

    def __repr__(self) -> str:
        return f"{self.title}. Write it to a file with .save(path)."


def whole_page(
    template: Path,
    *,
    title: str,
    language: str,
    style: str,
    script: Markup | None = None,
    more_scripts: Sequence[Markup] = (),
    allowed: Mapping[str, str] | None = None,
    **parts: Any,
) -> str:
    """Return a page as HTML.

    A content security policy lets only these scripts and this style through, no request, no inline handler and no
    `eval`; it holds for a file on a stick as for a page of a server (https://www.w3.org/TR/CSP3/, hashes in 6.7.3.3).

    Args:
        template: the template's file.
        title: the page's title.
        language: the code of the language that the page is in, such as `en`.
        style: the page's CSS, behind the properties of `kit.ui.tokens`.
        script: the script that may run, as it stands in the template.
        more_scripts: others that may run, as they stand in the template or are put into the page later.
        allowed: more sources by directive of the policy, for a page that talks to somebody:
            `{"connect-src": "ws://127.0.0.1:8000"}`.
        parts: what else the template shows.

    Raises:
        jinja2.TemplateError: the template is faulty, or asks for a part that it was not given.
    """
    style = re.sub(r"<(?=/style)", r"\\3C ", f"\n{page_properties()}{style}", flags=re.IGNORECASE)
    sources = {"default-src": "'none'", "style-src": _hash(style), "img-src": "data:"}
    sources |= {"base-uri": "'none'", "form-action": "'none'"}
    scripts = [one for one in (script, *more_scripts) if one is not None]
    sources |= {"script-src": " ".join(map(_hash, scripts))} if scripts else {}
    for directive, more in (allowed or {}).items():
        sources[directive] = f"{sources.get(directive, '')} {more}".strip()
    parts |= {"title": title, "language": language, "style": Markup(style), "script": script}
    parts["policy"] = "; ".join(f"{directive} {source}" for directive, source in sources.items())
    return _environment(template.parent).get_template(template.name).render(parts)


def script_text(script: str) -> Markup:
    """Return a script as it may stand in a page, whatever its strings and comments hold."""
    return Markup(re.sub(r"<(?=/script|!--)", r"\\x3C", f"\n{script}", flags=re.IGNORECASE))


def piece(template: Path, **parts: Any) -> Markup:
    """Return a piece of a page, made from a template that inherits nothing.

    Raises:
        jinja2.TemplateError: the template is faulty, or asks for a part that it was not given.
    """
    return Markup(_environment(template.parent).get_template(template.name).render(parts))


@cache
def _environment(room: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader([room, TEMPLATES]),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    """What no page may hold is left out of everything that a template shows; None is nothing."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else text(value)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"
