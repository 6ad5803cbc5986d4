"""Web pages that a browser saved as one file (.mhtml): the page stands in it as in an e-mail, beside its pictures."""

from email import message_from_bytes
from email.message import Message

from kit.authoring.formats.encodings import text_of_bytes
from kit.authoring.formats.source import NotTakenIn, Source
from kit.authoring.formats.web_page import read_web_page


def read_single_file_page(content: bytes) -> Source:
    """Return the blocks of the page (`kit.authoring.formats.web_page`).

    Raises:
        NotTakenIn: there is no page in the file.
    """
    parts = (part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html")
    for part in parts:
        return read_web_page(text_of_bytes(_bytes_of(part))[0])
    raise NotTakenIn("There is no web page in this file. Save the page as “Web page, HTML only”, and take that.")


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
