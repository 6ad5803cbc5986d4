"""The answers to each claim as a chart: menus that leave just what they name."""

import pandas as pd
import pytest

import kit
from kit.analysis.class_desk.answers_part import answers_shown
from kit.analysis.sample_class import sample_class_annotations
from kit.sharing.desks import clear_desks

LESSON = kit.open_lesson("inner-circle")
CLASS = sample_class_annotations(LESSON)


def claims(table: pd.DataFrame) -> list[str]:
    """The ids of the claims in a table of answers."""
    return [name.split(" ")[0] for name in table.index]


@pytest.mark.parametrize("section", [None, 1, 5])
@pytest.mark.parametrize("core", [None, True, False])
@pytest.mark.parametrize("phase", ["own", "revised"])
def test_filters_leave_the_answers_they_name(section: int | None, core: bool | None, phase: str) -> None:
    """Each choice of section, kind and phase shows just the answers that pandas counts for it, in reading order."""
    rows = CLASS[CLASS["phase"] == phase]
    rows = rows if section is None else rows[rows["section"] == section]
    rows = rows if core is None else rows[rows["core"] == core]
    table = answers_shown(CLASS, LESSON, section, core, phase)
    assert table.to_numpy().sum() == len(rows)
    assert claims(table) == [claim.id for claim in LESSON.claims if claim.id in set(rows["claim"])]
    assert table.any().all()


def test_the_menus_change_the_chart() -> None:
    """Choosing another section draws another chart; a choice without answers says so."""
    desk = kit.class_desk("inner-circle")
    desk.open()
    view = desk.answers()
    assert ("c01 " in view.html, "c24 " in view.html) == (True, True)
    for name, value, shown in (("section", "2", {"c24"}), ("core", "optional", set())):
        view._hear(view, {"kind": "set", "name": name, "value": value}, [])
        assert {claim for claim in ("c01", "c24") if f"{claim} " in view.html} == shown
    desk.collected.annotations["phase"] = pd.Categorical(["own"] * len(desk.annotations), ["own", "revised"])
    view._hear(view, {"kind": "set", "name": "phase", "value": "revised"}, [])
    assert "Nobody has answered here." in view.html
    clear_desks()
