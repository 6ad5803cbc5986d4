"""The report's parts that are figures: the class in numbers, what it missed and disputes, how far it is, the notes.

What is not there is said in words: no empty table, no missing number.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from kit.analysis.agreement.alpha import alpha_with_interval
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
from kit.analysis.report.figures import Figures, rows_of
from kit.analysis.report.material import Material
from kit.analysis.scores import shares_of_class
from kit.lesson.codebook import ANSWER_NAMES
from kit.ui.markup import Markup, element, joined, table

#: From which alpha on agreement is called what. Krippendorff (2004), "Content Analysis", 2nd ed., 241 f., draws
#: conclusions from .8 on and tentative ones from .667 on; a class splits, and should, long before.
_BANDS = ((0.8, "most"), (0.5, "much"), (0.1, "some"), (float("-inf"), "chance"))
_AGAINST_KEY = {"exact": "defensible", "over_suspicion": "over_suspicion", "credulity": "credulity"}


def numbers(material: Material) -> list[tuple[str, str]]:
    """The class in a few numbers: each figure, and what it says."""
    return [*_counted(material), *against_key(material)]


def _counted(material: Material) -> Iterator[tuple[str, str]]:
    readers = completion(material.annotations, material.lesson)
    own = int(material.answers["answers"].sum())
    core = sum(claim.core for claim in material.lesson.claims)
    yield str(len(readers)), material.say("report.readers", n=len(readers))
    yield f"{own:,}", material.say("report.answers_given", n=own)
    if core:
        yield str(int(readers["done"].sum())), material.say("report.core_done", n=core)


def against_key(material: Figures) -> Iterator[tuple[str, str]]:
    """Shares of all answers given before the key was seen; nothing without a key."""
    shares = shares_of_class(material.counts, material.lesson)
    for name, words in _AGAINST_KEY.items():
        if name in shares:
            yield f"{shares[name]:.0%}", material.say(f"report.{words}")


def missed(material: Figures) -> Markup | None:
    """The claims with the fewest answers that can be defended; nothing where nobody missed any."""
    rows = []
    for row in rows_of(most_missed(material.counts, material.lesson)):
        slip = f"{material.answer(row['slip'])} ({row['slip_share']:.0%})"
        rows.append((material.claim(row), material.answer(row["key"]), f"{row['defensible']:.0%}", slip))
    return _table(material, "missed_caption", ("claim", "key", "can_be_defended", "common_slip"), rows, numbers=[2])


def rests(material: Figures) -> Markup | None:
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
    return _table(material, "rests_on_caption", ("answer", *sides), rows, n=claims)


def _with_bar(value: float, most: float, name: str) -> Markup:
    shown = f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
    return element("div", element("span", shown, class_="n"), plain_bar(value / most, name), class_="with-bar")


def disagree(material: Material) -> Markup | None:
    """The claims on which readers who saw the key still disagree; nothing where nobody does."""
    rows = []
    for row, camp in material.disputed:
        name = joined(material.claim(row), material.reasons(camp.reasons) if camp.reasons else None)
        rows.append((name, row["readers"], material.answer(row["answer"])))
    head = ("claim", "disagree_readers", "disagree_answer")
    return _table(material, "disagree_caption", head, rows, numbers=[1])


def revised(material: Figures) -> Markup | None:
    """The answers before and after the key, side by side; nothing where nobody answered again."""
    pairs = own_and_revised(material.counts, material.lesson)
    before, after = pairs["own"].value_counts(), pairs["revised"].value_counts()
    given = [name for name in ANSWER_NAMES if name in before or name in after]
    rows = [(material.answer(name), before.get(name, 0), after.get(name, 0)) for name in given]
    changed = int(pairs["changed"].sum())
    told = {"n": len(pairs), "changed": changed, "same": len(pairs) - changed}
    return _table(material, "revised_caption", ("answer", "own", "after"), rows, numbers=[1, 2], **told)


def sections(material: Figures) -> Markup | None:
    """How much of each section the class has answered."""
    rows = [
        (material.quoted(f"{row['section']} {row['title']}"), *(_share(material, row, kind) for kind in _KINDS))
        for row in rows_of(completion_by_section(material.counts, material.lesson))
    ]
    return _table(material, "sections_caption", ("section", *_KINDS), rows, numbers=[1, 2])


_KINDS = ("core", "optional")


def _share(material: Figures, row: dict[str, float], kind: str) -> str:
    return material.share(row[kind]) or material.say("report.none_here")


def _table(
    material: Figures,
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    numbers: Sequence[int] = (),
    **values: int,
) -> Markup | None:
    """A table, its caption and its head named by their texts; nothing where it has no row."""
    names = [material.head(name) for name in head]
    return table(material.say(f"report.{caption}", **values), names, rows, numbers) if rows else None


def notes(material: Material, files: pd.DataFrame | None, *, key_left_out: bool) -> list[str]:
    """The footnotes: agreement, what became of the files (numbers, no names), and what is not shown."""
    told = [
        agreement(material),
        *_files(material, files),
        material.say("report.privacy", fewest=FEWEST),
    ]
    if held_back := sum(camp.held_back for camp in material.camps):
        told.append(material.say("report.held_back", n=held_back))
    return [*told, *about_key(material, key_left_out=key_left_out)]


def about_key(material: Figures, *, key_left_out: bool) -> Iterator[str]:
    """What is to be known of a key that is not there, or not whole."""
    if material.lesson.key is None:
        yield material.say("report.key_left_out" if key_left_out else "report.no_key")
    elif waiting := material.lesson.unconfirmed:
        yield material.say("report.key_waits_note", n=len(waiting), claims=", ".join(waiting))


def agreement(material: Figures) -> str:
    """How far all readers agree over all claims, or why that cannot be said."""
    found = alpha_with_interval(material.counts.units(), distance_matrix("jaccard"))
    if not found.units:
        return material.say("report.alpha_alone")
    if found.alpha is None:
        return material.say("report.alpha_alike")
    if found.low is None or found.high is None:
        return material.say("report.alpha_few", alpha=f"{found.alpha:.2f}")
    values = {name: f"{getattr(found, name):.2f}" for name in ("alpha", "low", "high")}
    return f"{material.say('report.alpha', units=found.units, **values)} {_in_plain_words(material, found.alpha)}"


def _in_plain_words(material: Figures, alpha: float) -> str:
    """What alpha says to somebody who has never met it: it is 1 less observed by expected disagreement."""
    so = next(name for bound, name in _BANDS if alpha >= bound)
    return material.say("report.alpha_words", share=f"{1 - alpha:.0%}", so=material.say(f"report.alpha_so.{so}"))


def _files(material: Material, files: pd.DataFrame | None) -> Iterator[str]:
    if files is None:
        return
    told = [material.say("report.files", n=len(files), used=int(files["used"].sum()))]
    for name in ("refused", "carried", "elsewhere"):
        lines = int(files.loc[files["used"], f"lines_{name}"].sum()) if f"lines_{name}" in files else 0
        told += [material.say(f"report.files_{name}", n=lines)] if lines else []
    yield " ".join(told)
