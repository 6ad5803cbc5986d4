"""One step of making a lesson: which texts become other ones, and at which claim the person goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """`texts` are the files that change, by name. `claim` is where the view goes on; empty: where it is.

    `said` names a sentence of the words file that is said besides, with what it needs.
    """

    texts: Mapping[str, str]
    claim: str = ""
    said: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


class Refused(ValueError):
    """A step cannot be made. `key` names the sentence of the words file that says why, `about` what it needs."""

    def __init__(self, key: str, **about: object) -> None:
        self.key, self.about = key, about
        super().__init__(key)
