"""How a command is added to `kit`: what its help says is shown as it was written."""

import argparse
from typing import TypeAlias

#: What `add_subparsers` returns: all commands of `kit`.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
#: The end of most commands' help.
CODES = "exit codes: 0 done; 1 it could not be done, and a sentence says why; 2 the command line is wrong."


def add_command(commands: Commands, name: str, what: str, about: str, epilog: str) -> argparse.ArgumentParser:
    """Add a command, and return it for its options.

    Args:
        commands: all commands.
        name: what is typed after `kit`.
        what: what it does, in the list of all commands.
        about: what it does, in its own help.
        epilog: the end of its help: examples and exit codes.
    """
    form = argparse.RawDescriptionHelpFormatter
    return commands.add_parser(name, help=what, description=about, epilog=epilog, formatter_class=form)
