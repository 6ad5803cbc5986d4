"""A key that is read when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.lesson.key import Answer


class AnswersWhenAsked(Mapping[str, "Answer"]):
    """The answers of a key by claim id, read when the first of them is asked for: no paragraph waits for the key."""

    def __init__(self, read: Callable[[], Mapping[str, "Answer"]]) -> None:
        self._read = read

    @cached_property
    def _answers(self) -> Mapping[str, "Answer"]:
        return self._read()

    def __getitem__(self, claim_id: str) -> "Answer":
        return self._answers[claim_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return repr(self._answers)
