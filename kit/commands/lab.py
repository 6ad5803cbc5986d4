"""JupyterLab as `kit read` starts it: for one reader on this machine, whatever its own Jupyter settings say."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.serverapp import ServerApp
from jupyterlab.commands import get_workspaces_dir
from jupyterlab.labapp import LabApp
from jupyterlab_server.workspaces_handler import WorkspacesManager
from traitlets import Unicode

from kit.commands.ports import HOST, PORT_TAKEN, is_free


class ReaderIdentity(PasswordIdentityProvider):
    """Lets in whoever has the token that `kit read` printed, and nobody else."""


class ReaderServer(ServerApp):
    """The server of one reader.

    A school's or a hub's settings may open JupyterLab to the network, without a token, below another address. They are
    written for `ServerApp`, `LabApp` or `NotebookApp`; what is set for this class goes before all of them.
    """

    first_notebook = Unicode(help="The notebook that is opened first, as seen from the root folder.").tag(config=True)

    async def _post_start(self) -> None:
        """Start the first notebook's kernel while its page is still loading.

        A page that has to start one itself, and cannot just now, asks its reader to choose one.
        """
        await super()._post_start()
        path, name = self.first_notebook, self.first_notebook.rpartition("/")[2]
        try:
            await self.session_manager.create_session(path=path, name=name, type="notebook", kernel_name="python3")
        except Exception:  # whatever it is: the page starts it, and says what is wrong
            self.log.info("No kernel was started for %s.", self.first_notebook, exc_info=True)


_SETTINGS = {
    "ip": HOST,
    "sock": "",
    "port_retries": 0,
    "base_url": "/",
    "custom_display_url": "",
    "websocket_url": "",
    "certfile": "",
    "keyfile": "",
    "client_ca": "",
    "allow_remote_access": False,
    "local_hostnames": ["localhost"],
    "allow_origin": "",
    "allow_origin_pat": "",
    "allow_credentials": False,
    "disable_check_xsrf": False,
    "trust_xheaders": False,
    "identity_provider_class": f"{__name__}.{ReaderIdentity.__name__}",
}


#: JupyterLab's page for somebody who has not arranged it yet: no sidebar beside the text.
_LAYOUT = {
    "data": {
        "layout-restorer:data": {
            "left": {"collapsed": True, "visible": True, "widgets": []},
            "right": {"collapsed": True, "visible": True, "widgets": []},
        }
    },
    "metadata": {"id": "default"},
}


def workspaces() -> Path:
    """Return the folder in which JupyterLab keeps how a reader has arranged its page, apart from other work with it.

    Where nobody has arranged anything yet, the page begins with closed sidebars.
    """
    folder = Path(get_workspaces_dir(), "claim-by-claim")
    manager = WorkspacesManager(str(folder))
    if not manager.load("default")["data"]:
        manager.save("default", json.dumps(_LAYOUT))
    return folder


def main() -> None:
    """Run JupyterLab with the options of the command line, meant for `ServerApp`, and with the settings above.

    The token stands in the environment and is added to the options in here: everybody on a machine can read a command
    line.
    """
    port = next(int(option.split("=")[1]) for option in sys.argv if option.startswith("--ServerApp.port="))
    options = [option.replace("--ServerApp.", "--ReaderServer.", 1) for option in sys.argv[1:]]
    options += [f"--ReaderServer.{name}={value}" for name, value in _SETTINGS.items()]
    options += [f"--ReaderIdentity.token={os.environ['JUPYTER_TOKEN']}", "--ReaderIdentity.hashed_password="]
    options += ["--ReaderIdentity.password_required=False", "--ReaderIdentity.allow_password_change=False"]
    with suppress(OSError, ValueError):  # JupyterLab says itself where it cannot write or read
        options += [f"--LabApp.workspaces_dir={workspaces()}"]
    LabApp.serverapp_class = ReaderServer
    try:
        LabApp.launch_instance(argv=options)
    except SystemExit as ended:
        if ended.code and not is_free(port):
            sys.exit(PORT_TAKEN)
        raise


if __name__ == "__main__":
    main()
