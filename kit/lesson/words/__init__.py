"""The interface's texts: one YAML file a language, and nothing that a reader sees is written anywhere else."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FALLBACK = "en"


@cache
def words(language: str) -> dict[str, Any]:
    """Return the texts for a language code such as `en` or `es-MX`: its own file, else the language's, else English.

    The result is shared: do not change it.
    """
    for name in (language, language.split("-", maxsplit=1)[0], FALLBACK):
        path = Path(__file__).parent / f"{name}.yaml"
        if path.is_file():
            texts: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
            return texts
    raise FileNotFoundError(f"The kit's own texts are missing: {FALLBACK}.yaml. Install the kit again.")


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are texts in."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.yaml")))


# The C loader reads the same texts an order of magnitude faster, where PyYAML was built with it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
