"""The files of a lesson as texts: written whole or not at all, and never over what another program wrote."""

from collections.abc import Mapping
from pathlib import Path

from kit.lesson.article_file import FILE as ARTICLE_FILE
from kit.lesson.faults import Fault, LessonFaults
from kit.lesson.file_text import text_of
from kit.lesson.files import GUIDE_FILE, KEY_FILE
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.written_together import content_of, finish, is_there, of_one_moment, write_together

FILES = (ARTICLE_FILE, KEY_FILE, GUIDE_FILE)
_MARK = b"\xef\xbb\xbf"

#: The files that there are, by name, with line ends `\n`.
Texts = Mapping[str, str]


class ChangedMeanwhile(SaidPlainly, RuntimeError):
    """Another program has written a file since it was read; `files` are the names of those that are other ones now."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self.files = files
        super().__init__(f"{', '.join(files)}: changed by another program.")


class LessonFiles:
    """The files of a lesson in `folder`, as they were when they were last read or written here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, bytes] = {}
        self._read: dict[str, bytes] = {}

    def read(self) -> dict[str, str]:
        """Read all files anew, and return their texts. Until they are taken (`take`), nothing is written over them.

        Raises:
            LessonFaults: there is no article, or a file is no text.
        """
        faults: list[Fault] = []
        finish(self.folder)  # what another sitting was writing when it ended
        self._read = self._on_disk()
        texts = {name: text_of(content, name, faults) or "" for name, content in self._read.items()}
        if ARTICLE_FILE not in texts:
            faults.append(Fault(ARTICLE_FILE, 0, "There is no such file.", f"Put it into {self.folder}."))
        if faults:
            raise LessonFaults(self.folder.name, faults)
        return texts

    def take(self) -> None:
        """Go on from the files as they were read last."""
        self._known = dict(self._read)

    def changed(self) -> tuple[str, ...]:
        """Return the names of the files that another program has written, made or taken away since."""
        there = self._on_disk()
        return tuple(name for name in FILES if there.get(name) != self._known.get(name))

    def write(self, texts: Mapping[str, str | None]) -> None:
        """Write these files; None takes one away. All of them or none, and at once for whoever reads.

        Raises:
            ChangedMeanwhile: another program has written a file since it was read; nothing is written.
            NotWritten: the disk does not take it; the files are as they were.
        """
        if changed := self.changed():
            raise ChangedMeanwhile(changed)
        contents = {name: None if text is None else self._bytes(name, text) for name, text in texts.items()}
        write_together(self.folder, contents)
        for name, content in contents.items():
            if content is None:
                self._known.pop(name, None)
            else:
                self._known[name] = content

    def _bytes(self, name: str, text: str) -> bytes:
        """A text with the line ends and the byte order mark that its file has."""
        known = self._known.get(name, b"")
        content = (text.replace("\n", "\r\n") if b"\r\n" in known else text).encode("utf-8")
        return _MARK + content if known.startswith(_MARK) else content

    def _on_disk(self) -> dict[str, bytes]:
        def read() -> dict[str, bytes]:
            places = {name: self.folder / name for name in FILES}
            return {name: content_of(place) for name, place in places.items() if is_there(place)}

        return of_one_moment(self.folder, FILES, read)
