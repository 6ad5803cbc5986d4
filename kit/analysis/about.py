"""Which class a result is about: what was handed in, how many readers, and when they marked."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd

from kit.lesson.printable import printable
from kit.marks.reader import SAMPLE
from kit.ui.words import FALLBACK, Words, words

#: Where annotations keep the name of what they were collected from (`DataFrame.attrs`).
HANDED_IN = "handed_in"
#: Where they keep how many readers were left out, and the path that they were limited to.
LEFT_OUT, PATH = "left_out", "path"
#: No journal was written before this day: a clock that says so is wrong.
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def about(annotations: pd.DataFrame, path: str = "", language: str = FALLBACK) -> str:
    """Return which class the annotations are of, as one line: `7b/marks.zip: 28 readers, marked on 12 November 2026`.

    The name is there where `kit.collect` made the table, the days are those of this computer's time zone. An invented
    class is called so instead. What the annotations were limited to is told: readers who were left out, and a path, by
    its title (`path`, or what `kit.analysis.paths.limited` left in `annotations.attrs`).
    """
    say, count = words(language), annotations["reader"].nunique()
    told = say("about.readers", n=count) if count else say("about.readers_none")
    invented = sum(str(reader).startswith(SAMPLE) for reader in annotations["reader"].unique())
    name = annotations.attrs.get(HANDED_IN, "")
    if count and invented == count:
        name = say("about.sample")
    elif invented:
        told = say("about.some_sample", readers=told, n=invented)
    if left_out := annotations.attrs.get(LEFT_OUT, 0):
        told = say("about.left_out", readers=told, n=left_out)
    told = _marked(annotations, told, say)
    if path := path or annotations.attrs.get(PATH, ""):
        told = say("about.path", readers=told, path=path)
    return say("about.of", name=name, readers=told) if name else told


def is_sample(annotations: pd.DataFrame) -> bool:
    """Whether there are readers, and all of them are generated ones."""
    codes = [str(reader) for reader in annotations["reader"].unique()]
    return bool(codes) and all(code.startswith(SAMPLE) for code in codes)


def name_of_handed_in(place: Path) -> str:
    """Return what a teacher calls a folder or a zip: its name, with that of the folder around it.

    Two classes may both lie in a folder `marks`. One file alone may have a student's name for its own. What would turn
    the letters of a page around becomes a sign that is seen.
    """
    if place.is_file() and place.suffix.casefold() != ".zip":
        return words()("about.one_file")
    return printable("/".join(place.resolve().parts[1:][-2:]))


def is_known_time(times: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
    """Whether each time can be true: after this kit was made, and not in the future (a day is for time zones)."""
    return times.ge(FIRST_DAY) & times.le(datetime.now(UTC) + timedelta(days=1))


def _marked(annotations: pd.DataFrame, readers: str, say: Words) -> str:
    times = annotations["marked_at"]
    known = times[is_known_time(times)]
    if not len(known):
        return readers
    first, last = (time.to_pydatetime().astimezone().date() for time in (known.min(), known.max()))
    if first == last:
        return say("about.marked_on", readers=readers, last=day_in_words(last, say))
    return say("about.marked_from", readers=readers, first=_from(first, last, say), last=day_in_words(last, say))


def _from(first: date, last: date, say: Words) -> str:
    """The first day, without what the last one says anyhow."""
    if first.year != last.year:
        return day_in_words(first, say)
    same = first.month == last.month
    return str(first.day) if same else say("about.day_of_year", day=first.day, month=_month(first, say))


def day_in_words(day: date, say: Words) -> str:
    """Return a day as a sentence says it, such as `12 November 2026`."""
    return say("about.day", day=day.day, month=_month(day, say), year=day.year)


def _month(day: date, say: Words) -> str:
    return str(say["about"]["months"][day.month - 1])
