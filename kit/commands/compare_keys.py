"""The command `kit compare-keys`: two teachers' keys for one lesson, and one key of both."""

import argparse
from pathlib import Path

from kit.commands.adding import CODES, Commands, add_command
from kit.commands.outcome import YAML_ENDINGS, check_free, typed
from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson
from kit.lesson.pasted_path import pasted_path
from kit.ui.words import Words, words

_ABOUT = """\
Lays two keys for one lesson beside each other: how far they agree, and where they differ. With --out it writes one key
of both. Where they differ and you have not decided, the new key marks the answer “confirmed: false”.
"""
_EXAMPLES = """\
examples:
  kit compare-keys my-lesson lesson-of-a-colleague
  kit compare-keys my-lesson their-key.yaml --out merged.yaml --decide c05=A c07=B "c09=anonymous + denied"

"""
_LONGEST = 70


def add_compare_keys_command(commands: Commands) -> None:
    """Add `compare-keys` to the commands of `kit`. Loads nothing heavy: that waits until the command runs."""
    compare = add_command(
        commands,
        "compare-keys",
        "compare two teachers' keys for one lesson, and make one of them",
        _ABOUT,
        _EXAMPLES + CODES,
    )
    compare.add_argument("one", metavar="A", help="the folder of the lesson, with the first key in it")
    compare.add_argument(
        "other", metavar="B", help="the folder of the same lesson with the other key, or that key's file"
    )
    compare.add_argument("--out", type=Path, metavar="FILE", help="write one key of both into this file")
    compare.add_argument("--replace", action="store_true", help="replace that file if it is there already")
    decide = "what you have decided: a claim, and A, B or the answer (such as c05=A)"
    compare.add_argument("--decide", nargs="+", default=[], metavar="CLAIM=ANSWER", help=decide)
    compare.set_defaults(run=run_compare_keys)


def run_compare_keys(options: argparse.Namespace) -> int:
    """Say how the keys stand to each other, and write one of both if asked; return 0.

    Raises:
        ValueError: they are not keys of the same text, or a decision is none.
        OSError: a file cannot be read or written.
    """
    from kit.analysis.adjudication.two_keys import compare_keys, merge_keys  # noqa: PLC0415 (pandas waits)

    check_free(options.out, options.replace, YAML_ENDINGS)
    decisions = dict(map(_decision, options.decide))
    if decisions and options.out is None:
        raise ValueError("What you decide is written into a new key: add --out with the name of its file.")
    one, other = open_lesson(options.one), _other(options.one, options.other)
    keys, say = compare_keys(one, other), words(one.article.language)
    print(say("two_keys.title", title=one.article.title, n=len(one.claims)))
    print(say("two_keys.who", one=options.one, other=options.other))
    for stand in ("same", "also", "differ", "open"):
        print(say(f"two_keys.{stand}", n=len(keys.of(stand))))
    print(keys.agreement)
    for row in keys.table[keys.table["stand"] != "same"].to_dict("records"):
        text = row["text"] if len(row["text"]) <= _LONGEST else f"{row['text'][:_LONGEST]} …"
        told = {name: _named(row[letter], say) for name, letter in (("one", "A"), ("other", "B"))}
        print(say("two_keys.line", claim=row["claim"], paragraph=row["paragraph"], text=text, **told))
    if options.out is None:
        apart = [*keys.of("differ"), *keys.of("also")]
        about = {"one": typed(options.one), "other": typed(options.other)}
        print(say("two_keys.next_decide", claim=apart[0], **about) if apart else say("two_keys.next_same", **about))
        return 0
    print(say("commands.written", path=merge_keys(keys, options.out, decisions, replace=options.replace).resolve()))
    if waiting := open_lesson(options.one, options.out).unconfirmed:
        print(say("two_keys.merged_open", n=len(waiting), claims=", ".join(waiting)))
    print(say("two_keys.next_merged"))
    return 0


def _named(answer: object, say: Words) -> str:
    return answer if isinstance(answer, str) else say("two_keys.nothing")


def _other(one: str, other: str) -> Lesson:
    """The lesson with the other key: that of another folder, or of a file beside the first one's article."""
    path = pasted_path(other)
    return open_lesson(one, path) if path.is_file() else open_lesson(path if path.is_dir() else other)


def _decision(written: str) -> tuple[str, str]:
    claim, sign, answer = written.partition("=")
    if not sign or not claim.strip() or not answer.strip():
        raise ValueError(f"“{written}” is not a decision. Write a claim and what you have decided, such as c05=A.")
    return claim.strip(), answer.strip()
