"""The command line: `kit read` opens the first notebook in JupyterLab; the other commands are the teacher's."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from kit.commands.check import add_check_command
from kit.commands.class_figures import add_class_figures_command
from kit.commands.collect import add_collect_command
from kit.commands.compare_keys import add_compare_keys_command
from kit.commands.edit import add_edit_command
from kit.commands.feedback import add_feedback_command
from kit.commands.grade import add_grade_command
from kit.commands.hub_setup import add_hub_setup_command
from kit.commands.key import add_key_command
from kit.commands.live import add_live_command
from kit.commands.marks_service import add_marks_service_command
from kit.commands.new import add_new_command
from kit.commands.new_lesson import add_new_lesson_command
from kit.commands.notebooks import add_notebooks_command
from kit.commands.outcome import cannot, ended, shortened
from kit.commands.page import add_page_command
from kit.commands.paper import add_paper_command
from kit.commands.read import add_read_command
from kit.commands.report import add_report_command
from kit.commands.screen import one_door
from kit.commands.site import add_site_command
from kit.commands.student_copy import add_student_copy_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 it could not be done, 2 the command line is wrong."""
    with one_door() as out:
        options = _parser().parse_args(arguments)
        code = ended(lambda: int(options.run(options)))
        out.flush()
        return code if code or out.fault is None else cannot(out.fault)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line, however long that is, and colours nothing."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.color = False  # from Python 3.14 on, with signs that a window may not know

    def error(self, message: str) -> NoReturn:
        super().error(shortened(message))


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="kit", description="Claim by Claim: read the news critically, one claim at a time."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_read_command(commands)
    add_live_command(commands)
    add_collect_command(commands)
    add_report_command(commands)
    add_grade_command(commands)
    add_feedback_command(commands)
    add_page_command(commands)
    add_site_command(commands)
    add_paper_command(commands)
    add_student_copy_command(commands)
    add_key_command(commands)
    add_class_figures_command(commands)
    add_compare_keys_command(commands)
    add_new_command(commands)
    add_edit_command(commands)
    add_new_lesson_command(commands)
    add_check_command(commands)
    add_notebooks_command(commands)
    add_hub_setup_command(commands)
    add_marks_service_command(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
