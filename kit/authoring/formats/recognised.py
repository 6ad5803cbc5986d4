"""What a file is: by how it begins, and where that does not tell, by the ending of its name."""

import re
from pathlib import PurePath

from kit.authoring.formats.source import NotTakenIn

_SAVE_AS = "Open it in its program, and save it as .docx, .pdf with text, or .txt."
#: How files begin that are no articles, and what to say of them.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"{\\rtf", "rich text"),
    (b"\xd0\xcf\x11\xe0", "locked"),
    (b"bplist00", "web archive"),
    (b"ID3", "sound or a film"),
    (b"OggS", "sound or a film"),
    (b"\x1aE\xdf\xa3", "sound or a film"),
)
_SAID = {
    "picture": "This is a picture, and text in a picture cannot be read. Copy the article's text into a .txt file, or "
    "let a text recognition (OCR) read the picture first.",
    "rich text": f"This is rich text (.rtf), which the kit does not read. {_SAVE_AS}",
    "locked": "This document is locked with a password, or is of an old kind (.doc). Open it in a word processor, "
    "save it as .docx without a password, and take that.",
    "web archive": "This is a web archive of Safari. Save the page as “Page Source” (.html), and take that.",
    "sound or a film": "This is sound or a film. Take the article's text.",
    "other document": f"This is a document of another kind than .docx, or a zip. {_SAVE_AS}",
}
_ENDINGS = {"md": "markdown", "markdown": "markdown", "html": "html", "htm": "html", "xhtml": "html"}


def format_of(content: bytes, name: str) -> str:
    """Return “pdf”, “docx”, “mhtml”, “html”, “markdown” or “text”.

    Raises:
        NotTakenIn: the file is empty, or of a kind that holds no text that could be read.
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise NotTakenIn("The file is empty. Save the article again, and look whether its text is in the file.")
    for beginning, kind in _OTHERS:
        if content.startswith(beginning) and (kind != "picture" or len(beginning) > 2 or 0 in content[:32]):
            raise NotTakenIn(_SAID[kind])
    if content[4:8] == b"ftyp":
        raise NotTakenIn(
            _SAID["picture" if content[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "sound or a film"]
        )
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if (
        re.search(rb"^MIME-Version:", content[:1000], re.MULTILINE | re.IGNORECASE)
        and b"multipart/related" in content[:2000]
    ):
        return "mhtml"
    ending = PurePath(name).suffix.lstrip(".").casefold()
    if content.startswith(b"PK"):
        if b"word/" in content or ending == "docx":
            return "docx"
        raise NotTakenIn(_SAID["other document"])
    if ending in ("pdf", "docx") and 0 in content[:2000]:
        return ending  # its own reader says that it is damaged
    return _ENDINGS.get(ending, "text")
