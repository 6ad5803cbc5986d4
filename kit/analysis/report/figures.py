"""The pieces that the parts of a report share: claims, answers and bars, from the counts of a class or of many."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from kit.analysis.class_figures import answers_per_claim, most_split, still_disagree
from kit.analysis.counts import Counts
from kit.analysis.report.bars import HEIGHT, answers_bar, short
from kit.lesson.codebook import ANSWER_NAMES, name_of
from kit.lesson.lesson import Lesson
from kit.ui.markup import Markup, element, joined
from kit.ui.words import Words


class Figures(ABC):
    """What a report says of the counts of a lesson, in its words (`say`).

    `lesson` is without its key where the report leaves that out.
    """

    lesson: Lesson
    say: Words

    @property
    @abstractmethod
    def counts(self) -> Counts:
        """How often each claim got each answer: what most figures of a report are made from."""

    @cached_property
    def answers(self) -> pd.DataFrame:
        """The answers to each claim before the key was seen, as `answers_per_claim` gives them."""
        return answers_per_claim(self.counts, self.lesson)

    @cached_property
    def disagreed(self) -> pd.DataFrame:
        """The claims on which readers still disagree with the key, as `still_disagree` gives them."""
        return still_disagree(self.counts, self.lesson)

    @cached_property
    def most_split(self) -> list[dict[str, Any]]:
        """The claims on which readers split most, as `most_split` gives them."""
        return rows_of(most_split(self.counts, self.lesson))

    @cached_property
    def key(self) -> Mapping[str, str]:
        """The key's answer to each claim by name; empty where the report has no key."""
        return {claim: name_of(answer.labels) for claim, answer in (self.lesson.key or {}).items()}

    @cached_property
    def given(self) -> list[str]:
        """The answers that occur, from the class or in the key, in the codebook's order."""
        return [name for name in ANSWER_NAMES if self.answers[name].any() or name in self.key.values()]

    def head(self, name: str) -> str:
        """What a column is called."""
        return self.say(f"report.{name}")

    def rows_of_section(self, number: int) -> list[dict[str, Any]]:
        """The answers to each claim of one section."""
        return rows_of(self.answers[self.answers["section"] == number])

    def answer(self, name: str) -> str:
        """Return an answer in the report's words."""
        return self.say(f"report.answers.{name}")

    @property
    def language(self) -> str:
        """The language of the report's own words."""
        return self.say("widget.lang")

    @property
    def foreign(self) -> str | None:
        """The article's language, where it is not that of the report."""
        return None if self.lesson.article.language == self.language else self.lesson.article.language

    def quoted(self, words: str) -> Markup:
        """Return words of the article or of a reader; a reader's may run in any direction."""
        return element("span", words, class_="words", dir="auto", lang=self.foreign)

    def claim(self, row: Mapping[str, Any]) -> Markup:
        """Return where a claim stands, and its words: those may be cut short on paper, that never."""
        where = self.say("report.where_core" if row["core"] else "report.where", n=row["paragraph"])
        place = element("span", f"{row['claim']}, {where}", class_="where", lang=self.foreign and self.language)
        return element("span", place, " ", row["text"], class_="words", dir="auto", lang=self.foreign)

    def bar(self, row: Mapping[str, Any], height: int = HEIGHT) -> Markup:
        """Return the bar of a claim's answers, a row of `answers_per_claim`."""
        counts = {name: row[name] for name in ANSWER_NAMES}
        told = ", ".join(f"{self.answer(name)} {count}" for name, count in counts.items() if count)
        label = self.say("report.bar", n=row["answers"], counts=told) if told else self.say("report.bar_none")
        return answers_bar(counts, label, height)

    def share(self, value: float) -> str:
        """Return a share, 0 to 1, in percent; nothing where there is none."""
        return "" if pd.isna(value) else f"{value:.0%}"

    def short(self, name: str) -> Markup:
        """Return an answer as letters, with its words for who cannot see them."""
        letters = element("span", short(name), aria_hidden="true", class_="short")
        return joined(letters, element("span", self.answer(name), class_="hidden"))


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
