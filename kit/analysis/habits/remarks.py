"""Habits of readers that a teacher should know of before a grade or a figure rests on them.

Nothing here is a verdict: each sentence says what stands in the journal, and a person decides. The bounds are wide, so
that honest readers, quick ones and trusting ones among them, are not named.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta

import pandas as pd

from kit.analysis.about import LEFT_OUT, day_in_words, is_known_time
from kit.analysis.habits.likeness import copied_from_key, like_another, plain_words
from kit.lesson.codebook import name_of
from kit.lesson.lesson import Lesson
from kit.lesson.plain_errors import Mistake
from kit.marks.table import check_lesson
from kit.ui.words import words

_SAY = words()
#: A core claim takes about 90 seconds. Longer without a mark is a break, or a talk: only so much of it counts.
LONGEST_GAP = timedelta(minutes=5)
#: A label alone takes about 20 seconds, reading included. Who needs less than this has not read the claims.
FASTEST = timedelta(seconds=5)
#: For the pace a long gap counts even less: one break must not make up for fifty clicks.
LONGEST_GAP_OF_PACE = timedelta(minutes=1)
#: With fewer claims, a pace is chance: somebody reads a whole section and then marks it.
FEWEST_FOR_PACE = 8
#: Ten claims in a row can hardly be all of one kind; one other answer in twenty changes nothing.
FEWEST_FOR_ONE_ANSWER, ONE_IN = 10, 20
#: A sentence may fit a few claims; the same one for eight, and for nine of ten, is no reason.
FEWEST_FOR_ONE_REASON, SHARE_OF_ONE_REASON = 8, 0.9
#: A careful reader gives the key's first answer to about eight claims of ten: to 15 of 15 in one case of thirty.
FEWEST_LIKE_KEY, ONE_MISS_IN = 15, 40

#: The names of the habits, in the order in which they are told.
HABITS = (
    "after the key",
    "too fast",
    "one answer",
    "one reason",
    "like the key",
    "words of the key",
    "like another",
    "wrong clock",
)


def habits(annotations: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    """Return what is to be known of each reader's way of marking: one row a reader, in the order of reader codes.

    Columns: `reader`; `claims` (answered, before or after the key); `minutes` (see `minutes`); `habits` (a tuple of
    names of `HABITS`, empty for most readers); `remarks` (what they rest on, as the end of a sentence that begins with
    the reader: “marked 80 claims in 1.5 minutes, about 1 second a claim”; empty where there is nothing to know).

    Raises:
        ValueError: a row is of another lesson or edition.
    """
    check_lesson(annotations, lesson)
    rows = annotations.assign(reader=annotations["reader"].astype("string"))
    own = rows[rows["phase"].astype("string") == "own"]
    found: dict[str, Mapping[str, str]] = {
        "after the key": _after_the_key(rows, own),
        "too fast": _too_fast(own),
        "one answer": _one_answer(own),
        "one reason": _one_reason(own),
        "like the key": _like_the_key(own, lesson),
        "words of the key": copied_from_key(own, lesson),
        "like another": like_another(own),
        "wrong clock": _wrong_clock(rows),
    }
    table = pd.DataFrame({"claims": rows.groupby("reader")["claim"].nunique(), "minutes": minutes(rows)})
    table = table.rename_axis("reader").sort_index().reset_index()
    table["habits"] = [tuple(name for name in HABITS if reader in found[name]) for reader in table["reader"]]
    told = ["; ".join(said[reader] for said in found.values() if reader in said) for reader in table["reader"]]
    table["remarks"] = pd.Series(told, dtype="string")
    return table


def minutes(annotations: pd.DataFrame) -> pd.Series:
    """Return how long each reader marked, in minutes to one decimal; the index is the reader.

    It is the time from mark to mark, added up; of a gap longer than `LONGEST_GAP` only that much counts, so breaks and
    nights between two sittings do not. Only answers that stand are seen, and the time before the first is not known.
    """
    gaps = _gaps(annotations).clip(upper=LONGEST_GAP.total_seconds())
    readers = annotations["reader"].astype("string").unique()
    return gaps.groupby(level=0).sum().div(60).round(1).reindex(sorted(readers), fill_value=0.0).rename("minutes")


def without_readers(annotations: pd.DataFrame, readers: Collection[str]) -> pd.DataFrame:
    """Return the annotations of all other readers; `kit.analysis.about` then says how many were left out.

    Raises:
        ValueError: a reader has no annotations here.
    """
    unwanted = {readers} if isinstance(readers, str) else set(readers)
    codes = annotations["reader"].astype("string")
    if unknown := sorted(unwanted - set(codes)):
        raise Mistake(f"Nobody here has the code {unknown[0]}, so nobody of this code can be left out.")
    kept = annotations[~codes.isin(unwanted)]
    kept.attrs[LEFT_OUT] = annotations.attrs.get(LEFT_OUT, 0) + len(unwanted)
    return kept


def _gaps(annotations: pd.DataFrame) -> pd.Series:
    """Seconds from each standing mark of a reader to the next; the index is the reader."""
    times = pd.DataFrame({"reader": annotations["reader"].astype("string"), "at": annotations["marked_at"]}).dropna()
    in_order = times.sort_values(["reader", "at"], kind="stable").set_index("reader")["at"]
    return in_order.groupby(level=0).diff().dropna().dt.total_seconds()


def _after_the_key(rows: pd.DataFrame, own: pd.DataFrame) -> dict[str, str]:
    """Who first answered most claims when the key had been shown."""
    before = set(zip(own["reader"], own["claim"], strict=True))
    pairs = rows.drop_duplicates(["reader", "claim"])[["reader", "claim"]]
    late = pd.Series([pair not in before for pair in pairs.itertuples(index=False, name=None)], dtype=bool)
    counts = late.groupby(pairs["reader"].to_numpy()).agg(["sum", "size"])
    return {
        str(reader): _SAY("habits.after_the_key", of=_of(number, total))
        for reader, number, total in counts.itertuples()
        if number > total / 2
    }


def _too_fast(own: pd.DataFrame) -> dict[str, str]:
    claims, took = own.groupby("reader")["claim"].nunique(), minutes(own)
    pace = _gaps(own).clip(upper=LONGEST_GAP_OF_PACE.total_seconds()).groupby(level=0).mean()
    table = pd.DataFrame({"claims": claims, "took": took, "pace": pace}).dropna()
    hurried = table[(table["pace"] < FASTEST.total_seconds()) & (table["claims"] >= FEWEST_FOR_PACE)]
    return {
        str(reader): _SAY("habits.too_fast", claims=number, n=took, pace=_pace(seconds))
        for reader, number, took, seconds in hurried.itertuples()
    }


def _pace(seconds: float) -> str:
    whole = round(seconds)
    return _SAY("habits.pace_less") if whole < 1 else _SAY("habits.pace", n=whole)


def _one_answer(own: pd.DataFrame) -> dict[str, str]:
    given = (
        own["labels"]
        .astype("string")
        .groupby(own["reader"])
        .agg(
            total="size", most=lambda labels: labels.value_counts().iloc[0], answer=lambda labels: labels.mode().iloc[0]
        )
    )
    return {
        str(reader): _SAY("habits.one_answer", answer=answer, of=_of(most, total))
        for reader, total, most, answer in given.itertuples()
        if total >= FEWEST_FOR_ONE_ANSWER and total - most <= total // ONE_IN
    }


def _one_reason(own: pd.DataFrame) -> dict[str, str]:
    """Who wrote the same under almost every claim; signs and capitals do not matter, so “.” and “...” are the same."""
    reasons = own.loc[own["reason"].fillna("").str.strip() != "", ["reader", "reason"]]
    plain = reasons["reason"].map(lambda reason: " ".join(plain_words(reason)))
    counts = plain.groupby(reasons["reader"]).agg(total="size", most=lambda texts: texts.value_counts().iloc[0])
    named = counts[
        (counts["total"] >= FEWEST_FOR_ONE_REASON) & (counts["most"] >= SHARE_OF_ONE_REASON * counts["total"])
    ]
    return {str(reader): _SAY("habits.one_reason", of=_of(most, total)) for reader, total, most in named.itertuples()}


def _like_the_key(own: pd.DataFrame, lesson: Lesson) -> dict[str, str]:
    if lesson.key is None:
        return {}
    key = {claim: name_of(answer.labels) for claim, answer in lesson.key.items()}
    own = own[own["claim"].isin(list(key))]
    alike = own["labels"].astype("string") == own["claim"].astype("string").map(key)
    counts = alike.astype("int64").groupby(own["reader"]).agg(["sum", "size"])
    return {
        str(reader): _SAY("habits.like_the_key", of=_of(same, total))
        for reader, same, total in counts.itertuples()
        if total >= FEWEST_LIKE_KEY and total - same <= total // ONE_MISS_IN
    }


def _wrong_clock(rows: pd.DataFrame) -> dict[str, str]:
    times = rows[~is_known_time(rows["marked_at"]) & rows["marked_at"].notna()]
    return {
        str(reader): _SAY("habits.wrong_clock", day=day_in_words(first.date(), _SAY))
        for reader, first in times.groupby("reader")["marked_at"].min().items()
    }


def _of(number: int, total: int) -> str:
    return _SAY("habits.all_claims" if number == total else "habits.some_claims", number=number, total=total)
