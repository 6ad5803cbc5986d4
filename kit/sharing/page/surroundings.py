"""What a page has around it where it is one of a site, and no file of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.ui.markup import Markup

_ALONE = Path(__file__).parent / "view" / "page.js"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a page; left out, nothing does, as in a file that is handed out.

    `beginning` is HTML above the page's title, and `style` its CSS. `script` is the module that begins all that runs in
    the page. `allowed` holds more sources by directive of the page's policy (`kit.ui.page.whole_page`). `whole` is the
    address of the page that has the whole lesson, where there is one beside that of a path. With `repeats`, a key is
    locked in the same way each time: what has not changed is the same file, byte for byte.
    """

    beginning: Markup = Markup()
    style: str = ""
    script: Path = _ALONE
    allowed: Mapping[str, str] = field(default_factory=dict)
    whole: str = ""
    repeats: bool = False
