"""The command `kit new`: from an article that a teacher has to the folder of a lesson."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from kit.authoring.draft import Damage, Draft
from kit.authoring.left_out_file import damage_line, found_line, left_out_lines
from kit.authoring.new_lesson import check_new_folder, make_lesson
from kit.authoring.propose import RULES
from kit.commands.adding import CODES, Commands, add_command
from kit.commands.outcome import as_typed, typed
from kit.lesson.pasted_path import pasted_path
from kit.lesson.write_file import AlreadyThere
from kit.ui.words import Words, words

_ABOUT = """\
Makes a lesson of an article that you have: text (.txt), Markdown (.md), a saved web page (.html, .mhtml), a Word
document (.docx) or a PDF. Says what it left out and what looks damaged, and repairs only what you want. Replaces
nothing.
"""
_EXAMPLES = """\
examples:
  kit new swans.html --list
  kit new swans.html --out my-lesson --repair ask
  kit new swans.html --out my-lesson --repair all --put-back 4 7

Web pages, Word documents and PDFs, and proposed answers, need more packages (360 MB): in the project's folder, pip
install ".[author,suggest]". Without them, text and Markdown are read, and each sentence is proposed without an answer.

With --proposer model, a language model proposes, at the address in the environment variable
CLAIM_BY_CLAIM_MODEL_ADDRESS. It is sent the whole text; one that is not on this machine is asked only if
CLAIM_BY_CLAIM_MODEL_MAY_SEND is yes.

"""


def add_new_command(commands: Commands) -> None:
    """Add `new` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    new = add_command(commands, "new", "make a lesson of an article that you have", _ABOUT, _EXAMPLES + CODES)
    new.add_argument("article", metavar="ARTICLE", help="the article's file, or - for text that is piped in")
    what = new.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="FOLDER", help="write the lesson into this folder; it is made")
    what.add_argument("--list", action="store_true", help="only say what would be left out and repaired")
    repair = "which repairs to make (ask in a window where you can answer, else none)"
    new.add_argument("--repair", choices=["all", "none", "ask"], help=repair)
    proposer = "who proposes the claims: the kit's own rules, or another proposer that is installed (%(default)s)"
    new.add_argument("--proposer", default=RULES, metavar="NAME", help=proposer)
    back = "put these back, by their numbers in the list"
    new.add_argument("--title", help="the article's title, if it is another one")
    new.add_argument("--put-back", type=int, nargs="+", default=[], metavar="NUMBER", help=back)
    new.set_defaults(run=run_new)


def run_new(options: argparse.Namespace) -> int:
    """Take the article in, say what was found, write the lesson, and say what comes next; return 0.

    Raises:
        ValueError: there is no article in the file, or no such number to put back.
        OSError: the lesson cannot be written, or there is one already.
    """
    from kit.authoring.intake import take_in  # noqa: PLC0415 (`kit read` does not wait for it)

    if options.out:
        check_new_folder(pasted_path(options.out))
    source = sys.stdin.buffer.read() if options.article == "-" else pasted_path(options.article)
    draft = _with_put_back(take_in(source), options.put_back)
    draft = draft.with_title(options.title) if options.title else draft
    say = words(draft.language)
    _tell(draft, say)
    if options.list:
        print(say("new_lesson.next_list", kit=as_typed(), article=typed(options.article)))
        return 0
    draft = _repaired(draft, options.repair or ("ask" if sys.stdin and sys.stdin.isatty() else "none"), say)
    _write(draft, options.proposer, pasted_path(options.out), say)
    return 0


def _with_put_back(draft: Draft, numbers: list[int]) -> Draft:
    listed = draft.left_out
    for number in numbers:
        if not 1 <= number <= len(listed):
            there_are = f"The list goes from 1 to {len(listed)}." if listed else "Nothing was left out."
            raise ValueError(f"There is no {number} to put back. {there_are}")
        draft = draft.put_back(listed[number - 1].block)
    return draft


def _tell(draft: Draft, say: Words) -> None:
    print(found_line(draft))
    for note in draft.notes:
        print(note)
    print()
    lines = left_out_lines(draft)
    print("\n".join([say("new_lesson.left_out"), *lines] if lines else [say("new_lesson.nothing_left_out")]))
    print()
    places = [f"{number:3}  {damage_line(draft, one)}" for number, one in enumerate(draft.damage, start=1)]
    print("\n".join([say("new_lesson.damage"), *places] if places else [say("new_lesson.no_damage")]))
    print()


def _repaired(draft: Draft, how: str, say: Words) -> Draft:
    possible = [one for one in draft.damage if one.repair is not None]
    accepted = possible if how == "all" else _asked(draft, possible, say) if how == "ask" else []
    mended = draft.repaired(accepted)
    if accepted:
        print(say("new_lesson.repaired", n=len(draft.damage) - len(mended.damage)))
    if mended.damage:
        print(say("new_lesson.not_repaired", n=len(mended.damage)))
    return mended


def _asked(draft: Draft, possible: list[Damage], say: Words) -> list[Damage]:
    """Ask for each repair; the end of what can be answered is the end of asking."""
    accepted: list[Damage] = []
    for at, one in enumerate(possible):
        print(damage_line(draft, one))
        try:
            answer = input(say("new_lesson.ask")).strip().casefold()[:1]
        except EOFError:
            return accepted
        if answer == "a":
            return [*accepted, *possible[at:]]
        if answer == "s":
            return accepted
        if answer == "y":
            accepted.append(one)
    return accepted


def _write(draft: Draft, proposer: str, folder: Path, say: Words) -> None:
    from kit.sharing.notebooks.make import write_notebooks  # noqa: PLC0415 (nor for this)

    made = make_lesson(draft, folder, proposer)
    print(say("new_lesson.written", folder=folder.resolve()))
    print("\n".join(f"  {path.name}" for path in made.files))
    print(say("new_lesson.claims", n=len(made.claims), core=sum(claim.core for claim in made.claims)))
    print(say("new_lesson.with_key" if made.has_key else "new_lesson.without_key"))
    if len(made.files) > 1:
        print(say("new_lesson.for_you", files=", ".join(path.name for path in made.files[1:])))
    print("\n".join([*made.notes, ""]))
    print(say("new_lesson.rights"))
    notebooks = folder.with_name(f"{folder.name}-notebooks")
    with suppress(AlreadyThere):  # made of an earlier lesson of this name: the next step says how they are replaced
        write_notebooks(folder, notebooks)
        print(say("new_lesson.notebooks", notebooks=notebooks))
    places = {"folder": typed(str(folder)), "notebooks": typed(str(notebooks))}
    print(say("new_lesson.next", kit=as_typed(), **places))
