"""The quick way to read YAML and the one that explains: a text that both take says the same to both."""

from itertools import chain, repeat

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.lesson.faults import Fault
from kit.lesson.yaml_composing import _Loader, composed
from kit.lesson.yaml_nodes import read_yaml

PIECES = (
    *("name", "it was said", "2", "null", "~", "c01", "é", "😀", '"a text"', "'a text'", '"', "'", "\\"),
    *(": ", ":", " #", "#", "# note\n", "- ", "-", "\n", "\n  ", "\n    ", "\n\n", "  ", "\t", "---\n", "...\n"),
    *("[", "]", "{", "}", ", ", ",", "| ", "|\n  ", ">-\n  ", "|#", "> #", "? ", "?", "%", "@", "`", "=", "<<"),
    *("who? ", "so?", "a: why?\n", "[a,\n b?]"),
    *(
        "*",
        "&",
        "!",
        " &a ",
        " *a",
        "!!str ",
        '{w: 5", x: &a 1, y: 6"}',
        "{a: b?}",
        "\ufeff",
        "\u2028",
        "\x85",
        "\ud83d",
    ),
)


def place(mark: yaml.Mark) -> tuple[int, int]:
    """A mark as line and column."""
    return mark.line, mark.column


def flat(node: yaml.Node | None) -> object:
    """Return all that the kit reads of a node."""
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value, node.style or "", place(node.start_mark), place(node.end_mark)
    parts = chain(*node.value) if isinstance(node, yaml.MappingNode) else node.value
    end = place(node.end_mark) if node.flow_style else None
    return node.tag, bool(node.flow_style), place(node.start_mark), end, [flat(part) for part in parts]


def explained(text: str) -> object:
    """What the slower way makes of a text: its nodes, or that it refuses it."""
    try:
        return flat(yaml.compose(text, Loader=_Loader))
    except yaml.YAMLError:
        return "refused"


def quick(text: str) -> object:
    """What the kit makes of a text."""
    try:
        return flat(composed(text))
    except yaml.YAMLError:
        return "refused"


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400)
@example("a: {b: c, d: &e f, g: *e}")
@example("a: [b, c: \n # not read\n ]")
@example("why: |# not read\n  a text")
@example('"a": !!str b')
def test_both_ways_read_the_same(text: str) -> None:
    """Whatever is typed: nodes, styles, lines and columns are those of the way that explains faults, or none are."""
    assert quick(text) == explained(text)


@pytest.mark.parametrize("deep", [200, 450, 900, 2000])
@pytest.mark.parametrize("sign", ["[", "- ", "{a: "])
def test_what_is_nested_too_deeply_is_told(sign: str, deep: int) -> None:
    """However deep brackets or lists go, there is a fault or a value, and no program that breaks off."""
    faults: list[Fault] = []
    value = read_yaml("".join(repeat(sign, deep)) + "x", "key.yaml", 1, (), faults)
    assert value is None or value.plain()
    assert faults or value
