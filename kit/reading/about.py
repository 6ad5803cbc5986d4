"""What a notebook's cell says of a reading, and goes on saying truly: somebody else may read there later."""

from typing import Any
from uuid import uuid4

from IPython.display import display, update_display

from kit.reading.remarks import page_about
from kit.reading.session import Session


def show_about(session: Session) -> None:
    """Say in the running cell who reads what, and say it anew when the reader, or the whole file, is another one."""
    display_id = uuid4().hex

    def follow(claim_id: str | None) -> None:
        if claim_id is None:
            update_display(_about(session), raw=True, display_id=display_id)

    session.listen(follow)
    display(_about(session), raw=True, display_id=display_id)


def _about(session: Session) -> dict[str, Any]:
    return {"text/html": page_about(session), "text/plain": repr(session)}
