"""The class in a notebook: menus that filter its answers, and its reasons for the projector."""

import pandas as pd
import pytest

import kit
from kit.analysis.class_view import answers_shown, show_answers, show_reasons
from kit.analysis.sample_class import sample_class_annotations

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
    view = show_answers(CLASS[CLASS["phase"] == "own"], LESSON)
    section, kind, phase, shown, _keys = view.children
    assert "c01" in shown.value
    section.value = 2
    assert "c01" not in shown.value
    assert "c24" in shown.value
    kind.value = False
    assert "c24" not in shown.value
    phase.value = "revised"
    assert shown.value == "<p>Nobody has answered here.</p>"


def test_every_control_is_a_menu_with_a_name() -> None:
    """All controls are plain menus with a name, so that the keyboard reaches them and a screen reader can say them."""
    menus = [*show_answers(CLASS, LESSON).children[:-2], *show_reasons(CLASS, LESSON).children[:-2]]
    assert len(menus) == 4
    assert all(type(menu).__name__ == "Dropdown" and menu.description for menu in menus)


def test_the_most_split_claims_come_first() -> None:
    """The menu of reasons begins with the three most split claims, and then has every other claim once."""
    options = [claim for _, claim in show_reasons(CLASS, LESSON).children[0].options]
    split = [label for label, _ in show_reasons(CLASS, LESSON).children[0].options if label[0].isdigit()]
    assert len(split) == 3
    assert sorted(options) == sorted(claim.id for claim in LESSON.claims)


def one_claim(readers: int, reason: str) -> pd.DataFrame:
    """A class that says the same of the first claim, each with one more word to the reason."""
    rows = CLASS[(CLASS["claim"] == "c01") & (CLASS["phase"] == "own")].head(readers).copy()
    assert len(rows) == readers
    rows["labels"] = pd.Categorical(["denied"] * readers, dtype=CLASS["labels"].dtype)
    rows["reason"] = pd.array([f"{reason} {number}" for number in range(readers)], dtype="string")
    return rows


def test_reasons_of_four_stay_hidden() -> None:
    """Four readers' reasons are not shown, five readers' are, and no reader code is."""
    hidden, shown = (show_reasons(one_claim(readers, "Hush"), LESSON).children[1].value for readers in (4, 5))
    assert "Hush" not in hidden
    assert "Fewer than 5 readers" in hidden
    assert "Hush" in shown
    assert "sample-" not in shown


def test_a_reason_is_never_markup() -> None:
    """A reason that looks like HTML is shown letter by letter."""
    value = show_reasons(one_claim(6, "<img src=x onerror=alert(1)>"), LESSON).children[1].value
    assert "<img" not in value
    assert "&lt;img" in value


def test_an_empty_class_is_no_error() -> None:
    """Where nobody has answered yet, both views say so."""
    for show in (show_answers, show_reasons):
        assert "Nobody has answered here." in show(CLASS.iloc[:0], LESSON).children[-2].value
