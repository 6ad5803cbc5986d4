"""A class of a hub's marks service, as it comes in: each look asks for the lines since the last one."""

import json
import os
import time
from getpass import getpass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from kit.analysis.collect.handed_in import HandedIn
from kit.analysis.live.source import Begun, Grown, News, OutOfReach
from kit.lesson.plain_errors import Mistake
from kit.sharing.service.class_zip import folder_of
from kit.ui.words import words

#: A token of the hub that may collect the class; on a hub, else the one of the teacher's own server.
TOKENS = ("CLAIM_BY_CLAIM_TOKEN", "JUPYTERHUB_API_TOKEN")
#: Seconds that the service may take for its answer.
PATIENCE = 10
_CLASSES = "/classes/"
#: What the service answers to whom it does not know (it leads to the log-in), who may not see the class, and where
#: there is no such class.
_REFUSED = {302: "not_let_in", 401: "not_let_in", 403: "not_let_in", 404: "no_class"}


def is_address(place: object) -> bool:
    """Whether a place is an address in the web."""
    return isinstance(place, str) and place.strip().casefold().startswith(("http://", "https://"))


class ServiceClass:
    """A class of a marks service.

    Args:
        address: the class's address, as the service's own page links to it: `https://.../classes/7b.zip`.
        token: a token of the hub; left out, one of `TOKENS` in the environment, or whoever sits here is asked for it.

    Raises:
        ValueError: this is not the address of a class.
        OutOfReach: nobody answers there, or the token may not see the class.
    """

    def __init__(self, address: str, token: str = "") -> None:
        found = urlsplit(address.strip())
        above, is_class, name = found.path.rstrip("/").rpartition(_CLASSES)
        name = name.removesuffix("/lines").removesuffix(".zip")
        if not (is_class and name and "/" not in name and found.hostname):
            raise Mistake(words()("live.no_service", address=address))
        self.name = unquote(name)
        self._host, self._path = found, f"{above}{_CLASSES}{name}/lines"
        self._token = token or _token()
        self._last, self._begun = 0, set[str]()
        self._first: News | None = self._asked()

    def news(self) -> News:
        """Return the lines that came since the last look.

        Raises:
            OutOfReach: nobody answers, or not as the service does.
        """
        news, self._first = self._first or self._asked(), None
        return news

    def _asked(self) -> News:
        try:
            status, body = self._get()
        except (OSError, HTTPException) as error:
            raise OutOfReach(words()("live.no_answer", address=self._host.netloc)) from error
        if status != 200:
            told = _REFUSED.get(status, "no_answer")
            raise OutOfReach(words()(f"live.{told}", address=self._host.netloc, name=self.name))
        try:
            answer = json.loads(body)
            last, lines = int(answer["last"]), [_line(line) for line in answer["lines"]]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise OutOfReach(words()("live.no_answer", address=self._host.netloc)) from error
        self._last = max(self._last, last)
        return self._news(lines)

    def _get(self) -> tuple[int, bytes]:
        connection = _connection(self._host)
        try:
            headers = {"Authorization": f"token {self._token}"}
            connection.request("GET", f"{self._path}?after={self._last}", headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _news(self, lines: list[tuple[str, str, bytes]]) -> News:
        """Lay lines together by journal; each student's are in a folder of their own, as in the zip of the class."""
        now, written = time.time(), dict[tuple[str, str], bytes]()
        for user, journal, line in lines:
            written[user, journal] = written.get((user, journal), b"") + line + b"\n"
        begun, grown = list[Begun](), list[Grown]()
        for (user, journal), data in written.items():
            place, folder = f"{folder_of(user)}/{journal}", folder_of(user)
            if place in self._begun:
                grown.append(Grown(place, data, now))
            else:
                begun.append(Begun(place, (HandedIn(f"{place}.jsonl", data, owner=folder),), now))
            self._begun.add(place)
        return News(tuple(begun), tuple(grown))


def _line(told: Any) -> tuple[str, str, bytes]:
    return str(told["user"]), str(told["journal"]), told["line"].encode("utf-8")


def _connection(host: SplitResult) -> HTTPConnection:
    kind = HTTPSConnection if host.scheme.casefold() == "https" else HTTPConnection
    return kind(host.hostname or "", host.port, timeout=PATIENCE)


def _token() -> str:
    given = next(filter(None, (os.environ.get(name, "").strip() for name in TOKENS)), "")
    return given or getpass(words()("live.ask_token")).strip()
