"""A small good lesson, written into a folder: what the tests break, mark and open."""

from pathlib import Path

from kit.lesson.files import open_lesson
from kit.lesson.lesson import Lesson

ARTICLE = """\
---
lesson: bridge
title: "Why is the bridge closed?"
language: en
codebook: 1
credit: Written for the tests.
licence: CC BY 4.0
date_line: "Oxley, Monday 3 May"
notice: "Made up."
content_note: ""
whos_who:
  - {name: "Ana Ruiz", who: "mayor of Oxley"}
  - {name: "The road office", who: "checks bridges"}
points:
  - Ask who says so.
  - "Ask again: who denies it?"
---

## The crack

[The bridge has been closed since Sunday]{#c01}. People were surprised.

[A crack runs through the main arch]{#c02 .core}, said two people who had seen the report.

{.caption}
The old bridge in May (archive)

[“We knew of [the crack in March]{#c04}”]{#c03 .core}, said the mayor, Ana Ruiz.

## The answer

[The crack is harmless]{#c05}, the road office wrote. [It rejects \\[sic\\] every other report]{#c06}.
"""

KEY = """\
c01:
  labels: []
  nature: fact
  source: the article itself
  evidence: []
  why: The article says it in its own voice.

# This claim is the heart of the lesson.
c02:
  labels: [anonymous, denied]
  also_defensible: [[anonymous], [sourced, denied]]
  nature: fact
  source: two people who have seen the report
  evidence:
    - {label: anonymous, paragraph: 2, quote: "said two people"}
    - {label: denied, paragraph: 5, quote: "The crack is harmless"}
    - {label: denied, paragraph: 5, quote: "It rejects"}
  why: >-
    Two people vouch for it,
    and nobody names them.
  later: >-
    The road office rejects it.
  later_after: 5
  model_reason: "I marked anonymous, because nobody is named."
  if_you_chose:
    no source: "Look at the end of the sentence."
    sourced: "No name is given."

c03:
  labels: [sourced]
  nature: fact
  source: Ana Ruiz
  evidence:
    - {label: sourced, paragraph: 4, quote: "said the mayor, Ana Ruiz"}
  why: "The mayor is named."
  if_you_chose: {anonymous: "She has a name."}
  model_reason: "I marked sourced, because she is named."

c04:
  labels: [sourced]
  nature: judgement
  source: Ana Ruiz
  evidence:
    - {label: sourced, paragraph: 4, quote: "Ana Ruiz"}
  why: >-
    She says it herself.

c05:
  labels: [sourced]
  nature: forecast
  source: the road office
  evidence:
    - {label: sourced, paragraph: 5, quote: "the road office wrote"}
  why: An office on the record.

c06:
  labels: []
  nature: fact
  source: the article itself
  evidence: []
  why: The article's own words.
"""


def one_section(lesson: str, body: str) -> str:
    """Return an article of one section, with just what an article needs."""
    return f"""\
---
lesson: {lesson}
title: A short text
language: en
codebook: 1
credit: Written for the tests.
licence: CC0
date_line: Today
points:
  - Who says so?
---

## One

{body}
"""


def write_lesson(folder: Path, article: str | bytes = ARTICLE, key: str | bytes | None = KEY) -> Path:
    """Write a lesson's files into `folder`, without a key where `key` is None, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "article.md", article)
    (folder / "key.yaml").unlink(missing_ok=True)
    if key is not None:
        _write(folder / "key.yaml", key)
    return folder


def small_lesson(
    folder: Path, article: str | bytes = ARTICLE, key: str | bytes | None = KEY, guide: str | None = None
) -> Lesson:
    """Write a lesson's files into `folder` and open it."""
    write_lesson(folder, article, key)
    if guide is not None:
        _write(folder / "guide.yaml", guide)
    return open_lesson(folder)


def _write(path: Path, content: str | bytes) -> None:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
