"""Who may do what: the hub says who asks, and its scopes and groups say what is theirs.

A student's token is one of a user of the hub with access to this service. A teacher's has the scope of collecting, for
a class, which is a group of the hub. Nobody else is let in, and a token that was not made for this service is nobody's.
"""

import json
import time
from typing import Any
from urllib.parse import quote

from jupyterhub.services.auth import HubAuth, HubAuthenticated, UserNotAllowed
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.web import HTTPError, RequestHandler

from kit.sharing.service.configuration import COLLECT, DELETE, OF_CLASS
from kit.ui.words import words

#: Seconds for which the hub's word is taken: who leaves a class, or loses a right, has lost it within a minute.
REMEMBERED = 60
_PATIENCE = 10


class Turned(HTTPError):
    """A request that cannot be done; `why` is a sentence for whoever sent it."""

    def __init__(self, status: int, why: str, wait: float = 0.0) -> None:
        super().__init__(status)
        self.why, self.wait = why, wait


class Asked:
    """Who asks, as the hub knows them: `model` is what it says of the token's owner."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.name: str = model["name"]
        self._is_user = model.get("kind") == "user"
        self._scopes = frozenset(model["scopes"])

    @property
    def student(self) -> str:
        """The user whose lines these are.

        Raises:
            Turned: it is no user but another service.
        """
        if not self._is_user:
            raise Turned(403, words()("marks_service.no_user"))
        return self.name

    @property
    def classes(self) -> list[str]:
        """The classes that are named in their scopes."""
        return sorted(scope.removeprefix(OF_CLASS) for scope in self._scopes if scope.startswith(OF_CLASS))

    @property
    def collects_all(self) -> bool:
        """Whether they may collect every class."""
        return COLLECT in self._scopes

    def check_collects(self, name: str) -> None:
        """Make sure that they may collect a class.

        Raises:
            Turned: they may not.
        """
        if not self._scopes & {COLLECT, OF_CLASS + name}:
            raise Turned(403, words()("marks_service.not_your_class"))

    def check_deletes(self) -> None:
        """Make sure that they may delete what is kept of a student.

        Raises:
            Turned: they may not.
        """
        if DELETE not in self._scopes:
            raise Turned(403, words()("marks_service.may_not_delete"))


class Classes:
    """The classes: the groups of the hub, which this service reads with its own token."""

    def __init__(self, auth: HubAuth) -> None:
        self._auth = auth
        self._members: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def students(self, name: str) -> tuple[str, ...]:
        """Return the users in a class.

        Raises:
            Turned: there is no such class, or the hub does not answer.
        """
        until, members = self._members.get(name, (0.0, ()))
        if until < time.monotonic():
            members = await self._asked(name)
            self._members[name] = (time.monotonic() + REMEMBERED, members)
        return members

    async def names(self) -> list[str]:
        """Return the names of all classes.

        Raises:
            Turned: the hub does not answer.
        """
        return sorted(group["name"] for group in await self._get("groups"))

    async def _asked(self, name: str) -> tuple[str, ...]:
        return tuple(sorted((await self._get(f"groups/{quote(name, safe='')}"))["users"]))

    async def _get(self, what: str) -> Any:
        headers = {"Authorization": f"token {self._auth.api_token}"}
        asked = HTTPRequest(f"{self._auth.api_url}/{what}", headers=headers, request_timeout=_PATIENCE)
        try:
            return json.loads((await AsyncHTTPClient().fetch(asked)).body)
        except HTTPClientError as error:
            if error.code == 404:
                raise Turned(404, words()("marks_service.no_class")) from error
            raise Turned(503, words()("marks_service.no_hub"), wait=5) from error
        except OSError as error:
            raise Turned(503, words()("marks_service.no_hub"), wait=5) from error


class _Known(HubAuthenticated, RequestHandler):
    """Whatever is asked, the hub is asked first who it is, and the token's scopes are looked at: `asked` is who."""

    asked: Asked
    #: The application's setting that says how the hub is asked.
    way: str

    @property
    def hub_auth(self) -> HubAuth:
        """What asks the hub."""
        return self.settings[self.way]

    async def prepare(self) -> None:
        """Let in who may use this service, and nobody else."""
        model = await self.hub_auth.get_user(self, sync=False)
        if model is None:
            self.turn_away()
            return
        try:  # `get_user` alone does not look at the scopes
            allowed = self.check_hub_user(model)
        except UserNotAllowed:
            allowed = None
        if not allowed:
            raise Turned(403, words()("marks_service.not_for_this"))
        self.asked = Asked(allowed)

    def turn_away(self) -> None:
        """Refuse whom the hub does not know."""
        raise Turned(403, words()("marks_service.no_token"))


class ByToken(_Known):
    """Asked by a program, with a token in the header; no cookie counts, so that no page can send in a user's name."""

    way = "by_token"


class InBrowser(_Known):
    """Asked by a browser, which logs in at the hub, or by a program with a token: looks at things, changes nothing."""

    way = "in_browser"
