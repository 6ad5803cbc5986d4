"""Paths as people paste them: with the quotation marks, blanks or escapes that a system's “copy” puts around them."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

from kit.lesson.plain_errors import Mistake

#: Blanks, the quotation marks of Windows' “Copy as path” and of word processors, and signs that nobody sees (from
#: Windows' dialogs of properties, U+202A comes along before a path).
_AROUND = ' \t\r\n\N{NO-BREAK SPACE}\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"“”„«»'
_SINGLE_QUOTED = re.compile(r"['‘’](?P<path>.*)['‘’]", re.DOTALL)
_PYTHON_QUOTED = re.compile(r"^[rR](?=[\"'“‘])")
_ADDRESS = re.compile(r"file:(//(?P<computer>[^/]*))?(?P<path>/.*)", re.DOTALL | re.IGNORECASE)
_OF_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_OF_THE_WEB = re.compile(r"https?:[\\/]", re.IGNORECASE)
_OF_A_STORE = re.compile(r"[a-z][a-z0-9]+:[\\/]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\s()\[\]{}'\"&!$;,#*?<>|`~])")
_EXAMPLE = r'r"C:\Users\Kim\Downloads\marks.zip"'


def pasted_path(given: str | os.PathLike[str]) -> Path:
    """Return the path that was meant: as it stands where there is such a file, else as it was before it was copied.

    What does not matter: quotation marks and blanks around it, a `~`, a `file://` address with its `%20`, blanks and
    brackets escaped for a command line (`my\\ marks.zip`), and a slash at the end.

    Raises:
        ValueError: it is no path, or empty. (To Python an empty path would be the folder that it runs in.)
    """
    if not isinstance(given, str | os.PathLike):
        raise Mistake(f"A path is a text between quotation marks, such as {_EXAMPLE}, and not {given!r}.")
    text = os.fsdecode(given)
    plain = _before_it_was_copied(text)
    if not plain:
        raise Mistake(f"The path is empty. Put it between the quotation marks, such as {_EXAMPLE}.")
    ways = [os.path.expanduser(way) for way in (text, plain, _ESCAPED.sub(r"\1", plain))]  # noqa: PTH111
    return Path(next(filter(os.path.exists, ways), ways[1]))


def why_not_here(path: Path) -> str:
    """Return a sentence for an address in the web, or a path of Windows on a computer that has none; else nothing.

    On a hub, files are where the notebooks are: what lies on a teacher's own computer must be uploaded first.
    """
    if _OF_THE_WEB.match(str(path)):
        return "That is an address in the web, and nothing is fetched from there: download the file, and give its name."
    if _OF_A_STORE.match(str(path)):
        return "That is an address. Of what lies there, kit report makes a report of counts; else download it first."
    if os.name == "nt" or not _OF_WINDOWS.match(str(path)):
        return ""
    return (
        "That is a path of a Windows computer, and this runs on another one: upload the file, and give its name here."
    )


def _before_it_was_copied(text: str) -> str:
    plain = _PYTHON_QUOTED.sub("", text.strip(), count=1).strip(_AROUND)
    if quoted := _SINGLE_QUOTED.fullmatch(plain):
        plain = quoted["path"].replace(r"'\''", "'").strip(_AROUND)
    if not (address := _ADDRESS.fullmatch(plain)):
        return plain
    computer = address["computer"] or ""
    if computer.casefold() in ("", "localhost"):
        from urllib.request import url2pathname  # noqa: PLC0415 (it brings all of http and ssl along)

        return url2pathname(address["path"])
    return f"//{unquote(computer)}{unquote(address['path'])}"  # a folder of another computer
