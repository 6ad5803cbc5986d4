"""From the text of YAML to its nodes, each with the lines that it stands in. Anchors, aliases and tags are refused."""

import re
from typing import Any

import yaml

_FORBIDDEN_MARKS = {"*": "an alias", "&": "an anchor", "!": "a tag"}
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
#: What PyYAML's own parser must look at: a sign of the above where one can begin; signs of documents; a tab; a byte
#: order mark, which counts as a column for one of the two; and line ends that are none for the other.
_SIGNS = re.compile(r"[*&!](?<![^\s\[\]{},:?-].)|[\t\ufeff\x85\u2028\u2029]|^(?:---|\.\.\.|%)", re.S | re.M)
#: The same outside of quotation marks: “?” as a sign, or in brackets; a comment right behind the sign of a block; and
#: no value at all before a comma or bracket.
_BARE_SIGNS = re.compile(r"(?<!\S)\?(?!\S)|[\[{][^\n]*\?|[|>][-+\d]*#|:(?:\s|#[^\n]*\n)*[,\]}]")


def composed(text: str) -> yaml.Node | None:
    """Return the nodes of a text; None where it is empty.

    Where PyYAML was built with libyaml, a text in which the two cannot differ is read by that, ten times faster.

    Raises:
        yaml.YAMLError: the text is not YAML, or has anchors, aliases or tags.
    """
    if _QuickLoader and _is_read_alike(text):
        try:
            return yaml.compose(text, Loader=_QuickLoader)
        except (yaml.YAMLError, UnicodeEncodeError):  # the second: half a sign, which no file holds
            pass  # what is wrong, and in which line, is for the other to say
    return yaml.compose(text, Loader=_Loader)


def _is_read_alike(text: str) -> bool:
    """Whether libyaml, if it takes the text at all, finds the same in the same lines."""
    bare = _QUOTED.sub('""', text)
    if _SIGNS.search(text) or _BARE_SIGNS.search(bare):
        return False
    return "?" not in bare or not any(map(_is_left_open, bare.split("\n")))


def _is_left_open(line: str) -> bool:
    """Whether more brackets open in a line than close: the next one is still within them."""
    return line.count("[") + line.count("{") > line.count("]") + line.count("}")


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader without anchors, aliases and tags: a lesson has no use for them, and they hide words."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            self._refuse("*", event)
        if event.anchor is not None:
            self._refuse("&", event)
        if event.tag is not None:
            self._refuse("!", event)
        return super().compose_node(parent, index)

    def _refuse(self, character: str, event: Any) -> None:
        problem = f"“{character}” begins {_FORBIDDEN_MARKS[character]}, which lessons do not use"
        raise yaml.composer.ComposerError(None, None, problem, event.start_mark)


_QuickLoader: Any = getattr(yaml, "CSafeLoader", None)
