"""All that people read, by language: a folder a language, and in it a file a page.

A translator works in one folder, and in nothing else. In a text, names in braces are filled in, an entry whose key ends
in `_one` takes its neighbour's place where `n` is 1, and nothing is markup: a page shows each text as it is.

Three kinds of sentences stand elsewhere (a test of the house holds that there are no others, and names the places).
What is wrong with a file that somebody wrote or handed in, and what an exception says, stands beside the check that
finds it: the sentence needs that check's values, and `lesson` and `marks` lie below this room.
The help of a command stands beside its options. What the article, its key and its guide say belongs to the lesson.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FALLBACK = "en"
_HERE = Path(__file__).parent


class Words(Mapping[str, dict[str, Any]]):
    """The texts of one language: `say["report"]` is a page with its texts, `say("report.made", date=...)` one text.

    A page is read when it is first asked for. The texts are shared: do not change them.
    """

    def __init__(self, language: str) -> None:
        known = languages()
        wanted = dict.fromkeys((language, language.split("-", maxsplit=1)[0], FALLBACK))
        self._folders = [_HERE / name for name in wanted if name in known]

    def __call__(self, key: str, **values: Any) -> str:
        """Return a text with its values filled in.

        Args:
            key: the page and the name of the text on it, as in `report.made`; further dots lead into texts in groups.
            values: what stands in the text in braces. Where `n` is 1, the text `..._one` is taken if there is one.

        Raises:
            KeyError: there is no such text.
        """
        page, _, rest = key.partition(".")
        texts = self[page]
        *names, last = rest.split(".")
        for name in names:
            texts = texts[name]
        chosen = texts.get(f"{last}_one") if values.get("n") == 1 else None
        return str(chosen or texts[last]).format(**values)

    def __getitem__(self, page: str) -> dict[str, Any]:
        for folder in self._folders:
            if (texts := _page(folder / f"{page}.yaml")) is not None:
                return texts
        raise KeyError(page)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.stem for path in (_HERE / FALLBACK).glob("*.yaml")))

    def __len__(self) -> int:
        return len(list(iter(self)))


@cache
def words(language: str = FALLBACK) -> Words:
    """Return the texts for a language code such as `en` or `es-MX`.

    A page that there is not in this language comes in the language without its country, and else in English.
    """
    return Words(language)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are texts in."""
    return tuple(sorted(path.name for path in _HERE.iterdir() if path.is_dir() and not path.name.startswith("_")))


# The C loader reads the same texts an order of magnitude faster, where PyYAML was built with it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _page(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    texts: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return texts
