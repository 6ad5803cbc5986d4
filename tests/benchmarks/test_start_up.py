"""From a fresh interpreter to the first markable claim, beside `import anywidget` alone.

Run with `-s` to see the figures.
"""

import statistics
import subprocess
import sys
import time

import kit
from tests.benchmarks.lessons import write_lesson

ROUNDS = 5
BASELINE = "import anywidget"
READ = """import kit
reading = kit.start_reading(kit.open_lesson("inner-circle"), folder={folder!r})
reading.show(1)"""


def seconds(code: str) -> float:
    """Time one fresh interpreter."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - began


def test_the_first_claim_is_soon_there(tmp_path):
    """The article, opened and its first paragraph shown, costs less than two and a half times `import anywidget`.

    A fifth of a second more than the import itself; half of that is the strict reading of a key of eighty answers, for
    which the faster YAML scanner, written in C, is too lenient: it lets a lost quotation mark pass.
    """
    read = READ.format(folder=str(tmp_path))
    pairs = [(seconds(BASELINE), seconds(read)) for _ in range(ROUNDS)]
    ratio = statistics.median(reading / baseline for baseline, reading in pairs)
    baseline, reading = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"\nimport anywidget {baseline:.2f} s, first markable claim {reading:.2f} s, ratio {ratio:.2f}")
    assert ratio < 2.5


def test_opening_grows_with_the_article_and_not_faster(tmp_path):
    """A lesson of ten times the claims takes less than thirty times as long to open."""
    times = []
    for claims in (200, 2000):
        folder = write_lesson(tmp_path / str(claims), claims)
        rounds = []
        for _ in range(3):
            began = time.perf_counter()
            kit.open_lesson(folder)
            rounds.append(time.perf_counter() - began)
        times.append(min(rounds))
    print(f"\n200 claims {times[0] * 1000:.0f} ms, 2,000 claims {times[1] * 1000:.0f} ms")
    assert times[1] < 30 * times[0]
