"""JupyterLab as `kit read` starts it: for one reader on this machine, whatever its own Jupyter settings say."""

import os
import sys

from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.serverapp import ServerApp
from jupyterlab.labapp import LabApp

from kit.commands.ports import HOST, PORT_TAKEN, is_free


class ReaderIdentity(PasswordIdentityProvider):
    """Lets in whoever has the token that `kit read` printed, and nobody else."""


class ReaderServer(ServerApp):
    """The server of one reader.

    A school's or a hub's settings may open JupyterLab to the network, without a token, below another address. They are
    written for `ServerApp`, `LabApp` or `NotebookApp`; what is set for this class goes before all of them.
    """


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
    LabApp.serverapp_class = ReaderServer
    try:
        LabApp.launch_instance(argv=options)
    except SystemExit as ended:
        if ended.code and not is_free(port):
            sys.exit(PORT_TAKEN)
        raise


if __name__ == "__main__":
    main()
