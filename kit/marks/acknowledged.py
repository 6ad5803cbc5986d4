"""What a service has acknowledged of a journal: a note beside it, so that a restart goes on where the last one ended.

The note holds no answer: how far the journal is acknowledged, a hash of the last line before that place, to whom it was
sent, and how many lines were refused. Where it is lost, torn or of another journal, everything is sent once more, which
is harmless: the service knows what it has.
"""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from kit.lesson.write_file import write_file
from kit.marks.folder import SENT_SUFFIX, file_mode


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """How far a journal is acknowledged.

    `to` is the place, in bytes, up to which each line was answered; `start` and `digest` are where the last of these
    lines begins, and its SHA-256; `refused` is how many of them the service could not take.
    """

    service: str
    user: str
    to: int = 0
    start: int = 0
    digest: str = ""
    refused: int = 0

    def after(self, line: bytes, *, refused: bool = False) -> "Acknowledged":
        """Return how far it is once the next line is answered, too."""
        end, digest = self.to + len(line), sha256(line.strip()).hexdigest()
        return Acknowledged(self.service, self.user, end, self.to, digest, self.refused + refused)

    def after_blank(self, line: bytes) -> "Acknowledged":
        """Return how far it is behind a blank line, which nobody sends."""
        return replace(self, to=self.to + len(line))

    def is_of(self, journal: BinaryIO) -> bool:
        """Whether the line before the place stands in this journal where it stood."""
        journal.seek(self.start)
        return sha256(journal.read(self.to - self.start).strip()).hexdigest() == self.digest


def note_of(journal: Path) -> Path:
    """Return the path of a journal's note."""
    return journal.with_name(f".{journal.stem}{SENT_SUFFIX}")


def acknowledged(journal: Path, service: str, user: str) -> Acknowledged:
    """Return how far a journal was acknowledged by this service for this user; from its beginning, where in doubt.

    Raises:
        OSError: the journal cannot be read.
    """
    nothing = Acknowledged(service, user)
    try:
        noted = Acknowledged(**json.loads(note_of(journal).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        return nothing
    are_places = type(noted.start) is type(noted.to) is type(noted.refused) is int and 0 <= noted.start <= noted.to
    if not are_places or (noted.service, noted.user) != (service, user):
        return nothing
    with journal.open("rb") as file:
        return noted if noted.is_of(file) else nothing


def remember(journal: Path, noted: Acknowledged) -> None:
    """Keep how far a journal is acknowledged.

    Raises:
        OSError: the note cannot be written; what it would say is sent again the next time.
    """
    note = json.dumps(asdict(noted)).encode()
    write_file(note_of(journal), note, replace=True, mode=file_mode(journal.parent))
