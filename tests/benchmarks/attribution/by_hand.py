"""Scores kinds of sources, and denials, against labels given by hand to places of the corpus.

The labels lie beside this file and hold no text: an article is the hash of its `doc_id`, a place its code points.
`sources.csv` has the kind of each source by the kit's codebook, and in which of three rounds it was drawn: the second
and third are sources that no name or “he” makes easy. `denials.csv` has sentences with a word of denying, and whether
somebody denies something in them.
"""

import csv
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from kit.authoring.attribution.denials import is_denial
from kit.authoring.attribution.relations import Relation, place
from kit.authoring.attribution.sources import UNNAMED, Sources
from tests.benchmarks.attribution.scoring import Tally

LABELS = Path(__file__).parent / "labels"


class ByHand:
    """The labels of all articles, and the tallies of those that came by."""

    def __init__(self) -> None:
        self.sources, self.denials = _by_article("sources.csv"), _by_article("denials.csv")
        self.unnamed, self.denied, self.kinds = Tally(), Tally(), Tally()
        self.seen: set[str] = set()

    def add(self, doc_id: str, doc: Any, found: list[Relation]) -> None:
        """Score one article, the first time that it comes by: several people may have annotated it."""
        article = hashlib.sha256(doc_id.encode()).hexdigest()[:12]
        if article in self.seen:
            return
        self.seen.add(article)
        kinds = Sources(doc, found)
        at = {place(doc, one.source): kinds.of(one).kind for one in found if one.source is not None}
        for label in self.sources[article]:
            ours = at.get((int(label["start"]), int(label["end"])))
            if ours is not None:
                self.kinds.add(ours == label["kind"], 1, 1)
                both = ours in UNNAMED, label["kind"] in UNNAMED
                self.unnamed.add(all(both), *both)
        denials = [doc[one.head].idx for one in found if is_denial(doc, one)]
        for label in self.denials[article]:
            ours_too = any(int(label["start"]) <= head < int(label["end"]) for head in denials)
            both = ours_too, label["denial"] == "yes"
            self.denied.add(all(both), *both)

    def table(self) -> str:
        """Return the scores as lines of text."""
        return "\n".join(
            (
                f"kind of source right: {self.kinds.precision:.1f} % of {self.kinds.found}",
                _line("not named (unnamed person or collective)", self.unnamed),
                _line("denials", self.denied),
            )
        )


def _line(name: str, tally: Tally) -> str:
    return f"{name}: precision {tally.precision:.1f}, recall {tally.recall:.1f} ({tally.labelled} labelled)"


def _by_article(name: str) -> dict[str, list[dict[str, str]]]:
    labels: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels[row["article"]].append(row)
    return labels
