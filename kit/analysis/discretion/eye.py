"""What a class does not see of its reasons: codes, names, sentences of the key, and whatever the teacher takes out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal
from unicodedata import bidirectional

from kit.analysis.discretion.codes import blotted, pairs_of
from kit.analysis.discretion.folded import folded
from kit.analysis.discretion.key_text import KeyText
from kit.analysis.discretion.names import Names
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake

_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})  # UAX 9, explicit directions

#: Why a reason is not shown: it holds a name of the class, or a sentence of the key, or the teacher took it out.
Why = Literal["", "name", "key", "hidden"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as it may be shown, without reader codes.

    `id` (`c05-3fa2b1`) comes from the claim and the words, and so stays the same when more files are handed in. `why`
    is empty where the class may see it; `found` is the name that it holds, for the teacher alone.
    """

    id: str
    text: str
    why: Why = ""
    found: str = ""


@dataclass(frozen=True)
class Discretion:
    """What is kept from a class.

    Args:
        names: the names in the class list, as `kit.read_roster(...).names`; a reason that holds one is held back.
        hide: reasons that the teacher takes out: by id, by the id of a claim (all of its reasons), or by words of it.
        show: ids of reasons that are shown although they were held back: the teacher has read them.

    With a lesson that has its key, a reason that was copied from the key is held back, too (see `KeyText`).
    """

    names: Collection[str] = ()
    hide: Collection[str] = ()
    show: Collection[str] = ()

    def __post_init__(self) -> None:
        for name in ("names", "hide", "show"):
            given = getattr(self, name)
            object.__setattr__(self, name, (given,) if isinstance(given, str) else tuple(given))

    def about(self, lesson: Lesson, readers: Iterable[object]) -> "Eye":
        """Return what looks at the reasons of a class."""
        return Eye(self, lesson, pairs_of(readers))


class Eye:
    """Looks at reasons before a class does."""

    def __init__(self, discretion: Discretion, lesson: Lesson, codes: frozenset[str]) -> None:
        self._discretion, self._lesson, self._codes = discretion, lesson, codes

    def reason(self, claim: str, written: str) -> Reason:
        """Return a reader's reason as it may be shown, with why it is not, if so."""
        text = " ".join(blotted(written, self._codes).split())
        reason = Reason(f"{claim}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}", text)
        if self._is_hidden(claim, reason):
            return Reason(reason.id, text, "hidden")
        if reason.id in self._discretion.show:
            return reason
        for shown in _as_shown(text):
            if name := self._names.in_text(shown) or self._code_in(shown, text):
                return Reason(reason.id, text, "name", name)
            if self._key.is_in(shown):
                return Reason(reason.id, text, "key")
        return reason

    def check(self, reasons: Iterable[tuple[str, Reason]]) -> None:
        """Make sure that everything that is to be hidden or shown is there: a slip of the pen would expose somebody.

        Raises:
            ValueError: something of it fits no reason.
        """
        reasons = list(reasons)
        ids = {reason.id for _, reason in reasons}
        unknown = [wanted for wanted in self._discretion.show if wanted not in ids]
        for wanted in self._discretion.hide:
            if not any(_fits(wanted, claim, reason) for claim, reason in reasons):
                unknown.append(wanted)
        if unknown:
            listed = ", ".join(f"“{wanted}”" for wanted in unknown)
            remedy = "Give the sign that stands before a reason, such as c05-3fa2b1, or words as they stand in it."
            raise Mistake(f"There is no reason to hide or show for {listed}. {remedy}")

    def _is_hidden(self, claim: str, reason: Reason) -> bool:
        return any(_fits(wanted, claim, reason) for wanted in self._discretion.hide)

    def _code_in(self, shown: str, text: str) -> str:
        """A code that stands in a text as it is shown, and could not be blotted out of it as it is written."""
        return shown if shown != text and blotted(shown, self._codes) != shown else ""

    @cached_property
    def _names(self) -> Names:
        return Names(self._discretion.names, self._lesson.article)

    @cached_property
    def _key(self) -> KeyText:
        return KeyText(self._lesson)


def _as_shown(text: str) -> tuple[str, ...]:
    """A text and, where it has signs that turn letters around, as a page would show it: “edO ayaK” as “Kaya Ode”."""
    return (text, text[::-1]) if any(bidirectional(sign) in _TURNS for sign in text) else (text,)


def _fits(wanted: str, claim: str, reason: Reason) -> bool:
    plain = " ".join(folded(wanted).text.split())
    return plain in {claim, reason.id} or (plain != "" and plain in " ".join(folded(reason.text).text.split()))
