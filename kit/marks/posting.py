"""Sending lines to a marks service over HTTP; the answer says of each line what became of it."""

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

#: Seconds that a service may take for its answer. Nobody waits for it but the outbox's own thread.
PATIENCE = 20
#: What a service says of itself how many lines wait behind these.
WAITING_HEADER = "Claim-By-Claim-Waiting"
_LONGEST_WAIT = 600.0
#: What a service answers to whom it will not know the next minute either, and the seconds until the next try.
_NOT_LET_IN, _UNTIL_LET_IN = {401, 403, 404}, 300.0
#: What may become of a line: it is there for good, or is refused for good.
_THERE, _REFUSED = {"kept", "known"}, {"different", "refused"}


class NotReached(Exception):
    """Nothing is known of these lines: nobody answered, or not as a service does. `wait` is what it asks for, in s."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = min(wait, _LONGEST_WAIT)


class TooLarge(Exception):
    """The service, or something before it, takes no body of this size."""


def post_lines(service: str, token: str, lines: Sequence[bytes], waiting: int) -> list[bool]:
    """Send lines, and return for each whether it is there (True) or refused for good (False).

    Args:
        service: the address of the service, which ends in a slash.
        token: the token that the hub gave this server.
        lines: the lines, with or without a newline at their end.
        waiting: how many lines wait behind these, for the teacher to see.

    Raises:
        NotReached: nothing is known of these lines; send them again later.
        TooLarge: send fewer at a time.
    """
    from http.client import HTTPException  # noqa: PLC0415 (only where there is a service)

    headers = {"Authorization": f"token {token}", WAITING_HEADER: str(waiting)}
    body = b"\n".join(line.removesuffix(b"\n") for line in lines)
    try:
        status, wait, content = _post(service, body, headers | {"Content-Type": "application/x-ndjson"})
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(type(error).__name__) from error
    if status == 413:
        raise TooLarge
    if status not in (200, 207, 422):
        raise NotReached(f"status {status}", max(wait, _UNTIL_LET_IN) if status in _NOT_LET_IN else wait)
    return _answers(content, len(lines))


def _post(service: str, body: bytes, headers: dict[str, str]) -> tuple[int, float, bytes]:
    from http.client import HTTPConnection, HTTPSConnection  # noqa: PLC0415

    address = urlsplit(service)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=PATIENCE)
    try:
        connection.request("POST", f"{address.path}lines", body, headers)
        answer = connection.getresponse()
        wait = answer.headers.get("Retry-After", "")
        return answer.status, float(wait) if wait.isascii() and wait.isdigit() else 0.0, answer.read()
    finally:
        connection.close()


def _answers(content: bytes, number: int) -> list[bool]:
    try:
        states = [answer["state"] for answer in json.loads(content)["lines"]]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NotReached("an answer of something else") from error
    if len(states) != number or not set(states) <= _THERE | _REFUSED:
        raise NotReached("an answer of something else")
    return [state in _THERE for state in states]
