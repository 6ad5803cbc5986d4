"""From the text of YAML to its nodes, each with the lines that it stands in. Anchors, aliases and tags are refused."""

import re
from typing import Any

import yaml

_FORBIDDEN_MARKS = {"*": "an alias", "&": "an anchor", "!": "a tag"}
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
#: What PyYAML's own parser must look at: a sign of the above where one can begin; signs of documents; a tab, and a byte
#: order mark, which counts as a column for one of the two; and, outside of quotation marks, “?”, a comment right behind
#: the sign of a block, and no value at all before a comma or bracket.
_FOR_THE_OTHER = re.compile(r"[*&!](?<![^\s\[\]{},:?-].)|[\t\ufeff]|^(?:---|\.\.\.|%)", re.DOTALL | re.MULTILINE)
_READ_DIFFERENTLY = re.compile(r"\?|[|>][-+\d]*#|:(?:\s|#[^\n]*\n)*[,\]}]")


def composed(text: str) -> yaml.Node | None:
    """Return the nodes of a text; None where it is empty.

    Where PyYAML was built with libyaml, a text in which the two cannot differ is read by that, ten times faster.

    Raises:
        yaml.YAMLError: the text is not YAML, or has anchors, aliases or tags.
    """
    if _QuickLoader and not _FOR_THE_OTHER.search(text) and not _READ_DIFFERENTLY.search(_QUOTED.sub('""', text)):
        try:
            return yaml.compose(text, Loader=_QuickLoader)
        except yaml.YAMLError:
            pass  # what is wrong, and in which line, is for the other to say
    return yaml.compose(text, Loader=_Loader)


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
