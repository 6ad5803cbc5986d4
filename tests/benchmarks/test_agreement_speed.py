"""Agreement of 5.4 million marks, beside one bincount on keys that stand ready. Run with `-s` to see the figures."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from kit.analysis.agreement import agreement
from kit.lesson.codebook import LABELS

READERS, CLAIMS, MISSING = 100_000, 60, 0.1
ROUNDS = 200
#: How many bincounts an agreement may cost.
#: Measured in five processes: 2.0 to 2.3, as the bare bincount takes 5.1 to 6.2 ms from one process to the next.
MOST = 2.5


def tidy_marks() -> tuple[pd.DataFrame, np.ndarray]:
    """A tidy annotations table as `kit.collect` makes it, and each mark's key: its claim times 8 plus its labels."""
    chance = np.random.default_rng(1)
    kept = chance.random(READERS * CLAIMS) >= MISSING
    reader = np.repeat(np.arange(READERS, dtype=np.int32), CLAIMS)[kept]
    claim = np.tile(np.arange(CLAIMS, dtype=np.int8), READERS)[kept]
    labels = {label: chance.random(len(claim)) < 0.4 for label in LABELS}
    keys = claim.astype(np.int64) * 8 + sum(truths * 2**bit for bit, truths in enumerate(labels.values()))
    nothing = np.zeros(len(claim), dtype=np.int8)
    columns = {
        "lesson": pd.Categorical.from_codes(nothing, ["inner-circle"]),
        "edition": pd.Categorical.from_codes(nothing, ["9f2c"]),
        "reader": pd.Categorical.from_codes(reader, [f"quiet-otter-{number}" for number in range(READERS)]),
        "claim": pd.Categorical.from_codes(claim, [f"c{number:02}" for number in range(CLAIMS)]),
        "phase": pd.Categorical.from_codes(nothing, ["own", "revised"], ordered=True),
    }
    return pd.DataFrame(columns | labels), keys


def seconds(work: Callable[[], object]) -> float:
    """The processor time of one call: what else this machine is doing matters less."""
    began = time.process_time()
    work()
    return time.process_time() - began


def test_agreement_costs_little_more_than_two_bincounts() -> None:
    """From 5.4 million tidy annotations to alpha with its interval takes at most 2.5 times one bare bincount."""
    marks, keys = tidy_marks()
    bare = ours = float("inf")
    for _ in range(ROUNDS):
        bare = min(bare, 1000 * seconds(lambda: np.bincount(keys, minlength=CLAIMS * 8)))
        ours = min(ours, 1000 * seconds(lambda: agreement(marks)))
    found = agreement(marks)
    print(f"\n{found.marks:,} marks: bincount {bare:.1f} ms, agreement {ours:.1f} ms, ratio {ours / bare:.2f}; {found}")
    assert (found.marks, found.readers, found.units) == (len(keys), READERS, CLAIMS)
    assert ours <= MOST * bare
