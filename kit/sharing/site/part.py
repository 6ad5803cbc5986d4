"""A further part of a site, made by somebody else: its files, and what the start page says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: What a file of a site holds: its bytes, or a file that they are copied from.
Content = bytes | Path


@dataclass(frozen=True, slots=True)
class SitePart:
    """A part such as notebooks that run in the browser.

    `files` holds what it consists of, by its way from the site's folder (`lite/index.html`). The start page has a
    section `title` with the text `about`, and a link with the words `link` to `address`: one of these files, perhaps
    with a query behind it. The site keeps none of them for reading offline: a part does so itself, or needs a network.
    """

    title: str
    about: str
    link: str
    address: str
    files: Mapping[str, Content]
