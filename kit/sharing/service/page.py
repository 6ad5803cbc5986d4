"""The page of the service: a teacher sees who has sent answers, and downloads a class."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from kit.sharing.service.access import InBrowser, Turned
from kit.sharing.service.configuration import TEACHERS
from kit.sharing.service.handlers import Answering, Service
from kit.sharing.service.store import Kept
from kit.ui.markup import Markup, table
from kit.ui.page import whole_page
from kit.ui.words import FALLBACK, words

_TEMPLATE = Path(__file__).with_name("classes.html.jinja")
_STYLE = Path(__file__).with_name("classes.css")
_UNITS = {"days": timedelta(days=1), "hours": timedelta(hours=1), "minutes": timedelta(minutes=1)}


class _Class(NamedTuple):
    name: str
    title: str
    address: str
    table: Markup
    refused: str


class ClassesPage(Answering, InBrowser):
    """What a teacher's browser shows first."""

    def turn_away(self) -> None:
        """Send whom the hub does not know to its log-in, and back again."""
        if self.request.headers.get("Authorization"):
            raise Turned(403, words()("marks_service.no_token"))
        self.redirect(self.get_login_url())

    async def get(self) -> None:
        """Show the classes that the teacher may collect."""
        names = self.asked.classes
        if self.asked.collects_all:
            names = [name for name in await self.service.classes.names() if not name.endswith(TEACHERS)]
        classes = [await _class(name, self.service) for name in names]
        say = words()
        title, style = say("marks_service.title"), _STYLE.read_text(encoding="utf-8")
        self.finish(whole_page(_TEMPLATE, title=title, language=FALLBACK, style=style, say=say, classes=classes))


async def _class(name: str, service: Service) -> _Class:
    students = await service.classes.students(name)
    kept = await asyncio.to_thread(service.store.kept_of, students)
    title = words()("marks_service.students", name=name, n=len(students), sent=len(kept))
    rows = [_row(student, kept.get(student), service.waiting.get(student, 0)) for student in students]
    head = [words()(f"marks_service.{column}") for column in ("student", "lines", "last", "waiting")]
    not_taken = [f"{student} ({service.refused[student]:,})" for student in students if student in service.refused]
    refused = words()("marks_service.refused", students=", ".join(not_taken)) if not_taken else ""
    return _Class(name, title, f"classes/{quote(name, safe='')}.zip", table(title, head, rows, (1, 3)), refused)


def _row(student: str, kept: Kept | None, waiting: int) -> list[object]:
    nothing = words()("marks_service.none")
    if kept is None:
        return [student, nothing, nothing, waiting or nothing]
    return [student, f"{kept.lines:,}", ago(datetime.now(UTC) - kept.last), waiting or nothing]


def ago(time: timedelta) -> str:
    """Return how long ago something was: a server cannot know what time of day it is where a teacher sits."""
    for name, unit in _UNITS.items():
        if (number := time // unit) > 0:  # a clock may have been set back
            return words()(f"marks_service.{name}", n=number)
    return words()("marks_service.just_now")
