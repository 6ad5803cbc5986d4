"""What became of the answers that were given before the article was mended, told for somebody who does not program."""

from dataclasses import dataclass

import numpy as np

from kit.analysis.collect.annotations import rows_of
from kit.analysis.collect.files_table import listed
from kit.analysis.collect.journal_lines import JournalLines, Numbers
from kit.analysis.collect.journals import Journals
from kit.analysis.collect.texts import Texts

#: How many claims or editions are named before "and more".
_NAMED = 12
_THEY_COUNT = "their paragraphs are as they were, so they count"
_IF_CHANGED = (
    "Ask for these claims again. Or, if the change does not matter, put the article.md that was read back into the "
    "lesson's folder: then all answers to it count."
)
_IF_UNKNOWN = (
    "Put the article.md that was read into a folder “earlier” inside the lesson's folder, and collect again: then "
    "every answer counts whose paragraph is the same in both. Without that file, ask for these claims again."
)


@dataclass(frozen=True, slots=True)
class EarlierAnswers:
    """Answers that were given to another version of the text, and how many of them count.

    `carried` is how many count, since their paragraphs are as they were. `changed` has the claim of each answer that
    does not, since its paragraph has changed; `unknown` the edition of each to a version that is not here. An answer
    that its reader has given anew to the present text is not among them.
    """

    carried: int = 0
    changed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """The same in sentences, and what to do."""
        told = []
        if self.carried:
            counts = "its paragraph is as it was, so it counts" if self.carried == 1 else _THEY_COUNT
            told.append(f"{_were(self.carried)} given to an earlier version of this text; {counts}.")
        if self.changed:
            left_out = f"given to a paragraph that has changed since, and left out: {listed(self.changed, _NAMED)}"
            told.append(f"{_were(len(self.changed))} {left_out}. {_IF_CHANGED}")
        if self.unknown:
            left_out = f"given to another version of this text, and left out: {listed(self.unknown, _NAMED)}"
            told.append(f"{_were(len(self.unknown))} {left_out}. {_IF_UNKNOWN}")
        return told


def earlier_answers(lines: JournalLines, journals: Journals, texts: Texts, rows: Numbers) -> EarlierAnswers:
    """Return what became of the answers to other versions of the text; `rows` are the lines that stand."""
    outdated = texts.are("changed", "unknown") & (texts.claim[lines["claim"]] >= 0)
    others, _ = rows_of(lines, journals, texts, journals.order[outdated[journals.order]])
    unit = journals.of_line * (len(texts.claims) + 1) + texts.claim[lines["claim"]]
    _, first = np.unique(unit[others], return_index=True)
    open_ones = others[np.sort(first)]
    open_ones = open_ones[~np.isin(unit[open_ones], unit[rows])]
    changed, unknown = (open_ones[texts.are(kind)[open_ones]] for kind in ("changed", "unknown"))
    return EarlierAnswers(
        int(texts.are("carried")[rows].sum()),
        tuple(texts.claims[number] for number in texts.claim[lines["claim"][changed]]),
        tuple(lines.heads[number].edition for number in lines["head"][unknown]),
    )


def _were(number: int) -> str:
    return "1 answer was" if number == 1 else f"{number:,} answers were"
