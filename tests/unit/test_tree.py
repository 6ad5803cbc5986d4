"""Markup as a tree: every letter that somebody wrote arrives, and nothing of it becomes an element."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kit.analysis.charts import bar_chart
from kit.analysis.class_desk.tree import Tree, tree_of
from kit.ui.markup import Markup, element, text


def names_in(trees: list[Tree]) -> set[str]:
    """The names of all elements."""
    elements = [tree for tree in trees if not isinstance(tree, str)]
    return {tree[0] for tree in elements}.union(*(names_in(tree[2:]) for tree in elements))


@given(words=st.text(), more=st.text())
def test_text_stays_text(words: str, more: str) -> None:
    """Whatever stands in a text or an attribute arrives letter by letter, but for signs that no page can show."""
    shown = [sign for sign in words if text(sign) and sign not in "\ufffe\uffff"]
    label = [sign for sign in more if text(sign) and sign not in "\ufffe\uffff"]
    ((name, attributes, *inside),) = tree_of(element("p", words, title=more))
    assert (name, "".join(inside)) == ("p", "".join(shown))
    assert attributes == {"title": "".join(label)}


def test_a_chart_keeps_its_drawing() -> None:
    """A chart becomes elements of a drawing, with their own spelling, and without what it says to other programs."""
    chart = bar_chart(pd.DataFrame({"a": [1, 2], "b": [2, 1]}, index=["c01", "<script>"]), "Answers")
    names = names_in(tree_of(Markup(chart._repr_html_())))
    assert {"figure", "div", "svg:svg", "svg:path", "svg:clipPath", "svg:text"} <= names
    assert not {"script", "svg:script", "svg:metadata", "metadata"} & names


def test_elements_without_content_travel_too() -> None:
    """A box to tick, and a line's end, are closed in themselves: a tree is read as XML."""
    made = element("p", element("input", type="checkbox"), element("br"), "after")
    assert tree_of(made) == [["p", {}, ["input", {"type": "checkbox"}], ["br", {}], "after"]]
