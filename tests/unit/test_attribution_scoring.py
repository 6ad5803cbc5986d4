"""The scores of found attributions against labelled ones."""

import json
import re
import sys
import time
from pathlib import Path

import pytest

import kit
from kit.authoring.attribution.find import find_relations
from kit.authoring.attribution.parsing import load_model, parse_text
from kit.authoring.attribution.sources import Sources
from tests.benchmarks.attribution.__main__ import main
from tests.benchmarks.attribution.by_hand import LABELS
from tests.benchmarks.attribution.scoring import Scores, Words, words_of

TEXT = "“The pool is shut,” Ann Lee said on Friday: all of it."


def triple(source: str, cue: str, content: str) -> dict[str, Words]:
    """Return a relation whose parts are the first places of these words in the text."""
    parts = {"source": source, "cue": cue, "content": content}
    spans = {name: [(TEXT.index(part), TEXT.index(part) + len(part))] if part else [] for name, part in parts.items()}
    return {name: words_of(TEXT, span) for name, span in spans.items()}


LABELLED = triple("Ann Lee", "said", "The pool is shut")


@pytest.mark.parametrize(
    ("found", "exact", "overlap", "relation"),
    [
        (triple("Ann Lee", "said", "“The pool is shut,”"), 100, 100, 100),  # the edges are no matter
        (triple("Lee", "said", "pool is shut"), 0, 100, 100),
        (triple("Ann Lee", "said", "shut"), 100, 100, 0),  # less than half of the content
        (triple("Friday", "said", "The pool is shut"), 0, 0, 0),
    ],
)
def test_exact_overlap_and_relation(found: dict[str, Words], exact: int, overlap: int, relation: int) -> None:
    """Exact asks for the same words, overlap for one in common, a relation for half of source and content."""
    scores = Scores()
    scores.add([found], [LABELLED], [words_of(TEXT, [(0, len(TEXT))])])
    assert scores.exact["source"].f1 == exact
    assert scores.overlap["source"].f1 == overlap
    assert scores.relation.f1 == relation
    assert scores.sentence.f1 == 100


def test_each_labelled_relation_counts_once() -> None:
    """Finding one relation twice is one right, and one too many."""
    scores = Scores()
    scores.add([LABELLED, LABELLED], [LABELLED], [])
    assert (scores.relation.precision, scores.relation.recall) == (50, 100)


def test_no_source_is_like_no_source() -> None:
    """A relation without a source meets one without a source, and its missing part is not counted as found."""
    nobody = triple("", "said", "The pool is shut")
    scores = Scores()
    scores.add([nobody], [nobody], [])
    assert scores.relation.f1 == 100
    assert scores.exact["source"].found == 0


def test_a_cue_of_signs_is_compared_by_its_place() -> None:
    """A colon has no word: its place counts."""
    assert words_of(TEXT, [(TEXT.index(":"), TEXT.index(":") + 1)]) == {TEXT.index(":")}


def test_anyone_with_a_corpus_can_rerun_the_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script reads a corpus from a path, and prints the table, the speech alone, and what the rules cost."""
    text = "Ann Lee said that the pool is shut."
    relation = {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 34]]}
    row = {"doc_id": "own", "text": text, "sentences": [], "relations": [relation]}
    (tmp_path / "own.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["attribution", "--corpus", str(tmp_path / "own.jsonl")])
    main()
    told = capsys.readouterr().out
    assert told.count("100.0 / 100.0 / 100.0") == 16  # two tables of eight
    assert re.search(r"rules \d+ words/s, [\d.]+% of the parse", told)


def test_the_rules_cost_less_than_a_tenth_of_the_parse() -> None:
    """On the bundled lesson, finding attributions and their sources takes less than a tenth of the parser's time."""
    model = load_model()
    assert model is not None
    text = "\n\n".join(one.text for one in kit.open_lesson("inner-circle").article.paragraphs)
    parse_text(text, model)  # warm
    began = time.process_time()
    doc = parse_text(text, model)
    parsed = time.process_time()
    Sources(doc, find_relations(doc))
    assert time.process_time() - parsed < (parsed - began) / 10


def test_labels_given_by_hand_hold_no_text() -> None:
    """The labels are hashes, places and words of the codebook, and nothing else."""
    for name in ("sources.csv", "denials.csv"):
        rows = (LABELS / name).read_text(encoding="utf-8").splitlines()[1:]
        form = r"[0-9a-f]{12},\d+,\d+,(person|body|document|unnamed person|collective|nobody|yes|no)(,[123])?"
        assert rows
        assert [row for row in rows if not re.fullmatch(form, row)] == []
