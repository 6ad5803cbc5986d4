"""What can be asked of the service: a student's lines, a class, and the deletion of a student's data.

POST    lines                    lines of a journal, one or many: each is answered by itself
GET     lines                    the lines of whoever asks
GET     classes/NAME.zip         a class, as `kit collect` reads it
GET     classes/NAME/lines       its lines as JSON; with `?after=NUMBER`, those that came since
DELETE  students/NAME            a student's data
"""

import asyncio
import tempfile
import traceback
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tornado.log import app_log
from tornado.web import HTTPError, RequestHandler

from kit.sharing.service.access import ByToken, Classes, InBrowser, Turned
from kit.sharing.service.class_zip import folder_of, write_class
from kit.sharing.service.intake import MOST_LINES, Refused, taken_in
from kit.sharing.service.limits import MOST_KEPT, Rates
from kit.sharing.service.store import KeptLine, Line, State, Store, Unavailable
from kit.sharing.service.writer import Writer
from kit.ui.words import words

#: What an outbox says of itself with each post: how many lines wait behind this one.
WAITING_HEADER = "Claim-By-Claim-Waiting"
#: Seconds until somebody asks again whom the database could not answer.
_COME_AGAIN = 2
#: What is sent at once of a zip.
_PIECE = 2**20


@dataclass
class Service:
    """What the handlers share.

    `waiting` is how many lines of a user had not been sent when they last were heard of, since the service began, and
    `refused` how many could not be taken. `kept` is how many bytes are kept of a user, as far as it was asked for.
    """

    store: Store
    writer: Writer
    classes: Classes
    rates: Rates = field(default_factory=Rates)
    waiting: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)


class Answering(RequestHandler):
    """What all handlers have in common: the service, and errors that are sentences and hold nothing of a student's."""

    @property
    def service(self) -> Service:
        """What the handlers share."""
        service: Service = self.settings["service"]
        return service

    def write_error(self, status_code: int, **about: Any) -> None:
        """Answer with a sentence."""
        error = about.get("exc_info", (None, None, None))[1]
        why, wait = words()("marks_service.failed", status=status_code), 0.0
        if isinstance(error, Turned):
            why, wait = error.why, error.wait
        elif isinstance(error, Unavailable):
            self.set_status(503)
            why, wait = words()("marks_service.unavailable"), _COME_AGAIN
        if wait:
            self.set_header("Retry-After", str(max(1, round(wait))))
        self.finish({"why": why})

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        """Log where it happened, and not what it says: the text of an error may hold what a student wrote."""
        if isinstance(value, HTTPError):
            return  # the line of the request says it
        what = f"{kind.__name__}: {value}" if isinstance(value, Unavailable) else kind.__name__
        where = "" if isinstance(value, Unavailable) else "\n" + "".join(traceback.format_tb(trace))
        app_log.error("%s %s: %s%s", self.request.method, type(self).__name__, what, where)


