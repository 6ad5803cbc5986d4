"""The report's other parts: the class in numbers, what it missed, what it disputes, how far it is, and the notes.

What is not there is said in words: no empty table, no missing number.
"""

from collections.abc import Iterator

import pandas as pd

from kit.analysis.agreement.alpha import Alpha, alpha_with_interval
from kit.analysis.agreement.distances import distance_matrix
from kit.analysis.class_figures import (
    completion,
    completion_by_section,
    most_missed,
    own_and_revised,
    rests_on,
)
from kit.analysis.reasons import FEWEST
from kit.analysis.report.bars import plain_bar
from kit.analysis.report.material import Material, note, rows_of, section, table
from kit.analysis.scores import shares_of_class
from kit.lesson.codebook import ANSWER_NAMES
from kit.ui.markup import Markup, element, joined

_AGAINST_KEY = {"exact": "defensible", "over_suspicion": "over_suspicion", "credulity": "credulity"}


def numbers(material: Material) -> Markup:
    """The class in a few numbers."""
    told = [*_counted(material), *_against_key(material)]
    boxes = (element("div", element("dt", words), element("dd", figure)) for figure, words in told)
    return element("dl", *boxes, class_="numbers")


def _counted(material: Material) -> Iterator[tuple[str, str]]:
    readers = completion(material.annotations, material.lesson)
    own = int(material.answers["answers"].sum())
    core = sum(claim.core for claim in material.lesson.claims)
    yield str(len(readers)), material.say("readers", n=len(readers))
    yield f"{own:,}", material.say("answers_given", n=own)
    if core:
        yield str(int(readers["done"].sum())), material.say("core_done", n=core)


def _against_key(material: Material) -> Iterator[tuple[str, str]]:
    """Shares of all answers given before the key was seen; nothing without a key."""
    shares = shares_of_class(material.counts, material.lesson)
    for name, words in _AGAINST_KEY.items():
        if name in shares:
            yield f"{shares[name]:.0%}", material.say(words)


def missed(material: Material) -> Markup | None:
    """The claims with the fewest answers that can be defended; nothing without a key."""
    if material.lesson.key is None:
        return None
    rows = []
    for row in rows_of(most_missed(material.counts, material.lesson)):
        slip = f"{material.answer(row['slip'])} ({row['slip_share']:.0%})"
        rows.append((material.claim(row), material.answer(row["key"]), f"{row['defensible']:.0%}", slip))
    if not rows:
        return section(material.say("missed"), note(material.say("missed_none")))
    head = [material.say(name) for name in ("claim", "key", "can_be_defended", "common_slip")]
    return section(material.say("missed"), table(material.say("missed_caption"), head, rows, numbers=[2]))


def rests(material: Material) -> Markup | None:
    """What the article rests on in the eyes of the class, beside the key."""
    figures = rests_on(material.counts, material.lesson)
    sides = [side for side in ("class", "key") if f"{side}_claims" in figures]
    values = figures[[f"{side}_claims" for side in sides]]
    most = values.to_numpy(dtype=float).max()
    rows = [
        (material.answer(row["answer"]), *(_with_bar(row[f"{side}_claims"], most, row["answer"]) for side in sides))
        for row in rows_of(figures[values.sum(axis=1) > 0])
    ]
    claims = int((material.answers["answers"] > 0).sum())
    caption = material.say("rests_on_caption", n=claims)
    head = [material.say("answer"), *(material.say(side) for side in sides)]
    return section(material.say("rests_on"), table(caption, head, rows), class_="rests") if rows else None


def _with_bar(value: float, most: float, name: str) -> Markup:
    shown = f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
    return element("div", element("span", shown, class_="n"), plain_bar(value / most, name), class_="with-bar")


def disagree(material: Material) -> Markup | None:
    """The claims on which readers who saw the key still disagree; nothing without a key."""
    if material.lesson.key is None:
        return None
    found = material.disagreed
    if not len(found):
        return section(material.say("disagree"), note(material.say("disagree_none")))
    rows = []
    for row, camp in material.disputed:
        name = joined(material.claim(row), material.reasons(camp.reasons) if camp.reasons else None)
        rows.append((name, row["readers"], material.answer(row["answer"])))
    head = [material.say(name) for name in ("claim", "disagree_readers", "disagree_answer")]
    more = note(material.say("disagree_more", n=len(found) - len(rows))) if len(found) > len(rows) else None
    return section(material.say("disagree"), table(material.say("disagree_caption"), head, rows, numbers=[1]), more)


def revised(material: Material) -> Markup | None:
    """The answers before and after the key, side by side; nothing without a key."""
    if material.lesson.key is None:
        return None
    pairs = own_and_revised(material.annotations, material.lesson)
    if not len(pairs):
        return section(material.say("revised"), note(material.say("revised_none")))
    before, after = pairs["own"].value_counts(), pairs["revised"].value_counts()
    given = [name for name in ANSWER_NAMES if name in before or name in after]
    rows = [(material.answer(name), before.get(name, 0), after.get(name, 0)) for name in given]
    changed = int(pairs["changed"].sum())
    caption = material.say("revised_caption", n=len(pairs), changed=changed, same=len(pairs) - changed)
    shown = table(caption, [material.say(name) for name in ("answer", "own", "after")], rows, numbers=[1, 2])
    return section(material.say("revised"), shown, note(material.say("revised_note")))


def sections(material: Material) -> Markup:
    """How much of each section the class has answered."""
    rows = [
        (material.quoted(f"{row['section']} {row['title']}"), *(_share(material, row, kind) for kind in _KINDS))
        for row in rows_of(completion_by_section(material.counts, material.lesson))
    ]
    head = [material.say(name) for name in ("section", *_KINDS)]
    return section(material.say("sections"), table(material.say("sections_caption"), head, rows, numbers=[1, 2]))


_KINDS = ("core", "optional")


def _share(material: Material, row: dict[str, float], kind: str) -> str:
    return material.say("none_here") if pd.isna(row[kind]) else f"{row[kind]:.0%}"


def notes(material: Material, files: pd.DataFrame | None, *, key_left_out: bool) -> Markup:
    """The footnotes: agreement, what became of the files (numbers, no names), and what is not shown."""
    told = [
        _agreement(material, alpha_with_interval(material.counts.units(), distance_matrix("jaccard"))),
        *_files(material, files),
    ]
    told.append(material.say("privacy", fewest=FEWEST))
    if held_back := sum(camp.held_back for camp in material.camps):
        told.append(material.say("held_back", n=held_back))
    if material.lesson.key is None:
        told.append(material.say("key_left_out" if key_left_out else "no_key"))
    return element("footer", element("h2", material.say("notes")), *map(note, told))


def _agreement(material: Material, found: Alpha) -> str:
    if not found.units:
        return material.say("alpha_alone")
    if found.alpha is None:
        return material.say("alpha_alike")
    if found.low is None or found.high is None:
        return material.say("alpha_few", alpha=f"{found.alpha:.2f}")
    values = {name: f"{getattr(found, name):.2f}" for name in ("alpha", "low", "high")}
    return material.say("alpha", units=found.units, **values)


def _files(material: Material, files: pd.DataFrame | None) -> Iterator[str]:
    if files is None:
        return
    told = [material.say("files", n=len(files), used=int(files["used"].sum()))]
    for name in ("refused", "carried", "elsewhere"):
        lines = int(files.loc[files["used"], f"lines_{name}"].sum()) if f"lines_{name}" in files else 0
        told += [material.say(f"files_{name}", n=lines)] if lines else []
    yield " ".join(told)
