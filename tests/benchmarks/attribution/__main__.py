"""Scores the attribution rules on a corpus: python -m tests.benchmarks.attribution --corpus PATH ...

The corpus is JSON Lines: an article and annotator a line, with `text` and `relations`, each with `source`, `cue` and
`content` as lists of [start, end) in code points of the text. That is PolNeAR (Newell, Margolin and Ruths 2018) in the
form that people convert it to; its texts are newspapers', and none of them is in this project.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kit.authoring.attribution.find import find_relations
from kit.authoring.attribution.parsing import load_model, parse_text
from kit.authoring.attribution.relations import Relation, place
from kit.authoring.sentences import sentences
from tests.benchmarks.attribution.by_hand import ByHand
from tests.benchmarks.attribution.scoring import PARTS, Scores, Triple, words_of

#: Cues of speech and writing: the share of a corpus that also marks thoughts, wants and expectations.
_SPEECH = """
say said says saying tell told tells telling add added adds adding note noted notes noting write wrote writes ask
asked asks asking report reported reports announce announced argue argued argues warn warned warns claim claimed
claims claiming explain explained acknowledge acknowledged suggest suggested suggests continue continued declare
declared respond responded reply replied conclude concluded admit admitted tweet tweeted assert asserted state
stated insist insisted insists recall recalled complain complained predict predicted confirm confirmed contend
contended according deny denied denies dispute disputed reject rejected dismiss dismissed criticize criticized call
called calls calling cite cited describe described describes mention mentioned accuse accused blame blamed praise
praised read reads show shows showed shown find found testify testified shout shouted chant chanted joke joked quip
quipped remark remarked observe observed caution cautioned urge urged promise promised vow vowed pledge pledged :
"""
SPEECH = frozenset(_SPEECH.split())


def main() -> None:
    """Score the rules, and print the tables."""
    parser = argparse.ArgumentParser(description="Score the attribution rules on a corpus.")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="files of JSON Lines, an article a line")
    model = load_model()
    if model is None:
        parser.error("spaCy and its small English model are missing: pip install '.[suggest]'")
    every, speech, by_hand = Scores(), Scores(), ByHand()
    parsing, ruling, words = 0.0, 0.0, 0
    for line in _lines(parser.parse_args().corpus):
        row = json.loads(line)
        began = time.process_time()
        doc = parse_text(row["text"], model)
        parsed = time.process_time()
        found = find_relations(doc)
        ruling += time.process_time() - parsed
        parsing += parsed - began
        words += len(row["text"].split())
        ours = [(_triple(row["text"], doc, one), one.is_speech) for one in found]
        theirs = [
            ({part: words_of(row["text"], one[part]) for part in PARTS}, _is_speech(row["text"], one))
            for one in row["relations"]
            if one["cue"] or one["content"]
        ]
        spans = [words_of(row["text"], [span]) for span in sentences(row["text"])]
        every.add([one for one, _ in ours], [one for one, _ in theirs], spans)
        speech.add(*_speech_only(ours, theirs), spans)
        by_hand.add(str(row["doc_id"]), doc, found)
    print(f"All attributions ({words} words)\n{every.table()}\n")
    print(f"Speech only: cues with a word of saying\n{speech.table()}\n")
    print(f"Labels by hand, for the articles of this corpus that have some\n{by_hand.table()}\n")
    print(
        f"Parse {words / parsing:.0f} words/s; rules {words / ruling:.0f} words/s, {ruling / parsing:.1%} of the parse"
    )


def _lines(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        yield from path.read_text(encoding="utf-8").splitlines()


def _triple(text: str, doc: Any, one: Relation) -> Triple:
    spans = {"source": [one.source] if one.source else [], "cue": [one.cue], "content": list(one.content)}
    return {part: words_of(text, [place(doc, span) for span in spans[part]]) for part in PARTS}


def _is_speech(text: str, relation: dict[str, list[Sequence[int]]]) -> bool:
    cue = " ".join(text[start:end] for start, end in relation["cue"]).casefold()
    return bool(SPEECH & set(cue.replace(":", " : ").split()))


def _speech_only(
    ours: Sequence[tuple[Triple, bool]], theirs: Sequence[tuple[Triple, bool]]
) -> tuple[list[Triple], list[Triple]]:
    """Return the labelled relations of speech, and ours; one of ours that meets a labelled thought is left out."""
    thoughts: set[int] = set().union(*(one["cue"] for one, is_speech in theirs if not is_speech))
    return [one for one, is_speech in ours if is_speech and not one["cue"] & thoughts], [
        one for one, is_speech in theirs if is_speech
    ]


if __name__ == "__main__":
    main()
