"""Ports of this machine: where JupyterLab can be opened for one reader."""

import socket
import sys

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8888, 65535
#: The exit code with which a server says that another program has taken its port (`sysexits.h`: try again).
PORT_TAKEN = 75


def is_free(port: int) -> bool:
    """Return whether nobody listens on this port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # on Windows this option would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
