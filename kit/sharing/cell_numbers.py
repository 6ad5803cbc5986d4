"""Numbers in a gradebook's cells: with a point or with a comma, as the file itself has them."""

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def number(text: str) -> float | None:
    """Return the number in a cell, written 7, 7.5 or 7,5; or None where it holds anything else."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def written(points: float, comma: bool) -> str:
    """Return points as a cell's text, with at most 2 decimals and no needless zeros."""
    text = f"{points:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text


def uses_comma(texts: Iterable[str]) -> bool:
    """Whether the numbers among these texts have a decimal comma, and none has a point."""
    decimals = [text for text in texts if _NUMBER.fullmatch(text) and not text.lstrip("-").isdigit()]
    return bool(decimals) and all("," in text for text in decimals)
