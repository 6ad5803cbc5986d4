"""The pages themselves: one HTML file a reader, and one with all of them, which prints two to a sheet."""

import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from kit.analysis.about import about, is_sample
from kit.analysis.agreement.checked import checked
from kit.analysis.discretion import Discretion
from kit.analysis.paths import limited
from kit.analysis.reasons import FEWEST
from kit.lesson.lesson import Lesson
from kit.lesson.pasted_path import pasted_path
from kit.lesson.plain_errors import Mistake
from kit.lesson.write_file import AlreadyThere, NotWritten, write_file
from kit.marks.table import check_lesson
from kit.sharing.feedback.gather import gathered
from kit.sharing.feedback.reader import ClaimBack, ReaderBack
from kit.ui.page import whole_page
from kit.ui.words import Words, words

_HERE = Path(__file__).parent
#: What the file with every page is called: first in any list of files.
ALL = "all-to-print.html"
#: How many differences are told with their reasons, and how many lines these may take: half a sheet cannot scroll.
MOST_TOLD, MOST_LINES = 3, 39
_SIGNS_A_LINE = 95
_LONGEST_QUOTE, _LONGEST_REASON = 110, 160


@dataclass(frozen=True, repr=False)
class Feedback:
    """What `feedback` returns. Nothing has been written yet.

    `pages` holds each reader's page by reader code, `together` all of them as one page. `about` says which class it is.
    """

    pages: dict[str, str]
    together: str
    about: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file's name and content: the one to print first, then one a reader."""
        yield ALL, self.together.encode("utf-8")
        for reader, page in self.pages.items():
            yield f"{reader}.html", page.encode("utf-8")

    def zipped(self) -> bytes:
        """Return all files as a zip."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.files():
                archive.writestr(name, data)
        return packed.getvalue()

    def write(self, folder: str | Path, *, replace: bool = False) -> list[Path]:
        """Write the pages into a folder, which is made if it is not there, and return their paths.

        Raises:
            AlreadyThere: a page is there already, and `replace` is not set; nothing is written then.
            NotWritten: the folder cannot be made or written into.
        """
        place = pasted_path(folder)
        files = dict(self.files())
        for name in () if replace else (name for name in files if (place / name).exists()):
            raise AlreadyThere(place / name, "Give another folder, or add --replace (in Python: replace=True).")
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotWritten(f"“{place}” cannot be made ({error.strerror}). Name another folder.") from error
        return [write_file(place / name, data, replace=replace) for name, data in files.items()]

    def __repr__(self) -> str:
        return f"Feedback for {self.about}. Write it into a folder with .write(folder)."


def feedback(
    annotations: pd.DataFrame,
    lesson: Lesson,
    *,
    names: Collection[str] = (),
    path: str | None = None,
    order: Sequence[str] = (),
) -> Feedback:
    """Return a page for each reader of a class: their answers beside the key, and one thing to try next.

    What counts is what they answered before they saw the key. A page names nobody; what the class said is told from
    five people on.

    Args:
        annotations: what the class answered, as `kit.collect(folder, lesson).annotations`.
        lesson: the lesson with its key.
        names: the names of the class, as `kit.read_roster(...).names`: a reason that holds one is not printed.
        path: the name of a path of the lesson, such as `"short"`: the pages are about its claims alone.
        order: reader codes, as the roster has them: the pages lie in this order, and those of other codes behind them.

    Raises:
        ValueError: the lesson has no key, nobody answered anything before the key, a row is of another lesson or
            edition, or the lesson has no such path.
    """
    check_lesson(annotations, lesson)
    if lesson.key is None:
        raise Mistake(f"The lesson “{lesson.id}” has no answer key here, and feedback lays answers beside one.")
    if lesson.key_is_draft:
        draft = "is a draft: it has labels alone, and feedback gives reasons"
        raise Mistake(f"The answer key of “{lesson.id}” {draft}. Write them into key.yaml first.")
    if path is not None:
        annotations, lesson = limited(annotations, lesson, path)
    waiting = sum(claim.id in lesson.unconfirmed for claim in lesson.claims)
    if waiting:  # what nobody has confirmed is laid beside no answer
        annotations = annotations[~annotations["claim"].isin(lesson.unconfirmed)]
        lesson = replace(lesson, claims=tuple(one for one in lesson.claims if one.id not in lesson.unconfirmed))
    checked(annotations, "own")  # nobody has two answers to one claim
    place = {reader: number for number, reader in enumerate(order)}
    backs = list(gathered(annotations, lesson, Discretion(names)))
    backs.sort(key=lambda back: place.get(back.reader, len(place)))
    if not backs:
        raise Mistake("Nobody has answered a claim of this lesson before seeing the key, so there is no page to make.")
    say, sample = words(lesson.article.language), is_sample(annotations)
    pages = {back.reader: _page([back], lesson, say, sample, waiting) for back in backs}
    return Feedback(pages, _page(backs, lesson, say, sample, waiting), about(annotations))


def _page(backs: Sequence[ReaderBack], lesson: Lesson, say: Words, sample: bool, waiting: int) -> str:
    alone = len(backs) == 1
    title = say("feedback.title", title=lesson.article.title)
    return whole_page(
        _HERE / "feedback.html.jinja",
        title=f"{backs[0].reader} · {title}" if alone else title,
        language=str(say["widget"]["lang"]),
        style=(_HERE / "feedback.css").read_text(encoding="utf-8"),
        say=say,
        lesson=lesson,
        backs=backs,
        alone=alone,
        sample=sample,
        waiting=waiting,
        told=told,
        shortened=shortened,
        fewest=FEWEST,
        LONGEST_QUOTE=_LONGEST_QUOTE,
        LONGEST_REASON=_LONGEST_REASON,
    )


def told(back: ReaderBack) -> list[ClaimBack]:
    """Return the differences that are told with their reasons, in order; the page's other claims get a line for two.

    Those with a line for just this slip come first. What does not fit on the page stands among the other answers.
    """
    differ = back.standing("differ")
    chosen: list[ClaimBack] = []
    for each in sorted(differ, key=lambda each: (not each.slip, not each.line)):
        fits = sum(map(_lines, [*chosen, each])) <= MOST_LINES - (len(back.claims) - len(chosen)) / 2
        if not chosen or (fits and len(chosen) < MOST_TOLD):
            chosen.append(each)
    return [each for each in differ if each in chosen]


def _lines(each: ClaimBack) -> int:
    """About how many lines a difference takes on paper."""
    texts = (shortened(each.claim.text, _LONGEST_QUOTE), each.why, each.line, each.reason[:_LONGEST_REASON])
    return 3 + sum(-(-len(text) // _SIGNS_A_LINE) for text in texts)


def shortened(text: str, longest: int) -> str:
    """Return a text that is not longer, cut where a word ends."""
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(" ,;:.–-") + " …"
