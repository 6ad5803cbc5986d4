"""The command `kit live`: the class while it reads, on a page that renews itself."""

import argparse
import asyncio
import secrets
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from kit.commands.adding import CODES, Commands
from kit.commands.collecting import LESSON, add_class_command
from kit.commands.ports import HOST, LAST_PORT
from kit.commands.read import free_port, has_browser
from kit.ui.words import words

if TYPE_CHECKING:
    from kit.analysis.live.live_class import LiveClass

FIRST_PORT = 8950
_ABOUT = """\
Shows your class while it reads, on a page in your browser that renews itself: who is where, who is quiet for long or
very fast, which claims split the class right now, who has finished. For the projector there is a page without codes, on
which you show a line of your own (“Go back to paragraph 17”). Give the folder that the class shares (it may still be
empty), or the address of a class of a hub's marks service. Only what was added is read, nothing is written, and only
this computer can open the page.
"""
_EXAMPLES = """\
examples:
  kit live shared/marks --path short
  kit live "/srv/marks/7b" --seats seats.csv
  kit live my-class --lesson skate-hall
  kit live https://hub.school.example/services/marks/classes/7b    (a token of yours: CLAIM_BY_CLAIM_TOKEN)

"""


def add_live_command(commands: Commands) -> None:
    """Add `live` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    live = add_class_command(commands, "live", "watch the class while it reads", _ABOUT, _EXAMPLES + CODES)
    live.add_argument("--lesson", default=LESSON, metavar="NAME", help="a bundled lesson, or the folder of one")
    path = "what is to be marked: a path, such as short, the ten claims of the 45 minutes; left out, the core claims"
    live.add_argument("--path", default="", metavar="NAME", help=path)
    seats = "what to call readers in place of codes: a file (CSV) with a reader code and a seat on each line"
    live.add_argument("--seats", default="", metavar="FILE", help=seats)
    port_help = "the port to try first (%(default)s); a busy one is passed over"
    live.add_argument("--port", type=int, default=FIRST_PORT, help=port_help)
    live.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    live.set_defaults(run=run_live)


def run_live(options: argparse.Namespace) -> int:
    """Serve the page until somebody stops it; return 0.

    Raises:
        FileNotFoundError: there is no such folder.
        ValueError: something that was given is another thing, or no port is free.
    """
    from kit.sharing.live_class import live_class  # noqa: PLC0415 (`kit read` does not wait for pandas)

    live = live_class(options.handed_in, options.lesson, path=options.path, seats=options.seats)
    port = free_port(options.port)
    with suppress(KeyboardInterrupt):  # that is how it ends
        asyncio.run(_serve(live, options.port, port, opens_browser=not options.no_browser and has_browser()))
    return 0


async def _serve(live: "LiveClass", asked: int, port: int, *, opens_browser: bool) -> None:
    from kit.commands.live_server import listen  # noqa: PLC0415 (it waits for tornado)

    say, token = words(), secrets.token_urlsafe(24)
    while True:
        try:
            server = listen(live, port, token)
            break
        except OSError:  # another program took it just after it was seen to be free
            port = free_port(min(port + 1, LAST_PORT))
    if port != asked:
        print(say("live.port_in_use", first=asked, port=port))
    address = f"http://{HOST}:{port}/?token={token}"
    print(say("live.your_page", address=address))
    print(say("live.leave_open"), flush=True)
    if opens_browser:
        webbrowser.open(address)
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()