class Lines(Answering, ByToken):
    """The lines of whoever asks."""

    async def post(self) -> None:
        """Keep lines; the answer says of each what became of it, once those that are kept are on the disk."""
        owner = self.asked.student
        taken = taken_in(self.request.body, owner)
        if not taken:
            raise Turned(400, words()("marks_service.no_line"))
        if len(taken) > MOST_LINES:
            raise Turned(413, words()("marks_service.too_many", most=MOST_LINES))
        if wait := self.service.rates.wait(owner, len(taken)):
            raise Turned(429, words()("marks_service.too_fast"), wait)
        lines = [line for line in taken if isinstance(line, Line)]
        await self._check_room(owner, lines)
        states = await self.service.writer.keep(lines)
        self._note(owner, taken, lines, states)
        self._answer(taken, states)

    async def _check_room(self, owner: str, lines: list[Line]) -> None:
        new, kept = sum(len(line.content) for line in lines), self.service.kept
        if owner not in kept or kept[owner] + new > MOST_KEPT:  # something may have been deleted
            found = (await _in_thread(self.service.store.kept_of, [owner])).get(owner)
            kept[owner] = found.size if found else 0
        if kept[owner] + new > MOST_KEPT:
            raise Turned(507, words()("marks_service.full", megabytes=MOST_KEPT // 2**20), wait=3600)

    def _note(self, owner: str, taken: list[Line | Refused], lines: list[Line], states: list[State]) -> None:
        service = self.service
        new = (len(line.content) for line, state in zip(lines, states, strict=True) if state == "kept")
        service.kept[owner] = service.kept.get(owner, 0) + sum(new)
        if refused := len(taken) - len(lines) + sum(state in ("different", "unkeepable") for state in states):
            service.refused[owner] = service.refused.get(owner, 0) + refused
        waiting = self.request.headers.get(WAITING_HEADER, "")
        if waiting.isascii() and waiting.isdigit() and len(waiting) < 8:
            service.waiting[owner] = int(waiting)

    def _answer(self, taken: list[Line | Refused], states: list[State]) -> None:
        of_lines, answers = iter(states), []
        for line in taken:
            answers.append(_refused(line.why) if isinstance(line, Refused) else _said(next(of_lines)))
        told = {answer["state"] for answer in answers}
        in_full = told <= {"kept", "known"}
        self.set_status(200 if in_full else 207 if told & {"kept", "known"} else 422)
        self.finish({"lines": answers})

    async def get(self) -> None:
        """Send the lines of whoever asks, in the order in which they came."""
        owner = self.asked.student
        self.set_header("Content-Type", "application/x-ndjson")
        lines = await _in_thread(lambda: list(self.service.store.lines_of([owner])))
        self.finish(b"".join(line.content + b"\n" for line in lines))


class ClassZip(Answering, InBrowser):
    """A class as a zip."""

    async def get(self, name: str) -> None:
        """Send the zip."""
        self.asked.check_collects(name)
        students = await self.service.classes.students(name)
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(folder_of(name))}.zip")
        with tempfile.TemporaryFile() as file:
            await _in_thread(write_class, self.service.store.lines_of(students), file)
            file.seek(0)
            while piece := file.read(_PIECE):
                self.write(piece)
                await self.flush()
        self.finish()


class ClassLines(Answering, InBrowser):
    """The lines of a class, for a page that renews itself: each time those alone that came since."""

    async def get(self, name: str) -> None:
        """Send the lines that came after a number, with the number of the last, and what waits where it is known."""
        self.asked.check_collects(name)
        after = self.get_query_argument("after", "0")
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise Turned(400, words()("marks_service.no_number"))
        students = await self.service.classes.students(name)
        lines = await _in_thread(lambda: list(self.service.store.lines_of(students, int(after))))
        last = max((line.number for line in lines), default=int(after))
        waiting = {user: self.service.waiting[user] for user in students if self.service.waiting.get(user)}
        self.finish({"last": last, "lines": list(map(_as_json, lines)), "waiting": waiting})


class Student(Answering, ByToken):
    """What is kept of a student."""

    async def delete(self, name: str) -> None:
        """Delete it, and say how many lines it was."""
        self.asked.check_deletes()
        number = await _in_thread(self.service.store.delete, name)
        for about in (self.service.kept, self.service.waiting, self.service.refused):
            about.pop(name, None)
        self.finish({"deleted": number})


class Nothing(Answering, ByToken):
    """Every other address."""

    async def prepare(self) -> None:
        """Say that nothing is there, whoever asks."""
        raise Turned(404, words()("marks_service.nothing_here"))


def _said(state: State) -> dict[str, str]:
    if state == "different":
        return {"state": "different", "why": words()("marks_service.different")}
    return _refused(words()("marks_service.unkeepable")) if state == "unkeepable" else {"state": state}


def _refused(why: str) -> dict[str, str]:
    return {"state": "refused", "why": why}


def _as_json(line: KeptLine) -> dict[str, Any]:
    return {"number": line.number, "user": line.owner, "journal": line.journal, "line": line.content.decode("utf-8")}


async def _in_thread(work: Any, *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)
