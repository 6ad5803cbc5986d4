"""The projector: one claim at a time, and nothing on it that the teacher has not read or the class should not see."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kit
from kit.analysis.class_desk.class_desk import ClassDesk
from kit.analysis.class_desk.tree import tree_of
from kit.analysis.class_desk.unsaved import Unsaved
from kit.analysis.class_figures import answers_per_claim, most_split
from kit.lesson.codebook import ANSWER_NAMES
from kit.sharing.desks import clear_desks
from kit.ui.markup import Markup
from tests.classes import SECRET, codes, hand_in

LESSON = kit.open_lesson("inner-circle")
WHY = LESSON.key["c01"].why


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What twelve readers handed in."""
    return hand_in(tmp_path_factory.mktemp("desk") / "marks 7b", LESSON)


@pytest.fixture
def desk(handed_in: Path) -> Iterator[ClassDesk]:
    """A desk with that class."""
    begun = kit.class_desk("inner-circle")
    begun.open(handed_in)
    yield begun
    clear_desks()


def press(view: Unsaved, *names: str, value: str = "") -> None:
    """Press these buttons, one after the other."""
    for name in names:
        view._hear(view, {"kind": "press", "name": name, "value": value, "typed": {}}, [])


def names_in(trees: list) -> set[str]:
    """The names of all elements, as the browser builds them."""
    elements = [tree for tree in trees if isinstance(tree, list)]
    return {tree[0] for tree in elements}.union(*(names_in(tree[2:]) for tree in elements))


def projected(desk: ClassDesk, claim: str) -> Unsaved:
    """Choose a claim in the list, and put it on the projector."""
    view = desk.reasons()
    press(view, "claim", value=claim)
    assert "<dialog" not in view.html
    press(view, "project")
    return view


def shown_claim(view: Unsaved) -> str:
    """The claim that is marked in the paragraph on the projector."""
    return view.html.partition("<mark>")[2].partition("</mark>")[0]


def test_a_claim_comes_with_its_paragraph_and_its_answers(desk: ClassDesk) -> None:
    """The claim stands in its paragraph, beside how often each answer was given; neither key nor reason is there."""
    view = projected(desk, "c01")
    assert shown_claim(view) == LESSON.claim("c01").text
    figures = answers_per_claim(desk.annotations, LESSON).set_index("claim").loc["c01"]
    for name in ANSWER_NAMES:
        said = f"<span>{kit.ui.words.words()(f'report.answers.{name}')}</span>"
        assert (said in view.html) == bool(figures[name])
    assert SECRET not in view.html
    assert WHY[:40] not in view.html


def test_key_and_reasons_come_and_go_with_a_press(desk: ClassDesk) -> None:
    """Each button shows what it names and then hides it; another claim comes without either."""
    view = projected(desk, "c01")
    press(view, "key")
    assert WHY[:40] in view.html
    press(view, "key", "reasons")
    assert WHY[:40] not in view.html
    assert SECRET in view.html
    press(view, "next", "previous")
    assert shown_claim(view) == LESSON.claim("c01").text
    assert SECRET not in view.html


def test_one_goes_through_all_claims_and_stops_at_the_ends(desk: ClassDesk) -> None:
    """The claims that split the class most come first, then all others in order; the ends lead nowhere else."""
    split = [str(claim) for claim in most_split(desk.annotations, LESSON)["claim"]]
    wanted = [*split, *(claim.id for claim in LESSON.claims if claim.id not in split)]
    view = projected(desk, wanted[0])
    press(view, "previous")
    seen = [shown_claim(view)]
    for _ in wanted:
        press(view, "next")
        seen.append(shown_claim(view))
    assert seen == [LESSON.claim(claim).text for claim in [*wanted, wanted[-1]]]


def test_no_reason_is_there_that_was_not_looked_through(desk: ClassDesk) -> None:
    """A claim whose list was never up shows no reason, and says how to read them first; afterwards it shows them."""
    view = desk.reasons()
    assert LESSON.claim("c01").text not in view.html.partition("preview")[2]
    press(view, "project", "next", "next", "next")
    assert shown_claim(view) == LESSON.claim("c01").text
    press(view, "reasons")
    assert "You have not looked through the reasons" in view.html
    assert SECRET not in view.html
    press(view, "look")
    assert SECRET in view.html
    press(view, "project", "reasons")
    assert SECRET in view.html


def test_what_the_class_must_not_see_is_never_there(desk: ClassDesk, handed_in: Path) -> None:
    """Names of the roster hold a reason back, reader codes are blotted out, and a new class is not projected."""
    desk._names = ("Zacharias", *SECRET.split()[-1:])
    view = projected(desk, "c01")
    press(view, "reasons")
    assert SECRET not in view.html
    assert not [code for code in codes(12) if code in view.html]
    desk.open(handed_in)
    assert "<dialog" not in view.html


def test_without_a_key_there_is_no_button_for_it(handed_in: Path) -> None:
    """Where the key comes later, nothing offers it, and the key's message changes nothing."""
    keyless = ClassDesk(replace(LESSON, key=None), lambda _path: ())
    keyless.open(handed_in)
    view = projected(keyless, "c01")
    press(view, "key")
    assert 'name="key"' not in view.html
    assert "stage-key" not in view.html


def test_the_browser_can_build_the_projector(desk: ClassDesk) -> None:
    """What is shown travels as a tree, at both ends of the claims and with everything on it."""
    view = projected(desk, LESSON.claims[-1].id)
    press(view, "key", "reasons")
    assert names_in(tree_of(Markup(view.html))) >= {"dialog", "mark", "button", "section", "svg:svg", "svg:rect"}
    press(view, *["previous"] * len(LESSON.claims))
    assert 'disabled=""' in view.html
    assert names_in(tree_of(Markup(view.html))) >= {"dialog", "mark", "button"}


def test_what_people_write_is_never_markup(desk: ClassDesk) -> None:
    """A reason that looks like HTML is shown letter by letter."""
    desk.collected.annotations["reason"] = "<img src=x onerror=alert(1)>"
    view = projected(desk, "c01")
    press(view, "reasons")
    assert "&lt;img src=x" in view.html
    assert "<img" not in view.html
