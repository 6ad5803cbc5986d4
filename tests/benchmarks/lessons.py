"""Lessons of any size, for the benchmarks."""

from pathlib import Path

FRONT = """---
lesson: benchmark
title: A long article
language: en
codebook: 1
credit: Generated for the benchmarks.
licence: CC BY 4.0
date_line: Any day.
points: ["Measure."]
---

## All of it
"""
CLAIMS_IN_A_PARAGRAPH = 5


def write_lesson(folder: Path, claims: int) -> Path:
    """Write a lesson with this many claims, five in each paragraph, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paragraphs = [_paragraph(first, claims) for first in range(1, claims + 1, CLAIMS_IN_A_PARAGRAPH)]
    (folder / "article.md").write_text(FRONT + "\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


def _paragraph(first: int, claims: int) -> str:
    numbers = range(first, min(first + CLAIMS_IN_A_PARAGRAPH, claims + 1))
    claim = "[The council has agreed to mend bridge number {0} by the spring]{{#c{0:04}}}, officials said."
    return " ".join(claim.format(number) for number in numbers)
